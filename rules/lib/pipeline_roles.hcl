# Roles that steps of pipelines take by their token, and what these roles ask of the token.

function "expanded_by" {
  summary = "A text of the shell with its variables put in, as far as their values are known"
  params  = [text, variables]
  result = join("", [
    for piece in regexall("\\$\\{?\\w+\\}?|[^$]+|\\$", text) :
    length(piece) > 1 && startswith(piece, "$") ? lookup(variables, trim(piece, "{}$"), tostring(undecided(piece))) : piece
  ])

  answer "variables that are set, one that is not, and none" {
    value = [
      for text in ["role/web-$NAME", "$${ACCOUNT}:role/$NAME", "role/web", "$"] :
      expanded_by(text, { ACCOUNT = "111122223333", NAME = "build" })
    ]
    is = ["role/web-build", "111122223333:role/build", "role/web", "$"]
  }

  answer "one that is not set" {
    value = [for text in ["$OTHER:role/web"] : [endswith(expanded_by(text, {}), ":role/web"), expanded_by(text, {}) == "a:role/web"]]
    is    = [[true, undecided("$OTHER")]]
  }
}

function "roles_in_command" {
  summary = "The ARNs of the roles that a command names for the step's token: in AWS_ROLE_ARN, and in the call that takes one"
  params  = [command]
  result = concat(
    [for name, value in command.assignments : value if name == "AWS_ROLE_ARN"],
    [
      for found in regexall("(?s)assume-role-with-web-identity\\s(?:.*\\s)?--role-arn(?:=|[\\s\\\\]+)[\"']?([^\\s\"']+)", command.text) :
      expanded_by(found[0], command.environment) if command.name == "aws" # not what puts its answer somewhere
    ],
  )

  answer "set, called in either form, by a variable, after a role was left, and named for something else" {
    value = [for command in resources("bitbucket_step")[0].commands : roles_in_command(command)]
    is = [
      ["arn:aws:iam::111122223333:role/a"],
      ["arn:aws:iam::111122223333:role/b"],
      ["arn:aws:iam::111122223333:role/c"],
      [],
      ["arn:aws:iam::111122223333:role/d"],
      [undecided("$DEPLOY_ROLE")],
      [],
      ["arn:aws:iam::111122223333:role/f"],
      [],
    ]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/a
          - aws sts assume-role-with-web-identity --role-arn arn:aws:iam::111122223333:role/b --web-identity-token $BITBUCKET_STEP_OIDC_TOKEN
          - aws sts assume-role-with-web-identity --role-session-name $BITBUCKET_BUILD_NUMBER --role-arn="arn:aws:iam::111122223333:role/c"
          - ACCOUNT=111122223333
          - aws sts assume-role-with-web-identity --role-arn arn:aws:iam::$ACCOUNT:role/d --web-identity-token $TOKEN
          - AWS_ROLE_ARN=$DEPLOY_ROLE aws s3 ls
          - aws sts assume-role --role-arn arn:aws:iam::111122223333:role/e
          - |
            STS=($( \
              aws sts assume-role-with-web-identity \
                --role-session-name web \
                --role-arn arn:aws:iam::$ACCOUNT:role/f \
                --web-identity-token $BITBUCKET_STEP_OIDC_TOKEN \
            ));
YAML
  }
}

function "profile_settings" {
  summary = "What a command sets a profile of the CLI's configuration to, of one key: {profile, value}"
  params  = [command, key]
  result = [
    for found in regexall("\\sconfigure\\s+set\\s+[\"']?(?:(?:profile\\.)?([\\w-]+)\\.)?${key}[\\s\"']+([^\\s\"']+)", command.text) : {
      profile = coalesce(concat([found[0]], flatten(regexall("\\s--profile[=\\s]+[\"']?([\\w-]+)", command.text)), ["default"])...)
      value   = expanded_by(found[1], command.environment)
    } if command.name == "aws"
  ]

  answer "by default, of a profile in either form, by a variable, another key, and what only speaks of it" {
    value = [
      for command in resources("bitbucket_step")[0].commands : [for set in profile_settings(command, "role_arn") : "${set.profile} ${set.value}"]
    ]
    is = [["default a"], ["deploy b"], ["deploy c"], [], ["default d"], [], []]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - aws configure set role_arn a
          - aws configure set profile.deploy.role_arn "b"
          - aws configure set role_arn c --profile deploy
          - ROLE=d
          - aws configure set default.role_arn $ROLE
          - aws configure set web_identity_token_file /tmp/token
          - echo aws configure set role_arn e
YAML
  }
}

function "roles_in_profiles" {
  summary = "The ARNs of the roles that a command gives profiles of the CLI's configuration to which a step gives a token, too"
  params  = [command, step]
  result = [
    for set in profile_settings(command, "role_arn") : set.value if contains(flatten([
      for other in step.commands : [for file in profile_settings(other, "web_identity_token_file") : file.profile]
    ]), set.profile)
  ]

  answer "with a token, and through another profile" {
    value = [for step in resources("bitbucket_step") : [for command in step.commands : roles_in_profiles(command, step)]]
    is    = [[[], ["a"], []]]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - aws configure set web_identity_token_file /tmp/token
          - aws configure set role_arn a
          - aws configure set role_arn b --profile other
YAML
  }
}

function "taken_roles" {
  summary = "What a step takes by its token: {arn, place, sure}, place being the path of where the role is named, sure if nothing decides whether that is run"
  params  = [step]
  result = concat(
    flatten([
      for i, command in step.commands : [for arn in concat(roles_in_command(command), roles_in_profiles(command, step)) : { arn = arn, place = "commands[${i}]", sure = !command.conditional }]
      if step.oidc && anytrue([for other in step.commands : takes_role_by_token(other)])
    ]),
    [
      for i, pipe in step.pipes : { arn = pipe.variables["AWS_OIDC_ROLE_ARN"], place = "pipes[${i}].variables.AWS_OIDC_ROLE_ARN", sure = true }
      if step.oidc && contains(keys(pipe.variables), "AWS_OIDC_ROLE_ARN")
    ],
    [for image in step.image[*] : { arn = image.oidc_role, place = "image.oidc_role", sure = true } if image.oidc_role != null],
  )

  answer "by the SDKs' file, if need be, by a profile, not through another one, by a pipe, for an image; without a token, and for other ends" {
    value = [for step in resources("bitbucket_step") : [for taken in taken_roles(step) : "${taken.place} ${basename(taken.arn)} ${taken.sure}"]]
    is = [
      ["commands[1] deploy true", "commands[3] publish false"],
      ["commands[1] deploy true"],
      ["pipes[1].variables.AWS_OIDC_ROLE_ARN site true"],
      ["image.oidc_role build true"],
      [],
      [],
    ]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: File
        oidc: true
        script:
          - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
          - export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/deploy
          - test -z "$PUBLISH" || export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/publish
    - step:
        name: Profile
        oidc: true
        script:
          - aws configure set web_identity_token_file /tmp/token
          - aws configure set role_arn arn:aws:iam::111122223333:role/deploy
          - aws configure set source_profile default --profile other
          - aws configure set role_arn arn:aws:iam::444455556666:role/other --profile other
    - step:
        name: Pipe
        oidc: true
        script:
          - pipe: atlassian/slack-notify:2.0.0
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: arn:aws:iam::111122223333:role/site
    - step:
        name: Image
        image:
          name: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/build:1
          aws:
            oidc-role: arn:aws:iam::111122223333:role/build
        script: [make]
    - step:
        name: Without a token
        script:
          - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
          - export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/deploy
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: arn:aws:iam::111122223333:role/site
    - step:
        name: For a script of one's own
        oidc: true
        script:
          - export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/deploy
          - python login.py
YAML
  }

  answer "a script that is not there" {
    value = [for taken in taken_roles(resources("bitbucket_step")[0]) : taken.place]
    is    = undecided("./login.sh")

    pipeline = <<YAML
pipelines:
  default:
    - step:
        oidc: true
        script:
          - ./login.sh
          - aws s3 ls
YAML
  }
}

function "is_of_account" {
  summary = "Whether a role may be in the account that an ARN names: not if its provider is for other accounts alone"
  params  = [role, arn]
  result = !known(length(provider_of(role).configuration.allowed_account_ids[*])) ? true : (
    length(provider_of(role).configuration.allowed_account_ids[*]) == 0 || anytrue([
      for allowed in provider_of(role).configuration.allowed_account_ids[*] :
      known(strcontains(arn, "::${allowed}:")) ? strcontains(arn, "::${allowed}:") : true
    ])
  )

  answer "this one, another, and one that is not known" {
    value = [
      for arn in ["arn:aws:iam::111122223333:role/web", "arn:aws:iam::444455556666:role/web", aws_ssm_parameter.a.value] : is_of_account(aws_iam_role.a, arn)
    ]
    is = [true, false, true]

    variable "account" {
      type = string
    }

    provider "aws" {
      allowed_account_ids = ["111122223333", "777788889999"]
    }

    resource "aws_ssm_parameter" "a" {
      value = "arn:aws:iam::${var.account}:role/web"
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = "{}"
    }
  }

  answer "any, where the provider does not say, or an input does" {
    value = [for role in [aws_iam_role.a, aws_iam_role.b] : is_of_account(role, "arn:aws:iam::111122223333:role/web")]
    is    = [true, true]

    variable "accounts" {
      type = list(string)
    }

    provider "aws" {
      alias               = "other"
      allowed_account_ids = var.accounts
    }

    resource "aws_iam_role" "a" {
      assume_role_policy = "{}"
    }

    resource "aws_iam_role" "b" {
      provider           = aws.other
      assume_role_policy = "{}"
    }
  }
}

function "is_named" {
  summary = "Whether a role is the one of an ARN, or of a name alone; one whose name AWS completes may be any that begins so"
  params  = [role, arn]
  result = (
    configured(role.name) ? endswith(arn, "/${role.name}") || arn == role.name :
    strcontains(arn, "/${configured(role.name_prefix) ? role.name_prefix : "terraform-"}") && undecided(address(role))
  ) && is_of_account(role, arn)

  answer "by its name, in an account that is not known, by the beginning of its name" {
    value = [
      for role in [aws_iam_role.a, aws_iam_role.b, aws_iam_role.c] : [
        for arn in [aws_ssm_parameter.a.value, "arn:aws:iam::111122223333:role/web-a", "arn:aws:iam::111122223333:role/ci/web-a", "web-a", "arn:aws:iam::111122223333:role/web-ab"] :
        is_named(role, arn)
      ]
    ]
    is = [
      [true, true, true, true, false],
      [undecided("aws_iam_role.b"), undecided("aws_iam_role.b"), undecided("aws_iam_role.b"), false, undecided("aws_iam_role.b")],
      [undecided("var.account, aws_iam_role.c"), false, false, false, false],
    ]

    variable "account" {
      type = string
    }

    resource "aws_ssm_parameter" "a" {
      value = "arn:aws:iam::${var.account}:role/web-a"
    }

    resource "aws_iam_role" "a" {
      name               = "web-a"
      assume_role_policy = "{}"
    }

    resource "aws_iam_role" "b" {
      name_prefix        = "web-"
      assume_role_policy = "{}"
    }

    resource "aws_iam_role" "c" {
      assume_role_policy = "{}"
    }
  }
}

function "roles_taken_here" {
  summary = "What a step takes by its token and Terraform declares here, see taken_roles(): {arn, place, sure, roles}, more than one role where several accounts have one of the name"
  params  = [step]
  result = [
    for taken in [for taken in taken_roles(step) : merge(taken, { roles = [for role in resources("aws_iam_role") : role if is_named(role, taken.arn)] })] :
    taken if length(taken.roles) > 0
  ]

  answer "one that is declared, one that is not, one of the settings" {
    value = [for taken in roles_taken_here(resources("bitbucket_step")[0]) : [taken.place, [for role in taken.roles : role.name]]]
    is    = [["commands[1]", ["web"]]]

    resource "aws_iam_role" "web" {
      name               = "web"
      assume_role_policy = "{}"
    }

    pipeline = <<YAML
pipelines:
  default:
    - step:
        oidc: true
        script:
          - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
          - export AWS_ROLE_ARN=arn:aws:iam::$ACCOUNT:role/web
          - export AWS_ROLE_ARN=arn:aws:iam::$ACCOUNT:role/other
YAML
  }

  answer "one of the settings, and where no role is declared" {
    value = [for taken in roles_taken_here(resources("bitbucket_step")[0]) : taken.place]
    is    = []

    pipeline = <<YAML
pipelines:
  default:
    - step:
        oidc: true
        script:
          - export AWS_ROLE_ARN=$ROLE AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
YAML
  }
}

function "bitbucket_statements" {
  summary = "The statements of a role's trust policy that are for tokens of Bitbucket Pipelines"
  params  = [role]
  result  = [for statement in web_identity_statements(role) : statement if issuer_of(statement).name == "Bitbucket Pipelines"]

  answer "of one role, and of another" {
    value = [for role in [aws_iam_role.a, aws_iam_role.b] : length(bitbucket_statements(role))]
    is    = [1, 0]

    resource "aws_iam_role" "a" {
      assume_role_policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/gitlab.com" } },
          { Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc" } },
        ]
      })
    }

    resource "aws_iam_role" "b" {
      assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }] })
    }
  }
}

function "is_subject_of_step" {
  summary = "Whether a condition's value may be the subject of some step's token: {repository}:{step}, or of a deployment {repository}:{environment}:{step}; the step's UUID is another one each time"
  params  = [operator, value, deploys]
  result = (
    strcontains(operator, "Like") && length(regexall("^(\\{[^{]|\\{$|[*?])", value)) > 0 &&
    length(regexall(":", value)) <= (deploys ? 2 : 1) && length(regexall("[*?][^:]*$", value)) > 0
  )

  answer "of any step, of deployments, of one step of the past, of none" {
    value = [
      for value in ["{0a1b}:*", "{0a1b}*", "*", "{0a1b}:{2c3d}:*", "{0a1b}:*:*", "{0a1b}:{2c3d}", "{0a1b}", "example:web:*", "{{0a1b}}:*", "a:b:c:*", "{a}:b:c:*"] :
      [for deploys in [false, true] : is_subject_of_step("StringLike", value, deploys)]
    ]
    is = [
      [true, true], [true, true], [true, true], [false, true], [false, true], [false, false], [false, false], [false, false], [false, false], [false, false], [false, false],
    ]
  }

  answer "a wildcard that is none" {
    value = [for operator in ["StringEquals", "ForAnyValue:StringLike"] : is_subject_of_step(operator, "{0a1b}:*", true)]
    is    = [false, true]
  }
}

function "may_be_met" {
  summary = "Whether what a statement asks of a claim of Bitbucket's tokens may hold for some step, one that deploys or one that does not"
  params  = [asked, deploys]
  result = (
    !is_binding_operator(asked.operator, asked.claim) ? true :
    asked.claim == "sub" ? anytrue([for value in asked.values : is_subject_of_step(asked.operator, value, deploys)]) :
    asked.claim == "aud" ? anytrue([
      for value in asked.values : startswith(value, "ari:cloud:bitbucket::workspace/") || (strcontains(asked.operator, "Like") && strcontains(value, "*"))
    ]) :
    !is_never_true(merge(asked, { bitbucket = true }))
  )

  answer "subjects, audiences, claims that are no keys, other conditions" {
    value = [
      for asked in [
        { claim = "sub", operator = "StringLike", values = ["web:*", "{0a1b}:*"] },
        { claim = "sub", operator = "StringLike", values = ["{0a1b}:{2c3d}:*"] },
        { claim = "sub", operator = "StringNotLike", values = ["web:*"] },
        { claim = "sub", operator = "ForAllValues:StringLike", values = ["web:*"] },
        { claim = "aud", operator = "StringEquals", values = ["ari:cloud:bitbucket::workspace/2c3d"] },
        { claim = "aud", operator = "StringEquals", values = ["sts.amazonaws.com"] },
        { claim = "aud", operator = "StringLike", values = ["*"] },
        { claim = "branchName", operator = "StringEquals", values = ["main"] },
        { claim = "SourceIp", operator = "IpAddress", values = ["203.0.113.0/24"] },
      ] : [for deploys in [false, true] : may_be_met(asked, deploys)]
    ]
    is = [[true, true], [false, true], [true, true], [false, false], [true, true], [false, false], [true, true], [false, false], [true, true]]
  }
}

function "workspace_taken_for_repository" {
  summary = "Whether a statement's subjects begin with the UUID of the workspace that its audience names: tokens begin with their repository's"
  params  = [statement]
  result = anytrue([
    for audience in claim_values(statement, "aud") :
    length(claim_values(statement, "sub")) > 0 && alltrue([
      for subject in claim_values(statement, "sub") :
      startswith(subject, "{${trim(trimprefix(audience, "ari:cloud:bitbucket::workspace/"), "{}")}}")
    ])
  ])

  answer "the workspace, a repository, and no subject" {
    value = [
      for condition in [
        { StringEquals = { "b:aud" = "ari:cloud:bitbucket::workspace/2c3d" }, StringLike = { "b:sub" = "{2c3d}:{0a1b}:*" } },
        { StringEquals = { "b:aud" = "ari:cloud:bitbucket::workspace/{2c3d}" }, StringLike = { "b:sub" = "{2c3d}:*" } },
        { StringEquals = { "b:aud" = "ari:cloud:bitbucket::workspace/2c3d" }, StringLike = { "b:sub" = ["{0a1b}:*", "{2c3d}:*"] } },
        { StringEquals = { "b:aud" = "ari:cloud:bitbucket::workspace/2c3d" } },
      ] : workspace_taken_for_repository({ conditions = conditions_in(condition) })
    ]
    is = [true, true, false, false]
  }
}

function "can_be_taken" {
  summary = "Whether a role's trust policy lets some step take it by its token, one that deploys or one that does not"
  params  = [role, deploys]
  result = anytrue([
    for statement in bitbucket_statements(role) :
    alltrue([for asked in federated_claims(statement) : may_be_met(asked, deploys)]) && !workspace_taken_for_repository(statement)
  ])

  answer "by any step, by deployments, by none" {
    value = [for name in ["any", "deployment", "workspace", "key"] : [for deploys in [false, true] : can_be_taken(aws_iam_role.all[name], deploys)]]
    is    = [[true, true], [false, true], [false, false], [false, false]]

    variable "conditions" {
      default = {
        any        = { aud = "ari:cloud:bitbucket::workspace/2c3d", sub = "{0a1b}:*" }
        deployment = { aud = "ari:cloud:bitbucket::workspace/2c3d", sub = "{0a1b}:{4e5f}:*" }
        workspace  = { aud = "ari:cloud:bitbucket::workspace/2c3d", sub = "{2c3d}:{0a1b}:*" }
        key        = { repositoryUuid = "{0a1b}" }
      }
    }

    resource "aws_iam_role" "all" {
      for_each = var.conditions

      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc" }
          Condition = { StringLike = { for claim, value in each.value : "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc:${claim}" => value } }
        }]
      })
    }
  }
}

function "is_unreviewed" {
  summary = "Whether a step runs what nobody but its author has looked at: of a pull request, of any branch, or of those for work in progress; one that deploys waits for what its environment asks"
  params  = [step]
  result = step.deployment == null && (
    contains(["default", "pull-requests"], step.pipeline.kind) ||
    (step.pipeline.kind == "branches" && length(regexall("^(\\{?\\*|(feature|feat|bugfix|fix|task|dependabot|renovate)/)", step.pipeline.name)) > 0)
  )

  answer "of each kind" {
    value = [for step in resources("bitbucket_step") : is_unreviewed(step)]
    is    = [true, true, true, true, false, false, false, false]

    pipeline = <<YAML
pipelines:
  default:
    - step: &make
        script: [make]
  pull-requests:
    'release/*':
      - step: *make
  branches:
    '**':
      - step: *make
    'feature/*':
      - step: *make
    main:
      - step: *make
    'release/*':
      - step: *make
    '*':
      - step:
          <<: *make
          deployment: staging
  custom:
    any:
      - step: *make
YAML
  }
}

function "takes_power_unreviewed" {
  summary = "Whether a step, unreviewed, takes a role that it can take and that may change infrastructure, see roles_taken_here(); of roles of one name, all of them"
  params  = [step, taken]
  result = length(taken.roles) > 0 && is_unreviewed(step) && alltrue([
    for role in taken.roles : can_be_taken(role, false) && may_change_infrastructure(role)
  ])

  answer "one that is powerful, one that is not, one that it cannot take, and after a review" {
    value = [for step in resources("bitbucket_step") : [for taken in roles_taken_here(step) : takes_power_unreviewed(step, taken)]]
    is    = [[true, false, false], [false, false, false]]

    variable "subjects" {
      default = { deploy = "{0a1b}:*", read = "{0a1b}:*", release = "{0a1b}:{2c3d}:*" }
    }

    resource "aws_iam_role" "all" {
      for_each = var.subjects

      name = each.key
      assume_role_policy = jsonencode({
        Statement = [{
          Effect    = "Allow"
          Action    = "sts:AssumeRoleWithWebIdentity"
          Principal = { Federated = "arn:aws:iam::111122223333:oidc-provider/api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc" }
          Condition = { StringLike = { "api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc:sub" = each.value } }
        }]
      })
    }

    resource "aws_iam_role_policy" "all" {
      for_each = { deploy = "ecs:*", release = "ecs:*", read = "ecs:Describe*" }

      role   = aws_iam_role.all[each.key].id
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = each.value, Resource = "*" }] })
    }

    pipeline = <<YAML
pipelines:
  default:
    - step: &roles
        oidc: true
        script:
          - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
          - export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/deploy
          - export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/read
          - export AWS_ROLE_ARN=arn:aws:iam::111122223333:role/release
  branches:
    main:
      - step: *roles
YAML
  }
}

function "roles_of_production" {
  summary = "The ARNs of the roles that steps take which deploy to production"
  params  = []
  result = flatten([
    for step in resources("bitbucket_step") : [for taken in taken_roles(step) : taken.arn]
    if step.deployment != null && is_stage_of_production(coalesce(step.deployment, "-")) && deploys(step)
  ])

  answer "of a deployment to production, not of one to staging, nor of a plan" {
    value = roles_of_production()
    is    = ["arn:aws:iam::111122223333:role/production"]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        oidc: true
        deployment: staging
        script:
          - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token AWS_ROLE_ARN=arn:aws:iam::111122223333:role/staging
          - terraform apply
    - step:
        oidc: true
        script:
          - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token AWS_ROLE_ARN=arn:aws:iam::111122223333:role/any
          - terraform apply
  custom:
    release:
      - stage:
          deployment: production
          steps:
            - step:
                oidc: true
                script:
                  - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token AWS_ROLE_ARN=arn:aws:iam::111122223333:role/plan
                  - terraform plan
            - step:
                oidc: true
                script:
                  - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token AWS_ROLE_ARN=arn:aws:iam::111122223333:role/production
                  - terraform apply
YAML
  }
}

function "steps_with_roles" {
  summary = "The addresses of the steps that surely take a role by their token"
  params  = []
  result = [
    for step in resources("bitbucket_step") : address(step) if known(length(taken_roles(step)) > 0) && length(taken_roles(step)) > 0
  ]

  answer "one that does, one that may, and one that does not" {
    value = [for address in steps_with_roles() : endswith(address, "step \"Takes\"")]
    is    = [true]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: May
        oidc: true
        script: [./login.sh]
    - step:
        name: Takes
        oidc: true
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: $ROLE
    - step:
        name: Does not
        script: [make]
YAML
  }
}

function "identity_providers_of_bitbucket" {
  summary = "The identity providers for Bitbucket that Terraform declares, or looks up"
  params  = []
  result = [
    for provider in concat(resources("aws_iam_openid_connect_provider"), resources("data.aws_iam_openid_connect_provider")) :
    provider if is_of_bitbucket(provider)
  ]

  answer "declared, looked up, and another" {
    value = [for provider in identity_providers_of_bitbucket() : address(provider)]
    is    = ["aws_iam_openid_connect_provider.a", "data.aws_iam_openid_connect_provider.b"]

    resource "aws_iam_openid_connect_provider" "a" {
      url            = "https://api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
      client_id_list = ["ari:cloud:bitbucket::workspace/01"]
    }

    data "aws_iam_openid_connect_provider" "b" {
      url = "https://api.bitbucket.org/2.0/workspaces/example/pipelines-config/identity/oidc"
    }

    resource "aws_iam_openid_connect_provider" "gitlab" {
      url            = "https://gitlab.com"
      client_id_list = ["https://gitlab.com"]
    }
  }
}
