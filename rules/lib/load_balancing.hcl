# From services to the load balancers in front of them.

function "target_groups_of" {
  summary = "The target groups that an ECS service registers its tasks in"
  params  = [service]
  # A service behind a classic load balancer names none.
  result = linked(
    [for arn in flatten(service.load_balancer[*].target_group_arn) : arn if !is_empty(arn)],
    ["aws_lb_target_group", "aws_alb_target_group"],
  )

  answer "one, none, and a classic load balancer" {
    value = [target_groups_of(aws_ecs_service.a), target_groups_of(aws_ecs_service.b), target_groups_of(aws_ecs_service.c)]
    is    = [[aws_lb_target_group.a], [], []]

    resource "aws_ecs_service" "c" {
      name = "c"

      load_balancer {
        elb_name       = "c"
        container_name = "c"
        container_port = 3000
      }
    }

    resource "aws_lb_target_group" "a" {
      port = 3000
    }

    resource "aws_ecs_service" "a" {
      name = "a"

      load_balancer {
        target_group_arn = aws_lb_target_group.a.arn
        container_name   = "a"
        container_port   = 3000
      }
    }

    resource "aws_ecs_service" "b" {
      name = "b"
    }
  }
}

function "listeners_of" {
  summary = "The listeners that forward to a target group, by default or by a rule"
  params  = [group]
  result = concat(
    linking(group, "aws_lb_listener", "default_action.target_group_arn"),
    linking(group, "aws_lb_listener", "default_action.forward.target_group.arn"),
    linking(group, "aws_alb_listener", "default_action.target_group_arn"),
    linking(group, "aws_alb_listener", "default_action.forward.target_group.arn"),
    flatten([
      for rule in concat(
        linking(group, "aws_lb_listener_rule", "action.target_group_arn"),
        linking(group, "aws_lb_listener_rule", "action.forward.target_group.arn"),
        linking(group, "aws_alb_listener_rule", "action.target_group_arn"),
        linking(group, "aws_alb_listener_rule", "action.forward.target_group.arn"),
      ) : linked(rule.listener_arn, ["aws_lb_listener", "aws_alb_listener"])
    ]),
  )

  answer "each way" {
    value = [for group in [aws_lb_target_group.a, aws_lb_target_group.b, aws_lb_target_group.c, aws_lb_target_group.d] : listeners_of(group)]
    is    = [[aws_lb_listener.one], [aws_lb_listener.two], [aws_lb_listener.one], []]

    resource "aws_lb_target_group" "a" {
      port = 3000
    }

    resource "aws_lb_target_group" "b" {
      port = 3000
    }

    resource "aws_lb_target_group" "c" {
      port = 3000
    }

    resource "aws_lb_target_group" "d" {
      port = 3000
    }

    resource "aws_lb_listener" "one" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/01"
      port              = 443

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.a.arn
      }
    }

    resource "aws_lb_listener" "two" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/01"
      port              = 8443

      default_action {
        type = "forward"

        forward {
          target_group {
            arn    = aws_lb_target_group.b.arn
            weight = 100
          }
        }
      }
    }

    resource "aws_lb_listener_rule" "c" {
      listener_arn = aws_lb_listener.one.arn

      action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.c.arn
      }

      condition {
        path_pattern {
          values = ["/api/*"]
        }
      }
    }
  }
}

function "no_further" {
  summary = "A step that leads nowhere, for reachable() to list nodes each once"
  params  = [node]
  result  = []

  answer "each once" {
    value = reachable([aws_vpc.a, aws_vpc.b, aws_vpc.a], "no_further")
    is    = [aws_vpc.a, aws_vpc.b]

    resource "aws_vpc" "a" {
      cidr_block = "10.0.0.0/16"
    }

    resource "aws_vpc" "b" {
      cidr_block = "10.1.0.0/16"
    }
  }
}

function "load_balancers_of" {
  summary = "The load balancers whose listeners forward to an ECS service, each once"
  params  = [service]
  result = reachable(flatten([
    for group in target_groups_of(service) : [
      for listener in listeners_of(group) : linked(listener.load_balancer_arn, ["aws_lb", "aws_alb"])
    ]
  ]), "no_further")

  answer "by two listeners, and none" {
    value = [load_balancers_of(aws_ecs_service.a), load_balancers_of(aws_ecs_service.b)]
    is    = [[aws_lb.web], []]

    resource "aws_lb" "web" {}

    resource "aws_lb" "other" {}

    resource "aws_lb_target_group" "a" {
      port = 3000
    }

    resource "aws_lb_listener" "all" {
      for_each = toset(["80", "443"])

      load_balancer_arn = aws_lb.web.arn
      port              = each.key

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.a.arn
      }
    }

    resource "aws_ecs_service" "a" {
      name = "a"

      load_balancer {
        target_group_arn = aws_lb_target_group.a.arn
        container_name   = "a"
        container_port   = 3000
      }
    }

    resource "aws_ecs_service" "b" {
      name = "b"
    }
  }

  answer "a target group that is an input" {
    value = load_balancers_of(aws_ecs_service.a)
    is    = undecided("var.group")

    variable "group" {
      type = string
    }

    resource "aws_lb" "web" {}

    resource "aws_ecs_service" "a" {
      name = "a"

      load_balancer {
        target_group_arn = var.group
        container_name   = "a"
        container_port   = 3000
      }
    }
  }
}

function "front_load_balancers" {
  summary = "The load balancers in front of ECS services, each once"
  params  = []
  result  = reachable(flatten([for service in resources("aws_ecs_service") : load_balancers_of(service)]), "no_further")

  answer "the one that forwards to a service, in older words, too" {
    value = front_load_balancers()
    is    = [aws_alb.web]

    resource "aws_alb" "web" {}

    resource "aws_lb" "mail" {}

    resource "aws_alb_target_group" "web" {
      port = 3000
    }

    resource "aws_alb_listener" "web" {
      load_balancer_arn = aws_alb.web.arn
      port              = 443

      default_action {
        type             = "forward"
        target_group_arn = aws_alb_target_group.web.arn
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = aws_alb_target_group.web.arn
        container_name   = "web"
        container_port   = 3000
      }
    }
  }

  answer "none" {
    value = front_load_balancers()
    is    = []
  }
}

function "is_front" {
  summary = "Whether a load balancer is in front of an ECS service"
  params  = [balancer]
  result  = is_one_of(balancer, [for front in front_load_balancers() : address(front)])

  answer "one that forwards to a service, and another" {
    value = [is_front(aws_lb.web), is_front(aws_lb.mail)]
    is    = [true, false]

    resource "aws_lb" "web" {}

    resource "aws_lb" "mail" {}

    resource "aws_lb_target_group" "web" {
      port = 3000
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.web.arn
      port              = 443

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = aws_lb_target_group.web.arn
        container_name   = "web"
        container_port   = 3000
      }
    }
  }
}

function "listeners_on" {
  summary = "The listeners of a load balancer"
  params  = [balancer]
  result  = concat(linking(balancer, "aws_lb_listener", "load_balancer_arn"), linking(balancer, "aws_alb_listener", "load_balancer_arn"))

  answer "in both words, and none" {
    value = [for balancer in [aws_lb.a, aws_lb.b] : [for listener in listeners_on(balancer) : listener.port]]
    is    = [[80, 443], []]

    resource "aws_lb" "a" {}

    resource "aws_lb" "b" {}

    resource "aws_lb_listener" "http" {
      load_balancer_arn = aws_lb.a.arn
      port              = 80

      default_action {
        type = "redirect"
      }
    }

    resource "aws_alb_listener" "https" {
      load_balancer_arn = aws_lb.a.arn
      port              = 443

      default_action {
        type = "forward"
      }
    }
  }
}

function "deployment_groups_of" {
  summary = "The CodeDeploy deployment groups that deploy an ECS service, by its name"
  params  = [service]
  result  = linking(service, "aws_codedeploy_deployment_group", "ecs_service.service_name")

  answer "by reference, by name, and none" {
    value = [for service in [aws_ecs_service.a, aws_ecs_service.b, aws_ecs_service.c] : deployment_groups_of(service)]
    is    = [[aws_codedeploy_deployment_group.a], [aws_codedeploy_deployment_group.b], []]

    resource "aws_ecs_service" "a" {
      name = "a"
    }

    resource "aws_ecs_service" "b" {
      name = "b"
    }

    resource "aws_ecs_service" "c" {
      name = "c"
    }

    resource "aws_codedeploy_deployment_group" "a" {
      app_name              = "web"
      deployment_group_name = "a"
      service_role_arn      = "arn:aws:iam::111122223333:role/codedeploy"

      ecs_service {
        cluster_name = "main"
        service_name = aws_ecs_service.a.name
      }
    }

    resource "aws_codedeploy_deployment_group" "b" {
      app_name              = "web"
      deployment_group_name = "b"
      service_role_arn      = "arn:aws:iam::111122223333:role/codedeploy"

      ecs_service {
        cluster_name = "main"
        service_name = "b"
      }
    }
  }
}

function "paired_groups" {
  summary = "The target groups that a CodeDeploy deployment group shifts traffic between"
  params  = [group]
  result = linked(
    flatten(group.load_balancer_info[*].target_group_pair_info[*].target_group[*].name),
    ["aws_lb_target_group", "aws_alb_target_group"],
  )

  answer "two by name" {
    value = paired_groups(aws_codedeploy_deployment_group.a)
    is    = [aws_lb_target_group.blue, aws_lb_target_group.green]

    resource "aws_lb_target_group" "blue" {
      name = "blue"
      port = 3000
    }

    resource "aws_lb_target_group" "green" {
      name = "green"
      port = 3000
    }

    resource "aws_codedeploy_deployment_group" "a" {
      app_name              = "web"
      deployment_group_name = "a"
      service_role_arn      = "arn:aws:iam::111122223333:role/codedeploy"

      load_balancer_info {
        target_group_pair_info {
          prod_traffic_route {
            listener_arns = ["arn:aws:elasticloadbalancing:us-west-2:111122223333:listener/app/web/01/02"]
          }

          target_group {
            name = aws_lb_target_group.blue.name
          }

          target_group {
            name = "green"
          }
        }
      }
    }
  }
}

function "log_buckets_of" {
  summary = "The buckets that a load balancer writes its access logs to; none unless logs are on"
  params  = [balancer]
  result = flatten([
    for logs in balancer.access_logs[*] : buckets(logs.bucket) if logs.enabled == true
  ])

  answer "on, also by the bucket's policy, a bucket alone, and nothing" {
    value = [for balancer in [aws_lb.a, aws_lb.d, aws_lb.b, aws_lb.c] : log_buckets_of(balancer)]
    is    = [[aws_s3_bucket.logs], [aws_s3_bucket.logs], [], []]

    resource "aws_s3_bucket_policy" "logs" {
      bucket = aws_s3_bucket.logs.id
      policy = "{\"Statement\": []}"
    }

    resource "aws_lb" "d" {
      access_logs {
        bucket  = aws_s3_bucket_policy.logs.id
        enabled = true
      }
    }

    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }

    resource "aws_lb" "a" {
      access_logs {
        bucket  = aws_s3_bucket.logs.bucket
        enabled = true
      }
    }

    resource "aws_lb" "b" {
      access_logs {
        bucket = "logs"
      }
    }

    resource "aws_lb" "c" {}
  }
}

function "covers_objects" {
  summary = "Whether a statement speaks of objects that AWS writes to a bucket below AWSLogs/, under whatever prefix"
  params  = [statement, bucket]
  result = anytrue([
    for resource in statement.resources :
    known(resource) ? (
      matches_pattern("arn:${element(split(":", resource), 1)}:s3:::${coalesce(bucket.bucket, "-")}/AWSLogs/x", resource) ||
      (startswith(resource, "arn:${element(split(":", resource), 1)}:s3:::${coalesce(bucket.bucket, "-")}/") && endswith(resource, "*"))
      ) : (
      endswith(resource, "*") && anytrue([for node in linked(resource, "aws_s3_bucket") : is_one_of(node, [address(bucket)])])
    )
  ])

  answer "its objects by reference and by name, the bucket itself, and another" {
    value = [
      for resources in [["*"], ["arn:aws:s3:::logs/*"], ["arn:aws-cn:s3:::logs/web/AWSLogs/*"], ["arn:aws:s3:::logs"], ["arn:aws:s3:::data/*"]] :
      covers_objects({ resources = resources }, aws_s3_bucket.logs)
    ]
    is = [true, true, true, false, false]

    resource "aws_s3_bucket" "logs" {
      bucket = "logs"
    }
  }

  answer "by reference, under a prefix that is an input" {
    value = [for statement in policy_statements(aws_s3_bucket_policy.a.policy) : [covers_objects(statement, aws_s3_bucket.a), covers_objects(statement, aws_s3_bucket.b)]]
    is    = [[true, false], [undecided("aws_s3_bucket.a.bucket"), false], [false, false]]

    variable "prefix" {
      type = string
    }

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket" "b" {
      bucket = "b"
    }

    resource "aws_s3_bucket_policy" "a" {
      bucket = aws_s3_bucket.a.id
      policy = jsonencode({
        Statement = [
          { Effect = "Allow", Action = "s3:PutObject", Resource = "${aws_s3_bucket.a.arn}/${var.prefix}/AWSLogs/*" },
          { Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::other/*" },
          { Effect = "Allow", Action = "s3:GetBucketAcl", Resource = "arn:aws:s3:::other" },
        ]
      })
    }
  }
}

function "lets_write" {
  summary = "Whether a bucket's policy lets one of these principals write objects"
  params  = [bucket, principals]
  result = anytrue([
    for statement in bucket_statements(bucket) :
    allows_action(statement, "s3:PutObject") && covers_objects(statement, bucket) &&
    anytrue(flatten([for principal in statement.principals : [for id in principals : is_principal(principal, id)]]))
  ])

  answer "the service, another, and no policy" {
    value = [for bucket in [aws_s3_bucket.a, aws_s3_bucket.b, aws_s3_bucket.c] : lets_write(bucket, ["logdelivery.elasticloadbalancing.amazonaws.com"])]
    is    = [true, false, false]

    resource "aws_s3_bucket" "a" {}

    resource "aws_s3_bucket" "b" {}

    resource "aws_s3_bucket" "c" {}

    resource "aws_s3_bucket_policy" "all" {
      for_each = {
        "logdelivery.elasticloadbalancing.amazonaws.com" = aws_s3_bucket.a
        "cloudtrail.amazonaws.com"                       = aws_s3_bucket.b
      }

      bucket = each.value.id
      policy = jsonencode({
        Statement = [{ Effect = "Allow", Action = "s3:PutObject", Resource = "${each.value.arn}/*", Principal = { Service = each.key } }]
      })
    }
  }
}

function "protocol_of" {
  summary = "The protocol that a listener or target group is given; the provider asks for HTTP where none is"
  params  = [node]
  result  = coalesce(node.protocol, "HTTP")

  answer "one, and none" {
    value = [for listener in [aws_lb_listener.a, aws_lb_listener.b] : protocol_of(listener)]
    is    = ["HTTPS", "HTTP"]

    resource "aws_lb_listener" "a" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/01"
      protocol          = "HTTPS"

      default_action {
        type = "forward"
      }
    }

    resource "aws_lb_listener" "b" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/01"

      default_action {
        type = "forward"
      }
    }
  }
}

function "is_encrypted_listener" {
  summary = "Whether a listener terminates TLS"
  params  = [listener]
  result  = contains(["HTTPS", "TLS"], protocol_of(listener))

  answer "HTTPS, TLS, HTTP, none, and an input" {
    value = [for listener in aws_lb_listener.all : is_encrypted_listener(listener)]
    is    = [false, true, true, undecided("var.protocol"), false]

    variable "protocol" {
      type = string
    }

    resource "aws_lb_listener" "all" {
      for_each = { "1" = "HTTP", "2" = "HTTPS", "3" = "TLS", "4" = var.protocol, "5" = null }

      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/01"
      protocol          = each.value

      default_action {
        type = "forward"
      }
    }
  }
}

function "listeners_meant" {
  summary = "The listener that an aws_lb_listener or an aws_lb_listener_rule is about: itself, or the one that the rule is for"
  params  = [node]
  result = concat(
    linked(node.listener_arn, ["aws_lb_listener", "aws_alb_listener"]),
    [for listener in [node] : listener if has_argument(listener, "default_action")],
  )

  answer "of a listener, of its rule, and of a rule for one from elsewhere" {
    value = [for node in [aws_lb_listener.a, aws_lb_listener_rule.a, aws_lb_listener_rule.b] : listeners_meant(node)]
    is = [
      [aws_lb_listener.a],
      [aws_lb_listener.a],
      [undecided("arn:aws:elasticloadbalancing:us-west-2:111122223333:listener/app/web/01/02")],
    ]

    resource "aws_lb_listener" "a" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/01"

      default_action {
        type = "forward"
      }
    }

    resource "aws_lb_listener_rule" "a" {
      listener_arn = aws_lb_listener.a.arn
    }

    resource "aws_lb_listener_rule" "b" {
      listener_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:listener/app/web/01/02"
    }
  }
}

function "actions_of" {
  summary = "The actions of a listener or of a listener's rule: {type, redirect, fixed_response, at}"
  params  = [node]
  result = flatten([
    for path in ["default_action", "action"] : [
      for i, action in node[path] : {
        type           = action.type
        redirect       = action.redirect
        fixed_response = action.fixed_response
        at             = argument(node, "${path}[${i}].type")
      }
    ] if has_argument(node, path)
  ])

  answer "of either" {
    value = [for node in [aws_lb_listener.a, aws_lb_listener_rule.a] : [for action in actions_of(node) : "${action.type} ${action.at.path}"]]
    is    = [["forward default_action[0].type"], ["redirect action[0].type"]]

    resource "aws_lb_listener" "a" {
      load_balancer_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/01"

      default_action {
        type = "forward"
      }
    }

    resource "aws_lb_listener_rule" "a" {
      listener_arn = aws_lb_listener.a.arn

      action {
        type = "redirect"
      }
    }
  }
}

function "leads_to_https" {
  summary = "Whether an action sends nothing but a redirect to HTTPS, or an error"
  params  = [action]
  result = (
    (action.type == "redirect" && alltrue([for redirect in action.redirect : redirect.protocol == "HTTPS"])) ||
    (action.type == "fixed-response" && alltrue([for response in action.fixed_response : matches_pattern(coalesce(response.status_code, "200"), "4*") || matches_pattern(coalesce(response.status_code, "200"), "5*")]))
  )

  answer "redirects to HTTPS and to what was asked for, an error, a page, and a service" {
    value = [
      for action in [
        { type = "redirect", redirect = [{ protocol = "HTTPS" }] },
        { type = "redirect", redirect = [{ protocol = "#{protocol}" }] },
        { type = "fixed-response", fixed_response = [{ status_code = "404" }] },
        { type = "fixed-response", fixed_response = [{ status_code = "503" }] },
        { type = "fixed-response", fixed_response = [{ status_code = "200" }] },
        { type = "fixed-response", fixed_response = [{ status_code = null }] },
        { type = "forward" },
      ] : leads_to_https(action)
    ]
    is = [true, false, true, true, false, false, false]
  }
}

function "faces_internet" {
  summary = "Whether a listener's load balancer has public addresses"
  params  = [listener]
  result = anytrue([
    for balancer in linked(listener.load_balancer_arn, ["aws_lb", "aws_alb"]) :
    balancer.internal != true && balancer.load_balancer_type != "gateway"
  ])

  answer "of one that has, of an internal one, of one that inspects traffic, and of one from elsewhere" {
    value = [for listener in aws_lb_listener.all : faces_internet(listener)]
    is    = [true, false, false, undecided("arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/01")]

    resource "aws_lb" "a" {}

    resource "aws_lb" "b" {
      internal = true
    }

    resource "aws_lb" "c" {
      load_balancer_type = "gateway"
    }

    resource "aws_lb_listener" "all" {
      for_each = {
        "1" = aws_lb.a.arn
        "2" = aws_lb.b.arn
        "3" = aws_lb.c.arn
        "4" = "arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/web/01"
      }

      load_balancer_arn = each.value

      default_action {
        type = "forward"
      }
    }
  }
}

function "is_closed_test_listener" {
  summary = "Whether a listener is on a port for testing new versions that its load balancer's groups open to no public address"
  params  = [listener]
  result = contains(param.deployment.test_listener_ports, coalesce(listener.port, 0)) && alltrue(flatten([
    for balancer in linked(listener.load_balancer_arn, ["aws_lb", "aws_alb"]) : [
      for entry in ingress_of_groups(balancer.security_groups) : !(covers_port(entry, listener.port) && admits_internet(entry))
    ]
  ]))

  answer "closed, open, another port, and none" {
    value = [for listener in aws_lb_listener.all : is_closed_test_listener(listener)]
    is    = [true, false, false, false]

    resource "aws_security_group" "a" {
      ingress {
        protocol    = "tcp"
        from_port   = 8443
        to_port     = 8443
        cidr_blocks = ["0.0.0.0/0"]
      }

      ingress {
        protocol    = "tcp"
        from_port   = 8080
        to_port     = 8080
        cidr_blocks = ["10.0.0.0/8"]
      }
    }

    resource "aws_lb" "a" {
      security_groups = [aws_security_group.a.id]
    }

    resource "aws_lb_listener" "all" {
      for_each = { "1" = 8080, "2" = 8443, "3" = 81, "4" = null }

      load_balancer_arn = aws_lb.a.arn
      port              = each.value

      default_action {
        type = "forward"
      }
    }
  }
}

function "speaks_plain_http" {
  summary = "Whether a listener speaks HTTP to the internet, and is not for testing new versions alone"
  params  = [listener]
  result  = protocol_of(listener) == "HTTP" && faces_internet(listener) && !is_closed_test_listener(listener)

  answer "HTTP, HTTPS, inside the VPC, and for tests" {
    value = [for listener in [aws_lb_listener.a, aws_lb_listener.b, aws_lb_listener.c, aws_lb_listener.d] : speaks_plain_http(listener)]
    is    = [true, false, false, false]

    resource "aws_lb" "a" {
      security_groups = []
    }

    resource "aws_lb" "b" {
      internal = true
    }

    resource "aws_lb_listener" "a" {
      load_balancer_arn = aws_lb.a.arn
      protocol          = "HTTP"
      port              = 80

      default_action {
        type = "forward"
      }
    }

    resource "aws_lb_listener" "b" {
      load_balancer_arn = aws_lb.a.arn
      protocol          = "HTTPS"
      port              = 443

      default_action {
        type = "forward"
      }
    }

    resource "aws_lb_listener" "c" {
      load_balancer_arn = aws_lb.b.arn
      protocol          = "HTTP"
      port              = 80

      default_action {
        type = "forward"
      }
    }

    resource "aws_lb_listener" "d" {
      load_balancer_arn = aws_lb.a.arn
      protocol          = "HTTP"
      port              = 8080

      default_action {
        type = "forward"
      }
    }
  }
}

function "classic_balancer_names" {
  summary = "The names of the classic load balancers in front of ECS services"
  params  = []
  result = flatten([
    for service in resources("aws_ecs_service") : [for balancer in service.load_balancer : balancer.elb_name if !is_empty(balancer.elb_name)]
  ])

  answer "one, and a target group" {
    value = classic_balancer_names()
    is    = ["web"]

    resource "aws_ecs_service" "a" {
      name = "a"

      load_balancer {
        elb_name       = "web"
        container_name = "web"
        container_port = 3000
      }
    }

    resource "aws_ecs_service" "b" {
      name = "b"

      load_balancer {
        target_group_arn = "arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/web/01"
        container_name   = "web"
        container_port   = 3000
      }
    }
  }
}

function "balancer_subnet_ids" {
  summary = "The ids of the subnets that a load balancer lies in"
  params  = [balancer]
  result  = concat(balancer.subnets[*], [for mapping in balancer.subnet_mapping : mapping.subnet_id])

  answer "in both ways, and none" {
    value = [for balancer in [aws_lb.a, aws_lb.b] : balancer_subnet_ids(balancer)]
    is    = [["subnet-01", "subnet-02"], ["subnet-03"]]

    resource "aws_lb" "a" {
      subnets = ["subnet-01", "subnet-02"]
    }

    resource "aws_lb" "b" {
      subnet_mapping {
        subnet_id = "subnet-03"
      }
    }
  }
}

function "balancer_subnets_argument" {
  summary = "Where a load balancer says which subnets it lies in"
  params  = [balancer]
  result  = argument(balancer, length(balancer.subnet_mapping) > 0 ? "subnet_mapping[0].subnet_id" : "subnets")

  answer "in both ways" {
    value = [for balancer in [aws_lb.a, aws_lb.b] : balancer_subnets_argument(balancer).path]
    is    = ["subnets", "subnet_mapping[0].subnet_id"]

    resource "aws_lb" "a" {
      subnets = ["subnet-01", "subnet-02"]
    }

    resource "aws_lb" "b" {
      subnet_mapping {
        subnet_id = "subnet-03"
      }
    }
  }
}
