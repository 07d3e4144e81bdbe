rule "load-balancer-in-default-security-group" {
  summary   = "Load balancer is in a VPC's default security group"
  severity  = "high"
  clauses   = ["A6.4.7", "A6.4.11"]
  since     = "0.1"
  why       = "Everything that nobody thought of shares the default group and reaches all its members; without any group AWS attaches that one."
  remedy    = "Attach a security group of its own."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = ["aws_lb", "aws_alb"]
  when          = is_front(self) && self.load_balancer_type == "application"
  condition     = are_own_groups(self.security_groups)
  error_message = "${address(self)} is in a VPC's default security group, or in none of its own."
  at            = self.security_groups

  fail "no group" {
    resource "aws_lb" "main" { # finding: aws_lb.main is in
      name = "main"
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

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

  fail "the default group beside its own" {
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_lb" "main" {
      name            = "main"
      security_groups = [aws_security_group.balancer.id, aws_vpc.main.default_security_group_id] # finding
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

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

  pass "its own; a load balancer in front of something else" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_lb" "main" {
      name            = "main"
      security_groups = [aws_security_group.balancer.id]
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

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

    resource "aws_lb" "mail" { # not applicable
      name = "mail"
    }
  }

  pass "a network load balancer, which needs none" {
    resource "aws_lb" "main" { # not applicable
      name               = "main"
      load_balancer_type = "network"
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

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

  undecided "one from elsewhere" {
    resource "aws_lb" "main" {
      name            = "main"
      security_groups = ["sg-0a1b2c3d"] # undecided: sg-0a1b2c3d
    }

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.main.arn
      port              = 443
      protocol          = "HTTPS"
      certificate_arn   = "arn:aws:acm:us-west-2:111122223333:certificate/0a1b2c3d"

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

rule "ecs-service-in-default-security-group" {
  summary   = "ECS service is in a VPC's default security group"
  severity  = "high"
  clauses   = ["A6.4.11"]
  since     = "0.1"
  why       = "Everything that nobody thought of shares the default group and reaches all its members; without any group AWS attaches that one."
  remedy    = "Attach a security group of its own."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = "aws_ecs_service"
  when          = length(self.network_configuration) > 0
  condition     = are_own_groups(service_group_ids(self))
  error_message = "${address(self)} is in a VPC's default security group, or in none of its own."
  at            = self.network_configuration[0].security_groups

  fail "no group" {
    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration { # finding: aws_ecs_service.web is in
        subnets = ["subnet-0a1b2c3d"]
      }
    }
  }

  fail "the default group, as a resource" {
    resource "aws_default_security_group" "main" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/web/0123456789abcdef"
        container_name   = "web"
        container_port   = 3000
      }

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_default_security_group.main.id] # finding
      }
    }
  }

  pass "its own; a service in no network of its own" {
    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/web/0123456789abcdef"
        container_name   = "web"
        container_port   = 3000
      }

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_ecs_service" "host" { # not applicable
      name = "host"
    }
  }

  undecided "an input" {
    variable "groups" {
      type = list(string)
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/web/0123456789abcdef"
        container_name   = "web"
        container_port   = 3000
      }

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = var.groups # undecided: var.groups
      }
    }
  }
}

rule "database-in-default-security-group" {
  summary   = "Database is in a VPC's default security group"
  severity  = "high"
  clauses   = ["A6.4.3", "A6.4.11"]
  since     = "0.1"
  why       = "Everything that nobody thought of shares the default group and reaches all its members; without any group AWS attaches that one."
  remedy    = "Attach a security group of its own."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = ["aws_rds_cluster", "aws_db_instance"]
  condition     = are_own_groups(self.vpc_security_group_ids)
  error_message = "${address(self)} is in a VPC's default security group, or in none of its own."
  at            = self.vpc_security_group_ids

  fail "no group, and the default one" {
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_rds_cluster" "main" { # finding: aws_rds_cluster.main is in
      engine = "aurora-mysql"
    }

    resource "aws_db_instance" "reports" {
      instance_class         = "db.t4g.micro"
      vpc_security_group_ids = [aws_vpc.main.default_security_group_id] # finding: aws_db_instance.reports
    }
  }

  pass "its own" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  undecided "one from elsewhere" {
    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = ["sg-0a1b2c3d"] # undecided: sg-0a1b2c3d
    }
  }
}

rule "cache-in-default-security-group" {
  summary   = "Cache is in a VPC's default security group"
  severity  = "high"
  clauses   = ["A6.4.5", "A6.4.11"]
  since     = "0.1"
  why       = "Everything that nobody thought of shares the default group and reaches all its members; without any group AWS attaches that one."
  remedy    = "Attach a security group of its own."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = ["aws_elasticache_replication_group", "aws_elasticache_cluster"]
  condition     = are_own_groups(self.security_group_ids)
  error_message = "${address(self)} is in a VPC's default security group, or in none of its own."
  at            = self.security_group_ids

  fail "no group, and the default one" {
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_elasticache_replication_group" "main" { # finding: aws_elasticache_replication_group.main is in
      replication_group_id = "main"
      description          = "Sessions"
    }

    resource "aws_elasticache_cluster" "fragments" {
      cluster_id         = "fragments"
      engine             = "memcached"
      security_group_ids = [aws_vpc.main.default_security_group_id] # finding: aws_elasticache_cluster.fragments
    }
  }

  pass "its own" {
    resource "aws_security_group" "cache" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_elasticache_replication_group" "main" {
      replication_group_id = "main"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.cache.id]
    }
  }

  undecided "one from elsewhere" {
    resource "aws_elasticache_replication_group" "main" {
      replication_group_id = "main"
      description          = "Sessions"
      security_group_ids   = ["sg-0a1b2c3d"] # undecided: sg-0a1b2c3d
    }
  }
}

rule "security-group-shared-between-tiers" {
  summary   = "Security group is attached to several tiers"
  severity  = "high"
  clauses   = ["A6.4.11"]
  since     = "0.1"
  why       = "What one tier admits the other admits as well, and whatever the group may reach both reach."
  remedy    = "Give each tier a group of its own, or name the group in network.allow_shared_sgs."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = "aws_security_group"
  condition     = length(tiers_of(self)) < 2 || contains(param.network.allow_shared_sgs, coalesce(self.name, "-"))
  error_message = "${address(self)} is attached to ${join(" and ", tiers_of(self))}."

  fail "a database and a cache" {
    resource "aws_security_group" "data" {
      name   = "data" # finding: aws_security_group.data is attached to databases and caches
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }

    resource "aws_elasticache_replication_group" "main" {
      replication_group_id = "main"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.data.id]
    }
  }

  fail "a group that is given the beginning of its name" {
    resource "aws_security_group" "data" { # finding
      name_prefix = "data-"
      vpc_id      = "vpc-0a1b2c3d"
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }

    resource "aws_elasticache_cluster" "main" {
      cluster_id         = "main"
      security_group_ids = [aws_security_group.data.id]
    }
  }

  pass "one for each; one that is shared on purpose" {
    parameters = { "network.allow_shared_sgs" = ["monitoring"] }

    resource "aws_security_group" "data" {
      name   = "data"
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "cache" {
      name   = "cache"
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group" "monitoring" {
      name   = "monitoring"
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id, aws_security_group.monitoring.id]
    }

    resource "aws_elasticache_replication_group" "main" {
      replication_group_id = "main"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.cache.id, aws_security_group.monitoring.id]
    }
  }

  undecided "groups that are an input" {
    variable "groups" {
      type = list(string)
    }

    resource "aws_security_group" "data" {
      name   = "data" # undecided: var.groups
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }

    resource "aws_elasticache_replication_group" "main" {
      replication_group_id = "main"
      description          = "Sessions"
      security_group_ids   = var.groups
    }
  }
}
