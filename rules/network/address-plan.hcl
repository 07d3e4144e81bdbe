rule "vpc-range-off-plan" {
  summary  = "VPC has another range than planned"
  severity = "medium"
  clauses  = ["A6.1.1"]
  since    = "0.1"
  why      = "Peers, VPNs and firewalls are set up for the planned range; a range cannot be changed later without building everything anew."
  remedy   = "Set cidr_block to network.vpc_cidr."

  target        = "aws_vpc"
  when          = param.network.vpc_cidr != "" && is_the_vpc(self)
  condition     = self.cidr_block == null ? undecided("the range of ${address(self)}") : self.cidr_block == param.network.vpc_cidr
  error_message = "${address(self)} has range ${coalesce(self.cidr_block, "?")}; ${param.network.vpc_cidr} is planned."
  at            = self.cidr_block

  fail "another range" {
    parameters = { "network.vpc_cidr" = "10.0.0.0/16" }

    resource "aws_vpc" "this" {
      cidr_block = "10.1.0.0/16" # finding: aws_vpc.this has range 10.1.0.0/16; 10.0.0.0/16 is planned
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  pass "the planned one; and another VPC, in which nothing runs" {
    parameters = { "network.vpc_cidr" = "10.0.0.0/16" }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "spare" { # not applicable
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  pass "no plan" {
    resource "aws_vpc" "this" { # not applicable
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  undecided "an input, and a pool" {
    parameters = { "network.vpc_cidr" = "10.0.0.0/16" }

    variable "range" {
      type = string
    }

    resource "aws_vpc" "this" {
      cidr_block = var.range # undecided: var.range
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  undecided "a pool of addresses" {
    parameters = { "network.vpc_cidr" = "10.0.0.0/16" }

    resource "aws_vpc" "this" { # undecided: the range of aws_vpc.this
      ipv4_ipam_pool_id   = "ipam-pool-0a1b2c3d"
      ipv4_netmask_length = 16
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }
}

rule "vpc-with-further-range" {
  summary  = "VPC has a range beside the planned one"
  severity = "low"
  clauses  = ["A6.1.1"]
  since    = "0.1"
  why      = "What is set up for the planned range, network ACLs, firewalls and peers, does not know the other."
  remedy   = "Remove the association, or plan for a larger range."

  target        = "aws_vpc"
  when          = param.network.vpc_cidr != "" && is_the_vpc(self)
  condition     = length(linking(self, "aws_vpc_ipv4_cidr_block_association", "vpc_id")) == 0
  error_message = "${address(self)} has a range beside the planned one."
  at            = linking(self, "aws_vpc_ipv4_cidr_block_association", "vpc_id")[0]

  fail "one" {
    parameters = { "network.vpc_cidr" = "10.0.0.0/16" }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_vpc_ipv4_cidr_block_association" "more" { # finding: aws_vpc.this has a range beside
      vpc_id     = aws_vpc.this.id
      cidr_block = "100.64.0.0/16"
    }
  }

  pass "none" {
    parameters = { "network.vpc_cidr" = "10.0.0.0/16" }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  pass "a VPC in which nothing runs" {
    parameters = { "network.vpc_cidr" = "10.0.0.0/16" }

    resource "aws_vpc" "this" { # not applicable
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc_ipv4_cidr_block_association" "more" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "100.64.0.0/16"
    }
  }

  pass "no plan" {
    resource "aws_vpc" "this" { # not applicable
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_vpc_ipv4_cidr_block_association" "more" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "100.64.0.0/16"
    }
  }

  undecided "of a VPC that is an input" {
    parameters = { "network.vpc_cidr" = "10.0.0.0/16" }

    variable "vpc_id" {
      type = string
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }

    resource "aws_vpc_ipv4_cidr_block_association" "more" { # undecided: var.vpc_id
      vpc_id     = var.vpc_id
      cidr_block = "100.64.0.0/16"
    }
  }
}

rule "workload-in-default-vpc" {
  summary   = "Services, data stores or load balancers lie in the default VPC"
  severity  = "medium"
  clauses   = ["A6.1.1"]
  since     = "0.1"
  why       = "AWS makes the default VPC: its range is not planned, and all of its subnets are public."
  remedy    = "Make a VPC with private subnets, and move what runs here to it."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_default_subnet"
  condition     = !holds_workloads(self) && !holds_load_balancers(self)
  error_message = "Services, data stores or load balancers lie in ${address(self)} of the default VPC."

  fail "a service, and a load balancer" {
    resource "aws_default_subnet" "a" { # finding: lie in aws_default_subnet.a of the default VPC
      availability_zone = "us-west-2a"
    }

    resource "aws_default_subnet" "b" { # finding
      availability_zone = "us-west-2b"
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      network_configuration {
        subnets = [aws_default_subnet.a.id]
      }
    }

    resource "aws_lb" "web" {
      subnets = [aws_default_subnet.b.id]
    }
  }

  pass "nothing" {
    resource "aws_default_subnet" "a" {
      availability_zone = "us-west-2a"
    }
  }

  undecided "subnets that are an input" {
    variable "subnet_ids" {
      type = list(string)
    }

    resource "aws_default_subnet" "a" { # undecided: var.subnet_ids
      availability_zone = "us-west-2a"
    }

    resource "aws_db_subnet_group" "this" {
      subnet_ids = var.subnet_ids
    }
  }
}

rule "planned-public-subnet-missing" {
  summary  = "A planned public subnet is missing"
  severity = "medium"
  clauses  = ["A6.2.3", "A6.2.6", "A6.2.7"]
  since    = "0.1"
  why      = "Every zone has its public subnet in the plan; what is planned for it has no place."
  remedy   = "Add the subnet with its planned range, in its zone."

  target        = "terraform_root"
  when          = length(the_vpc()) > 0
  for_each      = param.network.public_subnets
  condition     = anytrue([for vpc in the_vpc() : has_planned_subnet(vpc, each.value.cidr)]) # mutant-ok: there is one
  error_message = "${join(", ", [for vpc in the_vpc() : address(vpc)])} has no subnet for the planned public range ${each.value.cidr}."
  at            = the_vpc()[0]

  fail "one of two" {
    parameters = { "network.public_subnets" = [{ cidr = "10.0.1.0/24", zone = "a" }, { cidr = "10.0.2.0/24", zone = "b" }] }

    resource "aws_vpc" "this" { # finding: aws_vpc.this has no subnet for the planned public range 10.0.2.0/24
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  pass "all; also at their position in a VPC of another range" {
    parameters = { "network.vpc_cidr" = "10.0.0.0/16", "network.public_subnets" = [{ cidr = "10.0.1.0/24", zone = "a" }] }

    resource "aws_vpc" "this" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.1.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  pass "a VPC in which nothing runs" { # not applicable
    parameters = { "network.public_subnets" = [{ cidr = "10.0.1.0/24", zone = "a" }, { cidr = "10.0.2.0/24", zone = "b" }] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }
  }

  undecided "a range that is an input" {
    parameters = { "network.vpc_cidr" = "10.0.0.0/16", "network.public_subnets" = [{ cidr = "10.0.1.0/24", zone = "a" }] }

    variable "range" {
      type = string
    }

    resource "aws_vpc" "this" { # undecided: var.range
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = var.range
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }
}

rule "planned-private-subnet-missing" {
  summary  = "A planned private subnet is missing"
  severity = "medium"
  clauses  = ["A6.3.4", "A6.3.5", "A6.3.6"]
  since    = "0.1"
  why      = "Every zone has its private subnet in the plan; what is planned for it has no place."
  remedy   = "Add the subnet with its planned range, in its zone."

  target        = "terraform_root"
  when          = length(the_vpc()) > 0
  for_each      = param.network.private_subnets
  condition     = anytrue([for vpc in the_vpc() : has_planned_subnet(vpc, each.value.cidr)]) # mutant-ok: there is one
  error_message = "${join(", ", [for vpc in the_vpc() : address(vpc)])} has no subnet for the planned private range ${each.value.cidr}."
  at            = the_vpc()[0]

  fail "one of two" {
    parameters = { "network.private_subnets" = [{ cidr = "10.0.1.0/24", zone = "a" }, { cidr = "10.0.2.0/24", zone = "b" }] }

    resource "aws_vpc" "this" { # finding: aws_vpc.this has no subnet for the planned private range 10.0.2.0/24
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  pass "all; also at their position in a VPC of another range" {
    parameters = { "network.vpc_cidr" = "10.0.0.0/16", "network.private_subnets" = [{ cidr = "10.0.1.0/24", zone = "a" }] }

    resource "aws_vpc" "this" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.1.1.0/24"
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }

  pass "a VPC in which nothing runs" { # not applicable
    parameters = { "network.private_subnets" = [{ cidr = "10.0.1.0/24", zone = "a" }, { cidr = "10.0.2.0/24", zone = "b" }] }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }
  }

  undecided "a range that is an input" {
    parameters = { "network.vpc_cidr" = "10.0.0.0/16", "network.private_subnets" = [{ cidr = "10.0.1.0/24", zone = "a" }] }

    variable "range" {
      type = string
    }

    resource "aws_vpc" "this" { # undecided: var.range
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = var.range
    }

    resource "aws_lb" "web" {
      subnets = [aws_subnet.a.id]
    }
  }
}

rule "subnet-off-planned-zone" {
  summary  = "Subnet lies in another zone than its range is planned for"
  severity = "medium"
  clauses  = ["A6.2.3", "A6.2.6", "A6.2.7", "A6.3.4", "A6.3.5", "A6.3.6"]
  since    = "0.1"
  why      = "Two tiers that share a zone fail together, and who reads the plan looks in the wrong zone."
  remedy   = "Set availability_zone to the planned zone."

  target        = "aws_subnet"
  when          = length(planned_zones(self)) > 0
  condition     = anytrue([for letter in planned_zones(self) : is_in_zone(self, letter)])
  error_message = "${address(self)} does not lie in zone ${join(" or ", planned_zones(self))}, for which its range is planned."
  at            = self.availability_zone

  fail "one of two, in the zone of the other" {
    parameters = {
      "network.public_subnets"  = [{ cidr = "10.0.1.0/24", zone = "a" }]
      "network.private_subnets" = [{ cidr = "10.0.20.0/24", zone = "b" }]
    }

    resource "aws_subnet" "all" {
      for_each = { public = "10.0.1.0/24", private = "10.0.20.0/24" }

      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = each.value
      availability_zone = "us-west-2a" # finding: aws_subnet.all["private"] does not lie in zone b
    }
  }

  pass "its zone, one of two, and a range that is not planned" {
    parameters = {
      "network.public_subnets"  = [{ cidr = "10.0.1.0/24", zone = "a" }, { cidr = "10.0.2.0/24", zone = "b" }]
      "network.private_subnets" = [{ cidr = "10.0.2.0/24", zone = "c" }]
    }

    resource "aws_subnet" "a" {
      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = "10.0.1.0/24"
      availability_zone = "us-west-2a"
    }

    resource "aws_subnet" "b" {
      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = "10.0.2.0/24"
      availability_zone = "us-west-2c"
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "other" { # not applicable
      vpc_id            = aws_vpc.this.id
      cidr_block        = "10.0.40.0/24"
      availability_zone = "us-west-2a"
    }
  }

  undecided "a zone that is an input" {
    parameters = { "network.public_subnets" = [{ cidr = "10.0.1.0/24", zone = "a" }] }

    variable "zone" {
      type = string
    }

    resource "aws_subnet" "a" {
      vpc_id            = "vpc-0a1b2c3d"
      cidr_block        = "10.0.1.0/24"
      availability_zone = var.zone # undecided: var.zone
    }
  }
}

rule "subnet-outside-vpc-range" {
  summary  = "Subnet lies outside of its VPC's ranges"
  severity = "medium"
  clauses  = ["A6.2.3", "A6.3.4"]
  since    = "0.1"
  why      = "AWS refuses such a subnet."
  remedy   = "Give the subnet a part of the VPC's range, or associate the range with the VPC."

  target        = "aws_subnet"
  when          = !is_empty(self.cidr_block)
  condition     = alltrue([for vpc in linked(self.vpc_id, "aws_vpc") : is_within_vpc(self.cidr_block, vpc)]) # mutant-ok: a subnet has one VPC
  error_message = "Subnet ${address(self)} with range ${self.cidr_block} lies outside of its VPC."
  at            = self.cidr_block

  fail "another network, and a larger one" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "all" {
      for_each = toset(["10.1.0.0/24", "10.0.0.0/15"])

      vpc_id     = aws_vpc.this.id
      cidr_block = each.key # finding: lies outside of its VPC
    }
  }

  pass "a part, all of it, and a part of a further range; one with IPv6 alone" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc_ipv4_cidr_block_association" "more" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "100.64.0.0/16"
    }

    resource "aws_subnet" "all" {
      for_each = toset(["10.0.1.0/24", "100.64.0.0/20"])

      vpc_id     = aws_vpc.this.id
      cidr_block = each.key
    }

    resource "aws_subnet" "native" { # not applicable
      vpc_id          = aws_vpc.this.id
      cidr_block      = ""
      ipv6_native     = true
      ipv6_cidr_block = "2001:db8::/64"
    }
  }

  undecided "an input" {
    variable "range" {
      type = string
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = var.range # undecided: var.range
    }
  }
}

rule "subnets-overlap" {
  summary  = "Subnets of a VPC overlap"
  severity = "medium"
  clauses  = ["A6.2.3", "A6.3.4"]
  since    = "0.1"
  why      = "AWS refuses the subnet that is made second."
  remedy   = "Give each subnet a range of its own."

  target        = "aws_subnet"
  when          = !is_empty(self.cidr_block)
  condition     = !anytrue([for vpc in vpcs_of(self) : may_overlap(vpc) || contains(overlapping_ranges(vpc), self.cidr_block)]) # mutant-ok: a subnet has one VPC
  error_message = "Subnet ${address(self)} with range ${self.cidr_block} overlaps with another one of its VPC."
  at            = self.cidr_block

  fail "one within the other, and a third apart" {
    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.0.0/20" # finding: Subnet aws_subnet.a with range 10.0.0.0/20 overlaps
    }

    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.1.0/24" # finding
    }

    resource "aws_subnet" "c" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.16.0/24"
    }
  }

  pass "side by side, in two VPCs, and one with IPv6 alone" {
    resource "aws_vpc" "all" {
      for_each = toset(["one", "two"])

      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      for_each = aws_vpc.all

      vpc_id     = each.value.id
      cidr_block = "10.0.1.0/24"
    }

    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.all["one"].id
      cidr_block = "10.0.2.0/24"
    }

    resource "aws_subnet" "native" { # not applicable
      vpc_id          = aws_vpc.all["one"].id
      ipv6_native     = true
      ipv6_cidr_block = "2001:db8::/64"
    }
  }

  undecided "an input" {
    variable "range" {
      type = string
    }

    resource "aws_vpc" "this" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_subnet" "a" {
      vpc_id     = aws_vpc.this.id
      cidr_block = var.range # undecided: var.range
    }

    resource "aws_subnet" "b" {
      vpc_id     = aws_vpc.this.id
      cidr_block = "10.0.2.0/24" # undecided: var.range
    }
  }
}
