function "subnets_of_vpc" {
  summary = "The public or the other subnets of a VPC"
  params  = [vpc, public]
  result = [
    for subnet in linking(vpc, "aws_subnet", "vpc_id") : subnet if is_public_subnet(subnet) == public
  ]
}

rule "public-subnets-in-too-few-zones" {
  summary   = "Public subnets span too few zones"
  severity  = "high"
  clauses   = ["A6.2.1"]
  since     = "0.1"
  why       = "A load balancer reaches only the zones of its public subnets: when one zone fails, the others must be enough."
  remedy    = "Add public subnets in further zones, or spread those that share one."
  standards = { nist-800-53-r5 = ["CP-10", "SC-36"] }

  target        = "aws_vpc"
  when          = length(linking(self, "aws_subnet", "vpc_id")) > 0
  condition     = length(zones(subnets_of_vpc(self, true))) >= param.network.az_count
  error_message = "Public subnets of ${address(self)} span ${zone_count(zones(subnets_of_vpc(self, true)))}; ${param.network.az_count} are due."
  at            = argument(subnets_of_vpc(self, true)[0], "availability_zone")

  fail "two of three subnets in one zone" {
    variable "zone_of" {
      default = { a = "a", b = "b", c = "b" }
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      for_each = { a = "10.0.1.0/24", b = "10.0.2.0/24", c = "10.0.3.0/24" }

      vpc_id            = aws_vpc.this.id
      cidr_block        = each.value
      availability_zone = "us-west-2${var.zone_of[each.key]}" # finding: span 2 zones (us-west-2a, us-west-2b); 3 are due
    }

    resource "aws_default_route_table" "main" {
      default_route_table_id = aws_vpc.this.default_route_table_id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = "igw-0a1b2c3d"
      }
    }
  }

  fail "none is public" {
    resource "aws_vpc" "this" { # finding: span no zone
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id            = aws_vpc.this.id
      cidr_block        = "10.0.10.0/24"
      availability_zone = "us-west-2a"
    }
  }

  pass "three zones of the region, whichever they are" {
    data "aws_availability_zones" "available" {}

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_internet_gateway" "this" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_subnet" "public" {
      count = 3

      vpc_id            = aws_vpc.this.id
      cidr_block        = cidrsubnet(aws_vpc.this.cidr_block, 8, count.index)
      availability_zone = data.aws_availability_zones.available.names[count.index]
    }

    resource "aws_route_table" "public" {
      vpc_id = aws_vpc.this.id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.this.id
      }
    }

    resource "aws_route_table_association" "public" {
      count = 3

      subnet_id      = aws_subnet.public[count.index].id
      route_table_id = aws_route_table.public.id
    }
  }

  undecided "zones that are an input" {
    variable "zones" {
      type = list(string)
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      count = 3

      vpc_id            = aws_vpc.this.id
      cidr_block        = cidrsubnet(aws_vpc.this.cidr_block, 8, count.index)
      availability_zone = var.zones[count.index] # undecided: var.zones
    }

    resource "aws_default_route_table" "main" {
      default_route_table_id = aws_vpc.this.default_route_table_id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = "igw-0a1b2c3d"
      }
    }
  }

  pass "a VPC without subnets" {
    resource "aws_vpc" "empty" { # not applicable
      cidr_block = "10.1.0.0/16"
    }
  }
}

rule "private-subnets-in-too-few-zones" {
  summary   = "Private subnets span too few zones"
  severity  = "high"
  clauses   = ["A6.3.1"]
  since     = "0.1"
  why       = "Services and data stores spread only over the zones of their private subnets: when one zone fails, the others must be enough."
  remedy    = "Add private subnets in further zones, or spread those that share one."
  standards = { nist-800-53-r5 = ["CP-10", "SC-36"] }

  target        = "aws_vpc"
  when          = length(linking(self, "aws_subnet", "vpc_id")) > 0
  condition     = length(zones(subnets_of_vpc(self, false))) >= param.network.az_count
  error_message = "Private subnets of ${address(self)} span ${zone_count(zones(subnets_of_vpc(self, false)))}; ${param.network.az_count} are due."
  at            = argument(subnets_of_vpc(self, false)[0], "availability_zone")

  fail "a module whose local repeats a zone" {
    module "network" {
      source = "./modules/network"
    }

    file "modules/network/main.tf" {
      locals {
        ranges  = { a = "10.0.10.0/24", b = "10.0.20.0/24", c = "10.0.30.0/24" }
        zone_of = merge({ for letter in keys(local.ranges) : letter => "us-west-2${letter}" }, { c = "us-west-2b" })
      }

      resource "aws_vpc" "this" {
        cidr_block = "10.0.0.0/16"
      }

      resource "aws_subnet" "private" {
        for_each = local.ranges

        vpc_id            = aws_vpc.this.id
        cidr_block        = each.value
        availability_zone = local.zone_of[each.key] # finding: module.network.aws_vpc.this
      }
    }
  }

  pass "three zones by id" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      for_each = { usw2-az1 = "10.0.10.0/24", usw2-az2 = "10.0.20.0/24", usw2-az3 = "10.0.30.0/24" }

      vpc_id               = aws_vpc.this.id
      cidr_block           = each.value
      availability_zone_id = each.key
    }
  }

  pass "as many as the parameter asks for" {
    parameters = { "network.az_count" = 1 }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id            = aws_vpc.this.id
      cidr_block        = "10.0.10.0/24"
      availability_zone = "us-west-2a"
    }
  }

  pass "a VPC without subnets" {
    resource "aws_vpc" "empty" { # not applicable
      cidr_block = "10.1.0.0/16"
    }
  }
}
