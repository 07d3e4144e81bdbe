# Who issues tokens that AWS lets workloads assume roles with. Each says where it is from, and when.

function "oidc_issuers" {
  summary = "Issuers of tokens for pipelines and workloads: {name, part, end, shared, claims, strangers, tenant}, by what the URL contains and ends with; shared, if anybody gets tokens of it; and patterns of subjects that leave open whose token it is, or which of the tenant's"
  # GitHub, GitLab, CircleCI, Buildkite, HCP Terraform and Amazon EKS documentation of their tokens for AWS;
  # of Bitbucket, the token's claims as gravitational/teleport (lib/bitbucket) and sigstore/fulcio#1257 read
  # them; 2026-11-26. The claims beside sub are those that IAM has keys for ("Available keys for AWS OIDC
  # federation").
  result = [
    {
      name      = "GitHub Actions"
      part      = ""
      end       = "/token.actions.githubusercontent.com"
      shared    = true
      claims    = ["sub", "job_workflow_ref", "repository", "repository_id", "repository_owner", "repository_owner_id"]
      strangers = "^(repo:[^/]*)?[*?]"
      tenant    = "^(repo:[^:]*)?[*?]"
    },
    {
      name      = "GitHub Actions of an enterprise"
      part      = "/token.actions.githubusercontent.com/"
      end       = ""
      shared    = false
      claims    = ["sub", "job_workflow_ref", "repository", "repository_id", "repository_owner", "repository_owner_id"]
      strangers = "^[*?:/]*$"
      tenant    = "^(repo:[^:]*)?[*?]"
    },
    {
      name      = "GitLab"
      part      = ""
      end       = "/gitlab.com"
      shared    = true
      claims    = ["sub"]
      strangers = "^(project_path:[^/]*)?[*?]"
      tenant    = "^(project_path:[^:]*)?[*?]"
    },
    {
      name      = "Bitbucket Pipelines"
      part      = "api.bitbucket.org/2.0/workspaces/"
      end       = ""
      shared    = false
      claims    = ["sub"]
      strangers = "^[*?:{}]*$"
      tenant    = "^[^}:]*[*?]"
    },
    {
      name      = "HCP Terraform"
      part      = ""
      end       = "/app.terraform.io"
      shared    = true
      claims    = ["sub"]
      strangers = "^(organization:[^:]*)?[*?]"
      tenant    = "^(organization:[^:]*:?(project:[^:]*)?)?[*?]"
    },
    {
      name      = "Buildkite"
      part      = ""
      end       = "/agent.buildkite.com"
      shared    = true
      claims    = ["sub"]
      strangers = "^(organization:[^:]*)?[*?]"
      tenant    = "^(organization:[^:]*:?(pipeline:[^:]*)?)?[*?]"
    },
    {
      name      = "CircleCI"
      part      = "/oidc.circleci.com/org/"
      end       = ""
      shared    = false
      claims    = ["sub"]
      strangers = "^[*?/]*$"
      tenant    = "^(org/[^/]*/?(project/[^/]*)?)?[*?]"
    },
    {
      name      = "Amazon EKS"
      part      = "/oidc.eks."
      end       = ""
      shared    = false
      claims    = ["sub"]
      strangers = "^[*?:]*$"
      tenant    = "^(system:serviceaccount:?[^:]*)?[*?]"
    },
  ]

  answer "subjects that leave open whose they are, and which of the tenant's" {
    value = [
      for subject in ["*", "repo:*", "repo:web-*/app:*", "repo:web/*", "repo:web/app*", "repo:web/app:*", "repository_owner:web:*"] : [
        length(regexall(oidc_issuers()[0].strangers, subject)) > 0,
        length(regexall(oidc_issuers()[0].tenant, subject)) > 0,
      ]
    ]
    is = [[true, true], [true, true], [true, true], [false, true], [false, true], [false, false], [false, false]]
  }

  answer "of Bitbucket, and of the others" {
    value = {
      bitbucket = [for subject in ["*", "*:*:*", "{*", "{0a1b*", "{0a1b}:*", "*:{0a1b}:*"] : [for key in ["strangers", "tenant"] : length(regexall(oidc_issuers()[3][key], subject)) > 0]]
      gitlab    = [for subject in ["project_path:*", "project_path:web/*", "project_path:web/app:*"] : [for key in ["strangers", "tenant"] : length(regexall(oidc_issuers()[2][key], subject)) > 0]]
      terraform = [for subject in ["organization:*", "organization:web:*", "organization:web:project:*", "organization:web:project:app:*"] : [for key in ["strangers", "tenant"] : length(regexall(oidc_issuers()[4][key], subject)) > 0]]
      circleci  = [for subject in ["*", "org/web/*", "org/web/project/*", "org/web/project/app/*"] : [for key in ["strangers", "tenant"] : length(regexall(oidc_issuers()[6][key], subject)) > 0]]
      eks       = [for subject in ["*", "system:serviceaccount:*", "system:serviceaccount:*:app", "system:serviceaccount:web:*"] : [for key in ["strangers", "tenant"] : length(regexall(oidc_issuers()[7][key], subject)) > 0]]
    }
    is = {
      bitbucket = [[true, true], [true, true], [true, true], [false, true], [false, false], [false, true]]
      gitlab    = [[true, true], [false, true], [false, false]]
      terraform = [[true, true], [false, true], [false, true], [false, false]]
      circleci  = [[true, true], [false, true], [false, true], [false, false]]
      eks       = [[true, true], [false, true], [false, true], [false, false]]
    }
  }
}
