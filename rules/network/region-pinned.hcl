rule "provider-in-unplanned-region" {
  summary  = "Provider works in a region that is not planned"
  severity = "medium"
  clauses  = ["A1.2.3", "A2.1.3"]
  since    = "0.1"
  why      = "What it makes lies where nobody looks for it: far from the rest, outside of its budgets, alarms and agreements on where data may lie."
  remedy   = "Set the provider's region to network.region. An alias may be in recovery.replica_region, or in us-east-1, where CloudFront's certificates lie."

  target = "terraform_provider"
  when   = param.network.region != "" && self.name == "aws"
  condition = (
    self.configuration.region == null ? undecided("the region of ${address(self)}") :
    self.configuration.region == param.network.region ||
    (!is_empty(self.alias) && contains([param.recovery.replica_region, "us-east-1"], self.configuration.region))
  )
  error_message = "${address(self)} works in ${coalesce(self.configuration.region, "?")}; ${param.network.region} is planned."

  fail "the default one, and an alias for nothing that is planned" {
    parameters = { "network.region" = "us-west-2", "recovery.replica_region" = "us-west-1" }

    provider "aws" {
      region = "us-west-1" # finding: provider.aws works in us-west-1; us-west-2 is planned
    }

    provider "aws" {
      alias  = "europe"
      region = "eu-central-1" # finding
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }
  }

  pass "the planned one, that of copies, that of CloudFront, and others' providers" {
    parameters = { "network.region" = "us-west-2", "recovery.replica_region" = "us-west-1" }

    provider "aws" {
      region = "us-west-2"
    }

    provider "aws" {
      alias  = "replica"
      region = "us-west-1"
    }

    provider "aws" {
      alias  = "certificates"
      region = "us-east-1"
    }

    provider "google" { # not applicable
      region = "europe-west3"
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }
  }

  pass "no plan" {
    provider "aws" { # not applicable
      region = "eu-central-1"
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }
  }

  undecided "an input, and left to the environment" {
    parameters = { "network.region" = "us-west-2" }

    variable "region" {
      type = string
    }

    provider "aws" {
      region = var.region # undecided: var.region
    }

    provider "aws" {
      alias = "other" # undecided: the region of provider.aws.other
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }
  }
}

rule "load-balancer-in-another-region" {
  summary  = "Load balancer lies in a region that is for copies, or in one of its own"
  severity = "medium"
  clauses  = ["A1.2.3"]
  since    = "0.1"
  why      = "A load balancer reaches targets of its own region only."
  remedy   = "Let the load balancer use the provider's configuration for network.region."

  target        = ["aws_lb", "aws_alb"]
  when          = param.network.region != ""
  condition     = region_of(self) == param.network.region || (!has_own_region(self) && !contains([param.recovery.replica_region, "us-east-1"], region_of(self)))
  error_message = "${address(self)} lies in ${region_of(self)}; ${param.network.region} is planned."
  at            = argument(self, "region")

  fail "the region of copies, and that of CloudFront" {
    parameters = { "network.region" = "us-west-2", "recovery.replica_region" = "us-west-1" }

    provider "aws" {
      region = "us-west-2"
    }

    provider "aws" {
      alias  = "replica"
      region = "us-west-1"
    }

    provider "aws" {
      alias  = "certificates"
      region = "us-east-1"
    }

    resource "aws_lb" "web" { # finding: aws_lb.web lies in us-west-1; us-west-2 is planned
      provider = aws.replica
    }

    resource "aws_alb" "web" { # finding
      provider = aws.certificates
    }
  }

  fail "one of its own" {
    parameters = { "network.region" = "us-west-2" }

    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 6.0"
        }
      }
    }

    provider "aws" {
      region = "us-west-2"
    }

    resource "aws_lb" "web" {
      region = "eu-central-1" # finding
    }
  }

  pass "the planned one, also where that is us-east-1" {
    parameters = { "network.region" = "us-east-1", "recovery.replica_region" = "us-west-1" }

    provider "aws" {
      region = "us-east-1"
    }

    resource "aws_lb" "web" {
      name = "web"
    }
  }

  pass "no plan, and a provider elsewhere, which is another matter" {
    provider "aws" {
      region = "eu-central-1"
    }

    resource "aws_lb" "web" { # not applicable
      name = "web"
    }
  }

  pass "a provider elsewhere, which is another matter" {
    parameters = { "network.region" = "us-west-2" }

    provider "aws" {
      region = "eu-central-1"
    }

    resource "aws_lb" "web" {
      name = "web"
    }
  }

  undecided "an input" {
    parameters = { "network.region" = "us-west-2" }

    variable "region" {
      type = string
    }

    provider "aws" {
      region = var.region
    }

    resource "aws_lb" "web" { # undecided: var.region
      name = "web"
    }
  }
}

rule "workload-in-another-region" {
  summary  = "Workload or data store lies in a region that is for copies, or in one of its own"
  severity = "medium"
  clauses  = ["A2.1.3"]
  since    = "0.1"
  why      = "Copies lie in another region so that they survive this one; what works there is far from its data, its network and its alarms."
  remedy   = "Let the resource use the provider's configuration for network.region."

  target = [
    "aws_ecs_cluster", "aws_ecs_service", "aws_ecs_task_definition", "aws_rds_cluster", "aws_db_instance",
    "aws_elasticache_replication_group", "aws_elasticache_cluster", "aws_vpc", "aws_nat_gateway", "aws_instance",
  ]
  when = param.network.region != "" && !is_replica(self)
  condition = (
    region_of(self) == param.network.region ||
    (!has_own_region(self) && !contains([param.recovery.replica_region, "us-east-1"], region_of(self)))
  )
  error_message = "${address(self)} lies in ${region_of(self)}; ${param.network.region} is planned."
  at            = argument(self, "region")

  fail "a service by an alias that a module is given, and a cluster by its own argument" {
    parameters = { "network.region" = "us-west-2", "recovery.replica_region" = "us-west-1" }

    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 6.0"
        }
      }
    }

    provider "aws" {
      region = "us-west-2"
    }

    provider "aws" {
      alias  = "replica"
      region = "us-west-1"
    }

    resource "aws_ecs_cluster" "this" {
      name   = "web"
      region = "us-east-2" # finding
    }

    module "service" {
      source = "./modules/service"

      providers = {
        aws = aws.replica
      }
    }

    file "modules/service/main.tf" {
      resource "aws_ecs_service" "this" { # finding: module.service.aws_ecs_service.this lies in us-west-1
        name = "web"
      }
    }
  }

  fail "the region of CloudFront" {
    parameters = { "network.region" = "us-west-2" }

    provider "aws" {
      alias  = "certificates"
      region = "us-east-1"
    }

    resource "aws_instance" "jump" { # finding
      provider      = aws.certificates
      ami           = "ami-0a1b2c3d"
      instance_type = "t4g.nano"
    }
  }

  pass "the planned one, and a copy of a database" {
    parameters = { "network.region" = "us-west-2", "recovery.replica_region" = "us-east-1" }

    provider "aws" {
      region = "us-west-2"
    }

    provider "aws" {
      alias  = "replica"
      region = "us-east-1"
    }

    resource "aws_ecs_cluster" "this" {
      name = "web"
    }

    resource "aws_rds_cluster" "copy" { # not applicable
      provider                      = aws.replica
      engine                        = "aurora-mysql"
      replication_source_identifier = "arn:aws:rds:us-west-2:111122223333:cluster:main"
    }
  }

  pass "us-east-1, where that is the planned one" {
    parameters = { "network.region" = "us-east-1" }

    provider "aws" {
      region = "us-east-1"
    }

    resource "aws_ecs_cluster" "this" {
      name = "web"
    }
  }

  pass "a provider elsewhere, which is another matter" {
    parameters = { "network.region" = "us-west-2" }

    provider "aws" {
      region = "eu-central-1"
    }

    resource "aws_ecs_cluster" "this" {
      name = "web"
    }
  }

  pass "no plan" {
    provider "aws" {
      region = "eu-central-1"
    }

    resource "aws_ecs_cluster" "this" { # not applicable
      name = "web"
    }
  }

  undecided "left to the environment" {
    parameters = { "network.region" = "us-west-2" }

    provider "aws" {
      profile = "deploy"
    }

    resource "aws_ecs_cluster" "this" { # undecided: the region of aws_ecs_cluster.this
      name = "web"
    }
  }
}

rule "task-refers-to-another-region" {
  summary  = "Containers take an image or a secret from another region, or log to it"
  severity = "medium"
  clauses  = ["A2.1.3"]
  since    = "0.1"
  why      = "Each start of a task then depends on two regions, and the traffic between them costs."
  remedy   = "Refer to what network.region has; copy images and secrets to it."

  target        = "aws_ecs_task_definition"
  when          = param.network.region != ""
  for_each      = task_origins(self)
  condition     = each.value.region == param.network.region
  error_message = "${address(self)} has ${each.value.what} in ${each.value.region}; ${param.network.region} is planned."
  at            = self.container_definitions

  fail "an image, a secret, and logs" {
    parameters = { "network.region" = "us-west-2" }

    resource "aws_ecs_task_definition" "image" {
      family                = "image"
      container_definitions = jsonencode([{ name = "a", image = "111122223333.dkr.ecr.us-east-1.amazonaws.com/a:1" }]) # finding: aws_ecs_task_definition.image has its image in us-east-1; us-west-2 is planned
    }

    resource "aws_ecs_task_definition" "secret" {
      family                = "secret"
      container_definitions = jsonencode([{ name = "a", image = "a", secrets = [{ name = "URL", valueFrom = "arn:aws:ssm:us-east-1:111122223333:parameter/url" }] }]) # finding: secret URL
    }

    resource "aws_ecs_task_definition" "logs" {
      family                = "logs"
      container_definitions = jsonencode([{ name = "a", image = "a", logConfiguration = { logDriver = "awslogs", options = { "awslogs-region" = "us-east-1" } } }]) # finding: its log group
    }
  }

  pass "the planned one" {
    parameters = { "network.region" = "us-west-2" }

    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      container_definitions = jsonencode([{ name = "a", image = "111122223333.dkr.ecr.us-west-2.amazonaws.com/a:1" }])
    }
  }

  pass "no plan" {
    resource "aws_ecs_task_definition" "web" { # not applicable
      family                = "web"
      container_definitions = jsonencode([{ name = "a", image = "111122223333.dkr.ecr.us-west-2.amazonaws.com/a:1" }])
    }
  }

  undecided "containers that are an input" {
    parameters = { "network.region" = "us-west-2" }

    variable "containers" {
      type = string
    }

    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      container_definitions = var.containers # undecided: var.containers
    }
  }
}

rule "endpoint-for-another-region" {
  summary  = "VPC endpoint is for a service of another region"
  severity = "medium"
  clauses  = ["A2.1.3", "A6.6.1", "A6.6.3", "A6.6.4", "A6.6.5"]
  since    = "0.1"
  why      = "Tasks call the service of their own region, which the endpoint does not serve; AWS refuses most such endpoints."
  remedy   = "Name the service of network.region: com.amazonaws.REGION.SERVICE."

  target        = "aws_vpc_endpoint"
  when          = param.network.region != ""
  condition     = alltrue([for region in named_regions(self.service_name) : region == param.network.region])
  error_message = "Endpoint ${address(self)} is for ${self.service_name}; ${param.network.region} is planned."

  fail "the region of copies" {
    parameters = { "network.region" = "us-west-2" }

    resource "aws_vpc_endpoint" "logs" {
      vpc_id       = "vpc-0a1b2c3d"
      service_name = "com.amazonaws.us-east-1.logs" # finding: Endpoint aws_vpc_endpoint.logs is for com.amazonaws.us-east-1.logs
    }
  }

  pass "the planned one; a region that is known after apply" {
    parameters = { "network.region" = "us-west-2" }

    data "aws_region" "current" {}

    resource "aws_vpc_endpoint" "logs" {
      vpc_id       = "vpc-0a1b2c3d"
      service_name = "com.amazonaws.us-west-2.logs"
    }

    resource "aws_vpc_endpoint" "sts" {
      vpc_id       = "vpc-0a1b2c3d"
      service_name = "com.amazonaws.${data.aws_region.current.name}.sts"
    }
  }

  pass "no plan" {
    resource "aws_vpc_endpoint" "logs" { # not applicable
      vpc_id       = "vpc-0a1b2c3d"
      service_name = "com.amazonaws.us-east-1.logs"
    }
  }
}
