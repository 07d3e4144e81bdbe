# What aws-ia/vpc/aws makes that others refer to: the VPC, its public and private subnets, one of
# each kind a zone, and how they are routed. Of versions 4. A type of resource that does not stand
# here may be among what the module makes. Source: the module's documentation of its inputs and
# outputs, 2026-11-26. Written anew.

variable "name" {
  default = ""
}

variable "cidr_block" {
  default = null
}

variable "create_vpc" {
  default = true
}

variable "vpc_enable_dns_support" {
  default = true
}

variable "vpc_enable_dns_hostnames" {
  default = true
}

variable "vpc_id" {
  default = null
}

variable "az_count" {
  default = null
}

variable "azs" {
  default = null
}

variable "subnets" {}

variable "vpc_egress_only_internet_gateway" {
  default = false
}

variable "tags" {
  default = {}
}

# Not an input: ranges that are worked out from netmasks are left open.
variable "calculated_cidr" {}

data "aws_availability_zones" "current" {}

locals {
  azs    = var.azs == null ? slice(data.aws_availability_zones.current.names, 0, var.az_count) : var.azs
  vpc_id = var.create_vpc ? aws_vpc.main[0].id : var.vpc_id

  public_azs    = contains(keys(var.subnets), "public") ? local.azs : []
  private_kinds = [for kind, settings in var.subnets : kind if !contains(["public", "transit_gateway", "core_network"], kind)]
  private = {
    for pair in setproduct(local.private_kinds, local.azs) : "${pair[0]}/${pair[1]}" => { kind = pair[0], az = pair[1] }
  }

  nat     = try(var.subnets.public.nat_gateway_configuration, "none")
  nat_azs = local.nat == "all_azs" ? local.public_azs : local.nat == "single_az" ? slice(local.public_azs, 0, 1) : []
}

resource "aws_vpc" "main" {
  count = var.create_vpc ? 1 : 0

  cidr_block           = var.cidr_block
  enable_dns_support   = var.vpc_enable_dns_support
  enable_dns_hostnames = var.vpc_enable_dns_hostnames
  tags                 = merge({ Name = var.name }, var.tags)
}

resource "aws_internet_gateway" "main" {
  count = length(local.public_azs) > 0 ? 1 : 0

  vpc_id = local.vpc_id
}

resource "aws_egress_only_internet_gateway" "eigw" {
  count = var.vpc_egress_only_internet_gateway ? 1 : 0

  vpc_id = local.vpc_id
}

resource "aws_subnet" "public" {
  for_each = toset(local.public_azs)

  vpc_id                  = local.vpc_id
  availability_zone       = each.key
  cidr_block              = try(var.subnets.public.cidrs[index(local.azs, each.key)], var.calculated_cidr)
  map_public_ip_on_launch = try(var.subnets.public.map_public_ip_on_launch, false)
}

resource "aws_route_table" "public" {
  for_each = toset(local.public_azs)

  vpc_id = local.vpc_id
}

resource "aws_route_table_association" "public" {
  for_each = toset(local.public_azs)

  subnet_id      = aws_subnet.public[each.key].id
  route_table_id = aws_route_table.public[each.key].id
}

resource "aws_route" "public_to_internet" {
  for_each = toset(try(var.subnets.public.connect_to_igw, true) ? local.public_azs : [])

  route_table_id         = aws_route_table.public[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main[0].id
}

resource "aws_eip" "nat" {
  for_each = toset(local.nat_azs)

  domain = "vpc"
}

resource "aws_nat_gateway" "main" {
  for_each = toset(local.nat_azs)

  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.public[each.key].id
}

resource "aws_subnet" "private" {
  for_each = local.private

  vpc_id            = local.vpc_id
  availability_zone = each.value.az
  cidr_block = try(
    var.subnets[each.value.kind].cidrs[index(local.azs, each.value.az)],
    var.calculated_cidr,
  )
}

resource "aws_route_table" "private" {
  for_each = local.private

  vpc_id = local.vpc_id
}

resource "aws_route_table_association" "private" {
  for_each = local.private

  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[each.key].id
}

resource "aws_route" "private_to_nat" {
  for_each = {
    for key, subnet in local.private : key => subnet
    if try(var.subnets[subnet.kind].connect_to_public_natgw, false) == true && length(local.nat_azs) > 0
  }

  route_table_id         = aws_route_table.private[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id = (
    local.nat == "single_az" ? aws_nat_gateway.main[local.nat_azs[0]].id : aws_nat_gateway.main[each.value.az].id
  )
}

resource "aws_route" "private_to_egress_only" {
  for_each = {
    for key, subnet in local.private : key => subnet
    if try(var.subnets[subnet.kind].connect_to_eigw, false) && var.vpc_egress_only_internet_gateway
  }

  route_table_id              = aws_route_table.private[each.key].id
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.eigw[0].id
}

output "vpc_attributes" {
  value = try(aws_vpc.main[0], null)
}

output "azs" {
  value = local.azs
}

output "public_subnet_attributes_by_az" {
  value = aws_subnet.public
}

output "private_subnet_attributes_by_az" {
  value = aws_subnet.private
}

output "nat_gateway_attributes_by_az" {
  value = aws_nat_gateway.main
}

output "internet_gateway" {
  value = try(aws_internet_gateway.main[0], null)
}

output "egress_only_internet_gateway" {
  value = try(aws_egress_only_internet_gateway.eigw[0], null)
}
