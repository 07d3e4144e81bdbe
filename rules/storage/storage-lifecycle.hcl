rule "bucket-without-lifecycle" {
  summary   = "Bucket has no lifecycle rule"
  severity  = "low"
  clauses   = ["A11.2.3"]
  since     = "0.1"
  why       = "What is written and never deleted costs more every month; parts of uploads that broke off stay, too, and are shown nowhere."
  remedy    = "Add an aws_s3_bucket_lifecycle_configuration with a rule that is enabled."
  standards = { aws-fsbp = ["S3.13"] }

  target        = "aws_s3_bucket"
  when          = !is_state_bucket(self) && !matches_any(given_name(self), param.storage.lifecycle_exempt)
  condition     = anytrue([for rule in lifecycle_rules(self) : rule.enabled])
  error_message = "Bucket ${address(self)} has no lifecycle rule${length(lifecycle_rules(self)) > 0 ? " that is enabled" : ""}."

  fail "none, and one that is switched off" {
    resource "aws_s3_bucket" "none" { # finding: aws_s3_bucket.none has no lifecycle rule.
      bucket = "none"
    }

    resource "aws_s3_bucket" "off" { # finding: has no lifecycle rule that is enabled
      bucket = "off"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "off" {
      bucket = aws_s3_bucket.off.id

      rule {
        id     = "all"
        status = "Disabled"

        filter {}

        expiration {
          days = 30
        }
      }
    }
  }

  pass "one of two; a bucket for state; one that is exempt" {
    parameters = { "storage.lifecycle_exempt" = ["archive*"] }

    resource "aws_s3_bucket" "logs" {
      bucket = "logs"

      lifecycle_rule {
        enabled = false

        expiration {
          days = 7
        }
      }

      lifecycle_rule {
        enabled = true

        expiration {
          days = 30
        }
      }
    }

    resource "aws_s3_bucket" "state" { # not applicable
      bucket = "example-tfstate"
    }

    resource "aws_s3_bucket" "archive" { # not applicable
      bucket = "archive-2019"
    }
  }

  undecided "an input" {
    variable "status" {
      type = string
    }

    resource "aws_s3_bucket" "logs" { # undecided: var.status
      bucket = "logs"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "logs" {
      bucket = aws_s3_bucket.logs.id

      rule {
        id     = "all"
        status = var.status

        filter {}

        expiration {
          days = 30
        }
      }
    }
  }
}

rule "volume-without-snapshot-policy" {
  summary   = "No policy takes snapshots of a volume"
  severity  = "low"
  clauses   = ["A11.2.4"]
  since     = "0.1"
  why       = "What is on the volume is lost with it, and snapshots that somebody takes by hand are never deleted."
  remedy    = "Give the volume a tag that an enabled aws_dlm_lifecycle_policy looks for, or say storage.ebs_lifecycle = \"ignore\"."
  standards = { nist-800-53-r5 = ["CP-9"] }

  target        = ["aws_ebs_volume", "aws_instance"]
  when          = param.storage.ebs_lifecycle != "ignore"
  condition     = anytrue([for policy in resources("aws_dlm_lifecycle_policy") : takes_snapshots(policy, self)])
  error_message = "No policy takes snapshots of ${node_type(self) == "aws_instance" ? "the volumes of " : ""}${address(self)}."
  at            = self.tags

  fail "no policy" {
    resource "aws_ebs_volume" "data" {
      availability_zone = "us-west-2a"
      size              = 8
      tags              = { Backup = "no" } # finding: No policy takes snapshots of aws_ebs_volume.data
    }

    resource "aws_instance" "web" { # finding: of the volumes of aws_instance.web
      ami = "ami-0a1b2c3d"
    }
  }

  pass "a policy by tags" {
    resource "aws_ebs_volume" "data" {
      availability_zone = "us-west-2a"
      size              = 8
      tags              = { Backup = "daily" }
    }

    resource "aws_dlm_lifecycle_policy" "old" {
      description        = "Old"
      execution_role_arn = "arn:aws:iam::111122223333:role/dlm"
      state              = "DISABLED"

      policy_details {
        resource_types = ["VOLUME"]
        target_tags    = { Backup = "weekly" }
      }
    }

    resource "aws_dlm_lifecycle_policy" "daily" {
      description        = "Daily"
      execution_role_arn = "arn:aws:iam::111122223333:role/dlm"

      policy_details {
        resource_types = ["VOLUME"]
        target_tags    = { Backup = "daily" }
      }
    }
  }

  pass "where nobody asks" {
    parameters = { "storage.ebs_lifecycle" = "ignore" }

    resource "aws_ebs_volume" "data" { # not applicable
      availability_zone = "us-west-2a"
      size              = 8
    }
  }

  undecided "tags that are an input" {
    variable "backup" {
      type = string
    }

    resource "aws_ebs_volume" "data" {
      availability_zone = "us-west-2a"
      size              = 8
      tags              = { Backup = var.backup } # undecided: var.backup
    }

    resource "aws_dlm_lifecycle_policy" "daily" {
      description        = "Daily"
      execution_role_arn = "arn:aws:iam::111122223333:role/dlm"

      policy_details {
        resource_types = ["VOLUME"]
        target_tags    = { Backup = "daily" }
      }
    }
  }
}
