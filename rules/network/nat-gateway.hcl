rule "nat-gateway-missing" {
  summary  = "VPC has no NAT gateway to the internet"
  severity = "medium"
  clauses  = ["A6.2.4", "A13.1.4"]
  since    = "0.1"
  why      = "Tasks in private subnets reach nothing outside of the VPC but what its endpoints serve."
  remedy   = "Add an aws_nat_gateway with an Elastic IP in a public subnet, or set network.nat_policy to eliminate."

  target        = "terraform_root"
  when          = param.network.nat_policy == "reduce" && length(the_vpc()) > 0
  condition     = anytrue([for gateway in the_nat_gateways() : gateway.connectivity_type != "private"])
  error_message = "${join(", ", [for vpc in the_vpc() : address(vpc)])} has no NAT gateway to the internet."
  at            = the_vpc()[0]

  fail "none" {
    resource "aws_vpc" "this" { # finding: aws_vpc.this has no NAT gateway
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  fail "a private one, and one of another VPC" {
    resource "aws_vpc" "this" { # finding
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "other" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_subnet" "other" {
      vpc_id     = aws_vpc.other.id
      cidr_block = "10.1.1.0/24"
    }

    resource "aws_nat_gateway" "private" {
      subnet_id         = aws_subnet.a.id
      connectivity_type = "private"
    }

    resource "aws_nat_gateway" "other" {
      subnet_id     = aws_subnet.other.id
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  pass "one" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "all" {
      count = 2

      vpc_id     = aws_vpc.this.id
      cidr_block = cidrsubnet(aws_vpc.this.cidr_block, 8, count.index)
    }

    resource "aws_nat_gateway" "private" {
      subnet_id         = aws_subnet.all[1].id
      connectivity_type = "private"
    }

    resource "aws_nat_gateway" "this" {
      subnet_id     = aws_subnet.all[0].id
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_lb" "web" {
      subnets = aws_subnet.all[*].id
    }
  }

  pass "endpoints take its place" { # not applicable
    parameters = { "network.nat_policy" = "eliminate" }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  pass "a VPC in which nothing runs" { # not applicable
    resource "aws_vpc" "spare" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.spare.id
      cidr_block = "10.0.1.0/24"
    }
  }

  undecided "a module that may hold one" {
    parameters = { "roles.bind" = { vpc = "aws_vpc.this" } }

    module "network" {
      source     = "example/network/aws"
      version    = "5.0.0"
      nat_subnet = aws_subnet.a.id
    }

    resource "aws_vpc" "this" { # undecided: module.network
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }
}

rule "planned-zone-without-nat-gateway" {
  summary  = "No NAT gateway lies in a zone in which one is planned"
  severity = "medium"
  clauses  = ["A6.2.4"]
  since    = "0.1"
  why      = "Traffic of that zone crosses into another one, which costs, and fails with it."
  remedy   = "Place the NAT gateway in the public subnet of the planned zone."

  target   = "terraform_root"
  when     = length(the_ways_out()) > 0
  for_each = param.network.nat_azs
  condition = anytrue([
    for gateway in the_ways_out() :
    gateway.availability_mode == "regional" || anytrue([for subnet in subnets(gateway.subnet_id) : is_in_zone(subnet, each.value)]) # mutant-ok: a zonal gateway lies in one subnet
  ])
  error_message = "No NAT gateway lies in zone ${each.value}."
  at            = argument(the_ways_out()[0], "subnet_id")

  fail "one, in another zone; and one too few" {
    parameters = { "network.nat_azs" = ["a", "b"] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_route" "internet" {
      route_table_id         = aws_vpc.this.main_route_table_id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = "igw-0a1b2c3d"
    }

    resource "aws_subnet" "all" {
      for_each = { b = "10.0.2.0/24", c = "10.0.3.0/24" }

      vpc_id            = aws_vpc.this.id
      cidr_block        = each.value
      availability_zone = "us-west-2${each.key}"
    }

    resource "aws_nat_gateway" "this" {
      for_each = aws_subnet.all

      subnet_id     = each.value.id # finding: No NAT gateway lies in zone a
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_lb" "web" {
      subnets = values(aws_subnet.all)[*].id
    }
  }

  pass "the planned zone, and a further one" {
    parameters = { "network.nat_azs" = ["a"] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_route" "internet" {
      route_table_id         = aws_vpc.this.main_route_table_id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = "igw-0a1b2c3d"
    }

    resource "aws_subnet" "all" {
      for_each = { a = "10.0.1.0/24", b = "10.0.2.0/24" }

      vpc_id            = aws_vpc.this.id
      cidr_block        = each.value
      availability_zone = "us-west-2${each.key}"
    }

    resource "aws_nat_gateway" "this" {
      for_each = aws_subnet.all

      subnet_id     = each.value.id
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_lb" "web" {
      subnets = values(aws_subnet.all)[*].id
    }
  }

  pass "none that is planned; a regional one, which spans all; and none at all" {
    parameters = { "network.nat_azs" = ["a"] }

    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 6.24"
        }
      }
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_route" "internet" {
      route_table_id         = aws_vpc.this.main_route_table_id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = "igw-0a1b2c3d"
    }

    resource "aws_subnet" "b" {
      vpc_id            = aws_vpc.this.id
      cidr_block        = "10.0.2.0/24"
      availability_zone = "us-west-2b"
    }

    resource "aws_nat_gateway" "this" {
      vpc_id            = aws_vpc.this.id
      availability_mode = "regional"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.b.id]
    }
  }

  pass "none at all, which is another matter" { # not applicable
    parameters = { "network.nat_azs" = ["a"] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_route" "internet" {
      route_table_id         = aws_vpc.this.main_route_table_id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = "igw-0a1b2c3d"
    }

    resource "aws_subnet" "b" {
      vpc_id            = aws_vpc.this.id
      cidr_block        = "10.0.2.0/24"
      availability_zone = "us-west-2b"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.b.id]
    }
  }

  undecided "a zone that is given by its id" {
    parameters = { "network.nat_azs" = ["a"] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_route" "internet" {
      route_table_id         = aws_vpc.this.main_route_table_id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = "igw-0a1b2c3d"
    }

    resource "aws_subnet" "a" {
      vpc_id               = aws_vpc.this.id
      cidr_block           = "10.0.1.0/24"
      availability_zone_id = "usw2-az1"
    }

    resource "aws_nat_gateway" "this" {
      subnet_id     = aws_subnet.a.id # undecided: the letter of the zone of aws_subnet.a
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }
}

rule "nat-gateway-in-private-subnet" {
  summary   = "NAT gateway lies in a subnet without a route to an internet gateway"
  severity  = "medium"
  clauses   = ["A6.2.4"]
  since     = "0.1"
  why       = "The gateway itself has no way out, so nothing that goes through it reaches the internet."
  remedy    = "Place the gateway in a public subnet, or set connectivity_type to private if it is not meant for the internet."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_nat_gateway"
  when          = self.connectivity_type != "private" && configured(self.subnet_id)
  condition     = length(public_subnets(self.subnet_id)) > 0
  error_message = "NAT gateway ${address(self)} lies in a subnet without a route to an internet gateway."
  at            = self.subnet_id

  fail "a subnet that is routed through the gateway itself" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_route" "out" {
      route_table_id         = aws_route_table.private.id
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = aws_nat_gateway.this.id
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_nat_gateway" "this" {
      subnet_id     = aws_subnet.private.id # finding: NAT gateway aws_nat_gateway.this lies in a subnet
      allocation_id = "eipalloc-0a1b2c3d"
    }
  }

  pass "a public subnet" {
    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_nat_gateway" "this" {
      subnet_id     = aws_default_subnet.a.id
      allocation_id = "eipalloc-0a1b2c3d"
    }
  }

  pass "one between networks, and one that spans all zones" {
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 6.24"
        }
      }
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_nat_gateway" "between" { # not applicable
      subnet_id         = aws_subnet.private.id
      connectivity_type = "private"
    }

    resource "aws_nat_gateway" "regional" { # not applicable
      vpc_id            = aws_vpc.this.id
      availability_mode = "regional"
    }
  }

  undecided "a subnet of a VPC that is looked up, and one that is an input" {
    variable "subnet_id" {
      type = string
    }

    data "aws_vpc" "shared" {
      id = "vpc-0a1b2c3d"
    }

    resource "aws_subnet" "a" {
      vpc_id     = data.aws_vpc.shared.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_nat_gateway" "a" {
      subnet_id     = aws_subnet.a.id # undecided: the main route table of data.aws_vpc.shared
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_nat_gateway" "b" {
      subnet_id     = var.subnet_id # undecided: var.subnet_id
      allocation_id = "eipalloc-0a1b2c3d"
    }
  }
}

rule "nat-gateway-without-elastic-ip" {
  summary   = "NAT gateway to the internet has no Elastic IP"
  severity  = "medium"
  clauses   = ["A6.2.4"]
  since     = "0.1"
  why       = "AWS refuses a public NAT gateway without an address."
  remedy    = "Set allocation_id to the id of an aws_eip, or connectivity_type to private if the gateway is not meant for the internet."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_nat_gateway"
  when          = self.connectivity_type != "private" && self.availability_mode != "regional"
  condition     = !is_empty(self.allocation_id)
  error_message = "NAT gateway ${address(self)} has no Elastic IP."

  fail "left out, and null" {
    resource "aws_nat_gateway" "bare" { # finding: NAT gateway aws_nat_gateway.bare has no Elastic IP
      subnet_id = "subnet-0a1b2c3d"
    }

    resource "aws_nat_gateway" "null" {
      subnet_id     = "subnet-0a1b2c3d"
      allocation_id = null # finding
    }
  }

  pass "an address" {
    resource "aws_eip" "nat" {
      domain = "vpc"
    }

    resource "aws_nat_gateway" "this" {
      subnet_id     = "subnet-0a1b2c3d"
      allocation_id = aws_eip.nat.id
    }
  }

  pass "one between networks, and one that brings its addresses" {
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 6.24"
        }
      }
    }

    resource "aws_nat_gateway" "between" { # not applicable
      subnet_id         = "subnet-0a1b2c3d"
      connectivity_type = "private"
    }

    resource "aws_nat_gateway" "regional" { # not applicable
      vpc_id            = "vpc-0a1b2c3d"
      availability_mode = "regional"
    }
  }

  undecided "an input" {
    variable "allocation_id" {
      type = string
    }

    resource "aws_nat_gateway" "this" {
      subnet_id     = "subnet-0a1b2c3d"
      allocation_id = var.allocation_id # undecided: var.allocation_id
    }
  }
}

rule "private-subnet-behind-nat-gateway-of-another-zone" {
  summary   = "Private subnet goes out through the NAT gateway of another zone"
  severity  = "low"
  clauses   = ["A6.2.5", "A13.3.1"]
  since     = "0.1"
  why       = "When the gateway's zone fails, the subnet loses its way out although its own zone is fine."
  remedy    = "Add a NAT gateway in each zone and let each private subnet route to its own."
  standards = { nist-800-53-r5 = ["CP-10", "SC-36"] }

  target        = "aws_subnet"
  when          = has_private_role(self) && length(nat_gateways_of(self)) > 0
  condition     = param.network.nat_mode != "per-az" || alltrue([for gateway in nat_gateways_of(self) : is_in_own_zone(gateway, self)])
  error_message = "Private subnet ${address(self)} goes out through ${join(", ", [for gateway in nat_gateways_of(self) : address(gateway)])}, which lies in another zone."
  at            = [for route in default_routes(self) : route.at if route.kind == "nat"][0]
  note          = param.network.nat_mode == "per-az" ? null : "One NAT gateway for all zones is as planned: when its zone fails, no private subnet has a way out."

  fail "one gateway for two zones" {
    parameters = { "network.nat_mode" = "per-az" }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      vpc_id            = aws_vpc.this.id
      cidr_block        = "10.0.1.0/24"
      availability_zone = "us-west-2a"
    }

    resource "aws_nat_gateway" "this" {
      subnet_id     = aws_subnet.public.id
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_subnet" "private" {
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24" }

      vpc_id            = aws_vpc.this.id
      cidr_block        = each.value
      availability_zone = "us-west-2${each.key}"
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.this.id

      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = aws_nat_gateway.this.id # finding: aws_subnet.private["b"] goes out through aws_nat_gateway.this
      }
    }

    resource "aws_route_table_association" "private" {
      for_each = aws_subnet.private

      subnet_id      = each.value.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = values(aws_subnet.private)[*].id
    }
  }

  fail "its own gateway for IPv4, another for IPv6" {
    parameters = { "network.nat_mode" = "per-az" }

    resource "aws_subnet" "all" {
      for_each = { a = "10.0.1.0/24", b = "10.0.2.0/24" }

      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = each.value
      availability_zone = "us-west-2${each.key}"
    }

    resource "aws_nat_gateway" "all" {
      for_each = aws_subnet.all

      subnet_id     = each.value.id
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_route_table" "a" {
      vpc_id = "vpc-0a1b2c3d"

      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = aws_nat_gateway.all["a"].id # finding: aws_subnet.all["a"]
      }

      route {
        ipv6_cidr_block = "::/0"
        nat_gateway_id  = aws_nat_gateway.all["b"].id
      }
    }

    resource "aws_route_table_association" "a" {
      subnet_id      = aws_subnet.all["a"].id
      route_table_id = aws_route_table.a.id
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = [aws_subnet.all["a"].id]
    }
  }

  pass "one gateway for two zones, where that is planned" {
    resource "aws_subnet" "public" {
      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = "10.0.1.0/24"
      availability_zone = "us-west-2a"
    }

    resource "aws_nat_gateway" "this" {
      subnet_id     = aws_subnet.public.id
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_subnet" "private" {
      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = "10.0.20.0/24"
      availability_zone = "us-west-2b"
    }

    resource "aws_route_table" "private" {
      vpc_id = "vpc-0a1b2c3d"

      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = aws_nat_gateway.this.id
      }
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = [aws_subnet.private.id]
    }
  }

  pass "a subnet in which nothing runs, and one without a NAT gateway" {
    parameters = { "network.nat_mode" = "per-az" }

    resource "aws_subnet" "public" {
      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = "10.0.1.0/24"
      availability_zone = "us-west-2a"
    }

    resource "aws_nat_gateway" "this" {
      subnet_id     = aws_subnet.public.id
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_subnet" "spare" { # not applicable
      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = "10.0.20.0/24"
      availability_zone = "us-west-2b"
    }

    resource "aws_subnet" "isolated" { # not applicable
      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = "10.0.30.0/24"
      availability_zone = "us-west-2b"
    }

    resource "aws_route_table" "all" {
      for_each = { spare = aws_subnet.spare.id, isolated = aws_subnet.isolated.id }

      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_route_table_association" "all" {
      for_each = { spare = aws_subnet.spare.id, isolated = aws_subnet.isolated.id }

      subnet_id      = each.value
      route_table_id = aws_route_table.all[each.key].id
    }

    resource "aws_route" "out" {
      route_table_id         = aws_route_table.all["spare"].id
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = aws_nat_gateway.this.id
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = [aws_subnet.isolated.id]
    }
  }

  undecided "a gateway that is made elsewhere" {
    parameters = { "network.nat_mode" = "per-az" }

    resource "aws_subnet" "private" {
      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = "10.0.20.0/24"
      availability_zone = "us-west-2b"
    }

    resource "aws_route_table" "private" {
      vpc_id = "vpc-0a1b2c3d"

      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = "nat-0a1b2c3d" # undecided: nat-0a1b2c3d
      }
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = [aws_subnet.private.id]
    }
  }
}

rule "task-subnet-without-way-out" {
  summary  = "Private subnet of ECS services has no way out"
  severity = "medium"
  clauses  = ["A6.3.3"]
  since    = "0.1"
  why      = "Tasks in the subnet reach nothing but what VPC endpoints serve: no payment service, no mail, no other host."
  remedy   = "Route 0.0.0.0/0 to a NAT gateway, or set network.require_nat_egress to false if endpoints are enough."

  target        = "aws_subnet"
  when          = param.network.require_nat_egress && holds_services(self) && !is_public_subnet(self)
  condition     = length(default_route_kinds(self)) > 0
  error_message = "Private subnet ${address(self)} of ECS services has no default route."
  note          = contains(default_route_kinds(self), "nat") ? null : "The way out is ${join(", ", default_route_kinds(self))}, no NAT gateway."

  fail "no route, for one of two subnets" {
    resource "aws_subnet" "private" { # finding: Private subnet aws_subnet.private["b"]
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24" }

      vpc_id     = "vpc-0a1b2c3d"
      cidr_block = each.value
    }

    resource "aws_route_table" "private" {
      for_each = aws_subnet.private

      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_route" "out" {
      for_each = { for letter, table in aws_route_table.private : letter => table.id if letter != "b" }

      route_table_id         = each.value
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = "nat-0a1b2c3d"
    }

    resource "aws_route_table_association" "private" {
      for_each = aws_subnet.private

      subnet_id      = each.value.id
      route_table_id = aws_route_table.private[each.key].id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = values(aws_subnet.private)[*].id
      }
    }
  }

  fail "IPv6 alone has one" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" { # finding
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_route" "out" {
      route_table_id              = aws_vpc.this.main_route_table_id
      destination_ipv6_cidr_block = "::/0"
      egress_only_gateway_id      = "eigw-0a1b2c3d"
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }
    }
  }

  pass "a NAT gateway, and a transit gateway" {
    resource "aws_subnet" "all" {
      count = 2

      vpc_id     = "vpc-0a1b2c3d"
      cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
    }

    resource "aws_route_table" "all" {
      count = 2

      vpc_id = "vpc-0a1b2c3d"

      route {
        cidr_block         = "0.0.0.0/0"
        nat_gateway_id     = count.index == 0 ? "nat-0a1b2c3d" : null
        transit_gateway_id = count.index == 1 ? "tgw-0a1b2c3d" : null
      }
    }

    resource "aws_route_table_association" "all" {
      count = 2

      subnet_id      = aws_subnet.all[count.index].id
      route_table_id = aws_route_table.all[count.index].id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = aws_subnet.all[*].id
      }
    }
  }

  pass "no services; a public subnet" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "data" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_subnet" "public" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_route_table" "public" {
      vpc_id = aws_vpc.this.id

      route {
        cidr_block = "198.51.100.0/24"
        gateway_id = "igw-0a1b2c3d"
      }
    }

    resource "aws_route_table_association" "public" {
      subnet_id      = aws_subnet.public.id
      route_table_id = aws_route_table.public.id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.public.id]
      }
    }
  }

  pass "endpoints are enough" {
    parameters = { "network.require_nat_egress" = false }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }
    }
  }

  undecided "routes that are an input" {
    variable "routes" {
      type = map(string)
    }

    resource "aws_subnet" "private" { # undecided: var.routes
      vpc_id     = "vpc-0a1b2c3d"
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_route_table" "private" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_route" "all" {
      for_each = var.routes

      route_table_id         = aws_route_table.private.id
      destination_cidr_block = each.key
      transit_gateway_id     = each.value
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }
    }
  }
}

rule "task-subnet-behind-nat-instance" {
  summary  = "Private subnet of ECS services goes out through an instance"
  severity = "medium"
  clauses  = ["A6.3.3"]
  since    = "0.1"
  why      = "A NAT instance is one machine: it limits what the tasks can send, and when it fails they have no way out."
  remedy   = "Route 0.0.0.0/0 to a NAT gateway."

  target        = "aws_subnet"
  when          = holds_services(self) && !is_public_subnet(self)
  condition     = !anytrue([for kind in default_route_kinds(self) : leads_to_instance(kind)])
  error_message = "Private subnet ${address(self)} of ECS services goes out through an instance's network interface."
  at            = [for route in default_routes(self) : route.at if leads_to_instance(route.kind)][0]

  fail "the interface of an instance" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_instance" "nat" {
      ami               = "ami-0a1b2c3d"
      instance_type     = "t4g.nano"
      source_dest_check = false
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_route" "out" { # finding: aws_subnet.private of ECS services goes out
      route_table_id         = aws_vpc.this.main_route_table_id
      destination_cidr_block = "0.0.0.0/0"
      network_interface_id   = aws_instance.nat.primary_network_interface_id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }
    }
  }

  pass "a NAT gateway" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_route" "out" {
      route_table_id         = aws_vpc.this.main_route_table_id
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = "nat-0a1b2c3d"
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }
    }
  }

  pass "a subnet without services; a public one" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "data" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_subnet" "public" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_route_table" "public" {
      vpc_id = aws_vpc.this.id

      route {
        cidr_block           = "0.0.0.0/0"
        network_interface_id = "eni-0a1b2c3d"
      }

      route {
        cidr_block = "198.51.100.0/24"
        gateway_id = "igw-0a1b2c3d"
      }
    }

    resource "aws_route_table_association" "public" {
      subnet_id      = aws_subnet.public.id
      route_table_id = aws_route_table.public.id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.public.id]
      }
    }
  }

  fail "an interface of its own" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_network_interface" "nat" {
      subnet_id         = "subnet-0a1b2c3d"
      source_dest_check = false
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_route_table" "private" {
      vpc_id           = aws_vpc.this.id
      propagating_vgws = ["vgw-0a1b2c3d"]

      route {
        cidr_block           = "0.0.0.0/0"
        network_interface_id = aws_network_interface.nat.id # finding
      }

      route {
        ipv6_cidr_block        = "::/0"
        egress_only_gateway_id = "eigw-0a1b2c3d"
      }
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }
    }
  }

  undecided "a gateway that is an input, and may be null" {
    variable "gateway_id" {
      type = string
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_route" "out" { # undecided: var.gateway_id
      route_table_id         = aws_vpc.this.main_route_table_id
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = var.gateway_id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }
    }
  }
}

rule "subnet-behind-foreign-nat-gateway" {
  summary   = "Subnet is routed to the NAT gateway of another VPC"
  severity  = "medium"
  clauses   = ["A6.3.3"]
  since     = "0.1"
  why       = "AWS refuses such a route: a NAT gateway serves the VPC that it lies in."
  remedy    = "Route to a NAT gateway of the subnet's own VPC."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target = "aws_subnet"
  when   = length(nat_gateways_of(self)) > 0
  condition = alltrue([
    for gateway in nat_gateways_of(self) : anytrue([for vpc in nat_vpcs(gateway) : vpc == self.vpc_id]) # mutant-ok: a gateway lies in one VPC
  ])
  error_message = "Subnet ${address(self)} is routed to ${join(", ", [for gateway in nat_gateways_of(self) : address(gateway)])}, which lies in another VPC."
  at            = [for route in default_routes(self) : route.at if route.kind == "nat"][0]

  fail "the only one, apart from the table" {
    resource "aws_vpc" "hub" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "hub" {
      vpc_id     = aws_vpc.hub.id
      cidr_block = "10.1.1.0/24"
    }

    resource "aws_nat_gateway" "hub" {
      subnet_id     = aws_subnet.hub.id
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_route" "out" {
      route_table_id         = aws_vpc.this.main_route_table_id
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = aws_nat_gateway.hub.id # finding
    }
  }

  fail "the first of two" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "hub" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "hub" {
      vpc_id     = aws_vpc.hub.id
      cidr_block = "10.1.1.0/24"
    }

    resource "aws_subnet" "public" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_nat_gateway" "hub" {
      subnet_id     = aws_subnet.hub.id
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_nat_gateway" "own" {
      subnet_id     = aws_subnet.public.id
      allocation_id = "eipalloc-0d3c2b1a"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.this.id

      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = aws_nat_gateway.hub.id # finding: aws_subnet.private is routed to aws_nat_gateway.hub, aws_nat_gateway.own
      }

      route {
        ipv6_cidr_block = "::/0"
        nat_gateway_id  = aws_nat_gateway.own.id
      }
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }
  }

  pass "its own VPC's, of either kind; and none" {
    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 6.24"
        }
      }
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_nat_gateway" "zonal" {
      subnet_id     = aws_subnet.public.id
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_nat_gateway" "regional" {
      vpc_id            = aws_vpc.this.id
      availability_mode = "regional"
    }

    resource "aws_subnet" "private" {
      for_each = { zonal = "10.0.10.0/24", regional = "10.0.20.0/24" }

      vpc_id     = aws_vpc.this.id
      cidr_block = each.value
    }

    resource "aws_route_table" "private" {
      for_each = { zonal = aws_nat_gateway.zonal.id, regional = aws_nat_gateway.regional.id }

      vpc_id = aws_vpc.this.id

      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = each.value
      }
    }

    resource "aws_route_table_association" "private" {
      for_each = aws_subnet.private

      subnet_id      = each.value.id
      route_table_id = aws_route_table.private[each.key].id
    }
  }

  undecided "a gateway that is made elsewhere" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_route" "out" {
      route_table_id         = aws_vpc.this.main_route_table_id
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = "nat-0a1b2c3d" # undecided: nat-0a1b2c3d
    }
  }
}

rule "nat-gateway-despite-endpoints" {
  summary  = "NAT gateway stands where VPC endpoints are to take its place"
  severity = "info"
  clauses  = ["A13.1.4"]
  since    = "0.1"
  why      = "The plan is to save the gateway, which costs by the hour and by the gigabyte."
  remedy   = "Remove the gateway and add an endpoint for each service that the tasks call, or set network.nat_policy to reduce."

  target        = "aws_nat_gateway"
  condition     = param.network.nat_policy != "eliminate"
  error_message = "NAT gateway ${address(self)} stands where VPC endpoints are to take its place."

  fail "where the plan is to have none" {
    parameters = { "network.nat_policy" = "eliminate" }

    resource "aws_nat_gateway" "this" { # finding
      subnet_id     = "subnet-0a1b2c3d"
      allocation_id = "eipalloc-0a1b2c3d"
    }
  }

  pass "where it is part of the plan" {
    resource "aws_nat_gateway" "this" {
      subnet_id     = "subnet-0a1b2c3d"
      allocation_id = "eipalloc-0a1b2c3d"
    }
  }
}
