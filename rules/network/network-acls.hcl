rule "network-acl-denies-internal-traffic" {
  summary  = "Network ACL stops traffic within the VPC"
  severity = "medium"
  clauses  = ["A6.5.1"]
  since    = "0.1"
  why      = "Security groups decide who may talk to whom inside of the VPC; an ACL that forgets a subnet or the ports of answers cuts connections that the groups allow."
  remedy   = "Allow all protocols from and to the VPC's range, before anything is denied; a default ACL that is taken over without rules denies everything."

  target = "aws_subnet"
  when   = param.network.nacl_internal == "allow-all" && length(acls_of(self)) > 0
  condition = alltrue(flatten([
    for acl in acls_of(self) : [
      for range in peer_ranges(self) : [for direction in ["ingress", "egress"] : acl_permits_everything(acl, direction, range)]
    ]
  ]))
  error_message = "Network ACL ${join(", ", [for acl in acls_of(self) : address(acl)])} stops traffic between ${address(self)} and other subnets of its VPC."
  at            = acls_of(self)[0]

  fail "no answers of UDP, and nothing out" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }


    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.2.0/24"
    }

    resource "aws_network_acl" "a" { # finding: aws_network_acl.a stops traffic between aws_subnet.a
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.a.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "10.0.0.0/16"
        from_port  = 0
        to_port    = 65535
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

    resource "aws_network_acl" "b" { # finding
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.b.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "-1"
        cidr_block = "0.0.0.0/0"
        from_port  = 0
        to_port    = 0
      }

      egress {
        rule_no    = 90
        action     = "deny"
        protocol   = "-1"
        cidr_block = "10.0.1.0/25"
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
  }

  fail "the default one, taken over without rules" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "all" {
      for_each = { a = "10.0.1.0/24", b = "10.0.2.0/24" }

      vpc_id     = aws_vpc.this.id
      cidr_block = each.value
    }

    resource "aws_default_network_acl" "this" { # finding
      default_network_acl_id = aws_vpc.this.default_network_acl_id
    }
  }

  fail "one of two other subnets, apart" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "all" {
      for_each = { a = "10.0.1.0/24", b = "10.0.2.0/24", c = "10.0.3.0/24" }

      vpc_id     = aws_vpc.this.id
      cidr_block = each.value
    }

    resource "aws_network_acl" "a" { # finding
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.all["a"].id]
    }

    resource "aws_network_acl_rule" "all" {
      for_each = { in = false, out = true }

      network_acl_id = aws_network_acl.a.id
      egress         = each.value
      rule_number    = 100
      rule_action    = "allow"
      protocol       = "-1"
      cidr_block     = "10.0.2.0/24"
    }
  }

  pass "the VPC's range, each subnet's, and a denial behind" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }


    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.2.0/24"
    }

    resource "aws_network_acl" "a" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.a.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "-1"
        cidr_block = aws_vpc.this.cidr_block
        from_port  = 0
        to_port    = 0
      }

      ingress {
        rule_no    = 200
        action     = "deny"
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
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.b.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "-1"
        cidr_block = "10.0.1.0/24"
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
  }

  pass "a VPC with AWS's own ACL, which lets everything through" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }
  }

  pass "where that is not the plan" {
    parameters = { "network.nacl_internal" = "custom" }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }


    resource "aws_subnet" "b" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.2.0/24"
    }

    resource "aws_default_network_acl" "this" {
      default_network_acl_id = aws_vpc.this.default_network_acl_id
    }
  }

  undecided "a range that is an input" {
    variable "range" {
      type = string
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }


    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.2.0/24"
    }

    resource "aws_network_acl" "a" { # undecided: var.range
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.a.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "-1"
        cidr_block = var.range
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
  }
}

rule "private-subnet-without-network-acl" {
  summary   = "Private subnet has no network ACL of its own"
  severity  = "low"
  clauses   = ["A6.5.2"]
  since     = "0.1"
  why       = "AWS's own ACL lets everything through; a second wall behind the security groups is missing."
  remedy    = "Add an aws_network_acl that lets in the VPC and the ports of answers, and list the subnet in subnet_ids."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_subnet"
  when          = param.network.nacl_private_external != "ignore" && has_private_role(self)
  condition     = length(acls_of(self)) > 0
  error_message = "Private subnet ${address(self)} has no network ACL of its own."

  fail "one of two is forgotten" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" { # finding: aws_subnet.private["b"] has no network ACL
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24" }

      vpc_id     = aws_vpc.this.id
      cidr_block = each.value
    }

    resource "aws_network_acl" "private" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.private["a"].id]
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = values(aws_subnet.private)[*].id
    }
  }

  pass "listed, associated, and the default one, taken over" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24", c = "10.0.30.0/24" }

      vpc_id     = aws_vpc.this.id
      cidr_block = each.value
    }

    resource "aws_network_acl" "private" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.private["a"].id]
    }

    resource "aws_network_acl_association" "b" {
      network_acl_id = aws_network_acl.private.id
      subnet_id      = aws_subnet.private["b"].id
    }

    resource "aws_default_network_acl" "this" {
      default_network_acl_id = aws_vpc.this.default_network_acl_id
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = values(aws_subnet.private)[*].id
    }
  }

  pass "a public subnet" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }
  }

  pass "where that is not judged" {
    parameters = {
      "network.private_subnets"       = [{ cidr = "10.0.10.0/24", zone = "a" }]
      "network.nacl_private_external" = "ignore"
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }
  }

  undecided "subnets that are an input" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }] }

    variable "subnet_ids" {
      type = list(string)
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" { # undecided: var.subnet_ids
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_network_acl" "all" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = var.subnet_ids

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
  }
}

rule "network-acl-opens-private-subnet" {
  summary   = "Network ACL lets strangers into a private subnet"
  severity  = "medium"
  clauses   = ["A6.5.2"]
  since     = "0.1"
  why       = "Nothing outside of the VPC has business in a private subnet but to answer: an open port is one security group rule and one route away from the internet."
  remedy    = "Let in TCP and UDP to the ports of answers only, network.nacl_ephemeral."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_subnet"
  when          = param.network.nacl_private_external != "ignore" && has_private_role(self)
  for_each      = acl_entries(self)
  condition     = !lets_in(each.value.rule, each.value.rules, open_ports(false, each.value.rule.range))
  error_message = "Network ACL ${address(each.value.acl)} lets ${each.value.rule.range} into private subnet ${address(self)} at ${ports_text(each.value.rule)}."
  at            = each.value.rule.at

  fail "everything, a port below those of answers, and a neighbouring network" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_network_acl" "private" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.private.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "-1"
        cidr_block = "10.0.0.0/16"
        from_port  = 0
        to_port    = 0
      }

      ingress {
        rule_no    = 200
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "192.168.0.0/16" # finding: lets 192.168.0.0/16 into private subnet aws_subnet.private at port 443 (tcp)
        from_port  = 443
        to_port    = 443
      }

      ingress {
        rule_no         = 300
        action          = "allow"
        protocol        = "udp"
        ipv6_cidr_block = "::/0" # finding
        from_port       = 1000
        to_port         = 65535
      }

      ingress {
        rule_no    = 400
        action     = "allow"
        protocol   = "-1"
        cidr_block = "0.0.0.0/0" # finding: at every port
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
  }

  fail "the ports of answers, where not even those are let in" {
    parameters = {
      "network.private_subnets"       = [{ cidr = "10.0.10.0/24", zone = "a" }]
      "network.nacl_private_external" = "deny-all"
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_network_acl" "private" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.private.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0" # finding
        from_port  = 1024
        to_port    = 65535
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

  pass "the VPC, answers, what was denied before, and other protocols" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_network_acl" "private" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.private.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "-1"
        cidr_block = aws_vpc.this.cidr_block
        from_port  = 0
        to_port    = 0
      }

      ingress {
        rule_no    = 110
        action     = "deny"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = 0
        to_port    = 1023
      }

      ingress {
        rule_no    = 200
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = 0
        to_port    = 65535
      }

      ingress {
        rule_no    = 210
        action     = "allow"
        protocol   = "udp"
        cidr_block = "0.0.0.0/0"
        from_port  = 1024
        to_port    = 65535
      }

      ingress {
        rule_no    = 220
        action     = "allow"
        protocol   = "icmp"
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
  }

  pass "a public subnet" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_network_acl" "all" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.public.id]

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
  }

  pass "where that is not judged" {
    parameters = {
      "network.private_subnets"       = [{ cidr = "10.0.10.0/24", zone = "a" }]
      "network.nacl_private_external" = "ignore"
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_network_acl" "all" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.private.id]

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
  }

  undecided "ports that are an input" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }] }

    variable "port" {
      type = number
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_network_acl" "private" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.private.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0" # undecided: var.port
        from_port  = var.port
        to_port    = 65535
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
}

rule "network-acl-opens-public-subnet" {
  summary   = "Network ACL lets strangers into a public subnet at ports that serve nobody"
  severity  = "medium"
  clauses   = ["A6.5.2"]
  since     = "0.1"
  why       = "A public subnet is for the load balancer: what else listens there is one security group rule away from the internet."
  remedy    = "Let in network.nacl_public_ports and the ports of answers, network.nacl_ephemeral, only."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_subnet"
  when          = has_public_role(self)
  for_each      = acl_entries(self)
  condition     = !lets_in(each.value.rule, each.value.rules, open_ports(true, each.value.rule.range))
  error_message = "Network ACL ${address(each.value.acl)} lets ${each.value.rule.range} into public subnet ${address(self)} at ${ports_text(each.value.rule)}."
  at            = each.value.rule.at

  fail "everything, another port, and a range around the planned ones" {
    parameters = { "network.public_subnets" = [{ cidr = "10.0.1.0/24", zone = "a" }] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_network_acl" "public" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.public.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0" # finding: lets 0.0.0.0/0 into public subnet aws_subnet.public at port 25 (tcp)
        from_port  = 25
        to_port    = 25
      }

      ingress {
        rule_no         = 110
        action          = "allow"
        protocol        = "tcp"
        ipv6_cidr_block = "::/0" # finding
        from_port       = 80
        to_port         = 443
      }

      ingress {
        rule_no    = 120
        action     = "allow"
        protocol   = "-1"
        cidr_block = "0.0.0.0/0" # finding
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
  }

  pass "the planned ports, one range over them for Cloudflare, and answers" {
    parameters = { "network.public_subnets" = [{ cidr = "10.0.1.0/24", zone = "a" }] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_network_acl" "public" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.public.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "-1"
        cidr_block = aws_vpc.this.cidr_block
        from_port  = 0
        to_port    = 0
      }

      ingress {
        rule_no    = 200
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = 443
        to_port    = 443
      }

      ingress {
        rule_no    = 210
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "173.245.48.0/20"
        from_port  = 80
        to_port    = 443
      }

      ingress {
        rule_no    = 300
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = 1024
        to_port    = 65535
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

  pass "a private subnet" {
    parameters = { "network.public_subnets" = [{ cidr = "10.0.1.0/24", zone = "a" }] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" { # not applicable
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_network_acl" "all" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.private.id]

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
  }

  undecided "an action that is an input" {
    parameters = { "network.public_subnets" = [{ cidr = "10.0.1.0/24", zone = "a" }] }

    variable "action" {
      type = string
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_network_acl" "public" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.public.id]

      ingress {
        rule_no    = 100
        action     = var.action
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0" # undecided: var.action
        from_port  = 25
        to_port    = 25
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
}

rule "network-acl-opens-remote-administration" {
  summary   = "Network ACL opens SSH or RDP to the internet"
  severity  = "medium"
  clauses   = ["A6.5.2"]
  since     = "0.1"
  why       = "Whoever filters ports in an ACL relies on it; these two are what strangers try first."
  remedy    = "Remove the rule and reach hosts through Session Manager, or let in the addresses of the administrators only."
  standards = { aws-fsbp = ["EC2.21"], cis-aws-3 = ["5.1"], nist-800-53-r5 = ["SC-7"] }

  target        = ["aws_network_acl", "aws_default_network_acl"]
  for_each      = acl_rules(self, "ingress")
  condition     = !opens_administration(each.value) || !lets_in(each.value, acl_rules(self, "ingress"), [])
  error_message = "Network ACL ${address(self)} lets ${each.value.range} in at ${ports_text(each.value)}."
  at            = each.value.at

  fail "SSH inside, RDP apart, also of the default one" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_network_acl" "public" {
      vpc_id = aws_vpc.this.id

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0" # finding: aws_network_acl.public lets 0.0.0.0/0 in at port 22 (tcp)
        from_port  = 22
        to_port    = 22
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

    resource "aws_default_network_acl" "this" {
      default_network_acl_id = aws_vpc.this.default_network_acl_id
    }

    resource "aws_network_acl_rule" "rdp" {
      for_each = { a = aws_network_acl.public.id, b = aws_default_network_acl.this.id }

      network_acl_id  = each.value
      rule_number     = 200
      rule_action     = "allow"
      protocol        = "tcp"
      ipv6_cidr_block = "::/0" # finding
      from_port       = 3389
      to_port         = 3389
    }
  }

  pass "an office, what was denied before, answers, and everything, as AWS has it" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_network_acl" "a" {
      vpc_id = aws_vpc.this.id

      ingress {
        rule_no    = 90
        action     = "deny"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = 3389
        to_port    = 3389
      }

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "198.51.100.0/24"
        from_port  = 22
        to_port    = 22
      }

      ingress {
        rule_no    = 110
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = 3389
        to_port    = 3389
      }

      ingress {
        rule_no    = 120
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = 1024
        to_port    = 65535
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
      vpc_id = aws_vpc.this.id

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
  }

  undecided "a port that is an input" {
    variable "port" {
      type = number
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_network_acl" "a" {
      vpc_id = aws_vpc.this.id

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0" # undecided: var.port
        from_port  = var.port
        to_port    = var.port
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
}

rule "network-acl-cuts-off-load-balancer" {
  summary  = "Network ACL keeps Cloudflare from the load balancer"
  severity = "high"
  clauses  = ["A6.5.3"]
  since    = "0.1"
  why      = "ACLs know no connections: where requests or the answers to them are not let through, the site is down."
  remedy   = "In the subnets of the load balancer, let network.nacl_public_ports in from Cloudflare's ranges, and the ports of answers out."

  target        = ["aws_lb", "aws_alb"]
  when          = self.internal != true && self.load_balancer_type == "application"
  for_each      = subnets_of_load_balancer(self)
  condition     = length(acls_against(each.value, "ingress", [for range in cloudflare_ranges() : range if !strcontains(range, ":")], param.network.nacl_public_ports)) == 0
  error_message = "Network ACL ${join(", ", [for acl in acls_of(each.value) : address(acl)])} keeps Cloudflare from ${address(self)} in ${address(each.value)}."
  at            = acls_of(each.value)[0]

  fail "one of two ports" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.public.id]
    }

    resource "aws_network_acl" "public" { # finding: aws_network_acl.public keeps Cloudflare from aws_lb.web in aws_subnet.public
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.public.id]

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

  fail "the answers" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.public.id]
    }

    resource "aws_network_acl" "public" { # finding
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.public.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = 80
        to_port    = 443
      }

      egress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "10.0.0.0/16"
        from_port  = 0
        to_port    = 65535
      }
    }
  }

  pass "both ports and the answers" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.public.id]
    }

    resource "aws_network_acl" "public" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.public.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = 80
        to_port    = 80
      }

      ingress {
        rule_no    = 110
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = 443
        to_port    = 443
      }

      egress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = 1024
        to_port    = 65535
      }
    }
  }

  pass "one inside, and one of another kind" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "inside" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "inside" { # not applicable
      internal = true
      subnets  = [aws_subnet.inside.id]
    }

    resource "aws_lb" "mail" { # not applicable
      load_balancer_type = "network"
      subnets            = [aws_subnet.inside.id]
    }

    resource "aws_network_acl" "inside" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.inside.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "-1"
        cidr_block = "10.0.0.0/16"
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
  }

  undecided "ports that are an input" {
    variable "port" {
      type = number
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.public.id]
    }

    resource "aws_network_acl" "public" { # undecided: var.port
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.public.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = var.port
        to_port    = var.port
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
}

rule "network-acl-cuts-off-tasks" {
  summary  = "Network ACL keeps the load balancer from the tasks"
  severity = "high"
  clauses  = ["A6.5.3"]
  since    = "0.1"
  why      = "ACLs know no connections: where requests or the answers to them are not let through, every target is unhealthy."
  remedy   = "Let the subnets of the load balancer reach those of the tasks at the containers' ports, and the answers back."

  target        = "aws_ecs_service"
  for_each      = paths_to_tasks(self)
  condition     = length(acls_between(each.value.source, each.value.target, each.value.port)) == 0
  error_message = "Network ACL ${join(", ", distinct([for acl in acls_between(each.value.source, each.value.target, each.value.port) : address(acl)]))} keeps the load balancer in ${address(each.value.source)} from ${address(self)} in ${address(each.value.target)} at port ${each.value.port}."
  at            = acls_between(each.value.source, each.value.target, each.value.port)[0]

  fail "another port is let in" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }


    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.public.id]
    }

    resource "aws_lb_target_group" "web" {
      port        = 80
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = aws_vpc.this.id
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.web.arn
      port              = 443

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

    resource "aws_network_acl" "private" { # finding: aws_network_acl.private keeps the load balancer in aws_subnet.public from aws_ecs_service.web in aws_subnet.private at port 3000
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.private.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "10.0.1.0/24"
        from_port  = 8000
        to_port    = 8000
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

  pass "the port in, and the answers out" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }


    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.public.id]
    }

    resource "aws_lb_target_group" "web" {
      port        = 80
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = aws_vpc.this.id
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.web.arn
      port              = 443

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

    resource "aws_network_acl" "private" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.private.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "10.0.1.0/24"
        from_port  = 3000
        to_port    = 3000
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

  undecided "rules that are an input" {
    variable "ports" {
      type = map(number)
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }


    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.public.id]
    }

    resource "aws_lb_target_group" "web" {
      port        = 80
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = aws_vpc.this.id
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.web.arn
      port              = 443

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

    resource "aws_network_acl" "private" { # undecided: var.ports
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.private.id]

      dynamic "ingress" {
        for_each = var.ports

        content {
          rule_no    = ingress.key
          action     = "allow"
          protocol   = "tcp"
          cidr_block = "10.0.0.0/16"
          from_port  = ingress.value
          to_port    = ingress.value
        }
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
}

rule "network-acl-cuts-off-data" {
  summary  = "Network ACL keeps the tasks from the database or the cache"
  severity = "high"
  clauses  = ["A6.5.3"]
  since    = "0.1"
  why      = "ACLs know no connections: where queries or the answers to them are not let through, every request that needs data fails."
  remedy   = "Let the subnets of the tasks reach those of the data stores at their ports, and the answers back."

  target = "aws_ecs_service"
  for_each = flatten([
    for source in subnets_of_service(self) : [
      for endpoint in data_endpoints() : { source = source, target = endpoint.target, port = endpoint.port }
    ]
  ])
  condition     = length(acls_between(each.value.source, each.value.target, each.value.port)) == 0
  error_message = "Network ACL ${join(", ", distinct([for acl in acls_between(each.value.source, each.value.target, each.value.port) : address(acl)]))} keeps ${address(self)} in ${address(each.value.source)} from port ${each.value.port} in ${address(each.value.target)}."
  at            = acls_between(each.value.source, each.value.target, each.value.port)[0]

  fail "the port of another database" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }


    resource "aws_subnet" "data" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.20.0/24"
    }

    resource "aws_db_subnet_group" "data" {
      subnet_ids = [aws_subnet.data.id]
    }

    resource "aws_rds_cluster" "this" {
      engine               = "aurora-mysql"
      db_subnet_group_name = aws_db_subnet_group.data.name
    }

    resource "aws_ecs_service" "api" {
      name = "api"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }
    }

    resource "aws_network_acl" "data" { # finding: aws_network_acl.data keeps aws_ecs_service.api in aws_subnet.private from port 3306 in aws_subnet.data
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.data.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "10.0.10.0/24"
        from_port  = 5432
        to_port    = 5432
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

  pass "its port" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }


    resource "aws_subnet" "data" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.20.0/24"
    }

    resource "aws_db_subnet_group" "data" {
      subnet_ids = [aws_subnet.data.id]
    }

    resource "aws_rds_cluster" "this" {
      engine               = "aurora-mysql"
      db_subnet_group_name = aws_db_subnet_group.data.name
    }

    resource "aws_ecs_service" "api" {
      name = "api"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }
    }

    resource "aws_network_acl" "data" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.data.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "10.0.10.0/24"
        from_port  = 3306
        to_port    = 3306
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

  undecided "a range that is an input" {
    variable "range" {
      type = string
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }


    resource "aws_subnet" "data" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.20.0/24"
    }

    resource "aws_db_subnet_group" "data" {
      subnet_ids = [aws_subnet.data.id]
    }

    resource "aws_rds_cluster" "this" {
      engine               = "aurora-mysql"
      db_subnet_group_name = aws_db_subnet_group.data.name
    }

    resource "aws_ecs_service" "api" {
      name = "api"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }
    }

    resource "aws_network_acl" "data" { # undecided: var.range
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.data.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = var.range
        from_port  = 3306
        to_port    = 3306
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
}

rule "network-acl-cuts-off-way-out" {
  summary  = "Network ACL keeps the tasks from the internet"
  severity = "high"
  clauses  = ["A6.5.3"]
  since    = "0.1"
  why      = "ACLs know no connections: where HTTPS out or the answers to it are not let through, images cannot be pulled and no API is reached."
  remedy   = "Let TCP 443 out to 0.0.0.0/0 and the ports of answers in, in the subnets of the tasks and of the NAT gateway."

  target        = "aws_ecs_service"
  for_each      = subnets_on_way_out(self)
  condition     = length(acls_against(each.value, "egress", ["0.0.0.0/0"], [443])) == 0
  error_message = "Network ACL ${join(", ", [for acl in acls_of(each.value) : address(acl)])} keeps ${address(self)} from the internet on its way through ${address(each.value)}."
  at            = acls_of(each.value)[0]

  fail "no answers to the tasks" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }


    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_nat_gateway" "this" {
      subnet_id     = aws_subnet.public.id
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.this.id

      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = aws_nat_gateway.this.id
      }
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }
    }

    resource "aws_network_acl" "this" { # finding: aws_network_acl.this keeps aws_ecs_service.web from the internet on its way through aws_subnet.private
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.private.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "-1"
        cidr_block = "10.0.0.0/16"
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
  }

  fail "nothing out of the gateway's subnet" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }


    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_nat_gateway" "this" {
      subnet_id     = aws_subnet.public.id
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.this.id

      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = aws_nat_gateway.this.id
      }
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }
    }

    resource "aws_network_acl" "this" { # finding: through aws_subnet.public
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.public.id]

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
        cidr_block = "10.0.0.0/16"
        from_port  = 0
        to_port    = 0
      }
    }
  }

  pass "HTTPS out, and the answers in" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }


    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_nat_gateway" "this" {
      subnet_id     = aws_subnet.public.id
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.this.id

      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = aws_nat_gateway.this.id
      }
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }
    }

    resource "aws_network_acl" "this" {
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.private.id]

      ingress {
        rule_no    = 100
        action     = "allow"
        protocol   = "tcp"
        cidr_block = "0.0.0.0/0"
        from_port  = 1024
        to_port    = 65535
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

  undecided "a port that is an input" {
    variable "port" {
      type = number
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "public" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }


    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_nat_gateway" "this" {
      subnet_id     = aws_subnet.public.id
      allocation_id = "eipalloc-0a1b2c3d"
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.this.id

      route {
        cidr_block     = "0.0.0.0/0"
        nat_gateway_id = aws_nat_gateway.this.id
      }
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }
    }

    resource "aws_network_acl" "this" { # undecided: var.port
      vpc_id     = aws_vpc.this.id
      subnet_ids = [aws_subnet.private.id]

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
        cidr_block = "0.0.0.0/0"
        from_port  = var.port
        to_port    = var.port
      }
    }
  }
}
