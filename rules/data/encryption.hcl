# Which data stores have a switch for encryption at rest, as functions without parameters.

function "encryption_switches" {
  summary = "The switches for encryption at rest by type: {block, arguments, otherwise, origins}"
  # block: that holds the arguments, null if they stand in the resource itself. otherwise: what the service does
  # where they are left out, off or on. origins: arguments by which a store takes the encryption of another over.
  # Clusters of aws_rds_cluster and Redis have rules of their own; what a service always encrypts has no switch
  # (S3 since January 2023, DynamoDB, ECR, CloudWatch Logs, FSx, MSK, MQ, Backup vaults, Secrets Manager).
  # AWS service guides, "Encryption at rest", and the provider's documentation of each resource; 2026-11-26.
  # Redshift encrypts new clusters since January 2025, and SQS new queues since October 2022.
  result = {
    aws_db_instance = {
      block     = null, arguments = ["storage_encrypted"]
      otherwise = "off", origins = ["snapshot_identifier", "replicate_source_db", "restore_to_point_in_time"]
    }
    aws_docdb_cluster = {
      block     = null, arguments = ["storage_encrypted"]
      otherwise = "off", origins = ["snapshot_identifier", "restore_to_point_in_time", "global_cluster_identifier"]
    }
    aws_neptune_cluster = {
      block     = null, arguments = ["storage_encrypted"]
      otherwise = "off", origins = ["snapshot_identifier", "replication_source_identifier", "global_cluster_identifier"]
    }
    aws_redshift_cluster = {
      block     = null, arguments = ["encrypted"]
      otherwise = "on", origins = ["snapshot_identifier", "snapshot_arn"]
    }
    aws_ebs_volume           = { block = null, arguments = ["encrypted"], otherwise = "off", origins = ["snapshot_id"] }
    aws_efs_file_system      = { block = null, arguments = ["encrypted"], otherwise = "off", origins = [] }
    aws_kinesis_stream       = { block = null, arguments = ["encryption_type"], otherwise = "off", origins = [] }
    aws_sqs_queue            = { block = null, arguments = ["sqs_managed_sse_enabled"], otherwise = "on", origins = [] }
    aws_opensearch_domain    = { block = "encrypt_at_rest", arguments = ["enabled"], otherwise = "off", origins = [] }
    aws_elasticsearch_domain = { block = "encrypt_at_rest", arguments = ["enabled"], otherwise = "off", origins = [] }
    aws_dax_cluster          = { block = "server_side_encryption", arguments = ["enabled"], otherwise = "off", origins = [] }
    aws_workspaces_workspace = {
      block     = null, arguments = ["root_volume_encryption_enabled", "user_volume_encryption_enabled"]
      otherwise = "off", origins = []
    }
  }

  answer "each says what happens otherwise" {
    value = [length(encryption_switches()), alltrue([for type, switch in encryption_switches() : contains(["on", "off"], switch.otherwise)])]
    is    = [12, true]
  }
}

function "encryption_keys" {
  summary = "Where stores name the key that they are encrypted with, by type: {block, argument}"
  # The provider's documentation of each resource; 2026-11-26. Buckets have resources of their own for it.
  result = {
    aws_backup_vault          = { block = null, argument = "kms_key_arn" }
    aws_cloudwatch_log_group  = { block = null, argument = "kms_key_id" }
    aws_db_instance           = { block = null, argument = "kms_key_id" }
    aws_docdb_cluster         = { block = null, argument = "kms_key_id" }
    aws_dynamodb_table        = { block = "server_side_encryption", argument = "kms_key_arn" }
    aws_ebs_volume            = { block = null, argument = "kms_key_id" }
    aws_ecr_repository        = { block = "encryption_configuration", argument = "kms_key" }
    aws_efs_file_system       = { block = null, argument = "kms_key_id" }
    aws_elasticsearch_domain  = { block = "encrypt_at_rest", argument = "kms_key_id" }
    aws_kinesis_stream        = { block = null, argument = "kms_key_id" }
    aws_neptune_cluster       = { block = null, argument = "kms_key_arn" }
    aws_opensearch_domain     = { block = "encrypt_at_rest", argument = "kms_key_id" }
    aws_redshift_cluster      = { block = null, argument = "kms_key_id" }
    aws_secretsmanager_secret = { block = null, argument = "kms_key_id" }
    aws_sns_topic             = { block = null, argument = "kms_master_key_id" }
    aws_sqs_queue             = { block = null, argument = "kms_master_key_id" }
    aws_workspaces_workspace  = { block = null, argument = "volume_encryption_key" }
  }

  answer "in the resource itself, and in a block" {
    value = [encryption_keys()["aws_ebs_volume"].argument, encryption_keys()["aws_dynamodb_table"].block]
    is    = ["kms_key_id", "server_side_encryption"]
  }
}
