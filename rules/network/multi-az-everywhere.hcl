rule "lambda-in-one-zone" {
  summary   = "Lambda function in a VPC runs in one zone"
  severity  = "high"
  clauses   = ["A13.3.1"]
  since     = "0.1"
  why       = "When the zone fails, the function cannot start, and whatever calls it fails too."
  remedy    = "Add private subnets of further zones to vpc_config.subnet_ids."
  standards = { aws-fsbp = ["Lambda.5"], nist-800-53-r5 = ["CP-10", "SC-36"] }

  target        = "aws_lambda_function"
  for_each      = [for network in self.vpc_config : network if length(network.subnet_ids[*]) > 0]
  condition     = length(zones(each.value.subnet_ids)) > 1
  error_message = "Function ${address(self)} runs in ${zone_count(zones(each.value.subnet_ids))}."
  at            = argument(self, "vpc_config[0].subnet_ids")

  fail "one subnet, and two of one zone" {
    resource "aws_subnet" "private" {
      for_each = { one = "10.0.10.0/24", two = "10.0.11.0/24" }

      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = each.value
      availability_zone = "us-west-2a"
    }

    resource "aws_lambda_function" "a" {
      function_name = "a"
      role          = "arn:aws:iam::111122223333:role/a"

      vpc_config {
        subnet_ids         = [aws_subnet.private["one"].id] # finding: Function aws_lambda_function.a runs in one zone (us-west-2a)
        security_group_ids = ["sg-0a1b2c3d"]
      }
    }

    resource "aws_lambda_function" "b" {
      function_name = "b"
      role          = "arn:aws:iam::111122223333:role/b"

      vpc_config {
        subnet_ids         = values(aws_subnet.private)[*].id # finding
        security_group_ids = ["sg-0a1b2c3d"]
      }
    }
  }

  pass "two zones, outside of any VPC, and taken out of one" {
    resource "aws_subnet" "private" {
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24" }

      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = each.value
      availability_zone = "us-west-2${each.key}"
    }

    resource "aws_lambda_function" "inside" {
      function_name = "inside"
      role          = "arn:aws:iam::111122223333:role/inside"

      vpc_config {
        subnet_ids         = values(aws_subnet.private)[*].id
        security_group_ids = ["sg-0a1b2c3d"]
      }
    }

    resource "aws_lambda_function" "outside" {
      function_name = "outside"
      role          = "arn:aws:iam::111122223333:role/outside"
    }

    resource "aws_lambda_function" "taken_out" {
      function_name = "taken-out"
      role          = "arn:aws:iam::111122223333:role/taken-out"

      vpc_config {
        subnet_ids         = []
        security_group_ids = []
      }
    }
  }

  undecided "subnets that are an input" {
    variable "subnet_ids" {
      type = list(string)
    }

    resource "aws_lambda_function" "a" {
      function_name = "a"
      role          = "arn:aws:iam::111122223333:role/a"

      vpc_config {
        subnet_ids         = var.subnet_ids # undecided: var.subnet_ids
        security_group_ids = ["sg-0a1b2c3d"]
      }
    }
  }
}

rule "interface-endpoint-in-one-zone" {
  summary   = "Interface endpoint lies in one zone"
  severity  = "high"
  clauses   = ["A13.3.1"]
  since     = "0.1"
  why       = "When the zone fails, tasks in all others lose the service; private DNS leads them to the endpoint alone."
  remedy    = "Add private subnets of further zones to subnet_ids."
  standards = { nist-800-53-r5 = ["CP-10", "SC-36"] }

  target        = "aws_vpc_endpoint"
  when          = self.vpc_endpoint_type == "Interface" && length(endpoint_subnet_ids(self)) > 0
  condition     = length(zones(endpoint_subnet_ids(self))) > 1
  error_message = "Endpoint ${address(self)} lies in ${zone_count(zones(endpoint_subnet_ids(self)))}."
  at            = self.subnet_ids

  fail "one subnet" {
    resource "aws_subnet" "a" {
      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = "10.0.10.0/24"
      availability_zone = "us-west-2a"
    }

    resource "aws_vpc_endpoint" "logs" {
      vpc_id            = "vpc-0a1b2c3d"
      service_name      = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type = "Interface"
      subnet_ids        = [aws_subnet.a.id] # finding: Endpoint aws_vpc_endpoint.logs lies in one zone (us-west-2a)
    }
  }

  pass "two zones; a gateway, and one without subnets" {
    resource "aws_subnet" "all" {
      for_each = { a = "10.0.10.0/24", b = "10.0.20.0/24" }

      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = each.value
      availability_zone = "us-west-2${each.key}"
    }

    resource "aws_vpc_endpoint" "logs" {
      vpc_id            = "vpc-0a1b2c3d"
      service_name      = "com.amazonaws.us-west-2.logs"
      vpc_endpoint_type = "Interface"
      subnet_ids        = values(aws_subnet.all)[*].id
    }

    resource "aws_vpc_endpoint" "inspection" { # not applicable
      vpc_id            = "vpc-0a1b2c3d"
      service_name      = "com.amazonaws.vpce.us-west-2.vpce-svc-0a1b2c3d"
      vpc_endpoint_type = "GatewayLoadBalancer"
      subnet_ids        = [aws_subnet.all["a"].id]
    }

    resource "aws_vpc_endpoint" "bare" { # not applicable
      vpc_id            = "vpc-0a1b2c3d"
      service_name      = "com.amazonaws.us-west-2.sts"
      vpc_endpoint_type = "Interface"
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

rule "database-instance-not-multi-az" {
  summary   = "Database instance has no standby in a second zone"
  severity  = "high"
  clauses   = ["A13.3.1"]
  since     = "0.1"
  why       = "When the zone of a single instance fails, the database is gone until it is restored elsewhere, and writes since the last log backup are lost."
  remedy    = "Set multi_az to true. A read replica needs none: it is no standby, and its source has its own."
  standards = { aws-fsbp = ["RDS.5"], nist-800-53-r5 = ["CP-10", "SC-36"] }

  target        = "aws_db_instance"
  when          = is_empty(self.replicate_source_db)
  condition     = self.multi_az == true
  error_message = "Database ${address(self)} runs in one zone."
  at            = self.multi_az

  fail "left out, and switched off by a default" {
    variable "standby" {
      default = false
    }

    resource "aws_db_instance" "main" { # finding: Database aws_db_instance.main runs in one zone
      engine = "postgres"
    }

    resource "aws_db_instance" "reports" {
      engine   = "mysql"
      multi_az = var.standby # finding
    }
  }

  pass "true; a replica needs none" {
    resource "aws_db_instance" "main" {
      identifier = "main"
      engine     = "postgres"
      multi_az   = true
    }

    resource "aws_db_instance" "reader" { # not applicable
      replicate_source_db = aws_db_instance.main.identifier
    }
  }

  undecided "an input" {
    variable "standby" {
      type = bool
    }

    resource "aws_db_instance" "main" {
      engine   = "postgres"
      multi_az = var.standby # undecided: var.standby
    }
  }
}
