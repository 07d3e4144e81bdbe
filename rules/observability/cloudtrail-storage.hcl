rule "trail-outside-logs-bucket" {
  summary   = "Audit trail goes to another bucket"
  severity  = "high"
  clauses   = ["A5.2.2"]
  since     = "0.1"
  why       = "Whoever looks for the trail looks in the bucket that is protected and kept for it."
  remedy    = "Set s3_bucket_name to the bucket of audit.trail_bucket."
  standards = { nist-800-53-r5 = ["AU-9"] }

  target = "aws_cloudtrail"
  when   = !is_empty(param.audit.trail_bucket)
  condition = anytrue(flatten([
    for trail in resources("aws_cloudtrail") : [for bucket in buckets(trail.s3_bucket_name) : is_bucket_named(bucket, param.audit.trail_bucket)]
  ]))
  error_message = "${address(self)} goes to another bucket than ${param.audit.trail_bucket}, and so does every other trail."
  at            = self.s3_bucket_name

  fail "another one" {
    parameters = { "audit.trail_bucket" = "logs" }

    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_cloudtrail" "all" {
      name           = "all"
      s3_bucket_name = aws_s3_bucket.data.bucket # finding: aws_cloudtrail.all goes to another bucket than logs
    }
  }

  pass "the one for logs, and a second trail" {
    parameters = { "audit.trail_bucket" = "logs" }

    resource "aws_s3_bucket" "logs" {
      bucket = "logs-staging"
    }

    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_cloudtrail" "all" {
      name           = "all"
      s3_bucket_name = aws_s3_bucket.logs.id
    }

    resource "aws_cloudtrail" "second" {
      name           = "second"
      s3_bucket_name = aws_s3_bucket.data.bucket
    }
  }

  pass "where any bucket will do" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_cloudtrail" "all" { # not applicable
      name           = "all"
      s3_bucket_name = aws_s3_bucket.data.bucket
    }
  }

  undecided "a bucket from elsewhere" {
    parameters = { "audit.trail_bucket" = "logs" }

    resource "aws_cloudtrail" "all" {
      name           = "all"
      s3_bucket_name = "central-logs" # undecided: central-logs
    }
  }
}

rule "trail-delivery-refused" {
  summary   = "Bucket's policy does not let the audit trail in"
  severity  = "high"
  clauses   = ["A5.2.2"]
  since     = "0.1"
  why       = "CloudTrail checks the policy when the trail is made, and stops to deliver when it changes."
  remedy    = "Allow cloudtrail.amazonaws.com s3:GetBucketAcl on the bucket and s3:PutObject below AWSLogs/ in it."
  standards = { aws-fsbp = ["CloudTrail.1"], nist-800-53-r5 = ["AU-2", "AU-9"] }

  target        = "aws_cloudtrail"
  for_each      = buckets(self.s3_bucket_name)
  condition     = lets_trail_write(each.value, self.s3_key_prefix) && lets_read_acl(each.value, "cloudtrail.amazonaws.com")
  error_message = "The policy of ${address(each.value)} does not let ${address(self)} deliver."
  at            = self.s3_bucket_name

  fail "no policy, and half of what is needed" {
    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_cloudtrail" "all" {
      name           = "all"
      s3_bucket_name = aws_s3_bucket.data.bucket # finding: The policy of aws_s3_bucket.data does not let aws_cloudtrail.all deliver
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
          Principal = { Service = "cloudtrail.amazonaws.com" }
          Action    = "s3:PutObject"
          Resource  = "${aws_s3_bucket.logs.arn}/AWSLogs/111122223333/*"
          Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
        }]
      })
    }

    resource "aws_cloudtrail" "half" {
      name           = "half"
      s3_bucket_name = aws_s3_bucket.logs.bucket # finding
    }
  }

  fail "half of what is needed, and an account that is looked up" {
    data "aws_elb_service_account" "main" {}

    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }

    resource "aws_s3_bucket_policy" "logs" {
      bucket = aws_s3_bucket.logs.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = { AWS = data.aws_elb_service_account.main.arn }
          Action    = "s3:PutObject"
          Resource  = "${aws_s3_bucket.logs.arn}/*"
        }, {
          Effect    = "Allow"
          Principal = { Service = "cloudtrail.amazonaws.com" }
          Action    = "s3:GetBucketAcl"
          Resource  = aws_s3_bucket.logs.arn
        }]
      })
    }

    resource "aws_cloudtrail" "all" {
      name           = "all"
      s3_bucket_name = aws_s3_bucket.logs.bucket # finding
    }
  }

  fail "the other half" {
    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }

    resource "aws_s3_bucket_policy" "logs" {
      bucket = aws_s3_bucket.logs.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = { Service = "cloudtrail.amazonaws.com" }
          Action    = "s3:GetBucketAcl"
          Resource  = aws_s3_bucket.logs.arn
        }]
      })
    }

    resource "aws_cloudtrail" "all" {
      name           = "all"
      s3_bucket_name = aws_s3_bucket.logs.bucket # finding
    }
  }

  fail "another prefix" {
    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }

    resource "aws_s3_bucket_policy" "logs" {
      bucket = aws_s3_bucket.logs.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = { Service = "cloudtrail.amazonaws.com" }
          Action    = "s3:GetBucketAcl"
          Resource  = aws_s3_bucket.logs.arn
        }, {
          Effect    = "Allow"
          Principal = { Service = "cloudtrail.amazonaws.com" }
          Action    = "s3:PutObject"
          Resource  = "arn:aws:s3:::logs/AWSLogs/111122223333/*"
          Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
        }]
      })
    }

    resource "aws_cloudtrail" "all" {
      name           = "all"
      s3_bucket_name = aws_s3_bucket.logs.bucket # finding
      s3_key_prefix  = "trail"
    }
  }

  pass "both, also behind a prefix" {
    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }

    resource "aws_s3_bucket_policy" "logs" {
      bucket = aws_s3_bucket.logs.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = { Service = "cloudtrail.amazonaws.com" }
          Action    = "s3:GetBucketAcl"
          Resource  = aws_s3_bucket.logs.arn
        }, {
          Effect    = "Allow"
          Principal = { Service = "cloudtrail.amazonaws.com" }
          Action    = "s3:PutObject"
          Resource  = "${aws_s3_bucket.logs.arn}/AWSLogs/111122223333/*"
          Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
        }]
      })
    }

    resource "aws_cloudtrail" "all" {
      name           = "all"
      s3_bucket_name = aws_s3_bucket.logs.bucket
    }

    resource "aws_s3_bucket" "more" {
      bucket = "more"
    }

    resource "aws_s3_bucket_policy" "more" {
      bucket = aws_s3_bucket.more.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = { Service = "cloudtrail.amazonaws.com" }
          Action    = "s3:GetBucketAcl"
          Resource  = aws_s3_bucket.more.arn
        }, {
          Effect    = "Allow"
          Principal = { Service = "cloudtrail.amazonaws.com" }
          Action    = "s3:PutObject"
          Resource  = "${aws_s3_bucket.more.arn}/trail/AWSLogs/111122223333/*"
          Condition = { StringEquals = { "s3:x-amz-acl" = "bucket-owner-full-control" } }
        }]
      })
    }

    resource "aws_cloudtrail" "more" {
      name           = "more"
      s3_bucket_name = aws_s3_bucket.more.bucket
      s3_key_prefix  = "trail"
    }
  }

  undecided "a bucket from elsewhere" {
    resource "aws_cloudtrail" "all" {
      name           = "all"
      s3_bucket_name = "central-logs" # undecided: central-logs
    }
  }
}

rule "trail-files-unvalidated" {
  summary   = "Audit trail's files cannot be checked for changes"
  severity  = "medium"
  clauses   = ["A13.4.9"]
  since     = "0.1"
  why       = "Whoever breaks in takes his traces out of the files, and nobody can tell."
  remedy    = "Set enable_log_file_validation to true."
  standards = { aws-fsbp = ["CloudTrail.4"], cis-aws-3 = ["3.2"], nist-800-53-r5 = ["AU-9"] }

  target        = "aws_cloudtrail"
  when          = param.audit.require_validation
  condition     = self.enable_log_file_validation == true
  error_message = "Nobody can tell whether the files of ${address(self)} have been changed."
  at            = self.enable_log_file_validation

  fail "left out, and off" {
    resource "aws_cloudtrail" "all" { # finding: aws_cloudtrail.all
      name           = "all"
      s3_bucket_name = "logs"
    }

    resource "aws_cloudtrail" "off" {
      name                       = "off"
      s3_bucket_name             = "logs"
      enable_log_file_validation = false # finding
    }
  }

  pass "on" {
    resource "aws_cloudtrail" "all" {
      name                       = "all"
      s3_bucket_name             = "logs"
      enable_log_file_validation = true
    }
  }

  pass "where it is not asked for" {
    parameters = { "audit.require_validation" = false }

    resource "aws_cloudtrail" "all" { # not applicable
      name           = "all"
      s3_bucket_name = "logs"
    }
  }

  undecided "an input" {
    variable "validate" {
      type = bool
    }

    resource "aws_cloudtrail" "all" {
      name                       = "all"
      s3_bucket_name             = "logs"
      enable_log_file_validation = var.validate # undecided: var.validate
    }
  }
}

rule "trail-bucket-may-be-public" {
  summary   = "Bucket of the audit trail does not block public access"
  severity  = "medium"
  clauses   = ["A13.4.9", "A13.4.10"]
  since     = "0.1"
  why       = "One wrong policy or ACL shows everybody who does what in the account."
  remedy    = "Add an aws_s3_bucket_public_access_block with all four arguments true."
  standards = { aws-fsbp = ["CloudTrail.6"], nist-800-53-r5 = ["AC-3", "AU-9"] }

  target        = "aws_cloudtrail"
  for_each      = buckets(self.s3_bucket_name)
  condition     = blocks_public_access(each.value)
  error_message = "${address(each.value)}, which ${address(self)} goes to, does not block public access."
  at            = self.s3_bucket_name

  fail "no block, and three of four" {
    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }

    resource "aws_cloudtrail" "all" {
      name           = "all"
      s3_bucket_name = aws_s3_bucket.logs.bucket # finding: aws_s3_bucket.logs, which aws_cloudtrail.all goes to
    }

    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_public_access_block" "data" {
      bucket                  = aws_s3_bucket.data.id
      block_public_acls       = true
      block_public_policy     = true
      ignore_public_acls      = false
      restrict_public_buckets = true
    }

    resource "aws_cloudtrail" "second" {
      name           = "second"
      s3_bucket_name = aws_s3_bucket.data.bucket # finding
    }
  }

  pass "all four" {
    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }

    resource "aws_s3_bucket_public_access_block" "logs" {
      bucket                  = aws_s3_bucket.logs.id
      block_public_acls       = true
      block_public_policy     = true
      ignore_public_acls      = true
      restrict_public_buckets = true
    }

    resource "aws_cloudtrail" "all" {
      name           = "all"
      s3_bucket_name = aws_s3_bucket.logs.bucket
    }
  }

  undecided "a bucket from elsewhere" {
    resource "aws_cloudtrail" "all" {
      name           = "all"
      s3_bucket_name = "central-logs" # undecided: central-logs
    }
  }
}

rule "trail-without-own-key" {
  summary   = "Audit trail is not encrypted with a key of one's own"
  severity  = "info"
  clauses   = ["A13.4.9"]
  since     = "0.1"
  why       = "A key of one's own decides who may read the trail, apart from who may read the bucket."
  remedy    = "Set kms_key_id to the ARN of a key whose policy lets CloudTrail encrypt."
  standards = { aws-fsbp = ["CloudTrail.2"], cis-aws-3 = ["3.5"], nist-800-53-r5 = ["AU-9", "SC-12"] }

  target        = "aws_cloudtrail"
  when          = !param.audit.require_cmk
  condition     = !is_empty(self.kms_key_id)
  error_message = "${address(self)} is not encrypted with a key of one's own."
  at            = self.kms_key_id

  fail "none" {
    resource "aws_cloudtrail" "all" { # finding: aws_cloudtrail.all
      name           = "all"
      s3_bucket_name = "logs"
    }
  }

  pass "one" {
    resource "aws_cloudtrail" "all" {
      name           = "all"
      s3_bucket_name = "logs"
      kms_key_id     = "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d"
    }
  }

  pass "where another rule asks for it" {
    parameters = { "audit.require_cmk" = true }

    resource "aws_cloudtrail" "all" { # not applicable
      name           = "all"
      s3_bucket_name = "logs"
    }
  }
}

rule "trail-lacks-own-key" {
  summary   = "Audit trail is not encrypted with the key that is asked for"
  severity  = "medium"
  clauses   = ["A13.4.9"]
  since     = "0.1"
  why       = "A key of one's own decides who may read the trail, apart from who may read the bucket."
  remedy    = "Set kms_key_id to the ARN of an aws_kms_key whose policy lets CloudTrail encrypt."
  standards = { aws-fsbp = ["CloudTrail.2"], cis-aws-3 = ["3.5"], nist-800-53-r5 = ["AU-9", "SC-12"] }

  target        = "aws_cloudtrail"
  when          = param.audit.require_cmk
  condition     = is_managed_key(self.kms_key_id)
  error_message = "${address(self)} is not encrypted with a key of one's own."
  at            = self.kms_key_id

  fail "none" {
    parameters = { "audit.require_cmk" = true }

    resource "aws_cloudtrail" "all" { # finding: aws_cloudtrail.all
      name           = "all"
      s3_bucket_name = "logs"
    }
  }

  pass "one" {
    parameters = { "audit.require_cmk" = true }

    resource "aws_kms_key" "trail" {}

    resource "aws_cloudtrail" "all" {
      name           = "all"
      s3_bucket_name = "logs"
      kms_key_id     = aws_kms_key.trail.arn
    }
  }

  pass "where it is not asked for" {
    resource "aws_cloudtrail" "all" { # not applicable
      name           = "all"
      s3_bucket_name = "logs"
    }
  }
}

rule "trail-outside-cloudwatch" {
  summary   = "Audit trail is not sent to CloudWatch"
  severity  = "info"
  clauses   = ["A13.4.9"]
  since     = "0.1"
  why       = "Alarms on what happens in the account need events within minutes; files come every five to fifteen, and nothing reads them."
  remedy    = "Set cloud_watch_logs_group_arn and cloud_watch_logs_role_arn."
  standards = { aws-fsbp = ["CloudTrail.5"], nist-800-53-r5 = ["AU-6"] }

  target        = "aws_cloudtrail"
  condition     = !is_empty(self.cloud_watch_logs_group_arn)
  error_message = "${address(self)} is not sent to CloudWatch."
  at            = self.cloud_watch_logs_group_arn

  fail "no group" {
    resource "aws_cloudtrail" "all" { # finding: aws_cloudtrail.all
      name           = "all"
      s3_bucket_name = "logs"
    }
  }

  pass "a group" {
    resource "aws_cloudtrail" "all" {
      name                       = "all"
      s3_bucket_name             = "logs"
      cloud_watch_logs_group_arn = "arn:aws:logs:us-west-2:111122223333:log-group:trail:*"
    }
  }
}
