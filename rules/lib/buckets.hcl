# Settings of buckets, whether they stand inside the bucket or apart.

function "is_bucket_named" {
  summary = "Whether a bucket has a name, or one that begins with it (NAME-staging); an empty name is none"
  params  = [bucket, name]
  result  = name != "" && (bucket.bucket == name || startswith(bucket.bucket, "${name}-"))

  answer "its name, the beginning of it, another, and no name to look for" {
    value = [for name in ["logs", "lo", "logs-staging", ""] : [is_bucket_named(aws_s3_bucket.a, name), is_bucket_named(aws_s3_bucket.b, name)]]
    is    = [[true, true], [false, false], [false, true], [false, false]]

    resource "aws_s3_bucket" "a" {
      bucket = "logs"
    }

    resource "aws_s3_bucket" "b" {
      bucket = "logs-staging"
    }
  }
}

function "is_versioned" {
  summary = "Whether a bucket keeps old versions"
  params  = [bucket]
  result = anytrue(concat(
    [
      for versioning in linking(bucket, "aws_s3_bucket_versioning", "bucket") :
      one(versioning.versioning_configuration[*].status) == "Enabled"
    ],
    [for versioning in bucket.versioning[*] : versioning.enabled == true],
  ))

  answer "apart, inside, suspended, and not at all" {
    value = [for bucket in [aws_s3_bucket.apart, aws_s3_bucket.inside, aws_s3_bucket.off, aws_s3_bucket.none] : is_versioned(bucket)]
    is    = [true, true, false, false]

    resource "aws_s3_bucket" "apart" {}

    resource "aws_s3_bucket" "off" {}

    resource "aws_s3_bucket" "none" {}

    resource "aws_s3_bucket" "inside" {
      versioning {
        enabled = true
      }
    }

    resource "aws_s3_bucket_versioning" "all" {
      for_each = { Enabled = aws_s3_bucket.apart.id, Suspended = aws_s3_bucket.off.id }

      bucket = each.value

      versioning_configuration {
        status = each.key
      }
    }
  }

  answer "an input" {
    value = is_versioned(aws_s3_bucket.a)
    is    = undecided("var.status")

    variable "status" {
      type = string
    }

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket_versioning" "a" {
      bucket = aws_s3_bucket.a.id

      versioning_configuration {
        status = var.status
      }
    }
  }
}
