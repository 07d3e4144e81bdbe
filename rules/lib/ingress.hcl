# What security groups admit, whatever style their rules are written in.

function "groups" {
  summary = "The security groups that these ids mean; a VPC stands for its default group"
  params  = [ids]
  result  = linked(ids, ["aws_security_group", "aws_default_security_group", "aws_vpc", "aws_default_vpc"])

  answer "made here, a VPC's default one, and one made elsewhere" {
    value = sort([for group in groups(aws_lb.main.security_groups) : known(group) ? address(group) : "?"])
    is    = ["?", "aws_security_group.a", "aws_vpc.main"]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_security_group" "a" {}

    resource "aws_lb" "main" {
      security_groups = [aws_security_group.a.id, aws_vpc.main.default_security_group_id, "sg-01"]
    }
  }

  answer "an input, and none" {
    value = [groups(aws_lb.main.security_groups), groups(null)]
    is    = [undecided("var.groups"), []]

    variable "groups" {
      type = set(string)
    }

    resource "aws_lb" "main" {
      security_groups = var.groups
    }
  }
}

function "naming" {
  summary = "The nodes of a type whose argument at a path names a group; the default group of a VPC is named by way of the VPC, too"
  params  = [group, type, path]
  result = concat(
    linking(group, type, path),
    flatten([
      for vpc in linked(group.vpc_id, ["aws_vpc", "aws_default_vpc"]) : linking(vpc, type, path)
      if known(vpc) && node_type(group) == "aws_default_security_group"
    ]),
  )

  answer "by its id, and by its VPC" {
    value = [
      naming(aws_security_group.a, "aws_lb", "security_groups"),
      naming(aws_default_security_group.main, "aws_lb", "security_groups"),
    ]
    is = [[aws_lb.a], [aws_lb.b, aws_lb.c]]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_security_group" "a" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_default_security_group" "main" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_lb" "a" {
      security_groups = [aws_security_group.a.id]
    }

    resource "aws_lb" "b" {
      security_groups = [aws_default_security_group.main.id]
    }

    resource "aws_lb" "c" {
      security_groups = [aws_vpc.main.default_security_group_id]
    }
  }
}

function "protocol_name" {
  summary = "A protocol by its name, however it is written: all, tcp, udp, icmp, icmpv6, or another number"
  params  = [protocol]
  result  = lookup({ "-1" = "all", "6" = "tcp", "17" = "udp", "1" = "icmp", "58" = "icmpv6" }, lower(protocol), lower(protocol))

  answer "names and numbers" {
    value = [for protocol in ["-1", "all", "6", "TCP", 17, "icmp", "50"] : protocol_name(protocol)]
    is    = ["all", "all", "tcp", "tcp", "udp", "icmp", "50"]
  }

  answer "an input" {
    value = protocol_name(aws_vpc_security_group_ingress_rule.a.ip_protocol)
    is    = undecided("var.protocol")

    variable "protocol" {
      type = string
    }

    resource "aws_vpc_security_group_ingress_rule" "a" {
      security_group_id = "sg-01"
      ip_protocol       = var.protocol
    }
  }
}

function "prefix_lists" {
  summary = "The prefix lists that these ids mean, without those that are trusted by their id"
  params  = [ids]
  result  = linked([for id in ids[*] : id if !known(id) || !contains(param.ingress.trusted_prefix_lists, id)])

  answer "made here, from elsewhere, and trusted" {
    parameters = { "ingress.trusted_prefix_lists" = ["pl-02"] }
    value      = prefix_lists(aws_security_group_rule.a.prefix_list_ids)
    is         = [aws_ec2_managed_prefix_list.a, undecided("pl-01")]

    resource "aws_ec2_managed_prefix_list" "a" {
      name           = "a"
      address_family = "IPv4"
      max_entries    = 1
    }

    resource "aws_security_group_rule" "a" {
      type              = "ingress"
      security_group_id = "sg-01"
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      prefix_list_ids   = [aws_ec2_managed_prefix_list.a.id, "pl-01", "pl-02"]
    }
  }
}

function "trusted_ranges" {
  summary = "What the prefix lists among these ids that are trusted by their id hold: Cloudflare's ranges"
  params  = [ids]
  result  = flatten([for id in ids[*] : cloudflare_ranges() if known(id) && contains(param.ingress.trusted_prefix_lists, id)])

  answer "one that is trusted, others, and none" {
    parameters = { "ingress.trusted_prefix_lists" = ["pl-02"] }
    value      = [length(trusted_ranges(["pl-01", "pl-02"])), trusted_ranges(["pl-01"]), trusted_ranges(null)]
    is         = [22, [], []]
  }
}

function "admitted" {
  summary = "Entries of one kind: a rule's sources, and where they are written; all ports where the protocol has none or none are given"
  params  = [kind, sources, rule, protocol, at]
  result = [
    for source in sources : {
      kind      = kind
      source    = source
      protocol  = protocol_name(protocol)
      from_port = protocol_name(protocol) == "all" ? 0 : coalesce(rule.from_port, 0)
      to_port   = protocol_name(protocol) == "all" ? 65535 : coalesce(rule.to_port, 65535)
      at        = at
    }
  ]

  answer "a range of ports, no ports, and every protocol" {
    value = flatten([
      for rule in [{ from_port = 80, to_port = 81 }, {}] : [
        for protocol in ["6", "all"] : [
          for entry in admitted("cidr", ["10.0.0.0/8"], rule, protocol, null) : "${entry.protocol} ${entry.from_port}-${entry.to_port}"
        ]
      ]
    ])
    is = ["tcp 80-81", "all 0-65535", "tcp 0-65535", "all 0-65535"]
  }
}

function "listed_sources" {
  summary = "Entries of a rule that lists its ranges and prefix lists and may admit its own group"
  params  = [rule, node, path]
  result = concat(
    admitted("cidr", rule.cidr_blocks[*], rule, rule.protocol, argument(node, "${path}cidr_blocks")),
    admitted("cidr", rule.ipv6_cidr_blocks[*], rule, rule.protocol, argument(node, "${path}ipv6_cidr_blocks")),
    admitted("prefix_list", prefix_lists(rule.prefix_list_ids), rule, rule.protocol, argument(node, "${path}prefix_list_ids")),
    admitted("cidr", trusted_ranges(rule.prefix_list_ids), rule, rule.protocol, argument(node, "${path}prefix_list_ids")),
    admitted("self", [for own in [rule.self] : "self" if own == true], rule, rule.protocol, argument(node, "${path}self")),
  )

  answer "each list, and its own group" {
    value = [
      for entry in listed_sources(aws_security_group_rule.a, aws_security_group_rule.a, "") :
      "${entry.kind} ${known(entry.source) ? entry.source : "?"} ${entry.at.path}"
    ]
    is = [
      "cidr 10.0.0.0/8 cidr_blocks",
      "cidr ::/0 ipv6_cidr_blocks",
      "prefix_list ? prefix_list_ids",
      "self self self",
    ]

    resource "aws_security_group_rule" "a" {
      type              = "ingress"
      security_group_id = "sg-01"
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = ["10.0.0.0/8"]
      ipv6_cidr_blocks  = ["::/0"]
      prefix_list_ids   = ["pl-01"]
      self              = true
    }
  }

  answer "none" {
    value = listed_sources({ self = false }, aws_security_group_rule.a, "")
    is    = []

    resource "aws_security_group_rule" "a" {
      type              = "ingress"
      security_group_id = "sg-01"
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      self              = false
    }
  }
}

function "inline_ingress" {
  summary = "Entries of the rules inside a group"
  params  = [group]
  result = flatten([
    for i, rule in group.ingress[*] : concat(
      listed_sources(rule, group, "ingress[${i}]."),
      admitted("security_group", groups(rule.security_groups), rule, rule.protocol, argument(group, "ingress[${i}].security_groups")),
    )
  ])

  answer "a group, a range, and what the provider writes for what is left out" {
    value = [for entry in inline_ingress(aws_security_group.b) : [entry.kind, entry.source, entry.from_port]]
    is    = [["cidr", "10.0.0.0/8", 80], ["security_group", aws_security_group.a, 443]]

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {
      ingress {
        protocol    = "tcp"
        from_port   = 80
        to_port     = 80
        cidr_blocks = ["10.0.0.0/8"]
      }

      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        security_groups = [aws_security_group.a.id]
      }
    }
  }

  answer "written as a list of objects, and an empty list" {
    value = [
      [for entry in inline_ingress(aws_security_group.a) : [entry.kind, entry.source]],
      inline_ingress(aws_security_group.b),
      inline_ingress(aws_security_group.c),
    ]
    is = [[["cidr", "10.0.0.0/8"]], [], []]

    resource "aws_security_group" "a" {
      ingress = [{
        protocol         = "tcp"
        from_port        = 80
        to_port          = 80
        cidr_blocks      = ["10.0.0.0/8"]
        description      = ""
        ipv6_cidr_blocks = []
        prefix_list_ids  = []
        security_groups  = []
        self             = false
      }]
    }

    resource "aws_security_group" "b" {
      ingress = []
    }

    resource "aws_security_group" "c" {}
  }
}

function "own_ingress" {
  summary = "Entries of a rule that stands apart, in either style; a rule of which nothing is known is one entry of which nothing is known"
  params  = [rule]
  result = flatten(concat(
    [for other in [rule] : other if !known(other)],
    [
      for other in [rule] : concat(
        listed_sources(other, other, ""),
        admitted("security_group", groups(other.source_security_group_id), other, other.protocol, argument(other, "source_security_group_id")),
      ) if known(other) && has_argument(other, "source_security_group_id") && other.type == "ingress"
    ],
    [
      for other in [rule] : concat(
        admitted("cidr", other.cidr_ipv4[*], other, other.ip_protocol, argument(other, "cidr_ipv4")),
        admitted("cidr", other.cidr_ipv6[*], other, other.ip_protocol, argument(other, "cidr_ipv6")),
        admitted("prefix_list", prefix_lists(other.prefix_list_id), other, other.ip_protocol, argument(other, "prefix_list_id")),
        admitted("cidr", trusted_ranges(other.prefix_list_id), other, other.ip_protocol, argument(other, "prefix_list_id")),
        admitted("security_group", groups(other.referenced_security_group_id), other, other.ip_protocol, argument(other, "referenced_security_group_id")),
      ) if known(other) && has_argument(other, "referenced_security_group_id")
    ],
  ))

  answer "of what a module may hold that is not installed" {
    value = [for entry in own_ingress(resources("aws_security_group_rule")[0]) : entry.kind]
    is    = undecided("module.web")

    module "web" {
      source  = "example/web/aws"
      version = "1.0.0"
    }
  }

  answer "either style, and egress" {
    value = [
      [for entry in own_ingress(aws_security_group_rule.in) : "${entry.kind} ${entry.source}"],
      [for entry in own_ingress(aws_vpc_security_group_ingress_rule.in) : "${entry.kind} ${entry.source}"],
      own_ingress(aws_security_group_rule.out),
    ]
    is = [["cidr 10.0.0.0/8", "cidr ::/0"], ["cidr 10.0.0.0/8"], []]

    resource "aws_security_group_rule" "in" {
      type              = "ingress"
      security_group_id = "sg-01"
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = ["10.0.0.0/8"]
      ipv6_cidr_blocks  = ["::/0"]
    }

    resource "aws_vpc_security_group_ingress_rule" "in" {
      security_group_id = "sg-01"
      ip_protocol       = "-1"
      cidr_ipv4         = "10.0.0.0/8"
    }

    resource "aws_security_group_rule" "out" {
      type              = "egress"
      security_group_id = "sg-01"
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = ["10.0.0.0/8"]
    }
  }
}

function "written_ingress" {
  summary = "Entries that are written in a resource itself: in a group, or in a rule that stands apart"
  params  = [node]
  result  = concat(inline_ingress(node), own_ingress(node))

  answer "of a group, and of rules in both styles" {
    value = [
      for node in [aws_security_group.a, aws_security_group_rule.a, aws_vpc_security_group_ingress_rule.a] :
      [for entry in written_ingress(node) : entry.source]
    ]
    is = [["10.1.0.0/16"], ["10.2.0.0/16"], ["10.3.0.0/16"]]

    resource "aws_security_group" "a" {
      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["10.1.0.0/16"]
      }
    }

    resource "aws_security_group_rule" "a" {
      type              = "ingress"
      security_group_id = aws_security_group.a.id
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = ["10.2.0.0/16"]
    }

    resource "aws_vpc_security_group_ingress_rule" "a" {
      security_group_id = aws_security_group.a.id
      ip_protocol       = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_ipv4         = "10.3.0.0/16"
    }
  }
}

function "standalone_ingress" {
  summary = "Entries of aws_security_group_rule resources"
  params  = [group]
  result  = flatten([for rule in naming(group, "aws_security_group_rule", "security_group_id") : own_ingress(rule)])

  answer "ingress rules alone, of this group, also of a default group by its VPC" {
    value = [
      [for entry in standalone_ingress(aws_security_group.a) : [entry.kind, entry.source]],
      [for entry in standalone_ingress(aws_default_security_group.main) : [entry.kind, entry.source]],
    ]
    is = [[["cidr", "10.0.0.0/8"]], [["security_group", aws_security_group.a]]]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_default_security_group" "main" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_security_group" "a" {}

    resource "aws_security_group_rule" "in" {
      type              = "ingress"
      security_group_id = aws_security_group.a.id
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = ["10.0.0.0/8"]
    }

    resource "aws_security_group_rule" "out" {
      type              = "egress"
      security_group_id = aws_security_group.a.id
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = ["0.0.0.0/0"]
    }

    resource "aws_security_group_rule" "default" {
      type                     = "ingress"
      security_group_id        = aws_vpc.main.default_security_group_id
      protocol                 = "tcp"
      from_port                = 443
      to_port                  = 443
      source_security_group_id = aws_security_group.a.id
    }
  }

  answer "an unknown number of sources" {
    value = anytrue([for entry in standalone_ingress(aws_security_group.a) : entry.source == "0.0.0.0/0"])
    is    = undecided("var.ranges")

    variable "ranges" {
      type = list(string)
    }

    resource "aws_security_group" "a" {}

    resource "aws_security_group_rule" "in" {
      type              = "ingress"
      security_group_id = aws_security_group.a.id
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = var.ranges
    }
  }
}

function "single_source_ingress" {
  summary = "Entries of aws_vpc_security_group_ingress_rule resources"
  params  = [group]
  result  = flatten([for rule in naming(group, "aws_vpc_security_group_ingress_rule", "security_group_id") : own_ingress(rule)])

  answer "each kind of source, and what is not known of one" {
    value = [for entry in single_source_ingress(aws_security_group.a) : [entry.kind, entry.source, entry.protocol]]
    is = [
      ["cidr", "10.0.0.0/8", "all"],
      ["cidr", "::/0", "tcp"],
      ["security_group", aws_security_group.b, "tcp"],
      ["prefix_list", undecided("pl-01"), "tcp"],
      ["security_group", undecided("111122223333/sg-01"), "tcp"],
    ]

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {}

    resource "aws_vpc_security_group_ingress_rule" "a" {
      security_group_id = aws_security_group.a.id
      ip_protocol       = -1
      cidr_ipv4         = "10.0.0.0/8"
    }

    resource "aws_vpc_security_group_ingress_rule" "b" {
      security_group_id = aws_security_group.a.id
      ip_protocol       = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_ipv6         = "::/0"
    }

    resource "aws_vpc_security_group_ingress_rule" "c" {
      security_group_id            = aws_security_group.a.id
      ip_protocol                  = "tcp"
      from_port                    = 443
      to_port                      = 443
      referenced_security_group_id = aws_security_group.b.id
    }

    resource "aws_vpc_security_group_ingress_rule" "d" {
      security_group_id = aws_security_group.a.id
      ip_protocol       = "tcp"
      from_port         = 443
      to_port           = 443
      prefix_list_id    = "pl-01"
    }

    resource "aws_vpc_security_group_ingress_rule" "e" {
      security_group_id            = aws_security_group.a.id
      ip_protocol                  = "tcp"
      from_port                    = 443
      to_port                      = 443
      referenced_security_group_id = "111122223333/sg-01"
    }
  }
}

function "ingress_rules" {
  summary = "What a group admits, one entry for each source: {kind, source, protocol, from_port, to_port, at}"
  params  = [group]
  result  = concat(inline_ingress(group), standalone_ingress(group), single_source_ingress(group))

  answer "inside the group, apart in both styles, and a default group" {
    value = [
      [for entry in ingress_rules(aws_security_group.a) : entry.source],
      [for entry in ingress_rules(aws_default_security_group.main) : entry.kind],
      ingress_rules(aws_security_group.none),
    ]
    is = [["10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16"], ["self"], []]

    resource "aws_security_group" "none" {}

    resource "aws_default_security_group" "main" {
      vpc_id = "vpc-01"

      ingress {
        protocol  = -1
        from_port = 0
        to_port   = 0
        self      = true
      }
    }

    resource "aws_security_group" "a" {
      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["10.1.0.0/16"]
      }
    }

    resource "aws_security_group_rule" "a" {
      type              = "ingress"
      security_group_id = aws_security_group.a.id
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = ["10.2.0.0/16"]
    }

    resource "aws_vpc_security_group_ingress_rule" "a" {
      security_group_id = aws_security_group.a.id
      ip_protocol       = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_ipv4         = "10.3.0.0/16"
    }
  }
}

function "single_source_rules" {
  summary = "The aws_vpc_security_group_ingress_rule and aws_vpc_security_group_egress_rule resources of a group"
  params  = [group]
  result = concat(
    naming(group, "aws_vpc_security_group_ingress_rule", "security_group_id"),
    naming(group, "aws_vpc_security_group_egress_rule", "security_group_id"),
  )

  answer "one of each, and none" {
    value = [single_source_rules(aws_security_group.a), single_source_rules(aws_security_group.b)]
    is    = [[aws_vpc_security_group_ingress_rule.a, aws_vpc_security_group_egress_rule.a], []]

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {}

    resource "aws_vpc_security_group_ingress_rule" "a" {
      security_group_id = aws_security_group.a.id
      ip_protocol       = "-1"
      cidr_ipv4         = "10.0.0.0/8"
    }

    resource "aws_vpc_security_group_egress_rule" "a" {
      security_group_id = aws_security_group.a.id
      ip_protocol       = "-1"
      cidr_ipv4         = "10.0.0.0/8"
    }
  }
}

function "rules_apart" {
  summary = "The rules of a group that stand apart, of one direction (ingress or egress), in either style"
  params  = [group, direction]
  result = concat(
    [for rule in naming(group, "aws_security_group_rule", "security_group_id") : rule if rule.type == direction],
    [for rule in single_source_rules(group) : rule if node_type(rule) == "aws_vpc_security_group_${direction}_rule"],
  )

  answer "of each direction" {
    value = [for direction in ["ingress", "egress"] : rules_apart(aws_security_group.a, direction)]
    is    = [[aws_vpc_security_group_ingress_rule.a], [aws_security_group_rule.out]]

    resource "aws_security_group" "a" {}

    resource "aws_vpc_security_group_ingress_rule" "a" {
      security_group_id = aws_security_group.a.id
      ip_protocol       = "-1"
      cidr_ipv4         = "10.0.0.0/8"
    }

    resource "aws_security_group_rule" "out" {
      type              = "egress"
      security_group_id = aws_security_group.a.id
      protocol          = "-1"
      from_port         = 0
      to_port           = 0
      cidr_blocks       = ["10.0.0.0/8"]
    }
  }
}
