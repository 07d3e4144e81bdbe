# Settings of databases.

function "cluster_parameters" {
  summary = "What a cluster's parameter group sets a parameter to; nothing if that is left out, or the group is one that AWS makes"
  params  = [cluster, name]
  result = flatten([
    for group in linked([
      for id in cluster.db_cluster_parameter_group_name[*] : id if !known(id) || !startswith(id, "default.")
    ], "aws_rds_cluster_parameter_group") :
    [for parameter in group.parameter : parameter.value if lower(parameter.name) == name]
  ])

  answer "set, left out, in a group that AWS makes, in no group, and in one from elsewhere" {
    value = [
      for name in ["main", "left", "default", "none", "other"] : [
        for cluster in [aws_rds_cluster.main, aws_rds_cluster.left, aws_rds_cluster.default, aws_rds_cluster.none, aws_rds_cluster.other] :
        cluster_parameters(cluster, "tls_version") if cluster.cluster_identifier == name
      ]
    ]
    is = [[["TLSv1.2"]], [[]], [[]], [[]], [undecided("tuned")]]

    resource "aws_rds_cluster_parameter_group" "main" {
      family = "aurora-mysql8.0"

      parameter {
        name  = "tls_version"
        value = "TLSv1.2"
      }
    }

    resource "aws_rds_cluster_parameter_group" "left" {
      family = "aurora-mysql8.0"
    }

    resource "aws_rds_cluster" "main" {
      cluster_identifier              = "main"
      engine                          = "aurora-mysql"
      db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.main.name
    }

    resource "aws_rds_cluster" "left" {
      cluster_identifier              = "left"
      engine                          = "aurora-mysql"
      db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.left.id
    }

    resource "aws_rds_cluster" "default" {
      cluster_identifier              = "default"
      engine                          = "aurora-mysql"
      db_cluster_parameter_group_name = "default.aurora-mysql8.0"
    }

    resource "aws_rds_cluster" "none" {
      cluster_identifier = "none"
      engine             = "aurora-mysql"
    }

    resource "aws_rds_cluster" "other" {
      cluster_identifier              = "other"
      engine                          = "aurora-mysql"
      db_cluster_parameter_group_name = "tuned"
    }
  }
}
