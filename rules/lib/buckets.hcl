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

function "encryption_of" {
  summary = "What a bucket's objects are encrypted with: {algorithm, key}; none if nothing is set, when S3 takes AES256"
  params  = [bucket]
  result = flatten([
    for rule in concat(
      flatten([for config in linking(bucket, "aws_s3_bucket_server_side_encryption_configuration", "bucket") : config.rule[*]]),
      flatten(bucket.server_side_encryption_configuration[*].rule[*]),
    ) : [for default in rule.apply_server_side_encryption_by_default[*] : { algorithm = default.sse_algorithm, key = default.kms_master_key_id }]
  ])

  answer "apart, inside, and not set" {
    value = [for bucket in [aws_s3_bucket.apart, aws_s3_bucket.inside, aws_s3_bucket.none] : [for encryption in encryption_of(bucket) : encryption.algorithm]]
    is    = [["aws:kms"], ["AES256"], []]

    resource "aws_s3_bucket" "none" {}

    resource "aws_s3_bucket" "apart" {}

    resource "aws_s3_bucket" "inside" {
      server_side_encryption_configuration {
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm = "AES256"
          }
        }
      }
    }

    resource "aws_s3_bucket_server_side_encryption_configuration" "apart" {
      bucket = aws_s3_bucket.apart.id

      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm     = "aws:kms"
          kms_master_key_id = "alias/data"
        }
      }
    }
  }
}

function "blocks_public_access" {
  summary = "Whether all four kinds of public access to a bucket are blocked, by itself or by the account"
  params  = [bucket]
  result = alltrue([
    for flag in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] :
    anytrue([
      for block in concat(
        linking(bucket, "aws_s3_bucket_public_access_block", "bucket"),
        resources("aws_s3_account_public_access_block"),
      ) : block[flag] == true
    ])
  ])

  answer "all four, three, and none" {
    value = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b, aws_s3_bucket.c] : blocks_public_access(bucket)]
    is    = [true, false, false]

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket" "b" {}

    resource "aws_s3_bucket" "c" {}

    resource "aws_s3_bucket_public_access_block" "all" {
      for_each = { a = aws_s3_bucket.a.id, b = aws_s3_bucket.b.id }

      bucket                  = each.value
      block_public_acls       = true
      block_public_policy     = true
      ignore_public_acls      = true
      restrict_public_buckets = each.key == "a"
    }
  }

  answer "by the account, as far as it does" {
    value = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b] : blocks_public_access(bucket)]
    is    = [true, undecided("var.restrict")]

    variable "restrict" {
      type = bool
    }

    resource "aws_s3_account_public_access_block" "this" {
      block_public_acls   = true
      block_public_policy = true
    }

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket" "b" {}

    resource "aws_s3_bucket_public_access_block" "all" {
      for_each = { a = aws_s3_bucket.a.id, b = aws_s3_bucket.b.id }

      bucket                  = each.value
      ignore_public_acls      = true
      restrict_public_buckets = each.key == "a" ? true : var.restrict
    }
  }
}

function "bucket_policies" {
  summary = "The policies of a bucket, as documents; of several that stand apart AWS keeps whichever was set last"
  params  = [bucket]
  result = concat(
    [for policy in linking(bucket, "aws_s3_bucket_policy", "bucket") : policy.policy],
    [for policy in [bucket.policy] : policy if configured(bucket.policy)],
  )

  answer "apart, inside, several, and none" {
    value = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b, aws_s3_bucket.c, aws_s3_bucket.d] : length(bucket_policies(bucket))]
    is    = [1, 1, 2, 0]

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket" "b" {
      policy = "{}"
    }

    resource "aws_s3_bucket" "c" {}

    resource "aws_s3_bucket" "d" {}

    resource "aws_s3_bucket_policy" "all" {
      for_each = { a = aws_s3_bucket.a.id, c = aws_s3_bucket.c.id, d = aws_s3_bucket.c.id }

      bucket = each.value
      policy = "{}"
    }
  }
}

function "bucket_statements" {
  summary = "The statements of a bucket's policies, see policy_statements()"
  params  = [bucket]
  result  = flatten([for policy in bucket_policies(bucket) : policy_statements(policy)])

  answer "of a policy by the data source" {
    value = [for statement in bucket_statements(aws_s3_bucket.a) : [statement.effect, statement.actions]]
    is    = [["Deny", ["s3:*"]]]

    resource "aws_s3_bucket" "a" {}

    data "aws_iam_policy_document" "tls" {
      statement {
        effect    = "Deny"
        actions   = ["s3:*"]
        resources = [aws_s3_bucket.a.arn, "${aws_s3_bucket.a.arn}/*"]

        principals {
          type        = "*"
          identifiers = ["*"]
        }
      }
    }

    resource "aws_s3_bucket_policy" "a" {
      bucket = aws_s3_bucket.a.id
      policy = data.aws_iam_policy_document.tls.json
    }
  }
}

function "denies_plain_http" {
  summary = "Whether a bucket's policy refuses everybody who does not encrypt the connection"
  params  = [bucket]
  result = anytrue([
    for statement in bucket_statements(bucket) :
    statement.effect == "Deny" && is_for_anyone(statement) && covers_action(statement, "s3:GetObject") &&
    has_condition(statement, ["Bool", "BoolIfExists"], "aws:SecureTransport", ["false"])
  ])

  answer "everything, as a text and as a value, writing alone, and no policy" {
    value = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b, aws_s3_bucket.c, aws_s3_bucket.d] : denies_plain_http(bucket)]
    is    = [true, true, false, false]

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket" "b" {}

    resource "aws_s3_bucket" "c" {}

    resource "aws_s3_bucket" "d" {}

    resource "aws_s3_bucket_policy" "a" {
      bucket = aws_s3_bucket.a.id
      policy = jsonencode({
        Statement = {
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:*"
          Resource  = "${aws_s3_bucket.a.arn}/*"
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        }
      })
    }

    resource "aws_s3_bucket_policy" "b" {
      bucket = aws_s3_bucket.b.id
      policy = jsonencode({
        Statement = [{
          Effect    = "Deny"
          Principal = { AWS = "*" }
          Action    = "*"
          Resource  = "*"
          Condition = { Bool = { "aws:SecureTransport" = false } }
        }]
      })
    }

    resource "aws_s3_bucket_policy" "c" {
      bucket = aws_s3_bucket.c.id
      policy = jsonencode({
        Statement = [{
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:PutObject"
          Resource  = "*"
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        }]
      })
    }
  }
}

function "access_log_targets" {
  summary = "The buckets that S3 writes the access logs of a bucket to, by name or reference"
  params  = [bucket]
  result = concat(
    [for logging in linking(bucket, "aws_s3_bucket_logging", "bucket") : logging.target_bucket],
    [for logging in bucket.logging[*] : logging.target_bucket],
  )

  answer "apart, inside, and none" {
    value = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b, aws_s3_bucket.c] : access_log_targets(bucket)]
    is    = [["logs"], ["logs"], []]

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket" "b" {
      logging {
        target_bucket = "logs"
      }
    }

    resource "aws_s3_bucket" "c" {}

    resource "aws_s3_bucket_logging" "a" {
      bucket        = aws_s3_bucket.a.id
      target_bucket = "logs"
      target_prefix = "a/"
    }
  }
}

function "object_ownership" {
  summary = "Who owns a bucket's objects; BucketOwnerEnforced, which switches ACLs off, if nothing is set"
  params  = [bucket]
  result = coalesce(concat(
    flatten([for controls in linking(bucket, "aws_s3_bucket_ownership_controls", "bucket") : controls.rule[*].object_ownership]),
    ["BucketOwnerEnforced"],
  )...)

  answer "set, and not" {
    value = [object_ownership(aws_s3_bucket.a), object_ownership(aws_s3_bucket.b)]
    is    = ["ObjectWriter", "BucketOwnerEnforced"]

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket" "b" {}

    resource "aws_s3_bucket_ownership_controls" "a" {
      bucket = aws_s3_bucket.a.id

      rule {
        object_ownership = "ObjectWriter"
      }
    }
  }
}

function "replication_rules" {
  summary = "Where a bucket is copied to: {enabled, whole, destination}, whole saying whether nothing is left out"
  params  = [bucket]
  result = concat(
    flatten([
      for config in linking(bucket, "aws_s3_bucket_replication_configuration", "bucket") : [
        for rule in config.rule : {
          enabled     = rule.status == "Enabled"
          whole       = is_empty(rule_prefix(rule)) && !anytrue([for filter in rule.filter : length(filter.tag) > 0 || length(filter.and) > 0])
          destination = one(rule.destination[*].bucket)
        }
      ]
    ]),
    flatten([
      for config in bucket.replication_configuration[*] : [
        for rule in config.rules : {
          enabled     = rule.status == "Enabled"
          whole       = is_empty(rule.prefix) && length(rule.filter) == 0
          destination = one(rule.destination[*].bucket)
        }
      ]
    ]),
  )

  answer "everything, a prefix, one that is off, and none" {
    value = [
      [for rule in replication_rules(aws_s3_bucket.a) : "${rule.enabled} ${rule.whole} ${rule.destination}"],
      replication_rules(aws_s3_bucket.b),
    ]
    is = [
      [
        "true true arn:aws:s3:::copies",
        "true false arn:aws:s3:::copies",
        "false true arn:aws:s3:::copies",
      ],
      [],
    ]

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket" "b" {}

    resource "aws_s3_bucket_replication_configuration" "a" {
      bucket = aws_s3_bucket.a.id
      role   = "arn:aws:iam::111122223333:role/replication"

      rule {
        id     = "all"
        status = "Enabled"

        filter {}

        destination {
          bucket = "arn:aws:s3:::copies"
        }
      }

      rule {
        id     = "logs"
        status = "Enabled"

        filter {
          prefix = "logs/"
        }

        destination {
          bucket = "arn:aws:s3:::copies"
        }
      }

      rule {
        id     = "off"
        status = "Disabled"
        prefix = ""

        destination {
          bucket = "arn:aws:s3:::copies"
        }
      }
    }
  }
}
