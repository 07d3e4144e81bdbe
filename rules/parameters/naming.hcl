parameter "naming.bucket_logs" {
  type    = string
  default = ""
  summary = "Name of the bucket for logs, also as the beginning of a name (NAME-staging); empty: there is none"
}

parameter "naming.bucket_backups" {
  type    = string
  default = ""
  summary = "Name of the bucket for backups, also as the beginning of a name (NAME-staging); empty: there is none"
}

parameter "naming.bucket_assets" {
  type    = string
  default = ""
  summary = "Name of the bucket for assets, also as the beginning of a name (NAME-staging); empty: there is none"
}
