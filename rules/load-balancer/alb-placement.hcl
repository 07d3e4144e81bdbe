rule "ecs-service-behind-network-load-balancer" {
  summary  = "ECS services are behind a load balancer of another type"
  severity = "high"
  clauses  = ["A1.2.1"]
  since    = "0.1"
  why      = "Network and gateway load balancers know no paths, hosts or redirects, and no web firewall can be attached."
  remedy   = "Set load_balancer_type to application."

  target        = ["aws_lb", "aws_alb"]
  when          = is_front(self)
  condition     = self.load_balancer_type == "application"
  error_message = "${address(self)} in front of ECS services is a ${self.load_balancer_type} load balancer."
  at            = self.load_balancer_type

  fail "network" {
    resource "aws_lb" "main" {
      name               = "main"
      load_balancer_type = "network" # finding: aws_lb.main in front of ECS services is a network load balancer
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

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
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

  pass "application, by default; a load balancer in front of something else" {
    resource "aws_lb" "main" {
      name = "main"
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

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
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
      name               = "mail"
      load_balancer_type = "network"
    }
  }

  undecided "an input" {
    variable "type" {
      type = string
    }

    resource "aws_lb" "main" {
      name               = "main"
      load_balancer_type = var.type # undecided: var.type
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

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
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

rule "ecs-service-behind-classic-load-balancer" {
  summary  = "ECS service is behind a classic load balancer"
  severity = "high"
  clauses  = ["A1.2.1"]
  since    = "0.1"
  why      = "Classic load balancers know no target groups: traffic cannot move to a new version bit by bit."
  remedy   = "Register the service in a target group of an application load balancer."

  target        = "aws_ecs_service"
  for_each      = self.load_balancer
  condition     = is_empty(each.value.elb_name)
  error_message = "${address(self)} is behind the classic load balancer ${each.value.elb_name}."
  at            = each.value.elb_name

  fail "by its name" {
    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        elb_name       = "web" # finding: aws_ecs_service.web is behind the classic load balancer web
        container_name = "web"
        container_port = 3000
      }
    }
  }

  pass "a target group" {
    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
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

  undecided "an input" {
    variable "elb" {
      type = string
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        elb_name       = var.elb # undecided: var.elb
        container_name = "web"
        container_port = 3000
      }
    }
  }
}

rule "ecs-services-without-load-balancer" {
  summary  = "No load balancer is in front of the ECS services"
  severity = "high"
  clauses  = ["A1.2.1"]
  since    = "0.1"
  why      = "Without one nothing spreads requests, checks health and terminates TLS."
  remedy   = "Add an application load balancer whose listeners forward to target groups of the services."

  target        = "terraform_root"
  when          = length(resources("aws_ecs_service")) > 0
  condition     = length(front_load_balancers()) > 0 || length(classic_balancer_names()) > 0
  error_message = "No load balancer is in front of the ECS services."
  at            = argument(resources("aws_ecs_service")[0], "load_balancer")

  fail "a service alone" {
    resource "aws_ecs_service" "web" { # finding: No load balancer
      name = "web"
    }
  }

  pass "one of two services has one" {
    resource "aws_lb" "main" {
      name = "main"
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

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = aws_lb_target_group.web.arn
        container_name   = "web"
        container_port   = 3000
      }
    }

    resource "aws_ecs_service" "jobs" {
      name = "jobs"
    }
  }

  pass "a classic one, which another rule judges" {
    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        elb_name       = "web"
        container_name = "web"
        container_port = 3000
      }
    }
  }

  pass "no service" { # not applicable
    resource "aws_lb" "main" {
      name = "main"
    }
  }

  undecided "a target group that is an input" {
    variable "target_group_arn" {
      type = string
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer { # undecided: var.target_group_arn
        target_group_arn = var.target_group_arn
        container_name   = "web"
        container_port   = 3000
      }
    }
  }
}

rule "load-balancer-not-internet-facing" {
  summary  = "Load balancer in front of ECS services is internal"
  severity = "high"
  clauses  = ["A1.2.2"]
  since    = "0.1"
  why      = "Cloudflare reaches public addresses only: nobody gets to the services."
  remedy   = "Set internal to false, which replaces the load balancer."

  target        = ["aws_lb", "aws_alb"]
  when          = is_front(self)
  condition     = self.internal != true
  error_message = "${address(self)} in front of ECS services is internal."
  at            = self.internal

  fail "internal" {
    resource "aws_lb" "main" {
      name     = "main"
      internal = true # finding: aws_lb.main in front
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

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
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

  pass "left out; a load balancer in front of something else" {
    resource "aws_lb" "main" {
      name = "main"
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

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
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
      name     = "mail"
      internal = true
    }
  }

  undecided "an input" {
    variable "internal" {
      type = bool
    }

    resource "aws_lb" "main" {
      name     = "main"
      internal = var.internal # undecided: var.internal
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

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
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

rule "load-balancer-in-private-subnet" {
  summary   = "Internet-facing load balancer lies in a private subnet"
  severity  = "high"
  clauses   = ["A6.2.8"]
  since     = "0.1"
  why       = "Its nodes there have public addresses and no way back to the internet: some of all requests time out."
  remedy    = "Place the load balancer in public subnets only."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = ["aws_lb", "aws_alb"]
  when          = self.internal != true && self.load_balancer_type != "gateway"
  condition     = alltrue([for subnet in subnets(balancer_subnet_ids(self)) : is_public_subnet(subnet)])
  error_message = "Internet-facing ${address(self)} lies in ${join(", ", [for subnet in subnets(balancer_subnet_ids(self)) : address(subnet) if !is_public_subnet(subnet)])}, which no route leads to from the internet."
  at            = balancer_subnets_argument(self)

  fail "one of its subnets, in both ways of listing them" {
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_internet_gateway" "main" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_subnet" "public" {
      for_each = { a = "10.0.1.0/24", b = "10.0.2.0/24", c = "10.0.3.0/24" }

      vpc_id            = aws_vpc.main.id
      availability_zone = "us-west-2${each.key}"
      cidr_block        = each.value
    }

    resource "aws_subnet" "private" {
      vpc_id            = aws_vpc.main.id
      availability_zone = "us-west-2c"
      cidr_block        = "10.0.10.0/24"
    }

    resource "aws_route_table" "public" {
      vpc_id = aws_vpc.main.id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.main.id
      }
    }

    resource "aws_route_table_association" "public" {
      for_each = aws_subnet.public

      subnet_id      = each.value.id
      route_table_id = aws_route_table.public.id
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_lb" "main" {
      name    = "main"
      subnets = [aws_subnet.public["a"].id, aws_subnet.private.id] # finding: Internet-facing aws_lb.main lies in aws_subnet.private, which no route
    }

    resource "aws_alb" "mapped" {
      name = "mapped"

      subnet_mapping {
        subnet_id = aws_subnet.private.id # finding: aws_alb.mapped
      }
    }
  }

  pass "public ones; an internal load balancer, and one of gateways" {
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_internet_gateway" "main" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_subnet" "public" {
      for_each = { a = "10.0.1.0/24", b = "10.0.2.0/24", c = "10.0.3.0/24" }

      vpc_id            = aws_vpc.main.id
      availability_zone = "us-west-2${each.key}"
      cidr_block        = each.value
    }

    resource "aws_subnet" "private" {
      vpc_id            = aws_vpc.main.id
      availability_zone = "us-west-2c"
      cidr_block        = "10.0.10.0/24"
    }

    resource "aws_route_table" "public" {
      vpc_id = aws_vpc.main.id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.main.id
      }
    }

    resource "aws_route_table_association" "public" {
      for_each = aws_subnet.public

      subnet_id      = each.value.id
      route_table_id = aws_route_table.public.id
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_lb" "main" {
      name    = "main"
      subnets = [for subnet in aws_subnet.public : subnet.id]
    }

    resource "aws_lb" "inside" { # not applicable
      name     = "inside"
      internal = true
      subnets  = [aws_subnet.private.id]
    }

    resource "aws_lb" "gateway" { # not applicable
      name               = "gateway"
      load_balancer_type = "gateway"
      subnets            = [aws_subnet.private.id]
    }
  }

  undecided "subnets that are an input" {
    variable "subnets" {
      type = list(string)
    }

    resource "aws_lb" "main" {
      name    = "main"
      subnets = var.subnets # undecided: var.subnets
    }
  }
}

rule "load-balancer-in-too-few-zones" {
  summary   = "Load balancer in front of ECS services lies in too few zones"
  severity  = "high"
  clauses   = ["A6.2.8", "A13.3.1"]
  since     = "0.1"
  why       = "The zones that it is in take all requests; when one of them fails, fewer are left than were planned for."
  remedy    = "Attach a public subnet of each further zone."
  standards = { aws-fsbp = ["ELB.13"], nist-800-53-r5 = ["CP-10"] }

  target        = ["aws_lb", "aws_alb"]
  when          = is_front(self)
  condition     = length(zones(balancer_subnet_ids(self))) >= param.network.az_count
  error_message = "${address(self)} lies in ${zone_count(zones(balancer_subnet_ids(self)))}; ${param.network.az_count} are planned."
  at            = balancer_subnets_argument(self)

  fail "two of three" {
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_internet_gateway" "main" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_subnet" "public" {
      for_each = { a = "10.0.1.0/24", b = "10.0.2.0/24", c = "10.0.3.0/24" }

      vpc_id            = aws_vpc.main.id
      availability_zone = "us-west-2${each.key}"
      cidr_block        = each.value
    }

    resource "aws_subnet" "private" {
      vpc_id            = aws_vpc.main.id
      availability_zone = "us-west-2c"
      cidr_block        = "10.0.10.0/24"
    }

    resource "aws_route_table" "public" {
      vpc_id = aws_vpc.main.id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.main.id
      }
    }

    resource "aws_route_table_association" "public" {
      for_each = aws_subnet.public

      subnet_id      = each.value.id
      route_table_id = aws_route_table.public.id
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_lb" "main" {
      name    = "main"
      subnets = [aws_subnet.public["a"].id, aws_subnet.public["b"].id] # finding: lies in 2 zones (us-west-2a, us-west-2b); 3 are planned
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

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
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

  pass "three; a load balancer in front of something else" {
    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_internet_gateway" "main" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_subnet" "public" {
      for_each = { a = "10.0.1.0/24", b = "10.0.2.0/24", c = "10.0.3.0/24" }

      vpc_id            = aws_vpc.main.id
      availability_zone = "us-west-2${each.key}"
      cidr_block        = each.value
    }

    resource "aws_subnet" "private" {
      vpc_id            = aws_vpc.main.id
      availability_zone = "us-west-2c"
      cidr_block        = "10.0.10.0/24"
    }

    resource "aws_route_table" "public" {
      vpc_id = aws_vpc.main.id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.main.id
      }
    }

    resource "aws_route_table_association" "public" {
      for_each = aws_subnet.public

      subnet_id      = each.value.id
      route_table_id = aws_route_table.public.id
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_lb" "main" {
      name    = "main"
      subnets = [for subnet in aws_subnet.public : subnet.id]
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

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
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
      name    = "mail"
      subnets = [aws_subnet.public["a"].id]
    }
  }

  pass "two, which are enough here" {
    parameters = { "network.az_count" = 2 }

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_internet_gateway" "main" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_subnet" "public" {
      for_each = { a = "10.0.1.0/24", b = "10.0.2.0/24", c = "10.0.3.0/24" }

      vpc_id            = aws_vpc.main.id
      availability_zone = "us-west-2${each.key}"
      cidr_block        = each.value
    }

    resource "aws_subnet" "private" {
      vpc_id            = aws_vpc.main.id
      availability_zone = "us-west-2c"
      cidr_block        = "10.0.10.0/24"
    }

    resource "aws_route_table" "public" {
      vpc_id = aws_vpc.main.id

      route {
        cidr_block = "0.0.0.0/0"
        gateway_id = aws_internet_gateway.main.id
      }
    }

    resource "aws_route_table_association" "public" {
      for_each = aws_subnet.public

      subnet_id      = each.value.id
      route_table_id = aws_route_table.public.id
    }

    resource "aws_route_table" "private" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_route_table_association" "private" {
      subnet_id      = aws_subnet.private.id
      route_table_id = aws_route_table.private.id
    }

    resource "aws_lb" "main" {
      name    = "main"
      subnets = [aws_subnet.public["a"].id, aws_subnet.public["b"].id]
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

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
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

  undecided "subnets that are an input" {
    variable "subnets" {
      type = list(string)
    }

    resource "aws_lb" "main" {
      name    = "main"
      subnets = var.subnets # undecided: var.subnets
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

    resource "aws_lb_target_group" "web" {
      port        = 3000
      protocol    = "HTTP"
      target_type = "ip"
      vpc_id      = "vpc-0a1b2c3d"
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
