rule "classic-load-balancer-serves-plain-http" {
  summary   = "Classic load balancer serves content on plain HTTP"
  severity  = "medium"
  clauses   = ["A13.4.3"]
  since     = "0.1"
  why       = "A classic load balancer cannot redirect: without a listener that speaks TLS, requests, and the sessions in them, cross the internet in clear text."
  remedy    = "Add a listener for HTTPS with ssl_certificate_id, and let the hosts redirect what comes by HTTP; or move to an application load balancer, which redirects by itself."
  standards = { aws-fsbp = ["ELB.3"], nist-800-53-r5 = ["SC-8"] }

  target        = "aws_elb"
  when          = param.lb.http_mode != "forward" && self.internal != true
  for_each      = [for i, listener in self.listener : { listener = listener, at = argument(self, "listener[${i}].lb_protocol") } if speaks_clear_http(listener)]
  condition     = anytrue([for other in self.listener : contains(["HTTPS", "SSL"], upper(other.lb_protocol))])
  error_message = "Classic load balancer ${address(self)} serves content on plain HTTP, on port ${each.value.listener.lb_port}."
  note          = "Whether the hosts redirect to HTTPS is not seen."
  at            = each.value.at

  fail "HTTP, and TCP on the port of HTTP" {
    resource "aws_elb" "web" {
      listener {
        instance_port     = 8000
        instance_protocol = "http"
        lb_port           = 8080
        lb_protocol       = "http" # finding: Classic load balancer aws_elb.web serves content on plain HTTP, on port 8080
      }

      listener {
        instance_port     = 8000
        instance_protocol = "tcp"
        lb_port           = 80
        lb_protocol       = "TCP" # finding
      }

      listener {
        instance_port     = 8443
        instance_protocol = "tcp"
        lb_port           = 8443
        lb_protocol       = "tcp"
      }
    }
  }

  pass "beside HTTPS or TLS, to which the hosts may redirect; TLS that the hosts end" {
    resource "aws_elb" "web" {
      listener {
        instance_port     = 8000
        instance_protocol = "http"
        lb_port           = 80
        lb_protocol       = "http"
      }

      listener {
        instance_port      = 8000
        instance_protocol  = "http"
        lb_port            = 443
        lb_protocol        = "https"
        ssl_certificate_id = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"
      }
    }

    resource "aws_elb" "api" {
      listener {
        instance_port     = 8000
        instance_protocol = "tcp"
        lb_port           = 80
        lb_protocol       = "tcp"
      }

      listener {
        instance_port      = 8000
        instance_protocol  = "tcp"
        lb_port            = 443
        lb_protocol        = "SSL"
        ssl_certificate_id = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"
      }
    }

    resource "aws_elb" "through" {
      listener {
        instance_port     = 8443
        instance_protocol = "tcp"
        lb_port           = 443
        lb_protocol       = "tcp"
      }
    }
  }

  pass "inside the VPC" {
    resource "aws_elb" "inside" { # not applicable
      internal = true

      listener {
        instance_port     = 8000
        instance_protocol = "http"
        lb_port           = 80
        lb_protocol       = "http"
      }
    }
  }

  pass "where HTTP is served on purpose" {
    parameters = { "lb.http_mode" = "forward" }

    resource "aws_elb" "web" { # not applicable
      listener {
        instance_port     = 8000
        instance_protocol = "http"
        lb_port           = 80
        lb_protocol       = "http"
      }
    }
  }

  undecided "an input" {
    variable "protocol" {
      type = string
    }

    resource "aws_elb" "web" {
      listener {
        instance_port     = 8000
        instance_protocol = "http"
        lb_port           = 8080
        lb_protocol       = var.protocol # undecided: var.protocol
      }
    }
  }
}

function "speaks_clear_http" {
  summary = "Whether a classic load balancer's listener speaks HTTP in clear text, by its protocol, or by TCP on the port of HTTP"
  params  = [listener]
  result  = upper(listener.lb_protocol) == "HTTP" || (upper(listener.lb_protocol) == "TCP" && listener.lb_port == 80)
}
