rule "load-balancer-serves-plain-http" {
  summary   = "Load balancer serves content on plain HTTP"
  severity  = "medium"
  clauses   = ["A1.2.8", "A13.4.3"]
  since     = "0.1"
  why       = "Whoever comes by HTTP is never led to HTTPS: requests, and the sessions in them, cross the internet in clear text."
  remedy    = "Let the listener redirect to HTTPS, and take rules that do anything else off it."
  standards = { aws-fsbp = ["ELB.1"], nist-800-53-r5 = ["SC-8"] }

  target        = ["aws_lb_listener", "aws_alb_listener", "aws_lb_listener_rule", "aws_alb_listener_rule"]
  when          = param.lb.http_mode != "forward" && anytrue([for listener in listeners_meant(self) : speaks_plain_http(listener)]) # mutant-ok: a rule is of one listener
  for_each      = actions_of(self)
  condition     = leads_to_https(each.value)
  error_message = "${address(self)} serves content on plain HTTP."
  at            = each.value.at

  fail "forwarding, a redirect that stays with HTTP, and a page" {
    resource "aws_lb" "main" {
      name = "main"
    }

    resource "aws_lb_listener" "http" {
      load_balancer_arn = aws_lb.main.arn
      port              = 80
      protocol          = "HTTP"

      default_action {
        type             = "forward" # finding: aws_lb_listener.http serves content
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_lb_listener" "moved" {
      load_balancer_arn = aws_lb.main.arn
      port              = 81
      protocol          = "HTTP"

      default_action {
        type = "redirect" # finding: aws_lb_listener.moved

        redirect {
          protocol    = "HTTP"
          port        = "443"
          status_code = "HTTP_301"
        }
      }
    }

    resource "aws_lb_listener" "page" {
      load_balancer_arn = aws_lb.main.arn
      port              = 82
      protocol          = "HTTP"

      default_action {
        type = "fixed-response" # finding: aws_lb_listener.page

        fixed_response {
          content_type = "text/plain"
          status_code  = "200"
        }
      }
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }
  }

  fail "a listener that is given no protocol" {
    resource "aws_lb" "main" {
      name = "main"
    }

    resource "aws_lb_listener" "http" {
      load_balancer_arn = aws_lb.main.arn
      port              = 80

      default_action {
        type             = "forward" # finding: aws_lb_listener.http serves content
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }
  }

  fail "a rule of a listener that redirects otherwise" {
    resource "aws_lb" "main" {
      name = "main"
    }

    resource "aws_lb_listener" "http" {
      load_balancer_arn = aws_lb.main.arn
      port              = 80
      protocol          = "HTTP"

      default_action {
        type = "redirect"

        redirect {
          protocol    = "HTTPS"
          port        = "443"
          status_code = "HTTP_301"
        }
      }
    }

    resource "aws_lb_listener_rule" "health" {
      listener_arn = aws_lb_listener.http.arn

      condition {
        path_pattern {
          values = ["/health"]
        }
      }

      action {
        type             = "forward" # finding: aws_lb_listener_rule.health serves content
        target_group_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/web/0123456789abcdef"
      }
    }
  }

  fail "a test listener that everybody reaches" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 8080
        to_port     = 8080
        cidr_blocks = ["0.0.0.0/0"]
      }
    }

    resource "aws_lb" "main" {
      name            = "main"
      security_groups = [aws_security_group.balancer.id]
    }

    resource "aws_lb_listener" "http" {
      load_balancer_arn = aws_lb.main.arn
      port              = 8080
      protocol          = "HTTP"

      default_action {
        type             = "forward" # finding
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }
  }

  pass "redirects, also by a rule, and errors" {
    resource "aws_lb" "main" {
      name = "main"
    }

    resource "aws_lb_listener" "http" {
      load_balancer_arn = aws_lb.main.arn
      port              = 80
      protocol          = "HTTP"

      default_action {
        type = "redirect"

        redirect {
          protocol    = "HTTPS"
          port        = "443"
          status_code = "HTTP_301"
        }
      }
    }

    resource "aws_lb_listener" "closed" {
      load_balancer_arn = aws_lb.main.arn
      port              = 81
      protocol          = "HTTP"

      default_action {
        type = "fixed-response"

        fixed_response {
          content_type = "text/plain"
          status_code  = "404"
        }
      }
    }

    resource "aws_lb_listener_rule" "health" {
      listener_arn = aws_lb_listener.http.arn

      condition {
        path_pattern {
          values = ["/health"]
        }
      }

      action {
        type = "redirect"

        redirect {
          protocol    = "HTTPS"
          port        = "443"
          status_code = "HTTP_302"
        }
      }
    }
  }

  pass "HTTPS, a load balancer inside the VPC, and a test listener that is closed to the internet" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 8080
        to_port     = 8080
        cidr_blocks = ["10.0.0.0/16"]
      }

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["0.0.0.0/0"]
      }
    }

    resource "aws_lb" "main" {
      name            = "main"
      security_groups = [aws_security_group.balancer.id]
    }

    resource "aws_lb" "inside" {
      name     = "inside"
      internal = true
    }

    resource "aws_lb_listener" "https" { # not applicable
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

      default_action {
        type = "fixed-response"

        fixed_response {
          content_type = "text/plain"
          status_code  = "200"
        }
      }
    }

    resource "aws_lb_listener" "test" { # not applicable
      load_balancer_arn = aws_lb.main.arn
      port              = 8080
      protocol          = "HTTP"

      default_action {
        type = "fixed-response"

        fixed_response {
          content_type = "text/plain"
          status_code  = "200"
        }
      }
    }

    resource "aws_lb_listener" "inside" { # not applicable
      load_balancer_arn = aws_lb.inside.arn
      port              = 80
      protocol          = "HTTP"

      default_action {
        type = "fixed-response"

        fixed_response {
          content_type = "text/plain"
          status_code  = "200"
        }
      }
    }
  }

  pass "where content may be served on HTTP" {
    parameters = { "lb.http_mode" = "forward" }

    resource "aws_lb" "main" {
      name = "main"
    }

    resource "aws_lb_listener" "http" { # not applicable
      load_balancer_arn = aws_lb.main.arn
      port              = 80
      protocol          = "HTTP"

      default_action {
        type = "fixed-response"

        fixed_response {
          content_type = "text/plain"
          status_code  = "200"
        }
      }
    }
  }

  undecided "an action that is an input" {
    variable "action" {
      type = string
    }

    resource "aws_lb" "main" {
      name = "main"
    }

    resource "aws_lb_listener" "http" {
      load_balancer_arn = aws_lb.main.arn
      port              = 80
      protocol          = "HTTP"

      default_action {
        type = var.action # undecided: var.action
      }
    }
  }
}

rule "load-balancer-listens-on-plain-http" {
  summary  = "Load balancer listens on plain HTTP"
  severity = "medium"
  clauses  = ["A1.2.8"]
  since    = "0.1"
  why      = "Where nobody is meant to come by HTTP, a listener only makes first requests go in clear text."
  remedy   = "Take the listener out, or set lb.http_mode to redirect."

  target        = ["aws_lb_listener", "aws_alb_listener"]
  when          = param.lb.http_mode == "absent"
  condition     = !speaks_plain_http(self)
  error_message = "${address(self)} listens on plain HTTP."
  at            = self.protocol

  fail "to redirect" {
    parameters = { "lb.http_mode" = "absent" }

    resource "aws_lb" "main" {
      name = "main"
    }

    resource "aws_lb_listener" "http" {
      load_balancer_arn = aws_lb.main.arn
      port              = 80
      protocol          = "HTTP" # finding: aws_lb_listener.http listens

      default_action {
        type = "redirect"

        redirect {
          protocol    = "HTTPS"
          port        = "443"
          status_code = "HTTP_301"
        }
      }
    }
  }

  pass "HTTPS" {
    parameters = { "lb.http_mode" = "absent" }

    resource "aws_lb" "main" {
      name = "main"
    }

    resource "aws_lb_listener" "https" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

      default_action {
        type = "fixed-response"
      }
    }
  }

  pass "where HTTP redirects" {
    resource "aws_lb" "main" {
      name = "main"
    }

    resource "aws_lb_listener" "http" { # not applicable
      load_balancer_arn = aws_lb.main.arn
      port              = 80
      protocol          = "HTTP"

      default_action {
        type = "redirect"

        redirect {
          protocol    = "HTTPS"
          port        = "443"
          status_code = "HTTP_301"
        }
      }
    }
  }
}
