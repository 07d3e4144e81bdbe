# Steps of pipelines and the roles that they take by their token, where the repository's Terraform declares
# these: whether the token is taken for the role, and what the role then may do.

rule "step-role-without-bitbucket-trust" {
  summary   = "A pipeline step takes a role that does not trust Bitbucket"
  severity  = "high"
  clauses   = ["A8.3.1", "A8.3.4"]
  since     = "0.1"
  why       = "AWS refuses the step's token: the role's trust policy names no provider for Bitbucket. The step fails, or works with other credentials that it finds."
  remedy    = "Let the role's assume_role_policy allow sts:AssumeRoleWithWebIdentity to the identity provider of the Bitbucket workspace, for this repository's sub."
  standards = { nist-800-53-r5 = ["IA-8"] }

  target        = "bitbucket_step"
  for_each      = roles_taken_here(self)
  condition     = anytrue([for role in each.value.roles : length(bitbucket_statements(role)) > 0])
  error_message = "Step \"${coalesce(self.name, self.position)}\" takes ${join(" or ", [for role in each.value.roles : address(role)])}, whose assume_role_policy does not trust Bitbucket."
  at            = argument(self, each.value.place)

  fail "one for tasks, one for another issuer" {
    resource "aws_iam_role" "tasks" {
      name               = "tasks"
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
    }

    resource "aws_iam_role" "gitlab" {
      name = "gitlab"
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" }
          Condition = { StringLike = { "gitlab.com:sub" = "project_path:example/web:*" } }
        }]
      })
    }

    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Tasks
        oidc: true
        script:
          - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
          - export AWS_ROLE_ARN=arn:aws:iam::$ACCOUNT:role/tasks # finding: Step "Tasks" takes example: aws_iam_role.tasks, whose assume_role_policy does not trust Bitbucket
    - step:
        name: Another issuer
        oidc: true
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: arn:aws:iam::111122223333:role/gitlab # finding
    - step:
        name: Profile
        oidc: true
        script:
          - aws configure set web_identity_token_file /tmp/token --profile build
          - aws configure set role_arn arn:aws:iam::$ACCOUNT:role/tasks --profile build # finding: Step "Profile" takes
          - aws s3 ls --profile build
YAML
  }

  pass "one for Bitbucket, be it in one of two accounts; one that is declared elsewhere" {
    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "deploy" {
      name = "deploy"
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*" } }
        }]
      })
    }

    resource "aws_iam_role" "tasks" {
      name               = "deploy"
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
    }

    pipeline = <<YAML
pipelines:
  default:
    - step:
        oidc: true
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: arn:aws:iam::111122223333:role/deploy
    - step: # not applicable
        oidc: true
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: arn:aws:iam::111122223333:role/site
YAML
  }

  pass "where no role is declared" {
    pipeline = <<YAML
pipelines:
  default:
    - step: # not applicable
        oidc: true
        script:
          - ./login.sh
          - aws s3 ls
YAML
  }

  undecided "a role of the settings, a script that is not there, a provider that is an input" {
    variable "provider_arn" {
      type = string
    }

    resource "aws_iam_role" "deploy" {
      name = "deploy"
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = var.provider_arn }
          Condition = {}
        }]
      })
    }

    pipeline = <<YAML
pipelines:
  default:
    - step:
        oidc: true
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: $DEPLOY_ROLE # undecided
    - step: # undecided
        oidc: true
        script:
          - ./login.sh
          - aws s3 ls
    - step:
        oidc: true
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: arn:aws:iam::111122223333:role/deploy # undecided
YAML
  }
}

rule "step-role-out-of-reach" {
  summary   = "A pipeline step takes a role whose trust policy no step's token meets"
  severity  = "high"
  clauses   = ["A8.3.1", "A8.3.4"]
  since     = "0.1"
  why       = "AWS refuses the step's token, whatever the step is: a token names {repository}:{step}, or of a deployment {repository}:{environment}:{step}, each in single braces, and the workspace as audience. What is done about it in a hurry is to ask for less."
  remedy    = "Ask StringLike {REPOSITORY-UUID}:* or {REPOSITORY-UUID}:{ENVIRONMENT-UUID}:* of sub, and ari:cloud:bitbucket::workspace/WORKSPACE-UUID of aud."
  standards = { nist-800-53-r5 = ["IA-8"] }

  target   = "bitbucket_step"
  for_each = roles_taken_here(self)
  condition = anytrue([
    for role in each.value.roles : length(bitbucket_statements(role)) == 0 || can_be_taken(role, true)
  ])
  error_message = "Step \"${coalesce(self.name, self.position)}\" takes ${join(" or ", [for role in each.value.roles : address(role)])}, whose assume_role_policy asks for a sub or aud that no step's token has."
  at            = argument(self, each.value.place)

  fail "the workspace first, by name and by UUID, no wildcard, an environment last, another audience, a claim that is no key" {
    variable "claims" {
      default = {
        name        = { sub = "example:web:*" }
        uuid        = { aud = "ari:cloud:bitbucket::workspace/{7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f}", sub = "{7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f}:{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*" }
        wildcard    = { sub = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:{5a6b7c8d-0000-4000-8000-0a1b2c3d4e5f}" }
        environment = { sub = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*:{5a6b7c8d-0000-4000-8000-0a1b2c3d4e5f}" }
        audience    = { aud = "sts.amazonaws.com", sub = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*" }
        branch      = { branchName = "main" }
      }
    }

    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "all" {
      for_each = var.claims

      name = "web-${each.key}"
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { for claim, value in each.value : "${local.issuer}:${claim}" => value } }
        }]
      })
    }

    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: All
        deployment: staging
        oidc: true
        script:
          - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
          - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/web-name aws s3 ls # finding: takes example: aws_iam_role.all["name"], whose assume_role_policy asks for a sub or aud that no step's token has
          - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/web-uuid aws s3 ls # finding
          - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/web-wildcard aws s3 ls # finding
          - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/web-environment aws s3 ls # finding
          - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/web-audience aws s3 ls # finding
          - aws sts assume-role-with-web-identity --role-arn arn:aws:iam::111122223333:role/web-branch --web-identity-token $BITBUCKET_STEP_OIDC_TOKEN # finding
YAML
  }

  pass "any step, deployments alone, the second of two statements; no trust is another rule's" {
    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "any" {
      name = "any"
      assume_role_policy = jsonencode({
        Statement = [
          for subject in ["example:web:*", "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*"] : {
            Effect    = "Allow"
            Action    = "sts:AssumeRoleWithWebIdentity"
            Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
            Condition = {
              StringEquals = { "${local.issuer}:aud" = "ari:cloud:bitbucket::workspace/7e1d0f5c-6a47-4a55-9c3a-0a1b2c3d4e5f" }
              StringLike   = { "${local.issuer}:sub" = subject }
            }
          }
        ]
      })
    }

    resource "aws_iam_role" "deployment" {
      name = "deployment"
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:{5a6b7c8d-0000-4000-8000-0a1b2c3d4e5f}:*" } }
        }]
      })
    }

    resource "aws_iam_role" "tasks" {
      name               = "tasks"
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
    }

    pipeline = <<YAML
pipelines:
  default:
    - step:
        oidc: true
        script:
          - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
          - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/any aws s3 ls
          - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/deployment aws s3 ls
          - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/tasks aws s3 ls
    - step: # not applicable
        script: [make]
YAML
  }

  pass "one of the name, of two accounts" {
    variable "subjects" {
      default = ["example:web:*", "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*"]
    }

    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "web" {
      count = 2

      name = "web"
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = var.subjects[count.index] } }
        }]
      })
    }

    pipeline = <<YAML
pipelines:
  default:
    - step:
        oidc: true
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: arn:aws:iam::111122223333:role/web
YAML
  }

  undecided "a subject that is an input" {
    variable "subject" {
      type = string
    }

    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "deploy" {
      name = "deploy"
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = var.subject } }
        }]
      })
    }

    pipeline = <<YAML
pipelines:
  default:
    - step:
        oidc: true
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: arn:aws:iam::111122223333:role/deploy # undecided: var.subject
YAML
  }
}

rule "step-role-for-deployments-alone" {
  summary   = "A pipeline step that is no deployment takes a role that is for deployments alone"
  severity  = "high"
  clauses   = ["A8.3.1", "A8.3.4"]
  since     = "0.1"
  why       = "The role's trust policy asks for {repository}:{environment}:* in the token's sub. Only a step with deployment has an environment in its token: AWS refuses this one's."
  remedy    = "Set deployment on the step or on its stage, or let it take a role that is for every step of the repository."
  standards = { nist-800-53-r5 = ["IA-8"] }

  target   = "bitbucket_step"
  when     = self.deployment == null
  for_each = roles_taken_here(self)
  condition = anytrue([
    for role in each.value.roles : !can_be_taken(role, true) || can_be_taken(role, false)
  ])
  error_message = "Step \"${coalesce(self.name, self.position)}\" has no deployment and takes ${join(" or ", [for role in each.value.roles : address(role)])}, whose assume_role_policy asks for an environment in the token's sub."
  at            = argument(self, each.value.place)

  fail "an environment, and any" {
    variable "environments" {
      default = { web = "{5a6b7c8d-0000-4000-8000-0a1b2c3d4e5f}", any = "*" }
    }

    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "all" {
      for_each = var.environments

      name = each.key
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:${each.value}:*" } }
        }]
      })
    }

    pipeline = <<YAML
pipelines:
  branches:
    main:
      - step:
          name: Release
          oidc: true
          script:
            - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
            - ROLE=web
            - export AWS_ROLE_ARN="arn:aws:iam::111122223333:role/$ROLE" # finding: Step "Release" has no deployment and takes example: aws_iam_role.all["web"], whose assume_role_policy asks for an environment
            - aws s3 sync dist s3://web
      - step:
          oidc: true
          script:
            - pipe: atlassian/aws-s3-deploy:2.0.0
              variables:
                AWS_OIDC_ROLE_ARN: arn:aws:iam::111122223333:role/any # finding
YAML
  }

  pass "a deployment, a role for every step, be it in one of two accounts, and one for none, which is another rule's" {
    variable "subjects" {
      default = {
        web     = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:{5a6b7c8d-0000-4000-8000-0a1b2c3d4e5f}:*"
        any     = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*"
        "2/any" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:{5a6b7c8d-0000-4000-8000-0a1b2c3d4e5f}:*"
        none    = "example:web:*"
      }
    }

    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "all" {
      for_each = var.subjects

      name = basename(each.key)
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = each.value } }
        }]
      })
    }

    pipeline = <<YAML
pipelines:
  branches:
    main:
      - step: # not applicable
          deployment: production
          oidc: true
          script:
            - pipe: atlassian/aws-s3-deploy:2.0.0
              variables:
                AWS_OIDC_ROLE_ARN: arn:aws:iam::111122223333:role/web
      - step:
          oidc: true
          script:
            - pipe: atlassian/aws-s3-deploy:2.0.0
              variables:
                AWS_OIDC_ROLE_ARN: arn:aws:iam::111122223333:role/any
            - pipe: atlassian/aws-s3-deploy:2.0.0
              variables:
                AWS_OIDC_ROLE_ARN: arn:aws:iam::111122223333:role/none
YAML
  }

  pass "where no role is declared" {
    pipeline = <<YAML
pipelines:
  default:
    - step: # not applicable
        oidc: true
        script:
          - ./login.sh
          - aws s3 ls
YAML
  }
}

rule "production-step-with-role-for-any-step" {
  summary   = "A deployment to production takes a role that every step of the repository can take"
  severity  = "high"
  clauses   = ["A8.3.4"]
  since     = "0.1"
  why       = "The role changes infrastructure. Any other step of the repository, on any branch, can take it as well, without what a deployment to the environment waits for."
  remedy    = "Ask for {REPOSITORY-UUID}:{ENVIRONMENT-UUID}:* in the role's trust policy."
  standards = { nist-800-53-r5 = ["AC-6", "IA-8"] }

  target   = "bitbucket_step"
  when     = param.iam.oidc_require_environment && self.deployment != null && is_stage_of_production(coalesce(self.deployment, "-"))
  for_each = roles_taken_here(self)
  condition = anytrue([
    for role in each.value.roles : !can_be_taken(role, false) || may_deploy(role) || !may_change_infrastructure(role)
  ])
  error_message = "Step \"${coalesce(self.name, self.position)}\" deploys to ${self.deployment} with ${join(" or ", [for role in each.value.roles : address(role)])}, whose assume_role_policy lets any step of the repository take it."
  at            = argument(self, each.value.place)

  fail "an administrator, and one that makes load balancers" {
    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "all" {
      for_each = toset(["admin", "network"])

      name = each.key
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*" } }
        }]
      })
    }

    resource "aws_iam_role_policy_attachment" "admin" {
      role       = aws_iam_role.all["admin"].name
      policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
    }

    resource "aws_iam_role_policy" "network" {
      role   = aws_iam_role.all["network"].id
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "elasticloadbalancing:CreateLoadBalancer", Resource = "*" }] })
    }

    pipeline = <<YAML
pipelines:
  branches:
    main:
      - step:
          name: Apply
          deployment: production
          oidc: true
          script:
            - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
            - export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/admin # finding: Step "Apply" deploys to production with example: aws_iam_role.all["admin"], whose assume_role_policy lets any step
            - terraform apply plan.tfplan
      - stage:
          deployment: prod
          steps:
            - step:
                oidc: true
                script:
                  - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
                  - export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/network # finding
                  - terraform apply plan.tfplan
YAML
  }

  pass "an environment, be it in one of two accounts, one that reads, one that may deploy, which is another rule's, another environment" {
    variable "roles" {
      default = {
        "2/apply" = { subject = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*", action = "ec2:*" }
        apply     = { subject = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:{5a6b7c8d-0000-4000-8000-0a1b2c3d4e5f}:*", action = "ec2:*" }
        plan      = { subject = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*", action = "ec2:Describe*" }
        deploy    = { subject = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*", action = "ecs:UpdateService" }
        any       = { subject = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*", action = "ec2:*" }
      }
    }

    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "all" {
      for_each = var.roles

      name = basename(each.key)
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = each.value.subject } }
        }]
      })
    }

    resource "aws_iam_role_policy" "all" {
      for_each = var.roles

      role   = aws_iam_role.all[each.key].id
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = each.value.action, Resource = "*" }] })
    }

    pipeline = <<YAML
pipelines:
  branches:
    main:
      - step:
          deployment: production
          oidc: true
          script:
            - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
            - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/plan terraform plan -out=plan.tfplan
            - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/apply terraform apply plan.tfplan
            - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/deploy ./deploy.sh
      - step: # not applicable
          deployment: staging
          oidc: true
          script:
            - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token AWS_ROLE_ARN=arn:aws:iam::111122223333:role/any
            - terraform apply plan.tfplan
      - step: # not applicable
          oidc: true
          script:
            - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token AWS_ROLE_ARN=arn:aws:iam::111122223333:role/any
            - terraform apply plan.tfplan
YAML

    file "deploy.sh" {
      text = <<SH
aws ecs update-service --cluster web --service api
SH
    }
  }

  pass "where environments are not asked for" {
    parameters = { "iam.oidc_require_environment" = false }

    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "apply" {
      name = "apply"
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*" } }
        }]
      })
    }

    resource "aws_iam_role_policy" "apply" {
      role   = aws_iam_role.apply.id
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "ec2:*", Resource = "*" }] })
    }

    pipeline = <<YAML
pipelines:
  default:
    - step: # not applicable
        deployment: production
        oidc: true
        script:
          - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token AWS_ROLE_ARN=arn:aws:iam::111122223333:role/apply
          - terraform apply plan.tfplan
YAML
  }

  pass "where no role is declared" {
    pipeline = <<YAML
pipelines:
  default:
    - step: # not applicable
        deployment: production
        oidc: true
        script:
          - ./login.sh
YAML
  }
}

rule "unreviewed-step-with-powerful-role" {
  summary   = "A step of a pull request, or of any branch, takes a role that may change infrastructure"
  severity  = "high"
  clauses   = ["A8.3.4"]
  since     = "0.1"
  why       = "Whoever may push a branch decides what the step runs, before anybody has looked at it, and does so with all that the role may do."
  remedy    = "Let the step take a role that only reads, and keep the powerful one for deployments: {REPOSITORY-UUID}:{ENVIRONMENT-UUID}:* in its trust policy."
  standards = { nist-800-53-r5 = ["AC-6", "CM-5"] }

  target   = "bitbucket_step"
  when     = is_unreviewed(self)
  for_each = roles_taken_here(self)
  condition = !takes_power_unreviewed(self, each.value) || (
    each.value.sure ? false : undecided("what decides whether the role is taken")
  )
  error_message = "Step \"${coalesce(self.name, self.position)}\" takes ${join(" or ", [for role in each.value.roles : address(role)])}, which may change infrastructure; its assume_role_policy lets any step of the repository take it."
  at            = argument(self, each.value.place)

  fail "a pull request, any branch" {
    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "deploy" {
      name = "deploy"
      assume_role_policy = jsonencode({
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
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "ecs:*", Resource = "*" }] })
    }

    pipeline = <<YAML
definitions:
  steps:
    - step: &plan
        name: Plan
        oidc: true
        script:
          - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
          - export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/deploy # finding: Step "Plan" takes example: aws_iam_role.deploy, which may change infrastructure
          - terraform plan
pipelines:
  pull-requests:
    '**':
      - step: *plan
  default:
    - step:
        name: Site
        oidc: true
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: arn:aws:iam::111122223333:role/deploy # finding
YAML
  }

  pass "a role that reads, one that the step cannot take, another branch" {
    variable "roles" {
      default = {
        plan    = { subject = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*", action = "ecs:Describe*" }
        release = { subject = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:{5a6b7c8d-0000-4000-8000-0a1b2c3d4e5f}:*", action = "ecs:*" }
        deploy  = { subject = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*", action = "ecs:*" }
      }
    }

    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "all" {
      for_each = var.roles

      name = each.key
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = each.value.subject } }
        }]
      })
    }

    resource "aws_iam_role_policy" "all" {
      for_each = var.roles

      role   = aws_iam_role.all[each.key].id
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = each.value.action, Resource = "*" }] })
    }

    pipeline = <<YAML
pipelines:
  pull-requests:
    '**':
      - step:
          oidc: true
          script:
            - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
            - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/plan terraform plan
            - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/release terraform plan
  branches:
    main:
      - step: # not applicable
          oidc: true
          script:
            - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
            - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/deploy terraform plan
YAML
  }

  pass "where no role is declared" {
    pipeline = <<YAML
pipelines:
  default:
    - step: # not applicable
        oidc: true
        script:
          - ./login.sh
YAML
  }

  undecided "a role that may be taken, and a policy that is an input" {
    variable "policy" {
      type = string
    }

    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "deploy" {
      name = "deploy"
      assume_role_policy = jsonencode({
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
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "ecs:*", Resource = "*" }] })
    }

    resource "aws_iam_role" "other" {
      name = "other"
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*" } }
        }]
      })
    }

    resource "aws_iam_role_policy_attachment" "other" {
      role       = aws_iam_role.other.name
      policy_arn = var.policy
    }

    pipeline = <<YAML
pipelines:
  default:
    - step:
        oidc: true
        script:
          - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
          - test "$BITBUCKET_BRANCH" != main || export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/deploy # undecided: what decides whether the role is taken
          - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/other aws s3 ls # undecided: var.policy
YAML
  }
}

rule "preview-step-with-production-role" {
  summary   = "A step that only looks takes the role that deploys to production"
  severity  = "medium"
  clauses   = ["A8.3.4"]
  since     = "0.1"
  why       = "A plan needs to read. With the role of the deployment it may do all that the deployment may, without waiting for one."
  remedy    = "Give plans and pull requests a role of their own that only reads."
  standards = { nist-800-53-r5 = ["AC-6"] }

  target = "bitbucket_step"
  when = self.deployment == null && (is_unreviewed(self) || (
    anytrue([for command in self.commands : runs_terraform(command, ["plan"])]) && !deploys(self)
  ))
  for_each      = [for taken in taken_roles(self) : taken if !takes_power_unreviewed(self, merge(taken, { roles = [for role in resources("aws_iam_role") : role if is_named(role, taken.arn)] }))]
  condition     = !contains(roles_of_production(), each.value.arn)
  error_message = "Step \"${coalesce(self.name, self.position)}\" takes ${each.value.arn}, by which others deploy to production."
  at            = argument(self, each.value.place)

  fail "a plan of the main branch, a step of a pull request" {
    pipeline = <<YAML
definitions:
  steps:
    - step: &apply
        name: Apply
        oidc: true
        deployment: production
        script:
          - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
          - export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/deploy
          - terraform apply plan.tfplan
pipelines:
  branches:
    main:
      - step:
          name: Plan
          oidc: true
          script:
            - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
            - ROLE=deploy
            - export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/$ROLE # finding: Step "Plan" takes arn:aws:iam::111122223333:role/deploy, by which others deploy to production
            - terraform plan -out=plan.tfplan
      - step: *apply
  pull-requests:
    '**':
      - step:
          oidc: true
          script:
            - pipe: atlassian/aws-s3-deploy:2.0.0
              variables:
                AWS_OIDC_ROLE_ARN: arn:aws:iam::111122223333:role/deploy # finding
YAML
  }

  pass "a role of its own, another deployment, what applies as well, what is no plan; a powerful one is another rule's" {
    locals {
      issuer = "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "admin" {
      name = "admin"
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/${local.issuer}" }
          Condition = { StringLike = { "${local.issuer}:sub" = "{1f0c9f2e-3b1d-4c8e-8d57-5a6b7c8d9e0f}:*" } }
        }]
      })
    }

    resource "aws_iam_role_policy" "admin" {
      role   = aws_iam_role.admin.id
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "ecs:*", Resource = "*" }] })
    }

    pipeline = <<YAML
definitions:
  scripts:
    - &token export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
    - &deploy export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/deploy
pipelines:
  branches:
    main:
      - step:
          oidc: true
          script:
            - *token
            - export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/plan
            - terraform plan -out=plan.tfplan
      - step: # not applicable
          oidc: true
          deployment: production
          script:
            - *token
            - *deploy
            - terraform plan -out=plan.tfplan
            - terraform apply plan.tfplan
            - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/admin terraform apply
      - step: # not applicable
          oidc: true
          deployment: staging
          script:
            - *token
            - *deploy
            - terraform plan
      - step: # not applicable
          oidc: true
          script:
            - *token
            - *deploy
            - terraform plan -out=plan.tfplan
            - terraform apply plan.tfplan
      - step: # not applicable
          oidc: true
          script:
            - *token
            - *deploy
            - aws s3 sync dist s3://web
  default:
    - step: # not applicable
        oidc: true
        script:
          - *token
          - AWS_ROLE_ARN=arn:aws:iam::111122223333:role/admin terraform plan
YAML
  }

  undecided "roles of the settings" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        oidc: true
        script:
          - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
          - export AWS_ROLE_ARN=$PLAN_ROLE # undecided
          - terraform plan
    - step:
        oidc: true
        deployment: production
        script:
          - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
          - export AWS_ROLE_ARN=$DEPLOY_ROLE
          - terraform apply
YAML
  }
}

rule "pipelines-without-identity-provider" {
  summary  = "Pipelines take roles by their token, and no identity provider for Bitbucket is declared"
  severity = "medium"
  clauses  = ["A8.3.3"]
  since    = "0.1"
  why      = "AWS trusts tokens of a provider that the account knows. One that is made by hand, or elsewhere, is in no review, and gone with the next account."
  remedy   = "Declare an aws_iam_openid_connect_provider for https://api.bitbucket.org/2.0/workspaces/WORKSPACE/pipelines-config/identity/oidc, or look it up with the data source where another repository keeps it."

  target        = "bitbucket_step"
  when          = concat(steps_with_roles(), [""])[0] == address(self) && length(resources("aws_iam_role")) > 0
  condition     = length(identity_providers_of_bitbucket()) > 0
  error_message = "Step \"${coalesce(self.name, self.position)}\", and maybe others, take roles by their token, and no root declares an identity provider for Bitbucket."
  at            = argument(self, taken_roles(self)[0].place)

  fail "one for others alone; said of the first step" {
    resource "aws_iam_openid_connect_provider" "gitlab" {
      url            = "https://gitlab.com"
      client_id_list = ["https://gitlab.com"]
    }

    resource "aws_iam_role" "tasks" {
      assume_role_policy = "{}"
    }

    pipeline = <<YAML
pipelines:
  default:
    - step: # not applicable
        name: Build
        script: [make]
    - step:
        name: Site
        oidc: true
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: $DEPLOY_ROLE # finding: Step "Site", and maybe others
    - step: # not applicable
        name: Cache
        oidc: true
        script:
          - pipe: atlassian/aws-cloudfront-invalidate:0.8.0
            variables:
              AWS_OIDC_ROLE_ARN: $DEPLOY_ROLE
YAML
  }

  pass "one that is looked up" {
    data "aws_iam_openid_connect_provider" "bitbucket" {
      url = "https://api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_role" "tasks" {
      assume_role_policy = "{}"
    }

    pipeline = <<YAML
pipelines:
  default:
    - step:
        oidc: true
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: $DEPLOY_ROLE
YAML
  }

  pass "where roles are not the repository's matter" {
    resource "aws_s3_bucket" "site" {
      bucket = "site"
    }

    pipeline = <<YAML
pipelines:
  default:
    - step: # not applicable
        oidc: true
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: $DEPLOY_ROLE
YAML
  }

  undecided "a module that is not installed" {
    module "delivery" {
      source  = "example/delivery/aws"
      version = "1.0.0"
    }

    pipeline = <<YAML
pipelines:
  default:
    - step:
        oidc: true
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: $DEPLOY_ROLE # undecided: module.delivery
YAML
  }
}
