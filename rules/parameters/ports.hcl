parameter "ports.alb" {
  type    = list(number)
  default = [80, 443]
  summary = "Ports that the load balancer is reached on"
}

parameter "ports.frontend" {
  type    = number
  default = 3000
  summary = "Port of the containers of frontends"
}

parameter "ports.backend" {
  type    = number
  default = 8000
  summary = "Port of the containers of backends"
}

parameter "ports.database" {
  type    = number
  default = 3306
  summary = "Port of the database"
}

parameter "ports.redis" {
  type    = number
  default = 6379
  summary = "Port of the cache"
}
