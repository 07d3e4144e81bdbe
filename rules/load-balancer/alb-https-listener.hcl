rule "load-balancer-without-https" {
  summary   = "Load balancer has no HTTPS listener"
  severity  = "critical"
  clauses   = ["A1.2.6", "A13.4.3"]
  since     = "0.1"
  why       = "Requests, and the sessions and passwords in them, reach the load balancer in clear text."
  remedy    = "Add a listener with protocol HTTPS on ingress.https_port, and a certificate."
  standards = { aws-fsbp = ["ELB.1"], nist-800-53-r5 = ["SC-8"] }

  target        = ["aws_lb", "aws_alb"]
  when          = is_front(self) && self.load_balancer_type == "application"
  condition     = anytrue([for listener in listeners_on(self) : listener.protocol == "HTTPS" && listener.port == param.ingress.https_port])
  error_message = "${address(self)} has no HTTPS listener on port ${param.ingress.https_port}."

  fail "HTTP alone, also on the port of HTTPS, and HTTPS on another port" {
    resource "aws_lb" "main" { # finding: aws_lb.main has no HTTPS listener on port 443
      name = "main"
    }

    resource "aws_lb_listener" "http" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "HTTP"

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_lb_listener" "https" {
      load_balancer_arn = aws_lb.main.arn
      port              = 8443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
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

  pass "beside HTTP; a load balancer in front of something else" {
    resource "aws_lb" "main" {
      name = "main"
    }

    resource "aws_lb_listener" "http" {
      load_balancer_arn = aws_lb.main.arn
      port              = 80
      protocol          = "HTTP"

      default_action {
        type = "fixed-response"
      }
    }

    resource "aws_lb_listener" "https" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = aws_lb_target_group.web.arn
        container_name   = "web"
        container_port   = 3000
      }
    }

    resource "aws_lb" "mail" { # not applicable
      name = "mail"
    }
  }

  pass "a network load balancer, which another rule judges" {
    resource "aws_lb" "main" { # not applicable
      name               = "main"
      load_balancer_type = "network"
    }

    resource "aws_lb_listener" "tcp" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "TCP"

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
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

  undecided "a protocol that is an input" {
    variable "protocol" {
      type = string
    }

    resource "aws_lb" "main" { # undecided: var.protocol
      name = "main"
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = var.protocol

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
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

rule "https-listener-without-certificate" {
  summary   = "HTTPS listener has no certificate"
  severity  = "critical"
  clauses   = ["A1.2.6"]
  since     = "0.1"
  why       = "A plan accepts it, and AWS refuses it when it is applied: there is no HTTPS."
  remedy    = "Set certificate_arn to that of a validated certificate."
  standards = { aws-fsbp = ["ELB.1"], nist-800-53-r5 = ["SC-8"] }

  target        = ["aws_lb_listener", "aws_alb_listener"]
  when          = is_encrypted_listener(self)
  condition     = !is_empty(self.certificate_arn)
  error_message = "${address(self)} speaks ${self.protocol} and has no certificate."
  at            = self.certificate_arn

  fail "left out, and null" {
    resource "aws_lb_listener" "https" { # finding: aws_lb_listener.https speaks HTTPS
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"

      default_action {
        type = "fixed-response"
      }
    }

    resource "aws_lb_listener" "tls" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 8443
      protocol          = "TLS"
      certificate_arn   = null # finding

      default_action {
        type = "fixed-response"
      }
    }
  }

  pass "a certificate that is made here, and one from elsewhere" {
    resource "aws_acm_certificate" "web" {
      domain_name = "www.example.com"
    }

    resource "aws_lb_listener" "https" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = aws_acm_certificate.web.arn

      default_action {
        type = "fixed-response"
      }
    }

    resource "aws_lb_listener" "more" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 8443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

      default_action {
        type = "fixed-response"
      }
    }

    resource "aws_lb_listener" "plain" { # not applicable
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 81

      default_action {
        type = "fixed-response"
      }
    }

    resource "aws_lb_listener" "http" { # not applicable
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 80
      protocol          = "HTTP"

      default_action {
        type = "fixed-response"
      }
    }
  }

  undecided "an input that may be null" {
    variable "certificate_arn" {
      type = string
    }

    resource "aws_lb_listener" "https" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = var.certificate_arn # undecided: var.certificate_arn

      default_action {
        type = "fixed-response"
      }
    }
  }
}

rule "https-certificate-from-another-region" {
  summary  = "HTTPS listener has a certificate of another region"
  severity = "critical"
  clauses  = ["A1.2.6"]
  since    = "0.1"
  why      = "A load balancer takes certificates of its own region alone: AWS refuses the listener when it is applied."
  remedy   = "Request the certificate in the load balancer's region, too."

  target        = ["aws_lb_listener", "aws_alb_listener"]
  when          = is_encrypted_listener(self) && known(self.certificate_arn) && matches_pattern(coalesce(self.certificate_arn, "-"), "arn:aws*:acm:*")
  condition     = split(":", self.certificate_arn)[3] == region_of(self)
  error_message = "${address(self)} lies in ${region_of(self)}, and its certificate in ${split(":", self.certificate_arn)[3]}."
  at            = self.certificate_arn

  fail "one that was made for CloudFront" {
    provider "aws" {
      region = "us-west-2"
    }

    resource "aws_lb_listener" "https" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d" # finding: lies in us-west-2, and its certificate in us-east-1

      default_action {
        type = "fixed-response"
      }
    }
  }

  pass "of its own region; of the IAM, of no certificate and without encryption" {
    provider "aws" {
      region = "us-west-2"
    }

    resource "aws_lb_listener" "https" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

      default_action {
        type = "fixed-response"
      }
    }

    resource "aws_lb_listener" "iam" { # not applicable
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 8443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:iam::111122223333:server-certificate/web"

      default_action {
        type = "fixed-response"
      }
    }

    resource "aws_lb_listener" "none" { # not applicable
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 9443
      protocol          = "HTTPS"

      default_action {
        type = "fixed-response"
      }
    }

    resource "aws_lb_listener" "http" { # not applicable
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 80
      protocol          = "HTTP"
      certificate_arn   = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d"

      default_action {
        type = "fixed-response"
      }
    }
  }

  pass "made here or an input" {
    variable "certificate_arn" {
      type = string
    }

    resource "aws_acm_certificate" "web" {
      domain_name = "www.example.com"
    }

    resource "aws_lb_listener" "made" { # not applicable
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = aws_acm_certificate.web.arn

      default_action {
        type = "fixed-response"
      }
    }

    resource "aws_lb_listener" "given" { # not applicable
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 8443
      protocol          = "HTTPS"
      certificate_arn   = var.certificate_arn

      default_action {
        type = "fixed-response"
      }
    }
  }

  undecided "a region that the environment gives" {
    resource "aws_lb_listener" "https" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d" # undecided: the region of aws_lb_listener.https

      default_action {
        type = "fixed-response"
      }
    }
  }
}
