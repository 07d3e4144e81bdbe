rule "password-in-connection-string" {
  summary   = "A connection string with a password stands in clear text in an environment"
  severity  = "critical"
  clauses   = ["A2.4.14"]
  since     = "0.1"
  why       = "Whoever may read the repository, or describe the task or function, has the password."
  remedy    = "Keep the connection string in Secrets Manager or as a SecureString, and refer to it (secrets[].valueFrom of a container)."
  standards = { nist-800-53-r5 = ["IA-5"] }

  target        = ["aws_ecs_task_definition", "aws_lambda_function", "aws_codebuild_project"]
  for_each      = environment_by_knowledge(self)
  condition     = !has_password_in_url(each.value[*].value) && is_told(each.value[*].value)
  error_message = "${join(", ", [for variable in each.value : variable.name if has_password_in_url(variable.value)])} of ${address(self)} holds a password in clear text."
  at            = environment_argument(self)
  secret        = flatten([for variable in each.value : literals(variable.value) if has_password_in_url(variable.value)])

  fail "in a container, with a host that is not known yet; in a function" {
    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_ecs_task_definition" "api" {
      family = "api"
      container_definitions = jsonencode([{ # finding: DATABASE_URL of aws_ecs_task_definition.api holds a password
        name = "api"
        environment = [
          { name = "APP_ENV", value = "prod" },
          { name = "DATABASE_URL", value = "mysql://web:hunter2@${aws_rds_cluster.main.endpoint}:3306/web" },
        ]
      }])
    }

    resource "aws_lambda_function" "report" {
      function_name = "report"
      role          = "arn:aws:iam::111122223333:role/report"

      environment {
        variables = { # finding: REDIS_URL
          REDIS_URL = "rediss://:hunter2@cache.example.com:6379"
        }
      }
    }
  }

  pass "a user without a password, a secret that is referred to" {
    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_ecs_task_definition" "api" {
      family = "api"
      container_definitions = jsonencode([{
        name        = "api"
        environment = [{ name = "DATABASE_URL", value = "mysql://web@${aws_rds_cluster.main.endpoint}:3306/web" }]
        secrets     = [{ name = "DATABASE_PASSWORD", valueFrom = "arn:aws:secretsmanager:us-west-2:111122223333:secret:web" }]
      }])
    }
  }

  pass "what AWS makes, names of what is looked up, numbers" {
    variable "buckets" {
      type = number
    }

    data "aws_s3_bucket" "landing" {
      bucket = lower("${terraform.workspace}-landing")
    }

    resource "aws_s3_bucket" "reports" {
      count = var.buckets
    }

    resource "aws_lambda_function" "report" {
      function_name = "report"
      role          = "arn:aws:iam::111122223333:role/report"

      environment {
        variables = {
          SOURCE = data.aws_s3_bucket.landing.bucket
          TARGET = one(aws_s3_bucket.reports[*].arn)
          COUNT  = var.buckets
        }
      }
    }
  }

  undecided "inputs" {
    variable "database_url" {
      type = string
    }

    variable "cache_url" {
      type = string
    }

    resource "aws_ecs_task_definition" "api" {
      family = "api"
      container_definitions = jsonencode([{ # undecided: var.database_url, var.cache_url
        name        = "api"
        environment = [{ name = "DATABASE_URL", value = var.database_url }, { name = "CACHE_URL", value = var.cache_url }]
      }])
    }
  }
}

rule "secret-in-environment" {
  summary   = "A secret stands in clear text in an environment"
  severity  = "critical"
  clauses   = ["A2.4.14"]
  since     = "0.1"
  why       = "Whoever may read the repository, or describe the task or function, has the secret."
  remedy    = "Keep it in Secrets Manager or as a SecureString, and refer to it (secrets[].valueFrom of a container)."
  standards = { aws-fsbp = ["ECS.8"], nist-800-53-r5 = ["IA-5"] }

  target        = ["aws_ecs_task_definition", "aws_lambda_function", "aws_codebuild_project"]
  for_each      = [for variable in environment_of(self) : variable if is_secret_name(variable.name)]
  condition     = !is_literal_secret(each.value.value) && is_told(each.value.value)
  error_message = "${each.value.name} of ${address(self)} holds a secret in clear text."
  at            = environment_argument(self)
  secret        = literals(each.value.value)

  fail "in a container, a function and a build" {
    resource "aws_ecs_task_definition" "api" {
      family = "api"
      container_definitions = jsonencode([{ # finding: APP_SECRET of aws_ecs_task_definition.api
        name        = "api"
        environment = [{ name = "APP_SECRET", value = "b5f8c9d0e1" }]
      }])
    }

    resource "aws_lambda_function" "report" {
      function_name = "report"
      role          = "arn:aws:iam::111122223333:role/report"

      environment {
        variables = { # finding
          slack_token = "xoxb-hunter2"
        }
      }
    }

    resource "aws_codebuild_project" "web" {
      name         = "web"
      service_role = "arn:aws:iam::111122223333:role/build"

      artifacts {
        type = "NO_ARTIFACTS"
      }

      source {
        type = "NO_SOURCE"
      }

      environment { # finding
        compute_type = "BUILD_GENERAL1_SMALL"
        image        = "aws/codebuild/standard:7.0"
        type         = "LINUX_CONTAINER"

        environment_variable {
          name  = "NPM_TOKEN"
          value = "npm_hunter2"
        }
      }
    }
  }

  pass "names, addresses and numbers; what is referred to; another name" {
    resource "aws_secretsmanager_secret" "key" {
      name = "web-key"
    }

    resource "aws_ecs_task_definition" "api" {
      family = "api"
      container_definitions = jsonencode([{
        name = "api"
        environment = [
          { name = "DB_SECRET", value = "/web/database" },
          { name = "API_KEY", value = aws_secretsmanager_secret.key.arn },
          { name = "MAX_TOKEN", value = "4096" },
          { name = "TEST_TOKEN", value = "any_value_works" },
          { name = "APP_ENV", value = "production" },
        ]
        secrets = [{ name = "DB_PASSWORD", valueFrom = aws_secretsmanager_secret.key.arn }]
      }])
    }
  }

  undecided "an input" {
    variable "app_secret" {
      type = string
    }

    resource "aws_lambda_function" "report" {
      function_name = "report"
      role          = "arn:aws:iam::111122223333:role/report"

      environment {
        variables = { # undecided: var.app_secret
          APP_SECRET = var.app_secret
        }
      }
    }
  }
}

rule "environment-made-of-secret" {
  summary   = "An environment in clear text is made of a secret"
  severity  = "critical"
  clauses   = ["A2.4.14"]
  since     = "0.1"
  why       = "The password that was made with care can be read by whoever may describe the task or function."
  remedy    = "Write it to Secrets Manager or a SecureString, and refer to that (secrets[].valueFrom of a container)."
  standards = { nist-800-53-r5 = ["IA-5"] }

  target        = ["aws_ecs_task_definition", "aws_lambda_function", "aws_codebuild_project"]
  for_each      = environment_of(self)
  condition     = !is_made_of_secret(each.value.value)
  error_message = "${each.value.name} of ${address(self)} is made of a secret."
  at            = environment_argument(self)

  fail "a password that is made here, one that is looked up, a sensitive variable" {
    resource "random_password" "database" {
      length = 32
    }

    data "aws_secretsmanager_secret_version" "key" {
      secret_id = "web/key"
    }

    resource "aws_ecs_task_definition" "api" {
      family = "api"
      container_definitions = jsonencode([{ # finding: DATABASE_URL of aws_ecs_task_definition.api is made of a secret
        name = "api"
        environment = [
          { name = "APP_ENV", value = "prod" },
          { name = "DATABASE_URL", value = "mysql://web:${random_password.database.result}@db/web" },
        ]
      }])
    }

    resource "aws_lambda_function" "report" {
      function_name = "report"
      role          = "arn:aws:iam::111122223333:role/report"

      environment {
        variables = { # finding
          KEY = data.aws_secretsmanager_secret_version.key.secret_string
        }
      }
    }
  }

  fail "a sensitive variable" {
    variable "key" {
      type      = string
      sensitive = true
    }

    resource "aws_lambda_function" "report" {
      function_name = "report"
      role          = "arn:aws:iam::111122223333:role/report"

      environment {
        variables = { # finding
          KEY = var.key
        }
      }
    }
  }

  pass "where a secret is, and what is none" {
    resource "aws_rds_cluster" "main" {
      engine                      = "aurora-mysql"
      manage_master_user_password = true
    }

    resource "aws_ecs_task_definition" "api" {
      family = "api"
      container_definitions = jsonencode([{
        name        = "api"
        environment = [{ name = "DATABASE_HOST", value = aws_rds_cluster.main.endpoint }]
        secrets     = [{ name = "DATABASE_PASSWORD", valueFrom = aws_rds_cluster.main.master_user_secret[0].secret_arn }]
      }])
    }
  }

  pass "what AWS makes, names of what is looked up, numbers" {
    variable "buckets" {
      type = number
    }

    data "aws_s3_bucket" "landing" {
      bucket = lower("${terraform.workspace}-landing")
    }

    resource "aws_s3_bucket" "reports" {
      count = var.buckets
    }

    resource "aws_lambda_function" "report" {
      function_name = "report"
      role          = "arn:aws:iam::111122223333:role/report"

      environment {
        variables = {
          SOURCE = data.aws_s3_bucket.landing.bucket
          TARGET = one(aws_s3_bucket.reports[*].arn)
          COUNT  = var.buckets
        }
      }
    }
  }

  undecided "a secret in one stage alone" {
    variable "stage" {
      type = string
    }

    resource "random_password" "key" {
      length = 20
    }

    resource "aws_lambda_function" "report" {
      function_name = "report"
      role          = "arn:aws:iam::111122223333:role/report"

      environment {
        variables = { # undecided: var.stage
          KEY = var.stage == "production" ? random_password.key.result : "none"
        }
      }
    }
  }

  undecided "an input that is called like a secret, and not said to be sensitive" {
    variable "api_key" {
      type = string
    }

    resource "aws_lambda_function" "report" {
      function_name = "report"
      role          = "arn:aws:iam::111122223333:role/report"

      environment {
        variables = { # undecided: var.api_key
          KEY = var.api_key
        }
      }
    }
  }

  pass "an input that neither says so" {
    variable "domain" {
      type = string
    }

    resource "aws_lambda_function" "report" {
      function_name = "report"
      role          = "arn:aws:iam::111122223333:role/report"

      environment {
        variables = {
          URL = "https://www.${var.domain}/"
        }
      }
    }
  }
}

rule "data-store-password-in-configuration" {
  summary   = "A data store's password is written in the configuration"
  severity  = "high"
  clauses   = ["A2.4.14"]
  since     = "0.1"
  why       = "Whoever may read the repository, now or in its history, or the state, has the password."
  remedy    = "Set manage_master_user_password, or give a write-only argument (master_password_wo) what a secret store holds."
  standards = { nist-800-53-r5 = ["IA-5"] }

  target        = ["aws_rds_cluster", "aws_db_instance", "aws_docdb_cluster", "aws_redshift_cluster", "aws_elasticache_replication_group"]
  condition     = !known(self[password_arguments()[node_type(self)]]) || is_empty(self[password_arguments()[node_type(self)]])
  error_message = "The password of ${address(self)} is written in the configuration."
  at            = argument(self, password_arguments()[node_type(self)])
  secret        = true

  fail "literally, and in a variable's default" {
    variable "password" {
      default = "hunter2hunter2"
    }

    resource "aws_rds_cluster" "main" {
      engine          = "aurora-mysql"
      master_username = "admin"
      master_password = "hunter2hunter2" # finding: The password of aws_rds_cluster.main is written
    }

    resource "aws_db_instance" "reports" {
      engine   = "postgres"
      username = "admin"
      password = var.password # finding
    }

    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id = "cache"
      description          = "Sessions"
      auth_token           = "hunter2hunter2hunter2" # finding
    }
  }

  pass "made by AWS, made here, an input, write-only, none" {
    variable "password" {
      type      = string
      sensitive = true
    }

    resource "random_password" "main" {
      length = 32
    }

    resource "aws_rds_cluster" "managed" {
      engine                      = "aurora-mysql"
      manage_master_user_password = true
    }

    resource "aws_rds_cluster" "random" {
      engine          = "aurora-mysql"
      master_password = random_password.main.result
    }

    resource "aws_docdb_cluster" "input" {
      master_password = var.password
    }

    resource "aws_db_instance" "replica" {
      replicate_source_db = "main"
      password            = ""
    }
  }
}

rule "stored-secret-in-configuration" {
  summary   = "What a secret store holds is written in the configuration"
  severity  = "high"
  clauses   = ["A2.4.14"]
  since     = "0.1"
  why       = "Whoever may read the repository, now or in its history, or the state, has what the store was to keep."
  remedy    = "Let random_password make it, or fill it outside of Terraform or by a write-only argument (secret_string_wo), and take back the one that was written down."
  standards = { nist-800-53-r5 = ["IA-5"] }

  target = ["aws_secretsmanager_secret_version", "aws_ssm_parameter"]
  # Who signs in, and where, is often kept beside the password.
  when = (
    node_type(self) == "aws_secretsmanager_secret_version" ? !ignores_changes(self, "secret_string") : (self.type == "SecureString" && !ignores_changes(self, "value"))
  ) && length(regexall("(user|name|host|fqdn|domain|endpoint|region)(\\[[^\\]]*\\])?$", lower(address(self)))) == 0
  for_each      = node_type(self) == "aws_ssm_parameter" ? [self.value] : [self.secret_string]
  condition     = length(written_secrets(each.value)) == 0 && is_told(each.value)
  error_message = "What ${address(self)} holds is written in the configuration."
  at            = argument(self, node_type(self) == "aws_ssm_parameter" ? "value" : "secret_string")

  fail "a password, a connection string, an object with one beside what is made" {
    resource "random_password" "salt" {
      length = 20
    }

    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_secretsmanager_secret_version" "password" {
      secret_id     = "web/password"
      secret_string = "correct-horse" # finding: What aws_secretsmanager_secret_version.password holds is written
    }

    resource "aws_ssm_parameter" "url" {
      name  = "/web/url"
      type  = "SecureString"
      value = "mysql://web:hunter2@${aws_rds_cluster.main.endpoint}/web" # finding
    }

    resource "aws_secretsmanager_secret_version" "object" {
      secret_id = "web/object"
      secret_string = jsonencode({ # finding
        DB_USER     = "web"
        DB_PASSWORD = "hunter2"
        SALT_SECRET = random_password.salt.result
      })
    }
  }

  pass "what is made, a placeholder, what is filled by hand, settings; a parameter that is no secret" {
    resource "random_password" "salt" {
      length = 20
    }

    resource "aws_secretsmanager_secret_version" "made" {
      secret_id     = "web/made"
      secret_string = random_password.salt.result
    }

    resource "aws_secretsmanager_secret_version" "placeholder" {
      secret_id     = "web/placeholder"
      secret_string = jsonencode({ password = "UPDATE_IN_CONSOLE" })
    }

    resource "aws_secretsmanager_secret_version" "filled" { # not applicable
      secret_id     = "web/filled"
      secret_string = "first-value"

      lifecycle {
        ignore_changes = [secret_string]
      }
    }

    resource "aws_ssm_parameter" "filled" { # not applicable
      name  = "/web/filled"
      type  = "SecureString"
      value = "first-value"

      lifecycle {
        ignore_changes = [value]
      }
    }

    resource "aws_secretsmanager_secret_version" "settings" {
      secret_id     = "web/settings"
      secret_string = jsonencode({ host = "db.internal", username = "web" })
    }

    resource "aws_ssm_parameter" "db_username" { # not applicable
      name  = "/web/db/username"
      type  = "SecureString"
      value = "reporting"
    }

    resource "aws_ssm_parameter" "plain" { # not applicable
      name  = "/web/plain"
      type  = "String"
      value = "correct-horse"
    }
  }

  undecided "an input" {
    variable "password" {
      type = string
    }

    resource "aws_secretsmanager_secret_version" "password" {
      secret_id     = "web/password"
      secret_string = var.password # undecided: var.password
    }
  }
}

rule "webhook-in-configuration" {
  summary   = "A webhook that lets everybody in who knows it is written in the configuration"
  severity  = "high"
  clauses   = ["A7.5.4"]
  since     = "0.1"
  why       = "Whoever reads the repository can write to the channel in the name of the alarms."
  remedy    = "Keep the URL in Secrets Manager or as a SecureString whose value Terraform does not know, and take back the one that was written down."
  standards = { nist-800-53-r5 = ["IA-5"] }

  target = [
    "aws_lambda_function", "aws_ecs_task_definition", "aws_codebuild_project", "aws_ssm_parameter",
    "aws_secretsmanager_secret_version", "aws_sns_topic_subscription",
  ]
  condition     = !anytrue([for text in texts_of(self) : has_secret_url(text)]) && alltrue([for text in texts_of(self) : is_told(text)])
  error_message = "${address(self)} has a webhook in clear text."
  at            = text_argument(self)
  secret        = true

  fail "a parameter, a function, a secret" {
    locals {
      webhook = "https://hooks.slack.com/workflows/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"
    }

    resource "aws_ssm_parameter" "webhook" {
      name  = "/web/slack"
      type  = "String"
      value = local.webhook # finding: aws_ssm_parameter.webhook has a webhook in clear text
    }

    resource "aws_lambda_function" "notify" {
      function_name = "notify"
      role          = "arn:aws:iam::111122223333:role/notify"

      environment {
        variables = { CHANNEL = "#alerts", WEBHOOK = local.webhook } # finding
      }
    }

    resource "aws_secretsmanager_secret_version" "webhook" {
      secret_id     = "web/slack"
      secret_string = jsonencode({ url = local.webhook }) # finding
    }
  }

  pass "an example, another URL, a secret that is filled by hand" {
    resource "aws_lambda_function" "notify" {
      function_name = "notify"
      role          = "arn:aws:iam::111122223333:role/notify"

      environment {
        variables = { WEBHOOK = "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX" }
      }
    }

    resource "aws_sns_topic_subscription" "alarms" {
      topic_arn = "arn:aws:sns:us-west-2:111122223333:alarms"
      protocol  = "https"
      endpoint  = "https://alarms.example.com/0a1b2c3d4e5f6a7b8c9d0e1f"
    }

    resource "aws_ssm_parameter" "webhook" {
      name             = "/web/slack"
      type             = "SecureString"
      value_wo         = "-"
      value_wo_version = 1
    }
  }

  pass "what AWS makes, names of what is looked up, numbers" {
    variable "buckets" {
      type = number
    }

    data "aws_s3_bucket" "landing" {
      bucket = lower("${terraform.workspace}-landing")
    }

    resource "aws_s3_bucket" "reports" {
      count = var.buckets
    }

    resource "aws_lambda_function" "report" {
      function_name = "report"
      role          = "arn:aws:iam::111122223333:role/report"

      environment {
        variables = {
          SOURCE = data.aws_s3_bucket.landing.bucket
          TARGET = one(aws_s3_bucket.reports[*].arn)
          COUNT  = var.buckets
        }
      }
    }
  }

  fail "in one stage alone" {
    variable "stage" {
      type = string
    }

    resource "aws_ssm_parameter" "webhook" {
      name  = "/web/slack"
      type  = "String"
      value = var.stage == "production" ? "https://hooks.slack.com/workflows/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" : "none" # finding
    }
  }

  undecided "an input" {
    variable "webhook" {
      type = string
    }

    resource "aws_ssm_parameter" "webhook" {
      name  = "/web/slack"
      type  = "String"
      value = var.webhook # undecided: var.webhook
    }

    resource "aws_lambda_function" "notify" {
      function_name = "notify"
      role          = "arn:aws:iam::111122223333:role/notify"

      environment {
        variables = { CHANNEL = "#alerts", WEBHOOK = var.webhook } # undecided: var.webhook
      }
    }
  }
}

rule "webhook-in-variable" {
  summary   = "A variable's value is a webhook that lets everybody in who knows it"
  severity  = "high"
  clauses   = ["A7.5.4"]
  since     = "0.1"
  why       = "Defaults and variable files are read by everybody who reads the repository."
  remedy    = "Give the variable its value where Terraform runs, or let what needs the webhook read a secret store."
  standards = { nist-800-53-r5 = ["IA-5"] }

  target        = "terraform_variable"
  condition     = !has_secret_url(written_value(self))
  error_message = "${address(self)} is a webhook in clear text."
  at            = self.default
  secret        = true

  fail "a default, in an object" {
    variable "slack" {
      default = { channel = "#alerts", url = "https://hooks.slack.com/workflows/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" } # finding: var.slack is a webhook
    }
  }

  pass "an example" {
    variable "example" {
      default = "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX"
    }
  }
}

rule "credentials-in-boot-script" {
  summary   = "Credentials stand in clear text in what an instance runs when it starts"
  severity  = "critical"
  clauses   = ["A2.4.14"]
  since     = "0.1"
  why       = "Every process on the instance can read its user data, and so can whoever may describe it."
  remedy    = "Let the script fetch what it needs from Secrets Manager with the instance's role."
  standards = { nist-800-53-r5 = ["IA-5"] }

  target        = ["aws_instance", "aws_launch_template", "aws_launch_configuration"]
  condition     = !has_credentials(boot_script(self))
  error_message = "What ${address(self)} runs when it starts has credentials in clear text."
  at            = argument(self, "user_data")
  secret        = true

  fail "a password for a variable, beside what is not known; an encoded one" {
    resource "aws_db_instance" "main" {
      engine = "postgres"
    }

    locals {
      script = <<-SH
        #!/bin/sh
        export DB_HOST=${aws_db_instance.main.address}
        export DB_PASSWORD=hunter2hunter2
      SH
    }

    resource "aws_instance" "web" {
      user_data = local.script # finding
    }

    resource "aws_launch_template" "web" {
      user_data = base64encode("#!/bin/sh\ncurl https://web:hunter2@example.com/app.tgz | tar xz") # finding
    }
  }

  fail "a user's password" {
    resource "aws_instance" "desk" {
      user_data = "#!/bin/sh\necho \"ubuntu:hunter2\" | chpasswd\n" # finding
    }
  }

  pass "a password that is fetched, none, no script" {
    resource "aws_instance" "web" {
      user_data = <<-SH
        #!/bin/sh
        export DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id web --query SecretString --output text)
      SH
    }

    resource "aws_launch_configuration" "web" {
      user_data_base64 = base64encode("#!/bin/sh\nyum install -y nginx")
    }

    resource "aws_launch_template" "web" {
    }
  }
}

rule "aws-key-in-configuration" {
  summary   = "An access key of AWS is written in the configuration"
  severity  = "critical"
  clauses   = ["A8.3.2"]
  since     = "0.1"
  why       = "Keys in repositories are found by machines within minutes, and work from anywhere."
  remedy    = "Take the key back at once; let Terraform take a role by a profile, by environment variables or by its pipeline's token."
  standards = { nist-800-53-r5 = ["IA-5"] }

  target        = ["terraform_provider", "terraform_backend"]
  condition     = !has_aws_key(self.configuration.access_key)
  error_message = "${address(self)} has an access key of AWS."
  at            = self.configuration.access_key
  secret        = true

  fail "a provider" {
    provider "aws" {
      region     = "us-west-2"
      access_key = "${"AKIA"}Z7QW3E4R5T6Y7U8I" # finding
      secret_key = "0"
    }
  }

  pass "an example of the documentation, one that is allowed, a profile" {
    parameters = { "security.aws_key_allow" = ["${"AKIA"}Z7QW3E4R5T6Y7U8I"] }

    provider "aws" {
      alias      = "example"
      access_key = "AKIAIOSFODNN7EXAMPLE"
    }

    provider "aws" {
      alias      = "allowed"
      access_key = "${"AKIA"}Z7QW3E4R5T6Y7U8I"
    }

    provider "aws" {
      region  = "us-west-2"
      profile = "web"
    }
  }
}

rule "aws-key-in-environment" {
  summary   = "An access key of AWS stands in clear text in an environment"
  severity  = "critical"
  clauses   = ["A2.4.14", "A8.3.2"]
  since     = "0.1"
  why       = "Whoever may read the repository, or describe the task or function, has the key; it works from anywhere."
  remedy    = "Take the key back at once, and give the task, function or build a role instead."
  standards = { aws-fsbp = ["CodeBuild.2"], nist-800-53-r5 = ["IA-5"] }

  target        = ["aws_lambda_function", "aws_ecs_task_definition", "aws_codebuild_project"]
  for_each      = environment_of(self)
  condition     = !has_aws_key(each.value.value)
  error_message = "${each.value.name} of ${address(self)} holds an access key of AWS."
  at            = environment_argument(self)
  secret        = literals(each.value.value)

  fail "a function" {
    resource "aws_lambda_function" "report" {
      function_name = "report"
      role          = "arn:aws:iam::111122223333:role/report"

      environment {
        variables = { KEY_ID = "${"AKIA"}Z7QW3E4R5T6Y7U8I" } # finding: KEY_ID of aws_lambda_function.report
      }
    }
  }

  pass "an example of the documentation" {
    resource "aws_lambda_function" "report" {
      function_name = "report"
      role          = "arn:aws:iam::111122223333:role/report"

      environment {
        variables = { KEY_ID = "AKIAIOSFODNN7EXAMPLE" }
      }
    }
  }
}

rule "aws-key-in-variable" {
  summary   = "A variable's value is an access key of AWS"
  severity  = "critical"
  clauses   = ["A8.3.2"]
  since     = "0.1"
  why       = "Defaults and variable files are read by everybody who reads the repository; the key works from anywhere."
  remedy    = "Take the key back at once; let what needs it take a role."
  standards = { nist-800-53-r5 = ["IA-5"] }

  target        = "terraform_variable"
  condition     = !has_aws_key(written_value(self))
  error_message = "${address(self)} is an access key of AWS."
  at            = self.default
  secret        = true

  fail "a default" {
    variable "access_key" {
      default = "${"AKIA"}Z7QW3E4R5T6Y7U8I" # finding: var.access_key is an access key of AWS
    }
  }

  pass "an example of the documentation" {
    variable "example" {
      default = "AKIAIOSFODNN7EXAMPLE"
    }
  }
}
