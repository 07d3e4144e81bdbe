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
  summary = "A network ACL's rules of one direction (ingress or egress): {number, allow, protocol, range, from_port, to_port}"
  params  = [acl, direction]
  result = concat(
    [
      for rule in acl[direction][*] : {
        number    = coalesce(rule.rule_no, 0)
        allow     = lower(rule.action) == "allow"
        protocol  = protocol_name(rule.protocol)
        range     = is_empty(rule.cidr_block) ? rule.ipv6_cidr_block : rule.cidr_block
        from_port = coalesce(rule.from_port, 0)
        to_port   = coalesce(rule.to_port, 0)
      }
    ],
    [
      for rule in linking(acl, "aws_network_acl_rule", "network_acl_id") : {
        number    = rule.rule_number
        allow     = lower(rule.rule_action) == "allow"
        protocol  = protocol_name(rule.protocol)
        range     = is_empty(rule.cidr_block) ? rule.ipv6_cidr_block : rule.cidr_block
        from_port = coalesce(rule.from_port, 0)
        to_port   = coalesce(rule.to_port, 0)
      } if(rule.egress == true) == (direction == "egress")
    ],
  )

  answer "inside and apart" {
    value = [
      for direction in ["ingress", "egress"] :
      [for rule in acl_rules(aws_network_acl.a, direction) : "${rule.number} ${rule.allow} ${rule.protocol} ${rule.range} ${rule.from_port}-${rule.to_port}"]
    ]
    is = [
      ["100 true tcp 0.0.0.0/0 443-443", "200 false all ::/0 0-0"],
      ["100 true all 0.0.0.0/0 0-0"],
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
  result = anytrue([
    for rule in matching_rules(acl_rules(acl, direction), range, port) :
    rule.allow && alltrue([for other in matching_rules(acl_rules(acl, direction), range, port) : other.number >= rule.number])
  ])

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
