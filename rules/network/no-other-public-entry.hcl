function "is_allowed_entry" {
  summary = "Whether a resource may face the internet beside the load balancer"
  params  = [node]
  result  = matches_any(address(node), param.ingress.public_entry_allow)
}

rule "further-load-balancer-facing-internet" {
  summary   = "Load balancer faces the internet beside the one of the services"
  severity  = "high"
  clauses   = ["A1.1.6"]
  since     = "0.1"
  why       = "What protects the one entrance, its firewall, its certificate and its logs, does not stand before the other."
  remedy    = "Set internal to true, or list the load balancer in ingress.public_entry_allow."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = ["aws_lb", "aws_alb"]
  when          = self.internal != true && self.load_balancer_type != "gateway" && length(the_load_balancer()) > 0 && !is_allowed_entry(self)
  condition     = anytrue([for entrance in the_load_balancer() : is_one_of(entrance, [address(self)])]) # mutant-ok: there is one
  error_message = "Load balancer ${address(self)} faces the internet beside ${join(", ", [for entrance in the_load_balancer() : address(entrance)])}."

  fail "one for mail, of which internal is left out" {
    resource "aws_lb" "web" {
      name = "web"
    }

    resource "aws_lb_target_group" "web" {
      port = 3000
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.web.arn
      port              = 443

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = aws_lb_target_group.web.arn
        container_name   = "web"
        container_port   = 3000
      }
    }

    resource "aws_lb" "mail" { # finding: Load balancer aws_lb.mail faces the internet beside aws_lb.web
      load_balancer_type = "network"
    }
  }

  pass "the one of the services; one inside, one that inspects traffic, and one that is allowed" {
    parameters = { "ingress.public_entry_allow" = ["aws_lb.status*"] }

    resource "aws_lb" "web" {
      name = "web"
    }

    resource "aws_lb_target_group" "web" {
      port = 3000
    }

    resource "aws_lb_listener" "web" {
      load_balancer_arn = aws_lb.web.arn
      port              = 443

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.web.arn
      }
    }

    resource "aws_ecs_service" "web" {
      name = "web"

      load_balancer {
        target_group_arn = aws_lb_target_group.web.arn
        container_name   = "web"
        container_port   = 3000
      }
    }

    resource "aws_lb" "inside" { # not applicable
      internal = true
    }

    resource "aws_lb" "inspection" { # not applicable
      load_balancer_type = "gateway"
    }

    resource "aws_lb" "status" { # not applicable
      name = "status"
    }
  }

  pass "no service behind any" {
    resource "aws_lb" "web" { # not applicable
      name = "web"
    }
  }

  undecided "two before services, and nobody says which is the entrance" {
    resource "aws_lb" "all" { # undecided: roles.bind for lb
      for_each = toset(["a", "b"])

      name = each.key
    }

    resource "aws_lb_target_group" "all" {
      for_each = aws_lb.all

      port = 3000
    }

    resource "aws_lb_listener" "all" {
      for_each = aws_lb.all

      load_balancer_arn = each.value.arn
      port              = 443

      default_action {
        type             = "forward"
        target_group_arn = aws_lb_target_group.all[each.key].arn
      }
    }

    resource "aws_ecs_service" "all" {
      for_each = aws_lb_target_group.all

      name = each.key

      load_balancer {
        target_group_arn = each.value.arn
        container_name   = "web"
        container_port   = 3000
      }
    }
  }
}

rule "classic-load-balancer-facing-internet" {
  summary   = "Classic load balancer faces the internet"
  severity  = "high"
  clauses   = ["A1.1.6"]
  since     = "0.1"
  why       = "The application load balancer is the one entrance: what protects it does not stand before another."
  remedy    = "Set internal to true, or list the load balancer in ingress.public_entry_allow."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_elb"
  when          = !is_allowed_entry(self)
  condition     = self.internal == true
  error_message = "Classic load balancer ${address(self)} faces the internet."

  fail "left out, and false" {
    resource "aws_elb" "web" { # finding: Classic load balancer aws_elb.web faces the internet
      name = "web"

      listener {
        instance_port     = 80
        instance_protocol = "http"
        lb_port           = 80
        lb_protocol       = "http"
      }
    }

    resource "aws_elb" "api" {
      name     = "api"
      internal = false # finding

      listener {
        instance_port     = 80
        instance_protocol = "http"
        lb_port           = 80
        lb_protocol       = "http"
      }
    }
  }

  pass "inside, and allowed" {
    parameters = { "ingress.public_entry_allow" = ["aws_elb.old*"] }

    resource "aws_elb" "inside" {
      internal = true

      listener {
        instance_port     = 80
        instance_protocol = "http"
        lb_port           = 80
        lb_protocol       = "http"
      }
    }

    resource "aws_elb" "old" { # not applicable
      listener {
        instance_port     = 80
        instance_protocol = "http"
        lb_port           = 80
        lb_protocol       = "http"
      }
    }
  }

  undecided "an input" {
    variable "internal" {
      type = bool
    }

    resource "aws_elb" "web" {
      internal = var.internal # undecided: var.internal

      listener {
        instance_port     = 80
        instance_protocol = "http"
        lb_port           = 80
        lb_protocol       = "http"
      }
    }
  }
}

rule "function-url-without-authentication" {
  summary   = "Lambda function's URL answers everybody"
  severity  = "high"
  clauses   = ["A1.1.6"]
  since     = "0.1"
  why       = "Whoever finds the URL calls the function, as often as they like: past the load balancer, its firewall and its logs."
  remedy    = "Set authorization_type to AWS_IAM, or list the URL in ingress.public_entry_allow."
  standards = { nist-800-53-r5 = ["AC-3", "SC-7"] }

  target        = "aws_lambda_function_url"
  when          = !is_allowed_entry(self)
  condition     = self.authorization_type != "NONE"
  error_message = "The URL of ${address(self)} answers everybody."

  fail "no authentication" {
    resource "aws_lambda_function_url" "hook" {
      function_name      = "hook"
      authorization_type = "NONE" # finding: The URL of aws_lambda_function_url.hook answers everybody
    }
  }

  pass "signed requests only, and one that is allowed" {
    parameters = { "ingress.public_entry_allow" = ["*.hook*"] }

    resource "aws_lambda_function_url" "signed" {
      function_name      = "signed"
      authorization_type = "AWS_IAM"
    }

    resource "aws_lambda_function_url" "hook" { # not applicable
      function_name      = "hook"
      authorization_type = "NONE"
    }
  }

  undecided "an input" {
    variable "authorization" {
      type = string
    }

    resource "aws_lambda_function_url" "hook" {
      function_name      = "hook"
      authorization_type = var.authorization # undecided: var.authorization
    }
  }
}

rule "rest-api-facing-internet" {
  summary   = "REST API faces the internet"
  severity  = "high"
  clauses   = ["A1.1.6"]
  since     = "0.1"
  why       = "The API is a second entrance, past the load balancer, its firewall and its logs."
  remedy    = "Set the type of its endpoint to PRIVATE, or list the API in ingress.public_entry_allow."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target = "aws_api_gateway_rest_api"
  when   = !is_allowed_entry(self)
  condition = (
    contains(flatten(self.endpoint_configuration[*].types), "PRIVATE") ||
    (self.disable_execute_api_endpoint == true && length(linking(self, "aws_api_gateway_base_path_mapping", "api_id")) == 0)
  )
  error_message = "REST API ${address(self)} faces the internet."

  fail "left out, regional, and by a domain of its own alone" {
    resource "aws_api_gateway_rest_api" "edge" { # finding: REST API aws_api_gateway_rest_api.edge faces the internet
      name = "edge"
    }

    resource "aws_api_gateway_rest_api" "regional" {
      name = "regional"

      endpoint_configuration { # finding
        types = ["REGIONAL"]
      }
    }

    resource "aws_api_gateway_rest_api" "domain" {
      name                         = "domain"
      disable_execute_api_endpoint = true # finding
    }

    resource "aws_api_gateway_base_path_mapping" "domain" {
      api_id      = aws_api_gateway_rest_api.domain.id
      domain_name = "api.example.com"
    }
  }

  pass "private, without an address, and allowed" {
    parameters = { "ingress.public_entry_allow" = ["*.old*"] }

    resource "aws_api_gateway_rest_api" "private" {
      name = "private"

      endpoint_configuration {
        types = ["PRIVATE"]
      }
    }

    resource "aws_api_gateway_rest_api" "closed" {
      name                         = "closed"
      disable_execute_api_endpoint = true
    }

    resource "aws_api_gateway_rest_api" "old" { # not applicable
      name = "old"
    }
  }

  undecided "an input" {
    variable "types" {
      type = list(string)
    }

    resource "aws_api_gateway_rest_api" "this" {
      name = "this"

      endpoint_configuration { # undecided: var.types
        types = var.types
      }
    }
  }
}

rule "http-api-facing-internet" {
  summary   = "HTTP or WebSocket API faces the internet"
  severity  = "high"
  clauses   = ["A1.1.6"]
  since     = "0.1"
  why       = "The API is a second entrance, past the load balancer, its firewall and its logs; such APIs have no private kind."
  remedy    = "Serve the paths behind the load balancer, or list the API in ingress.public_entry_allow."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_apigatewayv2_api"
  when          = !is_allowed_entry(self)
  condition     = self.disable_execute_api_endpoint == true && length(linking(self, "aws_apigatewayv2_api_mapping", "api_id")) == 0
  error_message = "API ${address(self)} faces the internet."

  fail "by its own address, and by a domain" {
    resource "aws_apigatewayv2_api" "plain" { # finding: API aws_apigatewayv2_api.plain faces the internet
      name          = "plain"
      protocol_type = "HTTP"
    }

    resource "aws_apigatewayv2_api" "domain" { # finding
      name                         = "domain"
      protocol_type                = "WEBSOCKET"
      disable_execute_api_endpoint = true
    }

    resource "aws_apigatewayv2_api_mapping" "domain" {
      api_id      = aws_apigatewayv2_api.domain.id
      domain_name = "api.example.com"
      stage       = "$default"
    }
  }

  pass "without an address, and allowed" {
    parameters = { "ingress.public_entry_allow" = ["*.old*"] }

    resource "aws_apigatewayv2_api" "closed" {
      name                         = "closed"
      protocol_type                = "HTTP"
      disable_execute_api_endpoint = true
    }

    resource "aws_apigatewayv2_api" "old" { # not applicable
      name          = "old"
      protocol_type = "HTTP"
    }
  }

  undecided "an input" {
    variable "closed" {
      type = bool
    }

    resource "aws_apigatewayv2_api" "this" {
      name                         = "this"
      protocol_type                = "HTTP"
      disable_execute_api_endpoint = var.closed # undecided: var.closed
    }
  }
}

rule "cloudfront-beside-load-balancer" {
  summary   = "CloudFront distribution serves the internet beside the load balancer"
  severity  = "high"
  clauses   = ["A1.1.6"]
  since     = "0.1"
  why       = "The distribution is a second entrance: what Cloudflare and the load balancer refuse may come in there."
  remedy    = "Remove the distribution, or list it in ingress.public_entry_allow."
  standards = { nist-800-53-r5 = ["SC-7"] }

  target        = "aws_cloudfront_distribution"
  when          = !is_allowed_entry(self)
  condition     = self.enabled == false
  error_message = "CloudFront distribution ${address(self)} serves the internet beside the load balancer."

  fail "one that is on" {
    resource "aws_cloudfront_distribution" "assets" {
      enabled = true # finding: aws_cloudfront_distribution.assets serves the internet

      origin {
        domain_name = "assets.example.com"
        origin_id   = "assets"
      }

      default_cache_behavior {
        allowed_methods        = ["GET", "HEAD"]
        cached_methods         = ["GET", "HEAD"]
        target_origin_id       = "assets"
        viewer_protocol_policy = "https-only"
      }

      restrictions {
        geo_restriction {
          restriction_type = "none"
        }
      }

      viewer_certificate {
        cloudfront_default_certificate = true
      }
    }
  }

  pass "one that is off, and one that is allowed" {
    parameters = { "ingress.public_entry_allow" = ["*.assets*"] }

    resource "aws_cloudfront_distribution" "off" {
      enabled = false

      origin {
        domain_name = "assets.example.com"
        origin_id   = "assets"
      }

      default_cache_behavior {
        allowed_methods        = ["GET", "HEAD"]
        cached_methods         = ["GET", "HEAD"]
        target_origin_id       = "assets"
        viewer_protocol_policy = "https-only"
      }

      restrictions {
        geo_restriction {
          restriction_type = "none"
        }
      }

      viewer_certificate {
        cloudfront_default_certificate = true
      }
    }

    resource "aws_cloudfront_distribution" "assets" { # not applicable
      enabled = true

      origin {
        domain_name = "assets.example.com"
        origin_id   = "assets"
      }

      default_cache_behavior {
        allowed_methods        = ["GET", "HEAD"]
        cached_methods         = ["GET", "HEAD"]
        target_origin_id       = "assets"
        viewer_protocol_policy = "https-only"
      }

      restrictions {
        geo_restriction {
          restriction_type = "none"
        }
      }

      viewer_certificate {
        cloudfront_default_certificate = true
      }
    }
  }

  undecided "an input" {
    variable "enabled" {
      type = bool
    }

    resource "aws_cloudfront_distribution" "assets" {
      enabled = var.enabled # undecided: var.enabled

      origin {
        domain_name = "assets.example.com"
        origin_id   = "assets"
      }

      default_cache_behavior {
        allowed_methods        = ["GET", "HEAD"]
        cached_methods         = ["GET", "HEAD"]
        target_origin_id       = "assets"
        viewer_protocol_policy = "https-only"
      }

      restrictions {
        geo_restriction {
          restriction_type = "none"
        }
      }

      viewer_certificate {
        cloudfront_default_certificate = true
      }
    }
  }
}

rule "bucket-served-as-website" {
  summary   = "Bucket is served as a website"
  severity  = "high"
  clauses   = ["A1.1.6"]
  since     = "0.1"
  why       = "A website bucket answers the internet by itself, in clear text, past the load balancer and its logs."
  remedy    = "Remove the website configuration, or list the bucket in ingress.public_entry_allow."
  standards = { nist-800-53-r5 = ["SC-7", "SC-8"] }

  target        = "aws_s3_bucket"
  when          = !is_allowed_entry(self)
  condition     = length(self.website) == 0 && length(linking(self, "aws_s3_bucket_website_configuration", "bucket")) == 0
  error_message = "Bucket ${address(self)} is served as a website."
  at            = linking(self, "aws_s3_bucket_website_configuration", "bucket")[0]

  fail "a configuration apart, by reference and by name, and inside" {
    resource "aws_s3_bucket" "a" {
      bucket = "pages-a"
    }

    resource "aws_s3_bucket" "b" {
      bucket = "pages-b"
    }

    resource "aws_s3_bucket" "c" {
      bucket = "pages-c"

      website { # finding: Bucket aws_s3_bucket.c is served as a website
        index_document = "index.html"
      }
    }

    resource "aws_s3_bucket_website_configuration" "a" { # finding
      bucket = aws_s3_bucket.a.id

      index_document {
        suffix = "index.html"
      }
    }

    resource "aws_s3_bucket_website_configuration" "b" { # finding
      bucket = "pages-b"

      index_document {
        suffix = "index.html"
      }
    }
  }

  pass "no configuration, and one that is allowed" {
    parameters = { "ingress.public_entry_allow" = ["*.pages*"] }

    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket" "pages" { # not applicable
      bucket = "pages"
    }

    resource "aws_s3_bucket_website_configuration" "pages" {
      bucket = aws_s3_bucket.pages.id

      index_document {
        suffix = "index.html"
      }
    }
  }

  undecided "a configuration of a bucket that is an input" {
    variable "bucket" {
      type = string
    }

    resource "aws_s3_bucket" "data" {
      bucket = "data"
    }

    resource "aws_s3_bucket_website_configuration" "pages" { # undecided: var.bucket
      bucket = var.bucket

      index_document {
        suffix = "index.html"
      }
    }
  }
}

rule "elastic-ip-beside-nat-gateway" {
  summary   = "Elastic IP belongs to something else than a NAT gateway"
  severity  = "high"
  clauses   = ["A1.1.6"]
  since     = "0.1"
  why       = "Whatever has a public address of its own is reachable past the load balancer."
  remedy    = "Remove the address and reach the host through Session Manager, or list the address in ingress.public_entry_allow."
  standards = { aws-fsbp = ["EC2.9"], nist-800-53-r5 = ["SC-7"] }

  target        = "aws_eip"
  when          = !is_allowed_entry(self)
  condition     = is_empty(self.instance) && is_empty(self.network_interface) && length(linking(self, "aws_eip_association", "allocation_id")) == 0
  error_message = "Elastic IP ${address(self)} belongs to something else than a NAT gateway."
  at            = linking(self, "aws_eip_association", "allocation_id")[0]

  fail "of an instance, of an interface, and by an association" {
    resource "aws_instance" "jump" {
      ami           = "ami-0a1b2c3d"
      instance_type = "t4g.nano"
    }

    resource "aws_eip" "instance" {
      domain   = "vpc"
      instance = aws_instance.jump.id # finding: Elastic IP aws_eip.instance belongs to something else
    }

    resource "aws_eip" "interface" {
      domain            = "vpc"
      network_interface = "eni-0a1b2c3d" # finding
    }

    resource "aws_eip" "apart" {
      domain = "vpc"
    }

    resource "aws_eip_association" "apart" { # finding
      instance_id   = aws_instance.jump.id
      allocation_id = aws_eip.apart.id
    }
  }

  pass "of a NAT gateway, and allowed" {
    parameters = { "ingress.public_entry_allow" = ["*.jump*"] }

    resource "aws_eip" "nat" {
      domain = "vpc"
    }

    resource "aws_nat_gateway" "this" {
      subnet_id     = "subnet-0a1b2c3d"
      allocation_id = aws_eip.nat.id
    }

    resource "aws_eip" "jump" { # not applicable
      domain   = "vpc"
      instance = "i-0a1b2c3d"
    }
  }

  undecided "an input" {
    variable "instance_id" {
      type = string
    }

    resource "aws_eip" "this" {
      domain   = "vpc"
      instance = var.instance_id # undecided: var.instance_id
    }
  }
}

rule "elastic-ip-without-use" {
  summary   = "Elastic IP is attached to nothing"
  severity  = "info"
  clauses   = ["A1.1.6"]
  since     = "0.1"
  why       = "An address that nothing uses costs by the hour, and waits to be attached to something that should have none."
  remedy    = "Remove the address."
  standards = { aws-fsbp = ["EC2.12"] }

  target = "aws_eip"
  condition = (
    !is_empty(self.instance) || !is_empty(self.network_interface) || length(concat(
      linking(self, "aws_eip_association", "allocation_id"),
      linking(self, "aws_nat_gateway", "allocation_id"),
      linking(self, "aws_nat_gateway", "secondary_allocation_ids"),
      linking(self, "aws_lb", "subnet_mapping.allocation_id"),
      linking(self, "aws_transfer_server", "endpoint_details.address_allocation_ids"),
    )) > 0
  )
  error_message = "Elastic IP ${address(self)} is attached to nothing."

  fail "none" {
    resource "aws_eip" "spare" { # finding: Elastic IP aws_eip.spare is attached to nothing
      domain = "vpc"
    }
  }

  pass "each use" {
    resource "aws_eip" "all" {
      for_each = toset(["association", "gateway", "second", "balancer", "transfer"])

      domain = "vpc"
    }

    resource "aws_eip" "instance" {
      domain   = "vpc"
      instance = "i-0a1b2c3d"
    }

    resource "aws_eip" "interface" {
      domain            = "vpc"
      network_interface = "eni-0a1b2c3d"
    }

    resource "aws_eip_association" "this" {
      instance_id   = "i-0a1b2c3d"
      allocation_id = aws_eip.all["association"].id
    }

    resource "aws_nat_gateway" "this" {
      subnet_id                = "subnet-0a1b2c3d"
      allocation_id            = aws_eip.all["gateway"].id
      secondary_allocation_ids = [aws_eip.all["second"].id]
    }

    resource "aws_lb" "mail" {
      load_balancer_type = "network"

      subnet_mapping {
        subnet_id     = "subnet-0a1b2c3d"
        allocation_id = aws_eip.all["balancer"].id
      }
    }

    resource "aws_transfer_server" "files" {
      endpoint_type = "VPC"

      endpoint_details {
        vpc_id                 = "vpc-0a1b2c3d"
        subnet_ids             = ["subnet-0a1b2c3d"]
        address_allocation_ids = [aws_eip.all["transfer"].id]
      }
    }
  }

  undecided "an address of a gateway that is an input" {
    variable "allocation_id" {
      type = string
    }

    resource "aws_eip" "spare" { # undecided: var.allocation_id
      domain = "vpc"
    }

    resource "aws_nat_gateway" "this" {
      subnet_id     = "subnet-0a1b2c3d"
      allocation_id = var.allocation_id
    }
  }
}

rule "instance-with-public-address" {
  summary   = "Instance gets a public address"
  severity  = "high"
  clauses   = ["A1.1.6"]
  since     = "0.1"
  why       = "An instance with a public address is reachable past the load balancer; only its security group stands before it."
  remedy    = "Leave associate_public_ip_address out or false, and reach the host through Session Manager; or list it in ingress.public_entry_allow."
  standards = { aws-fsbp = ["EC2.9"], nist-800-53-r5 = ["SC-7"] }

  target        = ["aws_instance", "aws_launch_configuration"]
  when          = !is_allowed_entry(self)
  condition     = self.associate_public_ip_address != true
  error_message = "${address(self)} gives a public address."

  fail "of either kind" {
    resource "aws_instance" "jump" {
      ami                         = "ami-0a1b2c3d"
      instance_type               = "t4g.nano"
      associate_public_ip_address = true # finding: aws_instance.jump gives a public address
    }

    resource "aws_launch_configuration" "workers" {
      image_id                    = "ami-0a1b2c3d"
      instance_type               = "t4g.nano"
      associate_public_ip_address = true # finding
    }
  }

  pass "false, left out, and allowed" {
    parameters = { "ingress.public_entry_allow" = ["*.jump*"] }

    resource "aws_instance" "a" {
      ami                         = "ami-0a1b2c3d"
      instance_type               = "t4g.nano"
      associate_public_ip_address = false
    }

    resource "aws_instance" "b" {
      ami           = "ami-0a1b2c3d"
      instance_type = "t4g.nano"
    }

    resource "aws_instance" "jump" { # not applicable
      ami                         = "ami-0a1b2c3d"
      instance_type               = "t4g.nano"
      associate_public_ip_address = true
    }
  }

  undecided "an input" {
    variable "public" {
      type = bool
    }

    resource "aws_instance" "a" {
      ami                         = "ami-0a1b2c3d"
      instance_type               = "t4g.nano"
      associate_public_ip_address = var.public # undecided: var.public
    }
  }
}

rule "launch-template-with-public-address" {
  summary   = "Launch template gives instances public addresses"
  severity  = "high"
  clauses   = ["A1.1.6"]
  since     = "0.1"
  why       = "Instances with public addresses are reachable past the load balancer; only their security group stands before them."
  remedy    = "Leave associate_public_ip_address out or false, or list the template in ingress.public_entry_allow."
  standards = { aws-fsbp = ["EC2.25"], nist-800-53-r5 = ["SC-7"] }

  target        = "aws_launch_template"
  when          = !is_allowed_entry(self)
  for_each      = self.network_interfaces
  condition     = is_empty(each.value.associate_public_ip_address) || each.value.associate_public_ip_address == "false"
  error_message = "Instances of ${address(self)} get public addresses."

  fail "one of two interfaces" {
    resource "aws_launch_template" "workers" {
      network_interfaces {
        device_index                = 0
        associate_public_ip_address = false
      }

      network_interfaces {
        device_index                = 1
        associate_public_ip_address = true # finding: Instances of aws_launch_template.workers get public addresses
      }
    }
  }

  pass "false, left out, and allowed" {
    parameters = { "ingress.public_entry_allow" = ["*.edge*"] }

    resource "aws_launch_template" "workers" {
      network_interfaces {
        device_index                = 0
        associate_public_ip_address = "false"
      }

      network_interfaces {
        device_index = 1
      }
    }

    resource "aws_launch_template" "edge" { # not applicable
      network_interfaces {
        associate_public_ip_address = true
      }
    }
  }

  undecided "an input" {
    variable "public" {
      type = bool
    }

    resource "aws_launch_template" "workers" {
      network_interfaces {
        associate_public_ip_address = var.public # undecided: var.public
      }
    }
  }
}
