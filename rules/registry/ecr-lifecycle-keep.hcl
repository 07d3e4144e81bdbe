rule "repository-keeps-every-image" {
  summary   = "Image repository keeps every image for ever"
  severity  = "low"
  clauses   = ["A5.4.4"]
  since     = "0.1"
  why       = "Each build adds an image that is paid for every month; the old ones have holes that nobody looks for any more."
  remedy    = "Add an aws_ecr_lifecycle_policy that expires all but the last images."
  standards = { aws-fsbp = ["ECR.3"] }

  target        = "aws_ecr_repository"
  when          = is_kept_short(self)
  condition     = length(linking(self, "aws_ecr_lifecycle_policy", "repository")) > 0
  error_message = "Repository ${address(self)} keeps every image for ever."

  fail "one of two has a policy" {
    resource "aws_ecr_repository" "all" { # finding: Repository aws_ecr_repository.all["api"] keeps every image
      for_each = toset(["web", "api"])

      name = each.key
    }

    resource "aws_ecr_lifecycle_policy" "web" {
      repository = aws_ecr_repository.all["web"].name
      policy     = jsonencode({ rules = [] })
    }
  }

  pass "a policy, by name; a repository that is not meant" {
    parameters = { "registry.lifecycle_repositories" = ["web"] }

    resource "aws_ecr_repository" "web" {
      name = "web"
    }

    resource "aws_ecr_lifecycle_policy" "web" {
      repository = "web"
      policy     = jsonencode({ rules = [] })
    }

    resource "aws_ecr_repository" "tools" { # not applicable
      name = "tools"
    }
  }

  undecided "a repository that is an input" {
    variable "repository" {
      type = string
    }

    resource "aws_ecr_repository" "web" { # undecided: var.repository
      name = "web"
    }

    resource "aws_ecr_lifecycle_policy" "web" {
      repository = var.repository
      policy     = jsonencode({ rules = [] })
    }
  }
}

rule "repository-keeps-images-off-plan" {
  summary  = "Image repository keeps more or fewer images than planned"
  severity = "low"
  clauses  = ["A5.4.4"]
  since    = "0.1"
  why      = "With fewer, what was deployed last week cannot be deployed again; with more, or by age alone, the number grows with every build."
  remedy   = "Let a rule of the lifecycle policy expire images by imageCountMoreThan and the planned number."

  target = "aws_ecr_repository"
  when   = is_kept_short(self) && length(linking(self, "aws_ecr_lifecycle_policy", "repository")) > 0
  condition = anytrue([
    for rule in image_rules(self) :
    rule.type == "imageCountMoreThan" && rule.number == param.registry.keep_images && rule.action == "expire" && rule.wide
  ])
  error_message = "No rule of ${address(self)} keeps the last ${param.registry.keep_images} images."
  at            = argument(linking(self, "aws_ecr_lifecycle_policy", "repository")[0], "policy")

  fail "another number" {
    resource "aws_ecr_repository" "web" {
      name = "web"
    }

    resource "aws_ecr_lifecycle_policy" "web" {
      repository = aws_ecr_repository.web.name
      policy = jsonencode({ # finding: No rule of aws_ecr_repository.web keeps the last 10 images
        rules = [{
          rulePriority = 1
          selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 50 }
          action       = { type = "expire" }
        }]
      })
    }
  }

  fail "an age" {
    resource "aws_ecr_repository" "web" {
      name = "web"
    }

    resource "aws_ecr_lifecycle_policy" "web" {
      repository = aws_ecr_repository.web.name
      policy = jsonencode({ # finding: No rule of aws_ecr_repository.web keeps the last 10 images
        rules = [{
          rulePriority = 1
          selection    = { tagStatus = "any", countType = "sinceImagePushed", countNumber = 10 }
          action       = { type = "expire" }
        }]
      })
    }
  }

  fail "untagged images alone" {
    resource "aws_ecr_repository" "web" {
      name = "web"
    }

    resource "aws_ecr_lifecycle_policy" "web" {
      repository = aws_ecr_repository.web.name
      policy = jsonencode({ # finding: No rule of aws_ecr_repository.web keeps the last 10 images
        rules = [{
          rulePriority = 1
          selection    = { tagStatus = "untagged", countType = "imageCountMoreThan", countNumber = 10 }
          action       = { type = "expire" }
        }]
      })
    }
  }

  fail "images that are archived" {
    resource "aws_ecr_repository" "web" {
      name = "web"
    }

    resource "aws_ecr_lifecycle_policy" "web" {
      repository = aws_ecr_repository.web.name
      policy = jsonencode({ # finding: No rule of aws_ecr_repository.web keeps the last 10 images
        rules = [{
          rulePriority = 1
          selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 10 }
          action       = { type = "transition" }
        }]
      })
    }
  }

  pass "the planned number, beside another rule; none; a repository that is not meant" {
    parameters = { "registry.lifecycle_repositories" = ["web"], "registry.keep_images" = 5 }

    resource "aws_ecr_repository" "web" {
      name = "web"
    }

    resource "aws_ecr_lifecycle_policy" "web" {
      repository = aws_ecr_repository.web.name
      policy = jsonencode({
        rules = [
          {
            rulePriority = 1
            selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 1 }
            action       = { type = "expire" }
          },
          {
            rulePriority = 2
            selection    = { tagStatus = "tagged", tagPrefixList = ["main-"], countType = "imageCountMoreThan", countNumber = 5 }
            action       = { type = "expire" }
          },
        ]
      })
    }

    resource "aws_ecr_repository" "old" { # not applicable
      name = "web-old"
    }

    resource "aws_ecr_repository" "tools" { # not applicable
      name = "tools"
    }

    resource "aws_ecr_lifecycle_policy" "tools" {
      repository = aws_ecr_repository.tools.name
      policy     = jsonencode({ rules = [] })
    }
  }

  undecided "an input" {
    variable "images" {
      type = number
    }

    resource "aws_ecr_repository" "web" {
      name = "web"
    }

    resource "aws_ecr_lifecycle_policy" "web" {
      repository = aws_ecr_repository.web.name
      policy = jsonencode({ # undecided: var.images
        rules = [{
          rulePriority = 1
          selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = var.images }
          action       = { type = "expire" }
        }]
      })
    }
  }
}
