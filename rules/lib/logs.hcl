# Log groups and who writes to them.

function "log_days" {
  summary = "Days that a log group keeps events; 0 means for ever"
  params  = [group]
  result  = coalesce(group.retention_in_days, 0)
}

function "task_log_groups" {
  summary = "Addresses of the log groups that the containers of a task definition write to"
  params  = [task]
  result = [
    for group in linked([
      for container in jsondecode(task.container_definitions) : container.logConfiguration.options["awslogs-group"]
    ], "aws_cloudwatch_log_group") : address(group)
  ]
}

function "is_task_log_group" {
  summary = "Whether a log group is for ECS tasks: by its name, or since their containers write to it"
  params  = [group]
  result = (
    startswith(configured(group.name_prefix) ? group.name_prefix : group.name, "/ecs/") ||
    contains(flatten([for task in resources("aws_ecs_task_definition") : task_log_groups(task)]), address(group))
  )
}

function "is_managed_log_group" {
  summary = "Whether the configuration has a log group of this name"
  params  = [name]
  result  = anytrue([for group in resources("aws_cloudwatch_log_group") : group.name == name])
}
