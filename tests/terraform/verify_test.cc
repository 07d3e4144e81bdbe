// SPDX-License-Identifier: Apache-2.0
// Plans beside evaluations, and plans read from files.
#include "terraform/verify.h"

#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

// A plan file with these elements of `resource_changes`.
std::string plan_of(const std::string& changes) {
  return R"({"format_version":"1.2","variables":{"n":{"value":[1,"a"]}},"planned_values":{"x":[{}]},)"
         R"("resource_changes":[)" +
         changes + "],\"errored\":false}";
}

source::Result<bool> read_text(std::string text, const PlanVisitor& visitor) {
  std::FILE* file = fmemopen(text.data(), text.size(), "rb");
  const auto result = read_plan(file, visitor);
  std::fclose(file);
  return result;
}

std::string change_of(const std::string& address, const std::string& after,
                      const std::string& unknown = "{}") {
  return R"({"address":")" + address +
         R"(","mode":"managed","type":"t","change":{"actions":["create"],"after":)" + after +
         R"(,"after_unknown":)" + unknown + "}}";
}

TEST(Plan, IsReadResourceByResource) {
  std::string read;
  const PlanVisitor visitor{.resource =
                                [&](const PlannedChange& change) {
                                  read += change.address + ' ' + values::to_json(change.after) +
                                          ' ' + values::to_json(change.after_unknown) + '\n';
                                },
                            .variable =
                                [&](const std::string& name, const Value& value) {
                                  read += "var." + name + ' ' + values::to_json(value) + '\n';
                                }};
  ASSERT_TRUE(
      read_text(plan_of(change_of("t.a", R"({"x":1.50})") + ',' + change_of("t.b", "null", "true")),
                visitor)
          .ok());
  EXPECT_EQ(read, "var.n [1,\"a\"]\nt.a {\"x\":1.5} null\nt.b null true\n");
}

TEST(Plan, SaysWhereItIsNoJson) {
  const auto result = read_text("{\"resource_changes\": [}", {});
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error(), "line 1, column 23 is no JSON");
}

TEST(Plan, RefusesToNestWithoutEnd) {
  EXPECT_FALSE(read_text("{\"resource_changes\":" + std::string(5000, '['), {}).ok());
}

// What differs between a plan and the source.
std::string differences(const std::string& source, const std::string& changes) {
  Repository repository(source);
  PlanComparison comparison(repository.evaluate({}, Purpose::check));
  const PlanVisitor visitor{
      .resource = [&](const PlannedChange& change) { comparison.compare(change); }, .variable = {}};
  EXPECT_TRUE(read_text(plan_of(changes), visitor).ok());
  const Comparison result = comparison.finish();
  constexpr std::string_view kNames[] = {"value", "invented", "unknown", "missing", "extra"};
  std::string text;
  for (const Difference& difference : result.differences) {
    text += std::string(kNames[static_cast<size_t>(difference.kind)]) + ' ' + difference.address +
            ' ' + difference.path + ' ' + difference.plan + ' ' + difference.source + '\n';
  }
  return text + std::to_string(result.equal) + " equal, " +
         std::to_string(result.contradictions()) + " contradictions";
}

// Both of a terraform_data with this input.
std::string differences_of_input(const std::string& source, const std::string& plan,
                                 const std::string& unknown = R"({"id":true,"output":true})") {
  return differences(
      "variable \"v\" {}\nresource \"terraform_data\" \"t\" {\n  input = " + source + "\n}\n",
      change_of("terraform_data.t", plan, unknown));
}

TEST(Verify, FindsNothingWhereBothKnowTheSame) {
  EXPECT_EQ(differences_of_input("\"x\"", R"({"input":"x","triggers_replace":null})"),
            "2 equal, 0 contradictions");
}

TEST(Verify, TellsApartHowAValueDiffers) {
  EXPECT_EQ(differences_of_input("\"x\"", R"({"input":"y"})"),
            "value terraform_data.t input \"y\" \"x\"\n1 equal, 1 contradictions");
  EXPECT_EQ(differences_of_input("\"x\"", "{}", R"({"id":true,"input":true,"output":true})"),
            "invented terraform_data.t input (known after apply) \"x\"\n"
            "1 equal, 1 contradictions");
  EXPECT_EQ(differences_of_input("var.v", R"({"input":"y"})"),
            "unknown terraform_data.t input \"y\" (known after apply)\n"
            "1 equal, 0 contradictions");
}

TEST(Verify, ShowsNoSensitiveValue) {
  EXPECT_EQ(differences_of_input("sensitive(\"x\")", R"({"input":"y"})"),
            "value terraform_data.t input (sensitive value) (sensitive value)\n1 equal, 1 "
            "contradictions");
}

TEST(Verify, ComparesTextsThatAreJsonAsDocuments) {
  EXPECT_EQ(differences_of_input("jsonencode({ a = 1, b = [2] })",
                                 R"({"input":"{\"b\": [2], \"a\": 1}"})"),
            "2 equal, 0 contradictions");
}

TEST(Verify, NamesInstancesThatOnlyOneOfThemHas) {
  EXPECT_EQ(differences("resource \"terraform_data\" \"t\" {}\n",
                        change_of("terraform_data.u", R"({"input":1})")),
            "missing terraform_data.u  null null\nextra terraform_data.t  null null\n"
            "0 equal, 2 contradictions");
}

TEST(Verify, DoesNotCallAnInstanceMissingThatMayExist) {
  EXPECT_EQ(differences("variable \"v\" {}\nresource \"terraform_data\" \"t\" {\n"
                        "  for_each = var.v\n}\n",
                        change_of(R"(terraform_data.t[\"a[0]\"])", R"({"input":1})") + ',' +
                            change_of("terraform_data.u[0]", R"({"input":1})")),
            "unknown terraform_data.t[\"a[0]\"]  null null\n"
            "missing terraform_data.u[0]  null null\n0 equal, 1 contradictions");
}

// The order of a set means nothing.
TEST(Verify, PairsTheElementsOfSets) {
  const std::string group =
      "resource \"aws_security_group\" \"g\" {\n  ingress {\n    from_port = 1\n  }\n"
      "  ingress {\n    from_port = 2\n  }\n}\n";
  const std::string found = differences(
      group, change_of("aws_security_group.g", R"({"ingress":[{"from_port":2},{"from_port":1}]})"));
  EXPECT_EQ(found.find("from_port"), std::string::npos) << found;
}

}  // namespace
}  // namespace terraform::testing
