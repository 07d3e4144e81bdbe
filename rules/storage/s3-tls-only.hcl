rule "bucket-accepts-clear-text" {
  summary   = "Bucket answers to plain HTTP"
  severity  = "medium"
  clauses   = ["A13.4.4", "A13.4.3"]
  since     = "0.1"
  why       = "A client that is set up wrongly reads and writes objects in clear text, and nothing tells."
  remedy    = "Deny s3:* to everybody where aws:SecureTransport is false, on the bucket and on its objects."
  standards = { aws-fsbp = ["S3.5"], cis-aws-3 = ["2.1.1"], nist-800-53-r5 = ["SC-8"] }

  target        = "aws_s3_bucket"
  when          = is_tls_only_bucket(self)
  condition     = denies_plain_http(self)
  error_message = "${address(self)} answers to plain HTTP."
  at            = bucket_policy_argument(self)

  fail "no policy, and one that denies something else" {
    resource "aws_s3_bucket" "data" { # finding: aws_s3_bucket.data answers
      bucket = "data"
    }

    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }

    resource "aws_s3_bucket_policy" "logs" {
      bucket = aws_s3_bucket.logs.id
      policy = jsonencode({ # finding: aws_s3_bucket.logs
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:DeleteBucket"
          Resource  = aws_s3_bucket.logs.arn
        }]
      })
    }
  }

  fail "reading alone, and the bucket without its objects" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_policy" "data" {
      bucket = aws_s3_bucket.data.id
      policy = jsonencode({ # finding
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:GetObject"
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
      policy = jsonencode({ # finding
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:*"
          Resource  = aws_s3_bucket.logs.arn
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        }]
      })
    }
  }

  pass "everything, and old versions of TLS as well" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_policy" "data" {
      bucket = aws_s3_bucket.data.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
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
          Effect    = "Deny"
          Principal = { AWS = "*" }
          Action    = "s3:*"
          Resource  = "*"
          Condition = { NumericLessThan = { "s3:TlsVersion" = 1.2 } }
        }]
      })
    }
  }

  pass "a bucket that is not named" {
    parameters = { "storage.tls_only_buckets" = ["logs"] }

    resource "aws_s3_bucket" "data" { # not applicable
      bucket = "data"
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

rule "bucket-with-several-policies" {
  summary   = "Bucket has several policies"
  severity  = "medium"
  clauses   = ["A13.4.4", "A5.2.2"]
  since     = "0.1"
  why       = "A bucket has one policy: each resource overwrites what the other has set, and which stays depends on the order."
  remedy    = "Join the statements in one aws_s3_bucket_policy, by source_policy_documents of a policy document for instance."
  standards = { nist-800-53-r5 = ["CM-6"] }

  target        = "aws_s3_bucket"
  condition     = length(bucket_policies(self)) < 2
  error_message = "${address(self)} has ${length(bucket_policies(self))} policies, of which AWS keeps one."
  at            = bucket_policy_argument(self)

  fail "two" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_policy" "data" {
      bucket = aws_s3_bucket.data.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:*"
          Resource  = [aws_s3_bucket.data.arn, "${aws_s3_bucket.data.arn}/*"]
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        }]
      })
    }

    resource "aws_s3_bucket_policy" "again" {
      bucket = aws_s3_bucket.data.id
      policy = jsonencode({ # finding: aws_s3_bucket.data has 2 policies
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:*"
          Resource  = [aws_s3_bucket.data.arn, "${aws_s3_bucket.data.arn}/*"]
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        }]
      })
    }
  }

  pass "one, and none" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_policy" "data" {
      bucket = aws_s3_bucket.data.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
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
  }

  undecided "as many as an input says" {
    variable "twice" {
      type = bool
    }

    resource "aws_s3_bucket" "data" { # undecided: var.twice
      bucket = "data"
    }

    resource "aws_s3_bucket_policy" "data" {
      bucket = aws_s3_bucket.data.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:*"
          Resource  = [aws_s3_bucket.data.arn, "${aws_s3_bucket.data.arn}/*"]
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        }]
      })
    }

    resource "aws_s3_bucket_policy" "again" {
      count = var.twice ? 1 : 0

      bucket = aws_s3_bucket.data.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:*"
          Resource  = [aws_s3_bucket.data.arn, "${aws_s3_bucket.data.arn}/*"]
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        }]
      })
    }
  }
}
