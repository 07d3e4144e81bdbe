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

function "token_shapes" {
  summary = "What tokens look like by themselves, whose shape says whose they are: {name, pattern}"
  # The vendors' documentation of their tokens' prefixes: GitHub "About authentication to GitHub", GitLab
  # "Token overview", Slack "Token types", Stripe "API keys", npm, PyPI, Docker, Google Cloud and OAuth, SendGrid,
  # HashiCorp Vault and HCP Terraform, Sonar, Atlassian (API tokens, app passwords, access tokens); 2026-11-26.
  result = [
    { name = "GitHub", pattern = "\\bgh[opusr]_[A-Za-z0-9]{36,}\\b" },
    { name = "GitHub", pattern = "\\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\\b" },
    { name = "GitLab", pattern = "\\bgl(?:pat|dt|rt|ptt|cbt|oas)-[A-Za-z0-9_.-]{20,}" },
    { name = "Slack", pattern = "\\bxox[abeoprs]-[0-9A-Za-z-]{20,}" },
    { name = "Slack", pattern = "\\bxapp-[0-9]-[0-9A-Za-z-]{20,}" },
    { name = "Stripe", pattern = "\\b[rs]k_live_[0-9A-Za-z]{20,}\\b" },
    { name = "npm", pattern = "\\bnpm_[A-Za-z0-9]{36}\\b" },
    { name = "PyPI", pattern = "\\bpypi-AgEI[A-Za-z0-9_-]{50,}" },
    { name = "Docker", pattern = "\\bdckr_[po]at_[A-Za-z0-9_-]{27,}" },
    { name = "Google", pattern = "\\bAIza[0-9A-Za-z_-]{35}(?:[^0-9A-Za-z_-]|$)" },
    { name = "Google", pattern = "(?:^|[^A-Za-z0-9/])1//0[0-9A-Za-z_-]{60,}" },
    { name = "SendGrid", pattern = "\\bSG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}" },
    { name = "HashiCorp Vault", pattern = "\\bhv[sbr]\\.[A-Za-z0-9_-]{24,}" },
    { name = "HCP Terraform", pattern = "\\b[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{60,}" },
    { name = "Sonar", pattern = "\\bsq[apu]_[0-9a-f]{40}\\b" },
    { name = "Atlassian", pattern = "\\bAT(?:ATT|CTT)3xFfG[A-Za-z0-9_=-]{20,}" },
    { name = "Bitbucket", pattern = "\\bATBB[A-Za-z0-9]{28,}\\b" },
  ]

  answer "how many" {
    value = length(token_shapes())
    is    = 17
  }
}
