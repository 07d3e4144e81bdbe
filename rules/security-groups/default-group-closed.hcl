rule "default-security-group-admits-traffic" {
  summary   = "A VPC's default security group has rules"
  severity  = "low"
  clauses   = ["A6.4.11"]
  since     = "0.1"
  why       = "Whatever is given no group of its own is in this one: what the group lets through, all of it lets through."
  remedy    = "Take the rules out of aws_default_security_group, and attach groups of their own to what needs them."
  standards = { aws-fsbp = ["EC2.2"], cis-aws-3 = ["5.4"], nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = "aws_default_security_group"
  condition     = length(concat(self.ingress[*], self.egress[*])) == 0
  error_message = "${address(self)} has ${number_of(length(concat(self.ingress[*], self.egress[*])), "rule")}."

  fail "in, and out" {
    resource "aws_default_security_group" "in" {
      vpc_id = "vpc-0a1b2c3d"

      ingress { # finding: aws_default_security_group.in has one rule
        protocol  = "-1"
        from_port = 0
        to_port   = 0
        self      = true
      }
    }

    resource "aws_default_security_group" "out" {
      vpc_id = "vpc-1a1b2c3d"

      egress { # finding
        protocol    = "-1"
        from_port   = 0
        to_port     = 0
        cidr_blocks = ["0.0.0.0/0"]
      }
    }
  }

  pass "none" {
    resource "aws_default_security_group" "closed" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_default_security_group" "emptied" {
      vpc_id  = "vpc-1a1b2c3d"
      ingress = []
      egress  = []
    }
  }

  undecided "an input" {
    variable "offices" {
      type = list(string)
    }

    resource "aws_default_security_group" "main" {
      vpc_id = "vpc-0a1b2c3d"

      dynamic "ingress" { # undecided: var.offices
        for_each = var.offices

        content {
          protocol    = "tcp"
          from_port   = 443
          to_port     = 443
          cidr_blocks = [ingress.value]
        }
      }
    }
  }
}

rule "vpc-with-open-default-security-group" {
  summary   = "Nobody closes a VPC's default security group"
  severity  = "low"
  clauses   = ["A6.4.11"]
  since     = "0.1"
  why       = "AWS makes the group with rules that let its members reach each other and everything else, and puts whatever is given no group of its own into it."
  remedy    = "Add an aws_default_security_group without rules, which takes all of them away."
  standards = { aws-fsbp = ["EC2.2"], cis-aws-3 = ["5.4"], nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = "aws_vpc"
  condition     = length(linking(self, "aws_default_security_group", "vpc_id")) > 0
  error_message = "Nobody closes the default security group of ${address(self)}."

  fail "no such resource, and one for another VPC" {
    resource "aws_vpc" "main" { # finding: Nobody closes the default security group of aws_vpc.main
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "tools" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_default_security_group" "tools" {
      vpc_id = aws_vpc.tools.id
    }
  }

  pass "one for each" {
    resource "aws_vpc" "all" {
      for_each = toset(["10.0.0.0/16", "10.1.0.0/16"])

      cidr_block = each.key
    }

    resource "aws_default_security_group" "all" {
      for_each = aws_vpc.all

      vpc_id = each.value.id
    }
  }

  undecided "of a VPC that is an input" {
    variable "vpc_id" {
      type = string
    }

    resource "aws_vpc" "main" { # undecided: var.vpc_id
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_default_security_group" "main" {
      vpc_id = var.vpc_id
    }
  }
}
