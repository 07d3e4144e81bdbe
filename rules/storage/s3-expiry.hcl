rule "logs-bucket-never-expires" {
  summary   = "Objects of the logs bucket are never deleted"
  severity  = "medium"
  clauses   = ["A5.2.4"]
  since     = "0.1"
  why       = "The bill grows every month, and personal data in logs stays longer than anybody needs it."
  remedy    = "Add an aws_s3_bucket_lifecycle_configuration with an enabled rule that expires the whole bucket."
  standards = { aws-fsbp = ["S3.13"], nist-800-53-r5 = ["SI-12"] }

  target        = "aws_s3_bucket"
  when          = is_bucket_named(self, param.naming.bucket_logs)
  condition     = length(whole_bucket_rules(self)) > 0
  error_message = "No rule deletes all objects of ${address(self)}."

  fail "no lifecycle, under for_each" {
    parameters = { "naming.bucket_logs" = "example-logs" }

    locals {
      buckets = { logs = null, other = 30 }
    }

    resource "aws_s3_bucket" "this" { # finding: aws_s3_bucket.this["logs"]
      for_each = local.buckets

      bucket = "example-${each.key}"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "this" {
      for_each = { for role, days in local.buckets : role => days if days != null }

      bucket = aws_s3_bucket.this[each.key].id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = each.value
        }
      }
    }
  }

  fail "a rule that is off" {
    parameters = { "naming.bucket_logs" = "example-logs" }

    resource "aws_s3_bucket" "logs" { # finding
      bucket = "example-logs"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "logs" {
      bucket = aws_s3_bucket.logs.id

      rule {
        id     = "expire"
        status = "Disabled"

        filter {}

        expiration {
          days = 90
        }
      }
    }
  }

  fail "a rule for one prefix" {
    parameters = { "naming.bucket_logs" = "example-logs" }

    resource "aws_s3_bucket" "logs" { # finding
      bucket = "example-logs"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "logs" {
      bucket = aws_s3_bucket.logs.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {
          prefix = "old/"
        }

        expiration {
          days = 90
        }
      }
    }
  }

  pass "a rule for the whole bucket, in another environment" {
    parameters = { "naming.bucket_logs" = "example-logs" }

    resource "aws_s3_bucket" "logs" {
      bucket = "example-logs-staging"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "logs" {
      bucket = aws_s3_bucket.logs.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 90
        }
      }
    }
  }

  pass "a rule inside the bucket" {
    parameters = { "naming.bucket_logs" = "example-logs" }

    resource "aws_s3_bucket" "logs" {
      bucket = "example-logs"

      lifecycle_rule {
        enabled = true

        expiration {
          days = 90
        }
      }
    }
  }

  undecided "a status that is an input" {
    parameters = { "naming.bucket_logs" = "example-logs" }

    variable "status" {
      type = string
    }

    resource "aws_s3_bucket" "logs" { # undecided: var.status
      bucket = "example-logs"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "logs" {
      bucket = aws_s3_bucket.logs.id

      rule {
        id     = "expire"
        status = var.status

        filter {}

        expiration {
          days = 90
        }
      }
    }
  }
}

rule "logs-bucket-expiry-off-plan" {
  summary   = "Objects of the logs bucket are not kept as long as planned"
  severity  = "medium"
  clauses   = ["A5.2.4"]
  since     = "0.1"
  why       = "Deleted too early, logs are gone before an incident is looked into; too late, they cost more than planned."
  remedy    = "Set expiration.days to the planned number of days, or name the prefix in storage.logs_expiry_overrides."
  standards = { nist-800-53-r5 = ["SI-12"] }

  target        = "aws_s3_bucket"
  when          = is_bucket_named(self, param.naming.bucket_logs)
  for_each      = expiring_rules(self)
  condition     = each.value.days == logs_expiry_days(each.value.prefix)
  error_message = "Objects of ${address(self)} are deleted after ${each.value.days} days; ${logs_expiry_days(each.value.prefix)} are planned."
  at            = each.value.expiry_at

  fail "too long, from a module's argument" {
    parameters = { "naming.bucket_logs" = "example-logs" }

    module "storage" {
      source = "./modules/storage"
      days   = 180
    }

    file "modules/storage/main.tf" {
      variable "days" {
        type = number
      }

      resource "aws_s3_bucket" "logs" {
        bucket = "example-logs"
      }

      resource "aws_s3_bucket_lifecycle_configuration" "logs" {
        bucket = aws_s3_bucket.logs.id

        rule {
          id     = "expire"
          status = "Enabled"

          filter {}

          dynamic "expiration" {
            for_each = var.days[*]

            content {
              days = expiration.value # finding: are deleted after 180 days; 90 are planned
            }
          }
        }
      }
    }
  }

  pass "as planned" {
    parameters = { "naming.bucket_logs" = "example-logs" }

    resource "aws_s3_bucket" "logs" {
      bucket = "example-logs"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "logs" {
      bucket = aws_s3_bucket.logs.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 90
        }
      }
    }
  }

  pass "a prefix that is kept longer on purpose" {
    parameters = {
      "naming.bucket_logs"            = "example-logs"
      "storage.logs_expiry_overrides" = [{ prefix = "audit/", days = 365 }]
    }

    resource "aws_s3_bucket" "logs" {
      bucket = "example-logs"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "logs" {
      bucket = aws_s3_bucket.logs.id

      rule {
        id     = "audit"
        status = "Enabled"

        filter {
          prefix = "audit/"
        }

        expiration {
          days = 365
        }
      }
    }
  }

  undecided "an input" {
    parameters = { "naming.bucket_logs" = "example-logs" }

    variable "days" {
      type = number
    }

    resource "aws_s3_bucket" "logs" {
      bucket = "example-logs"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "logs" {
      bucket = aws_s3_bucket.logs.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = var.days # undecided: var.days
        }
      }
    }
  }
}

rule "logs-bucket-keeps-old-versions" {
  summary   = "Old versions in the logs bucket are kept too long"
  severity  = "low"
  clauses   = ["A5.2.4"]
  since     = "0.1"
  why       = "In a versioned bucket expiration only hides objects behind a delete marker; they are stored, and paid for, on."
  remedy    = "Add noncurrent_version_expiration to the rule that expires the whole bucket."
  standards = { aws-fsbp = ["S3.10"], nist-800-53-r5 = ["SI-12"] }

  target        = "aws_s3_bucket"
  when          = is_bucket_named(self, param.naming.bucket_logs) && is_versioned(self) && length(whole_bucket_rules(self)) > 0
  condition     = length([for rule in whole_bucket_rules(self) : rule if rule.noncurrent_days > 0]) > 0
  error_message = "Old versions in ${address(self)} are never deleted."
  at            = whole_bucket_rules(self)[0].noncurrent_at

  fail "expiration alone" {
    parameters = { "naming.bucket_logs" = "example-logs" }

    resource "aws_s3_bucket" "logs" {
      bucket = "example-logs"
    }

    resource "aws_s3_bucket_versioning" "logs" {
      bucket = aws_s3_bucket.logs.id

      versioning_configuration {
        status = "Enabled"
      }
    }

    resource "aws_s3_bucket_lifecycle_configuration" "logs" {
      bucket = aws_s3_bucket.logs.id

      rule { # finding
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 90
        }
      }
    }
  }

  pass "both; versioning inside the bucket" {
    parameters = { "naming.bucket_logs" = "example-logs" }

    resource "aws_s3_bucket" "logs" {
      bucket = "example-logs"

      versioning {
        enabled = true
      }
    }

    resource "aws_s3_bucket_lifecycle_configuration" "logs" {
      bucket = aws_s3_bucket.logs.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 90
        }

        noncurrent_version_expiration {
          noncurrent_days = 7
        }
      }
    }
  }

  pass "a day; buckets of another name, without versions, or without a rule for all of it" {
    parameters = { "naming.bucket_logs" = "example-logs" }

    resource "aws_s3_bucket" "day" {
      bucket = "example-logs"

      versioning {
        enabled = true
      }
    }

    resource "aws_s3_bucket_lifecycle_configuration" "day" {
      bucket = aws_s3_bucket.day.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 30
        }

        noncurrent_version_expiration {
          noncurrent_days = 1
        }
      }
    }

    resource "aws_s3_bucket" "other" { # not applicable
      bucket = "example-other"

      versioning {
        enabled = true
      }
    }

    resource "aws_s3_bucket_lifecycle_configuration" "other" {
      bucket = aws_s3_bucket.other.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 30
        }
      }
    }

    resource "aws_s3_bucket" "plain" { # not applicable
      bucket = "example-logs-plain"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "plain" {
      bucket = aws_s3_bucket.plain.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 30
        }
      }
    }

    resource "aws_s3_bucket" "endless" { # not applicable
      bucket = "example-logs-endless"

      versioning {
        enabled = true
      }
    }
  }
}

rule "backups-bucket-never-expires" {
  summary   = "Objects of the backups bucket are never deleted"
  severity  = "medium"
  clauses   = ["A5.3.5"]
  since     = "0.1"
  why       = "The bill grows with every backup, and deleted customers live on in old ones."
  remedy    = "Add an aws_s3_bucket_lifecycle_configuration with an enabled rule that expires the whole bucket."
  standards = { aws-fsbp = ["S3.13"], nist-800-53-r5 = ["SI-12"] }

  target        = "aws_s3_bucket"
  when          = is_bucket_named(self, param.naming.bucket_backups)
  condition     = length(whole_bucket_rules(self)) > 0
  error_message = "No rule deletes all objects of ${address(self)}."

  fail "no lifecycle, under for_each" {
    parameters = { "naming.bucket_backups" = "example-backups" }

    locals {
      buckets = { backups = null, other = 30 }
    }

    resource "aws_s3_bucket" "this" { # finding: aws_s3_bucket.this["backups"]
      for_each = local.buckets

      bucket = "example-${each.key}"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "this" {
      for_each = { for role, days in local.buckets : role => days if days != null }

      bucket = aws_s3_bucket.this[each.key].id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = each.value
        }
      }
    }
  }

  fail "a rule that is off" {
    parameters = { "naming.bucket_backups" = "example-backups" }

    resource "aws_s3_bucket" "backups" { # finding
      bucket = "example-backups"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "backups" {
      bucket = aws_s3_bucket.backups.id

      rule {
        id     = "expire"
        status = "Disabled"

        filter {}

        expiration {
          days = 30
        }
      }
    }
  }

  fail "a rule for one prefix" {
    parameters = { "naming.bucket_backups" = "example-backups" }

    resource "aws_s3_bucket" "backups" { # finding
      bucket = "example-backups"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "backups" {
      bucket = aws_s3_bucket.backups.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {
          prefix = "old/"
        }

        expiration {
          days = 30
        }
      }
    }
  }

  pass "a rule for the whole bucket, in another environment" {
    parameters = { "naming.bucket_backups" = "example-backups" }

    resource "aws_s3_bucket" "backups" {
      bucket = "example-backups-staging"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "backups" {
      bucket = aws_s3_bucket.backups.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 30
        }
      }
    }
  }

  pass "a rule inside the bucket" {
    parameters = { "naming.bucket_backups" = "example-backups" }

    resource "aws_s3_bucket" "backups" {
      bucket = "example-backups"

      lifecycle_rule {
        enabled = true

        expiration {
          days = 30
        }
      }
    }
  }

  undecided "a status that is an input" {
    parameters = { "naming.bucket_backups" = "example-backups" }

    variable "status" {
      type = string
    }

    resource "aws_s3_bucket" "backups" { # undecided: var.status
      bucket = "example-backups"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "backups" {
      bucket = aws_s3_bucket.backups.id

      rule {
        id     = "expire"
        status = var.status

        filter {}

        expiration {
          days = 30
        }
      }
    }
  }
}

rule "backups-bucket-expiry-off-plan" {
  summary   = "Objects of the backups bucket are not kept as long as planned"
  severity  = "medium"
  clauses   = ["A5.3.5"]
  since     = "0.1"
  why       = "Deleted too early, a backup is missing when it is needed; too late, it costs more than planned."
  remedy    = "Set expiration.days to the planned number of days."
  standards = { nist-800-53-r5 = ["SI-12"] }

  target        = "aws_s3_bucket"
  when          = is_bucket_named(self, param.naming.bucket_backups)
  for_each      = expiring_rules(self)
  condition     = each.value.days == param.storage.backups_expiry_days
  error_message = "Objects of ${address(self)} are deleted after ${each.value.days} days; ${param.storage.backups_expiry_days} are planned."
  at            = each.value.expiry_at

  fail "too long, from a module's argument" {
    parameters = { "naming.bucket_backups" = "example-backups" }

    module "storage" {
      source = "./modules/storage"
      days   = 60
    }

    file "modules/storage/main.tf" {
      variable "days" {
        type = number
      }

      resource "aws_s3_bucket" "backups" {
        bucket = "example-backups"
      }

      resource "aws_s3_bucket_lifecycle_configuration" "backups" {
        bucket = aws_s3_bucket.backups.id

        rule {
          id     = "expire"
          status = "Enabled"

          filter {}

          dynamic "expiration" {
            for_each = var.days[*]

            content {
              days = expiration.value # finding: are deleted after 60 days; 30 are planned
            }
          }
        }
      }
    }
  }

  pass "as planned" {
    parameters = { "naming.bucket_backups" = "example-backups" }

    resource "aws_s3_bucket" "backups" {
      bucket = "example-backups"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "backups" {
      bucket = aws_s3_bucket.backups.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 30
        }
      }
    }
  }

  undecided "an input" {
    parameters = { "naming.bucket_backups" = "example-backups" }

    variable "days" {
      type = number
    }

    resource "aws_s3_bucket" "backups" {
      bucket = "example-backups"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "backups" {
      bucket = aws_s3_bucket.backups.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = var.days # undecided: var.days
        }
      }
    }
  }
}

rule "backups-bucket-keeps-old-versions" {
  summary   = "Old versions in the backups bucket are kept too long"
  severity  = "low"
  clauses   = ["A5.3.5"]
  since     = "0.1"
  why       = "In a versioned bucket expiration only hides objects behind a delete marker; they are stored, and paid for, on."
  remedy    = "Add noncurrent_version_expiration to the rule that expires the whole bucket."
  standards = { aws-fsbp = ["S3.10"], nist-800-53-r5 = ["SI-12"] }

  target        = "aws_s3_bucket"
  when          = is_bucket_named(self, param.naming.bucket_backups) && is_versioned(self) && length(whole_bucket_rules(self)) > 0
  condition     = length([for rule in whole_bucket_rules(self) : rule if rule.noncurrent_days > 0 && rule.noncurrent_days <= param.storage.backups_noncurrent_days]) > 0
  error_message = "Old versions in ${address(self)} are kept for more than ${param.storage.backups_noncurrent_days} days."
  at            = whole_bucket_rules(self)[0].noncurrent_at

  fail "expiration alone" {
    parameters = { "naming.bucket_backups" = "example-backups" }

    resource "aws_s3_bucket" "backups" {
      bucket = "example-backups"
    }

    resource "aws_s3_bucket_versioning" "backups" {
      bucket = aws_s3_bucket.backups.id

      versioning_configuration {
        status = "Enabled"
      }
    }

    resource "aws_s3_bucket_lifecycle_configuration" "backups" {
      bucket = aws_s3_bucket.backups.id

      rule { # finding
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 30
        }
      }
    }
  }

  fail "too many days" {
    parameters = { "naming.bucket_backups" = "example-backups" }

    resource "aws_s3_bucket" "backups" {
      bucket = "example-backups"
    }

    resource "aws_s3_bucket_versioning" "backups" {
      bucket = aws_s3_bucket.backups.id

      versioning_configuration {
        status = "Enabled"
      }
    }

    resource "aws_s3_bucket_lifecycle_configuration" "backups" {
      bucket = aws_s3_bucket.backups.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 30
        }

        noncurrent_version_expiration {
          noncurrent_days = 90 # finding: for more than 30 days
        }
      }
    }
  }

  pass "both; versioning inside the bucket" {
    parameters = { "naming.bucket_backups" = "example-backups" }

    resource "aws_s3_bucket" "backups" {
      bucket = "example-backups"

      versioning {
        enabled = true
      }
    }

    resource "aws_s3_bucket_lifecycle_configuration" "backups" {
      bucket = aws_s3_bucket.backups.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 30
        }

        noncurrent_version_expiration {
          noncurrent_days = 7
        }
      }
    }
  }

  pass "a day or a month; buckets of another name, without versions, or without a rule for all of it" {
    parameters = { "naming.bucket_backups" = "example-backups" }

    resource "aws_s3_bucket" "day" {
      bucket = "example-backups"

      versioning {
        enabled = true
      }
    }

    resource "aws_s3_bucket_lifecycle_configuration" "day" {
      bucket = aws_s3_bucket.day.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 30
        }

        noncurrent_version_expiration {
          noncurrent_days = 1
        }
      }
    }

    resource "aws_s3_bucket" "month" {
      bucket = "example-backups-month"

      versioning {
        enabled = true
      }
    }

    resource "aws_s3_bucket_lifecycle_configuration" "month" {
      bucket = aws_s3_bucket.month.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 30
        }

        noncurrent_version_expiration {
          noncurrent_days = 30
        }
      }
    }

    resource "aws_s3_bucket" "other" { # not applicable
      bucket = "example-other"

      versioning {
        enabled = true
      }
    }

    resource "aws_s3_bucket_lifecycle_configuration" "other" {
      bucket = aws_s3_bucket.other.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 30
        }
      }
    }

    resource "aws_s3_bucket" "plain" { # not applicable
      bucket = "example-backups-plain"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "plain" {
      bucket = aws_s3_bucket.plain.id

      rule {
        id     = "expire"
        status = "Enabled"

        filter {}

        expiration {
          days = 30
        }
      }
    }

    resource "aws_s3_bucket" "endless" { # not applicable
      bucket = "example-backups-endless"

      versioning {
        enabled = true
      }
    }
  }
}
