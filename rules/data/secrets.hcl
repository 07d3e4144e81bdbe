# What is secret by what it is.

function "secret_attributes" {
  summary = "Attributes that hold secrets, by type; a parameter's value is one if it is a SecureString"
  # Documentation of the providers hashicorp/aws 5.100, hashicorp/random 3.7 and hashicorp/tls 4.1, marked
  # sensitive or said to be one; 2026-11-26.
  result = {
    random_password                           = ["result"]
    tls_private_key                           = ["private_key_openssh", "private_key_pem", "private_key_pem_pkcs8"]
    aws_iam_access_key                        = ["secret", "ses_smtp_password_v4"]
    aws_rds_cluster                           = ["master_password"]
    aws_db_instance                           = ["password"]
    aws_docdb_cluster                         = ["master_password"]
    aws_redshift_cluster                      = ["master_password"]
    aws_elasticache_replication_group         = ["auth_token"]
    aws_secretsmanager_secret_version         = ["secret_string", "secret_binary"]
    "data.aws_secretsmanager_secret_version"  = ["secret_string", "secret_binary"]
    "data.aws_secretsmanager_random_password" = ["random_password"]
    "data.aws_kms_secrets"                    = ["plaintext"]
  }

  answer "of one type" {
    value = secret_attributes()["aws_rds_cluster"]
    is    = ["master_password"]
  }
}

function "password_arguments" {
  summary = "The argument that a data store's password is written in, by type"
  # Documentation of the provider hashicorp/aws 5.100; 2026-11-26.
  result = {
    aws_rds_cluster                   = "master_password"
    aws_db_instance                   = "password"
    aws_docdb_cluster                 = "master_password"
    aws_redshift_cluster              = "master_password"
    aws_elasticache_replication_group = "auth_token"
  }

  answer "of one type" {
    value = password_arguments()["aws_db_instance"]
    is    = "password"
  }
}
