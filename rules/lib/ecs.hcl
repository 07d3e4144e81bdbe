# ECS tasks, however they are started.

function "scheduled_network" {
  summary = "Network configurations of a scheduled ECS task"
  params  = [task]
  result = flatten([
    task.target[*].ecs_parameters[*].network_configuration[*],
    task.ecs_target[*].network_configuration[*],
  ])
}

function "scheduled_argument" {
  summary = "Where an argument of a scheduled ECS task's network is written"
  params  = [task, name]
  result = argument(task, join(".", [
    node_type(task) == "aws_scheduler_schedule" ? "target[0].ecs_parameters[0]" : "ecs_target[0]",
    "network_configuration[0]",
    name,
  ]))
}
