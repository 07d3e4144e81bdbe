rule "bucket-public-access-not-blocked" {
  summary   = "Bucket's public access block leaves something out"
  severity  = "medium"
  clauses   = ["A13.4.10"]
  since     = "0.1"
  why       = "What a block does not name is off, also what AWS has blocked on new buckets by itself since April 2023."
  remedy    = "Set all four arguments of aws_s3_bucket_public_access_block to true."
  standards = { aws-fsbp = ["S3.8"], cis-aws-3 = ["2.1.4"], nist-800-53-r5 = ["AC-3", "SC-7"] }

  target        = "aws_s3_bucket"
  when          = is_private_bucket(self) && length(linking(self, "aws_s3_bucket_public_access_block", "bucket")) > 0
  condition     = blocks_public_access(self)
  error_message = "The public access block of ${address(self)} leaves out ${join(", ", missing_blocks(self))}."
  at            = argument(linking(self, "aws_s3_bucket_public_access_block", "bucket")[0], missing_blocks(self)[0])

  fail "false, and left out" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_public_access_block" "data" {
      bucket                  = aws_s3_bucket.data.id
      block_public_acls       = true
      block_public_policy     = false # finding: of aws_s3_bucket.data leaves out block_public_policy
      ignore_public_acls      = true
      restrict_public_buckets = true
    }

    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }

    resource "aws_s3_bucket_public_access_block" "logs" { # finding: of aws_s3_bucket.logs leaves out ignore_public_acls, restrict_public_buckets
      bucket              = aws_s3_bucket.logs.id
      block_public_acls   = true
      block_public_policy = true
    }
  }

  pass "all four, also by way of the account; no block" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_public_access_block" "data" {
      bucket                  = aws_s3_bucket.data.id
      block_public_acls       = true
      block_public_policy     = true
      restrict_public_buckets = true
    }

    resource "aws_s3_account_public_access_block" "all" {
      block_public_acls       = true
      block_public_policy     = true
      ignore_public_acls      = true
      restrict_public_buckets = true
    }

    resource "aws_s3_bucket" "logs" { # not applicable
      bucket = "logs"
    }
  }

  pass "a bucket that is not named" {
    parameters = { "storage.private_buckets" = ["logs"] }

    resource "aws_s3_bucket" "data" { # not applicable
      bucket = "data"
    }

    resource "aws_s3_bucket_public_access_block" "data" {
      bucket                  = aws_s3_bucket.data.id
      block_public_acls       = true
      block_public_policy     = false
      ignore_public_acls      = true
      restrict_public_buckets = true
    }
  }

  undecided "an input" {
    variable "block" {
      type = bool
    }

    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_public_access_block" "data" {
      bucket                  = aws_s3_bucket.data.id
      block_public_acls       = true
      block_public_policy     = var.block # undecided: var.block
      ignore_public_acls      = true
      restrict_public_buckets = true
    }
  }
}

rule "bucket-without-public-access-block" {
  summary   = "Bucket has no public access block"
  severity  = "info"
  clauses   = ["A13.4.10"]
  since     = "0.1"
  why       = "AWS blocks public access of new buckets by itself; one from before April 2023 is open to public ACLs and policies."
  remedy    = "Add an aws_s3_bucket_public_access_block with all four arguments true."
  standards = { aws-fsbp = ["S3.8"], cis-aws-3 = ["2.1.4"], nist-800-53-r5 = ["AC-3", "SC-7"] }

  target        = "aws_s3_bucket"
  when          = is_private_bucket(self)
  condition     = length(linking(self, "aws_s3_bucket_public_access_block", "bucket")) > 0 || length(resources("aws_s3_account_public_access_block")) > 0
  error_message = "${address(self)} has no public access block."

  fail "none" {
    resource "aws_s3_bucket" "data" { # finding: aws_s3_bucket.data has no
      bucket = "data"
    }
  }

  pass "one of its own" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_public_access_block" "data" {
      bucket                  = aws_s3_bucket.data.id
      block_public_acls       = true
      block_public_policy     = true
      ignore_public_acls      = true
      restrict_public_buckets = true
    }
  }

  pass "one of the account" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_account_public_access_block" "all" {
      block_public_acls       = true
      block_public_policy     = true
      ignore_public_acls      = true
      restrict_public_buckets = true
    }
  }

  pass "a bucket that is not named" {
    parameters = { "storage.private_buckets" = ["logs"] }

    resource "aws_s3_bucket" "data" { # not applicable
      bucket = "data"
    }
  }
}

rule "bucket-acl-public" {
  summary   = "Bucket's ACL lets everybody in"
  severity  = "medium"
  clauses   = ["A13.4.10"]
  since     = "0.1"
  why       = "Everybody lists or changes what is in the bucket; names of objects alone tell a lot."
  remedy    = "Take the ACL out, and give access by a bucket policy to those who need it."
  standards = { aws-fsbp = ["S3.2", "S3.3"], nist-800-53-r5 = ["AC-3", "SC-7"] }

  target        = "aws_s3_bucket"
  when          = is_private_bucket(self)
  for_each      = public_grants(self)
  condition     = blocks_public_acls(self)
  error_message = "${address(self)} is open to everybody by its ACL (${each.value.grant})."
  at            = each.value.at

  fail "apart, and inside" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_acl" "data" {
      bucket = aws_s3_bucket.data.id
      acl    = "public-read" # finding: aws_s3_bucket.data is open to everybody by its ACL (public-read)
    }

    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
      acl    = "public-read-write" # finding: (public-read-write)
    }
  }

  fail "by grants, to all and to all with an account" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"

      grant {
        type        = "Group"
        permissions = ["READ"]
        uri         = "http://acs.amazonaws.com/groups/global/AllUsers" # finding: (READ)
      }
    }

    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }

    resource "aws_s3_bucket_acl" "logs" {
      bucket = aws_s3_bucket.logs.id

      access_control_policy {
        owner {
          id = "0a1b2c3d"
        }

        grant {
          permission = "WRITE"

          grantee {
            type = "Group"
            uri  = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers" # finding: (WRITE)
          }
        }

        grant {
          permission = "WRITE"

          grantee {
            type = "Group"
            uri  = "http://acs.amazonaws.com/groups/s3/LogDelivery"
          }
        }
      }
    }
  }

  pass "private; and public where that is blocked" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_acl" "data" {
      bucket = aws_s3_bucket.data.id
      acl    = "private"
    }

    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }

    resource "aws_s3_bucket_acl" "logs" {
      bucket = aws_s3_bucket.logs.id
      acl    = "public-read"
    }

    resource "aws_s3_bucket_public_access_block" "logs" {
      bucket                  = aws_s3_bucket.logs.id
      block_public_acls       = true
      block_public_policy     = true
      ignore_public_acls      = true
      restrict_public_buckets = true
    }
  }

  fail "where policies alone are blocked" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_acl" "data" {
      bucket = aws_s3_bucket.data.id
      acl    = "public-read" # finding
    }

    resource "aws_s3_bucket_public_access_block" "data" {
      bucket                  = aws_s3_bucket.data.id
      block_public_policy     = true
      restrict_public_buckets = true
    }
  }

  pass "where public ACLs are ignored, or refused" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_acl" "data" {
      bucket = aws_s3_bucket.data.id
      acl    = "public-read"
    }

    resource "aws_s3_bucket_public_access_block" "data" {
      bucket             = aws_s3_bucket.data.id
      ignore_public_acls = true
    }

    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
      acl    = "public-read"
    }

    resource "aws_s3_bucket_public_access_block" "logs" {
      bucket            = aws_s3_bucket.logs.id
      block_public_acls = true
    }
  }

  pass "a website, a bucket that is not named" {
    resource "aws_s3_bucket" "site" { # not applicable
      bucket = "site"
    }

    resource "aws_s3_bucket_acl" "site" {
      bucket = aws_s3_bucket.site.id
      acl    = "public-read"
    }

    resource "aws_s3_bucket_website_configuration" "site" {
      bucket = aws_s3_bucket.site.id

      index_document {
        suffix = "index.html"
      }
    }
  }

  undecided "an input" {
    variable "acl" {
      type = string
    }

    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_acl" "data" {
      bucket = aws_s3_bucket.data.id
      acl    = var.acl # undecided: var.acl
    }
  }
}

rule "bucket-policy-for-everybody" {
  summary   = "Bucket's policy lets everybody in"
  severity  = "medium"
  clauses   = ["A13.4.10"]
  since     = "0.1"
  why       = "Whoever knows or guesses a name reads or changes what is in the bucket, without an account."
  remedy    = "Name the principals that need access, or ask for a condition, such as the VPC endpoint or the distribution."
  standards = { aws-fsbp = ["S3.2", "S3.3"], nist-800-53-r5 = ["AC-3", "SC-7"] }

  target        = "aws_s3_bucket"
  when          = is_private_bucket(self)
  condition     = !anytrue([for statement in bucket_statements(self) : is_open_statement(statement)]) || blocks_public_policies(self)
  error_message = "${address(self)} is open to everybody by its policy."
  at            = open_policy_argument(self)

  fail "reading, apart and inside" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_policy" "data" {
      bucket = aws_s3_bucket.data.id
      policy = jsonencode({ # finding: aws_s3_bucket.data is open
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:*"
          Resource  = [aws_s3_bucket.data.arn, "${aws_s3_bucket.data.arn}/*"]
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        }, {
          Effect    = "Allow"
          Principal = "*"
          Action    = "s3:GetObject"
          Resource  = "${aws_s3_bucket.data.arn}/*"
        }]
      })
    }

    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
      policy = jsonencode({ # finding: aws_s3_bucket.logs is open
        Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "s3:*", Resource = "*" }]
      })
    }
  }

  pass "a service, with a condition, denied, and where it is blocked" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_policy" "data" {
      bucket = aws_s3_bucket.data.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = { Service = "cloudtrail.amazonaws.com" }
          Action    = "s3:PutObject"
          Resource  = "*"
        }, {
          Effect    = "Allow"
          Principal = "*"
          Action    = "s3:GetObject"
          Resource  = "*"
          Condition = { StringEquals = { "aws:SourceVpce" = "vpce-0a1b2c3d" } }
        }, {
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:*"
          Resource  = [aws_s3_bucket.data.arn, "${aws_s3_bucket.data.arn}/*"]
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        }]
      })
    }

    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }

    resource "aws_s3_bucket_policy" "logs" {
      bucket = aws_s3_bucket.logs.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = "*"
          Action    = "s3:GetObject"
          Resource  = "*"
        }]
      })
    }

    resource "aws_s3_bucket_public_access_block" "logs" {
      bucket                  = aws_s3_bucket.logs.id
      block_public_acls       = true
      block_public_policy     = true
      ignore_public_acls      = true
      restrict_public_buckets = true
    }
  }

  fail "a condition on how, not who" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_policy" "data" {
      bucket = aws_s3_bucket.data.id
      policy = jsonencode({ # finding
        Statement = [{
          Effect    = "Allow"
          Principal = "*"
          Action    = "s3:GetObject"
          Resource  = "${aws_s3_bucket.data.arn}/*"
          Condition = { Bool = { "aws:SecureTransport" = "true" } }
        }]
      })
    }
  }

  fail "where ACLs alone are blocked" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_policy" "data" {
      bucket = aws_s3_bucket.data.id
      policy = jsonencode({ # finding
        Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "${aws_s3_bucket.data.arn}/*" }]
      })
    }

    resource "aws_s3_bucket_public_access_block" "data" {
      bucket             = aws_s3_bucket.data.id
      block_public_acls  = true
      ignore_public_acls = true
    }
  }

  pass "where it holds within the account alone, or is refused" {
    variable "buckets" {
      default = { restricted = false, refused = true }
    }

    resource "aws_s3_bucket" "all" {
      for_each = var.buckets

      bucket = each.key
    }

    resource "aws_s3_bucket_policy" "all" {
      for_each = var.buckets

      bucket = aws_s3_bucket.all[each.key].id
      policy = jsonencode({
        Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = "${aws_s3_bucket.all[each.key].arn}/*" }]
      })
    }

    resource "aws_s3_bucket_public_access_block" "all" {
      for_each = var.buckets

      bucket                  = aws_s3_bucket.all[each.key].id
      block_public_policy     = each.value
      restrict_public_buckets = !each.value
    }
  }

  pass "the assets, where they may be public" {
    parameters = { "storage.assets_public" = true, "naming.bucket_assets" = "assets" }

    resource "aws_s3_bucket" "assets" { # not applicable
      bucket = "assets"
    }

    resource "aws_s3_bucket_policy" "assets" {
      bucket = aws_s3_bucket.assets.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = "*"
          Action    = "s3:GetObject"
          Resource  = "*"
        }]
      })
    }
  }

  undecided "a policy that is an input" {
    variable "policy" {
      type = string
    }

    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_policy" "data" {
      bucket = aws_s3_bucket.data.id
      policy = var.policy # undecided: var.policy
    }
  }
}
