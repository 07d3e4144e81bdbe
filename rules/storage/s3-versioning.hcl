rule "assets-bucket-not-versioned" {
  summary   = "The bucket for assets keeps no old versions"
  severity  = "high"
  clauses   = ["A5.1.2"]
  since     = "0.1"
  why       = "An upload that is overwritten or deleted, by mistake or on purpose, is gone."
  remedy    = "Add an aws_s3_bucket_versioning with the status Enabled."
  standards = { nist-800-53-r5 = ["CP-9"] }

  target        = "aws_s3_bucket"
  when          = is_bucket_named(self, param.naming.bucket_assets)
  condition     = is_versioned(self)
  error_message = "Bucket ${address(self)} keeps no old versions."

  fail "none, suspended, switched off inside" {
    parameters = { "naming.bucket_assets" = "assets" }

    resource "aws_s3_bucket" "none" { # finding: Bucket aws_s3_bucket.none keeps no old versions
      bucket = "assets"
    }

    resource "aws_s3_bucket" "suspended" { # finding
      bucket = "assets-staging"
    }

    resource "aws_s3_bucket_versioning" "suspended" {
      bucket = aws_s3_bucket.suspended.id

      versioning_configuration {
        status = "Suspended"
      }
    }

    resource "aws_s3_bucket" "inside" { # finding
      bucket = "assets-test"

      versioning {
        enabled = false
      }
    }
  }

  pass "enabled; another bucket" {
    parameters = { "naming.bucket_assets" = "assets" }

    resource "aws_s3_bucket" "assets" {
      bucket = "assets"
    }

    resource "aws_s3_bucket_versioning" "assets" {
      bucket = aws_s3_bucket.assets.id

      versioning_configuration {
        status = "Enabled"
      }
    }

    resource "aws_s3_bucket" "logs" { # not applicable
      bucket = "logs"
    }
  }

  undecided "an input" {
    parameters = { "naming.bucket_assets" = "assets" }

    variable "status" {
      type = string
    }

    resource "aws_s3_bucket" "assets" { # undecided: var.status
      bucket = "assets"
    }

    resource "aws_s3_bucket_versioning" "assets" {
      bucket = aws_s3_bucket.assets.id

      versioning_configuration {
        status = var.status
      }
    }
  }
}

rule "backups-bucket-not-versioned" {
  summary   = "The bucket for backups keeps no old versions"
  severity  = "high"
  clauses   = ["A5.3.4"]
  since     = "0.1"
  why       = "Whoever can write to the bucket can replace the backups, and without versions it is copied nowhere."
  remedy    = "Add an aws_s3_bucket_versioning with the status Enabled."
  standards = { nist-800-53-r5 = ["CP-9"] }

  target        = "aws_s3_bucket"
  when          = is_bucket_named(self, param.naming.bucket_backups)
  condition     = is_versioned(self)
  error_message = "Bucket ${address(self)} keeps no old versions."

  fail "none" {
    parameters = { "naming.bucket_backups" = "backups" }

    resource "aws_s3_bucket" "backups" { # finding: Bucket aws_s3_bucket.backups keeps no old versions
      bucket = "backups"
    }
  }

  pass "enabled, by name; another bucket" {
    parameters = { "naming.bucket_backups" = "backups" }

    resource "aws_s3_bucket" "backups" {
      bucket = "backups"
    }

    resource "aws_s3_bucket_versioning" "backups" {
      bucket = "backups"

      versioning_configuration {
        status = "Enabled"
      }
    }

    resource "aws_s3_bucket" "logs" { # not applicable
      bucket = "logs"
    }
  }

  undecided "an input" {
    parameters = { "naming.bucket_backups" = "backups" }

    variable "status" {
      type = string
    }

    resource "aws_s3_bucket" "backups" { # undecided: var.status
      bucket = "backups"
    }

    resource "aws_s3_bucket_versioning" "backups" {
      bucket = aws_s3_bucket.backups.id

      versioning_configuration {
        status = var.status
      }
    }
  }
}
