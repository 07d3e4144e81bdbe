rule "ecs-service-in-too-few-zones" {
  summary   = "ECS service spans too few zones"
  severity  = "high"
  clauses   = ["A2.1.4", "A13.3.1"]
  since     = "0.1"
  why       = "When the zone fails that all tasks run in, the service is gone until somebody gives it other subnets."
  remedy    = "Give network_configuration subnets in further zones."
  standards = { nist-800-53-r5 = ["CP-10", "SC-36"] }

  target        = "aws_ecs_service"
  for_each      = self.network_configuration
  condition     = length(zones(each.value.subnets)) >= param.compute.min_azs
  error_message = "Service ${address(self)} spans ${zone_count(zones(each.value.subnets))}; ${param.compute.min_azs} are due."
  at            = each.value.subnets
  note          = "Tasks that run more in one zone than in another stay there, unless availability_zone_rebalancing is ENABLED."

  fail "one subnet, and two of one zone" {
    resource "aws_subnet" "all" {
      for_each = { one = "us-west-2a", two = "us-west-2a" }

      vpc_id            = "vpc-0a1b2c3d"
      availability_zone = each.value
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [for subnet in aws_subnet.all : subnet.id] # finding: Service aws_ecs_service.web spans one zone (us-west-2a); 2 are due
      }
    }
  }

  pass "two zones; a service in no network of its own" {
    data "aws_availability_zones" "available" {}

    resource "aws_subnet" "all" {
      count = 2

      vpc_id            = "vpc-0a1b2c3d"
      availability_zone = data.aws_availability_zones.available.names[count.index]
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = aws_subnet.all[*].id
      }
    }

    resource "aws_ecs_service" "agent" { # not applicable
      name = "agent"
    }
  }

  undecided "subnets that are an input" {
    variable "subnets" {
      type = list(string)
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = var.subnets # undecided: var.subnets
      }
    }
  }
}
