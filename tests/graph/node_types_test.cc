// SPDX-License-Identifier: Apache-2.0
//
// Nodes beside resources: what there are, and what rules read of them.
#include "graph/node_types.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "graph/testing.h"

namespace graph {
namespace {

using testing::GraphTest;

constexpr std::string_view kRoot = R"(
terraform {
  backend "s3" {
    bucket = "state"
    key    = "app"
  }
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
  }
}
provider "aws" {
  region = var.region
}
provider "aws" {
  alias  = "us"
  region = "us-east-1"
  default_tags {
    tags = { Team = aws_vpc.main.id }
  }
}
variable "region" {
  type    = string
  default = "eu-central-1"
}
variable "options" {
  type        = object({ a = string, b = optional(number, 3) })
  description = "What may be chosen"
  sensitive   = true
  nullable    = false
  validation {
    condition     = length(var.options.a) > 0
    error_message = "Empty"
  }
}
resource "aws_vpc" "main" {}
resource "aws_vpc" "other" {
  provider = aws.us
  lifecycle {
    ignore_changes = [tags["Name"], cidr_block, timeouts[0].create]
  }
}
resource "aws_vpc" "ignored" {
  lifecycle {
    ignore_changes = all
  }
}
resource "random_id" "r" {
  byte_length = 1
}
module "net" {
  for_each = toset(["a", "b"])
  source   = "./net"
  vpc      = aws_vpc.main.id
  providers = {
    aws = aws.us
  }
}
module "bucket" {
  count   = 2
  source  = "terraform-aws-modules/s3-bucket/aws"
  version = "~> 4.0"
  bucket  = "x-${count.index}"
  vpc     = aws_vpc.main.id
}
output "vpcs" {
  value       = [aws_vpc.main.id, module.net["a"].subnet]
  description = "All of them"
}
)";

constexpr std::string_view kNet = R"(
variable "vpc" {}
provider "aws" {
  alias  = "inside"
  region = "eu-west-3"
}
resource "aws_subnet" "s" {
  vpc_id = var.vpc
}
resource "aws_subnet" "t" {
  vpc_id   = var.vpc
  provider = aws.inside
}
output "subnet" {
  value     = aws_subnet.s.id
  sensitive = true
}
)";

class NodeTypesTest : public GraphTest {
 protected:
  NodeTypesTest() {
    add("net/main.tf", std::string(kNet));
    add(".terraform.lock.hcl",
        "provider \"registry.terraform.io/hashicorp/aws\" {\n  version = \"5.31.0\"\n}\n");
    build(std::string(kRoot));
  }

  std::string addresses(std::string_view type) {
    std::string text;
    for (NodeId id : graph_->of_type(type)) {
      if (!text.empty()) text += ' ';
      text += graph_->node(id).address;
    }
    return text;
  }

  // The address of the provider that a node uses.
  std::string provider(std::string_view address) {
    expressions::Context asked = context();
    const Value provider = graph_->provider_of(find(address), asked);
    if (provider.is_null()) return "null";
    if (provider.is_unknown()) return "unknown";
    return std::string(graph_->node(Graph::node_of(provider)).address);
  }

  // The text of the line where an argument is written.
  std::string line(std::string_view address, std::string_view path) {
    const auto range = graph_->argument(find(address), path);
    if (!range) return "nowhere";
    const source::File& file = files_[range->file];
    return std::string(file.text().substr(range->begin, range->end - range->begin));
  }
};

TEST_F(NodeTypesTest, AreAllThatTheFilesDeclare) {
  EXPECT_EQ(addresses("terraform_backend"), "backend.s3");
  EXPECT_EQ(addresses("terraform_module_call"),
            "module.bucket[0] module.bucket[1] module.net[\"a\"] module.net[\"b\"]");
  EXPECT_EQ(addresses("terraform_output"),
            "module.net[\"a\"].output.subnet module.net[\"b\"].output.subnet output.vpcs");
  EXPECT_EQ(addresses("terraform_provider"),
            "module.net[\"a\"].provider.aws.inside module.net[\"b\"].provider.aws.inside "
            "provider.aws provider.aws.us");
  EXPECT_EQ(addresses("terraform_variable"),
            "module.net[\"a\"].var.vpc module.net[\"b\"].var.vpc var.options var.region");
}

TEST_F(NodeTypesTest, HaveTheAttributesThatTheTableLists) {
  for (const std::string_view type : node_types()) {
    const auto attributes = node_type_attributes(type);
    EXPECT_FALSE(attributes.empty()) << type;
    EXPECT_TRUE(std::ranges::is_sorted(attributes, {}, &NodeAttribute::name)) << type;
    if (type.starts_with("bitbucket_")) continue;  // pipeline_nodes_test.cc
    ASSERT_FALSE(graph_->of_type(type).empty()) << type;
    for (NodeId id : graph_->of_type(type)) {
      const values::AttributeSource* source = graph_->value(id).attribute_source();
      ASSERT_EQ(source->type().attributes().size(), attributes.size()) << type;
      for (const NodeAttribute& attribute : attributes) {
        const Value value = source->attribute(attribute.name);
        if (attribute.type == values::Type::dynamic()) continue;
        EXPECT_TRUE(value.is_null() || value.has_type(attribute.type))
            << type << '.' << attribute.name << " is " << values::print(value);
      }
    }
  }
  EXPECT_TRUE(node_type_attributes("aws_vpc").empty());
}

TEST_F(NodeTypesTest, ARootTellsWhetherItIsALibrary) {
  EXPECT_EQ(attribute(".", "kind"), "\"root\"");
  build("resource \"aws_vpc\" \"main\" {}\n");
  configuration_.kind = terraform::DirectoryKind::library;
  EXPECT_EQ(attribute(".", "kind"), "\"library\"");
}

TEST_F(NodeTypesTest, ABackendHasWhatItsBlockGives) {
  EXPECT_EQ(attribute("backend.s3", "type"), "\"s3\"");
  EXPECT_EQ(attribute("backend.s3", "configuration"),
            "{\n  \"bucket\" = \"state\"\n  \"key\" = \"app\"\n}");
}

TEST_F(NodeTypesTest, ABackendWithoutARequiredArgumentMayBeGivenAnythingOnTheCommandLine) {
  build("terraform {\n  backend \"s3\" {\n    key = \"app\"\n  }\n}\n");
  const Value given =
      graph_->value(find("backend.s3")).attribute_source()->attribute("configuration");
  ASSERT_NE(given.attribute_source(), nullptr);
  EXPECT_EQ(values::print(given.attribute_source()->attribute("key")), "\"app\"");
  EXPECT_TRUE(given.attribute_source()->attribute("dynamodb_table").is_unknown());
}

TEST_F(NodeTypesTest, ACloudBlockIsABackend) {
  build(
      "terraform {\n  cloud {\n    organization = \"us\"\n    workspaces {\n      name = \"w\"\n"
      "    }\n  }\n}\n");
  EXPECT_EQ(attribute("cloud", "type"), "\"cloud\"");
  EXPECT_NE(attribute("cloud", "configuration").find("\"name\" = \"w\""), std::string::npos);
}

TEST_F(NodeTypesTest, AProviderHasItsVersionsAndItsConfiguration) {
  EXPECT_EQ(attribute("provider.aws", "name"), "\"aws\"");
  EXPECT_EQ(attribute("provider.aws", "alias"), "tostring(null)");
  EXPECT_EQ(attribute("provider.aws.us", "alias"), "\"us\"");
  EXPECT_EQ(attribute("provider.aws", "source"), "\"hashicorp/aws\"");
  EXPECT_EQ(attribute("provider.aws", "version"), "\"~> 5.0\"");
  EXPECT_EQ(attribute("provider.aws", "locked_version"), "\"5.31.0\"");
  EXPECT_NE(attribute("provider.aws", "configuration").find("\"region\" = \"eu-central-1\""),
            std::string::npos);
  EXPECT_NE(attribute("provider.aws", "configuration").find("\"default_tags\" = []"),
            std::string::npos);
  EXPECT_EQ(attribute("provider.aws", "configuration").find("alias"), std::string::npos);
  EXPECT_EQ(attribute("module.net[\"a\"].provider.aws.inside", "module"),
            "\"module.net[\\\"a\\\"]\"");
}

TEST_F(NodeTypesTest, AVariableHasItsDeclarationAndItsValue) {
  EXPECT_EQ(attribute("var.options", "type"), "\"object({a=string,b=optional(number)})\"");
  EXPECT_EQ(attribute("var.options", "has_default"), "false");
  EXPECT_EQ(attribute("var.options", "default"), "null");
  EXPECT_EQ(attribute("var.options", "description"), "\"What may be chosen\"");
  EXPECT_EQ(attribute("var.options", "sensitive"), "true");
  EXPECT_EQ(attribute("var.options", "nullable"), "false");
  EXPECT_EQ(attribute("var.options", "validations"), "1");
  EXPECT_EQ(attribute("var.options", "value"), "(known after apply)");
  EXPECT_EQ(attribute("var.region", "value"), "\"eu-central-1\"");
  EXPECT_EQ(attribute("var.region", "default"), "\"eu-central-1\"");
  EXPECT_EQ(attribute("module.net[\"a\"].var.vpc", "type"), "tostring(null)");
  EXPECT_EQ(linked("module.net[\"a\"].var.vpc", "value", {"aws_vpc"}), "aws_vpc.main");
}

TEST_F(NodeTypesTest, AModuleCallTellsWhetherItIsInstalled) {
  EXPECT_EQ(attribute("module.bucket[1]", "installed"), "false");
  EXPECT_EQ(attribute("module.bucket[1]", "source"), "\"terraform-aws-modules/s3-bucket/aws\"");
  EXPECT_EQ(attribute("module.bucket[1]", "version"), "\"~> 4.0\"");
  EXPECT_NE(attribute("module.bucket[1]", "arguments").find("\"bucket\" = \"x-1\""),
            std::string::npos);
  EXPECT_EQ(attribute("module.net[\"a\"]", "installed"), "true");
  EXPECT_EQ(attribute("module.net[\"a\"]", "version"), "tostring(null)");
  EXPECT_EQ(attribute("module.net[\"a\"]", "module"), "tostring(null)");
}

TEST_F(NodeTypesTest, LinkToWhatTheirValuesWereReadFrom) {
  EXPECT_EQ(linked("output.vpcs", "value", {}), "aws_vpc.main, module.net[\"a\"].aws_subnet.s");
  EXPECT_EQ(linking("aws_vpc.main", "terraform_output", "value"), "output.vpcs, ?~");
  EXPECT_EQ(linking("aws_vpc.main", "terraform_module_call", "arguments.vpc"),
            "module.bucket[0], module.bucket[1], module.net[\"a\"], module.net[\"b\"], ?~");
  EXPECT_EQ(linking("aws_vpc.main", "terraform_provider", "configuration.default_tags.tags"),
            "provider.aws.us, ?~");
  const auto to = graph_->links_to(find("aws_vpc.main"));
  std::string text;
  for (const Link* link : to) {
    text += std::string(graph_->node(link->from).address) + ' ' + link->path + '\n';
  }
  EXPECT_EQ(text,
            "module.net[\"a\"].aws_subnet.s vpc_id\n"
            "module.net[\"a\"].aws_subnet.t vpc_id\n"
            "module.net[\"b\"].aws_subnet.s vpc_id\n"
            "module.net[\"b\"].aws_subnet.t vpc_id\n"
            "module.bucket[0] arguments.vpc\n"
            "module.bucket[1] arguments.vpc\n"
            "module.net[\"a\"] arguments.vpc\n"
            "module.net[\"b\"] arguments.vpc\n"
            "provider.aws.us configuration.default_tags.tags\n"
            "output.vpcs value\n");
}

TEST_F(NodeTypesTest, AResourceUsesTheConfigurationThatItNamesOrIsHanded) {
  EXPECT_EQ(provider("aws_vpc.main"), "provider.aws");
  EXPECT_EQ(provider("aws_vpc.other"), "provider.aws.us");
  EXPECT_EQ(provider("module.net[\"a\"].aws_subnet.s"), "provider.aws.us");
  EXPECT_EQ(provider("module.net[\"b\"].aws_subnet.t"), "module.net[\"b\"].provider.aws.inside");
  EXPECT_EQ(provider("random_id.r"), "null");
  EXPECT_EQ(provider("output.vpcs"), "null");
}

TEST_F(NodeTypesTest, WhoCallsALibraryConfiguresItsProviders) {
  build("resource \"aws_vpc\" \"main\" {}\n");
  configuration_.kind = terraform::DirectoryKind::library;
  EXPECT_EQ(provider("aws_vpc.main"), "unknown");
}

TEST_F(NodeTypesTest, ChangesAreIgnoredOfAnArgumentOrWhatIsAroundIt) {
  const auto ignores = [this](std::string_view address, std::string_view path) {
    return graph_->ignores_changes(find(address), path);
  };
  EXPECT_TRUE(ignores("aws_vpc.other", "cidr_block"));
  EXPECT_TRUE(ignores("aws_vpc.other", "tags[\"Name\"]"));
  EXPECT_TRUE(ignores("aws_vpc.other", "timeouts.create"));
  EXPECT_TRUE(ignores("aws_vpc.other", "timeouts[0].create"));
  EXPECT_FALSE(ignores("aws_vpc.other", "tags"));
  EXPECT_FALSE(ignores("aws_vpc.other", "cidr_blocks"));
  EXPECT_FALSE(ignores("aws_vpc.main", "cidr_block"));
  EXPECT_TRUE(ignores("aws_vpc.ignored", "anything"));
  EXPECT_FALSE(ignores("output.vpcs", "value"));
}

TEST_F(NodeTypesTest, ArgumentsAreFoundWhereTheyAreWritten) {
  EXPECT_EQ(line("backend.s3", "configuration.key"), "key    = \"app\"");
  EXPECT_EQ(line("provider.aws.us", "configuration.default_tags[0].tags"),
            "tags = { Team = aws_vpc.main.id }");
  EXPECT_EQ(line("module.net[\"a\"]", "arguments.vpc"), "vpc      = aws_vpc.main.id");
  EXPECT_EQ(line("var.region", "default"), "default = \"eu-central-1\"");
  EXPECT_EQ(line("var.region", "value"), "nowhere");
  EXPECT_EQ(line("output.vpcs", "description"), "description = \"All of them\"");
  EXPECT_TRUE(graph_->is_configured(find("provider.aws"), "configuration.region"));
  EXPECT_FALSE(graph_->is_configured(find("provider.aws"), "configuration.profile"));
  EXPECT_TRUE(graph_->is_configured(find("provider.aws.us"), "configuration.default_tags[0].tags"));
  EXPECT_FALSE(graph_->is_configured(graph_->root(), "workspace"));
  ASSERT_EQ(graph_->derive(find("provider.aws"), "configuration.region").size(), 1u);
}

}  // namespace
}  // namespace graph
