profile "aws-web" {
  summary = "General practice for web applications on AWS: isolation, encryption, backup, retention at all"

  rule "*" {
    enabled = false
  }

  rule "ecs-service-in-public-subnet" {
    enabled = true
  }

  rule "scheduled-task-in-public-subnet" {
    enabled = true
  }

  rule "db-subnet-group-in-public-subnet" {
    enabled = true
  }

  rule "cache-subnet-group-in-public-subnet" {
    enabled = true
  }

  rule "db-subnet-group-in-one-zone" {
    enabled = true
  }

  rule "ecs-service-with-public-ip" {
    enabled = true
  }

  rule "scheduled-task-with-public-ip" {
    enabled = true
  }

  rule "database-publicly-accessible" {
    enabled = true
  }

  rule "public-subnet-without-internet-route" {
    enabled = true
  }

  rule "public-subnet-behind-detached-gateway" {
    enabled = true
  }

  rule "network-acl-opens-remote-administration" {
    enabled = true
  }

  rule "private-dns-in-vpc-without-dns-support" {
    enabled = true
  }

  rule "function-url-without-authentication" {
    enabled  = true
    severity = "medium"
  }

  rule "subnet-outside-vpc-range" {
    enabled = true
  }

  rule "subnets-overlap" {
    enabled = true
  }

  rule "lambda-in-one-zone" {
    enabled  = true
    severity = "medium"
  }

  rule "nat-gateway-in-private-subnet" {
    enabled = true
  }

  rule "nat-gateway-without-elastic-ip" {
    enabled = true
  }

  rule "subnet-behind-foreign-nat-gateway" {
    enabled = true
  }

  rule "ecs-tasks-open-to-the-world" {
    enabled = true
  }

  rule "ecs-tasks-open-to-listed-addresses" {
    enabled = true
  }

  rule "database-open-to-the-world" {
    enabled = true
  }

  rule "database-open-to-listed-addresses" {
    enabled = true
  }

  rule "cache-open-to-the-world" {
    enabled = true
  }

  rule "cache-open-to-listed-addresses" {
    enabled = true
  }

  rule "aurora-storage-unencrypted" {
    enabled = true
  }

  rule "redis-traffic-unencrypted" {
    enabled = true
  }

  rule "redis-storage-unencrypted" {
    enabled = true
  }

  rule "redis-not-multi-az" {
    enabled = true
  }

  rule "redis-without-failover" {
    enabled = true
  }

  rule "aurora-backups-off" {
    enabled = true
  }

  rule "aurora-backups-kept-too-short" {
    enabled  = true
    severity = "medium"
  }

  rule "log-group-never-expires" {
    enabled = true
  }

  rule "https-listener-without-certificate" {
    enabled = true
  }

  rule "https-certificate-from-another-region" {
    enabled = true
  }

  rule "load-balancer-offers-old-tls" {
    enabled = true
  }

  rule "load-balancer-serves-plain-http" {
    enabled = true
  }

  rule "classic-load-balancer-serves-plain-http" {
    enabled = true
  }

  rule "load-balancer-in-private-subnet" {
    enabled = true
  }

  rule "data-store-unencrypted" {
    enabled = true
  }

  rule "host-volume-unencrypted" {
    enabled = true
  }

  rule "root-volume-unencrypted" {
    enabled  = true
    severity = "low"
  }

  rule "task-volume-unencrypted-in-transit" {
    enabled = true
  }

  rule "data-store-accepts-clear-text" {
    enabled = true
  }

  rule "search-domain-offers-old-tls" {
    enabled = true
  }

  rule "search-nodes-speak-clear-text" {
    enabled = true
  }

  rule "cloudfront-serves-plain-http" {
    enabled = true
  }

  rule "search-domain-facing-internet" {
    enabled  = true
    severity = "medium"
  }

  rule "database-instance-accepts-clear-text" {
    enabled  = true
    severity = "medium"
  }

  rule "bucket-acl-public" {
    enabled = true
  }

  rule "bucket-policy-for-everybody" {
    enabled = true
  }

  rule "bucket-with-several-policies" {
    enabled = true
  }

  rule "trail-delivery-refused" {
    enabled = true
  }

  rule "trail-files-unvalidated" {
    enabled = true
  }

  rule "security-group-mixes-rule-styles" {
    enabled = true
  }

  rule "default-security-group-admits-traffic" {
    enabled = true
  }

  rule "kubernetes-api-open-to-the-world" {
    enabled = true
  }

  rule "guarded-port-open-to-the-world" {
    enabled = true
  }

  rule "oidc-role-open-to-strangers" {
    enabled = true
  }

  rule "oidc-role-open-to-whole-tenant" {
    enabled  = true
    severity = "medium"
  }

  rule "oidc-condition-never-true" {
    enabled = true
  }

  rule "role-open-to-everybody" {
    enabled = true
  }

  rule "bitbucket-provider-with-wrong-url" {
    enabled = true
  }

  rule "bitbucket-provider-with-wrong-audience" {
    enabled = true
  }

  rule "policy-allows-everything" {
    enabled = true
  }

  rule "policy-allows-all-but-some" {
    enabled = true
  }

  rule "policy-allows-sensitive-service" {
    enabled  = true
    severity = "medium"
  }

  rule "policy-passes-every-role" {
    enabled = true
  }

  rule "policy-takes-every-role" {
    enabled  = true
    severity = "medium"
  }

  rule "machine-with-administrator-access" {
    enabled = true
  }

  rule "resource-policy-for-everybody" {
    enabled = true
  }

  rule "metadata-without-session-token" {
    enabled = true
  }

  rule "metadata-session-token-left-to-image" {
    enabled = true
  }

  rule "long-lived-access-key" {
    enabled  = true
    severity = "low"
  }

  rule "password-in-connection-string" {
    enabled = true
  }

  rule "secret-in-environment" {
    enabled = true
  }

  rule "environment-made-of-secret" {
    enabled  = true
    severity = "high"
  }

  rule "data-store-password-in-configuration" {
    enabled = true
  }

  rule "stored-secret-in-configuration" {
    enabled = true
  }

  rule "webhook-in-configuration" {
    enabled = true
  }

  rule "webhook-in-variable" {
    enabled = true
  }

  rule "credentials-in-boot-script" {
    enabled = true
  }

  rule "aws-key-in-configuration" {
    enabled = true
  }

  rule "aws-key-in-environment" {
    enabled = true
  }

  rule "aws-key-in-variable" {
    enabled = true
  }

  rule "pipeline-forgets-state" {
    enabled = true
  }

  rule "state-without-lock" {
    enabled = true
  }

  rule "state-bucket-not-versioned" {
    enabled = true
  }

  rule "state-bucket-partly-public" {
    enabled = true
  }

  rule "lock-table-with-wrong-key" {
    enabled = true
  }

  rule "redis-without-snapshots" {
    enabled  = true
    severity = "low"
  }

  rule "repository-keeps-every-image" {
    enabled = true
  }

  rule "database-instance-without-backups" {
    enabled = true
  }

  rule "cluster-backups-kept-too-short" {
    enabled  = true
    severity = "medium"
  }

  rule "ecs-service-in-too-few-zones" {
    enabled = true
  }

  rule "aurora-instances-share-zone" {
    enabled = true
  }

  rule "aws-step-without-oidc" {
    enabled = true
  }

  rule "aws-key-in-pipeline-script" {
    enabled = true
  }

  rule "aws-key-in-pipeline-variable" {
    enabled = true
  }

  rule "static-aws-keys-in-pipeline" {
    enabled = true
  }

  rule "static-aws-keys-for-pipe" {
    enabled = true
  }

  rule "static-aws-keys-for-image" {
    enabled = true
  }

  rule "step-role-without-bitbucket-trust" {
    enabled = true
  }

  rule "step-role-out-of-reach" {
    enabled = true
  }

  rule "step-role-for-deployments-alone" {
    enabled = true
  }

  rule "unreviewed-step-with-powerful-role" {
    enabled = true
  }

  rule "webhook-in-pipeline-file" {
    enabled = true
  }

  rule "token-in-pipeline-file" {
    enabled = true
  }

  rule "aws-key-in-unused-pipeline-text" {
    enabled = true
  }

  rule "pipeline-task-with-public-ip" {
    enabled = true
  }

  rule "state-written-without-lock" {
    enabled = true
  }

  parameters = {
    "database.backup_retention_days" = 7
  }
}
