# The regions that things lie in and that texts name.

function "named_regions" {
  summary = "The region that a text names: in an ARN, the host of an image registry, or the name of an endpoint's service; none if it is not known"
  params  = [text]
  result = known(text) ? flatten([
    for pattern in [
      "^arn:[a-z-]+:[a-z0-9-]+:([a-z]{2}(?:-[a-z]+)+-[0-9]+):",
      "^[0-9]{12}\\.dkr\\.ecr\\.([a-z0-9-]+)\\.amazonaws\\.com",
      "^com\\.amazonaws\\.([a-z]{2}(?:-[a-z]+)+-[0-9]+)\\.",
    ] : regexall(pattern, coalesce(text, "-"))
  ]) : []

  answer "each form, texts without any, none, and an input" {
    value = [
      for text in [
        "arn:aws:secretsmanager:us-west-2:111122223333:secret:url", "arn:aws-us-gov:ssm:us-gov-west-1:111122223333:parameter/url",
        "111122223333.dkr.ecr.eu-central-1.amazonaws.com/web:1", "com.amazonaws.us-west-2.ecr.api",
        "arn:aws:iam::111122223333:role/web", "nginx:1", "com.amazonaws.vpce.us-west-2.vpce-svc-01", null, aws_vpc.a.tags.text,
      ] : named_regions(text)
    ]
    is = [["us-west-2"], ["us-gov-west-1"], ["eu-central-1"], ["us-west-2"], [], [], [], [], []]

    variable "text" {
      type = string
    }

    resource "aws_vpc" "a" {
      cidr_block = "10.0.0.0/16"
      tags       = { text = var.text }
    }
  }
}

function "is_replica" {
  summary = "Whether a database is a copy of one in another region"
  params  = [node]
  result = (
    (node_type(node) == "aws_rds_cluster" && (!is_empty(node.global_cluster_identifier) || !is_empty(node.replication_source_identifier))) ||
    (node_type(node) == "aws_db_instance" && !is_empty(node.replicate_source_db))
  )

  answer "of a global cluster, of a cluster, of an instance, and none" {
    value = [
      for node in [aws_rds_cluster.a, aws_rds_cluster.b, aws_db_instance.c, aws_rds_cluster.d, aws_db_instance.e, aws_vpc.f] : is_replica(node)
    ]
    is = [true, true, true, false, false, false]

    resource "aws_rds_cluster" "a" {
      engine                    = "aurora-mysql"
      global_cluster_identifier = "main"
    }

    resource "aws_rds_cluster" "b" {
      engine                        = "aurora-mysql"
      replication_source_identifier = "arn:aws:rds:us-west-2:111122223333:cluster:main"
    }

    resource "aws_db_instance" "c" {
      instance_class      = "db.t4g.micro"
      replicate_source_db = "arn:aws:rds:us-west-2:111122223333:db:main"
    }

    resource "aws_rds_cluster" "d" {
      engine = "aurora-mysql"
    }

    resource "aws_db_instance" "e" {
      instance_class = "db.t4g.micro"
    }

    resource "aws_vpc" "f" {
      cidr_block = "10.0.0.0/16"
    }
  }
}

function "task_origins" {
  summary = "What the containers of a task definition take from a region by its name: {what, region}, of images, secrets and where logs go"
  params  = [task]
  result = flatten([
    for container in containers_of(task) : concat(
      [for region in named_regions(container.image) : { what = "its image", region = region }],
      [
        for secret in container.secrets[*] : [
          for region in named_regions(try(secret.valueFrom, null)) : { what = "secret ${secret.name}", region = region }
        ]
      ],
      [
        for region in container.logConfiguration.options["awslogs-region"][*] : { what = "its log group", region = region }
        if known(region)
      ],
    )
  ])

  answer "each, and none" {
    value = [for task in [aws_ecs_task_definition.a, aws_ecs_task_definition.b] : [for origin in task_origins(task) : "${origin.what} ${origin.region}"]]
    is    = [["its image us-east-1", "secret URL us-west-1", "its log group us-west-2"], []]

    resource "aws_ecs_task_definition" "a" {
      family = "a"
      container_definitions = jsonencode([{
        name             = "a"
        image            = "111122223333.dkr.ecr.us-east-1.amazonaws.com/a:1"
        secrets          = [{ name = "URL", valueFrom = "arn:aws:ssm:us-west-1:111122223333:parameter/url" }]
        logConfiguration = { logDriver = "awslogs", options = { "awslogs-region" = "us-west-2" } }
      }])
    }

    resource "aws_ecs_task_definition" "b" {
      family                = "b"
      container_definitions = jsonencode([{ name = "b", image = "nginx:1" }])
    }
  }
}
