// SPDX-License-Identifier: Apache-2.0
// Sources evaluated beside a plan of them.
#include "terraform/planned_values.h"

#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

std::shared_ptr<const PlannedValues> plan_from(std::string text, PlanPart part = PlanPart::values) {
  std::FILE* file = fmemopen(text.data(), text.size(), "rb");
  const auto result = PlannedValues::read(file, part);
  std::fclose(file);
  EXPECT_TRUE(result.ok()) << result.error();
  return result.ok() ? result.value() : nullptr;
}

std::string change(const std::string& address, const std::string& after,
                   const std::string& unknown = "{}", const std::string& sensitive = "{}") {
  return R"({"address":")" + address +
         R"(","mode":"managed","type":"t","change":{"before":{"no":1},)"
         R"("after":)" +
         after + R"(,"after_unknown":)" + unknown + R"(,"after_sensitive":)" + sensitive + "}}";
}

std::string plan_text(const std::string& changes, const std::string& data = "",
                      const std::string& variables = "{}") {
  return R"({"variables":)" + variables + R"(,"resource_changes":[)" + changes +
         R"(],"prior_state":{"values":{"outputs":{"resources":{"value":[{"mode":"data"}]}},)"
         R"("root_module":{"resources":[)" +
         data + "]}}}}";
}

std::string keys_of(const PlannedValues& plan, std::string_view address) {
  const auto keys = plan.keys(address);
  if (!keys) return "nobody knows";
  std::string text;
  for (const InstanceKey& key : *keys) {
    if (key.kind == InstanceKey::Kind::none) text += "- ";
    if (key.kind == InstanceKey::Kind::number) text += std::to_string(key.number) + ' ';
    if (key.kind == InstanceKey::Kind::text) text += '<' + std::string(key.text) + "> ";
  }
  return text;
}

TEST(PlannedValues, KnowTheKeysOfInstancesAndOfTheModulesAround) {
  const auto plan = plan_from(
      plan_text(change("t.once", "{}") + ',' + change("t.many[10]", "{}") + ',' +
                change("t.many[9]", "{}") + ',' + change("t.gone[0]", "null") + ',' +
                change(R"(module.m[\"a.b\\\"]c\"].module.n[1].t.each[\"$${x} \\\\\"])", "{}") +
                ',' + change(R"(module.m[\"a.b\\\"]c\"].module.n[0].t.x)", "{}")));
  EXPECT_EQ(keys_of(*plan, "t.once"), "- ");
  EXPECT_EQ(keys_of(*plan, "t.many"), "9 10 ");
  EXPECT_EQ(keys_of(*plan, "t.gone"), "");
  EXPECT_EQ(keys_of(*plan, "module.m"), "<a.b\"]c> ");
  EXPECT_EQ(keys_of(*plan, R"(module.m["a.b\"]c"].module.n)"), "0 1 ");
  EXPECT_EQ(keys_of(*plan, R"(module.m["a.b\"]c"].module.n[1].t.each)"), "<${x} \\> ");
  EXPECT_EQ(keys_of(*plan, "module.nobody"), "nobody knows");
  EXPECT_EQ(keys_of(*plan, "module.m[\"x\"].module.nobody"), "nobody knows");
  EXPECT_EQ(keys_of(*plan, "module.m[\"x\"].t.none"), "");
}

// A root whose data source decides how many subnets there are, and where.
constexpr const char* kZones = R"(
data "aws_availability_zones" "here" {}
resource "aws_subnet" "s" {
  count             = length(data.aws_availability_zones.here.names)
  vpc_id            = aws_vpc.v.id
  availability_zone = data.aws_availability_zones.here.names[count.index]
}
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}
)";

constexpr const char* kZonesRead =
    R"({"address":"data.aws_availability_zones.here","mode":"data","type":"aws_availability_zones",)"
    R"("values":{"names":["a","b"]}})";

Inputs with_plan(const std::string& text, PlanPart part = PlanPart::values) {
  Inputs inputs;
  inputs.plan = plan_from(text, part);
  return inputs;
}

TEST(PlannedValues, OfDataSourcesReachWhateverIsMadeOfThem) {
  for (const PlanPart part : {PlanPart::values, PlanPart::data_sources}) {
    Repository repository(kZones);
    repository.evaluate(with_plan(plan_text("", kZonesRead), part), Purpose::check);
    EXPECT_EQ(repository.addresses(),
              "aws_subnet.s[0]\naws_subnet.s[1]\naws_vpc.v\ndata.aws_availability_zones.here\n");
    EXPECT_EQ(repository.planned("aws_subnet.s[1]", "availability_zone"), "\"b\"");
    EXPECT_EQ(repository.judged("aws_subnet.s[1]", "availability_zone"), "\"b\"");
  }
}

TEST(PlannedValues, AreNotWhatThePlanSaysOfThePast) {
  const std::string resources =
      R"({"address":"aws_vpc.v","mode":"managed","type":"aws_vpc","values":{"arn":"old"}})";
  const std::string output =
      R"({"address":"data.aws_availability_zones.here","mode":"data","values":{"names":["x"]}})";
  Repository repository(kZones);
  repository.evaluate(
      with_plan(R"({"prior_state":{"values":{"outputs":{"o":{"value":{"resources":[)" + output +
                R"(]}}},"root_module":{"resources":[)" + resources + "]}}}}"),
      Purpose::check);
  EXPECT_EQ(repository.planned("aws_vpc.v", "arn"), "unknown apply aws_vpc.v.arn");
  EXPECT_EQ(repository.planned("data.aws_availability_zones.here", "names"),
            "unknown data data.aws_availability_zones.here");
}

TEST(PlannedValues, CompleteWhatTheSourceDoesNotTell) {
  Repository repository(kZones);
  repository.evaluate(
      with_plan(plan_text(
          change("aws_vpc.v", R"({"cidr_block":"10.0.0.0/16","arn":"arn:v"})", R"({"id":true})"))),
      Purpose::check);
  EXPECT_EQ(repository.planned("aws_vpc.v", "arn"), "\"arn:v\"");
  EXPECT_EQ(repository.judged("aws_vpc.v", "arn"), "\"arn:v\"");
  EXPECT_EQ(repository.planned("aws_vpc.v", "id"), "unknown apply aws_vpc.v.id");
}

TEST(PlannedValues, GiveInstancesWhoseNumberTheSourceDoesNotTell) {
  Repository repository(kZones);
  repository.evaluate(with_plan(plan_text(change("aws_subnet.s[0]", R"({"vpc_id":"vpc-1"})") + ',' +
                                          change("aws_subnet.s[1]", R"({"vpc_id":"vpc-1"})"))),
                      Purpose::check);
  EXPECT_EQ(repository.addresses(),
            "aws_subnet.s[0]\naws_subnet.s[1]\naws_vpc.v\ndata.aws_availability_zones.here\n");
  EXPECT_EQ(repository.planned("aws_subnet.s[1]", "vpc_id"), "\"vpc-1\"");
  EXPECT_EQ(repository.problems(), "");
}

TEST(PlannedValues, GiveInstancesOfAnUnknownMapTheirMembers) {
  Repository repository(
      "variable \"zones\" { type = map(string) }\n"
      "resource \"terraform_data\" \"x\" {\n  for_each = var.zones\n  input = each.key\n}\n");
  repository.evaluate(
      with_plan(plan_text(change(R"(terraform_data.x[\"a\"])", R"({"input":"a"})"))),
      Purpose::check);
  EXPECT_EQ(repository.planned("terraform_data.x[\"a\"]", "input"), "\"a\"");
}

TEST(PlannedValues, LeaveOpenWhatThePlanDoesNotKnow) {
  Repository repository(kZones);
  repository.evaluate(with_plan(plan_text(change("aws_vpc.v", "{}", R"({"arn":true,"id":true})"))),
                      Purpose::check);
  EXPECT_EQ(repository.planned("aws_vpc.v", "arn"), "unknown apply aws_vpc.v.arn");
}

TEST(PlannedValues, FindTheElementOfASetThatTheyBelongTo) {
  Repository repository(
      "variable \"cidr\" {}\n"
      "resource \"aws_security_group\" \"g\" {\n"
      "  ingress {\n    from_port = 1\n    to_port = 1\n    protocol = \"tcp\"\n"
      "    cidr_blocks = [var.cidr]\n  }\n"
      "  ingress {\n    from_port = 2\n    to_port = 2\n    protocol = \"tcp\"\n"
      "    self = true\n  }\n}\n");
  repository.evaluate(
      with_plan(plan_text(change(
          "aws_security_group.g",
          R"({"ingress":[{"from_port":2,"to_port":2,"protocol":"tcp","self":true,"cidr_blocks":[]},)"
          R"({"from_port":1,"to_port":1,"protocol":"tcp","self":false,"cidr_blocks":["10.0.0.0/8"]}]})"))),
      Purpose::check);
  const std::string judged = repository.judged("aws_security_group.g", "ingress");
  EXPECT_NE(judged.find(R"("cidr_blocks":["10.0.0.0/8"])"), std::string::npos) << judged;
}

TEST(PlannedValues, KeepSecret) {
  Repository repository(kZones);
  repository.evaluate(
      with_plan(plan_text(change("aws_vpc.v", R"({"arn":"secret"})", "{}", R"({"arn":true})"))),
      Purpose::check);
  EXPECT_TRUE(repository.evaluation()
                  .planned(repository.node("aws_vpc.v"), "arn")
                  .has_marks(values::Marks::sensitive));
}

constexpr const char* kVariable =
    "variable \"size\" {\n  type = object({ a = optional(number), b = optional(string, \"x\") })\n"
    "  default = { a = 1 }\n}\n"
    "resource \"terraform_data\" \"x\" {\n  input = var.size.a\n}\n"
    "output \"size\" {\n  value = var.size\n}\n";

// The first step back from the input of terraform_data.x.
std::string origin_of_size(const std::string& value) {
  Repository repository(kVariable);
  repository.evaluate(with_plan(plan_text("", "", R"({"size":{"value":)" + value + "}}")),
                      Purpose::check);
  const auto steps = repository.evaluation().derive(repository.node("terraform_data.x"), "input");
  return repository.output("size") + ' ' + (steps.empty() ? "" : steps.back().text);
}

TEST(PlannedValues, OfVariablesHoldAndTheSourceThatGivesTheSameIsNamed) {
  EXPECT_EQ(origin_of_size(R"({"a":2})"), R"({"a":2,"b":"x"} var.size of the plan)");
  EXPECT_EQ(origin_of_size(R"({"a":1})"), R"({"a":1,"b":"x"} default of var.size)");
  EXPECT_EQ(origin_of_size(R"({"a":null})"), R"({"a":null,"b":"x"} var.size of the plan)");
}

}  // namespace
}  // namespace terraform::testing
