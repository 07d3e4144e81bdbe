# What real modules are full of, invented: the names that expressions refer to, and 300 expressions.
# evaluate_bench.cc and go/evaluate read it; both add terraform_data.x, of which the id is unknown.
# All are evaluated one after the other; `calls` are also timed one by one.

names {
  path      = { module = "modules/network", root = ".", cwd = "." }
  terraform = { workspace = "staging" }
  var = {
    name           = "orders"
    environment    = "staging"
    region         = "eu-central-1"
    vpc_cidr       = "10.20.0.0/16"
    zones          = ["eu-central-1a", "eu-central-1b", "eu-central-1c"]
    enable_nat     = true
    create         = true
    kms_key_arn    = null
    extra_tags     = { CostCenter = "4711", Owner = "platform" }
    instance_types = { web = "t3.small", app = "m6i.large", db = "r6g.xlarge" }
    allowed_cidrs  = ["192.168.0.0/24", "192.168.1.0/24", "172.16.0.0/12"]
    retention_days = 30
    services = {
      web = { port = 443, protocol = "HTTPS", cpu = 256, memory = 512, public = true, count = 3,
      env = { LOG_LEVEL = "info", CACHE = "on" }, secrets = ["api-key"], path = "/", owner = "frontend" }
      app = { port = 8080, protocol = "HTTP", cpu = 512, memory = 1024, public = false, count = 4,
      env = { LOG_LEVEL = "debug", POOL = "20", JVM = "-Xmx768m" }, secrets = ["db-url", "api-key"], path = "/api/*", owner = "backend" }
      db = { port = 5432, protocol = "TCP", cpu = 1024, memory = 4096, public = false, count = 2,
      env = { LOG_LEVEL = "warn" }, secrets = ["root-password"], path = "/none", owner = "data" }
    }
    rules = [
      { description = "https", from = 443, to = 443, protocol = "tcp", cidrs = ["0.0.0.0/0"], source = null },
      { description = "http", from = 80, to = 80, protocol = "tcp", cidrs = ["10.0.0.0/8"], source = null },
      { description = "ssh", from = 22, to = 22, protocol = "tcp", cidrs = [], source = "sg-0a1b2c3d" },
      { description = "dns", from = 53, to = 53, protocol = "udp", cidrs = ["10.20.0.2/32"], source = null },
    ]
    subnets = {
      web-a = { tier = "web", zone = "eu-central-1a", cidr = "10.20.0.0/24" }
      web-b = { tier = "web", zone = "eu-central-1b", cidr = "10.20.1.0/24" }
      app-a = { tier = "app", zone = "eu-central-1a", cidr = "10.20.10.0/24" }
      app-b = { tier = "app", zone = "eu-central-1b", cidr = "10.20.11.0/24" }
      db-a  = { tier = "db", zone = "eu-central-1a", cidr = "10.20.20.0/24" }
      db-b  = { tier = "db", zone = "eu-central-1b", cidr = "10.20.21.0/24" }
    }
  }
  local = {
    prefix   = "orders-staging"
    tags     = { Project = "orders", Environment = "staging", ManagedBy = "terraform" }
    account  = "123456789012"
    weekdays = ["mon", "tue", "wed", "thu", "fri"]
    is_prod  = false
    buckets  = ["logs", "assets", "backup"]
    users    = [{ name = "ada", groups = ["dev", "ops"] }, { name = "grace", groups = ["dev"] }, { name = "edsger", groups = [] }]
  }
  each  = { key = "app", value = { cidr = "10.20.10.0/24", zone = "eu-central-1a" } }
  count = { index = 2 }
  data = {
    aws_caller_identity = { current = { account_id = "123456789012", arn = "arn:aws:iam::123456789012:user/ci" } }
    aws_region          = { current = { name = "eu-central-1" } }
    aws_partition       = { current = { partition = "aws" } }
  }
  aws_subnet = {
    private = [{ id = "subnet-1", cidr_block = "10.20.10.0/24" }, { id = "subnet-2", cidr_block = "10.20.11.0/24" }]
    public  = [{ id = "subnet-3", cidr_block = "10.20.0.0/24" }]
  }
  aws_iam_role = { web = { arn = "arn:aws:iam::123456789012:role/web" }, app = { arn = "arn:aws:iam::123456789012:role/app" }, db = { arn = "arn:aws:iam::123456789012:role/db" } }
}

expressions {
  e001 = var.name
  e002 = local.tags.Project
  e003 = var.services.web.port
  e004 = var.zones[0]
  e005 = var.services["web"].env["LOG_LEVEL"]
  e006 = data.aws_region.current.name
  e007 = aws_iam_role.web.arn
  e008 = "${var.name}-${var.environment}"
  e009 = "${local.prefix}-web-${count.index}"
  e010 = "arn:aws:s3:::${terraform_data.x.id}-assets/*"
  e011 = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:log-group:/ecs/web:*"
  e012 = "${path.module}/templates/web.json.tftpl"
  e013 = "web-%{if local.is_prod}prod%{else}${terraform.workspace}%{endif}"
  e014 = var.create ? 3 : 0
  e015 = local.is_prod ? "r6g.3xlarge" : var.instance_types.web
  e016 = var.kms_key_arn != null ? "aws:kms" : "AES256"
  e017 = var.enable_nat && var.create ? length(var.zones) : 0
  e018 = var.environment == "production" || contains(["staging", "assets"], var.environment) ? 2 : 1
  e019 = var.retention_days >= 3 ? var.retention_days : 3
  e020 = var.services.web.memory / 2 + 3
  e021 = var.services.web.count * length(var.zones) % 5
  e022 = !var.services.web.public
  e023 = count.index % 2 == 0 ? var.zones[0] : var.zones[1]
  e024 = merge(local.tags, { Name = "${local.prefix}-web", Parent = terraform_data.x.id })
  e025 = merge(local.tags, var.extra_tags, { Name = "assets", Tier = "web", Backup = "true" })
  e026 = merge(local.tags, var.services.web.public ? { Public = "yes" } : {})
  e027 = merge([for s in var.services : s.env]...)
  e028 = lookup(var.instance_types, "web", "t3.micro")
  e029 = lookup(var.services.web.env, "assets", "none")
  e030 = lookup(local.tags, "Environment", "") == "staging"
  e031 = try(var.services.web.sidecar.image, "public.ecr.aws/assets:latest")
  e032 = try(var.rules[3].cidrs[0], null)
  e033 = try(tonumber(var.services.web.env.POOL), 3)
  e034 = can(regex("^[a-z][a-z0-9-]+$", "assets-${var.name}"))
  e035 = coalesce(var.kms_key_arn, terraform_data.x.id)
  e036 = coalesce(try(var.services.web.name, null), "web-${var.name}")
  e037 = coalescelist([], var.zones)
  e038 = cidrsubnet(var.vpc_cidr, 8, 3)
  e039 = cidrsubnet(var.vpc_cidr, 4, index(var.zones, "eu-central-1b"))
  e040 = [for i in range(3) : cidrsubnet(var.vpc_cidr, 8, i + 3)]
  e041 = [for i, zone in var.zones : cidrsubnet(var.vpc_cidr, 8, i * 10 + 3)]
  e042 = cidrhost(each.value.cidr, 3)
  e043 = cidrsubnets(var.vpc_cidr, 4, 4, 8, 8)[0]
  e044 = [for z in var.zones : "${z}-web"]
  e045 = [for k, s in var.services : "${k}:${s.port}" if s.public]
  e046 = { for k, s in var.services : k => s.port }
  e047 = { for k, s in var.services : k => merge(s.env, { PORT = s.port }) if s.port > 3 }
  e048 = { for k, s in var.subnets : s.tier => s.cidr... }
  e049 = { for k, s in var.subnets : k => s if s.tier == "web" }
  e050 = [for s in var.subnets : s.cidr if s.zone == "eu-central-1a" && s.tier != "web"]
  e051 = { for r in var.rules : "${r.protocol}-${r.from}" => r if length(r.cidrs) > 0 }
  e052 = flatten([for k, s in var.services : [for secret in s.secrets : { service = k, secret = "${secret}-assets" }]])
  e053 = { for u in local.users : u.name => [for g in u.groups : upper(g)] }
  e054 = distinct(flatten(local.users[*].groups))
  e055 = aws_subnet.private[*].id
  e056 = aws_subnet.public[*].cidr_block
  e057 = local.users[*].name
  e058 = concat(aws_subnet.private[*].id, [terraform_data.x.id])
  e059 = var.rules[*].description
  e060 = toset([for s in var.subnets : s.zone])
  e061 = toset(concat(local.buckets, ["assets"]))
  e062 = tomap({ a = "web", b = "assets" })
  e063 = tolist(toset(local.weekdays))
  e064 = keys(var.services)
  e065 = values(var.services)[*].port
  e066 = length(var.rules) > 0 ? var.rules[0].from : -1
  e067 = element(var.zones, count.index + 3)
  e068 = slice(var.zones, 0, 0)
  e069 = zipmap(local.buckets, ["web", "b", "c"])
  e070 = sort([for s in var.services : s.owner])
  e071 = reverse(local.weekdays)
  e072 = setproduct(var.zones, ["web", "assets"])
  e073 = contains(var.services.web.secrets, "api-key")
  e074 = alltrue([for r in var.rules : r.from <= r.to])
  e075 = anytrue([for s in values(var.services) : s.port == 3])
  e076 = sum([for s in var.services : s.cpu * s.count])
  e077 = max([for s in var.services : s.memory]...)
  e078 = min(var.services.web.cpu, 3, 100)
  e079 = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::${local.prefix}-assets/*" }] })
  e080 = jsonencode([for k, v in var.services.web.env : { name = k, value = v }])
  e081 = jsonencode([{ name = "web", image = "${local.account}.dkr.ecr.${var.region}.amazonaws.com/web:3", cpu = var.services.web.cpu, memory = var.services.web.memory, essential = true, portMappings = [{ containerPort = var.services.web.port }], environment = [for k, v in var.services.web.env : { name = k, value = v }] }])
  e082 = jsondecode("{\"a\": [3, 2, {\"b\": \"assets\"}], \"c\": null}").a[2].b
  e083 = yamldecode("a: 3\nb: [x, assets]\n").b[1]
  e084 = format("%s-%s-%02d", var.name, "web", count.index)
  e085 = format("arn:aws:iam::%s:role/%s", local.account, "assets")
  e086 = format("%d/%d %q %v", var.services.web.port, 3, "assets", var.zones)
  e087 = formatlist("%s/*", var.allowed_cidrs)
  e088 = formatlist("arn:aws:s3:::%s-%s", local.prefix, local.buckets)
  e089 = join(",", [for z in var.zones : substr(z, -1, 1)])
  e090 = join("-", [var.name, "web", "assets"])
  e091 = split("/", var.vpc_cidr)[1]
  e092 = replace(var.region, "-", "")
  e093 = replace("assets-web", "/[^a-z]/", "_")
  e094 = lower("assets-${upper(var.name)}")
  e095 = trimsuffix(trimprefix("https://assets.example.com/", "https://"), "/")
  e096 = substr("${local.prefix}-web-assets", 0, 12)
  e097 = regex("arn:aws:iam::(\\d+):user/(.*)", data.aws_caller_identity.current.arn)[0]
  e098 = base64encode("#!/bin/sh\necho web > /etc/assets\n")
  e099 = substr(sha256("web-${var.name}"), 0, 8)
  e100 = startswith(var.region, "eu-") ? "gdpr-assets" : "assets"
  e101 = var.name
  e102 = local.tags.Project
  e103 = var.services.app.port
  e104 = var.zones[1]
  e105 = var.services["app"].env["LOG_LEVEL"]
  e106 = data.aws_region.current.name
  e107 = aws_iam_role.app.arn
  e108 = "${var.name}-${var.environment}"
  e109 = "${local.prefix}-app-${count.index}"
  e110 = "arn:aws:s3:::${terraform_data.x.id}-events/*"
  e111 = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:log-group:/ecs/app:*"
  e112 = "${path.module}/templates/app.json.tftpl"
  e113 = "app-%{if local.is_prod}prod%{else}${terraform.workspace}%{endif}"
  e114 = var.create ? 7 : 0
  e115 = local.is_prod ? "r6g.7xlarge" : var.instance_types.app
  e116 = var.kms_key_arn != null ? "aws:kms" : "AES256"
  e117 = var.enable_nat && var.create ? length(var.zones) : 0
  e118 = var.environment == "production" || contains(["staging", "events"], var.environment) ? 2 : 1
  e119 = var.retention_days >= 7 ? var.retention_days : 7
  e120 = var.services.app.memory / 2 + 7
  e121 = var.services.app.count * length(var.zones) % 5
  e122 = !var.services.app.public
  e123 = count.index % 2 == 0 ? var.zones[0] : var.zones[1]
  e124 = merge(local.tags, { Name = "${local.prefix}-app", Parent = terraform_data.x.id })
  e125 = merge(local.tags, var.extra_tags, { Name = "events", Tier = "app", Backup = "true" })
  e126 = merge(local.tags, var.services.app.public ? { Public = "yes" } : {})
  e127 = merge([for s in var.services : s.env]...)
  e128 = lookup(var.instance_types, "app", "t3.micro")
  e129 = lookup(var.services.app.env, "events", "none")
  e130 = lookup(local.tags, "Environment", "") == "staging"
  e131 = try(var.services.app.sidecar.image, "public.ecr.aws/events:latest")
  e132 = try(var.rules[7].cidrs[0], null)
  e133 = try(tonumber(var.services.app.env.POOL), 7)
  e134 = can(regex("^[a-z][a-z0-9-]+$", "events-${var.name}"))
  e135 = coalesce(var.kms_key_arn, terraform_data.x.id)
  e136 = coalesce(try(var.services.app.name, null), "app-${var.name}")
  e137 = coalescelist([], var.zones)
  e138 = cidrsubnet(var.vpc_cidr, 8, 7)
  e139 = cidrsubnet(var.vpc_cidr, 4, index(var.zones, "eu-central-1b"))
  e140 = [for i in range(3) : cidrsubnet(var.vpc_cidr, 8, i + 7)]
  e141 = [for i, zone in var.zones : cidrsubnet(var.vpc_cidr, 8, i * 10 + 7)]
  e142 = cidrhost(each.value.cidr, 7)
  e143 = cidrsubnets(var.vpc_cidr, 4, 4, 8, 8)[1]
  e144 = [for z in var.zones : "${z}-app"]
  e145 = [for k, s in var.services : "${k}:${s.port}" if s.public]
  e146 = { for k, s in var.services : k => s.port }
  e147 = { for k, s in var.services : k => merge(s.env, { PORT = s.port }) if s.port > 7 }
  e148 = { for k, s in var.subnets : s.tier => s.cidr... }
  e149 = { for k, s in var.subnets : k => s if s.tier == "app" }
  e150 = [for s in var.subnets : s.cidr if s.zone == "eu-central-1a" && s.tier != "app"]
  e151 = { for r in var.rules : "${r.protocol}-${r.from}" => r if length(r.cidrs) > 0 }
  e152 = flatten([for k, s in var.services : [for secret in s.secrets : { service = k, secret = "${secret}-events" }]])
  e153 = { for u in local.users : u.name => [for g in u.groups : upper(g)] }
  e154 = distinct(flatten(local.users[*].groups))
  e155 = aws_subnet.private[*].id
  e156 = aws_subnet.public[*].cidr_block
  e157 = local.users[*].name
  e158 = concat(aws_subnet.private[*].id, [terraform_data.x.id])
  e159 = var.rules[*].description
  e160 = toset([for s in var.subnets : s.zone])
  e161 = toset(concat(local.buckets, ["events"]))
  e162 = tomap({ a = "app", b = "events" })
  e163 = tolist(toset(local.weekdays))
  e164 = keys(var.services)
  e165 = values(var.services)[*].port
  e166 = length(var.rules) > 1 ? var.rules[1].from : -1
  e167 = element(var.zones, count.index + 7)
  e168 = slice(var.zones, 0, 1)
  e169 = zipmap(local.buckets, ["app", "b", "c"])
  e170 = sort([for s in var.services : s.owner])
  e171 = reverse(local.weekdays)
  e172 = setproduct(var.zones, ["app", "events"])
  e173 = contains(var.services.app.secrets, "api-key")
  e174 = alltrue([for r in var.rules : r.from <= r.to])
  e175 = anytrue([for s in values(var.services) : s.port == 7])
  e176 = sum([for s in var.services : s.cpu * s.count])
  e177 = max([for s in var.services : s.memory]...)
  e178 = min(var.services.app.cpu, 7, 100)
  e179 = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::${local.prefix}-events/*" }] })
  e180 = jsonencode([for k, v in var.services.app.env : { name = k, value = v }])
  e181 = jsonencode([{ name = "app", image = "${local.account}.dkr.ecr.${var.region}.amazonaws.com/app:7", cpu = var.services.app.cpu, memory = var.services.app.memory, essential = true, portMappings = [{ containerPort = var.services.app.port }], environment = [for k, v in var.services.app.env : { name = k, value = v }] }])
  e182 = jsondecode("{\"a\": [7, 2, {\"b\": \"events\"}], \"c\": null}").a[2].b
  e183 = yamldecode("a: 7\nb: [x, events]\n").b[1]
  e184 = format("%s-%s-%02d", var.name, "app", count.index)
  e185 = format("arn:aws:iam::%s:role/%s", local.account, "events")
  e186 = format("%d/%d %q %v", var.services.app.port, 7, "events", var.zones)
  e187 = formatlist("%s/*", var.allowed_cidrs)
  e188 = formatlist("arn:aws:s3:::%s-%s", local.prefix, local.buckets)
  e189 = join(",", [for z in var.zones : substr(z, -1, 1)])
  e190 = join("-", [var.name, "app", "events"])
  e191 = split("/", var.vpc_cidr)[1]
  e192 = replace(var.region, "-", "")
  e193 = replace("events-app", "/[^a-z]/", "_")
  e194 = lower("events-${upper(var.name)}")
  e195 = trimsuffix(trimprefix("https://events.example.com/", "https://"), "/")
  e196 = substr("${local.prefix}-app-events", 0, 12)
  e197 = regex("arn:aws:iam::(\\d+):user/(.*)", data.aws_caller_identity.current.arn)[0]
  e198 = base64encode("#!/bin/sh\necho app > /etc/events\n")
  e199 = substr(sha256("app-${var.name}"), 0, 8)
  e200 = startswith(var.region, "eu-") ? "gdpr-events" : "events"
  e201 = var.name
  e202 = local.tags.Project
  e203 = var.services.db.port
  e204 = var.zones[2]
  e205 = var.services["db"].env["LOG_LEVEL"]
  e206 = data.aws_region.current.name
  e207 = aws_iam_role.db.arn
  e208 = "${var.name}-${var.environment}"
  e209 = "${local.prefix}-db-${count.index}"
  e210 = "arn:aws:s3:::${terraform_data.x.id}-ledger/*"
  e211 = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:log-group:/ecs/db:*"
  e212 = "${path.module}/templates/db.json.tftpl"
  e213 = "db-%{if local.is_prod}prod%{else}${terraform.workspace}%{endif}"
  e214 = var.create ? 12 : 0
  e215 = local.is_prod ? "r6g.12xlarge" : var.instance_types.db
  e216 = var.kms_key_arn != null ? "aws:kms" : "AES256"
  e217 = var.enable_nat && var.create ? length(var.zones) : 0
  e218 = var.environment == "production" || contains(["staging", "ledger"], var.environment) ? 2 : 1
  e219 = var.retention_days >= 12 ? var.retention_days : 12
  e220 = var.services.db.memory / 2 + 12
  e221 = var.services.db.count * length(var.zones) % 5
  e222 = !var.services.db.public
  e223 = count.index % 2 == 0 ? var.zones[0] : var.zones[1]
  e224 = merge(local.tags, { Name = "${local.prefix}-db", Parent = terraform_data.x.id })
  e225 = merge(local.tags, var.extra_tags, { Name = "ledger", Tier = "db", Backup = "true" })
  e226 = merge(local.tags, var.services.db.public ? { Public = "yes" } : {})
  e227 = merge([for s in var.services : s.env]...)
  e228 = lookup(var.instance_types, "db", "t3.micro")
  e229 = lookup(var.services.db.env, "ledger", "none")
  e230 = lookup(local.tags, "Environment", "") == "staging"
  e231 = try(var.services.db.sidecar.image, "public.ecr.aws/ledger:latest")
  e232 = try(var.rules[12].cidrs[0], null)
  e233 = try(tonumber(var.services.db.env.POOL), 12)
  e234 = can(regex("^[a-z][a-z0-9-]+$", "ledger-${var.name}"))
  e235 = coalesce(var.kms_key_arn, terraform_data.x.id)
  e236 = coalesce(try(var.services.db.name, null), "db-${var.name}")
  e237 = coalescelist([], var.zones)
  e238 = cidrsubnet(var.vpc_cidr, 8, 12)
  e239 = cidrsubnet(var.vpc_cidr, 4, index(var.zones, "eu-central-1b"))
  e240 = [for i in range(3) : cidrsubnet(var.vpc_cidr, 8, i + 12)]
  e241 = [for i, zone in var.zones : cidrsubnet(var.vpc_cidr, 8, i * 10 + 12)]
  e242 = cidrhost(each.value.cidr, 12)
  e243 = cidrsubnets(var.vpc_cidr, 4, 4, 8, 8)[2]
  e244 = [for z in var.zones : "${z}-db"]
  e245 = [for k, s in var.services : "${k}:${s.port}" if s.public]
  e246 = { for k, s in var.services : k => s.port }
  e247 = { for k, s in var.services : k => merge(s.env, { PORT = s.port }) if s.port > 12 }
  e248 = { for k, s in var.subnets : s.tier => s.cidr... }
  e249 = { for k, s in var.subnets : k => s if s.tier == "db" }
  e250 = [for s in var.subnets : s.cidr if s.zone == "eu-central-1a" && s.tier != "db"]
  e251 = { for r in var.rules : "${r.protocol}-${r.from}" => r if length(r.cidrs) > 0 }
  e252 = flatten([for k, s in var.services : [for secret in s.secrets : { service = k, secret = "${secret}-ledger" }]])
  e253 = { for u in local.users : u.name => [for g in u.groups : upper(g)] }
  e254 = distinct(flatten(local.users[*].groups))
  e255 = aws_subnet.private[*].id
  e256 = aws_subnet.public[*].cidr_block
  e257 = local.users[*].name
  e258 = concat(aws_subnet.private[*].id, [terraform_data.x.id])
  e259 = var.rules[*].description
  e260 = toset([for s in var.subnets : s.zone])
  e261 = toset(concat(local.buckets, ["ledger"]))
  e262 = tomap({ a = "db", b = "ledger" })
  e263 = tolist(toset(local.weekdays))
  e264 = keys(var.services)
  e265 = values(var.services)[*].port
  e266 = length(var.rules) > 2 ? var.rules[2].from : -1
  e267 = element(var.zones, count.index + 12)
  e268 = slice(var.zones, 0, 2)
  e269 = zipmap(local.buckets, ["db", "b", "c"])
  e270 = sort([for s in var.services : s.owner])
  e271 = reverse(local.weekdays)
  e272 = setproduct(var.zones, ["db", "ledger"])
  e273 = contains(var.services.db.secrets, "api-key")
  e274 = alltrue([for r in var.rules : r.from <= r.to])
  e275 = anytrue([for s in values(var.services) : s.port == 12])
  e276 = sum([for s in var.services : s.cpu * s.count])
  e277 = max([for s in var.services : s.memory]...)
  e278 = min(var.services.db.cpu, 12, 100)
  e279 = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::${local.prefix}-ledger/*" }] })
  e280 = jsonencode([for k, v in var.services.db.env : { name = k, value = v }])
  e281 = jsonencode([{ name = "db", image = "${local.account}.dkr.ecr.${var.region}.amazonaws.com/db:12", cpu = var.services.db.cpu, memory = var.services.db.memory, essential = true, portMappings = [{ containerPort = var.services.db.port }], environment = [for k, v in var.services.db.env : { name = k, value = v }] }])
  e282 = jsondecode("{\"a\": [12, 2, {\"b\": \"ledger\"}], \"c\": null}").a[2].b
  e283 = yamldecode("a: 12\nb: [x, ledger]\n").b[1]
  e284 = format("%s-%s-%02d", var.name, "db", count.index)
  e285 = format("arn:aws:iam::%s:role/%s", local.account, "ledger")
  e286 = format("%d/%d %q %v", var.services.db.port, 12, "ledger", var.zones)
  e287 = formatlist("%s/*", var.allowed_cidrs)
  e288 = formatlist("arn:aws:s3:::%s-%s", local.prefix, local.buckets)
  e289 = join(",", [for z in var.zones : substr(z, -1, 1)])
  e290 = join("-", [var.name, "db", "ledger"])
  e291 = split("/", var.vpc_cidr)[1]
  e292 = replace(var.region, "-", "")
  e293 = replace("ledger-db", "/[^a-z]/", "_")
  e294 = lower("ledger-${upper(var.name)}")
  e295 = trimsuffix(trimprefix("https://ledger.example.com/", "https://"), "/")
  e296 = substr("${local.prefix}-db-ledger", 0, 12)
  e297 = regex("arn:aws:iam::(\\d+):user/(.*)", data.aws_caller_identity.current.arn)[0]
  e298 = base64encode("#!/bin/sh\necho db > /etc/ledger\n")
  e299 = substr(sha256("db-${var.name}"), 0, 8)
  e300 = startswith(var.region, "eu-") ? "gdpr-ledger" : "ledger"
}

calls {
  lower      = lower("Network")
  length     = length(var.zones)
  merge      = merge(local.tags, var.extra_tags)
  lookup     = lookup(local.tags, "Owner", "nobody")
  try        = try(var.services.web.sidecar, "none")
  format     = format("%s-%02d", var.name, 7)
  join       = join(",", var.zones)
  cidrsubnet = cidrsubnet(var.vpc_cidr, 8, 3)
  jsonencode = jsonencode(local.tags)
  regex      = regex("^[a-z]+", var.region)
}
