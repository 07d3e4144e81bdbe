function "workspace_pattern" {
  summary = "The workspace of iam.bitbucket_workspace in a URL, as a pattern; any if it names none"
  params  = []
  result  = param.iam.bitbucket_workspace == "" ? "[^/]+" : "\\Q${param.iam.bitbucket_workspace}\\E"
}

rule "bitbucket-provider-with-wrong-url" {
  summary  = "Identity provider for Bitbucket has the wrong URL"
  severity = "high"
  clauses  = ["A8.3.3"]
  since    = "0.1"
  why      = "A provider trusts what its URL signs: with another workspace's these are somebody else's tokens, with a wrong path none at all."
  remedy   = "Use https://api.bitbucket.org/2.0/workspaces/WORKSPACE/pipelines-config/identity/oidc."

  target = "aws_iam_openid_connect_provider"
  when   = is_of_bitbucket(self)
  condition = length(regexall(
    "^https://api\\.bitbucket\\.org/2\\.0/workspaces/${workspace_pattern()}/pipelines-config/identity/oidc$", self.url
  )) > 0
  error_message = "${address(self)} trusts ${self.url}, which is not where the workspace's pipelines get tokens."

  fail "another workspace, another path, another host" {
    parameters = { "iam.bitbucket_workspace" = "example" }

    resource "aws_iam_openid_connect_provider" "bitbucket" {
      for_each = toset([
        "https://api.bitbucket.org/2.0/workspaces/example-clone/pipelines-config/identity/oidc",
        "https://api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc/",
        "https://bitbucket.org/example",
      ])

      url            = each.key # finding: which is not where the workspace's pipelines get tokens
      client_id_list = ["ari:cloud:bitbucket::workspace/7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f"]
    }
  }

  pass "any workspace, where none is named; other providers are others" {
    resource "aws_iam_openid_connect_provider" "bitbucket" {
      url            = "https://api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
      client_id_list = ["ari:cloud:bitbucket::workspace/7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f"]
    }

    resource "aws_iam_openid_connect_provider" "gitlab" { # not applicable
      url            = "https://gitlab.com"
      client_id_list = ["https://gitlab.com"]
    }
  }

  undecided "a workspace that is an input" {
    variable "url" {
      type = string
    }

    resource "aws_iam_openid_connect_provider" "bitbucket" {
      url            = var.url # undecided: var.url
      client_id_list = ["ari:cloud:bitbucket::workspace/7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f"]
    }
  }
}

rule "bitbucket-provider-with-wrong-audience" {
  summary  = "Identity provider for Bitbucket lists no audience of a workspace"
  severity = "high"
  clauses  = ["A8.3.3"]
  since    = "0.1"
  why      = "Bitbucket signs tokens for its workspace: without that audience AWS refuses every one of them, and any other lets in what was not meant."
  remedy   = "List ari:cloud:bitbucket::workspace/WORKSPACE-UUID, as Bitbucket shows it under OpenID Connect."

  target = "aws_iam_openid_connect_provider"
  when   = is_of_bitbucket(self)
  condition = length(self.client_id_list) > 0 && alltrue([
    for audience in self.client_id_list :
    startswith(audience, "ari:cloud:bitbucket::workspace/") && !names_malformed_workspace(audience) &&
    endswith(trimsuffix(audience, "}"), param.iam.bitbucket_workspace_uuid)
  ])
  error_message = "${address(self)} lists ${length(self.client_id_list) == 0 ? "no audience" : join(", ", self.client_id_list)}, ${anytrue([for audience in self.client_id_list : names_malformed_workspace(audience)]) ? "where a workspace's UUID is malformed" : "which is not that of the workspace"}."
  at            = self.client_id_list

  fail "a repository's address, another workspace, none" {
    parameters = { "iam.bitbucket_workspace_uuid" = "7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f" }

    resource "aws_iam_openid_connect_provider" "repository" {
      url            = "https://api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
      client_id_list = ["https://bitbucket.org/example/7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f"] # finding: which is not that of the workspace
    }

    resource "aws_iam_openid_connect_provider" "workspace" {
      url = "https://api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
      client_id_list = [ # finding
        "ari:cloud:bitbucket::workspace/7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f",
        "ari:cloud:bitbucket::workspace/00000000-6a47-4a55-9c3a-0a1b2c3d4e5f",
      ]
    }

    resource "aws_iam_openid_connect_provider" "none" {
      url            = "https://api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
      client_id_list = [] # finding: lists no audience
    }
  }

  fail "a UUID with a digit too few, and none" {
    variable "workspaces" {
      default = ["7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5", "example", ""]
    }

    resource "aws_iam_openid_connect_provider" "bitbucket" {
      count = 3

      url            = "https://api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
      client_id_list = ["ari:cloud:bitbucket::workspace/${var.workspaces[count.index]}"] # finding: where a workspace's UUID is malformed
    }
  }

  pass "a workspace, with and without braces; other providers" {
    resource "aws_iam_openid_connect_provider" "bitbucket" {
      url            = "https://api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
      client_id_list = ["ari:cloud:bitbucket::workspace/7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f"]
    }

    resource "aws_iam_openid_connect_provider" "braces" {
      url            = "https://api.bitbucket.org/2.0/workspaces/other/pipelines-config/identity/oidc"
      client_id_list = ["ari:cloud:bitbucket::workspace/{7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f}"]
    }

    resource "aws_iam_openid_connect_provider" "gitlab" { # not applicable
      url            = "https://gitlab.com"
      client_id_list = ["https://gitlab.com"]
    }
  }

  undecided "an input" {
    variable "audience" {
      type = string
    }

    resource "aws_iam_openid_connect_provider" "bitbucket" {
      url            = "https://api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
      client_id_list = [var.audience] # undecided: var.audience
    }
  }
}

rule "oidc-provider-with-malformed-thumbprint" {
  summary  = "Identity provider lists a thumbprint that is none"
  severity = "low"
  clauses  = ["A8.3.3"]
  since    = "0.1"
  why      = "IAM refuses it; of the well-known providers it asks for none."
  remedy   = "Leave thumbprint_list out, or list SHA-1 digests of forty hexadecimal digits."

  target        = "aws_iam_openid_connect_provider"
  when          = configured(self.thumbprint_list)
  condition     = alltrue([for thumbprint in self.thumbprint_list : length(regexall("^[0-9a-fA-F]{40}$", thumbprint)) > 0])
  error_message = "${address(self)} lists ${join(", ", self.thumbprint_list)}."

  fail "one of thirty-two digits" {
    resource "aws_iam_openid_connect_provider" "bitbucket" {
      url             = "https://api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
      client_id_list  = ["ari:cloud:bitbucket::workspace/7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f"]
      thumbprint_list = ["a031c46782e6e6c662c2c87c76da9aa62ccabd8e", "a031c46782e6e6c662c2c87c76da9aa6"] # finding
    }
  }

  pass "one of forty, and none" {
    resource "aws_iam_openid_connect_provider" "bitbucket" {
      url             = "https://api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
      client_id_list  = ["ari:cloud:bitbucket::workspace/7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f"]
      thumbprint_list = ["a031c46782e6e6c662c2c87c76da9aa62ccabd8e"]
    }

    resource "aws_iam_openid_connect_provider" "gitlab" { # not applicable
      url            = "https://gitlab.com"
      client_id_list = ["https://gitlab.com"]
    }
  }
}
