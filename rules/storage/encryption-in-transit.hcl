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
  condition     = contains(["HTTPS", "TLS"], self.protocol) || !encrypts_hop("targets")
  error_message = "${address(self)} speaks to containers in clear text (${self.protocol})."
  note          = contains(["HTTPS", "TLS"], self.protocol) ? null : "Clear text between the load balancer and containers is accepted."
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
  remedy    = "Leave the argument out or let it ask for TLS, once every client speaks it."
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

    resource "aws_memorydb_cluster" "sessions" {
      acl_name  = "open-access"
      node_type = "db.t4g.small"
    }
  }
}
