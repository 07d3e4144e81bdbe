# What becomes of a bucket's objects, whether lifecycle rules stand inside the bucket or apart.

function "is_bucket_named" {
  summary = "Whether a bucket has a name, or one that begins with it (NAME-staging); an empty name is none"
  params  = [bucket, name]
  result  = name != "" && (bucket.bucket == name || startswith(bucket.bucket, "${name}-"))
}

function "lifecycle_rules" {
  summary = "A bucket's lifecycle rules: {enabled, prefix, whole, days, noncurrent_days, expiry_at, at}"
  params  = [bucket]
  result  = concat(standalone_lifecycle_rules(bucket), inline_lifecycle_rules(bucket))
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
}

function "rule_prefix" {
  summary = "The prefix that a lifecycle rule is limited to, in either of its places; null or empty if it is not"
  params  = [rule]
  result  = one(concat(rule.filter[*].prefix, [for prefix in [rule.prefix] : prefix if length(rule.filter) == 0]))
}

function "has_narrow_filter" {
  summary = "Whether a lifecycle rule is limited to tags or sizes, or by several things at once"
  params  = [rule]
  result = anytrue([
    for filter in rule.filter :
    length(filter.tag) > 0 || length(filter.and) > 0 || coalesce(filter.object_size_greater_than, 0) != 0 || coalesce(filter.object_size_less_than, 0) != 0
  ])
}

function "expiring_rules" {
  summary = "A bucket's lifecycle rules that are on and delete objects"
  params  = [bucket]
  result  = [for rule in lifecycle_rules(bucket) : rule if rule.enabled && rule.days > 0]
}

function "whole_bucket_rules" {
  summary = "A bucket's lifecycle rules that are on, delete objects and are limited to nothing"
  params  = [bucket]
  result  = [for rule in expiring_rules(bucket) : rule if rule.whole]
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
}

function "logs_expiry_days" {
  summary = "Days that objects of the logs bucket are kept: those of the prefix, else those of all"
  params  = [prefix]
  result = coalesce(concat(
    [for other in param.storage.logs_expiry_overrides : other.days if other.prefix == prefix],
    [param.storage.logs_expiry_days],
  )...)
}
