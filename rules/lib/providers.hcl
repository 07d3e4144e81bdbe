# What a resource takes from its provider's configuration.

function "region_of" {
  summary = "The region that a resource is in: its own, as provider 6 has it, else that of its provider's configuration"
  params  = [node]
  result = (
    has_own_region(node) ? node.region :
    provider_of(node).configuration.region != null ? provider_of(node).configuration.region :
    tostring(undecided("the region of ${address(node)}"))
  )

  answer "of the default configuration, of another, and its own" {
    value = [for vpc in [aws_vpc.here, aws_vpc.there, aws_vpc.own] : region_of(vpc)]
    is    = ["eu-central-1", "us-east-1", "eu-west-3"]

    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 6.0"
        }
      }
    }

    provider "aws" {
      region = "eu-central-1"
    }

    provider "aws" {
      alias  = "elsewhere"
      region = "us-east-1"
    }

    resource "aws_vpc" "here" {}

    resource "aws_vpc" "there" {
      provider = aws.elsewhere
    }

    resource "aws_vpc" "own" {
      region = "eu-west-3"
    }
  }

  answer "of a configuration that leaves it to the environment" {
    value = region_of(aws_vpc.main)
    is    = undecided("the region of aws_vpc.main")

    provider "aws" {
      profile = "deploy"
    }

    resource "aws_vpc" "main" {}
  }
}

function "has_own_region" {
  summary = "Whether a resource gives its region itself; of a few types the argument means that of something else"
  params  = [node]
  result = (
    configured(node.region) && !contains([
      "aws_cloudformation_stack_set_instance",
      "aws_config_aggregate_authorization",
      "aws_opsworks_stack",
      "aws_servicequotas_template",
    ], node_type(node))
  )

  answer "where it says where the resource is" {
    value = [has_own_region(aws_vpc.own), has_own_region(aws_vpc.plain), has_own_region(aws_opsworks_stack.main)]
    is    = [true, false, false]

    resource "aws_vpc" "own" {
      region = "eu-west-3"
    }

    resource "aws_vpc" "plain" {}

    resource "aws_opsworks_stack" "main" {
      name   = "main"
      region = "us-east-1"
    }
  }
}

function "effective_tags" {
  summary = "A resource's tags over the default tags of its provider's configuration"
  params  = [node]
  result  = merge(node.tags, node.tags_all)

  answer "its own and those of the configuration that it uses" {
    value = [for vpc in [aws_vpc.here, aws_vpc.there] : effective_tags(vpc)]
    is = [
      { Name = "here", Stage = "test", Team = "web" },
      {},
    ]

    provider "aws" {
      default_tags {
        tags = {
          Stage = "prod"
          Team  = "web"
        }
      }
    }

    provider "aws" {
      alias = "elsewhere"
    }

    resource "aws_vpc" "here" {
      tags = {
        Name  = "here"
        Stage = "test"
      }
    }

    resource "aws_vpc" "there" {
      provider = aws.elsewhere
    }
  }

  answer "a key whose value is not known" {
    value = keys(effective_tags(aws_vpc.main))
    is    = ["Team"]

    variable "team" {
      type = string
    }

    provider "aws" {
      default_tags {
        tags = {
          Team = var.team
        }
      }
    }

    resource "aws_vpc" "main" {}
  }
}
