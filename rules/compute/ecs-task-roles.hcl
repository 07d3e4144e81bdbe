# A task has two roles: its own, and the one that starts it, which pulls images, reads secrets and writes
# logs. ECS gives both to whoever trusts ecs-tasks.amazonaws.com.

rule "ecs-task-without-role" {
  summary   = "Tasks have no role of their own"
  severity  = "high"
  clauses   = ["A2.1.7"]
  since     = "0.1"
  why       = "What the application may do is then nobody's decision: it is given keys, or the role of the machine that it runs on."
  remedy    = "Set task_role_arn to a role that trusts ecs-tasks.amazonaws.com."
  standards = { nist-800-53-r5 = ["AC-6"] }

  target        = "aws_ecs_task_definition"
  condition     = !is_empty(self.task_role_arn)
  error_message = "Tasks of ${address(self)} have no role of their own."
  at            = self.task_role_arn

  fail "none, and an empty one" {
    variable "role" {
      default = ""
    }

    resource "aws_ecs_task_definition" "web" { # finding: Tasks of aws_ecs_task_definition.web
      family                = "web"
      execution_role_arn    = "arn:aws:iam::111122223333:role/execution"
      container_definitions = "[]"
    }

    resource "aws_ecs_task_definition" "api" {
      family                = "api"
      task_role_arn         = var.role # finding
      container_definitions = "[]"
    }
  }

  pass "a role, made here or elsewhere" {
    resource "aws_iam_role" "web" {
      assume_role_policy = "{}"
    }

    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      task_role_arn         = aws_iam_role.web.arn
      container_definitions = "[]"
    }

    resource "aws_ecs_task_definition" "api" {
      family                = "api"
      task_role_arn         = "arn:aws:iam::111122223333:role/api"
      container_definitions = "[]"
    }
  }

  undecided "an input" {
    variable "role" {
      type = string
    }

    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      task_role_arn         = var.role # undecided: var.role
      container_definitions = "[]"
    }
  }
}

rule "ecs-task-without-execution-role" {
  summary   = "Tasks have no role that starts them"
  severity  = "high"
  clauses   = ["A2.1.7"]
  since     = "0.1"
  why       = "Without one, Fargate can neither pull from a private repository nor read secrets nor write logs: the tasks do not start."
  remedy    = "Set execution_role_arn to a role that trusts ecs-tasks.amazonaws.com and has AmazonECSTaskExecutionRolePolicy."
  standards = { nist-800-53-r5 = ["AC-6"] }

  target        = "aws_ecs_task_definition"
  condition     = !is_empty(self.execution_role_arn)
  error_message = "Tasks of ${address(self)} have no role that starts them."
  at            = self.execution_role_arn

  fail "none" {
    resource "aws_ecs_task_definition" "web" { # finding: Tasks of aws_ecs_task_definition.web
      family                = "web"
      task_role_arn         = "arn:aws:iam::111122223333:role/web"
      container_definitions = "[]"
    }
  }

  pass "a role" {
    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      execution_role_arn    = "arn:aws:iam::111122223333:role/execution"
      container_definitions = "[]"
    }
  }

  undecided "an input" {
    variable "role" {
      type = string
    }

    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      execution_role_arn    = var.role # undecided: var.role
      container_definitions = "[]"
    }
  }
}

rule "ecs-task-role-trusting-others" {
  summary   = "A role of tasks can be taken by others, too"
  severity  = "high"
  clauses   = ["A2.1.7"]
  since     = "0.1"
  why       = "Whoever else is trusted gets what the application may do, its data included."
  remedy    = "Let the role trust ecs-tasks.amazonaws.com alone, and make another for others."
  standards = { nist-800-53-r5 = ["AC-3", "AC-6"] }

  target        = "aws_ecs_task_definition"
  for_each      = concat(linked(self.task_role_arn, "aws_iam_role"), linked(self.execution_role_arn, "aws_iam_role"))
  condition     = is_of_tasks_alone(each.value)
  error_message = "${address(each.value)}, a role of tasks of ${address(self)}, can be taken by ${join(", ", [for principal in trusted_principals(each.value) : principal.id])}."
  at            = argument(each.value, "assume_role_policy")

  fail "another service beside, an account, nobody" {
    data "aws_iam_policy_document" "trust" {
      statement {
        actions = ["sts:AssumeRole"]

        principals {
          type        = "Service"
          identifiers = ["ecs-tasks.amazonaws.com", "lambda.amazonaws.com"]
        }
      }
    }

    resource "aws_iam_role" "web" {
      assume_role_policy = data.aws_iam_policy_document.trust.json # finding: aws_iam_role.web, a role of tasks
    }

    resource "aws_iam_role" "execution" {
      assume_role_policy = jsonencode({ # finding
        Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com", AWS = "111122223333" } }]
      })
    }

    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      task_role_arn         = aws_iam_role.web.arn
      execution_role_arn    = aws_iam_role.execution.arn
      container_definitions = "[]"
    }

    resource "aws_iam_role" "job" {
      assume_role_policy = "{}" # finding
    }

    resource "aws_ecs_task_definition" "job" {
      family                = "job"
      task_role_arn         = aws_iam_role.job.arn
      container_definitions = "[]"
    }
  }

  pass "tasks alone; no role" {
    resource "aws_iam_role" "web" {
      assume_role_policy = jsonencode({
        Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
      })
    }

    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      task_role_arn         = aws_iam_role.web.arn
      execution_role_arn    = aws_iam_role.web.arn
      container_definitions = "[]"
    }

    resource "aws_ecs_task_definition" "job" { # not applicable
      family                = "job"
      container_definitions = "[]"
    }
  }

  undecided "a role that is made elsewhere" {
    resource "aws_ecs_task_definition" "web" { # undecided: arn:aws:iam::111122223333:role/web
      family                = "web"
      task_role_arn         = "arn:aws:iam::111122223333:role/web"
      container_definitions = "[]"
    }
  }
}

rule "ecs-task-role-also-starting-it" {
  summary   = "One role is the tasks' own and starts them, too"
  severity  = "medium"
  clauses   = ["A2.1.7"]
  since     = "0.1"
  why       = "The application may then pull every image and read every secret that starting it takes."
  remedy    = "Make a role for each: task_role_arn and execution_role_arn."
  standards = { nist-800-53-r5 = ["AC-6"] }

  target        = "aws_ecs_task_definition"
  when          = !param.iam.allow_shared_task_exec_role && !is_empty(self.task_role_arn) && !is_empty(self.execution_role_arn)
  condition     = self.task_role_arn != self.execution_role_arn
  error_message = "One role is that of tasks of ${address(self)} and starts them, too."
  at            = self.task_role_arn

  fail "one role" {
    resource "aws_iam_role" "web" {
      assume_role_policy = "{}"
    }

    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      task_role_arn         = aws_iam_role.web.arn # finding
      execution_role_arn    = aws_iam_role.web.arn
      container_definitions = "[]"
    }
  }

  pass "two; one alone" {
    resource "aws_iam_role" "web" {
      for_each = toset(["task", "execution"])

      assume_role_policy = "{}"
    }

    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      task_role_arn         = aws_iam_role.web["task"].arn
      execution_role_arn    = aws_iam_role.web["execution"].arn
      container_definitions = "[]"
    }

    resource "aws_ecs_task_definition" "job" { # not applicable
      family                = "job"
      execution_role_arn    = aws_iam_role.web["execution"].arn
      container_definitions = "[]"
    }

    resource "aws_ecs_task_definition" "batch" { # not applicable
      family                = "batch"
      task_role_arn         = aws_iam_role.web["task"].arn
      container_definitions = "[]"
    }
  }

  pass "one, where that is allowed" {
    parameters = { "iam.allow_shared_task_exec_role" = true }

    resource "aws_ecs_task_definition" "web" { # not applicable
      family                = "web"
      task_role_arn         = "arn:aws:iam::111122223333:role/web"
      execution_role_arn    = "arn:aws:iam::111122223333:role/web"
      container_definitions = "[]"
    }
  }

  undecided "an input" {
    variable "role" {
      type     = string
      nullable = false

      validation {
        condition     = var.role != ""
        error_message = "No role."
      }
    }

    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      task_role_arn         = "arn:aws:iam::111122223333:role/web" # undecided: var.role
      execution_role_arn    = var.role
      container_definitions = "[]"
    }
  }
}

rule "ecs-execution-role-without-permissions" {
  summary   = "The role that starts tasks may not pull images or write logs"
  severity  = "high"
  clauses   = ["A2.1.7"]
  since     = "0.1"
  why       = "Tasks do not start, or start without logs."
  remedy    = "Attach AmazonECSTaskExecutionRolePolicy, or allow what it allows on the repositories and log groups of the service."
  standards = { nist-800-53-r5 = ["AC-6"] }

  target        = "aws_ecs_task_definition"
  for_each      = linked(self.execution_role_arn, "aws_iam_role")
  condition     = may_start_tasks(each.value)
  error_message = "${address(each.value)}, which starts tasks of ${address(self)}, may not pull images or not write logs."
  at            = self.execution_role_arn

  fail "nothing, and logs alone" {
    resource "aws_iam_role" "execution" {
      for_each = toset(["web", "api"])

      assume_role_policy = "{}"
    }

    resource "aws_iam_role_policy" "logs" {
      role   = aws_iam_role.execution["api"].id
      policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "logs:*", Resource = "*" }] })
    }

    resource "aws_ecs_task_definition" "all" {
      for_each = aws_iam_role.execution

      family                = each.key
      execution_role_arn    = each.value.arn # finding: may not pull images or not write logs
      container_definitions = "[]"
    }
  }

  pass "AWS's own policy, and one that allows the same" {
    resource "aws_iam_role" "execution" {
      for_each = toset(["web", "api"])

      assume_role_policy = "{}"
    }

    resource "aws_iam_role_policy_attachment" "web" {
      role       = aws_iam_role.execution["web"].name
      policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
    }

    resource "aws_iam_role_policy" "api" {
      role = aws_iam_role.execution["api"].id
      policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = ["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], Resource = "*" },
          { Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "*" },
        ]
      })
    }

    resource "aws_ecs_task_definition" "all" {
      for_each = aws_iam_role.execution

      family                = each.key
      execution_role_arn    = each.value.arn
      container_definitions = "[]"
    }
  }

  undecided "another policy of AWS" {
    resource "aws_iam_role" "execution" {
      assume_role_policy  = "{}"
      managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly"]
    }

    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      execution_role_arn    = aws_iam_role.execution.arn # undecided: AmazonEC2ContainerRegistryReadOnly
      container_definitions = "[]"
    }
  }
}
