# Classes of subnets: they follow from routes, never from names, tags or map_public_ip_on_launch.

function "subnets" {
  summary = "The subnets that these ids mean, also those that a data source reads"
  params  = [ids]
  result  = linked(ids, ["aws_subnet", "aws_default_subnet", "data.aws_subnet", "data.aws_subnets"])

  answer "made here, adopted, looked up, and given by id" {
    value = sort([for subnet in subnets(aws_db_subnet_group.main.subnet_ids) : known(subnet) ? address(subnet) : "?"])
    is    = ["?", "aws_default_subnet.b", "aws_subnet.a", "data.aws_subnet.c"]

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_default_subnet" "b" {
      availability_zone = "us-west-2b"
    }

    data "aws_subnet" "c" {
      id = "subnet-03"
    }

    resource "aws_db_subnet_group" "main" {
      subnet_ids = [aws_subnet.a.id, aws_default_subnet.b.id, data.aws_subnet.c.id, "subnet-04"]
    }
  }

  answer "a set that is looked up" {
    value = subnets(aws_db_subnet_group.main.subnet_ids)
    is    = undecided("data.aws_subnets.all")

    data "aws_subnets" "all" {
      tags = { tier = "private" }
    }

    resource "aws_db_subnet_group" "main" {
      subnet_ids = data.aws_subnets.all.ids
    }
  }

  answer "none" {
    value = subnets(null)
    is    = []
  }
}

function "vpcs_of" {
  summary = "The VPC of a subnet"
  params  = [subnet]
  result = concat(
    # Of a subnet that is not known, the second list has one that is not known either.
    [for vpc in resources("aws_default_vpc") : vpc if known(subnet) && node_type(subnet) == "aws_default_subnet"],
    [
      for vpc in linked(subnet.vpc_id, ["aws_vpc", "aws_default_vpc", "data.aws_vpc"]) : vpc
      if node_type(subnet) != "aws_default_subnet"
    ],
  )

  answer "its own, the default one, and one made elsewhere" {
    value = [for subnet in [aws_subnet.a, aws_default_subnet.b, aws_subnet.c] : vpcs_of(subnet)]
    is    = [[aws_vpc.main], [aws_default_vpc.main], [undecided("vpc-01")]]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_default_vpc" "main" {}

    resource "aws_subnet" "a" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_default_subnet" "b" {
      availability_zone = "us-west-2b"
    }

    resource "aws_subnet" "c" {
      vpc_id = "vpc-01"
    }
  }
}

function "tables_meant" {
  summary = "The route tables that an id means; a VPC stands for its main one"
  params  = [id]
  result  = linked(id, ["aws_route_table", "aws_default_route_table", "aws_vpc", "aws_default_vpc"])

  answer "a table, a main table by its VPC, and an id" {
    value = [for association in resources("aws_route_table_association") : tables_meant(association.route_table_id)]
    is    = [[aws_route_table.own], [aws_vpc.main], [undecided("rtb-01")]]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_route_table" "own" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_route_table_association" "a" {
      subnet_id      = "subnet-01"
      route_table_id = aws_route_table.own.id
    }

    resource "aws_route_table_association" "b" {
      subnet_id      = "subnet-02"
      route_table_id = aws_vpc.main.main_route_table_id
    }

    resource "aws_route_table_association" "c" {
      subnet_id      = "subnet-03"
      route_table_id = "rtb-01"
    }
  }
}

function "associated_route_tables" {
  summary = "Tables that are associated with a subnet explicitly"
  params  = [subnet]
  result = flatten([
    for association in linking(subnet, "aws_route_table_association", "subnet_id") : tables_meant(association.route_table_id)
  ])

  answer "by the subnet's id; an association of a gateway is none" {
    value = [associated_route_tables(aws_subnet.a), associated_route_tables(aws_subnet.b)]
    is    = [[aws_route_table.own], []]

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_subnet" "b" {
      vpc_id = "vpc-01"
    }

    resource "aws_route_table" "own" {
      vpc_id = "vpc-01"
    }

    resource "aws_route_table_association" "a" {
      subnet_id      = aws_subnet.a.id
      route_table_id = aws_route_table.own.id
    }

    resource "aws_route_table_association" "edge" {
      gateway_id     = "igw-01"
      route_table_id = aws_route_table.own.id
    }
  }

  answer "of a subnet that is an input, it may be any" {
    value = associated_route_tables(aws_subnet.a)
    is    = undecided("var.subnet, rtb-01")

    variable "subnet" {
      type = string
    }

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_route_table_association" "a" {
      subnet_id      = var.subnet
      route_table_id = "rtb-01"
    }
  }
}

function "main_route_tables" {
  summary = "The main table of a VPC: the one that was made so, else the one it was born with, for which the VPC stands"
  params  = [vpc]
  result = concat(
    flatten([
      for association in linking(vpc, "aws_main_route_table_association", "vpc_id") : tables_meant(association.route_table_id)
    ]),
    [for born in [vpc] : born if length(linking(vpc, "aws_main_route_table_association", "vpc_id")) == 0],
  )

  answer "one that was made so, and the one it was born with" {
    value = [main_route_tables(aws_vpc.a), main_route_tables(aws_vpc.b)]
    is    = [[aws_route_table.a], [aws_vpc.b]]

    resource "aws_vpc" "a" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "b" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_route_table" "a" {
      vpc_id = aws_vpc.a.id
    }

    resource "aws_main_route_table_association" "a" {
      vpc_id         = aws_vpc.a.id
      route_table_id = aws_route_table.a.id
    }

    resource "aws_default_route_table" "a" {
      default_route_table_id = aws_vpc.a.default_route_table_id
    }
  }
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

  answer "associated, and by default" {
    value = [route_tables(aws_subnet.a), route_tables(aws_subnet.b)]
    is    = [[aws_route_table.own], [aws_vpc.main]]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_subnet" "b" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_route_table" "own" {
      vpc_id = aws_vpc.main.id
    }

    resource "aws_route_table_association" "a" {
      subnet_id      = aws_subnet.a.id
      route_table_id = aws_route_table.own.id
    }
  }
}
