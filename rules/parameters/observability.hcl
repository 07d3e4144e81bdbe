parameter "observability.log_retention_days" {
  type    = number
  default = 30
  summary = "Days that logs of ECS tasks are kept"
}

parameter "observability.log_retention_max" {
  type    = number
  default = 365
  summary = "Days after which keeping logs is worth a remark"
}
