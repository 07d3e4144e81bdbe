profile "lq3-production" {
  summary = "Architecture of LQ3: every rule, with its figures and names"

  # Any public range is critical there (A6.4.2, A6.4.4, A6.4.6).
  rule "*-open-to-listed-addresses" {
    severity = "critical"
  }

  parameters = {
    "network.public_subnets" = [
      { cidr = "10.0.1.0/24", zone = "a" },
      { cidr = "10.0.2.0/24", zone = "b" },
      { cidr = "10.0.3.0/24", zone = "c" },
    ]
    "network.private_subnets" = [
      { cidr = "10.0.10.0/24", zone = "a" },
      { cidr = "10.0.20.0/24", zone = "b" },
      { cidr = "10.0.30.0/24", zone = "c" },
    ]
    "network.az_count"   = 3
    "network.nat_azs"    = ["a"]
    "network.nat_mode"   = "single"
    "network.nat_policy" = "reduce"

    "network.region"   = "us-west-2"
    "network.vpc_cidr" = "10.0.0.0/16"

    "network.s3_endpoint_type"    = "Gateway"
    "network.interface_endpoints" = ["ecr.api", "ecr.dkr", "logs"]
    "network.endpoint_min_azs"    = 1

    "network.nacl_internal"         = "allow-all"
    "network.nacl_private_external" = "ephemeral"
    "network.nacl_public_ports"     = [80, 443]
    "network.nacl_ephemeral"        = { from = 1024, to = 65535 }

    "network.rds_sources" = "any-service"

    "network.split_task_sgs" = "allowed"

    "ports.alb"      = [80, 443]
    "ports.frontend" = 3000
    "ports.backend"  = 8000
    "ports.database" = 3306
    "ports.redis"    = 6379

    "ingress.https_port" = 443

    "pipeline.environments" = ["staging", "production"]
    "pipeline.aws_command_patterns" = [
      "^(\\S*/)?aws\\s",
      "^(\\S*/)?(sam|copilot|ecs-cli|eksctl|eb)\\s",
      "^(\\S*/)?(docker|podman|crane|skopeo)\\s.*\\.dkr\\.ecr\\.",
      "^(\\S*/)?(terraform|tofu|terragrunt)\\s.*\\b(plan|apply|destroy|refresh|import)\\b",
    ]

    "lb.http_mode"       = "redirect"
    "lb.tls_min_version" = "1.2"
    "lb.require_tls12"   = true
    "lb.require_tls13"   = true

    "compute.internal_calls"   = "alb-only"
    "compute.backend_services" = ["backend-api"]
    "compute.min_azs"          = 3

    "database.subnet_scope"                        = "all-private"
    "database.listed_subnets"                      = ["10.0.20.0/24"]
    "database.min_instance_azs"                    = 2
    "database.backup_retention_days"               = 35
    "database.min_instances"                       = 3
    "database.reader_azs"                          = ["a", "b"]
    "database.monitoring_interval"                 = 1
    "database.performance_insights_retention_days" = 7

    "cache.subnet_scope"            = "all-private"
    "cache.listed_subnets"          = ["10.0.30.0/24"]
    "cache.min_azs"                 = 2
    "cache.replicas"                = 2
    "cache.snapshot_retention_days" = 1

    "observability.log_retention_days" = 30
    "observability.log_retention_max"  = 365

    "recovery.replica_region" = "us-east-1"

    "naming.bucket_assets"  = "lq3-assets"
    "naming.bucket_logs"    = "lq3-logs"
    "naming.bucket_backups" = "lq3-backups"

    "storage.sse_algorithm"    = "AES256"
    "storage.tls_only_buckets" = ["lq3-assets", "lq3-logs", "lq3-backups"]
    "storage.private_buckets"  = ["lq3-logs", "lq3-backups", "lq3-assets"]

    "security.transit_hops" = ["client", "origin", "database", "cache"]
    "audit.trail_bucket"    = "lq3-logs"

    "storage.assets_glacier_days"     = 90
    "storage.logs_expiry_days"        = 90
    "storage.backups_expiry_days"     = 30
    "storage.backups_noncurrent_days" = 30

    "registry.keep_images"            = 10
    "registry.lifecycle_repositories" = ["frontend-images", "backend-images"]
  }
}
