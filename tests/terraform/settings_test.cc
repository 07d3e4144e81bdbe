// SPDX-License-Identifier: Apache-2.0
// Terraform and provider blocks, and what else is read before anything is evaluated. Expected
// problems are those of `terraform plan`, version 1.11.4.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

std::string problems_of(const std::string& text) {
  Repository repository(text);
  repository.evaluate({}, Purpose::check);
  return repository.errors(repository.evaluation().diagnostics());
}

std::string settings(const std::string& content) {
  return problems_of("terraform {\n" + content + "\n}\n");
}

TEST(Settings, NameVersionsThatCanBeRead) {
  const auto version = [](const std::string& constraint) {
    return settings("required_version = \"" + constraint + "\"");
  };
  for (const char* valid : {">= 1.0, < 2.0", "v1.11.4", ">=1.0 , ~>1.11", "1.2.3.4.5",
                            "1.0.0-beta.1+build", "!= 1.0.0rc1"}) {
    EXPECT_EQ(version(valid), "") << valid;
  }
  for (const char* invalid : {"", " ", "latest", ">= 1.0,", ">= 1.x", "=> 1.0", ">= 1.0 < 2.0",
                              "~> 1.0.0.beta", "1.0 beta"}) {
    EXPECT_EQ(version(invalid), "main.tf:2: Invalid version constraint\n") << invalid;
  }
}

TEST(Settings, RequireProvidersBySourceAndVersion) {
  const auto provider = [](const std::string& entry) {
    return settings("required_providers {\nx = " + entry + "\n}");
  };
  EXPECT_EQ(provider("{ source = \"a/b\", version = \"~> 1.0\" }"), "");
  EXPECT_EQ(provider("{ source = \"host.example/a/b\" }"), "");
  EXPECT_EQ(provider("\"~> 1.0\""), "");
  EXPECT_EQ(provider("\"x\""), "main.tf:3: Invalid version constraint\n");
  EXPECT_EQ(provider("{ version = \"x\" }"), "main.tf:3: Invalid version constraint\n");
  EXPECT_EQ(provider("{ source = \"a/b/c/d\" }"), "main.tf:3: Invalid provider source string\n");
  EXPECT_EQ(provider("{ source = \"\" }"), "main.tf:3: Invalid provider source string\n");
  EXPECT_EQ(provider("{ source = \"a/\" }"), "main.tf:3: Invalid provider source string\n");
}

TEST(Settings, NameABackendThatThereIs) {
  EXPECT_EQ(settings("backend \"s3\" {}"), "");
  EXPECT_EQ(settings("backend \"etcd\" {}"), "main.tf:2: Invalid backend type\n");
}

TEST(Settings, AreGivenOnce) {
  EXPECT_EQ(settings("backend \"local\" {}\nbackend \"local\" {}"),
            "main.tf:3: Duplicate backend configuration\n");
  EXPECT_EQ(settings("cloud {}\n}\nterraform {\ncloud {}"),
            "main.tf:5: Duplicate HCP Terraform configurations\n");
  EXPECT_EQ(settings("backend \"local\" {}\ncloud {}"),
            "main.tf:2: Both a backend and cloud configuration are present\n");
  Repository repository({{"a.tf", "terraform {\n  required_providers {}\n}\n"},
                         {"b.tf", "terraform {\n  required_providers {}\n}\n"}});
  EXPECT_EQ(repository.problems(), "b.tf:2: Duplicate required providers configuration\n");
}

TEST(Settings, MayBeGivenAnewByOverrides) {
  Repository repository({{"main.tf", "terraform {\n  backend \"s3\" {}\n}\n"},
                         {"override.tf", "terraform {\n  backend \"local\" {}\n}\n"}});
  EXPECT_EQ(repository.problems(), "");
}

TEST(Settings, HaveNoExperiments) {
  EXPECT_EQ(settings("experiments = [any]"), "main.tf:2: Module uses experimental features\n");
}

TEST(Providers, LeaveNamesForLaterVersions) {
  EXPECT_EQ(problems_of("provider \"x\" {\n  alias = \"a\"\n}\n"), "");
  EXPECT_EQ(problems_of("provider \"x\" {\n  count = 1\n  lifecycle {}\n}\n"),
            "main.tf:2: Reserved argument name in provider block\n"
            "main.tf:3: Reserved block type name in provider block\n");
}

TEST(Providers, AreDeclaredWithTheirAliases) {
  const std::string use = "resource \"terraform_data\" \"x\" {\n  provider = terraform.a\n}\n";
  const std::string pass =
      "module \"m\" {\n  source = \"./m\"\n  providers = { terraform = terraform.a }\n}\n";
  const auto problems = [](const std::string& text, Purpose purpose) {
    Repository repository({{"main.tf", text}, {"m/main.tf", ""}});
    repository.evaluate({}, purpose);
    return repository.problems();
  };
  const char* kAbsent = "main.tf:1: Provider configuration not present\n";
  EXPECT_EQ(problems(use, Purpose::eval), kAbsent);
  EXPECT_EQ(problems(pass, Purpose::eval), kAbsent);
  EXPECT_EQ(problems(use + pass + "provider \"terraform\" {\n  alias = \"a\"\n}\n", Purpose::eval),
            "");
  // What a repository lacks may be generated, as Terragrunt does.
  EXPECT_EQ(problems(use, Purpose::check), "");
}

TEST(Overrides, LeaveConditionsAlone) {
  Repository repository(
      {{"main.tf", "variable \"x\" {\n  default = 1\n}\nresource \"terraform_data\" \"x\" {}\n"},
       {"override.tf",
        "variable \"x\" {\n  validation {\n    condition = var.x == 1\n    error_message = 1\n  }\n"
        "}\nresource \"terraform_data\" \"x\" {\n  lifecycle {\n    precondition {\n"
        "      condition = var.x == 1\n      error_message = 1\n    }\n  }\n}\n"}});
  EXPECT_EQ(repository.problems(),
            "override.tf:2: Can't override validation blocks\n"
            "override.tf:9: Can't override precondition blocks\n");
}

TEST(Descriptions, AreConstantTexts) {
  const auto description = [](const std::string& text) {
    return problems_of("variable \"x\" {\n  description = " + text + "\n  default = 1\n}\n");
  };
  EXPECT_EQ(description("\"a ${1 + 1}\""), "");
  EXPECT_EQ(description("5"), "");
  EXPECT_EQ(description("null"), "main.tf:2: Unsuitable value type\n");
  EXPECT_EQ(description("upper(\"a\")"), "main.tf:2: Function calls not allowed\n");
  EXPECT_EQ(description("\"a ${path.module}\""), "main.tf:2: Variables not allowed\n");
}

TEST(Descriptions, OfJsonAreTakenAsTheyStand) {
  Repository repository({TextFile{
      "main.tf.json", R"({"output": {"x": {"value": 1, "description": "${path.module}"}}})"}});
  EXPECT_EQ(repository.problems(), "");
}

TEST(ObjectTypes, NameTheirAttributesWithoutQuotes) {
  EXPECT_EQ(problems_of("variable \"x\" {\n  type = object({ a = string, b : number })\n}\n"), "");
  EXPECT_EQ(problems_of("variable \"x\" {\n  type = object({ \"a\" = string })\n}\n"),
            "main.tf:2: Invalid type specification\n");
}

TEST(Resources, IgnoreChangesOfWhatTheirTypeHas) {
  const auto ignored = [](const std::string& list) {
    return problems_of(
        "resource \"terraform_data\" \"x\" {\n  count = 0\n  lifecycle {\n"
        "    ignore_changes = " +
        list + "\n  }\n}\n");
  };
  EXPECT_EQ(ignored("all"), "");
  EXPECT_EQ(ignored("[input.a, id, triggers_replace[0], \"output\"]"), "");
  EXPECT_EQ(ignored("[nosuch]"), "main.tf:4: Unsupported attribute\n");
  EXPECT_EQ(ignored("[all]"), "main.tf:4: Unsupported attribute\n");
}

TEST(Resources, TakeArgumentsFromTheEscapingBlock) {
  Repository repository("resource \"terraform_data\" \"x\" {\n  _ {\n    input = 1\n  }\n}\n");
  EXPECT_EQ(repository.planned("terraform_data.x", "input"), "1");
  EXPECT_EQ(problems_of("resource \"terraform_data\" \"x\" {\n  _ {\n    nosuch = 1\n  }\n}\n"),
            "main.tf:3: Unsupported argument\n");
  EXPECT_EQ(problems_of("resource \"terraform_data\" \"x\" {\n  _ {}\n  _ {}\n}\n"),
            "main.tf:3: Duplicate escaping block\n");
}

}  // namespace
}  // namespace terraform::testing
