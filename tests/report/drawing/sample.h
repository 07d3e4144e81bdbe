// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/drawing/drawn.h"

namespace drawing::testing {

// A root with one of everything that a picture shows.
inline constexpr const char* kSample = R"(
terraform {
  backend "local" {}
}
variable "replicas" {
  type = number
}
module "net" {
  source = "./net"
  zones  = ["a", "b", "c"]
}
module "queue" {
  source = "example.com/queues/sqs"
}
resource "aws_lb" "web" {
  name    = "web"
  subnets = module.net.subnets
}
resource "aws_instance" "web" {
  count                = var.replicas
  subnet_id            = module.net.subnets[0]
  iam_instance_profile = aws_iam_instance_profile.web.name
}
resource "aws_iam_instance_profile" "web" {
  role = aws_iam_role.web.name
}
resource "aws_iam_role" "web" {
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
  }
}
resource "local_file" "notes" {
  filename = "notes"
}
)";

inline constexpr const char* kSampleModule = R"(
variable "zones" {
  type = list(string)
}
resource "aws_vpc" "this" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "this" {
  for_each          = toset(var.zones)
  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
}
output "subnets" {
  value = [for s in aws_subnet.this : s.id]
}
)";

inline Project sample() { return Project({{"main.tf", kSample}, {"net/main.tf", kSampleModule}}); }

}  // namespace drawing::testing
