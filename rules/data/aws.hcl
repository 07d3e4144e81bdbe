# Facts of AWS, as functions without parameters. Each says where it is from, and when it was read.

function "load_balancer_accounts" {
  summary = "The accounts that load balancers write access logs from, by region; regions opened since August 2022 have the service principal alone"
  # Application Load Balancers user guide, "Attach a policy to your S3 bucket"; 2026-11-26.
  result = {
    af-south-1     = "098369216593"
    ap-east-1      = "754344448648"
    ap-northeast-1 = "582318560864"
    ap-northeast-2 = "600734575887"
    ap-northeast-3 = "383597477331"
    ap-south-1     = "718504428378"
    ap-southeast-1 = "114774131450"
    ap-southeast-2 = "783225319266"
    ap-southeast-3 = "589379963580"
    ca-central-1   = "985666609251"
    cn-north-1     = "638102146993"
    cn-northwest-1 = "037604701340"
    eu-central-1   = "054676820928"
    eu-north-1     = "897822967062"
    eu-south-1     = "635631232127"
    eu-west-1      = "156460612806"
    eu-west-2      = "652711504416"
    eu-west-3      = "009996457667"
    me-south-1     = "076674570225"
    sa-east-1      = "507241528517"
    us-east-1      = "127311923021"
    us-east-2      = "033677994240"
    us-gov-east-1  = "190560391635"
    us-gov-west-1  = "048591011584"
    us-west-1      = "027434742980"
    us-west-2      = "797873946194"
  }

  answer "of one region; twelve digits each" {
    value = [load_balancer_accounts()["us-west-2"], alltrue([for region, account in load_balancer_accounts() : length(account) == 12])]
    is    = ["797873946194", true]
  }
}

function "tls_policies" {
  summary = "The TLS versions that a load balancer's security policy offers, by pattern of its name behind ELBSecurityPolicy-"
  # Application Load Balancers user guide, "Security policies"; 2026-11-25.
  result = {
    "TLS13-1-3-*" = ["1.3"]
    "TLS13-1-2-*" = ["1.2", "1.3"]
    "TLS13-1-1-*" = ["1.1", "1.2", "1.3"]
    "TLS13-1-0-*" = ["1.0", "1.1", "1.2", "1.3"]
    "TLS-1-2-*"   = ["1.2"]
    "FS-1-2-*"    = ["1.2"]
    "TLS-1-1-*"   = ["1.1", "1.2"]
    "FS-1-1-*"    = ["1.1", "1.2"]
    "TLS-1-0-*"   = ["1.0", "1.1", "1.2"]
    "FS-2018-06"  = ["1.0", "1.1", "1.2"]
    "2016-08"     = ["1.0", "1.1", "1.2"]
    "2015-05"     = ["1.0", "1.1", "1.2"]
  }

  answer "in all" {
    value = length(tls_policies())
    is    = 12
  }
}

function "fargate_memory" {
  summary = "The memory in MiB that a Fargate task may have, by its CPU units"
  # Amazon ECS developer guide, "Task CPU and memory"; 2026-11-25.
  result = {
    "256"   = [512, 1024, 2048]
    "512"   = [for gib in range(1, 5) : gib * 1024]
    "1024"  = [for gib in range(2, 9) : gib * 1024]
    "2048"  = [for gib in range(4, 17) : gib * 1024]
    "4096"  = [for gib in range(8, 31) : gib * 1024]
    "8192"  = [for gib in range(16, 61, 4) : gib * 1024]
    "16384" = [for gib in range(32, 121, 8) : gib * 1024]
  }

  answer "the least and the most of each" {
    value = [for cpu in ["256", "512", "1024", "2048", "4096", "8192", "16384"] : "${min(fargate_memory()[cpu]...)}-${max(fargate_memory()[cpu]...)}"]
    is    = ["512-2048", "1024-4096", "2048-8192", "4096-16384", "8192-30720", "16384-61440", "32768-122880"]
  }
}

function "services_that_run_code" {
  summary = "Services that run what somebody deployed, as the principal of a role begins"
  # Service Authorization Reference and the services' guides, "trust policy" of each; 2026-11-26.
  result = ["ecs-tasks", "lambda", "edgelambda", "ec2", "codebuild", "codepipeline", "batch", "glue", "sagemaker", "pods.eks", "tasks.apprunner", "build.apprunner", "amplify"]

  answer "in all" {
    value = length(services_that_run_code())
    is    = 13
  }
}

function "services_without_resources" {
  summary = "Services whose actions can only be allowed on every resource, as their actions begin"
  # Service Authorization Reference, "Resource types defined by" each; 2026-11-26.
  result = ["ssmmessages", "ec2messages", "tag", "ce", "pricing", "support", "health", "trustedadvisor", "sso-directory"]

  answer "in all" {
    value = length(services_without_resources())
    is    = 9
  }
}

function "actions_without_resources" {
  summary = "Actions on buckets, secrets and parameters that can only be allowed on every resource, in small letters"
  # Service Authorization Reference, actions of Amazon S3, AWS Secrets Manager and AWS Systems Manager
  # whose column of resource types is empty; 2026-11-26.
  result = [
    "s3:listallmybuckets", "s3:getaccountpublicaccessblock", "s3:putaccountpublicaccessblock", "s3:listaccesspoints",
    "s3:listmultiregionaccesspoints", "s3:createjob", "s3:listjobs", "s3:liststoragelensconfigurations",
    "secretsmanager:listsecrets", "secretsmanager:getrandompassword", "secretsmanager:batchgetsecretvalue",
    "ssm:describeparameters",
  ]

  answer "in small letters" {
    value = [for action in actions_without_resources() : action if action != lower(action)]
    is    = []
  }
}

function "infrastructure_services" {
  summary = "Services whose actions make, change or run infrastructure, as actions begin; what only stores or carries data is none"
  # Service Authorization Reference, "Actions, resources, and condition keys for AWS services"; 2026-11-26.
  result = [
    "apigateway", "application-autoscaling", "apprunner", "autoscaling", "cloudformation", "cloudfront", "codedeploy", "ec2", "ecs",
    "eks", "elasticache", "elasticbeanstalk", "elasticloadbalancing", "iam", "lambda", "organizations", "rds", "route53", "servicediscovery",
  ]

  answer "some, and not those of data" {
    value = [for service in ["ecs", "iam", "s3", "ecr"] : contains(infrastructure_services(), service)]
    is    = [true, true, false, false]
  }
}

function "keys_that_name_nobody" {
  summary = "Keys of conditions that say how, when or what somebody asks, and nothing of who it is or where; * stands for any text"
  # IAM user guide, "AWS global condition context keys" and "Available keys for AWS STS"; S3 user guide,
  # "Policy keys for Amazon S3"; 2026-11-27.
  result = [
    "aws:SecureTransport", "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge", "aws:CurrentTime", "aws:EpochTime",
    "aws:TokenIssueTime", "aws:UserAgent", "aws:RequestedRegion", "aws:RequestTag/*", "aws:TagKeys", "aws:PrincipalType",
    "sts:RoleSessionName", "sts:SourceIdentity", "sts:DurationSeconds", "sts:TransitiveTagKeys", "s3:TlsVersion", "s3:x-amz-*",
  ]

  answer "in all" {
    value = length(keys_that_name_nobody())
    is    = 17
  }
}

function "publishers_of_images" {
  summary = "Owners whose images everybody may use: AWS and its marketplace, Canonical, Debian, Red Hat"
  # Amazon EC2 user guide, "Shared AMIs" and "Find the owner of an AMI"; the publishers' own pages on images
  # for AWS (documentation.ubuntu.com/aws, wiki.debian.org/Cloud/AmazonEC2Image, Red Hat's article 15356); 2026-11-27.
  result = ["amazon", "aws-marketplace", "099720109477", "136693071363", "309956199498"]

  answer "by name, and twelve digits each" {
    value = [for owner in publishers_of_images() : owner if length(regexall("^[0-9]{12}$", owner)) == 0]
    is    = ["amazon", "aws-marketplace"]
  }
}
