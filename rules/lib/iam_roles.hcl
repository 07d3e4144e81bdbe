# Policies of a role and who may take it, whatever style they are attached in.

function "own_documents" {
  summary = "The documents that are written for a role alone: aws_iam_role_policy and inline_policy"
  params  = [role]
  result = concat(
    [for policy in linking(role, "aws_iam_role_policy", "role") : policy.policy],
    [for policy in role.inline_policy[*] : policy.policy if !is_empty(policy.policy)],
  )

  answer "apart and inside, by reference and by name" {
    value = [for document in own_documents(aws_iam_role.a) : jsondecode(document).Id]
    is    = ["apart", "by name", "inside"]

    resource "aws_iam_role" "a" {
      name               = "a"
      assume_role_policy = "{}"

      inline_policy {
        name   = "a"
        policy = jsonencode({ Id = "inside" })
      }
    }

    resource "aws_iam_role_policy" "a" {
      role   = aws_iam_role.a.id
      policy = jsonencode({ Id = "apart" })
    }

    resource "aws_iam_role_policy" "b" {
      role   = "a"
      policy = jsonencode({ Id = "by name" })
    }
  }
}

function "attached_policies" {
  summary = "The ARNs of the policies that are attached to a role"
  params  = [role]
  result = concat(
    [for attachment in linking(role, "aws_iam_role_policy_attachment", "role") : attachment.policy_arn],
    [for attachment in linking(role, "aws_iam_policy_attachment", "roles") : attachment.policy_arn],
    [for arn in role.managed_policy_arns[*] : arn],
  )

  answer "each style, and none" {
    value = [[for arn in attached_policies(aws_iam_role.a) : basename(arn)], attached_policies(aws_iam_role.b)]
    is    = [["ReadOnlyAccess", "ViewOnlyAccess", "PowerUserAccess"], []]

    resource "aws_iam_role" "a" {
      assume_role_policy  = "{}"
      managed_policy_arns = ["arn:aws:iam::aws:policy/PowerUserAccess"]
    }

    resource "aws_iam_role" "b" {
      assume_role_policy  = "{}"
      managed_policy_arns = []
    }

    resource "aws_iam_role_policy_attachment" "a" {
      role       = aws_iam_role.a.name
      policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    }

    resource "aws_iam_policy_attachment" "a" {
      name       = "a"
      roles      = [aws_iam_role.a.name]
      policy_arn = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"
    }
  }

  answer "none of what others may have, however these are referred to" {
    value = attached_policies(aws_iam_role.a)
    is    = []

    variable "stage" {
      type = string
    }

    resource "aws_iam_role" "a" {
      name               = "${var.stage}-a"
      assume_role_policy = "{}"
    }

    resource "aws_iam_role" "b" {
      count = var.stage == "production" ? 1 : 0

      name               = "${var.stage}-b"
      assume_role_policy = "{}"
    }

    resource "aws_iam_role" "c" {
      name               = "${var.stage}-c"
      assume_role_policy = "{}"
    }

    resource "aws_iam_role_policy_attachment" "all" {
      count = 4

      role = [
        one(aws_iam_role.b[*].name), join("", aws_iam_role.b[*].id), try(aws_iam_role.b[0].name, ""),
        var.stage == "production" ? aws_iam_role.b[0].name : aws_iam_role.c.name,
      ][count.index]
      policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    }
  }
}

function "aws_managed_policies" {
  summary = "The names of AWS's own policies that are attached to a role"
  params  = [role]
  result = [
    for arn in attached_policies(role) : basename(policy_arn(arn))
    if !is_of_own_policy(arn) && matches_pattern(policy_arn(arn), "arn:aws*:iam::aws:policy/*")
  ]

  answer "one's own that are made here, and an input" {
    value = [for role in [aws_iam_role.a, aws_iam_role.b] : contains(aws_managed_policies(role), "AdministratorAccess")]
    is    = [false, undecided("var.policy")]

    variable "policy" {
      type = string
    }

    resource "aws_iam_policy" "web" {
      policy = "{}"
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = "{}"
    }

    resource "aws_iam_role_policy_attachment" "a" {
      role       = aws_iam_role.a.name
      policy_arn = aws_iam_policy.web.arn
    }

    resource "aws_iam_role" "b" {
      assume_role_policy  = "{}"
      managed_policy_arns = [var.policy]
    }
  }

  answer "AWS's own, of any path and partition, and one's own" {
    value = sort(aws_managed_policies(aws_iam_role.a))
    is    = ["AdministratorAccess", "AmazonECSTaskExecutionRolePolicy"]

    resource "aws_iam_role" "a" {
      assume_role_policy = "{}"
      managed_policy_arns = [
        "arn:aws:iam::aws:policy/AdministratorAccess",
        "arn:aws-cn:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
        "arn:aws:iam::111122223333:policy/own",
      ]
    }
  }
}

function "policy_arn" {
  summary = "A policy's ARN; of one that is looked up by its name, that of AWS's own of this name"
  params  = [arn]
  result = concat(
    [
      for source in read_from(arn) : "arn:aws:iam::aws:policy/${source.node.name}"
      if source.whole && source.attribute == "arn" && node_type(source.node) == "data.aws_iam_policy" && is_found_by_name(source.node)
    ],
    [arn],
  )[0]

  answer "by its name, by its ARN, as it stands, one that is made here, and an input" {
    value = [for attachment in resources("aws_iam_role_policy_attachment") : policy_arn(attachment.policy_arn)]
    is = [
      "arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/ViewOnlyAccess",
      undecided("aws_iam_policy.a.arn"), undecided("var.policy"),
    ]

    variable "policy" {
      type = string
    }

    data "aws_iam_policy" "name" {
      name = "AdministratorAccess"
    }

    data "aws_iam_policy" "arn" {
      arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    }

    resource "aws_iam_policy" "a" {
      policy = "{}"
    }

    resource "aws_iam_role_policy_attachment" "all" {
      count = 5

      role = "a"
      policy_arn = [
        data.aws_iam_policy.name.arn, data.aws_iam_policy.arn.arn, "arn:aws:iam::aws:policy/ViewOnlyAccess", aws_iam_policy.a.arn, var.policy,
      ][count.index]
    }
  }
}

function "is_found_by_name" {
  summary = "Whether a policy is looked up by its name"
  params  = [policy]
  result  = configured(policy.name)

  answer "by its name, and by its ARN" {
    value = [is_found_by_name(data.aws_iam_policy.name), is_found_by_name(data.aws_iam_policy.arn)]
    is    = [true, false]

    data "aws_iam_policy" "name" {
      name = "AdministratorAccess"
    }

    data "aws_iam_policy" "arn" {
      arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    }
  }
}

function "is_of_own_policy" {
  summary = "Whether an ARN is that of a policy that is made here, if it is any at all"
  params  = [arn]
  result = alltrue([
    for choice in choices(arn) :
    is_empty(choice) || anytrue([for source in read_from(choice) : source.whole && node_type(source.node) == "aws_iam_policy"])
  ])

  answer "of one that is made here, and of AWS's" {
    value = [for arn in aws_iam_role.a.managed_policy_arns : is_of_own_policy(arn)]
    is    = [false, true] # known ones first

    resource "aws_iam_policy" "a" {
      policy = "{}"
    }

    resource "aws_iam_role" "a" {
      assume_role_policy  = "{}"
      managed_policy_arns = [aws_iam_policy.a.arn, "arn:aws:iam::aws:policy/AdministratorAccess"]
    }
  }

  answer "of one that may be made here, in each style, one of two, and one or AWS's" {
    value = [for attachment in resources("aws_iam_role_policy_attachment") : is_of_own_policy(attachment.policy_arn)]
    is    = [true, true, true, true, true, false]

    variable "stage" {
      type = string
    }

    resource "aws_iam_policy" "a" {
      count = var.stage == "production" ? 1 : 0

      policy = "{}"
    }

    resource "aws_iam_policy" "b" {
      policy = "{}"
    }

    resource "aws_iam_role_policy_attachment" "all" {
      count = 6

      role = "a"
      policy_arn = [
        one(aws_iam_policy.a[*].arn), join("", aws_iam_policy.a[*].arn), try(aws_iam_policy.a[0].arn, ""), aws_iam_policy.a[0].arn,
        var.stage == "production" ? aws_iam_policy.a[0].arn : aws_iam_policy.b.arn,
        var.stage == "production" ? aws_iam_policy.b.arn : "arn:aws:iam::aws:policy/AdministratorAccess",
      ][count.index]
    }
  }
}

function "role_statements" {
  summary = "What a role may do by documents that are written here, see policy_statements(); AWS's own policies are opaque"
  params  = [role]
  result = flatten(concat(
    [for document in own_documents(role) : policy_statements(document)],
    [
      for policy in linked([
        for arn in attached_policies(role) : arn if !known(arn) || !matches_pattern(arn, "arn:aws*:iam::aws:policy/*")
      ], "aws_iam_policy") :
      policy_statements(policy.policy)
    ],
  ))

  answer "its own documents and attached ones" {
    value = [for statement in role_statements(aws_iam_role.a) : statement.actions]
    is    = [["s3:GetObject"], ["logs:PutLogEvents"]]

    resource "aws_iam_role" "a" {
      assume_role_policy = "{}"
    }

    resource "aws_iam_role_policy" "a" {
      role   = aws_iam_role.a.name
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
    }

    resource "aws_iam_policy" "b" {
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "logs:PutLogEvents", Resource = "*" }] })
    }

    resource "aws_iam_role_policy_attachment" "b" {
      role       = aws_iam_role.a.name
      policy_arn = aws_iam_policy.b.arn
    }

    resource "aws_iam_role_policy_attachment" "c" {
      role       = aws_iam_role.a.name
      policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    }
  }

  answer "a policy that is made elsewhere" {
    value = anytrue([for statement in role_statements(aws_iam_role.a) : allows_action(statement, "s3:GetObject")])
    is    = undecided("arn:aws:iam::111122223333:policy/own")

    resource "aws_iam_role" "a" {
      assume_role_policy = "{}"
    }

    resource "aws_iam_role_policy_attachment" "a" {
      role       = aws_iam_role.a.name
      policy_arn = "arn:aws:iam::111122223333:policy/own"
    }
  }

  answer "policies that may be made here, and would not allow it" {
    value = anytrue([for statement in role_statements(aws_iam_role.a) : allows_action(statement, "ec2:RunInstances")])
    is    = false

    variable "stage" {
      type = string
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = "{}"
    }

    resource "aws_iam_policy" "a" {
      count = var.stage == "production" ? 1 : 0

      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
    }

    resource "aws_iam_policy" "b" {
      count = var.stage == "staging" ? 1 : 0

      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = "*" }] })
    }

    resource "aws_iam_role_policy_attachment" "a" {
      role       = aws_iam_role.a.name
      policy_arn = one(aws_iam_policy.a[*].arn)
    }

    resource "aws_iam_role_policy_attachment" "b" {
      role       = aws_iam_role.a.name
      policy_arn = join("", aws_iam_policy.b[*].arn)
    }
  }

  answer "an attachment that is an input" {
    value = anytrue([for statement in role_statements(aws_iam_role.a) : allows_action(statement, "s3:GetObject")])
    is    = undecided("var.policy")

    variable "policy" {
      type = string
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = "{}"
    }

    resource "aws_iam_role_policy_attachment" "a" {
      role       = aws_iam_role.a.name
      policy_arn = var.policy
    }
  }
}

function "trust_statements" {
  summary = "The statements that let somebody take a role"
  params  = [role]
  result  = [for statement in policy_statements(role.assume_role_policy) : statement if statement.effect == "Allow"]

  answer "what is allowed alone" {
    value = [for statement in trust_statements(aws_iam_role.a) : statement.actions]
    is    = [["sts:AssumeRole"]]

    data "aws_iam_policy_document" "trust" {
      statement {
        actions = ["sts:AssumeRole"]

        principals {
          type        = "Service"
          identifiers = ["ecs-tasks.amazonaws.com"]
        }
      }

      statement {
        effect  = "Deny"
        actions = ["sts:TagSession"]

        principals {
          type        = "AWS"
          identifiers = ["*"]
        }
      }
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = data.aws_iam_policy_document.trust.json
    }
  }
}

function "trusted_principals" {
  summary = "Who may take a role: {type, id}"
  params  = [role]
  result  = flatten([for statement in trust_statements(role) : statement.principals])

  answer "a service, an account and a provider" {
    value = trusted_principals(aws_iam_role.a)
    is = [
      { type = "AWS", id = "arn:aws:iam::111122223333:root" },
      { type = "Service", id = "ecs-tasks.amazonaws.com" },
      { type = "Federated", id = undecided("aws_iam_openid_connect_provider.bitbucket.arn") },
    ]

    resource "aws_iam_openid_connect_provider" "bitbucket" {
      url            = "https://api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
      client_id_list = ["ari:cloud:bitbucket::workspace/01"]
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = jsonencode({
        Statement = [
          {
            Effect    = "Allow"
            Action    = "sts:AssumeRole"
            Principal = { AWS = "arn:aws:iam::111122223333:root", Service = "ecs-tasks.amazonaws.com" }
          },
          {
            Effect    = "Allow"
            Action    = "sts:AssumeRoleWithWebIdentity"
            Principal = { Federated = aws_iam_openid_connect_provider.bitbucket.arn }
          },
        ]
      })
    }
  }
}

function "federated_claims" {
  summary = "What a statement asks of a token, by claim (aud, sub): {claim, operator, values}, for keys that end so"
  params  = [statement]
  result = [
    for condition in statement.conditions : {
      claim    = element(split(":", condition.key), -1)
      operator = condition.operator
      values   = condition.values
    }
  ]

  answer "a key that is written out, and one that is made of the provider's URL" {
    value = [for statement in concat(trust_statements(aws_iam_role.a), trust_statements(aws_iam_role.b)) : federated_claims(statement)]
    is = [
      [{ claim = "aud", operator = "StringEquals", values = ["ari:01"] }, { claim = "sub", operator = "StringLike", values = ["{repo}:*"] }],
      [{ claim = "sub", operator = "StringEquals", values = ["{repo}:{env}:*"] }],
    ]

    resource "aws_iam_openid_connect_provider" "bitbucket" {
      url            = "https://api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
      client_id_list = ["ari:01"]
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = jsonencode({
        Statement = {
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = aws_iam_openid_connect_provider.bitbucket.arn }
          Condition = {
            StringEquals = { "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc:aud" = "ari:01" }
            StringLike   = { "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc:sub" = ["{repo}:*"] }
          }
        }
      })
    }

    resource "aws_iam_role" "b" {
      assume_role_policy = jsonencode({
        Statement = {
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = aws_iam_openid_connect_provider.bitbucket.arn }
          Condition = {
            StringEquals = { "${replace(aws_iam_openid_connect_provider.bitbucket.url, "https://", "")}:sub" = "{repo}:{env}:*" }
          }
        }
      })
    }
  }
}

function "claim_values" {
  summary = "The values that a statement lets a claim of a token have; none if it asks nothing of it"
  params  = [statement, claim]
  result = flatten([
    for asked in federated_claims(statement) : asked.values
    if asked.claim == claim && is_binding_operator(asked.operator, claim)
  ])

  answer "of a claim that is asked for, and of another" {
    value = [
      claim_values({ conditions = conditions_in({ StringEquals = { "idp/oidc:sub" = ["a", "b"] } }) }, "sub"),
      claim_values({ conditions = conditions_in({ StringEquals = { "idp/oidc:sub" = ["a", "b"] } }) }, "aud"),
      claim_values({ conditions = conditions_in({ StringNotEquals = { "idp/oidc:sub" = "a" } }) }, "sub"),
      claim_values({ conditions = conditions_in({ "ForAllValues:StringLike" = { "idp/oidc:sub" = "a" } }) }, "sub"),
    ]
    is = [["a", "b"], [], [], ["a"]]
  }
}

function "is_of_tasks_alone" {
  summary = "Whether a role can be taken by ECS tasks and by nobody else"
  params  = [role]
  result = length(trusted_principals(role)) > 0 && alltrue([
    for principal in trusted_principals(role) : principal.type == "Service" && startswith(principal.id, "ecs-tasks.")
  ])

  answer "tasks, tasks and others, others, nobody" {
    value = [for role in [aws_iam_role.a, aws_iam_role.b, aws_iam_role.c, aws_iam_role.d] : is_of_tasks_alone(role)]
    is    = [true, false, false, false]

    resource "aws_iam_role" "a" {
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
    }

    resource "aws_iam_role" "b" {
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com"] } }] })
    }

    resource "aws_iam_role" "c" {
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "ecs-tasks.amazonaws.com" } }] })
    }

    resource "aws_iam_role" "d" {
      assume_role_policy = "{}"
    }
  }
}

function "may_start_tasks" {
  summary = "Whether a role may pull images from ECR and write logs: by AWS's policy for that, or by documents that are written here; what other policies of AWS allow is not known here"
  params  = [role]
  result = contains(aws_managed_policies(role), "AmazonECSTaskExecutionRolePolicy") || alltrue([
    for action in ["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer", "logs:CreateLogStream", "logs:PutLogEvents"] :
    anytrue(concat(
      [for statement in role_statements(role) : allows_action(statement, action)],
      [for policy in aws_managed_policies(role) : undecided(policy)],
    ))
  ])

  answer "by AWS's policy, by a document, in part, not at all" {
    value = [for role in [aws_iam_role.a, aws_iam_role.b, aws_iam_role.c, aws_iam_role.d] : may_start_tasks(role)]
    is    = [true, true, false, undecided("ReadOnlyAccess")]

    resource "aws_iam_role" "a" {
      assume_role_policy  = "{}"
      managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"]
    }

    resource "aws_iam_role" "b" {
      assume_role_policy = "{}"
    }

    resource "aws_iam_role" "c" {
      assume_role_policy = "{}"
    }

    resource "aws_iam_role" "d" {
      assume_role_policy  = "{}"
      managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"]
    }

    resource "aws_iam_role_policy" "all" {
      for_each = { "ecr:*" = aws_iam_role.b.name, "ecr:Get*" = aws_iam_role.c.name }

      role   = each.value
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = [each.key, "logs:*"], Resource = "*" }] })
    }
  }
}
