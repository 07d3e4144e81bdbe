# What identities may do, policy by policy: documents of policies, and those inside roles.

function "permissions" {
  summary = "What a policy, or the documents inside a role, allow, see policy_statements(); nothing of a policy that only bounds what others allow"
  params  = [node]
  result = [
    for statement in flatten([
      for document in node_type(node) == "aws_iam_role" ? node.inline_policy[*].policy : [node.policy] : policy_statements(document)
    ]) : statement
    if statement.effect == "Allow" && !is_permissions_boundary(node)
  ]

  answer "of a policy, inside a role, what is denied, a boundary, and an input" {
    value = [for node in [aws_iam_policy.a, aws_iam_role.a, aws_iam_policy.boundary, aws_iam_policy.b] : [for statement in permissions(node) : statement.actions]]
    is    = [[["s3:GetObject"]], [["sqs:SendMessage"]], [], undecided("var.policy")]

    variable "policy" {
      type = string
    }

    resource "aws_iam_policy" "a" {
      policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = "s3:GetObject", Resource = "*" },
          { Effect = "Deny", Action = "s3:PutObject", Resource = "*" },
        ]
      })
    }

    resource "aws_iam_policy" "b" {
      policy = var.policy
    }

    resource "aws_iam_policy" "boundary" {
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })
    }

    resource "aws_iam_role" "a" {
      assume_role_policy   = "{}"
      permissions_boundary = aws_iam_policy.boundary.arn

      inline_policy {
        name   = "a"
        policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*" }] })
      }
    }
  }
}

function "account_wide_roles" {
  summary = "The resources of a statement that mean every role of a certain account"
  params  = [statement]
  result = [
    for resource in statement.resources : resource
    if length(regexall("^arn:[^:]*:iam::[^:*?]+:role/[*]$", resource)) > 0
  ]

  answer "of an account, of all, and one" {
    value = account_wide_roles({ resources = ["arn:aws:iam::111122223333:role/*", "arn:aws:iam::*:role/*", "*", "arn:aws:iam::111122223333:role/web"] })
    is    = ["arn:aws:iam::111122223333:role/*"]
  }
}

function "is_permissions_boundary" {
  summary = "Whether a policy only bounds what roles or users are allowed otherwise: it is called a boundary, or it is one of some role and attached to none"
  params  = [node]
  result = node_type(node) == "aws_iam_policy" && (is_called_boundary(node) || (
    length([
      for user in concat(linking(node, "aws_iam_role", "permissions_boundary"), linking(node, "aws_iam_user", "permissions_boundary")) : user
      # What somebody may set to anything is no reason to think so.
      if known(user) && alltrue([for policy in linked(user.permissions_boundary) : known(node_type(policy))])
    ]) > 0 &&
    length(linking(node, "aws_iam_role_policy_attachment", "policy_arn")) + length(linking(node, "aws_iam_policy_attachment", "policy_arn")) == 0
  ))

  answer "of a role, of a user, attached as well, and no boundary" {
    value = [for policy in [aws_iam_policy.a, aws_iam_policy.b, aws_iam_policy.c, aws_iam_policy.d] : is_permissions_boundary(policy)]
    is    = [true, true, false, false]

    variable "boundary" {
      type = string
    }

    resource "aws_iam_role" "other" {
      assume_role_policy   = "{}"
      permissions_boundary = var.boundary
    }

    resource "aws_iam_policy" "a" {
      policy = "{}"
    }

    resource "aws_iam_policy" "b" {
      policy = "{}"
    }

    resource "aws_iam_policy" "c" {
      policy = "{}"
    }

    resource "aws_iam_policy" "d" {
      policy = "{}"
    }

    resource "aws_iam_role" "all" {
      for_each = { a = aws_iam_policy.a.arn, c = aws_iam_policy.c.arn }

      assume_role_policy   = "{}"
      permissions_boundary = each.value
    }

    resource "aws_iam_user" "b" {
      name                 = "b"
      permissions_boundary = aws_iam_policy.b.arn
    }

    resource "aws_iam_role_policy_attachment" "c" {
      role       = aws_iam_role.all["a"].name
      policy_arn = aws_iam_policy.c.arn
    }
  }
}

function "is_called_boundary" {
  summary = "Whether a policy's name, or that of its block, says that it is a boundary"
  params  = [policy]
  result  = matches_any(lower(address(policy)), ["*.*boundary*"]) || (known(policy.name) && matches_any(lower(coalesce(policy.name, "-")), ["*boundary*"]))

  answer "by its block, by its name, and not" {
    value = [for policy in [aws_iam_policy.boundary, aws_iam_policy.b, aws_iam_policy.c] : is_called_boundary(policy)]
    is    = [true, true, false]

    resource "aws_iam_policy" "boundary" {
      policy = "{}"
    }

    resource "aws_iam_policy" "b" {
      name   = "Team-Boundary"
      policy = "{}"
    }

    resource "aws_iam_policy" "c" {
      name   = "team"
      policy = "{}"
    }
  }
}

function "permissions_argument" {
  summary = "Where a policy, or a role, says what it allows"
  params  = [node]
  result  = argument(node, node_type(node) == "aws_iam_role" ? "inline_policy[0].policy" : "policy")

  answer "in a policy, and in a role" {
    value = [permissions_argument(aws_iam_policy.a).path, permissions_argument(aws_iam_role.a).path]
    is    = ["policy", "inline_policy[0].policy"]

    resource "aws_iam_policy" "a" {
      policy = "{}"
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = "{}"
    }
  }
}

function "is_every_resource" {
  summary = "Whether a statement's resource is a pattern for all of them, or ends as one for all of a kind; what is made here is one resource"
  params  = [resource, endings]
  result = (
    (known(resource) || !anytrue([for source in read_from(resource) : known(node_type(source.node)) && source.attribute == "arn"])) &&
    (resource == "*" || anytrue([for ending in endings : endswith(resource, ending)]))
  )

  answer "a star, all of a kind in any account, one, those below one, and an input" {
    value = [for resource in policy_statements(aws_iam_policy.a.policy)[0].resources : is_every_resource(resource, [":role/*"])]
    is    = [true, true, true, false, false, false, false, undecided("var.role")]

    variable "role" {
      type = string
    }

    data "aws_caller_identity" "this" {}

    resource "aws_iam_role" "a" {
      assume_role_policy = "{}"
    }

    resource "aws_iam_policy" "a" {
      policy = jsonencode({
        Statement = [{
          Effect = "Allow"
          Action = "iam:PassRole"
          Resource = [
            "*",
            "arn:aws:iam::111122223333:role/*",
            "arn:aws:iam::${data.aws_caller_identity.this.account_id}:role/*",
            "arn:aws:iam::${data.aws_caller_identity.this.account_id}:role/web-*",
            "${aws_iam_role.a.arn}/*",
            aws_iam_role.a.arn,
            format("%s/*", try(aws_iam_role.a.arn, "")),
            var.role,
          ]
        }]
      })
    }
  }

  answer "a star that an ARN had part in" {
    value = [for resource in policy_statements(aws_iam_policy.a.policy)[0].resources : is_every_resource(resource, [])]
    is    = [true]

    resource "aws_iam_role" "a" {
      assume_role_policy = "{}"
    }

    resource "aws_iam_policy" "a" {
      policy = jsonencode({ Statement = { Effect = "Allow", Action = "iam:PassRole", Resource = coalesce("*", aws_iam_role.a.arn) } })
    }
  }
}

function "is_for_every_resource" {
  summary = "Whether a statement speaks of all resources, or of all of a kind, as their ARNs end"
  params  = [statement, endings]
  result  = anytrue([for resource in statement.resources : is_every_resource(resource, endings)])

  answer "one of two is, none is, and none is named" {
    value = [
      for resources in [["*", "arn:aws:s3:::logs"], ["arn:aws:s3:::logs"], ["arn:aws:s3:::*"], []] :
      is_for_every_resource({ resources = resources }, [":::*"])
    ]
    is = [true, false, true, false]
  }
}

function "whole_services" {
  summary = "The services of which a statement names every action, in small letters"
  params  = [statement]
  result = distinct([
    for action in statement.actions : lower(split(":", action)[0]) if length(regexall("^[^:*?]+:\\*+$", action)) > 0
  ])

  answer "whole ones, a part of one, and all" {
    value = whole_services({ actions = ["S3:*", "s3:*", "sqs:Send*", "iam:*", "*"] })
    is    = ["s3", "iam"]
  }
}

function "names_action" {
  summary = "Whether a statement names an action, by itself or by a pattern for some of its service's; all of them is another matter"
  params  = [statement, action]
  result = anytrue([
    for pattern in statement.actions :
    length(regexall("^(\\*|[^:]*:\\*)+$", pattern)) == 0 && action_matches(action, pattern)
  ])

  answer "by itself, by a pattern, all of the service, all, another" {
    value = [for action in ["iam:PassRole", "iam:Pass*", "iam:*", "*", "iam:GetRole"] : names_action({ actions = [action] }, "iam:PassRole")]
    is    = [true, true, false, false, false]
  }
}

function "asks_for_key" {
  summary = "Whether a statement has a condition on a key; capitals do not matter"
  params  = [statement, key]
  result  = anytrue([for condition in statement.conditions : lower(condition.key) == lower(key)])

  answer "it has, and it has not" {
    value = [
      for condition in [{ StringEquals = { "iam:passedtoservice" = "ecs-tasks.amazonaws.com" } }, {}] :
      asks_for_key({ conditions = conditions_in(condition) }, "iam:PassedToService")
    ]
    is = [true, false]
  }
}

function "is_trusted_service" {
  summary = "Whether a role is taken by one of these services, as their principals begin"
  params  = [role, services]
  result = anytrue([
    for principal in trusted_principals(role) :
    principal.type == "Service" && anytrue([for service in services : startswith(principal.id, "${service}.")])
  ])

  answer "by one of them, whatever it ends with, and by another" {
    value = [for role in [aws_iam_role.a, aws_iam_role.b, aws_iam_role.c] : is_trusted_service(role, ["ecs-tasks", "lambda"])]
    is    = [true, true, false]

    data "aws_partition" "this" {}

    resource "aws_iam_role" "a" {
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["scheduler.amazonaws.com", "lambda.amazonaws.com"] } }] })
    }

    resource "aws_iam_role" "b" {
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.${data.aws_partition.this.dns_suffix}" } }] })
    }

    resource "aws_iam_role" "c" {
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs.amazonaws.com", AWS = "lambda.amazonaws.com" } }] })
    }
  }
}

function "is_of_machines" {
  summary = "Whether a role is taken by what somebody deployed, or by pipelines"
  params  = [role]
  result  = is_trusted_service(role, services_that_run_code()) || length(web_identity_statements(role)) > 0

  answer "a task's, a pipeline's, and a person's" {
    value = [for role in [aws_iam_role.a, aws_iam_role.b, aws_iam_role.c] : is_of_machines(role)]
    is    = [true, true, false]

    resource "aws_iam_role" "a" {
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
    }

    resource "aws_iam_role" "b" {
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" } }] })
    }

    resource "aws_iam_role" "c" {
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "111122223333" } }] })
    }
  }
}

function "unscoped_data_actions" {
  summary = "Actions on buckets, secrets and parameters that a statement names, though others than all of a service, and that could be allowed on some resources only"
  params  = [statement]
  result = [
    for action in statement.actions : action
    if length(regexall("^(s3|secretsmanager):.*[^*]|^ssm:(get|put|delete)parameter", lower(action))) > 0 &&
    !contains(actions_without_resources(), lower(action))
  ]

  answer "of each kind, those without resources, whole services, and others" {
    value = unscoped_data_actions({ actions = ["s3:GetObject", "s3:Get*", "s3:ListAllMyBuckets", "s3:*", "secretsmanager:GetSecretValue", "ssm:GetParameters", "ssm:DescribeParameters", "sqs:SendMessage"] })
    is    = ["s3:GetObject", "s3:Get*", "secretsmanager:GetSecretValue", "ssm:GetParameters"]
  }
}
