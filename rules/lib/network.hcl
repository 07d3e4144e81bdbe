# Subnets and what they are routed to: classes follow from routes, never from names.

function "zone" {
  summary = "The zone of a subnet, by name, by id or as one of the region's zones"
  params  = [subnet]
  result = (
    configured(subnet.availability_zone) ? subnet.availability_zone :
    configured(subnet.availability_zone_id) ? subnet.availability_zone_id :
    tostring(undecided("the zone of ${address(subnet)}"))
  )
}

function "zones" {
  summary = "The zones of the subnets that these ids mean, each once; a subnet that cannot be resolved may add one"
  params  = [ids]
  result = distinct(concat(
    [for subnet in subnets(ids) : zone(subnet) if known(subnet)],
    [for subnet in subnets(ids) : address(subnet) if !known(subnet)],
  ))
}

function "zone_count" {
  summary = "How many zones these are, in words"
  params  = [zones]
  result = (
    !known(length(zones)) ? "too few zones" :
    length(zones) == 0 ? "no zone" :
    length(zones) == 1 ? "one zone (${zones[0]})" :
    "${length(zones)} zones (${join(", ", zones)})"
  )
}

function "is_one_of_ranges" {
  summary = "Whether a subnet has one of these IPv4 ranges; without a range of its own it has not"
  params  = [subnet, cidrs]
  result  = subnet.cidr_block == null ? false : contains(cidrs, subnet.cidr_block)
}

function "documented_private_subnets" {
  summary = "The subnets of this configuration that the architecture documents as private"
  params  = []
  result = [
    for subnet in resources("aws_subnet") : subnet
    if is_one_of_ranges(subnet, param.network.private_subnets[*].cidr)
  ]
}

function "missing_subnets" {
  summary = "Addresses of documented private subnets that these ids leave out; of certain ranges only if any are given"
  params  = [ids, cidrs]
  result = [
    for subnet in documented_private_subnets() : address(subnet)
    if(length(cidrs) == 0 || is_one_of_ranges(subnet, cidrs)) && !contains([for member in subnets(ids) : address(member)], address(subnet))
  ]
}

function "has_private_role" {
  summary = "Whether a subnet is meant to be private: documented so, else used by services or data stores and by no load balancer"
  params  = [subnet]
  result = (
    is_one_of_ranges(subnet, param.network.private_subnets[*].cidr) ||
    (!is_one_of_ranges(subnet, param.network.public_subnets[*].cidr) && holds_workloads(subnet) && !holds_load_balancers(subnet))
  )
}

function "holds_workloads" {
  summary = "Whether services, databases or caches are placed in a subnet"
  params  = [subnet]
  result = length(concat(
    linking(subnet, "aws_ecs_service", "network_configuration.subnets"),
    linking(subnet, "aws_db_subnet_group", "subnet_ids"),
    linking(subnet, "aws_elasticache_subnet_group", "subnet_ids"),
  )) > 0
}

function "holds_load_balancers" {
  summary = "Whether load balancers are placed in a subnet"
  params  = [subnet]
  result = length(concat(
    linking(subnet, "aws_lb", "subnets"),
    linking(subnet, "aws_lb", "subnet_mapping.subnet_id"),
    linking(subnet, "aws_alb", "subnets"),
    linking(subnet, "aws_alb", "subnet_mapping.subnet_id"),
  )) > 0
}
