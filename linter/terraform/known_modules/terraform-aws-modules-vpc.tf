# What terraform-aws-modules/vpc/aws makes that others refer to: the VPC, its subnets, and how they
# are routed. Of versions 3 to 6; what differs between them is left open: an input without a default
# here is unknown where it is not given. A type of resource that does not stand here may be among
# what the module makes. Source: the module's documentation of its inputs and outputs and its plans,
# 2026-11-26. Written anew.

variable "create_vpc" {
  default = true
}

variable "name" {
  default = ""
}

variable "cidr" {
  default = "10.0.0.0/16"
}

variable "use_ipam_pool" {
  default = false
}

variable "azs" {
  default = []
}

variable "tags" {
  default = {}
}

variable "enable_dns_support" {
  default = true
}

variable "enable_dns_hostnames" {}

variable "map_public_ip_on_launch" {}

variable "create_igw" {
  default = true
}

variable "create_multiple_public_route_tables" {
  default = false
}

variable "create_multiple_intra_route_tables" {
  default = false
}

variable "enable_nat_gateway" {
  default = false
}

variable "single_nat_gateway" {
  default = false
}

variable "one_nat_gateway_per_az" {
  default = false
}

variable "reuse_nat_ips" {
  default = false
}

variable "external_nat_ip_ids" {
  default = []
}

variable "create_private_nat_gateway_route" {
  default = true
}

variable "enable_ipv6" {
  default = false
}

variable "create_egress_only_igw" {
  default = true
}

variable "enable_vpn_gateway" {
  default = false
}

variable "vpn_gateway_id" {
  default = ""
}

variable "propagate_public_route_tables_vgw" {
  default = false
}

variable "propagate_private_route_tables_vgw" {
  default = false
}

variable "propagate_intra_route_tables_vgw" {
  default = false
}

variable "create_database_subnet_group" {
  default = true
}

variable "database_subnet_group_name" {
  default = null
}

variable "create_database_subnet_route_table" {
  default = false
}

variable "create_database_internet_gateway_route" {
  default = false
}

variable "create_database_nat_gateway_route" {
  default = false
}

variable "create_elasticache_subnet_group" {
  default = true
}

variable "elasticache_subnet_group_name" {
  default = null
}

variable "create_elasticache_subnet_route_table" {
  default = false
}

variable "create_redshift_subnet_group" {
  default = true
}

variable "redshift_subnet_group_name" {
  default = null
}

variable "create_redshift_subnet_route_table" {
  default = false
}

variable "enable_public_redshift" {
  default = false
}

variable "public_subnets" {
  default = []
}

variable "private_subnets" {
  default = []
}

variable "database_subnets" {
  default = []
}

variable "elasticache_subnets" {
  default = []
}

variable "redshift_subnets" {
  default = []
}

variable "intra_subnets" {
  default = []
}

variable "public_subnet_ipv6_prefixes" {
  default = []
}

variable "private_subnet_ipv6_prefixes" {
  default = []
}

variable "database_subnet_ipv6_prefixes" {
  default = []
}

variable "elasticache_subnet_ipv6_prefixes" {
  default = []
}

variable "redshift_subnet_ipv6_prefixes" {
  default = []
}

variable "intra_subnet_ipv6_prefixes" {
  default = []
}

locals {
  made = var.create_vpc ? {
    public      = max(length(var.public_subnets), length(var.public_subnet_ipv6_prefixes))
    private     = max(length(var.private_subnets), length(var.private_subnet_ipv6_prefixes))
    database    = max(length(var.database_subnets), length(var.database_subnet_ipv6_prefixes))
    elasticache = max(length(var.elasticache_subnets), length(var.elasticache_subnet_ipv6_prefixes))
    redshift    = max(length(var.redshift_subnets), length(var.redshift_subnet_ipv6_prefixes))
    intra       = max(length(var.intra_subnets), length(var.intra_subnet_ipv6_prefixes))
  } : { for kind in ["public", "private", "database", "elasticache", "redshift", "intra"] : kind => 0 }

  longest = max([for kind, number in local.made : number if kind != "intra"]...)
  nat_gateways = (
    var.single_nat_gateway ? 1 : var.one_nat_gateway_per_az ? length(var.azs) : local.longest
  )

  own_table = {
    database    = local.made.database > 0 && var.create_database_subnet_route_table
    elasticache = local.made.elasticache > 0 && var.create_elasticache_subnet_route_table
    redshift    = local.made.redshift > 0 && var.create_redshift_subnet_route_table
  }
  database_tables = (
    !local.own_table.database ? 0 :
    var.single_nat_gateway || var.create_database_internet_gateway_route ? 1 : local.made.database
  )
}

resource "aws_vpc" "this" {
  count = var.create_vpc ? 1 : 0

  cidr_block           = var.use_ipam_pool ? null : var.cidr
  enable_dns_support   = var.enable_dns_support
  enable_dns_hostnames = var.enable_dns_hostnames
  tags                 = merge({ Name = var.name }, var.tags)
}

resource "aws_internet_gateway" "this" {
  count = local.made.public > 0 && var.create_igw ? 1 : 0

  vpc_id = aws_vpc.this[0].id
}

resource "aws_egress_only_internet_gateway" "this" {
  count = var.create_vpc && var.enable_ipv6 && var.create_egress_only_igw && local.longest > 0 ? 1 : 0

  vpc_id = aws_vpc.this[0].id
}

resource "aws_subnet" "public" {
  count = local.made.public

  vpc_id                  = aws_vpc.this[0].id
  cidr_block              = try(var.public_subnets[count.index], null)
  availability_zone       = can(regex("^[a-z]{2}-", element(var.azs, count.index))) ? element(var.azs, count.index) : null
  availability_zone_id    = can(regex("^[a-z]{2}-", element(var.azs, count.index))) ? null : element(var.azs, count.index)
  map_public_ip_on_launch = var.map_public_ip_on_launch
  tags                    = merge({ Name = "${var.name}-public-${element(var.azs, count.index)}" }, var.tags)
}

resource "aws_subnet" "private" {
  count = local.made.private

  vpc_id               = aws_vpc.this[0].id
  cidr_block           = try(var.private_subnets[count.index], null)
  availability_zone    = can(regex("^[a-z]{2}-", element(var.azs, count.index))) ? element(var.azs, count.index) : null
  availability_zone_id = can(regex("^[a-z]{2}-", element(var.azs, count.index))) ? null : element(var.azs, count.index)
  tags                 = merge({ Name = "${var.name}-private-${element(var.azs, count.index)}" }, var.tags)
}

resource "aws_subnet" "database" {
  count = local.made.database

  vpc_id               = aws_vpc.this[0].id
  cidr_block           = try(var.database_subnets[count.index], null)
  availability_zone    = can(regex("^[a-z]{2}-", element(var.azs, count.index))) ? element(var.azs, count.index) : null
  availability_zone_id = can(regex("^[a-z]{2}-", element(var.azs, count.index))) ? null : element(var.azs, count.index)
  tags                 = merge({ Name = "${var.name}-database-${element(var.azs, count.index)}" }, var.tags)
}

resource "aws_subnet" "elasticache" {
  count = local.made.elasticache

  vpc_id               = aws_vpc.this[0].id
  cidr_block           = try(var.elasticache_subnets[count.index], null)
  availability_zone    = can(regex("^[a-z]{2}-", element(var.azs, count.index))) ? element(var.azs, count.index) : null
  availability_zone_id = can(regex("^[a-z]{2}-", element(var.azs, count.index))) ? null : element(var.azs, count.index)
  tags                 = merge({ Name = "${var.name}-elasticache-${element(var.azs, count.index)}" }, var.tags)
}

resource "aws_subnet" "redshift" {
  count = local.made.redshift

  vpc_id               = aws_vpc.this[0].id
  cidr_block           = try(var.redshift_subnets[count.index], null)
  availability_zone    = can(regex("^[a-z]{2}-", element(var.azs, count.index))) ? element(var.azs, count.index) : null
  availability_zone_id = can(regex("^[a-z]{2}-", element(var.azs, count.index))) ? null : element(var.azs, count.index)
  tags                 = merge({ Name = "${var.name}-redshift-${element(var.azs, count.index)}" }, var.tags)
}

resource "aws_subnet" "intra" {
  count = local.made.intra

  vpc_id               = aws_vpc.this[0].id
  cidr_block           = try(var.intra_subnets[count.index], null)
  availability_zone    = can(regex("^[a-z]{2}-", element(var.azs, count.index))) ? element(var.azs, count.index) : null
  availability_zone_id = can(regex("^[a-z]{2}-", element(var.azs, count.index))) ? null : element(var.azs, count.index)
  tags                 = merge({ Name = "${var.name}-intra-${element(var.azs, count.index)}" }, var.tags)
}

resource "aws_route_table" "public" {
  count = local.made.public == 0 ? 0 : var.create_multiple_public_route_tables ? local.made.public : 1

  vpc_id = aws_vpc.this[0].id
}

resource "aws_route_table_association" "public" {
  count = local.made.public

  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public[var.create_multiple_public_route_tables ? count.index : 0].id
}

resource "aws_route" "public_internet_gateway" {
  count = var.create_igw ? length(aws_route_table.public) : 0

  route_table_id         = aws_route_table.public[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

resource "aws_route" "public_internet_gateway_ipv6" {
  count = var.create_igw && var.enable_ipv6 ? length(aws_route_table.public) : 0

  route_table_id              = aws_route_table.public[count.index].id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.this[0].id
}

resource "aws_eip" "nat" {
  count = var.create_vpc && var.enable_nat_gateway && !var.reuse_nat_ips ? local.nat_gateways : 0

  domain = "vpc"
}

resource "aws_nat_gateway" "this" {
  count = var.create_vpc && var.enable_nat_gateway ? local.nat_gateways : 0

  allocation_id = element(
    var.reuse_nat_ips ? var.external_nat_ip_ids : aws_eip.nat[*].id,
    var.single_nat_gateway ? 0 : count.index,
  )
  subnet_id = element(aws_subnet.public[*].id, var.single_nat_gateway ? 0 : count.index)
}

resource "aws_route_table" "private" {
  count = local.made.private > 0 && local.longest > 0 ? local.nat_gateways : 0

  vpc_id = aws_vpc.this[0].id
}

resource "aws_route_table_association" "private" {
  count = local.made.private

  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = element(aws_route_table.private[*].id, var.single_nat_gateway ? 0 : count.index)
}

resource "aws_route" "private_nat_gateway" {
  count = (
    var.create_vpc && var.enable_nat_gateway && var.create_private_nat_gateway_route ? local.nat_gateways : 0
  )

  route_table_id         = element(aws_route_table.private[*].id, count.index)
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.this[count.index].id
}

resource "aws_route" "private_ipv6_egress" {
  count = length(aws_egress_only_internet_gateway.this) > 0 && local.made.private > 0 ? local.nat_gateways : 0

  route_table_id              = element(aws_route_table.private[*].id, count.index)
  destination_ipv6_cidr_block = "::/0"
  egress_only_gateway_id      = aws_egress_only_internet_gateway.this[0].id
}

resource "aws_route_table" "database" {
  count = local.database_tables

  vpc_id = aws_vpc.this[0].id
}

resource "aws_route_table_association" "database" {
  count = local.made.database

  subnet_id = aws_subnet.database[count.index].id
  route_table_id = element(
    local.own_table.database ? aws_route_table.database[*].id : aws_route_table.private[*].id,
    var.single_nat_gateway || (local.own_table.database && var.create_database_internet_gateway_route) ? 0 : count.index,
  )
}

resource "aws_route" "database_internet_gateway" {
  count = (
    local.own_table.database && var.create_igw && var.create_database_internet_gateway_route &&
    !var.create_database_nat_gateway_route ? 1 : 0
  )

  route_table_id         = aws_route_table.database[0].id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this[0].id
}

resource "aws_route" "database_nat_gateway" {
  count = (
    var.create_database_nat_gateway_route && var.enable_nat_gateway &&
    !var.create_database_internet_gateway_route ? local.database_tables : 0
  )

  route_table_id         = aws_route_table.database[count.index].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route_table" "elasticache" {
  count = local.own_table.elasticache ? 1 : 0

  vpc_id = aws_vpc.this[0].id
}

resource "aws_route_table_association" "elasticache" {
  count = local.made.elasticache

  subnet_id = aws_subnet.elasticache[count.index].id
  route_table_id = element(
    local.own_table.elasticache ? aws_route_table.elasticache[*].id : aws_route_table.private[*].id,
    var.single_nat_gateway || local.own_table.elasticache ? 0 : count.index,
  )
}

resource "aws_route_table" "redshift" {
  count = local.own_table.redshift ? 1 : 0

  vpc_id = aws_vpc.this[0].id
}

resource "aws_route_table_association" "redshift" {
  count = var.enable_public_redshift ? 0 : local.made.redshift

  subnet_id = aws_subnet.redshift[count.index].id
  route_table_id = element(
    local.own_table.redshift ? aws_route_table.redshift[*].id : aws_route_table.private[*].id,
    var.single_nat_gateway || local.own_table.redshift ? 0 : count.index,
  )
}

resource "aws_route_table_association" "redshift_public" {
  count = var.enable_public_redshift ? local.made.redshift : 0

  subnet_id = aws_subnet.redshift[count.index].id
  route_table_id = element(
    local.own_table.redshift ? aws_route_table.redshift[*].id : aws_route_table.public[*].id,
    var.single_nat_gateway || local.own_table.redshift ? 0 : count.index,
  )
}

resource "aws_route_table" "intra" {
  count = local.made.intra == 0 ? 0 : var.create_multiple_intra_route_tables ? local.made.intra : 1

  vpc_id = aws_vpc.this[0].id
}

resource "aws_route_table_association" "intra" {
  count = local.made.intra

  subnet_id      = aws_subnet.intra[count.index].id
  route_table_id = aws_route_table.intra[var.create_multiple_intra_route_tables ? count.index : 0].id
}

resource "aws_vpn_gateway" "this" {
  count = var.create_vpc && var.enable_vpn_gateway ? 1 : 0

  vpc_id = aws_vpc.this[0].id
}

locals {
  vpn_gateway_id = var.enable_vpn_gateway ? try(aws_vpn_gateway.this[0].id, "") : var.vpn_gateway_id
  has_vpn        = var.create_vpc && (var.enable_vpn_gateway || var.vpn_gateway_id != "")
}

resource "aws_vpn_gateway_route_propagation" "public" {
  count = local.has_vpn && var.propagate_public_route_tables_vgw ? length(aws_route_table.public) : 0

  route_table_id = aws_route_table.public[count.index].id
  vpn_gateway_id = local.vpn_gateway_id
}

resource "aws_vpn_gateway_route_propagation" "private" {
  count = local.has_vpn && var.propagate_private_route_tables_vgw ? length(aws_route_table.private) : 0

  route_table_id = aws_route_table.private[count.index].id
  vpn_gateway_id = local.vpn_gateway_id
}

resource "aws_vpn_gateway_route_propagation" "intra" {
  count = local.has_vpn && var.propagate_intra_route_tables_vgw ? length(aws_route_table.intra) : 0

  route_table_id = aws_route_table.intra[count.index].id
  vpn_gateway_id = local.vpn_gateway_id
}

resource "aws_db_subnet_group" "database" {
  count = local.made.database > 0 && var.create_database_subnet_group ? 1 : 0

  name       = lower(coalesce(var.database_subnet_group_name, var.name))
  subnet_ids = aws_subnet.database[*].id
}

resource "aws_elasticache_subnet_group" "elasticache" {
  count = local.made.elasticache > 0 && var.create_elasticache_subnet_group ? 1 : 0

  name       = coalesce(var.elasticache_subnet_group_name, var.name)
  subnet_ids = aws_subnet.elasticache[*].id
}

resource "aws_redshift_subnet_group" "redshift" {
  count = local.made.redshift > 0 && var.create_redshift_subnet_group ? 1 : 0

  name       = lower(coalesce(var.redshift_subnet_group_name, var.name))
  subnet_ids = aws_subnet.redshift[*].id
}

output "vpc_id" {
  value = try(aws_vpc.this[0].id, null)
}

output "vpc_arn" {
  value = try(aws_vpc.this[0].arn, null)
}

output "vpc_cidr_block" {
  value = try(aws_vpc.this[0].cidr_block, null)
}

output "default_security_group_id" {
  value = try(aws_vpc.this[0].default_security_group_id, null)
}

output "default_network_acl_id" {
  value = try(aws_vpc.this[0].default_network_acl_id, null)
}

output "default_route_table_id" {
  value = try(aws_vpc.this[0].default_route_table_id, null)
}

output "vpc_main_route_table_id" {
  value = try(aws_vpc.this[0].main_route_table_id, null)
}

output "igw_id" {
  value = try(aws_internet_gateway.this[0].id, null)
}

output "natgw_ids" {
  value = aws_nat_gateway.this[*].id
}

output "nat_ids" {
  value = aws_eip.nat[*].id
}

output "nat_public_ips" {
  value = aws_eip.nat[*].public_ip
}

output "azs" {
  value = var.azs
}

output "name" {
  value = var.name
}

output "public_subnets" {
  value = aws_subnet.public[*].id
}

output "public_subnet_arns" {
  value = aws_subnet.public[*].arn
}

output "public_subnets_cidr_blocks" {
  value = compact(aws_subnet.public[*].cidr_block)
}

output "public_subnet_objects" {
  value = aws_subnet.public
}

output "public_route_table_ids" {
  value = aws_route_table.public[*].id
}

output "private_subnets" {
  value = aws_subnet.private[*].id
}

output "private_subnet_arns" {
  value = aws_subnet.private[*].arn
}

output "private_subnets_cidr_blocks" {
  value = compact(aws_subnet.private[*].cidr_block)
}

output "private_subnet_objects" {
  value = aws_subnet.private
}

output "private_route_table_ids" {
  value = aws_route_table.private[*].id
}

output "database_subnets" {
  value = aws_subnet.database[*].id
}

output "database_subnet_arns" {
  value = aws_subnet.database[*].arn
}

output "database_subnets_cidr_blocks" {
  value = compact(aws_subnet.database[*].cidr_block)
}

output "database_subnet_objects" {
  value = aws_subnet.database
}

output "database_route_table_ids" {
  value = local.own_table.database ? aws_route_table.database[*].id : aws_route_table.private[*].id
}

output "database_subnet_group" {
  value = try(aws_db_subnet_group.database[0].id, null)
}

output "database_subnet_group_name" {
  value = try(aws_db_subnet_group.database[0].name, null)
}

output "elasticache_subnets" {
  value = aws_subnet.elasticache[*].id
}

output "elasticache_subnet_arns" {
  value = aws_subnet.elasticache[*].arn
}

output "elasticache_subnets_cidr_blocks" {
  value = compact(aws_subnet.elasticache[*].cidr_block)
}

output "elasticache_subnet_objects" {
  value = aws_subnet.elasticache
}

output "elasticache_route_table_ids" {
  value = local.own_table.elasticache ? aws_route_table.elasticache[*].id : aws_route_table.private[*].id
}

output "elasticache_subnet_group" {
  value = try(aws_elasticache_subnet_group.elasticache[0].id, null)
}

output "elasticache_subnet_group_name" {
  value = try(aws_elasticache_subnet_group.elasticache[0].name, null)
}

output "redshift_subnets" {
  value = aws_subnet.redshift[*].id
}

output "redshift_subnet_arns" {
  value = aws_subnet.redshift[*].arn
}

output "redshift_subnets_cidr_blocks" {
  value = compact(aws_subnet.redshift[*].cidr_block)
}

output "redshift_subnet_objects" {
  value = aws_subnet.redshift
}

output "redshift_route_table_ids" {
  value = local.own_table.redshift ? aws_route_table.redshift[*].id : aws_route_table.private[*].id
}

output "redshift_subnet_group" {
  value = try(aws_redshift_subnet_group.redshift[0].id, null)
}

output "intra_subnets" {
  value = aws_subnet.intra[*].id
}

output "intra_subnet_arns" {
  value = aws_subnet.intra[*].arn
}

output "intra_subnets_cidr_blocks" {
  value = compact(aws_subnet.intra[*].cidr_block)
}

output "intra_subnet_objects" {
  value = aws_subnet.intra
}

output "intra_route_table_ids" {
  value = aws_route_table.intra[*].id
}
