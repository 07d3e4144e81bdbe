// SPDX-License-Identifier: Apache-2.0
// Data sources that ask nobody. Expected results are those of Terraform 1.11.4 with hashicorp/aws
// 5.100.0.
#include <gtest/gtest.h>

#include "terraform/testing.h"
#include "values/inspect.h"

namespace terraform::testing {
namespace {

constexpr const char* kAws =
    "terraform {\n  required_providers {\n    aws = {\n      source = \"hashicorp/aws\"\n"
    "      version = \"5.100.0\"\n    }\n  }\n}\n"
    "provider \"aws\" {\n  region = \"cn-north-1\"\n  default_tags {\n    tags = { a = \"b\" }\n"
    "  }\n}\n";

Repository with_aws(const std::string& text) { return Repository(kAws + text); }

// The policy document whose arguments are given, as one line of JSON.
std::string policy(const std::string& arguments) {
  Repository repository =
      with_aws("data \"aws_iam_policy_document\" \"d\" {\n" + arguments + "\n}\n");
  if (!repository.problems().empty()) return repository.problems();
  const std::string text = repository.planned("data.aws_iam_policy_document.d", "minified_json");
  source::Arena arena;
  const auto json = values::from_json(text, arena);
  return json.ok() ? std::string(json.value().as_string()) : text;
}

std::string statement(const std::string& arguments) {
  const std::string document = policy("statement {\n" + arguments + "\n}");
  const std::string before = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\"";
  if (!document.starts_with(before)) return document;
  return document.substr(before.size(), document.size() - before.size() - 3);
}

TEST(PolicyDocument, WritesOneElementAsItselfAndMoreSortedDownwards) {
  EXPECT_EQ(statement("actions = [\"s3:*\"]\nresources = [\"b<&>\", \"x\", \"a\"]"),
            ",\"Action\":\"s3:*\",\"Resource\":[\"x\",\"b\\u003c\\u0026\\u003e\",\"a\"]");
  EXPECT_EQ(statement("actions = []\nnot_resources = [\"q\"]"), ",\"NotResource\":\"q\"");
  EXPECT_EQ(statement("sid = \"\""), "");
}

TEST(PolicyDocument, ExpandsPolicyVariables) {
  EXPECT_EQ(statement("resources = [\"home/&{aws:username}/*\"]"),
            ",\"Resource\":\"home/${aws:username}/*\"");
  EXPECT_EQ(policy("version = \"2008-10-17\"\nstatement {\n  resources = [\"&{aws:x}\"]\n}"),
            "main.tf:15: Invalid policy document\n");
}

TEST(PolicyDocument, GroupsPrincipalsByTypeInTheProvidersOrder) {
  EXPECT_EQ(statement("principals {\n  type = \"*\"\n  identifiers = [\"*\"]\n}"),
            ",\"Principal\":\"*\"");
  EXPECT_EQ(statement("principals {\n  type = \"AWS\"\n  identifiers = [\"*\"]\n}"),
            ",\"Principal\":{\"AWS\":\"*\"}");
  EXPECT_EQ(statement("principals {\n  type = \"AWS\"\n  identifiers = [\"a\", \"b\"]\n}\n"
                      "principals {\n  type = \"AWS\"\n  identifiers = [\"z\"]\n}\n"
                      "principals {\n  type = \"Service\"\n  identifiers = [\"x\"]\n}"),
            ",\"Principal\":{\"AWS\":[\"b\",\"a\",\"z\"],\"Service\":\"x\"}");
  // The provider numbers a set's elements with the ";" that it writes after each.
  EXPECT_EQ(statement("principals {\n  type = \"S\"\n  identifiers = [\"lambda.amazonaws.com\", "
                      "\"appsync.amazonaws.com\"]\n}\nprincipals {\n  type = \"S\"\n"
                      "  identifiers = [\"ecs.amazonaws.com\", \"codedeploy.amazonaws.com\"]\n}"),
            ",\"Principal\":{\"S\":[\"lambda.amazonaws.com\",\"appsync.amazonaws.com\","
            "\"ecs.amazonaws.com\",\"codedeploy.amazonaws.com\"]}");
  EXPECT_EQ(statement("principals {\n  type = \"AWS\"\n  identifiers = []\n}"),
            ",\"Principal\":{\"AWS\":[]}");
}

TEST(PolicyDocument, GroupsConditionsByTestAndVariable) {
  EXPECT_EQ(
      statement(
          "condition {\n  test = \"Like\"\n  variable = \"v\"\n  values = [\"&{x}\", \"a\"]\n}\n"
          "condition {\n  test = \"Like\"\n  variable = \"v\"\n  values = [\"c\"]\n}\n"
          "condition {\n  test = \"Empty\"\n  variable = \"e\"\n  values = []\n}"),
      ",\"Condition\":{\"Empty\":{\"e\":[]},\"Like\":{\"v\":[\"${x}\",\"a\",\"c\"]}}");
}

TEST(PolicyDocument, TakesStatementsOfOtherDocumentsAndNormalisesThem) {
  EXPECT_EQ(policy("source_policy_documents = [jsonencode({ Id = \"one\", Statement = [{\n"
                   "  Sid = \"P\", Effect = \"Deny\", Action = [\"b\", \"c\"], Extra = 1\n"
                   "  Principal = { AWS = [\"a\", \"b\"], Federated = [\"f\"] }\n"
                   "  Condition = { Bool = { s = false } }\n"
                   "}, { NotAction = [], NotPrincipal = { \"*\" = \"*\" } }] })]"),
            "{\"Version\":\"2012-10-17\",\"Id\":\"one\",\"Statement\":[{\"Sid\":\"P\",\"Effect\":"
            "\"Deny\",\"Action\":[\"b\",\"c\"],\"Principal\":{\"AWS\":[\"b\",\"a\"],"
            "\"Federated\":[\"f\"]},\"Condition\":{\"Bool\":{\"s\":\"false\"}}},"
            "{\"NotAction\":[],\"NotPrincipal\":\"*\"}]}");
}

TEST(PolicyDocument, LaterStatementsReplaceThoseOfTheSameSid) {
  const std::string own = "statement {\n  sid = \"A\"\n  actions = [\"own\"]\n}\n";
  const auto document = [](const std::string& action) {
    return "jsonencode({ Statement = [{ Sid = \"A\", Action = \"" + action + "\" }] })";
  };
  const std::string whole = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"A\",";
  EXPECT_EQ(policy("source_policy_documents = [" + document("source") + "]\n" + own),
            whole + "\"Effect\":\"Allow\",\"Action\":\"own\"}]}");
  EXPECT_EQ(policy("override_policy_documents = [" + document("over") + ", \"\"]\n" + own),
            whole + "\"Action\":\"over\"}]}");
}

TEST(PolicyDocument, RefusesWhatTheProviderRefuses) {
  const std::string problem = "main.tf:15: Invalid policy document\n";
  EXPECT_EQ(policy("source_policy_documents = [\"{\"]"), problem);
  EXPECT_EQ(policy("source_policy_documents = [jsonencode({ Statement = { Sid = \"A\" } })]"),
            problem);
}

TEST(PolicyDocument, RefusesASidThatIsThereTwiceWhereItIsWrittenAgain) {
  const std::string problem = ": Invalid policy document\n";
  EXPECT_EQ(policy("statement {\n  sid = \"A\"\n}\nstatement {\n  sid = \"A\"\n}"),
            "main.tf:20" + problem);
  const std::string one = "[{ Sid = \"A\" }]";
  const auto taken = [&](const std::string& statements) {
    return policy("source_policy_documents = [jsonencode({ Statement = concat(" + statements +
                  ") })]\n}\nresource \"terraform_data\" \"t\" {\n");
  };
  EXPECT_EQ(taken(one + ", " + one), "main.tf:16" + problem);
  // Of statements of which perhaps only one is ever there, nothing is said.
  const std::string may_be = "terraform_data.t.id == \"x\" ? " + one + " : []";
  EXPECT_EQ(taken(may_be + ", " + may_be).find("Invalid"), std::string::npos);
}

TEST(PolicyDocument, IsUnknownToAPlanWhileItRefersToWhatIsToBeMade) {
  Repository repository = with_aws(
      "resource \"aws_s3_bucket\" \"b\" {\n  bucket = \"b\"\n}\n"
      "locals {\n  bucket = aws_s3_bucket.b.bucket\n}\n"
      "data \"aws_iam_policy_document\" \"direct\" {\n  statement {\n"
      "    resources = [aws_s3_bucket.b.bucket]\n  }\n}\n"
      "data \"aws_iam_policy_document\" \"local\" {\n  statement {\n"
      "    resources = [local.bucket]\n  }\n}\n"
      "data \"aws_iam_policy_document\" \"waits\" {\n  depends_on = [aws_s3_bucket.b]\n}\n");
  const auto planned = [&](const std::string& name, std::string_view attribute) {
    return repository.planned("data.aws_iam_policy_document." + name, attribute);
  };
  EXPECT_EQ(planned("direct", "json"), "unknown apply data.aws_iam_policy_document.direct.json");
  EXPECT_EQ(planned("direct", "version"), "null");
  EXPECT_EQ(planned("waits", "json"), "unknown apply data.aws_iam_policy_document.waits.json");
  EXPECT_NE(planned("local", "minified_json").find("\\\"Resource\\\":\\\"b\\\""),
            std::string::npos);
  EXPECT_EQ(planned("local", "version"), "\"2012-10-17\"");
  // Rules are told what it will be.
  EXPECT_NE(repository.judged("data.aws_iam_policy_document.direct", "minified_json")
                .find("\\\"Resource\\\":\\\"b\\\""),
            std::string::npos);
}

TEST(PolicyDocument, KeepsForRulesWhatIsKnownOfAnUnknownOne) {
  Repository repository = with_aws(
      "resource \"aws_s3_bucket\" \"b\" {}\n"
      "data \"aws_iam_policy_document\" \"d\" {\n  statement {\n    actions = [\"s3:Get\"]\n"
      "    resources = [aws_s3_bucket.b.arn]\n  }\n}\n");
  const Value json =
      repository.evaluation().planned(repository.node("data.aws_iam_policy_document.d"), "json");
  ASSERT_TRUE(json.is_unknown());
  const values::Sketch* sketch = json.unknown_data().sketch;
  ASSERT_TRUE(sketch && sketch->kind == values::SketchKind::document);
  const Value& document = static_cast<const values::Document*>(sketch)->value;
  const Value& first = document.find("Statement")->elements()[0];
  EXPECT_EQ(first.find("Action")->as_string(), "s3:Get");
  EXPECT_EQ(repository.text(*first.find("Resource")), "unknown apply aws_s3_bucket.b.arn");
}

std::string keys_and_doubts(const Value& value) {
  std::string text;
  const auto* sketch =
      values::sketch_of<values::ElementsSketch>(value, values::SketchKind::elements);
  if (sketch == nullptr) return "no elements";
  for (const values::SketchElement& element : sketch->elements) {
    text += std::string(element.key.as_string()) + (element.optional ? "? " : " ");
  }
  return text;
}

TEST(PolicyDocument, KeepsForRulesTheConditionsOfBlocksThatMayBeMissing) {
  Repository repository = with_aws(
      "variable \"ranges\" {\n  type = list(string)\n}\n"
      "data \"aws_iam_policy_document\" \"d\" {\n  statement {\n"
      "    condition {\n      test = \"Bool\"\n      variable = \"a\"\n      values = [\"true\"]\n"
      "    }\n    dynamic \"condition\" {\n      for_each = length(var.ranges) > 0 ? [1] : []\n"
      "      content {\n        test = \"IpAddress\"\n        variable = \"b\"\n"
      "        values = var.ranges\n      }\n    }\n  }\n}\n");
  repository.evaluate({}, Purpose::check);
  const Value json =
      repository.evaluation().judged(repository.node("data.aws_iam_policy_document.d"), "json");
  const auto* document = values::sketch_of<values::Document>(json, values::SketchKind::document);
  ASSERT_NE(document, nullptr);
  const Value& first = document->value.find("Statement")->elements()[0];
  EXPECT_EQ(keys_and_doubts(*first.find("Condition")), "Bool IpAddress? ");
}

TEST(DataSources, OfAModuleThatWaitsAreNotReadByThePlan) {
  Repository repository = with_aws(
      "resource \"terraform_data\" \"t\" {}\n"
      "data \"aws_region\" \"r\" {\n  depends_on = [terraform_data.t]\n}\n"
      "data \"aws_partition\" \"p\" {\n  depends_on = [terraform_data.t]\n}\n");
  EXPECT_EQ(repository.planned("data.aws_region.r", "name"), "unknown data data.aws_region.r");
  EXPECT_EQ(repository.planned("data.aws_partition.p", "partition"),
            "unknown data data.aws_partition.p");
  EXPECT_EQ(repository.judged("data.aws_partition.p", "partition"), "\"aws-cn\"");
}

TEST(DefaultTags, TheOlderSdkLeavesAllTagsOpenWhereOneIsEmpty) {
  Repository repository = with_aws(
      "resource \"aws_vpc\" \"v\" {\n  tags = { x = \"\" }\n}\n"
      "resource \"aws_vpc\" \"known\" {\n  tags = { x = \"y\" }\n}\n");
  EXPECT_EQ(repository.planned("aws_vpc.v", "tags_all"), "unknown apply aws_vpc.v.tags_all");
  EXPECT_EQ(repository.planned("aws_vpc.known", "tags_all"), "{\"a\":\"b\",\"x\":\"y\"}");
}

TEST(DefaultTags, AnObjectMayHaveItsOwn) {
  Repository repository = with_aws(
      "resource \"aws_s3_object\" \"none\" {\n  tags = { x = \"y\" }\n  override_provider {\n"
      "    default_tags {\n      tags = {}\n    }\n  }\n}\n"
      "resource \"aws_s3_object\" \"own\" {\n  override_provider {\n    default_tags {\n"
      "      tags = { c = \"d\" }\n    }\n  }\n}\n"
      "resource \"aws_s3_object\" \"usual\" {}\n");
  EXPECT_EQ(repository.planned("aws_s3_object.none", "tags_all"), "{\"x\":\"y\"}");
  EXPECT_EQ(repository.planned("aws_s3_object.own", "tags_all"), "{\"c\":\"d\"}");
  EXPECT_EQ(repository.planned("aws_s3_object.usual", "tags_all"), "{\"a\":\"b\"}");
}

TEST(DataSources, TakeAnArnApartAndTellTheDefaultTags) {
  Repository repository = with_aws(
      "data \"aws_arn\" \"a\" {\n  arn = \"arn:aws:rds:eu-west-1:123456789012:db:name\"\n}\n"
      "data \"aws_default_tags\" \"t\" {}\n");
  EXPECT_EQ(repository.planned("data.aws_arn.a", "account"), "\"123456789012\"");
  EXPECT_EQ(repository.planned("data.aws_arn.a", "resource"), "\"db:name\"");
  EXPECT_EQ(repository.planned("data.aws_default_tags.t", "tags"), "{\"a\":\"b\"}");
}

TEST(DataSources, WriteTheRulesOfAnImageRepository) {
  Repository repository = with_aws(
      "data \"aws_ecr_lifecycle_policy_document\" \"e\" {\n  rule {\n    priority = 1\n"
      "    selection {\n      tag_status = \"untagged\"\n      count_type = \"sinceImagePushed\"\n"
      "      count_unit = \"days\"\n      count_number = 14\n    }\n    action {\n"
      "      type = \"expire\"\n    }\n  }\n}\n");
  EXPECT_EQ(repository.planned("data.aws_ecr_lifecycle_policy_document.e", "json"),
            "\"{\\n  \\\"rules\\\": [\\n    {\\n      \\\"rulePriority\\\": 1,\\n      "
            "\\\"selection\\\": {\\n        \\\"tagStatus\\\": \\\"untagged\\\",\\n        "
            "\\\"countType\\\": \\\"sinceImagePushed\\\",\\n        \\\"countUnit\\\": "
            "\\\"days\\\",\\n        \\\"countNumber\\\": 14\\n      },\\n      \\\"action\\\": "
            "{\\n        \\\"type\\\": \\\"expire\\\"\\n      }\\n    }\\n  ]\\n}\"");
}

TEST(Providers, AConfigurationThatAModuleNeedsMustBePassedUnlessItHasItsOwn) {
  const auto problems = [](const std::string& call, const std::string& own = "") {
    return Repository({{"main.tf",
                        "provider \"aws\" {\n  alias = \"b\"\n}\nmodule \"m\" {\n"
                        "  source = \"./m\"\n" +
                            call + "}\n"},
                       {"m/main.tf",
                        "terraform {\n  required_providers {\n    aws = {\n"
                        "      source = \"hashicorp/aws\"\n"
                        "      configuration_aliases = [aws.a]\n    }\n  }\n}\n" +
                            own}})
        .problems();
  };
  const std::string missing = "main.tf:4: Missing required provider configuration\n";
  EXPECT_EQ(problems(""), missing);
  EXPECT_EQ(problems("", "provider \"aws\" {\n  alias = \"a\"\n}\n"), missing);
  EXPECT_EQ(problems("", "provider \"aws\" {\n  alias = \"a\"\n  region = \"r\"\n}\n"), "");
  EXPECT_EQ(problems("  providers = {\n    aws.a = aws.b\n  }\n"), "");
}

TEST(Settings, AVersionOfTerraformThatIsNotAllowedIsRefused) {
  const auto problems = [](const std::string& constraint, Purpose purpose) {
    Repository repository("terraform {\n  required_version = \"" + constraint + "\"\n}\n");
    repository.evaluate({}, purpose);
    return repository.problems();
  };
  EXPECT_EQ(problems("~> 1.11.0", Purpose::eval), "");
  EXPECT_EQ(problems("~> 1.10.0", Purpose::eval),
            "main.tf:2: Unsupported Terraform Core version\n");
  EXPECT_EQ(problems(">= 1.13", Purpose::check), "");
}

// The older SDK plans what it cannot know in part as unknown as a whole.
TEST(Collections, OfAnSdkResourceAreUnknownAsAWholeWhereAnElementIs) {
  Repository repository = with_aws(
      "resource \"terraform_data\" \"t\" {}\n"
      "resource \"aws_security_group_rule\" \"r\" {\n"
      "  cidr_blocks = [terraform_data.t.id, \"10.0.0.0/8\"]\n}\n"
      "resource \"aws_vpc\" \"v\" {\n  tags = { a = terraform_data.t.id, b = \"c\" }\n}\n"
      "resource \"aws_vpc_security_group_ingress_rule\" \"f\" {\n"
      "  tags = { a = terraform_data.t.id, b = \"c\" }\n}\n");
  const Value planned =
      repository.evaluation().planned(repository.node("aws_security_group_rule.r"), "cidr_blocks");
  EXPECT_TRUE(planned.is_unknown());
  EXPECT_TRUE(repository.evaluation().planned(repository.node("aws_vpc.v"), "tags").is_unknown());
  const Value framework = repository.evaluation().planned(
      repository.node("aws_vpc_security_group_ingress_rule.f"), "tags");
  ASSERT_TRUE(framework.is_known());
  EXPECT_EQ(framework.find("b")->as_string(), "c");
  const Value judged =
      repository.evaluation().judged(repository.node("aws_security_group_rule.r"), "cidr_blocks");
  ASSERT_TRUE(judged.is_known());
  EXPECT_EQ(judged.elements()[1].as_string(), "10.0.0.0/8");
}

TEST(Collections, InAttributesThatAreWrittenAsBlocksAreNoException) {
  Repository repository = with_aws(
      "resource \"terraform_data\" \"t\" {}\n"
      "resource \"aws_security_group\" \"g\" {\n  ingress {\n    from_port = 1\n"
      "    cidr_blocks = [terraform_data.t.id, \"10.0.0.0/8\"]\n  }\n}\n");
  const Value ingress =
      repository.evaluation().planned(repository.node("aws_security_group.g"), "ingress");
  ASSERT_TRUE(ingress.is_known());
  EXPECT_TRUE(ingress.elements()[0].find("cidr_blocks")->is_unknown());
}

// Other than a list, an empty set or map is none where there was none before.
TEST(Collections, ThatAreEmptyAreNoneToTheOlderSdkButForLists) {
  Repository repository = with_aws(
      "resource \"aws_default_route_table\" \"d\" {\n  propagating_vgws = []\n  tags = {}\n}\n"
      "resource \"aws_lambda_function\" \"l\" {\n  layers = []\n}\n");
  EXPECT_EQ(repository.planned("aws_default_route_table.d", "propagating_vgws"), "null");
  EXPECT_EQ(repository.planned("aws_default_route_table.d", "tags"), "null");
  EXPECT_EQ(repository.planned("aws_lambda_function.l", "layers"), "[]");
}

// A template and variables; expected results are those of hashicorp/template 2.2.0.
std::string rendered(const std::string& text, const std::string& variables,
                     const std::string& attribute = "rendered") {
  Repository repository(
      "resource \"terraform_data\" \"later\" {\n  input = 1\n}\n"
      "data \"template_file\" \"t\" {\n  template = \"" +
      text + "\"\n  vars = " + variables + "\n}\n");
  const std::string problems = repository.problems();
  return problems.empty() ? repository.planned("data.template_file.t", attribute) : problems;
}

TEST(TemplateFile, IsRenderedWhileThePlanIsMade) {
  EXPECT_EQ(rendered("a $${name} $${ upper(name) }", "{ name = \"bob\" }"), "\"a bob BOB\"");
  EXPECT_EQ(rendered("plain", "null"), "\"plain\"");
  EXPECT_EQ(rendered("plain", "null", "id"),
            "\"a116c9ed46d6207734a43317d30fd88f52ac8634c37d904bbf4e41d865f90475\"");
}

TEST(TemplateFile, IsNotRefusedOnceMoreWhereItsVariablesAreWrittenWrongly) {
  Repository repository(
      "data \"template_file\" \"t\" {\n  template = \"a $${name}\"\n"
      "  vars {\n    name = \"bob\"\n  }\n}\n");
  EXPECT_EQ(repository.problems(), "main.tf:3: Unsupported block type\n");
}

TEST(TemplateFile, IsUnknownAsAWholeWhereAVariableIs) {
  const std::string unknown = rendered("a $${name}", "{ name = terraform_data.later.id }");
  EXPECT_EQ(unknown.substr(0, 7), "unknown") << unknown;
  Repository repository(
      "resource \"terraform_data\" \"later\" {}\n"
      "data \"template_file\" \"t\" {\n  template = \"a $${name}\"\n"
      "  vars = { name = terraform_data.later.id }\n}\n"
      "output \"begins\" {\n  value = startswith(data.template_file.t.rendered, \"a \")\n}\n");
  EXPECT_EQ(repository.output("begins").substr(0, 7), "unknown") << repository.output("begins");
}

TEST(TemplateFile, IsOnlyNotedToBeWrongWhereItMayNotExist) {
  Repository repository(
      "variable \"on\" {\n  type = bool\n}\n"
      "data \"template_file\" \"t\" {\n  count = var.on ? 1 : 0\n  template = \"$${nosuch}\"\n}\n"
      "output \"o\" {\n  value = var.on ? data.template_file.t[0].rendered : null\n}\n");
  const Evaluation& evaluation = repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.problems(), "main.tf:4: Failed to render a template\n");
  EXPECT_EQ(repository.errors(evaluation.diagnostics()), "");
}

TEST(TemplateFile, IsRefusedAtItsBlockWhereItCannotBeRendered) {
  EXPECT_EQ(rendered("a $${nosuch}", "{ name = \"bob\" }"),
            "main.tf:4: Failed to render a template\n");
  EXPECT_EQ(rendered("a %%{x}", "null"), "main.tf:4: Failed to render a template\n");
}

}  // namespace
}  // namespace terraform::testing
