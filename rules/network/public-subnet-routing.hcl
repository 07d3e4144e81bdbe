rule "public-subnet-without-internet-route" {
  summary   = "Public subnet has no default route to an internet gateway"
  severity  = "medium"
  clauses   = ["A6.2.2", "A6.2.3", "A6.2.6", "A6.2.7"]
  since     = "0.1"
  why       = "Nobody reaches what lies in such a subnet: a load balancer there answers no request from the internet."
  remedy    = "Associate the subnet with a route table that routes 0.0.0.0/0 to the VPC's internet gateway."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_subnet"
  # One that only load balancers make public, and that is routed elsewhere, is private: they lie wrong, not its route.
  when          = is_planned(self, param.network.public_subnets) || (has_public_role(self) && (length(default_route_kinds(self)) == 0 || has_way_to_internet(self)))
  condition     = has_way_to_internet(self)
  error_message = "${is_planned(self, param.network.public_subnets) ? "Public subnet ${address(self)}" : "Subnet ${address(self)} of internet-facing load balancers"} has no default route to an internet gateway."
  note          = contains(default_route_kinds(self), "endpoint") ? "Traffic passes an endpoint on its way to the internet gateway." : null

  fail "documented as public, and routed through a NAT gateway, to a part of the internet, or nowhere" {
    parameters = {
      "network.public_subnets" = [{ cidr = "10.0.1.0/24", zone = "a" }, { cidr = "10.0.2.0/24", zone = "b" }, { cidr = "10.0.3.0/24", zone = "c" }]
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "nowhere" { # finding
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_subnet" "nat" { # finding: Public subnet aws_subnet.nat has no default route
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.2.0/24"
    }

    resource "aws_subnet" "part" { # finding
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.3.0/24"
    }

    resource "aws_route_table" "nat" {
      vpc_id = aws_vpc.this.id

      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = "nat-0a1b2c3d"
      }
    }

    resource "aws_route_table" "part" {
      vpc_id = aws_vpc.this.id

      route {
        cidr_block = "198.51.100.0/24"
        gateway_id = "igw-0a1b2c3d"
      }
    }

    resource "aws_route_table_association" "nat" {
      subnet_id      = aws_subnet.nat.id
      route_table_id = aws_route_table.nat.id
    }

    resource "aws_route_table_association" "part" {
      subnet_id      = aws_subnet.part.id
      route_table_id = aws_route_table.part.id
    }
  }

  fail "one of a load balancer's subnets, whose association was forgotten" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_internet_gateway" "this" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_subnet" "public" { # finding: Subnet aws_subnet.public["c"] of internet-facing load balancers has no
      for_each = { a = "10.0.1.0/24", b = "10.0.2.0/24", c = "10.0.3.0/24" }

      vpc_id     = aws_vpc.this.id
      cidr_block = each.value
    }

    resource "aws_route_table" "public" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_route" "out" {
      route_table_id         = aws_route_table.public.id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = aws_internet_gateway.this.id
    }

    resource "aws_route_table_association" "public" {
      for_each = toset(["a", "b"])

      subnet_id      = aws_subnet.public[each.key].id
      route_table_id = aws_route_table.public.id
    }

    resource "aws_lb" "web" {
      subnets = [for subnet in aws_subnet.public : subnet.id]
    }
  }

  pass "an internet gateway, a firewall before it, and a carrier gateway" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "all" {
      count = 3

      vpc_id     = aws_vpc.this.id
      cidr_block = cidrsubnet(aws_vpc.this.cidr_block, 8, count.index)
    }

    resource "aws_route_table" "all" {
      count = 3

      vpc_id = aws_vpc.this.id
    }

    resource "aws_route_table_association" "all" {
      count = 3

      subnet_id      = aws_subnet.all[count.index].id
      route_table_id = aws_route_table.all[count.index].id
    }

    resource "aws_route" "internet" {
      route_table_id         = aws_route_table.all[0].id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = "igw-0a1b2c3d"
    }

    resource "aws_route" "firewall" {
      route_table_id         = aws_route_table.all[1].id
      destination_cidr_block = "0.0.0.0/0"
      vpc_endpoint_id        = "vpce-0a1b2c3d"
    }

    resource "aws_route" "carrier" {
      route_table_id         = aws_route_table.all[2].id
      destination_cidr_block = "0.0.0.0/0"
      carrier_gateway_id     = "cagw-0a1b2c3d"
    }

    resource "aws_lb" "web" {
      subnets = aws_subnet.all[*].id
    }
  }

  pass "a private subnet that a load balancer was put into" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.this.id

      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = "nat-0a1b2c3d"
      }
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.private.id]
    }
  }

  pass "a private subnet; that of an internal load balancer; one without a purpose" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_subnet" "inside" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.20.0/24"
    }

    resource "aws_subnet" "spare" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.30.0/24"
    }

    resource "aws_lb" "inside" {
      internal = true
      subnets  = [aws_subnet.inside.id]
    }
  }

  undecided "a route table that is an input, and the main one of a VPC that is looked up" {
    variable "route_table_id" {
      type = string
    }

    data "aws_vpc" "shared" {
      id = "vpc-0a1b2c3d"
    }

    resource "aws_subnet" "given" { # undecided: var.route_table_id
      vpc_id     = data.aws_vpc.shared.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_subnet" "main" { # undecided: the main route table of data.aws_vpc.shared
      vpc_id     = data.aws_vpc.shared.id
      cidr_block = "10.0.2.0/24"
    }

    resource "aws_route_table_association" "given" {
      subnet_id      = aws_subnet.given.id
      route_table_id = var.route_table_id
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.given.id, aws_subnet.main.id]
    }
  }
}

rule "public-subnet-behind-detached-gateway" {
  summary   = "Public subnet is routed to an internet gateway that is not attached to its VPC"
  severity  = "medium"
  clauses   = ["A6.2.2"]
  since     = "0.1"
  why       = "AWS refuses a route to the gateway of another VPC, and one that is attached to none leads nowhere."
  remedy    = "Attach the internet gateway to the subnet's VPC, or route to the gateway that is."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target = "aws_subnet"
  when   = has_public_role(self) && length(internet_gateways_of(self)) > 0
  condition = alltrue([
    for gateway in internet_gateways_of(self) : anytrue([for vpc in gateway_vpcs(gateway) : vpc == self.vpc_id])
  ])
  error_message = "Public subnet ${address(self)} is routed to ${join(", ", [for gateway in internet_gateways_of(self) : address(gateway)])}, which is not attached to its VPC."
  at            = internet_routes(self)[0]

  fail "the gateway of another VPC, and one that is attached to none" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "other" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_internet_gateway" "other" {
      vpc_id = aws_vpc.other.id
    }

    resource "aws_internet_gateway" "none" {}

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.2.0/24"
    }

    resource "aws_route_table" "a" {
      vpc_id = aws_vpc.this.id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.other.id # finding: Public subnet aws_subnet.a is routed to aws_internet_gateway.other
      }
    }

    resource "aws_route_table" "b" {
      vpc_id = aws_vpc.this.id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.none.id # finding
      }
    }

    resource "aws_route_table_association" "a" {
      subnet_id      = aws_subnet.a.id
      route_table_id = aws_route_table.a.id
    }

    resource "aws_route_table_association" "b" {
      subnet_id      = aws_subnet.b.id
      route_table_id = aws_route_table.b.id
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id, aws_subnet.b.id]
    }
  }

  fail "its own VPC's for IPv4, another one's for IPv6" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "other" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_internet_gateway" "all" {
      for_each = { this = aws_vpc.this.id, other = aws_vpc.other.id }

      vpc_id = each.value
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_default_route_table" "main" {
      default_route_table_id = aws_vpc.this.default_route_table_id

      route {
        ipv6_cidr_block = "::/0"
        gateway_id      = aws_internet_gateway.all["other"].id # finding
      }

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.all["this"].id
      }
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  pass "attached by its own argument, and apart" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "that" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_internet_gateway" "this" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_internet_gateway" "that" {}

    resource "aws_internet_gateway_attachment" "that" {
      internet_gateway_id = aws_internet_gateway.that.id
      vpc_id              = aws_vpc.that.id
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.that.id
      cidr_block = "10.1.1.0/24"
    }

    resource "aws_default_route_table" "a" {
      default_route_table_id = aws_vpc.this.default_route_table_id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.this.id
      }
    }

    resource "aws_route" "b" {
      route_table_id         = aws_vpc.that.main_route_table_id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = aws_internet_gateway.that.id
    }

    resource "aws_lb" "a" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_lb" "b" {
      subnets = [aws_subnet.b.id]
    }
  }

  pass "no load balancer; and no route to an internet gateway" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_internet_gateway" "none" {}

    resource "aws_subnet" "left" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_subnet" "inside" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.2.0/24"
    }

    resource "aws_default_route_table" "main" {
      default_route_table_id = aws_vpc.this.default_route_table_id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.none.id
      }
    }

    resource "aws_route_table" "inside" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_route_table_association" "inside" {
      subnet_id      = aws_subnet.inside.id
      route_table_id = aws_route_table.inside.id
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.inside.id]
    }
  }

  undecided "a gateway that is made elsewhere" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_route" "out" {
      route_table_id         = aws_vpc.this.main_route_table_id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = "igw-0a1b2c3d" # undecided: igw-0a1b2c3d
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }
}
