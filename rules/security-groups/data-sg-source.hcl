rule "database-open-to-the-world" {
  summary   = "Group of a database admits the internet"
  severity  = "critical"
  clauses   = ["A6.4.4"]
  since     = "0.1"
  why       = "A database that the internet reaches is tried with stolen and guessed credentials within minutes."
  remedy    = "Admit the security group of the ECS tasks instead of public ranges."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_database_group(self)
  for_each      = ingress_rules(self)
  condition     = !admits_strangers(each.value)
  error_message = "The database behind ${address(self)} is reachable from ${source_text(each.value)}."
  at            = each.value.at

  fail "an inline rule" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 3306
        to_port     = 3306
        cidr_blocks = ["10.0.0.0/16", "0.0.0.0/0"] # finding: is reachable from 0.0.0.0/0
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  fail "a rule that stands apart, on the group of a module" {
    module "security" {
      source = "./modules/security"
    }

    resource "aws_vpc_security_group_ingress_rule" "office" {
      security_group_id = module.security.ids["data"]
      ip_protocol       = "tcp"
      from_port         = 3306
      to_port           = 3306
      cidr_ipv6         = "::/0" # finding: module.security.aws_security_group.data
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [module.security.ids["data"]]
    }

    file "modules/security/main.tf" {
      resource "aws_security_group" "data" {
        vpc_id = "vpc-0a1b2c3d"
      }

      output "ids" {
        value = { data = aws_security_group.data.id }
      }
    }
  }

  pass "a private range, and an office, which is another rule's" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 3306
        to_port     = 3306
        cidr_blocks = ["10.0.0.0/16", "144.76.186.39/32"]
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  undecided "a range that is an input" {
    variable "office" {
      type = string
    }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group_rule" "office" {
      type              = "ingress"
      security_group_id = aws_security_group.data.id
      protocol          = "tcp"
      from_port         = 3306
      to_port           = 3306
      cidr_blocks       = [var.office] # undecided: var.office
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }
}

rule "database-open-to-listed-addresses" {
  summary   = "Group of a database admits single addresses of the internet"
  severity  = "medium"
  clauses   = ["A6.4.4"]
  since     = "0.1"
  why       = "Addresses change hands, an office's address is everybody's in it, and what is said there crosses the internet."
  remedy    = "Reach it by a VPN or Session Manager, and admit the security group of the ECS tasks alone."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_database_group(self)
  for_each      = [for entry in ingress_rules(self) : entry if contains(["cidr", "prefix_list"], entry.kind) && known(admits_strangers(entry))]
  condition     = !admits_internet(each.value) || admits_strangers(each.value)
  error_message = "The database behind ${address(self)} is reachable from ${source_text(each.value)}, over the internet."
  at            = each.value.at

  fail "an office, inline and apart, and by a list" {
    resource "aws_ec2_managed_prefix_list" "office" {
      name           = "office"
      address_family = "IPv4"
      max_entries    = 1

      entry {
        cidr = "144.76.0.0/16"
      }
    }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 3306
        to_port     = 3306
        cidr_blocks = ["10.0.0.0/16", "144.76.186.39/32"] # finding: is reachable from 144.76.186.39/32, over the internet
      }
    }

    resource "aws_vpc_security_group_ingress_rule" "office" {
      security_group_id = aws_security_group.data.id
      ip_protocol       = "tcp"
      from_port         = 3306
      to_port           = 3306
      prefix_list_id    = aws_ec2_managed_prefix_list.office.id # finding
    }

    resource "aws_vpc_security_group_ingress_rule" "home" {
      security_group_id = aws_security_group.data.id
      ip_protocol       = "tcp"
      from_port         = 3306
      to_port           = 3306
      cidr_ipv6         = "2a01:4f8:150::/48" # finding
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  pass "private ranges; everybody, and what is as wide as a parameter says, are another rule's" {
    parameters = { "network.listed_range_bits" = 24 }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 3306
        to_port     = 3306
        cidr_blocks = ["10.0.0.0/16", "0.0.0.0/0", "144.76.0.0/23"]
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  undecided "an address that is made here; a range that is an input is undecided by another rule" {
    variable "office" {
      type = string
    }

    resource "aws_eip" "office" {}

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 3306
        to_port     = 3306
        cidr_blocks = [var.office]
      }

      ingress {
        protocol    = "tcp"
        from_port   = 3306
        to_port     = 3306
        cidr_blocks = ["${aws_eip.office.public_ip}/32"] # undecided
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }
}

rule "database-wider-than-ecs-tasks" {
  summary   = "Group of a database admits more than ECS tasks"
  severity  = "high"
  clauses   = ["A6.4.4"]
  since     = "0.1"
  why       = "Only the services need the database; every other source is a way around them."
  remedy    = "Admit the security group of the ECS tasks only, or name a further group in network.rds_extra_sources."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target   = ["aws_security_group", "aws_default_security_group"]
  when     = is_database_group(self)
  for_each = ingress_rules(self)
  condition = (
    admits_database_client(each.value) || admits_named_group(each.value, param.network.rds_extra_sources) ||
    (each.value.kind == "cidr" && admits_internet(each.value)) || admits_itself(each.value, self)
  )
  error_message = "The database behind ${address(self)} is reachable from ${source_text(each.value)}, which is no ECS service."
  at            = each.value.at

  fail "the load balancer beside the tasks" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "backend" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 3306
        to_port         = 3306
        security_groups = [aws_security_group.tasks.id, aws_security_group.balancer.id] # finding: from aws_security_group.balancer
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  fail "an office network and a bastion, apart" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "backend" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_security_group" "bastion" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_vpc_security_group_ingress_rule" "office" {
      security_group_id = aws_security_group.data.id
      ip_protocol       = "tcp"
      from_port         = 3306
      to_port           = 3306
      cidr_ipv4         = "192.168.7.0/24" # finding: from 192.168.7.0/24
    }

    resource "aws_security_group_rule" "bastion" {
      type                     = "ingress"
      security_group_id        = aws_security_group.data.id
      protocol                 = "tcp"
      from_port                = 3306
      to_port                  = 3306
      source_security_group_id = aws_security_group.bastion.id # finding: from aws_security_group.bastion
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  pass "the tasks, and a group that is named on purpose" {
    parameters = { "network.rds_extra_sources" = ["migrations"] }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "backend" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_security_group" "migrations" {
      name   = "migrations"
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_vpc_security_group_ingress_rule" "tasks" {
      security_group_id            = aws_security_group.data.id
      ip_protocol                  = "tcp"
      from_port                    = 3306
      to_port                      = 3306
      referenced_security_group_id = aws_security_group.tasks.id
    }

    resource "aws_security_group_rule" "migrations" {
      type                     = "ingress"
      security_group_id        = aws_security_group.data.id
      protocol                 = "tcp"
      from_port                = 3306
      to_port                  = 3306
      source_security_group_id = aws_security_group.migrations.id
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  undecided "a group from elsewhere" {
    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "backend" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 3306
        to_port         = 3306
        security_groups = ["sg-0a1b2c3d"] # undecided: sg-0a1b2c3d
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  fail "a frontend, where only backends may" {
    parameters = { "network.rds_sources" = "backend-only" }

    resource "aws_security_group" "frontend" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "frontend" {
      name = "frontend"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.frontend.id]
      }
    }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "backend" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_vpc_security_group_ingress_rule" "backend" {
      security_group_id            = aws_security_group.data.id
      ip_protocol                  = "tcp"
      from_port                    = 3306
      to_port                      = 3306
      referenced_security_group_id = aws_security_group.tasks.id
    }

    resource "aws_vpc_security_group_ingress_rule" "frontend" {
      security_group_id            = aws_security_group.data.id
      ip_protocol                  = "tcp"
      from_port                    = 3306
      to_port                      = 3306
      referenced_security_group_id = aws_security_group.frontend.id # finding: from aws_security_group.frontend
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  pass "the internet, and its own group, which rules of their own judge" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 3306
        to_port     = 3306
        cidr_blocks = ["0.0.0.0/0"]
      }

      ingress {
        protocol  = "tcp"
        from_port = 3306
        to_port   = 3306
        self      = true
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  fail "a prefix list with a public range" {
    resource "aws_ec2_managed_prefix_list" "partners" {
      name           = "partners"
      address_family = "IPv4"
      max_entries    = 1

      entry {
        cidr = "52.94.76.0/24"
      }
    }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 3306
        to_port         = 3306
        prefix_list_ids = [aws_ec2_managed_prefix_list.partners.id] # finding: a prefix list
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }
}

rule "database-reachable-from-its-own-group" {
  summary   = "Group of a database admits its own members"
  severity  = "medium"
  clauses   = ["A6.4.4"]
  since     = "0.1"
  why       = "Whatever else is given this group reaches the database; its own nodes need no rule to talk to each other."
  remedy    = "Remove the rule that admits the group itself."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_database_group(self)
  for_each      = ingress_rules(self)
  condition     = !admits_itself(each.value, self) || admits_database_client(each.value)
  error_message = "The database behind ${address(self)} is reachable from every member of the group."
  at            = each.value.at

  fail "self" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol  = "tcp"
        from_port = 3306
        to_port   = 3306
        self      = true # finding
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  pass "the tasks" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "backend" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_vpc_security_group_ingress_rule" "tasks" {
      security_group_id            = aws_security_group.data.id
      ip_protocol                  = "tcp"
      from_port                    = 3306
      to_port                      = 3306
      referenced_security_group_id = aws_security_group.tasks.id
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  pass "a bastion; and the group itself where a service carries it, too" {
    resource "aws_security_group" "bastion" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "backend" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.data.id]
      }
    }

    resource "aws_vpc_security_group_ingress_rule" "this" {
      for_each = { bastion = aws_security_group.bastion.id, services = aws_security_group.data.id }

      security_group_id            = aws_security_group.data.id
      ip_protocol                  = "tcp"
      from_port                    = 3306
      to_port                      = 3306
      referenced_security_group_id = each.value
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }
}

rule "database-unreachable" {
  summary  = "Group of a database admits nobody"
  severity = "medium"
  clauses  = ["A6.4.4"]
  since    = "0.1"
  why      = "Without a rule no service reaches the database."
  remedy   = "Admit the security group of the ECS tasks on the port of the database."

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_database_group(self)
  condition     = leaves_nobody_unreachable(self)
  error_message = "Nothing can reach the database behind ${address(self)}."

  fail "no rule at all" {
    resource "aws_security_group" "data" { # finding
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  pass "one rule" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "backend" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_vpc_security_group_ingress_rule" "tasks" {
      security_group_id            = aws_security_group.data.id
      ip_protocol                  = "tcp"
      from_port                    = 3306
      to_port                      = 3306
      referenced_security_group_id = aws_security_group.tasks.id
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }
}

rule "cache-open-to-the-world" {
  summary   = "Group of a cache admits the internet"
  severity  = "critical"
  clauses   = ["A6.4.6"]
  since     = "0.1"
  why       = "A cache that the internet reaches is tried with stolen and guessed credentials within minutes."
  remedy    = "Admit the security group of the ECS tasks instead of public ranges."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_cache_group(self)
  for_each      = ingress_rules(self)
  condition     = !admits_strangers(each.value)
  error_message = "The cache behind ${address(self)} is reachable from ${source_text(each.value)}."
  at            = each.value.at

  fail "an inline rule" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 6379
        to_port     = 6379
        cidr_blocks = ["10.0.0.0/16", "0.0.0.0/0"] # finding: is reachable from 0.0.0.0/0
      }
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }

  fail "a rule that stands apart, on the group of a module" {
    module "security" {
      source = "./modules/security"
    }

    resource "aws_vpc_security_group_ingress_rule" "office" {
      security_group_id = module.security.ids["data"]
      ip_protocol       = "tcp"
      from_port         = 6379
      to_port           = 6379
      cidr_ipv6         = "::/0" # finding: module.security.aws_security_group.data
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [module.security.ids["data"]]
    }

    file "modules/security/main.tf" {
      resource "aws_security_group" "data" {
        vpc_id = "vpc-0a1b2c3d"
      }

      output "ids" {
        value = { data = aws_security_group.data.id }
      }
    }
  }

  pass "a private range, and an office, which is another rule's" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 6379
        to_port     = 6379
        cidr_blocks = ["10.0.0.0/16", "144.76.186.39/32"]
      }
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }

  undecided "a range that is an input" {
    variable "office" {
      type = string
    }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group_rule" "office" {
      type              = "ingress"
      security_group_id = aws_security_group.data.id
      protocol          = "tcp"
      from_port         = 6379
      to_port           = 6379
      cidr_blocks       = [var.office] # undecided: var.office
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }
}

rule "cache-open-to-listed-addresses" {
  summary   = "Group of a cache admits single addresses of the internet"
  severity  = "medium"
  clauses   = ["A6.4.6"]
  since     = "0.1"
  why       = "Addresses change hands, an office's address is everybody's in it, and what is said there crosses the internet."
  remedy    = "Reach it by a VPN or Session Manager, and admit the security group of the ECS tasks alone."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_cache_group(self)
  for_each      = [for entry in ingress_rules(self) : entry if contains(["cidr", "prefix_list"], entry.kind) && known(admits_strangers(entry))]
  condition     = !admits_internet(each.value) || admits_strangers(each.value)
  error_message = "The cache behind ${address(self)} is reachable from ${source_text(each.value)}, over the internet."
  at            = each.value.at

  fail "an office, inline and apart, and by a list" {
    resource "aws_ec2_managed_prefix_list" "office" {
      name           = "office"
      address_family = "IPv4"
      max_entries    = 1

      entry {
        cidr = "144.76.0.0/16"
      }
    }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 6379
        to_port     = 6379
        cidr_blocks = ["10.0.0.0/16", "144.76.186.39/32"] # finding: is reachable from 144.76.186.39/32, over the internet
      }
    }

    resource "aws_vpc_security_group_ingress_rule" "office" {
      security_group_id = aws_security_group.data.id
      ip_protocol       = "tcp"
      from_port         = 6379
      to_port           = 6379
      prefix_list_id    = aws_ec2_managed_prefix_list.office.id # finding
    }

    resource "aws_vpc_security_group_ingress_rule" "home" {
      security_group_id = aws_security_group.data.id
      ip_protocol       = "tcp"
      from_port         = 6379
      to_port           = 6379
      cidr_ipv6         = "2a01:4f8:150::/48" # finding
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }

  pass "private ranges; everybody, and what is as wide as a parameter says, are another rule's" {
    parameters = { "network.listed_range_bits" = 24 }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 6379
        to_port     = 6379
        cidr_blocks = ["10.0.0.0/16", "0.0.0.0/0", "144.76.0.0/23"]
      }
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }

  undecided "an address that is made here; a range that is an input is undecided by another rule" {
    variable "office" {
      type = string
    }

    resource "aws_eip" "office" {}

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 6379
        to_port     = 6379
        cidr_blocks = [var.office]
      }

      ingress {
        protocol    = "tcp"
        from_port   = 6379
        to_port     = 6379
        cidr_blocks = ["${aws_eip.office.public_ip}/32"] # undecided
      }
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }
}

rule "cache-wider-than-ecs-tasks" {
  summary   = "Group of a cache admits more than ECS tasks"
  severity  = "high"
  clauses   = ["A6.4.6"]
  since     = "0.1"
  why       = "Only the services need the cache; every other source is a way around them."
  remedy    = "Admit the security group of the ECS tasks only, or name a further group in network.redis_extra_sources."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target   = ["aws_security_group", "aws_default_security_group"]
  when     = is_cache_group(self)
  for_each = ingress_rules(self)
  condition = (
    admits_service(each.value) || admits_named_group(each.value, param.network.redis_extra_sources) ||
    (each.value.kind == "cidr" && admits_internet(each.value)) || admits_itself(each.value, self)
  )
  error_message = "The cache behind ${address(self)} is reachable from ${source_text(each.value)}, which is no ECS service."
  at            = each.value.at

  fail "the load balancer beside the tasks" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "backend" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 6379
        to_port         = 6379
        security_groups = [aws_security_group.tasks.id, aws_security_group.balancer.id] # finding: from aws_security_group.balancer
      }
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }

  fail "an office network and a bastion, apart" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "backend" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_security_group" "bastion" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_vpc_security_group_ingress_rule" "office" {
      security_group_id = aws_security_group.data.id
      ip_protocol       = "tcp"
      from_port         = 6379
      to_port           = 6379
      cidr_ipv4         = "192.168.7.0/24" # finding: from 192.168.7.0/24
    }

    resource "aws_security_group_rule" "bastion" {
      type                     = "ingress"
      security_group_id        = aws_security_group.data.id
      protocol                 = "tcp"
      from_port                = 6379
      to_port                  = 6379
      source_security_group_id = aws_security_group.bastion.id # finding: from aws_security_group.bastion
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }

  pass "the tasks, and a group that is named on purpose" {
    parameters = { "network.redis_extra_sources" = ["migrations"] }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "backend" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_security_group" "migrations" {
      name   = "migrations"
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_vpc_security_group_ingress_rule" "tasks" {
      security_group_id            = aws_security_group.data.id
      ip_protocol                  = "tcp"
      from_port                    = 6379
      to_port                      = 6379
      referenced_security_group_id = aws_security_group.tasks.id
    }

    resource "aws_security_group_rule" "migrations" {
      type                     = "ingress"
      security_group_id        = aws_security_group.data.id
      protocol                 = "tcp"
      from_port                = 6379
      to_port                  = 6379
      source_security_group_id = aws_security_group.migrations.id
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }

  undecided "a group from elsewhere" {
    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "backend" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 6379
        to_port         = 6379
        security_groups = ["sg-0a1b2c3d"] # undecided: sg-0a1b2c3d
      }
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }

  pass "the internet, and its own group, which rules of their own judge" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 6379
        to_port     = 6379
        cidr_blocks = ["0.0.0.0/0"]
      }

      ingress {
        protocol  = "tcp"
        from_port = 6379
        to_port   = 6379
        self      = true
      }
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }

  fail "a prefix list with a public range" {
    resource "aws_ec2_managed_prefix_list" "partners" {
      name           = "partners"
      address_family = "IPv4"
      max_entries    = 1

      entry {
        cidr = "52.94.76.0/24"
      }
    }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 6379
        to_port         = 6379
        prefix_list_ids = [aws_ec2_managed_prefix_list.partners.id] # finding: a prefix list
      }
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }
}

rule "cache-reachable-from-its-own-group" {
  summary   = "Group of a cache admits its own members"
  severity  = "medium"
  clauses   = ["A6.4.6"]
  since     = "0.1"
  why       = "Whatever else is given this group reaches the cache; its own nodes need no rule to talk to each other."
  remedy    = "Remove the rule that admits the group itself."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_cache_group(self)
  for_each      = ingress_rules(self)
  condition     = !admits_itself(each.value, self) || admits_service(each.value)
  error_message = "The cache behind ${address(self)} is reachable from every member of the group."
  at            = each.value.at

  fail "self" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol  = "tcp"
        from_port = 6379
        to_port   = 6379
        self      = true # finding
      }
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }

  pass "the tasks" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "backend" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_vpc_security_group_ingress_rule" "tasks" {
      security_group_id            = aws_security_group.data.id
      ip_protocol                  = "tcp"
      from_port                    = 6379
      to_port                      = 6379
      referenced_security_group_id = aws_security_group.tasks.id
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }

  pass "a bastion; and the group itself where a service carries it, too" {
    resource "aws_security_group" "bastion" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "backend" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.data.id]
      }
    }

    resource "aws_vpc_security_group_ingress_rule" "this" {
      for_each = { bastion = aws_security_group.bastion.id, services = aws_security_group.data.id }

      security_group_id            = aws_security_group.data.id
      ip_protocol                  = "tcp"
      from_port                    = 6379
      to_port                      = 6379
      referenced_security_group_id = each.value
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }
}

rule "cache-unreachable" {
  summary  = "Group of a cache admits nobody"
  severity = "medium"
  clauses  = ["A6.4.6"]
  since    = "0.1"
  why      = "Without a rule no service reaches the cache."
  remedy   = "Admit the security group of the ECS tasks on the port of the cache."

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_cache_group(self)
  condition     = leaves_nobody_unreachable(self)
  error_message = "Nothing can reach the cache behind ${address(self)}."

  fail "no rule at all" {
    resource "aws_security_group" "data" { # finding
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }

  pass "one rule" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "backend" {
      name = "backend-api"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_vpc_security_group_ingress_rule" "tasks" {
      security_group_id            = aws_security_group.data.id
      ip_protocol                  = "tcp"
      from_port                    = 6379
      to_port                      = 6379
      referenced_security_group_id = aws_security_group.tasks.id
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }
}
