# Instances of database clusters, and what watches them.

function "instances_of" {
  summary = "The instances of a database cluster"
  params  = [cluster]
  result  = linking(cluster, "aws_rds_cluster_instance", "cluster_identifier")

  answer "by reference and by name" {
    value = length(instances_of(aws_rds_cluster.main))
    is    = 2

    resource "aws_rds_cluster" "main" {
      cluster_identifier = "main"
      engine             = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }

    resource "aws_rds_cluster_instance" "b" {
      cluster_identifier = "main"
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }
}

function "is_aurora" {
  summary = "Whether a cluster consists of instances of its own: an Aurora one, but not serverless of the first kind"
  params  = [cluster]
  result  = startswith(coalesce(cluster.engine, "aurora"), "aurora") && cluster.engine_mode != "serverless"

  answer "Aurora, serverless of the first kind, Multi-AZ of RDS, what older providers took for Aurora" {
    value = [for cluster in [aws_rds_cluster.a, aws_rds_cluster.b, aws_rds_cluster.c, aws_rds_cluster.d] : is_aurora(cluster)]
    is    = [true, false, false, true]

    resource "aws_rds_cluster" "d" {
    }

    resource "aws_rds_cluster" "a" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster" "b" {
      engine      = "aurora-mysql"
      engine_mode = "serverless"
    }

    resource "aws_rds_cluster" "c" {
      engine = "mysql"
    }
  }
}

function "monitored_by" {
  summary = "What sets the interval of Enhanced Monitoring of an instance: itself where it says one, else its cluster where that does"
  params  = [instance]
  result = concat(
    [for node in [instance] : node if sets_monitoring(node)],
    [for cluster in linked(instance.cluster_identifier, "aws_rds_cluster") : cluster if !sets_monitoring(instance) && sets_monitoring(cluster)],
  )

  answer "itself, its cluster, nothing" {
    value = [for instance in [aws_rds_cluster_instance.a, aws_rds_cluster_instance.b, aws_rds_cluster_instance.c] : monitored_by(instance)]
    is    = [[aws_rds_cluster_instance.a], [aws_rds_cluster.main], []]

    resource "aws_rds_cluster" "main" {
      engine              = "aurora-mysql"
      monitoring_interval = 1
    }

    resource "aws_rds_cluster" "other" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier  = aws_rds_cluster.main.id
      engine              = "aurora-mysql"
      instance_class      = "db.serverless"
      monitoring_interval = 5
    }

    resource "aws_rds_cluster_instance" "b" {
      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }

    resource "aws_rds_cluster_instance" "c" {
      cluster_identifier = aws_rds_cluster.other.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }
}

function "sets_monitoring" {
  summary = "Whether an instance or a cluster says how often Enhanced Monitoring measures"
  params  = [node]
  result  = configured(node.monitoring_interval)

  answer "it does, it does not" {
    value = [sets_monitoring(aws_rds_cluster.a), sets_monitoring(aws_rds_cluster.b)]
    is    = [true, false]

    resource "aws_rds_cluster" "a" {
      engine              = "aurora-mysql"
      monitoring_interval = 1
    }

    resource "aws_rds_cluster" "b" {
      engine = "aurora-mysql"
    }
  }
}

function "monitoring_interval" {
  summary = "Seconds between two measurements of Enhanced Monitoring of an instance; 0, if there are none"
  params  = [instance]
  result  = concat([for node in monitored_by(instance) : node.monitoring_interval], [0])[0]

  answer "its own, its cluster's, none" {
    value = [for instance in [aws_rds_cluster_instance.a, aws_rds_cluster_instance.b, aws_rds_cluster_instance.c] : monitoring_interval(instance)]
    is    = [5, 1, 0]

    resource "aws_rds_cluster" "main" {
      engine              = "aurora-mysql"
      monitoring_interval = 1
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier  = aws_rds_cluster.main.id
      engine              = "aurora-mysql"
      instance_class      = "db.serverless"
      monitoring_interval = 5
    }

    resource "aws_rds_cluster_instance" "b" {
      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }

    resource "aws_rds_cluster" "other" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "c" {
      cluster_identifier = aws_rds_cluster.other.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }
}

function "may_monitor" {
  summary = "Whether Enhanced Monitoring can take a role and write what it measures: it is trusted, and has AWS's policy for that"
  params  = [role]
  result = (
    is_trusted_service(role, ["monitoring.rds"]) && contains(aws_managed_policies(role), "AmazonRDSEnhancedMonitoringRole")
  )

  answer "both, one of them" {
    value = [for role in [aws_iam_role.a, aws_iam_role.b, aws_iam_role.c] : may_monitor(role)]
    is    = [true, false, false]

    resource "aws_iam_role" "a" {
      assume_role_policy  = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "monitoring.rds.amazonaws.com" } }] })
      managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"]
    }

    resource "aws_iam_role" "b" {
      assume_role_policy  = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "rds.amazonaws.com" } }] })
      managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"]
    }

    resource "aws_iam_role" "c" {
      assume_role_policy  = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "monitoring.rds.amazonaws.com" } }] })
      managed_policy_arns = []
    }
  }
}

function "has_insights" {
  summary = "Whether Performance Insights, or Database Insights of the advanced kind, watch an instance: as it says, or as its cluster does"
  params  = [instance]
  result = instance.performance_insights_enabled == true || anytrue([
    for cluster in linked(instance.cluster_identifier, "aws_rds_cluster") :
    cluster.performance_insights_enabled == true || cluster.database_insights_mode == "advanced"
  ])

  answer "its own, its cluster's, neither" {
    value = [for instance in [aws_rds_cluster_instance.a, aws_rds_cluster_instance.b, aws_rds_cluster_instance.c, aws_rds_cluster_instance.d] : has_insights(instance)]
    is    = [true, true, true, false]

    resource "aws_rds_cluster" "plain" {
      engine                 = "aurora-mysql"
      database_insights_mode = "standard"
    }

    resource "aws_rds_cluster" "insights" {
      engine                       = "aurora-mysql"
      performance_insights_enabled = true
    }

    resource "aws_rds_cluster" "advanced" {
      engine                 = "aurora-mysql"
      database_insights_mode = "advanced"
    }

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier           = aws_rds_cluster.plain.id
      engine                       = "aurora-mysql"
      instance_class               = "db.serverless"
      performance_insights_enabled = true
    }

    resource "aws_rds_cluster_instance" "b" {
      cluster_identifier           = aws_rds_cluster.insights.id
      engine                       = "aurora-mysql"
      instance_class               = "db.serverless"
      performance_insights_enabled = false
    }

    resource "aws_rds_cluster_instance" "c" {
      cluster_identifier           = aws_rds_cluster.advanced.id
      engine                       = "aurora-mysql"
      instance_class               = "db.serverless"
      performance_insights_enabled = false
    }

    resource "aws_rds_cluster_instance" "d" {
      cluster_identifier           = aws_rds_cluster.plain.id
      engine                       = "aurora-mysql"
      instance_class               = "db.serverless"
      performance_insights_enabled = false
    }
  }
}

function "pinned_zones" {
  summary = "The zones that instances of a cluster ask for, one for each instance that asks"
  params  = [cluster]
  result  = flatten([for instance in instances_of(cluster) : asked_zone(instance)])

  answer "two of three" {
    value = pinned_zones(aws_rds_cluster.main)
    is    = ["us-west-2a", "us-west-2b"]

    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "all" {
      for_each = { a = "us-west-2a", b = "us-west-2b", c = null }

      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
      availability_zone  = each.value
    }
  }
}

function "asked_zone" {
  summary = "The zone that an instance asks for, if it does"
  params  = [instance]
  result  = [for zone in [instance.availability_zone] : zone if configured(instance.availability_zone)]

  answer "it does, it does not" {
    value = [asked_zone(aws_rds_cluster_instance.a), asked_zone(aws_rds_cluster_instance.b)]
    is    = [["us-west-2a"], []]

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier = "main"
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
      availability_zone  = "us-west-2a"
    }

    resource "aws_rds_cluster_instance" "b" {
      cluster_identifier = "main"
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }
}

function "group_zones" {
  summary = "The zones of the subnets that a database cluster may be placed in; none if they are not given here"
  params  = [cluster]
  result  = zones(flatten([for group in linked(cluster.db_subnet_group_name, "aws_db_subnet_group") : group.subnet_ids]))

  answer "of its group" {
    value = sort(group_zones(aws_rds_cluster.main))
    is    = ["us-west-2a", "us-west-2b"]

    resource "aws_subnet" "all" {
      for_each = toset(["us-west-2a", "us-west-2b"])

      vpc_id            = "vpc-01"
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
  }
}

function "may_lie_in" {
  summary = "Whether an instance of a cluster lies in the zone of a letter, or can be placed there: as instances ask, or where none does, as the subnets of its group allow"
  params  = [cluster, letter]
  result = anytrue(concat(
    [for zone in pinned_zones(cluster) : endswith(zone, letter)],
    [
      for asked in [length(pinned_zones(cluster))] : undecided("the zones that RDS chooses for instances of ${address(cluster)}")
      if asked > 0 && asked < length(instances_of(cluster))
    ],
    [for zone in group_zones(cluster) : endswith(zone, letter) if length(pinned_zones(cluster)) == 0],
  ))

  answer "as instances ask, all of them or some" {
    value = [for cluster in [aws_rds_cluster.all, aws_rds_cluster.some] : [for letter in ["a", "b"] : may_lie_in(cluster, letter)]]
    is    = [[true, false], [true, undecided("the zones that RDS chooses for instances of aws_rds_cluster.some")]]

    resource "aws_rds_cluster" "all" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster" "some" {
      engine = "aurora-mysql"
    }

    resource "aws_rds_cluster_instance" "all" {
      cluster_identifier = aws_rds_cluster.all.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
      availability_zone  = "us-west-2a"
    }

    resource "aws_rds_cluster_instance" "some" {
      for_each = { one = "us-west-2a", two = null }

      cluster_identifier = aws_rds_cluster.some.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
      availability_zone  = each.value
    }
  }

  answer "as the subnets allow" {
    value = [for letter in ["a", "c"] : may_lie_in(aws_rds_cluster.main, letter)]
    is    = [true, false]

    resource "aws_subnet" "all" {
      for_each = toset(["us-west-2a", "us-west-2b"])

      vpc_id            = "vpc-01"
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

    resource "aws_rds_cluster_instance" "a" {
      cluster_identifier = aws_rds_cluster.main.id
      engine             = "aurora-mysql"
      instance_class     = "db.serverless"
    }
  }
}
