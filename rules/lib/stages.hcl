# Which environment a root is.

function "stage_names" {
  summary = "What a root calls its environment, the first being the best: the value of its variable that names it, of a module's, its directory"
  params  = []
  result = concat(
    [
      for variable in resources("terraform_variable") : variable.value
      if variable.module == null && contains(param.terraform.env_variables, variable.name)
    ],
    [
      for variable in resources("terraform_variable") : variable.value
      if variable.module != null && contains(param.terraform.env_variables, variable.name)
    ],
    [for root in resources("terraform_root") : basename(root.directory)],
  )

  answer "a variable, before the directory" {
    value = stage_names()[0]
    is    = "staging"

    variable "environment" {
      default = "staging"
    }
  }

  answer "a module's variable" {
    value = stage_names()[0]
    is    = "test"

    module "web" {
      source = "./web"
      env    = "test"
    }

    file "web/main.tf" {
      variable "env" {
        type = string
      }
    }
  }

  answer "none" {
    value = length(stage_names())
    is    = 1
  }
}

function "is_stage_of_production" {
  summary = "Whether a name is that of production, or could be: what is called neither so nor like an environment for trying things out"
  params  = [name]
  result = (
    startswith(param.scope.production_env, lower(name)) || startswith(lower(name), param.scope.production_env) ||
    length(regexall("^(dev|test|stag|qa|uat|sandbox|preview|demo|lab|int|ci)", lower(name))) == 0
  )

  answer "names of production, of others, and of neither" {
    value = [for name in ["production", "prod", "production-eu", "staging", "Dev", "main"] : is_stage_of_production(name)]
    is    = [true, true, true, false, false, true]
  }
}

function "is_production" {
  summary = "Whether a root is production, by its variable or its directory; one that does not say counts as that"
  params  = []
  result  = is_stage_of_production(stage_names()[0])

  answer "another environment" {
    value = is_production()
    is    = false

    variable "env" {
      default = "staging"
    }
  }

  answer "production" {
    value = is_production()
    is    = true

    variable "env" {
      default = "prod"
    }
  }

  answer "it does not say" {
    value = is_production()
    is    = true
  }
}
