rule "assets-bucket-encryption-off-plan" {
  summary   = "Assets bucket is encrypted otherwise than planned"
  severity  = "medium"
  clauses   = ["A5.1.5", "A13.4.2"]
  since     = "0.1"
  why       = "What is planned is what costs and access to keys were thought through for."
  remedy    = "Declare the planned algorithm, or set storage.accept_implicit_sse or storage.sse_exact to what is meant."
  standards = { nist-800-53-r5 = ["SC-28"] }

  target = "aws_s3_bucket"
  when   = is_bucket_named(self, param.naming.bucket_assets)
  condition = (
    length(encryption_of(self)) > 0 ?
    length([for encryption in encryption_of(self) : encryption if !is_planned_algorithm(encryption.algorithm)]) == 0 :
    param.storage.accept_implicit_sse
  )
  error_message = "${address(self)} is encrypted with ${encryption_text(self)}; ${param.storage.sse_algorithm} is planned."
  note          = length(encryption_of(self)) > 0 ? null : "Nothing is declared: S3 encrypts with AES256."

  fail "nothing declared" {
    parameters = { "naming.bucket_assets" = "assets", "storage.accept_implicit_sse" = false }

    resource "aws_s3_bucket" "assets" { # finding: aws_s3_bucket.assets is encrypted with what S3 takes by default; AES256 is planned
      bucket = "assets"
    }
  }

  fail "stronger than planned, where that is refused" {
    parameters = { "naming.bucket_assets" = "assets", "storage.sse_exact" = true }

    resource "aws_s3_bucket" "assets" { # finding: is encrypted with aws:kms
      bucket = "assets"
    }

    resource "aws_s3_bucket_server_side_encryption_configuration" "assets" {
      bucket = aws_s3_bucket.assets.id

      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm = "aws:kms"
        }
      }
    }
  }

  fail "weaker than planned" {
    parameters = { "naming.bucket_assets" = "assets", "storage.sse_algorithm" = "aws:kms" }

    resource "aws_s3_bucket" "assets" { # finding: is encrypted with AES256; aws:kms is planned
      bucket = "assets"
    }

    resource "aws_s3_bucket_server_side_encryption_configuration" "assets" {
      bucket = aws_s3_bucket.assets.id

      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm = "AES256"
        }
      }
    }
  }

  pass "nothing declared, and stronger; another bucket" {
    parameters = { "naming.bucket_assets" = "assets" }

    resource "aws_s3_bucket" "assets" {
      bucket = "assets"
    }

    resource "aws_s3_bucket" "strong" {
      bucket = "assets-strong"
    }

    resource "aws_s3_bucket_server_side_encryption_configuration" "strong" {
      bucket = aws_s3_bucket.strong.id

      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm = "aws:kms"
        }
      }
    }

    resource "aws_s3_bucket" "logs" { # not applicable
      bucket = "logs"
    }
  }

  pass "as planned" {
    parameters = { "naming.bucket_assets" = "assets", "storage.sse_exact" = true, "storage.accept_implicit_sse" = false }

    resource "aws_s3_bucket" "assets" {
      bucket = "assets"
    }

    resource "aws_s3_bucket_server_side_encryption_configuration" "assets" {
      bucket = aws_s3_bucket.assets.id

      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm = "AES256"
        }
      }
    }
  }

  undecided "an input" {
    parameters = { "naming.bucket_assets" = "assets" }

    variable "algorithm" {
      type = string
    }

    resource "aws_s3_bucket" "assets" { # undecided: var.algorithm
      bucket = "assets"
    }

    resource "aws_s3_bucket_server_side_encryption_configuration" "assets" {
      bucket = aws_s3_bucket.assets.id

      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm = var.algorithm
        }
      }
    }
  }
}
