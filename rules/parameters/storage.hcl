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

parameter "storage.sse_algorithm" {
  type    = string
  default = "AES256"
  summary = "What objects of the assets bucket are encrypted with: AES256, aws:kms or aws:kms:dsse"
}

parameter "storage.accept_implicit_sse" {
  type    = bool
  default = true
  summary = "Whether it is enough that S3 encrypts with AES256 where nothing is declared"
}

parameter "storage.sse_exact" {
  type    = bool
  default = false
  summary = "Whether stronger encryption than the planned one is refused"
}

parameter "storage.tls_only_buckets" {
  type    = list(string)
  default = ["*"]
  summary = "Names of buckets that refuse plain HTTP, also as the beginning of a name (NAME-staging); * for every one"
}

parameter "storage.private_buckets" {
  type    = list(string)
  default = ["*"]
  summary = "Names of buckets that are not public, also as the beginning of a name (NAME-staging); * for every one that is no website"
}

parameter "storage.assets_public" {
  type    = bool
  default = false
  summary = "Whether the assets bucket may be public"
}

parameter "storage.assets_glacier_days" {
  type    = number
  default = 90
  summary = "Days after which assets move to Glacier"
}

parameter "storage.glacier_classes" {
  type    = list(string)
  default = ["GLACIER", "GLACIER_IR"]
  summary = "Storage classes that count as Glacier"
}

parameter "storage.assets_glacier_scope" {
  type    = string
  default = "bucket"
  summary = "Which assets move to Glacier: bucket for all, prefix for some, or noncurrent for old versions alone"
}

parameter "storage.lifecycle_exempt" {
  type    = list(string)
  default = ["*tfstate*", "*terraform-state*"]
  summary = "Names of buckets that need no lifecycle rule; * stands for any text"
}

parameter "storage.ebs_lifecycle" {
  type    = string
  default = "if-present"
  summary = "Whether volumes are to have snapshots: if-present, or ignore"
}
