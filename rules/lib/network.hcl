# Subnets and what they are routed to: classes follow from routes, never from names.

function "associated_route_tables" {
  summary = "Tables that are associated with a subnet explicitly"
  params  = [subnet]
  result = flatten([
    for association in linking(subnet, "aws_route_table_association", "subnet_id") :
    linked(association.route_table_id, ["aws_route_table", "aws_default_route_table"])
  ])
}

function "vpcs_of" {
  summary = "The VPC of a subnet"
  params  = [subnet]
  result = concat(
    [for vpc in resources("aws_default_vpc") : vpc if node_type(subnet) == "aws_default_subnet"],
    [for vpc in linked(subnet.vpc_id, ["aws_vpc", "aws_default_vpc"]) : vpc if node_type(subnet) != "aws_default_subnet"],
  )
}

function "main_route_tables" {
  summary = "Tables declared as the main one of a VPC; none declared means that only the local route exists"
  params  = [vpc]
  result = concat(
    flatten([
      for association in linking(vpc, "aws_main_route_table_association", "vpc_id") :
      linked(association.route_table_id, ["aws_route_table", "aws_default_route_table"])
    ]),
    [
      for table in resources("aws_default_route_table") : table
      if table.default_route_table_id == vpc.default_route_table_id || table.default_route_table_id == vpc.main_route_table_id
    ],
  )
}

function "route_tables" {
  summary = "Tables that route a subnet: those associated with it, else the main one of its VPC"
  params  = [subnet]
  result = concat(
    associated_route_tables(subnet),
    flatten([
      for vpc in vpcs_of(subnet) : main_route_tables(vpc) if length(associated_route_tables(subnet)) == 0
    ]),
  )
}

function "is_gateway" {
  summary = "Whether a route's target is a gateway of these types, or a literal id of that kind"
  params  = [target, prefix, types]
  result = (
    known(target) ? startswith(coalesce(target, "-"), prefix) :
    anytrue([for gateway in linked(target) : contains(types, node_type(gateway))])
  )
}

function "leads_to_internet" {
  summary = "Whether a route's target is an internet gateway; an egress-only one counts if it is not allowed"
  params  = [route]
  result = (
    is_gateway(route.gateway_id, "igw-", ["aws_internet_gateway", "data.aws_internet_gateway"]) ||
    (!param.network.allow_egress_only_igw &&
    is_gateway(route.egress_only_gateway_id, "eigw-", ["aws_egress_only_internet_gateway"]))
  )
}

function "internet_routes_of_table" {
  summary = "Where a table's routes to an internet gateway are written, inside it or apart"
  params  = [table]
  result = concat(
    [for i, route in table.route[*] : argument(table, "route[${i}].gateway_id") if leads_to_internet(route)],
    [
      for route in linking(table, "aws_route", "route_table_id") :
      argument(route, "gateway_id") if leads_to_internet(route)
    ],
  )
}

function "internet_routes" {
  summary = "Where a subnet's routes to an internet gateway are written"
  params  = [subnet]
  result  = flatten([for table in route_tables(subnet) : internet_routes_of_table(table)])
}

function "is_public_by_default" {
  summary = "Whether a subnet lies in the default VPC and no table is given: AWS routes it to the internet"
  params  = [subnet]
  result = (
    (node_type(subnet) == "aws_default_subnet" || anytrue([for vpc in vpcs_of(subnet) : node_type(vpc) == "aws_default_vpc"])) &&
    length(route_tables(subnet)) == 0
  )
}

function "is_public_subnet" {
  summary = "Whether any route of a subnet, to whatever destination, leads to an internet gateway"
  params  = [subnet]
  result  = length(internet_routes(subnet)) > 0 || is_public_by_default(subnet)
}

function "subnets" {
  summary = "The subnets that these ids mean"
  params  = [ids]
  result  = linked(ids, ["aws_subnet", "aws_default_subnet"])
}

function "public_subnets" {
  summary = "Addresses of the public ones among the subnets that these ids mean"
  params  = [ids]
  result  = [for subnet in subnets(ids) : address(subnet) if is_public_subnet(subnet)]
}

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
