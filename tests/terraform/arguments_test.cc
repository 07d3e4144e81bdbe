// SPDX-License-Identifier: Apache-2.0
//
// Where arguments are written, and whether the configuration gives them.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform {
namespace {

constexpr const char* kGroup = R"(resource "aws_security_group" "a" {
  name        = "web"
  description = null
  tags        = { Name = "web" }
  ingress {
    from_port   = 80
    cidr_blocks = ["10.0.0.0/8"]
  }
  dynamic "ingress" {
    for_each = [1, 2]
    content {
      from_port = ingress.value
    }
  }
  dynamic "egress" {
    for_each = []
    content {
      from_port = 0
    }
  }
}
)";

struct Row {
  const char* path;
  const char* argument;  // "path line", "" if it is not written
  bool configured;
};

TEST(Arguments, AreFoundByTheirPathOrTheLongestPartOfIt) {
  testing::Repository repository{std::string(kGroup)};
  const Evaluation& evaluation = repository.evaluate({}, Purpose::check);
  const NodeId node = repository.node("aws_security_group.a");
  const Row rows[] = {
      {"name", "name 2", true},
      {"description", "description 3", false},
      {"tags", "tags 4", true},
      {"tags.Name", "tags 4", true},
      {"tags.Other", "tags 4", false},
      {"vpc_id", "", false},
      {"nowhere", "", false},
      {"ingress", "ingress[0] 5", true},
      {"ingress[0]", "ingress[0] 5", true},
      {"ingress[0].from_port", "ingress[0].from_port 6", true},
      {"ingress[0].to_port", "ingress[0] 5", false},
      {"ingress[0].cidr_blocks[0]", "ingress[0].cidr_blocks 7", true},
      {"ingress[2]", "ingress[2] 9", true},
      {"ingress[2].from_port", "ingress[2].from_port 12", true},
      {"ingress[3]", "ingress[0] 5", false},
      {"egress", "", false},
  };
  for (const Row& row : rows) {
    std::string found;
    if (const auto argument = evaluation.argument(node, row.path)) {
      const std::string place = repository.place(argument->range);  // "main.tf:2: "
      found = argument->path + " " + place.substr(8, place.size() - 10);
    }
    EXPECT_EQ(found, row.argument) << row.path;
    EXPECT_EQ(evaluation.is_configured(node, row.path), row.configured) << row.path;
  }
}

}  // namespace
}  // namespace terraform
