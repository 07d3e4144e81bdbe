// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a plan that is judged alone, and beside a source that it may be of: no crash, no
// hang.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "report/report.h"
#include "run/run.h"
#include "terraform/planned_values.h"

namespace {

constexpr const char* kSource = R"(
variable "zones" {}
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "s" {
  for_each          = var.zones
  vpc_id            = aws_vpc.v.id
  availability_zone = each.key
}
resource "aws_security_group" "g" {
  count  = length(data.aws_availability_zones.z.names)
  vpc_id = aws_vpc.v.id
  ingress {
    from_port   = 1
    to_port     = 2
    protocol    = "tcp"
    cidr_blocks = [data.aws_availability_zones.z.id]
  }
}
data "aws_availability_zones" "z" {}
module "m" {
  source   = "./m"
  for_each = var.zones
}
)";

void check(std::shared_ptr<const terraform::PlannedValues> plan) {
  source::MemoryFileSystem file_system;
  file_system.add("main.tf", kSource);
  file_system.add("m/main.tf", "resource \"aws_s3_bucket\" \"b\" {}\n");
  source::Files files;
  run::Options options;
  options.profile = "lq3-production";
  options.date = "2026-01-01";
  options.plan_path = "plan.json";
  if (!plan->alone()) options.paths = {"."};
  options.inputs.plan = std::move(plan);
  const run::Outcome outcome = run::check(file_system, files, options);
  if (report::to_text(outcome.result, {}).empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using terraform::PlanPart;
  for (const PlanPart part : {PlanPart::values, PlanPart::values_and_configuration}) {
    std::FILE* file = fmemopen(const_cast<uint8_t*>(data), size, "rb");
    if (file == nullptr) return -1;
    const auto plan = terraform::PlannedValues::read(file, part);
    std::fclose(file);
    if (plan.ok()) check(plan.value());
  }
  return 0;
}
