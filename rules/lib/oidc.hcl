# Roles that a token of somebody else's gives: which issuer's, and whose tokens.

function "web_identity_statements" {
  summary = "The statements that let the bearer of an OpenID Connect token take a role; sign-in for people (Cognito, Google, Amazon, Facebook) left aside"
  params  = [role]
  result = [
    for statement in trust_statements(role) : statement
    if covers_action(statement, "sts:AssumeRoleWithWebIdentity") && anytrue([
      for principal in statement.principals :
      principal.type == "Federated" && (!known(principal.id) || !contains(
        ["cognito-identity.amazonaws.com", "accounts.google.com", "www.amazon.com", "graph.facebook.com"], principal.id
      ))
    ])
  ]

  answer "a provider's tokens; not SAML, Cognito or a service" {
    value = length(web_identity_statements(aws_iam_role.a))
    is    = 2

    resource "aws_iam_openid_connect_provider" "gitlab" {
      url            = "https://gitlab.com"
      client_id_list = ["https://gitlab.com"]
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" } },
          { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = aws_iam_openid_connect_provider.gitlab.arn } },
          { Effect = "Allow", Action = "sts:AssumeRoleWithSAML", Principal = { Federated = "arn:aws:iam::111122223333:saml-provider/office" } },
          { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" } },
          { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } },
        ]
      })
    }
  }
}

function "trusted_providers" {
  summary = "What names the identity providers that a statement trusts: ARNs that end with their URLs, or the URLs themselves"
  params  = [statement]
  result = flatten([
    for principal in statement.principals : (
      known(strcontains(principal.id, ":oidc-provider/")) ? [principal.id] :
      linked(principal.id, ["aws_iam_openid_connect_provider", "data.aws_iam_openid_connect_provider"])[*].url
    ) if principal.type == "Federated"
  ])

  answer "an ARN, one of an account that is not known, providers that are made here or looked up, and an input" {
    value = [for statement in trust_statements(aws_iam_role.a) : [for name in trusted_providers(statement) : endswith(name, "/gitlab.com")]]
    is    = [[true], [true], [true], [true], undecided("var.provider"), []]

    variable "provider" {
      type = string
    }

    data "aws_caller_identity" "this" {}

    data "aws_iam_openid_connect_provider" "gitlab" {
      url = "https://gitlab.com"
    }

    resource "aws_iam_openid_connect_provider" "gitlab" {
      url            = "https://gitlab.com"
      client_id_list = ["https://gitlab.com"]
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = jsonencode({
        Statement = [
          for provider in [
            { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" },
            { Federated = "arn:aws:iam::${data.aws_caller_identity.this.account_id}:oidc-provider/gitlab.com" },
            { Federated = aws_iam_openid_connect_provider.gitlab.arn },
            { Federated = data.aws_iam_openid_connect_provider.gitlab.arn },
            { Federated = var.provider },
            { Service = "ecs-tasks.amazonaws.com" },
          ] : { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = provider }
        ]
      })
    }
  }
}

function "contains_text" {
  summary = "Whether the name of a provider contains a text: the account in an ARN, which may not be known, does not"
  params  = [name, text]
  result  = text == "" || (known(endswith(name, "/")) && !known(strcontains(name, text)) ? false : strcontains(name, text))

  answer "in a URL, an ARN of an account that is not known, and a URL that is not known" {
    value = [
      for name in [aws_ssm_parameter.a.value, aws_ssm_parameter.b.value, aws_ssm_parameter.c.value] :
      [contains_text(name, ""), contains_text(name, "/oidc.eks."), contains_text(name, "/gitlab")]
    ]
    is = [[true, true, false], [true, true, false], [true, undecided("var.url"), undecided("var.url")]]

    variable "url" {
      type = string
    }

    data "aws_caller_identity" "this" {}

    resource "aws_ssm_parameter" "a" {
      value = "https://oidc.eks.us-west-2.amazonaws.com/id/0A1B"
    }

    resource "aws_ssm_parameter" "b" {
      value = "arn:aws:iam::${data.aws_caller_identity.this.account_id}:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/0A1B"
    }

    resource "aws_ssm_parameter" "c" {
      value = "arn:aws:iam::111122223333:oidc-provider/${var.url}"
    }
  }
}

function "issuer_of" {
  summary = "The one of oidc_issuers() whose tokens a statement trusts; one without a name for all others, whose subjects say nothing here"
  params  = [statement]
  result = concat(
    [
      for issuer in oidc_issuers() : issuer
      if anytrue([for name in trusted_providers(statement) : endswith(name, issuer.end) && contains_text(name, issuer.part)])
    ],
    [{ name = "", part = "", end = "", shared = false, claims = ["sub"], strangers = "^[*?:/]*$", tenant = "^$." }],
  )[0]

  answer "of a provider, and of one that is not known" {
    value = [for statement in trust_statements(aws_iam_role.a) : issuer_of(statement).name]
    is    = ["GitHub Actions", "GitHub Actions of an enterprise", "Bitbucket Pipelines", "", undecided("var.provider")]

    variable "provider" {
      type = string
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = jsonencode({
        Statement = [
          for provider in [
            "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
            "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com/example",
            "arn:aws:iam::111122223333:oidc-provider/api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc",
            "arn:aws:iam::111122223333:oidc-provider/login.example.com",
            var.provider,
          ] : { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = provider } }
        ]
      })
    }
  }
}

function "is_of_bitbucket" {
  summary = "Whether a provider's URL is one of Bitbucket"
  params  = [provider]
  result  = length(regexall("(^|//)([a-z.]*\\.)?bitbucket\\.org(/|$)", provider.url)) > 0

  answer "of Bitbucket, of another that speaks of it, and an input" {
    value = [for provider in resources("aws_iam_openid_connect_provider") : is_of_bitbucket(provider)]
    is    = [true, true, true, false, false, undecided("var.url")]

    variable "url" {
      type = string
    }

    resource "aws_iam_openid_connect_provider" "all" {
      count = 6

      url = [
        "https://api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc", "https://bitbucket.org", "bitbucket.org/example",
        "https://login.example.com/bitbucket.org", "https://notbitbucket.org/2.0", var.url,
      ][count.index]
      client_id_list = ["a"]
    }
  }
}

function "names_malformed_workspace" {
  summary = "Whether an audience is that of a workspace of Bitbucket, whose UUID is none"
  params  = [audience]
  result = (
    startswith(audience, "ari:cloud:bitbucket::workspace/") &&
    length(regexall("/\\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\}?$", audience)) == 0
  )

  answer "as it should be, with a digit too few, a name, and another kind of audience" {
    value = [
      for audience in [
        "ari:cloud:bitbucket::workspace/7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f", "ari:cloud:bitbucket::workspace/{7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f}",
        "ari:cloud:bitbucket::workspace/7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5", "ari:cloud:bitbucket::workspace/example", "https://gitlab.com",
      ] : names_malformed_workspace(audience)
    ]
    is = [false, false, true, true, false]
  }
}

function "is_binding_operator" {
  summary = "Whether a condition's operator asks for one of its values: not a negated one, and ForAllValues, which is true of none, only of the claims that no token lacks"
  params  = [operator, claim]
  result = (
    (!startswith(operator, "ForAllValues:") || contains(["sub", "aud"], claim)) &&
    contains(
      ["StringEquals", "StringLike", "StringEqualsIgnoreCase"], trimsuffix(element(split(":", operator), -1), "IfExists")
    )
  )

  answer "those that do, and those that do not" {
    value = [
      for operator in ["StringEquals", "StringLike", "ForAnyValue:StringLike", "StringEqualsIfExists", "ForAllValues:StringLike", "StringNotLike"] :
      [for claim in ["sub", "aud", "repository"] : is_binding_operator(operator, claim)]
    ]
    is = [[true, true, true], [true, true, true], [true, true, true], [true, true, true], [true, true, false], [false, false, false]]
  }
}

function "is_left_open" {
  summary = "Whether a condition's value is a pattern that leaves open what another pattern, of oidc_issuers(), says"
  params  = [operator, value, pattern]
  result  = strcontains(operator, "Like") && length(regexall(pattern, value)) > 0

  answer "a wildcard that is one, and one that is a text" {
    value = [for operator in ["StringLike", "StringEquals"] : [for value in ["repo:*", "repo:web/app:*"] : is_left_open(operator, value, "^repo:[*]")]]
    is    = [[true, false], [false, false]]
  }
}

function "binds_subject" {
  summary = "Whether a statement asks for a subject, or a claim that stands for one, and none of its values leaves open what a pattern says"
  params  = [statement, claims, pattern]
  result = anytrue([
    for asked in federated_claims(statement) :
    is_binding_operator(asked.operator, asked.claim) && contains(claims, asked.claim) && length(asked.values) > 0 &&
    !anytrue([for value in asked.values : is_left_open(asked.operator, value, pattern)])
  ])

  answer "a subject, one of two that is open, another claim, and none" {
    value = [
      for condition in [
        { StringLike = { "gitlab.com:sub" = "project_path:web/app:*" } },
        { StringLike = { "gitlab.com:sub" = ["project_path:web/app:*", "*"] } },
        { StringLike = { "gitlab.com:ref" = "main" } },
        { StringEquals = { "gitlab.com:sub" = [] } },
        { "ForAllValues:StringLike" = { "gitlab.com:sub" = "project_path:web/app:*" } },
        { "ForAllValues:StringLike" = { "gitlab.com:sub" = "*" } },
        { "ForAllValues:StringEquals" = { "gitlab.com:ref" = "main" } },
        {},
      ] : binds_subject({ conditions = conditions_in(condition) }, ["sub"], "^[*]")
    ]
    is = [true, false, false, false, true, false, false, false]
  }
}

function "is_open_to_strangers" {
  summary = "Whether a statement lets tokens take a role whose tenant is not asked for: by the subject, or of an issuer of one's own by the audience, too"
  params  = [statement]
  result = (
    !binds_subject(statement, issuer_of(statement).claims, issuer_of(statement).strangers) &&
    (issuer_of(statement).shared || length(claim_values(statement, "sub")) > 0 || length(claim_values(statement, "aud")) == 0)
  )

  answer "of an issuer that all share, and of one's own" {
    value = [
      for issuer in ["gitlab.com", "api.bitbucket.org/2.0/workspaces/web/pipelines-config/identity/oidc"] : [
        for conditions in [
          [],
          [{ operator = "StringEquals", key = "${issuer}:aud", values = ["a"] }],
          [{ operator = "StringLike", key = "${issuer}:sub", values = ["*"] }],
          [{ operator = "StringEquals", key = "${issuer}:aud", values = ["a"] }, { operator = "StringLike", key = "${issuer}:sub", values = ["*"] }],
          [{ operator = "StringLike", key = "${issuer}:sub", values = ["{0a1b}:*"] }],
          ] : is_open_to_strangers({
            principals = [{ type = "Federated", id = "arn:aws:iam::111122223333:oidc-provider/${issuer}" }]
            conditions = conditions
        })
      ]
    ]
    is = [[true, true, true, true, false], [true, false, true, true, false]]
  }
}

function "is_never_true" {
  summary = "Whether no token passes a condition, {claim, operator, values, bitbucket}: a wildcard under StringEquals; of Bitbucket, a subject that begins with no repository in braces, or a claim that is no key"
  params  = [asked]
  result = (
    (strcontains(asked.operator, "StringEquals") && contains(["sub", "aud"], asked.claim) && anytrue([for value in asked.values : strcontains(value, "*")])) ||
    (asked.bitbucket && asked.claim == "sub" && length(asked.values) > 0 && alltrue([for value in asked.values : length(regexall("^(\\*|\\?|\\{[^{]|\\{$)", value)) == 0])) ||
    (asked.bitbucket && contains(["repositoryUuid", "workspaceUuid", "pipelineUuid", "stepUuid", "deploymentEnvironmentUuid", "branchName"], asked.claim))
  )

  answer "wildcards, subjects and claims of Bitbucket" {
    value = [
      for asked in [
        { claim = "sub", operator = "StringEquals", values = ["repo:web/app:*"], bitbucket = false },
        { claim = "SourceArn", operator = "StringEquals", values = ["*"], bitbucket = false },
        { claim = "sub", operator = "StringLike", values = ["repo:web/app:*"], bitbucket = false },
        { claim = "sub", operator = "StringLike", values = ["0a1b:*"], bitbucket = true },
        { claim = "sub", operator = "StringLike", values = ["0a1b:*", "{0a1b}:*"], bitbucket = true },
        { claim = "sub", operator = "StringLike", values = ["{{0a1b}}:*"], bitbucket = true },
        { claim = "sub", operator = "StringLike", values = [], bitbucket = true },
        { claim = "branchName", operator = "StringLike", values = ["main"], bitbucket = true },
        { claim = "branchName", operator = "StringLike", values = ["main"], bitbucket = false },
      ] : is_never_true(asked)
    ]
    is = [true, false, false, true, false, true, false, true, false]
  }
}

function "may_deploy" {
  summary = "Whether a role may start deployments, or change services and where load balancers send requests, by documents that are written here"
  params  = [role]
  result = anytrue([
    for statement in role_statements(role) : anytrue([
      for action in ["codedeploy:CreateDeployment", "ecs:UpdateService", "elasticloadbalancing:ModifyListener", "elasticloadbalancing:ModifyRule"] :
      allows_action(statement, action)
    ])
  ])

  answer "each way, and none" {
    value = [for role in resources("aws_iam_role") : may_deploy(role)]
    is    = [true, true, true, true, false]

    variable "actions" {
      default = { a = "codedeploy:*", b = "ecs:UpdateService", c = "elasticloadbalancing:ModifyListener", d = "elasticloadbalancing:ModifyRule", e = "ecr:PutImage" }
    }

    resource "aws_iam_role" "all" {
      for_each = var.actions

      assume_role_policy = "{}"
    }

    resource "aws_iam_role_policy" "all" {
      for_each = var.actions

      role   = aws_iam_role.all[each.key].id
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = each.value, Resource = "*" }] })
    }
  }
}

function "is_for_listed_repositories" {
  summary = "Whether a statement asks for the audience of iam.bitbucket_workspace_uuid and for repositories of iam.oidc_repository_uuids, as far as these say any"
  params  = [statement]
  result = (
    (param.iam.bitbucket_workspace_uuid == "" || alltrue([
      for audience in claim_values(statement, "aud") :
      replace(replace(audience, "{", ""), "}", "") == "ari:cloud:bitbucket::workspace/${param.iam.bitbucket_workspace_uuid}"
    ])) &&
    (length(param.iam.oidc_repository_uuids) == 0 || alltrue([
      for subject in claim_values(statement, "sub") :
      anytrue([for uuid in param.iam.oidc_repository_uuids : startswith(subject, "{${uuid}}")])
    ]))
  )

  answer "as listed, and not" {
    parameters = { "iam.oidc_repository_uuids" = ["0a1b"], "iam.bitbucket_workspace_uuid" = "2c3d" }
    value = [
      for claims in [{ sub = "{0a1b}:*", aud = "2c3d" }, { sub = "{0a1b}:*", aud = "{2c3d}" }, { sub = "{4e5f}:*", aud = "2c3d" }, { sub = "{0a1b}:*", aud = "4e5f" }] :
      is_for_listed_repositories({ conditions = conditions_in({ StringLike = { "b:sub" = claims.sub, "b:aud" = "ari:cloud:bitbucket::workspace/${claims.aud}" } }) })
    ]
    is = [true, true, false, false]
  }

  answer "none is listed" {
    value = is_for_listed_repositories({ conditions = conditions_in({ StringLike = { "b:sub" = "{4e5f}:*", "b:aud" = "ari:cloud:bitbucket::workspace/4e5f" } }) })
    is    = true
  }
}
