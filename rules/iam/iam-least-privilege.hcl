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

    resource "aws_iam_role" "person" { # not applicable
      count = var.stage == "production" ? 1 : 0

      name               = "${var.stage}-person"
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "111122223333" } }] })
    }

    resource "aws_iam_role_policy_attachment" "person" {
      role       = one(aws_iam_role.person[*].name)
      policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
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

rule "resource-policy-for-everybody" {
  summary   = "A queue, topic, key, repository, secret or function lets everybody in"
  severity  = "high"
  clauses   = []
  since     = "0.1"
  why       = "A principal of * means every account of AWS, and those who have none where the service lets them."
  remedy    = "Name the accounts, roles or services that need access, or ask for them in a condition such as aws:SourceArn."
  standards = { aws-fsbp = ["KMS.5", "Lambda.1", "SNS.4"], nist-800-53-r5 = ["AC-3", "AC-6"] }

  target = [
    "aws_ecr_repository_policy", "aws_kms_key", "aws_kms_key_policy", "aws_lambda_permission", "aws_secretsmanager_secret",
    "aws_secretsmanager_secret_policy", "aws_sns_topic", "aws_sns_topic_policy", "aws_sqs_queue", "aws_sqs_queue_policy",
  ]
  when          = node_type(self) == "aws_lambda_permission" || configured(self.policy)
  condition     = !opens_to_everybody(self)
  error_message = "${address(self)} lets everybody in."
  at            = argument(self, node_type(self) == "aws_lambda_permission" ? "principal" : "policy")

  fail "of each kind, without a condition, and with one that says nothing of who" {
    data "aws_iam_policy_document" "queue" {
      statement {
        actions   = ["sqs:SendMessage"]
        resources = [aws_sqs_queue.jobs.arn]

        principals {
          type        = "AWS"
          identifiers = ["*"]
        }

        condition {
          test     = "Bool"
          variable = "aws:SecureTransport"
          values   = ["true"]
        }
      }
    }

    resource "aws_sqs_queue" "jobs" { # not applicable
      name = "jobs"
    }

    resource "aws_sqs_queue_policy" "jobs" {
      queue_url = aws_sqs_queue.jobs.url
      policy    = data.aws_iam_policy_document.queue.json # finding: aws_sqs_queue_policy.jobs lets everybody in
    }

    resource "aws_kms_key" "data" {
      policy = jsonencode({ # finding
        Statement = [{ Effect = "Allow", Principal = "*", Action = "kms:*", Resource = "*" }]
      })
    }

    resource "aws_lambda_permission" "any" {
      action        = "lambda:InvokeFunction"
      function_name = "report"
      principal     = "*" # finding
    }
  }

  pass "an account, a topic of one's own, a service" {
    data "aws_caller_identity" "this" {}

    resource "aws_sns_topic" "alarms" {
      name = "alarms"
      policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Principal = { AWS = "*" }
          Action    = "sns:Publish"
          Resource  = "*"
          Condition = { StringEquals = { "aws:SourceOwner" = data.aws_caller_identity.this.account_id } }
        }]
      })
    }

    resource "aws_secretsmanager_secret_policy" "key" {
      secret_arn = "arn:aws:secretsmanager:us-west-2:111122223333:secret:key"
      policy = jsonencode({
        Statement = [
          { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "secretsmanager:GetSecretValue", Resource = "*" },
          { Effect = "Deny", Principal = "*", Action = "secretsmanager:DeleteSecret", Resource = "*" },
        ]
      })
    }

    resource "aws_lambda_permission" "topic" {
      action        = "lambda:InvokeFunction"
      function_name = "report"
      principal     = "sns.amazonaws.com"
      source_arn    = aws_sns_topic.alarms.arn
    }

    resource "aws_lambda_permission" "address" {
      action                 = "lambda:InvokeFunctionUrl"
      function_name          = "report"
      principal              = "*"
      function_url_auth_type = "NONE"
    }
  }

  undecided "an input" {
    variable "readers" {
      type = list(string)
    }

    resource "aws_ecr_repository_policy" "web" {
      repository = "web"
      policy = jsonencode({ # undecided: var.readers
        Statement = [{ Effect = "Allow", Principal = { AWS = var.readers }, Action = "ecr:BatchGetImage" }]
      })
    }
  }
}

rule "metadata-without-session-token" {
  summary   = "Instance gives its role's credentials without a session token (IMDSv1)"
  severity  = "medium"
  clauses   = []
  since     = "0.1"
  why       = "One request that the application can be brought to send, by a URL or a proxy, fetches the credentials of the instance's role."
  remedy    = "Set http_tokens to required in metadata_options."
  standards = { aws-fsbp = ["EC2.8"], nist-800-53-r5 = ["AC-6"] }

  target        = ["aws_instance", "aws_launch_configuration", "aws_launch_template"]
  for_each      = self.metadata_options
  condition     = each.value.http_tokens != "optional" || each.value.http_endpoint == "disabled"
  error_message = "${address(self)} gives its role's credentials without a session token."
  at            = each.value.http_tokens

  fail "optional tokens" {
    resource "aws_instance" "jump" {
      metadata_options {
        http_tokens = "optional" # finding: aws_instance.jump gives its role's
      }
    }

    resource "aws_launch_template" "workers" {
      metadata_options {
        http_endpoint = "enabled"
        http_tokens   = "optional" # finding
      }
    }
  }

  pass "required ones, no endpoint" {
    resource "aws_instance" "jump" {
      metadata_options {
        http_tokens = "required"
      }
    }

    resource "aws_launch_template" "workers" {
      metadata_options {
        http_endpoint = "disabled"
        http_tokens   = "optional"
      }
    }

    resource "aws_launch_configuration" "old" { # not applicable
      image_id      = "ami-0a1b2c3d"
      instance_type = "t3.micro"
    }
  }

  undecided "an input" {
    variable "tokens" {
      type = string
    }

    resource "aws_instance" "jump" {
      metadata_options {
        http_tokens = var.tokens # undecided: var.tokens
      }
    }
  }
}

rule "metadata-session-token-left-to-image" {
  summary   = "Whether an instance gives its role's credentials without a session token (IMDSv1) is left to its image"
  severity  = "low"
  clauses   = []
  since     = "0.1"
  why       = "Images from before 2023, and most of other vendors, do not ask for tokens: one request that the application can be brought to send fetches the credentials."
  remedy    = "Set http_tokens to required in metadata_options, or for the account in aws_ec2_instance_metadata_defaults."
  standards = { aws-fsbp = ["EC2.8"], nist-800-53-r5 = ["AC-6"] }

  target = ["aws_instance", "aws_launch_configuration", "aws_launch_template"]
  when   = node_type(self) != "aws_instance" || length(self.launch_template) == 0
  condition = (
    (length(self.metadata_options) > 0 && configured(self.metadata_options[0].http_tokens)) ||
    anytrue([for options in self.metadata_options : options.http_endpoint == "disabled"]) ||
    anytrue([for defaults in resources("aws_ec2_instance_metadata_defaults") : defaults.http_tokens == "required"])
  )
  error_message = "Whether ${address(self)} gives its role's credentials without a session token is left to its image."
  at            = self

  fail "no options, and others" {
    resource "aws_instance" "jump" { # finding: Whether aws_instance.jump gives
      ami = "ami-0a1b2c3d"
    }

    resource "aws_launch_template" "workers" { # finding
      metadata_options {
        instance_metadata_tags = "enabled"
      }
    }
  }

  pass "said either way, no endpoint, by a template" {
    resource "aws_instance" "jump" {
      metadata_options {
        http_tokens = "optional"
      }
    }

    resource "aws_launch_template" "workers" {
      metadata_options {
        http_endpoint = "disabled"
      }
    }

    resource "aws_instance" "worker" { # not applicable
      launch_template {
        id = aws_launch_template.workers.id
      }
    }
  }

  pass "said for the account" {
    resource "aws_ec2_instance_metadata_defaults" "this" {
      http_tokens = "required"
    }

    resource "aws_instance" "jump" {
      ami = "ami-0a1b2c3d"
    }
  }
}
