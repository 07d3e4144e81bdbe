rule "state-kept-on-disk" {
  summary   = "Terraform's state is kept on the disk of whoever runs it"
  severity  = "high"
  clauses   = ["A8.4.1"]
  since     = "0.1"
  why       = "Two people, or a person and a pipeline, each know another state: what the one made, the other makes again or does not see. A lost disk loses it."
  remedy    = "Add a backend \"s3\" block."
  standards = { nist-800-53-r5 = ["CM-2"] }

  target        = "terraform_root"
  when          = self.kind != "library" # mutant-ok: every example is a root
  condition     = anytrue([for backend in resources("terraform_backend") : backend.type != "local"])
  error_message = "The state of ${self.directory} is kept on the disk of whoever runs Terraform there."

  fail "no backend" { # finding
    provider "aws" {
      region = "us-west-2"
    }
  }

  fail "a local one" { # finding
    terraform {
      backend "local" {
        path = "web.tfstate"
      }
    }
  }

  pass "a backend" {
    terraform {
      backend "s3" {
        bucket = "state"
        key    = "web"
        region = "us-west-2"
      }
    }
  }
}

rule "pipeline-forgets-state" {
  summary   = "A pipeline applies Terraform that keeps its state in the step's own clone"
  severity  = "high"
  clauses   = ["A8.4.1"]
  since     = "0.1"
  why       = "The state is gone when the step ends: the next run makes everything a second time, or fails at what exists, and nothing can be changed or removed any more."
  remedy    = "Add a backend \"s3\" block to the root that is applied."
  standards = { nist-800-53-r5 = ["CM-2"] }

  target = "bitbucket_step"
  for_each = flatten([
    for applied in terraform_commands(self, ["apply"]) : [
      for root in resources("terraform_root") : { place = applied.place, root = root.directory }
      if known(directory_of_terraform(applied.command)) && (
        root.directory == trimprefix("${dirname(self.pipeline.file)}/${directory_of_terraform(applied.command)}", "./") ||
        (directory_of_terraform(applied.command) == "." && root.directory == dirname(self.pipeline.file))
      )
    ]
  ])
  condition = (
    anytrue([
      for backend in resources("terraform_backend") : backend.type != "local"
      if startswith(address(backend), "${each.value.root}: ") # mutant-ok: an example has one root
    ]) ||
    # A backend that a script writes, and a state that it takes along, are no business of this rule.
    anytrue([for command in self.commands : length(regexall("backend|\\.tf\\b|state|terragrunt", command.text)) > 0]) ||
    strcontains(jsonencode([self.caches, self.pipeline.steps[*].artifacts]), "state")
  )
  error_message = "Step \"${coalesce(self.name, self.position)}\" applies ${each.value.root}, whose state is gone when it ends."
  at            = argument(self, each.value.place)

  fail "no backend" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Apply
        script:
          - terraform init
          - terraform apply -auto-approve # finding: Step "Apply" applies example, whose state is gone
YAML

    provider "aws" {
      region = "us-west-2"
    }

    file "terraform.tfvars" {
      text = ""
    }
  }

  fail "a local one" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - terraform -chdir=. apply # finding
YAML

    terraform {
      backend "local" {
      }
    }

    file "terraform.tfvars" {
      text = ""
    }
  }

  pass "a backend; another root; a plan" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - terraform init
          - terraform apply -auto-approve
    - step: # not applicable
        script:
          - terraform plan
    - step: # not applicable
        script:
          - terraform -chdir=elsewhere apply
YAML

    terraform {
      backend "s3" {
        bucket = "web"
        key    = "web"
        region = "us-west-2"
      }
    }

    file "terraform.tfvars" {
      text = ""
    }
  }

  pass "a backend that the script writes, and a state that is taken along" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - ./write-backend
          - terraform apply -auto-approve
    - step:
        caches: [terraform-state]
        script:
          - terraform apply -auto-approve
YAML

    provider "aws" {
      region = "us-west-2"
    }

    file "terraform.tfvars" {
      text = ""
    }
  }

  pass "a state that artifacts hold" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - terraform apply -auto-approve
        artifacts: [terraform.tfstate]
YAML

    provider "aws" {
      region = "us-west-2"
    }

    file "terraform.tfvars" {
      text = ""
    }
  }

  pass "a root that the settings name" {
    pipeline = <<YAML
pipelines:
  default:
    - step: # not applicable
        script:
          - cd "$STAGE"
          - terraform apply -auto-approve
YAML

    provider "aws" {
      region = "us-west-2"
    }

    file "terraform.tfvars" {
      text = ""
    }
  }
}

rule "state-in-other-backend" {
  summary  = "Terraform's state is kept in another backend than planned"
  severity = "high"
  clauses  = ["A8.4.1"]
  since    = "0.1"
  why      = "What backs up, encrypts and locks the state is arranged for the planned backend alone."
  remedy   = "Move the state to the backend of state.backend (terraform init -migrate-state)."

  target        = "terraform_backend"
  when          = self.type != "local"
  condition     = self.type == param.state.backend
  error_message = "The state is kept in ${self.type == "cloud" ? "HCP Terraform" : "a backend \"${self.type}\""}; \"${param.state.backend}\" is planned."

  fail "another backend" {
    terraform {
      backend "gcs" { # finding: is kept in a backend "gcs"; "s3" is planned
        bucket = "state"
      }
    }
  }

  fail "HCP Terraform" {
    terraform {
      cloud { # finding: is kept in HCP Terraform
        organization = "example"
      }
    }
  }

  pass "the planned one" {
    terraform {
      backend "s3" {
        bucket = "state"
        key    = "web"
        region = "us-west-2"
      }
    }
  }

  pass "none is another rule's" {
    terraform {
      backend "local" { # not applicable
      }
    }
  }
}

rule "state-without-lock" {
  summary   = "Nothing locks Terraform's state"
  severity  = "high"
  clauses   = ["A8.4.2"]
  since     = "0.1"
  why       = "Two runs at once write over each other's state; what is lost from it, Terraform makes a second time."
  remedy    = "Set use_lockfile to true, or name a DynamoDB table in dynamodb_table."
  standards = { nist-800-53-r5 = ["CM-2"] }

  target        = "terraform_backend"
  when          = self.type == "s3"
  condition     = is_locked(self)
  error_message = "Nothing locks the state${param.state.lock == "any" ? "" : " as planned (${param.state.lock})"}."

  fail "neither" {
    terraform {
      backend "s3" { # finding: Nothing locks the state.
        bucket       = "state"
        key          = "web"
        region       = "us-west-2"
        use_lockfile = false
      }
    }
  }

  fail "another lock than planned" {
    parameters = { "state.lock" = "dynamodb" }

    terraform {
      backend "s3" { # finding: as planned (dynamodb)
        bucket       = "state"
        key          = "web"
        region       = "us-west-2"
        use_lockfile = true
      }
    }
  }

  fail "a table, where a file is planned" {
    parameters = { "state.lock" = "lockfile" }

    terraform {
      backend "s3" { # finding: as planned (lockfile)
        bucket         = "state"
        key            = "web"
        region         = "us-west-2"
        dynamodb_table = "locks"
      }
    }
  }

  pass "a file" {
    terraform {
      backend "s3" {
        bucket       = "state"
        key          = "web"
        region       = "us-west-2"
        use_lockfile = true
      }
    }
  }

  pass "a table" {
    terraform {
      backend "s3" {
        bucket         = "state"
        key            = "web"
        region         = "us-west-2"
        dynamodb_table = "locks"
      }
    }
  }

  pass "another backend" {
    terraform {
      backend "gcs" { # not applicable
        bucket = "state"
      }
    }
  }

  undecided "what the pipeline gives" {
    terraform {
      backend "s3" { # undecided: what -backend-config gives
        key = "web"
      }
    }
  }
}

rule "state-locked-by-table-alone" {
  summary  = "Terraform's state is locked by a table alone, which is deprecated"
  severity = "info"
  clauses  = ["A8.4.2"]
  since    = "0.1"
  why      = "Terraform 1.10 locks with a file beside the state and warns of dynamodb_table, which a later version takes away."
  remedy   = "Set use_lockfile to true beside dynamodb_table for a while, then leave the table."

  target        = "terraform_backend"
  when          = self.type == "s3" && param.state.lock != "dynamodb"
  condition     = is_empty(self.configuration.dynamodb_table) || self.configuration.use_lockfile == true
  error_message = "The state is locked by table ${coalesce(self.configuration.dynamodb_table, "-")} alone."

  fail "a table" {
    terraform {
      backend "s3" {
        bucket         = "state"
        key            = "web"
        region         = "us-west-2"
        dynamodb_table = "locks" # finding: by table locks alone
      }
    }
  }

  pass "both" {
    terraform {
      backend "s3" {
        bucket         = "state"
        key            = "web"
        region         = "us-west-2"
        dynamodb_table = "locks"
        use_lockfile   = true
      }
    }
  }

  pass "no table" {
    terraform {
      backend "s3" {
        bucket = "state"
        key    = "web"
        region = "us-west-2"
      }
    }
  }

  pass "where a table is planned" {
    parameters = { "state.lock" = "dynamodb" }

    terraform {
      backend "s3" { # not applicable
        bucket         = "state"
        key            = "web"
        region         = "us-west-2"
        dynamodb_table = "locks"
      }
    }
  }

  pass "another backend" {
    terraform {
      backend "gcs" { # not applicable
        bucket = "state"
      }
    }
  }
}

rule "lock-table-with-wrong-key" {
  summary  = "The table that locks Terraform's state has the wrong key"
  severity = "medium"
  clauses  = ["A8.4.3"]
  since    = "0.1"
  why      = "Terraform writes items with a text LockID and nothing else: with another key it cannot lock, and does not run."
  remedy   = "Give the table the hash key LockID, an attribute of type S, and no range key."

  target = "aws_dynamodb_table"
  when   = is_lock_table(self)
  condition = (
    self.hash_key == param.state.lock_table_key && is_empty(self.range_key) &&
    anytrue([for attribute in self.attribute : attribute.name == param.state.lock_table_key && attribute.type == "S"])
  )
  error_message = "Table ${address(self)} locks the state, and its key is not the text ${param.state.lock_table_key} alone."
  at            = self.hash_key

  fail "another key" {
    terraform {
      backend "s3" {
        bucket         = "state"
        key            = "web"
        region         = "us-west-2"
        dynamodb_table = "locks"
      }
    }

    resource "aws_dynamodb_table" "locks" {
      name         = "locks"
      billing_mode = "PAY_PER_REQUEST"
      hash_key     = "ID" # finding: Table aws_dynamodb_table.locks locks the state

      attribute {
        name = "ID"
        type = "S"
      }

      attribute {
        name = "LockID"
        type = "S"
      }

      global_secondary_index {
        name            = "locks"
        hash_key        = "LockID"
        projection_type = "ALL"
      }
    }
  }

  fail "a range key, a number, another attribute; by its key where the backend is another root's" {
    resource "aws_dynamodb_table" "range" {
      name         = "range"
      billing_mode = "PAY_PER_REQUEST"
      hash_key     = "LockID" # finding
      range_key    = "Digest"

      attribute {
        name = "LockID"
        type = "S"
      }

      attribute {
        name = "Digest"
        type = "S"
      }
    }

    resource "aws_dynamodb_table" "number" {
      name         = "number"
      billing_mode = "PAY_PER_REQUEST"
      hash_key     = "LockID" # finding

      attribute {
        name = "LockID"
        type = "N"
      }

      attribute {
        name = "Other"
        type = "S"
      }
    }

    resource "aws_dynamodb_table" "other" {
      name         = "other"
      billing_mode = "PAY_PER_REQUEST"
      hash_key     = "LockID" # finding

      attribute {
        name = "Other"
        type = "S"
      }
    }
  }

  pass "a text; another table" {
    terraform {
      backend "s3" {
        bucket         = "state"
        key            = "web"
        region         = "us-west-2"
        dynamodb_table = "locks"
      }
    }

    resource "aws_dynamodb_table" "locks" {
      name         = "locks"
      billing_mode = "PAY_PER_REQUEST"
      hash_key     = "LockID"

      attribute {
        name = "LockID"
        type = "S"
      }

      attribute {
        name = "Owner"
        type = "N"
      }
    }

    resource "aws_dynamodb_table" "sessions" { # not applicable
      name         = "sessions"
      billing_mode = "PAY_PER_REQUEST"
      hash_key     = "id"

      attribute {
        name = "id"
        type = "S"
      }
    }
  }

  pass "a table of no name beside a backend without one" {
    terraform {
      backend "s3" {
        bucket = "state"
        key    = "web"
        region = "us-west-2"
      }
    }

    resource "aws_dynamodb_table" "sessions" { # not applicable
      name         = ""
      billing_mode = "PAY_PER_REQUEST"
      hash_key     = "id"

      attribute {
        name = "id"
        type = "S"
      }
    }
  }
}

rule "state-written-without-lock" {
  summary   = "A pipeline has Terraform write its state without a lock"
  severity  = "high"
  clauses   = ["A8.4.2"]
  since     = "0.1"
  why       = "Another run at the same time reads and writes the same state; what is lost from it, Terraform makes a second time."
  remedy    = "Leave -lock=false out, and give -lock-timeout where runs wait for each other."
  standards = { nist-800-53-r5 = ["CM-2"] }

  target        = "bitbucket_step"
  for_each      = terraform_commands(self, ["apply", "destroy", "import", "refresh", "state", "taint", "untaint"])
  condition     = !skips_lock(each.value.command)
  error_message = "Step \"${coalesce(self.name, self.position)}\" has Terraform write its state without a lock."
  at            = argument(self, each.value.place)

  fail "an option, and a variable of the shell" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Apply
        script:
          - terraform init
          - terraform apply -lock=false -auto-approve # finding: Step "Apply" has Terraform write its state without a lock
    - step:
        script:
          - export TF_CLI_ARGS="-lock=false"
          - tofu state rm aws_instance.old # finding
YAML
  }

  pass "a lock that is waited for; a plan is another rule's" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - terraform apply -lock-timeout=60s plan.tfplan
    - step: # not applicable
        script:
          - terraform plan -lock=false
YAML
  }

  undecided "options of the settings" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - terraform apply $TF_OPTIONS # undecided
YAML
  }
}

rule "plan-without-lock" {
  summary  = "A pipeline plans without locking the state"
  severity = "low"
  clauses  = ["A8.4.2"]
  since    = "0.1"
  why      = "A plan that is made while somebody applies shows what neither was nor will be; Terraform refuses to apply it, or nobody notices."
  remedy   = "Leave -lock=false out; a role that only reads the state needs to write its lock for that."

  target        = "bitbucket_step"
  for_each      = terraform_commands(self, ["plan"])
  condition     = !skips_lock(each.value.command)
  error_message = "Step \"${coalesce(self.name, self.position)}\" plans without locking the state."
  at            = argument(self, each.value.place)

  fail "an option" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        name: Preview
        script:
          - terraform plan -input=false -lock=false # finding: Step "Preview" plans without locking the state
YAML
  }

  pass "with a lock; what writes the state is another rule's" {
    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - terraform plan -input=false
    - step: # not applicable
        script:
          - terraform apply -lock=false
YAML
  }
}
