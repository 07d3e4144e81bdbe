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

parameter "network.guarded_ports" {
  type = list(object({ port = number, name = string }))
  default = [
    { port = 22, name = "SSH" },
    { port = 23, name = "Telnet" },
    { port = 445, name = "SMB" },
    { port = 1433, name = "SQL Server" },
    { port = 1521, name = "Oracle" },
    { port = 2375, name = "Docker" },
    { port = 3306, name = "MySQL" },
    { port = 3389, name = "RDP" },
    { port = 5432, name = "PostgreSQL" },
    { port = 5439, name = "Redshift" },
    { port = 5601, name = "Kibana" },
    { port = 5984, name = "CouchDB" },
    { port = 5985, name = "WinRM" },
    { port = 6379, name = "Redis" },
    { port = 9200, name = "Elasticsearch" },
    { port = 11211, name = "Memcached" },
    { port = 27017, name = "MongoDB" },
  ]
  summary = "TCP ports that the whole internet never needs: remote administration and databases"
}

parameter "network.listed_range_bits" {
  type    = number
  default = 16
  summary = "Bits of the prefix of a public IPv4 range from which on somebody is meant in particular, not everybody; twice as many of IPv6"
}

parameter "network.split_task_sgs" {
  type    = string
  default = "allowed"
  summary = "Whether services may have security groups of their own: allowed or forbidden"
}

parameter "network.allow_shared_sgs" {
  type    = list(string)
  default = []
  summary = "Names of security groups that several tiers may share"
}

parameter "network.nacl_internal" {
  type    = string
  default = "allow-all"
  summary = "What network ACLs do inside of the VPC: allow-all, or custom, which is not judged"
}

parameter "network.nacl_private_external" {
  type    = string
  default = "ephemeral"
  summary = "What network ACLs of private subnets let in from outside of the VPC: ephemeral, the ports of answers; deny-all; or ignore, which is not judged"
}

parameter "network.nacl_public_ports" {
  type    = list(number)
  default = [80, 443]
  summary = "Ports that network ACLs of public subnets open to the outside"
}

parameter "network.nacl_ephemeral" {
  type    = object({ from = number, to = number })
  default = { from = 1024, to = 65535 }
  summary = "Ports that answers come back to"
}

parameter "network.s3_endpoint_type" {
  type    = string
  default = "Gateway"
  summary = "Kind of the VPC endpoint for S3: Gateway or Interface"
}

parameter "network.interface_endpoints" {
  type    = list(string)
  default = ["ecr.api", "ecr.dkr", "logs"]
  summary = "Services for which the VPC has interface endpoints, by the end of their names"
}

parameter "network.full_endpoints" {
  type    = list(string)
  default = ["s3", "ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm", "xray", "monitoring", "sts"]
  summary = "Services that tasks call, by the end of their names: endpoints for all of them take the place of NAT gateways"
}

parameter "network.endpoint_min_azs" {
  type    = number
  default = 1
  summary = "Zones that an interface endpoint lies in at least"
}

parameter "network.region" {
  type    = string
  default = ""
  summary = "Region that everything runs in; empty: any"
}

parameter "network.vpc_cidr" {
  type    = string
  default = ""
  summary = "Range of the VPC; empty: any"
}
