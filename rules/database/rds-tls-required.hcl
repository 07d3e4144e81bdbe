rule "database-instance-accepts-clear-text" {
  summary   = "Database instance lets clients in that do not encrypt"
  severity  = "high"
  clauses   = ["A13.4.3"]
  since     = "0.1"
  why       = "MySQL, SQL Server, PostgreSQL before 15 and MariaDB before 11.8 take connections in clear text unless they are told otherwise: a client that forgets TLS goes unnoticed, and its password with it."
  remedy    = "Set rds.force_ssl (PostgreSQL, SQL Server) or require_secure_transport (MySQL, MariaDB) to 1 in a parameter group of the instance's own."
  standards = { aws-fsbp = ["RDS.38", "RDS.39"], nist-800-53-r5 = ["SC-8"] }

  target = "aws_db_instance"
  when = (
    param.database.require_secure_transport && length(tls_parameter_of(self.engine)) > 0 &&
    (is_empty(self.replicate_source_db) || configured(self.parameter_group_name)) # else a replica has its source's
  )
  condition = alltrue([ # mutant-ok: an engine has one
    for parameter in tls_parameter_of(self.engine) :
    refuses_clear_text(self, parameter, parameters_in(self.parameter_group_name, "aws_db_parameter_group", parameter.name), database_version(self))
  ])
  error_message = "${address(self)} lets clients in that do not encrypt."
  at            = self.parameter_group_name

  fail "off, not set, no group of its own, and the one that AWS makes" {
    resource "aws_db_parameter_group" "off" {
      family = "postgres16"

      parameter {
        name  = "rds.force_ssl"
        value = "0"
      }
    }

    resource "aws_db_parameter_group" "left" {
      family = "mysql8.0"

      parameter {
        name  = "character_set_client"
        value = "utf8"
      }
    }

    resource "aws_db_instance" "off" {
      instance_class       = "db.t4g.micro"
      engine               = "postgres"
      engine_version       = "16.6"
      parameter_group_name = aws_db_parameter_group.off.name # finding: aws_db_instance.off lets clients in
    }

    resource "aws_db_instance" "left" {
      instance_class       = "db.t4g.micro"
      engine               = "mysql"
      parameter_group_name = aws_db_parameter_group.left.id # finding
    }

    resource "aws_db_instance" "none" { # finding
      instance_class = "db.t4g.micro"
      engine         = "mariadb"
      engine_version = "10.11"
    }

    resource "aws_db_instance" "made" {
      instance_class       = "db.t4g.small"
      engine               = "sqlserver-ex"
      parameter_group_name = "default.sqlserver-ex-15.0" # finding
    }

    resource "aws_db_instance" "copy" {
      instance_class       = "db.t4g.micro"
      engine               = "mysql"
      replicate_source_db  = "orders"
      parameter_group_name = aws_db_parameter_group.left.name # finding
    }
  }

  pass "on; by its version; a replica with its source's group, and an engine that is asked otherwise" {
    resource "aws_db_parameter_group" "forced" {
      family = "postgres14"

      parameter {
        name  = "rds.force_ssl"
        value = 1
      }
    }

    resource "aws_db_parameter_group" "required" {
      family = "mysql8.4"

      parameter {
        name  = "require_secure_transport"
        value = "ON"
      }
    }

    resource "aws_db_instance" "forced" {
      instance_class       = "db.t4g.micro"
      engine               = "postgres"
      parameter_group_name = aws_db_parameter_group.forced.name
    }

    resource "aws_db_instance" "required" {
      instance_class       = "db.t4g.micro"
      engine               = "mysql"
      parameter_group_name = aws_db_parameter_group.required.name
    }

    resource "aws_db_instance" "newer" {
      instance_class = "db.t4g.micro"
      engine         = "postgres"
      engine_version = "15"
    }

    resource "aws_db_instance" "copy" { # not applicable
      instance_class      = "db.t4g.micro"
      engine              = "mysql"
      replicate_source_db = "orders"
    }

    resource "aws_db_instance" "oracle" { # not applicable
      instance_class = "db.t3.small"
      engine         = "oracle-se2"
    }
  }

  pass "where clear text is allowed" {
    parameters = { "database.require_secure_transport" = false }

    resource "aws_db_instance" "reports" { # not applicable
      instance_class = "db.t4g.micro"
      engine         = "mysql"
    }
  }

  undecided "a group from elsewhere, a value that is an input, and a version that nobody tells" {
    variable "tls" {
      type = string
    }

    resource "aws_db_parameter_group" "main" {
      family = "mysql8.0"

      parameter {
        name  = "require_secure_transport"
        value = var.tls
      }
    }

    resource "aws_db_instance" "main" {
      instance_class       = "db.t4g.micro"
      engine               = "mysql"
      parameter_group_name = aws_db_parameter_group.main.name # undecided: var.tls
    }

    resource "aws_db_instance" "tuned" {
      instance_class       = "db.t4g.micro"
      engine               = "mysql"
      parameter_group_name = "tuned" # undecided: tuned
    }

    resource "aws_db_instance" "some" { # undecided: the version of aws_db_instance.some
      instance_class = "db.t4g.micro"
      engine         = "postgres"
    }
  }
}
