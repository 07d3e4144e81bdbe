function "takes_over_storage" {
  summary = "Whether a cluster starts from what exists: a snapshot, another cluster or a global one"
  params  = [cluster]
  result = (
    configured(cluster.snapshot_identifier) || configured(cluster.replication_source_identifier) ||
    configured(cluster.global_cluster_identifier) || length(cluster.restore_to_point_in_time[*]) > 0
  )
}

rule "aurora-storage-unencrypted" {
  summary   = "Database cluster is not encrypted at rest"
  severity  = "critical"
  clauses   = ["A3.4.3", "A13.4.2"]
  since     = "0.1"
  why       = "Storage, snapshots and replicas hold the data in clear text, and a cluster cannot be encrypted afterwards."
  remedy    = "Set storage_encrypted to true; an existing cluster must be restored from an encrypted copy of its snapshot."
  standards = { aws-fsbp = ["RDS.27"], nist-800-53-r5 = ["SC-28"] }

  target        = "aws_rds_cluster"
  condition     = self.storage_encrypted != false
  error_message = "Cluster ${address(self)} is not encrypted at rest."

  fail "a local that negates a variable's default" {
    variable "plain" {
      default = true
    }

    locals {
      encrypted = !var.plain
    }

    resource "aws_rds_cluster" "main" {
      engine            = "aurora-mysql"
      storage_encrypted = local.encrypted # finding: aws_rds_cluster.main is not encrypted at rest
    }
  }

  fail "one of a module's clusters" {
    module "database" {
      source   = "./modules/database"
      for_each = { main = true, reports = false }

      encrypted = each.value
    }

    file "modules/database/main.tf" {
      variable "encrypted" {
        type = bool
      }

      resource "aws_rds_cluster" "this" {
        engine            = "aurora-mysql"
        storage_encrypted = var.encrypted # finding: module.database["reports"].aws_rds_cluster.this
      }
    }
  }

  pass "true" {
    resource "aws_rds_cluster" "main" {
      engine            = "aurora-mysql"
      storage_encrypted = true
    }
  }

  undecided "an input" {
    variable "encrypted" {
      type = bool
    }

    resource "aws_rds_cluster" "main" {
      engine            = "aurora-mysql"
      storage_encrypted = var.encrypted # undecided: var.encrypted
    }
  }
}

rule "aurora-encryption-unstated" {
  summary   = "Database cluster does not say whether it is encrypted"
  severity  = "medium"
  clauses   = ["A3.4.3", "A13.4.2"]
  since     = "0.1"
  why       = "Aurora encrypts clusters by default only if they were created since 18 February 2026; an older one is not, and the configuration does not tell its age."
  remedy    = "Set storage_encrypted to true; where an older cluster would be replaced, restore it from an encrypted copy of its snapshot first."
  standards = { aws-fsbp = ["RDS.27"], nist-800-53-r5 = ["SC-28"] }

  target = "aws_rds_cluster"
  condition = (
    configured(self.storage_encrypted) || self.engine_mode == "serverless" ||
    (takes_over_storage(self) && undecided("whether what ${address(self)} starts from is encrypted"))
  )
  error_message = "Cluster ${address(self)} does not set storage_encrypted: it is encrypted only if it was created since 18 February 2026."
  at            = self.storage_encrypted

  fail "left out, and null" {
    resource "aws_rds_cluster" "main" { # finding
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster" "reports" {
      engine            = "aurora-mysql"
      storage_encrypted = null # finding
    }
  }

  pass "stated; serverless, which is always encrypted" {
    resource "aws_rds_cluster" "main" {
      engine            = "aurora-mysql"
      storage_encrypted = true
    }

    resource "aws_rds_cluster" "v1" {
      engine      = "aurora-mysql"
      engine_mode = "serverless"
    }
  }

  undecided "as its snapshot is" {
    resource "aws_rds_cluster" "restored" { # undecided: whether what aws_rds_cluster.restored starts from is encrypted
      engine              = "aurora-mysql"
      snapshot_identifier = "before-migration"
    }
  }
}

rule "aurora-without-own-key" {
  summary   = "Database cluster is not encrypted with a key of one's own"
  severity  = "high"
  clauses   = ["A3.4.3", "A13.4.2"]
  since     = "0.1"
  why       = "Only a key of one's own can be restricted, audited and revoked apart from the database."
  remedy    = "Set kms_key_id to the ARN of an aws_kms_key."
  standards = { nist-800-53-r5 = ["SC-12", "SC-28"] }

  target        = "aws_rds_cluster"
  when          = param.database.require_cmk
  condition     = is_managed_key(self.kms_key_id)
  error_message = "Cluster ${address(self)} is not encrypted with a key of one's own."

  fail "no key" {
    parameters = { "database.require_cmk" = true }

    resource "aws_rds_cluster" "main" { # finding
      engine            = "aurora-mysql"
      storage_encrypted = true
    }
  }

  pass "a key" {
    parameters = { "database.require_cmk" = true }

    resource "aws_kms_key" "data" {}

    resource "aws_rds_cluster" "main" {
      engine            = "aurora-mysql"
      storage_encrypted = true
      kms_key_id        = aws_kms_key.data.arn
    }
  }

  undecided "a key from elsewhere" {
    parameters = { "database.require_cmk" = true }

    resource "aws_rds_cluster" "main" {
      engine            = "aurora-mysql"
      storage_encrypted = true
      kms_key_id        = "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d" # undecided
    }
  }
}
