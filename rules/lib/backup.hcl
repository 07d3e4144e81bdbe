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
}

function "is_backed_up_by" {
  summary = "Whether a backup plan selects a cluster"
  params  = [cluster, plan]
  result = anytrue([
    for selection in linking(plan, "aws_backup_selection", "plan_id") : selects(selection, cluster)
  ])
}

function "keeps_at_least" {
  summary = "Whether a rule of a backup plan keeps recovery points for that many days; no lifecycle keeps them for ever"
  params  = [rule, days]
  result  = alltrue([for kept in rule.lifecycle[*].delete_after : coalesce(kept, days) >= days])
}

function "continuous_backup_rules" {
  summary = "Rules of backup plans that let a cluster be restored to any point in time of that many days"
  params  = [cluster, days]
  result = flatten([
    for plan in resources("aws_backup_plan") : [
      for rule in plan.rule : rule if rule.enable_continuous_backup == true && keeps_at_least(rule, days)
    ] if is_backed_up_by(cluster, plan)
  ])
}
