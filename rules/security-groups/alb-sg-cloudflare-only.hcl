rule "load-balancer-open-beyond-cloudflare" {
  summary   = "Group of the load balancer admits addresses that are not Cloudflare's"
  severity  = "critical"
  clauses   = ["A1.1.5", "A6.4.8"]
  since     = "0.1"
  why       = "Whoever reaches the load balancer directly goes around Cloudflare's firewall, rate limits and logs."
  remedy    = "Admit the ranges that Cloudflare publishes, or those that ingress.extra_allowed_cidrs names on purpose."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_front_group(self)
  for_each      = ingress_rules(self)
  condition     = !gives_ranges(each.value) || admits_edge_only(each.value)
  error_message = "The load balancer behind ${address(self)} is reachable from ${source_text(each.value)}, which is not Cloudflare's."
  note          = "Cloudflare's ranges are shared by all its customers: only authenticated origin pulls or a secret header prove whose requests they are."
  at            = each.value.at

  fail "the internet, a range that is too wide, and a private one" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["0.0.0.0/0"] # finding: is reachable from 0.0.0.0/0
      }

      ingress {
        protocol    = "tcp"
        from_port   = 80
        to_port     = 80
        cidr_blocks = ["104.16.0.0/13", "104.0.0.0/8"] # finding: from 104.0.0.0/8
      }

      ingress {
        protocol    = "tcp"
        from_port   = 8443
        to_port     = 8443
        cidr_blocks = ["10.0.0.0/16"] # finding: from 10.0.0.0/16
      }
    }

    resource "aws_lb" "main" {
      name            = "main"
      security_groups = [aws_security_group.balancer.id]
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = aws_lb_target_group.web.arn
        container_name   = "web"
        container_port   = 3000
      }
    }
  }

  fail "a prefix list that is made here, in a rule that stands apart" {
    resource "aws_ec2_managed_prefix_list" "edge" {
      name           = "edge"
      address_family = "IPv4"
      max_entries    = 2

      entry {
        cidr = "104.16.0.0/13"
      }

      entry {
        cidr = "203.0.113.0/24"
      }
    }

    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_vpc_security_group_ingress_rule" "edge" {
      security_group_id = aws_security_group.balancer.id
      ip_protocol       = "tcp"
      from_port         = 443
      to_port           = 443
      prefix_list_id    = aws_ec2_managed_prefix_list.edge.id # finding: from a prefix list
    }

    resource "aws_lb" "main" {
      name            = "main"
      security_groups = [aws_security_group.balancer.id]
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = aws_lb_target_group.web.arn
        container_name   = "web"
        container_port   = 3000
      }
    }
  }

  pass "Cloudflare's ranges, as its provider lists them, a range that is named on purpose, and a group that another rule judges" {
    parameters = { "ingress.extra_allowed_cidrs" = ["203.0.113.0/24"] }

    data "cloudflare_ip_ranges" "all" {}

    resource "aws_security_group" "office" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["104.16.0.0/13", "172.64.0.0/13", "203.0.113.7/32"]
      }

      ingress {
        protocol    = "tcp"
        from_port   = 80
        to_port     = 80
        cidr_blocks = data.cloudflare_ip_ranges.all.ipv4_cidrs
      }

      ingress {
        protocol        = "tcp"
        from_port       = 8443
        to_port         = 8443
        security_groups = [aws_security_group.office.id]
      }
    }

    resource "aws_lb" "main" {
      name            = "main"
      security_groups = [aws_security_group.balancer.id]
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = aws_lb_target_group.web.arn
        container_name   = "web"
        container_port   = 3000
      }
    }
  }

  pass "a load balancer in front of something else" {
    resource "aws_security_group" "mail" { # not applicable
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["0.0.0.0/0"]
      }
    }

    resource "aws_lb" "mail" {
      name            = "mail"
      security_groups = [aws_security_group.mail.id]
    }
  }

  undecided "a range that is an input" {
    variable "edge" {
      type = string
    }

    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = [var.edge] # undecided: var.edge
      }
    }

    resource "aws_lb" "main" {
      name            = "main"
      security_groups = [aws_security_group.balancer.id]
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = aws_lb_target_group.web.arn
        container_name   = "web"
        container_port   = 3000
      }
    }
  }
}

rule "load-balancer-wider-than-cloudflare" {
  summary   = "Group of the load balancer admits groups or lists of other addresses"
  severity  = "high"
  clauses   = ["A1.1.5", "A6.4.8"]
  since     = "0.1"
  why       = "Hosts of the VPC and other networks of content delivery go around Cloudflare's firewall, rate limits and logs."
  remedy    = "Admit Cloudflare's ranges only, or name a prefix list that holds them in ingress.trusted_prefix_lists."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_front_group(self)
  for_each      = ingress_rules(self)
  condition     = gives_ranges(each.value) || admits_edge_only(each.value)
  error_message = "The load balancer behind ${address(self)} is reachable from ${source_text(each.value)}, which is not Cloudflare."
  at            = each.value.at

  fail "a bastion, its own group, and CloudFront's list" {
    data "aws_ec2_managed_prefix_list" "cloudfront" {
      name = "com.amazonaws.global.cloudfront.origin-facing"
    }

    resource "aws_security_group" "bastion" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        security_groups = [aws_security_group.bastion.id] # finding: from aws_security_group.bastion
      }

      ingress {
        protocol  = "tcp"
        from_port = 443
        to_port   = 443
        self      = true # finding: from its own members
      }
    }

    resource "aws_security_group_rule" "cloudfront" {
      type              = "ingress"
      security_group_id = aws_security_group.balancer.id
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      prefix_list_ids   = [data.aws_ec2_managed_prefix_list.cloudfront.id] # finding: from a prefix list
    }

    resource "aws_lb" "main" {
      name            = "main"
      security_groups = [aws_security_group.balancer.id]
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = aws_lb_target_group.web.arn
        container_name   = "web"
        container_port   = 3000
      }
    }
  }

  pass "lists that are trusted by name and by id, and ranges that another rule judges" {
    parameters = { "ingress.trusted_prefix_lists" = ["edge", "pl-0a1b2c3d"] }

    data "aws_ec2_managed_prefix_list" "edge" {
      name = "edge"
    }

    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        prefix_list_ids = [data.aws_ec2_managed_prefix_list.edge.id, "pl-0a1b2c3d"]
      }

      ingress {
        protocol    = "tcp"
        from_port   = 80
        to_port     = 80
        cidr_blocks = ["0.0.0.0/0"]
      }
    }

    resource "aws_lb" "main" {
      name            = "main"
      security_groups = [aws_security_group.balancer.id]
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = aws_lb_target_group.web.arn
        container_name   = "web"
        container_port   = 3000
      }
    }
  }

  undecided "a list from elsewhere" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        prefix_list_ids = ["pl-0a1b2c3d"] # undecided: pl-0a1b2c3d
      }
    }

    resource "aws_lb" "main" {
      name            = "main"
      security_groups = [aws_security_group.balancer.id]
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = aws_lb_target_group.web.arn
        container_name   = "web"
        container_port   = 3000
      }
    }
  }
}
