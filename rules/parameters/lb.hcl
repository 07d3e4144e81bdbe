parameter "lb.http_mode" {
  type    = string
  default = "redirect"
  summary = "What the load balancer does on plain HTTP: redirect; absent, it does not listen; or forward, it serves"
}

parameter "lb.tls_min_version" {
  type    = string
  default = "1.2"
  summary = "Oldest version of TLS that the load balancer offers"
}

parameter "lb.require_tls12" {
  type    = bool
  default = true
  summary = "Whether the load balancer offers TLS 1.2"
}

parameter "lb.require_tls13" {
  type    = bool
  default = true
  summary = "Whether the load balancer offers TLS 1.3"
}

parameter "lb.tls_policy_extra_ok" {
  type    = list(string)
  default = []
  summary = "Names of further security policies that are good enough"
}
