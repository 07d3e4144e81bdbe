parameter "scope.production_env" {
  type    = string
  default = "production"
  summary = "Name of the environment that is production; the beginning of it means the same"
}

parameter "terraform.env_variables" {
  type    = list(string)
  default = ["environment", "env", "stage"]
  summary = "Variables of a root that name its environment"
}
