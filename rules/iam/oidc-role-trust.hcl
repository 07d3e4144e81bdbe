# Roles that pipelines and other workloads take with a token of an OpenID Connect provider. Tokens of
# Bitbucket Pipelines name {repository}:{step} or, of a deployment, {repository}:{environment}:{step};
# a step's UUID is another one each time.

rule "oidc-role-open-to-strangers" {
  summary   = "Strangers' pipelines can take the role"
  severity  = "critical"
  clauses   = ["A8.3.4"]
  since     = "0.1"
  why       = "A provider signs tokens for everybody who uses it: a trust policy that does not ask whose token it is lets anybody take the role."
  remedy    = "Ask for the repository in the token's sub, as in repo:OWNER/REPOSITORY:*, project_path:GROUP/PROJECT:* or {REPOSITORY-UUID}:*, and for its aud."
  standards = { nist-800-53-r5 = ["AC-3", "IA-8"] }

  target        = "aws_iam_role"
  for_each      = web_identity_statements(self)
  condition     = !is_open_to_strangers(each.value)
  error_message = "${address(self)} can be taken with ${known(issuer_of(each.value).name) && issuer_of(each.value).name != "" ? "anybody's token of ${issuer_of(each.value).name}" : "any token of its issuer"}."
  at            = self.assume_role_policy

  fail "of an issuer that all share: the audience alone, any repository, any owner that begins so" {
    data "aws_iam_policy_document" "audience" {
      statement {
        actions = ["sts:AssumeRoleWithWebIdentity"]

        principals {
          type        = "Federated"
          identifiers = ["arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"]
        }

        condition {
          test     = "StringEquals"
          variable = "token.actions.githubusercontent.com:aud"
          values   = ["sts.amazonaws.com"]
        }
      }
    }

    resource "aws_iam_role" "audience" {
      assume_role_policy = data.aws_iam_policy_document.audience.json # finding: anybody's token of GitHub Actions
    }

    resource "aws_iam_role" "owner" {
      assume_role_policy = jsonencode({ # finding
        Statement = [{
          Effect    = "Allow"
          Action    = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"]
          Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
          Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = ["repo:example/web:*", "repo:example-*"] } }
        }]
      })
    }

    resource "aws_iam_openid_connect_provider" "github" {
      url            = "https://token.actions.githubusercontent.com"
      client_id_list = ["sts.amazonaws.com"]
    }

    data "aws_caller_identity" "this" {}

    resource "aws_iam_role" "gitlab" {
      assume_role_policy = jsonencode({ # finding: anybody's token of GitLab
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::${data.aws_caller_identity.this.account_id}:oidc-provider/gitlab.com" }
        }]
      })
    }
  }

  fail "of Bitbucket: no condition, and subjects of any repository" {
    variable "subjects" {
      default = { any = "*", deployment = "*:*", step = "*:*:*", brace = "{*" }
    }

    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "any" {
      for_each = var.subjects

      assume_role_policy = jsonencode({ # finding: anybody's token of Bitbucket Pipelines
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = {
            StringEquals = { "${local.issuer}:aud" = "ari:cloud:bitbucket::workspace/7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f" }
            StringLike   = { "${local.issuer}:sub" = each.value }
          }
        }]
      })
    }

    resource "aws_iam_role" "unconditional" {
      assume_role_policy = jsonencode({ # finding
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
        }]
      })
    }
  }

  pass "a repository, in each issuer's way" {
    variable "subjects" {
      default = {
        "token.actions.githubusercontent.com"                                     = "repo:example/web:ref:refs/heads/main"
        "gitlab.com"                                                              = "project_path:example/web:*"
        "app.terraform.io"                                                        = "organization:example:project:web:workspace:*:run_phase:*"
        "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*"
      }
    }

    resource "aws_iam_role" "deploy" {
      for_each = var.subjects

      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${each.key}" }
          Condition = { StringLike = { "${each.key}:sub" = each.value } }
        }]
      })
    }
  }

  pass "ForAllValues of a claim that every token has" {
    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
          Condition = { "ForAllValues:StringLike" = { "token.actions.githubusercontent.com:sub" = "repo:example/web:*" } }
        }]
      })
    }
  }

  fail "ForAllValues of one that a token may lack" {
    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({ # finding
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
          Condition = { "ForAllValues:StringLike" = { "token.actions.githubusercontent.com:job_workflow_ref" = "example/web/*" } }
        }]
      })
    }
  }

  pass "people who sign in, the repository by its id, the audience of an issuer of one's own" {
    data "aws_iam_policy_document" "trust" {
      statement {
        actions = ["sts:AssumeRoleWithWebIdentity"]

        principals {
          type        = "Federated"
          identifiers = ["arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"]
        }

        condition {
          test     = "StringEquals"
          variable = "token.actions.githubusercontent.com:repository_id"
          values   = ["123456"]
        }
      }

      statement {
        actions = ["sts:AssumeRoleWithWebIdentity"]

        principals {
          type        = "Federated"
          identifiers = ["arn:aws:iam::111122223333:oidc-provider/login.example.com"]
        }

        condition {
          test     = "StringEquals"
          variable = "login.example.com:aud"
          values   = ["web"]
        }
      }
    }

    resource "aws_iam_role" "deploy" {
      assume_role_policy = data.aws_iam_policy_document.trust.json
    }

    resource "aws_iam_role" "user" {
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "cognito-identity.amazonaws.com" }
        }]
      })
    }
  }

  undecided "a subject that is an input" {
    variable "subject" {
      type = string
    }

    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({ # undecided: var.subject
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
          Condition = { StringLike = { "gitlab.com:sub" = var.subject } }
        }]
      })
    }
  }
}

rule "oidc-role-open-to-whole-tenant" {
  summary   = "Every repository of the workspace or organisation can take the role"
  severity  = "high"
  clauses   = ["A8.3.4"]
  since     = "0.1"
  why       = "Whoever may push to any repository of the workspace, however small, gets what the role may do."
  remedy    = "Write the repository out in the token's sub, without a wildcard in it."
  standards = { nist-800-53-r5 = ["AC-6", "IA-8"] }

  target        = "aws_iam_role"
  for_each      = [for statement in web_identity_statements(self) : statement if !is_open_to_strangers(statement)]
  condition     = issuer_of(each.value).name == "" || binds_subject(each.value, issuer_of(each.value).claims, issuer_of(each.value).tenant)
  error_message = "${address(self)} can be taken with every token of ${issuer_of(each.value).name} that its own organisation, workspace or cluster gets."
  at            = self.assume_role_policy

  fail "of Bitbucket: the audience alone, and wildcards before the repository's end" {
    variable "issuer" {
      default = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "audience" {
      assume_role_policy = jsonencode({ # finding: with every token of Bitbucket Pipelines that its own
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${var.issuer}" }
          Condition = { StringEquals = { "${var.issuer}:aud" = "ari:cloud:bitbucket::workspace/7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f" } }
        }]
      })
    }

    resource "aws_iam_role" "wildcard" {
      for_each = toset(["*:{5a6b7c8d-0000-4000-8000-0a1b2c3d4e5f}:*", "{1f0c*"])

      assume_role_policy = jsonencode({ # finding
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${var.issuer}" }
          Condition = { StringLike = { "${var.issuer}:sub" = each.key } }
        }]
      })
    }
  }

  fail "an organisation of GitHub, and any service account of a cluster" {
    data "aws_iam_policy_document" "trust" {
      statement {
        actions = ["sts:AssumeRoleWithWebIdentity"]

        principals {
          type        = "Federated"
          identifiers = ["arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"]
        }

        condition {
          test     = "StringLike"
          variable = "token.actions.githubusercontent.com:sub"
          values   = ["repo:example/*"]
        }
      }
    }

    resource "aws_iam_role" "deploy" {
      assume_role_policy = data.aws_iam_policy_document.trust.json # finding
    }

    resource "aws_iam_role" "pods" {
      assume_role_policy = jsonencode({ # finding: token of Amazon EKS
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/0A1B" }
          Condition = { StringEquals = { "oidc.eks.us-west-2.amazonaws.com/id/0A1B:aud" = "sts.amazonaws.com" } }
        }]
      })
    }
  }

  pass "a repository, with any step; one of an issuer of which nothing is known" {
    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({
        Statement = [
          {
            Effect    = "Allow"
            Action    = "sts:AssumeRoleWithWebIdentity"
            Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc" }
            Condition = { "ForAnyValue:StringLike" = { "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc:sub" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}*" } }
          },
          {
            Effect    = "Allow"
            Action    = "sts:AssumeRoleWithWebIdentity"
            Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/login.example.com" }
            Condition = { StringEquals = { "login.example.com:aud" = "web" } }
          },
        ]
      })
    }
  }

  pass "strangers are another rule's" {
    resource "aws_iam_role" "deploy" { # not applicable
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
        }]
      })
    }
  }

  undecided "a provider that is an input" {
    variable "provider_arn" {
      type = string
    }

    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({ # undecided: var.provider_arn
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = var.provider_arn }
          Condition = { StringLike = { "gitlab.com:sub" = "project_path:example/*" } }
        }]
      })
    }
  }
}

rule "oidc-condition-passed-without-claim" {
  summary  = "A condition of the role's trust is passed by tokens without the claim"
  severity = "high"
  clauses  = ["A8.3.4"]
  since    = "0.1"
  why      = "ForAllValues asks something of the values that there are: it is true of none."
  remedy   = "Use StringEquals or StringLike; a token has one sub and one aud."

  target        = "aws_iam_role"
  for_each      = flatten([for statement in web_identity_statements(self) : federated_claims(statement)])
  condition     = !startswith(each.value.operator, "ForAllValues:")
  error_message = "${address(self)} asks ${each.value.operator} of ${each.value.claim}, which a token without it passes."
  at            = self.assume_role_policy

  fail "ForAllValues" {
    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({ # finding: asks ForAllValues:StringLike of sub
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
          Condition = {
            StringEquals              = { "gitlab.com:aud" = "https://gitlab.com" }
            "ForAllValues:StringLike" = { "gitlab.com:sub" = "project_path:example/web:*" }
          }
        }]
      })
    }
  }

  pass "ForAnyValue does no harm" {
    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
          Condition = { "ForAnyValue:StringLike" = { "gitlab.com:sub" = "project_path:example/web:*" } }
        }]
      })
    }
  }

  undecided "a policy that is an input" {
    variable "policy" {
      type = string
    }

    resource "aws_iam_role" "deploy" {
      assume_role_policy = var.policy # undecided: var.policy
    }
  }
}

rule "oidc-role-without-audience" {
  summary  = "The role's trust does not ask whom tokens are for"
  severity = "low"
  clauses  = ["A8.3.4"]
  since    = "0.1"
  why      = "A token that was made for another service, and was stolen there, opens this role, too, as far as the provider lists that audience."
  remedy   = "Ask for the provider's audience in aud."

  target        = "aws_iam_role"
  for_each      = web_identity_statements(self)
  condition     = length(claim_values(each.value, "sub")) == 0 || length(claim_values(each.value, "aud")) > 0
  error_message = "${address(self)} does not ask for an audience."
  at            = self.assume_role_policy

  fail "the subject alone" {
    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({ # finding: does not ask for an audience
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
          Condition = { StringLike = { "gitlab.com:sub" = "project_path:example/web:*" } }
        }]
      })
    }
  }

  pass "both; neither is another rule's" {
    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({
        Statement = [
          {
            Effect    = "Allow"
            Action    = "sts:AssumeRoleWithWebIdentity"
            Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
            Condition = {
              StringEquals = { "gitlab.com:aud" = "https://gitlab.com" }
              StringLike   = { "gitlab.com:sub" = "project_path:example/web:*" }
            }
          },
          {
            Effect    = "Allow"
            Action    = "sts:AssumeRoleWithWebIdentity"
            Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
          },
        ]
      })
    }
  }
}

rule "oidc-condition-never-true" {
  summary  = "A condition of the role's trust is never true"
  severity = "medium"
  clauses  = ["A8.3.4"]
  since    = "0.1"
  why      = "No pipeline can take the role, and what is done about it in a hurry is to ask for less."
  remedy   = "Use StringLike for patterns; of Bitbucket, a subject begins with {REPOSITORY-UUID}: in single braces, and only sub and aud are keys."

  target = "aws_iam_role"
  for_each = flatten([
    for statement in web_identity_statements(self) : [
      for asked in federated_claims(statement) : merge(asked, { bitbucket = issuer_of(statement).name == "Bitbucket Pipelines" })
    ]
  ])
  condition     = !is_never_true(each.value)
  error_message = "${address(self)} asks ${each.value.operator} ${join(" or ", each.value.values)} of ${each.value.claim}, which no token has."
  at            = self.assume_role_policy

  fail "a wildcard that is none" {
    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({ # finding: StringEquals repo:example/web:* of sub, which no token has
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
          Condition = { StringEquals = { "token.actions.githubusercontent.com:sub" = "repo:example/web:*" } }
        }]
      })
    }
  }

  fail "of Bitbucket: braces lost and doubled, the workspace first, a claim that is no key" {
    variable "conditions" {
      default = {
        lost      = { claim = "sub", value = "1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f:*" }
        doubled   = { claim = "sub", value = "{{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}}:*" }
        workspace = { claim = "sub", value = "example:web:*" }
        key       = { claim = "repositoryUuid", value = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}" }
      }
    }

    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "deploy" {
      for_each = var.conditions

      assume_role_policy = jsonencode({ # finding
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:${each.value.claim}" = each.value.value } }
        }]
      })
    }
  }

  pass "patterns where they are ones, an address range, and a subject without wildcards" {
    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({
        Statement = [
          {
            Effect    = "Allow"
            Action    = "sts:AssumeRoleWithWebIdentity"
            Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
            Condition = {
              StringEquals = { "${local.issuer}:aud" = "ari:cloud:bitbucket::workspace/7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f" }
              StringLike   = { "${local.issuer}:sub" = ["{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*", "*", "?1f0c*"] }
              IpAddress    = { "aws:SourceIp" = "203.0.113.0/24" }
            }
          },
          {
            Effect    = "Allow"
            Action    = "sts:AssumeRoleWithWebIdentity"
            Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
            Condition = {
              StringEquals = { "gitlab.com:sub" = "project_path:example/web:ref_type:branch:ref:main" }
              StringLike   = { "gitlab.com:aud" = "https://*" }
            }
          },
        ]
      })
    }
  }

  undecided "a subject that is an input" {
    variable "subject" {
      type = string
    }

    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({ # undecided: var.subject
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
          Condition = { StringEquals = { "gitlab.com:sub" = var.subject } }
        }]
      })
    }
  }
}

rule "oidc-statement-with-other-actions" {
  summary  = "The statement that trusts a provider's tokens allows other actions, too"
  severity = "medium"
  clauses  = ["A8.3.4"]
  since    = "0.1"
  why      = "What is meant for tokens alone also opens other ways to take the role."
  remedy   = "Allow sts:AssumeRoleWithWebIdentity alone, and sts:TagSession where sessions are tagged."

  target   = "aws_iam_role"
  for_each = web_identity_statements(self)
  condition = alltrue([
    for action in each.value.actions :
    contains(["sts:assumerolewithwebidentity", "sts:tagsession", "sts:setsourceidentity"], lower(action))
  ]) && length(each.value.not_actions) == 0
  error_message = "${address(self)} lets the bearer of a token do ${length(each.value.not_actions) > 0 ? "all but ${join(", ", each.value.not_actions)}" : join(", ", each.value.actions)}."
  at            = self.assume_role_policy

  fail "all of sts, another way to take the role, all but one" {
    variable "actions" {
      default = { all = "sts:*", other = "sts:AssumeRole" }
    }

    resource "aws_iam_role" "deploy" {
      for_each = var.actions

      assume_role_policy = jsonencode({ # finding
        Statement = [{
          Effect    = "Allow"
          Action    = ["sts:AssumeRoleWithWebIdentity", each.value]
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
          Condition = { StringLike = { "gitlab.com:sub" = "project_path:example/web:*" } }
        }]
      })
    }

    resource "aws_iam_role" "rest" {
      assume_role_policy = jsonencode({ # finding: all but sts:AssumeRole
        Statement = [{
          Effect    = "Allow"
          NotAction = "sts:AssumeRole"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
          Condition = { StringLike = { "gitlab.com:sub" = "project_path:example/web:*" } }
        }]
      })
    }
  }

  pass "what a token needs" {
    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"]
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
          Condition = { StringLike = { "gitlab.com:sub" = "project_path:example/web:*" } }
        }]
      })
    }
  }
}

rule "deploying-role-for-any-environment" {
  summary  = "A role that may change what runs can be taken outside of deployments"
  severity = "high"
  clauses  = ["A8.3.4"]
  since    = "0.1"
  why      = "Only a deployment step to an environment waits for what is asked before one; any other step of the repository, on any branch, could deploy as well."
  remedy   = "Ask for {REPOSITORY-UUID}:{ENVIRONMENT-UUID}:* in the token's sub."

  target   = "aws_iam_role"
  when     = param.iam.oidc_require_environment && may_deploy(self)
  for_each = [for statement in web_identity_statements(self) : statement if issuer_of(statement).name == "Bitbucket Pipelines"]
  condition = alltrue([
    for subject in claim_values(each.value, "sub") : length(regexall("^\\{[^}*?]*\\}:\\{[^}*?]*\\}:", subject)) > 0
  ])
  error_message = "${address(self)} may deploy, and can be taken by ${join(" and ", claim_values(each.value, "sub"))}, outside of deployments."
  at            = self.assume_role_policy

  fail "a role that starts deployments, and one that changes a service" {
    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
      may = {
        start  = "codedeploy:CreateDeployment"
        change = "ecs:UpdateService"
      }
    }

    resource "aws_iam_role" "deploy" {
      for_each = local.may

      assume_role_policy = jsonencode({ # finding: and can be taken by {1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*, outside of deployments
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*" } }
        }]
      })
    }

    resource "aws_iam_role_policy" "deploy" {
      for_each = local.may

      role   = aws_iam_role.deploy[each.key].id
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = each.value, Resource = "*" }] })
    }
  }

  pass "an environment; a role that builds; one of another issuer" {
    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:{5a6b7c8d-0000-4000-8000-0a1b2c3d4e5f}:*" } }
        }]
      })
    }

    resource "aws_iam_role" "github" { # not applicable
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" }
          Condition = { StringLike = { "token.actions.githubusercontent.com:sub" = "repo:example/web:*" } }
        }]
      })
    }

    resource "aws_iam_role_policy" "deploy" {
      for_each = { deploy = aws_iam_role.deploy.id, github = aws_iam_role.github.id }

      role   = each.value
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "ecs:*", Resource = "*" }] })
    }

    resource "aws_iam_role" "build" { # not applicable
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*" } }
        }]
      })
    }

    resource "aws_iam_role_policy" "build" {
      role   = aws_iam_role.build.id
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "ecr:PutImage", Resource = "*" }] })
    }
  }

  fail "one subject of an environment, one of none" {
    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({ # finding
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc" }
          Condition = {
            StringLike = {
              "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc:sub" = [
                "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:{5a6b7c8d-0000-4000-8000-0a1b2c3d4e5f}:*",
                "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*:*",
              ]
            }
          }
        }]
      })
    }

    resource "aws_iam_role_policy" "deploy" {
      role   = aws_iam_role.deploy.id
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "elasticloadbalancing:ModifyListener", Resource = "*" }] })
    }
  }

  pass "where environments are not asked for" {
    parameters = { "iam.oidc_require_environment" = false }

    resource "aws_iam_role" "deploy" { # not applicable
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc" }
          Condition = { StringLike = { "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc:sub" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*" } }
        }]
      })
    }

    resource "aws_iam_role_policy" "deploy" {
      role   = aws_iam_role.deploy.id
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "ecs:UpdateService", Resource = "*" }] })
    }
  }

  undecided "what the role may do is an input" {
    variable "actions" {
      type = list(string)
    }

    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({ # undecided: var.actions
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*" } }
        }]
      })
    }

    resource "aws_iam_role_policy" "deploy" {
      role   = aws_iam_role.deploy.id
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = var.actions, Resource = "*" }] })
    }
  }
}

rule "oidc-role-for-unlisted-repository" {
  summary  = "The role is for a repository or workspace that is not among those that deploy"
  severity = "critical"
  clauses  = ["A8.3.4"]
  since    = "0.1"
  why      = "Somebody else's pipelines get what the role may do."
  remedy   = "Ask for a repository of iam.oidc_repository_uuids, and for the audience of iam.bitbucket_workspace_uuid."

  target        = "aws_iam_role"
  for_each      = [for statement in web_identity_statements(self) : statement if issuer_of(statement).name == "Bitbucket Pipelines"]
  condition     = is_for_listed_repositories(each.value)
  error_message = "${address(self)} is for ${join(" and ", concat(claim_values(each.value, "aud"), claim_values(each.value, "sub")))}, which is not listed."
  at            = self.assume_role_policy

  fail "another repository, and another workspace" {
    parameters = {
      "iam.oidc_repository_uuids"    = ["1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f"]
      "iam.bitbucket_workspace_uuid" = "7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f"
    }

    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
      trusted = {
        repository = { workspace = "7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f", repository = "00000000-3b1d-4c8e-8d57-5a6b7c8d9e0f" }
        workspace  = { workspace = "00000000-6a47-4a55-9c3a-0a1b2c3d4e5f", repository = "1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f" }
      }
    }

    resource "aws_iam_role" "deploy" {
      for_each = local.trusted

      assume_role_policy = jsonencode({ # finding
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = {
            StringEquals = { "${local.issuer}:aud" = "ari:cloud:bitbucket::workspace/${each.value.workspace}" }
            StringLike   = { "${local.issuer}:sub" = "{${each.value.repository}}:*" }
          }
        }]
      })
    }
  }

  pass "one that is listed" {
    parameters = {
      "iam.oidc_repository_uuids"    = ["1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f"]
      "iam.bitbucket_workspace_uuid" = "7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f"
    }

    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = {
            StringEquals = { "${local.issuer}:aud" = "ari:cloud:bitbucket::workspace/7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f" }
            StringLike   = { "${local.issuer}:sub" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*" }
          }
        }]
      })
    }
  }

  pass "any, where none is listed" {
    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc" }
          Condition = {
            StringEquals = { "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc:aud" = "ari:cloud:bitbucket::workspace/00000000-6a47-4a55-9c3a-0a1b2c3d4e5f" }
            StringLike   = { "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc:sub" = "{00000000-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*" }
          }
        }]
      })
    }

    resource "aws_iam_role" "other" { # not applicable
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
          Condition = { StringLike = { "gitlab.com:sub" = "project_path:example/web:*" } }
        }]
      })
    }
  }
}

rule "role-open-to-everybody" {
  summary   = "Everybody can take the role"
  severity  = "critical"
  clauses   = ["A8.3.4"]
  since     = "0.1"
  why       = "A principal of * means every account of AWS, and every token of a provider that AWS knows."
  remedy    = "Name the accounts, roles, services or providers that are to take the role, or ask for them in a condition."
  standards = { nist-800-53-r5 = ["AC-3"] }

  target        = "aws_iam_role"
  for_each      = trust_statements(self)
  condition     = !is_open_statement(each.value)
  error_message = "${address(self)} can be taken by everybody."
  at            = self.assume_role_policy

  fail "a star, and a star of AWS" {
    data "aws_iam_policy_document" "trust" {
      statement {
        actions = ["sts:AssumeRole"]

        principals {
          type        = "AWS"
          identifiers = ["*"]
        }
      }
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = data.aws_iam_policy_document.trust.json # finding: can be taken by everybody
    }

    resource "aws_iam_role" "b" {
      assume_role_policy = jsonencode({ # finding
        Statement = { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = "*" }
      })
    }
  }

  fail "conditions that say nothing of who: how they sign in, how they connect, who does not" {
    variable "conditions" {
      default = {
        mfa  = { operator = "BoolIfExists", key = "aws:MultiFactorAuthPresent", value = "false" }
        tls  = { operator = "Bool", key = "aws:SecureTransport", value = "true" }
        rest = { operator = "StringNotEquals", key = "aws:PrincipalAccount", value = "444455556666" }
        any  = { operator = "StringLike", key = "aws:PrincipalArn", value = "*" }
      }
    }

    resource "aws_iam_role" "a" {
      for_each = var.conditions

      assume_role_policy = jsonencode({ # finding: can be taken by everybody
        Statement = {
          Effect    = "Allow"
          Action    = "sts:AssumeRole"
          Principal = "*"
          Condition = { "${each.value.operator}" = { "${each.value.key}" = each.value.value } }
        }
      })
    }
  }

  pass "a role and a user that are made here" {
    data "aws_iam_policy_document" "trust" {
      statement {
        actions = ["sts:AssumeRole"]

        principals {
          type        = "AWS"
          identifiers = [aws_iam_role.scheduler.arn]
        }
      }
    }

    resource "aws_iam_role" "scheduler" {
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "airflow.amazonaws.com" } }] })
    }

    resource "aws_iam_user" "operator" {
      name = "operator"
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = data.aws_iam_policy_document.trust.json
    }

    resource "aws_iam_role" "b" {
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = aws_iam_user.operator.arn } }] })
    }
  }

  pass "an account, and everybody of an organisation, or of a network with a second factor" {
    resource "aws_iam_role" "a" {
      assume_role_policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "111122223333" } },
          { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "*" }, Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-0a1b2c3d4e" } } },
          {
            Effect    = "Allow"
            Action    = "sts:AssumeRole"
            Principal = { AWS = "*" }
            Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" }, IpAddress = { "aws:SourceIp" = "203.0.113.0/24" } }
          },
        ]
      })
    }
  }

  undecided "an input" {
    variable "trusted" {
      type = string
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = jsonencode({ # undecided: var.trusted
        Statement = { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = var.trusted } }
      })
    }
  }
}

rule "oidc-role-assuming-itself" {
  summary  = "A role of pipelines may be taken by itself"
  severity = "low"
  clauses  = ["A8.3.4"]
  since    = "0.1"
  why      = "Whoever got hold of a session renews it for ever, without a token."
  remedy   = "Leave the role's own ARN out of its trust policy."

  target = "aws_iam_role"
  when   = length(web_identity_statements(self)) > 0
  condition = !anytrue([
    for principal in trusted_principals(self) : principal.type == "AWS" && endswith(principal.id, ":role/${self.name}")
  ])
  error_message = "${address(self)} may be taken by itself."
  at            = self.assume_role_policy

  fail "its own ARN" {
    data "aws_caller_identity" "this" {}

    resource "aws_iam_role" "deploy" {
      name = "deploy"
      assume_role_policy = jsonencode({ # finding: may be taken by itself
        Statement = [
          {
            Effect    = "Allow"
            Action    = "sts:AssumeRoleWithWebIdentity"
            Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
            Condition = { StringLike = { "gitlab.com:sub" = "project_path:example/web:*" } }
          },
          {
            Effect    = "Allow"
            Action    = "sts:AssumeRole"
            Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.this.account_id}:role/deploy" }
          },
        ]
      })
    }
  }

  pass "another role's; a role of no pipeline" {
    resource "aws_iam_role" "deploy" {
      name = "deploy"
      assume_role_policy = jsonencode({
        Statement = [
          {
            Effect    = "Allow"
            Action    = "sts:AssumeRoleWithWebIdentity"
            Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
            Condition = { StringLike = { "gitlab.com:sub" = "project_path:example/web:*" } }
          },
          { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/admin" } },
          { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Federated = "arn:aws:iam::111122223333:role/deploy" } },
        ]
      })
    }

    resource "aws_iam_role" "office" { # not applicable
      name = "office"
      assume_role_policy = jsonencode({
        Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = "arn:aws:iam::111122223333:role/office" } }]
      })
    }
  }
}

rule "oidc-role-bound-to-addresses" {
  summary  = "A role of Bitbucket's pipelines can be taken from certain addresses only"
  severity = "info"
  clauses  = ["A8.3.4"]
  since    = "0.1"
  why      = "Only steps that ask for Atlassian's address ranges run there, and the ranges change: a list that is written down breaks pipelines one day."
  remedy   = "Give those steps runtime.cloud.atlassian-ip-ranges, and keep the list as Atlassian publishes it; or rely on sub and aud."

  target = "aws_iam_role"
  for_each = [
    for statement in web_identity_statements(self) : statement
    if issuer_of(statement).name == "Bitbucket Pipelines"
  ]
  condition     = !anytrue([for asked in each.value.conditions : lower(asked.key) == "aws:sourceip"])
  error_message = "${address(self)} can be taken from certain addresses only."
  at            = self.assume_role_policy

  fail "addresses of Atlassian" {
    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({ # finding: from certain addresses only
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = {
            StringLike = { "${local.issuer}:sub" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*" }
            IpAddress  = { "aws:SourceIp" = ["34.199.54.113/32", "34.232.25.90/32"] }
          }
        }]
      })
    }
  }

  pass "a subject; another issuer" {
    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "deploy" {
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*" } }
        }]
      })
    }

    resource "aws_iam_role" "gitlab" { # not applicable
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
          Condition = { IpAddress = { "aws:SourceIp" = ["203.0.113.0/24"] } }
        }]
      })
    }
  }
}
