rule "aws-key-in-pipeline-script" {
  summary  = "A key of AWS stands in a pipeline's script"
  severity = "critical"
  clauses  = ["A8.3.2"]
  since    = "0.1"

  why    = "Whoever can read the repository, or its history, has the key."
  remedy = "Revoke the key now, take it out of the history, and let the step take a role by its token."

  target        = "bitbucket_step"
  condition     = length(lines_with_aws_keys(self)) == 0
  error_message = "A key of AWS stands in the script of step \"${coalesce(self.name, self.position)}\"."
  at            = argument(self, lines_with_aws_keys(self)[0])
  secret        = aws_keys_in([for line in concat(self.script, self.after_script) : line if length(aws_keys_in(line)) > 0][0])

  fail "an id in a script, a secret in an after-script" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Id
        script:
          - npm ci
          - export AWS_ACCESS_KEY_ID=AKIAZZZZZZZZZZZZZZZZ # finding
    - step:
        name: Secret
        script:
          - aws s3 ls
        after-script:
          - aws configure set aws_secret_access_key ZZZZZZZZZZ1234567890/zzzzzzzzzz+++++//// # finding
YAML
  }

  pass "variables, and AWS's own example" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - export AWS_ACCESS_KEY_ID=$PRODUCTION_KEY
          - echo "keys look like AKIAIOSFODNN7EXAMPLE"
YAML
  }
}

rule "aws-key-in-pipeline-variable" {
  summary  = "A key of AWS stands in the variables of a pipe or a service"
  severity = "critical"
  clauses  = ["A8.3.2"]
  since    = "0.1"

  why    = "Whoever can read the repository, or its history, has the key."
  remedy = "Revoke the key now, take it out of the history, and let the step take a role by its token."

  target    = ["bitbucket_pipe", "bitbucket_service"]
  condition = alltrue([
    for name, value in self.variables : !known(value) || length(aws_keys_in("${name}=${jsonencode(value)}")) == 0
  ])
  error_message = "A key of AWS stands in the variables of ${address(self)}."
  at            = self.variables
  secret        = flatten([for name, value in self.variables : aws_keys_in("${name}=${jsonencode(value)}") if known(value)])

  fail "of a pipe, and of a service" {
    pipeline = <<YAML
definitions:
  services:
    localstack:
      image: localstack/localstack:3
      variables: # finding
        AWS_ACCESS_KEY_ID: AKIAZZZZZZZZZZZZZZZZ
pipelines:
  default:
    - step:
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables: # finding
              AWS_SECRET_ACCESS_KEY: ZZZZZZZZZZ1234567890/zzzzzzzzzz+++++////
              S3_BUCKET: web
YAML
  }

  pass "variables of the settings" {
    pipeline = <<YAML
definitions:
  services:
    localstack:
      image: localstack/localstack:3
      variables:
        AWS_ACCESS_KEY_ID: test
pipelines:
  default:
    - step:
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: $DEPLOY_ROLE
              EXTRA_ARGS: [--delete, $MORE]
YAML
  }
}

rule "static-aws-keys-in-pipeline" {
  summary  = "A pipeline step works with keys of AWS that last"
  severity = "high"
  clauses  = ["A8.3.2"]
  since    = "0.1"

  why    = "Keys in a pipeline's settings do not end with the step, and whoever may change a branch can read them."
  remedy = "Let the step take a role by its token (oidc: true), and delete the keys."

  target        = "bitbucket_step"
  when          = length(flatten([for line in self.script : aws_keys_in(line)])) == 0 # else a key stands in it, which is said of it
  condition     = length(commands_with_static_keys(self)) == 0
  error_message = "Step \"${coalesce(self.name, self.position)}\" works with keys of AWS that last."
  at            = argument(self, commands_with_static_keys(self)[0])

  fail "set from the settings, and handed on" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Set
        script:
          - npm ci
          - export AWS_ACCESS_KEY_ID=$PRODUCTION_KEY AWS_SECRET_ACCESS_KEY=$PRODUCTION_SECRET # finding
          - aws s3 sync dist s3://web
    - step:
        name: Handed on
        script:
          - docker run -e KEY=$AWS_ACCESS_KEY_ID app:1 # finding
YAML
  }

  pass "a role, and keys that it gives" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Role
        oidc: true
        script:
          - export AWS_ROLE_ARN=$DEPLOY_ROLE AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
          - aws s3 sync dist s3://web
    - step:
        name: Keys
        oidc: true
        script:
          - export AWS_ACCESS_KEY_ID=$(jq -r .Credentials.AccessKeyId role.json)
          - export AWS_SECRET_ACCESS_KEY=$(jq -r .Credentials.SecretAccessKey role.json)
          - export AWS_SESSION_TOKEN=$(jq -r .Credentials.SessionToken role.json)
    - step: # not applicable
        name: Written
        script:
          - export AWS_ACCESS_KEY_ID=AKIAZZZZZZZZZZZZZZZZ
          - aws s3 sync dist s3://web
YAML
  }

  undecided "a script that the repository does not have" {
    pipeline = <<YAML
pipelines:
  default:
    - step: # undecided
        script:
          - source login.sh
YAML
  }
}

rule "static-aws-keys-for-pipe" {
  summary  = "A pipe is given keys of AWS that last"
  severity = "high"
  clauses  = ["A8.3.2"]
  since    = "0.1"

  why    = "Keys in a pipeline's settings do not end with the step, and whoever may change a branch can read them."
  remedy = "Give the pipe AWS_OIDC_ROLE_ARN instead, and delete the keys."

  target        = "bitbucket_pipe"
  condition     = !has_static_keys(self)
  error_message = "Pipe ${self.name} is given keys of AWS that last."
  at            = self.variables

  fail "keys of the settings" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables: # finding
              AWS_ACCESS_KEY_ID: $AWS_ACCESS_KEY_ID
              AWS_SECRET_ACCESS_KEY: $AWS_SECRET_ACCESS_KEY
              S3_BUCKET: web
          - pipe: atlassian/aws-cloudfront-invalidate:0.8.0
            variables: # finding
              AWS_ACCESS_KEY_ID: $AWS_ACCESS_KEY_ID
YAML
  }

  pass "a role, keys that a role gave, and a pipe for something else" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: $DEPLOY_ROLE
          - pipe: atlassian/aws-cloudfront-invalidate:0.8.0
            variables:
              AWS_ACCESS_KEY_ID: $AWS_ACCESS_KEY_ID
              AWS_SECRET_ACCESS_KEY: $AWS_SECRET_ACCESS_KEY
              AWS_SESSION_TOKEN: $AWS_SESSION_TOKEN
          - pipe: atlassian/slack-notify:2.0.0
YAML
  }
}

rule "static-aws-keys-for-image" {
  summary  = "An image of a pipeline is pulled with keys of AWS that last"
  severity = "high"
  clauses  = ["A8.3.2"]
  since    = "0.1"

  why    = "Keys in a pipeline's settings do not end with the step, and whoever may change a branch can read them."
  remedy = "Name a role in the image's aws: oidc-role, and delete the keys."

  target        = "bitbucket_image"
  condition     = self.access_key == null && self.secret_key == null
  error_message = "Image ${self.name} is pulled with keys of AWS that last."

  fail "of the file, and of a step" {
    pipeline = <<YAML
image:
  name: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/build:1
  aws:
    access-key: $AWS_ACCESS_KEY_ID # finding
pipelines:
  default:
    - step:
        image:
          name: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/build:1
          aws:
            secret-key: $AWS_SECRET_ACCESS_KEY # finding
        script: [make]
YAML
  }

  pass "a role, and an image that anybody may pull" {
    pipeline = <<YAML
image: node:20
pipelines:
  default:
    - step:
        image:
          name: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/build:1
          aws:
            oidc-role: arn:aws:iam::123456789012:role/build
        script: [make]
YAML
  }
}
