rule "guarded-port-open-to-the-world" {
  summary   = "Security group opens a port of administration or of a database to everybody"
  severity  = "high"
  clauses   = []
  since     = "0.1"
  why       = "SSH, RDP and databases that the internet reaches are tried with stolen and guessed credentials within minutes."
  remedy    = "Admit the ranges or security groups that need the port, or use Session Manager, which needs none."
  standards = { aws-fsbp = ["EC2.13", "EC2.14", "EC2.19"], cis-aws-3 = ["5.2", "5.3"], nist-800-53-r5 = ["AC-4", "SC-7"] }

  target = [
    "aws_security_group", "aws_default_security_group", "aws_security_group_rule", "aws_vpc_security_group_ingress_rule",
  ]
  for_each = written_ingress(self)
  condition = (
    length(guarded_ports(each.value)) == 0 || !admits_everybody(each.value) ||
    is_certainly_of_a_tier(self) # a database, say, is judged by rules of its own
  )
  error_message = "${address(self)} opens ${join(", ", guarded_ports(each.value))} to everybody (${source_text(each.value)})."
  at            = each.value.at

  fail "inside the group: a port, a range of ports and every protocol" {
    resource "aws_security_group" "bastion" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 22
        to_port     = 22
        cidr_blocks = ["0.0.0.0/0"] # finding: opens port 22 (SSH) to everybody (0.0.0.0/0)
      }

      ingress {
        protocol         = "tcp"
        from_port        = 3000
        to_port          = 4000
        ipv6_cidr_blocks = ["::/0"] # finding: opens port 3306 (MySQL), port 3389 (RDP) to everybody (::/0)
      }

      ingress {
        protocol    = "-1"
        from_port   = 0
        to_port     = 0
        cidr_blocks = ["10.0.0.0/8", "0.0.0.0/1", "128.0.0.0/1"] # finding: opens every port
      }
    }
  }

  fail "apart, in both styles, also for a group from elsewhere" {
    variable "group_id" {
      type = string
    }

    resource "aws_security_group_rule" "rdp" {
      type              = "ingress"
      security_group_id = var.group_id
      protocol          = "tcp"
      from_port         = 3389
      to_port           = 3389
      cidr_blocks       = ["0.0.0.0/0"] # finding: aws_security_group_rule.rdp opens port 3389 (RDP)
    }

    resource "aws_vpc_security_group_ingress_rule" "postgres" {
      security_group_id = "sg-0a1b2c3d"
      ip_protocol       = "tcp"
      from_port         = 5432
      to_port           = 5432
      cidr_ipv4         = "0.0.0.0/0" # finding: opens port 5432 (PostgreSQL)
    }
  }

  fail "a port that is guarded here alone" {
    parameters = { "network.guarded_ports" = [{ port = 8080, name = "Jenkins" }] }

    resource "aws_default_security_group" "main" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 8000
        to_port     = 8100
        cidr_blocks = ["0.0.0.0/0"] # finding: port 8080 (Jenkins)
      }

      ingress {
        protocol    = "tcp"
        from_port   = 22
        to_port     = 22
        cidr_blocks = ["0.0.0.0/0"]
      }
    }
  }

  pass "the web, an office, the VPC, its own group, and egress" {
    resource "aws_security_group" "web" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["0.0.0.0/0"]
      }

      ingress {
        protocol    = "icmp"
        from_port   = -1
        to_port     = -1
        cidr_blocks = ["0.0.0.0/0"]
      }

      ingress {
        protocol    = "tcp"
        from_port   = 22
        to_port     = 22
        cidr_blocks = ["8.8.8.8/32", "10.0.0.0/8"]
        self        = true
      }
    }

    resource "aws_security_group_rule" "out" {
      type              = "egress"
      security_group_id = aws_security_group.web.id
      protocol          = "-1"
      from_port         = 0
      to_port           = 0
      cidr_blocks       = ["0.0.0.0/0"]
    }
  }

  pass "a database, which a rule of its own judges" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 3306
        to_port     = 3306
        cidr_blocks = ["0.0.0.0/0"]
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  undecided "a range and a port that are inputs" {
    variable "office" {
      type = string
    }

    variable "port" {
      type = number
    }

    resource "aws_security_group" "bastion" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 22
        to_port     = 22
        cidr_blocks = [var.office] # undecided: var.office
      }

      ingress {
        protocol    = "tcp"
        from_port   = var.port
        to_port     = var.port
        cidr_blocks = ["0.0.0.0/0"] # undecided: var.port
      }
    }
  }
}
