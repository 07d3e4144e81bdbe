rule "database-instance-without-backups" {
  summary   = "Database instance has no automated backups"
  severity  = "high"
  clauses   = ["A12.1.1"]
  since     = "0.1"
  why       = "Without daily backups nothing that is deleted or overwritten can be restored. Terraform asks for none unless it is told otherwise."
  remedy    = "Set backup_retention_period to the number of days that backups are to be kept."
  standards = { aws-fsbp = ["RDS.11"], nist-800-53-r5 = ["CP-9"] }

  target        = "aws_db_instance"
  when          = is_empty(self.replicate_source_db) && (configured(self.backup_retention_period) || !takes_over_data(self))
  condition     = self.backup_retention_period > 0
  error_message = "Database ${address(self)} has no automated backups."
  at            = self.backup_retention_period

  fail "left out, zero" {
    variable "days" {
      default = 0
    }

    resource "aws_db_instance" "main" { # finding: Database aws_db_instance.main has no automated backups
      engine = "postgres"
    }

    resource "aws_db_instance" "reports" {
      engine                  = "mysql"
      backup_retention_period = var.days # finding
    }

    resource "aws_db_instance" "copy" {
      snapshot_identifier     = "reports-2026"
      backup_retention_period = 0 # finding
    }
  }

  pass "a day; a replica and a restored one have what their source has" {
    resource "aws_db_instance" "main" {
      engine                  = "postgres"
      backup_retention_period = 1
    }

    resource "aws_db_instance" "reader" { # not applicable
      replicate_source_db     = "main"
      backup_retention_period = 0
    }

    resource "aws_db_instance" "restored" { # not applicable
      snapshot_identifier = "main-2026"
    }

    resource "aws_db_instance" "earlier" { # not applicable
      restore_to_point_in_time {
        source_db_instance_identifier = "main"
        use_latest_restorable_time    = true
      }
    }
  }

  undecided "an input" {
    variable "days" {
      type = number
    }

    resource "aws_db_instance" "main" {
      engine                  = "postgres"
      backup_retention_period = var.days # undecided: var.days
    }
  }
}

function "takes_over_data" {
  summary = "Whether a database instance starts from what exists: it replicates another one, or was restored"
  params  = [instance]
  result  = configured(instance.replicate_source_db) || configured(instance.snapshot_identifier) || length(instance.restore_to_point_in_time) > 0
}
