# ECS tasks, however they are started.

function "scheduled_network" {
  summary = "Network configurations of a scheduled ECS task"
  params  = [task]
  result = flatten([
    task.target[*].ecs_parameters[*].network_configuration[*],
    task.ecs_target[*].network_configuration[*],
  ])

  answer "of a schedule, of a rule's target, and of a target that is no task" {
    value = [
      for task in [aws_scheduler_schedule.a, aws_cloudwatch_event_target.b, aws_cloudwatch_event_target.c] :
      [for network in scheduled_network(task) : network.subnets]
    ]
    is = [[["subnet-01"]], [["subnet-02"]], []]

    resource "aws_scheduler_schedule" "a" {
      schedule_expression = "rate(1 day)"

      flexible_time_window {
        mode = "OFF"
      }

      target {
        arn      = "arn:aws:ecs:us-west-2:111122223333:cluster/web"
        role_arn = "arn:aws:iam::111122223333:role/scheduler"

        ecs_parameters {
          task_definition_arn = "arn:aws:ecs:us-west-2:111122223333:task-definition/web"

          network_configuration {
            subnets = ["subnet-01"]
          }
        }
      }
    }

    resource "aws_cloudwatch_event_target" "b" {
      rule = "nightly"
      arn  = "arn:aws:ecs:us-west-2:111122223333:cluster/web"

      ecs_target {
        task_definition_arn = "arn:aws:ecs:us-west-2:111122223333:task-definition/web"

        network_configuration {
          subnets = ["subnet-02"]
        }
      }
    }

    resource "aws_cloudwatch_event_target" "c" {
      rule = "nightly"
      arn  = "arn:aws:sns:us-west-2:111122223333:alerts"
    }
  }
}

function "scheduled_argument" {
  summary = "Where an argument of a scheduled ECS task's network is written"
  params  = [task, name]
  result = argument(task, join(".", [
    node_type(task) == "aws_scheduler_schedule" ? "target[0].ecs_parameters[0]" : "ecs_target[0]",
    "network_configuration[0]",
    name,
  ]))

  answer "in a schedule, and in a rule's target" {
    value = [for task in [aws_scheduler_schedule.a, aws_cloudwatch_event_target.b] : scheduled_argument(task, "subnets").path]
    is = [
      "target[0].ecs_parameters[0].network_configuration[0].subnets",
      "ecs_target[0].network_configuration[0].subnets",
    ]

    resource "aws_scheduler_schedule" "a" {
      schedule_expression = "rate(1 day)"

      flexible_time_window {
        mode = "OFF"
      }

      target {
        arn      = "arn:aws:ecs:us-west-2:111122223333:cluster/web"
        role_arn = "arn:aws:iam::111122223333:role/scheduler"

        ecs_parameters {
          task_definition_arn = "arn:aws:ecs:us-west-2:111122223333:task-definition/web"

          network_configuration {
            subnets = ["subnet-01"]
          }
        }
      }
    }

    resource "aws_cloudwatch_event_target" "b" {
      rule = "nightly"
      arn  = "arn:aws:ecs:us-west-2:111122223333:cluster/web"

      ecs_target {
        task_definition_arn = "arn:aws:ecs:us-west-2:111122223333:task-definition/web"

        network_configuration {
          subnets = ["subnet-02"]
        }
      }
    }
  }
}

function "containers_of" {
  summary = "The containers that a task definition's document describes; none where it is no such document"
  params  = [task]
  result = [
    for container in flatten([for text in task.container_definitions[*] : try(jsondecode(text), [])]) : container
    if can(keys(container))
  ]

  answer "those there are, and what is none" {
    value = [for task in [aws_ecs_task_definition.a, aws_ecs_task_definition.b, aws_ecs_task_definition.c] : containers_of(task)[*].name]
    is    = [["web", "log"], [], []]

    resource "aws_ecs_task_definition" "a" {
      family                = "a"
      container_definitions = jsonencode([{ name = "web" }, { name = "log" }])
    }

    resource "aws_ecs_task_definition" "b" {
      family                = "b"
      container_definitions = "[1, null]"
    }

    resource "aws_ecs_task_definition" "c" {
      family                = "c"
      container_definitions = "web"
    }
  }

  answer "one that is known but for its image" {
    value = [for container in containers_of(aws_ecs_task_definition.a) : [container.name, container.image]]
    is    = [["web", undecided("aws_ecr_repository.a.repository_url")]]

    resource "aws_ecr_repository" "a" {
      name = "a"
    }

    resource "aws_ecs_task_definition" "a" {
      family                = "a"
      container_definitions = jsonencode([{ name = "web", image = "${aws_ecr_repository.a.repository_url}:1" }])
    }
  }
}
