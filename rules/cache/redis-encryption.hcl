rule "redis-traffic-unencrypted" {
  summary   = "Redis traffic is not encrypted"
  severity  = "high"
  clauses   = ["A4.1.7", "A13.4.3"]
  since     = "0.1"
  why       = "Sessions and whatever else is cached cross the network in clear text, and clients cannot authenticate."
  remedy    = "Set transit_encryption_enabled to true and let clients connect with rediss://."
  standards = { aws-fsbp = ["ElastiCache.5"], nist-800-53-r5 = ["SC-8"] }

  target = "aws_elasticache_replication_group"
  condition = (
    self.transit_encryption_enabled == true ||
    (!configured(self.transit_encryption_enabled) && configured(self.global_replication_group_id) &&
    undecided("whether the global group of ${address(self)} encrypts traffic"))
  )
  error_message = "Redis ${address(self)} does not encrypt traffic."
  at            = self.transit_encryption_enabled

  fail "false from a module's argument, and left out" {
    module "cache" {
      source = "./modules/cache"
      tls    = false
    }

    resource "aws_elasticache_replication_group" "queue" { # finding: aws_elasticache_replication_group.queue
      replication_group_id = "queue"
      description          = "Jobs"
    }

    file "modules/cache/main.tf" {
      variable "tls" {
        type = bool
      }

      resource "aws_elasticache_replication_group" "this" {
        replication_group_id       = "cache"
        description                = "Sessions"
        transit_encryption_enabled = var.tls # finding: module.cache
      }
    }
  }

  pass "true" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      transit_encryption_enabled = true
    }
  }

  undecided "an input; as a global group says" {
    variable "tls" {
      type = bool
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      transit_encryption_enabled = var.tls # undecided: var.tls
    }

    resource "aws_elasticache_replication_group" "secondary" { # undecided: whether the global group
      replication_group_id        = "secondary"
      description                 = "Sessions elsewhere"
      global_replication_group_id = "ldgnf-global"
    }
  }

  fail "false in a member of a global group" {
    resource "aws_elasticache_replication_group" "secondary" {
      replication_group_id        = "secondary"
      description                 = "Sessions elsewhere"
      global_replication_group_id = "ldgnf-global"
      transit_encryption_enabled  = false # finding
    }
  }
}

rule "redis-accepts-unencrypted-clients" {
  summary   = "Redis lets clients in that do not encrypt"
  severity  = "medium"
  clauses   = ["A4.1.7", "A13.4.3"]
  since     = "0.1"
  why       = "The mode preferred is meant for a migration: a client that forgets TLS goes unnoticed."
  remedy    = "Set transit_encryption_mode to required once every client uses TLS."
  standards = { nist-800-53-r5 = ["SC-8"] }

  target        = "aws_elasticache_replication_group"
  when          = param.cache.transit_mode != "preferred"
  condition     = self.transit_encryption_mode != "preferred"
  error_message = "Redis ${address(self)} lets clients in that do not encrypt."

  fail "preferred" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      transit_encryption_enabled = true
      transit_encryption_mode    = "preferred" # finding
    }
  }

  pass "required, and left out" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      transit_encryption_enabled = true
      transit_encryption_mode    = "required"
    }

    resource "aws_elasticache_replication_group" "queue" {
      replication_group_id       = "queue"
      description                = "Jobs"
      transit_encryption_enabled = true
    }
  }

  pass "a migration that is under way" {
    parameters = { "cache.transit_mode" = "preferred" }

    resource "aws_elasticache_replication_group" "cache" { # not applicable
      replication_group_id       = "cache"
      description                = "Sessions"
      transit_encryption_enabled = true
      transit_encryption_mode    = "preferred"
    }
  }
}

rule "redis-without-authentication" {
  summary   = "Redis asks clients for no password"
  severity  = "info"
  clauses   = ["A4.1.7"]
  since     = "0.1"
  why       = "Encryption alone lets in whoever reaches the port."
  remedy    = "Set user_group_ids (or auth_token) so that clients must authenticate."
  standards = { nist-800-53-r5 = ["IA-2"] }

  target        = "aws_elasticache_replication_group"
  when          = self.transit_encryption_enabled == true
  condition     = configured(self.auth_token) || configured(self.user_group_ids)
  error_message = "Redis ${address(self)} asks clients for no password."
  at            = self.transit_encryption_enabled

  fail "encrypted, but open" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      transit_encryption_enabled = true # finding
    }
  }

  pass "a token, and users" {
    variable "token" {
      type      = string
      sensitive = true
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      transit_encryption_enabled = true
      auth_token                 = var.token
    }

    resource "aws_elasticache_replication_group" "queue" {
      replication_group_id       = "queue"
      description                = "Jobs"
      transit_encryption_enabled = true
      user_group_ids             = ["workers"]
    }
  }
}

rule "redis-storage-unencrypted" {
  summary   = "Redis is not encrypted at rest"
  severity  = "high"
  clauses   = ["A4.1.8", "A13.4.2"]
  since     = "0.1"
  why       = "Snapshots and swapped memory hold the data in clear text, and a group cannot be encrypted afterwards."
  remedy    = "Set at_rest_encryption_enabled to true; an existing group must be restored from its snapshot."
  standards = { aws-fsbp = ["ElastiCache.4"], nist-800-53-r5 = ["SC-28"] }

  target = "aws_elasticache_replication_group"
  condition = (
    configured(self.at_rest_encryption_enabled) ? tobool(self.at_rest_encryption_enabled) :
    configured(self.snapshot_name) || configured(self.global_replication_group_id) ? undecided("whether what ${address(self)} starts from is encrypted") :
    self.engine == "valkey"
  )
  error_message = "Redis ${address(self)} is not encrypted at rest."
  at            = self.at_rest_encryption_enabled

  fail "false as a text, and left out" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      at_rest_encryption_enabled = "false" # finding
    }

    resource "aws_elasticache_replication_group" "queue" { # finding
      replication_group_id = "queue"
      description          = "Jobs"
      engine               = "redis"
    }
  }

  pass "true, true as a text, and Valkey, which is encrypted by default" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      at_rest_encryption_enabled = true
    }

    resource "aws_elasticache_replication_group" "queue" {
      replication_group_id       = "queue"
      description                = "Jobs"
      at_rest_encryption_enabled = "true"
    }

    resource "aws_elasticache_replication_group" "valkey" {
      replication_group_id = "valkey"
      description          = "Sessions"
      engine               = "valkey"
    }
  }

  undecided "an input; as its snapshot is" {
    variable "encrypted" {
      type = bool
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      at_rest_encryption_enabled = var.encrypted # undecided: var.encrypted
    }

    resource "aws_elasticache_replication_group" "restored" { # undecided: whether what aws_elasticache_replication_group.restored starts from is encrypted
      replication_group_id = "restored"
      description          = "Sessions"
      snapshot_name        = "before-migration"
    }
  }

  undecided "as a global group says" {
    resource "aws_elasticache_replication_group" "secondary" { # undecided: whether what
      replication_group_id        = "secondary"
      description                 = "Sessions elsewhere"
      global_replication_group_id = "ldgnf-global"
    }
  }
}

rule "redis-without-own-key" {
  summary   = "Redis is not encrypted with a key of one's own"
  severity  = "high"
  clauses   = ["A4.1.8", "A13.4.2"]
  since     = "0.1"
  why       = "Only a key of one's own can be restricted, audited and revoked apart from the cache."
  remedy    = "Set kms_key_id to the ARN of an aws_kms_key."
  standards = { nist-800-53-r5 = ["SC-12", "SC-28"] }

  target        = "aws_elasticache_replication_group"
  when          = param.cache.require_cmk
  condition     = is_managed_key(self.kms_key_id)
  error_message = "Redis ${address(self)} is not encrypted with a key of one's own."

  fail "no key" {
    parameters = { "cache.require_cmk" = true }

    resource "aws_elasticache_replication_group" "cache" { # finding
      replication_group_id       = "cache"
      description                = "Sessions"
      at_rest_encryption_enabled = true
    }
  }

  pass "a key" {
    parameters = { "cache.require_cmk" = true }

    resource "aws_kms_key" "data" {}

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      at_rest_encryption_enabled = true
      kms_key_id                 = aws_kms_key.data.arn
    }
  }
}
