rule "cluster-backups-kept-too-short" {
  summary   = "Document or graph database cannot be restored far enough back"
  severity  = "high"
  clauses   = []
  since     = "0.1"
  why       = "Damage that is noticed after the window has passed cannot be undone. DocumentDB and Neptune keep one day unless they are told otherwise."
  remedy    = "Raise backup_retention_period, or let an AWS Backup rule that keeps its recovery points long enough select the cluster."
  standards = { aws-fsbp = ["DocumentDB.2", "Neptune.5"], nist-800-53-r5 = ["CP-9"] }

  target        = ["aws_docdb_cluster", "aws_neptune_cluster"]
  condition     = self.backup_retention_period >= param.database.backup_retention_days || length(backup_rules(self, param.database.backup_retention_days)) > 0
  error_message = "Cluster ${address(self)} can be restored to the last ${number_of(self.backup_retention_period, "day")}; ${param.database.backup_retention_days} are due."
  at            = self.backup_retention_period

  fail "left out, five days, and a plan that keeps too little" {
    parameters = { "database.backup_retention_days" = 7 }

    resource "aws_docdb_cluster" "documents" { # finding: aws_docdb_cluster.documents can be restored to the last one day; 7 are due
      cluster_identifier = "documents"
    }

    resource "aws_neptune_cluster" "graph" {
      cluster_identifier      = "graph"
      backup_retention_period = 5 # finding: the last 5 days
    }

    resource "aws_backup_plan" "short" {
      name = "short"

      rule {
        rule_name         = "short"
        target_vault_name = "main"

        lifecycle {
          delete_after = 3
        }
      }
    }

    resource "aws_backup_selection" "short" {
      name         = "short"
      plan_id      = aws_backup_plan.short.id
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"
      resources    = [aws_neptune_cluster.graph.arn]
    }
  }

  pass "long enough, and by AWS Backup" {
    parameters = { "database.backup_retention_days" = 7 }

    resource "aws_docdb_cluster" "documents" {
      cluster_identifier      = "documents"
      backup_retention_period = 7
    }

    resource "aws_neptune_cluster" "graph" {
      cluster_identifier = "graph"
    }

    resource "aws_backup_plan" "daily" {
      name = "daily"

      rule {
        rule_name         = "daily"
        target_vault_name = "main"

        lifecycle {
          delete_after = 7
        }
      }
    }

    resource "aws_backup_selection" "graph" {
      name         = "graph"
      plan_id      = aws_backup_plan.daily.id
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"
      resources    = [aws_neptune_cluster.graph.arn]
    }
  }

  undecided "an input" {
    variable "days" {
      type = number
    }

    resource "aws_neptune_cluster" "graph" {
      cluster_identifier      = "graph"
      backup_retention_period = var.days # undecided: var.days
    }
  }
}
