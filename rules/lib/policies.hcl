# Policy documents, one form however they are written: jsonencode, a heredoc, a file, or the data
# source, which sources and overrides are merged into.

function "policy_statements" {
  summary = "A document's statements: {sid, effect, actions, not_actions, resources, not_resources, principals, not_principals, conditions}, lists where one may stand alone"
  params  = [document]
  result = [
    for statement in flatten([for text in document[*] : try(jsondecode(text).Statement, [])]) : {
      sid            = statement.Sid
      effect         = statement.Effect
      actions        = statement.Action[*]
      not_actions    = statement.NotAction[*]
      resources      = statement.Resource[*]
      not_resources  = statement.NotResource[*]
      principals     = principals_in(statement.Principal)
      not_principals = principals_in(statement.NotPrincipal)
      conditions     = conditions_in(statement.Condition)
    } if can(keys(statement))
  ]

  answer "a heredoc with one statement, single values and a condition" {
    value = policy_statements(aws_iam_policy.a.policy)
    is = [{
      sid            = "Read"
      effect         = "Allow"
      actions        = ["s3:GetObject"]
      not_actions    = []
      resources      = ["arn:aws:s3:::data/*"]
      not_resources  = []
      principals     = []
      not_principals = []
      conditions     = [{ operator = "Bool", key = "aws:SecureTransport", values = ["true"] }]
    }]

    resource "aws_iam_policy" "a" {
      policy = <<-JSON
        {
          "Version": "2012-10-17",
          "Statement": {
            "Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::data/*",
            "Condition": {"Bool": {"aws:SecureTransport": "true"}}
          }
        }
      JSON
    }
  }

  answer "jsonencode with lists, and what is known only after apply" {
    value = [for statement in policy_statements(aws_s3_bucket_policy.a.policy) : [statement.effect, statement.actions, statement.resources, statement.principals]]
    is = [
      ["Allow", ["s3:GetObject", "s3:PutObject"], [undecided("aws_s3_bucket.a.arn"), undecided("aws_s3_bucket.a.arn")], [{ type = "Service", id = "logging.s3.amazonaws.com" }]],
      ["Deny", ["s3:*"], ["*"], [{ type = "*", id = "*" }]],
    ]

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket_policy" "a" {
      bucket = aws_s3_bucket.a.id
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect    = "Allow"
            Action    = ["s3:GetObject", "s3:PutObject"]
            Resource  = [aws_s3_bucket.a.arn, "${aws_s3_bucket.a.arn}/*"]
            Principal = { Service = "logging.s3.amazonaws.com" }
          },
          { Effect = "Deny", Action = "s3:*", Resource = "*", Principal = "*" },
        ]
      })
    }
  }

  answer "none of what is no document, and of one only what is a statement" {
    value = [for text in ["", "{", "[1]", "\"text\"", "{\"Statement\": \"Allow\"}", "{\"Statement\": [1, null, {\"Sid\": \"a\"}]}"] : policy_statements(text)[*].sid]
    is    = [[], [], [], [], [], ["a"]]
  }

  answer "the data source, with a source and an override of one statement" {
    value = [for statement in policy_statements(aws_iam_policy.a.policy) : [statement.sid, statement.effect, statement.actions, statement.not_actions]]
    is = [
      ["Logs", "Allow", ["logs:PutLogEvents"], []],
      ["Read", "Deny", ["s3:GetObject"], []],
      ["Rest", "Allow", [], ["iam:*"]],
    ]

    data "aws_iam_policy_document" "base" {
      statement {
        sid       = "Logs"
        actions   = ["logs:PutLogEvents"]
        resources = ["*"]
      }

      statement {
        sid       = "Read"
        actions   = ["s3:GetObject"]
        resources = ["*"]
      }
    }

    data "aws_iam_policy_document" "override" {
      statement {
        sid       = "Read"
        effect    = "Deny"
        actions   = ["s3:GetObject"]
        resources = ["*"]
      }
    }

    data "aws_iam_policy_document" "all" {
      source_policy_documents   = [data.aws_iam_policy_document.base.json]
      override_policy_documents = [data.aws_iam_policy_document.override.json]

      statement {
        sid         = "Rest"
        not_actions = ["iam:*"]
        resources   = ["*"]
      }
    }

    resource "aws_iam_policy" "a" {
      policy = data.aws_iam_policy_document.all.json
    }
  }

  answer "a template" {
    value = [for statement in concat(policy_statements(aws_iam_policy.a.policy), policy_statements(aws_iam_policy.b.policy)) : statement.resources]
    is    = [["*"], ["arn:aws:s3:::logs/*"]]

    resource "aws_iam_policy" "a" {
      policy = templatestring(local.text, { target = "*" })
    }

    resource "aws_iam_policy" "b" {
      policy = templatestring(local.text, { target = "arn:aws:s3:::logs/*" })
    }

    locals {
      text = "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"$${target}\"}]}"
    }
  }

  answer "a condition whose key is not known" {
    value = [for statement in policy_statements(aws_iam_policy.a.policy) : [statement.actions, length(statement.conditions) > 0]]
    is    = [[["s3:GetObject"], undecided("var.issuer")]]

    variable "issuer" {
      type = string
    }

    data "aws_iam_policy_document" "a" {
      statement {
        actions = ["s3:GetObject"]

        condition {
          test     = "StringEquals"
          variable = "${var.issuer}:sub"
          values   = ["a"]
        }
      }
    }

    resource "aws_iam_policy" "a" {
      policy = data.aws_iam_policy_document.a.json
    }
  }

  answer "none, and an input" {
    value = [policy_statements(null), policy_statements(aws_iam_policy.a.policy)]
    is    = [[], undecided("var.policy")]

    variable "policy" {
      type = string
    }

    resource "aws_iam_policy" "a" {
      policy = var.policy
    }
  }

  answer "documents of others, some of them left out, and one that is an input" {
    value = [
      [for statement in policy_statements(aws_iam_policy.a.policy) : statement.effect],
      anytrue([for statement in policy_statements(aws_iam_policy.b.policy) : statement.effect == "Deny"]),
      anytrue([for statement in policy_statements(aws_iam_policy.b.policy) : statement.effect == "Allow"]),
      [for statement in policy_statements(aws_iam_policy.c.policy) : statement.actions],
    ]
    is = [["Deny"], undecided("var.more"), true, [["s3:GetObject"]]]

    variable "more" {
      type = string
    }

    resource "aws_s3_bucket" "a" {}

    data "aws_iam_policy_document" "deny" {
      statement {
        effect    = "Deny"
        actions   = ["s3:*"]
        resources = [aws_s3_bucket.a.arn]
      }
    }

    data "aws_iam_policy_document" "a" {
      source_policy_documents = compact([data.aws_iam_policy_document.deny.json, ""])
    }

    data "aws_iam_policy_document" "b" {
      source_policy_documents = [var.more]

      statement {
        actions   = ["s3:*"]
        resources = ["*"]
      }
    }

    data "aws_iam_policy_document" "c" {
      source_policy_documents = [
        "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"${aws_s3_bucket.a.arn}\"}]}",
      ]
    }

    resource "aws_iam_policy" "a" {
      policy = data.aws_iam_policy_document.a.json
    }

    resource "aws_iam_policy" "b" {
      policy = data.aws_iam_policy_document.b.json
    }

    resource "aws_iam_policy" "c" {
      policy = data.aws_iam_policy_document.c.json
    }
  }
}

function "principals_in" {
  summary = "A statement's principals: {type, id}, type AWS, Service, Federated, CanonicalUser, or * for anyone"
  params  = [principal]
  result = flatten([
    for one in principal[*] :
    try([for type, ids in one : [for id in ids[*] : { type = type, id = id }]], [{ type = "*", id = one }])
  ])

  answer "anyone, several types, and none" {
    value = [
      principals_in("*"),
      principals_in({ AWS = ["111122223333", "444455556666"], Service = "ec2.amazonaws.com" }),
      principals_in(null),
    ]
    is = [
      [{ type = "*", id = "*" }],
      [
        { type = "AWS", id = "111122223333" },
        { type = "AWS", id = "444455556666" },
        { type = "Service", id = "ec2.amazonaws.com" },
      ],
      [],
    ]
  }
}

function "is_principal" {
  summary = "Whether a statement's principal is the one of this id; a service stands under Service, and nobody else does"
  params  = [principal, id]
  result  = (principal.type == "Service") == endswith(id, ".amazonaws.com") && principal.id == id

  answer "a service, an account, a text that is not known where only accounts stand, and one where services do" {
    value = [
      for principal in flatten([for statement in policy_statements(aws_sns_topic_policy.a.policy) : statement.principals]) :
      [is_principal(principal, "events.amazonaws.com"), is_principal(principal, "111122223333")]
    ]
    is = [
      [false, true],
      [false, undecided("var.account")],
      [true, false],
      [undecided("var.service"), false],
    ]

    variable "account" {
      type = string
    }

    variable "service" {
      type = string
    }

    resource "aws_sns_topic_policy" "a" {
      arn = "arn:aws:sns:us-west-2:111122223333:alerts"
      policy = jsonencode({
        Statement = [{
          Principal = { AWS = ["111122223333", var.account], Service = ["events.amazonaws.com", var.service] }
        }]
      })
    }
  }
}

function "conditions_in" {
  summary = "A statement's conditions: {operator, key, values}"
  params  = [condition]
  result = flatten([
    for operator, keys in merge(condition, {}) : [
      for key, values in keys : { operator = operator, key = key, values = [for value in values[*] : tostring(value)] }
    ]
  ])

  answer "single values and lists, and none" {
    value = [
      conditions_in({ StringEquals = { "aws:a" = "x", "aws:b" = ["y", "z"] }, Bool = { "aws:c" = "true" } }),
      conditions_in(null),
    ]
    is = [
      [
        { operator = "Bool", key = "aws:c", values = ["true"] },
        { operator = "StringEquals", key = "aws:a", values = ["x"] },
        { operator = "StringEquals", key = "aws:b", values = ["y", "z"] },
      ],
      [],
    ]
  }
}

function "matches_pattern" {
  summary = "Whether a text is one that a pattern of IAM means, in which * stands for any text and ? for any character"
  params  = [text, pattern]
  result = (
    !strcontains(pattern, "*") && !strcontains(pattern, "?") ? text == pattern :
    length(regexall("^\\Q${replace(replace(pattern, "*", "\\E.*\\Q"), "?", "\\E.\\Q")}\\E$", text)) > 0
  )

  answer "wildcards, and characters that mean something elsewhere" {
    value = [
      for pattern in ["*", "arn:aws:s3:::lo*/?.txt", "arn:aws:s3:::logs/a.txt", "arn:aws:s3:::logs/*.csv", "arn.aws:s3:::logs/a.txt"] :
      matches_pattern("arn:aws:s3:::logs/a.txt", pattern)
    ]
    is = [true, true, true, false, false]
  }
}

function "action_matches" {
  summary = "Whether an action is one that a pattern means; capitals do not matter"
  params  = [action, pattern]
  result  = matches_pattern(lower(action), lower(pattern))

  answer "wildcards of a service, of a part, of all" {
    value = [for pattern in ["*", "s3:*", "S3:getobject", "s3:Get*", "s3:Put*", "s3:GetObjec?"] : action_matches("s3:GetObject", pattern)]
    is    = [true, true, true, true, false, true]
  }
}

function "covers_action" {
  summary = "Whether a statement speaks of an action, by naming it or by naming others under NotAction"
  params  = [statement, action]
  result = (
    anytrue([for pattern in statement.actions : action_matches(action, pattern)]) ||
    (length(statement.not_actions) > 0 && !anytrue([for pattern in statement.not_actions : action_matches(action, pattern)]))
  )

  answer "Action and NotAction" {
    value = [
      for statement in [
        { actions = ["s3:Get*"], not_actions = [] },
        { actions = [], not_actions = ["iam:*"] },
        { actions = [], not_actions = ["s3:*"] },
        { actions = [], not_actions = [] },
      ] : covers_action(statement, "s3:GetObject")
    ]
    is = [true, true, false, false]
  }
}

function "allows_action" {
  summary = "Whether a statement allows an action to anyone on anything"
  params  = [statement, action]
  result  = statement.effect == "Allow" && covers_action(statement, action)

  answer "allowed, denied, and not spoken of" {
    value = [
      for statement in [
        { effect = "Allow", actions = ["*"], not_actions = [] },
        { effect = "Deny", actions = ["*"], not_actions = [] },
        { effect = "Allow", actions = ["ec2:*"], not_actions = [] },
      ] : allows_action(statement, "s3:GetObject")
    ]
    is = [true, false, false]
  }

  answer "an action that is an input" {
    value = [for statement in policy_statements(aws_iam_policy.a.policy) : [allows_action(statement, "s3:GetObject"), allows_action(statement, "ec2:RunInstances")]]
    is    = [[true, undecided("var.action")]]

    variable "action" {
      type = string
    }

    resource "aws_iam_policy" "a" {
      policy = jsonencode({
        Statement = [{ Effect = "Allow", Action = ["s3:*", var.action], Resource = "*" }]
      })
    }
  }
}

function "allows_everything" {
  summary = "Whether a statement allows every action on every resource"
  params  = [statement]
  result = (
    statement.effect == "Allow" && contains(statement.resources, "*") &&
    (anytrue([for action in statement.actions : action == "*" || action == "*:*"]) || length(statement.not_actions) > 0)
  )

  answer "an administrator, a service, and all but one" {
    value = [
      for statement in [
        { effect = "Allow", actions = ["*"], not_actions = [], resources = ["*"] },
        { effect = "Allow", actions = ["s3:*"], not_actions = [], resources = ["*"] },
        { effect = "Allow", actions = [], not_actions = ["iam:*"], resources = ["*"] },
        { effect = "Deny", actions = ["*"], not_actions = [], resources = ["*"] },
        { effect = "Allow", actions = ["*"], not_actions = [], resources = ["arn:aws:s3:::data"] },
      ] : allows_everything(statement)
    ]
    is = [true, false, true, false, false]
  }
}

function "is_computed_caller" {
  summary = "Whether a value is the ARN or the account, not known yet, of what is made or looked up here: no pattern, and nobody else's"
  params  = [value]
  result = (
    !known(value) && length(literals(value)) == 0 &&
    anytrue([for source in read_from(value) : source.whole && known(node_type(source.node)) && length(regexall("(^|_)(arn|account_id|unique_id)$", source.attribute)) > 0])
  )

  answer "a role's, one that is looked up, the own account, what is below one, one that is known, a choice, and an input" {
    value = [for parameter in resources("aws_ssm_parameter") : is_computed_caller(parameter.value)]
    is    = [true, true, true, false, false, false, false]

    variable "any" {
      type = bool
    }

    variable "arn" {
      type = string
    }

    data "aws_caller_identity" "this" {}

    data "aws_iam_role" "a" {
      name = "a"
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = "{}"
    }

    resource "aws_ssm_parameter" "all" {
      count = 7

      value = [
        aws_iam_role.a.arn, data.aws_iam_role.a.arn, data.aws_caller_identity.this.account_id, "${aws_iam_role.a.arn}/*",
        "arn:aws:iam::111122223333:role/a", var.any ? "*" : aws_iam_role.a.arn, var.arn,
      ][count.index]
    }
  }
}

function "is_for_anyone" {
  summary = "Whether a statement is for every caller, whoever it is"
  params  = [statement]
  result = anytrue([
    for principal in statement.principals :
    contains(["*", "AWS"], principal.type) && !is_computed_caller(principal.id) && principal.id == "*"
  ])

  answer "a star, a star of AWS, a service, and an account" {
    value = [
      for principal in ["*", { AWS = "*" }, { Service = "ec2.amazonaws.com" }, { AWS = ["111122223333", "*"] }] :
      is_for_anyone({ principals = principals_in(principal) })
    ]
    is = [true, true, false, true]
  }

  answer "a role, a user, one of an account that is not known, a choice, and an input" {
    value = [for statement in policy_statements(aws_iam_role.a.assume_role_policy) : is_for_anyone(statement)]
    is    = [false, false, false, undecided("var.any"), undecided("var.arn")]

    variable "any" {
      type = bool
    }

    variable "arn" {
      type = string
    }

    data "aws_caller_identity" "this" {}

    resource "aws_iam_role" "b" {
      assume_role_policy = "{}"
    }

    resource "aws_iam_user" "b" {
      name = "b"
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = aws_iam_role.b.arn } },
          { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = [aws_iam_user.b.arn] } },
          { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.this.account_id}:root" } },
          { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = var.any ? "*" : aws_iam_role.b.arn } },
          { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = var.arn } },
        ]
      })
    }
  }
}

function "names_callers" {
  summary = "Whether a condition says something of who calls, or from where: not how, when, or who does not, and not anybody"
  params  = [condition]
  result = (
    length(regexall("Not|^Null$", condition.operator)) == 0 &&
    !anytrue([for key in keys_that_name_nobody() : action_matches(condition.key, key)]) &&
    !anytrue([
      for value in condition.values :
      strcontains(condition.operator, "Like") ? length(regexall("^[*?]*$", value)) > 0 :
      strcontains(condition.operator, "IpAddress") && endswith(value, "/0")
    ])
  )

  answer "an account, an organisation, a network, a secret, a token's subject" {
    value = [
      for condition in [
        { operator = "StringEquals", key = "aws:PrincipalAccount", values = ["111122223333"] },
        { operator = "ForAnyValue:StringLike", key = "aws:PrincipalOrgPaths", values = ["o-0a1b2c3d4e/*"] },
        { operator = "IpAddress", key = "aws:SourceIp", values = ["203.0.113.0/24"] },
        { operator = "StringEquals", key = "sts:ExternalId", values = ["*"] },
        { operator = "StringLike", key = "gitlab.com:sub", values = ["project_path:example/web:*"] },
      ] : names_callers(condition)
    ]
    is = [true, true, true, true, true]
  }

  answer "how and when, all but one, and anybody" {
    value = [
      for condition in [
        { operator = "BoolIfExists", key = "aws:MultiFactorAuthPresent", values = ["false"] },
        { operator = "Bool", key = "aws:securetransport", values = ["true"] },
        { operator = "StringLike", key = "aws:RequestTag/team", values = ["web"] },
        { operator = "StringNotEquals", key = "aws:PrincipalAccount", values = ["111122223333"] },
        { operator = "Null", key = "aws:PrincipalArn", values = ["false"] },
        { operator = "ArnLike", key = "aws:PrincipalArn", values = ["arn:aws:iam::111122223333:role/a", "*"] },
        { operator = "IpAddress", key = "aws:SourceIp", values = ["0.0.0.0/0"] },
      ] : names_callers(condition)
    ]
    is = [false, false, false, false, false, false, false]
  }
}

function "is_open_statement" {
  summary = "Whether a statement allows something to everybody, without any condition that says who"
  params  = [statement]
  result = (
    statement.effect == "Allow" && is_for_anyone(statement) &&
    !anytrue([for condition in statement.conditions : names_callers(condition)])
  )

  answer "allowed to everybody, to some, denied, by an encrypted connection, and within a network" {
    value = [
      for statement in [
        { effect = "Allow", principals = [{ type = "*", id = "*" }], conditions = [] },
        { effect = "Allow", principals = [{ type = "AWS", id = "111122223333" }], conditions = [] },
        { effect = "Deny", principals = [{ type = "*", id = "*" }], conditions = [] },
        { effect = "Allow", principals = [{ type = "*", id = "*" }], conditions = conditions_in({ Bool = { "aws:SecureTransport" = true } }) },
        { effect = "Allow", principals = [{ type = "*", id = "*" }], conditions = conditions_in({ StringEquals = { "aws:SourceVpce" = "vpce-0a1b2c3d" } }) },
      ] : is_open_statement(statement)
    ]
    is = [true, false, false, true, false]
  }
}

function "has_condition" {
  summary = "Whether a statement holds only where a key has one of these values; capitals of the key do not matter"
  params  = [statement, operators, key, values]
  result = anytrue([
    for condition in statement.conditions :
    contains(operators, condition.operator) && lower(condition.key) == lower(key) &&
    length(condition.values) > 0 && alltrue([for value in condition.values : contains(values, value)])
  ])

  answer "the value, another one, and another operator" {
    value = [
      for condition in [
        { Bool = { "aws:securetransport" = "false" } },
        { Bool = { "aws:SecureTransport" = "true" } },
        { BoolIfExists = { "aws:SecureTransport" = "false" } },
      ] : has_condition({ conditions = conditions_in(condition) }, ["Bool"], "aws:SecureTransport", ["false"])
    ]
    is = [true, false, false]
  }
}

function "opens_to_everybody" {
  summary = "Whether a resource's own policy, or a permission for a function, lets everybody in; a function's address without sign-in is another matter"
  params  = [node]
  result = (
    node_type(node) == "aws_lambda_permission" ? (
      node.principal == "*" && node.source_arn == null && node.source_account == null && node.principal_org_id == null &&
      node.function_url_auth_type != "NONE"
    ) :
    anytrue([for statement in policy_statements(node.policy) : is_open_statement(statement)])
  )

  answer "policies, for everybody and within a network" {
    value = [for policy in resources("aws_sqs_queue_policy") : opens_to_everybody(policy)]
    is    = [true, false]

    resource "aws_sqs_queue_policy" "all" {
      count = 2

      queue_url = "https://sqs.us-west-2.amazonaws.com/111122223333/a"
      policy = jsonencode({
        Statement = [merge(
          { Effect = "Allow", Principal = "*", Action = "sqs:SendMessage", Resource = "*" },
          count.index == 0 ? {} : { Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:sns:us-west-2:111122223333:a" } } },
        )]
      })
    }
  }

  answer "permissions: everybody, everybody's topics, those of an account, an organisation, a service, an address" {
    value = [for permission in resources("aws_lambda_permission") : opens_to_everybody(permission)]
    is    = [true, false, false, false, false, false]

    resource "aws_lambda_permission" "all" {
      count = 6

      action                 = "lambda:InvokeFunction"
      function_name          = "a"
      principal              = count.index == 4 ? "sns.amazonaws.com" : "*"
      source_arn             = count.index == 1 ? "arn:aws:sns:us-west-2:111122223333:a" : null
      source_account         = count.index == 2 ? "111122223333" : null
      principal_org_id       = count.index == 3 ? "o-0a1b2c3d4e" : null
      function_url_auth_type = count.index == 5 ? "NONE" : null
    }
  }
}
