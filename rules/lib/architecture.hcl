# The roles of the architecture: the one VPC, load balancer, database and so on that it speaks of. What
# roles.bind names counts, else the position in the graph, else the name. Each is a list of one node, or
# of none; where several could be meant it is not known which.

function "bound" {
  summary = "The one of these nodes that a role means; an unknown one that asks for roles.bind where there are several"
  params  = [role, candidates]
  result = concat(
    [
      for node in candidates : node
      if lookup(param.roles.bind, role, null) == null ? length(candidates) == 1 : matches_any(address(node), [param.roles.bind[role]])
    ],
    [
      # A node of which nothing is known, not even its type.
      for asked in [role] : one(linked(tostring(undecided("roles.bind for ${asked}: ${join(", ", [for node in candidates : address(node)])}"))))
      if lookup(param.roles.bind, asked, null) == null && length(candidates) > 1
    ],
  )

  answer "none, one, and several" {
    value = [bound("vpc", []), bound("vpc", [aws_vpc.a]), bound("vpc", [aws_vpc.a, aws_vpc.b])]
    is    = [[], [aws_vpc.a], [undecided("roles.bind for vpc: aws_vpc.a, aws_vpc.b")]]

    resource "aws_vpc" "a" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "b" {
      cidr_block = "10.1.0.0/16"
    }
  }

  answer "an attribute of one of several" {
    value = [for node in bound("vpc", [aws_vpc.a, aws_vpc.b]) : node.cidr_block == "10.0.0.0/16"]
    is    = [undecided("roles.bind for vpc: aws_vpc.a, aws_vpc.b")]

    resource "aws_vpc" "a" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "b" {
      cidr_block = "10.1.0.0/16"
    }
  }

  answer "several, and one of them by its address, in which * stands for any text" {
    parameters = { "roles.bind" = { vpc = "aws_vpc.b*" } }
    value      = bound("vpc", [aws_vpc.a, aws_vpc.b])
    is         = [aws_vpc.b]

    resource "aws_vpc" "a" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "b" {
      cidr_block = "10.1.0.0/16"
    }
  }
}

function "has_role_name" {
  summary = "Whether a name is the one of a role, or that with an environment behind it (NAME-staging)"
  params  = [given, name]
  result  = given == name || startswith(given, "${name}-")

  answer "the name, with an environment, and others" {
    value = [for given in ["web", "web-staging", "website", "api-web"] : has_role_name(given, "web")]
    is    = [true, true, false, false]
  }
}

function "shortest_named" {
  summary = "Of nodes, the one whose name all their names begin with (NAME of NAME and NAME-green); all where there is none"
  params  = [nodes, attribute]
  result = concat(
    [for node in nodes : node if alltrue([for other in nodes : startswith(other[attribute], node[attribute])])],
    [for node in nodes : node if !anytrue([for one in nodes : alltrue([for other in nodes : startswith(other[attribute], one[attribute])])])],
  )

  answer "one, one that others begin with, two of which neither does, and none" {
    value = [
      for nodes in [[aws_ecs_service.a], [aws_ecs_service.b, aws_ecs_service.a, aws_ecs_service.c], [aws_ecs_service.b, aws_ecs_service.c], []] :
      shortest_named(nodes, "name")
    ]
    is = [[aws_ecs_service.a], [aws_ecs_service.a], [aws_ecs_service.b, aws_ecs_service.c], []]

    resource "aws_ecs_service" "a" {
      name = "web"
    }

    resource "aws_ecs_service" "b" {
      name = "web-green"
    }

    resource "aws_ecs_service" "c" {
      name = "web-canary"
    }
  }
}

function "the_load_balancer" {
  summary = "The load balancer in front of ECS services"
  params  = []
  result  = bound("lb", front_load_balancers())

  answer "the one that forwards to a service" {
    value = the_load_balancer()
    is    = [aws_lb.web]

    resource "aws_lb" "web" {}

    resource "aws_lb" "mail" {}

    resource "aws_lb_target_group" "web" {
      port = 3000
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.web.arn
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

function "the_vpc" {
  summary = "The VPC of the subnets that ECS services and load balancers are placed in"
  params  = []
  result = bound("vpc", reachable(
    flatten([
      for subnet in subnets(flatten(concat(
        [for service in resources("aws_ecs_service") : service.network_configuration[*].subnets],
        [for balancer in concat(resources("aws_lb"), resources("aws_alb")) : balancer_subnet_ids(balancer)],
      ))) : vpcs_of(subnet)
    ]), "no_further"
  ))

  answer "the one that is used" {
    value = the_vpc()
    is    = [aws_vpc.main]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "other" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "all" {
      count = 2

      vpc_id = aws_vpc.main.id
    }

    resource "aws_lb" "web" {
      subnets = aws_subnet.all[*].id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.all[0].id]
      }
    }
  }

  answer "that of a load balancer whose subnets are mapped to addresses, and of one of the older name" {
    value = the_vpc()
    is    = [aws_vpc.main]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_lb" "web" {
      subnet_mapping {
        subnet_id = aws_subnet.a.id
      }
    }

    resource "aws_alb" "api" {
      subnets = [aws_subnet.a.id]
    }
  }

  answer "subnets that are an input" {
    value = the_vpc()
    is    = undecided("var.subnets")

    variable "subnets" {
      type = list(string)
    }

    resource "aws_lb" "web" {
      subnets = var.subnets
    }
  }
}

function "the_service" {
  summary = "The ECS service of a name, which an environment may follow"
  params  = [name]
  result  = bound("service ${name}", shortest_named([for service in resources("aws_ecs_service") : service if has_role_name(service.name, name)], "name"))

  answer "by name, two of one name, one with a twin, and none" {
    value = [the_service("frontend"), the_service("backend"), the_service("mail"), the_service("worker")]
    is = [
      [aws_ecs_service.frontend],
      [undecided("roles.bind for service backend: aws_ecs_service.api, aws_ecs_service.jobs")],
      [aws_ecs_service.mail],
      [],
    ]

    resource "aws_ecs_service" "mail" {
      name = "mail"
    }

    resource "aws_ecs_service" "mail_green" {
      name = "mail-green"
    }

    resource "aws_ecs_service" "frontend" {
      name = "frontend-staging"
    }

    resource "aws_ecs_service" "api" {
      name = "backend-api"
    }

    resource "aws_ecs_service" "jobs" {
      name = "backend-jobs"
    }
  }
}

function "the_database" {
  summary = "The Aurora cluster"
  params  = []
  result  = bound("database", [for cluster in resources("aws_rds_cluster") : cluster if startswith(coalesce(cluster.engine, "aurora"), "aurora")])

  answer "of the first Aurora, which older providers ask for where no engine is given" {
    value = the_database()
    is    = [aws_rds_cluster.old]

    resource "aws_rds_cluster" "old" {
      engine = null
    }

    resource "aws_rds_cluster" "other" {
      engine = "mysql"
    }
  }

  answer "of an Aurora engine" {
    value = the_database()
    is    = [aws_rds_cluster.main]

    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster" "other" {
      engine = "mysql"
    }
  }
}

function "the_cache" {
  summary = "The Redis replication group"
  params  = []
  result  = bound("cache", resources("aws_elasticache_replication_group"))

  answer "two" {
    value = the_cache()
    is    = [undecided("roles.bind for cache: aws_elasticache_replication_group.a, aws_elasticache_replication_group.b")]

    resource "aws_elasticache_replication_group" "a" {
      replication_group_id = "a"
      description          = "Sessions"
    }

    resource "aws_elasticache_replication_group" "b" {
      replication_group_id = "b"
      description          = "Jobs"
    }
  }
}

function "the_bucket" {
  summary = "The bucket of a name, which an environment may follow; an empty name is none"
  params  = [name]
  result  = bound("bucket ${name}", shortest_named([for bucket in resources("aws_s3_bucket") : bucket if is_bucket_named(bucket, name)], "bucket"))

  answer "by name, and no name" {
    value = [the_bucket("logs"), the_bucket("backups"), the_bucket("")]
    is    = [[aws_s3_bucket.logs], [aws_s3_bucket.backups], []]

    resource "aws_s3_bucket" "backups" {
      bucket = "backups"
    }

    resource "aws_s3_bucket" "backups_copy" {
      bucket = "backups-us-east-1"
    }

    resource "aws_s3_bucket" "logs" {
      bucket = "logs-staging"
    }

    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }
  }
}

function "the_repository" {
  summary = "The image repository of a name, which an environment may follow"
  params  = [name]
  result  = bound("repository ${name}", shortest_named([for repository in resources("aws_ecr_repository") : repository if has_role_name(repository.name, name)], "name"))

  answer "by name" {
    value = the_repository("backend-images")
    is    = [aws_ecr_repository.backend]

    resource "aws_ecr_repository" "backend" {
      name = "backend-images"
    }

    resource "aws_ecr_repository" "frontend" {
      name = "frontend-images"
    }
  }
}

function "is_the_vpc" {
  summary = "Whether a VPC is the one that services and load balancers run in"
  params  = [vpc]
  # One look at all of them for each VPC: where modules are missing, there may be many of both.
  result = is_one_of(vpc, [for own in the_vpc() : address(own)])

  answer "it, and another" {
    value = [is_the_vpc(aws_vpc.main), is_the_vpc(aws_vpc.other)]
    is    = [true, false]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "other" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }
}

function "the_nat_gateways" {
  summary = "The NAT gateways of the VPC, by the subnets that they lie in; a regional one names the VPC"
  params  = []
  result = [
    for gateway in resources("aws_nat_gateway") : gateway
    if anytrue([
      for vpc in concat(flatten([for subnet in subnets(gateway.subnet_id) : vpcs_of(subnet)]), linked(gateway.vpc_id, "aws_vpc")) :
      is_the_vpc(vpc)
    ])
  ]

  answer "of this VPC, in a subnet or regional, and of another" {
    value = the_nat_gateways()
    is    = [aws_nat_gateway.a, aws_nat_gateway.regional]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "other" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_subnet" "b" {
      vpc_id = aws_vpc.other.id
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_nat_gateway" "a" {
      subnet_id = aws_subnet.a.id
    }

    resource "aws_nat_gateway" "b" {
      subnet_id = aws_subnet.b.id
    }

    resource "aws_nat_gateway" "regional" {
      vpc_id            = aws_vpc.main.id
      availability_mode = "regional"
    }
  }
}

function "the_ways_out" {
  summary = "The NAT gateways of the VPC that take traffic to the internet"
  params  = []
  result  = [for gateway in the_nat_gateways() : gateway if known(gateway) && is_nat_to_internet(gateway) || !known(gateway) && node_type(gateway) != ""]

  answer "of three, the one with an address in a public subnet" {
    value = the_ways_out()
    is    = [aws_nat_gateway.all["good"]]

    variable "gateways" {
      default = { bare = null, good = "eipalloc-01", inside = "eipalloc-02" }
    }

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_route" "out" {
      route_table_id         = aws_vpc.main.main_route_table_id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = "igw-01"
    }

    resource "aws_route_table" "inside" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_route_table_association" "inside" {
      subnet_id      = aws_subnet.all["inside"].id
      route_table_id = aws_route_table.inside.id
    }

    resource "aws_subnet" "all" {
      for_each = var.gateways

      vpc_id = aws_vpc.main.id
    }

    resource "aws_nat_gateway" "all" {
      for_each = var.gateways

      subnet_id     = aws_subnet.all[each.key].id
      allocation_id = each.value
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.all["good"].id]
    }
  }
}
