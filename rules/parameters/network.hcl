parameter "network.private_subnets" {
  type    = list(object({ cidr = string, zone = string }))
  default = []
  summary = "Private subnets as the architecture documents them: range and zone letter"
}

parameter "network.public_subnets" {
  type    = list(object({ cidr = string, zone = string }))
  default = []
  summary = "Public subnets as the architecture documents them: range and zone letter"
}

parameter "network.az_count" {
  type    = number
  default = 3
  summary = "Zones that every tier spans"
}

parameter "network.allow_egress_only_igw" {
  type    = bool
  default = true
  summary = "Whether a route to an egress-only internet gateway leaves a subnet private"
}

parameter "network.public_subnet_exceptions" {
  type    = list(string)
  default = []
  summary = "Addresses of resources that may lie in public subnets; * stands for any text"
}

parameter "network.rds_sources" {
  type    = string
  default = "any-service"
  summary = "Whose tasks may reach databases: any-service or backend-only"
}

parameter "network.rds_extra_sources" {
  type    = list(string)
  default = []
  summary = "Names of further security groups that may reach databases"
}

parameter "network.redis_extra_sources" {
  type    = list(string)
  default = []
  summary = "Names of further security groups that may reach caches"
}

parameter "network.known_subnets" {
  type    = map(string)
  default = {}
  summary = "Class of subnets that are made elsewhere, by id: public, private or isolated"
}

parameter "network.nat_azs" {
  type    = list(string)
  default = []
  summary = "Letters of the zones in which a NAT gateway is planned; none asks for no zone"
}

parameter "network.nat_mode" {
  type    = string
  default = "single"
  summary = "NAT gateways: single, or per-az, which asks for one in the zone of each private subnet"
}

parameter "network.nat_policy" {
  type    = string
  default = "reduce"
  summary = "What VPC endpoints are for: reduce the traffic of NAT gateways, or eliminate the gateways"
}

parameter "network.require_nat_egress" {
  type    = bool
  default = true
  summary = "Whether tasks need a way out to hosts that no VPC endpoint serves"
}
