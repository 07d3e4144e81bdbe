# Subnets and what they are routed to: classes follow from routes, never from names.

function "route_tables" {
  summary = "Tables that route a subnet: those associated with it, else the main one of its VPC"
  params  = [subnet]
  result  = length(associated_route_tables(subnet)) > 0 ? associated_route_tables(subnet) : main_route_tables_of(subnet)
}

function "associated_route_tables" {
  summary = "Tables that are associated with a subnet explicitly"
  params  = [subnet]
  result = flatten([
    for association in linking(subnet, "aws_route_table_association", "subnet_id") :
    linked(association.route_table_id, ["aws_route_table", "aws_default_route_table"])
  ])
}

function "main_route_tables_of" {
  summary = "The main tables of a subnet's VPC; none declared means that only the local route exists"
  params  = [subnet]
  result  = flatten([for vpc in linked(subnet.vpc_id, ["aws_vpc", "aws_default_vpc"]) : main_route_tables(vpc)])
}

function "main_route_tables" {
  summary = "Tables declared as the main one of a VPC"
  params  = [vpc]
  result = concat(
    flatten([
      for association in linking(vpc, "aws_main_route_table_association", "vpc_id") :
      linked(association.route_table_id, ["aws_route_table", "aws_default_route_table"])
    ]),
    linking(vpc, "aws_default_route_table", "default_route_table_id")
  )
}

function "routes" {
  summary = "Routes of a table, written inside it or apart"
  params  = [table]
  result  = concat([for route in table.route[*] : route], linking(table, "aws_route", "route_table_id"))
}

function "leads_to_internet_gateway" {
  summary = "Whether a route's target is an internet gateway"
  params  = [route]
  result = (
    route.gateway_id == null ? false :
    known(route.gateway_id) ? startswith(route.gateway_id, "igw-") :
    anytrue([for gateway in linked(route.gateway_id) : node_type(gateway) == "aws_internet_gateway"])
  )
}

function "is_routed_to_internet_gateway" {
  summary = "Whether any route of a subnet, to whatever destination, leads to an internet gateway"
  params  = [subnet]
  result = anytrue(flatten([
    for table in route_tables(subnet) : [for route in routes(table) : leads_to_internet_gateway(route)]
  ]))
}

function "is_private_subnet" {
  summary = "Whether a subnet is private or isolated: nothing routes it to an internet gateway"
  params  = [subnet]
  result  = !is_routed_to_internet_gateway(subnet)
}
