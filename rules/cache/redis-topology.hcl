function "redis_replicas" {
  summary = "Read replicas of each shard of a replication group: as given, and members that stand apart"
  params  = [group]
  result = (
    (configured(group.replicas_per_node_group) ? group.replicas_per_node_group : coalesce(group.num_cache_clusters, 1) - 1) +
    length(linking(group, "aws_elasticache_cluster", "replication_group_id"))
  )
}

function "replica_argument" {
  summary = "Where a replication group says how many replicas it has"
  params  = [group]
  result  = argument(group, configured(group.replicas_per_node_group) ? "replicas_per_node_group" : "num_cache_clusters")
}

rule "redis-with-too-few-replicas" {
  summary   = "Redis has too few read replicas"
  severity  = "high"
  clauses   = ["A4.1.3"]
  since     = "0.1"
  why       = "Each replica is a place to fail over to; with too few, one lost node leaves reads without a spare."
  remedy    = "Raise num_cache_clusters (the primary counts) or replicas_per_node_group."
  standards = { nist-800-53-r5 = ["CP-10"] }

  target        = "aws_elasticache_replication_group"
  condition     = redis_replicas(self) >= param.cache.replicas
  error_message = "Redis ${address(self)} has ${number_of(redis_replicas(self), "read replica")}; ${param.cache.replicas} are due."
  at            = replica_argument(self)

  fail "one, from arithmetic; one per shard; none" {
    variable "cache" {
      default = { replicas = 1 }
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      num_cache_clusters   = 1 + var.cache.replicas # finding: has one read replica; 2 are due
    }

    resource "aws_elasticache_replication_group" "sharded" {
      replication_group_id    = "sharded"
      description             = "Sessions"
      num_node_groups         = 3
      replicas_per_node_group = 1 # finding: has one read replica
    }

    resource "aws_elasticache_replication_group" "single" { # finding: has no read replica
      replication_group_id = "single"
      description          = "Sessions"
    }
  }

  pass "two; two per shard; two that stand apart" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      num_cache_clusters   = 3
    }

    resource "aws_elasticache_replication_group" "sharded" {
      replication_group_id    = "sharded"
      description             = "Sessions"
      num_node_groups         = 3
      replicas_per_node_group = 2
    }

    resource "aws_elasticache_replication_group" "grown" {
      replication_group_id = "grown"
      description          = "Sessions"
      num_cache_clusters   = 1
    }

    resource "aws_elasticache_cluster" "reader" {
      count = 2

      cluster_id           = "reader-${count.index}"
      replication_group_id = aws_elasticache_replication_group.grown.id
    }
  }

  undecided "an input" {
    variable "nodes" {
      type = number
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      num_cache_clusters   = var.nodes # undecided: var.nodes
    }
  }
}

rule "redis-with-more-replicas" {
  summary  = "Redis has more read replicas than planned"
  severity = "info"
  clauses  = ["A4.1.3"]
  since    = "0.1"
  why      = "Further replicas cost as much as the first without being part of the design."
  remedy   = "Lower num_cache_clusters or replicas_per_node_group, or raise cache.replicas."

  target        = "aws_elasticache_replication_group"
  condition     = redis_replicas(self) <= param.cache.replicas
  error_message = "Redis ${address(self)} has ${number_of(redis_replicas(self), "read replica")}; ${param.cache.replicas} are planned."
  at            = replica_argument(self)

  fail "four nodes" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      num_cache_clusters   = 4 # finding: has 3 read replicas; 2 are planned
    }
  }

  pass "three nodes" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      num_cache_clusters   = 3
    }
  }
}

rule "redis-as-single-node" {
  summary   = "Redis runs as a single node"
  severity  = "high"
  clauses   = ["A4.1.3"]
  since     = "0.1"
  why       = "A stand-alone cluster has no replica: when its node fails, the cache and all sessions in it are lost."
  remedy    = "Use an aws_elasticache_replication_group with replicas instead."
  standards = { nist-800-53-r5 = ["CP-10"] }

  target        = "aws_elasticache_cluster"
  when          = self.engine != "memcached"
  condition     = configured(self.replication_group_id)
  error_message = "Redis ${address(self)} is a single node."
  at            = self.engine

  fail "a stand-alone cluster" {
    resource "aws_elasticache_cluster" "cache" {
      cluster_id = "cache"
      engine     = "redis" # finding
      node_type  = "cache.t4g.micro"
    }
  }

  pass "a member of a group; Memcached is another matter" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
    }

    resource "aws_elasticache_cluster" "reader" {
      cluster_id           = "reader"
      replication_group_id = aws_elasticache_replication_group.cache.id
    }

    resource "aws_elasticache_cluster" "pages" {
      cluster_id      = "pages"
      engine          = "memcached"
      node_type       = "cache.t4g.micro"
      num_cache_nodes = 2
    }
  }
}

rule "redis-not-multi-az" {
  summary   = "Redis is not Multi-AZ"
  severity  = "high"
  clauses   = ["A4.1.4", "A13.3.1"]
  since     = "0.1"
  why       = "Without Multi-AZ all nodes may lie in one zone and fail together."
  remedy    = "Set multi_az_enabled to true; it needs automatic failover and at least one replica."
  standards = { nist-800-53-r5 = ["CP-10", "SC-36"] }

  target        = "aws_elasticache_replication_group"
  condition     = self.multi_az_enabled == true
  error_message = "Redis ${address(self)} is not Multi-AZ."

  fail "a comparison, and left out" {
    locals {
      nodes = 2
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      multi_az_enabled     = local.nodes > 2 # finding
    }

    resource "aws_elasticache_replication_group" "queue" { # finding
      replication_group_id = "queue"
      description          = "Jobs"
    }
  }

  pass "true" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      num_cache_clusters         = 3
      multi_az_enabled           = true
      automatic_failover_enabled = true
    }
  }

  undecided "an input" {
    variable "multi_az" {
      type = bool
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      multi_az_enabled     = var.multi_az # undecided: var.multi_az
    }
  }
}

rule "cache-subnet-group-in-one-zone" {
  summary   = "Subnet group of a Redis cache spans too few zones"
  severity  = "high"
  clauses   = ["A4.1.4", "A13.3.1"]
  since     = "0.1"
  why       = "Multi-AZ places nodes only into zones that the subnet group spans."
  remedy    = "Add subnets of further zones to subnet_ids."
  standards = { nist-800-53-r5 = ["CP-10", "SC-36"] }

  target        = "aws_elasticache_subnet_group"
  when          = length(linking(self, "aws_elasticache_replication_group", "subnet_group_name")) > 0
  condition     = length(zones(self.subnet_ids)) >= param.cache.min_azs
  error_message = "Subnet group ${address(self)} spans ${zone_count(zones(self.subnet_ids))}; ${param.cache.min_azs} zones are due."

  fail "one subnet" {
    resource "aws_subnet" "cache" {
      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = "10.0.30.0/24"
      availability_zone = "us-west-2c"
    }

    resource "aws_elasticache_subnet_group" "this" {
      name       = "cache"
      subnet_ids = [aws_subnet.cache.id] # finding: spans one zone (us-west-2c)
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      subnet_group_name    = aws_elasticache_subnet_group.this.name
    }
  }

  pass "two zones, and a subnet of which nothing is known" {
    resource "aws_subnet" "cache" {
      for_each = { us-west-2b = "10.0.20.0/24", us-west-2c = "10.0.30.0/24" }

      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = each.value
      availability_zone = each.key
    }

    resource "aws_elasticache_subnet_group" "this" {
      name       = "cache"
      subnet_ids = concat(values(aws_subnet.cache)[*].id, ["subnet-0a1b2c3d"])
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      subnet_group_name    = "cache"
    }
  }

  pass "a group that no cache uses" {
    resource "aws_elasticache_subnet_group" "spare" { # not applicable
      name       = "spare"
      subnet_ids = ["subnet-0a1b2c3d"]
    }
  }
}

rule "redis-nodes-in-one-zone" {
  summary   = "Redis asks for too few zones"
  severity  = "high"
  clauses   = ["A4.1.4", "A13.3.1"]
  since     = "0.1"
  why       = "preferred_cache_cluster_azs decides where nodes are placed: all in one zone fail together."
  remedy    = "Name several zones in preferred_cache_cluster_azs, or leave it out."
  standards = { nist-800-53-r5 = ["CP-10", "SC-36"] }

  target        = "aws_elasticache_replication_group"
  when          = configured(self.preferred_cache_cluster_azs)
  condition     = length(distinct(self.preferred_cache_cluster_azs)) >= param.cache.min_azs
  error_message = "Redis ${address(self)} asks for ${join(", ", distinct(self.preferred_cache_cluster_azs))} only; ${param.cache.min_azs} zones are due."

  fail "one zone, three times" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id        = "cache"
      description                 = "Sessions"
      num_cache_clusters          = 3
      preferred_cache_cluster_azs = ["us-west-2c", "us-west-2c", "us-west-2c"] # finding: asks for us-west-2c only
    }
  }

  pass "two zones" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id        = "cache"
      description                 = "Sessions"
      num_cache_clusters          = 3
      preferred_cache_cluster_azs = ["us-west-2b", "us-west-2c", "us-west-2c"]
    }
  }
}

rule "redis-without-failover" {
  summary   = "Redis does not fail over automatically"
  severity  = "high"
  clauses   = ["A4.1.5"]
  since     = "0.1"
  why       = "When the primary fails, writes stop until somebody promotes a replica by hand."
  remedy    = "Set automatic_failover_enabled to true; it needs at least one replica."
  standards = { aws-fsbp = ["ElastiCache.3"], nist-800-53-r5 = ["CP-10"] }

  target        = "aws_elasticache_replication_group"
  condition     = self.automatic_failover_enabled == true
  error_message = "Redis ${address(self)} does not fail over automatically."

  fail "false, and left out" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      automatic_failover_enabled = false # finding
    }

    resource "aws_elasticache_replication_group" "queue" { # finding
      replication_group_id = "queue"
      description          = "Jobs"
    }
  }

  pass "true" {
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      num_cache_clusters         = 2
      automatic_failover_enabled = true
    }
  }

  undecided "an input" {
    variable "failover" {
      type = bool
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      automatic_failover_enabled = var.failover # undecided: var.failover
    }
  }
}
