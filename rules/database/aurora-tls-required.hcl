rule "aurora-accepts-clear-text" {
  summary   = "Database cluster lets clients in that do not encrypt"
  severity  = "high"
  clauses   = ["A3.4.4", "A13.4.3"]
  since     = "0.1"
  why       = "Aurora MySQL 8.0 takes connections in clear text unless it is told otherwise: a client that forgets TLS goes unnoticed."
  remedy    = "Set require_secure_transport to ON in the cluster's parameter group."
  standards = { nist-800-53-r5 = ["SC-8"] }

  target = "aws_rds_cluster"
  when   = param.database.require_secure_transport && contains(["aurora", "aurora-mysql"], coalesce(self.engine, "aurora"))
  condition = refuses_clear_text(
    self, tls_parameter_of("aurora-mysql")[0], cluster_parameters(self, "require_secure_transport"),
    version_in(coalesce(self.engine_version, "8.0")), # which AWS takes where none is given
  )
  error_message = "${address(self)} lets clients in that do not encrypt."
  at            = self.db_cluster_parameter_group_name

  fail "OFF, and not set" {
    resource "aws_rds_cluster_parameter_group" "main" {
      name   = "main"
      family = "aurora-mysql8.0"

      parameter {
        name  = "require_secure_transport"
        value = "OFF"
      }
    }

    resource "aws_rds_cluster_parameter_group" "slow" {
      name   = "slow"
      family = "aurora-mysql8.0"

      parameter {
        name  = "long_query_time"
        value = "2"
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                          = "aurora-mysql"
      db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.main.name # finding: aws_rds_cluster.main lets clients in
    }

    resource "aws_rds_cluster" "slow" {
      engine                          = "aurora-mysql"
      db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.slow.name # finding
    }
  }

  fail "no group of its own, and the one that AWS makes" {
    resource "aws_rds_cluster" "main" { # finding
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster" "default" {
      engine                          = "aurora-mysql"
      db_cluster_parameter_group_name = "default.aurora-mysql8.0" # finding
    }
  }

  pass "ON, 1, and by its version; another engine" {
    resource "aws_rds_cluster_parameter_group" "main" {
      name   = "main"
      family = "aurora-mysql8.0"

      parameter {
        name  = "require_secure_transport"
        value = "ON"
      }
    }

    resource "aws_rds_cluster_parameter_group" "one" {
      name   = "one"
      family = "aurora-mysql8.0"

      parameter {
        name  = "require_secure_transport"
        value = 1
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                          = "aurora-mysql"
      db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.main.name
    }

    resource "aws_rds_cluster" "one" {
      engine                          = "aurora-mysql"
      db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.one.name
    }

    resource "aws_rds_cluster" "newer" {
      engine         = "aurora-mysql"
      engine_version = "8.4.mysql_aurora.4.01.0"
    }

    resource "aws_rds_cluster" "postgres" { # not applicable
      engine = "aurora-postgresql"
    }
  }

  pass "where clear text is allowed" {
    parameters = { "database.require_secure_transport" = false }

    resource "aws_rds_cluster" "main" { # not applicable
      engine = "aurora-mysql"
    }
  }

  undecided "a group from elsewhere, and a value that is an input" {
    variable "tls" {
      type = string
    }

    resource "aws_rds_cluster_parameter_group" "main" {
      name   = "main"
      family = "aurora-mysql8.0"

      parameter {
        name  = "require_secure_transport"
        value = var.tls
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                          = "aurora-mysql"
      db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.main.name # undecided: var.tls
    }

    resource "aws_rds_cluster" "other" {
      engine                          = "aurora-mysql"
      db_cluster_parameter_group_name = "tuned" # undecided: tuned
    }
  }
}

rule "aurora-offers-old-tls" {
  summary   = "Database cluster offers versions of TLS that are broken"
  severity  = "low"
  clauses   = ["A3.4.4"]
  since     = "0.1"
  why       = "TLS 1.0 and 1.1 are broken; a client that is led to them can be listened to."
  remedy    = "Set tls_version to TLSv1.2,TLSv1.3 in the cluster's parameter group, or leave it out."
  standards = { nist-800-53-r5 = ["SC-8", "SC-13"] }

  target        = "aws_rds_cluster"
  for_each      = cluster_parameters(self, "tls_version")
  condition     = alltrue([for version in split(",", each.value) : contains(["TLSv1.2", "TLSv1.3"], trimspace(version))])
  error_message = "${address(self)} offers ${each.value}."
  at            = self.db_cluster_parameter_group_name

  fail "one of them" {
    resource "aws_rds_cluster_parameter_group" "main" {
      name   = "main"
      family = "aurora-mysql8.0"

      parameter {
        name  = "tls_version"
        value = "TLSv1.1,TLSv1.2"
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                          = "aurora-mysql"
      db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.main.name # finding: aws_rds_cluster.main offers TLSv1.1,TLSv1.2
    }
  }

  pass "new ones, and whatever is the default" {
    resource "aws_rds_cluster_parameter_group" "main" {
      name   = "main"
      family = "aurora-mysql8.0"

      parameter {
        name  = "tls_version"
        value = "TLSv1.2, TLSv1.3"
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                          = "aurora-mysql"
      db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.main.name
    }

    resource "aws_rds_cluster" "default" {
      engine = "aurora-mysql"
    }
  }
}
