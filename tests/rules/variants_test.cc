// SPDX-License-Identifier: Apache-2.0
//
// How examples are written otherwise.
#include "rules/variants.h"

#include <gtest/gtest.h>

namespace rules {
namespace {

// The variants of an example of this text: "NAME: FILE", a file each.
std::string variants(const std::string& text) {
  source::Files files;
  const source::FileId file = files.add("rules.hcl", "pass \"x\" {\n" + text + "}\n");
  const syntax::Tree tree = syntax::parse(file, files);
  ExampleText example;
  example.body = tree.body->blocks[0].body;
  example.main = std::string(files[file].text().substr(0, example.body->range.end - 1));
  std::fill_n(example.main.begin(), example.body->range.begin + 1, ' ');
  std::string all;
  for (const Variant& variant : variants_of(example, files[file])) {
    all += "== " + std::string(variant.name) + "\n";
    const std::string path = source::join_path(variant.root, "main.tf");
    const std::string main = variant.files.read(path).value();
    all += main.substr(main.find_first_not_of(" \n"));
  }
  return all;
}

constexpr const char* kExample = R"(variable "v" {}
resource "a" "x" {
  provider = b
  size     = 1
  other    = var.v
  inner {
    list = ["p", 2]
  }
}
resource "a" "y" {
  count = 2
  x     = "${a.x.id}-${a.y[0].id}"
}
)";

constexpr const char* kVariants = R"(== with constants in locals
variable "v" {}
resource "a" "x" {
  provider = b
  size     = local.moved_0
  other    = var.v
  inner {
    list = local.moved_1
  }
}
resource "a" "y" {
  count = 2
  x     = "${a.x.id}-${a.y[0].id}"
}

locals {
  moved_0 = 1
}
locals {
  moved_1 = ["p", 2]
}
== with constants in variables
variable "v" {}
resource "a" "x" {
  provider = b
  size     = var.moved_0
  other    = var.v
  inner {
    list = var.moved_1
  }
}
resource "a" "y" {
  count = 2
  x     = "${a.x.id}-${a.y[0].id}"
}

variable "moved_0" {
  default = 1
}
variable "moved_1" {
  default = ["p", 2]
}
== with constants in outputs of a module
variable "v" {}
resource "a" "x" {
  provider = b
  size     = module.moved.moved_0
  other    = var.v
  inner {
    list = module.moved.moved_1
  }
}
resource "a" "y" {
  count = 2
  x     = "${a.x.id}-${a.y[0].id}"
}

module "moved" {
  source = "./moved"
}
== with constants in a JSON document
variable "v" {}
resource "a" "x" {
  provider = b
  size     = local.moved.moved_0
  other    = var.v
  inner {
    list = local.moved.moved_1
  }
}
resource "a" "y" {
  count = 2
  x     = "${a.x.id}-${a.y[0].id}"
}

resource "terraform_data" "moved" {}

locals {
  moved = jsondecode(jsonencode({
    id = terraform_data.moved.id
    moved_0 = 1
    moved_1 = ["p", 2]
  }))
}
== with dynamic blocks
variable "v" {}
resource "a" "x" {
  provider = b
  size     = 1
  other    = var.v
  dynamic "inner" {
for_each = [true]
content {
    list = ["p", 2]
  }
}
}
resource "a" "y" {
  count = 2
  x     = "${a.x.id}-${a.y[0].id}"
}
== under count
variable "v" {}
resource "a" "x" {
count = 1

  provider = b
  size     = 1
  other    = var.v
  inner {
    list = ["p", 2]
  }

}
resource "a" "y" {
  count = 2
  x     = "${a.x[0].id}-${a.y[0].id}"
}
== under for_each
variable "v" {}
resource "a" "x" {
for_each = toset(["one"])

  provider = b
  size     = 1
  other    = var.v
  inner {
    list = ["p", 2]
  }

}
resource "a" "y" {
  count = 2
  x     = "${a.x["one"].id}-${a.y[0].id}"
}
== in a child module
variable "v" {}
module "example" {
  source = "../example"
  v = var.v
}
== in a child module under count
variable "v" {}
module "example" {
  source = "../example"
  count = 1
  v = var.v
}
== in a child module under for_each
variable "v" {}
module "example" {
  source = "../example"
  for_each = toset(["one"])
  v = var.v
}
== with constants as arguments of a module
variable "v" {}
module "example" {
  source = "../example"
  moved_0 = 1
  moved_1 = ["p", 2]
  v = var.v
}
)";

TEST(Variants, MoveConstantsRepeatResourcesAndCallModules) {
  EXPECT_EQ(variants(kExample), kVariants);
}

TEST(Variants, OfAddressesAreTracedBack) {
  Variant called;
  called.prefix = "module.example[0].";
  EXPECT_EQ(original_address(called, "module.example[0].a.x[0]"), "a.x[0]");
  EXPECT_EQ(original_address(called, "."), ".");
  Variant repeated;
  repeated.key = "[0]";
  repeated.repeated = {"a.x", "data.a.z"};
  EXPECT_EQ(original_address(repeated, "a.x[0]"), "a.x");
  EXPECT_EQ(original_address(repeated, "data.a.z[0]"), "data.a.z");
  EXPECT_EQ(original_address(repeated, "a.y[0]"), "a.y[0]");
  EXPECT_EQ(original_address(repeated, "module.m.a.x[0]"), "module.m.a.x[0]");
}

}  // namespace
}  // namespace rules
