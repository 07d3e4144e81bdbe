parameter "ingress.extra_allowed_cidrs" {
  type    = list(string)
  default = []
  summary = "Ranges from which the load balancer may be reached beside Cloudflare's"
}

parameter "ingress.trusted_prefix_lists" {
  type    = list(string)
  default = []
  summary = "Names or ids of prefix lists that hold Cloudflare's ranges alone"
}

parameter "ingress.https_port" {
  type    = number
  default = 443
  summary = "Port that the load balancer terminates TLS on"
}

parameter "ingress.public_entry_allow" {
  type    = list(string)
  default = []
  summary = "Addresses of resources that may face the internet beside the load balancer; * stands for any text"
}
