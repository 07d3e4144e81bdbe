# Who may reach a security group: directly, and by way of others.

function "listed_ranges" {
  summary = "The ranges of a managed prefix list that is made here, inside it or apart"
  params  = [list]
  result = concat(
    [for entry in list.entry[*] : entry.cidr],
    [for entry in linking(list, "aws_ec2_managed_prefix_list_entry", "prefix_list_id") : entry.cidr],
  )

  answer "inside and apart, and none" {
    value = [listed_ranges(aws_ec2_managed_prefix_list.a), listed_ranges(aws_ec2_managed_prefix_list.b)]
    is    = [["10.1.0.0/16", "10.2.0.0/16"], []]

    resource "aws_ec2_managed_prefix_list" "a" {
      name           = "a"
      address_family = "IPv4"
      max_entries    = 2

      entry {
        cidr = "10.1.0.0/16"
      }
    }

    resource "aws_ec2_managed_prefix_list_entry" "a" {
      prefix_list_id = aws_ec2_managed_prefix_list.a.id
      cidr           = "10.2.0.0/16"
    }

    resource "aws_ec2_managed_prefix_list" "b" {
      name           = "b"
      address_family = "IPv4"
      max_entries    = 1
    }
  }
}

function "source_ranges" {
  summary = "The address ranges that an entry admits: its own, or those of a prefix list, which are known if it is made here"
  params  = [entry]
  result = concat(
    [for range in [entry.source] : range if entry.kind == "cidr"],
    flatten([
      for list in [entry.source] :
      node_type(list) == "aws_ec2_managed_prefix_list" ? listed_ranges(list) : [tostring(undecided("the ranges of ${address(list)}"))]
      if entry.kind == "prefix_list"
    ]),
  )

  answer "a range, a list made here, a list made elsewhere, and a group" {
    value = [for entry in ingress_rules(aws_security_group.a) : source_ranges(entry)]
    is    = [["10.1.0.0/16"], ["10.2.0.0/16"], undecided("pl-01"), []]

    resource "aws_ec2_managed_prefix_list" "a" {
      name           = "a"
      address_family = "IPv4"
      max_entries    = 2

      entry {
        cidr = "10.2.0.0/16"
      }
    }

    resource "aws_security_group" "a" {}

    resource "aws_vpc_security_group_ingress_rule" "a" {
      security_group_id = aws_security_group.a.id
      ip_protocol       = -1
      cidr_ipv4         = "10.1.0.0/16"
    }

    resource "aws_vpc_security_group_ingress_rule" "b" {
      security_group_id = aws_security_group.a.id
      ip_protocol       = -1
      prefix_list_id    = aws_ec2_managed_prefix_list.a.id
    }

    resource "aws_vpc_security_group_ingress_rule" "c" {
      security_group_id = aws_security_group.a.id
      ip_protocol       = -1
      prefix_list_id    = "pl-01"
    }

    resource "aws_vpc_security_group_ingress_rule" "d" {
      security_group_id            = aws_security_group.a.id
      ip_protocol                  = -1
      referenced_security_group_id = aws_security_group.a.id
    }
  }
}

function "is_range_of_network" {
  summary = "Whether an address range is that of a VPC or subnet, which is none of the internet whatever its addresses are"
  params  = [range]
  result = anytrue([
    for source in read_from(range) :
    (known(range) ? source.node[source.attribute] == range : source.whole) && strcontains(source.attribute, "cidr_block") &&
    contains(["aws_vpc", "data.aws_vpc", "aws_default_vpc", "aws_subnet", "data.aws_subnet", "aws_default_subnet"], node_type(source.node))
  ])

  answer "of a VPC that is known later, of one that is made here, and of an address" {
    value = [for range in aws_security_group_rule.a.cidr_blocks : is_range_of_network(range)]
    is    = [true, true, false, false]

    resource "aws_eip" "a" {}

    resource "aws_vpc" "a" {
      cidr_block = "203.0.112.0/20"
    }

    data "aws_vpc" "b" {
      default = true
    }

    resource "aws_security_group_rule" "a" {
      type              = "ingress"
      security_group_id = "sg-01"
      protocol          = "tcp"
      from_port         = 22
      to_port           = 22
      cidr_blocks       = [data.aws_vpc.b.cidr_block, aws_vpc.a.cidr_block, "${aws_eip.a.public_ip}/32", "0.0.0.0/0"]
    }
  }
}

function "admits_internet" {
  summary = "Whether an entry admits public addresses, also by a prefix list that is made here"
  params  = [entry]
  result = (
    entry.kind == "cidr" ? cidr_is_public(entry.source) && !is_range_of_network(entry.source) :
    entry.kind == "prefix_list" ? anytrue([for range in source_ranges(entry) : cidr_is_public(range)]) :
    false
  )

  answer "by kind of source" {
    value = [
      for source in ["0.0.0.0/0", "::/0", "203.0.113.0/24", "8.8.8.8/32", "10.0.0.0/8", "fd00::/8", "100.64.0.0/10"] :
      admits_internet({ kind = "cidr", source = source })
    ]
    is = [true, true, false, true, false, false, false]
  }

  answer "a prefix list with a public range, and one that is not known" {
    value = [for entry in ingress_rules(aws_security_group.a) : admits_internet(entry)]
    is    = [true, undecided("pl-01"), false]

    resource "aws_ec2_managed_prefix_list" "a" {
      name           = "a"
      address_family = "IPv4"
      max_entries    = 2

      entry {
        cidr = "0.0.0.0/0"
      }
    }

    resource "aws_security_group" "a" {}

    resource "aws_vpc_security_group_ingress_rule" "a" {
      security_group_id = aws_security_group.a.id
      ip_protocol       = -1
      prefix_list_id    = aws_ec2_managed_prefix_list.a.id
    }

    resource "aws_vpc_security_group_ingress_rule" "b" {
      security_group_id = aws_security_group.a.id
      ip_protocol       = -1
      prefix_list_id    = "pl-01"
    }

    resource "aws_vpc_security_group_ingress_rule" "c" {
      security_group_id            = aws_security_group.a.id
      ip_protocol                  = -1
      referenced_security_group_id = aws_security_group.a.id
    }
  }

  answer "its own group or another one beside an open range hides nothing, and a group alone is no open door" {
    value = [
      for group in [aws_security_group.self, aws_security_group.both, aws_security_group.apart, aws_security_group.group] :
      anytrue([for entry in ingress_rules(group) : admits_internet(entry)])
    ]
    is = [true, true, true, false]

    resource "aws_security_group" "self" {
      ingress {
        protocol    = "tcp"
        from_port   = 22
        to_port     = 3389
        self        = true
        cidr_blocks = ["0.0.0.0/0"]
      }
    }

    resource "aws_security_group" "both" {
      ingress {
        protocol         = "tcp"
        from_port        = 22
        to_port          = 22
        security_groups  = [aws_security_group.group.id]
        ipv6_cidr_blocks = ["::/0"]
      }
    }

    resource "aws_security_group" "apart" {}

    resource "aws_security_group_rule" "apart" {
      type              = "ingress"
      security_group_id = aws_security_group.apart.id
      protocol          = "tcp"
      from_port         = 22
      to_port           = 22
      cidr_blocks       = ["192.168.0.0/16", "0.0.0.0/0"]
    }

    resource "aws_security_group" "alb" {}

    resource "aws_security_group" "group" {}

    resource "aws_vpc_security_group_ingress_rule" "group" {
      security_group_id            = aws_security_group.group.id
      referenced_security_group_id = aws_security_group.alb.id
      ip_protocol                  = "tcp"
      from_port                    = 80
      to_port                      = 80
    }
  }
}

function "is_public_range_of" {
  summary = "Whether a range is one of the internet with a prefix of so many bits, of IPv4 and of IPv6, or fewer"
  params  = [range, ipv4, ipv6]
  # How wide it is, is often known where the address is not.
  result = (
    cidr_is_public(range) &&
    (
      known(range) ? tonumber(split("/", range)[1]) <= (strcontains(range, ":") ? ipv6 : ipv4) :
      anytrue([for bits in range(ipv6 + 1) : endswith(range, "/${bits}") && (bits <= ipv4 || strcontains(range, ":"))])
    ) &&
    !is_range_of_network(range)
  )

  answer "as wide, and not; private ones" {
    value = [for range in ["8.8.0.0/16", "8.8.8.0/17", "2a00::/32", "2a00::/33", "10.0.0.0/8"] : is_public_range_of(range, 16, 32)]
    is    = [true, false, true, false, false]
  }

  answer "addresses that are known later, and an input" {
    value = [for range in aws_security_group_rule.a.cidr_blocks : is_public_range_of(range, 15, 31)]
    is    = [false, undecided("var.office")]

    variable "office" {
      type = string
    }

    resource "aws_eip" "a" {}

    resource "aws_security_group_rule" "a" {
      type              = "ingress"
      security_group_id = "sg-01"
      protocol          = "tcp"
      from_port         = 22
      to_port           = 22
      cidr_blocks       = ["${aws_eip.a.public_ip}/32", var.office]
    }
  }
}

function "is_everybody" {
  summary = "Whether a range holds so many public addresses that it means everybody: a /8 of IPv4 or a /16 of IPv6, or more"
  params  = [range]
  result  = is_public_range_of(range, 8, 16)

  answer "an address and a network that are known later" {
    value = [for range in aws_security_group_rule.a.cidr_blocks : is_everybody(range)]
    is    = [false, false, undecided("var.office")]

    variable "office" {
      type = string
    }

    resource "aws_eip" "a" {}

    data "aws_vpc" "a" {
      default = true
    }

    resource "aws_security_group_rule" "a" {
      type              = "ingress"
      security_group_id = "sg-01"
      protocol          = "tcp"
      from_port         = 22
      to_port           = 22
      cidr_blocks       = ["${aws_eip.a.public_ip}/32", data.aws_vpc.a.cidr_block, var.office]
    }
  }

  answer "the internet, halves of it, private ranges, and an office" {
    value = [
      for range in ["0.0.0.0/0", "::/0", "128.0.0.0/1", "52.0.0.0/8", "2000::/3", "10.0.0.0/8", "fc00::/7", "52.0.0.0/9", "2a00:1450::/32"] :
      is_everybody(range)
    ]
    is = [true, true, true, true, true, false, false, false, false]
  }
}

function "admits_everybody" {
  summary = "Whether an entry admits the whole internet, or so much of it that nobody is left out on purpose"
  params  = [entry]
  result  = contains(["cidr", "prefix_list"], entry.kind) && anytrue([for range in source_ranges(entry) : is_everybody(range)])

  answer "the internet, an office, its own group, a list that is made here and one from elsewhere" {
    value = [for entry in ingress_rules(aws_security_group.a) : admits_everybody(entry)]
    is    = [true, true, undecided("pl-01"), false, false]

    resource "aws_ec2_managed_prefix_list" "all" {
      name           = "all"
      address_family = "IPv4"
      max_entries    = 1

      entry {
        cidr = "0.0.0.0/0"
      }
    }

    resource "aws_security_group" "a" {
      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        cidr_blocks     = ["0.0.0.0/0"]
        prefix_list_ids = [aws_ec2_managed_prefix_list.all.id, "pl-01"]
      }

      ingress {
        protocol    = "tcp"
        from_port   = 8443
        to_port     = 8443
        cidr_blocks = ["8.8.8.8/32"]
      }

      ingress {
        protocol  = "tcp"
        from_port = 9000
        to_port   = 9000
        self      = true
      }
    }
  }
}

function "admits_strangers" {
  summary = "Whether an entry admits more public addresses than somebody could mean in particular: ranges wider than network.listed_range_bits, twice as many bits of IPv6"
  params  = [entry]
  result = contains(["cidr", "prefix_list"], entry.kind) && anytrue([
    for range in source_ranges(entry) : is_public_range_of(range, param.network.listed_range_bits - 1, 2 * param.network.listed_range_bits - 1)
  ])

  answer "the internet, a provider's range, an office, an address, private ones" {
    value = [
      for source in ["0.0.0.0/0", "::/0", "52.0.0.0/11", "144.76.0.0/16", "144.76.186.39/32", "2a01:4f8::/32", "2a00::/20", "10.0.0.0/8"] :
      admits_strangers({ kind = "cidr", source = source })
    ]
    is = [true, true, true, false, false, false, true, false]
  }

  answer "a prefix list with a public range, one from elsewhere, its own group" {
    value = [for entry in ingress_rules(aws_security_group.a) : admits_strangers(entry)]
    is    = [true, undecided("pl-01"), false]

    resource "aws_ec2_managed_prefix_list" "all" {
      name           = "all"
      address_family = "IPv4"
      max_entries    = 2

      entry {
        cidr = "8.8.8.8/32"
      }

      entry {
        cidr = "0.0.0.0/0"
      }
    }

    resource "aws_security_group" "a" {
      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        prefix_list_ids = [aws_ec2_managed_prefix_list.all.id, "pl-01"]
      }

      ingress {
        protocol  = "tcp"
        from_port = 443
        to_port   = 443
        self      = true
      }
    }
  }
}

function "guarded_ports" {
  summary = "The ports of network.guarded_ports that an entry admits, as text; every port if there is no other limit"
  params  = [entry]
  result = (
    entry.protocol == "all" || (entry.protocol == "tcp" && entry.from_port == 0 && entry.to_port == 65535) ?
    [for guarded in param.network.guarded_ports : "every port" if guarded == param.network.guarded_ports[0]] :
    [
      for guarded in param.network.guarded_ports : "port ${guarded.port} (${guarded.name})"
      if guarded.port >= entry.from_port && guarded.port <= entry.to_port && contains(["all", "tcp"], entry.protocol)
    ]
  )

  answer "one, several, all, UDP, and none" {
    value = [
      for entry in [
        { protocol = "tcp", from_port = 22, to_port = 22 },
        { protocol = "tcp", from_port = 3000, to_port = 3400 },
        { protocol = "all", from_port = 0, to_port = 65535 },
        { protocol = "tcp", from_port = 0, to_port = 65535 },
        { protocol = "udp", from_port = 0, to_port = 65535 },
        { protocol = "tcp", from_port = 443, to_port = 443 },
      ] : guarded_ports(entry)
    ]
    is = [["port 22 (SSH)"], ["port 3306 (MySQL)", "port 3389 (RDP)"], ["every port"], ["every port"], [], []]
  }

  answer "no port to be guarded" {
    parameters = { "network.guarded_ports" = [] }
    value      = guarded_ports({ protocol = "all", from_port = 0, to_port = 65535 })
    is         = []
  }
}

function "source_grade" {
  summary = "How far an entry's source is: internet, private (a range or prefix list), group or self; undecided where it is not known"
  params  = [entry]
  result = (
    contains(["cidr", "prefix_list"], entry.kind) ? (admits_internet(entry) ? "internet" : "private") :
    entry.kind == "security_group" ? "group" :
    entry.kind
  )

  answer "each" {
    value = [
      for entry in [
        { kind = "cidr", source = "0.0.0.0/0" },
        { kind = "cidr", source = "10.0.0.0/8" },
        { kind = "security_group", source = null },
        { kind = "self", source = "self" },
      ] : source_grade(entry)
    ]
    is = ["internet", "private", "group", "self"]
  }
}

function "covers_port" {
  summary = "Whether an entry admits a TCP port"
  params  = [entry, port]
  result  = contains(["all", "tcp"], entry.protocol) && entry.from_port <= port && entry.to_port >= port

  answer "inside a range, at its ends, beyond it, and by another protocol" {
    value = [
      for entry in [
        { protocol = "tcp", from_port = 440, to_port = 450 },
        { protocol = "tcp", from_port = 443, to_port = 443 },
        { protocol = "tcp", from_port = 444, to_port = 500 },
        { protocol = "udp", from_port = 0, to_port = 65535 },
        { protocol = "all", from_port = 0, to_port = 65535 },
      ] : covers_port(entry, 443)
    ]
    is = [true, true, false, false, true]
  }

  answer "an input" {
    value = [for entry in ingress_rules(aws_security_group.a) : covers_port(entry, 443)]
    is    = [undecided("var.port"), false]

    variable "port" {
      type = number
    }

    resource "aws_security_group" "a" {}

    resource "aws_vpc_security_group_ingress_rule" "a" {
      security_group_id = aws_security_group.a.id
      ip_protocol       = "tcp"
      from_port         = var.port
      to_port           = var.port
      cidr_ipv4         = "10.0.0.0/8"
    }

    resource "aws_vpc_security_group_ingress_rule" "b" {
      security_group_id = aws_security_group.a.id
      ip_protocol       = "udp"
      from_port         = var.port
      to_port           = var.port
      cidr_ipv4         = "10.0.0.0/8"
    }
  }
}

function "admits_only_ports" {
  summary = "Whether an entry admits TCP to one of these ports and to nothing else"
  params  = [entry, ports]
  result  = entry.protocol == "tcp" && entry.from_port == entry.to_port && contains(ports, entry.from_port)

  answer "one port, a range, and every protocol" {
    value = [
      for entry in [
        { protocol = "tcp", from_port = 443, to_port = 443 },
        { protocol = "tcp", from_port = 80, to_port = 443 },
        { protocol = "tcp", from_port = 22, to_port = 22 },
        { protocol = "all", from_port = 0, to_port = 65535 },
      ] : admits_only_ports(entry, [80, 443])
    ]
    is = [true, false, false, false]
  }
}

function "admitted_groups" {
  summary = "The groups whose members a group admits; itself, if it admits its own"
  params  = [group]
  result = concat(
    [for entry in ingress_rules(group) : entry.source if entry.kind == "security_group"],
    [for entry in ingress_rules(group) : group if entry.kind == "self"],
  )

  answer "another, and itself" {
    value = admitted_groups(aws_security_group.b)
    is    = [aws_security_group.a, aws_security_group.b]

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {
      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        security_groups = [aws_security_group.a.id]
        self            = true
      }
    }
  }
}

function "groups_that_reach" {
  summary = "The groups from which a group can be reached, by way of any number of others; itself first"
  params  = [group]
  result  = reachable(group, "admitted_groups")

  answer "a chain, and a ring" {
    value = [groups_that_reach(aws_security_group.c), groups_that_reach(aws_security_group.x)]
    is = [
      [aws_security_group.c, aws_security_group.b, aws_security_group.a],
      [aws_security_group.x, aws_security_group.y],
    ]

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {
      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        security_groups = [aws_security_group.a.id]
      }
    }

    resource "aws_security_group" "c" {}

    resource "aws_vpc_security_group_ingress_rule" "c" {
      security_group_id            = aws_security_group.c.id
      ip_protocol                  = "tcp"
      from_port                    = 3306
      to_port                      = 3306
      referenced_security_group_id = aws_security_group.b.id
    }

    resource "aws_security_group" "x" {}

    resource "aws_security_group" "y" {}

    resource "aws_security_group_rule" "xy" {
      for_each = { xy = [aws_security_group.x.id, aws_security_group.y.id], yx = [aws_security_group.y.id, aws_security_group.x.id] }

      type                     = "ingress"
      security_group_id        = each.value[0]
      protocol                 = "tcp"
      from_port                = 443
      to_port                  = 443
      source_security_group_id = each.value[1]
    }
  }

  answer "a group that is made elsewhere may be reached from anywhere" {
    value = groups_that_reach(aws_security_group.a)
    is    = undecided("sg-01")

    resource "aws_security_group" "a" {
      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        security_groups = ["sg-01"]
      }
    }
  }
}

function "is_reachable_from_internet" {
  summary = "Whether strangers reach a group, directly or by way of others"
  params  = [group]
  result = anytrue(flatten([
    for other in groups_that_reach(group) : [for entry in ingress_rules(other) : admits_internet(entry)]
  ]))

  answer "by way of a load balancer's group, and not at all" {
    value = [for group in [aws_security_group.data, aws_security_group.alb, aws_security_group.inner] : is_reachable_from_internet(group)]
    is    = [true, true, false]

    resource "aws_security_group" "alb" {
      ingress {
        protocol         = "tcp"
        from_port        = 443
        to_port          = 443
        ipv6_cidr_blocks = ["::/0"]
      }
    }

    resource "aws_security_group" "data" {
      ingress {
        protocol        = "tcp"
        from_port       = 3306
        to_port         = 3306
        security_groups = [aws_security_group.alb.id]
      }
    }

    resource "aws_security_group" "inner" {
      ingress {
        protocol    = "tcp"
        from_port   = 3306
        to_port     = 3306
        cidr_blocks = ["10.0.0.0/8"]
      }
    }
  }
}

function "admits_group_of" {
  summary = "Whether an entry admits one of these groups, given by their addresses"
  params  = [entry, addresses]
  result  = entry.kind == "security_group" && is_one_of(entry.source, addresses)

  answer "a group that is among these, one that is not, and a range" {
    value = [for entry in ingress_rules(aws_security_group.b) : [admits_group_of(entry, [address(aws_security_group.a)]), admits_group_of(entry, [])]]
    is    = [[true, false], [false, false], [false, false]]

    resource "aws_security_group" "a" {
      name = "web"
    }

    resource "aws_security_group" "b" {
      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        security_groups = [aws_security_group.a.id]
      }

      ingress {
        protocol    = "tcp"
        from_port   = 80
        to_port     = 80
        cidr_blocks = ["10.0.0.0/8"]
        self        = true
      }
    }
  }
}

function "admits_load_balancer" {
  summary = "Whether an entry admits a load balancer's group"
  params  = [entry]
  result  = entry.kind == "security_group" && is_load_balancer_group(entry.source)

  answer "its group, another one, and a range" {
    value = [for entry in ingress_rules(aws_security_group.web) : admits_load_balancer(entry)]
    is    = [true, false, false]

    resource "aws_security_group" "alb" {}

    resource "aws_security_group" "web" {}

    resource "aws_lb" "web" {
      security_groups = [aws_security_group.alb.id]
    }

    resource "aws_vpc_security_group_ingress_rule" "a" {
      security_group_id            = aws_security_group.web.id
      referenced_security_group_id = aws_security_group.alb.id
      ip_protocol                  = -1
    }

    resource "aws_vpc_security_group_ingress_rule" "b" {
      security_group_id            = aws_security_group.web.id
      referenced_security_group_id = aws_security_group.web.id
      ip_protocol                  = -1
    }

    resource "aws_vpc_security_group_ingress_rule" "c" {
      security_group_id = aws_security_group.web.id
      cidr_ipv4         = "10.0.0.0/8"
      ip_protocol       = -1
    }
  }

  answer "a group that is made elsewhere" {
    value = [for entry in ingress_rules(aws_security_group.web) : admits_load_balancer(entry)]
    is    = [undecided("sg-01")]

    resource "aws_security_group" "web" {
      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        security_groups = ["sg-01"]
      }
    }
  }
}

function "admits_service" {
  summary = "Whether an entry admits the tasks of an ECS service"
  params  = [entry]
  result  = entry.kind == "security_group" && is_service_group(entry.source, [])

  answer "a service's group, and a range" {
    value = [for entry in ingress_rules(aws_security_group.db) : admits_service(entry)]
    is    = [true, false]

    resource "aws_security_group" "a" {}

    resource "aws_ecs_service" "a" {
      name = "web"

      network_configuration {
        subnets         = ["subnet-01"]
        security_groups = [aws_security_group.a.id]
      }
    }

    resource "aws_security_group" "db" {}

    resource "aws_vpc_security_group_ingress_rule" "a" {
      security_group_id            = aws_security_group.db.id
      referenced_security_group_id = aws_security_group.a.id
      ip_protocol                  = -1
    }

    resource "aws_vpc_security_group_ingress_rule" "b" {
      security_group_id = aws_security_group.db.id
      cidr_ipv4         = "10.0.0.0/8"
      ip_protocol       = -1
    }
  }
}

function "admits_database_client" {
  summary = "Whether an entry admits the tasks that may reach databases"
  params  = [entry]
  result  = entry.kind == "security_group" && is_database_client_group(entry.source)

  answer "a backend's group, and another service's, where backends alone may" {
    parameters = { "network.rds_sources" = "backend-only" }
    value      = [for entry in ingress_rules(aws_security_group.db) : admits_database_client(entry)]
    is         = [true, false]

    resource "aws_security_group" "a" {}

    resource "aws_ecs_service" "a" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-01"]
        security_groups = [aws_security_group.a.id]
      }
    }

    resource "aws_security_group" "b" {}

    resource "aws_ecs_service" "b" {
      name = "web"

      network_configuration {
        subnets         = ["subnet-01"]
        security_groups = [aws_security_group.b.id]
      }
    }

    resource "aws_security_group" "db" {}

    resource "aws_vpc_security_group_ingress_rule" "a" {
      security_group_id            = aws_security_group.db.id
      referenced_security_group_id = aws_security_group.a.id
      ip_protocol                  = -1
    }

    resource "aws_vpc_security_group_ingress_rule" "b" {
      security_group_id            = aws_security_group.db.id
      referenced_security_group_id = aws_security_group.b.id
      ip_protocol                  = -1
    }
  }
}

function "admits_itself" {
  summary = "Whether an entry admits the members of its own group"
  params  = [entry, group]
  result  = entry.kind == "self" || admits_group_of(entry, [address(group)])

  answer "by self, by its own id, and not" {
    value = [for entry in concat(ingress_rules(aws_security_group.a), ingress_rules(aws_security_group.b)) : admits_itself(entry, aws_security_group.a)]
    is    = [true, true, false]

    resource "aws_security_group" "a" {
      ingress {
        protocol  = "tcp"
        from_port = 443
        to_port   = 443
        self      = true
      }
    }

    resource "aws_vpc_security_group_ingress_rule" "a" {
      security_group_id            = aws_security_group.a.id
      ip_protocol                  = -1
      referenced_security_group_id = aws_security_group.a.id
    }

    resource "aws_security_group" "b" {
      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["10.0.0.0/8"]
      }
    }
  }
}

function "admits_named_group" {
  summary = "Whether an entry admits a group of one of these names"
  params  = [entry, names]
  result  = entry.kind == "security_group" && anytrue([for name in names : entry.source.name == name])

  answer "by name" {
    value = [for entry in ingress_rules(aws_security_group.b) : [admits_named_group(entry, ["web", "db"]), admits_named_group(entry, [])]]
    is    = [[true, false], [false, false], [false, false]]

    resource "aws_security_group" "a" {
      name = "web"
    }

    resource "aws_security_group" "b" {
      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        security_groups = [aws_security_group.a.id]
      }

      ingress {
        protocol    = "tcp"
        from_port   = 80
        to_port     = 80
        cidr_blocks = ["10.0.0.0/8"]
        self        = true
      }
    }
  }
}

function "source_text" {
  summary = "An entry's source, for messages"
  params  = [entry]
  result = join("", concat(
    [for range in [entry.source] : range if entry.kind == "cidr"],
    [for group in [entry.source] : address(group) if entry.kind == "security_group"],
    [for kind in [entry.kind] : "a prefix list" if kind == "prefix_list"],
    [for kind in [entry.kind] : "its own members" if kind == "self"],
  ))

  answer "each kind" {
    value = concat(
      [for entry in ingress_rules(aws_security_group.b) : source_text(entry)],
      [source_text({ kind = "prefix_list", source = null })],
    )
    is = ["aws_security_group.a", "10.0.0.0/8", "its own members", "a prefix list"]

    resource "aws_security_group" "a" {
      name = "web"
    }

    resource "aws_security_group" "b" {
      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        security_groups = [aws_security_group.a.id]
      }

      ingress {
        protocol    = "tcp"
        from_port   = 80
        to_port     = 80
        cidr_blocks = ["10.0.0.0/8"]
        self        = true
      }
    }
  }
}

function "ports_text" {
  summary = "An entry's ports, for messages"
  params  = [entry]
  result = (
    entry.protocol == "all" ? "every port" :
    entry.from_port == entry.to_port ? "port ${entry.from_port} (${entry.protocol})" :
    "ports ${entry.from_port} to ${entry.to_port} (${entry.protocol})"
  )

  answer "one, several, and all" {
    value = [
      for entry in [
        { protocol = "tcp", from_port = 80, to_port = 80 },
        { protocol = "udp", from_port = 80, to_port = 90 },
        { protocol = "all", from_port = 0, to_port = 65535 },
      ] : ports_text(entry)
    ]
    is = ["port 80 (tcp)", "ports 80 to 90 (udp)", "every port"]
  }
}

function "repeated_rules" {
  summary = "What a group's rules that stand apart admit more than once, as text"
  params  = [group]
  result = [
    for text, times in {
      for entry in concat(standalone_ingress(group), single_source_ingress(group)) :
      "${entry.kind == "prefix_list" ? address(entry.source) : source_text(entry)} on ${ports_text(entry)}" => entry.kind...
      if known(entry.source) && known(entry.from_port) && known(entry.to_port)
    } : text if length(times) > 1
  ]

  answer "once, twice, and what is not known" {
    value = [repeated_rules(aws_security_group.a), repeated_rules(aws_security_group.b)]
    is    = [["10.0.0.0/8 on port 443 (tcp)"], []]

    variable "range" {
      type = string
    }

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {}

    resource "aws_vpc_security_group_ingress_rule" "a" {
      for_each = { a = aws_security_group.a.id, b = aws_security_group.b.id }

      security_group_id = each.value
      ip_protocol       = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_ipv4         = "10.0.0.0/8"
    }

    resource "aws_security_group_rule" "a" {
      type              = "ingress"
      security_group_id = aws_security_group.a.id
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = ["10.0.0.0/8", var.range]
    }
  }
}
