// SPDX-License-Identifier: Apache-2.0
// Configurations in JSON, from the text of their files to values.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

// One of everything, with what only JSON has: remarks, arrays of objects, references as strings.
constexpr std::string_view kMain = R"json({
  "//": "a remark",
  "terraform": {"required_providers": {"aws": {"source": "hashicorp/aws"}}},
  "provider": {"aws": [{}, {"alias": "west"}]},
  "variable": {"ports": {"type": "list(number)", "default": [80, 443]},
               "text": {"default": "${not.read"}},
  "locals": {"twice": "${[for p in var.ports : p * 2]}"},
  "module": {"net": {"source": "./net", "ports": "${local.twice}"}},
  "resource": [
    {"aws_security_group": {"x": {
      "name": "x-${module.net.first}",
      "provider": "aws.west",
      "depends_on": ["aws_security_group.y"],
      "dynamic": {"ingress": {
        "for_each": "${var.ports}",
        "content": {"from_port": "${ingress.value}", "to_port": "${ingress.value}",
                    "protocol": "tcp"}}}}}},
    {"aws_security_group": {"y": {"count": 2, "name": "y\t${count.index}"}}}
  ],
  "output": {"name": {"value": "${aws_security_group.x.name}"},
             "text": {"value": "${var.text}"},
             "key": {"value": {"${upper(\"k\")}": -1.5}}}
})json";

constexpr std::string_view kNet = R"json({
  "variable": {"ports": {}},
  "output": {"first": {"value": "${var.ports[0]}"}}
})json";

TEST(JsonConfiguration, DeclaresWhatNativeSyntaxDoes) {
  Repository repository(
      {{"main.tf.json", std::string(kMain)}, {"net/main.tf.json", std::string(kNet)}});
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.addresses(),
            "aws_security_group.x\naws_security_group.y[0]\naws_security_group.y[1]\n");
  EXPECT_EQ(repository.output("name"), "\"x-160\"");
  EXPECT_EQ(repository.output("text"), "\"${not.read\"");
  EXPECT_EQ(repository.output("key"), R"({"K":-1.5})");
  EXPECT_EQ(repository.planned("aws_security_group.y[1]", "name"), "\"y\\t1\"");
  EXPECT_NE(repository.planned("aws_security_group.x", "ingress").find("443"), std::string::npos);
  const Module& module = *repository.loader().module(".");
  EXPECT_EQ(module.resources.at({"aws_security_group", "x"}).provider.alias, "west");
}

constexpr std::string_view kBase = R"(
variable "size" {
  type    = number
  default = 1
}
output "size" { value = var.size }
output "other" { value = "base" }
)";

constexpr std::string_view kOverride = R"json({
  "variable": {"size": {"default": 7}},
  "output": {"other": {"value": "json ${var.size + 1}"}}
})json";

TEST(JsonConfiguration, OverridesNativeSyntax) {
  Repository repository(
      {{"main.tf", std::string(kBase)}, {"override.tf.json", std::string(kOverride)}});
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.output("size"), "7");
  EXPECT_EQ(repository.output("other"), "\"json 8\"");
}

TEST(JsonConfiguration, ValuesOfVariablesAreLiteral) {
  Repository repository({{"main.tf", "variable \"a\" {}\noutput \"a\" { value = var.a }\n"},
                         {"terraform.tfvars.json", R"({"a": "literal ${not.read"})"}});
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.output("a"), "\"literal ${not.read\"");
}

TEST(JsonConfiguration, ReportsWhatIsWrong) {
  Repository repository({{"a.tf.json", "{\n\"output\": {\"x\": {\"value\": 1}}\n"},
                         {"b.tf.json", R"({"output": {"y": {"value": 1, "value": 2}}})"}});
  EXPECT_EQ(repository.problems(repository.loader().module(".")->diagnostics),
            "a.tf.json:1: This object is not closed\n"
            "b.tf.json:1: Duplicate argument\n");
}

}  // namespace
}  // namespace terraform::testing
