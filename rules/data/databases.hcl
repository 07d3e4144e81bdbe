# What databases do by themselves, as functions without parameters.

function "tls_parameters" {
  summary = "The parameter by which a database refuses clients without TLS, by engine: {name, since}; editions of SQL Server are one"
  # since: the version from which the service sets it by itself; null where none does. Engines that are asked
  # by an option instead (Oracle, Db2), or always encrypt, have none.
  # Amazon RDS and Aurora user guides, "Requiring SSL/TLS for all connections" of each engine; 2026-11-27.
  result = {
    aurora-mysql = { name = "require_secure_transport", since = 8.4 }
    mariadb      = { name = "require_secure_transport", since = 11.8 }
    mysql        = { name = "require_secure_transport", since = null }
    postgres     = { name = "rds.force_ssl", since = 15 }
    sqlserver    = { name = "rds.force_ssl", since = null }
  }

  answer "by name" {
    value = [for engine, parameter in tls_parameters() : "${engine} ${parameter.name}"]
    is = [
      "aurora-mysql require_secure_transport", "mariadb require_secure_transport", "mysql require_secure_transport",
      "postgres rds.force_ssl", "sqlserver rds.force_ssl",
    ]
  }
}
