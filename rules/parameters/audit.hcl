parameter "audit.trail_bucket" {
  type    = string
  default = ""
  summary = "Name of the bucket for the audit trail, also as the beginning of a name (NAME-staging); empty: any"
}

parameter "audit.require_validation" {
  type    = bool
  default = true
  summary = "Whether the audit trail's files can be checked for changes"
}

parameter "audit.require_cmk" {
  type    = bool
  default = false
  summary = "Whether the audit trail is encrypted with a key of one's own"
}
