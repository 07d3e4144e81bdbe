rule "security-group-mixes-rule-styles" {
  summary   = "Security group has rules inside and apart"
  severity  = "medium"
  clauses   = ["A6.4.12"]
  since     = "0.1"
  why       = "Each apply takes out the rules that stand apart, and the next puts them back: what is open depends on which ran last."
  remedy    = "Write all rules of a direction inside the group, or all apart."
  standards = { nist-800-53-r5 = ["CM-6"] }

  target = ["aws_security_group", "aws_default_security_group"]
  for_each      = concat([for way in ["ingress"] : way if configured(self.ingress)], [for way in ["egress"] : way if configured(self.egress)])
  condition     = length(rules_apart(self, each.value)) == 0
  error_message = "${address(self)} has ${each.value} rules inside, and ${join(", ", [for rule in rules_apart(self, each.value) : address(rule)])} apart."
  at            = argument(self, each.value)

  fail "ingress" {
    resource "aws_security_group" "web" {
      vpc_id = "vpc-0a1b2c3d"

      ingress { # finding: aws_security_group.web has ingress rules inside, and aws_security_group_rule.http apart
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["10.0.0.0/16"]
      }
    }

    resource "aws_security_group_rule" "http" {
      type              = "ingress"
      security_group_id = aws_security_group.web.id
      protocol          = "tcp"
      from_port         = 80
      to_port           = 80
      cidr_blocks       = ["10.0.0.0/16"]
    }
  }

  fail "egress, by an empty list, which counts as inside" {
    resource "aws_security_group" "web" {
      vpc_id = "vpc-0a1b2c3d"
      egress = [] # finding: egress rules inside, and aws_vpc_security_group_egress_rule.out apart
    }

    resource "aws_vpc_security_group_egress_rule" "out" {
      security_group_id = aws_security_group.web.id
      ip_protocol       = "-1"
      cidr_ipv4         = "0.0.0.0/0"
    }
  }

  pass "ingress inside and egress apart, and all apart" {
    resource "aws_security_group" "web" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["10.0.0.0/16"]
      }
    }

    resource "aws_security_group_rule" "out" {
      type              = "egress"
      security_group_id = aws_security_group.web.id
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = ["10.0.0.0/16"]
    }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_vpc_security_group_ingress_rule" "data" {
      security_group_id = aws_security_group.data.id
      ip_protocol       = "tcp"
      from_port         = 3306
      to_port           = 3306
      cidr_ipv4         = "10.0.0.0/16"
    }
  }
}

rule "security-group-mixes-rule-resources" {
  summary  = "Security group's rules are of two kinds of resources"
  severity = "info"
  clauses  = ["A6.4.12"]
  since    = "0.1"
  why      = "Each kind knows its own rules only: whoever reads one thinks that this is all."
  remedy   = "Write all rules as aws_vpc_security_group_ingress_rule and aws_vpc_security_group_egress_rule."

  target = ["aws_security_group", "aws_default_security_group"]
  condition = (
    length(naming(self, "aws_security_group_rule", "security_group_id")) == 0 ||
    length(single_source_rules(self)) == 0
  )
  error_message = "The rules of ${address(self)} are of two kinds of resources."

  fail "both" {
    resource "aws_security_group" "web" { # finding
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group_rule" "http" {
      type              = "ingress"
      security_group_id = aws_security_group.web.id
      protocol          = "tcp"
      from_port         = 80
      to_port           = 80
      cidr_blocks       = ["10.0.0.0/16"]
    }

    resource "aws_vpc_security_group_egress_rule" "out" {
      security_group_id = aws_security_group.web.id
      ip_protocol       = "-1"
      cidr_ipv4         = "0.0.0.0/0"
    }
  }

  pass "one kind each" {
    resource "aws_security_group" "web" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group_rule" "http" {
      type              = "ingress"
      security_group_id = aws_security_group.web.id
      protocol          = "tcp"
      from_port         = 80
      to_port           = 80
      cidr_blocks       = ["10.0.0.0/16"]
    }

    resource "aws_vpc_security_group_egress_rule" "out" {
      security_group_id = aws_security_group.data.id
      ip_protocol       = "-1"
      cidr_ipv4         = "0.0.0.0/0"
    }
  }
}

rule "security-group-rule-twice" {
  summary  = "Security group admits the same twice"
  severity = "low"
  clauses  = ["A6.4.12"]
  since    = "0.1"
  why      = "AWS keeps one of two equal rules: whichever resource is taken out later closes the port for the other."
  remedy   = "Take one of the two out."

  target        = ["aws_security_group", "aws_default_security_group"]
  condition     = length(repeated_rules(self)) == 0
  error_message = "${address(self)} admits ${join("; ", repeated_rules(self))} more than once."

  fail "in both kinds of resources" {
    resource "aws_security_group" "web" { # finding: admits 10.0.0.0/16 on port 443 (tcp) more than once
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group_rule" "web" {
      type              = "ingress"
      security_group_id = aws_security_group.web.id
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_blocks       = ["10.0.0.0/16", "10.1.0.0/16"]
    }

    resource "aws_vpc_security_group_ingress_rule" "web" {
      security_group_id = aws_security_group.web.id
      ip_protocol       = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_ipv4         = "10.0.0.0/16"
    }
  }

  pass "another port, and another range" {
    resource "aws_security_group" "web" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group_rule" "web" {
      for_each = { "10.0.0.0/16" = 80, "10.1.0.0/16" = 443 }

      type              = "ingress"
      security_group_id = aws_security_group.web.id
      protocol          = "tcp"
      from_port         = each.value
      to_port           = each.value
      cidr_blocks       = [each.key]
    }

    resource "aws_vpc_security_group_ingress_rule" "web" {
      security_group_id = aws_security_group.web.id
      ip_protocol       = "tcp"
      from_port         = 443
      to_port           = 443
      cidr_ipv4         = "10.0.0.0/16"
    }
  }
}
