rule "ecs-log-retention-off-plan" {
  summary   = "Logs of ECS tasks are not kept as long as planned"
  severity  = "medium"
  clauses   = ["A7.3.2"]
  since     = "0.1"
  why       = "Kept too short, logs are gone before an incident is looked into; kept too long, they cost more than planned and hold personal data."
  remedy    = "Set retention_in_days to the planned number of days."
  standards = { nist-800-53-r5 = ["AU-11"] }

  target        = "aws_cloudwatch_log_group"
  when          = is_task_log_group(self)
  condition     = log_days(self) == param.observability.log_retention_days
  error_message = "Log group ${address(self)} keeps logs for ${log_days(self) == 0 ? "ever" : "${log_days(self)} days"}; ${param.observability.log_retention_days} days are planned."
  at            = self.retention_in_days

  fail "too long, by its name; for ever" {
    module "ecs" {
      source         = "./modules/ecs"
      retention_days = 3 * 30
    }

    resource "aws_cloudwatch_log_group" "worker" { # finding: for ever; 30 days are planned
      name_prefix = "/ecs/worker-"
    }

    file "modules/ecs/main.tf" {
      variable "retention_days" {
        type = number
      }

      resource "aws_cloudwatch_log_group" "this" {
        for_each = toset(["/ecs/main", "/aws/ecs/containerinsights/main/performance"])

        name              = each.key
        retention_in_days = var.retention_days # finding: module.ecs.aws_cloudwatch_log_group.this["/ecs/main"]
      }
    }
  }

  fail "a group of another name that containers write to" {
    resource "aws_cloudwatch_log_group" "web" {
      name              = "web"
      retention_in_days = 7 # finding: for 7 days
    }

    resource "aws_ecs_task_definition" "web" {
      family = "web"

      container_definitions = jsonencode([
        { name = "proxy", image = "nginx" },
        {
          name  = "web"
          image = "web"
          logConfiguration = {
            logDriver = "awslogs"
            options   = { awslogs-group = aws_cloudwatch_log_group.web.name }
          }
        },
      ])
    }
  }

  pass "as planned; groups of others may differ" {
    resource "aws_cloudwatch_log_group" "main" {
      name              = "/ecs/main"
      retention_in_days = 30
    }

    resource "aws_cloudwatch_log_group" "flow" {
      name              = "/vpc/flow"
      retention_in_days = 7
    }
  }

  undecided "an input" {
    variable "days" {
      type = number
    }

    resource "aws_cloudwatch_log_group" "main" {
      name              = "/ecs/main"
      retention_in_days = var.days # undecided: var.days
    }
  }
}

rule "log-group-never-expires" {
  summary   = "Log group keeps logs for ever"
  severity  = "low"
  clauses   = ["A7.3.3"]
  since     = "0.1"
  why       = "The bill grows every month, and personal data stays longer than anybody needs it."
  remedy    = "Set retention_in_days."
  standards = { nist-800-53-r5 = ["AU-11", "SI-12"] }

  target        = "aws_cloudwatch_log_group"
  condition     = log_days(self) > 0
  error_message = "Log group ${address(self)} keeps logs for ever."
  at            = self.retention_in_days

  fail "left out under for_each, and zero" {
    resource "aws_cloudwatch_log_group" "redis" { # finding: aws_cloudwatch_log_group.redis["
      for_each = toset(["slow-log", "engine-log"])

      name = "/elasticache/main/${each.key}"
    }

    resource "aws_cloudwatch_log_group" "flow" {
      name              = "/vpc/flow"
      retention_in_days = 0 # finding: aws_cloudwatch_log_group.flow
    }
  }

  pass "a day, and a month" {
    resource "aws_cloudwatch_log_group" "debug" {
      name              = "/debug"
      retention_in_days = 1
    }

    resource "aws_cloudwatch_log_group" "flow" {
      name              = "/vpc/flow"
      retention_in_days = 30
    }
  }

  undecided "an input" {
    variable "days" {
      type = number
    }

    resource "aws_cloudwatch_log_group" "flow" {
      name              = "/vpc/flow"
      retention_in_days = var.days # undecided: var.days
    }
  }
}

rule "log-group-kept-too-long" {
  summary  = "Log group keeps logs for a very long time"
  severity = "info"
  clauses  = ["A7.3.3"]
  since    = "0.1"
  why      = "Old logs are cheaper in a bucket, and personal data in them needs a reason to be kept."
  remedy   = "Lower retention_in_days, and export to a bucket what must be kept longer."

  target        = "aws_cloudwatch_log_group"
  condition     = log_days(self) <= param.observability.log_retention_max
  error_message = "Log group ${address(self)} keeps logs for ${log_days(self)} days."
  at            = self.retention_in_days

  fail "ten years" {
    resource "aws_cloudwatch_log_group" "audit" {
      name              = "/audit"
      retention_in_days = 3653 # finding: for 3653 days
    }
  }

  pass "a year" {
    resource "aws_cloudwatch_log_group" "audit" {
      name              = "/audit"
      retention_in_days = 365
    }
  }
}

rule "lambda-without-log-group" {
  summary  = "Lambda function's log group is not managed"
  severity = "info"
  clauses  = ["A7.3.3"]
  since    = "0.1"
  why      = "Lambda then creates the group itself, and that one keeps logs for ever."
  remedy   = "Declare an aws_cloudwatch_log_group named /aws/lambda/ and the function's name, with retention_in_days."

  target        = "aws_lambda_function"
  condition     = length(compact(self.logging_config[*].log_group)) > 0 || is_managed_log_group("/aws/lambda/${self.function_name}")
  error_message = "The log group of function ${address(self)} is not managed, so it keeps logs for ever."
  at            = self.function_name

  fail "no group" {
    resource "aws_lambda_function" "notify" {
      function_name = "notify" # finding
      role          = "arn:aws:iam::111122223333:role/notify"
      filename      = "function.zip"
    }
  }

  pass "a group of its name, and one that it names" {
    locals {
      name = "notify"
    }

    resource "aws_cloudwatch_log_group" "notify" {
      name              = "/aws/lambda/${local.name}"
      retention_in_days = 30
    }

    resource "aws_lambda_function" "notify" {
      function_name = local.name
      role          = "arn:aws:iam::111122223333:role/notify"
      filename      = "function.zip"
    }

    resource "aws_lambda_function" "report" {
      function_name = "report"
      role          = "arn:aws:iam::111122223333:role/report"
      filename      = "function.zip"

      logging_config {
        log_format = "JSON"
        log_group  = "reports"
      }
    }
  }
}

rule "database-logs-without-log-group" {
  summary  = "Log group of a database's exported logs is not managed"
  severity = "info"
  clauses  = ["A7.3.3"]
  since    = "0.1"
  why      = "RDS then creates the group itself, and that one keeps logs for ever."
  remedy   = "Declare an aws_cloudwatch_log_group named /aws/rds/cluster/NAME/LOG with retention_in_days."

  target        = "aws_rds_cluster"
  for_each      = self.enabled_cloudwatch_logs_exports[*]
  condition     = is_managed_log_group("/aws/rds/cluster/${self.cluster_identifier}/${each.value}")
  error_message = "The log group of ${address(self)} for ${each.value} logs is not managed, so it keeps logs for ever."
  at            = self.enabled_cloudwatch_logs_exports

  fail "one of two" {
    resource "aws_cloudwatch_log_group" "error" {
      name              = "/aws/rds/cluster/main/error"
      retention_in_days = 30
    }

    resource "aws_rds_cluster" "main" {
      cluster_identifier              = "main"
      engine                          = "aurora-mysql"
      enabled_cloudwatch_logs_exports = ["error", "slowquery"] # finding: for slowquery logs
    }
  }

  pass "each has one" {
    locals {
      exports = toset(["error", "slowquery"])
    }

    resource "aws_cloudwatch_log_group" "exports" {
      for_each = local.exports

      name              = "/aws/rds/cluster/main/${each.key}"
      retention_in_days = 30
    }

    resource "aws_rds_cluster" "main" {
      cluster_identifier              = "main"
      engine                          = "aurora-mysql"
      enabled_cloudwatch_logs_exports = local.exports
    }
  }
}

rule "container-insights-without-log-group" {
  summary  = "Log group of Container Insights is not managed"
  severity = "info"
  clauses  = ["A7.3.3"]
  since    = "0.1"
  why      = "ECS then creates the group itself, with a retention that nobody chose."
  remedy   = "Declare an aws_cloudwatch_log_group named /aws/ecs/containerinsights/NAME/performance with retention_in_days."

  target        = "aws_ecs_cluster"
  when          = anytrue([for setting in self.setting : setting.name == "containerInsights" && setting.value != "disabled"])
  condition     = is_managed_log_group("/aws/ecs/containerinsights/${self.name}/performance")
  error_message = "The log group of Container Insights for ${address(self)} is not managed."
  at            = self.setting

  fail "no group" {
    resource "aws_ecs_cluster" "main" {
      name = "main"

      setting { # finding
        name  = "containerInsights"
        value = "enabled"
      }
    }
  }

  pass "a group" {
    resource "aws_ecs_cluster" "main" {
      name = "main"

      setting {
        name  = "containerInsights"
        value = "enhanced"
      }
    }

    resource "aws_cloudwatch_log_group" "insights" {
      name              = "/aws/ecs/containerinsights/main/performance"
      retention_in_days = 30
    }
  }

  pass "no insights" {
    resource "aws_ecs_cluster" "silent" { # not applicable
      name = "silent"
    }

    resource "aws_ecs_cluster" "off" { # not applicable
      name = "off"

      setting {
        name  = "containerInsights"
        value = "disabled"
      }
    }

    resource "aws_ecs_cluster" "else" { # not applicable
      name = "else"

      setting {
        name  = "somethingElse"
        value = "enabled"
      }
    }
  }
}
