rule "aws-step-without-oidc" {
  summary  = "A pipeline step calls AWS without asking for a token of its own"
  severity = "high"
  clauses  = ["A8.3.1"]
  since    = "0.1"

  why    = "A step that has oidc proves to AWS which repository and environment it runs for, and gets credentials that end with it. Any other way of calling AWS needs keys that last, in the pipeline's settings, where whoever may change a branch can read them."
  remedy = "Set oidc: true on the step, and have it take a role by its token: AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE, or AWS_OIDC_ROLE_ARN of a pipe."

  target        = "bitbucket_step"
  when          = !runs_on_own_machine(self) && step_calls_aws(self) && !surely_has_static_keys(self) # which is said of it
  condition     = self.oidc
  error_message = "Step \"${coalesce(self.name, self.position)}\" calls AWS without oidc."

  fail "the CLI, and a pipe" {
    pipeline = <<YAML
pipelines:
  branches:
    main:
      - step: # finding: calls AWS without oidc
          name: Sync
          script:
            - aws s3 sync dist s3://web
      - step:
          name: Deploy
          oidc: false # finding
          script:
            - pipe: atlassian/aws-ecs-deploy:1.6.0
              variables:
                CLUSTER_NAME: web
YAML
  }

  pass "with a token, and what does not call AWS" {
    pipeline = <<YAML
pipelines:
  branches:
    main:
      - step:
          name: Sync
          oidc: true
          script:
            - export AWS_ROLE_ARN=arn:aws:iam::123456789012:role/deploy
            - export AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
            - echo $BITBUCKET_STEP_OIDC_TOKEN > /tmp/token
            - aws s3 sync dist s3://web
      - step: # not applicable
          name: Test
          script:
            - npm test
      - step: # not applicable
          name: Own machine
          runs-on: [self.hosted, linux]
          script:
            - aws s3 sync dist s3://web
      - step: # not applicable
          name: Keys
          script:
            - export AWS_ACCESS_KEY_ID=$KEY AWS_SECRET_ACCESS_KEY=$SECRET
            - aws s3 sync dist s3://web
YAML
  }

  undecided "a script that the repository does not have" {
    pipeline = <<YAML
pipelines:
  default:
    - step: # undecided
        name: Deploy
        script:
          - ./deploy.sh
YAML
  }
}

rule "oidc-step-without-role" {
  summary  = "A pipeline step asks for a token and calls AWS, but takes no role by it"
  severity = "high"
  clauses  = ["A8.3.1"]
  since    = "0.1"

  why    = "The token alone is no credential of AWS: commands that do not exchange it for a role use whatever else they find, which is keys in the pipeline's settings."
  remedy = "Write the token to a file and name it in AWS_WEB_IDENTITY_TOKEN_FILE, with the role in AWS_ROLE_ARN."

  target        = "bitbucket_step"
  when          = self.oidc && anytrue([for command in self.commands : calls_aws(command)]) && !surely_has_static_keys(self) # which is said of it
  condition     = anytrue([for command in self.commands : takes_role_by_token(command)])
  error_message = "Step \"${coalesce(self.name, self.position)}\" has a token and calls AWS, but takes no role."

  fail "the token is not used" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Sync
        oidc: true
        script: # finding
          - aws s3 sync dist s3://web
YAML
  }

  pass "the token's file, and a role by the call" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: File
        oidc: true
        script:
          - export AWS_ROLE_ARN=$DEPLOY_ROLE AWS_WEB_IDENTITY_TOKEN_FILE=/tmp/token
          - echo $BITBUCKET_STEP_OIDC_TOKEN > /tmp/token
          - aws s3 sync dist s3://web
    - step:
        name: Call
        oidc: true
        script:
          - aws sts assume-role-with-web-identity --role-arn $DEPLOY_ROLE --web-identity-token $BITBUCKET_STEP_OIDC_TOKEN > role.json
    - step: # not applicable
        name: No token
        script:
          - aws s3 sync dist s3://web
    - step: # not applicable
        name: Keys
        oidc: true
        script:
          - aws configure set aws_secret_access_key $SECRET
          - aws s3 sync dist s3://web
    - step: # not applicable
        name: Another cloud
        oidc: true
        script:
          - gcloud auth login --cred-file=token
YAML
  }

  undecided "a script that the repository does not have may take it" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Sync
        oidc: true
        script: # undecided
          - source login.sh
          - aws s3 sync dist s3://web
YAML
  }
}

rule "aws-pipe-without-role" {
  summary  = "A pipe for AWS is given no role to take"
  severity = "high"
  clauses  = ["A8.3.1"]
  since    = "0.1"

  why    = "Atlassian's pipes for AWS take the role in AWS_OIDC_ROLE_ARN by the step's token. Without it they need keys that last."
  remedy = "Give the pipe AWS_OIDC_ROLE_ARN."

  target        = "bitbucket_pipe"
  when          = is_aws_pipe(self) && !has_static_keys(self) # which is said of it
  condition     = contains(keys(self.variables), "AWS_OIDC_ROLE_ARN") || contains(keys(self.variables), "AWS_SESSION_TOKEN")
  error_message = "Pipe ${self.name} is given no role."

  fail "keys of the settings" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        oidc: true
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables: # finding
              S3_BUCKET: web
              LOCAL_PATH: dist
YAML
  }

  pass "a role, keys that a role gave, and a pipe for something else" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Role
        oidc: true
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_OIDC_ROLE_ARN: $DEPLOY_ROLE
              S3_BUCKET: web
    - step:
        name: Keys
        oidc: true
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              AWS_ACCESS_KEY_ID: $AWS_ACCESS_KEY_ID
              AWS_SECRET_ACCESS_KEY: $AWS_SECRET_ACCESS_KEY
              AWS_SESSION_TOKEN: $AWS_SESSION_TOKEN
              S3_BUCKET: web
    - step:
        name: Lasting keys
        script:
          - pipe: atlassian/aws-s3-deploy:2.0.0 # not applicable
            variables:
              AWS_ACCESS_KEY_ID: $AWS_ACCESS_KEY_ID
              AWS_SECRET_ACCESS_KEY: $AWS_SECRET_ACCESS_KEY
              S3_BUCKET: web
    - step:
        name: Else
        script:
          - pipe: atlassian/slack-notify:2.0.0 # not applicable
            variables:
              MESSAGE: done
YAML
  }

  undecided "a pipe whose name is a variable" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        oidc: true
        script:
          - pipe: $DEPLOY_PIPE
            variables: # undecided
              S3_BUCKET: web
YAML
  }
}
