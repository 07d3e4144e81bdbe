rule "target-group-unencrypted" {
  summary   = "Load balancer speaks to containers in clear text"
  severity  = "high"
  clauses   = ["A13.4.3"]
  since     = "0.1"
  why       = "Between the load balancer and the tasks, requests cross the VPC in clear text."
  remedy    = "Set protocol to HTTPS and serve TLS in the container, or leave targets out of security.transit_hops."
  standards = { nist-800-53-r5 = ["SC-8"] }

  target        = ["aws_lb_target_group", "aws_alb_target_group"]
  when          = length(linking(self, "aws_ecs_service", "load_balancer.target_group_arn")) > 0
  condition     = contains(["HTTPS", "TLS"], protocol_of(self)) || !encrypts_hop("targets")
  error_message = "${address(self)} speaks to containers in clear text (${protocol_of(self)})."
  note          = contains(["HTTPS", "TLS"], protocol_of(self)) ? null : "Clear text between the load balancer and containers is accepted."
  at            = self.protocol

  fail "HTTP" {
    parameters = { "security.require_target_tls" = true }

    resource "aws_lb_target_group" "web" {
      port     = 3000
      protocol = "HTTP" # finding: aws_lb_target_group.web speaks to containers in clear text (HTTP)
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

  fail "no protocol" {
    parameters = { "security.require_target_tls" = true }

    resource "aws_lb_target_group" "web" { # finding: in clear text (HTTP)
      port = 3000
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

  pass "HTTPS; a group of something else" {
    parameters = { "security.transit_hops" = ["targets"] }

    resource "aws_lb_target_group" "web" {
      port     = 3000
      protocol = "HTTPS"
    }

    resource "aws_lb_target_group" "hosts" { # not applicable
      port     = 3000
      protocol = "HTTP"
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

  pass "HTTP, where that is accepted" {
    resource "aws_lb_target_group" "web" {
      port     = 3000
      protocol = "HTTP"
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

rule "task-volume-unencrypted-in-transit" {
  summary   = "Task mounts a file system without encryption"
  severity  = "high"
  clauses   = ["A13.4.3"]
  since     = "0.1"
  why       = "Files cross the VPC in clear text, and the file system cannot ask for IAM identities."
  remedy    = "Set transit_encryption to ENABLED in efs_volume_configuration."
  standards = { nist-800-53-r5 = ["SC-8"] }

  target        = "aws_ecs_task_definition"
  for_each      = mounts(self)
  condition     = each.value.encryption == "ENABLED"
  error_message = "${address(self)} mounts volume ${each.value.name} without encryption."
  at            = each.value.at

  fail "left out" {
    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      container_definitions = "[]"

      volume {
        name = "uploads"

        efs_volume_configuration { # finding: aws_ecs_task_definition.web mounts volume uploads
          file_system_id = "fs-0a1b2c3d"
        }
      }

      volume {
        name = "scratch"
      }
    }
  }

  fail "off" {
    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      container_definitions = "[]"

      volume {
        name = "uploads"

        efs_volume_configuration {
          file_system_id     = "fs-0a1b2c3d"
          transit_encryption = "DISABLED" # finding
        }
      }

      volume {
        name = "scratch"
      }
    }
  }

  pass "on" {
    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      container_definitions = "[]"

      volume {
        name = "uploads"

        efs_volume_configuration {
          file_system_id     = "fs-0a1b2c3d"
          transit_encryption = "ENABLED"
        }
      }

      volume {
        name = "scratch"
      }
    }
  }

  undecided "an input" {
    variable "encryption" {
      type = string
    }

    resource "aws_ecs_task_definition" "web" {
      family                = "web"
      container_definitions = "[]"

      volume {
        name = "uploads"

        efs_volume_configuration {
          file_system_id     = "fs-0a1b2c3d"
          transit_encryption = var.encryption # undecided: var.encryption
        }
      }

      volume {
        name = "scratch"
      }
    }
  }
}

rule "data-store-accepts-clear-text" {
  summary   = "Data store lets clients in that do not encrypt"
  severity  = "high"
  clauses   = ["A13.4.3"]
  since     = "0.1"
  why       = "What is written and read crosses the network in clear text, with the passwords of clients."
  remedy    = "Let the argument ask for TLS, once every client speaks it: enforce_https of domain_endpoint_options, tls_enabled, client_broker."
  standards = { aws-fsbp = ["DynamoDB.7", "MSK.1"], nist-800-53-r5 = ["SC-8"] }

  target        = ["aws_dax_cluster", "aws_elasticsearch_domain", "aws_memorydb_cluster", "aws_msk_cluster", "aws_opensearch_domain"]
  for_each      = clear_text_switches(self)
  condition     = !each.value.off
  error_message = "${address(self)} lets clients in that do not encrypt."
  at            = each.value.at

  fail "each of them" {
    resource "aws_msk_cluster" "events" {
      cluster_name           = "events"
      kafka_version          = "3.7.x"
      number_of_broker_nodes = 3

      encryption_info {
        encryption_in_transit {
          client_broker = "TLS_PLAINTEXT" # finding: aws_msk_cluster.events lets clients in
        }
      }
    }

    resource "aws_opensearch_domain" "search" {
      domain_name = "search"

      domain_endpoint_options {
        enforce_https = false # finding
      }
    }

    resource "aws_elasticsearch_domain" "old" { # finding
      domain_name = "old"
    }

    resource "aws_memorydb_cluster" "sessions" {
      acl_name    = "open-access"
      node_type   = "db.t4g.small"
      tls_enabled = false # finding
    }
  }

  pass "by default, and on" {
    resource "aws_msk_cluster" "events" {
      cluster_name           = "events"
      kafka_version          = "3.7.x"
      number_of_broker_nodes = 3
    }

    resource "aws_opensearch_domain" "search" {
      domain_name = "search"

      domain_endpoint_options {
        enforce_https = true
      }
    }

    resource "aws_opensearch_domain" "left" {
      domain_name = "left"

      domain_endpoint_options {
        tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
      }
    }

    resource "aws_memorydb_cluster" "sessions" {
      acl_name  = "open-access"
      node_type = "db.t4g.small"
    }
  }
}

rule "search-domain-offers-old-tls" {
  summary   = "Search domain offers versions of TLS that are broken"
  severity  = "medium"
  clauses   = ["A13.4.3"]
  since     = "0.1"
  why       = "TLS 1.0 and 1.1 are broken; a domain that is not told otherwise offers both."
  remedy    = "Set tls_security_policy of domain_endpoint_options to Policy-Min-TLS-1-2-PFS-2023-10, or to Policy-Min-TLS-1-2-2019-07."
  standards = { aws-fsbp = ["ES.8", "OpenSearch.8"], nist-800-53-r5 = ["SC-8", "SC-13"] }

  target = ["aws_elasticsearch_domain", "aws_opensearch_domain"]
  condition = length(self.domain_endpoint_options) > 0 && alltrue([ # mutant-ok: there is one block
    for options in self.domain_endpoint_options : !matches_pattern(options.tls_security_policy, "Policy-Min-TLS-1-0-*")
  ])
  error_message = "${address(self)} offers TLS 1.0 and 1.1."
  at            = argument(self, "domain_endpoint_options[0].tls_security_policy")

  fail "an old policy, none, and nothing said of its endpoint" {
    resource "aws_opensearch_domain" "old" {
      domain_name = "old"

      domain_endpoint_options {
        tls_security_policy = "Policy-Min-TLS-1-0-2019-07" # finding: aws_opensearch_domain.old offers TLS 1.0 and 1.1
      }
    }

    resource "aws_opensearch_domain" "left" {
      domain_name = "left"

      domain_endpoint_options { # finding
        enforce_https = true
      }
    }

    resource "aws_elasticsearch_domain" "bare" { # finding
      domain_name = "bare"
    }
  }

  pass "new ones" {
    resource "aws_opensearch_domain" "search" {
      domain_name = "search"

      domain_endpoint_options {
        tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"
      }
    }

    resource "aws_elasticsearch_domain" "logs" {
      domain_name = "logs"

      domain_endpoint_options {
        tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
      }
    }
  }

  undecided "an input" {
    variable "policy" {
      type = string
    }

    resource "aws_opensearch_domain" "search" {
      domain_name = "search"

      domain_endpoint_options {
        tls_security_policy = var.policy # undecided: var.policy
      }
    }
  }
}

rule "search-nodes-speak-clear-text" {
  summary   = "Nodes of a search domain speak to each other in clear text"
  severity  = "medium"
  clauses   = ["A13.4.3"]
  since     = "0.1"
  why       = "What is indexed and searched crosses the network between nodes in clear text, unless the domain is told otherwise."
  remedy    = "Set enabled in node_to_node_encryption, which cannot be taken back."
  standards = { aws-fsbp = ["ES.3", "OpenSearch.3"], nist-800-53-r5 = ["SC-8"] }

  target        = ["aws_elasticsearch_domain", "aws_opensearch_domain"]
  condition     = anytrue([for encryption in self.node_to_node_encryption : encryption.enabled])
  error_message = "Nodes of ${address(self)} speak to each other in clear text."
  at            = argument(self, "node_to_node_encryption[0].enabled")

  fail "off, and nothing said of it" {
    resource "aws_opensearch_domain" "off" {
      domain_name = "off"

      node_to_node_encryption {
        enabled = false # finding: Nodes of aws_opensearch_domain.off speak to each other in clear text
      }
    }

    resource "aws_elasticsearch_domain" "left" { # finding
      domain_name = "left"
    }
  }

  pass "on" {
    resource "aws_opensearch_domain" "search" {
      domain_name = "search"

      node_to_node_encryption {
        enabled = true
      }
    }
  }

  undecided "an input" {
    variable "encrypted" {
      type = bool
    }

    resource "aws_opensearch_domain" "search" {
      domain_name = "search"

      node_to_node_encryption {
        enabled = var.encrypted # undecided: var.encrypted
      }
    }
  }
}

rule "cloudfront-serves-plain-http" {
  summary   = "CloudFront serves viewers in clear text"
  severity  = "medium"
  clauses   = ["A13.4.3"]
  since     = "0.1"
  why       = "Whoever is between a viewer and the edge reads and changes what is sent, cookies of signed-in people among it."
  remedy    = "Set viewer_protocol_policy to redirect-to-https or https-only."
  standards = { aws-fsbp = ["CloudFront.3"], nist-800-53-r5 = ["SC-8"] }

  target = "aws_cloudfront_distribution"
  when   = encrypts_hop("client")
  for_each = concat(
    [for behavior in self.default_cache_behavior : { policy = behavior.viewer_protocol_policy, path = "default_cache_behavior[0]" }],
    [for i, behavior in self.ordered_cache_behavior : { policy = behavior.viewer_protocol_policy, path = "ordered_cache_behavior[${i}]" }],
  )
  condition     = each.value.policy != "allow-all"
  error_message = "${address(self)} serves viewers in clear text."
  at            = argument(self, "${each.value.path}.viewer_protocol_policy")

  fail "by default, and for a path" {
    resource "aws_cloudfront_distribution" "assets" {
      enabled = true

      default_cache_behavior {
        target_origin_id       = "assets"
        viewer_protocol_policy = "allow-all" # finding: aws_cloudfront_distribution.assets serves viewers in clear text
        allowed_methods        = ["GET", "HEAD"]
        cached_methods         = ["GET", "HEAD"]
      }

      ordered_cache_behavior {
        path_pattern           = "/old/*"
        target_origin_id       = "assets"
        viewer_protocol_policy = "allow-all" # finding
        allowed_methods        = ["GET", "HEAD"]
        cached_methods         = ["GET", "HEAD"]
      }
    }
  }

  pass "HTTPS, at once or by a redirect" {
    resource "aws_cloudfront_distribution" "assets" {
      enabled = true

      default_cache_behavior {
        target_origin_id       = "assets"
        viewer_protocol_policy = "redirect-to-https"
        allowed_methods        = ["GET", "HEAD"]
        cached_methods         = ["GET", "HEAD"]
      }

      ordered_cache_behavior {
        path_pattern           = "/api/*"
        target_origin_id       = "assets"
        viewer_protocol_policy = "https-only"
        allowed_methods        = ["GET", "HEAD"]
        cached_methods         = ["GET", "HEAD"]
      }
    }
  }

  pass "where clients need no encryption" {
    parameters = { "security.transit_hops" = ["database"] }

    resource "aws_cloudfront_distribution" "assets" { # not applicable
      enabled = true

      default_cache_behavior {
        target_origin_id       = "assets"
        viewer_protocol_policy = "allow-all"
        allowed_methods        = ["GET", "HEAD"]
        cached_methods         = ["GET", "HEAD"]
      }
    }
  }
}
