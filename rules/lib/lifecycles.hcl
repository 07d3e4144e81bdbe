# What becomes of a bucket's objects, whether lifecycle rules stand inside the bucket or apart.

function "lifecycle_rules" {
  summary = "A bucket's lifecycle rules: {enabled, prefix, whole, days, noncurrent_days, expiry_at, at}"
  params  = [bucket]
  result  = concat(standalone_lifecycle_rules(bucket), inline_lifecycle_rules(bucket))

  answer "inside and apart" {
    value = [for bucket in [aws_s3_bucket.apart, aws_s3_bucket.inside, aws_s3_bucket.none] : length(lifecycle_rules(bucket))]
    is    = [2, 1, 0]

    resource "aws_s3_bucket" "apart" {
      bucket = "apart"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "apart" {
      bucket = aws_s3_bucket.apart.id

      rule {
        id     = "all"
        status = "Enabled"

        filter {}

        expiration {
          days = 90
        }

        noncurrent_version_expiration {
          noncurrent_days = 30
        }
      }

      rule {
        id     = "logs"
        status = "Disabled"

        filter {
          prefix = "logs/"
        }

        expiration {
          days = 7
        }
      }
    }

    resource "aws_s3_bucket" "inside" {
      bucket = "inside"

      lifecycle_rule {
        enabled = true
        prefix  = "tmp/"

        expiration {
          days = 3
        }
      }
    }

    resource "aws_s3_bucket" "none" {
      bucket = "none"
    }
  }
}

function "standalone_lifecycle_rules" {
  summary = "Lifecycle rules of aws_s3_bucket_lifecycle_configuration resources"
  params  = [bucket]
  result = flatten([
    for config in linking(bucket, "aws_s3_bucket_lifecycle_configuration", "bucket") : [
      for i, rule in config.rule : {
        enabled         = rule.status == "Enabled"
        prefix          = coalesce(rule_prefix(rule), "/")
        whole           = is_empty(rule_prefix(rule)) && !has_narrow_filter(rule)
        days            = coalesce(one(rule.expiration[*].days), 0)
        noncurrent_days = coalesce(one(rule.noncurrent_version_expiration[*].noncurrent_days), 0)
        expiry_at       = argument(config, "rule[${i}].expiration[0].days")
        noncurrent_at   = argument(config, "rule[${i}].noncurrent_version_expiration[0].noncurrent_days")
      }
    ]
  ])

  answer "for all objects, and for a prefix" {
    value = [for rule in standalone_lifecycle_rules(aws_s3_bucket.apart) : "${rule.enabled} ${rule.prefix} ${rule.whole} ${rule.days} ${rule.noncurrent_days}"]
    is    = ["true / true 90 30", "false logs/ false 7 0"]

    resource "aws_s3_bucket" "apart" {
      bucket = "apart"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "apart" {
      bucket = aws_s3_bucket.apart.id

      rule {
        id     = "all"
        status = "Enabled"

        filter {}

        expiration {
          days = 90
        }

        noncurrent_version_expiration {
          noncurrent_days = 30
        }
      }

      rule {
        id     = "logs"
        status = "Disabled"

        filter {
          prefix = "logs/"
        }

        expiration {
          days = 7
        }
      }
    }
  }
}

function "inline_lifecycle_rules" {
  summary = "Lifecycle rules inside a bucket"
  params  = [bucket]
  result = [
    for i, rule in bucket.lifecycle_rule[*] : {
      enabled         = rule.enabled == true
      prefix          = coalesce(rule.prefix, "/")
      whole           = is_empty(rule.prefix) && length(merge(rule.tags, {})) == 0
      days            = coalesce(one(rule.expiration[*].days), 0)
      noncurrent_days = coalesce(one(rule.noncurrent_version_expiration[*].days), 0)
      expiry_at       = argument(bucket, "lifecycle_rule[${i}].expiration[0].days")
      noncurrent_at   = argument(bucket, "lifecycle_rule[${i}].noncurrent_version_expiration[0].days")
    }
  ]

  answer "for a prefix" {
    value = [for rule in inline_lifecycle_rules(aws_s3_bucket.inside) : "${rule.enabled} ${rule.prefix} ${rule.whole} ${rule.days} ${rule.noncurrent_days}"]
    is    = ["true tmp/ false 3 0"]

    resource "aws_s3_bucket" "inside" {
      bucket = "inside"

      lifecycle_rule {
        enabled = true
        prefix  = "tmp/"

        expiration {
          days = 3
        }
      }
    }
  }
}

function "rule_prefix" {
  summary = "The prefix that a lifecycle rule is limited to, in either of its places; null or empty if it is not"
  params  = [rule]
  result  = one(concat(rule.filter[*].prefix, [for prefix in [rule.prefix] : prefix if length(rule.filter) == 0]))

  answer "in a filter, beside none, and nowhere" {
    value = [for rule in aws_s3_bucket_lifecycle_configuration.a.rule : is_empty(rule_prefix(rule)) ? "-" : rule_prefix(rule)]
    is    = ["logs/", "old/", "-"]

    resource "aws_s3_bucket_lifecycle_configuration" "a" {
      bucket = "a"

      rule {
        id     = "filter"
        status = "Enabled"

        filter {
          prefix = "logs/"
        }
      }

      rule {
        id     = "older"
        status = "Enabled"
        prefix = "old/"
      }

      rule {
        id     = "all"
        status = "Enabled"

        filter {}
      }
    }
  }
}

function "has_narrow_filter" {
  summary = "Whether a lifecycle rule is limited to tags or sizes, or by several things at once"
  params  = [rule]
  result = anytrue([
    for filter in rule.filter :
    length(filter.tag) > 0 || length(filter.and) > 0 || coalesce(filter.object_size_greater_than, 0) != 0 || coalesce(filter.object_size_less_than, 0) != 0
  ])

  answer "a tag, a size, several things, a prefix, and nothing" {
    value = [for rule in aws_s3_bucket_lifecycle_configuration.a.rule : has_narrow_filter(rule)]
    is    = [true, true, true, false, false]

    resource "aws_s3_bucket_lifecycle_configuration" "a" {
      bucket = "a"

      rule {
        id     = "tag"
        status = "Enabled"

        filter {
          tag {
            key   = "keep"
            value = "no"
          }
        }
      }

      rule {
        id     = "size"
        status = "Enabled"

        filter {
          object_size_greater_than = 1024
        }
      }

      rule {
        id     = "both"
        status = "Enabled"

        filter {
          and {
            prefix = "a/"
            tags   = { keep = "no" }
          }
        }
      }

      rule {
        id     = "prefix"
        status = "Enabled"

        filter {
          prefix = "a/"
        }
      }

      rule {
        id     = "all"
        status = "Enabled"

        filter {}
      }
    }
  }
}

function "expiring_rules" {
  summary = "A bucket's lifecycle rules that are on and delete objects"
  params  = [bucket]
  result  = [for rule in lifecycle_rules(bucket) : rule if rule.enabled && rule.days > 0]

  answer "those that are on" {
    value = [for rule in expiring_rules(aws_s3_bucket.apart) : rule.days]
    is    = [90]

    resource "aws_s3_bucket" "apart" {
      bucket = "apart"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "apart" {
      bucket = aws_s3_bucket.apart.id

      rule {
        id     = "all"
        status = "Enabled"

        filter {}

        expiration {
          days = 90
        }

        noncurrent_version_expiration {
          noncurrent_days = 30
        }
      }

      rule {
        id     = "logs"
        status = "Disabled"

        filter {
          prefix = "logs/"
        }

        expiration {
          days = 7
        }
      }
    }
  }
}

function "whole_bucket_rules" {
  summary = "A bucket's lifecycle rules that are on, delete objects and are limited to nothing"
  params  = [bucket]
  result  = [for rule in expiring_rules(bucket) : rule if rule.whole]

  answer "those that are for everything" {
    value = [for bucket in [aws_s3_bucket.apart, aws_s3_bucket.inside] : length(whole_bucket_rules(bucket))]
    is    = [1, 0]

    resource "aws_s3_bucket" "apart" {
      bucket = "apart"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "apart" {
      bucket = aws_s3_bucket.apart.id

      rule {
        id     = "all"
        status = "Enabled"

        filter {}

        expiration {
          days = 90
        }

        noncurrent_version_expiration {
          noncurrent_days = 30
        }
      }

      rule {
        id     = "logs"
        status = "Disabled"

        filter {
          prefix = "logs/"
        }

        expiration {
          days = 7
        }
      }
    }

    resource "aws_s3_bucket" "inside" {
      bucket = "inside"

      lifecycle_rule {
        enabled = true
        prefix  = "tmp/"

        expiration {
          days = 3
        }
      }
    }
  }
}

function "logs_expiry_days" {
  summary = "Days that objects of the logs bucket are kept: those of the prefix, else those of all"
  params  = [prefix]
  result = coalesce(concat(
    [for other in param.storage.logs_expiry_overrides : other.days if other.prefix == prefix],
    [param.storage.logs_expiry_days],
  )...)

  answer "of a prefix that is kept longer, and of all others" {
    parameters = { "storage.logs_expiry_days" = 90, "storage.logs_expiry_overrides" = [{ prefix = "audit/", days = 365 }] }
    value      = [logs_expiry_days("audit/"), logs_expiry_days("/")]
    is         = [365, 90]
  }
}

function "transitions" {
  summary = "When a bucket's objects move to another storage class: {enabled, whole, noncurrent, days, storage_class, at}, noncurrent for old versions; days are null where there is a date instead"
  params  = [bucket]
  result = concat(
    flatten([
      for config in linking(bucket, "aws_s3_bucket_lifecycle_configuration", "bucket") : [
        for i, rule in config.rule : concat(
          [
            for j, transition in rule.transition : {
              enabled       = rule.status == "Enabled"
              whole         = is_empty(rule_prefix(rule)) && !has_narrow_filter(rule)
              noncurrent    = false
              days          = is_empty(transition.date) ? coalesce(transition.days, 0) : null
              storage_class = transition.storage_class
              at            = argument(config, "rule[${i}].transition[${j}].days")
            }
          ],
          [
            for j, transition in rule.noncurrent_version_transition : {
              enabled       = rule.status == "Enabled"
              whole         = is_empty(rule_prefix(rule)) && !has_narrow_filter(rule)
              noncurrent    = true
              days          = transition.noncurrent_days
              storage_class = transition.storage_class
              at            = argument(config, "rule[${i}].noncurrent_version_transition[${j}].noncurrent_days")
            }
          ],
        )
      ]
    ]),
    flatten([
      for i, rule in bucket.lifecycle_rule[*] : concat(
        [
          for j, transition in rule.transition : {
            enabled       = rule.enabled == true
            whole         = is_empty(rule.prefix) && length(merge(rule.tags, {})) == 0
            noncurrent    = false
            days          = is_empty(transition.date) ? coalesce(transition.days, 0) : null
            storage_class = transition.storage_class
            at            = argument(bucket, "lifecycle_rule[${i}].transition[${j}].days")
          }
        ],
        [
          for j, transition in rule.noncurrent_version_transition : {
            enabled       = rule.enabled == true
            whole         = is_empty(rule.prefix) && length(merge(rule.tags, {})) == 0
            noncurrent    = true
            days          = transition.days
            storage_class = transition.storage_class
            at            = argument(bucket, "lifecycle_rule[${i}].noncurrent_version_transition[${j}].days")
          }
        ],
      )
    ]),
  )

  answer "apart and inside, of objects and of old versions" {
    value = [
      for bucket in [aws_s3_bucket.apart, aws_s3_bucket.inside] :
      [for transition in transitions(bucket) : "${transition.enabled} ${transition.whole} ${transition.noncurrent} ${transition.days} ${transition.storage_class} ${transition.at.path}"]
    ]
    is = [
      [
        "true false false 90 GLACIER rule[0].transition[0].days",
        "true false true 30 GLACIER_IR rule[0].noncurrent_version_transition[0].noncurrent_days",
      ],
      [
        "false true false 60 GLACIER lifecycle_rule[0].transition[0].days",
        "true false true 7 GLACIER lifecycle_rule[1].noncurrent_version_transition[0].days",
      ],
    ]

    resource "aws_s3_bucket" "apart" {
      bucket = "apart"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "apart" {
      bucket = aws_s3_bucket.apart.id

      rule {
        id     = "a"
        status = "Enabled"

        filter {
          prefix = "a/"
        }

        transition {
          days          = 90
          storage_class = "GLACIER"
        }

        noncurrent_version_transition {
          noncurrent_days = 30
          storage_class   = "GLACIER_IR"
        }
      }
    }

    resource "aws_s3_bucket" "inside" {
      bucket = "inside"

      lifecycle_rule {
        enabled = false

        transition {
          days          = 60
          storage_class = "GLACIER"
        }
      }

      lifecycle_rule {
        enabled = true
        prefix  = "a/"

        noncurrent_version_transition {
          days          = 7
          storage_class = "GLACIER"
        }
      }
    }
  }
}

function "moves_after" {
  summary = "Whether a transition, see transitions(), is due after so many days; not known of one that has a date"
  params  = [transition, days]
  result  = transition.days == null ? undecided("the date of a transition") : transition.days == days

  answer "days, and a date" {
    value = [for transition in [{ days = 90 }, { days = 30 }, { days = null }] : moves_after(transition, 90)]
    is    = [true, false, undecided("the date of a transition")]
  }
}
