rule "load-balancer-offers-old-tls" {
  summary   = "Load balancer offers versions of TLS that are broken"
  severity  = "high"
  clauses   = ["A1.2.7", "A13.4.3"]
  since     = "0.1"
  why       = "TLS 1.0 and 1.1 are broken; the policy that a listener without one has offers both."
  remedy    = "Set ssl_policy to one whose name begins with ELBSecurityPolicy-TLS13-1-2."
  standards = { nist-800-53-r5 = ["SC-8", "SC-8(1)", "SC-13"] }

  target = ["aws_lb_listener", "aws_alb_listener"]
  when   = is_encrypted_listener(self)
  condition = (
    contains(param.lb.tls_policy_extra_ok, self.ssl_policy) ||
    alltrue([for version in tls_versions(self.ssl_policy) : !contains(tls_versions_before(param.lb.tls_min_version), version)])
  )
  error_message = "${address(self)} offers TLS ${join(", ", tls_versions(self.ssl_policy))}, by policy ${self.ssl_policy}."
  at            = self.ssl_policy

  fail "no policy, and an old one" {
    resource "aws_lb_listener" "https" { # finding: offers TLS 1.0, 1.1, 1.2, by policy ELBSecurityPolicy-2016-08
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

      default_action {
        type = "fixed-response"
      }
    }

    resource "aws_lb_listener" "tls" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 8443
      protocol          = "TLS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"
      ssl_policy        = "ELBSecurityPolicy-TLS13-1-1-2021-06" # finding: offers TLS 1.1, 1.2, 1.3

      default_action {
        type = "fixed-response"
      }
    }
  }

  pass "new ones; without encryption" {
    resource "aws_lb_listener" "https" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"
      ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"

      default_action {
        type = "fixed-response"
      }
    }

    resource "aws_lb_listener" "tls" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 8443
      protocol          = "TLS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"
      ssl_policy        = "ELBSecurityPolicy-TLS13-1-3-2021-06"

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

  pass "an old one that is good enough here" {
    parameters = { "lb.tls_policy_extra_ok" = ["ELBSecurityPolicy-2016-08"] }

    resource "aws_lb_listener" "https" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"
      ssl_policy        = "ELBSecurityPolicy-2016-08"

      default_action {
        type = "fixed-response"
      }
    }
  }

  undecided "an input" {
    variable "policy" {
      type = string
    }

    resource "aws_lb_listener" "https" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"
      ssl_policy        = var.policy # undecided: var.policy

      default_action {
        type = "fixed-response"
      }
    }
  }
}

rule "load-balancer-without-tls13" {
  summary  = "Load balancer does not offer TLS 1.3"
  severity = "low"
  clauses  = ["A1.2.7"]
  since    = "0.1"
  why      = "TLS 1.3 takes one round trip less and has no weak ciphers left."
  remedy   = "Set ssl_policy to one whose name begins with ELBSecurityPolicy-TLS13-1-2."

  target = ["aws_lb_listener", "aws_alb_listener"]
  when   = is_encrypted_listener(self) && param.lb.require_tls13
  condition = (
    contains(param.lb.tls_policy_extra_ok, self.ssl_policy) ||
    contains(tls_versions(self.ssl_policy), "1.3")
  )
  error_message = "${address(self)} does not offer TLS 1.3, by policy ${self.ssl_policy}."
  at            = self.ssl_policy

  fail "by its policy" {
    resource "aws_lb_listener" "https" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"
      ssl_policy        = "ELBSecurityPolicy-TLS-1-2-2017-01" # finding: does not offer TLS 1.3

      default_action {
        type = "fixed-response"
      }
    }
  }

  pass "both versions; without encryption" {
    resource "aws_lb_listener" "https" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"
      ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"

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

  pass "a policy that is good enough here" {
    parameters = { "lb.tls_policy_extra_ok" = ["ELBSecurityPolicy-TLS-1-2-2017-01"] }

    resource "aws_lb_listener" "https" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"
      ssl_policy        = "ELBSecurityPolicy-TLS-1-2-2017-01"

      default_action {
        type = "fixed-response"
      }
    }
  }

  pass "where it is not asked for" {
    parameters = { "lb.require_tls13" = false }

    resource "aws_lb_listener" "https" { # not applicable
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"
      ssl_policy        = "ELBSecurityPolicy-TLS-1-2-2017-01"

      default_action {
        type = "fixed-response"
      }
    }
  }
}

rule "load-balancer-without-tls12" {
  summary  = "Load balancer does not offer TLS 1.2"
  severity = "low"
  clauses  = ["A1.2.7"]
  since    = "0.1"
  why      = "Browsers and clients that do not speak TLS 1.3 yet are shut out."
  remedy   = "Set ssl_policy to one whose name begins with ELBSecurityPolicy-TLS13-1-2."

  target = ["aws_lb_listener", "aws_alb_listener"]
  when   = is_encrypted_listener(self) && param.lb.require_tls12
  condition = (
    contains(param.lb.tls_policy_extra_ok, self.ssl_policy) ||
    contains(tls_versions(self.ssl_policy), "1.2")
  )
  error_message = "${address(self)} does not offer TLS 1.2, by policy ${self.ssl_policy}."
  at            = self.ssl_policy

  fail "by its policy" {
    resource "aws_lb_listener" "https" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"
      ssl_policy        = "ELBSecurityPolicy-TLS13-1-3-2021-06" # finding: does not offer TLS 1.2

      default_action {
        type = "fixed-response"
      }
    }
  }

  pass "both versions; without encryption" {
    resource "aws_lb_listener" "https" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"
      ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"

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

  pass "a policy that is good enough here" {
    parameters = { "lb.tls_policy_extra_ok" = ["ELBSecurityPolicy-TLS13-1-3-2021-06"] }

    resource "aws_lb_listener" "https" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"
      ssl_policy        = "ELBSecurityPolicy-TLS13-1-3-2021-06"

      default_action {
        type = "fixed-response"
      }
    }
  }

  pass "where it is not asked for" {
    parameters = { "lb.require_tls12" = false }

    resource "aws_lb_listener" "https" { # not applicable
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/main/0123456789abcdef"
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"
      ssl_policy        = "ELBSecurityPolicy-TLS13-1-3-2021-06"

      default_action {
        type = "fixed-response"
      }
    }
  }
}
