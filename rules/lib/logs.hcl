# Log groups and who writes to them.

function "log_days" {
  summary = "Days that a log group keeps events; 0 means for ever"
  params  = [group]
  result  = coalesce(group.retention_in_days, 0)

  answer "given, left out, and an input" {
    value = [for group in [aws_cloudwatch_log_group.a, aws_cloudwatch_log_group.b, aws_cloudwatch_log_group.c] : log_days(group)]
    is    = [30, 0, undecided("var.days")]

    variable "days" {
      type = number
    }

    resource "aws_cloudwatch_log_group" "a" {
      retention_in_days = 30
    }

    resource "aws_cloudwatch_log_group" "b" {}

    resource "aws_cloudwatch_log_group" "c" {
      retention_in_days = var.days
    }
  }
}

function "task_log_groups" {
  summary = "Addresses of the log groups that the containers of a task definition write to"
  params  = [task]
  result = [
    for group in linked([
      for container in containers_of(task) : container.logConfiguration.options["awslogs-group"]
    ], "aws_cloudwatch_log_group") : address(group)
  ]

  answer "by reference" {
    value = task_log_groups(aws_ecs_task_definition.web)
    is    = ["aws_cloudwatch_log_group.web"]

    resource "aws_cloudwatch_log_group" "web" {
      name = "web"
    }

    resource "aws_ecs_task_definition" "web" {
      family = "web"
      container_definitions = jsonencode([{
        name  = "web"
        image = "web:1"
        logConfiguration = {
          logDriver = "awslogs"
          options   = { "awslogs-group" = aws_cloudwatch_log_group.web.name }
        }
      }])
    }
  }

  answer "no logs, and an input" {
    value = [task_log_groups(aws_ecs_task_definition.a), task_log_groups(aws_ecs_task_definition.b)]
    is    = [[], undecided("var.containers")]

    variable "containers" {
      type = string
    }

    resource "aws_ecs_task_definition" "a" {
      family                = "a"
      container_definitions = jsonencode([{ name = "a", image = "a:1" }])
    }

    resource "aws_ecs_task_definition" "b" {
      family                = "b"
      container_definitions = var.containers
    }
  }
}

function "groups_of_tasks" {
  summary = "Addresses of the log groups that any task writes to"
  params  = []
  result  = flatten([for task in resources("aws_ecs_task_definition") : task_log_groups(task)])

  answer "of two tasks, one without logs" {
    value = groups_of_tasks()
    is    = ["aws_cloudwatch_log_group.web"]

    resource "aws_cloudwatch_log_group" "web" {
      name = "web"
    }

    resource "aws_ecs_task_definition" "web" {
      family = "web"
      container_definitions = jsonencode([{
        name             = "web"
        image            = "web:1"
        logConfiguration = { logDriver = "awslogs", options = { "awslogs-group" = aws_cloudwatch_log_group.web.name } }
      }])
    }

    resource "aws_ecs_task_definition" "job" {
      family                = "job"
      container_definitions = jsonencode([{ name = "job", image = "job:1" }])
    }
  }
}

function "is_task_log_group" {
  summary = "Whether a log group is for ECS tasks: by its name, or since their containers write to it"
  params  = [group]
  result = (
    startswith(configured(group.name_prefix) ? group.name_prefix : group.name, "/ecs/") ||
    contains(groups_of_tasks(), address(group))
  )

  answer "by its name, by the beginning of one, by who writes to it, and not" {
    value = [
      for group in [aws_cloudwatch_log_group.a, aws_cloudwatch_log_group.b, aws_cloudwatch_log_group.web, aws_cloudwatch_log_group.c] :
      is_task_log_group(group)
    ]
    is = [true, true, true, false]

    resource "aws_cloudwatch_log_group" "web" {
      name = "web"
    }

    resource "aws_ecs_task_definition" "web" {
      family = "web"
      container_definitions = jsonencode([{
        name  = "web"
        image = "web:1"
        logConfiguration = {
          logDriver = "awslogs"
          options   = { "awslogs-group" = aws_cloudwatch_log_group.web.name }
        }
      }])
    }

    resource "aws_cloudwatch_log_group" "a" {
      name = "/ecs/api"
    }

    resource "aws_cloudwatch_log_group" "b" {
      name_prefix = "/ecs/"
    }

    resource "aws_cloudwatch_log_group" "c" {
      name = "/aws/lambda/slack"
    }
  }
}

function "is_managed_log_group" {
  summary = "Whether the configuration has a log group of this name"
  params  = [name]
  result  = anytrue([for group in resources("aws_cloudwatch_log_group") : group.name == name])

  answer "by name" {
    value = [is_managed_log_group("web"), is_managed_log_group("db")]
    is    = [true, false]

    resource "aws_cloudwatch_log_group" "web" {
      name = "web"
    }
  }
}
