rule "s3-gateway-endpoint-missing" {
  summary  = "VPC has no gateway endpoint for S3"
  severity = "medium"
  clauses  = ["A6.6.1", "A13.1.4"]
  since    = "0.1"
  why      = "Image layers and objects go through the NAT gateway, which costs by the gigabyte; a gateway endpoint is free."
  remedy   = "Add an aws_vpc_endpoint for com.amazonaws.REGION.s3 of type Gateway, with the route tables of the private subnets."

  target        = "terraform_root"
  when          = length(the_vpc()) > 0
  condition     = anytrue([for endpoint in the_endpoints("s3") : endpoint.vpc_endpoint_type == param.network.s3_endpoint_type])
  error_message = "${join(", ", [for vpc in the_vpc() : address(vpc)])} has no gateway endpoint for S3."
  at            = the_vpc()[0]

  fail "one of another kind, one for another service, and one of another VPC" {
    resource "aws_vpc" "this" { # finding: aws_vpc.this has no gateway endpoint for S3
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_vpc" "other" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_vpc_endpoint" "kind" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.s3"
      vpc_endpoint_type = "Interface"
    }

    resource "aws_vpc_endpoint" "service" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.dynamodb"
      vpc_endpoint_type = "Gateway"
    }

    resource "aws_vpc_endpoint" "vpc" {
      vpc_id       = aws_vpc.other.id
      service_name = "com.amazonaws.us-west-2.s3"
    }
  }

  pass "one beside an interface" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_vpc_endpoint" "inside" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.s3"
      vpc_endpoint_type = "Interface"
    }

    resource "aws_vpc_endpoint" "this" {
      vpc_id       = aws_vpc.this.id
      service_name = "com.amazonaws.us-west-2.s3"
    }
  }

  pass "an interface, where that is the plan" {
    parameters = { "network.s3_endpoint_type" = "Interface" }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_vpc_endpoint" "this" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.s3"
      vpc_endpoint_type = "Interface"
    }
  }

  pass "a VPC in which nothing runs" { # not applicable
    resource "aws_vpc" "spare" {
      cidr_block = "10.0.0.0/16"
    }
  }

  undecided "a module that may hold one" {
    parameters = { "roles.bind" = { vpc = "aws_vpc.this" } }

    module "endpoints" {
      source = "terraform-aws-modules/vpc/aws//modules/vpc-endpoints"
      vpc_id = aws_vpc.this.id
    }

    resource "aws_vpc" "this" { # undecided: module.endpoints
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }
}

rule "ecr-api-endpoint-missing" {
  summary  = "VPC has no interface endpoint for the ECR API"
  severity = "medium"
  clauses  = ["A6.6.3", "A13.1.4"]
  since    = "0.1"
  why      = "Tasks that start ask ECR through the NAT gateway, and cannot start when it fails."
  remedy   = "Add an aws_vpc_endpoint for com.amazonaws.REGION.ecr.api of type Interface."

  target        = "terraform_root"
  when          = contains(param.network.interface_endpoints, "ecr.api") && length(the_vpc()) > 0
  condition     = anytrue([for endpoint in the_endpoints("ecr.api") : endpoint.vpc_endpoint_type == "Interface"])
  error_message = "${join(", ", [for vpc in the_vpc() : address(vpc)])} has no interface endpoint for the ECR API."
  at            = the_vpc()[0]

  fail "one of another kind, one for another service, and one of another VPC" {
    resource "aws_vpc" "this" { # finding: aws_vpc.this has no interface endpoint for the ECR API
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_vpc" "other" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_vpc_endpoint" "kind" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.ecr.api"
      vpc_endpoint_type = "GatewayLoadBalancer"
    }

    resource "aws_vpc_endpoint" "service" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.sqs"
      vpc_endpoint_type = "Interface"
    }

    resource "aws_vpc_endpoint" "vpc" {
      vpc_id            = aws_vpc.other.id
      service_name      = "com.amazonaws.us-west-2.ecr.api"
      vpc_endpoint_type = "Interface"
    }
  }

  pass "one, beside one of another kind" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_vpc_endpoint" "kind" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.ecr.api"
      vpc_endpoint_type = "GatewayLoadBalancer"
    }

    resource "aws_vpc_endpoint" "this" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.ecr.api"
      vpc_endpoint_type = "Interface"
    }
  }

  pass "where none is planned" { # not applicable
    parameters = { "network.interface_endpoints" = [] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  pass "a VPC in which nothing runs" { # not applicable
    resource "aws_vpc" "spare" {
      cidr_block = "10.0.0.0/16"
    }
  }

  undecided "a module that may hold one" {
    parameters = { "roles.bind" = { vpc = "aws_vpc.this" } }

    module "endpoints" {
      source = "terraform-aws-modules/vpc/aws//modules/vpc-endpoints"
      vpc_id = aws_vpc.this.id
    }

    resource "aws_vpc" "this" { # undecided: module.endpoints
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }
}

rule "ecr-registry-endpoint-missing" {
  summary  = "VPC has no interface endpoint for the ECR Docker registry"
  severity = "medium"
  clauses  = ["A6.6.4", "A13.1.4"]
  since    = "0.1"
  why      = "Tasks that start pull their image through the NAT gateway, and cannot start when it fails."
  remedy   = "Add an aws_vpc_endpoint for com.amazonaws.REGION.ecr.dkr of type Interface."

  target        = "terraform_root"
  when          = contains(param.network.interface_endpoints, "ecr.dkr") && length(the_vpc()) > 0
  condition     = anytrue([for endpoint in the_endpoints("ecr.dkr") : endpoint.vpc_endpoint_type == "Interface"])
  error_message = "${join(", ", [for vpc in the_vpc() : address(vpc)])} has no interface endpoint for the ECR Docker registry."
  at            = the_vpc()[0]

  fail "one of another kind, one for another service, and one of another VPC" {
    resource "aws_vpc" "this" { # finding: aws_vpc.this has no interface endpoint for the ECR Docker registry
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_vpc" "other" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_vpc_endpoint" "kind" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.ecr.dkr"
      vpc_endpoint_type = "GatewayLoadBalancer"
    }

    resource "aws_vpc_endpoint" "service" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.sqs"
      vpc_endpoint_type = "Interface"
    }

    resource "aws_vpc_endpoint" "vpc" {
      vpc_id            = aws_vpc.other.id
      service_name      = "com.amazonaws.us-west-2.ecr.dkr"
      vpc_endpoint_type = "Interface"
    }
  }

  pass "one, beside one of another kind" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_vpc_endpoint" "kind" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.ecr.dkr"
      vpc_endpoint_type = "GatewayLoadBalancer"
    }

    resource "aws_vpc_endpoint" "this" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.ecr.dkr"
      vpc_endpoint_type = "Interface"
    }
  }

  pass "where none is planned" { # not applicable
    parameters = { "network.interface_endpoints" = [] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  pass "a VPC in which nothing runs" { # not applicable
    resource "aws_vpc" "spare" {
      cidr_block = "10.0.0.0/16"
    }
  }

  undecided "a module that may hold one" {
    parameters = { "roles.bind" = { vpc = "aws_vpc.this" } }

    module "endpoints" {
      source = "terraform-aws-modules/vpc/aws//modules/vpc-endpoints"
      vpc_id = aws_vpc.this.id
    }

    resource "aws_vpc" "this" { # undecided: module.endpoints
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }
}

rule "logs-endpoint-missing" {
  summary  = "VPC has no interface endpoint for CloudWatch Logs"
  severity = "medium"
  clauses  = ["A6.6.5", "A13.1.4"]
  since    = "0.1"
  why      = "Everything that tasks log goes through the NAT gateway, which costs by the gigabyte."
  remedy   = "Add an aws_vpc_endpoint for com.amazonaws.REGION.logs of type Interface."

  target        = "terraform_root"
  when          = contains(param.network.interface_endpoints, "logs") && length(the_vpc()) > 0
  condition     = anytrue([for endpoint in the_endpoints("logs") : endpoint.vpc_endpoint_type == "Interface"])
  error_message = "${join(", ", [for vpc in the_vpc() : address(vpc)])} has no interface endpoint for CloudWatch Logs."
  at            = the_vpc()[0]

  fail "one of another kind, one for another service, and one of another VPC" {
    resource "aws_vpc" "this" { # finding: aws_vpc.this has no interface endpoint for CloudWatch Logs
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_vpc" "other" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_vpc_endpoint" "kind" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type = "GatewayLoadBalancer"
    }

    resource "aws_vpc_endpoint" "service" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.sqs"
      vpc_endpoint_type = "Interface"
    }

    resource "aws_vpc_endpoint" "vpc" {
      vpc_id            = aws_vpc.other.id
      service_name      = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type = "Interface"
    }
  }

  pass "one, beside one of another kind" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_vpc_endpoint" "kind" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type = "GatewayLoadBalancer"
    }

    resource "aws_vpc_endpoint" "this" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type = "Interface"
    }
  }

  pass "where none is planned" { # not applicable
    parameters = { "network.interface_endpoints" = [] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  pass "a VPC in which nothing runs" { # not applicable
    resource "aws_vpc" "spare" {
      cidr_block = "10.0.0.0/16"
    }
  }

  undecided "a module that may hold one" {
    parameters = { "roles.bind" = { vpc = "aws_vpc.this" } }

    module "endpoints" {
      source = "terraform-aws-modules/vpc/aws//modules/vpc-endpoints"
      vpc_id = aws_vpc.this.id
    }

    resource "aws_vpc" "this" { # undecided: module.endpoints
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }
}

rule "endpoint-missing-without-nat-gateway" {
  summary  = "VPC has no endpoint for a service that tasks are to reach without a NAT gateway"
  severity = "info"
  clauses  = ["A13.1.4"]
  since    = "0.1"
  why      = "Where there is no NAT gateway, a service without an endpoint cannot be reached at all."
  remedy   = "Add an aws_vpc_endpoint for the service, or remove it from network.full_endpoints if no task calls it."

  target        = "terraform_root"
  when          = param.network.nat_policy == "eliminate" && length(the_vpc()) > 0
  for_each      = [for service in param.network.full_endpoints : service if !contains(concat(["s3"], param.network.interface_endpoints), service)]
  condition     = length(the_endpoints(each.value)) > 0
  error_message = "${join(", ", [for vpc in the_vpc() : address(vpc)])} has no endpoint for ${each.value}."
  at            = the_vpc()[0]

  fail "one of those that are not asked for anyway" {
    parameters = { "network.nat_policy" = "eliminate", "network.full_endpoints" = ["s3", "logs", "sts", "ssm"] }

    resource "aws_vpc" "this" { # finding: has no endpoint for sts
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_vpc_endpoint" "ssm" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.ssm"
      vpc_endpoint_type = "Interface"
    }
  }

  pass "all of them" {
    parameters = { "network.nat_policy" = "eliminate", "network.full_endpoints" = ["s3", "logs", "sts", "ssm"] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_vpc_endpoint" "sts" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.sts"
      vpc_endpoint_type = "Interface"
    }

    resource "aws_vpc_endpoint" "ssm" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.ssm"
      vpc_endpoint_type = "Interface"
    }
  }

  pass "where a NAT gateway is part of the plan" { # not applicable
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  pass "a VPC in which nothing runs" { # not applicable
    parameters = { "network.nat_policy" = "eliminate" }

    resource "aws_vpc" "spare" {
      cidr_block = "10.0.0.0/16"
    }
  }

  undecided "a service that is an input" {
    parameters = { "network.nat_policy" = "eliminate", "network.full_endpoints" = ["sts"] }

    variable "service" {
      type = string
    }

    resource "aws_vpc" "this" { # undecided: var.service
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.10.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_vpc_endpoint" "this" {
      vpc_id            = aws_vpc.this.id
      service_name      = var.service
      vpc_endpoint_type = "Interface"
    }
  }
}

rule "s3-endpoint-misses-private-route-table" {
  summary  = "Gateway endpoint for S3 is not in the route table of a private subnet"
  severity = "medium"
  clauses  = ["A6.6.1"]
  since    = "0.1"
  why      = "What the subnet sends to S3 goes through the NAT gateway after all, or nowhere."
  remedy   = "Add the table to route_table_ids."

  target        = "aws_vpc_endpoint"
  when          = self.vpc_endpoint_type == "Gateway" && is_endpoint_for(self, "s3")
  condition     = length(missed_tables(self)) == 0
  error_message = "Endpoint ${address(self)} is not in ${join(", ", missed_tables(self))}, which routes private subnets."
  at            = self.route_table_ids

  fail "one of two tables" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24" }

      vpc_id     = aws_vpc.this.id
      cidr_block = each.value
    }

    resource "aws_route_table" "private" {
      for_each = aws_subnet.private

      vpc_id = aws_vpc.this.id
    }

    resource "aws_route_table_association" "private" {
      for_each = aws_subnet.private

      subnet_id      = each.value.id
      route_table_id = aws_route_table.private[each.key].id
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = values(aws_subnet.private)[*].id
    }

    resource "aws_vpc_endpoint" "s3" {
      vpc_id          = aws_vpc.this.id
      service_name    = "com.amazonaws.us-west-2.s3"
      route_table_ids = [aws_route_table.private["a"].id] # finding: aws_vpc_endpoint.s3 is not in aws_route_table.private["b"]
    }
  }

  pass "one by its argument, one apart; a table that routes nothing" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24" }

      vpc_id     = aws_vpc.this.id
      cidr_block = each.value
    }

    resource "aws_route_table" "private" {
      for_each = aws_subnet.private

      vpc_id = aws_vpc.this.id
    }

    resource "aws_route_table_association" "private" {
      for_each = aws_subnet.private

      subnet_id      = each.value.id
      route_table_id = aws_route_table.private[each.key].id
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = values(aws_subnet.private)[*].id
    }

    resource "aws_route_table" "spare" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_vpc_endpoint" "s3" {
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.s3"
      vpc_endpoint_type = "Gateway"
      route_table_ids   = [aws_route_table.private["a"].id]
    }

    resource "aws_vpc_endpoint_route_table_association" "b" {
      vpc_endpoint_id = aws_vpc_endpoint.s3.id
      route_table_id  = aws_route_table.private["b"].id
    }
  }

  pass "an interface, and another service" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24" }

      vpc_id     = aws_vpc.this.id
      cidr_block = each.value
    }

    resource "aws_route_table" "private" {
      for_each = aws_subnet.private

      vpc_id = aws_vpc.this.id
    }

    resource "aws_route_table_association" "private" {
      for_each = aws_subnet.private

      subnet_id      = each.value.id
      route_table_id = aws_route_table.private[each.key].id
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = values(aws_subnet.private)[*].id
    }

    resource "aws_vpc_endpoint" "inside" { # not applicable
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.s3"
      vpc_endpoint_type = "Interface"
    }

    resource "aws_vpc_endpoint" "dynamodb" { # not applicable
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.dynamodb"
      vpc_endpoint_type = "Gateway"
    }
  }

  undecided "tables that are an input" {
    variable "route_table_ids" {
      type = list(string)
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24" }

      vpc_id     = aws_vpc.this.id
      cidr_block = each.value
    }

    resource "aws_route_table" "private" {
      for_each = aws_subnet.private

      vpc_id = aws_vpc.this.id
    }

    resource "aws_route_table_association" "private" {
      for_each = aws_subnet.private

      subnet_id      = each.value.id
      route_table_id = aws_route_table.private[each.key].id
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = values(aws_subnet.private)[*].id
    }

    resource "aws_vpc_endpoint" "s3" {
      vpc_id          = aws_vpc.this.id
      service_name    = "com.amazonaws.us-west-2.s3"
      route_table_ids = var.route_table_ids # undecided: var.route_table_ids
    }
  }
}

rule "interface-endpoint-without-private-dns" {
  summary  = "Interface endpoint for a service that tasks call has no private DNS"
  severity = "medium"
  clauses  = ["A6.6.6"]
  since    = "0.1"
  why      = "Tasks call the service by its public name: without private DNS they go past the endpoint, through the NAT gateway."
  remedy   = "Set private_dns_enabled to true."

  target        = "aws_vpc_endpoint"
  when          = serves_tasks(self)
  condition     = self.private_dns_enabled == true
  error_message = "Endpoint ${address(self)} has no private DNS."

  fail "left out, and false" {
    resource "aws_vpc_endpoint" "logs" { # finding: aws_vpc_endpoint.logs has no private DNS
      vpc_id            = "vpc-0a1b2c3d"
      service_name      = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type = "Interface"
    }

    resource "aws_vpc_endpoint" "ecr" {
      vpc_id              = "vpc-0a1b2c3d"
      service_name        = "com.amazonaws.us-west-2.ecr.api"
      vpc_endpoint_type   = "Interface"
      private_dns_enabled = false # finding
    }
  }

  pass "true; a gateway, and a service that no task calls" {
    resource "aws_vpc_endpoint" "logs" {
      vpc_id              = "vpc-0a1b2c3d"
      service_name        = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type   = "Interface"
      private_dns_enabled = true
    }

    resource "aws_vpc_endpoint" "s3" { # not applicable
      vpc_id       = "vpc-0a1b2c3d"
      service_name = "com.amazonaws.us-west-2.s3"
    }

    resource "aws_vpc_endpoint" "transfer" { # not applicable
      vpc_id            = "vpc-0a1b2c3d"
      service_name      = "com.amazonaws.us-west-2.transfer"
      vpc_endpoint_type = "Interface"
    }
  }

  undecided "an input" {
    variable "private_dns" {
      type = bool
    }

    resource "aws_vpc_endpoint" "logs" {
      vpc_id              = "vpc-0a1b2c3d"
      service_name        = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type   = "Interface"
      private_dns_enabled = var.private_dns # undecided: var.private_dns
    }
  }
}

rule "interface-endpoint-in-too-few-zones" {
  summary   = "Interface endpoint for a service that tasks call lies in too few zones"
  severity  = "medium"
  clauses   = ["A6.6.6"]
  since     = "0.1"
  why       = "The endpoint answers only while one of its zones does, and traffic from other zones costs."
  remedy    = "Add private subnets of further zones to subnet_ids."
  standards = { nist-800-53-r5 = ["CP-10", "SC-36"] }

  target        = "aws_vpc_endpoint"
  when          = serves_tasks(self)
  condition     = length(zones(endpoint_subnet_ids(self))) >= param.network.endpoint_min_azs
  error_message = "Endpoint ${address(self)} lies in ${zone_count(zones(endpoint_subnet_ids(self)))}, not in ${param.network.endpoint_min_azs} or more."
  at            = self.subnet_ids

  fail "two zones of three, and none" {
    parameters = { "network.endpoint_min_azs" = 3 }

    resource "aws_subnet" "private" {
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24", c = "10.0.30.0/24" }

      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = each.value
      availability_zone = "us-west-2${each.key}"
    }

    resource "aws_vpc_endpoint" "logs" {
      vpc_id            = "vpc-0a1b2c3d"
      service_name      = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type = "Interface"
      subnet_ids        = [aws_subnet.private["a"].id, aws_subnet.private["b"].id] # finding: lies in 2 zones (us-west-2a, us-west-2b), not in 3
    }

    resource "aws_vpc_endpoint" "ecr" { # finding
      vpc_id            = "vpc-0a1b2c3d"
      service_name      = "com.amazonaws.us-west-2.ecr.api"
      vpc_endpoint_type = "Interface"
    }
  }

  pass "as many as are asked for, also apart; a gateway" {
    parameters = { "network.endpoint_min_azs" = 3 }

    resource "aws_subnet" "private" {
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24", c = "10.0.30.0/24" }

      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = each.value
      availability_zone = "us-west-2${each.key}"
    }

    resource "aws_vpc_endpoint" "logs" {
      vpc_id            = "vpc-0a1b2c3d"
      service_name      = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type = "Interface"
      subnet_ids        = [aws_subnet.private["a"].id, aws_subnet.private["b"].id]
    }

    resource "aws_vpc_endpoint_subnet_association" "c" {
      vpc_endpoint_id = aws_vpc_endpoint.logs.id
      subnet_id       = aws_subnet.private["c"].id
    }

    resource "aws_vpc_endpoint" "s3" { # not applicable
      vpc_id       = "vpc-0a1b2c3d"
      service_name = "com.amazonaws.us-west-2.s3"
    }
  }

  undecided "subnets that are an input" {
    variable "subnet_ids" {
      type = list(string)
    }

    resource "aws_vpc_endpoint" "logs" {
      vpc_id            = "vpc-0a1b2c3d"
      service_name      = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type = "Interface"
      subnet_ids        = var.subnet_ids # undecided: var.subnet_ids
    }
  }
}

rule "interface-endpoint-closed-to-tasks" {
  summary  = "Interface endpoint admits no HTTPS from the tasks"
  severity = "medium"
  clauses  = ["A6.6.6"]
  since    = "0.1"
  why      = "With private DNS the service's name leads to the endpoint alone: if that does not answer, tasks cannot pull images or write logs."
  remedy   = "Let the endpoint's security group admit TCP 443 from the security group of the tasks, or from the ranges of their subnets."

  target        = "aws_vpc_endpoint"
  when          = serves_tasks(self) && length(endpoint_groups(self)) > 0
  condition     = alltrue([for vpc in linked(self.vpc_id, ["aws_vpc", "aws_default_vpc"]) : admits_tasks_over_https(endpoint_groups(self), vpc)]) # mutant-ok: an endpoint lies in one VPC
  error_message = "Endpoint ${address(self)} admits no HTTPS from the tasks."
  at            = self.security_group_ids

  fail "one of two subnets, and a group without rules" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24" }

      vpc_id     = aws_vpc.this.id
      cidr_block = each.value
    }

    resource "aws_security_group" "tasks" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets         = values(aws_subnet.private)[*].id
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_security_group" "one" {
      vpc_id = aws_vpc.this.id

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["10.0.10.0/24"]
      }
    }

    resource "aws_security_group" "empty" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_vpc_endpoint" "logs" {
      vpc_id             = aws_vpc.this.id
      service_name       = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type  = "Interface"
      security_group_ids = [aws_security_group.one.id] # finding: aws_vpc_endpoint.logs admits no HTTPS
    }

    resource "aws_vpc_endpoint" "ecr" {
      vpc_id             = aws_vpc.this.id
      service_name       = "com.amazonaws.us-west-2.ecr.api"
      vpc_endpoint_type  = "Interface"
      security_group_ids = [aws_security_group.empty.id] # finding
    }
  }

  pass "the tasks' group, and ranges of all subnets; a service that no task calls; and the default group" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24" }

      vpc_id     = aws_vpc.this.id
      cidr_block = each.value
    }

    resource "aws_security_group" "tasks" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets         = values(aws_subnet.private)[*].id
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_security_group" "group" {
      vpc_id = aws_vpc.this.id

      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_security_group" "ranges" {
      vpc_id = aws_vpc.this.id

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = values(aws_subnet.private)[*].cidr_block
      }
    }

    resource "aws_security_group" "empty" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_vpc_endpoint" "logs" {
      vpc_id             = aws_vpc.this.id
      service_name       = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type  = "Interface"
      security_group_ids = [aws_security_group.group.id]
    }

    resource "aws_vpc_endpoint" "ecr" {
      vpc_id             = aws_vpc.this.id
      service_name       = "com.amazonaws.us-west-2.ecr.api"
      vpc_endpoint_type  = "Interface"
      security_group_ids = [aws_security_group.empty.id, aws_security_group.ranges.id]
    }

    resource "aws_vpc_endpoint" "transfer" { # not applicable
      vpc_id             = aws_vpc.this.id
      service_name       = "com.amazonaws.us-west-2.transfer"
      vpc_endpoint_type  = "Interface"
      security_group_ids = [aws_security_group.empty.id]
    }

    resource "aws_vpc_endpoint" "sts" { # not applicable
      vpc_id            = aws_vpc.this.id
      service_name      = "com.amazonaws.us-west-2.sts"
      vpc_endpoint_type = "Interface"
    }
  }

  undecided "a range that is an input" {
    variable "ranges" {
      type = list(string)
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "private" {
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24" }

      vpc_id     = aws_vpc.this.id
      cidr_block = each.value
    }

    resource "aws_security_group" "tasks" {
      vpc_id = aws_vpc.this.id
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets         = values(aws_subnet.private)[*].id
        security_groups = [aws_security_group.tasks.id]
      }
    }

    resource "aws_security_group" "ranges" {
      vpc_id = aws_vpc.this.id

      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = var.ranges
      }
    }

    resource "aws_vpc_endpoint" "logs" {
      vpc_id             = aws_vpc.this.id
      service_name       = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type  = "Interface"
      security_group_ids = [aws_security_group.ranges.id] # undecided: var.ranges
    }
  }
}

rule "private-dns-in-vpc-without-dns-support" {
  summary  = "Interface endpoint has private DNS in a VPC that does not resolve or give host names"
  severity = "medium"
  clauses  = ["A6.6.6"]
  since    = "0.1"
  why      = "AWS refuses private DNS for an endpoint unless both DNS settings of the VPC are on; host names are off unless they are asked for."
  remedy   = "Set enable_dns_hostnames to true in the VPC, and do not set enable_dns_support to false."

  target        = "aws_vpc_endpoint"
  when          = self.vpc_endpoint_type == "Interface" && self.private_dns_enabled == true
  condition     = alltrue([for vpc in linked(self.vpc_id, "aws_vpc") : length(dns_settings_off(vpc)) == 0]) # mutant-ok: an endpoint lies in one VPC
  error_message = "Endpoint ${address(self)} has private DNS, for which ${join(" and ", flatten([for vpc in linked(self.vpc_id, "aws_vpc") : [for setting in dns_settings_off(vpc) : "${address(vpc)}.${setting}"]]))} must be true."
  at            = linked(self.vpc_id, "aws_vpc")[0]

  fail "host names left out, and no resolver" {
    resource "aws_vpc" "a" { # finding: aws_vpc_endpoint.a has private DNS, for which aws_vpc.a.enable_dns_hostnames must be true
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "b" { # finding: aws_vpc.b.enable_dns_support must be true
      cidr_block           = "10.1.0.0/16"
      enable_dns_support   = false
      enable_dns_hostnames = true
    }

    resource "aws_vpc_endpoint" "a" {
      vpc_id              = aws_vpc.a.id
      service_name        = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type   = "Interface"
      private_dns_enabled = true
    }

    resource "aws_vpc_endpoint" "b" {
      vpc_id              = aws_vpc.b.id
      service_name        = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type   = "Interface"
      private_dns_enabled = true
    }
  }

  pass "both; without private DNS, and a gateway" {
    resource "aws_vpc" "a" {
      cidr_block           = "10.0.0.0/16"
      enable_dns_hostnames = true
    }

    resource "aws_vpc" "b" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_vpc_endpoint" "a" {
      vpc_id              = aws_vpc.a.id
      service_name        = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type   = "Interface"
      private_dns_enabled = true
    }

    resource "aws_vpc_endpoint" "b" { # not applicable
      vpc_id            = aws_vpc.b.id
      service_name      = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type = "Interface"
    }

    resource "aws_vpc_endpoint" "s3" { # not applicable
      vpc_id              = aws_vpc.b.id
      service_name        = "com.amazonaws.us-west-2.s3"
      vpc_endpoint_type   = "Gateway"
      private_dns_enabled = true
    }
  }

  undecided "a VPC that is an input" {
    variable "vpc_id" {
      type = string
    }

    resource "aws_vpc_endpoint" "a" {
      vpc_id              = var.vpc_id # undecided: var.vpc_id
      service_name        = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type   = "Interface"
      private_dns_enabled = true
    }
  }
}
