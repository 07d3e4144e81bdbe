parameter "cache.subnet_scope" {
  type    = string
  default = "all-private"
  summary = "Documented private subnets that a cache's subnet group holds: all-private or listed"
}

parameter "cache.listed_subnets" {
  type    = list(string)
  default = []
  summary = "Ranges of the subnets that a cache's subnet group holds, where the scope is listed"
}

parameter "cache.min_azs" {
  type    = number
  default = 2
  summary = "Zones that a cache spans at least"
}

parameter "cache.replicas" {
  type    = number
  default = 2
  summary = "Read replicas of each shard"
}

parameter "cache.transit_mode" {
  type    = string
  default = "required"
  summary = "required, or preferred, which lets clients without TLS in"
}

parameter "cache.require_cmk" {
  type    = bool
  default = false
  summary = "Whether caches are encrypted with a key of one's own"
}

parameter "cache.snapshot_retention_days" {
  type    = number
  default = 1
  summary = "Days that a cache's daily snapshots are kept at least"
}
