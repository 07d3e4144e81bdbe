// SPDX-License-Identifier: Apache-2.0
//
// Roots that read each other's states: values lead to the nodes of the other root, and its graph
// answers for them.
#include <gtest/gtest.h>

#include "graph/print.h"
#include "graph/state.h"
#include "graph/testing.h"
#include "terraform/environments.h"

namespace graph {
namespace {

constexpr std::string_view kNet = R"(
terraform {
  backend "s3" {
    bucket = "state"
    key    = "net"
  }
}
provider "aws" {
  region = "eu-central-1"
}
variable "range" {}
resource "aws_vpc" "main" {}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
  lifecycle {
    ignore_changes = [tags]
  }
}
resource "aws_subnet" "b" {
  vpc_id     = aws_vpc.main.id
  cidr_block = var.range
}
resource "aws_route_table" "t" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.t.id
}
resource "aws_s3_bucket" "logs" {
  bucket = "the-logs"
}
output "subnets" {
  value = [aws_subnet.a.id, aws_subnet.b.id]
}
output "by_zone" {
  value = { a = aws_subnet.a, b = aws_subnet.b }
}
output "bucket" {
  value = aws_s3_bucket.logs.bucket
}
)";

constexpr std::string_view kApp = R"(
data "terraform_remote_state" "net" {
  backend = "s3"
  config = {
    bucket = "state"
    key    = "net"
    region = "eu-central-1"
  }
}
locals {
  net = data.terraform_remote_state.net.outputs
}
resource "aws_db_subnet_group" "whole" {
  subnet_ids = data.terraform_remote_state.net.outputs.subnets
}
resource "aws_db_subnet_group" "index" {
  subnet_ids = [local.net.subnets[1], local.net.by_zone["a"].id]
}
resource "aws_db_subnet_group" "for" {
  subnet_ids = [for s in local.net.by_zone : s.id]
}
resource "aws_route_table_association" "second" {
  subnet_id      = local.net.subnets[0]
  route_table_id = "rtb-1"
}
resource "aws_s3_bucket_versioning" "logs" {
  bucket = local.net.bucket
}
resource "aws_sqs_queue" "q" {
  count = length(local.net.subnets)
}
)";

class ForeignTest : public ::testing::Test {
 protected:
  using Roots = std::vector<std::pair<std::string, std::string>>;

  // The graph of the last root.
  const Graph& build(const Roots& roots) {
    for (const auto& [directory, text] : roots) file_system_.add(directory + "/main.tf", text);
    loader_ = std::make_unique<terraform::Loader>(file_system_, files_, 1);
    environments_ = std::make_unique<terraform::Environments>(*loader_);
    configurations_.reserve(roots.size());
    for (const auto& [directory, text] : roots) {
      configurations_.push_back(loader_->load(directory));
      environments_->add(configurations_.back(), {});
    }
    all_.resize(roots.size());
    // The last one first: it asks for those that it needs.
    for (size_t i = roots.size(); i-- > 0;) {
      graphs_.push_back(std::make_unique<Graph>(environments_->evaluation(i), &all_));
      all_[i] = graphs_.back().get();
    }
    return *all_.back();
  }

  expressions::Context context(const Graph& graph) {
    return {.arena = graph.evaluation().arena(),
            .origins = graph.evaluation().origins(),
            .diagnostics = diagnostics_,
            .semantics = expressions::Semantics::rules,
            .relations = &graph};
  }

  static NodeId find(const Graph& graph, std::string_view address) {
    for (const Node& node : graph.nodes()) {
      if (node.address == address) return node.id;
    }
    return values::kNoNode;
  }

  Value attribute(const Graph& graph, std::string_view address, std::string_view name) {
    return graph.value(find(graph, address)).attribute_source()->attribute(name);
  }

  static std::vector<NodeId> nodes(const Value& list) {
    std::vector<NodeId> result;
    for (const values::SketchElement& member : members(list).elements) {
      result.push_back(Graph::node_of(member.value));
    }
    return result;
  }

  static std::string shown(const Graph& graph, const Value& list) {
    std::string text;
    for (const values::SketchElement& member : members(list).elements) {
      const NodeId node = Graph::node_of(member.value);
      if (!text.empty()) text += ", ";
      text += node == values::kNoNode ? "?" : std::string(graph.node(node).address);
      if (member.optional) text += '~';
    }
    return text;
  }

  std::string linked(const Graph& graph, std::string_view address, std::string_view name,
                     std::string_view type) {
    expressions::Context asked = context(graph);
    return shown(graph, graph.linked(attribute(graph, address, name), {&type, 1}, asked));
  }

  source::MemoryFileSystem file_system_;
  source::Files files_;
  std::unique_ptr<terraform::Loader> loader_;
  std::vector<terraform::Configuration> configurations_;
  std::unique_ptr<terraform::Environments> environments_;
  Graphs all_;
  std::vector<std::unique_ptr<Graph>> graphs_;
  diagnostics::Diagnostics diagnostics_;
};

const std::vector<std::pair<std::string, std::string>> kTwo = {{"net", std::string(kNet)},
                                                               {"app", std::string(kApp)}};

TEST_F(ForeignTest, ValuesLeadToTheOtherRoot) {
  const Graph& graph = build(kTwo);
  EXPECT_EQ(linked(graph, "aws_db_subnet_group.whole", "subnet_ids", "aws_subnet"),
            "net: aws_subnet.a, net: aws_subnet.b");
  EXPECT_EQ(linked(graph, "aws_db_subnet_group.index", "subnet_ids", "aws_subnet"),
            "net: aws_subnet.b, net: aws_subnet.a");
  EXPECT_EQ(linked(graph, "aws_db_subnet_group.for", "subnet_ids", "aws_subnet"),
            "net: aws_subnet.a, net: aws_subnet.b");
  EXPECT_EQ(linked(graph, "aws_s3_bucket_versioning.logs", "bucket", "aws_s3_bucket"),
            "net: aws_s3_bucket.logs");
}

TEST_F(ForeignTest, APlanKnowsNothingOfIt) {
  const Graph& graph = build(kTwo);
  const terraform::Evaluation& evaluation = graph.evaluation();
  EXPECT_TRUE(
      evaluation.planned(find(graph, "aws_s3_bucket_versioning.logs"), "bucket").is_unknown());
  EXPECT_EQ(graph.node(graph.of_type("aws_sqs_queue")[0]).address, "aws_sqs_queue.q[*]");
}

TEST_F(ForeignTest, AttributesOfTheOthersNodesAreThoseOfThisRootsValues) {
  const Graph& graph = build(kTwo);
  expressions::Context asked = context(graph);
  const std::string_view type = "aws_subnet";
  const Value subnets =
      graph.linked(attribute(graph, "aws_db_subnet_group.whole", "subnet_ids"), {&type, 1}, asked);
  const NodeId a = nodes(subnets)[0];
  const NodeId b = nodes(subnets)[1];
  const values::AttributeSource* source = graph.value(a).attribute_source();
  EXPECT_EQ(values::print(source->attribute("cidr_block")), "\"10.0.1.0/24\"");
  const std::string_view vpc = "aws_vpc";
  EXPECT_EQ(shown(graph, graph.linked(source->attribute("vpc_id"), {&vpc, 1}, asked)),
            "net: aws_vpc.main");
  const Value range = graph.value(b).attribute_source()->attribute("cidr_block");
  ASSERT_TRUE(range.is_unknown());
  EXPECT_EQ(range.unknown_data().reasons[0]->subject, "net: var.range");
  EXPECT_TRUE(graph.ignores_changes(a, "tags"));
  EXPECT_TRUE(graph.is_configured(a, "cidr_block"));
  EXPECT_TRUE(graph.argument(a, "cidr_block").has_value());
  EXPECT_EQ(graph.node(Graph::node_of(graph.provider_of(a, asked))).address, "net: provider.aws");
}

TEST_F(ForeignTest, WhoRefersToTheOthersNodesStandsInEitherRoot) {
  const Graph& graph = build(kTwo);
  expressions::Context asked = context(graph);
  const std::string_view type = "aws_subnet";
  const Value subnets =
      graph.linked(attribute(graph, "aws_db_subnet_group.whole", "subnet_ids"), {&type, 1}, asked);
  const NodeId a = nodes(subnets)[0];
  const Value associations = graph.linking(a, "aws_route_table_association", "subnet_id", asked);
  EXPECT_EQ(shown(graph, associations),
            "aws_route_table_association.second, net: aws_route_table_association.a");
  const std::string_view table = "aws_route_table";
  const NodeId there = nodes(associations)[1];
  EXPECT_EQ(
      shown(graph, graph.linked(graph.value(there).attribute_source()->attribute("route_table_id"),
                                {&table, 1}, asked)),
      "net: aws_route_table.t");
}

TEST_F(ForeignTest, TheOthersNodesAreOfNoTypeHere) {
  const Graph& graph = build(kTwo);
  expressions::Context asked = context(graph);
  EXPECT_TRUE(graph.of_type("aws_subnet").empty());
  EXPECT_EQ(shown(graph, graph.resources("aws_subnet", asked)), "");
  EXPECT_NE(print(graph).find("subnet_ids -> net: aws_subnet.a id\n"), std::string::npos)
      << print(graph);
}

TEST_F(ForeignTest, TellsTheOthersNodesApart) {
  const Graph& graph = build(kTwo);
  const Value ids = attribute(graph, "aws_db_subnet_group.index", "subnet_ids");
  const Value second = attribute(graph, "aws_route_table_association.second", "subnet_id");
  std::vector<Value> symbols;
  for (const values::SketchElement& member : members(ids).elements) {
    symbols.push_back(members(member.value).elements[0].value);
  }
  const Value a = members(second).elements[0].value;
  const auto relate = [&](const Value& x, const Value& y) {
    return graph.relate(*static_cast<const values::Symbol*>(x.unknown_data().sketch), y);
  };
  EXPECT_EQ(relate(symbols[0], a), Graph::Answer::unequal);
  EXPECT_EQ(relate(symbols[1], a), Graph::Answer::equal);
}

TEST_F(ForeignTest, FollowsAStateThatIsHandedOn) {
  const Graph& graph = build({{"net", std::string(kNet)},
                              {"middle", R"(
terraform {
  backend "local" {
    path = "../states/middle.tfstate"
  }
}
data "terraform_remote_state" "net" {
  backend = "s3"
  config = {
    bucket = "state"
    key    = "net"
  }
}
output "first" {
  value = data.terraform_remote_state.net.outputs.subnets[0]
}
)"},
                              {"app", R"(
data "terraform_remote_state" "middle" {
  backend = "local"
  config = {
    path = "../states/middle.tfstate"
  }
}
resource "aws_db_subnet_group" "g" {
  subnet_ids = [data.terraform_remote_state.middle.outputs.first]
}
)"}});
  EXPECT_EQ(linked(graph, "aws_db_subnet_group.g", "subnet_ids", "aws_subnet"),
            "net: aws_subnet.a");
}

}  // namespace
}  // namespace graph
