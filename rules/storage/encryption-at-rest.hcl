rule "data-store-unencrypted" {
  summary   = "Data store is not encrypted at rest"
  severity  = "high"
  clauses   = ["A13.4.2"]
  since     = "0.1"
  why       = "Whoever gets hold of a disk, a snapshot or a backup reads what it holds; most stores cannot be encrypted afterwards."
  remedy    = "Switch encryption on by the argument that the message names; an existing store is restored from an encrypted copy."
  standards = {
    aws-fsbp       = ["DocumentDB.1", "DynamoDB.3", "EC2.3", "EFS.1", "ES.1", "Kinesis.1", "Neptune.1", "RDS.3", "Redshift.10", "SQS.1"]
    cis-aws-3      = ["2.2.1", "2.3.1", "2.4.1"]
    nist-800-53-r5 = ["SC-28"]
  }

  # Those of encryption_switches().
  target = [
    "aws_db_instance", "aws_dax_cluster", "aws_docdb_cluster", "aws_ebs_volume", "aws_efs_file_system",
    "aws_elasticsearch_domain", "aws_kinesis_stream", "aws_neptune_cluster", "aws_opensearch_domain",
    "aws_redshift_cluster", "aws_sqs_queue", "aws_workspaces_workspace",
  ]
  condition     = encrypts_at_rest(self)
  error_message = "${address(self)} is not encrypted at rest: ${join(" and ", [for path in switch_paths(self) : replace(path, "[0]", "")])} is off or left out."
  at            = argument(self, switch_paths(self)[0])

  fail "left out, and off" {
    resource "aws_db_instance" "reports" { # finding: aws_db_instance.reports is not encrypted at rest: storage_encrypted is off or left out
      instance_class = "db.t4g.micro"
    }

    resource "aws_efs_file_system" "uploads" {
      encrypted = false # finding
    }

    resource "aws_sqs_queue" "jobs" {
      sqs_managed_sse_enabled = false # finding
    }

    resource "aws_kinesis_stream" "events" { # finding
      name = "events"
    }

    resource "aws_ebs_volume" "scratch" { # finding
      availability_zone = "us-west-2a"
      size              = 8
    }
  }

  fail "in a block, and without it" {
    resource "aws_opensearch_domain" "search" {
      domain_name = "search"

      encrypt_at_rest {
        enabled = false # finding: aws_opensearch_domain.search is not encrypted at rest: encrypt_at_rest.enabled is off
      }
    }

    resource "aws_elasticsearch_domain" "old" { # finding
      domain_name = "old"
    }

    resource "aws_dax_cluster" "cache" { # finding
      cluster_name       = "cache"
      iam_role_arn       = "arn:aws:iam::111122223333:role/dax"
      node_type          = "dax.r5.large"
      replication_factor = 1
    }
  }

  pass "on, on unless it is switched off, and by the account" {
    resource "aws_ebs_encryption_by_default" "this" {}

    resource "aws_ebs_volume" "scratch" {
      availability_zone = "us-west-2a"
      size              = 8
    }

    resource "aws_db_instance" "reports" {
      instance_class    = "db.t4g.micro"
      storage_encrypted = true
    }

    resource "aws_kinesis_stream" "events" {
      name            = "events"
      encryption_type = "KMS"
      kms_key_id      = "alias/aws/kinesis"
    }

    resource "aws_sqs_queue" "jobs" {}

    resource "aws_redshift_cluster" "reports" {
      cluster_identifier = "reports"
      node_type          = "ra3.large"
    }

    resource "aws_opensearch_domain" "search" {
      domain_name = "search"

      encrypt_at_rest {
        enabled = true
      }
    }
  }

  undecided "an input, and as its snapshot is" {
    variable "encrypted" {
      type = bool
    }

    resource "aws_efs_file_system" "uploads" {
      encrypted = var.encrypted # undecided: var.encrypted
    }

    resource "aws_db_instance" "restored" { # undecided: whether what aws_db_instance.restored starts from is encrypted
      instance_class      = "db.t4g.micro"
      snapshot_identifier = "before-migration"
    }
  }
}

rule "host-volume-unencrypted" {
  summary   = "Volume of a host or task is not encrypted"
  severity  = "high"
  clauses   = ["A13.4.2"]
  since     = "0.1"
  why       = "Whoever gets hold of a snapshot of the volume reads what it holds."
  remedy    = "Set encrypted to true, or let the account encrypt new volumes by aws_ebs_encryption_by_default."
  standards = { aws-fsbp = ["EC2.3", "EC2.7"], cis-aws-3 = ["2.2.1"], nist-800-53-r5 = ["SC-28"] }

  target        = ["aws_ecs_service", "aws_instance", "aws_launch_configuration", "aws_launch_template"]
  for_each      = volume_switches(self)
  condition     = each.value.on || is_encrypted_by_default(self)
  error_message = "A volume of ${address(self)} is not encrypted."
  at            = each.value.at

  fail "of a host, a template and a service" {
    resource "aws_instance" "web" {
      root_block_device {
        encrypted = false # finding: A volume of aws_instance.web
      }

      ebs_block_device { # finding
        device_name = "/dev/sdf"
      }
    }

    resource "aws_launch_configuration" "web" {
      image_id      = "ami-0a1b2c3d"
      instance_type = "t3.small"

      root_block_device {
        encrypted = false # finding
      }
    }

    resource "aws_launch_template" "web" {
      block_device_mappings {
        ebs {
          encrypted = "false" # finding
        }
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      volume_configuration {
        name = "data"

        managed_ebs_volume {
          role_arn  = "arn:aws:iam::111122223333:role/ecs"
          encrypted = false # finding
        }
      }
    }
  }

  pass "on, as the image is, and by default" {
    resource "aws_instance" "web" {
      root_block_device {
        volume_size = 8
      }

      ebs_block_device {
        device_name = "/dev/sdf"
        encrypted   = true
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      volume_configuration {
        name = "data"

        managed_ebs_volume {
          role_arn = "arn:aws:iam::111122223333:role/ecs"
        }
      }
    }
  }

  pass "by the account" {
    resource "aws_ebs_encryption_by_default" "this" {}

    resource "aws_instance" "web" {
      ebs_block_device {
        device_name = "/dev/sdf"
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      volume_configuration {
        name = "data"

        managed_ebs_volume {
          role_arn  = "arn:aws:iam::111122223333:role/ecs"
          encrypted = false
        }
      }
    }
  }

  undecided "an input" {
    variable "encrypted" {
      type = bool
    }

    resource "aws_instance" "web" {
      root_block_device {
        encrypted = var.encrypted # undecided: var.encrypted
      }
    }
  }
}

rule "root-volume-unencrypted" {
  summary   = "Root volume of a host is as unencrypted as the public image that it is made of"
  severity  = "medium"
  clauses   = ["A13.4.2"]
  since     = "0.1"
  why       = "An image that everybody may use cannot be encrypted, and a root volume is as its image is unless it is told otherwise: whoever gets hold of a snapshot reads it."
  remedy    = "Set encrypted of root_block_device, or of ebs in block_device_mappings, to true, or let the account encrypt new volumes by aws_ebs_encryption_by_default."
  standards = { aws-fsbp = ["EC2.3", "EC2.7"], cis-aws-3 = ["2.2.1"], nist-800-53-r5 = ["SC-28"] }

  target        = ["aws_instance", "aws_launch_configuration", "aws_launch_template"]
  when          = !says_root_encryption(self) && is_public_image(image_of(self))
  condition     = is_encrypted_by_default(self)
  error_message = "The root volume of ${address(self)} is not encrypted: its image is public."
  at            = argument(self, has_argument(self, "root_block_device") ? "root_block_device[0].encrypted" : "block_device_mappings[0].ebs[0].encrypted")

  fail "of AWS, of a publisher, and out of AWS's parameters" {
    data "aws_ami" "amazon" {
      most_recent = true
      owners      = ["amazon"]
    }

    data "aws_ami" "ubuntu" {
      most_recent = true
      owners      = ["099720109477"]
    }

    data "aws_ssm_parameter" "ecs" {
      name = "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id"
    }

    resource "aws_instance" "web" { # finding: The root volume of aws_instance.web is not encrypted
      ami           = data.aws_ami.amazon.id
      instance_type = "t3.small"
    }

    resource "aws_launch_configuration" "web" {
      image_id      = data.aws_ami.ubuntu.image_id
      instance_type = "t3.small"

      root_block_device { # finding
        volume_size = 20
      }
    }

    resource "aws_launch_template" "hosts" { # finding
      image_id = data.aws_ssm_parameter.ecs.value
    }
  }

  pass "told otherwise; an image of one's own, and one that nobody tells" {
    data "aws_ami" "amazon" {
      most_recent = true
      owners      = ["amazon"]
    }

    data "aws_ami" "own" {
      most_recent = true
      owners      = ["self", "amazon"]
    }

    variable "image" {
      type = string
    }

    resource "aws_instance" "web" { # not applicable
      ami           = data.aws_ami.amazon.id
      instance_type = "t3.small"

      root_block_device {
        encrypted = true
      }
    }

    resource "aws_instance" "own" { # not applicable
      ami           = data.aws_ami.own.id
      instance_type = "t3.small"
    }

    resource "aws_instance" "given" { # not applicable
      ami           = var.image
      instance_type = "t3.small"
    }

    resource "aws_instance" "pinned" { # not applicable
      ami           = "ami-0a1b2c3d"
      instance_type = "t3.small"
    }
  }

  pass "by the account" {
    data "aws_ami" "amazon" {
      most_recent = true
      owners      = ["amazon"]
    }

    resource "aws_ebs_encryption_by_default" "this" {}

    resource "aws_instance" "web" {
      ami           = data.aws_ami.amazon.id
      instance_type = "t3.small"
    }
  }

  undecided "whether the account does, is an input" {
    variable "enabled" {
      type = bool
    }

    data "aws_ami" "amazon" {
      most_recent = true
      owners      = ["amazon"]
    }

    resource "aws_ebs_encryption_by_default" "this" {
      enabled = var.enabled
    }

    resource "aws_instance" "web" { # undecided: var.enabled
      ami           = data.aws_ami.amazon.id
      instance_type = "t3.small"
    }
  }
}

rule "topic-unencrypted" {
  summary   = "Topic is not encrypted at rest"
  severity  = "high"
  clauses   = ["A13.4.2"]
  since     = "0.1"
  why       = "Messages wait on disk until they are delivered, in clear text."
  remedy    = "Set kms_master_key_id, to a key whose policy lets the services publish that send to the topic."
  standards = { aws-fsbp = ["SNS.1"], nist-800-53-r5 = ["SC-28"] }

  target        = "aws_sns_topic"
  when          = param.security.encrypt_sns
  condition     = !is_empty(self.kms_master_key_id)
  error_message = "${address(self)} is not encrypted at rest."
  at            = self.kms_master_key_id

  fail "no key" {
    parameters = { "security.encrypt_sns" = true }

    resource "aws_sns_topic" "alerts" { # finding
      name = "alerts"
    }
  }

  pass "a key" {
    parameters = { "security.encrypt_sns" = true }

    resource "aws_sns_topic" "alerts" {
      name              = "alerts"
      kms_master_key_id = "alias/aws/sns"
    }
  }

  pass "where topics need not be encrypted" {
    resource "aws_sns_topic" "alerts" { # not applicable
      name = "alerts"
    }
  }
}

rule "data-store-without-own-key" {
  summary   = "Data store is not encrypted with a key of one's own"
  severity  = "high"
  clauses   = ["A13.4.2"]
  since     = "0.1"
  why       = "Only a key of one's own can be restricted, audited and revoked apart from the store."
  remedy    = "Name an aws_kms_key."
  standards = { nist-800-53-r5 = ["SC-12", "SC-28"] }

  # Those of encryption_keys(), and buckets.
  target = [
    "aws_backup_vault", "aws_cloudwatch_log_group", "aws_db_instance", "aws_docdb_cluster", "aws_dynamodb_table",
    "aws_ebs_volume", "aws_ecr_repository", "aws_efs_file_system", "aws_elasticsearch_domain", "aws_kinesis_stream",
    "aws_neptune_cluster", "aws_opensearch_domain", "aws_redshift_cluster", "aws_s3_bucket",
    "aws_secretsmanager_secret", "aws_sns_topic", "aws_sqs_queue", "aws_workspaces_workspace",
  ]
  when          = param.security.require_cmk
  condition     = anytrue([for key in concat(keys_of(self), encryption_of(self)[*].key) : is_own_key(key)])
  error_message = "${address(self)} is not encrypted with a key of one's own."

  fail "none, and one of AWS" {
    parameters = { "security.require_cmk" = true }

    resource "aws_cloudwatch_log_group" "web" { # finding: aws_cloudwatch_log_group.web is not
      name = "web"
    }

    resource "aws_sqs_queue" "jobs" { # finding
      kms_master_key_id = "alias/aws/sqs"
    }

    resource "aws_s3_bucket" "data" { # finding
      bucket = "data"
    }
  }

  pass "a key, in a block, and apart" {
    parameters = { "security.require_cmk" = true }

    resource "aws_kms_key" "data" {}

    resource "aws_cloudwatch_log_group" "web" {
      name       = "web"
      kms_key_id = aws_kms_key.data.arn
    }

    resource "aws_dynamodb_table" "sessions" {
      name = "sessions"

      server_side_encryption {
        enabled     = true
        kms_key_arn = aws_kms_key.data.arn
      }
    }

    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
      bucket = aws_s3_bucket.data.id

      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm     = "aws:kms"
          kms_master_key_id = aws_kms_key.data.arn
        }
      }
    }
  }

  pass "where it is not asked for" {
    resource "aws_cloudwatch_log_group" "web" { # not applicable
      name = "web"
    }
  }
}
