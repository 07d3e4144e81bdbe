// SPDX-License-Identifier: Apache-2.0
// Plans without the source that they are of.
#include <gtest/gtest.h>

#include "terraform/plan_source.h"
#include "terraform/planned_values.h"
#include "terraform/testing.h"

namespace terraform::testing {
namespace {

// A plan of a network with a module; `%` stands for what an apply tells.
constexpr const char* kPlan = R"({
  "variables": {"names": {"value": ["a", "b"]}},
  "resource_changes": [
    {"address": "aws_vpc.v", "mode": "managed", "type": "aws_vpc", "change": {
      "after": {"cidr_block": "10.0.0.0/16", "tags": {"note": "${x}"}},
      "after_unknown": {"id": true, "arn": true}}},
    {"address": "aws_subnet.s[0]", "mode": "managed", "type": "aws_subnet", "change": {
      "after": {"cidr_block": "10.0.0.0/24"}, "after_unknown": {"id": true, "vpc_id": true}}},
    {"address": "aws_subnet.s[1]", "mode": "managed", "type": "aws_subnet", "change": {
      "after": {"cidr_block": "10.0.1.0/24"}, "after_unknown": {"id": true, "vpc_id": true}}},
    {"address": "aws_route_table_association.r[1]", "mode": "managed",
     "type": "aws_route_table_association", "change": {
      "after": {"route_table_id": "rtb-1"}, "after_unknown": {"subnet_id": true}}},
    {"address": "aws_security_group.g", "mode": "managed", "type": "aws_security_group", "change": {
      "after": {"name": "g", "ingress": [{"from_port": 1, "to_port": 2, "protocol": "tcp",
                                          "cidr_blocks": ["10.0.0.0/16"], "self": false}]},
      "after_unknown": {"id": true, "vpc_id": true, "egress": true}}},
    {"address": "module.m[\"a\"].aws_db_subnet_group.g", "mode": "managed",
     "type": "aws_db_subnet_group", "change": {
      "after": {"name": "x-a"}, "after_unknown": {"id": true, "subnet_ids": true}}},
    {"address": "module.m[\"a\"].aws_instance.i", "mode": "managed", "type": "aws_instance",
     "change": {
      "after": {"ami": "ami-1", "root_block_device": [{"encrypted": true}]},
      "after_unknown": {"id": true, "subnet_id": true, "root_block_device": [{"kms_key_id": true}]}}}
  ],
  "configuration": {
    "provider_config": {"aws": {"name": "aws", "version_constraint": "~> 5.0",
                                "full_name": "registry.terraform.io/hashicorp/aws"}},
    "root_module": {
      "resources": [
        {"address": "aws_vpc.v", "mode": "managed", "type": "aws_vpc", "name": "v",
         "provider_config_key": "aws",
         "expressions": {"cidr_block": {"constant_value": "10.0.0.0/16"},
                         "tags": {"constant_value": {"note": "${x}"}}}},
        {"address": "aws_subnet.s", "mode": "managed", "type": "aws_subnet", "name": "s",
         "provider_config_key": "aws", "count_expression": {"references": ["var.names"]},
         "expressions": {
           "cidr_block": {"references": ["aws_vpc.v.cidr_block", "aws_vpc.v", "count.index"]},
           "vpc_id": {"references": ["aws_vpc.v.id", "aws_vpc.v"]}}},
        {"address": "aws_route_table_association.r", "mode": "managed",
         "type": "aws_route_table_association", "name": "r", "provider_config_key": "aws",
         "count_expression": {"references": ["var.names"]},
         "expressions": {"route_table_id": {"references": ["local.table"]},
                         "subnet_id": {"references": ["aws_subnet.s", "count.index"]}}},
        {"address": "aws_security_group.g", "mode": "managed", "type": "aws_security_group",
         "name": "g", "provider_config_key": "aws",
         "expressions": {"name": {"constant_value": "g"},
                         "description": {"references": ["module.m[\"b\"].none.x"]},
                         "vpc_id": {"references": ["local.vpc"]}}}],
      "module_calls": {"m": {"source": "./m", "for_each_expression": {"references": ["var.names"]},
        "expressions": {"subnets": {"references": ["aws_subnet.s"]},
                        "lost": {"references": ["aws_vpc.v.id.part", "aws_vpc.v.id", "aws_vpc.v"]},
                        "either": {"references": ["aws_subnet.s[0].id", "aws_subnet.s[0]",
                                                  "aws_subnet.s", "var.names"]}},
        "module": {
          "variables": {"subnets": {}, "either": {}, "lost": {}},
          "outputs": {"group": {"expression": {"references": ["aws_db_subnet_group.g.id",
                                                              "aws_db_subnet_group.g"]}}},
          "resources": [
            {"address": "aws_db_subnet_group.g", "mode": "managed", "type": "aws_db_subnet_group",
             "name": "g", "provider_config_key": "aws",
             "expressions": {"name": {"references": ["each.key"]},
                             "subnet_ids": {"references": ["var.subnets"]}}},
            {"address": "aws_instance.i", "mode": "managed", "type": "aws_instance",
             "name": "i", "provider_config_key": "aws",
             "expressions": {"ami": {"constant_value": "ami-1"},
                             "root_block_device": [{"encrypted": {"constant_value": true},
                                                    "kms_key_id": {"references": ["var.key"]}}],
                             "subnet_id": {"references": ["var.subnets", "var.either"]}}}]}}}
    }
  }
})";

class PlanAlone : public ::testing::Test {
 protected:
  PlanAlone() {
    std::string text = kPlan;
    std::FILE* file = fmemopen(text.data(), text.size(), "rb");
    const auto result = PlannedValues::read(file, PlanPart::values_and_configuration);
    std::fclose(file);
    Inputs inputs;
    inputs.plan = result.value();
    std::vector<TextFile> files;
    for (auto& [path, content] : inputs.plan->source()) files.push_back({path, content});
    repository_.emplace(std::move(files));
    repository_->evaluate(inputs, Purpose::check);
  }

  // The resource attributes that a value was made of.
  std::string made_of(std::string_view address, std::string_view attribute) {
    const Evaluation& evaluation = repository_->evaluation();
    const Value value = evaluation.judged(repository_->node(address), attribute);
    std::string text;
    for (const auto& origin : values::all_origins(value, evaluation.origins())) {
      const std::string& of = evaluation.resources()[static_cast<uint32_t>(origin.node)].address;
      if (of != address) text += of + '.' + std::string(origin.attribute) + ' ';
    }
    return text;
  }

  std::optional<Repository> repository_;
};

TEST_F(PlanAlone, HasTheInstancesOfThePlanAndNoProblems) {
  EXPECT_EQ(repository_->addresses(),
            "aws_route_table_association.r[1]\naws_security_group.g\naws_subnet.s[0]\n"
            "aws_subnet.s[1]\naws_vpc.v\nmodule.m[\"a\"].aws_db_subnet_group.g\n"
            "module.m[\"a\"].aws_instance.i\n");
  EXPECT_EQ(repository_->problems(), "");
}

TEST_F(PlanAlone, KnowsWhatThePlanKnows) {
  EXPECT_EQ(repository_->judged("aws_subnet.s[1]", "cidr_block"), "\"10.0.1.0/24\"");
  EXPECT_EQ(repository_->planned("aws_vpc.v", "cidr_block"), "\"10.0.0.0/16\"");
  EXPECT_EQ(repository_->judged("aws_vpc.v", "tags"), R"({"note":"${x}"})");
  EXPECT_EQ(made_of("aws_subnet.s[1]", "cidr_block"), "aws_vpc.v.cidr_block ");
}

TEST_F(PlanAlone, TakesTheOneReferenceForTheValue) {
  EXPECT_EQ(made_of("aws_subnet.s[0]", "vpc_id"), "aws_vpc.v.id ");
  EXPECT_EQ(made_of("aws_route_table_association.r[1]", "subnet_id"), "aws_subnet.s[1].id ");
}

TEST_F(PlanAlone, FollowsReferencesThroughModules) {
  const std::string both = "aws_subnet.s[0].id aws_subnet.s[1].id ";
  EXPECT_EQ(made_of("module.m[\"a\"].aws_db_subnet_group.g", "subnet_ids"), both);
}

TEST_F(PlanAlone, LeavesOpenWhichOfSeveralReferencesItIs) {
  const Evaluation& evaluation = repository_->evaluation();
  const Value value =
      evaluation.judged(repository_->node("module.m[\"a\"].aws_instance.i"), "subnet_id");
  ASSERT_TRUE(value.is_unknown());
  ASSERT_NE(value.unknown_data().sketch, nullptr);
  EXPECT_EQ(value.unknown_data().sketch->kind, values::SketchKind::choices);
}

TEST_F(PlanAlone, SaysThatLocalValuesAreNotInThePlan) {
  EXPECT_EQ(repository_->judged("aws_security_group.g", "vpc_id"), "unknown plan local.vpc");
}

TEST_F(PlanAlone, HasTheBlocksThatDynamicOnesMade) {
  const std::string ingress = repository_->judged("aws_security_group.g", "ingress");
  EXPECT_NE(ingress.find("10.0.0.0/16"), std::string::npos) << ingress;
  const Evaluation& evaluation = repository_->evaluation();
  EXPECT_TRUE(evaluation.is_configured(repository_->node("aws_security_group.g"), "ingress"));
}

TEST_F(PlanAlone, LeavesOpenWhetherBlocksAreLeftOutThatThePlanDoesNotKnow) {
  EXPECT_EQ(repository_->judged("aws_security_group.g", "egress"),
            "unknown plan aws_security_group.g.egress");
}

TEST_F(PlanAlone, TellsArgumentsInBlocksFromWhatTheProviderFillsIn) {
  const Evaluation& evaluation = repository_->evaluation();
  const NodeId instance = repository_->node("module.m[\"a\"].aws_instance.i");
  EXPECT_TRUE(evaluation.is_configured(instance, "root_block_device[0].encrypted"));
  EXPECT_TRUE(evaluation.is_configured(instance, "root_block_device[0].kms_key_id"));
  EXPECT_FALSE(evaluation.is_configured(instance, "root_block_device[0].volume_size"));
  EXPECT_FALSE(evaluation.is_configured(instance, "instance_type"));
}

TEST(PlanSource, WritesTextsThatLookLikeTemplatesAsTexts) {
  values::Arena arena;
  const auto configuration =
      values::from_json(R"({"root_module":{"variables":{"v":{"default":"${a} %{b} $c"}}}})", arena);
  const auto files = plan_source(configuration.value(), arena);
  ASSERT_EQ(files.size(), 1U);
  EXPECT_EQ(files[0].first, "main.tf.json");
  EXPECT_NE(files[0].second.find(R"("$${a} %%{b} $c")"), std::string::npos) << files[0].second;
}

TEST(PlanSource, TakesAnythingForAConfiguration) {
  values::Arena arena;
  for (const char* text : {"null", "[]", "{\"root_module\":7}",
                           R"({"root_module":{"resources":[1,{"type":2}],"module_calls":[]}})"}) {
    EXPECT_EQ(plan_source(values::from_json(text, arena).value(), arena).size(), 1U) << text;
  }
}

}  // namespace
}  // namespace terraform::testing
