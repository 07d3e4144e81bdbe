# AWS Backup: which plans select which cluster.

function "selects" {
  summary = "Whether a backup selection takes a cluster in, by its ARN, by a wildcard or by a tag"
  params  = [selection, cluster]
  result = anytrue(concat(
    [
      for resource in selection.resources[*] :
      known(resource) ? contains(["*", "arn:aws:rds:*:*:cluster:*"], resource) : anytrue([for node in linked(resource) : is_one_of(node, [address(cluster)])])
    ],
    [for tag in selection.selection_tag[*] : lookup(merge(cluster.tags, {}), tag.key, "") == tag.value],
  ))

  answer "by ARN, by each wildcard, by a tag, and not" {
    value = [for selection in resources("aws_backup_selection") : selects(selection, aws_rds_cluster.main)]
    is    = [true, true, true, true, false, false]

    variable "resources" {
      default = { b = "*", c = "arn:aws:rds:*:*:cluster:*", e = "arn:aws:dynamodb:*:*:table/*" }
    }

    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
      tags   = { backup = "daily" }
    }

    resource "aws_backup_selection" "a_arn" {
      name         = "a"
      plan_id      = "plan-01"
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"
      resources    = [aws_rds_cluster.main.arn]
    }

    resource "aws_backup_selection" "b_wildcard" {
      for_each = { for name, resource in var.resources : name => resource if name != "e" }

      name         = each.key
      plan_id      = "plan-01"
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"
      resources    = [each.value]
    }

    resource "aws_backup_selection" "c_tag" {
      name         = "d"
      plan_id      = "plan-01"
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"

      selection_tag {
        type  = "STRINGEQUALS"
        key   = "backup"
        value = "daily"
      }
    }

    resource "aws_backup_selection" "d_other" {
      name         = "e"
      plan_id      = "plan-01"
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"

      selection_tag {
        type  = "STRINGEQUALS"
        key   = "backup"
        value = "weekly"
      }
    }

    resource "aws_backup_selection" "e_nothing" {
      name         = "f"
      plan_id      = "plan-01"
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"
    }
  }
}

function "is_backed_up_by" {
  summary = "Whether a backup plan selects a cluster"
  params  = [cluster, plan]
  result = anytrue([
    for selection in linking(plan, "aws_backup_selection", "plan_id") : selects(selection, cluster)
  ])

  answer "by a selection of the plan, and by none of another's" {
    value = [is_backed_up_by(aws_rds_cluster.main, aws_backup_plan.a), is_backed_up_by(aws_rds_cluster.main, aws_backup_plan.b)]
    is    = [true, false]

    resource "aws_backup_plan" "a" {
      name = "a"

      rule {
        rule_name                = "nightly"
        target_vault_name        = "vault"
        enable_continuous_backup = true

        lifecycle {
          delete_after = 35
        }
      }
    }

    resource "aws_backup_plan" "b" {
      name = "b"

      rule {
        rule_name         = "weekly"
        target_vault_name = "vault"
      }
    }

    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
      tags   = { backup = "daily" }
    }

    resource "aws_backup_selection" "a" {
      name         = "a"
      plan_id      = aws_backup_plan.a.id
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"
      resources    = [aws_rds_cluster.main.arn]
    }
  }
}

function "keeps_at_least" {
  summary = "Whether a rule of a backup plan keeps recovery points for that many days; no lifecycle keeps them for ever"
  params  = [rule, days]
  result  = alltrue([for kept in rule.lifecycle[*].delete_after : coalesce(kept, days) >= days])

  answer "as many days, fewer, and for ever" {
    value = [keeps_at_least(aws_backup_plan.a.rule[0], 35), keeps_at_least(aws_backup_plan.a.rule[0], 36), keeps_at_least(aws_backup_plan.b.rule[0], 365)]
    is    = [true, false, true]

    resource "aws_backup_plan" "a" {
      name = "a"

      rule {
        rule_name                = "nightly"
        target_vault_name        = "vault"
        enable_continuous_backup = true

        lifecycle {
          delete_after = 35
        }
      }
    }

    resource "aws_backup_plan" "b" {
      name = "b"

      rule {
        rule_name         = "weekly"
        target_vault_name = "vault"
      }
    }
  }
}

function "backup_rules" {
  summary = "Rules of backup plans that select a cluster and keep its recovery points for that many days"
  params  = [cluster, days]
  result = flatten([
    for plan in resources("aws_backup_plan") : [for rule in plan.rule : rule if keeps_at_least(rule, days)] if is_backed_up_by(cluster, plan)
  ])

  answer "kept long enough, not, and of a plan that selects another" {
    value = [for days in [7, 8] : [for rule in backup_rules(aws_docdb_cluster.main, days) : rule.rule_name]]
    is    = [["daily"], []]

    resource "aws_backup_plan" "all" {
      for_each = { daily = 7, weekly = 35 }

      name = each.key

      rule {
        rule_name         = each.key
        target_vault_name = "vault"

        lifecycle {
          delete_after = each.value
        }
      }
    }

    resource "aws_docdb_cluster" "main" {
      cluster_identifier = "main"
    }

    resource "aws_backup_selection" "daily" {
      name         = "daily"
      plan_id      = aws_backup_plan.all["daily"].id
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"
      resources    = [aws_docdb_cluster.main.arn]
    }
  }
}

function "continuous_backup_rules" {
  summary = "Rules of backup plans that let a cluster be restored to any point in time of that many days"
  params  = [cluster, days]
  result  = [for rule in backup_rules(cluster, days) : rule if rule.enable_continuous_backup == true]

  answer "of the plan that selects it, if kept long enough" {
    value = [for days in [35, 36] : [for rule in continuous_backup_rules(aws_rds_cluster.main, days) : rule.rule_name]]
    is    = [["nightly"], []]

    resource "aws_backup_plan" "a" {
      name = "a"

      rule {
        rule_name                = "nightly"
        target_vault_name        = "vault"
        enable_continuous_backup = true

        lifecycle {
          delete_after = 35
        }
      }
    }

    resource "aws_backup_plan" "b" {
      name = "b"

      rule {
        rule_name         = "weekly"
        target_vault_name = "vault"
      }
    }

    resource "aws_rds_cluster" "main" {
      engine = "aurora-mysql"
      tags   = { backup = "daily" }
    }

    resource "aws_backup_selection" "all" {
      for_each = { a = aws_backup_plan.a.id, b = aws_backup_plan.b.id }

      name         = each.key
      plan_id      = each.value
      iam_role_arn = "arn:aws:iam::111122223333:role/backup"
      resources    = ["*"]
    }
  }
}
