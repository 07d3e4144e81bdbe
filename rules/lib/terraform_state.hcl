# Where Terraform's own state is kept.

function "is_locked" {
  summary = "Whether an S3 backend locks the state, as state.lock asks for"
  params  = [backend]
  result = (
    (param.state.lock != "lockfile" && !is_empty(backend.configuration.dynamodb_table)) ||
    (param.state.lock != "dynamodb" && backend.configuration.use_lockfile == true)
  )

  answer "by a table" {
    value = [for backend in resources("terraform_backend") : is_locked(backend)]
    is    = [true]

    terraform {
      backend "s3" {
        bucket         = "state"
        key            = "web"
        region         = "us-west-2"
        dynamodb_table = "locks"
      }
    }
  }

  answer "by nothing" {
    value = [for backend in resources("terraform_backend") : is_locked(backend)]
    is    = [false]

    terraform {
      backend "s3" {
        bucket = "state"
        key    = "web"
        region = "us-west-2"
      }
    }
  }
}

function "state_buckets" {
  summary = "The buckets here that keep the state of this root, by the name that its backend gives; a name that -backend-config gives is nobody's here"
  params  = []
  result = [
    for bucket in resources("aws_s3_bucket") : bucket
    if anytrue([
      for backend in resources("terraform_backend") :
      known(backend.configuration.bucket) && backend.configuration.bucket == given_name(bucket) if backend.type == "s3"
    ])
  ]

  answer "by name" {
    value = state_buckets()
    is    = [aws_s3_bucket.state]

    terraform {
      backend "s3" {
        bucket = "state"
        key    = "web"
        region = "us-west-2"
      }
    }

    resource "aws_s3_bucket" "state" {
      bucket = "state"
    }

    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }
  }

  answer "a name that is given elsewhere" {
    value = state_buckets()
    is    = []

    terraform {
      backend "s3" {
        key = "web"
      }
    }

    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }
  }

  answer "no backend, and another one" {
    value = state_buckets()
    is    = []

    resource "aws_s3_bucket" "state" {
      bucket = "state"
    }
  }
}

function "is_lock_table" {
  summary = "Whether a table locks Terraform's state: this root's, or by its key, which nothing else has"
  params  = [table]
  result = table.hash_key == param.state.lock_table_key || anytrue([
    for backend in resources("terraform_backend") :
    !is_empty(backend.configuration.dynamodb_table) && backend.configuration.dynamodb_table == table.name
    if backend.type == "s3"
  ])

  answer "as the backend says, by its key, another" {
    value = [for table in [aws_dynamodb_table.a, aws_dynamodb_table.b, aws_dynamodb_table.c] : is_lock_table(table)]
    is    = [true, true, false]

    terraform {
      backend "s3" {
        bucket         = "state"
        key            = "web"
        region         = "us-west-2"
        dynamodb_table = "locks"
      }
    }

    resource "aws_dynamodb_table" "a" {
      name     = "locks"
      hash_key = "ID"
    }

    resource "aws_dynamodb_table" "b" {
      name     = "more-locks"
      hash_key = "LockID"
    }

    resource "aws_dynamodb_table" "c" {
      name     = "sessions"
      hash_key = "id"
    }
  }
}

function "given_name" {
  summary = "A bucket's name, or the beginning of it, in small letters; - for one that AWS names"
  params  = [bucket]
  result  = lower(configured(bucket.bucket) ? bucket.bucket : configured(bucket.bucket_prefix) ? bucket.bucket_prefix : "-")

  answer "a name, the beginning of one, none, and an input" {
    value = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b, aws_s3_bucket.c, aws_s3_bucket.d] : given_name(bucket)]
    is    = ["main", "web-", "-", undecided("var.name")]

    variable "name" {
      type = string
    }

    resource "aws_s3_bucket" "a" {
      bucket = "Main"
    }

    resource "aws_s3_bucket" "b" {
      bucket_prefix = "web-"
    }

    resource "aws_s3_bucket" "c" {
    }

    resource "aws_s3_bucket" "d" {
      bucket = var.name
    }
  }
}

function "is_state_bucket" {
  summary = "Whether a bucket keeps Terraform's state: this root's, or by what it is called; one for logs of such a bucket does not"
  params  = [bucket]
  result = is_one_of(bucket, [for kept in state_buckets() : address(kept)]) || (
    known(given_name(bucket)) &&
    matches_any(given_name(bucket), ["*tfstate*", "*tf-state*", "*terraform-state*", "*terraform_state*"]) &&
    !strcontains(given_name(bucket), "log")
  )

  answer "as the backend says, by a name, by the beginning of one, its logs, another" {
    value = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b, aws_s3_bucket.c, aws_s3_bucket.d, aws_s3_bucket.e, aws_s3_bucket.f] : is_state_bucket(bucket)]
    is    = [true, true, true, false, false, false]

    terraform {
      backend "s3" {
        bucket = "main"
        key    = "web"
        region = "us-west-2"
      }
    }

    resource "aws_s3_bucket" "a" {
      bucket = "main"
    }

    resource "aws_s3_bucket" "b" {
      bucket = "example-tfstate"
    }

    resource "aws_s3_bucket" "c" {
      bucket_prefix = "example-terraform-state-"
    }

    resource "aws_s3_bucket" "d" {
      bucket = "example-tfstate-logs"
    }

    resource "aws_s3_bucket" "e" {
      bucket = "assets"
    }

    resource "aws_s3_bucket" "f" {
    }
  }
}

function "directory_of_terraform" {
  summary = "The directory that a command of a step runs Terraform in, from the clone on: the step's, and that of -chdir below it"
  params  = [command]
  result = coalesce([
    for path in concat([for word in command.words : trimprefix(word, "-chdir=") if startswith(word, "-chdir=")], ["."]) :
    path == "." ? command.directory : command.directory == "." ? trimsuffix(trimprefix(path, "./"), "/") : "${command.directory}/${trimsuffix(path, "/")}"
  ]...)

  answer "the clone, one that the step went to, one that Terraform goes to, both, and one that is not known" {
    value = [for command in resources("bitbucket_step")[0].commands : directory_of_terraform(command) if command.name == "terraform"]
    is    = [".", "infra/web", "infra", "infra/web", undecided("$STAGE")]

    pipeline = <<YAML
pipelines:
  default:
    - step:
        script:
          - terraform init
          - terraform -chdir=./infra/web/ init
          - cd infra
          - terraform init
          - terraform -chdir=web init
          - terraform -chdir=$STAGE init
YAML
  }
}
