# Who may reach a security group, whatever style its rules are written in.

function "groups" {
  summary = "The security groups that these ids mean"
  params  = [ids]
  result  = linked(ids, ["aws_security_group", "aws_default_security_group"])
}

function "ingress_rules" {
  summary = "What a group admits, one entry for each source: {kind, source, protocol, from_port, to_port, at}"
  params  = [group]
  result  = concat(inline_ingress(group), standalone_ingress(group), single_source_ingress(group))
}

function "admitted" {
  summary = "Entries of one kind: a rule's sources, and where they are written"
  params  = [kind, sources, rule, protocol, at]
  result = [
    for source in sources :
    { kind = kind, source = source, protocol = protocol, from_port = rule.from_port, to_port = rule.to_port, at = at }
  ]
}

function "listed_sources" {
  summary = "Entries of a rule that lists its ranges and prefix lists and may admit its own group"
  params  = [rule, node, path]
  result = concat(
    admitted("cidr", rule.cidr_blocks[*], rule, rule.protocol, argument(node, "${path}cidr_blocks")),
    admitted("cidr", rule.ipv6_cidr_blocks[*], rule, rule.protocol, argument(node, "${path}ipv6_cidr_blocks")),
    admitted("prefix_list", linked(rule.prefix_list_ids), rule, rule.protocol, argument(node, "${path}prefix_list_ids")),
    admitted("self", [for own in [rule.self] : "self" if own == true], rule, rule.protocol, argument(node, "${path}self")),
  )
}

function "inline_ingress" {
  summary = "Entries of the rules inside a group"
  params  = [group]
  result = flatten([
    for i, rule in group.ingress[*] : concat(
      listed_sources(rule, group, "ingress[${i}]."),
      admitted("security_group", groups(rule.security_groups), rule, rule.protocol, argument(group, "ingress[${i}].security_groups")),
    )
  ])
}

function "standalone_ingress" {
  summary = "Entries of aws_security_group_rule resources"
  params  = [group]
  result = flatten([
    for rule in linking(group, "aws_security_group_rule", "security_group_id") : concat(
      listed_sources(rule, rule, ""),
      admitted("security_group", groups(rule.source_security_group_id), rule, rule.protocol, argument(rule, "source_security_group_id")),
    ) if rule.type == "ingress"
  ])
}

function "single_source_ingress" {
  summary = "Entries of aws_vpc_security_group_ingress_rule resources"
  params  = [group]
  result = flatten([
    for rule in linking(group, "aws_vpc_security_group_ingress_rule", "security_group_id") : concat(
      admitted("cidr", rule.cidr_ipv4[*], rule, rule.ip_protocol, argument(rule, "cidr_ipv4")),
      admitted("cidr", rule.cidr_ipv6[*], rule, rule.ip_protocol, argument(rule, "cidr_ipv6")),
      admitted("prefix_list", linked(rule.prefix_list_id), rule, rule.ip_protocol, argument(rule, "prefix_list_id")),
      admitted("security_group", groups(rule.referenced_security_group_id), rule, rule.ip_protocol, argument(rule, "referenced_security_group_id")),
    )
  ])
}

function "admits_internet" {
  summary = "Whether an entry admits public addresses"
  params  = [entry]
  result  = entry.kind == "cidr" && cidr_is_public(entry.source)
}

function "admits_group_of" {
  summary = "Whether an entry admits one of these groups, given by their addresses"
  params  = [entry, addresses]
  result  = entry.kind == "security_group" && is_one_of(entry.source, addresses)
}

function "admits_itself" {
  summary = "Whether an entry admits the members of its own group"
  params  = [entry, group]
  result  = entry.kind == "self" || admits_group_of(entry, [address(group)])
}

function "admits_named_group" {
  summary = "Whether an entry admits a group of one of these names"
  params  = [entry, names]
  result  = entry.kind == "security_group" && anytrue([for name in names : entry.source.name == name])
}

function "source_text" {
  summary = "An entry's source, for messages"
  params  = [entry]
  result = join("", concat(
    [for range in [entry.source] : range if entry.kind == "cidr"],
    [for group in [entry.source] : address(group) if entry.kind == "security_group"],
    [for kind in [entry.kind] : "a prefix list" if kind == "prefix_list"],
    [for kind in [entry.kind] : "its own members" if kind == "self"],
  ))
}

function "load_balancer_groups" {
  summary = "Addresses of the groups attached to load balancers"
  params  = []
  result = flatten([
    for balancer in concat(resources("aws_lb"), resources("aws_alb")) :
    [for group in groups(balancer.security_groups) : address(group)]
  ])
}

function "service_groups" {
  summary = "Addresses of the groups attached to ECS services whose name begins with one of these; of all if none is given"
  params  = [names]
  result = flatten([
    for service in resources("aws_ecs_service") :
    [for group in groups(flatten(service.network_configuration[*].security_groups)) : address(group)]
    if length(names) == 0 || anytrue([for name in names : startswith(service.name, name)])
  ])
}

function "is_task_group" {
  summary = "Whether a group is attached to an ECS service behind a load balancer"
  params  = [group]
  result = anytrue([
    for service in linking(group, "aws_ecs_service", "network_configuration.security_groups") :
    length(service.load_balancer) > 0
  ])
}

function "is_database_group" {
  summary = "Whether a group is attached to a database"
  params  = [group]
  result = length(concat(
    linking(group, "aws_rds_cluster", "vpc_security_group_ids"),
    linking(group, "aws_db_instance", "vpc_security_group_ids"),
  )) > 0
}

function "is_cache_group" {
  summary = "Whether a group is attached to a Redis cache"
  params  = [group]
  result = length(concat(
    linking(group, "aws_elasticache_replication_group", "security_group_ids"),
    linking(group, "aws_elasticache_cluster", "security_group_ids"),
  )) > 0
}

function "database_client_groups" {
  summary = "Addresses of the groups from which a database may be reached"
  params  = []
  result  = service_groups(param.network.rds_sources == "backend-only" ? param.compute.backend_services : [])
}
