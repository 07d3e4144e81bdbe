# How an ECS service's traffic moves from one version to the next.

function "traffic_shares" {
  summary = "How an action of a listener splits traffic: {group, share}, share from 0 to 1; one group alone has all of it"
  params  = [action]
  result = concat(
    [for arn in [action.target_group_arn] : { group = arn, share = 1 } if !is_empty(arn)],
    flatten([
      for forward in action.forward[*] : [
        for group in forward.target_group[*] : { group = group.arn, share = coalesce(group.weight, 1) / sum([for other in forward.target_group[*] : coalesce(other.weight, 1)]) }
      ]
    ]),
  )

  answer "one group, two with weights, two without, and no traffic" {
    value = [for name in ["one", "weighted", "even", "redirect"] : [for part in traffic_shares(aws_lb_listener.all[name].default_action[0]) : "${part.group} ${part.share}"]]
    is    = [["arn:blue 1"], ["arn:blue 0.9", "arn:green 0.1"], ["arn:blue 0.5", "arn:green 0.5"], []]

    locals {
      groups = {
        one      = {}
        weighted = { "arn:blue" = 90, "arn:green" = 10 }
        even     = { "arn:blue" = null, "arn:green" = null }
        redirect = {}
      }
    }

    resource "aws_lb_listener" "all" {
      for_each = local.groups

      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/01"

      default_action {
        type             = each.key == "redirect" ? "redirect" : "forward"
        target_group_arn = each.key == "one" ? "arn:blue" : null

        dynamic "forward" {
          for_each = length(each.value) > 0 ? [each.value] : []

          content {
            dynamic "target_group" {
              for_each = forward.value

              content {
                arn    = target_group.key
                weight = target_group.value
              }
            }
          }
        }
      }
    }
  }

  answer "a weight that is an input" {
    value = [for part in traffic_shares(aws_lb_listener.a.default_action[0]) : part.share]
    is    = [undecided("var.weight"), undecided("var.weight")]

    variable "weight" {
      type = number
    }

    resource "aws_lb_listener" "a" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/01"

      default_action {
        type = "forward"

        forward {
          target_group {
            arn    = "arn:blue"
            weight = var.weight
          }

          target_group {
            arn    = "arn:green"
            weight = 100 - var.weight
          }
        }
      }
    }
  }
}

function "shares_traffic" {
  summary = "Whether a listener, by default or by a rule, forwards to a target group and to others"
  params  = [group]
  result = anytrue([
    for action in flatten(concat(
      [for listener in linking(group, "aws_lb_listener", "default_action.forward.target_group.arn") : listener.default_action],
      [for listener in linking(group, "aws_alb_listener", "default_action.forward.target_group.arn") : listener.default_action],
      [for rule in linking(group, "aws_lb_listener_rule", "action.forward.target_group.arn") : rule.action],
      [for rule in linking(group, "aws_alb_listener_rule", "action.forward.target_group.arn") : rule.action],
    )) : length(traffic_shares(action)) > 1
  ])

  answer "by default, by a rule, alone, and by nothing" {
    value = [
      for group in [aws_lb_target_group.all["a"], aws_lb_target_group.all["b"], aws_lb_target_group.all["c"], aws_lb_target_group.all["d"]] :
      shares_traffic(group)
    ]
    is = [true, true, false, false]

    resource "aws_lb_target_group" "all" {
      for_each = { a = 1, b = 2, c = 3, d = 4, e = 5 }

      port = 3000
    }

    resource "aws_lb_listener" "a" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/01"

      default_action {
        type = "forward"

        forward {
          target_group {
            arn = aws_lb_target_group.all["a"].arn
          }

          target_group {
            arn = aws_lb_target_group.all["e"].arn
          }
        }
      }
    }

    resource "aws_lb_listener_rule" "b" {
      listener_arn = aws_lb_listener.a.arn

      action {
        type = "forward"

        forward {
          target_group {
            arn    = aws_lb_target_group.all["b"].arn
            weight = 100
          }

          target_group {
            arn    = aws_lb_target_group.all["e"].arn
            weight = 0
          }
        }
      }
    }

    resource "aws_lb_listener_rule" "c" {
      listener_arn = aws_lb_listener.a.arn

      action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.all["c"].arn
      }
    }
  }

  answer "of the older names" {
    value = [shares_traffic(aws_alb_target_group.a), shares_traffic(aws_alb_target_group.b)]
    is    = [true, true]

    resource "aws_alb_target_group" "a" {
      port = 3000
    }

    resource "aws_alb_target_group" "b" {
      port = 3000
    }

    resource "aws_alb_listener" "a" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/01"

      default_action {
        type = "forward"

        forward {
          target_group {
            arn = aws_alb_target_group.a.arn
          }

          target_group {
            arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/old/0123456789abcdef"
          }
        }
      }
    }

    resource "aws_alb_listener_rule" "b" {
      listener_arn = aws_alb_listener.a.arn

      action {
        type = "forward"

        forward {
          target_group {
            arn = aws_alb_target_group.b.arn
          }

          target_group {
            arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/old/0123456789abcdef"
          }
        }
      }
    }
  }
}

function "shift_kind" {
  summary = "How a service's traffic is moved to a new version: codedeploy, ecs-native, listener-weights, or rolling, which moves none"
  params  = [service]
  result = (
    anytrue([for controller in service.deployment_controller[*] : controller.type == "CODE_DEPLOY"]) ? "codedeploy" :
    anytrue([for deployment in service.deployment_configuration[*] : coalesce(deployment.strategy, "ROLLING") != "ROLLING"]) ? "ecs-native" :
    anytrue([for group in target_groups_of(service) : shares_traffic(group)]) ? "listener-weights" :
    "rolling"
  )

  answer "each" {
    value = [for service in [aws_ecs_service.codedeploy, aws_ecs_service.native, aws_ecs_service.weights, aws_ecs_service.rolling] : shift_kind(service)]
    is    = ["codedeploy", "ecs-native", "listener-weights", "rolling"]

    resource "aws_ecs_service" "codedeploy" {
      name = "codedeploy"

      deployment_controller {
        type = "CODE_DEPLOY"
      }
    }

    resource "aws_ecs_service" "native" {
      name = "native"

      deployment_configuration {
        strategy = "BLUE_GREEN"
      }
    }

    resource "aws_ecs_service" "weights" {
      name = "weights"

      load_balancer {
        target_group_arn = aws_lb_target_group.blue.arn
        container_name   = "a"
        container_port   = 3000
      }
    }

    resource "aws_ecs_service" "rolling" {
      name = "rolling"
    }

    resource "aws_lb_target_group" "blue" {
      port = 3000
    }

    resource "aws_lb_target_group" "green" {
      port = 3000
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/01"

      default_action {
        type = "forward"

        forward {
          target_group {
            arn    = aws_lb_target_group.blue.arn
            weight = 100
          }

          target_group {
            arn    = aws_lb_target_group.green.arn
            weight = 0
          }
        }
      }
    }
  }

  answer "a controller that is an input" {
    value = shift_kind(aws_ecs_service.a)
    is    = undecided("var.controller")

    variable "controller" {
      type = string
    }

    resource "aws_ecs_service" "a" {
      name = "a"

      deployment_controller {
        type = var.controller
      }
    }
  }
}

function "shift_schedule" {
  summary = "How a CodeDeploy configuration for ECS shifts traffic: {first, every}, percent at once and minutes between; all at once is 100 percent"
  params  = [name]
  result = lookup(
    # CodeDeploy user guide, "Predefined deployment configurations for an Amazon ECS compute platform"; 2026-11-25.
    {
      "CodeDeployDefault.ECSAllAtOnce"                    = { first = 100, every = 0 }
      "CodeDeployDefault.ECSCanary10Percent5Minutes"      = { first = 10, every = 5 }
      "CodeDeployDefault.ECSCanary10Percent15Minutes"     = { first = 10, every = 15 }
      "CodeDeployDefault.ECSLinear10PercentEvery1Minutes" = { first = 10, every = 1 }
      "CodeDeployDefault.ECSLinear10PercentEvery3Minutes" = { first = 10, every = 3 }
    },
    name, null
  )

  answer "AWS's own, and another" {
    value = [for name in ["CodeDeployDefault.ECSAllAtOnce", "CodeDeployDefault.ECSCanary10Percent5Minutes", "CodeDeployDefault.OneAtATime"] : shift_schedule(name)]
    is    = [{ first = 100, every = 0 }, { first = 10, every = 5 }, null]
  }
}
