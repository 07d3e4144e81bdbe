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

function "buckets" {
  summary = "The buckets that these names or ids mean; a bucket's policy and public access block have its name as their id"
  params  = [ids]
  result  = linked(ids, "aws_s3_bucket")

  answer "by itself, by its policy, and from elsewhere" {
    value = [for trail in aws_cloudtrail.all : buckets(trail.s3_bucket_name)]
    is    = [[aws_s3_bucket.a], [aws_s3_bucket.a], [undecided("central-logs")]]

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket_policy" "a" {
      bucket = aws_s3_bucket.a.id
      policy = "{\"Statement\": []}"
    }

    resource "aws_cloudtrail" "all" {
      for_each = { "1" = aws_s3_bucket.a.id, "2" = aws_s3_bucket_policy.a.id, "3" = "central-logs" }

      name           = each.key
      s3_bucket_name = each.value
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

function "blocks_public" {
  summary = "Whether a kind of public access to a bucket (block_public_acls and so on) is blocked, by itself or by the account"
  params  = [bucket, kind]
  result = anytrue([
    for block in concat(
      linking(bucket, "aws_s3_bucket_public_access_block", "bucket"),
      resources("aws_s3_account_public_access_block"),
    ) : block[kind] == true
  ])

  answer "by itself, by the account, not, and an input" {
    value = [
      for kind in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] :
      blocks_public(aws_s3_bucket.a, kind)
    ]
    is = [true, true, false, undecided("var.restrict")]

    variable "restrict" {
      type = bool
    }

    resource "aws_s3_account_public_access_block" "this" {
      block_public_policy = true
    }

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket_public_access_block" "a" {
      bucket                  = aws_s3_bucket.a.id
      block_public_acls       = true
      restrict_public_buckets = var.restrict
    }
  }
}

function "blocks_public_acls" {
  summary = "Whether no ACL opens a bucket to everybody: such ones are ignored, or cannot be set"
  params  = [bucket]
  result  = blocks_public(bucket, "ignore_public_acls") || blocks_public(bucket, "block_public_acls")

  answer "either of two, and others" {
    value = [for bucket in resources("aws_s3_bucket") : blocks_public_acls(bucket)]
    is    = [true, true, false]

    resource "aws_s3_bucket" "all" {
      count = 3
    }

    resource "aws_s3_bucket_public_access_block" "all" {
      count = 3

      bucket                  = aws_s3_bucket.all[count.index].id
      ignore_public_acls      = count.index == 0
      block_public_acls       = count.index == 1
      block_public_policy     = count.index == 2
      restrict_public_buckets = count.index == 2
    }
  }
}

function "blocks_public_policies" {
  summary = "Whether no policy opens a bucket to everybody: such ones hold within the account alone, or cannot be set"
  params  = [bucket]
  result  = blocks_public(bucket, "restrict_public_buckets") || blocks_public(bucket, "block_public_policy")

  answer "either of two, and others" {
    value = [for bucket in resources("aws_s3_bucket") : blocks_public_policies(bucket)]
    is    = [true, true, false]

    resource "aws_s3_bucket" "all" {
      count = 3
    }

    resource "aws_s3_bucket_public_access_block" "all" {
      count = 3

      bucket                  = aws_s3_bucket.all[count.index].id
      restrict_public_buckets = count.index == 0
      block_public_policy     = count.index == 1
      block_public_acls       = count.index == 2
      ignore_public_acls      = count.index == 2
    }
  }
}

function "blocks_public_access" {
  summary = "Whether all four kinds of public access to a bucket are blocked, by itself or by the account"
  params  = [bucket]
  result  = length(missing_blocks(bucket)) == 0

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

function "is_certainly" {
  summary = "Whether two values are known to be equal"
  params  = [one, other]
  result  = known(one == other) && one == other

  answer "equal, perhaps, and not" {
    value = [is_certainly(aws_s3_bucket.a.arn, aws_s3_bucket.a.arn), is_certainly(aws_s3_bucket.a.arn, "${aws_s3_bucket.a.arn}/*"), is_certainly("a", "b")]
    is    = [true, false, false]

    resource "aws_s3_bucket" "a" {}
  }
}

function "covers_bucket" {
  summary = "Whether a statement speaks of a bucket itself"
  params  = [statement, bucket]
  result = anytrue([
    for resource in statement.resources :
    known(resource) ? (
      contains(["*", "arn:aws:s3:::*"], resource) ||
      matches_pattern("arn:${element(split(":", resource), 1)}:s3:::${coalesce(bucket.bucket, "-")}", resource)
    ) :
    !is_certainly("${bucket.arn}/*", resource) && resource == bucket.arn
  ])

  answer "by reference, by name, everything, its objects alone, and another one" {
    value = [
      for resource in [aws_s3_bucket.a.arn, "arn:aws:s3:::a", "arn:aws-cn:s3:::a", "*", "arn:aws:s3:::a*", "${aws_s3_bucket.a.arn}/*", "arn:aws:s3:::b"] :
      covers_bucket({ resources = [resource] }, aws_s3_bucket.a)
    ]
    is = [true, true, true, true, true, false, false]

    resource "aws_s3_bucket" "a" {
      bucket = "a"
    }
  }
}

function "covers_all_objects" {
  summary = "Whether a statement speaks of all objects of a bucket"
  params  = [statement, bucket]
  result = anytrue([
    for resource in statement.resources :
    known(resource) ? (
      contains(["*", "arn:aws:s3:::*"], resource) ||
      matches_pattern("arn:${element(split(":", resource), 1)}:s3:::${coalesce(bucket.bucket, "-")}/*", resource)
    ) :
    !is_certainly(bucket.arn, resource) && resource == "${bucket.arn}/*"
  ])

  answer "by reference, by name, everything, some, the bucket itself, and another one" {
    value = [
      for resource in ["${aws_s3_bucket.a.arn}/*", "arn:aws:s3:::a/*", "*", "arn:aws:s3:::a/logs/*", aws_s3_bucket.a.arn, "arn:aws:s3:::b/*"] :
      covers_all_objects({ resources = [resource] }, aws_s3_bucket.a)
    ]
    is = [true, true, true, false, false, false]

    resource "aws_s3_bucket" "a" {
      bucket = "a"
    }
  }
}

function "denies_plain_http" {
  summary = "Whether a bucket's policy refuses everybody who does not encrypt the connection, whatever is asked for"
  params  = [bucket]
  result = anytrue([
    for statement in bucket_statements(bucket) :
    statement.effect == "Deny" && is_for_anyone(statement) &&
    alltrue([for action in ["s3:GetObject", "s3:PutObject", "s3:ListBucket"] : covers_action(statement, action)]) &&
    covers_bucket(statement, bucket) && covers_all_objects(statement, bucket) &&
    (
      has_condition(statement, ["Bool", "BoolIfExists"], "aws:SecureTransport", ["false"]) ||
      has_condition(statement, ["NumericLessThan", "NumericLessThanIfExists"], "s3:TlsVersion", ["1.2", "1.3"])
    )
  ])

  answer "everything, as a text and as a value, old versions of TLS, writing alone, objects alone, and no policy" {
    value = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b, aws_s3_bucket.c, aws_s3_bucket.d, aws_s3_bucket.e, aws_s3_bucket.f] : denies_plain_http(bucket)]
    is    = [true, true, true, false, false, false]

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket" "b" {}

    resource "aws_s3_bucket" "c" {}

    resource "aws_s3_bucket" "d" {}

    resource "aws_s3_bucket" "e" {}

    resource "aws_s3_bucket" "f" {}

    resource "aws_s3_bucket_policy" "a" {
      bucket = aws_s3_bucket.a.id
      policy = jsonencode({
        Statement = {
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:*"
          Resource  = [aws_s3_bucket.a.arn, "${aws_s3_bucket.a.arn}/*"]
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
          Action    = "s3:*"
          Resource  = "*"
          Condition = { NumericLessThan = { "s3:TlsVersion" = 1.2 } }
        }]
      })
    }

    resource "aws_s3_bucket_policy" "d" {
      bucket = aws_s3_bucket.d.id
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

    resource "aws_s3_bucket_policy" "e" {
      bucket = aws_s3_bucket.e.id
      policy = jsonencode({
        Statement = [{
          Effect    = "Deny"
          Principal = "*"
          Action    = "s3:*"
          Resource  = "${aws_s3_bucket.e.arn}/*"
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

function "is_tls_only_bucket" {
  summary = "Whether a bucket is one of those that refuse plain HTTP, by storage.tls_only_buckets"
  params  = [bucket]
  result  = anytrue([for name in param.storage.tls_only_buckets : name == "*" || is_bucket_named(bucket, name)])

  answer "every one" {
    value = is_tls_only_bucket(aws_s3_bucket.a)
    is    = true

    resource "aws_s3_bucket" "a" {
      bucket = "a"
    }
  }

  answer "by name" {
    parameters = { "storage.tls_only_buckets" = ["a"] }
    value      = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b] : is_tls_only_bucket(bucket)]
    is         = [true, false]

    resource "aws_s3_bucket" "a" {
      bucket = "a-staging"
    }

    resource "aws_s3_bucket" "b" {
      bucket = "b"
    }
  }
}

function "is_website" {
  summary = "Whether a bucket is served as a website"
  params  = [bucket]
  result  = length(linking(bucket, "aws_s3_bucket_website_configuration", "bucket")) > 0 || length(bucket.website[*]) > 0

  answer "apart, inside, and not" {
    value = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b, aws_s3_bucket.c] : is_website(bucket)]
    is    = [true, true, false]

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket" "b" {
      website {
        index_document = "index.html"
      }
    }

    resource "aws_s3_bucket" "c" {}

    resource "aws_s3_bucket_website_configuration" "a" {
      bucket = aws_s3_bucket.a.id

      index_document {
        suffix = "index.html"
      }
    }
  }
}

function "is_private_bucket" {
  summary = "Whether a bucket is not meant to be public, by storage.private_buckets; a website is if it is not named"
  params  = [bucket]
  result = (
    !(param.storage.assets_public && is_bucket_named(bucket, param.naming.bucket_assets)) &&
    anytrue([for name in param.storage.private_buckets : name == "*" ? !is_website(bucket) : is_bucket_named(bucket, name)])
  )

  answer "every one but websites" {
    value = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b] : is_private_bucket(bucket)]
    is    = [true, false]

    resource "aws_s3_bucket" "a" {
      bucket = "a"
    }

    resource "aws_s3_bucket" "b" {
      bucket = "b"

      website {
        index_document = "index.html"
      }
    }
  }

  answer "by name, but for assets that may be public" {
    parameters = { "storage.private_buckets" = ["a", "b"], "storage.assets_public" = true, "naming.bucket_assets" = "b" }
    value      = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b, aws_s3_bucket.c] : is_private_bucket(bucket)]
    is         = [true, false, false]

    resource "aws_s3_bucket" "a" {
      bucket = "a"
    }

    resource "aws_s3_bucket" "b" {
      bucket = "b"
    }

    resource "aws_s3_bucket" "c" {
      bucket = "c"
    }
  }
}

function "missing_blocks" {
  summary = "The kinds of public access to a bucket that neither it nor the account blocks"
  params  = [bucket]
  result = [
    for kind in ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"] : kind
    if !blocks_public(bucket, kind)
  ]

  answer "one, and all" {
    value = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b] : length(missing_blocks(bucket))]
    is    = [1, 4]

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket" "b" {}

    resource "aws_s3_bucket_public_access_block" "a" {
      bucket              = aws_s3_bucket.a.id
      block_public_acls   = true
      block_public_policy = true
      ignore_public_acls  = true
    }
  }
}

function "is_public_acl" {
  summary = "Whether a canned ACL lets everybody in, or everybody with any account"
  params  = [acl]
  result  = contains(["public-read", "public-read-write", "authenticated-read"], coalesce(acl, "private"))

  answer "public ones, and others" {
    value = [for acl in ["public-read", "public-read-write", "authenticated-read", "private", "log-delivery-write", null] : is_public_acl(acl)]
    is    = [true, true, true, false, false, false]
  }
}

function "is_public_group" {
  summary = "Whether the URI of a grantee means everybody, or everybody with any account"
  params  = [uri]
  result  = endswith(coalesce(uri, "-"), "/global/AllUsers") || endswith(coalesce(uri, "-"), "/global/AuthenticatedUsers")

  answer "both, another group, and no group" {
    value = [
      for uri in [
        "http://acs.amazonaws.com/groups/global/AllUsers", "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
        "http://acs.amazonaws.com/groups/s3/LogDelivery", null,
      ] : is_public_group(uri)
    ]
    is = [true, true, false, false]
  }
}

function "public_grants" {
  summary = "What a bucket's ACLs give to everybody: {grant, at}"
  params  = [bucket]
  result = concat(
    [for acl in [bucket.acl] : { grant = acl, at = argument(bucket, "acl") } if is_public_acl(acl)],
    [
      for i, grant in bucket.grant[*] : { grant = join(", ", grant.permissions), at = argument(bucket, "grant[${i}].uri") }
      if is_public_group(grant.uri)
    ],
    flatten([
      for acl in linking(bucket, "aws_s3_bucket_acl", "bucket") : concat(
        [for canned in [acl.acl] : { grant = canned, at = argument(acl, "acl") } if is_public_acl(canned)],
        flatten([
          for policy in acl.access_control_policy : [
            for i, grant in policy.grant : [
              for grantee in grant.grantee : {
                grant = grant.permission
                at    = argument(acl, "access_control_policy[0].grant[${i}].grantee[0].uri")
              } if is_public_group(grantee.uri)
            ]
          ]
        ]),
      )
    ]),
  )

  answer "canned and by grants, inside and apart, and none" {
    value = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b, aws_s3_bucket.c, aws_s3_bucket.d] : sort([for open in public_grants(bucket) : open.grant])]
    is    = [["public-read"], ["READ"], ["WRITE", "public-read-write"], []]

    resource "aws_s3_bucket" "a" {
      acl = "public-read"
    }

    resource "aws_s3_bucket" "b" {
      grant {
        type        = "Group"
        permissions = ["READ"]
        uri         = "http://acs.amazonaws.com/groups/global/AllUsers"
      }
    }

    resource "aws_s3_bucket" "c" {}

    resource "aws_s3_bucket" "d" {
      acl = "private"
    }

    resource "aws_s3_bucket_acl" "c" {
      bucket = aws_s3_bucket.c.id
      acl    = "public-read-write"
    }

    resource "aws_s3_bucket_acl" "c2" {
      bucket = aws_s3_bucket.c.id

      access_control_policy {
        owner {
          id = "01"
        }

        grant {
          permission = "WRITE"

          grantee {
            type = "Group"
            uri  = "http://acs.amazonaws.com/groups/global/AllUsers"
          }
        }
      }
    }
  }
}

function "bucket_policy_argument" {
  summary = "Where a bucket's policy is written"
  params  = [bucket]
  result  = concat([for policy in linking(bucket, "aws_s3_bucket_policy", "bucket") : argument(policy, "policy")], [argument(bucket, "policy")])[0]

  answer "apart, and inside" {
    value = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b] : bucket_policy_argument(bucket).path]
    is    = ["policy", "policy"]

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket" "b" {
      policy = "{}"
    }

    resource "aws_s3_bucket_policy" "a" {
      bucket = aws_s3_bucket.a.id
      policy = "{}"
    }
  }
}

function "is_planned_algorithm" {
  summary = "Whether objects are encrypted as planned by storage.sse_algorithm, or better, unless storage.sse_exact is set"
  params  = [algorithm]
  result = (
    algorithm == param.storage.sse_algorithm ||
    (!param.storage.sse_exact && contains(
      lookup({ "AES256" = ["aws:kms", "aws:kms:dsse"], "aws:kms" = ["aws:kms:dsse"] }, param.storage.sse_algorithm, []), algorithm
    ))
  )

  answer "as planned, and better" {
    value = [for algorithm in ["AES256", "aws:kms", "aws:kms:dsse"] : is_planned_algorithm(algorithm)]
    is    = [true, true, true]
  }

  answer "worse" {
    parameters = { "storage.sse_algorithm" = "aws:kms" }
    value      = [for algorithm in ["AES256", "aws:kms", "aws:kms:dsse"] : is_planned_algorithm(algorithm)]
    is         = [false, true, true]
  }

  answer "exactly" {
    parameters = { "storage.sse_exact" = true }
    value      = [for algorithm in ["AES256", "aws:kms", "aws:kms:dsse"] : is_planned_algorithm(algorithm)]
    is         = [true, false, false]
  }
}

function "encryption_text" {
  summary = "What a bucket's objects are encrypted with, for messages"
  params  = [bucket]
  result = (
    length(encryption_of(bucket)) > 0 ? join(" and ", [for encryption in encryption_of(bucket) : encryption.algorithm]) :
    "what S3 takes by default"
  )

  answer "declared, and not" {
    value = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b] : encryption_text(bucket)]
    is    = ["aws:kms", "what S3 takes by default"]

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket" "b" {}

    resource "aws_s3_bucket_server_side_encryption_configuration" "a" {
      bucket = aws_s3_bucket.a.id

      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm = "aws:kms"
        }
      }
    }
  }
}

function "lets_read_acl" {
  summary = "Whether a bucket's policy lets a principal read its ACL"
  params  = [bucket, principal]
  result = anytrue([
    for statement in bucket_statements(bucket) :
    allows_action(statement, "s3:GetBucketAcl") && covers_bucket(statement, bucket) &&
    anytrue([for allowed in statement.principals : is_principal(allowed, principal)])
  ])

  answer "it, another one, and nobody" {
    value = [
      lets_read_acl(aws_s3_bucket.a, "cloudtrail.amazonaws.com"),
      lets_read_acl(aws_s3_bucket.a, "delivery.logs.amazonaws.com"),
      lets_read_acl(aws_s3_bucket.b, "cloudtrail.amazonaws.com"),
    ]
    is = [true, false, false]

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket" "b" {}

    resource "aws_s3_bucket_policy" "a" {
      bucket = aws_s3_bucket.a.id
      policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Principal = { Service = "cloudtrail.amazonaws.com" }
          Action    = "s3:GetBucketAcl"
          Resource  = aws_s3_bucket.a.arn
        }]
      })
    }
  }
}

function "open_policy_argument" {
  summary = "Where that policy of a bucket is written which lets everybody in"
  params  = [bucket]
  result = concat(
    [
      for policy in linking(bucket, "aws_s3_bucket_policy", "bucket") : argument(policy, "policy")
      if is_certainly(true, anytrue([for statement in policy_statements(policy.policy) : is_open_statement(statement)]))
    ],
    [bucket_policy_argument(bucket)],
  )[0]

  answer "the second of two" {
    value = open_policy_argument(aws_s3_bucket.a).node
    is    = aws_s3_bucket_policy.b

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket_policy" "a" {
      bucket = aws_s3_bucket.a.id
      policy = "{\"Statement\": []}"
    }

    resource "aws_s3_bucket_policy" "b" {
      bucket = aws_s3_bucket.a.id
      policy = jsonencode({
        Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:*", Resource = "*" }]
      })
    }
  }
}

function "covers_trail" {
  summary = "Whether a statement speaks of the objects that a trail writes to a bucket, below AWSLogs/ behind its prefix"
  params  = [statement, bucket, directory]
  result = anytrue([
    for resource in statement.resources :
    known(resource) ? anytrue([
      for place in ["arn:${element(split(":", resource), 1)}:s3:::${coalesce(bucket.bucket, "-")}/${directory}AWSLogs/"] :
      matches_pattern("${place}x", resource) || (startswith(resource, place) && endswith(resource, "*"))
      ]) : (
      is_certainly("${bucket.arn}/*", resource) ||
      (endswith(resource, "*") && anytrue([for node in linked(resource, "aws_s3_bucket") : is_one_of(node, [address(bucket)])]) &&
      (strcontains(resource, "/${directory}AWSLogs/") || strcontains(resource, "/${directory}*")))
    )
  ])

  answer "by name and by reference: its place, more, and another place" {
    value = [
      for resource in [
        "arn:aws:s3:::a/trail/AWSLogs/111122223333/*", "arn:aws:s3:::a/*", "arn:aws:s3:::a/AWSLogs/111122223333/*", "arn:aws:s3:::b/*",
        "${aws_s3_bucket.a.arn}/trail/AWSLogs/111122223333/*", "${aws_s3_bucket.a.arn}/*", "${aws_s3_bucket.a.arn}/trail/*",
      ] : covers_trail({ resources = [resource] }, aws_s3_bucket.a, "trail/")
    ]
    is = [true, true, false, false, true, true, true]

    resource "aws_s3_bucket" "a" {
      bucket = "a"
    }
  }

  answer "of another place by reference" {
    value = covers_trail({ resources = ["${aws_s3_bucket.a.arn}/AWSLogs/111122223333/*"] }, aws_s3_bucket.a, "trail/")
    is    = undecided("aws_s3_bucket.a.arn")

    resource "aws_s3_bucket" "a" {}
  }
}

function "lets_trail_write" {
  summary = "Whether a bucket's policy lets CloudTrail write the files of a trail with a prefix"
  params  = [bucket, prefix]
  result = anytrue([
    for statement in bucket_statements(bucket) :
    allows_action(statement, "s3:PutObject") && covers_trail(statement, bucket, is_empty(prefix) ? "" : "${prefix}/") &&
    anytrue([for principal in statement.principals : is_principal(principal, "cloudtrail.amazonaws.com")])
  ])

  answer "without a prefix, with one, and nobody" {
    value = [
      lets_trail_write(aws_s3_bucket.a, null),
      lets_trail_write(aws_s3_bucket.a, "trail"),
      lets_trail_write(aws_s3_bucket.b, null),
    ]
    is = [true, false, false]

    resource "aws_s3_bucket" "a" {
      bucket = "a"
    }

    resource "aws_s3_bucket" "b" {}

    resource "aws_s3_bucket_policy" "a" {
      bucket = aws_s3_bucket.a.id
      policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Principal = { Service = "cloudtrail.amazonaws.com" }
          Action    = "s3:PutObject"
          Resource  = "arn:aws:s3:::a/AWSLogs/111122223333/*"
        }]
      })
    }
  }
}
