# What security groups are attached to.

function "is_load_balancer_group" {
  summary = "Whether a group is attached to a load balancer"
  params  = [group]
  result  = length(concat(naming(group, "aws_lb", "security_groups"), naming(group, "aws_alb", "security_groups"))) > 0

  answer "of a load balancer of either name, and of none" {
    value = [for group in [aws_security_group.a, aws_security_group.b, aws_security_group.c] : is_load_balancer_group(group)]
    is    = [true, true, false]

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {}

    resource "aws_security_group" "c" {}

    resource "aws_lb" "a" {
      security_groups = [aws_security_group.a.id]
    }

    resource "aws_alb" "b" {
      security_groups = [aws_security_group.b.id]
    }
  }

  answer "an input" {
    value = is_load_balancer_group(aws_security_group.a)
    is    = undecided("var.groups")

    variable "groups" {
      type = list(string)
    }

    resource "aws_security_group" "a" {}

    resource "aws_lb" "a" {
      security_groups = var.groups
    }
  }
}

function "is_service_group" {
  summary = "Whether a group is attached to an ECS service whose name begins with one of these; to any if none is given"
  params  = [group, names]
  result = anytrue([
    for service in naming(group, "aws_ecs_service", "network_configuration.security_groups") :
    length(names) == 0 || anytrue([for name in names : startswith(service.name, name)])
  ])

  answer "of any, and of those whose name begins so" {
    value = [for group in [aws_security_group.a, aws_security_group.b, aws_security_group.c] : [is_service_group(group, []), is_service_group(group, ["backend"])]]
    is    = [[true, false], [true, true], [false, false]]

    resource "aws_security_group" "c" {}

    resource "aws_security_group" "a" {}

    resource "aws_ecs_service" "a" {
      name = "web"

      network_configuration {
        subnets         = ["subnet-01"]
        security_groups = [aws_security_group.a.id]
      }
    }

    resource "aws_security_group" "b" {}

    resource "aws_ecs_service" "b" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-01"]
        security_groups = [aws_security_group.b.id]
      }
    }
  }
}

function "is_database_client_group" {
  summary = "Whether the members of a group may reach databases: those of services, or of backends alone"
  params  = [group]
  result  = is_service_group(group, param.network.rds_sources == "backend-only" ? param.compute.backend_services : [])

  answer "of any service" {
    value = [for group in [aws_security_group.a, aws_security_group.b] : is_database_client_group(group)]
    is    = [true, true]

    resource "aws_security_group" "a" {}

    resource "aws_ecs_service" "a" {
      name = "web"

      network_configuration {
        subnets         = ["subnet-01"]
        security_groups = [aws_security_group.a.id]
      }
    }

    resource "aws_security_group" "b" {}

    resource "aws_ecs_service" "b" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-01"]
        security_groups = [aws_security_group.b.id]
      }
    }
  }

  answer "of backends alone" {
    parameters = { "network.rds_sources" = "backend-only" }
    value      = [for group in [aws_security_group.a, aws_security_group.b] : is_database_client_group(group)]
    is         = [false, true]

    resource "aws_security_group" "a" {}

    resource "aws_ecs_service" "a" {
      name = "web"

      network_configuration {
        subnets         = ["subnet-01"]
        security_groups = [aws_security_group.a.id]
      }
    }

    resource "aws_security_group" "b" {}

    resource "aws_ecs_service" "b" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-01"]
        security_groups = [aws_security_group.b.id]
      }
    }
  }
}

function "is_task_group" {
  summary = "Whether a group is attached to an ECS service behind a load balancer"
  params  = [group]
  result = anytrue([
    for service in naming(group, "aws_ecs_service", "network_configuration.security_groups") :
    length(service.load_balancer) > 0
  ])

  answer "of a service behind a load balancer, of another, and of none" {
    value = [for group in [aws_security_group.a, aws_security_group.b, aws_security_group.c] : is_task_group(group)]
    is    = [true, false, false]

    resource "aws_security_group" "c" {}

    resource "aws_security_group" "a" {}

    resource "aws_ecs_service" "a" {
      name = "web"

      network_configuration {
        subnets         = ["subnet-01"]
        security_groups = [aws_security_group.a.id]
      }

      load_balancer {
        target_group_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/web/0123456789abcdef"
        container_name   = "web"
        container_port   = 3000
      }
    }

    resource "aws_security_group" "b" {}

    resource "aws_ecs_service" "b" {
      name = "worker"

      network_configuration {
        subnets         = ["subnet-01"]
        security_groups = [aws_security_group.b.id]
      }
    }
  }
}

function "is_database_group" {
  summary = "Whether a group is attached to a database"
  params  = [group]
  result = length(concat(
    naming(group, "aws_rds_cluster", "vpc_security_group_ids"),
    naming(group, "aws_db_instance", "vpc_security_group_ids"),
  )) > 0

  answer "of a cluster, of an instance, of neither, and a default group by its VPC" {
    value = [
      for group in [aws_security_group.a, aws_security_group.b, aws_security_group.c, aws_default_security_group.main] :
      is_database_group(group)
    ]
    is = [true, true, false, true]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_default_security_group" "main" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {}

    resource "aws_security_group" "c" {}

    resource "aws_rds_cluster" "a" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.a.id, aws_vpc.main.default_security_group_id]
    }

    resource "aws_db_instance" "b" {
      instance_class         = "db.t4g.micro"
      vpc_security_group_ids = [aws_security_group.b.id]
    }
  }
}

function "is_cache_group" {
  summary = "Whether a group is attached to a Redis cache"
  params  = [group]
  result = length(concat(
    naming(group, "aws_elasticache_replication_group", "security_group_ids"),
    naming(group, "aws_elasticache_cluster", "security_group_ids"),
  )) > 0

  answer "of a replication group, of a cluster, and of neither" {
    value = [for group in [aws_security_group.a, aws_security_group.b, aws_security_group.c] : is_cache_group(group)]
    is    = [true, true, false]

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {}

    resource "aws_security_group" "c" {}

    resource "aws_elasticache_replication_group" "a" {
      replication_group_id = "a"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.a.id]
    }

    resource "aws_elasticache_cluster" "b" {
      cluster_id         = "b"
      security_group_ids = [aws_security_group.b.id]
    }
  }
}

