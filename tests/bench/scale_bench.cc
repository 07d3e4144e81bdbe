// SPDX-License-Identifier: Apache-2.0
//
// How time and memory grow with a repository: whole checks of roots in memory,
//
//   scale_bench
//
// each in a process of its own, so that its peak of memory is its own. A row's last column is its
// time for each instance over that of the first row of its kind: 1 is linear growth. Of rules, the
// time is what they add to a check of the same root without any, for each rule and node judged.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <span>
#include <string>
#include <thread>

#include "run/run.h"

namespace {

constexpr int kRounds = 3;  // the best one counts

// What a check of a root cost.
struct Cost {
  double milliseconds = 0;
  double megabytes = 0;  // peak
  uint32_t instances = 0;
};

// range() gives no more than 1,024 numbers.
std::string numbers_to(int end) {
  std::string ranges;
  for (int begin = 0; begin < end; begin += 1000) {
    if (begin > 0) ranges += ", ";
    ranges +=
        "range(" + std::to_string(begin) + ", " + std::to_string(std::min(begin + 1000, end)) + ")";
  }
  return "concat(" + ranges + ")";
}

// Subnets, route tables, what joins them, groups and buckets: about as many instances as asked for.
std::string root_of(int instances) {
  return "terraform {\n  backend \"s3\" {}\n}\nlocals {\n  numbers = " + numbers_to(instances / 5) +
         R"(
  keys = { for i in local.numbers : format("k%05d", i) => { cidr = cidrsubnet("10.0.0.0/8", 16, i), odd = i % 2 == 1 } }
}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/8"
}
resource "aws_subnet" "s" {
  for_each   = local.keys
  vpc_id     = aws_vpc.main.id
  cidr_block = each.value.cidr
  tags       = { Name = "subnet-${each.key}", odd = each.value.odd }
}
resource "aws_route_table" "t" {
  for_each = local.keys
  vpc_id   = aws_vpc.main.id
}
resource "aws_route_table_association" "a" {
  for_each       = local.keys
  subnet_id      = aws_subnet.s[each.key].id
  route_table_id = aws_route_table.t[each.key].id
}
resource "aws_security_group" "g" {
  for_each = local.keys
  name     = each.key
  vpc_id   = aws_vpc.main.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.main.cidr_block]
  }
}
resource "aws_s3_bucket" "b" {
  for_each = local.keys
  bucket   = "bucket-${each.key}"
}
)";
}

constexpr const char* kModule = R"(variable "name" {
  type = string
}
resource "aws_s3_bucket" "b" {
  bucket = "bucket-${var.name}"
}
resource "aws_s3_bucket_versioning" "v" {
  bucket = aws_s3_bucket.b.id
  versioning_configuration {
    status = "Enabled"
  }
}
output "arn" {
  value = aws_s3_bucket.b.arn
}
)";

// A module called so many times, by one call for each.
std::string calls_of(int calls) {
  std::string text = "terraform {\n  backend \"s3\" {}\n}\n";
  for (int i = 0; i < calls; ++i) {
    const std::string name = "m" + std::to_string(i);
    text += "module \"" + name + "\" {\n  source = \"./bucket\"\n  name   = \"" + name + "\"\n}\n";
  }
  return text;
}

// A rule follows links both ways, a call of a function and a walk over blocks. All nodes that it is
// asked of are subnets, a fifth of the instances.
std::string rules_of(int rules) {
  std::string text = R"(
function "has_own_table" {
  params = [subnet]
  result = anytrue([
    for a in linking(subnet, "aws_route_table_association", "subnet_id") :
    length(linked(a.route_table_id, "aws_route_table")) == 1
  ])
}
profile "bench" {
  rule "*" {
    enabled = false
  }
  rule "bench-*" {
    enabled = true
  }
}
)";
  for (int i = 0; i < rules; ++i) {
    text += "rule \"bench-" + std::to_string(i) + R"(" {
  target        = "aws_subnet"
  condition     = has_own_table(self) && self.cidr_block != ")" +
            std::to_string(i) + R"(" && self.tags["Name"] != null
  error_message = "Subnet ${address(self)} has no table."
}
)";
  }
  return text;
}

struct Subject {
  std::string root;
  std::string rules;  // empty: those of the default profile
};

double milliseconds_of_check(const source::FileSystem& file_system, bool own_rules,
                             uint32_t& instances) {
  const auto begin = std::chrono::steady_clock::now();
  source::Files files;
  run::Options options;
  options.date = "2026-01-01";
  options.jobs = std::thread::hardware_concurrency();
  if (own_rules) {
    options.rule_paths = {"rules"};
    options.profile = "bench";
  }
  const run::Outcome outcome = run::check(file_system, files, options);
  instances = outcome.result.report.summary.resources;
  const auto end = std::chrono::steady_clock::now();
  return std::chrono::duration<double, std::milli>(end - begin).count();
}

// Measures in a child, which hands the cost back through a pipe.
Cost measure(const Subject& subject) {
  int ends[2];
  if (pipe(ends) != 0) return {};
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    source::MemoryFileSystem file_system;
    file_system.add("main.tf", subject.root);
    file_system.add("bucket/main.tf", kModule);
    file_system.add("rules/bench.hcl", subject.rules);
    Cost cost;
    for (int i = 0; i < kRounds; ++i) {
      const double milliseconds =
          milliseconds_of_check(file_system, !subject.rules.empty(), cost.instances);
      if (i == 0 || milliseconds < cost.milliseconds) cost.milliseconds = milliseconds;
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    cost.megabytes = static_cast<double>(usage.ru_maxrss) / 1024;
    _exit(write(ends[1], &cost, sizeof cost) == sizeof cost ? 0 : 1);
  }
  close(ends[1]);
  Cost cost;
  if (child < 0 || read(ends[0], &cost, sizeof cost) != sizeof cost) cost = {};
  close(ends[0]);
  if (child > 0) waitpid(child, nullptr, 0);
  return cost;
}

void print(const char* what, std::span<const int> sizes, std::string (*text_of)(int)) {
  std::printf("%-10s %10s %10s %8s %8s\n", what, "instances", "ms", "MiB", "growth");
  double first = 0;
  for (const int size : sizes) {
    const Cost cost = measure({text_of(size), ""});
    const double each = cost.milliseconds / cost.instances;
    if (first == 0) first = each;
    std::printf("%-10d %10u %10.1f %8.1f %8.2f\n", size, cost.instances, cost.milliseconds,
                cost.megabytes, each / first);
  }
}

void print_rules(int rules, std::span<const int> sizes) {
  std::printf("%-10s %10s %10s %14s %8s\n", "rules", "instances", "ms", "us/rule, node", "growth");
  double first = 0;
  for (const int size : sizes) {
    const std::string root = root_of(size);
    const Cost without = measure({root, rules_of(0)});
    const Cost with = measure({root, rules_of(rules)});
    const double judged = static_cast<double>(rules) * with.instances / 5;
    const double each = (with.milliseconds - without.milliseconds) * 1000 / judged;
    if (first == 0) first = each;
    std::printf("%-10d %10u %10.1f %14.2f %8.2f\n", rules, with.instances, with.milliseconds, each,
                each / first);
  }
}

}  // namespace

int main() {
  constexpr int kInstances[] = {1000, 2000, 5000, 10'000};
  print("root of", kInstances, root_of);
  constexpr int kCalls[] = {50, 100, 200, 500};
  print("calls", kCalls, calls_of);
  for (const int rules : {10, 40}) print_rules(rules, kInstances);
}
