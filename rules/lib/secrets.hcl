# Secrets where anybody can read them: what environments, scripts and texts hold.

function "environment_of" {
  summary = "Environment variables in clear text of a task definition, function or build: {name, value}"
  params  = [node]
  result = (
    node_type(node) == "aws_ecs_task_definition" ? flatten([
      for container in containers_of(node) :
      [for variable in container.environment[*] : { name = variable.name, value = variable.value }]
    ]) :
    node_type(node) == "aws_lambda_function" ? flatten([
      for environment in node.environment : [for name, value in merge(environment.variables, {}) : { name = name, value = value }]
    ]) :
    flatten([
      for environment in node.environment : [
        for variable in environment.environment_variable : { name = variable.name, value = variable.value }
        if !contains(["PARAMETER_STORE", "SECRETS_MANAGER"], coalesce(variable.type, "PLAINTEXT"))
      ]
    ])
  )

  answer "of containers, a function and a build; secrets that are referred to are none" {
    value = [for node in [aws_ecs_task_definition.a, aws_lambda_function.a, aws_lambda_function.b, aws_codebuild_project.a] : [for variable in environment_of(node) : "${variable.name}=${variable.value}"]]
    is    = [["A=1", "B=2"], ["C=3"], [], ["D=4"]]

    resource "aws_ecs_task_definition" "a" {
      family = "a"
      container_definitions = jsonencode([
        { name = "a", environment = [{ name = "A", value = "1" }, { name = "B", value = "2" }], secrets = [{ name = "S", valueFrom = "arn" }] },
        { name = "b" },
      ])
    }

    resource "aws_lambda_function" "a" {
      function_name = "a"
      role          = "arn:aws:iam::111122223333:role/a"

      environment {
        variables = { C = "3" }
      }
    }

    resource "aws_lambda_function" "b" {
      function_name = "b"
      role          = "arn:aws:iam::111122223333:role/a"
    }

    resource "aws_codebuild_project" "a" {
      name         = "a"
      service_role = "arn:aws:iam::111122223333:role/a"

      artifacts {
        type = "NO_ARTIFACTS"
      }

      source {
        type = "NO_SOURCE"
      }

      environment {
        compute_type = "BUILD_GENERAL1_SMALL"
        image        = "aws/codebuild/standard:7.0"
        type         = "LINUX_CONTAINER"

        environment_variable {
          name  = "D"
          value = "4"
        }

        environment_variable {
          name  = "E"
          value = "/web/key"
          type  = "PARAMETER_STORE"
        }
      }
    }
  }
}

function "environment_by_knowledge" {
  summary = "Environment variables in clear text, see environment_of(), in lists: each in one of its own, but those of which not all is told together in one, since they are undecided for all at once"
  params  = [node]
  result = concat(
    [for variable in environment_of(node) : [variable] if known(is_told(variable.value))],
    [
      for rest in [[for variable in environment_of(node) : variable if !known(is_told(variable.value))]] : rest
      if length(rest) > 0
    ],
  )

  answer "two that are known, two that are inputs" {
    value = [for variables in environment_by_knowledge(aws_lambda_function.a) : join(" ", [for variable in variables : variable.name])]
    is    = ["A", "C", "B D"]

    variable "b" {
      type = string
    }

    resource "aws_lambda_function" "a" {
      function_name = "a"
      role          = "arn:aws:iam::111122223333:role/a"

      environment {
        variables = { A = "1", B = var.b, C = "3", D = "http://${var.b}" }
      }
    }
  }

  answer "none" {
    value = environment_by_knowledge(aws_lambda_function.a)
    is    = []

    resource "aws_lambda_function" "a" {
      function_name = "a"
      role          = "arn:aws:iam::111122223333:role/a"
    }
  }
}

function "environment_argument" {
  summary = "Where environment variables are written"
  params  = [node]
  result  = argument(node, node_type(node) == "aws_ecs_task_definition" ? "container_definitions" : node_type(node) == "aws_lambda_function" ? "environment[0].variables" : "environment[0]")

  answer "of a function" {
    value = environment_argument(aws_lambda_function.a).path
    is    = "environment[0].variables"

    resource "aws_lambda_function" "a" {
      function_name = "a"
      role          = "arn:aws:iam::111122223333:role/a"
    }
  }
}

function "has_password_in_url" {
  summary = "Whether a URL with a user's password stands literally in a text"
  params  = [text]
  result = anytrue([
    for piece in literals(text) :
    length(regexall("[a-zA-Z][a-zA-Z0-9+.-]*://[^:/?#@\\s]*:[^@/?#\\s$<{%*]+@", piece)) > 0
  ])

  answer "with a password, without, with one that is put in later, a host that is not known" {
    value = [for text in [aws_ssm_parameter.a.value, aws_ssm_parameter.b.value, "mysql://web@db/web", "https://db:3306/a@b", "mysql://web:$PASSWORD@db/web", "redis://:hunter2@cache:6379"] : has_password_in_url(text)]
    is    = [true, true, false, false, false, true]

    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_ssm_parameter" "a" {
      value = "mysql://web:hunter2@db/web"
    }

    resource "aws_ssm_parameter" "b" {
      value = "mysql://web:hunter2@${aws_rds_cluster.main.endpoint}/web"
    }
  }
}

function "is_secret_name" {
  summary = "Whether a variable's name says that it holds a secret"
  params  = [name]
  result  = matches_any(upper(name), param.security.secret_name_patterns)

  answer "names of secrets, and others" {
    value = [for name in ["DB_PASSWORD", "db_password", "API_TOKEN", "TOKEN_URL", "SECRET_NAME"] : is_secret_name(name)]
    is    = [true, true, true, false, false]
  }
}

function "is_literal_secret" {
  summary = "Whether what a variable for a secret holds is one: not nothing, a number, a truth value, an address, nor the ARN, path or name of one, nor what says that it is none"
  params  = [value]
  result = agreed(
    [
      for choice in choices(value) : known(choice) && choice != null &&
      length(regexall("^([^A-Za-z0-9]*|[0-9.]+|true|false|null|arn:.*|[a-zA-Z][a-zA-Z0-9+.-]*://.*|/.*|[\\w.-]+(/[\\w.-]+)+|[$<{].*|[a-z0-9.-]*secret[a-z0-9.-]*)$", choice)) == 0 &&
      length(regexall("(?i)(^|[^a-z0-9])(any|dummy|fake|placeholder|example|unused|redacted|todo|tbd|fixme|x{3,}|changeit|manual(ly)?|(change|replace|update|fill|set|insert|enter|put|add|edit|rotate)[-_ ]?(me|this|it|in|by|here|via|with|after|later|before)|to[-_ ]?be|your)([^a-z0-9]|$)", choice)) == 0
    ],
    what_chooses(value),
  )

  answer "a secret, and what is none" {
    value = [for value in ["hunter2", "", "3600", "true", "arn:aws:ssm:us-west-2:111122223333:parameter/a", "https://login.example.com", "/web/key", "web/key", "$${KEY}", "web-secret", "any_value_works", "CHANGE-ME", "UPDATE_IN_CONSOLE", "todo", "XXXX", "-", "company", "reset-by-8mice", aws_ssm_parameter.a.value, null] : is_literal_secret(value)]
    is    = [true, false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, true, true, false, false]

    variable "key" {
      type = string
    }

    resource "aws_ssm_parameter" "a" {
      value = var.key
    }
  }

  answer "in one case, in each, in none" {
    value = [for value in [aws_ssm_parameter.a.value, aws_ssm_parameter.b.value, aws_ssm_parameter.c.value] : is_literal_secret(value)]
    is    = [undecided("var.local"), true, false]

    variable "local" {
      type = bool
    }

    resource "aws_ssm_parameter" "a" {
      value = var.local ? "hunter2" : ""
    }

    resource "aws_ssm_parameter" "b" {
      value = var.local ? "hunter2" : "hunter3"
    }

    resource "aws_ssm_parameter" "c" {
      value = var.local ? "dummy" : ""
    }
  }
}

function "is_secret_source" {
  summary = "Whether what a value was read from, see read_from(), is a secret; of a variable without a value, whether it is sensitive: not known if it is not, but is called like one"
  params  = [source]
  result = (
    node_type(source.node) == "terraform_variable" ? (source.node.sensitive ? true : is_secret_name(source.node.name) ? undecided(address(source.node)) : false) :
    contains(lookup(secret_attributes(), node_type(source.node), []), split("[", source.attribute)[0]) ||
    (node_type(source.node) == "aws_ssm_parameter" && source.attribute == "value" && source.node.type == "SecureString")
  )

  answer "a password, its length, a SecureString, a sensitive variable, and others" {
    value = [
      for value in jsondecode(aws_ssm_parameter.all.value) : anytrue([for source in read_from(value) : is_secret_source(source)])
    ]
    is = [true, false, true, false, true, undecided("var.api_token"), false, false]

    variable "key" {
      type      = string
      sensitive = true
    }

    variable "api_token" {
      type = string
    }

    variable "name" {
      type = string
    }

    resource "random_password" "a" {
      length = 20
    }

    resource "aws_ssm_parameter" "secret" {
      type  = "SecureString"
      value = random_password.a.result
    }

    resource "aws_ssm_parameter" "all" {
      value = jsonencode([
        random_password.a.result, random_password.a.id, "mysql://web:${aws_ssm_parameter.secret.value}@db", aws_ssm_parameter.secret.arn,
        var.key, "https://${var.api_token}/", "https://${var.name}/", "web",
      ])
    }
  }
}

function "is_json_object" {
  summary = "Whether a text is known to be an object of JSON, whatever its values are"
  params  = [text]
  result  = known(can(keys(jsondecode(text)))) && can(keys(jsondecode(text)))

  answer "an object, one with a value that is not known, a list, a text, and an input" {
    value = [for parameter in resources("aws_ssm_parameter") : is_json_object(parameter.value)]
    is    = [true, true, false, false, false]

    variable "key" {
      type = string
    }

    resource "aws_ssm_parameter" "all" {
      count = 5

      value = ["{\"a\": 1}", jsonencode({ a = var.key }), "[1]", "a", var.key][count.index]
    }
  }
}

function "written_secrets" {
  summary = "What in the text of a secret is written down: its keys of secrets where it is an object of JSON, else itself: a password, a connection string with one, a private key; not whole files"
  params  = [text]
  result = is_json_object(text) ? [for key, value in jsondecode(text) : key if is_secret_name(key) && is_literal_secret(value)] : [
    for whole in choices(text) : "it"
    if whole != null && (has_password_in_url(whole) || (
      !(known(can(jsondecode(whole))) && can(jsondecode(whole))) && length(regexall("^[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,}$", whole)) == 0 &&
      is_literal_secret(whole) && length(regexall("^\\S{6,}$|-----BEGIN [A-Z ]*PRIVATE KEY-----\\s+[A-Za-z0-9+/]{20}", whole)) > 0
    ))
  ]

  answer "a password, an object with one, with none, a connection string, a placeholder, a file, a host's name, dates, what is made, an input, none, and one of two" {
    value = [for version in resources("aws_secretsmanager_secret_version") : written_secrets(version.secret_string)]
    is    = [["it"], [], ["it"], ["password"], [], ["it"], [], [], [], [], [], []] # 10 and 11 stand before 1

    variable "key" {
      type = string
    }

    resource "random_password" "a" {
      length = 20
    }

    resource "aws_secretsmanager_secret_version" "all" {
      count = 12

      secret_id = "a"
      secret_string = [
        "hunter2", jsonencode({ username = "web", password = "hunter2", api_key = random_password.a.result }),
        jsonencode({ username = "web", password = random_password.a.result }), "mysql://web:hunter2@db/web",
        "UPDATE_IN_CONSOLE", "host: db\nport: 3306\n", "db.internal.example.com", jsonencode(["2026-01-01"]), random_password.a.result, var.key,
        null, var.key == "a" ? "hunter2" : null,
      ][count.index]
    }
  }
}

function "what_chooses" {
  summary = "What would decide which of its choices a value is: the variables that it hangs on, else the workspace"
  params  = [value]
  result = coalesce(
    join(", ", distinct([for source in read_from(value) : address(source.node) if node_type(source.node) == "terraform_variable"])),
    "terraform.workspace",
  )

  answer "a variable, and the workspace" {
    value = [for value in [aws_ssm_parameter.a.value, aws_ssm_parameter.b.value] : what_chooses(value)]
    is    = ["var.a", "terraform.workspace"]

    variable "a" {
      type = bool
    }

    resource "aws_ssm_parameter" "a" {
      value = var.a ? "1" : "2"
    }

    resource "aws_ssm_parameter" "b" {
      value = terraform.workspace == "a" ? "1" : "2"
    }
  }
}

function "is_made_of_secret" {
  summary = "Whether a value was made of a secret: an attribute that holds one, or a sensitive variable"
  params  = [value]
  result = (
    agreed(
      [
        for choice in choices(value) : anytrue([
          for source in read_from(choice) :
          is_secret_source(source) && (known(choice) ? strcontains(choice, source.node[source.attribute]) : source.whole)
        ])
      ],
      what_chooses(value),
    ) ||
    (known(value) && value != "" && anytrue([
      for variable in resources("terraform_variable") : known(variable.value) && variable.value == value
      if variable.sensitive
    ]))
  )

  answer "a password that is known beside what is none, sensitive variables, known and not, and nothing of the kind" {
    value = [for variable in environment_of(aws_ecs_task_definition.a) : is_made_of_secret(variable.value)]
    is    = [true, false, true, true, false, false, false, false]

    resource "random_password" "main" {
      length = 20
    }

    variable "key" {
      type      = string
      sensitive = true
    }

    variable "old_key" {
      type      = string
      sensitive = true
      default   = "hunter2"
    }

    resource "aws_rds_cluster" "main" {
      cluster_identifier = "main"
      engine             = "aurora-mysql"
      master_password    = "correct-horse"
      availability_zones = ["us-west-2a"]
    }

    resource "aws_ecs_task_definition" "a" {
      family = "a"
      container_definitions = jsonencode([{
        name = "a"
        environment = [
          { name = "A", value = "mysql://web:${aws_rds_cluster.main.master_password}@db" },
          { name = "B", value = aws_rds_cluster.main.cluster_identifier },
          { name = "C", value = var.key },
          { name = "D", value = var.old_key },
          { name = "E", value = aws_rds_cluster.main.endpoint },
          { name = "F", value = join(",", aws_rds_cluster.main.availability_zones) },
          { name = "G", value = 1 },
          { name = "H", value = md5(random_password.main.result) },
        ]
      }])
    }
  }

  answer "in one case, in each, and by a name that the workspace is part of" {
    value = [for variable in environment_of(aws_lambda_function.a) : is_made_of_secret(variable.value)]
    is    = [undecided("var.stage"), true, false]

    variable "stage" {
      type = string
    }

    resource "random_password" "a" {
      length = 20
    }

    resource "random_password" "b" {
      length = 20
    }

    data "aws_s3_bucket" "landing" {
      bucket = lower("${terraform.workspace}-landing")
    }

    resource "aws_lambda_function" "a" {
      function_name = "a"
      role          = "arn:aws:iam::111122223333:role/a"

      environment {
        variables = {
          A = var.stage == "production" ? random_password.a.result : "local"
          B = var.stage == "production" ? random_password.a.result : random_password.b.result
          C = data.aws_s3_bucket.landing.bucket
        }
      }
    }
  }
}

function "texts_of" {
  summary = "The values of a node that may hold a secret in clear text: those of an environment, a parameter, a secret, a subscription"
  params  = [node]
  result = (
    node_type(node) == "aws_ssm_parameter" ? [node.value] :
    node_type(node) == "aws_secretsmanager_secret_version" ? [node.secret_string] :
    node_type(node) == "aws_sns_topic_subscription" ? [node.endpoint] :
    [for variable in environment_of(node) : variable.value]
  )

  answer "of each kind" {
    value = [for node in [aws_ssm_parameter.a, aws_secretsmanager_secret_version.a, aws_sns_topic_subscription.a, aws_lambda_function.a] : texts_of(node)]
    is    = [["1"], ["2"], ["3"], ["4"]]

    resource "aws_ssm_parameter" "a" {
      value = "1"
    }

    resource "aws_secretsmanager_secret_version" "a" {
      secret_id     = "a"
      secret_string = "2"
    }

    resource "aws_sns_topic_subscription" "a" {
      topic_arn = "arn:aws:sns:us-west-2:111122223333:a"
      protocol  = "https"
      endpoint  = "3"
    }

    resource "aws_lambda_function" "a" {
      function_name = "a"
      role          = "arn:aws:iam::111122223333:role/a"

      environment {
        variables = { A = "4" }
      }
    }
  }
}

function "text_argument" {
  summary = "Where such values are written, see texts_of()"
  params  = [node]
  result = (
    node_type(node) == "aws_ssm_parameter" ? argument(node, "value") :
    node_type(node) == "aws_secretsmanager_secret_version" ? argument(node, "secret_string") :
    node_type(node) == "aws_sns_topic_subscription" ? argument(node, "endpoint") :
    environment_argument(node)
  )

  answer "of two kinds" {
    value = [for node in [aws_ssm_parameter.a, aws_lambda_function.a] : text_argument(node).path]
    is    = ["value", "environment[0].variables"]

    resource "aws_ssm_parameter" "a" {
      value = "1"
    }

    resource "aws_lambda_function" "a" {
      function_name = "a"
      role          = "arn:aws:iam::111122223333:role/a"
    }
  }
}

function "has_secret_url" {
  summary = "Whether a URL that lets everybody in who knows it stands literally in a value; one of Xs is an example"
  params  = [value]
  result = anytrue([
    for piece in literals(value) : anytrue([
      for prefix in param.security.secret_url_patterns :
      length(regexall("\\Q${prefix}\\E[A-Za-z0-9/_-]{30,}", piece)) > 0
    ]) && !strcontains(upper(piece), "XXXXXX")
  ])

  answer "a webhook, alone and in a text, an example, and a part of one" {
    value = [
      for value in [
        "https://hooks.slack.com/${"services"}/T0A1B2C3D/B0A1B2C3D/0a1b2c3d4e5f6a7b8c9d0e1f",
        { url = "curl https://hooks.slack.com/${"services"}/T0A1B2C3D/B0A1B2C3D/0a1b2c3d4e5f6a7b8c9d0e1f" },
        "https://hooks.slack.com/${"services"}/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
        "https://hooks.slack.com/",
        "https://hooks.slack.com/${"services"}/AAA/BBB/CCC",
      ] : has_secret_url(value)
    ]
    is = [true, true, false, false, false]
  }
}

function "boot_script" {
  summary = "What an instance or a launch template runs when it starts"
  params  = [node]
  result = (
    node_type(node) == "aws_launch_template" ? [for script in node.user_data[*] : decoded(script)] :
    concat([for script in node.user_data[*] : decoded(script)], [for script in node.user_data_base64[*] : decoded(script)])
  )

  answer "as it stands, and encoded" {
    value = [for node in [aws_instance.a, aws_instance.b, aws_instance.c, aws_launch_template.a] : literals(boot_script(node))]
    is    = [["echo 1"], ["echo 2"], [], ["echo 3"]]

    resource "aws_instance" "a" {
      user_data = "echo 1"
    }

    resource "aws_instance" "b" {
      user_data_base64 = base64encode("echo 2")
    }

    resource "aws_instance" "c" {
    }

    resource "aws_launch_template" "a" {
      user_data = base64encode("echo 3")
    }
  }
}

function "decoded" {
  summary = "A text that may be encoded in base64, as it stands otherwise"
  params  = [text]
  result  = known(text) && length(regexall("^[A-Za-z0-9+/=\\s]{8,}$", coalesce(text, "-"))) > 0 ? try(base64decode(text), text) : text

  answer "encoded, as it stands, too short, and none" {
    value = [for text in ["ZWNobyAx", "echo 1", "echo", null] : decoded(text)]
    is    = ["echo 1", "echo 1", "echo", null]
  }
}

function "has_credentials" {
  summary = "Whether credentials stand literally in a script: a URL with a password, a key of AWS that is no example, a private key, a variable for a secret that is given one, a user's password that is set"
  params  = [value]
  result = has_password_in_url(value) || anytrue([
    for piece in literals(value) :
    length(regexall("-----BEGIN [A-Z ]*PRIVATE KEY-----", piece)) > 0 ||
    length([for key in regexall("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b", piece) : key if !endswith(key, "EXAMPLE")]) > 0 ||
    length(regexall("(?im)^\\s*(?:export\\s+)?[a-z0-9_]*(?:PASSWORD|PASSWD|SECRET|API_KEY|SECRET_KEY|PRIVATE_KEY|ACCESS_KEY)=[\"']?[^\\s\"'$<{`(]{6,}[\"']?\\s*$", piece)) > 0 ||
    length(regexall("\\b(?:echo|printf)\\s+(?:-[en]+\\s+)?[\"']?(?:[A-Za-z_][\\w.-]*:)?[^\\s\"'$<{`|:]{4,}[\"']?\\s*\\|\\s*(?:sudo\\s+)?(?:chpasswd|passwd\\s+(?:\\S+\\s+)?--stdin)\\b", piece)) > 0
  ])

  answer "each kind, and scripts that fetch theirs" {
    value = [
      for script in [
        "curl https://web:hunter2@example.com/", "-----BEGIN RSA PRIVATE KEY-----\nMII", "key=${"AKIA"}Z7QW3E4R5T6Y7U8I", "#!/bin/sh\nexport DB_PASSWORD=hunter2x\n",
        "key=AKIAIOSFODNN7EXAMPLE", "#!/bin/sh\nDB_PASSWORD=$(aws ssm get-parameter)\nDB_PASSWORD=\"$PASSWORD\"", "yum install -y nginx",
        "echo \"ubuntu:hunter2\" | chpasswd", "echo hunter2 | sudo passwd --stdin ec2-user", "echo \"ubuntu:$PASSWORD\" | chpasswd", "echo ubuntu | tee user",
      ] : has_credentials(script)
    ]
    is = [true, true, true, true, false, false, false, true, true, false, false]
  }
}

function "has_aws_key" {
  summary = "Whether an id of an AWS access key stands literally in a value: one that is allowed or an example of the documentation is none"
  params  = [value]
  result = length([
    for key in flatten([for piece in literals(value) : regexall("\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b", piece)]) : key
    if !endswith(key, "EXAMPLE") && !contains(param.security.aws_key_allow, key)
  ]) > 0

  answer "a key, an example, and a text" {
    value = [for value in ["${"AKIA"}Z7QW3E4R5T6Y7U8I", { key = "${"AKIA"}Z7QW3E4R5T6Y7U8I" }, "AKIAIOSFODNN7EXAMPLE", "web", null] : has_aws_key(value)]
    is    = [true, true, false, false, false]
  }
}

function "written_value" {
  summary = "What is written down for a variable: the value of a root's, by default or by variable files, and the default of a module's, which is given its value elsewhere"
  params  = [variable]
  result = concat(
    [for value in [variable.value] : value if variable.module == null],
    [for value in [variable.default] : value if variable.module != null],
  )[0]

  answer "of a root, and of a module" {
    value = [for variable in resources("terraform_variable") : written_value(variable)]
    is    = ["b", "a"]

    module "web" {
      source = "./web"
      key    = "given"
    }

    file "web/main.tf" {
      variable "key" {
        default = "b"
      }
    }

    variable "key" {
      default = "a"
    }
  }
}

function "is_told" {
  summary = "Whether a value's text, as far as somebody may have written a secret into it, is known: not known of a variable of texts without a value, or of what a missing module gives; what AWS makes, names of other things, and numbers hold none"
  params  = [value]
  result = !anytrue(flatten([
    for item in value[*] : [
      for choice in choices(item) : [
        for source in read_from(choice) : undecided(address(source.node))
        if node_type(source.node) == "terraform_variable" && !contains(["number", "bool"], coalesce(source.node.type, "any"))
      ]
    ]
  ]))

  answer "a text, what AWS makes, a variable" {
    value = [for value in ["web", aws_rds_cluster.main.endpoint, aws_ssm_parameter.a.value] : is_told(value)]
    is    = [true, true, undecided("var.key")]

    variable "key" {
      type = string
    }

    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
    }

    resource "aws_ssm_parameter" "a" {
      value = "key=${var.key}"
    }
  }

  answer "what is looked up by the workspace, a number, one of two texts, and a list with a variable" {
    value = [
      for value in [jsondecode(aws_ssm_parameter.a.value).bucket, jsondecode(aws_ssm_parameter.a.value).port, jsondecode(aws_ssm_parameter.a.value).level, values(jsondecode(aws_ssm_parameter.a.value))] :
      is_told(value)
    ]
    is = [true, true, true, undecided("var.key")]

    variable "key" {
      type = string
    }

    variable "port" {
      type = number
    }

    variable "stage" {
      type = string
    }

    data "aws_s3_bucket" "landing" {
      bucket = lower("${terraform.workspace}-landing")
    }

    resource "aws_ssm_parameter" "a" {
      value = jsonencode({
        bucket = data.aws_s3_bucket.landing.bucket
        port   = var.port
        level  = var.stage == "production" ? "info" : "debug"
        key    = var.key
      })
    }
  }
}

function "tokens_in" {
  summary = "Whose tokens stand literally in a text, by their shape, and private keys; one of Xs is an example"
  params  = [text]
  result = distinct(flatten([
    for piece in literals(text) : concat(
      [for shape in token_shapes() : shape.name if anytrue([for found in regexall(shape.pattern, piece) : length(regexall("(?i)xxxxx|example", found)) == 0])],
      length(regexall("-----BEGIN [A-Z ]*PRIVATE KEY-----\\s+[A-Za-z0-9+/]{20}", piece)) > 0 ? ["private key"] : [],
    )
  ]))

  answer "tokens, a key, an example, and what speaks of them" {
    value = [
      for text in [
        "curl -H 'Authorization: Bearer ${"ghp"}_0a1B2c3D4e5F6a7B8c9D0e1F2a3B4c5D6e7F' https://api.github.com", "${"xoxb"}-0123456789-0123456789-abcdefABCDEF",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA0a1b2c3d", "${"ghp"}_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "echo -----BEGIN RSA PRIVATE KEY-----", "git push https://x-token-auth:$TOKEN@bitbucket.org/a/b",
      ] : tokens_in(text)
    ]
    is = [["GitHub"], ["Slack"], ["private key"], [], [], []]
  }
}

function "has_password_for_host" {
  summary = "Whether a URL with a user's password for a host of the internet stands literally in a text: those of a test's own machine are no secret"
  params  = [text]
  result = anytrue([
    for piece in literals(text) : length([
      for found in regexall("[a-zA-Z][a-zA-Z0-9+.-]*://[^:/?#@\\s'\"]*:[^@/?#\\s$<{%*'\"]{4,}@((?:[a-zA-Z0-9-]+\\.)+[a-z]{2,})", piece) : found
      if !matches_any(lower(found[0]), ["*example.*", "*.local", "*.internal", "*.localhost", "*.test", "*.docker"])
    ]) > 0
  ])

  answer "a host of the internet, machines of a test, a variable, an example" {
    value = [
      for text in [
        "git clone https://ci:hunter2@bitbucket.org/example/web.git", "postgres://postgres:postgres@localhost:5432/test", "mysql://root:root@db/test",
        "https://ci:$TOKEN@bitbucket.org/example/web.git", "https://user:password@www.example.com", "redis://web:hunter2@127.0.0.1", "http://host.docker.internal:29418",
      ] : has_password_for_host(text)
    ]
    is = [true, false, false, false, false, false, false]
  }
}

function "judged_texts" {
  summary = "The texts of pipelines that rules of steps, pipes and services look at for keys"
  params  = []
  result = concat(
    flatten([for step in resources("bitbucket_step") : [step.script, step.after_script]]),
    flatten([for node in concat(resources("bitbucket_pipe"), resources("bitbucket_service")) : [for value in values(node.variables) : [for text in value[*] : text if known(text)]]]),
  )

  answer "lines and variables; not what no pipeline uses" {
    value = judged_texts()
    is    = ["make", "echo b", "c", "d"]

    pipeline = <<YAML
definitions:
  services:
    db:
      image: mysql:8.0
      variables: {A: d}
  steps:
    - step: &unused
        script: [echo a]
pipelines:
  default:
    - step:
        script:
          - make
          - pipe: atlassian/slack-notify:2.0.0
            variables: {A: c, B: $D}
        after-script: [echo b]
YAML
  }
}

function "has_password_for_login" {
  summary = "Whether a script logs in to a registry with a password that stands literally in it"
  params  = [text]
  result = anytrue([
    for piece in literals(text) : length(regexall("\\b(?:docker|podman|buildah|nerdctl|helm|crane|skopeo|oras)\\s(?:[^|;&\\n]*\\s)?login\\s(?:[^|;&\\n]*\\s)?(?:-p|--password)(?:=|\\s+)[\"']?[^\\s\"'$<{`-][^\\s\"'$<{`]{3,}", piece)) > 0 ||
    length(regexall("\\b(?:echo|printf)\\s+(?:-n\\s+)?(?:\"[^\"$`<{\\n]{4,}\"|'[^'<{\\n]{4,}'|[^\\s\"'$<{`|-][^\\s\"'$<{`|]{3,})\\s*\\|\\s*(?:sudo\\s+)?\\S+\\s[^|;&\\n]*login\\s[^|;&\\n]*--password-stdin", piece)) > 0
  ])

  answer "each way, and with variables" {
    value = [
      for text in [
        "docker login -u web -p hunter2 registry.shop.com", "helm registry login --password=hunter2 shop.com", "echo \"hunter 2\" | docker login --username web --password-stdin", "printf hunter2 | sudo podman login -u web --password-stdin shop.com",
        "docker login -u $USER -p $PASSWORD", "docker login --password \"$${PASSWORD}\" shop.com", "echo $PASSWORD | docker login --password-stdin", "aws ecr get-login-password | docker login --username AWS --password-stdin shop.com", "docker login -u web -p \"$(cat password)\"", "npm run login -p 4200",
        "docker login --username web --password-stdin < password",
      ] : has_password_for_login(text)
    ]
    is = [true, true, true, true, false, false, false, false, false, false, false]
  }
}
