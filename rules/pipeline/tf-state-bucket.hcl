rule "state-not-encrypted" {
  summary   = "Nobody asks for Terraform's state to be encrypted"
  severity  = "high"
  clauses   = ["A8.4.4"]
  since     = "0.1"
  why       = "The state holds every value that Terraform knows, passwords and keys among them."
  remedy    = "Set encrypt to true in the backend."
  standards = { nist-800-53-r5 = ["SC-28"] }

  target = "terraform_backend"
  when   = self.type == "s3"
  condition = (
    self.configuration.encrypt == true || !is_empty(self.configuration.kms_key_id) ||
    anytrue([for bucket in state_buckets() : length(encryption_of(bucket)) > 0])
  )
  error_message = "Nobody asks for the state to be encrypted."
  at            = self.configuration.encrypt

  fail "nothing is said" {
    terraform {
      backend "s3" { # finding
        bucket = "state"
        key    = "web"
        region = "us-west-2"
      }
    }

    resource "aws_s3_bucket" "state" {
      bucket = "state"
    }
  }

  pass "it is asked for" {
    terraform {
      backend "s3" {
        bucket  = "state"
        key     = "web"
        region  = "us-west-2"
        encrypt = true
      }
    }
  }

  pass "a key" {
    terraform {
      backend "s3" {
        bucket     = "state"
        key        = "web"
        region     = "us-west-2"
        kms_key_id = "alias/state"
      }
    }
  }

  pass "by the bucket" {
    terraform {
      backend "s3" {
        bucket  = "state"
        key     = "web"
        region  = "us-west-2"
        encrypt = false
      }
    }

    resource "aws_s3_bucket" "state" {
      bucket = "state"
    }

    resource "aws_s3_bucket_server_side_encryption_configuration" "state" {
      bucket = aws_s3_bucket.state.id

      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm = "aws:kms"
        }
      }
    }
  }

  pass "another backend" {
    terraform {
      backend "gcs" { # not applicable
        bucket = "state"
      }
    }
  }

  undecided "what the pipeline gives" {
    terraform {
      backend "s3" { # undecided: what -backend-config gives
        key = "web"
      }
    }
  }
}

rule "state-bucket-not-versioned" {
  summary   = "The bucket of Terraform's state keeps no old versions"
  severity  = "high"
  clauses   = ["A8.4.4", "A12.1.4"]
  since     = "0.1"
  why       = "A state that is written wrongly, or deleted, is gone; what it knew must be imported again, one resource after the other."
  remedy    = "Add an aws_s3_bucket_versioning with the status Enabled."
  standards = { nist-800-53-r5 = ["CP-9"] }

  target        = "aws_s3_bucket"
  when          = param.state.require_versioning && is_state_bucket(self)
  condition     = is_versioned(self)
  error_message = "Bucket ${address(self)} keeps Terraform's state, and no old versions of it."

  fail "suspended, and none" {
    terraform {
      backend "s3" {
        bucket = "main"
        key    = "web"
        region = "us-west-2"
      }
    }

    resource "aws_s3_bucket" "main" { # finding: Bucket aws_s3_bucket.main keeps
      bucket = "main"
    }

    resource "aws_s3_bucket_versioning" "main" {
      bucket = aws_s3_bucket.main.id

      versioning_configuration {
        status = "Suspended"
      }
    }

    resource "aws_s3_bucket" "other" { # finding
      bucket = "example-terraform-state"
    }
  }

  pass "enabled; another bucket" {
    resource "aws_s3_bucket" "state" {
      bucket = "example-tfstate"
    }

    resource "aws_s3_bucket_versioning" "state" {
      bucket = aws_s3_bucket.state.id

      versioning_configuration {
        status = "Enabled"
      }
    }

    resource "aws_s3_bucket" "assets" { # not applicable
      bucket = "assets"
    }
  }

  pass "where versions are not asked for" {
    parameters = { "state.require_versioning" = false }

    resource "aws_s3_bucket" "state" { # not applicable
      bucket = "example-tfstate"
    }
  }

  undecided "an input" {
    variable "status" {
      type = string
    }

    resource "aws_s3_bucket" "state" { # undecided: var.status
      bucket = "example-tfstate"
    }

    resource "aws_s3_bucket_versioning" "state" {
      bucket = aws_s3_bucket.state.id

      versioning_configuration {
        status = var.status
      }
    }
  }
}

rule "state-bucket-partly-public" {
  summary   = "Public access to the bucket of Terraform's state is blocked in part only"
  severity  = "high"
  clauses   = ["A8.4.4"]
  since     = "0.1"
  why       = "The state holds every value that Terraform knows, passwords and keys among them."
  remedy    = "Set all four arguments of the aws_s3_bucket_public_access_block to true."
  standards = { aws-fsbp = ["S3.8"], nist-800-53-r5 = ["AC-3"] }

  target        = "aws_s3_bucket"
  when          = is_state_bucket(self) && length(linking(self, "aws_s3_bucket_public_access_block", "bucket")) > 0
  condition     = blocks_public_access(self)
  error_message = "Public access to bucket ${address(self)}, which keeps Terraform's state, is blocked in part only."

  fail "one of four is left out" {
    resource "aws_s3_bucket" "state" { # finding
      bucket = "example-tfstate"
    }

    resource "aws_s3_bucket_public_access_block" "state" {
      bucket              = aws_s3_bucket.state.id
      block_public_acls   = true
      block_public_policy = true
      ignore_public_acls  = true
    }
  }

  pass "all four; none is another rule's; another bucket" {
    resource "aws_s3_bucket" "state" {
      bucket = "example-tfstate"
    }

    resource "aws_s3_bucket_public_access_block" "state" {
      bucket                  = aws_s3_bucket.state.id
      block_public_acls       = true
      block_public_policy     = true
      ignore_public_acls      = true
      restrict_public_buckets = true
    }

    resource "aws_s3_bucket" "old" { # not applicable
      bucket = "old-tfstate"
    }

    resource "aws_s3_bucket" "site" { # not applicable
      bucket = "site"
    }

    resource "aws_s3_bucket_public_access_block" "site" {
      bucket = aws_s3_bucket.site.id
    }
  }
}

rule "state-bucket-without-access-block" {
  summary  = "Nothing says that the bucket of Terraform's state is not public"
  severity = "info"
  clauses  = ["A8.4.4"]
  since    = "0.1"
  why      = "New buckets are private; one that was made before April 2023, or was opened since, need not be."
  remedy   = "Add an aws_s3_bucket_public_access_block with all four arguments true."

  target        = "aws_s3_bucket"
  when          = is_state_bucket(self)
  condition     = length(linking(self, "aws_s3_bucket_public_access_block", "bucket")) > 0 || blocks_public_access(self)
  error_message = "Nothing says that bucket ${address(self)}, which keeps Terraform's state, is not public."

  fail "none" {
    resource "aws_s3_bucket" "state" { # finding
      bucket = "example-tfstate"
    }
  }

  pass "one; another bucket" {
    resource "aws_s3_bucket" "state" {
      bucket = "example-tfstate"
    }

    resource "aws_s3_bucket_public_access_block" "state" {
      bucket = aws_s3_bucket.state.id
    }

    resource "aws_s3_bucket" "assets" { # not applicable
      bucket = "assets"
    }
  }

  pass "by the account" {
    resource "aws_s3_bucket" "state" {
      bucket = "example-tfstate"
    }

    resource "aws_s3_account_public_access_block" "this" {
      block_public_acls       = true
      block_public_policy     = true
      ignore_public_acls      = true
      restrict_public_buckets = true
    }
  }
}

rule "state-bucket-without-copy" {
  summary   = "The bucket of Terraform's state is not copied elsewhere"
  severity  = "medium"
  clauses   = ["A12.1.4"]
  since     = "0.1"
  why       = "When the region is lost, so is what Terraform knows of everything in the others."
  remedy    = "Add an aws_s3_bucket_replication_configuration whose rule is for the whole bucket."
  standards = { nist-800-53-r5 = ["CP-9"] }

  target        = "aws_s3_bucket"
  when          = param.state.require_replication && is_state_bucket(self)
  condition     = anytrue([for rule in replication_rules(self) : rule.enabled])
  error_message = "Bucket ${address(self)} keeps Terraform's state, and is not copied elsewhere."

  fail "none" {
    parameters = { "state.require_replication" = true }

    resource "aws_s3_bucket" "state" { # finding
      bucket = "example-tfstate"
    }
  }

  pass "a copy; another bucket" {
    parameters = { "state.require_replication" = true }

    resource "aws_s3_bucket" "state" {
      bucket = "example-tfstate"
    }

    resource "aws_s3_bucket_replication_configuration" "state" {
      bucket = aws_s3_bucket.state.id
      role   = "arn:aws:iam::111122223333:role/replication"

      rule {
        status = "Enabled"

        destination {
          bucket = "arn:aws:s3:::example-copies"
        }
      }
    }

    resource "aws_s3_bucket" "assets" { # not applicable
      bucket = "assets"
    }
  }

  pass "where copies are not asked for" {
    resource "aws_s3_bucket" "state" { # not applicable
      bucket = "example-tfstate"
    }
  }
}
