function "backup_days" {
  summary = "Days that a cluster's own backups are kept; one, if it does not say"
  params  = [cluster]
  result  = configured(cluster.backup_retention_period) ? cluster.backup_retention_period : 1
}

rule "aurora-backups-off" {
  summary   = "Database cluster has no automated backups"
  severity  = "high"
  clauses   = ["A3.4.1", "A3.4.2", "A12.1.1", "A12.1.2"]
  since     = "0.1"
  why       = "Without daily backups nothing that is deleted or overwritten can be restored; Aurora refuses the value when it is applied."
  remedy    = "Set backup_retention_period to the number of days that backups are to be kept."
  standards = { nist-800-53-r5 = ["CP-9"] }

  target        = "aws_rds_cluster"
  condition     = backup_days(self) >= 1
  error_message = "Cluster ${address(self)} has no automated backups."
  at            = self.backup_retention_period

  fail "zero, from an object" {
    locals {
      reports = { backup_days = 0 }
    }

    resource "aws_rds_cluster" "reports" {
      engine                  = "aurora-mysql"
      backup_retention_period = local.reports.backup_days # finding: aws_rds_cluster.reports has no automated backups
    }
  }

  pass "a week; one day, if nothing is said" {
    resource "aws_rds_cluster" "main" {
      engine                  = "aurora-mysql"
      backup_retention_period = 7
    }

    resource "aws_rds_cluster" "reports" {
      engine = "aurora-mysql"
    }
  }

  undecided "an input" {
    variable "days" {
      type = number
    }

    resource "aws_rds_cluster" "main" {
      engine                  = "aurora-mysql"
      backup_retention_period = var.days # undecided: var.days
    }
  }
}

rule "aurora-backups-kept-too-short" {
  summary   = "Database cluster cannot be restored far enough back"
  severity  = "high"
  clauses   = ["A3.4.2", "A12.1.2"]
  since     = "0.1"
  why       = "Damage that is noticed after the window has passed cannot be undone."
  remedy    = "Raise backup_retention_period, or let an AWS Backup rule with continuous backup select the cluster."
  standards = { nist-800-53-r5 = ["CP-9"] }

  target = "aws_rds_cluster"
  when   = backup_days(self) >= 1 # else it has none, which is said of it already
  condition = (
    backup_days(self) >= param.database.backup_retention_days ||
    ((!configured(self.backup_retention_period) || ignores_changes(self, "backup_retention_period")) && length(continuous_backup_rules(self, param.database.backup_retention_days)) > 0)
  )
  error_message = "Cluster ${address(self)} can be restored to the last ${number_of(backup_days(self), "day")}; ${param.database.backup_retention_days} are due."
  at            = self.backup_retention_period

  fail "a week, through a module; nothing said" {
    module "database" {
      source      = "./modules/database"
      backup_days = 7
    }

    resource "aws_rds_cluster" "reports" { # finding: aws_rds_cluster.reports can be restored to the last one day
      engine = "aurora-mysql"
    }

    file "modules/database/main.tf" {
      variable "backup_days" {
        type = number
      }

      resource "aws_rds_cluster" "this" {
        engine                  = "aurora-mysql"
        backup_retention_period = var.backup_days # finding: the last 7 days; 35 are due
      }
    }
  }

  fail "a backup plan that only takes snapshots" {
    resource "aws_rds_cluster" "main" { # finding
      engine = "aurora-mysql"
    }

    resource "aws_backup_plan" "daily" {
      name = "daily"

      rule {
        rule_name         = "daily"
        target_vault_name = "main"
        schedule          = "cron(0 3 * * ? *)"
      }
    }

    resource "aws_backup_selection" "database" {
      name         = "database"
      plan_id      = aws_backup_plan.daily.id
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"
      resources    = [aws_rds_cluster.main.arn]
    }
  }

  pass "the cluster's own window; another as the parameter asks for" {
    resource "aws_rds_cluster" "main" {
      engine                  = "aurora-mysql"
      backup_retention_period = 35
    }
  }

  pass "a week, where that is enough" {
    parameters = { "database.backup_retention_days" = 7 }

    resource "aws_rds_cluster" "main" {
      engine                  = "aurora-mysql"
      backup_retention_period = 14
    }
  }

  pass "AWS Backup, by ARN and by tag" {
    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster" "reports" {
      engine = "aurora-mysql"

      tags = { backup = "continuous" }
    }

    resource "aws_rds_cluster" "taken_over" {
      engine                  = "aurora-mysql"
      backup_retention_period = 7

      tags = { backup = "continuous" }

      lifecycle {
        ignore_changes = [backup_retention_period]
      }
    }

    resource "aws_backup_plan" "continuous" {
      name = "continuous"

      rule {
        rule_name                = "continuous"
        target_vault_name        = "main"
        enable_continuous_backup = true

        lifecycle {
          delete_after = 35
        }
      }
    }

    resource "aws_backup_selection" "by_arn" {
      name         = "by-arn"
      plan_id      = aws_backup_plan.continuous.id
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"
      resources    = [aws_rds_cluster.main.arn]
    }

    resource "aws_backup_selection" "by_tag" {
      name         = "by-tag"
      plan_id      = aws_backup_plan.continuous.id
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"

      selection_tag {
        type  = "STRINGEQUALS"
        key   = "backup"
        value = "continuous"
      }
    }
  }

  undecided "an input" {
    variable "days" {
      type = number
    }

    resource "aws_rds_cluster" "main" {
      engine                  = "aurora-mysql"
      backup_retention_period = var.days # undecided: var.days
    }
  }

  fail "a week of its own beside a plan for longer" {
    resource "aws_rds_cluster" "main" {
      engine                  = "aurora-mysql"
      backup_retention_period = 7 # finding
    }

    resource "aws_backup_plan" "continuous" {
      name = "continuous"

      rule {
        rule_name                = "continuous"
        target_vault_name        = "main"
        enable_continuous_backup = true

        lifecycle {
          delete_after = 35
        }
      }
    }

    resource "aws_backup_selection" "database" {
      name         = "database"
      plan_id      = aws_backup_plan.continuous.id
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"
      resources    = [aws_rds_cluster.main.arn]
    }
  }
}

rule "aurora-recovery-points-kept-too-short" {
  summary   = "Backup plan deletes a database's recovery points too early"
  severity  = "medium"
  clauses   = ["A12.1.2"]
  since     = "0.1"
  why       = "The plan's copies are what is left when the cluster itself is gone; they are meant to last as long as its own backups."
  remedy    = "Raise lifecycle.delete_after, or leave it out to keep recovery points for ever."
  standards = { nist-800-53-r5 = ["CP-9"] }

  target        = "aws_backup_plan"
  when          = anytrue([for cluster in resources("aws_rds_cluster") : is_backed_up_by(cluster, self)])
  for_each      = self.rule
  condition     = keeps_at_least(each.value, param.database.backup_retention_days)
  error_message = "Plan ${address(self)} keeps recovery points of a database for ${coalesce(one(each.value.lifecycle[*].delete_after), "unlimited")} days; ${param.database.backup_retention_days} are due."
  at            = each.value.lifecycle[0].delete_after

  fail "two weeks, of one of two databases" {
    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster" "scratch" {
      engine = "aurora-mysql"
    }

    resource "aws_backup_plan" "daily" {
      name = "daily"

      rule {
        rule_name         = "daily"
        target_vault_name = "main"

        lifecycle {
          delete_after = 14 # finding: for 14 days; 35 are due
        }
      }

      rule {
        rule_name         = "monthly"
        target_vault_name = "main"

        lifecycle {
          delete_after = 365
        }
      }
    }

    resource "aws_backup_selection" "database" {
      name         = "database"
      plan_id      = aws_backup_plan.daily.id
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"
      resources    = [aws_rds_cluster.main.arn]
    }
  }

  pass "for ever; a plan for something else" {
    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_dynamodb_table" "locks" {
      name         = "locks"
      billing_mode = "PAY_PER_REQUEST"
      hash_key     = "id"

      attribute {
        name = "id"
        type = "S"
      }
    }

    resource "aws_backup_plan" "daily" {
      name = "daily"

      rule {
        rule_name         = "daily"
        target_vault_name = "main"
      }
    }

    resource "aws_backup_selection" "database" {
      name         = "database"
      plan_id      = aws_backup_plan.daily.id
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"
      resources    = ["*"]
    }

    resource "aws_backup_plan" "short" {
      name = "short"

      rule {
        rule_name         = "daily"
        target_vault_name = "main"

        lifecycle {
          delete_after = 3
        }
      }
    }

    resource "aws_backup_selection" "locks" {
      name         = "locks"
      plan_id      = aws_backup_plan.short.id
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"
      resources    = [aws_dynamodb_table.locks.arn]
    }
  }
}

rule "aurora-backups-deleted-with-cluster" {
  summary  = "Automated backups are deleted together with the database cluster"
  severity = "info"
  clauses  = ["A3.4.1"]
  since    = "0.1"
  why      = "When the cluster is deleted by mistake, its restore window is gone at once."
  remedy   = "Set delete_automated_backups to false."

  target        = "aws_rds_cluster"
  condition     = self.delete_automated_backups == false
  error_message = "Deleting ${address(self)} deletes its automated backups."

  fail "true, and left out" {
    resource "aws_rds_cluster" "main" {
      engine                   = "aurora-mysql"
      delete_automated_backups = true # finding
    }

    resource "aws_rds_cluster" "reports" { # finding
      engine = "aurora-mysql"
    }
  }

  pass "false" {
    resource "aws_rds_cluster" "main" {
      engine                   = "aurora-mysql"
      delete_automated_backups = false
    }
  }
}

rule "aurora-without-final-snapshot" {
  summary   = "Deleting the database cluster takes no final snapshot"
  severity  = "low"
  clauses   = ["A3.4.1"]
  since     = "0.1"
  why       = "What was written since the last backup is lost when the cluster is deleted."
  remedy    = "Set skip_final_snapshot to false and name a final_snapshot_identifier."
  standards = { nist-800-53-r5 = ["CP-9"] }

  target        = "aws_rds_cluster"
  when          = param.database.require_final_snapshot
  condition     = self.skip_final_snapshot != true
  error_message = "Deleting ${address(self)} takes no final snapshot."

  fail "skipped" {
    parameters = { "database.require_final_snapshot" = true }

    resource "aws_rds_cluster" "main" {
      engine              = "aurora-mysql"
      skip_final_snapshot = true # finding
    }
  }

  pass "taken" {
    parameters = { "database.require_final_snapshot" = true }

    resource "aws_rds_cluster" "main" {
      engine                    = "aurora-mysql"
      skip_final_snapshot       = false
      final_snapshot_identifier = "main-final"
    }
  }
}
