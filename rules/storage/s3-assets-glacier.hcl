function "assets_transitions" {
  summary = "A bucket's moves to Glacier, see transitions(), of what storage.assets_glacier_scope says: old versions alone, or current objects"
  params  = [bucket]
  result = [
    for transition in transitions(bucket) : transition
    if transition.enabled && contains(param.storage.glacier_classes, transition.storage_class) &&
    transition.noncurrent == (param.storage.assets_glacier_scope == "noncurrent")
  ]
}

rule "assets-never-archived" {
  summary  = "Assets never move to Glacier"
  severity = "medium"
  clauses  = ["A5.1.3"]
  since    = "0.1"
  why      = "What nobody asks for any more costs as much as what is asked for every second."
  remedy   = "Add a lifecycle rule for the whole bucket with a transition to GLACIER_IR."

  target        = "aws_s3_bucket"
  when          = is_bucket_named(self, param.naming.bucket_assets)
  condition     = length(assets_transitions(self)) > 0
  error_message = "Nothing in ${address(self)} ever moves to ${join(" or ", param.storage.glacier_classes)}."
  note          = "Objects below 128 KB stay where they are, unless transition_default_minimum_object_size says otherwise."

  fail "no rule, another class, switched off, old versions alone" {
    parameters = { "naming.bucket_assets" = "assets" }

    resource "aws_s3_bucket" "none" { # finding: Nothing in aws_s3_bucket.none ever moves to GLACIER or GLACIER_IR
      bucket = "assets"
    }

    variable "rules" {
      default = {
        class = { status = "Enabled", class = "STANDARD_IA" }
        off   = { status = "Disabled", class = "GLACIER" }
      }
    }

    resource "aws_s3_bucket" "all" { # finding
      for_each = merge(var.rules, { old = null })

      bucket = "assets-${each.key}"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "all" {
      for_each = var.rules

      bucket = aws_s3_bucket.all[each.key].id

      rule {
        id     = "all"
        status = each.value.status

        filter {}

        transition {
          days          = 90
          storage_class = each.value.class
        }
      }
    }

    resource "aws_s3_bucket_lifecycle_configuration" "old" {
      bucket = aws_s3_bucket.all["old"].id

      rule {
        id     = "all"
        status = "Enabled"

        filter {}

        noncurrent_version_transition {
          noncurrent_days = 90
          storage_class   = "GLACIER"
        }
      }
    }
  }

  pass "a rule; inside the bucket; another bucket" {
    parameters = { "naming.bucket_assets" = "assets" }

    resource "aws_s3_bucket" "assets" {
      bucket = "assets"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "assets" {
      bucket = aws_s3_bucket.assets.id

      rule {
        id     = "all"
        status = "Enabled"

        filter {}

        transition {
          days          = 90
          storage_class = "GLACIER_IR"
        }
      }
    }

    resource "aws_s3_bucket" "inside" {
      bucket = "assets-test"

      lifecycle_rule {
        enabled = true

        transition {
          days          = 90
          storage_class = "GLACIER"
        }
      }
    }

    resource "aws_s3_bucket" "logs" { # not applicable
      bucket = "logs"
    }
  }

  pass "old versions, where they are meant" {
    parameters = { "naming.bucket_assets" = "assets", "storage.assets_glacier_scope" = "noncurrent" }

    resource "aws_s3_bucket" "assets" {
      bucket = "assets"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "assets" {
      bucket = aws_s3_bucket.assets.id

      rule {
        id     = "all"
        status = "Enabled"

        filter {}

        noncurrent_version_transition {
          noncurrent_days = 90
          storage_class   = "GLACIER"
        }
      }
    }
  }

  undecided "a class that is an input" {
    parameters = { "naming.bucket_assets" = "assets" }

    variable "class" {
      type = string
    }

    resource "aws_s3_bucket" "assets" { # undecided: var.class
      bucket = "assets"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "assets" {
      bucket = aws_s3_bucket.assets.id

      rule {
        id     = "all"
        status = "Enabled"

        filter {}

        transition {
          days          = 90
          storage_class = var.class
        }
      }
    }
  }
}

rule "assets-archived-off-plan" {
  summary  = "Assets move to Glacier sooner or later than planned"
  severity = "medium"
  clauses  = ["A5.1.3"]
  since    = "0.1"
  why      = "Too soon, what is still asked for costs more to read; too late, what is not costs more to keep."
  remedy   = "Set the days of the transition to the planned number."

  target        = "aws_s3_bucket"
  when          = is_bucket_named(self, param.naming.bucket_assets) && length(assets_transitions(self)) > 0
  condition     = anytrue([for transition in assets_transitions(self) : moves_after(transition, param.storage.assets_glacier_days)])
  error_message = "Objects of ${address(self)} move to Glacier after ${join(" or ", [for transition in assets_transitions(self) : coalesce(transition.days, "unknown")])} days; ${param.storage.assets_glacier_days} are planned."
  at            = assets_transitions(self)[0].at

  fail "a month" {
    parameters = { "naming.bucket_assets" = "assets" }

    resource "aws_s3_bucket" "assets" {
      bucket = "assets"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "assets" {
      bucket = aws_s3_bucket.assets.id

      rule {
        id     = "all"
        status = "Enabled"

        filter {}

        transition {
          days          = 30 # finding: after 30 days; 90 are planned
          storage_class = "GLACIER_IR"
        }
      }
    }
  }

  pass "as planned, after an earlier class" {
    parameters = { "naming.bucket_assets" = "assets" }

    resource "aws_s3_bucket" "assets" {
      bucket = "assets"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "assets" {
      bucket = aws_s3_bucket.assets.id

      rule {
        id     = "all"
        status = "Enabled"

        filter {}

        transition {
          days          = 30
          storage_class = "STANDARD_IA"
        }

        transition {
          days          = 90
          storage_class = "GLACIER"
        }
      }
    }

    resource "aws_s3_bucket" "none" { # not applicable
      bucket = "assets-test"
    }
  }

  pass "one of two; another bucket" {
    parameters = { "naming.bucket_assets" = "assets" }

    resource "aws_s3_bucket" "assets" {
      bucket = "assets"

      lifecycle_rule {
        enabled = true
        prefix  = "old/"

        transition {
          days          = 7
          storage_class = "GLACIER"
        }
      }

      lifecycle_rule {
        enabled = true

        transition {
          days          = 90
          storage_class = "GLACIER"
        }
      }
    }

    resource "aws_s3_bucket" "logs" { # not applicable
      bucket = "logs"

      lifecycle_rule {
        enabled = true

        transition {
          days          = 7
          storage_class = "GLACIER"
        }
      }
    }
  }

  undecided "a date" {
    parameters = { "naming.bucket_assets" = "assets" }

    resource "aws_s3_bucket" "assets" {
      bucket = "assets"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "assets" {
      bucket = aws_s3_bucket.assets.id

      rule {
        id     = "all"
        status = "Enabled"

        filter {}

        transition { # undecided
          date          = "2027-01-01T00:00:00Z"
          storage_class = "GLACIER"
        }
      }
    }
  }
}

rule "assets-archived-in-part" {
  summary  = "Only some assets move to Glacier"
  severity = "low"
  clauses  = ["A5.1.3"]
  since    = "0.1"
  why      = "What lies under another prefix, or has another tag, stays in the dearest class for ever."
  remedy   = "Leave the filter of the lifecycle rule empty."

  target = "aws_s3_bucket"
  when = is_bucket_named(self, param.naming.bucket_assets) && param.storage.assets_glacier_scope == "bucket" && anytrue([
    for transition in assets_transitions(self) : moves_after(transition, param.storage.assets_glacier_days)
  ])
  condition = anytrue([
    for transition in assets_transitions(self) : transition.whole && moves_after(transition, param.storage.assets_glacier_days)
  ])
  error_message = "Only some objects of ${address(self)} move to Glacier."
  at            = assets_transitions(self)[0].at

  fail "a prefix; all of them, at another time" {
    parameters = { "naming.bucket_assets" = "assets" }

    resource "aws_s3_bucket" "assets" {
      bucket = "assets"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "assets" {
      bucket = aws_s3_bucket.assets.id

      rule {
        id     = "uploads"
        status = "Enabled"

        filter {
          prefix = "uploads/"
        }

        transition {
          days          = 90 # finding
          storage_class = "GLACIER"
        }
      }

      rule {
        id     = "all"
        status = "Enabled"

        filter {}

        transition {
          days          = 365
          storage_class = "GLACIER"
        }
      }
    }
  }

  pass "all of them; another bucket" {
    parameters = { "naming.bucket_assets" = "assets" }

    resource "aws_s3_bucket" "assets" {
      bucket = "assets"
    }

    resource "aws_s3_bucket_lifecycle_configuration" "assets" {
      bucket = aws_s3_bucket.assets.id

      rule {
        id     = "uploads"
        status = "Enabled"

        filter {
          prefix = "uploads/"
        }

        transition {
          days          = 90
          storage_class = "GLACIER"
        }
      }

      rule {
        id     = "all"
        status = "Enabled"

        filter {}

        transition {
          days          = 90
          storage_class = "GLACIER"
        }
      }
    }

    resource "aws_s3_bucket" "none" { # not applicable
      bucket = "assets-test"
    }

    resource "aws_s3_bucket" "logs" { # not applicable
      bucket = "logs"

      lifecycle_rule {
        enabled = true
        prefix  = "a/"

        transition {
          days          = 90
          storage_class = "GLACIER"
        }
      }
    }
  }

  pass "a prefix, where that is meant" {
    parameters = { "naming.bucket_assets" = "assets", "storage.assets_glacier_scope" = "prefix" }

    resource "aws_s3_bucket" "assets" { # not applicable
      bucket = "assets"

      lifecycle_rule {
        enabled = true
        prefix  = "a/"

        transition {
          days          = 90
          storage_class = "GLACIER"
        }
      }
    }
  }
}

rule "assets-archived-unreadable" {
  summary  = "Assets move to where they cannot be read without being restored first"
  severity = "info"
  clauses  = ["A5.1.3"]
  since    = "0.1"
  why      = "A page that asks for an object in GLACIER gets an error until somebody has restored it, for hours."
  remedy   = "Move assets to GLACIER_IR, or old versions alone (storage.assets_glacier_scope)."

  target        = "aws_s3_bucket"
  when          = is_bucket_named(self, param.naming.bucket_assets) && param.storage.assets_glacier_scope != "noncurrent" && length(assets_transitions(self)) > 0
  condition     = alltrue([for transition in assets_transitions(self) : transition.storage_class == "GLACIER_IR"])
  error_message = "Objects of ${address(self)} move to ${join(" and ", distinct([for transition in assets_transitions(self) : transition.storage_class]))}."
  at            = [for transition in assets_transitions(self) : transition.at if transition.storage_class != "GLACIER_IR"][0]

  fail "GLACIER alone" {
    parameters = { "naming.bucket_assets" = "assets" }

    resource "aws_s3_bucket" "assets" {
      bucket = "assets"

      lifecycle_rule {
        enabled = true

        transition {
          days          = 90 # finding: move to GLACIER.
          storage_class = "GLACIER"
        }
      }
    }
  }

  fail "GLACIER at last" {
    parameters = { "naming.bucket_assets" = "assets" }

    resource "aws_s3_bucket" "assets" {
      bucket = "assets"

      lifecycle_rule {
        enabled = true

        transition {
          days          = 90
          storage_class = "GLACIER_IR"
        }

        transition {
          days          = 365 # finding: move to GLACIER_IR and GLACIER
          storage_class = "GLACIER"
        }
      }
    }
  }

  pass "GLACIER_IR; another bucket" {
    parameters = { "naming.bucket_assets" = "assets" }

    resource "aws_s3_bucket" "assets" {
      bucket = "assets"

      lifecycle_rule {
        enabled = true

        transition {
          days          = 90
          storage_class = "GLACIER_IR"
        }
      }
    }

    resource "aws_s3_bucket" "none" { # not applicable
      bucket = "assets-test"
    }

    resource "aws_s3_bucket" "logs" { # not applicable
      bucket = "logs"

      lifecycle_rule {
        enabled = true

        transition {
          days          = 90
          storage_class = "GLACIER"
        }
      }
    }
  }

  pass "old versions" {
    parameters = { "naming.bucket_assets" = "assets", "storage.assets_glacier_scope" = "noncurrent" }

    resource "aws_s3_bucket" "assets" { # not applicable
      bucket = "assets"

      lifecycle_rule {
        enabled = true

        noncurrent_version_transition {
          days          = 90
          storage_class = "GLACIER"
        }
      }
    }
  }
}
