# Settings of databases.

function "parameters_in" {
  summary = "What parameter groups of a type set a parameter to; nothing in one that AWS makes"
  params  = [ids, type, name]
  result = flatten([
    for group in linked([for id in ids[*] : id if !known(id) || !startswith(id, "default.")], type) :
    [for parameter in group.parameter : parameter.value if lower(parameter.name) == name]
  ])

  answer "set, left out, in a group that AWS makes, in no group, and in one from elsewhere" {
    value = [
      for id in [aws_db_parameter_group.main.name, aws_db_parameter_group.left.id, "default.mysql8.0", null, "tuned"] :
      parameters_in(id, "aws_db_parameter_group", "require_secure_transport")
    ]
    is = [["1"], [], [], [], undecided("tuned")]

    resource "aws_db_parameter_group" "main" {
      family = "mysql8.0"

      parameter {
        name  = "require_secure_transport"
        value = "1"
      }
    }

    resource "aws_db_parameter_group" "left" {
      family = "mysql8.0"
    }
  }
}

function "cluster_parameters" {
  summary = "What a cluster's parameter group sets a parameter to; nothing if that is left out, or the group is one that AWS makes"
  params  = [cluster, name]
  result  = parameters_in(cluster.db_cluster_parameter_group_name, "aws_rds_cluster_parameter_group", name)

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

function "version_in" {
  summary = "The version that a text begins with or names: of an engine, or of a parameter group's family; null if none"
  params  = [text]
  result  = concat([for found in regexall("[0-9]+(?:\\.[0-9]+)?", coalesce(text, "-")) : tonumber(found)], [null])[0]

  answer "of engines, of families, of none" {
    value = [for text in ["16.6", "8.0.mysql_aurora.3.08.2", "postgres15", "sqlserver-ex-15.0", "mariadb10.11", "", null] : version_in(text)]
    is    = [16.6, 8.0, 15, 15.0, 10.11, null, null]
  }
}

function "database_version" {
  summary = "The version of a database instance: what it says, else that of its parameter group's family; null if neither tells"
  params  = [instance]
  result = concat([
    for text in concat(
      instance.engine_version[*],
      [for id in instance.parameter_group_name[*] : id if known(id) && startswith(id, "default.")],
      linked(
        [for id in instance.parameter_group_name[*] : id if !known(id) || !startswith(id, "default.")], "aws_db_parameter_group"
      )[*].family,
    ) : version_in(text)
  ], [null])[0]

  answer "what it says, a group's, a group's that AWS makes, and none" {
    value = [for instance in [aws_db_instance.a, aws_db_instance.b, aws_db_instance.c, aws_db_instance.d] : database_version(instance)]
    is    = [14.7, 13, 12, null]

    resource "aws_db_parameter_group" "b" {
      family = "postgres13"
    }

    resource "aws_db_instance" "a" {
      instance_class = "db.t4g.micro"
      engine_version = "14.7"
    }

    resource "aws_db_instance" "b" {
      instance_class       = "db.t4g.micro"
      parameter_group_name = aws_db_parameter_group.b.name
    }

    resource "aws_db_instance" "c" {
      instance_class       = "db.t4g.micro"
      parameter_group_name = "default.postgres12"
    }

    resource "aws_db_instance" "d" {
      instance_class = "db.t4g.micro"
    }
  }
}

function "tls_parameter_of" {
  summary = "The parameter by which an engine refuses clients without TLS, see tls_parameters(); nothing if it has none"
  params  = [engine]
  result = [
    for name, parameter in tls_parameters() : parameter
    if contains([name, "${name}-ee", "${name}-se", "${name}-ex", "${name}-web"], coalesce(engine, "-"))
  ]

  answer "of engines, of an edition, of one that is asked otherwise, and of none" {
    value = [for engine in ["postgres", "aurora-mysql", "sqlserver-ex", "oracle-ee", "aurora-postgresql", null] : tls_parameter_of(engine)[*].name]
    is    = [["rds.force_ssl"], ["require_secure_transport"], ["rds.force_ssl"], [], [], []]
  }
}

function "refuses_clear_text" {
  summary = "Whether a database refuses clients without TLS: by the values that its parameter group gives, else by its version, which is null if nobody tells"
  params  = [database, parameter, values, version]
  result = (
    length(values) > 0 ? anytrue([for value in values : contains(["1", "ON"], upper(value))]) :
    parameter.since != null && (version == null ? undecided("the version of ${address(database)}") : version >= parameter.since)
  )

  answer "switched on, off, by its version, not by it, by none, and by one that nobody tells" {
    value = [
      refuses_clear_text(aws_db_instance.a, tls_parameter_of("mysql")[0], ["on"], 8.0),
      refuses_clear_text(aws_db_instance.a, tls_parameter_of("postgres")[0], ["1"], 14.1),
      refuses_clear_text(aws_db_instance.a, tls_parameter_of("postgres")[0], ["0"], 16.6),
      refuses_clear_text(aws_db_instance.a, tls_parameter_of("postgres")[0], [], 15.2),
      refuses_clear_text(aws_db_instance.a, tls_parameter_of("mariadb")[0], [], 11.4),
      refuses_clear_text(aws_db_instance.a, tls_parameter_of("mysql")[0], [], 8.4),
      refuses_clear_text(aws_db_instance.a, tls_parameter_of("mysql")[0], [], null),
      refuses_clear_text(aws_db_instance.a, tls_parameter_of("postgres")[0], [], null),
    ]
    is = [true, true, false, true, false, false, false, undecided("the version of aws_db_instance.a")]

    resource "aws_db_instance" "a" {
      instance_class = "db.t4g.micro"
    }
  }
}
