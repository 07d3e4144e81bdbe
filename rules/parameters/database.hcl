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

parameter "database.monitoring_interval" {
  type    = number
  default = 60
  summary = "Seconds between two measurements of Enhanced Monitoring: 1, 5, 10, 15, 30 or 60"
}

parameter "database.performance_insights" {
  type    = bool
  default = true
  summary = "Whether databases have Performance Insights"
}

parameter "database.performance_insights_retention_days" {
  type    = number
  default = 7
  summary = "Days that Performance Insights keeps what it measured"
}

parameter "database.min_instances" {
  type    = number
  default = 2
  summary = "Instances of a database cluster, the writer among them"
}

parameter "database.nonprod_min_instances" {
  type    = number
  default = 1
  summary = "Instances of a database cluster outside of production, the writer among them"
}

parameter "database.reader_azs" {
  type    = list(string)
  default = []
  summary = "Letters of the zones that instances of a database cluster lie in"
}
