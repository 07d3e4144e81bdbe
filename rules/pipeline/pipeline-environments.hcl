rule "deploy-step-without-environment" {
  summary  = "A pipeline step deploys without naming an environment"
  severity = "medium"
  clauses  = ["A8.3.5"]
  since    = "0.1"

  why    = "Bitbucket gives variables, permissions and locks by deployment environment. A step that names none deploys with the same settings everywhere, whoever starts it, and beside another one that is under way."
  remedy = "Set deployment on the step or on its stage."

  target        = "bitbucket_step"
  when          = deploys(self)
  condition     = self.deployment != null
  error_message = "Step \"${coalesce(self.name, self.position)}\" deploys, but names no environment."

  fail "infrastructure, and a service" {
    pipeline = <<YAML
pipelines:
  default:
    - step: # finding
        name: Apply
        script:
          - terraform apply plan.tfplan
    - step: # finding
        name: Deploy
        script:
          - aws ecs update-service --cluster web --service api
YAML
  }

  pass "of the step, of its stage, and what does not deploy" {
    pipeline = <<YAML
pipelines:
  default:
    - step: # not applicable
        name: Plan
        script:
          - terraform plan
    - step:
        name: Apply
        deployment: staging
        script:
          - terraform apply plan.tfplan
    - stage:
        name: Production
        deployment: production
        steps:
          - step:
              name: Deploy
              script:
                - aws ecs update-service --cluster web --service api
YAML
  }

  undecided "a script that the repository does not have" {
    pipeline = <<YAML
pipelines:
  default:
    - step: # undecided
        script:
          - ./release.sh
YAML
  }
}

rule "deployment-to-unlisted-environment" {
  summary  = "A pipeline deploys to an environment that there is not to be"
  severity = "low"
  clauses  = ["A8.3.5"]
  since    = "0.1"

  why    = "Settings and permissions are kept for the environments that are known by name. Another name, or the same in other letters, is another environment, without any of them."
  remedy = "Name one of the environments, or add this one to pipeline.environments."

  target        = "bitbucket_step"
  when          = self.deployment != null
  condition     = contains(param.pipeline.environments, self.deployment)
  error_message = "Step \"${coalesce(self.name, self.position)}\" deploys to ${self.deployment}, which is none of ${join(", ", param.pipeline.environments)}."

  fail "another one, and one in other letters" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Sandbox
        deployment: sandbox # finding
        script: [make deploy]
    - stage:
        deployment: Production # finding
        steps:
          - step:
              name: Production
              script: [make deploy]
YAML
  }

  pass "those that are listed, and none" {
    parameters = {
      "pipeline.environments" = ["live"]
    }

    pipeline = <<YAML
pipelines:
  default:
    - step: # not applicable
        name: Build
        script: [make]
    - step:
        name: Live
        deployment: live
        script: [make deploy]
YAML
  }
}

rule "environments-sharing-terraform-inputs" {
  summary  = "Steps for two environments run Terraform with the same inputs"
  severity = "medium"
  clauses  = ["A8.3.5"]
  since    = "0.1"

  why    = "Steps that choose the same directory, var files, backend and workspace work on one and the same infrastructure, whatever environment they say they are for."
  remedy = "Choose var file and backend, directory or workspace by environment: -var-file=$BITBUCKET_DEPLOYMENT_ENVIRONMENT.tfvars."

  target = "bitbucket_step"
  when = self.deployment != null && anytrue([
    for command in self.commands : runs_terraform(command, ["plan", "apply", "destroy"])
  ])
  condition = alltrue([
    for other in resources("bitbucket_step") : terraform_inputs(self) != terraform_inputs(other)
    if other.deployment != null && other.deployment != self.deployment
  ])
  error_message = "Step \"${coalesce(self.name, self.position)}\" runs Terraform for ${self.deployment} with the inputs of another environment."
  at            = self.script

  fail "nothing tells them apart" {
    pipeline = <<YAML
pipelines:
  branches:
    staging:
      - step:
          name: Staging
          deployment: staging
          script: # finding
            - terraform init
            - terraform apply -auto-approve
    main:
      - step:
          name: Production
          deployment: production
          script: # finding
            - terraform init
            - terraform apply -auto-approve
      - step: # not applicable
          name: Plan
          script:
            - terraform plan
      - step: # not applicable
          name: Smoke test
          deployment: test
          script:
            - npm run smoke
YAML
  }

  pass "var files by the environment's name, and a step that several pipelines have" {
    pipeline = <<YAML
pipelines:
  branches:
    staging:
      - step:
          name: Staging
          deployment: staging
          script:
            - terraform apply -var-file=$BITBUCKET_DEPLOYMENT_ENVIRONMENT.tfvars
    main:
      - step:
          name: Production
          deployment: production
          script:
            - terraform apply -var-file=$BITBUCKET_DEPLOYMENT_ENVIRONMENT.tfvars
  custom:
    again:
      - step:
          name: Production
          deployment: production
          script:
            - terraform apply -var-file=$BITBUCKET_DEPLOYMENT_ENVIRONMENT.tfvars
      - step:
          name: Bare
          script:
            - terraform apply -var-file=production.tfvars
YAML
  }

  undecided "a var file by a variable of the settings" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Staging
        deployment: staging
        script: # undecided
          - terraform apply -var-file=$STAGE.tfvars
    - step:
        name: Production
        deployment: production
        script: # undecided
          - terraform apply -var-file=production.tfvars
YAML
  }
}

rule "environment-nobody-deploys-to" {
  summary  = "Pipelines deploy, but not to each of the environments"
  severity = "medium"
  clauses  = ["A8.3.5"]
  since    = "0.1"

  why    = "What no pipeline deploys to is deployed by hand, with whatever settings are at hand, or is not there to try things out."
  remedy = "Add a step or stage with that deployment, or take the environment out of pipeline.environments."

  target   = "bitbucket_file"
  when     = anytrue([for step in resources("bitbucket_step") : deploys(step)])
  for_each = param.pipeline.environments
  condition = anytrue(concat(
    [for step in resources("bitbucket_step") : step.deployment == each.value],
    [for pipeline in resources("bitbucket_pipeline") : undecided("what ${address(pipeline)} imports") if pipeline.imported],
  ))
  error_message = "Nobody deploys to ${each.value}."

  fail "one of two" {
    pipeline = <<YAML
image: node:20
pipelines: # finding: Nobody deploys to staging.
  default:
    - step:
        name: Build
        script: [make]
    - step:
        name: Release
        deployment: production
        script: [aws ecs update-service --cluster web --service api]
YAML
  }

  pass "both, in steps and in stages; what does not deploy" {
    pipeline = <<YAML
pipelines:
  branches:
    staging:
      - step:
          deployment: staging
          script: [terraform apply plan.tfplan]
    main:
      - stage:
          deployment: production
          steps:
            - step:
                script: [terraform apply plan.tfplan]
YAML
  }

  pass "what does not deploy" {
    pipeline = <<YAML
pipelines: # not applicable
  default:
    - step:
        script: [make]
YAML
  }

  undecided "what is imported" {
    pipeline = <<YAML
pipelines: # undecided: what pipelines.branches.staging imports
  branches:
    staging:
      import: shared:main:deploy
    main:
      - step:
          deployment: production
          script: [terraform apply plan.tfplan]
YAML
  }
}
