# The address ranges of a VPC.

function "vpc_ranges" {
  summary = "The IPv4 ranges of a VPC: its own, and those that are associated with it"
  params  = [vpc]
  result = concat(
    [vpc.cidr_block == null ? tostring(undecided("the range of ${address(vpc)}")) : vpc.cidr_block],
    linking(vpc, "aws_vpc_ipv4_cidr_block_association", "vpc_id")[*].cidr_block,
  )

  answer "its own, with a further one, and from a pool" {
    value = [vpc_ranges(aws_vpc.a), vpc_ranges(aws_vpc.b), vpc_ranges(aws_vpc.c)]
    is    = [["10.0.0.0/16"], ["10.1.0.0/16", "100.64.0.0/16"], [undecided("the range of aws_vpc.c")]]

    resource "aws_vpc" "a" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "b" {
      cidr_block = "10.1.0.0/16"
    }

    resource "aws_vpc_ipv4_cidr_block_association" "b" {
      vpc_id     = aws_vpc.b.id
      cidr_block = "100.64.0.0/16"
    }

    resource "aws_vpc" "c" {
      ipv4_ipam_pool_id   = "ipam-pool-01"
      ipv4_netmask_length = 16
    }
  }
}

function "is_within_vpc" {
  summary = "Whether a range lies in a VPC; its IPv6 range by reference alone"
  params  = [range, vpc]
  result = (
    known(range) ? !is_empty(range) && !contains(["0.0.0.0/0", "::/0"], range) && anytrue([for own in vpc_ranges(vpc) : cidr_contains(own, range)]) :
    anytrue([for other in linked(range, "aws_vpc") : is_one_of(other, [address(vpc)])])
  )

  answer "a part, a further range, what is wider, another of IPv6, and none" {
    value = [
      for range in ["10.0.1.0/24", "100.64.0.0/16", "10.0.0.0/8", "0.0.0.0/0", "2001:db8::/64", "", null] : is_within_vpc(range, aws_vpc.main)
    ]
    is = [true, true, false, false, false, false, false]

    resource "aws_vpc" "main" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc_ipv4_cidr_block_association" "main" {
      vpc_id     = aws_vpc.main.id
      cidr_block = "100.64.0.0/16"
    }
  }

  answer "its IPv6 range, that of another, and an input" {
    value = [for rule in resources("aws_network_acl_rule") : is_within_vpc(rule.ipv6_cidr_block, aws_vpc.main)]
    is    = [undecided("var.range"), true, false]

    variable "range" {
      type = string
    }

    resource "aws_vpc" "main" {
      cidr_block                       = "10.0.0.0/16"
      assign_generated_ipv6_cidr_block = true
    }

    resource "aws_vpc" "other" {
      cidr_block                       = "10.1.0.0/16"
      assign_generated_ipv6_cidr_block = true
    }

    resource "aws_network_acl_rule" "all" {
      for_each = { given = var.range, main = aws_vpc.main.ipv6_cidr_block, other = aws_vpc.other.ipv6_cidr_block }

      network_acl_id  = "acl-01"
      rule_number     = 100
      rule_action     = "allow"
      protocol        = "-1"
      ipv6_cidr_block = each.value
    }
  }

  answer "everything is more than a range that is not known" {
    value = [is_within_vpc("0.0.0.0/0", aws_vpc.main), is_within_vpc("10.0.0.0/8", aws_vpc.main)]
    is    = [false, undecided("var.range")]

    variable "range" {
      type = string
    }

    resource "aws_vpc" "main" {
      cidr_block = var.range
    }
  }
}
