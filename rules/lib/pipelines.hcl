# Steps of pipelines: the commands and pipes that they run, and as whom.

function "calls_aws" {
  summary = "Whether a command of a step needs credentials of AWS"
  params  = [command]
  result = command.name != null && !contains(["echo", "printf", "cat", "grep", "sed"], command.name) && anytrue([
    for pattern in param.pipeline.aws_command_patterns : length(regexall(pattern, command.text)) > 0
  ])

  answer "the CLI, a registry's image, and what only speaks of it" {
    value = [for command in resources("bitbucket_step")[0].commands : calls_aws(command)]
    is    = [true, true, true, false, false, false, false]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - aws s3 ls
          - AWS_REGION=eu-west-1 sudo /usr/local/bin/aws s3 ls
          - docker push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1
          - docker push app:1
          - echo aws s3 ls
          - npm run aws
          - A=1
YAML
  }
}

function "is_aws_pipe" {
  summary = "Whether a pipe is one of Atlassian's for AWS"
  params  = [pipe]
  result  = matches_any(pipe.name, ["atlassian/aws-*"])

  answer "one of these, and another" {
    value = [for pipe in resources("bitbucket_pipe") : is_aws_pipe(pipe)]
    is    = [true, false]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - pipe: atlassian/aws-ecs-deploy:1.6.0
          - pipe: atlassian/slack-notify:2.0.0
YAML
  }
}

function "step_calls_aws" {
  summary = "Whether a step needs credentials of AWS, for a command or for a pipe"
  params  = [step]
  result = anytrue(concat(
    [for command in step.commands : calls_aws(command)],
    [for pipe in step.pipes : is_aws_pipe(pipe)],
  ))

  answer "by a command, in a script of the repository, by a pipe, not at all, and a script that is not there" {
    value = [for step in resources("bitbucket_step") : step_calls_aws(step)]
    is    = [true, true, true, false, undecided("./deploy.sh")]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Command
        script: [aws s3 ls]
    - step:
        name: Script
        script: [bash scripts/sync.sh]
    - step:
        name: Pipe
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
    - step:
        name: None
        script: [npm test]
    - step:
        name: Absent
        script: [./deploy.sh]
YAML

    file "scripts/sync.sh" {
      text = <<SH
aws s3 sync dist s3://web
SH
    }
  }
}

function "runs_on_own_machine" {
  summary = "Whether a step runs on a runner of one's own, which may have a role by itself"
  params  = [step]
  result  = contains(step.runs_on, "self.hosted")

  answer "its label, and none" {
    value = [for step in resources("bitbucket_step") : runs_on_own_machine(step)]
    is    = [true, false]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Own
        runs-on: [self.hosted, linux]
        script: [make]
    - step:
        name: Cloud
        script: [make]
YAML
  }
}

function "takes_role_by_token" {
  summary = "Whether a command has AWS take the step's token for a role"
  params  = [command]
  result = (contains(keys(command.assignments), "AWS_WEB_IDENTITY_TOKEN_FILE") ||
  length(regexall("assume-role-with-web-identity|web_identity_token_file", command.text)) > 0)

  answer "the file of the SDKs, the call, a profile, and none of these" {
    value = [for command in resources("bitbucket_step")[0].commands : takes_role_by_token(command)]
    is    = [true, true, true, false]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        oidc: true
        script:
          - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
          - aws sts assume-role-with-web-identity --role-arn $ROLE --web-identity-token $BITBUCKET_STEP_OIDC_TOKEN
          - aws configure set web_identity_token_file /tmp/token
          - aws s3 ls
YAML
  }
}

function "aws_keys_in" {
  summary = "Keys of AWS that stand in a text: access key ids, and secrets behind a name that says so; not those of AWS's own documentation"
  params  = [text]
  result = [
    for key in concat(
      regexall("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b", text),
      [for found in regexall("(?i:secret)[A-Za-z_]*[\"']?\\s*[:=\\s]\\s*[\"']?([A-Za-z0-9/+]{40})(?:[^A-Za-z0-9/+=]|$)", text) : found[0]],
    ) : key if length(regexall("EXAMPLE|^[0-9a-f]{40}$", key)) == 0
  ]

  answer "an id, a secret, a commit, and what AWS's documentation has" {
    value = [
      for text in [
        "export AWS_ACCESS_KEY_ID=AKIAZZZZZZZZZZZZZZZZ",
        "aws configure set aws_secret_access_key ZZZZZZZZZZ1234567890/zzzzzzzzzz+++++////",
        "SECRET_COMMIT=0123456789abcdef0123456789abcdef01234567",
        "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE",
        "echo $AWS_SECRET_ACCESS_KEY",
      ] : aws_keys_in(text)
    ]
    is = [["AKIAZZZZZZZZZZZZZZZZ"], ["ZZZZZZZZZZ1234567890/zzzzzzzzzz+++++////"], [], [], []]
  }
}

function "lines_with_aws_keys" {
  summary = "Paths of the lines of a step's scripts in which keys of AWS stand"
  params  = [step]
  result = concat(
    [for i, line in step.script : "script[${i}]" if length(aws_keys_in(line)) > 0],
    [for i, line in step.after_script : "after_script[${i}]" if length(aws_keys_in(line)) > 0],
  )

  answer "in both scripts, and in none" {
    value = [for step in resources("bitbucket_step") : lines_with_aws_keys(step)]
    is    = [["script[1]", "after_script[0]"], []]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Some
        script:
          - aws s3 ls
          - export AWS_ACCESS_KEY_ID=AKIAZZZZZZZZZZZZZZZZ
        after-script:
          - export AWS_ACCESS_KEY_ID=ASIAZZZZZZZZZZZZZZZZ
    - step:
        name: None
        script:
          - aws s3 ls
YAML
  }
}

function "static_key_names" {
  summary = "Names of the variables that hold keys of AWS"
  params  = []
  result  = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]

  answer "both of them" {
    value = static_key_names()
    is    = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]
  }
}

function "uses_static_key" {
  summary = "Whether a command reads, sets or stores a key of AWS"
  params  = [command]
  result = (length(regexall("aws_secret_access_key", command.text)) > 0 || anytrue([
    for name in concat(command.variables, keys(command.assignments)) : contains(static_key_names(), name)
  ]))

  answer "read, set, stored, and neither" {
    value = [for command in resources("bitbucket_step")[0].commands : uses_static_key(command)]
    is    = [true, true, true, false]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - docker build --build-arg KEY=$AWS_ACCESS_KEY_ID .
          - export AWS_SECRET_ACCESS_KEY=$PRODUCTION_SECRET
          - aws configure set aws_secret_access_key $SECRET
          - aws s3 ls
YAML
  }
}

function "commands_with_static_keys" {
  summary = "Paths of the commands of a step that use keys of AWS which are not made for the step"
  params  = [step]
  result = [
    for i, command in step.commands : "commands[${i}]" if uses_static_key(command) && !anytrue([
      for other in step.commands : contains(keys(other.assignments), "AWS_SESSION_TOKEN")
    ])
  ]

  answer "keys of the settings, keys that a role gave, and a script that is not there" {
    value = [for step in resources("bitbucket_step") : commands_with_static_keys(step)]
    is    = [["commands[1]"], [], undecided("./login.sh")]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Settings
        script:
          - npm ci
          - export AWS_ACCESS_KEY_ID=$PRODUCTION_KEY
    - step:
        name: Role
        script:
          - export AWS_ACCESS_KEY_ID=$(jq -r .AccessKeyId role.json)
          - export AWS_SECRET_ACCESS_KEY=$(jq -r .SecretAccessKey role.json)
          - export AWS_SESSION_TOKEN=$(jq -r .SessionToken role.json)
    - step:
        name: Absent
        script:
          - ./login.sh
YAML
  }
}

function "has_static_keys" {
  summary = "Whether a pipe is given keys of AWS that last"
  params  = [pipe]
  result = !contains(keys(pipe.variables), "AWS_SESSION_TOKEN") && anytrue([
    for name in static_key_names() : contains(keys(pipe.variables), name)
  ])

  answer "keys, keys that a role gave, and a role" {
    value = [for pipe in resources("bitbucket_pipe") : has_static_keys(pipe)]
    is    = [true, false, false]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_ACCESS_KEY_ID: $KEY
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_ACCESS_KEY_ID: $KEY
              AWS_SESSION_TOKEN: $TOKEN
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: $ROLE
YAML
  }
}

function "step_has_static_keys" {
  summary = "Whether a step works with keys of AWS that last, in a command or for a pipe"
  params  = [step]
  result  = length(commands_with_static_keys(step)) > 0 || anytrue([for pipe in step.pipes : has_static_keys(pipe)])

  answer "in a command, for a pipe, and in an after-script, which works alone" {
    value = [for step in resources("bitbucket_step") : step_has_static_keys(step)]
    is    = [true, true, false]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Command
        script:
          - export AWS_SECRET_ACCESS_KEY=$SECRET
    - step:
        name: Pipe
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_ACCESS_KEY_ID: $KEY
    - step:
        name: Text
        script: [make]
        after-script:
          - echo AKIAZZZZZZZZZZZZZZZZ > key
YAML
  }
}

function "surely_has_static_keys" {
  summary = "Whether that a step works with keys of AWS that last, see step_has_static_keys(), is known: what may excuse something excuses nothing"
  params  = [step]
  result  = known(step_has_static_keys(step)) && step_has_static_keys(step)

  answer "in a command, beside a script that is not there, and in that script at most" {
    value = [for step in resources("bitbucket_step") : surely_has_static_keys(step)]
    is    = [true, false]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Command
        script:
          - export AWS_SECRET_ACCESS_KEY=$SECRET
          - aws s3 ls
    - step:
        name: Script
        script:
          - ./deploy.sh
          - aws s3 ls
YAML
  }
}

function "runs_terraform" {
  summary = "Whether a command runs Terraform, or a program like it, with one of these subcommands"
  params  = [command, subcommands]
  result = contains(param.pipeline.tf_commands, coalesce(command.name, "-")) && anytrue([
    for word in command.words : contains(subcommands, word)
  ])

  answer "with one of these, with another, and another program" {
    value = [for command in resources("bitbucket_step")[0].commands : runs_terraform(command, ["apply", "destroy"])]
    is    = [true, false, false, false]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - terraform -chdir=infra apply plan.tfplan
          - terraform plan
          - echo apply
          - A=apply
YAML
  }
}

function "deploys" {
  summary = "Whether a step changes what runs: infrastructure, services, or where traffic goes"
  params  = [step]
  result = anytrue(concat(
    [for command in step.commands : runs_terraform(command, ["apply", "destroy"])],
    [
      for command in step.commands :
      length(regexall("^(\\S*/)?aws\\s.*\\b(update-service|create-deployment|modify-listener|modify-rule|create-service)\\b", command.text)) > 0
    ],
    [
      for pipe in step.pipes :
      matches_any(pipe.name, ["atlassian/aws-*-deploy", "atlassian/aws-code-deploy", "atlassian/aws-elasticbeanstalk-*"])
    ],
  ))

  answer "infrastructure, a service, a pipe, and a plan" {
    value = [for step in resources("bitbucket_step") : deploys(step)]
    is    = [true, true, true, false]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Infrastructure
        script: [terraform apply plan.tfplan]
    - step:
        name: Service
        script: [aws ecs update-service --cluster web --service api --force-new-deployment]
    - step:
        name: Pipe
        script:
          - pipe: atlassian/aws-ecs-deploy:1.6.0
    - step:
        name: Plan
        script: [terraform plan, aws ecs describe-services --services update]
YAML
  }
}

function "terraform_inputs" {
  summary = "What the Terraform commands of a step are told apart by: directory, var files, backend configuration, workspace"
  params  = [step]
  result = join(", ", distinct(flatten([
    for command in step.commands : concat(
      ["in ${command.directory}"],
      [for word in command.words : word if anytrue([
        for option in ["var-file", "backend-config", "chdir", "state"] : startswith(trimprefix(word, "-"), "-${option}") || startswith(word, "-${option}")
      ])],
      [for i, word in command.words : "workspace ${word}" if i > 2 && contains(command.words, "workspace")],
      ["workspace ${lookup(command.environment, "TF_WORKSPACE", "default")}"],
    ) if contains(param.pipeline.tf_commands, coalesce(command.name, "-"))
  ])))

  answer "var file, workspace, directory, a variable's value, and an input" {
    value = [for step in resources("bitbucket_step") : terraform_inputs(step)]
    is = [
      "in ., --var-file=staging.tfvars, workspace default",
      "in ., workspace staging, workspace default",
      "in envs/staging, workspace blue",
      "in ., -var-file=staging.tfvars, workspace default",
      undecided("$STAGE"),
      "",
    ]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: File
        script: [terraform apply --var-file=staging.tfvars]
    - step:
        name: Workspace
        script: [terraform workspace select staging]
    - step:
        name: Directory
        script: [cd envs/staging, export TF_WORKSPACE=blue, terraform apply]
    - step:
        name: Variable
        deployment: staging
        script: [terraform apply -var-file=$BITBUCKET_DEPLOYMENT_ENVIRONMENT.tfvars]
    - step:
        name: Input
        script: [terraform apply -var-file=$STAGE.tfvars]
    - step:
        name: None
        script: [npm test]
YAML
  }
}

function "skips_lock" {
  summary = "Whether a command of Terraform leaves the state unlocked: by -lock=false, written out or in TF_CLI_ARGS"
  params  = [command]
  result = anytrue(concat(
    [
      for word in command.words : contains(flatten([for value in ["0", "f", "F", "false", "False", "FALSE"] : ["-lock=${value}", "--lock=${value}"]]), word)
    ],
    [
      for name, value in command.environment : length(regexall("(^|\\s)--?lock=(0|f|F|false|False|FALSE)(\\s|$)", value)) > 0
      if name == "TF_CLI_ARGS" || (startswith(name, "TF_CLI_ARGS_") && contains(command.words, trimprefix(name, "TF_CLI_ARGS_")))
    ],
  ))

  answer "by an option, by a variable for all, for one subcommand, for another; by nothing, by what is not known" {
    value = [for command in resources("bitbucket_step")[0].commands : skips_lock(command) if command.name == "terraform"]
    is    = [true, true, false, false, undecided("$EXTRA"), true, false, true, false]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - terraform apply -lock=false plan.tfplan
          - terraform -chdir=infra destroy --lock=0
          - terraform apply -lock=true -lock-timeout=60s
          - terraform -chdir=envs/$STAGE apply -var="a=$A" -out=$BITBUCKET_CLONE_DIR/x
          - terraform apply $EXTRA
          - ARGS="-lock=false -auto-approve"
          - terraform apply $ARGS
          - export TF_CLI_ARGS_apply="-input=false -lock=false"
          - terraform plan
          - terraform apply
          - unset TF_CLI_ARGS_apply
          - TF_CLI_ARGS=-no-color terraform apply
YAML
  }
}

function "terraform_commands" {
  summary = "The commands of a step that run Terraform with one of these subcommands: {command, place}, place being its path"
  params  = [step, subcommands]
  result = [
    for i, command in step.commands : { command = command, place = "commands[${i}]" } if runs_terraform(command, subcommands)
  ]

  answer "one of them" {
    value = [for found in terraform_commands(resources("bitbucket_step")[0], ["plan"]) : [found.place, found.command.text]]
    is    = [["commands[1]", "terraform plan"]]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - terraform init
          - terraform plan
YAML
  }
}

function "network_of_task" {
  summary = "What a command of the CLI gives tasks of ECS as their network, as far as it is known; null for other commands"
  params  = [command]
  result = concat(
    [
      for found in regexall("--network-configuration(?:=|[\\s\\\\]+)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^\\s\"']+))", command.text) :
      expanded_by(coalesce(found...), command.environment)
      if command.name == "aws" && length(regexall("\\secs\\s+(run-task|create-service|update-service|create-task-set)\\s", command.text)) > 0
    ],
    [null],
  )[0]

  answer "in each form, and of other commands" {
    value = [for command in resources("bitbucket_step")[0].commands : network_of_task(command)]
    is    = ["a=[b],assignPublicIp=ENABLED", "{a: 1}", "a={b,c}", null, null, null, undecided("$NETWORK")]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - aws ecs run-task --network-configuration "a=[b],assignPublicIp=ENABLED" --count 1
          - "aws ecs create-service --network-configuration='{a: 1}'"
          - |
            aws ecs update-service \
              --network-configuration \
                a={b,c}
          - aws ecs run-task --cluster web
          - echo aws ecs run-task --network-configuration x
          - aws events put-targets --network-configuration x
          - aws ecs run-task --network-configuration "$NETWORK"
YAML
  }
}

function "gives_public_address" {
  summary = "Whether a network that tasks are given, see network_of_task(), has public addresses; not known of one in a file, or where a variable says so"
  params  = [network]
  result = (
    startswith(network, "file://") ? undecided(network) :
    anytrue([for piece in literals(network) : length(regexall("assignPublicIp[\\\\\"'\\s]*[=:][\\\\\"'\\s]*ENABLED", piece)) > 0]) ? true :
    length(literals(network)) == 0 || anytrue([for piece in literals(network) : length(regexall("assignPublicIp[\\\\\"'\\s]*[=:][\\\\\"'\\s]*$", piece)) > 0]) ?
    strcontains(network, "ENABLED") : false
  )

  answer "the short form, JSON, neither, what stands elsewhere" {
    value = [
      for network in [
        "awsvpcConfiguration={subnets=[a],assignPublicIp=ENABLED}", "{\\\"assignPublicIp\\\": \\\"ENABLED\\\"}", "{'assignPublicIp':'DISABLED'}",
        "awsvpcConfiguration={subnets=[a]}", "file://a.json", aws_ssm_parameter.a.value, aws_ssm_parameter.b.value, aws_ssm_parameter.c.value,
      ] : gives_public_address(network)
    ]
    is = [true, true, false, false, undecided("file://a.json"), undecided("var.a"), undecided("var.a"), false]

    variable "a" {
      type = string
    }

    resource "aws_ssm_parameter" "a" {
      value = var.a
    }

    resource "aws_ssm_parameter" "b" {
      value = "awsvpcConfiguration={assignPublicIp=${var.a}}"
    }

    resource "aws_ssm_parameter" "c" {
      value = "awsvpcConfiguration={subnets=[${var.a}]}"
    }
  }
}
