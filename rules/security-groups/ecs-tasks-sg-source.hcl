rule "ecs-tasks-open-to-the-world" {
  summary   = "Group of ECS tasks admits the internet"
  severity  = "critical"
  clauses   = ["A6.4.2"]
  since     = "0.1"
  why       = "Requests that bypass the load balancer bypass its TLS, its firewall and its logs."
  remedy    = "Admit the load balancer's security group instead of public ranges."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_task_group(self)
  for_each      = ingress_rules(self)
  condition     = !admits_strangers(each.value) || surely_admits_clients_of_network_balancer(each.value, self)
  error_message = "Tasks behind ${address(self)} are reachable from ${source_text(each.value)}."
  at            = each.value.at

  fail "an inline rule, from a dynamic block of a module" {
    module "security" {
      source  = "./modules/security"
      sources = ["0.0.0.0/0"]
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
        security_groups = [module.security.tasks_id]
      }
    }

    file "modules/security/main.tf" {
      variable "sources" {
        type = list(string)
      }

      resource "aws_security_group" "tasks" {
        vpc_id = "vpc-0a1b2c3d"

        dynamic "ingress" {
          for_each = var.sources

          content {
            protocol    = "tcp"
            from_port   = 3000
            to_port     = 3000
            cidr_blocks = [ingress.value] # finding: are reachable from 0.0.0.0/0
          }
        }
      }

      output "tasks_id" {
        value = aws_security_group.tasks.id
      }
    }
  }

  pass "the clients of a network load balancer" {
    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "udp"
        from_port   = 1812
        to_port     = 1812
        cidr_blocks = ["0.0.0.0/0"]
      }
    }

    resource "aws_lb" "front" {
      load_balancer_type = "network"
    }

    resource "aws_lb_target_group" "tasks" {
      port     = 1812
      protocol = "UDP"
    }

    resource "aws_lb_listener" "front" {
      load_balancer_arn = aws_lb.front.arn
      port              = 1812
      protocol          = "UDP"

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.tasks.arn
      }
    }

    resource "aws_ecs_service" "radius" {
      name = "radius"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }

      load_balancer {
        target_group_arn = aws_lb_target_group.tasks.arn
        container_name   = "radius"
        container_port   = 1812
      }
    }
  }

  fail "rules that stand apart" {
    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group_rule" "open" {
      type              = "ingress"
      security_group_id = aws_security_group.tasks.id
      protocol          = "tcp"
      from_port         = 3000
      to_port           = 3000
      ipv6_cidr_blocks  = ["::/0"] # finding: ::/0
    }

    resource "aws_vpc_security_group_ingress_rule" "partner" {
      security_group_id = aws_security_group.tasks.id
      ip_protocol       = "tcp"
      from_port         = 3000
      to_port           = 3000
      cidr_ipv4         = "8.0.0.0/9" # finding: 8.0.0.0/9
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

  pass "the VPC's range; egress is another matter" {
    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 3000
        to_port     = 3000
        cidr_blocks = ["10.0.0.0/16"]
      }
    }

    resource "aws_security_group_rule" "out" {
      type              = "egress"
      security_group_id = aws_security_group.tasks.id
      protocol          = "-1"
      from_port         = 0
      to_port           = 0
      cidr_blocks       = ["0.0.0.0/0"]
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

  undecided "a range that is an input" {
    variable "office" {
      type = string
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 3000
        to_port     = 3000
        cidr_blocks = [var.office] # undecided: var.office
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

rule "ecs-tasks-open-to-listed-addresses" {
  summary   = "Group of ECS tasks admits single addresses of the internet"
  severity  = "medium"
  clauses   = ["A6.4.2"]
  since     = "0.1"
  why       = "Addresses change hands, an office's address is everybody's in it, and what is said there crosses the internet."
  remedy    = "Reach it by a VPN or Session Manager, and admit the load balancer alone."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target   = ["aws_security_group", "aws_default_security_group"]
  when     = is_task_group(self)
  for_each = [for entry in ingress_rules(self) : entry if contains(["cidr", "prefix_list"], entry.kind) && known(admits_strangers(entry))]
  condition = (
    !admits_internet(each.value) || admits_strangers(each.value) ||
    surely_admits_clients_of_network_balancer(each.value, self)
  )
  error_message = "Tasks behind ${address(self)} are reachable from ${source_text(each.value)}, over the internet."
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

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 3000
        to_port     = 3000
        cidr_blocks = ["10.0.0.0/16", "144.76.186.39/32"] # finding: are reachable from 144.76.186.39/32, over the internet
      }
    }

    resource "aws_vpc_security_group_ingress_rule" "office" {
      security_group_id = aws_security_group.tasks.id
      ip_protocol       = "tcp"
      from_port         = 3000
      to_port           = 3000
      prefix_list_id    = aws_ec2_managed_prefix_list.office.id # finding
    }

    resource "aws_vpc_security_group_ingress_rule" "home" {
      security_group_id = aws_security_group.tasks.id
      ip_protocol       = "tcp"
      from_port         = 3000
      to_port           = 3000
      cidr_ipv6         = "2a01:4f8:150::/48" # finding
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

  pass "private ranges; everybody, and what is as wide as a parameter says, are another rule's" {
    parameters = { "network.listed_range_bits" = 24 }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 3000
        to_port     = 3000
        cidr_blocks = ["10.0.0.0/16", "0.0.0.0/0", "144.76.0.0/23"]
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

  undecided "an address that is made here; a range that is an input is undecided by another rule" {
    variable "office" {
      type = string
    }

    resource "aws_eip" "office" {}

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 3000
        to_port     = 3000
        cidr_blocks = [var.office]
      }

      ingress {
        protocol    = "tcp"
        from_port   = 3000
        to_port     = 3000
        cidr_blocks = ["${aws_eip.office.public_ip}/32"] # undecided
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

  pass "the clients of a network load balancer" {
    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "udp"
        from_port   = 1812
        to_port     = 1812
        cidr_blocks = ["144.76.186.39/32"]
      }
    }

    resource "aws_lb" "front" {
      load_balancer_type = "network"
    }

    resource "aws_lb_target_group" "tasks" {
      port     = 1812
      protocol = "UDP"
    }

    resource "aws_lb_listener" "front" {
      load_balancer_arn = aws_lb.front.arn
      port              = 1812
      protocol          = "UDP"

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.tasks.arn
      }
    }

    resource "aws_ecs_service" "radius" {
      name = "radius"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.tasks.id]
      }

      load_balancer {
        target_group_arn = aws_lb_target_group.tasks.arn
        container_name   = "radius"
        container_port   = 1812
      }
    }
  }
}

rule "ecs-tasks-wider-than-load-balancer" {
  summary   = "Group of ECS tasks admits more than the load balancer"
  severity  = "high"
  clauses   = ["A6.4.2"]
  since     = "0.1"
  why       = "Whatever else may reach the tasks bypasses the load balancer's TLS, firewall and logs; the VPC's range means every host in it."
  remedy    = "Admit the load balancer's security group only."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target   = ["aws_security_group", "aws_default_security_group"]
  when     = is_task_group(self)
  for_each = ingress_rules(self)
  condition = (
    admits_load_balancer(each.value) ||
    (each.value.kind == "cidr" && admits_internet(each.value)) || admits_itself(each.value, self) || admits_service(each.value)
  )
  error_message = "Tasks behind ${address(self)} are reachable from ${source_text(each.value)}, which is no load balancer."
  at            = each.value.at

  fail "the VPC, a bastion and a prefix list" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_security_group" "bastion" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_security_group" "tasks" {
      vpc_id = aws_vpc.this.id

      ingress {
        protocol    = "tcp"
        from_port   = 3000
        to_port     = 3000
        cidr_blocks = [aws_vpc.this.cidr_block] # finding: from 10.0.0.0/16
      }

      ingress {
        protocol        = "tcp"
        from_port       = 22
        to_port         = 22
        security_groups = [aws_security_group.bastion.id] # finding: from aws_security_group.bastion
      }
    }

    resource "aws_vpc_security_group_ingress_rule" "partners" {
      security_group_id = aws_security_group.tasks.id
      ip_protocol       = "tcp"
      from_port         = 3000
      to_port           = 3000
      prefix_list_id    = "pl-0a1b2c3d" # finding: from a prefix list
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

  pass "the load balancer, in each style" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_lb" "this" {
      name            = "main"
      subnets         = ["subnet-0a1b2c3d", "subnet-1a2b3c4d"]
      security_groups = [aws_security_group.balancer.id]
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      dynamic "ingress" {
        for_each = toset([3000, 8000])

        content {
          protocol        = "tcp"
          from_port       = ingress.value
          to_port         = ingress.value
          security_groups = [aws_security_group.balancer.id]
        }
      }
    }

    resource "aws_security_group_rule" "health" {
      type                     = "ingress"
      security_group_id        = aws_security_group.tasks.id
      protocol                 = "tcp"
      from_port                = 9000
      to_port                  = 9000
      source_security_group_id = aws_security_group.balancer.id
    }

    resource "aws_vpc_security_group_ingress_rule" "metrics" {
      security_group_id            = aws_security_group.tasks.id
      ip_protocol                  = "tcp"
      from_port                    = 9100
      to_port                      = 9100
      referenced_security_group_id = aws_security_group.balancer.id
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

  undecided "a group from elsewhere" {
    variable "balancer_group_id" {
      type = string
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 3000
        to_port         = 3000
        security_groups = [var.balancer_group_id] # undecided: var.balancer_group_id
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

  pass "the internet, its own group and other tasks, which rules of their own judge" {
    resource "aws_security_group" "jobs" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "jobs" {
      name = "jobs"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.jobs.id]
      }
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol    = "tcp"
        from_port   = 3000
        to_port     = 3000
        cidr_blocks = ["0.0.0.0/0"]
      }

      ingress {
        protocol  = "tcp"
        from_port = 3000
        to_port   = 3000
        self      = true
      }

      ingress {
        protocol        = "tcp"
        from_port       = 3000
        to_port         = 3000
        security_groups = [aws_security_group.jobs.id]
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

rule "ecs-tasks-reachable-from-ecs-tasks" {
  summary   = "Group of ECS tasks admits other tasks"
  severity  = "medium"
  clauses   = ["A6.4.2"]
  since     = "0.1"
  why       = "One task that was broken into reaches all others directly; services are meant to call each other through the load balancer."
  remedy    = "Remove the rule, or set compute.internal_calls to service-connect if tasks are meant to talk directly."
  standards = { nist-800-53-r5 = ["AC-4", "SC-7"] }

  target   = ["aws_security_group", "aws_default_security_group"]
  when     = is_task_group(self) && param.compute.internal_calls != "service-connect"
  for_each = ingress_rules(self)
  condition = (
    !(admits_itself(each.value, self) || admits_service(each.value)) ||
    admits_load_balancer(each.value)
  )
  error_message = "Tasks behind ${address(self)} are reachable from other tasks (${source_text(each.value)})."
  at            = each.value.at

  fail "its own group, in two styles" {
    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol  = "-1"
        from_port = 0
        to_port   = 0
        self      = true # finding: reachable from other tasks (its own members)
      }
    }

    resource "aws_vpc_security_group_ingress_rule" "metrics" {
      security_group_id            = aws_security_group.tasks.id
      ip_protocol                  = "tcp"
      from_port                    = 9100
      to_port                      = 9100
      referenced_security_group_id = aws_security_group.tasks.id # finding
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

  pass "the load balancer" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_lb" "this" {
      name            = "main"
      subnets         = ["subnet-0a1b2c3d", "subnet-1a2b3c4d"]
      security_groups = [aws_security_group.balancer.id]
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 3000
        to_port         = 3000
        security_groups = [aws_security_group.balancer.id]
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

  fail "tasks of another service" {
    resource "aws_security_group" "jobs" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "jobs" {
      name = "jobs"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.jobs.id]
      }
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 3000
        to_port         = 3000
        security_groups = [aws_security_group.jobs.id] # finding: (aws_security_group.jobs)
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

  pass "a bastion, and a load balancer whose group a service carries, too; a group of no tasks" {
    resource "aws_security_group" "balancer" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_lb" "this" {
      name            = "main"
      subnets         = ["subnet-0a1b2c3d", "subnet-1a2b3c4d"]
      security_groups = [aws_security_group.balancer.id]
    }

    resource "aws_ecs_service" "edge" {
      name = "edge"

      network_configuration {
        subnets         = ["subnet-0a1b2c3d"]
        security_groups = [aws_security_group.balancer.id]
      }
    }

    resource "aws_security_group" "bastion" { # not applicable
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol  = "tcp"
        from_port = 22
        to_port   = 22
        self      = true
      }
    }

    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol        = "tcp"
        from_port       = 3000
        to_port         = 3000
        security_groups = [aws_security_group.balancer.id, aws_security_group.bastion.id]
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

  pass "tasks that are meant to talk to each other" {
    parameters = { "compute.internal_calls" = "service-connect" }

    resource "aws_security_group" "tasks" { # not applicable
      vpc_id = "vpc-0a1b2c3d"

      ingress {
        protocol  = "-1"
        from_port = 0
        to_port   = 0
        self      = true
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

rule "ecs-tasks-unreachable" {
  summary  = "Group of load-balanced ECS tasks admits nobody"
  severity = "medium"
  clauses  = ["A6.4.2"]
  since    = "0.1"
  why      = "Without a rule not even the load balancer's health checks arrive, so no task ever becomes healthy."
  remedy   = "Admit the load balancer's security group on the container's port."

  target        = ["aws_security_group", "aws_default_security_group"]
  when          = is_task_group(self)
  condition     = leaves_nobody_unreachable(self)
  error_message = "Nothing can reach the tasks behind ${address(self)}."

  fail "only egress" {
    resource "aws_security_group" "tasks" { # finding: Nothing can reach
      vpc_id = "vpc-0a1b2c3d"

      egress {
        protocol    = "-1"
        from_port   = 0
        to_port     = 0
        cidr_blocks = ["0.0.0.0/0"]
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

  pass "a rule that stands apart" {
    resource "aws_security_group" "tasks" {
      vpc_id = "vpc-0a1b2c3d"
    }

    resource "aws_security_group_rule" "web" {
      type                     = "ingress"
      security_group_id        = aws_security_group.tasks.id
      protocol                 = "tcp"
      from_port                = 3000
      to_port                  = 3000
      source_security_group_id = "sg-0a1b2c3d"
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
