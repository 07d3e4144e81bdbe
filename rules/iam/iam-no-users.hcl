rule "long-lived-access-key" {
  summary   = "An access key without an end is made"
  severity  = "medium"
  clauses   = ["A13.4.7"]
  since     = "0.1"
  why       = "The key works from anywhere until somebody remembers it, and its secret is in the state."
  remedy    = "Let what needs access take a role: by its task, instance or function, or with a token of its pipeline."
  standards = { nist-800-53-r5 = ["IA-5"] }

  target        = "aws_iam_access_key"
  when          = self.status != "Inactive"
  condition     = matches_any(address(self), param.iam.user_exceptions)
  error_message = "${address(self)} is an access key without an end."

  fail "a key" {
    resource "aws_iam_access_key" "ci" { # finding
      user = "ci"
    }
  }

  pass "one that is excepted, and one that is switched off" {
    parameters = { "iam.user_exceptions" = ["aws_iam_access_key.mail*"] }

    resource "aws_iam_access_key" "mail" {
      user = "mail"
    }

    resource "aws_iam_access_key" "old" { # not applicable
      user   = "ci"
      status = "Inactive"
    }
  }

  undecided "whether there is one is an input" {
    variable "keys" {
      type = number
    }

    resource "aws_iam_access_key" "ci" { # undecided: var.keys
      count = var.keys

      user = "ci"
    }
  }
}

rule "iam-user-with-permissions" {
  summary   = "A user has permissions of its own"
  severity  = "medium"
  clauses   = ["A13.4.7"]
  since     = "0.1"
  why       = "What a user may do, whoever holds its key or password may do, from anywhere and until it is taken away."
  remedy    = "Give the permissions to a role, and let people take it by signing in."
  standards = { aws-fsbp = ["IAM.2"], nist-800-53-r5 = ["AC-2"] }

  target = "aws_iam_user"
  when   = !matches_any(address(self), param.iam.user_exceptions)
  condition = length(concat(
    linking(self, "aws_iam_user_policy", "user"),
    linking(self, "aws_iam_user_policy_attachment", "user"),
    linking(self, "aws_iam_policy_attachment", "users"),
  )) == 0
  error_message = "User ${address(self)} has permissions of its own."

  fail "each way" {
    resource "aws_iam_user" "all" { # finding: User aws_iam_user.all["
      for_each = toset(["inline", "attached", "listed"])

      name = each.key
    }

    resource "aws_iam_user_policy" "inline" {
      user   = aws_iam_user.all["inline"].name
      policy = "{}"
    }

    resource "aws_iam_user_policy_attachment" "attached" {
      user       = aws_iam_user.all["attached"].name
      policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    }

    resource "aws_iam_policy_attachment" "listed" {
      name       = "read"
      users      = [aws_iam_user.all["listed"].name]
      policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    }
  }

  pass "without any, and excepted" {
    parameters = { "iam.user_exceptions" = ["aws_iam_user.mail*"] }

    resource "aws_iam_user" "idle" {
      name = "idle"
    }

    resource "aws_iam_user" "mail" { # not applicable
      name = "mail"
    }

    resource "aws_iam_user_policy" "mail" {
      user   = aws_iam_user.mail.name
      policy = "{}"
    }
  }

  undecided "whom a policy is attached to is an input" {
    variable "users" {
      type = list(string)
    }

    resource "aws_iam_user" "ci" { # undecided: var.users
      name = "ci"
    }

    resource "aws_iam_policy_attachment" "read" {
      name       = "read"
      users      = var.users
      policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
    }
  }
}

rule "iam-user-with-password" {
  summary   = "A user has a password for the console"
  severity  = "medium"
  clauses   = ["A13.4.7"]
  since     = "0.1"
  why       = "A password of one account is known to no directory: it outlives the person's job, and is often the only factor."
  remedy    = "Let people sign in with IAM Identity Center or another directory, and take roles."
  standards = { nist-800-53-r5 = ["AC-2"] }

  target        = "aws_iam_user_login_profile"
  condition     = matches_any(address(self), param.iam.user_exceptions)
  error_message = "${address(self)} is a password of a user."

  fail "a password" {
    resource "aws_iam_user_login_profile" "admin" { # finding
      user = "admin"
    }
  }

  pass "one for emergencies" {
    parameters = { "iam.user_exceptions" = ["aws_iam_user_login_profile.emergency*"] }

    resource "aws_iam_user_login_profile" "emergency" {
      user = "emergency"
    }
  }
}
