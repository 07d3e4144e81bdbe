parameter "pipeline.aws_command_patterns" {
  type = list(string)
  default = [
    "^(\\S*/)?aws\\s",
    "^(\\S*/)?(sam|copilot|ecs-cli|eksctl|eb)\\s",
    "^(\\S*/)?(docker|podman|crane|skopeo)\\s.*\\.dkr\\.ecr\\.",
  ]
  summary = "Regular expressions of the commands, from their program on, that need credentials of AWS"
}

parameter "pipeline.tf_commands" {
  type    = list(string)
  default = ["terraform", "tofu", "terragrunt"]
  summary = "Programs that plan and apply infrastructure"
}

parameter "pipeline.environments" {
  type    = list(string)
  default = ["staging", "production"]
  summary = "Names of the environments that pipelines deploy to"
}
