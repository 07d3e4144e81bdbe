parameter "iam.bitbucket_workspace" {
  type    = string
  default = ""
  summary = "Name of the Bitbucket workspace whose pipelines deploy; empty: any"
}

parameter "iam.bitbucket_workspace_uuid" {
  type    = string
  default = ""
  summary = "UUID of the Bitbucket workspace whose pipelines deploy, without braces; empty: any"
}

parameter "iam.oidc_repository_uuids" {
  type    = list(string)
  default = []
  summary = "UUIDs of the Bitbucket repositories that may deploy, without braces; none: any"
}

parameter "iam.oidc_require_environment" {
  type    = bool
  default = true
  summary = "Whether roles that may change what runs in production are for one deployment environment"
}

parameter "iam.user_exceptions" {
  type    = list(string)
  default = []
  summary = "Addresses of users, their keys and passwords that are allowed; * stands for any text"
}

parameter "iam.sensitive_services" {
  type    = list(string)
  default = ["iam", "sts", "kms", "s3", "rds", "ecs", "ecr", "secretsmanager", "ssm", "lambda", "dynamodb"]
  summary = "Services of which no policy allows everything on everything"
}

parameter "iam.forbidden_managed_policies" {
  type    = list(string)
  default = ["AdministratorAccess", "PowerUserAccess", "IAMFullAccess"]
  summary = "AWS's own policies that no role has"
}

parameter "iam.pass_role_requires_service" {
  type    = bool
  default = false
  summary = "Whether handing roles to services asks which service"
}

parameter "iam.allow_shared_task_exec_role" {
  type    = bool
  default = false
  summary = "Whether the role of a task may be the one that starts it, too"
}
