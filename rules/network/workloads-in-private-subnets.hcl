function "is_excepted" {
  summary = "Whether a resource may lie in a public subnet"
  params  = [node]
  result  = matches_any(address(node), param.network.public_subnet_exceptions)
}

rule "ecs-service-in-public-subnet" {
  summary   = "ECS service runs in a public subnet"
  severity  = "critical"
  clauses   = ["A6.3.7", "A13.4.1"]
  since     = "0.1"
  why       = "Tasks in a public subnet are reachable from the internet as soon as they have a public address and one rule too many."
  remedy    = "Pass private subnets to network_configuration.subnets; tasks go out through NAT or VPC endpoints."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_ecs_service"
  when          = !is_excepted(self)
  for_each      = self.network_configuration
  condition     = length(public_subnets(each.value.subnets)) == 0
  error_message = "Service ${address(self)} runs in ${join(", ", public_subnets(each.value.subnets))}, routed to an internet gateway."
  at            = each.value.subnets

  fail "one of two subnets is public" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_internet_gateway" "this" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.2.0/24"
    }

    resource "aws_route_table" "public" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_route" "internet" {
      route_table_id         = aws_route_table.public.id
      destination_cidr_block = "0.0.0.0/0"
      gateway_id             = aws_internet_gateway.this.id
    }

    resource "aws_route_table_association" "b" {
      subnet_id      = aws_subnet.b.id
      route_table_id = aws_route_table.public.id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.a.id, aws_subnet.b.id] # finding: aws_ecs_service.web runs in aws_subnet.b
      }
    }
  }

  fail "the argument of a module, for one of its instances" {
    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    module "service" {
      source   = "./modules/service"
      for_each = toset(["web", "worker"])

      name       = each.key
      subnet_ids = each.key == "web" ? aws_default_subnet.a[*].id : aws_subnet.private[*].id
    }

    file "modules/service/main.tf" {
      variable "name" {
        type = string
      }

      variable "subnet_ids" {
        type = list(string)
      }

      resource "aws_ecs_service" "this" {
        name = var.name

        dynamic "network_configuration" {
          for_each = var.subnet_ids

          content {
            subnets = [network_configuration.value] # finding: module.service["web"].aws_ecs_service.this
          }
        }
      }
    }
  }

  pass "an isolated subnet, and an exception" {
    parameters = { "network.public_subnet_exceptions" = ["aws_ecs_service.edge*"] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_subnet.private.id]
      }
    }

    resource "aws_ecs_service" "edge_proxy" {
      name = "edge-proxy"

      network_configuration {
        subnets = [aws_default_subnet.a.id]
      }
    }
  }

  undecided "subnets from elsewhere" {
    variable "subnet_ids" {
      type = list(string)
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = var.subnet_ids # undecided: var.subnet_ids
      }
    }

    resource "aws_ecs_service" "worker" {
      name = "worker"

      network_configuration {
        subnets = ["subnet-0a1b2c3d"] # undecided: subnet-0a1b2c3d
      }
    }
  }
}

rule "scheduled-task-in-public-subnet" {
  summary   = "Scheduled ECS task runs in a public subnet"
  severity  = "critical"
  clauses   = ["A6.3.7", "A13.4.1"]
  since     = "0.1"
  why       = "A task that runs for minutes a day is as reachable in a public subnet as one that runs for ever."
  remedy    = "Pass private subnets to the task's network_configuration."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = ["aws_scheduler_schedule", "aws_cloudwatch_event_target"]
  when          = length(scheduled_network(self)) > 0 && !is_excepted(self)
  condition     = length(public_subnets(flatten(scheduled_network(self)[*].subnets))) == 0
  error_message = "Scheduled task ${address(self)} runs in ${join(", ", public_subnets(flatten(scheduled_network(self)[*].subnets)))}, routed to an internet gateway."
  at            = scheduled_argument(self, "subnets")

  fail "either way of scheduling" {
    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_scheduler_schedule" "cleanup" {
      schedule_expression = "cron(30 3 * * ? *)"

      flexible_time_window {
        mode = "OFF"
      }

      target {
        arn      = "arn:aws:ecs:us-west-2:111122223333:cluster/main"
        role_arn = "arn:aws:iam::111122223333:role/scheduler"

        ecs_parameters {
          task_definition_arn = "arn:aws:ecs:us-west-2:111122223333:task-definition/cleanup"

          network_configuration {
            subnets = [aws_default_subnet.a.id] # finding: aws_scheduler_schedule.cleanup
          }
        }
      }
    }

    resource "aws_cloudwatch_event_target" "report" {
      rule = "nightly"
      arn  = "arn:aws:ecs:us-west-2:111122223333:cluster/main"

      ecs_target {
        task_definition_arn = "arn:aws:ecs:us-west-2:111122223333:task-definition/report"

        network_configuration {
          subnets = [aws_default_subnet.a.id] # finding: aws_cloudwatch_event_target.report
        }
      }
    }
  }

  pass "a private subnet; a target that is no task" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_cloudwatch_event_target" "report" {
      rule = "nightly"
      arn  = "arn:aws:ecs:us-west-2:111122223333:cluster/main"

      ecs_target {
        task_definition_arn = "arn:aws:ecs:us-west-2:111122223333:task-definition/report"

        network_configuration {
          subnets = aws_subnet.private[*].id
        }
      }
    }

    resource "aws_cloudwatch_event_target" "notify" {
      rule = "nightly"
      arn  = "arn:aws:sns:us-west-2:111122223333:nightly"
    }
  }

  undecided "an input" {
    variable "subnet_ids" {
      type = list(string)
    }

    resource "aws_cloudwatch_event_target" "report" {
      rule = "nightly"
      arn  = "arn:aws:ecs:us-west-2:111122223333:cluster/main"

      ecs_target {
        task_definition_arn = "arn:aws:ecs:us-west-2:111122223333:task-definition/report"

        network_configuration {
          subnets = var.subnet_ids # undecided: var.subnet_ids
        }
      }
    }
  }

  pass "a task that may lie in a public subnet; one without a network of its own" {
    parameters = { "network.public_subnet_exceptions" = ["*.probe*"] }

    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_cloudwatch_event_target" "probe" { # not applicable
      rule = "nightly"
      arn  = "arn:aws:ecs:us-west-2:111122223333:cluster/main"

      ecs_target {
        task_definition_arn = "arn:aws:ecs:us-west-2:111122223333:task-definition/report"

        network_configuration {
          subnets = [aws_default_subnet.a.id]
        }
      }
    }

    resource "aws_cloudwatch_event_target" "report" { # not applicable
      rule = "nightly"
      arn  = "arn:aws:ecs:us-west-2:111122223333:cluster/main"

      ecs_target {
        task_definition_arn = "arn:aws:ecs:us-west-2:111122223333:task-definition/report"
      }
    }
  }
}

rule "db-subnet-group-in-public-subnet" {
  summary   = "Database subnet group holds a public subnet"
  severity  = "critical"
  clauses   = ["A6.3.9", "A13.4.1"]
  since     = "0.1"
  why       = "A database instance may be placed in any subnet of its group; in a public one the internet is one setting away."
  remedy    = "Keep only private subnets in subnet_ids."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_db_subnet_group"
  when          = !is_excepted(self)
  condition     = length(public_subnets(self.subnet_ids)) == 0
  error_message = "Subnet group ${address(self)} holds ${join(", ", public_subnets(self.subnet_ids))}, routed to an internet gateway."

  fail "one public subnet among private ones" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      count = 2

      vpc_id     = aws_vpc.this.id
      cidr_block = cidrsubnet(aws_vpc.this.cidr_block, 8, count.index)
    }

    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = concat(aws_subnet.private[*].id, [aws_default_subnet.a.id]) # finding: holds aws_default_subnet.a
    }
  }

  pass "isolated subnets of a module" {
    module "network" {
      source = "./modules/network"
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = module.network.subnet_ids
    }

    file "modules/network/main.tf" {
      resource "aws_vpc" "this" {
        cidr_block = "10.0.0.0/16"
      }

      resource "aws_subnet" "private" {
        for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24" }

        vpc_id     = aws_vpc.this.id
        cidr_block = each.value
      }

      output "subnet_ids" {
        value = [for subnet in aws_subnet.private : subnet.id]
      }
    }
  }

  undecided "a subnet from a data source" {
    data "aws_subnets" "database" {
      tags = { tier = "database" }
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = data.aws_subnets.database.ids # undecided: data.aws_subnets.database
    }
  }
}

rule "cache-subnet-group-in-public-subnet" {
  summary   = "Cache subnet group holds a public subnet"
  severity  = "critical"
  clauses   = ["A6.3.11", "A13.4.1"]
  since     = "0.1"
  why       = "A cache node may be placed in any subnet of its group; in a public one the internet is one setting away."
  remedy    = "Keep only private subnets in subnet_ids."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_elasticache_subnet_group"
  when          = !is_excepted(self)
  condition     = length(public_subnets(self.subnet_ids)) == 0
  error_message = "Subnet group ${address(self)} holds ${join(", ", public_subnets(self.subnet_ids))}, routed to an internet gateway."

  fail "a subnet of the default VPC" {
    resource "aws_default_vpc" "this" {}

    resource "aws_subnet" "cache" {
      vpc_id     = aws_default_vpc.this.id
      cidr_block = "172.31.128.0/24"
    }

    resource "aws_elasticache_subnet_group" "this" {
      name       = "cache"
      subnet_ids = [aws_subnet.cache.id] # finding: holds aws_subnet.cache
    }
  }

  pass "a private subnet" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "cache" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.30.0/24"
    }

    resource "aws_elasticache_subnet_group" "this" {
      name       = "cache"
      subnet_ids = [aws_subnet.cache.id]
    }
  }

  undecided "an input" {
    variable "subnet_ids" {
      type = list(string)
    }

    resource "aws_elasticache_subnet_group" "this" {
      name       = "cache"
      subnet_ids = var.subnet_ids # undecided: var.subnet_ids
    }
  }
}

rule "database-without-subnet-group" {
  summary   = "Database names no subnet group"
  severity  = "critical"
  clauses   = ["A6.3.9"]
  since     = "0.1"
  why       = "Without a group of its own a database is placed in the default VPC, whose subnets are public."
  remedy    = "Set db_subnet_group_name to a group of private subnets."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = ["aws_rds_cluster", "aws_db_instance"]
  condition     = configured(self.db_subnet_group_name) || configured(self.replicate_source_db)
  error_message = "Database ${address(self)} names no subnet group, so it is placed in the default VPC."
  at            = self.db_subnet_group_name

  fail "left out, and null" {
    variable "subnet_group" {
      type    = string
      default = null
    }

    resource "aws_rds_cluster" "main" { # finding: aws_rds_cluster.main
      engine = "aurora-mysql"
    }

    resource "aws_db_instance" "reports" {
      instance_class       = "db.t4g.micro"
      db_subnet_group_name = var.subnet_group # finding: aws_db_instance.reports
    }
  }

  pass "a group; a replica, which has its source's" {
    resource "aws_db_subnet_group" "this" {
      name       = "main"
      subnet_ids = ["subnet-0a1b2c3d", "subnet-1a2b3c4d"]
    }

    resource "aws_rds_cluster" "main" {
      engine               = "aurora-mysql"
      db_subnet_group_name = aws_db_subnet_group.this.name
    }

    resource "aws_db_instance" "replica" {
      instance_class      = "db.t4g.micro"
      replicate_source_db = "reports"
    }
  }
}

rule "cache-without-subnet-group" {
  summary   = "Cache names no subnet group"
  severity  = "critical"
  clauses   = ["A6.3.11"]
  since     = "0.1"
  why       = "Without a group of its own a cache is placed in the default VPC, whose subnets are public."
  remedy    = "Set subnet_group_name to a group of private subnets."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = ["aws_elasticache_replication_group", "aws_elasticache_cluster"]
  condition     = configured(self.subnet_group_name) || (node_type(self) == "aws_elasticache_cluster" && configured(self.replication_group_id))
  error_message = "Cache ${address(self)} names no subnet group, so it is placed in the default VPC."
  at            = self.subnet_group_name

  fail "left out" {
    resource "aws_elasticache_replication_group" "cache" { # finding
      replication_group_id = "cache"
      description          = "Sessions"
    }

    resource "aws_elasticache_cluster" "queue" { # finding
      cluster_id = "queue"
      engine     = "redis"
      node_type  = "cache.t4g.micro"
    }
  }

  pass "a group; a member of a replication group, which has the group's" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      subnet_group_name    = "cache"
    }

    resource "aws_elasticache_cluster" "reader" {
      cluster_id           = "reader"
      replication_group_id = aws_elasticache_replication_group.cache.id
    }
  }
}

rule "db-subnet-group-in-one-zone" {
  summary   = "Database subnet group spans too few zones"
  severity  = "high"
  clauses   = ["A6.3.9"]
  since     = "0.1"
  why       = "A cluster can fail over only into zones that its subnet group spans; RDS refuses a group in a single one."
  remedy    = "Add subnets of further zones to subnet_ids."
  standards = { nist-800-53-r5 = ["CP-10", "SC-36"] }

  target        = "aws_db_subnet_group"
  condition     = length(zones(self.subnet_ids)) >= param.database.min_instance_azs
  error_message = "Subnet group ${address(self)} spans ${zone_count(zones(self.subnet_ids))}; ${param.database.min_instance_azs} zones are due."

  fail "two subnets of one zone" {
    resource "aws_subnet" "data" {
      count = 2

      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = cidrsubnet("10.0.0.0/16", 8, count.index)
      availability_zone = "us-west-2b"
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = aws_subnet.data[*].id # finding: spans one zone (us-west-2b); 2 zones are due
    }
  }

  fail "one symbolic zone" {
    data "aws_availability_zones" "available" {}

    resource "aws_subnet" "data" {
      for_each = { a = "10.0.1.0/24", b = "10.0.2.0/24" }

      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = each.value
      availability_zone = data.aws_availability_zones.available.names[0]
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = [for subnet in aws_subnet.data : subnet.id] # finding
    }
  }

  pass "two zones by name, or by their place in the region's list" {
    data "aws_availability_zones" "available" {}

    resource "aws_subnet" "named" {
      for_each = { us-west-2a = "10.0.1.0/24", us-west-2b = "10.0.2.0/24" }

      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = each.value
      availability_zone = each.key
    }

    resource "aws_subnet" "listed" {
      count = 2

      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = cidrsubnet("10.1.0.0/16", 8, count.index)
      availability_zone = data.aws_availability_zones.available.names[count.index]
    }

    resource "aws_db_subnet_group" "named" {
      subnet_ids = values(aws_subnet.named)[*].id
    }

    resource "aws_db_subnet_group" "listed" {
      subnet_ids = aws_subnet.listed[*].id
    }
  }

  undecided "no zone is given" {
    resource "aws_subnet" "data" {
      count = 2

      vpc_id     = "vpc-0a1b2c3d"
      cidr_block = cidrsubnet("10.0.0.0/16", 8, count.index)
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = aws_subnet.data[*].id # undecided: the zone of aws_subnet.data[0]
    }
  }
}

rule "db-subnet-group-misses-documented-subnet" {
  summary  = "Database subnet group misses a documented private subnet"
  severity = "medium"
  clauses  = ["A6.3.9"]
  since    = "0.1"
  why      = "The architecture places the database in these subnets; instances cannot move into one that the group misses."
  remedy   = "Add the missing subnets to subnet_ids."

  target        = "aws_db_subnet_group"
  when          = length(documented_private_subnets()) > 0
  condition     = length(missing_subnets(self.subnet_ids, param.database.subnet_scope == "listed" ? param.database.listed_subnets : [])) == 0
  error_message = "Subnet group ${address(self)} misses documented subnets: ${join(", ", missing_subnets(self.subnet_ids, param.database.subnet_scope == "listed" ? param.database.listed_subnets : []))}."
  at            = self.subnet_ids

  fail "one of two, where the list is not what counts" {
    parameters = {
      "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }, { cidr = "10.0.20.0/24", zone = "b" }]
      "database.listed_subnets" = ["10.0.10.0/24"]
    }

    resource "aws_subnet" "private" {
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24" }

      vpc_id     = "vpc-0a1b2c3d"
      cidr_block = each.value
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = [aws_subnet.private["a"].id] # finding: misses documented subnets: aws_subnet.private["b"]
    }
  }

  pass "all; or the one that is listed" {
    parameters = {
      "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }, { cidr = "10.0.20.0/24", zone = "b" }]
      "database.subnet_scope"   = "listed"
      "database.listed_subnets" = ["10.0.20.0/24"]
    }

    resource "aws_subnet" "private" {
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24" }

      vpc_id     = "vpc-0a1b2c3d"
      cidr_block = each.value
    }

    resource "aws_db_subnet_group" "all" {
      subnet_ids = values(aws_subnet.private)[*].id
    }

    resource "aws_db_subnet_group" "listed" {
      subnet_ids = [aws_subnet.private["b"].id]
    }
  }

  undecided "subnets that are an input" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.10.0/24", zone = "a" }] }

    variable "subnet_ids" {
      type = list(string)
    }

    resource "aws_subnet" "private" {
      vpc_id     = "vpc-0a1b2c3d"
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = var.subnet_ids # undecided: var.subnet_ids
    }
  }

  pass "none is documented" {
    resource "aws_db_subnet_group" "this" { # not applicable
      subnet_ids = ["subnet-0a1b2c3d"]
    }
  }
}

rule "cache-subnet-group-misses-documented-subnet" {
  summary  = "Cache subnet group misses a documented private subnet"
  severity = "medium"
  clauses  = ["A6.3.11"]
  since    = "0.1"
  why      = "The architecture places the cache in these subnets; nodes cannot move into one that the group misses."
  remedy   = "Add the missing subnets to subnet_ids."

  target        = "aws_elasticache_subnet_group"
  when          = length(documented_private_subnets()) > 0
  condition     = length(missing_subnets(self.subnet_ids, param.cache.subnet_scope == "listed" ? param.cache.listed_subnets : [])) == 0
  error_message = "Subnet group ${address(self)} misses documented subnets: ${join(", ", missing_subnets(self.subnet_ids, param.cache.subnet_scope == "listed" ? param.cache.listed_subnets : []))}."
  at            = self.subnet_ids

  fail "a group of other subnets, where the list is not what counts" {
    parameters = {
      "network.private_subnets" = [{ cidr = "10.0.30.0/24", zone = "c" }]
      "cache.listed_subnets"    = ["10.0.40.0/24"]
    }

    resource "aws_subnet" "private" {
      vpc_id     = "vpc-0a1b2c3d"
      cidr_block = "10.0.30.0/24"
    }

    resource "aws_subnet" "other" {
      vpc_id     = "vpc-0a1b2c3d"
      cidr_block = "10.0.40.0/24"
    }

    resource "aws_elasticache_subnet_group" "this" {
      name       = "cache"
      subnet_ids = [aws_subnet.other.id] # finding: aws_subnet.private
    }
  }

  pass "the documented one and another" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.30.0/24", zone = "c" }] }

    resource "aws_subnet" "private" {
      vpc_id     = "vpc-0a1b2c3d"
      cidr_block = "10.0.30.0/24"
    }

    resource "aws_elasticache_subnet_group" "this" {
      name       = "cache"
      subnet_ids = [aws_subnet.private.id, "subnet-0a1b2c3d"]
    }
  }

  pass "the one that is listed" {
    parameters = {
      "network.private_subnets" = [{ cidr = "10.0.20.0/24", zone = "b" }, { cidr = "10.0.30.0/24", zone = "c" }]
      "cache.subnet_scope"      = "listed"
      "cache.listed_subnets"    = ["10.0.30.0/24"]
    }

    resource "aws_subnet" "private" {
      for_each = { b = "10.0.20.0/24", c = "10.0.30.0/24" }

      vpc_id     = "vpc-0a1b2c3d"
      cidr_block = each.value
    }

    resource "aws_elasticache_subnet_group" "this" {
      name       = "cache"
      subnet_ids = [aws_subnet.private["c"].id]
    }
  }

  pass "none is documented" {
    resource "aws_elasticache_subnet_group" "this" { # not applicable
      name       = "cache"
      subnet_ids = ["subnet-0a1b2c3d"]
    }
  }
}

rule "lambda-in-public-subnet" {
  summary   = "Lambda function runs in a public subnet"
  severity  = "high"
  clauses   = ["A13.4.1"]
  since     = "0.1"
  why       = "A function in a public subnet gets no public address, so it reaches nothing outside, and it widens what the subnet exposes."
  remedy    = "Pass private subnets to vpc_config.subnet_ids."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_lambda_function"
  when          = !is_excepted(self)
  for_each      = self.vpc_config
  condition     = length(public_subnets(each.value.subnet_ids)) == 0
  error_message = "Function ${address(self)} runs in ${join(", ", public_subnets(each.value.subnet_ids))}, routed to an internet gateway."
  at            = each.value.subnet_ids

  fail "a part of a list" {
    resource "aws_default_subnet" "public" {
      for_each = toset(["us-west-2a", "us-west-2b"])

      availability_zone = each.key
    }

    locals {
      public_subnet_ids = [for subnet in aws_default_subnet.public : subnet.id]
    }

    resource "aws_lambda_function" "notify" {
      function_name = "notify"
      role          = "arn:aws:iam::111122223333:role/notify"
      filename      = "function.zip"

      vpc_config {
        subnet_ids         = slice(local.public_subnet_ids, 0, 1) # finding: aws_default_subnet.public["us-west-2a"]
        security_group_ids = ["sg-0a1b2c3d"]
      }
    }
  }

  pass "a private subnet; a function outside of any VPC" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lambda_function" "inside" {
      function_name = "inside"
      role          = "arn:aws:iam::111122223333:role/inside"
      filename      = "function.zip"

      vpc_config {
        subnet_ids         = [aws_subnet.private.id]
        security_group_ids = ["sg-0a1b2c3d"]
      }
    }

    resource "aws_lambda_function" "outside" {
      function_name = "outside"
      role          = "arn:aws:iam::111122223333:role/outside"
      filename      = "function.zip"
    }
  }
}

rule "vpc-endpoint-in-public-subnet" {
  summary   = "Interface endpoint lies in a public subnet"
  severity  = "high"
  clauses   = ["A13.4.1"]
  since     = "0.1"
  why       = "Endpoints serve private workloads; in a public subnet they share it with what the internet reaches."
  remedy    = "Pass private subnets to subnet_ids."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target = "aws_vpc_endpoint"
  when   = !is_excepted(self)
  condition = (
    length(public_subnets(self.subnet_ids)) == 0 && length(public_subnets(self.subnet_configuration[*].subnet_id)) == 0 &&
    length(public_subnets(linking(self, "aws_vpc_endpoint_subnet_association", "vpc_endpoint_id")[*].subnet_id)) == 0
  )
  error_message = "Endpoint ${address(self)} lies in ${join(", ", public_subnets(endpoint_subnet_ids(self)))}, routed to an internet gateway."

  fail "an interface endpoint" {
    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_vpc_endpoint" "logs" {
      vpc_id            = "vpc-0a1b2c3d"
      service_name      = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type = "Interface"
      subnet_ids        = [aws_default_subnet.a.id] # finding: aws_vpc_endpoint.logs
    }
  }

  fail "by an association apart" {
    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_vpc_endpoint" "logs" { # finding: lies in aws_default_subnet.a
      vpc_id            = "vpc-0a1b2c3d"
      service_name      = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type = "Interface"
    }

    resource "aws_vpc_endpoint_subnet_association" "a" {
      vpc_endpoint_id = aws_vpc_endpoint.logs.id
      subnet_id       = aws_default_subnet.a.id
    }
  }

  pass "a gateway endpoint, which lies in no subnet" {
    resource "aws_vpc_endpoint" "s3" {
      vpc_id       = "vpc-0a1b2c3d"
      service_name = "com.amazonaws.us-west-2.s3"
    }
  }

  fail "a subnet with an address of its own" {
    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_vpc_endpoint" "logs" {
      vpc_id            = "vpc-0a1b2c3d"
      service_name      = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type = "Interface"

      subnet_configuration { # finding
        ipv4      = "172.31.0.10"
        subnet_id = aws_default_subnet.a.id
      }
    }
  }
}

rule "instance-in-public-subnet" {
  summary   = "Instance runs in a public subnet"
  severity  = "critical"
  clauses   = ["A13.4.1"]
  since     = "0.1"
  why       = "An instance in a public subnet is reachable from the internet as soon as it has a public address and one rule too many."
  remedy    = "Place the instance in a private subnet and reach it through Session Manager; name a host that must be public in network.public_subnet_exceptions."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_instance"
  when          = configured(self.subnet_id) && !is_excepted(self)
  condition     = length(public_subnets(self.subnet_id)) == 0
  error_message = "Instance ${address(self)} runs in ${join(", ", public_subnets(self.subnet_id))}, routed to an internet gateway."
  at            = self.subnet_id

  fail "one of several, under count" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_instance" "worker" {
      count = 2

      ami           = "ami-0a1b2c3d"
      instance_type = "t4g.micro"
      subnet_id     = count.index == 0 ? aws_subnet.private.id : aws_default_subnet.a.id # finding: aws_instance.worker[1]
    }
  }

  pass "a private subnet" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_instance" "worker" {
      ami           = "ami-0a1b2c3d"
      instance_type = "t4g.micro"
      subnet_id     = aws_subnet.private.id
    }
  }

  pass "a host that must be public; one of which the subnet is not given" {
    parameters = { "network.public_subnet_exceptions" = ["*.bastion*"] }

    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_instance" "bastion" { # not applicable
      ami           = "ami-0a1b2c3d"
      instance_type = "t4g.micro"
      subnet_id     = aws_default_subnet.a.id
    }

    resource "aws_instance" "somewhere" { # not applicable
      ami           = "ami-0a1b2c3d"
      instance_type = "t4g.micro"
    }
  }
}

rule "codebuild-in-public-subnet" {
  summary   = "CodeBuild project runs in a public subnet"
  severity  = "critical"
  clauses   = ["A13.4.1"]
  since     = "0.1"
  why       = "A build in a public subnet gets no public address, so it reaches nothing outside, and it widens what the subnet exposes."
  remedy    = "Pass private subnets to vpc_config.subnets."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_codebuild_project"
  when          = !is_excepted(self)
  for_each      = self.vpc_config
  condition     = length(public_subnets(each.value.subnets)) == 0
  error_message = "Project ${address(self)} runs in ${join(", ", public_subnets(each.value.subnets))}, routed to an internet gateway."
  at            = each.value.subnets

  fail "a public subnet" {
    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_codebuild_project" "images" {
      name         = "images"
      service_role = "arn:aws:iam::111122223333:role/images"

      artifacts {
        type = "NO_ARTIFACTS"
      }

      environment {
        compute_type = "BUILD_GENERAL1_SMALL"
        image        = "aws/codebuild/standard:7.0"
        type         = "LINUX_CONTAINER"
      }

      source {
        type     = "S3"
        location = "sources/images.zip"
      }

      vpc_config {
        vpc_id             = "vpc-0a1b2c3d"
        subnets            = [aws_default_subnet.a.id] # finding
        security_group_ids = ["sg-0a1b2c3d"]
      }
    }
  }

  pass "a private subnet" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_codebuild_project" "images" {
      name         = "images"
      service_role = "arn:aws:iam::111122223333:role/images"

      artifacts {
        type = "NO_ARTIFACTS"
      }

      environment {
        compute_type = "BUILD_GENERAL1_SMALL"
        image        = "aws/codebuild/standard:7.0"
        type         = "LINUX_CONTAINER"
      }

      source {
        type     = "S3"
        location = "sources/images.zip"
      }

      vpc_config {
        vpc_id             = aws_vpc.this.id
        subnets            = [aws_subnet.private.id]
        security_group_ids = ["sg-0a1b2c3d"]
      }
    }
  }
}
