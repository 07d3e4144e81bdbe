rule "search-domain-facing-internet" {
  summary   = "Search domain is reached from the internet"
  severity  = "high"
  clauses   = ["A13.4.1"]
  since     = "0.1"
  why       = "Outside of a VPC nothing but the domain's access policy stands before what is indexed: one mistake in it, or one stolen key, is enough."
  remedy    = "Name subnets and security groups in vpc_options; the domain is made anew for that."
  standards = { aws-fsbp = ["ES.2", "OpenSearch.2"], nist-800-53-r5 = ["AC-4", "SC-7"] }

  target        = ["aws_elasticsearch_domain", "aws_opensearch_domain"]
  condition     = length(self.vpc_options) > 0
  error_message = "${address(self)} lies in no VPC: the internet reaches it."

  fail "in no VPC" {
    resource "aws_opensearch_domain" "search" { # finding: aws_opensearch_domain.search lies in no VPC
      domain_name = "search"
    }

    resource "aws_elasticsearch_domain" "old" { # finding
      domain_name = "old"
    }
  }

  pass "in one" {
    resource "aws_opensearch_domain" "search" {
      domain_name = "search"

      vpc_options {
        subnet_ids = ["subnet-0a1b2c3d"]
      }
    }
  }

  undecided "an input" {
    variable "subnets" {
      type = list(string)
    }

    resource "aws_opensearch_domain" "search" {
      domain_name = "search"

      dynamic "vpc_options" { # undecided: var.subnets
        for_each = length(var.subnets) > 0 ? [var.subnets] : []

        content {
          subnet_ids = vpc_options.value
        }
      }
    }
  }
}
