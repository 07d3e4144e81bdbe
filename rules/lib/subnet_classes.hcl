# Classes of subnets: they follow from routes, never from names, tags or map_public_ip_on_launch.

function "is_born_public" {
  summary = "Whether a table is the main one of the default VPC as AWS makes it, with a route to an internet gateway"
  params  = [table]
  result = (
    (node_type(table) == "aws_default_vpc" || (node_type(table) == "data.aws_vpc" && configured(table.default) && table.default == true)) &&
    !anytrue([for node in same_table(table) : node_type(node) == "aws_default_route_table"])
  )

  answer "of the default VPC, made here or looked up, and of others" {
    value = [for table in [aws_default_vpc.main, data.aws_vpc.main, aws_vpc.main, data.aws_vpc.other] : is_born_public(table)]
    is    = [true, true, false, false]

    resource "aws_default_vpc" "main" {}

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    data "aws_vpc" "main" {
      default = true
    }

    data "aws_vpc" "other" {
      id      = "vpc-01"
      default = false
    }
  }
}

function "is_kept_elsewhere" {
  summary = "Whether a table is the main one of a VPC that is looked up, so that its routes are not known"
  params  = [table]
  result = (
    node_type(table) == "data.aws_vpc" && !(configured(table.default) && table.default == true) &&
    !anytrue([for node in same_table(table) : node_type(node) == "aws_default_route_table"])
  )

  answer "looked up, the default one, and made here" {
    value = [for table in [data.aws_vpc.other, data.aws_vpc.main, aws_vpc.main] : is_kept_elsewhere(table)]
    is    = [true, false, false]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    data "aws_vpc" "main" {
      default = true
    }

    data "aws_vpc" "other" {
      id      = "vpc-01"
      default = false
    }
  }

  answer "taken over" {
    value = is_kept_elsewhere(data.aws_vpc.taken)
    is    = false

    data "aws_vpc" "taken" {
      id      = "vpc-02"
      default = false
    }

    resource "aws_default_route_table" "taken" {
      default_route_table_id = data.aws_vpc.taken.main_route_table_id
    }
  }
}

function "routed_out" {
  summary = "Whether a table has a route that lets strangers in; the main table of the default VPC has one from birth"
  params  = [table]
  result = (
    anytrue([for route in routes(table) : leads_to_internet(route)]) || is_born_public(table) ||
    (is_kept_elsewhere(table) && undecided("the main route table of ${address(table)}"))
  )

  answer "by its routes, and as AWS makes it" {
    value = [for table in [aws_route_table.a, aws_route_table.b, aws_vpc.main, aws_default_vpc.main] : routed_out(table)]
    is    = [true, false, false, true]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_default_vpc" "main" {}

    resource "aws_route_table" "a" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_route_table" "b" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_route" "out" {
      route_table_id         = aws_route_table.a.id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = "igw-01"
    }
  }

  answer "the default VPC's table, taken over without routes" {
    value = routed_out(aws_default_vpc.main)
    is    = false

    resource "aws_default_vpc" "main" {}

    resource "aws_default_route_table" "main" {
      default_route_table_id = aws_default_vpc.main.default_route_table_id
    }
  }
}

function "agreed" {
  summary = "What all of these say; undecided if they differ, or none is there"
  params  = [answers, question]
  result = (
    length(answers) == 0 ? undecided(question) :
    alltrue(answers) ? true :
    anytrue(answers) ? undecided(question) :
    false
  )

  answer "alike, and not" {
    value = [agreed([true, true], "which"), agreed([false, false], "which"), agreed([true, false], "which"), agreed([], "which")]
    is    = [true, false, undecided("which"), undecided("which")]
  }
}

function "found_by_tags" {
  summary = "The subnets of this configuration that a data source finds by its tags; none if it looks for anything else"
  params  = [source]
  result = [
    for subnet in resources("aws_subnet") : subnet
    if configured(source.tags) && length(merge(source.tags, {})) > 0 && length(source.filter) == 0 &&
    alltrue([for key, value in merge(source.tags, {}) : lookup(merge(subnet.tags_all, subnet.tags, {}), key, "") == value])
  ]

  answer "by a tag that two carry, by one that nobody carries, and by something else" {
    value = [for source in [data.aws_subnets.private, data.aws_subnets.other, data.aws_subnets.all] : found_by_tags(source)]
    is    = [[aws_subnet.a, aws_subnet.b], [], []]

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
      tags   = { tier = "private", zone = "a" }
    }

    resource "aws_subnet" "b" {
      vpc_id = "vpc-01"
      tags   = { tier = "private" }
    }

    resource "aws_subnet" "c" {
      vpc_id = "vpc-01"
    }

    data "aws_subnets" "private" {
      tags = { tier = "private" }
    }

    data "aws_subnets" "other" {
      tags = { tier = "data" }
    }

    data "aws_subnets" "all" {
      filter {
        name   = "vpc-id"
        values = ["vpc-01"]
      }
    }
  }
}

function "known_class" {
  summary = "The class that network.known_subnets gives a subnet made elsewhere, by its id; null if none"
  params  = [id]
  result  = known(id) ? lookup(param.network.known_subnets, coalesce(id, "-"), null) : null

  answer "listed, not listed, not an id, and no id" {
    parameters = { "network.known_subnets" = { "subnet-01" = "private" } }
    value      = [for id in ["subnet-01", "subnet-02", aws_subnet.a.id, null] : known_class(id)]
    is         = ["private", null, null, null]

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }
  }
}

function "is_public_subnet" {
  summary = "Whether strangers are routed into a subnet: any of its routes, to whatever destination, leads to an internet gateway"
  params  = [subnet]
  # Both branches of a conditional are worked out, and a data source means a look at every subnet.
  result = (
    (startswith(node_type(subnet), "data.") && is_public_source(subnet)) ||
    (!startswith(node_type(subnet), "data.") && is_public_node(subnet))
  )

  answer "an association decides, else the main table" {
    value = [is_public_subnet(aws_subnet.public), is_public_subnet(aws_subnet.private), is_public_subnet(aws_subnet.left)]
    is    = [true, false, true]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_internet_gateway" "main" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_subnet" "public" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_subnet" "private" {
      vpc_id                  = aws_vpc.main.id
      map_public_ip_on_launch = true
    }

    resource "aws_subnet" "left" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_route" "main" {
      route_table_id         = aws_vpc.main.main_route_table_id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = aws_internet_gateway.main.id
    }

    resource "aws_route_table" "public" {
      vpc_id = aws_vpc.main.id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.main.id
      }
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_route_table_association" "public" {
      subnet_id      = aws_subnet.public.id
      route_table_id = aws_route_table.public.id
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }
  }

  answer "two tables that differ" {
    value = is_public_subnet(aws_subnet.a)
    is    = undecided("which route table aws_subnet.a has")

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_route_table" "in" {
      vpc_id = "vpc-01"
    }

    resource "aws_route_table" "out" {
      vpc_id = "vpc-01"

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = "igw-01"
      }
    }

    resource "aws_route_table_association" "a" {
      for_each = { in = aws_route_table.in.id, out = aws_route_table.out.id }

      subnet_id      = aws_subnet.a.id
      route_table_id = each.value
    }
  }

  answer "a default subnet" {
    value = is_public_subnet(aws_default_subnet.a)
    is    = true

    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }
  }

  answer "a VPC that is an input" {
    value = is_public_subnet(aws_subnet.a)
    is    = undecided("var.vpc")

    variable "vpc" {
      type = string
    }

    resource "aws_subnet" "a" {
      vpc_id = var.vpc
    }
  }
}

function "is_public_node" {
  summary = "Whether a subnet that is made here is public, by its route tables; a default one without any is"
  params  = [subnet]
  result = (
    (node_type(subnet) == "aws_default_subnet" && length(route_tables(subnet)) == 0) ||
    agreed([for table in route_tables(subnet) : routed_out(table)], "which route table ${address(subnet)} has")
  )

  answer "a default subnet, also with a table of its own" {
    value = [for subnet in [aws_default_subnet.a, aws_default_subnet.b] : is_public_node(subnet)]
    is    = [true, false]

    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_default_subnet" "b" {
      availability_zone = "us-west-2b"
    }

    resource "aws_route_table" "b" {
      vpc_id = "vpc-01"
    }

    resource "aws_route_table_association" "b" {
      subnet_id      = aws_default_subnet.b.id
      route_table_id = aws_route_table.b.id
    }
  }
}

function "is_public_source" {
  summary = "Whether the subnets that a data source reads are public: those of this configuration that carry its tags, or as network.known_subnets says"
  params  = [source]
  result = (
    known_class(source.id) != null ? known_class(source.id) == "public" :
    agreed(
      [for subnet in found_by_tags(source) : is_public_node(subnet)],
      "the class of ${address(source)}, which network.known_subnets may give",
    )
  )

  answer "by id, by tag, and neither" {
    parameters = { "network.known_subnets" = { "subnet-01" = "public" } }
    value      = [for source in [data.aws_subnet.id, data.aws_subnet.tag, data.aws_subnet.other] : is_public_source(source)]
    is         = [true, false, undecided("the class of data.aws_subnet.other, which network.known_subnets may give")]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id = aws_vpc.main.id
      tags   = { Name = "data" }
    }

    data "aws_subnet" "id" {
      id = "subnet-01"
    }

    data "aws_subnet" "tag" {
      tags = { Name = "data" }
    }

    data "aws_subnet" "other" {
      vpc_id            = aws_vpc.main.id
      availability_zone = "us-west-2a"
    }
  }
}

function "default_route_kinds" {
  summary = "What the routes for all other addresses of a subnet lead to, see route_kind(): of IPv4, unless the subnet has IPv6 alone"
  params  = [subnet]
  result = concat(
    [for own in [subnet] : "internet" if node_type(own) == "aws_default_subnet" && length(route_tables(own)) == 0],
    flatten([
      for table in route_tables(subnet) : concat(
        [for route in routes(table) : route.kind if subnet.ipv6_native == true ? route.default : route.ipv4],
        [for gateway in table.propagating_vgws[*] : "vpn"],
        [for propagation in linking(table, "aws_vpn_gateway_route_propagation", "route_table_id") : "vpn"],
        [for born in [table] : "internet" if is_born_public(born)],
        [for found in [table] : tostring(undecided("the main route table of ${address(found)}")) if is_kept_elsewhere(found)],
      )
    ]),
  )

  answer "inside a table, apart, propagated, and none" {
    value = { for name, subnet in aws_subnet.all : name => default_route_kinds(subnet) }
    is    = { apart = ["nat"], bare = [], inside = ["internet"], ipv6 = [], native = ["egress-only"], passed = ["vpn"], taken = ["vpn"] }

    locals {
      names = ["apart", "bare", "inside", "ipv6", "native", "passed", "taken"]
    }

    resource "aws_subnet" "all" {
      for_each = toset(local.names)

      vpc_id      = "vpc-01"
      ipv6_native = each.key == "native"
    }

    resource "aws_route_table" "all" {
      for_each = toset(local.names)

      vpc_id           = "vpc-01"
      propagating_vgws = each.key == "taken" ? ["vgw-01"] : null

      dynamic "route" {
        for_each = each.key == "inside" ? ["0.0.0.0/0", "10.9.0.0/16"] : []

        content {
          cidr_block = route.value
          gateway_id = "igw-01"
        }
      }
    }

    resource "aws_route_table_association" "all" {
      for_each = toset(local.names)

      subnet_id      = aws_subnet.all[each.key].id
      route_table_id = aws_route_table.all[each.key].id
    }

    resource "aws_route" "nat" {
      route_table_id         = aws_route_table.all["apart"].id
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = "nat-01"
    }

    resource "aws_route" "ipv6" {
      for_each = toset(["ipv6", "native"])

      route_table_id              = aws_route_table.all[each.key].id
      destination_ipv6_cidr_block = "::/0"
      egress_only_gateway_id      = "eigw-01"
    }

    resource "aws_vpn_gateway_route_propagation" "passed" {
      vpn_gateway_id = "vgw-01"
      route_table_id = aws_route_table.all["passed"].id
    }
  }

  answer "of the default VPC, of a VPC made here, and of one that is looked up" {
    value = [for subnet in [aws_default_subnet.a, aws_subnet.b, aws_subnet.c] : default_route_kinds(subnet)]
    is    = [["internet"], [], [undecided("the main route table of data.aws_vpc.other")]]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    data "aws_vpc" "other" {
      id = "vpc-01"
    }

    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_subnet" "b" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_subnet" "c" {
      vpc_id = data.aws_vpc.other.id
    }
  }

  answer "of the default VPC, taken over or looked up" {
    value = [for subnet in [aws_default_subnet.a, aws_subnet.b] : default_route_kinds(subnet)]
    is    = [["internet"], ["internet"]]

    resource "aws_default_vpc" "main" {}

    data "aws_vpc" "main" {
      default = true
    }

    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_subnet" "b" {
      vpc_id = data.aws_vpc.main.id
    }
  }
}

function "has_default_route" {
  summary = "Whether a subnet's traffic to all other addresses goes anywhere; routes that a virtual private gateway propagates may take it"
  params  = [subnet]
  result = anytrue(flatten([
    for table in route_tables(subnet) : concat(
      [for route in routes(table) : route.default],
      [for gateway in table.propagating_vgws[*] : true],
      [for propagation in linking(table, "aws_vpn_gateway_route_propagation", "route_table_id") : true],
    )
  ]))

  answer "a route, a propagation in either style, and none" {
    value = [for name in ["a", "b", "c", "d"] : has_default_route(aws_subnet.all[name])]
    is    = [true, true, true, false]

    variable "names" {
      default = ["a", "b", "c", "d"]
    }

    resource "aws_subnet" "all" {
      for_each = toset(var.names)

      vpc_id = "vpc-01"
    }

    resource "aws_route_table" "all" {
      for_each = aws_subnet.all

      vpc_id           = "vpc-01"
      propagating_vgws = each.key == "b" ? ["vgw-01"] : null
    }

    resource "aws_route_table_association" "all" {
      for_each = aws_subnet.all

      subnet_id      = each.value.id
      route_table_id = aws_route_table.all[each.key].id
    }

    resource "aws_route" "a" {
      route_table_id         = aws_route_table.all["a"].id
      destination_cidr_block = "0.0.0.0/0"
      transit_gateway_id     = "tgw-01"
    }

    resource "aws_vpn_gateway_route_propagation" "c" {
      vpn_gateway_id = "vgw-01"
      route_table_id = aws_route_table.all["c"].id
    }
  }
}

function "subnet_class" {
  summary = "public, private (no such route) or isolated (nor any other default route); undecided where routes are not known"
  params  = [subnet]
  result = (
    is_public_subnet(subnet) ? "public" :
    startswith(node_type(subnet), "data.") || has_default_route(subnet) ? "private" :
    "isolated"
  )

  answer "by what the default route leads to" {
    value = { for name, subnet in aws_subnet.all : name => subnet_class(subnet) }
    is = {
      egress    = "private"
      endpoint  = "private"
      instance  = "private"
      internet  = "public"
      ipv6      = "public"
      nat       = "private"
      none      = "isolated"
      peering   = "private"
      prefix    = "public"
      specific  = "public"
      transit   = "private"
      undecided = undecided("var.gateway")
      vpn       = "private"
    }

    variable "gateway" {
      type = string
    }

    locals {
      routes = {
        internet  = { to = "0.0.0.0/0", internet = "igw-01" }
        ipv6      = { to6 = "::/0", internet = "igw-01" }
        specific  = { to = "198.51.100.0/24", internet = "igw-01" }
        prefix    = { list = "pl-01", internet = "igw-01" }
        nat       = { to = "0.0.0.0/0", nat = "nat-01" }
        egress    = { to6 = "::/0", egress = "eigw-01" }
        transit   = { to = "0.0.0.0/0", transit = "tgw-01" }
        peering   = { to = "0.0.0.0/0", peering = "pcx-01" }
        endpoint  = { to = "0.0.0.0/0", endpoint = "vpce-01" }
        instance  = { to = "0.0.0.0/0", interface = "eni-01" }
        vpn       = { to = "0.0.0.0/0", internet = "vgw-01" }
        undecided = { to = "0.0.0.0/0", internet = var.gateway }
        none      = {}
      }
    }

    resource "aws_subnet" "all" {
      for_each = local.routes

      vpc_id = "vpc-01"
    }

    resource "aws_route_table" "all" {
      for_each = local.routes

      vpc_id = "vpc-01"
    }

    resource "aws_route_table_association" "all" {
      for_each = local.routes

      subnet_id      = aws_subnet.all[each.key].id
      route_table_id = aws_route_table.all[each.key].id
    }

    resource "aws_route" "all" {
      for_each = { for name, route in local.routes : name => route if name != "none" }

      route_table_id              = aws_route_table.all[each.key].id
      destination_cidr_block      = lookup(each.value, "to", null)
      destination_ipv6_cidr_block = lookup(each.value, "to6", null)
      destination_prefix_list_id  = lookup(each.value, "list", null)
      gateway_id                  = lookup(each.value, "internet", null)
      nat_gateway_id              = lookup(each.value, "nat", null)
      egress_only_gateway_id      = lookup(each.value, "egress", null)
      transit_gateway_id          = lookup(each.value, "transit", null)
      vpc_peering_connection_id   = lookup(each.value, "peering", null)
      vpc_endpoint_id             = lookup(each.value, "endpoint", null)
      network_interface_id        = lookup(each.value, "interface", null)
    }
  }

  answer "a gateway endpoint's route to S3 changes nothing" {
    value = subnet_class(aws_subnet.a)
    is    = "isolated"

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_route_table" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_route_table_association" "a" {
      subnet_id      = aws_subnet.a.id
      route_table_id = aws_route_table.a.id
    }

    resource "aws_vpc_endpoint" "s3" {
      vpc_id          = "vpc-01"
      service_name    = "com.amazonaws.us-west-2.s3"
      route_table_ids = [aws_route_table.a.id]
    }
  }

  answer "an unknown number of peers: surely no way in only if none could be one" {
    value = [subnet_class(aws_subnet.peers), subnet_class(aws_subnet.any)]
    is    = [undecided("var.peers"), undecided("var.routes")]

    variable "peers" {
      type = map(string)
    }

    variable "routes" {
      type = map(string)
    }

    resource "aws_subnet" "peers" {
      vpc_id = "vpc-01"
    }

    resource "aws_subnet" "any" {
      vpc_id = "vpc-01"
    }

    resource "aws_route_table" "peers" {
      vpc_id = "vpc-01"
    }

    resource "aws_route_table" "any" {
      vpc_id = "vpc-01"
    }

    resource "aws_route_table_association" "peers" {
      subnet_id      = aws_subnet.peers.id
      route_table_id = aws_route_table.peers.id
    }

    resource "aws_route_table_association" "any" {
      subnet_id      = aws_subnet.any.id
      route_table_id = aws_route_table.any.id
    }

    resource "aws_route" "peers" {
      for_each = var.peers

      route_table_id            = aws_route_table.peers.id
      destination_cidr_block    = each.key
      vpc_peering_connection_id = each.value
    }

    resource "aws_route" "any" {
      for_each = var.routes

      route_table_id         = aws_route_table.any.id
      destination_cidr_block = each.key
      gateway_id             = each.value
    }
  }

  answer "launch settings, names and tags say nothing" {
    value = { for name, subnet in aws_subnet.all : name => subnet_class(subnet) }
    is    = { private-a = "public", public-b = "isolated" }

    resource "aws_subnet" "all" {
      for_each = toset(["private-a", "public-b"])

      vpc_id                  = "vpc-01"
      map_public_ip_on_launch = each.key == "public-b"
      tags                    = { Name = each.key, tier = split("-", each.key)[0] }
    }

    resource "aws_route_table" "out" {
      vpc_id = "vpc-01"

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = "igw-01"
      }
    }

    resource "aws_route_table" "in" {
      vpc_id = "vpc-01"
    }

    resource "aws_route_table_association" "all" {
      for_each = { private-a = aws_route_table.out.id, public-b = aws_route_table.in.id }

      subnet_id      = aws_subnet.all[each.key].id
      route_table_id = each.value
    }
  }

  answer "a way in counts wherever it stands among other routes" {
    value = subnet_class(aws_subnet.a)
    is    = "public"

    resource "aws_internet_gateway" "main" {}

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_route_table" "a" {
      vpc_id = "vpc-01"

      route {
        cidr_block         = "10.8.0.0/16"
        transit_gateway_id = "tgw-01"
      }

      route {
        cidr_block                = "10.9.0.0/16"
        vpc_peering_connection_id = "pcx-01"
      }

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.main.id
      }
    }

    resource "aws_vpc_endpoint_route_table_association" "s3" {
      vpc_endpoint_id = "vpce-01"
      route_table_id  = aws_route_table.a.id
    }

    resource "aws_route_table_association" "a" {
      subnet_id      = aws_subnet.a.id
      route_table_id = aws_route_table.a.id
    }
  }

  answer "without an association the main table counts, not any other of the VPC" {
    value = [subnet_class(aws_subnet.out), subnet_class(aws_subnet.in)]
    is    = ["public", "isolated"]

    resource "aws_vpc" "out" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "in" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "out" {
      vpc_id = aws_vpc.out.id
    }

    resource "aws_subnet" "in" {
      vpc_id = aws_vpc.in.id
    }

    resource "aws_route_table" "a_in" {
      vpc_id = aws_vpc.out.id
    }

    resource "aws_default_route_table" "out" {
      default_route_table_id = aws_vpc.out.default_route_table_id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = "igw-01"
      }
    }

    resource "aws_route_table" "b_out" {
      vpc_id = aws_vpc.in.id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = "igw-02"
      }
    }
  }

  answer "another table that was made the main one counts instead" {
    value = subnet_class(aws_subnet.a)
    is    = "public"

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_default_route_table" "old" {
      default_route_table_id = aws_vpc.main.default_route_table_id
    }

    resource "aws_route_table" "new" {
      vpc_id = aws_vpc.main.id

      route {
        ipv6_cidr_block = "::/0"
        gateway_id      = "igw-01"
      }
    }

    resource "aws_main_route_table_association" "new" {
      vpc_id         = aws_vpc.main.id
      route_table_id = aws_route_table.new.id
    }
  }

  answer "routes that are null or empty inside a table say nothing of those apart" {
    value = [for subnet in aws_subnet.all : subnet_class(subnet)]
    is    = ["public", "public", "isolated"]

    locals {
      routes = [null, [], []]
    }

    resource "aws_subnet" "all" {
      count = 3

      vpc_id = "vpc-01"
    }

    resource "aws_route_table" "all" {
      count = 3

      vpc_id = "vpc-01"
      route  = local.routes[count.index]
    }

    resource "aws_route_table_association" "all" {
      count = 3

      subnet_id      = aws_subnet.all[count.index].id
      route_table_id = aws_route_table.all[count.index].id
    }

    resource "aws_route" "out" {
      count = 2

      route_table_id         = aws_route_table.all[count.index].id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = "igw-01"
    }
  }

  answer "what is known of a well-known module that is not installed" {
    value = [
      [for s in linked(aws_lb.web.subnets, "aws_subnet") : subnet_class(s)],
      [for s in linked(aws_lambda_function.worker.vpc_config[0].subnet_ids, "aws_subnet") : subnet_class(s)],
      [for s in linked(aws_elasticache_subnet_group.cache.subnet_ids, "aws_subnet") : subnet_class(s)],
    ]
    is = [["public", "public"], ["private", "private"], ["isolated"]]

    module "net" {
      source             = "terraform-aws-modules/vpc/aws"
      azs                = ["us-west-2a", "us-west-2b"]
      public_subnets     = ["10.0.1.0/24", "10.0.2.0/24"]
      private_subnets    = ["10.0.3.0/24", "10.0.4.0/24"]
      intra_subnets      = ["10.0.5.0/24"]
      enable_nat_gateway = true
      single_nat_gateway = true
    }

    resource "aws_lb" "web" {
      subnets = module.net.public_subnets
    }

    resource "aws_lambda_function" "worker" {
      function_name = "worker"
      role          = "arn:aws:iam::123456789012:role/worker"

      vpc_config {
        subnet_ids         = module.net.private_subnets
        security_group_ids = []
      }
    }

    resource "aws_elasticache_subnet_group" "cache" {
      name       = "cache"
      subnet_ids = module.net.intra_subnets
    }
  }

  answer "a module that is not installed may route whatever it is given" {
    value = [subnet_class(aws_subnet.given), subnet_class(aws_subnet.kept)]
    is    = [undecided("module.routing"), "isolated"]

    module "routing" {
      source  = "example/routing/aws"
      version = "5.0.0"
      subnets = [aws_subnet.given.id]
    }

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "given" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_subnet" "kept" {
      vpc_id = aws_vpc.main.id
    }
  }
}

function "internet_routes" {
  summary = "Where a subnet's routes that let strangers in are written"
  params  = [subnet]
  result = flatten([
    for table in route_tables(subnet) : [for route in routes(table) : route.at if leads_to_internet(route)]
  ])

  answer "inside a table and apart" {
    value = [for route in internet_routes(aws_subnet.a) : "${address(route.node)} ${route.path}"]
    is    = ["aws_route_table.a route[0].gateway_id", "aws_route.carrier carrier_gateway_id"]

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_route_table" "a" {
      vpc_id = "vpc-01"

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = "igw-01"
      }
    }

    resource "aws_route" "carrier" {
      route_table_id         = aws_route_table.a.id
      destination_cidr_block = "10.9.0.0/16"
      carrier_gateway_id     = "cagw-01"
    }

    resource "aws_route_table_association" "a" {
      subnet_id      = aws_subnet.a.id
      route_table_id = aws_route_table.a.id
    }
  }
}

function "public_subnets" {
  summary = "The public ones among the subnets that these ids mean, by address, or by id if they are made elsewhere"
  params  = [ids]
  result = concat(
    [for id in ids[*] : id if known_class(id) == "public"],
    [
      for subnet in subnets([for id in ids[*] : id if known_class(id) == null]) : address(subnet)
      if is_public_subnet(subnet)
    ],
  )

  answer "made here, listed, and not known" {
    parameters = { "network.known_subnets" = { "subnet-01" = "public", "subnet-02" = "private" } }
    value = [
      public_subnets(aws_db_subnet_group.main.subnet_ids),
      public_subnets(aws_db_subnet_group.other.subnet_ids),
      public_subnets(null),
    ]
    is = [["subnet-01", "aws_default_subnet.a"], undecided("subnet-03"), []]

    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_db_subnet_group" "main" {
      subnet_ids = [aws_default_subnet.a.id, "subnet-01", "subnet-02"]
    }

    resource "aws_db_subnet_group" "other" {
      subnet_ids = ["subnet-03"]
    }
  }

  answer "a private table that is associated wins over a public main one, and one subnet without it is enough" {
    value = [public_subnets(aws_db_subnet_group.kept.subnet_ids), public_subnets(aws_db_subnet_group.open.subnet_ids)]
    is    = [[], ["aws_subnet.left"]]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_route" "main" {
      route_table_id         = aws_vpc.main.main_route_table_id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = "igw-01"
    }

    resource "aws_subnet" "private" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_subnet" "left" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_db_subnet_group" "kept" {
      subnet_ids = [aws_subnet.private.id]
    }

    resource "aws_db_subnet_group" "open" {
      subnet_ids = [aws_subnet.private.id, aws_subnet.left.id]
    }
  }

  answer "a set that is looked up by a tag that subnets made here carry" {
    value = public_subnets(aws_db_subnet_group.a.subnet_ids)
    is    = []

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id = aws_vpc.main.id
      tags   = { tier = "private" }
    }

    data "aws_subnets" "private" {
      tags = { tier = "private" }
    }

    resource "aws_db_subnet_group" "a" {
      subnet_ids = data.aws_subnets.private.ids
    }
  }
}

function "internet_gateways_of" {
  summary = "The internet gateways that a subnet's routes lead to"
  params  = [subnet]
  result = flatten([
    for table in route_tables(subnet) : [
      for route in routes(table) : linked(route.target, "aws_internet_gateway") if route.kind == "internet"
    ]
  ])

  answer "one made here, one made elsewhere, and none" {
    value = [for name in ["a", "b", "c"] : internet_gateways_of(aws_subnet.all[name])]
    is    = [[aws_internet_gateway.main], undecided("igw-01"), []]

    variable "names" {
      default = ["a", "b", "c"]
    }

    resource "aws_internet_gateway" "main" {}

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
      gateway_id             = aws_internet_gateway.main.id
    }

    resource "aws_route" "b" {
      route_table_id         = aws_route_table.all["b"].id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = "igw-01"
    }

    resource "aws_route" "c" {
      route_table_id         = aws_route_table.all["c"].id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = "vgw-01"
    }
  }
}

function "gateway_vpcs" {
  summary = "The ids of the VPC that an internet gateway is attached to: its own argument, or an attachment apart"
  params  = [gateway]
  result = concat(
    [for id in [gateway.vpc_id] : id if !is_empty(id)],
    linking(gateway, "aws_internet_gateway_attachment", "internet_gateway_id")[*].vpc_id,
  )

  answer "its own, apart, none, and an input" {
    value = [for gateway in [aws_internet_gateway.a, aws_internet_gateway.b, aws_internet_gateway.c, aws_internet_gateway.d] : gateway_vpcs(gateway)]
    is    = [["vpc-01"], ["vpc-02"], [], undecided("var.vpc")]

    variable "vpc" {
      type = string
    }

    resource "aws_internet_gateway" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_internet_gateway" "b" {}

    resource "aws_internet_gateway_attachment" "b" {
      internet_gateway_id = aws_internet_gateway.b.id
      vpc_id              = "vpc-02"
    }

    resource "aws_internet_gateway" "c" {}

    resource "aws_internet_gateway" "d" {
      vpc_id = var.vpc
    }
  }
}

function "has_way_to_internet" {
  summary = "Whether a subnet's default route leads to an internet gateway, a carrier's, or an endpoint before one"
  params  = [subnet]
  result  = anytrue([for kind in default_route_kinds(subnet) : contains(["internet", "carrier", "endpoint"], kind)])

  answer "to an internet gateway, to a NAT gateway, nowhere" {
    value = [for subnet in [aws_subnet.all["igw-01"], aws_subnet.all["nat-01"], aws_subnet.bare] : has_way_to_internet(subnet)]
    is    = [true, false, false]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "bare" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_subnet" "all" {
      for_each = toset(["igw-01", "nat-01"])

      vpc_id = aws_vpc.main.id
    }

    resource "aws_route_table" "all" {
      for_each = aws_subnet.all

      vpc_id = aws_vpc.main.id

      route {
        cidr_block     = "0.0.0.0/0"
        gateway_id     = each.key == "igw-01" ? "igw-01" : null
        nat_gateway_id = each.key == "nat-01" ? "nat-01" : null
      }
    }

    resource "aws_route_table_association" "all" {
      for_each = aws_subnet.all

      subnet_id      = each.value.id
      route_table_id = aws_route_table.all[each.key].id
    }
  }
}
