rule "ecs-service-with-public-ip" {
  summary   = "ECS service gives its tasks public addresses"
  severity  = "critical"
  clauses   = ["A6.3.8", "A1.1.6"]
  since     = "0.1"
  why       = "A task with a public address is reachable from the internet; only its security group stands before it."
  remedy    = "Set assign_public_ip to false and let tasks go out through NAT or VPC endpoints."
  standards = { aws-fsbp = ["ECS.2"], nist-800-53-r5 = ["SC-7"] }

  target        = "aws_ecs_service"
  for_each      = self.network_configuration
  condition     = each.value.assign_public_ip != true
  error_message = "Service ${address(self)} gives its tasks public addresses."

  fail "a variable's default" {
    variable "assign_public_ip" {
      type    = bool
      default = true
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets          = ["subnet-0a1b2c3d"]
        assign_public_ip = var.assign_public_ip # finding: aws_ecs_service.web gives its tasks public addresses
      }
    }
  }

  fail "a dynamic block, for one instance of a module" {
    module "service" {
      source   = "./modules/service"
      for_each = { web = true, worker = false }

      name   = each.key
      public = each.value
    }

    file "modules/service/main.tf" {
      variable "name" {
        type = string
      }

      variable "public" {
        type = bool
      }

      resource "aws_ecs_service" "this" {
        name = var.name

        dynamic "network_configuration" {
          for_each = [var.public]

          content {
            subnets          = ["subnet-0a1b2c3d"]
            assign_public_ip = network_configuration.value # finding: module.service["web"]
          }
        }
      }
    }
  }

  pass "false, and left out" {
    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets          = ["subnet-0a1b2c3d"]
        assign_public_ip = false
      }
    }

    resource "aws_ecs_service" "worker" {
      name = "worker"

      network_configuration {
        subnets = ["subnet-0a1b2c3d"]
      }
    }
  }

  undecided "an input" {
    variable "public" {
      type = bool
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets          = ["subnet-0a1b2c3d"]
        assign_public_ip = var.public # undecided: var.public
      }
    }
  }
}

rule "scheduled-task-with-public-ip" {
  summary   = "Scheduled ECS task has a public address"
  severity  = "critical"
  clauses   = ["A6.3.8", "A1.1.6"]
  since     = "0.1"
  why       = "A task with a public address is reachable from the internet while it runs."
  remedy    = "Set assign_public_ip to false in the task's network_configuration."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = ["aws_scheduler_schedule", "aws_cloudwatch_event_target"]
  when          = length(scheduled_network(self)) > 0
  condition     = alltrue([for network in scheduled_network(self) : network.assign_public_ip != true]) # mutant-ok: a task has one network
  error_message = "Scheduled task ${address(self)} gets a public address."
  at            = scheduled_argument(self, "assign_public_ip")

  fail "either way of scheduling" {
    resource "aws_scheduler_schedule" "cleanup" {
      schedule_expression = "cron(30 3 * * ? *)"

      flexible_time_window {
        mode = "OFF"
      }

      target {
        arn      = "arn:aws:ecs:us-west-2:111122223333:cluster/main"
        role_arn = "arn:aws:iam::111122223333:role/scheduler"

        ecs_parameters {
          task_definition_arn = "arn:aws:ecs:us-west-2:111122223333:task-definition/cleanup"

          network_configuration {
            subnets          = ["subnet-0a1b2c3d"]
            assign_public_ip = true # finding: aws_scheduler_schedule.cleanup
          }
        }
      }
    }

    resource "aws_cloudwatch_event_target" "report" {
      rule = "nightly"
      arn  = "arn:aws:ecs:us-west-2:111122223333:cluster/main"

      ecs_target {
        task_definition_arn = "arn:aws:ecs:us-west-2:111122223333:task-definition/report"

        network_configuration {
          subnets          = ["subnet-0a1b2c3d"]
          assign_public_ip = true # finding: aws_cloudwatch_event_target.report
        }
      }
    }
  }

  pass "left out" {
    resource "aws_cloudwatch_event_target" "report" {
      rule = "nightly"
      arn  = "arn:aws:ecs:us-west-2:111122223333:cluster/main"

      ecs_target {
        task_definition_arn = "arn:aws:ecs:us-west-2:111122223333:task-definition/report"

        network_configuration {
          subnets = ["subnet-0a1b2c3d"]
        }
      }
    }
  }

  pass "a task without a network of its own" {
    resource "aws_cloudwatch_event_target" "report" { # not applicable
      rule = "nightly"
      arn  = "arn:aws:ecs:us-west-2:111122223333:cluster/main"

      ecs_target {
        task_definition_arn = "arn:aws:ecs:us-west-2:111122223333:task-definition/report"
      }
    }
  }
}

rule "database-publicly-accessible" {
  summary   = "Database has a public endpoint"
  severity  = "critical"
  clauses   = ["A6.3.10", "A1.1.6"]
  since     = "0.1"
  why       = "The endpoint's name resolves to a public address, so anyone may try to log in."
  remedy    = "Set publicly_accessible to false."
  standards = { aws-fsbp = ["RDS.2", "Redshift.1"], cis-aws-3 = ["2.3.3"], nist-800-53-r5 = ["SC-7"] }

  target = ["aws_rds_cluster_instance", "aws_db_instance", "aws_redshift_cluster", "aws_redshiftserverless_workgroup"]
  # What Redshift does where it is left out hangs on the provider's version: public until 5, private since 6.
  when          = node_type(self) != "aws_redshift_cluster" || configured(self.publicly_accessible) # mutant-ok: left out, others are private, which is no finding either way
  condition     = self.publicly_accessible != true
  error_message = "Database ${address(self)} has a public endpoint."

  fail "a literal, and one instance of several" {
    resource "aws_db_instance" "reports" {
      instance_class      = "db.t4g.micro"
      publicly_accessible = true # finding: aws_db_instance.reports
    }

    resource "aws_rds_cluster_instance" "this" {
      count = 3

      cluster_identifier  = "main"
      engine              = "aurora-mysql"
      instance_class      = "db.serverless"
      publicly_accessible = count.index == 2 # finding: aws_rds_cluster_instance.this[2]
    }
  }

  fail "warehouses" {
    resource "aws_redshift_cluster" "reports" {
      cluster_identifier  = "reports"
      node_type           = "ra3.large"
      publicly_accessible = true # finding: aws_redshift_cluster.reports
    }

    resource "aws_redshiftserverless_workgroup" "reports" {
      namespace_name      = "reports"
      workgroup_name      = "reports"
      publicly_accessible = true # finding
    }
  }

  pass "false, and left out" {
    resource "aws_redshift_cluster" "reports" {
      cluster_identifier  = "reports"
      node_type           = "ra3.large"
      publicly_accessible = false
    }

    resource "aws_redshift_cluster" "left" { # not applicable
      cluster_identifier = "left"
      node_type          = "ra3.large"
    }

    resource "aws_redshiftserverless_workgroup" "reports" {
      namespace_name = "reports"
      workgroup_name = "reports"
    }

    resource "aws_db_instance" "reports" {
      instance_class      = "db.t4g.micro"
      publicly_accessible = false
    }

    resource "aws_rds_cluster_instance" "this" {
      cluster_identifier = "main"
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }

  undecided "an input" {
    variable "public" {
      type = bool
    }

    resource "aws_db_instance" "reports" {
      instance_class      = "db.t4g.micro"
      publicly_accessible = var.public # undecided: var.public
    }
  }
}

rule "pipeline-task-with-public-ip" {
  summary   = "A pipeline runs tasks of ECS with public addresses"
  severity  = "critical"
  clauses   = ["A6.3.8"]
  since     = "0.1"
  why       = "A task with a public address is reachable from the internet; only its security group stands before it."
  remedy    = "Run the task in private subnets with assignPublicIp=DISABLED."
  standards = { aws-fsbp = ["ECS.2"], nist-800-53-r5 = ["SC-7"] }

  target        = "bitbucket_step"
  for_each      = [for i, command in self.commands : { network = network_of_task(command), place = "commands[${i}]" } if network_of_task(command) != null]
  condition     = !gives_public_address(each.value.network)
  error_message = "Step \"${coalesce(self.name, self.position)}\" runs tasks with public addresses."
  at            = argument(self, each.value.place)

  fail "the short form, and JSON" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Migrate
        script:
          - ADDRESS=ENABLED
          - aws ecs run-task --cluster web --task-definition migrate --network-configuration "awsvpcConfiguration={subnets=[subnet-0a1b],assignPublicIp=$ADDRESS}" # finding: Step "Migrate" runs tasks with public addresses
    - step:
        script:
          - |
            aws ecs create-service --cluster web --service-name web --task-definition web --network-configuration "{\"awsvpcConfiguration\": {\"subnets\": [\"subnet-0a1b\"], \"assignPublicIp\": \"ENABLED\"}}" # finding
YAML
  }

  pass "private ones, the default, and other commands" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - aws ecs run-task --network-configuration 'awsvpcConfiguration={subnets=[subnet-0a1b],assignPublicIp=DISABLED}' --task-definition migrate
          - aws ecs run-task --network-configuration awsvpcConfiguration={subnets=[$SUBNETS]} --task-definition ENABLED
    - step: # not applicable
        script:
          - aws ecs describe-services --services web
YAML
  }

  undecided "a file, a variable of the settings" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - aws ecs run-task --network-configuration file://network.json --task-definition web # undecided: file://network.json
          - aws ecs run-task --network-configuration "$NETWORK" --task-definition web # undecided
YAML
  }
}
