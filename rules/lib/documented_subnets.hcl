# Subnets as the architecture documents them, and what is placed in them.

function "is_one_of_ranges" {
  summary = "Whether a subnet has one of these IPv4 ranges; without a range of its own it has not"
  params  = [subnet, cidrs]
  result  = subnet.cidr_block == null ? false : contains(cidrs, subnet.cidr_block)

  answer "its range, another, and none" {
    value = [
      is_one_of_ranges(aws_subnet.a, ["10.0.10.0/24"]),
      is_one_of_ranges(aws_subnet.b, ["10.0.10.0/24"]),
      is_one_of_ranges(aws_subnet.c, ["10.0.10.0/24"]),
      is_one_of_ranges(aws_subnet.a, []),
    ]
    is = [true, false, false, false]

    resource "aws_subnet" "a" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.20.0/24"
    }

    resource "aws_subnet" "c" {
      vpc_id          = "vpc-01"
      ipv6_cidr_block = "2001:db8::/64"
      ipv6_native     = true
    }
  }
}

function "is_planned" {
  summary = "Whether a subnet has one of these planned ranges, or one at its position in a VPC of another range"
  params  = [subnet, plans]
  result = anytrue([
    for plan in plans :
    subnet.cidr_block == plan.cidr || anytrue([for vpc in linked(subnet.vpc_id, "aws_vpc") : subnet.cidr_block == planned_range(plan.cidr, vpc)])
  ])

  answer "its range, at its position, another, and none" {
    parameters = { "network.vpc_cidr" = "10.0.0.0/16", "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }] }
    value      = [for subnet in [aws_subnet.a, aws_subnet.b, aws_subnet.c, aws_subnet.d] : is_planned(subnet, param.network.private_subnets)]
    is         = [true, true, false, false]

    resource "aws_vpc" "other" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.other.id
      cidr_block = "10.1.10.0/24"
    }

    resource "aws_subnet" "c" {
      vpc_id     = aws_vpc.other.id
      cidr_block = "10.1.20.0/24"
    }

    resource "aws_subnet" "d" {
      vpc_id      = aws_vpc.other.id
      ipv6_native = true
    }
  }
}

function "documented_private_subnets" {
  summary = "The subnets of this configuration that the architecture documents as private"
  params  = []
  result = [
    for subnet in resources("aws_subnet") : subnet
    if is_planned(subnet, param.network.private_subnets)
  ]

  answer "by range" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }] }
    value      = documented_private_subnets()
    is         = [aws_subnet.a]

    resource "aws_subnet" "a" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.20.0/24"
    }
  }
}

function "missing_subnets" {
  summary = "Addresses of documented private subnets that these ids leave out; of certain ranges only if any are given"
  params  = [ids, cidrs]
  result = [
    for subnet in documented_private_subnets() : address(subnet)
    if(length(cidrs) == 0 || is_one_of_ranges(subnet, cidrs)) && !contains([for member in subnets(ids) : address(member)], address(subnet))
  ]

  answer "one of two, none of the ranges that are asked for, and all" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }, { cidr = "10.0.20.0/24", zone = "b" }] }
    value = [
      missing_subnets(aws_db_subnet_group.a.subnet_ids, []),
      missing_subnets(aws_db_subnet_group.a.subnet_ids, ["10.0.10.0/24"]),
      missing_subnets([], []),
    ]
    is = [["aws_subnet.b"], [], ["aws_subnet.a", "aws_subnet.b"]]

    resource "aws_subnet" "a" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.20.0/24"
    }

    resource "aws_db_subnet_group" "a" {
      subnet_ids = [aws_subnet.a.id]
    }
  }

  answer "an input" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }, { cidr = "10.0.20.0/24", zone = "b" }] }
    value      = length(missing_subnets(aws_db_subnet_group.a.subnet_ids, [])) == 0
    is         = undecided("var.subnets")

    variable "subnets" {
      type = list(string)
    }

    resource "aws_subnet" "a" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.20.0/24"
    }

    resource "aws_db_subnet_group" "a" {
      subnet_ids = var.subnets
    }
  }
}

function "has_private_role" {
  summary = "Whether a subnet is meant to be private: documented so, else used by services or data stores and by no load balancer that faces the internet"
  params  = [subnet]
  result = (
    is_planned(subnet, param.network.private_subnets) ||
    (!is_planned(subnet, param.network.public_subnets) && holds_workloads(subnet) && !holds_load_balancers(subnet))
  )

  answer "documented, used by a database, used by a load balancer too, and not used" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }] }
    value      = [for subnet in [aws_subnet.a, aws_subnet.b, aws_subnet.c, aws_subnet.d] : has_private_role(subnet)]
    is         = [true, true, false, false]

    resource "aws_subnet" "a" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.20.0/24"
    }

    resource "aws_subnet" "c" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.30.0/24"
    }

    resource "aws_subnet" "d" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.40.0/24"
    }

    resource "aws_db_subnet_group" "a" {
      subnet_ids = [aws_subnet.b.id, aws_subnet.c.id]
    }

    resource "aws_lb" "a" {
      subnets = [aws_subnet.c.id]
    }
  }
}

function "holds_workloads" {
  summary = "Whether services, databases or caches are placed in a subnet"
  params  = [subnet]
  result = holds_services(subnet) || length(concat(
    linking(subnet, "aws_db_subnet_group", "subnet_ids"),
    linking(subnet, "aws_elasticache_subnet_group", "subnet_ids"),
  )) > 0

  answer "services, databases and caches; load balancers are none" {
    value = [for subnet in [aws_subnet.a, aws_subnet.b, aws_subnet.c, aws_subnet.d] : holds_workloads(subnet)]
    is    = [true, true, true, false]

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_subnet" "b" {
      vpc_id = "vpc-01"
    }

    resource "aws_subnet" "c" {
      vpc_id = "vpc-01"
    }

    resource "aws_subnet" "d" {
      vpc_id = "vpc-01"
    }

    resource "aws_ecs_service" "a" {
      name = "a"

      network_configuration {
        subnets = [aws_subnet.a.id]
      }
    }

    resource "aws_db_subnet_group" "b" {
      subnet_ids = [aws_subnet.b.id]
    }

    resource "aws_elasticache_subnet_group" "c" {
      name       = "c"
      subnet_ids = [aws_subnet.c.id]
    }

    resource "aws_lb" "d" {
      subnets = [aws_subnet.d.id]
    }
  }
}

function "holds_services" {
  summary = "Whether ECS services are placed in a subnet"
  params  = [subnet]
  result  = length(linking(subnet, "aws_ecs_service", "network_configuration.subnets")) > 0

  answer "one, and none" {
    value = [holds_services(aws_subnet.a), holds_services(aws_subnet.b)]
    is    = [true, false]

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_subnet" "b" {
      vpc_id = "vpc-01"
    }

    resource "aws_ecs_service" "a" {
      name = "a"

      network_configuration {
        subnets = [aws_subnet.a.id]
      }
    }
  }
}

function "has_public_role" {
  summary = "Whether a subnet is meant to be public: documented so, else used by load balancers that face the internet"
  params  = [subnet]
  result = (
    is_planned(subnet, param.network.public_subnets) ||
    (!is_planned(subnet, param.network.private_subnets) && holds_load_balancers(subnet))
  )

  answer "documented, used by a load balancer, used but documented as private, and not used" {
    parameters = {
      "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }]
      "network.public_subnets"  = [{ cidr = "10.0.1.0/24", zone = "a" }]
    }
    value = [for subnet in [aws_subnet.a, aws_subnet.b, aws_subnet.c, aws_subnet.d] : has_public_role(subnet)]
    is    = [true, true, false, false]

    resource "aws_subnet" "a" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.2.0/24"
    }

    resource "aws_subnet" "c" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_subnet" "d" {
      vpc_id     = "vpc-01"
      cidr_block = "10.0.20.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.b.id, aws_subnet.c.id]
    }
  }
}

function "holds_load_balancers" {
  summary = "Whether load balancers that face the internet are placed in a subnet"
  params  = [subnet]
  result = anytrue([
    for balancer in concat(
      linking(subnet, "aws_lb", "subnets"),
      linking(subnet, "aws_lb", "subnet_mapping.subnet_id"),
      linking(subnet, "aws_alb", "subnets"),
      linking(subnet, "aws_alb", "subnet_mapping.subnet_id"),
    ) : balancer.internal != true && balancer.load_balancer_type != "gateway"
  ])

  answer "by subnets, by mappings, of the older name, and none" {
    value = [for subnet in [aws_subnet.a, aws_subnet.b, aws_subnet.c, aws_subnet.d] : holds_load_balancers(subnet)]
    is    = [true, true, true, false]

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_subnet" "b" {
      vpc_id = "vpc-01"
    }

    resource "aws_subnet" "c" {
      vpc_id = "vpc-01"
    }

    resource "aws_subnet" "d" {
      vpc_id = "vpc-01"
    }

    resource "aws_lb" "a" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_lb" "b" {
      subnet_mapping {
        subnet_id = aws_subnet.b.id
      }
    }

    resource "aws_alb" "c" {
      subnets = [aws_subnet.c.id]
    }
  }
  answer "an internal one, one that inspects traffic, and an input" {
    value = [for subnet in [aws_subnet.a, aws_subnet.b, aws_subnet.c] : holds_load_balancers(subnet)]
    is    = [false, false, undecided("var.internal")]

    variable "internal" {
      type = bool
    }

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_subnet" "b" {
      vpc_id = "vpc-01"
    }

    resource "aws_subnet" "c" {
      vpc_id = "vpc-01"
    }

    resource "aws_lb" "a" {
      internal = true
      subnets  = [aws_subnet.a.id]
    }

    resource "aws_lb" "b" {
      load_balancer_type = "gateway"
      subnets            = [aws_subnet.b.id]
    }

    resource "aws_lb" "c" {
      internal = var.internal
      subnets  = [aws_subnet.c.id]
    }
  }
}
