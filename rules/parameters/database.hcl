parameter "database.subnet_scope" {
  type    = string
  default = "all-private"
  summary = "Documented private subnets that a database's subnet group holds: all-private or listed"
}

parameter "database.listed_subnets" {
  type    = list(string)
  default = []
  summary = "Ranges of the subnets that a database's subnet group holds, where the scope is listed"
}

parameter "database.min_instance_azs" {
  type    = number
  default = 2
  summary = "Zones that a database's subnet group spans at least"
}

parameter "database.require_cmk" {
  type    = bool
  default = false
  summary = "Whether databases are encrypted with a key of one's own"
}

parameter "database.backup_retention_days" {
  type    = number
  default = 35
  summary = "Days that a cluster can be restored to any point in time of; 35 is the service's maximum"
}

parameter "database.require_final_snapshot" {
  type    = bool
  default = false
  summary = "Whether deleting a cluster takes a snapshot"
}

parameter "database.require_secure_transport" {
  type    = bool
  default = true
  summary = "Whether a database refuses clients that do not encrypt"
}
