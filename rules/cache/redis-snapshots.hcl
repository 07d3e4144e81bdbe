rule "redis-without-snapshots" {
  summary   = "Redis takes no daily snapshots, or keeps them too short"
  severity  = "medium"
  clauses   = ["A4.1.6"]
  since     = "0.1"
  why       = "What is deleted by mistake, or lost with all nodes, cannot be brought back."
  remedy    = "Set snapshot_retention_limit to the number of days that snapshots are to be kept."
  standards = { aws-fsbp = ["ElastiCache.1"], nist-800-53-r5 = ["CP-9"] }

  target        = ["aws_elasticache_replication_group", "aws_elasticache_cluster"]
  when          = node_type(self) == "aws_elasticache_replication_group" || (self.engine != "memcached" && !configured(self.replication_group_id))
  condition     = coalesce(self.snapshot_retention_limit, 0) >= param.cache.snapshot_retention_days
  error_message = "Redis ${address(self)} keeps ${coalesce(self.snapshot_retention_limit, 0) == 0 ? "no daily snapshots" : "daily snapshots for ${number_of(self.snapshot_retention_limit, "day")}"}; they are due for ${number_of(param.cache.snapshot_retention_days, "day")}."
  at            = self.snapshot_retention_limit

  fail "left out, zero, a single node" {
    locals {
      keep = { sessions = 0 }
    }

    resource "aws_elasticache_replication_group" "cache" { # finding: keeps no daily snapshots; they are due for one day
      replication_group_id = "cache"
      description          = "Pages"
    }

    resource "aws_elasticache_replication_group" "sessions" {
      replication_group_id     = "sessions"
      description              = "Sessions"
      snapshot_retention_limit = local.keep.sessions # finding
    }

    resource "aws_elasticache_cluster" "single" { # finding
      cluster_id = "single"
      engine     = "redis"
    }
  }

  fail "not as long as is asked for" {
    parameters = { "cache.snapshot_retention_days" = 7 }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id     = "cache"
      description              = "Sessions"
      snapshot_retention_limit = 6 # finding: for 6 days; they are due for 7 days
    }
  }

  pass "a day; members of a group and Memcached are others" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id     = "cache"
      description              = "Sessions"
      snapshot_retention_limit = 1
    }

    resource "aws_elasticache_cluster" "reader" { # not applicable
      cluster_id           = "reader"
      replication_group_id = aws_elasticache_replication_group.cache.id
    }

    resource "aws_elasticache_cluster" "pages" { # not applicable
      cluster_id = "pages"
      engine     = "memcached"
    }
  }

  undecided "an input" {
    variable "days" {
      type = number
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id     = "cache"
      description              = "Sessions"
      snapshot_retention_limit = var.days # undecided: var.days
    }
  }
}
