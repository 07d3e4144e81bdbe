# NAT gateways and who goes out through them.

function "is_nat_to_internet" {
  summary = "Whether a NAT gateway takes traffic to the internet: a public one with an address in a public subnet, or a regional one"
  params  = [gateway]
  result = (
    gateway.connectivity_type != "private" &&
    (
      gateway.availability_mode == "regional" ||
      (!is_empty(gateway.allocation_id) && length(public_subnets(gateway.subnet_id)) > 0)
    )
  )

  answer "in a public subnet, in a private one, private, without an address, and regional" {
    value = [for name in ["good", "inside", "private", "bare", "regional"] : is_nat_to_internet(aws_nat_gateway.all[name])]
    is    = [true, false, false, false, true]

    variable "gateways" {
      default = {
        good     = { subnet = true, address = true }
        inside   = { subnet = false, address = true }
        private  = { subnet = true, address = true, type = "private" }
        bare     = { subnet = true, address = false }
        regional = { mode = "regional" }
      }
    }

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "inside" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_default_subnet" "out" {
      availability_zone = "us-west-2a"
    }

    resource "aws_eip" "nat" {
      domain = "vpc"
    }

    resource "aws_nat_gateway" "all" {
      for_each = var.gateways

      subnet_id         = lookup(each.value, "mode", "zonal") == "regional" ? null : each.value.subnet ? aws_default_subnet.out.id : aws_subnet.inside.id
      allocation_id     = lookup(each.value, "address", false) ? aws_eip.nat.id : null
      connectivity_type = lookup(each.value, "type", null)
      availability_mode = lookup(each.value, "mode", null)
    }
  }

  answer "in a subnet that is made elsewhere" {
    value = is_nat_to_internet(aws_nat_gateway.main)
    is    = undecided("subnet-01")

    resource "aws_nat_gateway" "main" {
      subnet_id     = "subnet-01"
      allocation_id = "eipalloc-01"
    }
  }
}

function "nat_gateways_of" {
  summary = "The NAT gateways that a subnet's default routes lead to"
  params  = [subnet]
  result  = flatten([for route in default_routes(subnet) : linked(route.target, "aws_nat_gateway") if route.kind == "nat"])

  answer "one, one made elsewhere, and none" {
    value = [for name in ["a", "b", "c"] : nat_gateways_of(aws_subnet.all[name])]
    is    = [[aws_nat_gateway.main], undecided("nat-01"), []]

    variable "names" {
      default = ["a", "b", "c"]
    }

    resource "aws_nat_gateway" "main" {
      subnet_id = "subnet-01"
    }

    resource "aws_subnet" "all" {
      for_each = toset(var.names)

      vpc_id = "vpc-01"
    }

    resource "aws_route_table" "all" {
      for_each = toset(var.names)

      vpc_id = "vpc-01"
    }

    resource "aws_route_table_association" "all" {
      for_each = toset(var.names)

      subnet_id      = aws_subnet.all[each.key].id
      route_table_id = aws_route_table.all[each.key].id
    }

    resource "aws_route" "a" {
      route_table_id         = aws_route_table.all["a"].id
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = aws_nat_gateway.main.id
    }

    resource "aws_route" "b" {
      route_table_id         = aws_route_table.all["b"].id
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = "nat-01"
    }
  }
}

function "default_routes" {
  summary = "A subnet's routes for all other addresses, see routed()"
  params  = [subnet]
  result = flatten([
    for table in route_tables(subnet) : [for route in routes(table) : route if route.default]
  ])

  answer "inside a table and apart" {
    value = [for route in default_routes(aws_subnet.a) : "${route.kind}: ${address(route.at.node)} ${route.at.path}"]
    is    = ["nat: aws_route_table.a route[0].nat_gateway_id", "egress-only: aws_route.ipv6 egress_only_gateway_id"]

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_route_table" "a" {
      vpc_id = "vpc-01"

      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = "nat-01"
      }

      route {
        cidr_block     = "10.9.0.0/16"
        nat_gateway_id = "nat-02"
      }
    }

    resource "aws_route" "ipv6" {
      route_table_id              = aws_route_table.a.id
      destination_ipv6_cidr_block = "::/0"
      egress_only_gateway_id      = "eigw-01"
    }

    resource "aws_route_table_association" "a" {
      subnet_id      = aws_subnet.a.id
      route_table_id = aws_route_table.a.id
    }
  }
}

function "is_in_own_zone" {
  summary = "Whether a NAT gateway lies in the zone of a subnet, or spans all of them"
  params  = [gateway, subnet]
  result  = gateway.availability_mode == "regional" || anytrue([for other in zones(gateway.subnet_id) : other == zone(subnet)])

  answer "in it, in another, and regional" {
    value = [for gateway in [aws_nat_gateway.a, aws_nat_gateway.b, aws_nat_gateway.regional] : is_in_own_zone(gateway, aws_subnet.all["a"])]
    is    = [true, false, true]

    variable "letters" {
      default = ["a", "b"]
    }

    resource "aws_subnet" "all" {
      for_each = toset(var.letters)

      vpc_id            = "vpc-01"
      availability_zone = "us-west-2${each.key}"
    }

    resource "aws_nat_gateway" "a" {
      subnet_id = aws_subnet.all["a"].id
    }

    resource "aws_nat_gateway" "b" {
      subnet_id = aws_subnet.all["b"].id
    }

    resource "aws_nat_gateway" "regional" {
      vpc_id            = "vpc-01"
      availability_mode = "regional"
    }
  }

  answer "the region's zones, by their place in the list" {
    value = [is_in_own_zone(aws_nat_gateway.a, aws_subnet.all[0]), is_in_own_zone(aws_nat_gateway.a, aws_subnet.all[1])]
    is    = [true, false]

    data "aws_availability_zones" "all" {}

    resource "aws_subnet" "all" {
      count = 2

      vpc_id            = "vpc-01"
      availability_zone = data.aws_availability_zones.all.names[count.index]
    }

    resource "aws_nat_gateway" "a" {
      subnet_id = aws_subnet.all[0].id
    }
  }
}

function "nat_vpcs" {
  summary = "The id of the VPC that a NAT gateway lies in: that of its subnet; a regional one names it"
  params  = [gateway]
  result = concat(
    [for id in [gateway.vpc_id] : id if gateway.availability_mode == "regional"],
    [for subnet in subnets(gateway.subnet_id) : subnet.vpc_id],
  )

  answer "by its subnet, regional, and in a subnet that is made elsewhere" {
    value = [nat_vpcs(aws_nat_gateway.a), nat_vpcs(aws_nat_gateway.regional), nat_vpcs(aws_nat_gateway.b)]
    is    = [["vpc-01"], ["vpc-02"], [undecided("subnet-01")]]

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_nat_gateway" "a" {
      subnet_id = aws_subnet.a.id
    }

    resource "aws_nat_gateway" "b" {
      subnet_id = "subnet-01"
    }

    resource "aws_nat_gateway" "regional" {
      vpc_id            = "vpc-02"
      availability_mode = "regional"
    }
  }
}
