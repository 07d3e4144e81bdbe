# What stands between strangers and the load balancer.

function "tls_versions" {
  summary = "The TLS versions that a load balancer's security policy offers; undecided of a policy that is not known here"
  params  = [policy]
  result = flatten(concat(
    [for pattern, versions in tls_policies() : versions if matches_pattern(policy, "ELBSecurityPolicy-${pattern}")],
    [
      for name in [policy] : undecided("the versions of ${name}")
      if !anytrue([for pattern, versions in tls_policies() : matches_pattern(name, "ELBSecurityPolicy-${pattern}")])
    ],
  ))

  answer "by name" {
    value = [
      for policy in ["TLS13-1-2-2021-06", "TLS13-1-2-Res-FIPS-2023-04", "TLS13-1-3-2021-06", "TLS-1-2-Ext-2018-06", "2016-08"] :
      tls_versions("ELBSecurityPolicy-${policy}")
    ]
    is = [["1.2", "1.3"], ["1.2", "1.3"], ["1.3"], ["1.2"], ["1.0", "1.1", "1.2"]]
  }

  answer "the default of AWS, an input, and a policy of the future" {
    value = [tls_versions(aws_lb_listener.a.ssl_policy), tls_versions(aws_lb_listener.b.ssl_policy), tls_versions("ELBSecurityPolicy-TLS14-1-3-2030-01")]
    is    = [["1.0", "1.1", "1.2"], undecided("var.policy"), [undecided("the versions of ELBSecurityPolicy-TLS14-1-3-2030-01")]]

    variable "policy" {
      type = string
    }

    resource "aws_lb_listener" "a" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/01"

      default_action {
        type = "forward"
      }
    }

    resource "aws_lb_listener" "b" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/01"
      ssl_policy        = var.policy

      default_action {
        type = "forward"
      }
    }
  }
}

function "tls_versions_before" {
  summary = "The versions of TLS that are older than one"
  params  = [least]
  result  = [for version in ["1.0", "1.1", "1.2", "1.3"] : version if tonumber(version) < tonumber(least)]

  answer "some, and none" {
    value = [tls_versions_before("1.2"), tls_versions_before("1.0")]
    is    = [["1.0", "1.1"], []]
  }
}

function "is_edge_range" {
  summary = "Whether all addresses of a range are Cloudflare's, or allowed beside them"
  params  = [range]
  result  = anytrue([for allowed in concat(cloudflare_ranges(), param.ingress.extra_allowed_cidrs) : cidr_contains(allowed, range)])

  answer "a range, a part of one, a wider one, another, and one that is allowed" {
    parameters = { "ingress.extra_allowed_cidrs" = ["203.0.113.0/24"] }
    value      = [for range in ["104.16.0.0/13", "104.16.1.0/24", "104.0.0.0/8", "8.8.8.8/32", "2606:4700:1::/48", "203.0.113.7/32"] : is_edge_range(range)]
    is         = [true, true, false, false, true, true]
  }
}

function "is_edge_source" {
  summary = "Whether what a range is read from lists Cloudflare's: its provider does, and so do two texts at its address; undecided of other data"
  params  = [node]
  result = (
    node_type(node) == "data.cloudflare_ip_ranges" ||
    (node_type(node) == "data.http" && contains(["https://www.cloudflare.com/ips-v4", "https://www.cloudflare.com/ips-v6"], trimsuffix(node.url, "/"))) ||
    (startswith(node_type(node), "data.") && undecided("whether ${address(node)} lists Cloudflare's ranges"))
  )

  answer "its text, another text, and an address that is made here" {
    value = [
      for rule in aws_vpc_security_group_ingress_rule.all : [for node in linked(rule.cidr_ipv4) : is_edge_source(node)]
    ]
    is = [[true], [undecided("whether data.http.other lists Cloudflare's ranges")], [false]]

    data "http" "edge" {
      url = "https://www.cloudflare.com/ips-v4/"
    }

    data "http" "other" {
      url = "https://www.example.com/ranges"
    }

    resource "aws_eip" "nat" {}

    resource "aws_vpc_security_group_ingress_rule" "all" {
      for_each = {
        "1" = data.http.edge.response_body
        "2" = data.http.other.response_body
        "3" = aws_eip.nat.public_ip
      }

      security_group_id = "sg-01"
      ip_protocol       = "-1"
      cidr_ipv4         = each.value
    }
  }
}

function "admits_edge_only" {
  summary = "Whether an entry admits Cloudflare's addresses alone: as ranges, as its provider lists them, or by prefix lists"
  params  = [entry]
  result = (
    entry.kind == "cidr" ? (known(entry.source) ? is_edge_range(entry.source) : alltrue([for node in linked(entry.source) : is_edge_source(node)])) :
    entry.kind == "prefix_list" ? is_edge_list(entry.source) :
    false
  )

  answer "ranges, the provider's list, a prefix list, and others" {
    value = {
      ranges = alltrue([for entry in ingress_rules(aws_security_group.ranges) : admits_edge_only(entry)])
      listed = alltrue([for entry in ingress_rules(aws_security_group.listed) : admits_edge_only(entry)])
      text   = alltrue([for entry in ingress_rules(aws_security_group.text) : admits_edge_only(entry)])
      list   = alltrue([for entry in ingress_rules(aws_security_group.list) : admits_edge_only(entry)])
      world  = alltrue([for entry in ingress_rules(aws_security_group.world) : admits_edge_only(entry)])
      group  = alltrue([for entry in ingress_rules(aws_security_group.group) : admits_edge_only(entry)])
    }
    is = { ranges = true, listed = true, text = true, list = true, world = false, group = false }

    data "cloudflare_ip_ranges" "all" {}

    resource "aws_ec2_managed_prefix_list" "edge" {
      name           = "edge"
      address_family = "IPv4"
      max_entries    = 2

      entry {
        cidr = "104.16.0.0/13"
      }
    }

    resource "aws_security_group" "ranges" {
      ingress {
        protocol         = "tcp"
        from_port        = 443
        to_port          = 443
        cidr_blocks      = ["104.16.0.0/13", "172.64.0.0/13"]
        ipv6_cidr_blocks = ["2606:4700::/32"]
      }
    }

    resource "aws_security_group" "listed" {
      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = data.cloudflare_ip_ranges.all.ipv4_cidrs
      }
    }

    data "http" "edge" {
      url = "https://www.cloudflare.com/ips-v4"
    }

    resource "aws_security_group" "text" {
      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = split("\n", chomp(data.http.edge.response_body))
      }
    }

    resource "aws_security_group" "list" {
      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        prefix_list_ids = [aws_ec2_managed_prefix_list.edge.id]
      }
    }

    resource "aws_security_group" "world" {
      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["104.16.0.0/13", "0.0.0.0/0"]
      }
    }

    resource "aws_security_group" "group" {
      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        security_groups = [aws_security_group.list.id]
      }
    }
  }
}

function "is_edge_list" {
  summary = "Whether a prefix list holds Cloudflare's addresses alone: by its entries, or since it is trusted by name"
  params  = [list]
  result = (
    contains(param.ingress.trusted_prefix_lists, coalesce(list.name, "-")) || !startswith(coalesce(list.name, "-"), "com.amazonaws.") &&
    (node_type(list) == "aws_ec2_managed_prefix_list" ? alltrue([for range in listed_ranges(list) : is_edge_range(range)]) : undecided("the ranges of ${address(list)}"))
  )

  answer "its entries, others, and a name that is trusted" {
    parameters = { "ingress.trusted_prefix_lists" = ["trusted"] }
    value = [
      for list in [
        aws_ec2_managed_prefix_list.a, aws_ec2_managed_prefix_list.b, data.aws_ec2_managed_prefix_list.c,
        data.aws_ec2_managed_prefix_list.d, data.aws_ec2_managed_prefix_list.cloudfront,
      ] : is_edge_list(list)
    ]
    is = [true, false, true, undecided("the ranges of data.aws_ec2_managed_prefix_list.d"), false]

    resource "aws_ec2_managed_prefix_list" "a" {
      name           = "a"
      address_family = "IPv4"
      max_entries    = 1

      entry {
        cidr = "104.16.0.0/13"
      }
    }

    resource "aws_ec2_managed_prefix_list" "b" {
      name           = "b"
      address_family = "IPv4"
      max_entries    = 1

      entry {
        cidr = "10.0.0.0/8"
      }
    }

    data "aws_ec2_managed_prefix_list" "c" {
      name = "trusted"
    }

    data "aws_ec2_managed_prefix_list" "d" {
      name = "other"
    }

    data "aws_ec2_managed_prefix_list" "cloudfront" {
      name = "com.amazonaws.global.cloudfront.origin-facing"
    }
  }
}

function "gives_ranges" {
  summary = "Whether an entry's source is a range, or a prefix list that is made here, so that its addresses are written here"
  params  = [entry]
  result = (
    entry.kind == "cidr" ||
    (entry.kind == "prefix_list" && known(entry.source) && node_type(entry.source) == "aws_ec2_managed_prefix_list")
  )

  answer "a range, lists, and a group" {
    value = [for entry in ingress_rules(aws_security_group.a) : gives_ranges(entry)]
    is    = [true, true, false, false]

    resource "aws_ec2_managed_prefix_list" "a" {
      name           = "a"
      address_family = "IPv4"
      max_entries    = 1
    }

    resource "aws_security_group" "a" {
      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        cidr_blocks     = ["10.0.0.0/8"]
        prefix_list_ids = [aws_ec2_managed_prefix_list.a.id, "pl-01"]
        self            = true
      }
    }
  }
}

function "admitted_ranges" {
  summary = "The ranges that a group admits and that are written here"
  params  = [group]
  result  = flatten([for entry in ingress_rules(group) : source_ranges(entry) if gives_ranges(entry)])

  answer "ranges and a list" {
    value = admitted_ranges(aws_security_group.a)
    is    = ["10.0.0.0/8", "104.16.0.0/13"]

    resource "aws_ec2_managed_prefix_list" "a" {
      name           = "a"
      address_family = "IPv4"
      max_entries    = 1

      entry {
        cidr = "104.16.0.0/13"
      }
    }

    resource "aws_security_group" "a" {
      ingress {
        protocol        = "tcp"
        from_port       = 443
        to_port         = 443
        cidr_blocks     = ["10.0.0.0/8"]
        prefix_list_ids = [aws_ec2_managed_prefix_list.a.id, "pl-01"]
      }
    }
  }
}

function "lists_edge_ranges" {
  summary = "Whether a group names ranges of Cloudflare's one by one"
  params  = [group]
  result  = anytrue([for range in admitted_ranges(group) : known(range) && is_edge_range(range)])

  answer "one of them, as the provider lists them, and others" {
    value = [for group in [aws_security_group.a, aws_security_group.b, aws_security_group.c] : lists_edge_ranges(group)]
    is    = [true, false, false]

    data "cloudflare_ip_ranges" "all" {}

    resource "aws_security_group" "a" {
      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["10.0.0.0/8", "104.16.0.0/13"]
      }
    }

    resource "aws_security_group" "b" {
      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = data.cloudflare_ip_ranges.all.ipv4_cidrs
      }
    }

    resource "aws_security_group" "c" {
      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["10.0.0.0/8"]
      }
    }
  }
}

function "missing_edge_ranges" {
  summary = "Cloudflare's ranges that a group does not admit; those of IPv6 only if one of its load balancers has such an address"
  params  = [group]
  result = [
    for published in cloudflare_ranges() : published
    if !anytrue([for range in admitted_ranges(group) : cidr_contains(range, published)]) &&
    (!strcontains(published, ":") || anytrue([
      for balancer in balancers_of_group(group) : balancer.ip_address_type != "ipv4"
    ]))
  ]

  answer "of IPv4 alone, of both, and none" {
    value = [for group in [aws_security_group.a, aws_security_group.b, aws_security_group.c] : length(missing_edge_ranges(group))]
    is    = [14, 7, 0]

    resource "aws_security_group" "a" {
      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["104.16.0.0/13"]
      }
    }

    resource "aws_security_group" "b" {
      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["0.0.0.0/0"]
      }
    }

    resource "aws_security_group" "c" {
      ingress {
        protocol    = "tcp"
        from_port   = 443
        to_port     = 443
        cidr_blocks = ["0.0.0.0/0"]
      }
    }

    resource "aws_lb" "b" {
      ip_address_type = "dualstack"
      security_groups = [aws_security_group.b.id]
    }

    resource "aws_lb" "c" {
      ip_address_type = "ipv4"
      security_groups = [aws_security_group.c.id]
    }
  }
}

function "is_fargate_size" {
  summary = "Whether Fargate has tasks of so many CPU units and so much memory in MiB"
  params  = [cpu, memory]
  result  = contains(lookup(fargate_memory(), tostring(cpu), []), tonumber(memory))

  answer "sizes that there are, and that there are not" {
    value = [for size in [[256, 512], ["1024", "2048"], [256, 4096], [300, 512], [16384, 122880]] : is_fargate_size(size[0], size[1])]
    is    = [true, true, false, false, true]
  }
}

function "log_writers" {
  summary = "Who writes a load balancer's access logs in a region: the service, and the region's account as an id and as a principal"
  params  = [region]
  result = concat(
    ["logdelivery.elasticloadbalancing.amazonaws.com"],
    flatten([
      for account in [lookup(load_balancer_accounts(), region, "")] : [account, "arn:aws:iam::${account}:root"] if account != ""
    ]),
  )

  answer "of a region with an account, and of one without" {
    value = [log_writers("us-west-2"), log_writers("eu-south-2")]
    is = [
      ["logdelivery.elasticloadbalancing.amazonaws.com", "797873946194", "arn:aws:iam::797873946194:root"],
      ["logdelivery.elasticloadbalancing.amazonaws.com"],
    ]
  }
}
