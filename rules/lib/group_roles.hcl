# What security groups are attached to.

function "is_load_balancer_group" {
  summary = "Whether a group is attached to a load balancer"
  params  = [group]
  result  = length(balancers_of_group(group)) > 0

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

function "balancers_of_group" {
  summary = "The load balancers that a group is attached to"
  params  = [group]
  result  = concat(naming(group, "aws_lb", "security_groups"), naming(group, "aws_alb", "security_groups"))

  answer "two, and none" {
    value = [balancers_of_group(aws_security_group.a), balancers_of_group(aws_security_group.b)]
    is    = [[aws_lb.a, aws_alb.b], []]

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {}

    resource "aws_lb" "a" {
      security_groups = [aws_security_group.a.id]
    }

    resource "aws_alb" "b" {
      security_groups = [aws_security_group.a.id]
    }
  }
}

function "is_front_group" {
  summary = "Whether a group is attached to a load balancer in front of ECS services"
  params  = [group]
  result  = anytrue([for balancer in balancers_of_group(group) : is_front(balancer)])

  answer "of one that forwards to a service, and of another" {
    value = [is_front_group(aws_security_group.a), is_front_group(aws_security_group.b)]
    is    = [true, false]

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {}

    resource "aws_lb" "a" {
      security_groups = [aws_security_group.a.id]
    }

    resource "aws_lb" "b" {
      security_groups = [aws_security_group.b.id]
    }

    resource "aws_lb_target_group" "web" {
      port = 3000
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.a.arn
      port              = 443

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = aws_lb_target_group.web.arn
        container_name   = "web"
        container_port   = 3000
      }
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

function "hands_on_clients" {
  summary = "Whether what is behind a load balancer meets the addresses of clients: behind one of the network without groups of its own"
  params  = [balancer]
  result  = balancer.load_balancer_type == "network" && (!configured(balancer.security_groups) || length(balancer.security_groups[*]) == 0)

  answer "of the network, with a group, and an application's" {
    value = [for balancer in [aws_lb.a, aws_lb.b, aws_lb.c] : hands_on_clients(balancer)]
    is    = [true, false, false]

    resource "aws_lb" "a" {
      load_balancer_type = "network"
    }

    resource "aws_lb" "b" {
      load_balancer_type = "network"
      security_groups    = ["sg-01"]
    }

    resource "aws_lb" "c" {}
  }
}

function "surely_admits_clients_of_network_balancer" {
  summary = "Whether that an entry admits the clients of network load balancers, see admits_clients_of_network_balancer(), is known: what may excuse something excuses nothing"
  params  = [entry, group]
  result  = known(admits_clients_of_network_balancer(entry, group)) && admits_clients_of_network_balancer(entry, group)

  answer "behind a target group from elsewhere" {
    value = surely_admits_clients_of_network_balancer({ from_port = 1812, to_port = 1812 }, aws_security_group.tasks)
    is    = false

    resource "aws_security_group" "tasks" {}

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets         = ["subnet-01"]
        security_groups = [aws_security_group.tasks.id]
      }

      load_balancer {
        target_group_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/web/0123456789abcdef"
        container_name   = "web"
        container_port   = 1812
      }
    }
  }
}

function "admits_clients_of_network_balancer" {
  summary = "Whether an entry admits just what it must for clients to reach a group's ECS tasks through network load balancers that hand on their addresses"
  params  = [entry, group]
  result = anytrue([
    for service in naming(group, "aws_ecs_service", "network_configuration.security_groups") :
    anytrue([for port in service.load_balancer[*].container_port : entry.from_port == port && entry.to_port == port]) &&
    length(load_balancers_of(service)) > 0 &&
    alltrue([for balancer in load_balancers_of(service) : hands_on_clients(balancer)])
  ])

  answer "the tasks' port, more than that, a balancer with a group, one that is none of the network" {
    value = [
      for name in ["network", "wide", "grouped", "application"] :
      admits_clients_of_network_balancer({ from_port = name == "wide" ? 0 : 1812, to_port = 1812 }, name == "wide" ? aws_security_group.tasks["network"] : aws_security_group.tasks[name])
    ]
    is = [true, false, false, false]

    locals {
      balancers = {
        network     = { type = "network", groups = null }
        grouped     = { type = "network", groups = ["sg-0a1b2c3d"] }
        application = { type = "application", groups = null }
      }
    }

    resource "aws_security_group" "tasks" {
      for_each = local.balancers
    }

    resource "aws_lb" "front" {
      for_each           = local.balancers
      load_balancer_type = each.value.type
      security_groups    = each.value.groups
    }

    resource "aws_lb_target_group" "tasks" {
      for_each = local.balancers
      port     = 1812
      protocol = "TCP"
    }

    resource "aws_lb_listener" "front" {
      for_each          = local.balancers
      load_balancer_arn = aws_lb.front[each.key].arn
      port              = 1812
      protocol          = "TCP"

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.tasks[each.key].arn
      }
    }

    resource "aws_ecs_service" "web" {
      for_each = local.balancers
      name     = each.key

      network_configuration {
        subnets         = ["subnet-01"]
        security_groups = [aws_security_group.tasks[each.key].id]
      }

      load_balancer {
        target_group_arn = aws_lb_target_group.tasks[each.key].arn
        container_name   = "web"
        container_port   = 1812
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


function "groups_written_for" {
  summary = "The groups that a resource's own ingress is for: a group itself, or that of a rule which stands apart"
  params  = [node]
  result = concat(
    groups(node.security_group_id),
    [for group in [node] : group if !has_argument(group, "security_group_id")],
  )

  answer "a group, a rule of a group, and a rule of a group from elsewhere" {
    value = [
      for node in [aws_security_group.a, aws_security_group_rule.a, aws_vpc_security_group_ingress_rule.b] :
      groups_written_for(node)
    ]
    is = [[aws_security_group.a], [aws_security_group.a], [undecided("sg-01")]]

    resource "aws_security_group" "a" {}

    resource "aws_security_group_rule" "a" {
      type              = "ingress"
      security_group_id = aws_security_group.a.id
      protocol          = "tcp"
      from_port         = 443
      to_port           = 443
      self              = true
    }

    resource "aws_vpc_security_group_ingress_rule" "b" {
      security_group_id = "sg-01"
      ip_protocol       = "-1"
      cidr_ipv4         = "10.0.0.0/8"
    }
  }
}

function "is_certainly_of_a_tier" {
  summary = "Whether a resource's own ingress is, as far as is known, for ECS tasks behind a load balancer, a database or a cache"
  params  = [node]
  result = anytrue(flatten([
    for group in groups_written_for(node) : [
      for of_tier in [is_task_group(group), is_database_group(group), is_cache_group(group)] : known(of_tier) && of_tier
    ] if known(group)
  ]))

  answer "a database, a database of an input, and nothing" {
    value = [for group in [aws_security_group.a, aws_security_group.b, aws_security_group.c] : is_certainly_of_a_tier(group)]
    is    = [true, false, false]

    variable "groups" {
      type = list(string)
    }

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {}

    resource "aws_security_group" "c" {}

    resource "aws_rds_cluster" "a" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.a.id]
    }

    resource "aws_rds_cluster" "b" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = var.groups
    }
  }
}

function "is_aurora_group" {
  summary = "Whether a group is attached to a database cluster"
  params  = [group]
  result  = length(naming(group, "aws_rds_cluster", "vpc_security_group_ids")) > 0

  answer "of a cluster, and of an instance" {
    value = [is_aurora_group(aws_security_group.a), is_aurora_group(aws_security_group.b)]
    is    = [true, false]

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {}

    resource "aws_rds_cluster" "a" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.a.id]
    }

    resource "aws_db_instance" "b" {
      instance_class         = "db.t4g.micro"
      vpc_security_group_ids = [aws_security_group.b.id]
    }
  }
}

function "tiers_of" {
  summary = "What a group is attached to: load balancers, ECS services, databases, caches"
  params  = [group]
  result = concat(
    [for group in [group] : "load balancers" if is_load_balancer_group(group)],
    [for group in [group] : "ECS services" if is_service_group(group, [])],
    [for group in [group] : "databases" if is_database_group(group)],
    [for group in [group] : "caches" if is_cache_group(group)],
  )

  answer "two, one, and none" {
    value = [for group in [aws_security_group.a, aws_security_group.b, aws_security_group.c] : tiers_of(group)]
    is    = [["load balancers", "databases"], ["caches"], []]

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {}

    resource "aws_security_group" "c" {}

    resource "aws_lb" "a" {
      security_groups = [aws_security_group.a.id]
    }

    resource "aws_db_instance" "a" {
      instance_class         = "db.t4g.micro"
      vpc_security_group_ids = [aws_security_group.a.id]
    }

    resource "aws_elasticache_replication_group" "b" {
      replication_group_id = "b"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.b.id]
    }
  }
}

function "are_own_groups" {
  summary = "Whether these ids mean groups, and none of them is a VPC's default one"
  params  = [ids]
  result = length(ids[*]) > 0 && alltrue([
    for group in groups(ids) : !contains(["aws_default_security_group", "aws_vpc", "aws_default_vpc"], node_type(group))
  ])

  answer "a group, a default one beside it, one from elsewhere, and none" {
    value = [
      are_own_groups([aws_security_group.a.id]),
      are_own_groups([aws_security_group.a.id, aws_vpc.main.default_security_group_id]),
      are_own_groups(["sg-01"]),
      are_own_groups([]),
      are_own_groups(null),
    ]
    is = [true, false, undecided("sg-01"), false, false]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_security_group" "a" {}
  }
}

function "ingress_of_groups" {
  summary = "What the groups that these ids mean admit together, see ingress_rules()"
  params  = [ids]
  result  = flatten([for group in groups(ids) : ingress_rules(group)])

  answer "of two groups, and of none" {
    value = [[for entry in ingress_of_groups([aws_security_group.a.id, aws_security_group.b.id]) : entry.from_port], ingress_of_groups(null)]
    is    = [[80, 443], []]

    resource "aws_security_group" "a" {
      ingress {
        protocol    = "tcp"
        from_port   = 80
        to_port     = 80
        cidr_blocks = ["10.0.0.0/8"]
      }
    }

    resource "aws_security_group" "b" {
      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["10.0.0.0/8"]
      }
    }
  }
}

function "service_group_ids" {
  summary = "The ids of the groups that an ECS service gives its tasks"
  params  = [service]
  result  = flatten([for network in service.network_configuration : network.security_groups[*]])

  answer "two, none, and no network of its own" {
    value = [for service in [aws_ecs_service.a, aws_ecs_service.b, aws_ecs_service.c] : service_group_ids(service)]
    is    = [["sg-01", "sg-02"], [], []]

    resource "aws_ecs_service" "a" {
      name = "a"

      network_configuration {
        subnets         = ["subnet-01"]
        security_groups = ["sg-01", "sg-02"]
      }
    }

    resource "aws_ecs_service" "b" {
      name = "b"

      network_configuration {
        subnets = ["subnet-01"]
      }
    }

    resource "aws_ecs_service" "c" {
      name = "c"
    }
  }
}

function "is_redis_group" {
  summary = "Whether a group is attached to a Redis replication group"
  params  = [group]
  result  = length(naming(group, "aws_elasticache_replication_group", "security_group_ids")) > 0

  answer "of a replication group, and of a cluster" {
    value = [is_redis_group(aws_security_group.a), is_redis_group(aws_security_group.b)]
    is    = [true, false]

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {}

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

function "group_lists_with" {
  summary = "The groups of each service, database and cache that a group is attached to, as a list of ids each"
  params  = [group]
  result = concat(
    [for service in naming(group, "aws_ecs_service", "network_configuration.security_groups") : service_group_ids(service)],
    [for cluster in naming(group, "aws_rds_cluster", "vpc_security_group_ids") : cluster.vpc_security_group_ids],
    [for instance in naming(group, "aws_db_instance", "vpc_security_group_ids") : instance.vpc_security_group_ids],
    [for cache in naming(group, "aws_elasticache_replication_group", "security_group_ids") : cache.security_group_ids],
    [for cache in naming(group, "aws_elasticache_cluster", "security_group_ids") : cache.security_group_ids],
  )

  answer "of a service and a database, and of nothing" {
    value = [for group in [aws_security_group.a, aws_security_group.b] : length(group_lists_with(group))]
    is    = [2, 0]

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {}

    resource "aws_ecs_service" "a" {
      name = "a"

      network_configuration {
        subnets         = ["subnet-01"]
        security_groups = [aws_security_group.a.id]
      }
    }

    resource "aws_db_instance" "a" {
      instance_class         = "db.t4g.micro"
      vpc_security_group_ids = [aws_security_group.a.id, "sg-01"]
    }
  }
}

function "leaves_nobody_unreachable" {
  summary = "Whether everything that a group is attached to can be reached, by this group or by another one that it has"
  params  = [group]
  result = (
    length(ingress_rules(group)) > 0 ||
    alltrue([for ids in group_lists_with(group) : length(ingress_of_groups(ids)) > 0])
  )

  answer "alone, beside another group, and with rules" {
    value = [for group in [aws_security_group.alone, aws_security_group.beside, aws_security_group.open] : leaves_nobody_unreachable(group)]
    is    = [false, true, true]

    resource "aws_security_group" "alone" {}

    resource "aws_security_group" "beside" {}

    resource "aws_security_group" "open" {
      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["10.0.0.0/8"]
      }
    }

    resource "aws_db_instance" "a" {
      instance_class         = "db.t4g.micro"
      vpc_security_group_ids = [aws_security_group.alone.id]
    }

    resource "aws_db_instance" "b" {
      instance_class         = "db.t4g.micro"
      vpc_security_group_ids = [aws_security_group.beside.id, aws_security_group.open.id]
    }
  }
}
