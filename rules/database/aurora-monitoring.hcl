rule "aurora-monitoring-off-plan" {
  summary  = "Enhanced Monitoring does not measure as often as planned"
  severity = "medium"
  clauses  = ["A3.4.5"]
  since    = "0.1"
  why      = "What happened between two measurements, or was not measured at all, cannot be looked at after an incident."
  remedy   = "Set monitoring_interval of each instance to the planned number of seconds."

  target        = "aws_rds_cluster_instance"
  condition     = monitoring_interval(self) == param.database.monitoring_interval
  error_message = "Enhanced Monitoring measures ${address(self)} ${monitoring_interval(self) == 0 ? "never" : "every ${monitoring_interval(self)} seconds"}; every ${param.database.monitoring_interval} are planned."
  at            = self.monitoring_interval

  fail "left out, another interval, and by the cluster alone, another" {
    parameters = { "database.monitoring_interval" = 1 }

    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster" "coarse" {
      engine              = "aurora-mysql"
      monitoring_interval = 60
    }

    resource "aws_rds_cluster_instance" "none" { # finding: measures aws_rds_cluster_instance.none never; every 1 are planned
      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }

    resource "aws_rds_cluster_instance" "other" {
      cluster_identifier  = aws_rds_cluster.main.id
      engine              = "aurora-mysql"
      instance_class      = "db.serverless"
      monitoring_interval = 2 # finding: every 2 seconds
    }

    resource "aws_rds_cluster_instance" "coarse" { # finding: every 60 seconds
      cluster_identifier = aws_rds_cluster.coarse.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }

  pass "as planned, by itself or its cluster" {
    parameters = { "database.monitoring_interval" = 1 }

    resource "aws_rds_cluster" "main" {
      engine              = "aurora-mysql"
      monitoring_interval = 1
    }

    resource "aws_rds_cluster_instance" "itself" {
      cluster_identifier  = aws_rds_cluster.main.id
      engine              = "aurora-mysql"
      instance_class      = "db.serverless"
      monitoring_interval = 1
    }

    resource "aws_rds_cluster_instance" "cluster" {
      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }

  undecided "an input" {
    variable "interval" {
      type = number
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier  = "main"
      engine              = "aurora-mysql"
      instance_class      = "db.serverless"
      monitoring_interval = var.interval # undecided: var.interval
    }
  }
}

rule "aurora-monitored-by-cluster-alone" {
  summary  = "The interval of Enhanced Monitoring is set by the cluster alone"
  severity = "info"
  clauses  = ["A3.4.5"]
  since    = "0.1"
  why      = "The provider plans an interval of 0 for the instance and shows a difference in every plan."
  remedy   = "Set monitoring_interval of the instances in place of the cluster's; RDS refuses both."

  target        = "aws_rds_cluster_instance"
  when          = length(monitored_by(self)) > 0
  condition     = sets_monitoring(self)
  error_message = "The interval of Enhanced Monitoring of ${address(self)} is set by its cluster alone."

  fail "by the cluster" {
    resource "aws_rds_cluster" "main" {
      engine              = "aurora-mysql"
      monitoring_interval = 1
    }

    resource "aws_rds_cluster_instance" "a" { # finding
      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }

  pass "by the instance; by nobody" {
    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier  = aws_rds_cluster.main.id
      engine              = "aurora-mysql"
      instance_class      = "db.serverless"
      monitoring_interval = 1
    }

    resource "aws_rds_cluster_instance" "b" { # not applicable
      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }
}

rule "aurora-monitoring-without-role" {
  summary  = "Enhanced Monitoring has no role"
  severity = "medium"
  clauses  = ["A3.4.6"]
  since    = "0.1"
  why      = "RDS refuses an interval without a role when it is applied."
  remedy   = "Set monitoring_role_arn beside monitoring_interval."

  target        = ["aws_rds_cluster_instance", "aws_rds_cluster"]
  when          = sets_monitoring(self)
  condition     = self.monitoring_interval == 0 || !is_empty(self.monitoring_role_arn)
  error_message = "Enhanced Monitoring of ${address(self)} has no role."
  at            = self.monitoring_interval

  fail "of an instance, and of a cluster" {
    variable "role" {
      default = ""
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier  = "main"
      engine              = "aurora-mysql"
      instance_class      = "db.serverless"
      monitoring_interval = 1 # finding: of aws_rds_cluster_instance.a has no role
    }

    resource "aws_rds_cluster" "main" {
      engine              = "aurora-mysql"
      monitoring_interval = 5 # finding
      monitoring_role_arn = var.role
    }

    resource "aws_rds_cluster" "other" {
      engine              = "aurora-mysql"
      monitoring_interval = 5 # finding
    }
  }

  pass "a role; no monitoring" {
    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier  = "main"
      engine              = "aurora-mysql"
      instance_class      = "db.serverless"
      monitoring_interval = 1
      monitoring_role_arn = "arn:aws:iam::111122223333:role/monitoring"
    }

    resource "aws_rds_cluster_instance" "b" {
      cluster_identifier  = "main"
      engine              = "aurora-mysql"
      instance_class      = "db.serverless"
      monitoring_interval = 0
    }

    resource "aws_rds_cluster_instance" "c" { # not applicable
      cluster_identifier = "main"
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }

  undecided "an input" {
    variable "interval" {
      type = number
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier  = "main"
      engine              = "aurora-mysql"
      instance_class      = "db.serverless"
      monitoring_interval = var.interval # undecided: var.interval
    }
  }
}

rule "aurora-monitoring-with-useless-role" {
  summary  = "Enhanced Monitoring cannot use its role"
  severity = "medium"
  clauses  = ["A3.4.6"]
  since    = "0.1"
  why      = "A role that does not trust Enhanced Monitoring, or may not write what it measures, is refused, or leaves no measurements."
  remedy   = "Let the role trust monitoring.rds.amazonaws.com, and attach AmazonRDSEnhancedMonitoringRole."

  target        = ["aws_rds_cluster_instance", "aws_rds_cluster"]
  when          = self.monitoring_interval != 0
  for_each      = linked(self.monitoring_role_arn, "aws_iam_role")
  condition     = may_monitor(each.value)
  error_message = "Enhanced Monitoring of ${address(self)} cannot use ${address(each.value)}."
  at            = self.monitoring_role_arn

  fail "another service is trusted" {
    resource "aws_iam_role" "monitoring" {
      assume_role_policy  = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "rds.amazonaws.com" } }] })
      managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"]
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier  = "main"
      engine              = "aurora-mysql"
      instance_class      = "db.serverless"
      monitoring_interval = 1
      monitoring_role_arn = aws_iam_role.monitoring.arn # finding: of aws_rds_cluster_instance.a cannot use aws_iam_role.monitoring
    }
  }

  pass "its own role; none; not in use" {
    resource "aws_iam_role" "monitoring" {
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "monitoring.rds.amazonaws.com" } }] })
    }

    resource "aws_iam_role_policy_attachment" "monitoring" {
      role       = aws_iam_role.monitoring.name
      policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
    }

    resource "aws_iam_role" "other" {
      assume_role_policy = "{}"
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier  = "main"
      engine              = "aurora-mysql"
      instance_class      = "db.serverless"
      monitoring_interval = 1
      monitoring_role_arn = aws_iam_role.monitoring.arn
    }

    resource "aws_rds_cluster_instance" "b" { # not applicable
      cluster_identifier  = "main"
      engine              = "aurora-mysql"
      instance_class      = "db.serverless"
      monitoring_interval = 0
      monitoring_role_arn = aws_iam_role.other.arn
    }

    resource "aws_rds_cluster_instance" "c" { # not applicable
      cluster_identifier  = "main"
      engine              = "aurora-mysql"
      instance_class      = "db.serverless"
      monitoring_interval = 1
    }

    resource "aws_rds_cluster" "main" { # not applicable
      engine              = "aurora-mysql"
      monitoring_role_arn = aws_iam_role.other.arn
    }
  }

  undecided "a role that is made elsewhere" {
    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier  = "main"
      engine              = "aurora-mysql"
      instance_class      = "db.serverless"
      monitoring_interval = 1
      monitoring_role_arn = "arn:aws:iam::111122223333:role/monitoring" # undecided: arn:aws:iam::111122223333:role/monitoring
    }
  }
}

rule "aurora-without-performance-insights" {
  summary  = "Database instance has no Performance Insights"
  severity = "medium"
  clauses  = ["A3.4.7"]
  since    = "0.1"
  why      = "Which queries a database was busy with when it was slow is told by nothing else afterwards."
  remedy   = "Set performance_insights_enabled to true."

  target        = "aws_rds_cluster_instance"
  when          = param.database.performance_insights
  condition     = has_insights(self)
  error_message = "${address(self)} has no Performance Insights."
  at            = self.performance_insights_enabled

  fail "false, left out" {
    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier           = aws_rds_cluster.main.id
      engine                       = "aurora-mysql"
      instance_class               = "db.serverless"
      performance_insights_enabled = false # finding: aws_rds_cluster_instance.a has no Performance Insights
    }

    resource "aws_rds_cluster_instance" "b" { # finding
      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }

  pass "by itself, by its cluster" {
    resource "aws_rds_cluster" "main" {
      engine                       = "aurora-mysql"
      performance_insights_enabled = true
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier           = "other"
      engine                       = "aurora-mysql"
      instance_class               = "db.serverless"
      performance_insights_enabled = true
    }

    resource "aws_rds_cluster_instance" "b" {
      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }

  pass "where nobody asks" {
    parameters = { "database.performance_insights" = false }

    resource "aws_rds_cluster_instance" "a" { # not applicable
      cluster_identifier           = "main"
      engine                       = "aurora-mysql"
      instance_class               = "db.serverless"
      performance_insights_enabled = false
    }
  }

  undecided "an input" {
    variable "insights" {
      type = bool
    }

    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier           = aws_rds_cluster.main.id
      engine                       = "aurora-mysql"
      instance_class               = "db.serverless"
      performance_insights_enabled = var.insights # undecided: var.insights
    }
  }
}

rule "aurora-performance-insights-off-plan" {
  summary  = "Performance Insights keeps what it measured shorter or longer than planned"
  severity = "low"
  clauses  = ["A3.4.8"]
  since    = "0.1"
  why      = "Seven days cost nothing; longer is paid for by the instance."
  remedy   = "Set performance_insights_retention_period to the planned number of days."

  target        = ["aws_rds_cluster_instance", "aws_rds_cluster"]
  when          = self.performance_insights_enabled == true && configured(self.performance_insights_retention_period)
  condition     = self.performance_insights_retention_period == param.database.performance_insights_retention_days
  error_message = "Performance Insights of ${address(self)} keeps what it measured for ${self.performance_insights_retention_period} days; ${param.database.performance_insights_retention_days} are planned."
  at            = self.performance_insights_retention_period

  fail "a month, of an instance and of a cluster" {
    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier                    = "main"
      engine                                = "aurora-mysql"
      instance_class                        = "db.serverless"
      performance_insights_enabled          = true
      performance_insights_retention_period = 31 # finding: for 31 days; 7 are planned
    }

    resource "aws_rds_cluster" "main" {
      engine                                = "aurora-mysql"
      performance_insights_enabled          = true
      performance_insights_retention_period = 731 # finding
    }
  }

  pass "a week, which is so by default; off" {
    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier                    = "main"
      engine                                = "aurora-mysql"
      instance_class                        = "db.serverless"
      performance_insights_enabled          = true
      performance_insights_retention_period = 7
    }

    resource "aws_rds_cluster_instance" "b" { # not applicable
      cluster_identifier           = "main"
      engine                       = "aurora-mysql"
      instance_class               = "db.serverless"
      performance_insights_enabled = true
    }

    resource "aws_rds_cluster_instance" "c" { # not applicable
      cluster_identifier                    = "main"
      engine                                = "aurora-mysql"
      instance_class                        = "db.serverless"
      performance_insights_enabled          = false
      performance_insights_retention_period = 31
    }
  }

  undecided "an input" {
    variable "days" {
      type = number
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier                    = "main"
      engine                                = "aurora-mysql"
      instance_class                        = "db.serverless"
      performance_insights_enabled          = true
      performance_insights_retention_period = var.days # undecided: var.days
    }
  }
}
