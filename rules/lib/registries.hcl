# Image repositories.

function "is_kept_short" {
  summary = "Whether a repository is one of registry.lifecycle_repositories; each is, where there are none"
  params  = [repository]
  result  = length(param.registry.lifecycle_repositories) == 0 || anytrue([for name in param.registry.lifecycle_repositories : has_role_name(repository.name, name)])

  answer "every one" {
    value = [for repository in [aws_ecr_repository.a] : is_kept_short(repository)]
    is    = [true]

    resource "aws_ecr_repository" "a" {
      name = "a"
    }
  }

  answer "those that are named" {
    parameters = { "registry.lifecycle_repositories" = ["web", "api"] }
    value      = [for repository in [aws_ecr_repository.a, aws_ecr_repository.b, aws_ecr_repository.c] : is_kept_short(repository)]
    is         = [true, true, false]

    resource "aws_ecr_repository" "a" {
      name = "api"
    }

    resource "aws_ecr_repository" "b" {
      name = "web-staging"
    }

    resource "aws_ecr_repository" "c" {
      name = "tools"
    }
  }
}

function "image_rules" {
  summary = "The rules of a repository's lifecycle policy: {type, number, action, wide}, wide if they are for all images or those of certain tags"
  params  = [repository]
  result = flatten([
    for policy in linking(repository, "aws_ecr_lifecycle_policy", "repository") : [
      for rule in try(jsondecode(policy.policy).rules, []) : {
        type   = rule.selection.countType
        number = rule.selection.countNumber
        action = rule.action.type
        wide   = rule.selection.tagStatus != "untagged"
      } if can(keys(rule.selection))
    ]
  ])

  answer "of JSON, of a document, none" {
    value = [for repository in [aws_ecr_repository.a, aws_ecr_repository.b, aws_ecr_repository.c] : [for rule in image_rules(repository) : "${rule.type} ${rule.number} ${rule.action} ${rule.wide}"]]
    is    = [["sinceImagePushed 14 expire false"], ["imageCountMoreThan 10 expire true"], []]

    resource "aws_ecr_repository" "a" {
      name = "a"
    }

    resource "aws_ecr_repository" "b" {
      name = "b"
    }

    resource "aws_ecr_repository" "c" {
      name = "c"
    }

    resource "aws_ecr_lifecycle_policy" "a" {
      repository = aws_ecr_repository.a.name
      policy = jsonencode({
        rules = [{
          rulePriority = 1
          selection    = { tagStatus = "untagged", countType = "sinceImagePushed", countUnit = "days", countNumber = 14 }
          action       = { type = "expire" }
        }]
      })
    }

    data "aws_ecr_lifecycle_policy_document" "b" {
      rule {
        priority = 1

        selection {
          tag_status   = "any"
          count_type   = "imageCountMoreThan"
          count_number = 10
        }

        action {
          type = "expire"
        }
      }
    }

    resource "aws_ecr_lifecycle_policy" "b" {
      repository = "b"
      policy     = data.aws_ecr_lifecycle_policy_document.b.json
    }
  }
}
