# What a role can do to what runs, be it by documents that are written here or by AWS's own policies.

function "is_changing_action" {
  summary = "Whether an action, or a pattern for some, makes, changes or runs infrastructure; not one that reads, previews, or handles data alone"
  params  = [action]
  result = (
    contains(["*", "*:*"], action) ||
    (contains(infrastructure_services(), split(":", lower(action))[0]) && length(regexall(
      ":(batch)?(get|list|describe|check|search|lookup|view|simulate|validate|test|estimate|generate|invoke|createinvalidation|createchangeset|deletechangeset)", lower(action)
    )) == 0)
  )

  answer "all, of a service, one, one that reads, one for a preview, and of data" {
    value = [
      for action in ["*", "ecs:*", "ECS:UpdateService", "iam:PassRole", "ec2:Describe*", "lambda:InvokeFunction", "cloudformation:CreateChangeSet", "ecr:PutImage", "s3:*"] :
      is_changing_action(action)
    ]
    is = [true, true, true, true, false, false, false, false, false]
  }
}

function "changes_infrastructure" {
  summary = "Whether a statement allows to make, change or run infrastructure: by such an action, by all of a service of data on everything, or by all actions but some"
  params  = [statement]
  result = statement.effect == "Allow" && (
    length(statement.not_actions) > 0 || anytrue([for action in statement.actions : is_changing_action(action)]) ||
    (length(whole_services(statement)) > 0 && is_for_every_resource(statement, []))
  )

  answer "each way, and none" {
    value = [
      for statement in [
        { effect = "Allow", actions = ["ecr:PutImage", "ecs:UpdateService"], not_actions = [], resources = ["arn:aws:ecs:us-west-2:111122223333:service/web"] },
        { effect = "Allow", actions = ["s3:*"], not_actions = [], resources = ["*"] },
        { effect = "Allow", actions = [], not_actions = ["iam:*"], resources = ["*"] },
        { effect = "Allow", actions = ["s3:*"], not_actions = [], resources = ["arn:aws:s3:::state/*"] },
        { effect = "Allow", actions = ["s3:PutObject", "dynamodb:PutItem"], not_actions = [], resources = ["*"] },
        { effect = "Deny", actions = ["*"], not_actions = [], resources = ["*"] },
      ] : changes_infrastructure(statement)
    ]
    is = [true, true, true, false, false, false]
  }
}

function "is_changing_policy" {
  summary = "Whether one of AWS's own policies, by its name, lets infrastructure be changed: all that give full access; not known of those that are neither so nor for readers"
  params  = [name]
  result = (
    contains(param.iam.forbidden_managed_policies, name) || matches_any(name, ["*FullAccess", "*FullAccess_v2", "*Administrator*"]) ? true :
    matches_any(name, ["*ReadOnly*", "*ViewOnly*", "SecurityAudit", "AmazonEC2ContainerRegistryPowerUser"]) ? false : undecided(name)
  )

  answer "administrators, full access, readers, and another" {
    value = [for name in ["AdministratorAccess", "PowerUserAccess", "AmazonECS_FullAccess", "ReadOnlyAccess", "AmazonECSTaskExecutionRolePolicy"] : is_changing_policy(name)]
    is    = [true, true, true, false, undecided("AmazonECSTaskExecutionRolePolicy")]
  }
}

function "may_change_infrastructure" {
  summary = "Whether a role may make, change or run infrastructure, by documents that are written here or by AWS's own policies"
  params  = [role]
  result = anytrue(concat(
    [for statement in role_statements(role) : changes_infrastructure(statement)],
    [for name in aws_managed_policies(role) : is_changing_policy(name)],
  ))

  answer "by a document, by AWS's policy, not at all, and by a policy that is an input" {
    value = [for role in [aws_iam_role.a, aws_iam_role.b, aws_iam_role.c, aws_iam_role.d] : may_change_infrastructure(role)]
    is    = [true, true, false, undecided("var.policy")]

    variable "policy" {
      type = string
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = "{}"
    }

    resource "aws_iam_role" "b" {
      assume_role_policy  = "{}"
      managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
    }

    resource "aws_iam_role" "c" {
      assume_role_policy  = "{}"
      managed_policy_arns = ["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"]
    }

    resource "aws_iam_role" "d" {
      assume_role_policy  = "{}"
      managed_policy_arns = [var.policy]
    }

    resource "aws_iam_role_policy" "all" {
      for_each = { "ecs:UpdateService" = aws_iam_role.a.name, "ecr:PutImage" = aws_iam_role.c.name }

      role   = each.value
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = each.key, Resource = "*" }] })
    }
  }
}
