# What identities may do, graded: documents are judged where they are written, AWS's own policies where
# they are attached. Minimality needs what is used; only obvious excess is told here.

rule "policy-allows-everything" {
  summary   = "Policy allows every action on every resource"
  severity  = "critical"
  clauses   = ["A13.4.5"]
  since     = "0.1"
  why       = "Whoever has the policy owns the account: one leaked session, or one hole in what runs with it, is the loss of everything in it."
  remedy    = "Allow the actions that are used, on the resources that they are used on."
  standards = { aws-fsbp = ["IAM.1"], nist-800-53-r5 = ["AC-6"] }

  target   = ["aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy", "aws_iam_role"]
  for_each = permissions(self)
  condition = !(
    contains(each.value.actions, "*") || contains(each.value.actions, "*:*")
  ) || !is_for_every_resource(each.value, [])
  error_message = "${address(self)} allows every action on every resource."
  at            = permissions_argument(self)

  fail "a data document, inside a role, both stars" {
    data "aws_iam_policy_document" "admin" {
      statement {
        actions   = ["*"]
        resources = ["*"]
      }
    }

    resource "aws_iam_policy" "admin" {
      policy = data.aws_iam_policy_document.admin.json # finding: aws_iam_policy.admin allows every action
    }

    resource "aws_iam_role" "ci" {
      assume_role_policy = "{}"

      inline_policy {
        name = "ci"
        policy = jsonencode({ # finding
          Statement = { Effect = "Allow", Action = ["s3:GetObject", "*:*"], Resource = ["*"] }
        })
      }
    }
  }

  pass "one service, one resource, what is denied, a boundary" {
    resource "aws_iam_policy" "some" {
      policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = "s3:*", Resource = "*" },
          { Effect = "Allow", Action = "*", Resource = "arn:aws:s3:::logs/*" },
          { Effect = "Deny", Action = "*", Resource = "*" },
        ]
      })
    }

    resource "aws_iam_policy" "boundary" { # not applicable
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
    }

    resource "aws_iam_role" "ci" { # not applicable
      assume_role_policy   = "{}"
      permissions_boundary = aws_iam_policy.boundary.arn
    }
  }

  undecided "an action that is an input" {
    variable "action" {
      type = string
    }

    resource "aws_iam_policy" "some" {
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = var.action, Resource = "*" }] }) # undecided: var.action
    }
  }
}

rule "policy-allows-all-but-some" {
  summary   = "Policy allows every action but some"
  severity  = "high"
  clauses   = ["A13.4.5"]
  since     = "0.1"
  why       = "NotAction allows what nobody thought of, also what AWS invents tomorrow."
  remedy    = "Allow the actions that are used; deny with NotAction, if need be, in a statement of its own."
  standards = { nist-800-53-r5 = ["AC-6"] }

  target        = ["aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy", "aws_iam_role"]
  for_each      = permissions(self)
  condition     = length(each.value.not_actions) == 0
  error_message = "${address(self)} allows every action but ${join(", ", each.value.not_actions)}."
  at            = permissions_argument(self)

  fail "all but one service" {
    data "aws_iam_policy_document" "some" {
      statement {
        not_actions = ["iam:*"]
        resources   = ["*"]
      }
    }

    resource "aws_iam_role_policy" "some" {
      role   = "ci"
      policy = data.aws_iam_policy_document.some.json # finding: allows every action but iam:*
    }
  }

  pass "denied" {
    resource "aws_iam_role_policy" "some" {
      role = "ci"
      policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = "sqs:SendMessage", Resource = "*" },
          { Effect = "Deny", NotAction = "iam:*", Resource = "*", Condition = { Bool = { "aws:MultiFactorAuthPresent" = "false" } } },
        ]
      })
    }
  }

  undecided "a policy that is an input" {
    variable "policy" {
      type = string
    }

    resource "aws_iam_role_policy" "some" {
      role   = "ci"
      policy = var.policy # undecided: var.policy
    }
  }
}

rule "policy-allows-sensitive-service" {
  summary   = "Policy allows every action of a sensitive service on every resource"
  severity  = "high"
  clauses   = ["A13.4.5"]
  since     = "0.1"
  why       = "Every bucket, secret, key or role of the account is within reach of what needs one of them."
  remedy    = "Allow the actions that are used, on the resources that they are used on."
  standards = { aws-fsbp = ["IAM.21"], nist-800-53-r5 = ["AC-6"] }

  target   = ["aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy", "aws_iam_role"]
  for_each = permissions(self)
  condition = (
    length(setintersection(whole_services(each.value), param.iam.sensitive_services)) == 0 || !is_for_every_resource(each.value, [":::*"])
  )
  error_message = "${address(self)} allows everything of ${join(", ", setintersection(whole_services(each.value), param.iam.sensitive_services))} on every resource."
  at            = permissions_argument(self)

  fail "all of a service, on all resources or all buckets" {
    variable "resources" {
      default = { all = "*", buckets = "arn:aws:s3:::*" }
    }

    resource "aws_iam_user_policy" "some" {
      for_each = var.resources

      user   = "ci"
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["sqs:*", "S3:*"], Resource = each.value }] }) # finding: allows everything of s3 on every resource
    }
  }

  pass "one bucket, some actions, a service that is not sensitive" {
    resource "aws_s3_bucket" "logs" {}

    resource "aws_iam_group_policy" "some" {
      group = "ops"
      policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = "s3:*", Resource = [aws_s3_bucket.logs.arn, "${aws_s3_bucket.logs.arn}/*"] },
          { Effect = "Allow", Action = "s3:Get*", Resource = "*" },
          { Effect = "Allow", Action = "sqs:*", Resource = "*" },
        ]
      })
    }
  }

  undecided "a resource that is an input" {
    variable "bucket" {
      type = string
    }

    resource "aws_iam_policy" "some" {
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = var.bucket }] }) # undecided: var.bucket
    }
  }
}

rule "policy-allows-whole-service" {
  summary   = "Policy allows every action of a service on every resource"
  severity  = "medium"
  clauses   = ["A13.4.5"]
  since     = "0.1"
  why       = "What needs to read one thing may delete them all."
  remedy    = "Allow the actions that are used, on the resources that they are used on."
  standards = { aws-fsbp = ["IAM.21"], nist-800-53-r5 = ["AC-6"] }

  target   = ["aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy", "aws_iam_role"]
  for_each = permissions(self)
  condition = (
    length(setsubtract(whole_services(each.value), concat(param.iam.sensitive_services, services_without_resources()))) == 0 ||
    !is_for_every_resource(each.value, [])
  )
  error_message = "${address(self)} allows everything of ${join(", ", setsubtract(whole_services(each.value), concat(param.iam.sensitive_services, services_without_resources())))} on every resource."
  at            = permissions_argument(self)

  fail "all queues" {
    resource "aws_iam_policy" "some" {
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["s3:*", "sqs:*"], Resource = "*" }] }) # finding: allows everything of sqs on
    }
  }

  pass "some, one queue, services of which there is no other way, and those that another rule speaks of" {
    resource "aws_iam_policy" "some" {
      policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = "sqs:Send*", Resource = "*" },
          { Effect = "Allow", Action = "sqs:*", Resource = "arn:aws:sqs:us-west-2:111122223333:jobs" },
          { Effect = "Allow", Action = ["ssmmessages:*", "s3:*"], Resource = "*" },
        ]
      })
    }
  }
}

rule "policy-passes-every-role" {
  summary   = "Policy lets every role be handed to a service"
  severity  = "high"
  clauses   = ["A13.4.5", "A13.4.6"]
  since     = "0.1"
  why       = "Whoever may hand any role to a function or a task of its own may do what any role may."
  remedy    = "Name the roles, or the beginning of their names, and the service in iam:PassedToService."
  standards = { nist-800-53-r5 = ["AC-6"] }

  target   = ["aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy", "aws_iam_role"]
  for_each = [for statement in permissions(self) : statement if names_action(statement, "iam:PassRole")]
  condition = (
    !is_for_every_resource(each.value, [":role/*"]) || asks_for_key(each.value, "iam:PassedToService")
  )
  error_message = "${address(self)} lets every role be handed to any service."
  at            = permissions_argument(self)

  fail "on everything, and on every role of the account" {
    data "aws_caller_identity" "this" {}

    resource "aws_iam_role_policy" "all" {
      role   = "ci"
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["ecs:UpdateService", "iam:PassRole"], Resource = "*" }] }) # finding
    }

    resource "aws_iam_role_policy" "account" {
      role   = "ci"
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "iam:Pass*", Resource = "arn:aws:iam::${data.aws_caller_identity.this.account_id}:role/*" }] }) # finding
    }
  }

  pass "roles by name, and by the beginning of one; a service; other actions" {
    resource "aws_iam_role" "task" {
      assume_role_policy = "{}"
    }

    resource "aws_iam_role_policy" "some" {
      role = "ci"
      policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = "iam:PassRole", Resource = [aws_iam_role.task.arn, "arn:aws:iam::111122223333:role/web-*"] },
          { Effect = "Allow", Action = "iam:PassRole", Resource = "*", Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } } },
          { Effect = "Allow", Action = "iam:GetRole", Resource = "*" },
        ]
      })
    }
  }

  undecided "a role that is an input" {
    variable "role" {
      type = string
    }

    resource "aws_iam_policy" "some" {
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = var.role }] }) # undecided: var.role
    }
  }
}

rule "policy-passes-every-role-to-one-service" {
  summary  = "Policy lets every role be handed to a certain service"
  severity = "low"
  clauses  = ["A13.4.6"]
  since    = "0.1"
  why      = "The service takes only roles that trust it, yet all of these."
  remedy   = "Name the roles, or the beginning of their names."

  target        = ["aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy", "aws_iam_role"]
  for_each      = [for statement in permissions(self) : statement if names_action(statement, "iam:PassRole") && asks_for_key(statement, "iam:PassedToService")]
  condition     = !is_for_every_resource(each.value, [":role/*"])
  error_message = "${address(self)} lets every role be handed to a certain service."
  at            = permissions_argument(self)

  fail "a service" {
    data "aws_iam_policy_document" "some" {
      statement {
        actions   = ["iam:PassRole"]
        resources = ["*"]

        condition {
          test     = "StringEquals"
          variable = "iam:PassedToService"
          values   = ["ecs-tasks.amazonaws.com"]
        }
      }
    }

    resource "aws_iam_policy" "some" {
      policy = data.aws_iam_policy_document.some.json # finding
    }
  }

  pass "one role; another action; any service is another rule's" {
    resource "aws_iam_policy" "some" {
      policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/web", Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } } },
          { Effect = "Allow", Action = "iam:GetRole", Resource = "*", Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } } },
          { Effect = "Allow", Action = "iam:PassRole", Resource = "*" },
        ]
      })
    }
  }
}

rule "policy-passes-role-to-unasked-service" {
  summary  = "Policy lets a role be handed to whatever service it trusts, against what is asked for"
  severity = "medium"
  clauses  = ["A13.4.6"]
  since    = "0.1"
  why      = "A role that trusts several services can be handed to another one than was meant."
  remedy   = "Ask for the service in iam:PassedToService."

  target        = ["aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy", "aws_iam_role"]
  when          = param.iam.pass_role_requires_service
  for_each      = [for statement in permissions(self) : statement if names_action(statement, "iam:PassRole")]
  condition     = asks_for_key(each.value, "iam:PassedToService")
  error_message = "${address(self)} lets roles be handed to whatever service they trust."
  at            = permissions_argument(self)

  fail "no condition" {
    parameters = { "iam.pass_role_requires_service" = true }

    resource "aws_iam_policy" "some" {
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/web" }] }) # finding
    }
  }

  pass "a service" {
    parameters = { "iam.pass_role_requires_service" = true }

    resource "aws_iam_policy" "some" {
      policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/web", Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } } },
          { Effect = "Allow", Action = "iam:GetRole", Resource = "*" },
        ]
      })
    }
  }
}

rule "policy-passes-role-without-service" {
  summary  = "Policy does not say which service a role may be handed to"
  severity = "info"
  clauses  = ["A13.4.6"]
  since    = "0.1"
  why      = "A role that trusts several services can be handed to another one than was meant."
  remedy   = "Ask for the service in iam:PassedToService."

  target        = ["aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy", "aws_iam_role"]
  when          = !param.iam.pass_role_requires_service
  for_each      = [for statement in permissions(self) : statement if names_action(statement, "iam:PassRole")]
  condition     = is_for_every_resource(each.value, [":role/*"]) || asks_for_key(each.value, "iam:PassedToService")
  error_message = "${address(self)} lets roles be handed to whatever service they trust."
  at            = permissions_argument(self)

  fail "no condition" {
    resource "aws_iam_policy" "some" {
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/web" }] }) # finding
    }
  }

  pass "a service; every role is another rule's" {
    resource "aws_iam_policy" "some" {
      policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/web", Condition = { StringEquals = { "iam:PassedToService" = "ecs-tasks.amazonaws.com" } } },
          { Effect = "Allow", Action = "iam:PassRole", Resource = "*" },
          { Effect = "Allow", Action = "iam:GetRole", Resource = "arn:aws:iam::111122223333:role/web" },
        ]
      })
    }
  }

  pass "where the service is asked for" {
    parameters = { "iam.pass_role_requires_service" = true }

    resource "aws_iam_policy" "some" { # not applicable
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "iam:PassRole", Resource = "arn:aws:iam::111122223333:role/web" }] })
    }
  }
}

rule "policy-takes-every-role" {
  summary   = "Policy lets every role be taken"
  severity  = "high"
  clauses   = ["A13.4.5"]
  since     = "0.1"
  why       = "Whatever any role that trusts the account may do, also in other accounts, is within reach."
  remedy    = "Name the roles."
  standards = { nist-800-53-r5 = ["AC-6"] }

  target        = ["aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy", "aws_iam_role"]
  for_each      = [for statement in permissions(self) : statement if names_action(statement, "sts:AssumeRole")]
  condition     = !is_for_every_resource(each.value, [":role/*"])
  error_message = "${address(self)} lets ${known(account_wide_roles(each.value)) && length(account_wide_roles(each.value)) > 0 ? join(" and ", account_wide_roles(each.value)) : "every role"} be taken."
  at            = permissions_argument(self)

  fail "on everything, and every role of an account" {
    resource "aws_iam_policy" "all" {
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "*" }] }) # finding: lets every role be taken
    }

    resource "aws_iam_policy" "some" {
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::111122223333:role/*" }] }) # finding: lets arn:aws:iam::111122223333:role/* be taken
    }
  }

  pass "a role; another action; all of the service is another rule's" {
    resource "aws_iam_policy" "some" {
      policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = "sts:AssumeRole", Resource = "arn:aws:iam::444455556666:role/deploy" },
          { Effect = "Allow", Action = ["sts:GetCallerIdentity", "sts:*"], Resource = "*" },
        ]
      })
    }
  }

  undecided "a role that is an input" {
    variable "role" {
      type = string
    }

    resource "aws_iam_policy" "some" {
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Resource = var.role }] }) # undecided: var.role
    }
  }
}

rule "machine-with-administrator-access" {
  summary   = "What is deployed, or a pipeline, is an administrator"
  severity  = "critical"
  clauses   = ["A13.4.5"]
  since     = "0.1"
  why       = "A hole in the application, or one dependency of the pipeline, is the loss of the account."
  remedy    = "Attach what is needed instead of AdministratorAccess."
  standards = { aws-fsbp = ["IAM.1"], nist-800-53-r5 = ["AC-6"] }

  target        = "aws_iam_role"
  when          = is_of_machines(self)
  condition     = !contains(aws_managed_policies(self), "AdministratorAccess")
  error_message = "${address(self)} is taken by what is deployed or by pipelines, and is an administrator."

  fail "a task's and a pipeline's role" {
    data "aws_iam_policy_document" "trust" {
      statement {
        actions = ["sts:AssumeRole"]

        principals {
          type        = "Service"
          identifiers = ["ecs-tasks.amazonaws.com"]
        }
      }
    }

    resource "aws_iam_role" "task" { # finding: aws_iam_role.task is taken by what is deployed
      assume_role_policy = data.aws_iam_policy_document.trust.json
    }

    resource "aws_iam_role_policy_attachment" "task" {
      role       = aws_iam_role.task.name
      policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
    }

    resource "aws_iam_role" "deploy" { # finding
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
          Condition = { StringLike = { "gitlab.com:sub" = "project_path:example/web:*" } }
        }]
      })
      managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
    }
  }

  fail "AWS's policy, looked up by its name" {
    data "aws_iam_policy" "admin" {
      name = "AdministratorAccess"
    }

    resource "aws_iam_role" "task" { # finding
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
    }

    resource "aws_iam_role_policy_attachment" "task" {
      role       = aws_iam_role.task.name
      policy_arn = data.aws_iam_policy.admin.arn
    }
  }

  pass "policies that may be made here, for one role or another; another one of AWS, looked up by its name" {
    variable "stage" {
      type = string
    }

    data "aws_iam_policy" "ssm" {
      name = "AmazonSSMManagedInstanceCore"
    }

    resource "aws_iam_policy" "queue" {
      count = var.stage == "production" ? 1 : 0

      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*" }] })
    }

    resource "aws_iam_role" "task" {
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
    }

    resource "aws_iam_role" "host" {
      count = var.stage == "production" ? 1 : 0

      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
    }

    resource "aws_iam_role_policy_attachment" "host" {
      role       = one(aws_iam_role.host[*].name)
      policy_arn = one(aws_iam_policy.queue[*].arn)
    }

    resource "aws_iam_role_policy_attachment" "ssm" {
      role       = aws_iam_role.task.name
      policy_arn = data.aws_iam_policy.ssm.arn
    }
  }

  pass "a person's; other policies" {
    resource "aws_iam_role" "admin" { # not applicable
      assume_role_policy  = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "111122223333" } }] })
      managed_policy_arns = ["arn:aws:iam::aws:policy/AdministratorAccess"]
    }

    resource "aws_iam_role" "task" {
      assume_role_policy  = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
      managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"]
    }
  }

  undecided "a policy that is an input" {
    variable "policies" {
      type = list(string)
    }

    resource "aws_iam_role" "task" { # undecided: var.policies
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
    }

    resource "aws_iam_role_policy_attachment" "task" {
      for_each = toset([for i in range(2) : tostring(i)])

      role       = aws_iam_role.task.name
      policy_arn = var.policies[tonumber(each.key)]
    }
  }
}

rule "role-with-forbidden-policy" {
  summary   = "Role has a policy of AWS that allows far too much"
  severity  = "high"
  clauses   = ["A13.4.5"]
  since     = "0.1"
  why       = "PowerUserAccess reaches all data, IAMFullAccess makes an administrator of whoever has it."
  remedy    = "Attach what is needed instead."
  standards = { nist-800-53-r5 = ["AC-6"] }

  target        = "aws_iam_role"
  condition     = length(setintersection(aws_managed_policies(self), param.iam.forbidden_managed_policies)) == 0
  error_message = "${address(self)} has ${join(", ", setintersection(aws_managed_policies(self), param.iam.forbidden_managed_policies))}."

  fail "apart, and inside" {
    resource "aws_iam_role" "a" { # finding: aws_iam_role.a has PowerUserAccess
      assume_role_policy = "{}"
    }

    resource "aws_iam_policy_attachment" "a" {
      name       = "a"
      roles      = [aws_iam_role.a.name]
      policy_arn = "arn:aws:iam::aws:policy/PowerUserAccess"
    }
  }

  pass "others" {
    resource "aws_iam_role" "a" {
      assume_role_policy  = "{}"
      managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::111122223333:policy/PowerUserAccess"]
    }
  }

  undecided "a policy that is an input" {
    variable "policy" {
      type = string
    }

    resource "aws_iam_role" "a" { # undecided: var.policy
      assume_role_policy = "{}"
    }

    resource "aws_iam_role_policy_attachment" "a" {
      role       = aws_iam_role.a.name
      policy_arn = var.policy
    }
  }
}

rule "deploying-role-with-unscoped-data" {
  summary   = "Role of tasks or deployments reaches every bucket, secret or parameter"
  severity  = "medium"
  clauses   = ["A13.4.6"]
  since     = "0.1"
  why       = "One service's role reads the secrets of all others."
  remedy    = "Name the buckets, secrets and parameters, by ARN or the beginning of one."
  standards = { nist-800-53-r5 = ["AC-6"] }

  target        = "aws_iam_role"
  when          = is_trusted_service(self, ["ecs-tasks", "codedeploy"]) || length(web_identity_statements(self)) > 0
  for_each      = [for statement in role_statements(self) : statement if statement.effect == "Allow" && length(unscoped_data_actions(statement)) > 0]
  condition     = !is_for_every_resource(each.value, [":::*", ":secret:*", ":parameter/*"])
  error_message = "${address(self)} may ${join(", ", unscoped_data_actions(each.value))} on every resource."

  fail "of a task, and of a pipeline" {
    resource "aws_iam_role" "execution" { # finding: may secretsmanager:GetSecretValue on every resource
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
    }

    resource "aws_iam_role_policy" "execution" {
      role   = aws_iam_role.execution.id
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["logs:PutLogEvents", "secretsmanager:GetSecretValue"], Resource = "*" }] })
    }

    resource "aws_iam_role" "deploy" { # finding: may s3:PutObject on every resource
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
          Condition = { StringLike = { "gitlab.com:sub" = "project_path:example/web:*" } }
        }]
      })
    }

    resource "aws_iam_policy" "deploy" {
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::*" }] })
    }

    resource "aws_iam_role_policy_attachment" "deploy" {
      role       = aws_iam_role.deploy.name
      policy_arn = aws_iam_policy.deploy.arn
    }
  }

  pass "named, without resources, denied; of a person" {
    resource "aws_s3_bucket" "assets" {}

    resource "aws_iam_role" "task" {
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
    }

    resource "aws_iam_role_policy" "task" {
      role = aws_iam_role.task.id
      policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.assets.arn}/*" },
          { Effect = "Allow", Action = "s3:ListAllMyBuckets", Resource = "*" },
          { Effect = "Deny", Action = "s3:PutObject", Resource = "*" },
        ]
      })
    }

    resource "aws_iam_role" "person" { # not applicable
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "111122223333" } }] })
    }

    resource "aws_iam_role_policy" "person" {
      role   = aws_iam_role.person.id
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
    }
  }

  undecided "a policy that is made elsewhere" {
    resource "aws_iam_role" "task" { # undecided: arn:aws:iam::111122223333:policy/own
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "codedeploy.amazonaws.com" } }] })
    }

    resource "aws_iam_role_policy_attachment" "task" {
      role       = aws_iam_role.task.name
      policy_arn = "arn:aws:iam::111122223333:policy/own"
    }
  }
}
