parameter "storage.logs_expiry_days" {
  type    = number
  default = 90
  summary = "Days after which objects of the logs bucket are deleted"
}

parameter "storage.logs_expiry_overrides" {
  type    = list(object({ prefix = string, days = number }))
  default = []
  summary = "Prefixes of the logs bucket whose objects are kept for another number of days"
}

parameter "storage.backups_expiry_days" {
  type    = number
  default = 30
  summary = "Days after which objects of the backups bucket are deleted"
}

parameter "storage.backups_noncurrent_days" {
  type    = number
  default = 30
  summary = "Days that replaced and deleted versions in the backups bucket are kept at most"
}
