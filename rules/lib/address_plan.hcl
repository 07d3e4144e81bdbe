# The address plan: which range a subnet is planned for, also in a VPC of another range.

function "ipv4_number" {
  summary = "An IPv4 address, or the first of a range, as a number"
  params  = [range]
  result = sum([
    for i, octet in split(".", cidrhost("${split("/", range)[0]}/32", 0)) : tonumber(octet) * pow(256, 3 - i)
  ])

  answer "of an address and of a range" {
    value = [ipv4_number("0.0.1.2"), ipv4_number("10.0.10.0/24")]
    is    = [258, 167774720]
  }
}

function "planned_range" {
  summary = "Where a planned range lies in a VPC: as it is planned, or at the same position in a VPC of another range"
  params  = [range, vpc]
  result = (
    param.network.vpc_cidr == "" || !known(vpc.cidr_block) || vpc.cidr_block == null || vpc.cidr_block == param.network.vpc_cidr ? range :
    try(
      cidrsubnet(
        vpc.cidr_block,
        tonumber(split("/", range)[1]) - tonumber(split("/", param.network.vpc_cidr)[1]),
        (ipv4_number(range) - ipv4_number(param.network.vpc_cidr)) / pow(2, 32 - tonumber(split("/", range)[1])),
      ),
      range,
    )
  )

  answer "in the planned range, in another one, in a larger one, in one that is too small, and in one that is not known" {
    parameters = { "network.vpc_cidr" = "10.0.0.0/16" }
    value      = { for name, vpc in aws_vpc.all : name => planned_range("10.0.20.0/24", vpc) }
    is = {
      given  = "10.0.20.0/24"
      larger = "10.4.40.0/23"
      other  = "10.1.20.0/24"
      plan   = "10.0.20.0/24"
      small  = "10.0.20.0/24"
    }

    variable "range" {
      type = string
    }

    locals {
      ranges = { given = var.range, larger = "10.4.0.0/15", other = "10.1.0.0/16", plan = "10.0.0.0/16", small = "10.1.0.0/30" }
    }

    resource "aws_vpc" "all" {
      for_each = local.ranges

      cidr_block = each.value
    }
  }

  answer "without a plan for the VPC" {
    value = planned_range("10.0.20.0/24", aws_vpc.a)
    is    = "10.0.20.0/24"

    resource "aws_vpc" "a" {
      cidr_block = "10.1.0.0/16"
    }
  }
}

function "planned_zones" {
  summary = "The letters of the zones that are planned for a subnet's range, be it a public or a private one; none if the range is not planned"
  params  = [subnet]
  result = distinct([
    for plan in concat(param.network.public_subnets, param.network.private_subnets) : plan.zone if is_planned(subnet, [plan])
  ])

  answer "public, private, in another VPC, and not planned" {
    parameters = {
      "network.vpc_cidr"        = "10.0.0.0/16"
      "network.public_subnets"  = [{ cidr = "10.0.1.0/24", zone = "a" }]
      "network.private_subnets" = [{ cidr = "10.0.20.0/24", zone = "b" }]
    }
    value = [for subnet in [aws_subnet.a, aws_subnet.b, aws_subnet.c, aws_subnet.d] : planned_zones(subnet)]
    is    = [["a"], ["b"], ["b"], []]

    resource "aws_vpc" "plan" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "other" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.plan.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.plan.id
      cidr_block = "10.0.20.0/24"
    }

    resource "aws_subnet" "c" {
      vpc_id     = aws_vpc.other.id
      cidr_block = "10.1.20.0/24"
    }

    resource "aws_subnet" "d" {
      vpc_id     = aws_vpc.plan.id
      cidr_block = "10.0.40.0/24"
    }
  }
}

function "has_planned_subnet" {
  summary = "Whether a VPC has a subnet of a planned range, see planned_range()"
  params  = [vpc, range]
  result = anytrue([
    for subnet in linking(vpc, "aws_subnet", "vpc_id") : subnet.cidr_block == planned_range(range, vpc)
  ])

  answer "one, and none" {
    parameters = { "network.vpc_cidr" = "10.0.0.0/16" }
    value      = [has_planned_subnet(aws_vpc.main, "10.0.1.0/24"), has_planned_subnet(aws_vpc.main, "10.0.2.0/24")]
    is         = [true, false]

    resource "aws_vpc" "main" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "10.1.1.0/24"
    }
  }
}
