# What encrypts what it stores.

function "switch_of" {
  summary = "The switch for encryption at rest that a store of a type has, see encryption_switches(); none if it has none"
  params  = [node]
  result  = [for type, switch in encryption_switches() : switch if type == node_type(node)]

  answer "of a file system, and of a bucket" {
    value = [for switch in flatten([for node in [aws_efs_file_system.a, aws_s3_bucket.a] : switch_of(node)]) : switch.arguments]
    is    = [["encrypted"]]

    resource "aws_efs_file_system" "a" {}

    resource "aws_s3_bucket" "a" {}
  }
}

function "switch_paths" {
  summary = "Where a store's switches for encryption at rest are written"
  params  = [node]
  result = flatten([
    for switch in switch_of(node) : [
      for name in switch.arguments : switch.block == null ? name : "${switch.block}[0].${name}"
    ]
  ])

  answer "in the resource itself, and in a block" {
    value = [for node in [aws_efs_file_system.a, aws_dax_cluster.a] : switch_paths(node)]
    is    = [["encrypted"], ["server_side_encryption[0].enabled"]]

    resource "aws_efs_file_system" "a" {}

    resource "aws_dax_cluster" "a" {
      cluster_name       = "a"
      iam_role_arn       = "arn:aws:iam::111122223333:role/dax"
      node_type          = "dax.r5.large"
      replication_factor = 1
    }
  }
}

function "switch_values" {
  summary = "What a store's switches for encryption at rest say, null where they are left out; nothing without their block"
  params  = [node]
  result = flatten([
    for switch in switch_of(node) : concat(
      [for name in switch.arguments : node[name] if switch.block == null],
      flatten([
        for block in [switch.block] : [for holder in node[block] : [for name in switch.arguments : holder[name]]] if block != null
      ]),
    )
  ])

  answer "in the resource itself, in a block, left out, and in no block" {
    value = [for node in [aws_efs_file_system.a, aws_opensearch_domain.a, aws_sqs_queue.a, aws_opensearch_domain.b] : switch_values(node)]
    is    = [[true], [false], [null], []]

    resource "aws_efs_file_system" "a" {
      encrypted = true
    }

    resource "aws_opensearch_domain" "a" {
      domain_name = "a"

      encrypt_at_rest {
        enabled = false
      }
    }

    resource "aws_opensearch_domain" "b" {
      domain_name = "b"
    }

    resource "aws_sqs_queue" "a" {}
  }
}

function "is_on" {
  summary = "Whether a switch for encryption says yes"
  params  = [value]
  result  = value != null && contains(["true", "KMS"], tostring(value))

  answer "as a bool, as a text, by what it encrypts with, and not" {
    value = [for value in [true, "true", "KMS", false, "NONE", null] : is_on(value)]
    is    = [true, true, true, false, false, false]
  }
}

function "takes_over_encryption" {
  summary = "Whether a store starts from another one, whose encryption it has"
  params  = [node]
  result = anytrue(flatten([
    for switch in switch_of(node) : [for name in switch.origins : length(flatten(node[name][*])) > 0]
  ]))

  answer "from a snapshot, to a point in time, and not" {
    value = [for node in [aws_db_instance.a, aws_db_instance.b, aws_db_instance.c] : takes_over_encryption(node)]
    is    = [true, true, false]

    resource "aws_db_instance" "a" {
      instance_class      = "db.t4g.micro"
      snapshot_identifier = "before-migration"
    }

    resource "aws_db_instance" "b" {
      instance_class = "db.t4g.micro"

      restore_to_point_in_time {
        source_db_instance_identifier = "a"
      }
    }

    resource "aws_db_instance" "c" {
      instance_class = "db.t4g.micro"
    }
  }
}

function "same_region" {
  summary = "Whether two resources are in one region: by the same configuration of their provider, or by its name"
  params  = [one, other]
  result = (
    (provider_of(one) == provider_of(other) && !has_own_region(one) && !has_own_region(other)) ||
    region_of(one) == region_of(other)
  )

  answer "of one configuration, of two, and of two that say the same" {
    value = [
      same_region(aws_ebs_volume.a, aws_ebs_volume.b),
      same_region(aws_ebs_volume.a, aws_ebs_volume.c),
      same_region(aws_ebs_volume.a, aws_ebs_volume.d),
    ]
    is = [true, false, true]

    provider "aws" {
      region = "us-west-2"
    }

    provider "aws" {
      alias  = "east"
      region = "us-east-1"
    }

    provider "aws" {
      alias  = "west"
      region = "us-west-2"
    }

    resource "aws_ebs_volume" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_ebs_volume" "b" {
      availability_zone = "us-west-2a"
    }

    resource "aws_ebs_volume" "c" {
      provider          = aws.east
      availability_zone = "us-east-1a"
    }

    resource "aws_ebs_volume" "d" {
      provider          = aws.west
      availability_zone = "us-west-2a"
    }
  }

  answer "of the environment's" {
    value = same_region(aws_ebs_volume.a, aws_ebs_volume.b)
    is    = true

    resource "aws_ebs_volume" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_ebs_volume" "b" {
      availability_zone = "us-west-2a"
    }
  }
}

function "is_encrypted_by_default" {
  summary = "Whether the account encrypts all new volumes in the region of a resource, as far as this configuration says so"
  params  = [node]
  result = anytrue([
    for setting in resources("aws_ebs_encryption_by_default") : setting.enabled != false && same_region(setting, node)
  ])

  answer "in its region, in another one, and switched off" {
    value = [for volume in [aws_ebs_volume.a, aws_ebs_volume.b, aws_ebs_volume.c] : is_encrypted_by_default(volume)]
    is    = [true, false, false]

    provider "aws" {
      region = "us-west-2"
    }

    provider "aws" {
      alias  = "east"
      region = "us-east-1"
    }

    provider "aws" {
      alias  = "north"
      region = "eu-north-1"
    }

    resource "aws_ebs_encryption_by_default" "a" {}

    resource "aws_ebs_encryption_by_default" "c" {
      provider = aws.north
      enabled  = false
    }

    resource "aws_ebs_volume" "a" {
      availability_zone = "us-west-2a"
    }

    resource "aws_ebs_volume" "b" {
      provider          = aws.east
      availability_zone = "us-east-1a"
    }

    resource "aws_ebs_volume" "c" {
      provider          = aws.north
      availability_zone = "eu-north-1a"
    }
  }
}

function "encrypts_at_rest" {
  summary = "Whether a store encrypts what it holds: it says so, the service does, or its account does; undecided where it takes another's encryption over"
  params  = [node]
  result = (
    (length(switch_values(node)) > 0 && alltrue([for value in switch_values(node) : is_on(value)])) ||
    anytrue([for switch in switch_of(node) : switch.otherwise == "on" && alltrue([for value in switch_values(node) : value == null])]) ||
    (node_type(node) == "aws_sqs_queue" && !is_empty(node.kms_master_key_id)) ||
    (node_type(node) == "aws_ebs_volume" && is_encrypted_by_default(node)) ||
    (takes_over_encryption(node) && undecided("whether what ${address(node)} starts from is encrypted"))
  )

  answer "switched on, left out and then off or on, by a key, and in a block" {
    value = {
      on    = encrypts_at_rest(aws_efs_file_system.on)
      left  = encrypts_at_rest(aws_efs_file_system.left)
      queue = encrypts_at_rest(aws_sqs_queue.left)
      plain = encrypts_at_rest(aws_sqs_queue.plain)
      keyed = encrypts_at_rest(aws_sqs_queue.keyed)
      block = encrypts_at_rest(aws_opensearch_domain.on)
      none  = encrypts_at_rest(aws_opensearch_domain.none)
      kms   = encrypts_at_rest(aws_kinesis_stream.on)
    }
    is = { on = true, left = false, queue = true, plain = false, keyed = true, block = true, none = false, kms = true }

    resource "aws_efs_file_system" "on" {
      encrypted = true
    }

    resource "aws_efs_file_system" "left" {}

    resource "aws_sqs_queue" "left" {}

    resource "aws_sqs_queue" "plain" {
      sqs_managed_sse_enabled = false
    }

    resource "aws_sqs_queue" "keyed" {
      sqs_managed_sse_enabled = false
      kms_master_key_id       = "alias/aws/sqs"
    }

    resource "aws_opensearch_domain" "on" {
      domain_name = "on"

      encrypt_at_rest {
        enabled = true
      }
    }

    resource "aws_opensearch_domain" "none" {
      domain_name = "none"
    }

    resource "aws_kinesis_stream" "on" {
      name            = "on"
      encryption_type = "KMS"
    }
  }

  answer "as a snapshot is, and as the account does" {
    value = [for volume in [aws_ebs_volume.a, aws_ebs_volume.b] : encrypts_at_rest(volume)]
    is    = [undecided("whether what aws_ebs_volume.a starts from is encrypted"), true]

    provider "aws" {
      alias  = "east"
      region = "us-east-1"
    }

    provider "aws" {
      region = "us-west-2"
    }

    resource "aws_ebs_encryption_by_default" "east" {
      provider = aws.east
    }

    resource "aws_ebs_volume" "a" {
      availability_zone = "us-west-2a"
      snapshot_id       = "snap-01"
    }

    resource "aws_ebs_volume" "b" {
      provider          = aws.east
      availability_zone = "us-east-1a"
    }
  }
}

function "keys_of" {
  summary = "The keys that a store names to be encrypted with"
  params  = [node]
  result = flatten([
    for type, place in encryption_keys() : concat(
      [for name in [place.argument] : node[name][*] if place.block == null],
      flatten([for block in [place.block] : [for holder in node[block] : holder[place.argument][*]] if block != null]),
    ) if type == node_type(node)
  ])

  answer "in the resource itself, in a block, and none" {
    value = [for node in [aws_sns_topic.a, aws_dynamodb_table.a, aws_sns_topic.b] : keys_of(node)]
    is    = [["alias/data"], ["alias/data"], []]

    resource "aws_sns_topic" "a" {
      kms_master_key_id = "alias/data"
    }

    resource "aws_sns_topic" "b" {}

    resource "aws_dynamodb_table" "a" {
      name = "a"

      server_side_encryption {
        enabled     = true
        kms_key_arn = "alias/data"
      }
    }
  }
}

function "is_own_key" {
  summary = "Whether a key's reference means one of one's own, not AWS's for the service"
  params  = [key]
  result  = !(known(key) && matches_pattern(key, "*alias/aws/*")) && is_managed_key(key)

  answer "a key, one of AWS, and one from elsewhere" {
    value = [for key in [aws_kms_key.a.arn, "alias/aws/sqs", "arn:aws:kms:us-west-2:111122223333:alias/aws/ebs", "alias/data"] : is_own_key(key)]
    is    = [true, false, false, undecided("alias/data")]

    resource "aws_kms_key" "a" {}
  }
}

function "volume_switches" {
  summary = "The volumes that a host, template or service asks for and that say whether they are encrypted, or certainly are not: {on, at}"
  params  = [node]
  # A root volume that does not say is as its image is; so is one of a template, which may be the root.
  result = flatten(concat(
    [
      for path in ["root_block_device", "ebs_block_device"] : [
        for i, volume in node[path] : { on = is_on(volume.encrypted), at = argument(node, "${path}[${i}].encrypted") }
        if volume.encrypted != null || (path == "ebs_block_device" && is_empty(volume.snapshot_id))
      ] if has_argument(node, path)
    ],
    [
      for mappings in [node.block_device_mappings] : [
        for i, mapping in mappings : [
          for volume in mapping.ebs : { on = is_on(volume.encrypted), at = argument(node, "block_device_mappings[${i}].ebs[0].encrypted") }
          if volume.encrypted != null
        ]
      ] if has_argument(node, "block_device_mappings")
    ],
    [
      for configurations in [node.volume_configuration] : [
        for i, configuration in configurations : [
          for volume in configuration.managed_ebs_volume : {
            on = volume.encrypted != false
            at = argument(node, "volume_configuration[${i}].managed_ebs_volume[0].encrypted")
          }
        ]
      ] if has_argument(node, "volume_configuration")
    ],
  ))

  answer "of a host" {
    value = [for volume in volume_switches(aws_instance.a) : "${volume.on} ${volume.at.path}"]
    is    = ["false root_block_device[0].encrypted", "true ebs_block_device[0].encrypted", "false ebs_block_device[2].encrypted"]

    resource "aws_instance" "a" {
      root_block_device {
        encrypted = false
      }

      ebs_block_device {
        device_name = "/dev/sdf"
        encrypted   = true
      }

      ebs_block_device {
        device_name = "/dev/sdg"
        snapshot_id = "snap-01"
      }

      ebs_block_device {
        device_name = "/dev/sdh"
      }
    }
  }

  answer "of a host that says nothing of its root, of a template, and of services" {
    value = [
      for node in [aws_instance.a, aws_launch_template.a, aws_ecs_service.a, aws_ecs_service.b] :
      [for volume in volume_switches(node) : volume.on]
    ]
    is = [[], [false], [true], [false]]

    resource "aws_instance" "a" {
      root_block_device {
        volume_size = 8
      }
    }

    resource "aws_launch_template" "a" {
      block_device_mappings {
        ebs {
          encrypted = "false"
        }
      }

      block_device_mappings {
        ebs {
          volume_size = 8
        }
      }
    }

    resource "aws_ecs_service" "a" {
      name = "a"

      volume_configuration {
        name = "data"

        managed_ebs_volume {
          role_arn = "arn:aws:iam::111122223333:role/ecs"
        }
      }
    }

    resource "aws_ecs_service" "b" {
      name = "b"

      volume_configuration {
        name = "data"

        managed_ebs_volume {
          role_arn  = "arn:aws:iam::111122223333:role/ecs"
          encrypted = false
        }
      }
    }
  }
}

function "image_of" {
  summary = "The image that a host or template is made of"
  params  = [node]
  result  = has_argument(node, "image_id") ? node.image_id : node.ami

  answer "of a host, and of a template" {
    value = [for node in [aws_instance.a, aws_launch_template.a] : image_of(node)]
    is    = ["ami-01", "ami-02"]

    resource "aws_instance" "a" {
      ami = "ami-01"
    }

    resource "aws_launch_template" "a" {
      image_id = "ami-02"
    }
  }
}

function "says_root_encryption" {
  summary = "Whether a host or template says of its root volume, or of any volume that may be it, whether it is encrypted, or may say so"
  params  = [node]
  result = anytrue(concat(
    [for volume in node.root_block_device[*] : volume.encrypted != null || volume.kms_key_id != null],
    [for mapping in node.block_device_mappings[*] : anytrue([for volume in mapping.ebs : volume.encrypted != null || volume.kms_key_id != null])],
  ))

  answer "of a host, of a template, and of neither" {
    value = [for node in [aws_instance.a, aws_instance.b, aws_instance.c, aws_launch_template.a, aws_launch_template.b] : says_root_encryption(node)]
    is    = [true, false, false, true, false]

    resource "aws_instance" "a" {
      root_block_device {
        encrypted = false
      }
    }

    resource "aws_instance" "b" {
      root_block_device {
        volume_size = 8
      }
    }

    resource "aws_instance" "c" {}

    resource "aws_launch_template" "a" {
      block_device_mappings {
        ebs {
          kms_key_id = "arn:aws:kms:us-west-2:111122223333:key/01"
        }
      }
    }

    resource "aws_launch_template" "b" {
      block_device_mappings {
        device_name = "/dev/sdf"
      }
    }
  }
}

function "is_public_image" {
  summary = "Whether an image is surely one that everybody may use, which is never encrypted: looked up among those of AWS or of publishers alone, or in AWS's own parameters"
  params  = [image]
  # What is read of a host itself, is read of what it was given.
  result = known(image) ? startswith(coalesce(image, "-"), "resolve:ssm:/aws/service/") : (
    anytrue([for read in read_from(image) : surely_finds_public_image(read)]) && alltrue([
      for read in read_from(image) : surely_finds_public_image(read) || contains(["aws_instance", "aws_launch_configuration", "aws_launch_template"], node_type(read.node))
    ])
  )

  answer "of AWS, of oneself, of both, out of a parameter of AWS and of one's own, written, none, and an input" {
    value = [
      for image in [
        data.aws_ami.amazon.id, data.aws_ami.own.id, data.aws_ami.both.id, data.aws_ssm_parameter.aws.value, data.aws_ssm_parameter.own.value,
        "ami-01", "resolve:ssm:/aws/service/ami-amazon-linux-latest/x", "resolve:ssm:/web/image", null, aws_instance.given.ami, data.aws_ami.input.id,
      ] : is_public_image(image)
    ]
    is = [true, false, false, true, false, false, true, false, false, false, false]

    variable "image" {
      type = string
    }

    variable "owner" {
      type = string
    }

    data "aws_ami" "amazon" {
      owners = ["amazon"]
    }

    data "aws_ami" "own" {
      owners = ["self"]
    }

    data "aws_ami" "both" {
      owners = ["amazon", "self"]
    }

    resource "aws_instance" "given" {
      ami = var.image
    }

    data "aws_ami" "input" {
      owners = [var.owner]
    }

    data "aws_ssm_parameter" "aws" {
      name = "/aws/service/ami-amazon-linux-latest/x"
    }

    data "aws_ssm_parameter" "own" {
      name = "/web/image"
    }
  }
}

function "surely_finds_public_image" {
  summary = "Whether what an image was read from, see read_from(), is known to find those of AWS or of publishers alone"
  params  = [read]
  result  = read.whole && known(finds_public_image(read.node)) && finds_public_image(read.node)

  answer "of AWS, and of an owner that is an input" {
    value = [for image in [data.aws_ami.a.id, data.aws_ami.b.id] : [for read in read_from(image) : surely_finds_public_image(read)]]
    is    = [[true], [false]]

    variable "owner" {
      type = string
    }

    data "aws_ami" "a" {
      owners = ["amazon"]
    }

    data "aws_ami" "b" {
      owners = [var.owner]
    }
  }
}

function "finds_public_image" {
  summary = "Whether what looks an image up finds those of AWS or of publishers alone"
  params  = [source]
  result = (
    (node_type(source) == "data.aws_ssm_parameter" && startswith(source.name, "/aws/service/")) ||
    (
      node_type(source) == "data.aws_ami" && length(source.owners[*]) > 0 &&
      alltrue([for owner in flatten(source.owners[*]) : contains(publishers_of_images(), owner)])
    )
  )

  answer "of AWS, of oneself, of nobody in particular" {
    value = [for source in [data.aws_ami.amazon, data.aws_ami.own, data.aws_ami.all] : finds_public_image(source)]
    is    = [true, false, false]

    data "aws_ami" "amazon" {
      owners = ["amazon"]
    }

    data "aws_ami" "own" {
      owners = ["self"]
    }

    data "aws_ami" "all" {}
  }
}

function "encrypts_hop" {
  summary = "Whether a connection is to be encrypted, by security.transit_hops and security.require_target_tls"
  params  = [hop]
  result  = contains(param.security.transit_hops, hop) || (hop == "targets" && param.security.require_target_tls)

  answer "by default, and where targets are, too" {
    value = [for hop in ["origin", "targets"] : encrypts_hop(hop)]
    is    = [true, false]
  }

  answer "to targets" {
    parameters = { "security.require_target_tls" = true }
    value      = [for hop in ["targets", "internal"] : encrypts_hop(hop)]
    is         = [true, false]
  }
}

function "clear_text_switches" {
  summary = "Where a store says whether clients may leave out encryption, or would have to: {off, at}; nothing where they may not by default"
  params  = [node]
  result = flatten(concat(
    [
      for infos in [node.encryption_info] : [
        for info in infos : [
          for transit in info.encryption_in_transit : {
            off = transit.client_broker != "TLS"
            at  = argument(node, "encryption_info[0].encryption_in_transit[0].client_broker")
          }
        ]
      ] if has_argument(node, "encryption_info")
    ],
    # The provider asks for HTTPS in a block that does not speak of it; the service does not where there is none.
    [
      for options in [node.domain_endpoint_options] : concat(
        [for option in options : { off = option.enforce_https == false, at = argument(node, "domain_endpoint_options[0].enforce_https") }],
        [for none in [true] : { off = none, at = argument(node, "domain_endpoint_options[0].enforce_https") } if length(options) == 0],
      ) if has_argument(node, "domain_endpoint_options")
    ],
    [
      for enabled in [node.tls_enabled] : { off = enabled == false, at = argument(node, "tls_enabled") }
      if has_argument(node, "tls_enabled")
    ],
    [
      for type in [node.cluster_endpoint_encryption_type] : { off = type == "NONE", at = argument(node, "cluster_endpoint_encryption_type") }
      if has_argument(node, "cluster_endpoint_encryption_type")
    ],
  ))

  answer "each of them, off and on" {
    value = {
      plain = [for switch in clear_text_switches(aws_msk_cluster.plain) : switch.off]
      tls   = [for switch in clear_text_switches(aws_msk_cluster.tls) : switch.off]
      http  = [for switch in clear_text_switches(aws_opensearch_domain.http) : switch.off]
      none  = [for switch in clear_text_switches(aws_opensearch_domain.none) : switch.off]
      redis = [for switch in clear_text_switches(aws_memorydb_cluster.a) : switch.off]
      dax   = [for switch in clear_text_switches(aws_dax_cluster.a) : switch.off]
    }
    is = { plain = [true], tls = [false], http = [true], none = [true], redis = [false], dax = [true] }

    resource "aws_msk_cluster" "plain" {
      cluster_name           = "plain"
      kafka_version          = "3.7.x"
      number_of_broker_nodes = 3

      encryption_info {
        encryption_in_transit {
          client_broker = "PLAINTEXT"
        }
      }
    }

    resource "aws_msk_cluster" "tls" {
      cluster_name           = "tls"
      kafka_version          = "3.7.x"
      number_of_broker_nodes = 3

      encryption_info {
        encryption_in_transit {}
      }
    }

    resource "aws_opensearch_domain" "http" {
      domain_name = "http"

      domain_endpoint_options {
        enforce_https = false
      }
    }

    resource "aws_opensearch_domain" "none" {
      domain_name = "none"
    }

    resource "aws_memorydb_cluster" "a" {
      acl_name  = "open-access"
      node_type = "db.t4g.small"
    }

    resource "aws_dax_cluster" "a" {
      cluster_name                     = "a"
      iam_role_arn                     = "arn:aws:iam::111122223333:role/dax"
      node_type                        = "dax.r5.large"
      replication_factor               = 1
      cluster_endpoint_encryption_type = "NONE"
    }
  }
}

function "mounts" {
  summary = "The EFS file systems that a task definition mounts: {name, encryption, at}"
  params  = [task]
  result = flatten([
    for i, volume in task.volume[*] : [
      for mount in volume.efs_volume_configuration : {
        name       = volume.name
        encryption = mount.transit_encryption
        at         = argument(task, "volume[${i}].efs_volume_configuration[0].transit_encryption")
      }
    ]
  ])

  answer "one, and another volume" {
    value = [for mount in mounts(aws_ecs_task_definition.a) : [mount.name, mount.encryption]]
    is    = [["uploads", "ENABLED"]]

    resource "aws_ecs_task_definition" "a" {
      family                = "a"
      container_definitions = "[]"

      volume {
        name = "scratch"
      }

      volume {
        name = "uploads"

        efs_volume_configuration {
          file_system_id     = "fs-01"
          transit_encryption = "ENABLED"
        }
      }
    }
  }
}
