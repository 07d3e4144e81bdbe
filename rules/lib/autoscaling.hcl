# Application auto scaling: a target, the policies and schedules that move it, and the alarms behind
# step policies.

function "scaled_resource" {
  summary = "The resource that a node of auto scaling is for; that of the target where its id is given"
  params  = [node]
  result = concat(
    [for target in linked(node.resource_id, "aws_appautoscaling_target") : target.resource_id if known(target)],
    [node.resource_id],
  )[0]

  answer "by name, by the attributes of a target, and an input" {
    value = [for policy in aws_appautoscaling_policy.all : scaled_resource(policy)]
    is    = ["service/main/api", "service/main/web", "service/main/web", undecided("var.resource")]

    variable "resource" {
      type = string
    }

    resource "aws_appautoscaling_target" "a" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/main/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_policy" "all" {
      for_each = {
        "1" = "service/main/api"
        "2" = aws_appautoscaling_target.a.resource_id
        "3" = aws_appautoscaling_target.a.id
        "4" = var.resource
      }

      name               = each.key
      resource_id        = each.value
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }
  }
}

function "by_resource_id" {
  summary = "The nodes of a type of auto scaling by the resource that they scale, where that is known"
  params  = [type]
  result  = { for node in resources(type) : scaled_resource(node) => node... if known(scaled_resource(node)) }

  answer "two of one, and one that is not known" {
    value = by_resource_id("aws_appautoscaling_policy")
    is    = { "service/main/web" = [aws_appautoscaling_policy.a, aws_appautoscaling_policy.b] }

    variable "resource" {
      type = string
    }

    resource "aws_appautoscaling_policy" "a" {
      name               = "a"
      resource_id        = "service/main/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_policy" "b" {
      name               = "b"
      resource_id        = "service/main/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_policy" "c" {
      name               = "c"
      resource_id        = var.resource
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }
  }
}

function "of_unknown_resource" {
  summary = "The nodes of a type of auto scaling whose resource is not known"
  params  = [type]
  result  = [for node in resources(type) : node if !known(scaled_resource(node))]

  answer "a service whose name is chosen later" {
    value = of_unknown_resource("aws_appautoscaling_target")
    is    = [aws_appautoscaling_target.b]

    resource "aws_ecs_cluster" "main" {
      name = "main"
    }

    resource "aws_appautoscaling_target" "a" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/${aws_ecs_cluster.main.name}/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_target" "b" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/${aws_ecs_cluster.main.id}/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }
  }
}

function "moving" {
  summary = "The nodes of a type that move a scalable target: those for the same resource and dimension"
  params  = [target, type]
  result = [
    for node in flatten([
      for id in [target.resource_id] : concat(
        flatten([for one in [id] : lookup(by_resource_id(type), one, []) if known(one)]),
        [for node in of_unknown_resource(type) : node if scaled_resource(node) == id],
        flatten([for one in [id] : [for node in resources(type) : node if known(scaled_resource(node)) && scaled_resource(node) == one] if !known(one)]),
      )
    ]) : node if node.scalable_dimension == target.scalable_dimension
  ]

  answer "by reference, by the same text, in parts known later, by a target's id, and another dimension" {
    value = [for target in [aws_appautoscaling_target.a, aws_appautoscaling_target.b] : moving(target, "aws_appautoscaling_policy")]
    is = [
      [aws_appautoscaling_policy.a, aws_appautoscaling_policy.b, aws_appautoscaling_policy.e],
      [aws_appautoscaling_policy.c],
    ]

    resource "aws_ecs_cluster" "main" {
      name = "main"
    }

    resource "aws_appautoscaling_target" "a" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/main/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_target" "b" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/${aws_ecs_cluster.main.id}/api"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_policy" "a" {
      name               = "a"
      resource_id        = aws_appautoscaling_target.a.resource_id
      scalable_dimension = aws_appautoscaling_target.a.scalable_dimension
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_policy" "b" {
      name               = "b"
      resource_id        = "service/${aws_ecs_cluster.main.name}/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_policy" "c" {
      name               = "c"
      resource_id        = aws_appautoscaling_target.b.resource_id
      scalable_dimension = aws_appautoscaling_target.b.scalable_dimension
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_policy" "d" {
      name               = "d"
      resource_id        = "service/main/web"
      scalable_dimension = "custom-resource:ResourceType:Property"
      service_namespace  = "custom-resource"
    }

    resource "aws_appautoscaling_policy" "e" {
      name               = "e"
      resource_id        = aws_appautoscaling_target.a.id
      scalable_dimension = aws_appautoscaling_target.a.scalable_dimension
      service_namespace  = "ecs"
    }
  }

  answer "where it is an input what the target is, any may move it" {
    value = length(moving(aws_appautoscaling_target.a, "aws_appautoscaling_policy")) > 0
    is    = undecided("var.resource")

    variable "resource" {
      type = string
    }

    resource "aws_appautoscaling_target" "a" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = var.resource
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_policy" "a" {
      name               = "a"
      resource_id        = "service/main/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }
  }
}

function "scaling_policies" {
  summary = "The policies that scale a target"
  params  = [target]
  result  = moving(target, "aws_appautoscaling_policy")

  answer "none" {
    value = scaling_policies(aws_appautoscaling_target.a)
    is    = []

    resource "aws_appautoscaling_target" "a" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/main/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }
  }
}

function "scheduled_actions" {
  summary = "The schedules that move a target's bounds"
  params  = [target]
  result  = moving(target, "aws_appautoscaling_scheduled_action")

  answer "one" {
    value = scheduled_actions(aws_appautoscaling_target.a)
    is    = [aws_appautoscaling_scheduled_action.night]

    resource "aws_appautoscaling_target" "a" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/main/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_scheduled_action" "night" {
      name               = "night"
      resource_id        = aws_appautoscaling_target.a.resource_id
      scalable_dimension = aws_appautoscaling_target.a.scalable_dimension
      service_namespace  = aws_appautoscaling_target.a.service_namespace
      schedule           = "cron(0 19 * * ? *)"

      scalable_target_action {
        min_capacity = 1
        max_capacity = 2
      }
    }
  }
}

function "least_capacity" {
  summary = "The fewest that a target ever allows, by itself or on a schedule"
  params  = [target]
  result = min(concat(
    [target.min_capacity],
    flatten([for action in scheduled_actions(target) : [for bounds in action.scalable_target_action : tonumber(bounds.min_capacity) if bounds.min_capacity != null]]),
  )...)

  answer "at night, and an input" {
    value = [least_capacity(aws_appautoscaling_target.a), least_capacity(aws_appautoscaling_target.b)]
    is    = [1, undecided("var.least")]

    variable "least" {
      type = number
    }

    resource "aws_appautoscaling_target" "a" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/main/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_target" "b" {
      min_capacity       = var.least
      max_capacity       = 8
      resource_id        = "service/main/api"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_scheduled_action" "night" {
      name               = "night"
      resource_id        = aws_appautoscaling_target.a.resource_id
      scalable_dimension = aws_appautoscaling_target.a.scalable_dimension
      service_namespace  = aws_appautoscaling_target.a.service_namespace
      schedule           = "cron(0 19 * * ? *)"

      scalable_target_action {
        min_capacity = 1
        max_capacity = 2
      }
    }
  }
}

function "scaled_services" {
  summary = "The ECS service that a target scales"
  params  = [target]
  result = [
    for service in linked([
      for id in [target.resource_id] : known(id) ? element(split("/", id), 2) : id if target.service_namespace == "ecs"
    ], "aws_ecs_service") : service
  ]

  answer "by reference, by name, and one made elsewhere" {
    value = [for target in [aws_appautoscaling_target.a, aws_appautoscaling_target.b, aws_appautoscaling_target.c] : scaled_services(target)]
    is    = [[aws_ecs_service.web], [aws_ecs_service.api], [undecided("other")]]

    resource "aws_ecs_service" "web" {
      name = "web"
    }

    resource "aws_ecs_service" "api" {
      name = "api"
    }

    resource "aws_appautoscaling_target" "a" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/main/${aws_ecs_service.web.name}"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_target" "b" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/main/api"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_target" "c" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/main/other"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }
  }
}

function "targets_by_service" {
  summary = "Scalable targets of ECS services by the address of the service"
  params  = []
  result = {
    for pair in flatten([
      for target in resources("aws_appautoscaling_target") : [for service in scaled_services(target) : { service = service, target = target }]
    ]) : address(pair.service) => pair.target... if known(pair.service)
  }

  answer "two services, one with two dimensions" {
    value = targets_by_service()
    is    = { "aws_ecs_service.web" = [aws_appautoscaling_target.a] }

    resource "aws_ecs_service" "web" {
      name = "web"
    }

    resource "aws_ecs_service" "api" {
      name = "api"
    }

    resource "aws_appautoscaling_target" "a" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/main/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_target" "table" {
      min_capacity       = 5
      max_capacity       = 100
      resource_id        = "table/sessions"
      scalable_dimension = "dynamodb:table:ReadCapacityUnits"
      service_namespace  = "dynamodb"
    }
  }
}

function "targets_elsewhere" {
  summary = "Scalable targets of ECS whose service is not found by its name or a reference"
  params  = []
  result = [
    for target in resources("aws_appautoscaling_target") : target
    if anytrue([for service in scaled_services(target) : !known(service)])
  ]

  answer "of a service that is made elsewhere" {
    value = targets_elsewhere()
    is    = [aws_appautoscaling_target.other]

    resource "aws_ecs_service" "web" {
      name = "web"
    }

    resource "aws_appautoscaling_target" "web" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/main/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_target" "other" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/main/other"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }
  }
}

function "scaling_targets" {
  summary = "The scalable targets of an ECS service"
  params  = [service]
  result = concat(
    lookup(targets_by_service(), address(service), []),
    [for target in targets_elsewhere() : target if endswith(target.resource_id, "/${service.name}")],
  )

  answer "one, and none" {
    value = [scaling_targets(aws_ecs_service.web), scaling_targets(aws_ecs_service.api)]
    is    = [[aws_appautoscaling_target.a], []]

    resource "aws_ecs_service" "web" {
      name = "web"
    }

    resource "aws_ecs_service" "api" {
      name = "api"
    }

    resource "aws_appautoscaling_target" "a" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/main/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }
  }

  answer "a cluster that is an input, and a service made elsewhere" {
    value = [length(scaling_targets(aws_ecs_service.web)) > 0, length(scaling_targets(aws_ecs_service.api)) > 0]
    is    = [true, false]

    variable "cluster" {
      type = string
    }

    resource "aws_ecs_service" "web" {
      name = "web"
    }

    resource "aws_ecs_service" "api" {
      name = "api"
    }

    resource "aws_appautoscaling_target" "any" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/${var.cluster}/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_target" "other" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = "service/main/other"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }
  }

  answer "a target of which nothing is known" {
    value = length(scaling_targets(aws_ecs_service.web)) > 0
    is    = undecided("var.resource")

    variable "resource" {
      type = string
    }

    resource "aws_ecs_service" "web" {
      name = "web"
    }

    resource "aws_appautoscaling_target" "any" {
      min_capacity       = 2
      max_capacity       = 8
      resource_id        = var.resource
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }
  }
}

function "policy_alarms" {
  summary = "The alarms that set off a step policy; a policy that tracks a target has its own, made by AWS"
  params  = [policy]
  result  = linking(policy, "aws_cloudwatch_metric_alarm", "alarm_actions")

  answer "one, and none" {
    value = [policy_alarms(aws_appautoscaling_policy.a), policy_alarms(aws_appautoscaling_policy.b)]
    is    = [[aws_cloudwatch_metric_alarm.high], []]

    variable "policies" {
      default = ["a", "b"]
    }

    resource "aws_appautoscaling_policy" "a" {
      name               = "a"
      policy_type        = "StepScaling"
      resource_id        = "service/main/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_appautoscaling_policy" "b" {
      name               = "b"
      policy_type        = "StepScaling"
      resource_id        = "service/main/web"
      scalable_dimension = "ecs:service:DesiredCount"
      service_namespace  = "ecs"
    }

    resource "aws_cloudwatch_metric_alarm" "high" {
      alarm_name          = "high"
      comparison_operator = "GreaterThanThreshold"
      evaluation_periods  = 2
      alarm_actions       = [aws_appautoscaling_policy.a.arn]
    }
  }
}

function "alarm_window" {
  summary = "The seconds that an alarm looks back over"
  params  = [alarm]
  result  = alarm.period * alarm.evaluation_periods

  answer "two minutes, and an input" {
    value = [alarm_window(aws_cloudwatch_metric_alarm.a), alarm_window(aws_cloudwatch_metric_alarm.b)]
    is    = [120, undecided("var.period")]

    variable "period" {
      type = number
    }

    resource "aws_cloudwatch_metric_alarm" "a" {
      alarm_name          = "a"
      comparison_operator = "GreaterThanThreshold"
      evaluation_periods  = 2
      period              = 60
    }

    resource "aws_cloudwatch_metric_alarm" "b" {
      alarm_name          = "b"
      comparison_operator = "GreaterThanThreshold"
      evaluation_periods  = 2
      period              = var.period
    }
  }
}
