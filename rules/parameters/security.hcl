parameter "security.require_cmk" {
  type    = bool
  default = false
  summary = "Whether everything is encrypted with keys of one's own"
}

parameter "security.encrypt_sns" {
  type    = bool
  default = false
  summary = "Whether topics are encrypted at rest"
}

parameter "security.require_target_tls" {
  type    = bool
  default = false
  summary = "Whether the load balancer encrypts its connections to containers"
}

parameter "security.transit_hops" {
  type    = list(string)
  default = ["client", "origin", "database", "cache"]
  summary = "Connections that are encrypted: client, origin, database, cache, targets, internal"
}
