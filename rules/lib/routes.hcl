# What route tables lead to, whatever style their routes are written in.

function "same_table" {
  summary = "The nodes that stand for one table: a VPC for its main table, and the aws_default_route_table that adopts it"
  params  = [table]
  result = concat(
    [table],
    [
      for main in linking(table, "aws_default_route_table", "default_route_table_id") : main
      if endswith(node_type(table), "_vpc")
    ],
    flatten([
      for type in [node_type(table)] : linked(table.default_route_table_id, ["aws_vpc", "aws_default_vpc"])
      if type == "aws_default_route_table"
    ]),
  )

  answer "a table, and a main table that is adopted" {
    value = [same_table(aws_route_table.own), same_table(aws_vpc.main), same_table(aws_default_route_table.main)]
    is = [
      [aws_route_table.own],
      [aws_vpc.main, aws_default_route_table.main],
      [aws_default_route_table.main, aws_vpc.main],
    ]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_default_route_table" "main" {
      default_route_table_id = aws_vpc.main.default_route_table_id
    }

    resource "aws_route_table" "own" {
      vpc_id = aws_vpc.main.id
    }
  }

  answer "a table adopted by an id that nobody knows" {
    value = same_table(aws_default_route_table.main)
    is    = undecided("rtb-0123456789abcdef0")

    resource "aws_default_route_table" "main" {
      default_route_table_id = "rtb-0123456789abcdef0"
    }
  }
}

function "gateway_kind" {
  summary = "What a route's gateway_id means: internet, vpn or local"
  params  = [id]
  result = (
    known(id) ? lookup({ igw = "internet", vgw = "vpn" }, split("-", id)[0], "local") :
    lookup(
      {
        "aws_internet_gateway"      = "internet"
        "data.aws_internet_gateway" = "internet"
        "aws_vpn_gateway"           = "vpn"
        "data.aws_vpn_gateway"      = "vpn"
      },
      node_type(one(linked(id))), "other"
    )
  )

  answer "by reference and by literal id" {
    value = [for id in aws_vpc.main.tags : gateway_kind(id)]
    is    = ["internet", "vpn", "internet", "local", "vpn"]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
      tags = {
        a = aws_internet_gateway.main.id
        b = aws_vpn_gateway.main.id
        c = "igw-0123456789abcdef0"
        d = "local"
        e = "vgw-0123456789abcdef0"
      }
    }

    resource "aws_internet_gateway" "main" {}

    resource "aws_vpn_gateway" "main" {}
  }

  answer "an input" {
    value = gateway_kind(aws_vpc.main.tags.a)
    is    = undecided("var.gateway")

    variable "gateway" {
      type = string
    }

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
      tags       = { a = var.gateway }
    }
  }
}

function "route_kind" {
  summary = "What a route leads to: internet, egress-only, nat, carrier, transit, peering, vpn, endpoint, core, outpost, interface, local or none"
  params  = [route]
  result = (
    !is_empty(route.gateway_id) ? gateway_kind(route.gateway_id) :
    !is_empty(route.nat_gateway_id) ? "nat" :
    !is_empty(route.egress_only_gateway_id) ? "egress-only" :
    !is_empty(route.transit_gateway_id) ? "transit" :
    !is_empty(route.vpc_peering_connection_id) ? "peering" :
    !is_empty(route.vpc_endpoint_id) ? "endpoint" :
    !is_empty(route.network_interface_id) ? "interface" :
    !is_empty(route.carrier_gateway_id) ? "carrier" :
    !is_empty(route.core_network_arn) ? "core" :
    !is_empty(route.local_gateway_id) ? "outpost" :
    "none"
  )

  answer "each kind, inline" {
    value = [for route in aws_route_table.main.route : "${route.cidr_block}: ${route_kind(route)}"]
    is = [
      "10.1.0.0/16: peering",
      "10.2.0.0/16: transit",
      "10.3.0.0/16: interface",
      "10.4.0.0/16: endpoint",
      "10.5.0.0/16: core",
      "10.6.0.0/16: outpost",
      "10.7.0.0/16: carrier",
      "10.8.0.0/16: nat",
      "10.9.0.0/16: internet",
    ]

    variable "targets" {
      default = {
        "10.1.0.0/16" = { peering = "pcx-01" }
        "10.2.0.0/16" = { transit = "tgw-01" }
        "10.3.0.0/16" = { interface = "eni-01" }
        "10.4.0.0/16" = { endpoint = "vpce-01" }
        "10.5.0.0/16" = { core = "arn:aws:networkmanager::111122223333:core-network/core-network-01" }
        "10.6.0.0/16" = { outpost = "lgw-01" }
        "10.7.0.0/16" = { carrier = "cagw-01" }
        "10.8.0.0/16" = { nat = "nat-01" }
        "10.9.0.0/16" = { gateway = "igw-01" }
      }
    }

    resource "aws_route_table" "main" {
      vpc_id = "vpc-0123456789abcdef0"

      dynamic "route" {
        for_each = var.targets

        content {
          cidr_block                = route.key
          gateway_id                = lookup(route.value, "gateway", null)
          nat_gateway_id            = lookup(route.value, "nat", null)
          transit_gateway_id        = lookup(route.value, "transit", null)
          vpc_peering_connection_id = lookup(route.value, "peering", null)
          network_interface_id      = lookup(route.value, "interface", null)
          vpc_endpoint_id           = lookup(route.value, "endpoint", null)
          carrier_gateway_id        = lookup(route.value, "carrier", null)
          core_network_arn          = lookup(route.value, "core", null)
          local_gateway_id          = lookup(route.value, "outpost", null)
        }
      }
    }
  }

  answer "each kind, apart; an input may be none" {
    value = [for route in resources("aws_route") : route_kind(route)]
    is    = ["egress-only", undecided("var.nat"), "vpn"]

    variable "nat" {
      type = string
    }

    resource "aws_route" "egress" {
      route_table_id              = "rtb-01"
      destination_ipv6_cidr_block = "::/0"
      egress_only_gateway_id      = "eigw-01"
    }

    resource "aws_route" "nat" {
      route_table_id         = "rtb-01"
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = var.nat
    }

    resource "aws_route" "vpn" {
      route_table_id         = "rtb-01"
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = "vgw-01"
    }
  }
}

function "leads_to_instance" {
  summary = "Whether a kind of route, see route_kind(), is one to an instance's network interface, also where that is not certain but nothing else can be"
  params  = [kind]
  result = alltrue([
    for other in ["internet", "egress-only", "nat", "carrier", "transit", "peering", "vpn", "endpoint", "core", "outpost", "local", "other"] :
    kind != other
  ])

  answer "an interface, that of an instance, which has it after apply, a gateway, and an input" {
    value = { for name, route in aws_route.all : name => leads_to_instance(route_kind(route)) }
    is    = { gateway = false, given = undecided("var.gateway"), interface = true, main = true, transit = false }

    variable "gateway" {
      type = string
    }

    resource "aws_instance" "nat" {}

    locals {
      routes = {
        gateway   = { nat = "nat-01" }
        given     = { nat = var.gateway }
        interface = { interface = "eni-01" }
        main      = { interface = aws_instance.nat.primary_network_interface_id }
        transit   = { transit = "tgw-01" }
      }
    }

    resource "aws_route" "all" {
      for_each = local.routes

      route_table_id         = "rtb-01"
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = lookup(each.value, "nat", null)
      network_interface_id   = lookup(each.value, "interface", null)
      transit_gateway_id     = lookup(each.value, "transit", null)
    }
  }
}

function "routed" {
  summary = "One route: {kind, default, ipv4, target, at}, default saying whether it is for all other addresses, ipv4 for all of IPv4"
  params  = [route, destinations, at]
  result = {
    kind    = route_kind(route)
    default = anytrue([for destination in destinations : destination == "0.0.0.0/0" || destination == "::/0"])
    ipv4    = anytrue([for destination in destinations : destination == "0.0.0.0/0"])
    target  = route[route_argument(route_kind(route))]
    at      = at
  }

  answer "a default route through a NAT gateway" {
    value = routed(aws_route.nat, [aws_route.nat.destination_cidr_block], aws_route.nat)
    is    = { kind = "nat", default = true, ipv4 = true, target = undecided("aws_nat_gateway.main.id"), at = aws_route.nat }

    resource "aws_nat_gateway" "main" {
      subnet_id = "subnet-01"
    }

    resource "aws_route" "nat" {
      route_table_id         = "rtb-01"
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = aws_nat_gateway.main.id
    }
  }

  answer "a default route of IPv6 alone" {
    value = routed(aws_route.out, [aws_route.out.destination_ipv6_cidr_block], aws_route.out)
    is    = { kind = "egress-only", default = true, ipv4 = false, target = "eigw-01", at = aws_route.out }

    resource "aws_route" "out" {
      route_table_id              = "rtb-01"
      destination_ipv6_cidr_block = "::/0"
      egress_only_gateway_id      = "eigw-01"
    }
  }
}

function "route_argument" {
  summary = "The argument of a route that names a target of a kind"
  params  = [kind]
  result = lookup(
    {
      carrier       = "carrier_gateway_id"
      core          = "core_network_arn"
      "egress-only" = "egress_only_gateway_id"
      endpoint      = "vpc_endpoint_id"
      interface     = "network_interface_id"
      nat           = "nat_gateway_id"
      outpost       = "local_gateway_id"
      peering       = "vpc_peering_connection_id"
      transit       = "transit_gateway_id"
    },
    kind, "gateway_id"
  )

  answer "by kind, each another" {
    value = [
      for kind in ["carrier", "core", "egress-only", "endpoint", "interface", "internet", "nat", "outpost", "peering", "transit", "vpn"] :
      route_argument(kind)
    ]
    is = [
      "carrier_gateway_id", "core_network_arn", "egress_only_gateway_id", "vpc_endpoint_id", "network_interface_id", "gateway_id",
      "nat_gateway_id", "local_gateway_id", "vpc_peering_connection_id", "transit_gateway_id", "gateway_id",
    ]
  }
}

function "routes" {
  summary = "A table's routes, inside it or apart, see routed(); a table without its own routes argument has those apart alone"
  params  = [table]
  result = flatten([
    for node in same_table(table) : concat(
      [
        for i, route in node.route[*] :
        routed(route, [route.cidr_block, route.ipv6_cidr_block], argument(node, "route[${i}].${route_argument(route_kind(route))}"))
      ],
      [
        for route in linking(node, "aws_route", "route_table_id") :
        routed(route, [route.destination_cidr_block, route.destination_ipv6_cidr_block], argument(route, route_argument(route_kind(route))))
      ],
    )
  ])

  answer "inline, apart, both, an empty list and none" {
    value = { for table in resources("aws_route_table") : table.tags.Name => [for route in routes(table) : "${route.kind} ${route.default}"] }
    is = {
      inline = ["internet true", "peering false"]
      apart  = ["nat true"]
      both   = ["transit false", "nat true"]
      empty  = []
      none   = []
    }

    resource "aws_internet_gateway" "main" {}

    resource "aws_route_table" "inline" {
      vpc_id = "vpc-01"
      tags   = { Name = "inline" }

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.main.id
      }

      route {
        cidr_block                = "10.1.0.0/16"
        vpc_peering_connection_id = "pcx-01"
      }
    }

    resource "aws_route_table" "apart" {
      vpc_id = "vpc-01"
      tags   = { Name = "apart" }
    }

    resource "aws_route_table" "both" {
      vpc_id = "vpc-01"
      tags   = { Name = "both" }

      route {
        cidr_block         = "10.2.0.0/16"
        transit_gateway_id = "tgw-01"
      }
    }

    resource "aws_route_table" "empty" {
      vpc_id = "vpc-01"
      route  = []
      tags   = { Name = "empty" }
    }

    resource "aws_route_table" "none" {
      vpc_id = "vpc-01"
      tags   = { Name = "none" }
    }

    resource "aws_route" "nat" {
      for_each = { apart = aws_route_table.apart.id, both = aws_route_table.both.id }

      route_table_id         = each.value
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = "nat-01"
    }
  }

  answer "of a main table, by the VPC that has it" {
    value = [for route in routes(aws_vpc.main) : route.kind]
    is    = ["peering", "internet"]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_route" "peer" {
      route_table_id            = aws_vpc.main.main_route_table_id
      destination_cidr_block    = "10.1.0.0/16"
      vpc_peering_connection_id = "pcx-01"
    }

    resource "aws_default_route_table" "main" {
      default_route_table_id = aws_vpc.main.default_route_table_id

      route {
        ipv6_cidr_block = "::/0"
        gateway_id      = "igw-01"
      }
    }
  }

  answer "an unknown number of routes inside a table leaves what is certain" {
    value = [
      anytrue([for route in routes(aws_route_table.main) : route.kind == "internet"]),
      anytrue([for route in routes(aws_route_table.main) : route.kind == "peering"]),
    ]
    is = [true, undecided("var.peers")]

    variable "peers" {
      type = map(string)
    }

    resource "aws_route_table" "main" {
      vpc_id = "vpc-01"

      dynamic "route" {
        for_each = var.peers

        content {
          cidr_block                = route.value
          vpc_peering_connection_id = route.key
        }
      }
    }

    resource "aws_route" "out" {
      route_table_id         = aws_route_table.main.id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = "igw-01"
    }
  }
}

function "leads_to_internet" {
  summary = "Whether strangers come in by a route, see routed(): through an internet or carrier gateway, or an egress-only one if that is not allowed"
  params  = [route]
  result = (
    contains(["internet", "carrier"], route.kind) ||
    (route.kind == "egress-only" && !param.network.allow_egress_only_igw)
  )

  answer "by kind" {
    value = [for kind in ["internet", "carrier", "egress-only", "nat", "vpn"] : leads_to_internet({ kind = kind })]
    is    = [true, true, false, false, false]
  }

  answer "an egress-only gateway that is not allowed" {
    parameters = { "network.allow_egress_only_igw" = false }
    value      = leads_to_internet({ kind = "egress-only" })
    is         = true
  }
}
