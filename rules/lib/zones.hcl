# The zones that things lie in.

function "zone" {
  summary = "The zone of a subnet, by name, by id or as one of the region's zones"
  params  = [subnet]
  result = (
    configured(subnet.availability_zone) ? subnet.availability_zone :
    configured(subnet.availability_zone_id) ? subnet.availability_zone_id :
    tostring(undecided("the zone of ${address(subnet)}"))
  )

  answer "by name, by id, and as one of the region's" {
    value = [for subnet in [aws_subnet.a, aws_subnet.b, aws_subnet.c] : zone(subnet)]
    is    = ["us-west-2a", "usw2-az2", undecided("data.aws_availability_zones.all")]

    data "aws_availability_zones" "all" {}

    resource "aws_subnet" "a" {
      vpc_id            = "vpc-01"
      availability_zone = "us-west-2a"
    }

    resource "aws_subnet" "b" {
      vpc_id               = "vpc-01"
      availability_zone_id = "usw2-az2"
    }

    resource "aws_subnet" "c" {
      vpc_id            = "vpc-01"
      availability_zone = data.aws_availability_zones.all.names[2]
    }
  }

  answer "none, which AWS chooses, and an input" {
    value = [zone(aws_subnet.a), zone(aws_subnet.b)]
    is    = [undecided("the zone of aws_subnet.a"), undecided("var.zone")]

    variable "zone" {
      type = string
    }

    resource "aws_subnet" "a" {
      vpc_id = "vpc-01"
    }

    resource "aws_subnet" "b" {
      vpc_id            = "vpc-01"
      availability_zone = var.zone
    }
  }
}

function "is_in_zone" {
  summary = "Whether a subnet lies in the zone of a letter; a zone that is given by its id may be any"
  params  = [subnet, letter]
  result = (
    configured(subnet.availability_zone) ? endswith(subnet.availability_zone, letter) : undecided("the letter of the zone of ${address(subnet)}")
  )

  answer "its zone, another, also where only the region is not known, and a zone by its id" {
    value = [
      is_in_zone(aws_subnet.a, "a"), is_in_zone(aws_subnet.a, "b"), is_in_zone(aws_subnet.b, "b"), is_in_zone(aws_subnet.c, "a"),
    ]
    is = [true, false, true, undecided("the letter of the zone of aws_subnet.c")]

    variable "region" {
      type = string
    }

    resource "aws_subnet" "a" {
      vpc_id            = "vpc-01"
      availability_zone = "us-west-2a"
    }

    resource "aws_subnet" "b" {
      vpc_id            = "vpc-01"
      availability_zone = "${var.region}b"
    }

    resource "aws_subnet" "c" {
      vpc_id               = "vpc-01"
      availability_zone_id = "usw2-az1"
    }
  }
}

function "zones" {
  summary = "The zones of the subnets that these ids mean, each once; a subnet that cannot be resolved may add one"
  params  = [ids]
  result = distinct(concat(
    [for subnet in subnets(ids) : zone(subnet) if known(subnet)],
    [for subnet in subnets(ids) : address(subnet) if !known(subnet)],
  ))

  answer "each once" {
    value = sort(zones(aws_db_subnet_group.a.subnet_ids))
    is    = ["us-west-2a", "us-west-2b"]

    variable "zones" {
      default = { one = "a", two = "b", three = "a" }
    }

    resource "aws_subnet" "all" {
      for_each = var.zones

      vpc_id            = "vpc-01"
      availability_zone = "us-west-2${each.value}"
    }

    resource "aws_db_subnet_group" "a" {
      subnet_ids = [for subnet in aws_subnet.all : subnet.id]
    }
  }

  answer "the region's zones differ by their index" {
    value = length(zones(aws_db_subnet_group.a.subnet_ids))
    is    = 2

    data "aws_availability_zones" "all" {}

    resource "aws_subnet" "all" {
      count = 3

      vpc_id            = "vpc-01"
      availability_zone = data.aws_availability_zones.all.names[count.index % 2]
    }

    resource "aws_db_subnet_group" "a" {
      subnet_ids = aws_subnet.all[*].id
    }
  }

  answer "subnets that are not known can only add to what is enough" {
    value = [length(zones(aws_db_subnet_group.a.subnet_ids)) >= 2, length(zones(aws_db_subnet_group.a.subnet_ids)) >= 3]
    is    = [true, undecided("subnet-01")]

    resource "aws_subnet" "all" {
      count = 2

      vpc_id            = "vpc-01"
      availability_zone = "us-west-2${count.index}"
    }

    resource "aws_db_subnet_group" "a" {
      subnet_ids = concat(aws_subnet.all[*].id, ["subnet-01"])
    }
  }
}

function "zone_count" {
  summary = "How many zones these are, in words"
  params  = [zones]
  result = (
    !known(length(zones)) ? "too few zones" :
    length(zones) == 0 ? "no zone" :
    "${length(zones) == 1 ? "one zone" : "${length(zones)} zones"}${known(zones) ? " (${join(", ", zones)})" : ""}"
  )

  answer "none, one, two, a number that is not known, and one that is not" {
    value = [zone_count([]), zone_count(["a"]), zone_count(["a", "b"]), zone_count(aws_lb.a.subnets), zone_count(aws_lb.b.subnets)]
    is    = ["no zone", "one zone (a)", "2 zones (a, b)", "too few zones", "one zone"]

    variable "subnets" {
      type = list(string)
    }

    variable "subnet" {
      type = string
    }

    resource "aws_lb" "a" {
      subnets = var.subnets
    }

    resource "aws_lb" "b" {
      subnets = [var.subnet]
    }
  }
}
