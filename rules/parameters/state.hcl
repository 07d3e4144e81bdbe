parameter "state.backend" {
  type    = string
  default = "s3"
  summary = "Backend that keeps Terraform's state"
}

parameter "state.lock" {
  type    = string
  default = "any"
  summary = "What locks the state: dynamodb, lockfile, or any of them"
}

parameter "state.lock_table_key" {
  type    = string
  default = "LockID"
  summary = "Key of the table that locks the state"
}

parameter "state.require_versioning" {
  type    = bool
  default = true
  summary = "Whether the bucket of the state keeps old versions"
}

parameter "state.require_replication" {
  type    = bool
  default = false
  summary = "Whether the bucket of the state is copied elsewhere"
}

parameter "state.allow_workspaces" {
  type    = bool
  default = true
  summary = "Whether environments may be told apart by workspaces alone"
}
