// SPDX-License-Identifier: Apache-2.0
// Loading: what files declare, read before any value is worked out.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

std::string problems_of(std::string text) {
  Repository repository(std::move(text));
  return repository.problems(repository.loader().module(".")->diagnostics);
}

TEST(Load, RefusesArgumentsThatAreSetTwice) {
  EXPECT_EQ(problems_of(R"(
output "x" {
  value = 1
  value = 2
}
locals {
  a = 1
  a = 2
}
resource "aws_vpc" "main" {
  timeouts {
    create = "1m"
    create = "2m"
  }
}
)"),
            "main.tf:4: Attribute redefined\n"
            "main.tf:8: Attribute redefined\n"
            "main.tf:13: Attribute redefined\n");
}

constexpr const char* kEveryKindOfBlock = R"(
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
  backend "s3" {}
}
provider "aws" {
  alias = "west"
}
variable "region" {
  type = string
}
locals {
  a = 1
  b = 2
}
data "aws_region" "here" {}
resource "aws_vpc" "main" {
  count    = 2
  provider = aws.west
  lifecycle {
    ignore_changes = [tags["Name"], cidr_block]
  }
}
module "net" {
  source     = "./net"
  depends_on = [aws_vpc.main]
}
output "id" {
  value = 1
}
moved {
  from = aws_vpc.a
  to   = aws_vpc.b
}
)";

TEST(Load, ReadsEveryKindOfBlock) {
  Repository repository(kEveryKindOfBlock);
  const Module& module = *repository.loader().module(".");
  EXPECT_EQ(repository.problems(module.diagnostics), "");
  EXPECT_EQ(module.variables.size(), 1u);
  EXPECT_EQ(module.locals.size(), 2u);
  EXPECT_EQ(module.outputs.size(), 1u);
  EXPECT_EQ(module.data.size(), 1u);
  EXPECT_NE(module.backend, nullptr);
  EXPECT_EQ(module.providers.at(0).reference.alias, "west");
  const Resource& vpc = module.resources.at({"aws_vpc", "main"});
  EXPECT_EQ(vpc.provider.alias, "west");
  EXPECT_EQ(vpc.provider_source, "hashicorp/aws");
  EXPECT_NE(vpc.count, nullptr);
  EXPECT_EQ(vpc.ignore_changes, (std::vector<std::string>{"tags[\"Name\"]", "cidr_block"}));
  const ModuleCall& net = module.calls.at("net");
  EXPECT_EQ(net.directory, "net");
  EXPECT_FALSE(net.vendored);
  EXPECT_EQ(net.depends_on.size(), 1u);
}

TEST(Load, ReportsWhatIsDeclaredTwice) {
  EXPECT_EQ(problems_of(R"(
variable "a" {}
variable "a" {}
output "o" { value = 1 }
output "o" { value = 2 }
resource "terraform_data" "t" {}
resource "terraform_data" "t" {}
locals { x = 1 }
locals { x = 2 }
)"),
            "main.tf:3: Duplicate variable declaration\n"
            "main.tf:5: Duplicate output definition\n"
            "main.tf:7: Duplicate resource \"terraform_data\" configuration\n"
            "main.tf:9: Duplicate local value definition\n");
}

TEST(Load, ReportsLabelsThatAreMissingOrTooMany) {
  EXPECT_EQ(problems_of("resource \"aws_vpc\" {}\nlocals \"x\" {}\n"),
            "main.tf:1: Missing name for resource\n"
            "main.tf:2: Extraneous label for locals\n");
}

TEST(Load, ReportsWhatDoesNotBelongThere) {
  EXPECT_EQ(problems_of("resorce \"a\" \"b\" {}\nvariable \"v\" {\n  typ = string\n}\n"),
            "main.tf:1: Unsupported block type\n"
            "main.tf:3: Unsupported argument\n");
}

TEST(Load, ReportsReservedAndImpossibleNames) {
  EXPECT_EQ(problems_of("variable \"count\" {}\nvariable \"1a\" {}\n"),
            "main.tf:1: Invalid variable name\n"
            "main.tf:2: Invalid variable name\n");
}

TEST(Load, ReportsADefaultThatDoesNotFitItsType) {
  EXPECT_EQ(problems_of("variable \"v\" {\n  type    = number\n  default = \"many\"\n}\n"),
            "main.tf:3: Invalid default value for variable\n");
  EXPECT_EQ(
      problems_of("variable \"v\" {\n  type = string\n  nullable = false\n  default = null\n}\n"),
      "main.tf:4: Invalid default value for variable\n");
}

TEST(Load, ReportsCountBesideForEach) {
  EXPECT_EQ(problems_of("resource \"terraform_data\" \"t\" {\n  count = 1\n  for_each = {}\n}\n"),
            "main.tf:3: Invalid combination of \"count\" and \"for_each\"\n");
}

TEST(Load, MergesOverrideFiles) {
  Repository repository({{"main.tf", R"(
variable "v" { default = 1 }
locals { x = 1 }
resource "terraform_data" "t" {
  input = "base"
  triggers_replace = "kept"
}
)"},
                         {"override.tf", R"(
locals { x = 2 }
resource "terraform_data" "t" {
  input = "override"
}
)"},
                         {"b_override.tf", "variable \"v\" { default = 2 }\n"}});
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.planned("terraform_data.t", "input"), "\"override\"");
  EXPECT_EQ(repository.planned("terraform_data.t", "triggers_replace"), "\"kept\"");
}

TEST(Load, ReportsAnOverrideOfNothing) {
  Repository repository({{"main.tf", ""}, {"override.tf", "output \"o\" {\n  value = 1\n}\n"}});
  EXPECT_EQ(repository.problems(), "override.tf:1: Missing base output definition to override\n");
}

TEST(Load, FindsInstalledModulesThroughTheManifestOfTheRoot) {
  Repository repository(
      {{"main.tf",
        "module \"net\" {\n  source = \"terraform-aws-modules/vpc/aws\"\n}\n"
        "output \"o\" {\n  value = module.net.o\n}\n"},
       {".terraform/modules/modules.json",
        R"({"Modules":[{"Key":"net","Source":"x","Dir":".terraform/modules/net"}]})"},
       {".terraform/modules/net/main.tf", "output \"o\" {\n  value = path.module\n}\n"}});
  EXPECT_EQ(repository.output("o"), "\".terraform/modules/net\"");
  EXPECT_TRUE(repository.loader().module(".")->calls.at("net").vendored);
}

TEST(Load, TellsRootsModulesAndLibrariesApart) {
  source::MemoryFileSystem file_system;
  file_system.add("envs/prod/main.tf", "module \"net\" {\n  source = \"../../net\"\n}\n");
  file_system.add("envs/prod/terraform.tfvars", "");
  file_system.add("net/main.tf", "");
  file_system.add("lib/main.tf", "");
  file_system.add("state/main.tf", "terraform {\n  backend \"s3\" {}\n}\n");
  source::Files files;
  Loader loader(file_system, files, 1);
  source::Discovery discovery;
  for (const std::string_view path : {"envs/prod", "lib", "net", "state"}) {
    discovery.directories.push_back(source::terraform_directory(file_system, path).value());
  }
  const auto found = loader.load_all(discovery);
  ASSERT_EQ(found.size(), 4u);
  EXPECT_EQ(found[0].kind, DirectoryKind::root);
  EXPECT_EQ(found[0].automatic_var_files, std::vector<std::string>{"envs/prod/terraform.tfvars"});
  EXPECT_EQ(found[1].kind, DirectoryKind::library);
  EXPECT_EQ(found[2].kind, DirectoryKind::called);
  EXPECT_EQ(found[3].kind, DirectoryKind::root);
}

TEST(Load, ReadsTheLockFile) {
  Repository repository({{"main.tf", ""},
                         {".terraform.lock.hcl",
                          "provider \"registry.terraform.io/hashicorp/aws\" {\n"
                          "  version = \"5.100.0\"\n}\n"}});
  const Configuration configuration = repository.loader().load(".");
  EXPECT_EQ(configuration.locked_versions.at("hashicorp/aws"), "5.100.0");
}

TEST(Load, ParsesAnewOnlyWhatIsNotAsInAnotherState) {
  source::MemoryFileSystem before;
  before.add("same.tf", "locals {\n  a = 1\n}\n");
  before.add("changed.tf", "locals {\n  b = 1\n}\n");
  source::MemoryFileSystem now = before;
  now.add("changed.tf", "locals {\n  b = 2\n}\n");
  now.add("new.tf", "locals {\n  c = }\n}\n");

  source::Files files_before;
  Loader loader_before(before, files_before, 1);
  const syntax::Tree* same = loader_before.tree("same.tf");
  const syntax::Tree* changed = loader_before.tree("changed.tf");

  source::Files files_now = files_before;
  Loader loader_now(now, files_now, 1);
  loader_now.reuse(loader_before.parsed());
  EXPECT_EQ(loader_now.tree("same.tf"), same);
  EXPECT_NE(loader_now.tree("changed.tf"), changed);
  EXPECT_EQ(files_now.text(loader_now.tree("changed.tf")->body->blocks[0].range),
            "locals {\n  b = 2\n}");
  EXPECT_TRUE(loader_now.tree("new.tf")->diagnostics.has_errors());
  EXPECT_FALSE(loader_now.tree("same.tf")->diagnostics.has_errors());
}

}  // namespace
}  // namespace terraform::testing
