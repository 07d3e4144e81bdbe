// SPDX-License-Identifier: Apache-2.0
//
// Pipelines as nodes of a graph: attributes, places, and the roots that they reach.
#include <gtest/gtest.h>

#include <algorithm>

#include "graph/node_types.h"
#include "graph/testing.h"
#include "terraform/environments.h"

namespace graph {
namespace {

constexpr const char* kPipeline = R"(image: node:20
definitions:
  steps:
    - step: &deploy
        name: Deploy
        oidc: true
        image:
          name: app:1
        services: [db]
        script:
          - export A=1
          - aws s3 ls
          - pipe: atlassian/aws-s3-deploy:2.0.0
            variables:
              S3_BUCKET: web
  services:
    db:
      image: mysql
pipelines:
  default:
    - step: *deploy
    - stage:
        name: All
        steps:
          - step: *deploy
)";

class PipelineGraphTest : public ::testing::Test {
 protected:
  void SetUp() override {
    repository_.add("main.tf", "resource \"aws_vpc\" \"a\" {\n  cidr_block = \"10.0.0.0/16\"\n}\n");
    repository_.add("bitbucket-pipelines.yml", kPipeline);
    roots_ = loader_.load(".");
    environments_.add(roots_, {});
    terraform_ = std::make_unique<Graph>(environments_.evaluation(0), &all_);
    all_ = {terraform_.get()};
    file_ = pipelines::read("bitbucket-pipelines.yml", repository_, files_, diagnostics_);
    configuration_.kind = terraform::DirectoryKind::pipeline;
    configuration_.root = &nothing_;
    evaluation_ = std::make_unique<terraform::Evaluation>(terraform::evaluate(
        configuration_, {}, terraform::Purpose::check, loader_, &environments_));
    graph_ = std::make_unique<Graph>(*evaluation_, *file_, &all_);
  }

  NodeId find(std::string_view address) const {
    for (const Node& node : graph_->nodes()) {
      if (node.address == address) return node.id;
    }
    return values::kNoNode;
  }
  std::string place(std::string_view address, std::string_view path) const {
    const auto range = graph_->argument(find(address), path);
    return range ? std::string(files_.text(*range)) : "nowhere";
  }

  source::MemoryFileSystem repository_;
  source::Files files_;
  diagnostics::Diagnostics diagnostics_;
  terraform::Loader loader_{repository_, files_, 1};
  terraform::Configuration roots_, configuration_;
  terraform::Module nothing_;
  terraform::Environments environments_{loader_};
  std::unique_ptr<Graph> terraform_;
  Graphs all_;
  std::unique_ptr<pipelines::File> file_;
  std::unique_ptr<terraform::Evaluation> evaluation_;
  std::unique_ptr<Graph> graph_;
};

TEST_F(PipelineGraphTest, EveryNodeHasWhatItsTypeDeclares) {
  for (const pipelines::Node& node : file_->nodes) {
    std::vector<std::string_view> given, declared;
    for (const pipelines::Attribute& attribute : node.attributes) given.push_back(attribute.name);
    for (const NodeAttribute& attribute : node_type_attributes(node.type)) {
      declared.push_back(attribute.name);
    }
    EXPECT_EQ(given, declared) << node.type;
  }
  for (const std::string_view type : node_types()) {
    if (!type.starts_with("bitbucket_")) continue;
    EXPECT_FALSE(graph_->of_type(type).empty()) << type;
    EXPECT_TRUE(terraform_->of_type(type).empty()) << type;
  }
  EXPECT_TRUE(graph_->of_type("terraform_root").empty());
}

TEST_F(PipelineGraphTest, LeadsFromNodeToNode) {
  const std::string step = "pipelines.default.step \"Deploy\"";
  const Value value = graph_->value(find(step));
  const auto leads_to = [&](std::string_view name) {
    return Graph::node_of(value.attribute_source()->attribute(name));
  };
  EXPECT_EQ(leads_to("pipeline"), find("pipelines.default"));
  EXPECT_EQ(leads_to("image"), find(step + ".image"));
  EXPECT_EQ(leads_to("stage"), values::kNoNode);
  const Value steps =
      graph_->value(find("pipelines.default")).attribute_source()->attribute("steps");
  ASSERT_EQ(steps.elements().size(), 2u);
  EXPECT_EQ(Graph::node_of(steps.elements()[0]), find(step));
}

TEST_F(PipelineGraphTest, KnowsWhereArgumentsAreWritten) {
  const std::string step = "pipelines.default.step \"Deploy\"";
  EXPECT_EQ(place(step, "oidc"), "oidc: true");
  EXPECT_EQ(place(step, "commands[1].words"), "aws s3 ls");
  EXPECT_EQ(place(step, "script[0]"), "export A=1");
  EXPECT_EQ(place(step, "image.name"), "name: app:1");
  EXPECT_EQ(place(step, "deployment"), "nowhere");
  EXPECT_EQ(place(step + ".pipe atlassian/aws-s3-deploy", "variables.S3_BUCKET"), "S3_BUCKET: web");
  EXPECT_TRUE(graph_->is_configured(find(step), "oidc"));
  EXPECT_FALSE(graph_->is_configured(find(step), "deployment"));
  EXPECT_EQ(files_.text(graph_->node(find(step)).range), "step: &deploy");
  const auto uses = graph_->derive(find(step), "oidc");
  ASSERT_EQ(uses.size(), 2u);
  EXPECT_EQ(files_.text(uses[0].range), "*deploy");
}

TEST_F(PipelineGraphTest, ReachesTheRootsOfTheRepository) {
  expressions::Context context{.arena = evaluation_->arena(),
                               .origins = evaluation_->origins(),
                               .diagnostics = diagnostics_,
                               .semantics = expressions::Semantics::rules,
                               .relations = graph_.get()};
  const Value vpcs = graph_->resources("aws_vpc", context);
  ASSERT_TRUE(vpcs.is_known());
  ASSERT_EQ(vpcs.elements().size(), 1u);
  const Value range = vpcs.elements()[0].attribute_source()->attribute("cidr_block");
  EXPECT_EQ(values::print(range), "\"10.0.0.0/16\"");
  EXPECT_EQ(graph_->node(Graph::node_of(vpcs.elements()[0])).address, ".: aws_vpc.a");
}

}  // namespace
}  // namespace graph
