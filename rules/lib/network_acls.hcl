# Network ACLs: which one filters a subnet, and what it lets through.

function "acls_of" {
  summary = "The network ACL of a subnet: one that is associated with it, else the default one of its VPC if that is taken over; none means that AWS's own lets everything through"
  params  = [subnet]
  result = concat(
    associated_acls(subnet),
    flatten([
      for vpc in vpcs_of(subnet) : linking(vpc, "aws_default_network_acl", "default_network_acl_id")
      if length(associated_acls(subnet)) == 0
    ]),
  )

  answer "listed, associated, the default one, and AWS's own" {
    value = [for subnet in [aws_subnet.a, aws_subnet.b, aws_subnet.c, aws_subnet.d] : acls_of(subnet)]
    is    = [[aws_network_acl.a], [aws_network_acl.b], [aws_default_network_acl.one], []]

    resource "aws_vpc" "one" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "two" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id = aws_vpc.one.id
    }

    resource "aws_subnet" "b" {
      vpc_id = aws_vpc.one.id
    }

    resource "aws_subnet" "c" {
      vpc_id = aws_vpc.one.id
    }

    resource "aws_subnet" "d" {
      vpc_id = aws_vpc.two.id
    }

    resource "aws_network_acl" "a" {
      vpc_id     = aws_vpc.one.id
      subnet_ids = [aws_subnet.a.id]
    }

    resource "aws_network_acl" "b" {
      vpc_id = aws_vpc.one.id
    }

    resource "aws_network_acl_association" "b" {
      network_acl_id = aws_network_acl.b.id
      subnet_id      = aws_subnet.b.id
    }

    resource "aws_default_network_acl" "one" {
      default_network_acl_id = aws_vpc.one.default_network_acl_id
    }
  }
}

function "associated_acls" {
  summary = "The network ACLs that name a subnet, or that an association gives it"
  params  = [subnet]
  result = concat(
    linking(subnet, "aws_network_acl", "subnet_ids"),
    linking(subnet, "aws_default_network_acl", "subnet_ids"),
    flatten([
      for association in linking(subnet, "aws_network_acl_association", "subnet_id") :
      linked(association.network_acl_id, ["aws_network_acl", "aws_default_network_acl"])
    ]),
  )

  answer "none" {
    value = associated_acls(aws_subnet.a)
    is    = []

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }
  }
}

function "acl_rules" {
  summary = "A network ACL's rules of one direction (ingress or egress): {number, allow, protocol, range, from_port, to_port, at}; all ports where the protocol is all"
  params  = [acl, direction]
  result = concat(
    [
      for i, rule in acl[direction][*] : {
        number    = coalesce(rule.rule_no, 0)
        allow     = lower(rule.action) == "allow"
        protocol  = protocol_name(rule.protocol)
        range     = is_empty(rule.cidr_block) ? rule.ipv6_cidr_block : rule.cidr_block
        from_port = protocol_name(rule.protocol) == "all" ? 0 : coalesce(rule.from_port, 0)
        to_port   = protocol_name(rule.protocol) == "all" ? 65535 : coalesce(rule.to_port, 0)
        at        = argument(acl, "${direction}[${i}].${is_empty(rule.cidr_block) ? "ipv6_cidr_block" : "cidr_block"}")
      } if !is_empty(rule.cidr_block) || !is_empty(rule.ipv6_cidr_block)
    ],
    [
      for rule in linking(acl, "aws_network_acl_rule", "network_acl_id") : {
        number    = rule.rule_number
        allow     = lower(rule.rule_action) == "allow"
        protocol  = protocol_name(rule.protocol)
        range     = is_empty(rule.cidr_block) ? rule.ipv6_cidr_block : rule.cidr_block
        from_port = protocol_name(rule.protocol) == "all" ? 0 : coalesce(rule.from_port, 0)
        to_port   = protocol_name(rule.protocol) == "all" ? 65535 : coalesce(rule.to_port, 0)
        at        = argument(rule, is_empty(rule.cidr_block) ? "ipv6_cidr_block" : "cidr_block")
      } if(rule.egress == true) == (direction == "egress") && (!is_empty(rule.cidr_block) || !is_empty(rule.ipv6_cidr_block))
    ],
  )

  answer "inside and apart" {
    value = [
      for direction in ["ingress", "egress"] : [
        for rule in acl_rules(aws_network_acl.a, direction) :
        "${rule.number} ${rule.allow} ${rule.protocol} ${rule.range} ${rule.from_port}-${rule.to_port} ${address(rule.at.node)} ${rule.at.path}"
      ]
    ]
    is = [
      [
        "100 true tcp 0.0.0.0/0 443-443 aws_network_acl.a ingress[0].cidr_block",
        "200 false all ::/0 0-65535 aws_network_acl_rule.deny ipv6_cidr_block",
      ],
      ["100 true all 0.0.0.0/0 0-65535 aws_network_acl_rule.out cidr_block"],
    ]

    resource "aws_network_acl" "a" {
      vpc_id = "vpc-01"

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "6"
        cidr_block = "0.0.0.0/0"
        from_port  = 443
        to_port    = 443
      }
    }

    resource "aws_network_acl_rule" "deny" {
      network_acl_id  = aws_network_acl.a.id
      rule_number     = 200
      rule_action     = "deny"
      protocol        = "-1"
      ipv6_cidr_block = "::/0"
    }

    resource "aws_network_acl_rule" "nobody" {
      network_acl_id = aws_network_acl.a.id
      egress         = true
      rule_number    = 90
      rule_action    = "deny"
      protocol       = "-1"
    }

    resource "aws_network_acl_rule" "out" {
      network_acl_id = aws_network_acl.a.id
      egress         = true
      rule_number    = 100
      rule_action    = "ALLOW"
      protocol       = "-1"
      cidr_block     = "0.0.0.0/0"
    }
  }
}

function "matching_rules" {
  summary = "The rules that speak of TCP from or to all addresses of a range at a port"
  params  = [rules, range, port]
  result = [
    for rule in rules : rule
    if cidr_contains(rule.range, range) &&
    (rule.protocol == "all" || (rule.protocol == "tcp" && rule.from_port <= port && rule.to_port >= port))
  ]

  answer "by range, port and protocol" {
    value = [
      for rule in matching_rules([
        { number = 1, protocol = "tcp", range = "0.0.0.0/0", from_port = 80, to_port = 443 },
        { number = 2, protocol = "tcp", range = "0.0.0.0/0", from_port = 22, to_port = 22 },
        { number = 3, protocol = "udp", range = "0.0.0.0/0", from_port = 0, to_port = 65535 },
        { number = 4, protocol = "all", range = "10.0.0.0/8", from_port = 0, to_port = 0 },
        { number = 5, protocol = "all", range = "10.0.10.0/24", from_port = 0, to_port = 0 },
      ], "10.0.0.0/16", 443) : rule.number
    ]
    is = [1, 4]
  }
}

function "acl_permits" {
  summary = "Whether a network ACL lets TCP from or to all addresses of a range through at a port: of the rules that match, the one with the least number decides, and without any nothing passes"
  params  = [acl, direction, range, port]
  result = anytrue(flatten([
    for matching in [matching_rules(acl_rules(acl, direction), range, port)] : [
      for rule in matching : rule.allow && alltrue([for other in matching : other.number >= rule.number])
    ]
  ]))

  answer "the first that matches decides, and nothing else passes" {
    value = [
      for port in [443, 22, 8080] : acl_permits(aws_network_acl.a, "ingress", "10.0.0.0/16", port)
    ]
    is = [true, false, false]

    resource "aws_network_acl" "a" {
      vpc_id = "vpc-01"

      ingress {
        rule_no    = 50
        action     = "deny"
        protocol   = "tcp"
        cidr_block = "10.0.0.0/8"
        from_port  = 22
        to_port    = 22
      }

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = 22
        to_port    = 443
      }
    }
  }

  answer "an input" {
    value = acl_permits(aws_network_acl.a, "egress", "10.0.0.0/16", 443)
    is    = undecided("var.action")

    variable "action" {
      type = string
    }

    resource "aws_network_acl" "a" {
      vpc_id = "vpc-01"

      egress {
        rule_no    = 100
        action     = var.action
        protocol   = "-1"
        cidr_block = "0.0.0.0/0"
        from_port  = 0
        to_port    = 0
      }
    }
  }
}

function "ranges_overlap" {
  summary = "Whether two address ranges have an address in common"
  params  = [one, other]
  result  = cidr_contains(one, other) || cidr_contains(other, one)

  answer "one within the other, the same, and apart" {
    value = [
      ranges_overlap("10.0.0.0/16", "10.0.1.0/24"), ranges_overlap("10.0.1.0/24", "10.0.0.0/16"), ranges_overlap("10.0.1.0/24", "10.0.1.0/24"),
      ranges_overlap("10.0.1.0/24", "10.0.2.0/24"), ranges_overlap("0.0.0.0/0", "::/0"),
    ]
    is = [true, true, true, false, false]
  }
}

function "acl_permits_everything" {
  summary = "Whether a network ACL lets all traffic from or to a range through: one rule allows it, and none before denies a part"
  params  = [acl, direction, range]
  result = anytrue([
    for rule in acl_rules(acl, direction) :
    rule.allow && rule.protocol == "all" && cidr_contains(rule.range, range) && !anytrue([
      for other in acl_rules(acl, direction) : !other.allow && other.number < rule.number && ranges_overlap(other.range, range)
    ])
  ])

  answer "allowed, of TCP alone, denied before in part, denied behind, and nothing" {
    value = { for name, acl in aws_network_acl.all : name => acl_permits_everything(acl, "egress", "10.0.0.0/16") }
    is    = { after = true, before = false, elsewhere = true, none = false, plain = true, tcp = false }

    locals {
      rules = {
        after     = [{ number = 100, action = "allow" }, { number = 200, action = "deny", range = "10.0.3.0/24" }]
        before    = [{ number = 100, action = "allow" }, { number = 50, action = "deny", range = "10.0.3.0/24", protocol = "udp" }]
        elsewhere = [{ number = 100, action = "allow" }, { number = 50, action = "deny", range = "192.0.2.0/24" }]
        none      = []
        plain     = [{ number = 100, action = "allow" }]
        tcp       = [{ number = 100, action = "allow", protocol = "tcp" }]
      }
    }

    resource "aws_network_acl" "all" {
      for_each = local.rules

      vpc_id = "vpc-01"

      dynamic "egress" {
        for_each = each.value

        content {
          rule_no    = egress.value.number
          action     = egress.value.action
          protocol   = lookup(egress.value, "protocol", "-1")
          cidr_block = lookup(egress.value, "range", "10.0.0.0/8")
          from_port  = 0
          to_port    = 0
        }
      }
    }
  }
}

function "acl_permits_ports" {
  summary = "Whether a network ACL lets TCP from or to all addresses of a range through at all of these ports, see acl_permits()"
  params  = [acl, direction, range, from_port, to_port]
  # Between the ports at which a rule begins or one has ended, nothing changes.
  result = alltrue([
    for port in distinct(concat([from_port], flatten([for rule in acl_rules(acl, direction) : [rule.from_port, rule.to_port + 1]]))) :
    acl_permits(acl, direction, range, port) if port >= from_port && port <= to_port
  ])

  answer "by one rule, by two, with a gap, with a hole, and too few" {
    value = { for name, acl in aws_network_acl.all : name => acl_permits_ports(acl, "ingress", "198.51.100.0/24", 1024, 65535) }
    is    = { few = false, gap = false, hole = false, one = true, two = true }

    locals {
      rules = {
        few  = [{ number = 100, action = "allow", from = 32768, to = 65535 }]
        gap  = [{ number = 100, action = "allow", from = 1024, to = 2000 }, { number = 110, action = "allow", from = 2002, to = 65535 }]
        hole = [{ number = 100, action = "deny", from = 3389, to = 3389 }, { number = 110, action = "allow", from = 1024, to = 65535 }]
        one  = [{ number = 100, action = "deny", from = 22, to = 22 }, { number = 110, action = "allow", from = 0, to = 65535 }]
        two  = [{ number = 100, action = "allow", from = 1024, to = 2000 }, { number = 110, action = "allow", from = 2001, to = 65535 }]
      }
    }

    resource "aws_network_acl" "all" {
      for_each = local.rules

      vpc_id = "vpc-01"

      dynamic "ingress" {
        for_each = each.value

        content {
          rule_no    = ingress.value.number
          action     = ingress.value.action
          protocol   = "tcp"
          cidr_block = "0.0.0.0/0"
          from_port  = ingress.value.from
          to_port    = ingress.value.to
        }
      }
    }
  }
}

function "acl_stops" {
  summary = "Whether a network ACL stops TCP with a range at a port: the requests in their direction, or the answers in the other one"
  params  = [acl, direction, range, port]
  result = (
    !acl_permits(acl, direction, range, port) ||
    !acl_permits_ports(acl, direction == "ingress" ? "egress" : "ingress", range, param.network.nacl_ephemeral.from, param.network.nacl_ephemeral.to)
  )

  answer "neither, the requests, and the answers" {
    value = [
      acl_stops(aws_network_acl.a, "ingress", "198.51.100.0/24", 443), acl_stops(aws_network_acl.a, "ingress", "198.51.100.0/24", 80),
      acl_stops(aws_network_acl.a, "egress", "198.51.100.0/24", 8443),
    ]
    is = [false, true, true]

    resource "aws_network_acl" "a" {
      vpc_id = "vpc-01"

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = 443
        to_port    = 443
      }

      egress {
        rule_no    = 100
        action     = "allow"
        protocol   = "-1"
        cidr_block = "0.0.0.0/0"
        from_port  = 0
        to_port    = 0
      }
    }
  }

  answer "answers that come back to other ports" {
    parameters = { "network.nacl_ephemeral" = { from = 32768, to = 60999 } }
    value      = acl_stops(aws_network_acl.a, "egress", "198.51.100.0/24", 443)
    is         = false

    resource "aws_network_acl" "a" {
      vpc_id = "vpc-01"

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = 32768
        to_port    = 60999
      }

      egress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = 443
        to_port    = 443
      }
    }
  }
}

function "acls_between" {
  summary = "The network ACLs that stop TCP from one subnet to another at a port, or the answers; traffic within a subnet passes none"
  params  = [source, target, port]
  result = concat(
    [
      for acl in acls_of(source) : acl
      if !is_one_of(source, [address(target)]) && !is_empty(target.cidr_block) && acl_stops(acl, "egress", target.cidr_block, port)
    ],
    [
      for acl in acls_of(target) : acl
      if !is_one_of(source, [address(target)]) && !is_empty(source.cidr_block) && acl_stops(acl, "ingress", source.cidr_block, port)
    ],
  )

  answer "a port that is let in, one that is not, one that is not let out, within a subnet, and to one with IPv6 alone" {
    value = [
      acls_between(aws_subnet.a, aws_subnet.b, 3306), acls_between(aws_subnet.a, aws_subnet.b, 6379),
      acls_between(aws_subnet.b, aws_subnet.a, 443), acls_between(aws_subnet.b, aws_subnet.b, 443),
      acls_between(aws_subnet.a, aws_subnet.native, 443),
    ]
    is = [[], [aws_network_acl.b], [aws_network_acl.b], [], []]

    resource "aws_vpc" "main" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "native" {
      vpc_id      = aws_vpc.main.id
      ipv6_native = true
    }

    resource "aws_subnet" "a" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.2.0/24"
    }

    resource "aws_network_acl" "a" {
      vpc_id     = "vpc-01"
      subnet_ids = [aws_subnet.a.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "-1"
        cidr_block = "0.0.0.0/0"
        from_port  = 0
        to_port    = 0
      }

      egress {
        rule_no    = 100
        action     = "allow"
        protocol   = "-1"
        cidr_block = "0.0.0.0/0"
        from_port  = 0
        to_port    = 0
      }
    }

    resource "aws_network_acl" "b" {
      vpc_id     = "vpc-01"
      subnet_ids = [aws_subnet.b.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "10.0.1.0/24"
        from_port  = 3306
        to_port    = 3306
      }

      egress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "10.0.1.0/24"
        from_port  = 1024
        to_port    = 65535
      }
    }
  }
}

function "lets_in" {
  summary = "Whether a rule of a network ACL, see acl_rules(), allows TCP or UDP at a port outside of these ranges of ports, {from, to}, and no rule before it denies that"
  params  = [rule, rules, ports]
  # The first port that nothing covers is where the rule begins or right behind a range that does.
  result = rule.allow && contains(["all", "tcp", "udp"], rule.protocol) && anytrue([
    for port in concat([rule.from_port], [for range in ports : range.to + 1], [for other in rules_before(rule, rules) : other.to_port + 1]) :
    !anytrue([for range in ports : range.from <= port && port <= range.to]) &&
    !anytrue([for other in rules_before(rule, rules) : other.from_port <= port && port <= other.to_port])
    if port >= rule.from_port && port <= rule.to_port
  ])

  answer "within, beyond, denied before, denied in part, and denied" {
    value = [
      for rules in [
        [{ number = 1, allow = true, protocol = "tcp", range = "0.0.0.0/0", from_port = 2000, to_port = 65535 }],
        [{ number = 1, allow = true, protocol = "udp", range = "0.0.0.0/0", from_port = 1000, to_port = 65535 }],
        [
          { number = 2, allow = true, protocol = "tcp", range = "0.0.0.0/0", from_port = 0, to_port = 65535 },
          { number = 1, allow = false, protocol = "tcp", range = "0.0.0.0/0", from_port = 0, to_port = 1023 },
        ],
        [
          { number = 2, allow = true, protocol = "tcp", range = "0.0.0.0/0", from_port = 0, to_port = 65535 },
          { number = 1, allow = false, protocol = "tcp", range = "0.0.0.0/0", from_port = 0, to_port = 79 },
        ],
        [
          { number = 2, allow = true, protocol = "all", range = "0.0.0.0/0", from_port = 0, to_port = 65535 },
          { number = 1, allow = false, protocol = "tcp", range = "0.0.0.0/0", from_port = 0, to_port = 1023 },
        ],
        [{ number = 1, allow = true, protocol = "icmp", range = "0.0.0.0/0", from_port = 0, to_port = 0 }],
        [{ number = 1, allow = false, protocol = "all", range = "0.0.0.0/0", from_port = 0, to_port = 65535 }],
      ] : lets_in(rules[0], rules, [{ from = 1024, to = 65535 }])
    ]
    is = [false, true, false, true, true, false, false]
  }

  answer "behind one of two ranges, and between two that leave nothing out" {
    value = [
      for ports in [[{ from = 80, to = 80 }, { from = 443, to = 443 }], [{ from = 0, to = 80 }, { from = 81, to = 65535 }], []] :
      lets_in(
        { number = 1, allow = true, protocol = "tcp", range = "0.0.0.0/0", from_port = 80, to_port = 81 },
        [{ number = 1, allow = true, protocol = "tcp", range = "0.0.0.0/0", from_port = 80, to_port = 81 }],
        ports,
      )
    ]
    is = [true, false, true]
  }
}

function "rules_before" {
  summary = "The rules that deny, before a rule of a network ACL, its protocol from all of its range"
  params  = [rule, rules]
  result = [
    for other in rules : other
    if !other.allow && other.number < rule.number && contains(["all", rule.protocol], other.protocol) && cidr_contains(other.range, rule.range)
  ]

  answer "by number, protocol and range" {
    value = [
      for other in rules_before({ number = 10, allow = true, protocol = "tcp", range = "10.0.0.0/16" }, [
        { number = 1, allow = false, protocol = "tcp", range = "10.0.0.0/8" },
        { number = 2, allow = false, protocol = "all", range = "10.0.0.0/16" },
        { number = 3, allow = false, protocol = "udp", range = "10.0.0.0/16" },
        { number = 4, allow = false, protocol = "tcp", range = "10.0.0.0/24" },
        { number = 5, allow = true, protocol = "tcp", range = "10.0.0.0/8" },
        { number = 11, allow = false, protocol = "tcp", range = "10.0.0.0/8" },
      ]) : other.number
    ]
    is = [1, 2]
  }
}

function "opens_administration" {
  summary = "Whether a rule of a network ACL, see acl_rules(), opens SSH or RDP to everybody, and hardly anything else"
  params  = [rule]
  result = (
    rule.allow && rule.protocol == "tcp" && contains(["0.0.0.0/0", "::/0"], rule.range) && rule.to_port - rule.from_port < 1024 &&
    anytrue([for port in [22, 3389] : rule.from_port <= port && port <= rule.to_port])
  )

  answer "either, a few ports around, the ports of answers, all, another, from a part of the internet, and denied" {
    value = [
      for rule in [
        { allow = true, protocol = "tcp", range = "0.0.0.0/0", from_port = 22, to_port = 22 },
        { allow = true, protocol = "tcp", range = "::/0", from_port = 3389, to_port = 3389 },
        { allow = true, protocol = "tcp", range = "0.0.0.0/0", from_port = 20, to_port = 25 },
        { allow = true, protocol = "tcp", range = "0.0.0.0/0", from_port = 1024, to_port = 65535 },
        { allow = true, protocol = "all", range = "0.0.0.0/0", from_port = 0, to_port = 65535 },
        { allow = true, protocol = "tcp", range = "0.0.0.0/0", from_port = 443, to_port = 443 },
        { allow = true, protocol = "tcp", range = "198.51.100.0/24", from_port = 22, to_port = 22 },
        { allow = false, protocol = "tcp", range = "0.0.0.0/0", from_port = 22, to_port = 22 },
        { allow = true, protocol = "udp", range = "0.0.0.0/0", from_port = 22, to_port = 22 },
      ] : opens_administration(rule)
    ]
    is = [true, true, true, false, false, false, false, false, false]
  }
}

function "open_ports" {
  summary = "The ranges of ports, {from, to}, that network ACLs may open to a range outside of the VPC: in public subnets the planned ones, and one range over them for Cloudflare; in either kind those of answers"
  params  = [public, range]
  result = concat(
    [for port in param.network.nacl_public_ports : { from = port, to = port } if public],
    [for ports in [param.network.nacl_public_ports] : { from = min(ports...), to = max(ports...) } if public && length(ports) > 0 && is_edge_range(range)],
    [for answers in [param.network.nacl_ephemeral] : answers if public || param.network.nacl_private_external == "ephemeral"],
  )

  answer "of public subnets, to everybody and to Cloudflare, and of private ones" {
    value = [open_ports(true, "0.0.0.0/0"), open_ports(true, "104.16.0.0/13"), open_ports(false, "104.16.0.0/13")]
    is = [
      [{ from = 80, to = 80 }, { from = 443, to = 443 }, { from = 1024, to = 65535 }],
      [{ from = 80, to = 80 }, { from = 443, to = 443 }, { from = 80, to = 443 }, { from = 1024, to = 65535 }],
      [{ from = 1024, to = 65535 }],
    ]
  }

  answer "of private subnets that nothing may enter" {
    parameters = { "network.nacl_private_external" = "deny-all", "network.nacl_public_ports" = [] }
    value      = [open_ports(false, "0.0.0.0/0"), open_ports(true, "104.16.0.0/13")]
    is         = [[], [{ from = 1024, to = 65535 }]]
  }
}

function "subnet_ranges" {
  summary = "The IPv4 ranges of a VPC's subnets"
  params  = [vpc]
  result = [
    for subnet in linking(vpc, "aws_subnet", "vpc_id") : subnet.cidr_block
    if !known(subnet.cidr_block) || !is_empty(subnet.cidr_block)
  ]

  answer "of three, one with IPv6 alone" {
    value = subnet_ranges(aws_vpc.main)
    is    = ["10.0.1.0/24", "10.0.2.0/24"]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.0.2.0/24"
    }

    resource "aws_subnet" "c" {
      vpc_id          = aws_vpc.main.id
      ipv6_native     = true
      ipv6_cidr_block = "2001:db8::/64"
    }
  }
}

function "overlapping_ranges" {
  summary = "Those ranges of a VPC's subnets that overlap, as far as they are known"
  params  = [vpc]
  result  = cidrs_that_overlap([for range in subnet_ranges(vpc) : range if known(range)])

  answer "one within the other, and one that is an input" {
    value = overlapping_ranges(aws_vpc.main)
    is    = ["10.0.0.0/20", "10.0.1.0/24"]

    variable "range" {
      type = string
    }

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.0.0.0/20"
    }

    resource "aws_subnet" "c" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.0.32.0/20"
    }

    resource "aws_subnet" "d" {
      vpc_id     = aws_vpc.main.id
      cidr_block = var.range
    }
  }
}

function "may_overlap" {
  summary = "Never true, and not known where a range of a VPC's subnets is not"
  params  = [vpc]
  result  = anytrue([for range in subnet_ranges(vpc) : range == "" if !known(range)])

  answer "ranges that are known, and an input" {
    value = [may_overlap(aws_vpc.plain), may_overlap(aws_vpc.open)]
    is    = [false, undecided("var.range")]

    variable "range" {
      type = string
    }

    resource "aws_vpc" "plain" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "open" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.plain.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.open.id
      cidr_block = var.range
    }
  }
}

function "peer_ranges" {
  summary = "The IPv4 ranges of the other subnets of a subnet's VPC"
  params  = [subnet]
  result = flatten([
    for vpc in vpcs_of(subnet) : [
      for peer in linking(vpc, "aws_subnet", "vpc_id") : [for range in peer.cidr_block[*] : range if range != ""]
      if !is_one_of(peer, [address(subnet)])
    ]
  ])

  answer "of three others, two with IPv6 alone" {
    value = peer_ranges(aws_subnet.a)
    is    = ["10.0.2.0/24"]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.0.2.0/24"
    }

    resource "aws_subnet" "c" {
      vpc_id      = aws_vpc.main.id
      ipv6_native = true
    }

    resource "aws_subnet" "d" {
      vpc_id     = aws_vpc.main.id
      cidr_block = ""
    }
  }
}

function "acls_against" {
  summary = "The network ACLs of a subnet that stop TCP with one of these ranges at one of these ports, see acl_stops()"
  params  = [subnet, direction, ranges, ports]
  result = [
    for acl in acls_of(subnet) : acl
    if anytrue([for range in ranges : anytrue([for port in ports : acl_stops(acl, direction, range, port)])])
  ]

  answer "one of two ports, one of two ranges, neither, and no ACL" {
    value = [
      acls_against(aws_subnet.a, "egress", ["192.0.2.0/24"], [443, 8443]),
      acls_against(aws_subnet.a, "egress", ["192.0.2.0/24", "198.51.100.0/24"], [443]),
      acls_against(aws_subnet.a, "egress", ["192.0.2.0/24"], [443]),
      acls_against(aws_subnet.b, "egress", ["192.0.2.0/24"], [443]),
    ]
    is = [[aws_network_acl.a], [aws_network_acl.a], [], []]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_subnet" "b" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_network_acl" "a" {
      vpc_id     = aws_vpc.main.id
      subnet_ids = [aws_subnet.a.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "-1"
        cidr_block = "0.0.0.0/0"
        from_port  = 0
        to_port    = 0
      }

      egress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "192.0.2.0/24"
        from_port  = 443
        to_port    = 443
      }
    }
  }
}

function "subnets_of_load_balancer" {
  summary = "The subnets that a load balancer is placed in"
  params  = [balancer]
  result  = subnets(balancer_subnet_ids(balancer))

  answer "by either argument" {
    value = [subnets_of_load_balancer(aws_lb.a), subnets_of_load_balancer(aws_lb.b)]
    is    = [[aws_subnet.a], [aws_subnet.b]]

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_subnet" "b" {
      vpc_id = "vpc-01"
    }

    resource "aws_lb" "a" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_lb" "b" {
      subnet_mapping {
        subnet_id = aws_subnet.b.id
      }
    }
  }
}

function "subnets_of_service" {
  summary = "The subnets that an ECS service runs in"
  params  = [service]
  result  = subnets(flatten(service.network_configuration[*].subnets))

  answer "one, and none" {
    value = [subnets_of_service(aws_ecs_service.a), subnets_of_service(aws_ecs_service.b)]
    is    = [[aws_subnet.a], []]

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_ecs_service" "a" {
      name = "a"

      network_configuration {
        subnets = [aws_subnet.a.id]
      }
    }

    resource "aws_ecs_service" "b" {
      name = "b"
    }
  }
}

function "paths_to_tasks" {
  summary = "The ways from the load balancers of an ECS service to its tasks: {source, target, port}"
  params  = [service]
  result = flatten([
    for source in flatten([for balancer in load_balancers_of(service) : subnets_of_load_balancer(balancer)]) : [
      for target in subnets_of_service(service) : [
        for port in distinct(service.load_balancer[*].container_port) : { source = source, target = target, port = port }
      ]
    ]
  ])

  answer "from two subnets to one, by one port" {
    value = [for path in paths_to_tasks(aws_ecs_service.web) : "${address(path.source)} ${address(path.target)} ${path.port}"]
    is    = ["aws_subnet.public[0] aws_subnet.private 3000", "aws_subnet.public[1] aws_subnet.private 3000"]

    resource "aws_subnet" "public" {
      count = 2

      vpc_id = "vpc-01"
    }

    resource "aws_subnet" "private" {
      vpc_id = "vpc-01"
    }

    resource "aws_lb" "web" {
      subnets = aws_subnet.public[*].id
    }

    resource "aws_lb_target_group" "web" {
      port = 80
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.web.arn

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }

      load_balancer {
        target_group_arn = aws_lb_target_group.web.arn
        container_name   = "web"
        container_port   = 3000
      }
    }
  }
}

function "data_endpoints" {
  summary = "The subnets of the database and the cache, and the port of each: {target, port}"
  params  = []
  result = flatten(concat(
    [
      for cluster in the_database() : [
        for group in linked(cluster.db_subnet_group_name, "aws_db_subnet_group") : [
          for target in subnets(group.subnet_ids) : { target = target, port = coalesce(cluster.port, param.ports.database) }
        ]
      ]
    ],
    [
      for cache in the_cache() : [
        for group in linked(cache.subnet_group_name, "aws_elasticache_subnet_group") : [
          for target in subnets(group.subnet_ids) : { target = target, port = coalesce(cache.port, param.ports.redis) }
        ]
      ]
    ],
  ))

  answer "of both, by default and by a port of one's own" {
    value = [for endpoint in data_endpoints() : "${address(endpoint.target)} ${endpoint.port}"]
    is    = ["aws_subnet.a 3306", "aws_subnet.a 6380"]

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_db_subnet_group" "data" {
      subnet_ids = [aws_subnet.a.id]
    }

    resource "aws_elasticache_subnet_group" "data" {
      name       = "data"
      subnet_ids = [aws_subnet.a.id]
    }

    resource "aws_rds_cluster" "main" {
      engine               = "aurora-mysql"
      db_subnet_group_name = aws_db_subnet_group.data.name
    }

    resource "aws_elasticache_replication_group" "main" {
      replication_group_id = "main"
      description          = "Sessions"
      subnet_group_name    = aws_elasticache_subnet_group.data.name
      port                 = 6380
    }
  }
}

function "subnets_on_way_out" {
  summary = "The subnets that an ECS service's traffic to the internet passes: its own, where NAT gateways take it on, and those of the gateways"
  params  = [service]
  result = flatten([
    for own in subnets_of_service(service) : concat(
      [for subnet in [own] : subnet if length(nat_gateways_of(subnet)) > 0],
      [for gateway in nat_gateways_of(own) : subnets(gateway.subnet_id)],
    )
  ])

  answer "with a gateway, and without" {
    value = [for service in [aws_ecs_service.all["out"], aws_ecs_service.all["in"]] : [for subnet in subnets_on_way_out(service) : address(subnet)]]
    is    = [["aws_subnet.all[\"out\"]", "aws_subnet.public"], []]

    variable "names" {
      default = ["in", "out"]
    }

    resource "aws_subnet" "public" {
      vpc_id = "vpc-01"
    }

    resource "aws_nat_gateway" "main" {
      subnet_id = aws_subnet.public.id
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

    resource "aws_route" "out" {
      route_table_id         = aws_route_table.all["out"].id
      destination_cidr_block = "0.0.0.0/0"
      nat_gateway_id         = aws_nat_gateway.main.id
    }

    resource "aws_ecs_service" "all" {
      for_each = toset(var.names)

      name = each.key

      network_configuration {
        subnets = [aws_subnet.all[each.key].id]
      }
    }
  }
}

function "acl_entries" {
  summary = "What the network ACLs of a subnet let in from outside of its VPC: {acl, rule, rules}, see acl_rules(); without what opens SSH or RDP alone"
  params  = [subnet]
  result = flatten([
    for acl in acls_of(subnet) : [
      for rule in acl_rules(acl, "ingress") : { acl = acl, rule = rule, rules = acl_rules(acl, "ingress") }
      if !opens_administration(rule) && !anytrue([for vpc in vpcs_of(subnet) : is_within_vpc(rule.range, vpc)])
    ]
  ])

  answer "by range and port" {
    value = [for entry in acl_entries(aws_subnet.a) : entry.rule.number]
    is    = [200, 400]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_network_acl" "a" {
      vpc_id     = aws_vpc.main.id
      subnet_ids = [aws_subnet.a.id]

      dynamic "ingress" {
        for_each = {
          100 = { range = "10.0.0.0/16", port = 443 }
          200 = { range = "0.0.0.0/0", port = 443 }
          300 = { range = "0.0.0.0/0", port = 22 }
          400 = { range = "10.0.0.0/8", port = 22 }
        }

        content {
          rule_no    = ingress.key
          action     = "allow"
          protocol   = "tcp"
          cidr_block = ingress.value.range
          from_port  = ingress.value.port
          to_port    = ingress.value.port
        }
      }
    }
  }
}
