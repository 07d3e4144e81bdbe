rule "state-shared-between-environments" {
  summary   = "Two environments keep their state in one place"
  severity  = "high"
  clauses   = ["A8.6.1"]
  since     = "0.1"
  why       = "Whoever applies the one replaces what the other made: Terraform finds the resources of both in one state."
  remedy    = "Give each root a key of its own in its backend, or each environment a workspace."
  standards = { nist-800-53-r5 = ["CM-2"] }

  target        = "terraform_backend"
  condition     = alltrue([for other in self.shared_with : other.apart])
  error_message = "The state is kept where ${join(" and ", [for other in self.shared_with : other.name])} keeps its own."

  fail "another root with the same key" {
    terraform {
      backend "s3" { # finding: The state is kept where example/staging keeps its own
        bucket = "state"
        key    = "web"
        region = "us-west-2"
      }
    }

    file "staging/main.tf" {
      terraform {
        backend "s3" {
          bucket = "state"
          key    = "web"
          region = "us-west-2"
        }
      }
    }
  }

  pass "another root with another key, and one without a state of its own" {
    terraform {
      backend "s3" {
        bucket = "state"
        key    = "production/web"
        region = "us-west-2"
      }
    }

    file "staging/main.tf" {
      terraform {
        backend "s3" {
          bucket = "state"
          key    = "staging/web"
          region = "us-west-2"
        }
      }
    }

    file "modules/web/main.tf" {
      variable "name" {
        type = string
      }
    }
  }

  undecided "a key that the pipeline gives" {
    terraform {
      backend "s3" { # undecided: where example/staging keeps its state
        bucket = "state"
        key    = "web"
        region = "us-west-2"
      }
    }

    file "staging/main.tf" {
      terraform {
        backend "s3" {
          bucket = "state"
          region = "us-west-2"
        }
      }
    }
  }
}

rule "state-apart-by-workspace-alone" {
  summary  = "Environments are told apart by their workspaces alone"
  severity = "low"
  clauses  = ["A8.6.1"]
  since    = "0.1"
  why      = "Who forgets to choose a workspace applies to the wrong environment; all of them share one lock, and whoever may read one state may read all."
  remedy   = "Give each environment a root, or a key of its own in the backend."

  target        = "terraform_backend"
  when          = !param.state.allow_workspaces
  condition     = length(self.shared_with) == 0
  error_message = "The state is kept in the same place as that of ${join(" and ", [for other in self.shared_with : other.name])}, or in another workspace at best."

  fail "one place" {
    parameters = { "state.allow_workspaces" = false }

    terraform {
      backend "s3" { # finding: as that of example/staging
        bucket = "state"
        key    = "web"
        region = "us-west-2"
      }
    }

    file "staging/main.tf" {
      terraform {
        backend "s3" {
          bucket = "state"
          key    = "web"
          region = "us-west-2"
        }
      }
    }
  }

  pass "a place of its own" {
    parameters = { "state.allow_workspaces" = false }

    terraform {
      backend "s3" {
        bucket = "state"
        key    = "production/web"
        region = "us-west-2"
      }
    }

    file "staging/main.tf" {
      terraform {
        backend "s3" {
          bucket = "state"
          key    = "staging/web"
          region = "us-west-2"
        }
      }
    }
  }

  pass "where workspaces are enough" {
    terraform {
      backend "s3" { # not applicable
        bucket = "state"
        key    = "web"
        region = "us-west-2"
      }
    }
  }
}
