rule "cloudflare-ranges-missing" {
  summary   = "Group of the load balancer leaves out some of Cloudflare's ranges"
  severity  = "medium"
  clauses   = ["A6.4.9"]
  since     = "0.1"
  why       = "Requests that Cloudflare sends from those addresses fail, and only those: some visitors see errors now and then."
  remedy    = "Add the ranges that are missing, or read them with data.cloudflare_ip_ranges."

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_front_group(self) && lists_edge_ranges(self)
  condition     = length(missing_edge_ranges(self)) == 0
  error_message = "${address(self)} leaves out ${join(", ", missing_edge_ranges(self))}, from where Cloudflare sends requests, too."

  fail "two of IPv4, and all of IPv6 where the load balancer has such an address" {
    resource "aws_security_group" "balancer" { # finding: leaves out 162.158.0.0/15, 104.16.0.0/13, from
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = [
          "173.245.48.0/20", "103.21.244.0/22", "103.22.200.0/22", "103.31.4.0/22", "141.101.64.0/18",
          "108.162.192.0/18", "190.93.240.0/20", "188.114.96.0/20", "197.234.240.0/22", "198.41.128.0/17",
          "104.24.0.0/14", "172.64.0.0/13", "131.0.72.0/22",
        ]
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

    resource "aws_security_group" "dual" { # finding: leaves out 2400:cb00::/32
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = [
          "173.245.48.0/20", "103.21.244.0/22", "103.22.200.0/22", "103.31.4.0/22", "141.101.64.0/18",
          "108.162.192.0/18", "190.93.240.0/20", "188.114.96.0/20", "197.234.240.0/22", "198.41.128.0/17",
          "162.158.0.0/15", "104.16.0.0/13", "104.24.0.0/14", "172.64.0.0/13", "131.0.72.0/22",
        ]
      }
    }

    resource "aws_lb" "dual" {
      name            = "dual"
      ip_address_type = "dualstack"
      security_groups = [aws_security_group.dual.id]
    }

    resource "aws_lb_listener_rule" "dual" {
      listener_arn = aws_lb_listener.dual.arn

      condition {
        path_pattern {
          values = ["/*"]
        }
      }

      action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_lb_listener" "dual" {
      load_balancer_arn = aws_lb.dual.arn
      port              = 443

      default_action {
        type = "fixed-response"
      }
    }
  }

  pass "all of IPv4 on a load balancer without IPv6; a group that lists none of Cloudflare's" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = [
          "173.245.48.0/20", "103.21.244.0/22", "103.22.200.0/22", "103.31.4.0/22", "141.101.64.0/18",
          "108.162.192.0/18", "190.93.240.0/20", "188.114.96.0/20", "197.234.240.0/22", "198.41.128.0/17",
          "162.158.0.0/15", "104.16.0.0/13", "104.24.0.0/14", "172.64.0.0/13", "131.0.72.0/22",
        ]
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

    resource "aws_security_group" "other" { # not applicable
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["203.0.113.0/24"]
      }
    }
  }

  pass "as Cloudflare's provider lists them; a load balancer in front of something else" {
    data "cloudflare_ip_ranges" "all" {}

    resource "aws_security_group" "balancer" { # not applicable
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = data.cloudflare_ip_ranges.all.ipv4_cidrs
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

    resource "aws_security_group" "mail" { # not applicable
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["104.16.0.0/13"]
      }
    }

    resource "aws_lb" "mail" {
      name            = "mail"
      security_groups = [aws_security_group.mail.id]
    }
  }

  undecided "further ranges that are an input" {
    variable "more" {
      type = list(string)
    }

    resource "aws_security_group" "balancer" { # undecided: var.more
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = concat(["104.16.0.0/13"], var.more)
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

rule "cloudflare-range-retired" {
  summary   = "Group of the load balancer admits a range that Cloudflare has given up"
  severity  = "medium"
  clauses   = ["A6.4.9"]
  since     = "0.1"
  why       = "Addresses that Cloudflare no longer sends requests from carry traffic of others, which goes around its firewall."
  remedy    = "Take the range out; the ranges in use stand at https://www.cloudflare.com/ips."

  target   = ["aws_security_group", "aws_default_security_group"]
  when     = is_front_group(self)
  for_each = [for entry in ingress_rules(self) : entry if gives_ranges(entry)]
  condition = alltrue([
    for range in source_ranges(each.value) : !contains(cloudflare_retired_ranges(), range)
  ])
  error_message = "${address(self)} admits ${source_text(each.value)}, of which Cloudflare has given up a part or all."
  at            = each.value.at

  fail "one of before 2021" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["172.64.0.0/13", "104.16.0.0/12"] # finding: admits 104.16.0.0/12
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

  fail "one of a prefix list that is made here" {
    resource "aws_ec2_managed_prefix_list" "edge" {
      name           = "edge"
      address_family = "IPv4"
      max_entries    = 2

      entry {
        cidr = "104.16.0.0/12"
      }

      entry {
        cidr = "172.64.0.0/13"
      }
    }

    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        prefix_list_ids = [aws_ec2_managed_prefix_list.edge.id] # finding: admits a prefix list
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

  pass "those in use, and a group" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["172.64.0.0/13", "104.16.0.0/13"]
      }

      ingress {
        protocol  = "tcp"
        from_port = 443
        to_port   = 443
        self      = true
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
        cidr_blocks = ["104.16.0.0/12"]
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
