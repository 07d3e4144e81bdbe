rule "private-subnet-routed-to-internet-gateway" {
  summary   = "Private subnet has a route to an internet gateway"
  severity  = "critical"
  clauses   = ["A6.3.2", "A6.3.4", "A6.3.5", "A6.3.6"]
  since     = "0.1"
  why       = "Such a route makes the subnet public: what runs in it is one security group rule away from the internet."
  remedy    = "Remove the route, or associate the subnet with a table whose way out is a NAT gateway."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_subnet"
  when          = has_private_role(self)
  condition     = !is_public_subnet(self)
  error_message = "Private subnet ${address(self)} has a route to an internet gateway."
  at            = internet_routes(self)[0]

  fail "a route of its own table" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_internet_gateway" "this" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_route_table" "this" {
      vpc_id = aws_vpc.this.id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.this.id # finding: Private subnet aws_subnet.private
      }
    }

    resource "aws_route_table_association" "this" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.this.id
    }
  }

  fail "an IPv6 route apart from the table of a module, for one of many" {
    parameters = {
      "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }, { cidr = "10.0.20.0/24", zone = "b" }]
    }

    module "network" {
      source = "./modules/network"
    }

    resource "aws_route" "pilot" {
      for_each = { for letter, id in module.network.route_table_ids : letter => id if letter == "b" }

      route_table_id              = each.value
      destination_ipv6_cidr_block = "::/0"
      gateway_id                  = module.network.internet_gateway_id # finding: module.network.aws_subnet.private["b"]
    }

    file "modules/network/main.tf" {
      locals {
        ranges = { a = "10.0.10.0/24", b = "10.0.20.0/24" }
      }

      resource "aws_vpc" "this" {
        cidr_block = "10.0.0.0/16"
      }

      resource "aws_internet_gateway" "this" {
        vpc_id = aws_vpc.this.id
      }

      resource "aws_subnet" "private" {
        for_each = local.ranges

        vpc_id     = aws_vpc.this.id
        cidr_block = each.value
      }

      resource "aws_route_table" "private" {
        for_each = local.ranges

        vpc_id = aws_vpc.this.id
      }

      resource "aws_route_table_association" "private" {
        for_each = aws_subnet.private

        subnet_id      = each.value.id
        route_table_id = aws_route_table.private[each.key].id
      }

      output "route_table_ids" {
        value = { for letter, table in aws_route_table.private : letter => table.id }
      }

      output "internet_gateway_id" {
        value = aws_internet_gateway.this.id
      }
    }
  }

  fail "no association, and the main table leads to the internet" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "data" {
      count = 2

      vpc_id     = aws_vpc.this.id
      cidr_block = cidrsubnet(aws_vpc.this.cidr_block, 8, count.index)
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = aws_subnet.data[*].id
    }

    resource "aws_default_route_table" "main" {
      default_route_table_id = aws_vpc.this.default_route_table_id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = "igw-0a1b2c3d" # finding
      }
    }
  }

  pass "a NAT gateway, and an egress-only one for IPv6" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }] }

    variable "nat_gateway_id" {
      default = "nat-0a1b2c3d"
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_egress_only_internet_gateway" "this" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.this.id

      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = var.nat_gateway_id
      }

      route {
        ipv6_cidr_block        = "::/0"
        egress_only_gateway_id = aws_egress_only_internet_gateway.this.id
      }
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }
  }

  undecided "the route's target is an input" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }] }

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

    resource "aws_default_route_table" "main" { # undecided: var.gateway_id
      default_route_table_id = aws_vpc.this.default_route_table_id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = var.gateway_id
      }
    }
  }
}

rule "private-subnet-assigns-public-ip" {
  summary   = "Private subnet hands out public addresses"
  severity  = "high"
  clauses   = ["A6.3.2"]
  since     = "0.1"
  why       = "Whatever starts in the subnet gets a public address; one wrong route then exposes all of it."
  remedy    = "Set map_public_ip_on_launch to false, or leave it out."
  standards = { aws-fsbp = ["EC2.15"], nist-800-53-r5 = ["SC-7"] }

  target        = "aws_subnet"
  when          = has_private_role(self)
  condition     = self.map_public_ip_on_launch != true
  error_message = "Private subnet ${address(self)} gives instances a public address."

  fail "one of several, by its key" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }, { cidr = "10.0.20.0/24", zone = "b" }] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24" }

      vpc_id                  = aws_vpc.this.id
      cidr_block              = each.value
      map_public_ip_on_launch = each.key == "b" # finding: aws_subnet.private["b"]
    }
  }

  fail "a subnet of a database, with IPv6 addresses only" {
    resource "aws_vpc" "this" {
      cidr_block                       = "10.0.0.0/16"
      assign_generated_ipv6_cidr_block = true
    }

    resource "aws_subnet" "data" {
      vpc_id                  = aws_vpc.this.id
      ipv6_native             = true
      map_public_ip_on_launch = true # finding
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = [aws_subnet.data.id]
    }
  }

  fail "a subnet of a cache, though nothing documents it" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "cache" {
      vpc_id                  = aws_vpc.this.id
      cidr_block              = "10.0.5.0/24"
      map_public_ip_on_launch = true # finding
    }

    resource "aws_elasticache_subnet_group" "this" {
      name       = "cache"
      subnet_ids = [aws_subnet.cache.id]
    }
  }

  pass "left out; and a public subnet may" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_subnet" "public" {
      vpc_id                  = aws_vpc.this.id
      cidr_block              = "10.0.1.0/24"
      map_public_ip_on_launch = true
    }
  }

  undecided "an input" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }] }

    variable "public" {
      type = bool
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id                  = aws_vpc.this.id
      cidr_block              = "10.0.10.0/24"
      map_public_ip_on_launch = var.public # undecided
    }
  }
}
