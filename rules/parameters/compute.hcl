parameter "compute.internal_calls" {
  type    = string
  default = "alb-only"
  summary = "How tasks reach each other: alb-only, or service-connect, which lets them talk directly"
}

parameter "compute.backend_services" {
  type    = list(string)
  default = ["backend"]
  summary = "Beginnings of the names of services that are backends, for network.rds_sources"
}

parameter "compute.min_azs" {
  type    = number
  default = 2
  summary = "Zones that an ECS service spans at least"
}
