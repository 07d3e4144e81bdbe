rule "aurora-without-instances" {
  summary   = "Database cluster has no instances"
  severity  = "high"
  clauses   = ["A3.2.1", "A13.3.1"]
  since     = "0.1"
  why       = "A cluster is storage; without an instance nothing answers at its endpoints."
  remedy    = "Add aws_rds_cluster_instance resources."
  standards = { nist-800-53-r5 = ["CP-10"] }

  target        = "aws_rds_cluster"
  when          = is_aurora(self)
  condition     = length(instances_of(self)) > 0
  error_message = "Cluster ${address(self)} has no instances."

  fail "none" {
    resource "aws_rds_cluster" "main" { # finding: Cluster aws_rds_cluster.main has no instances
      engine = "aurora-mysql"
    }
  }

  pass "one; a cluster of another kind" {
    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }

    resource "aws_rds_cluster" "serverless" { # not applicable
      engine      = "aurora-mysql"
      engine_mode = "serverless"
    }
  }

  undecided "how many there are is an input" {
    variable "instances" {
      type = number
    }

    resource "aws_rds_cluster" "main" { # undecided: var.instances
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "all" {
      count = var.instances

      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }
}

rule "aurora-with-too-few-instances" {
  summary   = "Database cluster has too few instances"
  severity  = "high"
  clauses   = ["A3.2.4", "A13.3.1"]
  since     = "0.1"
  why       = "When the writer fails, a reader takes its place in seconds; without one RDS makes a new instance first, and until then nothing is read or written."
  remedy    = "Add readers: further aws_rds_cluster_instance resources in other zones."
  standards = { aws-fsbp = ["RDS.15"], nist-800-53-r5 = ["CP-10"] }

  target        = "aws_rds_cluster"
  when          = is_aurora(self) && length(instances_of(self)) > 0
  condition     = length(instances_of(self)) >= (is_production() ? param.database.min_instances : param.database.nonprod_min_instances)
  error_message = "Cluster ${address(self)} has ${number_of(length(instances_of(self)), "instance")}; ${is_production() ? param.database.min_instances : param.database.nonprod_min_instances} are due."
  at            = argument(instances_of(self)[0], "count")

  fail "one" {
    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "a" { # finding: Cluster aws_rds_cluster.main has one instance; 2 are due
      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }

  pass "two; none is another rule's" {
    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "all" {
      count = 2

      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }

    resource "aws_rds_cluster" "empty" { # not applicable
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster" "serverless" { # not applicable
      engine      = "aurora-mysql"
      engine_mode = "serverless"
    }

    resource "aws_rds_cluster_instance" "serverless" {
      cluster_identifier = aws_rds_cluster.serverless.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }

  pass "one, outside of production" {
    variable "environment" {
      default = "staging"
    }

    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }
}

rule "aurora-with-more-instances" {
  summary  = "Database cluster has more instances than planned"
  severity = "info"
  clauses  = ["A3.2.4"]
  since    = "0.1"
  why      = "Further readers cost as much as the first without being part of the design."
  remedy   = "Take the instance away, or raise database.min_instances."

  target        = "aws_rds_cluster"
  when          = is_aurora(self) && is_production()
  condition     = length(instances_of(self)) <= param.database.min_instances
  error_message = "Cluster ${address(self)} has ${number_of(length(instances_of(self)), "instance")}; ${param.database.min_instances} are planned."

  fail "three" {
    resource "aws_rds_cluster" "main" { # finding: has 3 instances; 2 are planned
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "all" {
      count = 3

      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }

  pass "two; a cluster of another kind" {
    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "all" {
      count = 2

      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }

    resource "aws_rds_cluster" "serverless" { # not applicable
      engine      = "aurora-mysql"
      engine_mode = "serverless"
    }
  }

  pass "another environment" {
    variable "environment" {
      default = "staging"
    }

    resource "aws_rds_cluster" "main" { # not applicable
      engine = "aurora-mysql"
    }
  }
}

rule "aurora-misses-planned-zone" {
  summary   = "No instance of the database cluster can lie in a zone that is planned"
  severity  = "high"
  clauses   = ["A3.2.2", "A3.2.3", "A13.3.1"]
  since     = "0.1"
  why       = "Tasks in that zone read across zones, and when the others fail nothing is left to fail over to."
  remedy    = "Let an instance ask for the zone in availability_zone, or add a subnet of the zone to the subnet group."
  standards = { nist-800-53-r5 = ["SC-36"] }

  target        = "aws_rds_cluster"
  when          = is_aurora(self) && is_production() && length(instances_of(self)) > 0
  for_each      = param.database.reader_azs
  condition     = may_lie_in(self, each.value)
  error_message = "No instance of ${address(self)} can lie in zone ${each.value}."
  at            = argument(instances_of(self)[0], "availability_zone")

  fail "instances ask for others" {
    parameters = { "database.reader_azs" = ["a", "b"] }

    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "all" {
      count = 2

      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
      availability_zone  = "us-west-2${["a", "c"][count.index]}" # finding: No instance of aws_rds_cluster.main can lie in zone b
    }
  }

  pass "instances ask for them; zones that are not planned; an empty cluster" {
    parameters = { "database.reader_azs" = ["a", "b"] }

    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "all" {
      count = 3

      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
      availability_zone  = "us-west-2${["a", "b", "c"][count.index]}"
    }

    resource "aws_rds_cluster" "empty" { # not applicable
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster" "serverless" { # not applicable
      engine      = "aurora-mysql"
      engine_mode = "serverless"
    }

    resource "aws_rds_cluster_instance" "serverless" {
      cluster_identifier = aws_rds_cluster.serverless.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
      availability_zone  = "us-west-2c"
    }
  }

  pass "another environment" {
    parameters = { "database.reader_azs" = ["a", "b"] }

    variable "environment" {
      default = "staging"
    }

    resource "aws_rds_cluster" "main" { # not applicable
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
      availability_zone  = "us-west-2c"
    }
  }

  undecided "a zone that is an input" {
    parameters = { "database.reader_azs" = ["a"] }

    variable "zone" {
      type = string
    }

    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
      availability_zone  = var.zone # undecided: var.zone
    }
  }
}

rule "aurora-instances-share-zone" {
  summary   = "Two instances of a database cluster ask for one zone, while another has none"
  severity  = "high"
  clauses   = ["A3.2.3", "A13.3.1"]
  since     = "0.1"
  why       = "When that zone fails, both are gone."
  remedy    = "Let each instance ask for another zone of the subnet group, or leave availability_zone out."
  standards = { nist-800-53-r5 = ["SC-36"] }

  target = "aws_rds_cluster"
  when   = is_aurora(self) && length(pinned_zones(self)) > 1
  condition = (
    length(distinct(pinned_zones(self))) == length(pinned_zones(self)) ||
    length(setsubtract(group_zones(self), pinned_zones(self))) == 0
  )
  error_message = "Instances of ${address(self)} ask for ${join(", ", pinned_zones(self))}; none lies in ${join(", ", setsubtract(group_zones(self), pinned_zones(self)))}."
  at            = argument(instances_of(self)[0], "availability_zone")

  fail "two of three in one zone" {
    resource "aws_subnet" "all" {
      for_each = toset(["us-west-2a", "us-west-2b", "us-west-2c"])

      vpc_id            = "vpc-0a1b2c3d"
      availability_zone = each.key
    }

    resource "aws_db_subnet_group" "main" {
      name       = "main"
      subnet_ids = [for subnet in aws_subnet.all : subnet.id]
    }

    resource "aws_rds_cluster" "main" {
      engine               = "aurora-mysql"
      db_subnet_group_name = aws_db_subnet_group.main.name
    }

    resource "aws_rds_cluster_instance" "all" {
      count = 3

      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
      availability_zone  = ["us-west-2a", "us-west-2b", "us-west-2b"][count.index] # finding: none lies in us-west-2c
    }
  }

  pass "one each; more than there are zones; one" {
    resource "aws_subnet" "all" {
      for_each = toset(["us-west-2a", "us-west-2b"])

      vpc_id            = "vpc-0a1b2c3d"
      availability_zone = each.key
    }

    resource "aws_db_subnet_group" "main" {
      name       = "main"
      subnet_ids = [for subnet in aws_subnet.all : subnet.id]
    }

    resource "aws_rds_cluster" "main" {
      engine               = "aurora-mysql"
      db_subnet_group_name = aws_db_subnet_group.main.name
    }

    resource "aws_rds_cluster_instance" "main" {
      count = 3

      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
      availability_zone  = ["us-west-2a", "us-west-2b", "us-west-2b"][count.index]
    }

    resource "aws_subnet" "third" {
      vpc_id            = "vpc-0a1b2c3d"
      availability_zone = "us-west-2c"
    }

    resource "aws_db_subnet_group" "other" {
      name       = "other"
      subnet_ids = concat([for subnet in aws_subnet.all : subnet.id], [aws_subnet.third.id])
    }

    resource "aws_rds_cluster" "other" {
      engine               = "aurora-mysql"
      db_subnet_group_name = aws_db_subnet_group.other.name
    }

    resource "aws_rds_cluster_instance" "other" {
      count = 2

      cluster_identifier = aws_rds_cluster.other.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
      availability_zone  = ["us-west-2a", "us-west-2b"][count.index]
    }

    resource "aws_rds_cluster" "single" { # not applicable
      engine               = "aurora-mysql"
      db_subnet_group_name = aws_db_subnet_group.main.name
    }

    resource "aws_rds_cluster_instance" "single" {
      cluster_identifier = aws_rds_cluster.single.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
      availability_zone  = "us-west-2a"
    }
  }

  pass "a cluster of another kind" {
    resource "aws_rds_cluster" "serverless" { # not applicable
      engine      = "aurora-mysql"
      engine_mode = "serverless"
    }

    resource "aws_rds_cluster_instance" "all" {
      count = 2

      cluster_identifier = aws_rds_cluster.serverless.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
      availability_zone  = "us-west-2a"
    }
  }

  undecided "a zone that is an input" {
    variable "zones" {
      type = list(string)
    }

    resource "aws_subnet" "all" {
      for_each = toset(["us-west-2a", "us-west-2b"])

      vpc_id            = "vpc-0a1b2c3d"
      availability_zone = each.key
    }

    resource "aws_db_subnet_group" "main" {
      name       = "main"
      subnet_ids = [for subnet in aws_subnet.all : subnet.id]
    }

    resource "aws_rds_cluster" "main" {
      engine               = "aurora-mysql"
      db_subnet_group_name = aws_db_subnet_group.main.name
    }

    resource "aws_rds_cluster_instance" "all" {
      count = 2

      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
      availability_zone  = var.zones[count.index] # undecided: var.zones
    }
  }
}
