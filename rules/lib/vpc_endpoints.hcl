# VPC endpoints: for which service, and for whom.

function "is_endpoint_for" {
  summary = "Whether a VPC endpoint is for a service of AWS, by the end of its name (s3, ecr.api)"
  params  = [endpoint, service]
  # One for a resource or a network of services names none.
  result = startswith(coalesce(endpoint.service_name, "-"), "com.amazonaws.") && endswith(coalesce(endpoint.service_name, "-"), ".${service}")

  answer "by name, also where the region is not known, another, a service of somebody else, none, and an input" {
    value = { for name, endpoint in aws_vpc_endpoint.all : name => [is_endpoint_for(endpoint, "s3"), is_endpoint_for(endpoint, "ecr.api")] }
    is = {
      ecr   = [false, true]
      given = [undecided("var.service"), undecided("var.service")]
      here  = [true, false]
      none  = [false, false]
      other = [false, false]
      s3    = [true, false]
    }

    variable "service" {
      type = string
    }

    variable "region" {
      type = string
    }

    locals {
      names = {
        ecr   = "com.amazonaws.us-west-2.ecr.api"
        given = var.service
        here  = "com.amazonaws.${var.region}.s3"
        none  = null
        other = "com.amazonaws.vpce.us-west-2.vpce-svc-01"
        s3    = "com.amazonaws.us-west-2.s3"
      }
    }

    resource "aws_vpc_endpoint" "all" {
      for_each = local.names

      vpc_id       = "vpc-01"
      service_name = each.value
    }
  }
}

function "the_endpoints" {
  summary = "The endpoints of the VPC for a service of AWS, see is_endpoint_for()"
  params  = [service]
  result = [
    for endpoint in resources("aws_vpc_endpoint") : endpoint
    if is_endpoint_for(endpoint, service) &&
    anytrue([for vpc in linked(endpoint.vpc_id, ["aws_vpc", "aws_default_vpc", "data.aws_vpc"]) : is_the_vpc(vpc)])
  ]

  answer "of this VPC, of another, and for another service" {
    value = [the_endpoints("s3"), the_endpoints("logs")]
    is    = [[aws_vpc_endpoint.s3], []]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "other" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_vpc_endpoint" "s3" {
      vpc_id       = aws_vpc.main.id
      service_name = "com.amazonaws.us-west-2.s3"
    }

    resource "aws_vpc_endpoint" "logs" {
      vpc_id            = aws_vpc.other.id
      service_name      = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type = "Interface"
    }
  }
}

function "serves_tasks" {
  summary = "Whether a VPC endpoint is an interface for one of the services that tasks call: those of network.interface_endpoints and network.full_endpoints, but S3"
  params  = [endpoint]
  result = endpoint.vpc_endpoint_type == "Interface" && anytrue([
    for service in distinct(concat(param.network.interface_endpoints, param.network.full_endpoints)) :
    service != "s3" && is_endpoint_for(endpoint, service)
  ])

  answer "of either list, S3, a gateway, and another" {
    parameters = { "network.interface_endpoints" = ["kinesis-firehose"] }
    value      = { for name, endpoint in aws_vpc_endpoint.all : name => serves_tasks(endpoint) }
    is         = { dynamodb = false, kinesis-firehose = true, s3 = false, sqs = false, ssm = true }

    variable "types" {
      default = { dynamodb = "Gateway", kinesis-firehose = "Interface", s3 = "Interface", sqs = "Interface", ssm = "Interface" }
    }

    resource "aws_vpc_endpoint" "all" {
      for_each = var.types

      vpc_id            = "vpc-01"
      service_name      = "com.amazonaws.us-west-2.${each.key}"
      vpc_endpoint_type = each.value
    }
  }
}

function "endpoint_tables" {
  summary = "The route tables that a gateway endpoint is associated with, by its own argument or apart"
  params  = [endpoint]
  result = concat(
    tables_meant(endpoint.route_table_ids),
    flatten([
      for association in linking(endpoint, "aws_vpc_endpoint_route_table_association", "vpc_endpoint_id") :
      tables_meant(association.route_table_id)
    ]),
  )

  answer "of its own, apart, and none" {
    value = [endpoint_tables(aws_vpc_endpoint.a), endpoint_tables(aws_vpc_endpoint.b), endpoint_tables(aws_vpc_endpoint.c)]
    is    = [[aws_route_table.all[0]], [aws_route_table.all[1]], []]

    resource "aws_route_table" "all" {
      count = 2

      vpc_id = "vpc-01"
    }

    resource "aws_vpc_endpoint" "a" {
      vpc_id          = "vpc-01"
      service_name    = "com.amazonaws.us-west-2.s3"
      route_table_ids = [aws_route_table.all[0].id]
    }

    resource "aws_vpc_endpoint" "b" {
      vpc_id       = "vpc-01"
      service_name = "com.amazonaws.us-west-2.s3"
    }

    resource "aws_vpc_endpoint" "c" {
      vpc_id       = "vpc-01"
      service_name = "com.amazonaws.us-west-2.s3"
    }

    resource "aws_vpc_endpoint_route_table_association" "b" {
      vpc_endpoint_id = aws_vpc_endpoint.b.id
      route_table_id  = aws_route_table.all[1].id
    }
  }
}

function "missed_tables" {
  summary = "The addresses of route tables of private subnets that a gateway endpoint is not associated with"
  params  = [endpoint]
  result = distinct(flatten([
    for vpc in linked(endpoint.vpc_id, ["aws_vpc", "aws_default_vpc", "data.aws_vpc"]) : [
      for subnet in linking(vpc, "aws_subnet", "vpc_id") : [
        for table in route_tables(subnet) : address(table)
        if !anytrue([for other in endpoint_tables(endpoint) : anytrue([for same in same_table(table) : is_one_of(other, [address(same)])])])
      ] if has_private_role(subnet)
    ]
  ]))

  answer "one of two, the main one of the VPC, and none" {
    value = [missed_tables(aws_vpc_endpoint.a), missed_tables(aws_vpc_endpoint.b), missed_tables(aws_vpc_endpoint.c)]
    is    = [["aws_route_table.own"], ["aws_vpc.main"], []]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_default_route_table" "main" {
      default_route_table_id = aws_vpc.main.default_route_table_id
    }

    resource "aws_route_table" "own" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_subnet" "all" {
      count = 3

      vpc_id = aws_vpc.main.id
    }

    resource "aws_route_table_association" "own" {
      subnet_id      = aws_subnet.all[0].id
      route_table_id = aws_route_table.own.id
    }

    resource "aws_route_table" "spare" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_route_table_association" "spare" {
      subnet_id      = aws_subnet.all[2].id
      route_table_id = aws_route_table.spare.id
    }

    resource "aws_db_subnet_group" "data" {
      subnet_ids = [aws_subnet.all[0].id, aws_subnet.all[1].id]
    }

    resource "aws_vpc_endpoint" "a" {
      vpc_id          = aws_vpc.main.id
      service_name    = "com.amazonaws.us-west-2.s3"
      route_table_ids = [aws_default_route_table.main.id]
    }

    resource "aws_vpc_endpoint" "b" {
      vpc_id          = aws_vpc.main.id
      service_name    = "com.amazonaws.us-west-2.s3"
      route_table_ids = [aws_route_table.own.id]
    }

    resource "aws_vpc_endpoint" "c" {
      vpc_id          = aws_vpc.main.id
      service_name    = "com.amazonaws.us-west-2.s3"
      route_table_ids = [aws_route_table.own.id, aws_vpc.main.main_route_table_id]
    }
  }
}

function "endpoint_subnet_ids" {
  summary = "The ids of the subnets that an interface endpoint lies in, by its own arguments or apart"
  params  = [endpoint]
  result = concat(
    endpoint.subnet_ids[*],
    endpoint.subnet_configuration[*].subnet_id,
    linking(endpoint, "aws_vpc_endpoint_subnet_association", "vpc_endpoint_id")[*].subnet_id,
  )

  answer "each way, and none" {
    value = [for endpoint in [aws_vpc_endpoint.a, aws_vpc_endpoint.b, aws_vpc_endpoint.c] : sort(endpoint_subnet_ids(endpoint))]
    is    = [["subnet-01", "subnet-02"], ["subnet-03"], []]

    resource "aws_vpc_endpoint" "a" {
      vpc_id       = "vpc-01"
      service_name = "com.amazonaws.us-west-2.logs"
      subnet_ids   = ["subnet-01"]
    }

    resource "aws_vpc_endpoint_subnet_association" "a" {
      vpc_endpoint_id = aws_vpc_endpoint.a.id
      subnet_id       = "subnet-02"
    }

    resource "aws_vpc_endpoint" "b" {
      vpc_id       = "vpc-01"
      service_name = "com.amazonaws.us-west-2.logs"

      subnet_configuration {
        ipv4      = "10.0.1.10"
        subnet_id = "subnet-03"
      }
    }

    resource "aws_vpc_endpoint" "c" {
      vpc_id       = "vpc-01"
      service_name = "com.amazonaws.us-west-2.s3"
    }
  }
}

function "endpoint_groups" {
  summary = "The security groups of an interface endpoint, by its own argument or apart"
  params  = [endpoint]
  result = concat(
    groups(endpoint.security_group_ids),
    flatten([
      for association in linking(endpoint, "aws_vpc_endpoint_security_group_association", "vpc_endpoint_id") :
      groups(association.security_group_id)
    ]),
  )

  answer "either way, and none, which leaves it to AWS" {
    value = [endpoint_groups(aws_vpc_endpoint.a), endpoint_groups(aws_vpc_endpoint.b)]
    is    = [[aws_security_group.a, aws_security_group.b], []]

    resource "aws_security_group" "a" {}

    resource "aws_security_group" "b" {}

    resource "aws_vpc_endpoint" "a" {
      vpc_id             = "vpc-01"
      service_name       = "com.amazonaws.us-west-2.logs"
      security_group_ids = [aws_security_group.a.id]
    }

    resource "aws_vpc_endpoint_security_group_association" "a" {
      vpc_endpoint_id   = aws_vpc_endpoint.a.id
      security_group_id = aws_security_group.b.id
    }

    resource "aws_vpc_endpoint" "b" {
      vpc_id       = "vpc-01"
      service_name = "com.amazonaws.us-west-2.logs"
    }
  }
}

function "admits_tasks_over_https" {
  summary = "Whether one of these security groups admits port 443 from the tasks of ECS services: their group, or ranges that cover all their subnets of a VPC"
  params  = [groups, vpc]
  result = anytrue([
    for entries in [flatten([for group in groups : [for entry in ingress_rules(group) : entry if covers_port(entry, 443)]])] :
    anytrue([for entry in entries : admits_service(entry)]) || (
      length(entries) > 0 && alltrue([
        for subnet in linking(vpc, "aws_subnet", "vpc_id") :
        anytrue([for entry in entries : cidr_contains(entry.source, subnet.cidr_block) if entry.kind == "cidr"]) if holds_services(subnet)
      ])
    )
  ])

  answer "the tasks' group, the VPC's range, one of two subnets, another port, and nothing" {
    value = {
      for name, group in aws_security_group.all : name => admits_tasks_over_https([group], aws_vpc.main)
    }
    is = { empty = false, one = false, other = false, range = true, tasks = true }

    locals {
      rules = {
        empty = []
        one   = [{ port = 443, ranges = ["10.0.1.0/24"], groups = [] }]
        other = [{ port = 80, ranges = ["10.0.0.0/16"], groups = [] }]
        range = [{ port = 443, ranges = ["10.0.0.0/16"], groups = [] }]
        tasks = [{ port = 443, ranges = [], groups = [aws_security_group.tasks.id] }]
      }
    }

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "all" {
      for_each = { a = "10.0.1.0/24", b = "10.0.2.0/24" }

      vpc_id     = aws_vpc.main.id
      cidr_block = each.value
    }

    resource "aws_security_group" "tasks" {}

    resource "aws_security_group" "all" {
      for_each = local.rules

      dynamic "ingress" {
        for_each = each.value

        content {
          protocol        = "tcp"
          from_port       = ingress.value.port
          to_port         = ingress.value.port
          cidr_blocks     = ingress.value.ranges
          security_groups = ingress.value.groups
        }
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets         = values(aws_subnet.all)[*].id
        security_groups = [aws_security_group.tasks.id]
      }
    }
  }
}

function "dns_settings_off" {
  summary = "The settings of a VPC that private DNS needs, and that are off: host names are unless they are asked for"
  params  = [vpc]
  result = concat(
    [for setting in ["enable_dns_hostnames"] : setting if vpc.enable_dns_hostnames != true],
    [for setting in ["enable_dns_support"] : setting if vpc.enable_dns_support == false],
  )

  answer "both on, each off, left out" {
    value = [for vpc in [aws_vpc.on, aws_vpc.names, aws_vpc.support, aws_vpc.left] : dns_settings_off(vpc)]
    is    = [[], ["enable_dns_hostnames"], ["enable_dns_support"], ["enable_dns_hostnames"]]

    resource "aws_vpc" "on" {
      cidr_block           = "10.0.0.0/16"
      enable_dns_hostnames = true
    }

    resource "aws_vpc" "names" {
      cidr_block           = "10.0.0.0/16"
      enable_dns_hostnames = false
      enable_dns_support   = true
    }

    resource "aws_vpc" "support" {
      cidr_block           = "10.0.0.0/16"
      enable_dns_hostnames = true
      enable_dns_support   = false
    }

    resource "aws_vpc" "left" {
      cidr_block = "10.0.0.0/16"
    }
  }
}
