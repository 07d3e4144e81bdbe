rule "load-balancer-open-on-other-ports" {
  summary   = "Group of the load balancer opens further ports"
  severity  = "high"
  clauses   = ["A6.4.7"]
  since     = "0.1"
  why       = "Whatever listens there now or later is reachable past what was thought of."
  remedy    = "Open the ports of ports.alb alone, over TCP."
  standards = { nist-800-53-r5 = ["AC-4", "CM-7", "SC-7"] }

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_front_group(self)
  for_each      = ingress_rules(self)
  condition     = admits_only_ports(each.value, param.ports.alb)
  error_message = "${address(self)} opens ${ports_text(each.value)} to ${source_text(each.value)}; the load balancer needs ${join(", ", param.ports.alb)}."
  at            = each.value.at

  fail "another port, a range of ports, every protocol, and UDP" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 8080
        to_port     = 8080
        cidr_blocks = ["10.0.0.0/16"] # finding: port 8080 (tcp) to 10.0.0.0/16
      }

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 444
        cidr_blocks = ["10.0.0.0/16"] # finding: ports 443 to 444 (tcp)
      }

      ingress {
        protocol    = "-1"
        from_port   = 0
        to_port     = 0
        cidr_blocks = ["10.0.0.0/16"] # finding: every port
      }

      ingress {
        protocol    = "udp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["10.0.0.0/16"] # finding: port 443 (udp)
      }
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
  }

  pass "its port; a group of something else" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["10.0.0.0/16"]
      }
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

    resource "aws_security_group" "other" { # not applicable
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 22
        to_port     = 22
        cidr_blocks = ["10.0.0.0/16"]
      }
    }
  }

  undecided "a port that is an input" {
    variable "port" {
      type = number
    }

    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = var.port
        to_port     = var.port
        cidr_blocks = ["10.0.0.0/16"] # undecided: var.port
      }
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
  }
}

rule "ecs-tasks-open-on-other-ports" {
  summary   = "Group of ECS tasks opens further ports"
  severity  = "high"
  clauses   = ["A6.4.1"]
  since     = "0.1"
  why       = "Debuggers and metrics that a container serves beside its own port are reachable, too."
  remedy    = "Open the ports of the containers alone, over TCP, one rule for each."
  standards = { nist-800-53-r5 = ["AC-4", "CM-7", "SC-7"] }

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_service_group(self, [])
  for_each      = ingress_rules(self)
  condition     = admits_only_ports(each.value, [param.ports.frontend, param.ports.backend])
  error_message = "${address(self)} opens ${ports_text(each.value)} to ${source_text(each.value)}; containers listen on ${param.ports.frontend} and ${param.ports.backend}."
  at            = each.value.at

  fail "another port, a range of ports, every protocol, and UDP" {
    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 9000
        to_port     = 9000
        cidr_blocks = ["10.0.0.0/16"] # finding: port 9000 (tcp) to 10.0.0.0/16
      }

      ingress {
        protocol    = "tcp"
        from_port   = 3000
        to_port     = 3001
        cidr_blocks = ["10.0.0.0/16"] # finding: ports 3000 to 3001 (tcp)
      }

      ingress {
        protocol    = "-1"
        from_port   = 0
        to_port     = 0
        cidr_blocks = ["10.0.0.0/16"] # finding: every port
      }

      ingress {
        protocol    = "udp"
        from_port   = 3000
        to_port     = 3000
        cidr_blocks = ["10.0.0.0/16"] # finding: port 3000 (udp)
      }
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
  }

  pass "its port; a group of something else" {
    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 3000
        to_port     = 3000
        cidr_blocks = ["10.0.0.0/16"]
      }
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

    resource "aws_security_group" "other" { # not applicable
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 22
        to_port     = 22
        cidr_blocks = ["10.0.0.0/16"]
      }
    }
  }

  undecided "a port that is an input" {
    variable "port" {
      type = number
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = var.port
        to_port     = var.port
        cidr_blocks = ["10.0.0.0/16"] # undecided: var.port
      }
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
  }
}

rule "database-open-on-other-ports" {
  summary   = "Group of the database cluster opens further ports"
  severity  = "high"
  clauses   = ["A6.4.3"]
  since     = "0.1"
  why       = "Only one port is served; whatever else is open is there for nobody."
  remedy    = "Open the port of the database alone, over TCP."
  standards = { nist-800-53-r5 = ["AC-4", "CM-7", "SC-7"] }

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_aurora_group(self)
  for_each      = ingress_rules(self)
  condition     = admits_only_ports(each.value, [param.ports.database])
  error_message = "${address(self)} opens ${ports_text(each.value)} to ${source_text(each.value)}; the database needs ${param.ports.database}."
  at            = each.value.at

  fail "another port, a range of ports, every protocol, and UDP" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 22
        to_port     = 22
        cidr_blocks = ["10.0.0.0/16"] # finding: port 22 (tcp) to 10.0.0.0/16
      }

      ingress {
        protocol    = "tcp"
        from_port   = 3306
        to_port     = 3307
        cidr_blocks = ["10.0.0.0/16"] # finding: ports 3306 to 3307 (tcp)
      }

      ingress {
        protocol    = "-1"
        from_port   = 0
        to_port     = 0
        cidr_blocks = ["10.0.0.0/16"] # finding: every port
      }

      ingress {
        protocol    = "udp"
        from_port   = 3306
        to_port     = 3306
        cidr_blocks = ["10.0.0.0/16"] # finding: port 3306 (udp)
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  pass "its port; a group of something else" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 3306
        to_port     = 3306
        cidr_blocks = ["10.0.0.0/16"]
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }

    resource "aws_security_group" "other" { # not applicable
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 22
        to_port     = 22
        cidr_blocks = ["10.0.0.0/16"]
      }
    }
  }

  undecided "a port that is an input" {
    variable "port" {
      type = number
    }

    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = var.port
        to_port     = var.port
        cidr_blocks = ["10.0.0.0/16"] # undecided: var.port
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }
}

rule "cache-open-on-other-ports" {
  summary   = "Group of the cache opens further ports"
  severity  = "high"
  clauses   = ["A6.4.5"]
  since     = "0.1"
  why       = "Only one port is served; whatever else is open is there for nobody."
  remedy    = "Open the port of the cache alone, over TCP."
  standards = { nist-800-53-r5 = ["AC-4", "CM-7", "SC-7"] }

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_redis_group(self)
  for_each      = ingress_rules(self)
  condition     = admits_only_ports(each.value, [param.ports.redis])
  error_message = "${address(self)} opens ${ports_text(each.value)} to ${source_text(each.value)}; the cache needs ${param.ports.redis}."
  at            = each.value.at

  fail "another port, a range of ports, every protocol, and UDP" {
    resource "aws_security_group" "cache" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 22
        to_port     = 22
        cidr_blocks = ["10.0.0.0/16"] # finding: port 22 (tcp) to 10.0.0.0/16
      }

      ingress {
        protocol    = "tcp"
        from_port   = 6379
        to_port     = 6380
        cidr_blocks = ["10.0.0.0/16"] # finding: ports 6379 to 6380 (tcp)
      }

      ingress {
        protocol    = "-1"
        from_port   = 0
        to_port     = 0
        cidr_blocks = ["10.0.0.0/16"] # finding: every port
      }

      ingress {
        protocol    = "udp"
        from_port   = 6379
        to_port     = 6379
        cidr_blocks = ["10.0.0.0/16"] # finding: port 6379 (udp)
      }
    }

    resource "aws_elasticache_replication_group" "main" {
      replication_group_id = "main"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.cache.id]
    }
  }

  pass "its port; a group of something else" {
    resource "aws_security_group" "cache" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 6379
        to_port     = 6379
        cidr_blocks = ["10.0.0.0/16"]
      }
    }

    resource "aws_elasticache_replication_group" "main" {
      replication_group_id = "main"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.cache.id]
    }

    resource "aws_security_group" "other" { # not applicable
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 22
        to_port     = 22
        cidr_blocks = ["10.0.0.0/16"]
      }
    }
  }

  undecided "a port that is an input" {
    variable "port" {
      type = number
    }

    resource "aws_security_group" "cache" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = var.port
        to_port     = var.port
        cidr_blocks = ["10.0.0.0/16"] # undecided: var.port
      }
    }

    resource "aws_elasticache_replication_group" "main" {
      replication_group_id = "main"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.cache.id]
    }
  }
}

rule "load-balancer-port-closed" {
  summary  = "Nobody reaches the load balancer on one of its ports"
  severity = "medium"
  clauses  = ["A6.4.7"]
  since    = "0.1"
  why      = "Browsers that come by HTTPS, or by HTTP to be redirected, see nothing."
  remedy   = "Admit Cloudflare on the port, too, or set lb.http_mode to absent where nobody comes by HTTP."

  target        = ["aws_lb", "aws_alb"]
  when          = is_front(self) && length(ingress_of_groups(self.security_groups)) > 0
  for_each      = [for port in param.ports.alb : port if param.lb.http_mode != "absent" || port == param.ingress.https_port]
  condition     = anytrue([for entry in ingress_of_groups(self.security_groups) : covers_port(entry, each.value)])
  error_message = "Nobody reaches ${address(self)} on port ${each.value}."
  at            = self.security_groups

  fail "HTTPS is closed, and HTTP is open" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 80
        to_port     = 80
        cidr_blocks = ["104.16.0.0/13"]
      }
    }

    resource "aws_lb" "main" {
      name            = "main"
      security_groups = [aws_security_group.balancer.id] # finding: aws_lb.main on port 443
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

  pass "both, in two groups; a load balancer in front of something else" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 80
        to_port     = 80
        cidr_blocks = ["104.16.0.0/13"]
      }
    }

    resource "aws_security_group" "secure" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["104.16.0.0/13"]
      }
    }

    resource "aws_lb" "main" {
      name            = "main"
      security_groups = [aws_security_group.balancer.id, aws_security_group.secure.id]
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
      name            = "mail"
      security_groups = [aws_security_group.balancer.id]
    }
  }

  pass "HTTPS alone, where nobody comes by HTTP" {
    parameters = { "lb.http_mode" = "absent" }

    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["104.16.0.0/13"]
      }
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
  }

  pass "a group without any rule, which none of its ports is to blame for" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_lb" "main" { # not applicable
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
  }

  undecided "a group from elsewhere" {
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

rule "ecs-service-port-closed" {
  summary  = "Nothing reaches an ECS service on the port of its container"
  severity = "medium"
  clauses  = ["A6.4.1"]
  since    = "0.1"
  why      = "The load balancer's health checks fail, so no task ever becomes healthy."
  remedy   = "Admit the load balancer's security group on the container's port."

  target        = "aws_ecs_service"
  when          = length(ingress_of_groups(service_group_ids(self))) > 0
  for_each      = self.load_balancer
  condition     = anytrue([for entry in ingress_of_groups(service_group_ids(self)) : covers_port(entry, each.value.container_port)])
  error_message = "Nothing reaches ${address(self)} on port ${each.value.container_port}."
  at            = each.value.container_port

  fail "the port of another service is open" {
    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 8000
        to_port         = 8000
        security_groups = ["sg-0a1b2c3d"]
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/web/0123456789abcdef"
        container_name   = "web"
        container_port   = 3000 # finding: aws_ecs_service.web on port 3000
      }

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }
    }
  }

  pass "its port is open among others" {
    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 3000
        to_port         = 3000
        security_groups = ["sg-0a1b2c3d"]
      }

      ingress {
        protocol        = "tcp"
        from_port       = 8000
        to_port         = 8000
        security_groups = ["sg-0a1b2c3d"]
      }
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
  }

  pass "a group without any rule, which another rule judges" {
    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "web" { # not applicable
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
  }

  undecided "a port that is an input" {
    variable "port" {
      type = number
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = var.port
        to_port         = var.port
        security_groups = ["sg-0a1b2c3d"]
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/web/0123456789abcdef"
        container_name   = "web"
        container_port   = 3000 # undecided: var.port
      }

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }
    }
  }
}

rule "ecs-tasks-group-of-some-services" {
  summary  = "Group of ECS tasks is for some services only"
  severity = "medium"
  clauses  = ["A6.4.1"]
  since    = "0.1"
  why      = "One group for all tasks is what the other groups refer to; a second one is forgotten there."
  remedy   = "Attach one group to all services and open the ports of frontends and of backends in it, or set network.split_task_sgs to allowed."

  target = ["aws_security_group", "aws_default_security_group"]
  when   = param.network.split_task_sgs == "forbidden" && is_service_group(self, [])
  condition = alltrue([
    for port in [param.ports.frontend, param.ports.backend] : anytrue([for entry in ingress_rules(self) : covers_port(entry, port)])
  ])
  error_message = "${address(self)} does not open the ports of both frontends (${param.ports.frontend}) and backends (${param.ports.backend})."

  fail "frontends alone" {
    parameters = { "network.split_task_sgs" = "forbidden" }

    resource "aws_security_group" "tasks" { # finding: does not open the ports of both frontends (3000) and backends (8000)
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 3000
        to_port         = 3000
        security_groups = ["sg-0a1b2c3d"]
      }
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
  }

  pass "both; a group of something else" {
    parameters = { "network.split_task_sgs" = "forbidden" }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 3000
        to_port         = 3000
        security_groups = ["sg-0a1b2c3d"]
      }

      ingress {
        protocol        = "tcp"
        from_port       = 8000
        to_port         = 8000
        security_groups = ["sg-0a1b2c3d"]
      }
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

    resource "aws_security_group" "other" { # not applicable
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 22
        to_port         = 22
        security_groups = ["sg-0a1b2c3d"]
      }
    }
  }

  pass "where groups may be split" {
    resource "aws_security_group" "tasks" { # not applicable
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 3000
        to_port         = 3000
        security_groups = ["sg-0a1b2c3d"]
      }
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
  }
}

rule "database-port-closed" {
  summary  = "Nothing reaches the database on its port"
  severity = "medium"
  clauses  = ["A6.4.3"]
  since    = "0.1"
  why      = "Its groups open other ports only, so no service gets through."
  remedy   = "Admit the tasks on the port of the database."

  target        = "aws_rds_cluster"
  when          = length(ingress_of_groups(self.vpc_security_group_ids)) > 0
  condition     = anytrue([for entry in ingress_of_groups(self.vpc_security_group_ids) : covers_port(entry, param.ports.database)])
  error_message = "Nothing reaches ${address(self)} on port ${param.ports.database}."
  at            = self.vpc_security_group_ids

  fail "another port" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 3307
        to_port         = 3307
        security_groups = ["sg-0a1b2c3d"]
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id] # finding: on port 3306
    }
  }

  pass "in one of two groups" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 3307
        to_port         = 3307
        security_groups = ["sg-0a1b2c3d"]
      }
    }

    resource "aws_security_group" "second" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 3306
        to_port         = 3306
        security_groups = ["sg-0a1b2c3d"]
      }
    }

    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id, aws_security_group.second.id]
    }
  }

  pass "a group without any rule, which another rule judges" {
    resource "aws_security_group" "data" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_rds_cluster" "main" { # not applicable
      engine                 = "aurora-mysql"
      vpc_security_group_ids = [aws_security_group.data.id]
    }
  }

  undecided "a group from elsewhere" {
    resource "aws_rds_cluster" "main" {
      engine                 = "aurora-mysql"
      vpc_security_group_ids = ["sg-0a1b2c3d"] # undecided: sg-0a1b2c3d
    }
  }
}

rule "cache-port-closed" {
  summary  = "Nothing reaches the cache on its port"
  severity = "medium"
  clauses  = ["A6.4.5"]
  since    = "0.1"
  why      = "Its groups open other ports only, so no service gets through."
  remedy   = "Admit the tasks on the port of the cache."

  target        = "aws_elasticache_replication_group"
  when          = length(ingress_of_groups(self.security_group_ids)) > 0
  condition     = anytrue([for entry in ingress_of_groups(self.security_group_ids) : covers_port(entry, param.ports.redis)])
  error_message = "Nothing reaches ${address(self)} on port ${param.ports.redis}."
  at            = self.security_group_ids

  fail "another port" {
    resource "aws_security_group" "cache" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 6380
        to_port         = 6380
        security_groups = ["sg-0a1b2c3d"]
      }
    }

    resource "aws_elasticache_replication_group" "main" {
      replication_group_id = "main"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.cache.id] # finding: on port 6379
    }
  }

  pass "in one of two groups" {
    resource "aws_security_group" "cache" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 6380
        to_port         = 6380
        security_groups = ["sg-0a1b2c3d"]
      }
    }

    resource "aws_security_group" "second" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 6379
        to_port         = 6379
        security_groups = ["sg-0a1b2c3d"]
      }
    }

    resource "aws_elasticache_replication_group" "main" {
      replication_group_id = "main"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.cache.id, aws_security_group.second.id]
    }
  }

  pass "a group without any rule, which another rule judges" {
    resource "aws_security_group" "cache" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_elasticache_replication_group" "main" { # not applicable
      replication_group_id = "main"
      description          = "Sessions"
      security_group_ids   = [aws_security_group.cache.id]
    }
  }

  undecided "a group from elsewhere" {
    resource "aws_elasticache_replication_group" "main" {
      replication_group_id = "main"
      description          = "Sessions"
      security_group_ids   = ["sg-0a1b2c3d"] # undecided: sg-0a1b2c3d
    }
  }
}

rule "database-on-another-port" {
  summary  = "Database cluster listens on another port"
  severity = "high"
  clauses  = ["A6.4.3"]
  since    = "0.1"
  why      = "Its security group and the services mean the documented port, so nothing gets through."
  remedy   = "Leave port out, or set it to that of ports.database."

  target        = "aws_rds_cluster"
  condition     = coalesce(self.port, param.ports.database) == param.ports.database
  error_message = "${address(self)} listens on port ${coalesce(self.port, 0)}; ${param.ports.database} is planned."

  fail "another one" {
    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
      port   = 3307 # finding: listens on port 3307; 3306 is planned
    }
  }

  pass "left out, and stated" {
    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster" "reports" {
      engine = "aurora-mysql"
      port   = 3306
    }
  }

  undecided "an input" {
    variable "port" {
      type = number
    }

    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
      port   = var.port # undecided: var.port
    }
  }
}
