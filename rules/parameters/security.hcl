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

parameter "security.secret_name_patterns" {
  type    = list(string)
  default = ["*PASSWORD", "*PASSWD", "*SECRET", "*TOKEN", "*API_KEY", "*SECRET_KEY", "*PRIVATE_KEY", "*ACCESS_KEY"]
  summary = "Names of environment variables that hold secrets, in capitals; * stands for any text"
}

parameter "security.secret_url_patterns" {
  type    = list(string)
  default = ["https://hooks.slack.com/"]
  summary = "Beginnings of URLs that let everybody in who knows them"
}

parameter "security.aws_key_allow" {
  type    = list(string)
  default = []
  summary = "Ids of AWS access keys that may be written out"
}
