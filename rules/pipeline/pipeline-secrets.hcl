# Secrets that stand in a pipeline file, used or not: whoever can read the repository has them.

function "places_or_none" {
  summary = "Paths of those of a file's texts whose numbers are given; null alone if there are none"
  params  = [numbers]
  result  = length(numbers) > 0 ? [for number in numbers : "texts[${number}]"] : [null]
}

rule "webhook-in-pipeline-file" {
  summary  = "A webhook that lets everybody in who knows it stands in a pipeline file"
  severity = "high"
  clauses  = ["A7.5.4"]
  since    = "0.1"
  why      = "Whoever can read the repository, or its history, can write to the channel in the pipeline's name."
  remedy   = "Keep the URL in a secured variable of the pipeline, and make a new webhook."

  target        = "bitbucket_file"
  for_each      = places_or_none([for i, text in self.texts : i if has_secret_url(text.text)])
  condition     = each.value == null
  error_message = "A webhook that lets everybody in who knows it stands in ${self.path}."
  at            = argument(self, coalesce(each.value, "path"))
  secret        = true

  fail "in a script that runs, in one that nothing uses, in a variable of a pipe" {
    pipeline = <<YAML
definitions:
  scripts:
    - &unused curl -d done https://hooks.slack.com/workflows/ZZZZZZZZZ/ZZZZZZZZZZZ/000000000000 # finding
pipelines:
  default:
    - step:
        script:
          - make
          - curl -d done https://hooks.slack.com/triggers/ZZZZZZZZZ/0000000000000/ZZZZZZZZZZZ # finding: stands in example/bitbucket-pipelines.yml
          - pipe: atlassian/slack-notify:2.0.0
            variables:
              WEBHOOK_URL: https://hooks.slack.com/triggers/ZZZZZZZZZ/0000000000000/ZZZZZZZZZZZ # finding
YAML
  }

  pass "a variable, and the address alone" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - pipe: atlassian/slack-notify:2.0.0
            variables:
              WEBHOOK_URL: $SLACK_WEBHOOK
              MESSAGE: see https://hooks.slack.com/
YAML
  }
}

rule "token-in-pipeline-file" {
  summary  = "A token, a private key or a password stands in a pipeline file"
  severity = "critical"
  since    = "0.1"
  why      = "Whoever can read the repository, or its history, has it."
  remedy   = "Revoke it now, take it out of the history, and keep the new one in a secured variable of the pipeline."

  target        = "bitbucket_file"
  for_each      = places_or_none([for i, text in self.texts : i if length(tokens_in(text.text)) > 0 || has_password_for_host(text.text) || has_password_for_login(text.text)])
  condition     = each.value == null
  error_message = "A token, a private key or a password stands in ${self.path}."
  at            = argument(self, coalesce(each.value, "path"))
  secret        = true

  fail "a private key in a script, a password in a URL of a service" {
    pipeline = <<YAML
definitions:
  services:
    cache:
      image: redis:7
      variables:
        UPSTREAM: rediss://web:hunter22@cache.shop.com:6379 # finding: stands in example/bitbucket-pipelines.yml
pipelines:
  default:
    - step:
        script:
          - | # finding
            cat > key.pem <<KEY
            -----BEGIN EC PRIVATE KEY-----
            MHcCAQEEIAAAAAAAAAAAAAAAAAAA
            -----END EC PRIVATE KEY-----
            KEY
          - git push https://ci:hunter22@bitbucket.org/shop/web.git # finding
          - echo "hunter22" | docker login --username web --password-stdin # finding
YAML
  }

  pass "variables, and passwords of a test's own machines" {
    pipeline = <<YAML
definitions:
  services:
    db:
      image: postgres:16
      variables:
        POSTGRES_PASSWORD: test
pipelines:
  default:
    - step:
        script:
          - export DATABASE_URL=postgres://postgres:test@localhost:5432/test
          - git push https://x-token-auth:$TOKEN@bitbucket.org/shop/web.git
          - echo "$KEY" > key.pem
YAML
  }
}

rule "aws-key-in-unused-pipeline-text" {
  summary  = "A key of AWS stands in a pipeline file, where no step uses it"
  severity = "critical"
  clauses  = ["A8.3.2"]
  since    = "0.1"
  why      = "Whoever can read the repository, or its history, has the key."
  remedy   = "Revoke the key now, and take it out of the history."

  target = "bitbucket_file"
  for_each = places_or_none([
    for i, text in self.texts : i
    if length(aws_keys_in("${coalesce(text.name, "-")}=${text.text}")) > 0 && !contains(judged_texts(), text.text)
  ])
  condition     = each.value == null
  error_message = "A key of AWS stands in ${self.path}, where no step uses it."
  at            = argument(self, coalesce(each.value, "path"))
  secret        = flatten([for i, text in self.texts : aws_keys_in("${coalesce(text.name, "-")}=${text.text}") if "texts[${i}]" == each.value])

  fail "a step that nothing uses, a key beside the pipelines, an image" {
    pipeline = <<YAML
x-settings:
  aws_secret_access_key: ZZZZZZZZZZ1234567890/zzzzzzzzzz+++++//// # finding: where no step uses it
definitions:
  steps:
    - step: &old
        script:
          - export AWS_ACCESS_KEY_ID=AKIAZZZZZZZZZZZZZZZZ # finding
pipelines:
  default:
    - step:
        image:
          name: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/build:1
          aws:
            access-key: AKIAZZZZZZZZZZZZZZZZ # finding
            secret-key: $SECRET
        script: [make]
YAML
  }

  pass "what steps use is another rule's; AWS's own example" {
    pipeline = <<YAML
definitions:
  scripts:
    - &key export AWS_ACCESS_KEY_ID=AKIAZZZZZZZZZZZZZZZZ
    - &example export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
pipelines:
  default:
    - step:
        script:
          - *key
YAML
  }
}
