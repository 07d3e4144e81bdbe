// SPDX-License-Identifier: Apache-2.0
// Functions of providers. Expected answers are those of Terraform 1.11.4 and hashicorp/aws 5.100.0.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

constexpr const char* kRequired =
    "terraform {\n  required_providers {\n"
    "    terraform = {\n      source = \"terraform.io/builtin/terraform\"\n    }\n"
    "    aws = {\n      source = \"hashicorp/aws\"\n    }\n"
    "    other = {\n      source = \"example/other\"\n    }\n"
    "  }\n}\nresource \"terraform_data\" \"x\" {}\n";

// The value of an expression in a module that requires these providers.
std::string answer(const std::string& expression) {
  Repository repository(kRequired + ("output \"o\" {\n  value = " + expression + "\n}\n"));
  repository.evaluate();
  return repository.output("o");
}

std::string problems(const std::string& expression, const std::string& before = kRequired) {
  Repository repository(before + "output \"o\" {\n  value = " + expression + "\n}\n");
  return repository.problems();
}

TEST(ProviderFunctions, WriteValuesAsTerraformLaysThemOut) {
  EXPECT_EQ(answer(R"(provider::terraform::encode_expr({ x = 1, "not id" = ["a"], yy = {} }))"),
            R"("{\n  \"not id\" = [\"a\"]\n  x        = 1\n  yy       = {}\n}")");
  EXPECT_EQ(answer("provider::terraform::encode_expr([{ a = 1 }, { bb = [{ c = null }] }])"),
            R"("[{\n  a = 1\n  }, {\n  bb = [{\n    c = null\n  }]\n}]")");
  EXPECT_EQ(answer(R"(provider::terraform::encode_expr("a\n\"$${b}\u200b"))"),
            R"("\"a\\n\\\"$${b}\\u200b\"")");
  EXPECT_EQ(answer("provider::terraform::encode_tfvars({ a = 1, bcd = [1, { x = true }] })"),
            R"("a = 1\nbcd = [1, {\n  x = true\n}]\n")");
  EXPECT_NE(problems("provider::terraform::encode_tfvars({ \"a b\" = 1 })"), "");
  EXPECT_NE(problems("provider::terraform::encode_expr(null)"), "");
}

TEST(ProviderFunctions, ReadVariableFiles) {
  EXPECT_EQ(answer(R"(provider::terraform::decode_tfvars("a = 1\nb = [\"x\", {c = true}]\n"))"),
            R"({"a":1,"b":["x",{"c":true}]})");
  EXPECT_NE(problems("provider::terraform::decode_tfvars(\"a = upper(1)\")"), "");
  EXPECT_NE(problems(R"(provider::terraform::decode_tfvars("a {}"))"), "");
}

TEST(ProviderFunctions, TakeArnsApart) {
  EXPECT_EQ(answer(R"(provider::aws::arn_parse("arn:aws:s3:::b:c"))"),
            R"({"account_id":"","partition":"aws","region":"","resource":"b:c","service":"s3"})");
  EXPECT_EQ(answer(R"(provider::aws::arn_build("aws", "iam", "", "444455556666", "role/x"))"),
            R"("arn:aws:iam::444455556666:role/x")");
  EXPECT_EQ(answer(R"(provider::aws::trim_iam_role_path("arn:aws:iam::4:role/with/path/x"))"),
            R"("arn:aws:iam::4:role/x")");
  EXPECT_EQ(answer(R"(try(provider::aws::trim_iam_role_path("arn:aws:iam::4:user/x"), "no"))"),
            R"("no")");
  EXPECT_EQ(answer(R"(try(provider::aws::arn_parse("arn:aws:s3::"), "no"))"), R"("no")");
}

TEST(ProviderFunctions, KnowOfUnknownsWhatTerraformKnows) {
  EXPECT_EQ(answer(R"(startswith(provider::terraform::encode_expr([terraform_data.x.id]), "["))"),
            "true");
  EXPECT_EQ(answer("provider::terraform::encode_tfvars({ a = terraform_data.x.id }) == null"),
            "false");
  EXPECT_EQ(answer("provider::aws::arn_parse(terraform_data.x.id) == null"),
            "unknown apply terraform_data.x.id");
}

TEST(ProviderFunctions, AreThoseOfRequiredProviders) {
  EXPECT_NE(problems("provider::aws::nosuch()"), "");
  EXPECT_NE(problems("provider::absent::f()"), "");
  EXPECT_NE(problems("provider::aws::arn_parse(\"arn:a:b:c:d:e\")", ""), "");
  // Of a provider that Plumbline does not know, a function is unknown, not wrong.
  EXPECT_EQ(problems("provider::other::f(1)"), "");
  EXPECT_EQ(answer("provider::other::f(1)"), "unknown not-supported function provider::other::f");
}

}  // namespace
}  // namespace terraform::testing
