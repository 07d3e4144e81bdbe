parameter "recovery.replica_region" {
  type    = string
  default = ""
  summary = "Region of the copies for disaster recovery; empty: there is none"
}
