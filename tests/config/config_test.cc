// SPDX-License-Identifier: Apache-2.0
#include "config/config.h"

#include <gtest/gtest.h>

namespace config {
namespace {

class ConfigTest : public testing::Test {
 protected:
  LoadedConfig read(std::string text) {
    source::MemoryFileSystem file_system;
    file_system.add(".plumbline.hcl", std::move(text));
    return load(file_system, files_, ".plumbline.hcl", arena_);
  }

  source::Files files_;
  values::Arena arena_;
};

TEST_F(ConfigTest, WithoutAFileTheDefaultProfileHolds) {
  const source::MemoryFileSystem file_system;
  const LoadedConfig loaded = load(file_system, files_, "", arena_);
  EXPECT_TRUE(loaded.diagnostics.empty());
  EXPECT_EQ(loaded.config.profile, "aws-web");
  EXPECT_EQ(loaded.config.path, "");
}

TEST(Find, LooksUpwardsAndNoHigherThanTheRepository) {
  source::MemoryFileSystem file_system;
  file_system.add(".plumbline.hcl", "");
  file_system.add("a/b/main.tf", "");
  file_system.add("c/.plumbline.hcl", "");
  const std::string repository = file_system.canonical(".");
  const std::pair<const char*, const char*> rows[] = {
      {".", ".plumbline.hcl"},   {"a/b", ".plumbline.hcl"},     {"a/b/main.tf", ".plumbline.hcl"},
      {"c", "c/.plumbline.hcl"}, {"nowhere", ".plumbline.hcl"}, {"..", ""}};
  for (const auto& [start, found] : rows) {
    EXPECT_EQ(find(file_system, start, repository), found) << start;
  }
  EXPECT_EQ(find(file_system, "a/b", file_system.canonical("a")), "");
  // Where nothing was found there is no repository.
  EXPECT_EQ(find(file_system, "nowhere", ""), "");
}

TEST_F(ConfigTest, ReadsProfileRulesAndParameters) {
  const LoadedConfig loaded = read(R"(
profile = "strict"
fail_on = "high"
parameters = {
  "network.az_count" = 2
}
rule "log-*" {
  enabled = false
}
rule "bucket-open" {
  severity = "critical"
}
)");
  EXPECT_TRUE(loaded.diagnostics.empty());
  EXPECT_EQ(loaded.config.profile, "strict");
  EXPECT_EQ(loaded.config.fail_on, Severity::high);
  ASSERT_EQ(loaded.config.policy.rules.size(), 2u);
  EXPECT_EQ(loaded.config.policy.rules[0].rules, "log-*");
  EXPECT_EQ(loaded.config.policy.rules[0].enabled, false);
  EXPECT_EQ(loaded.config.policy.rules[1].severity, Severity::critical);
  ASSERT_TRUE(loaded.config.policy.parameters.contains("network.az_count"));
  EXPECT_EQ(values::print(loaded.config.policy.parameters.at("network.az_count")), "2");
}

TEST_F(ConfigTest, TextsOfParametersStayAsLongAsThePolicy) {
  Policy policy =
      read("parameters = {\n  names = { network = \"module.network\" }\n}\n").config.policy;
  // What is parsed next would lie where a tree that is gone has lain.
  for (int i = 0; i < 8; ++i) read("profile = \"another profile with a long name\"\n");
  const values::Value* text = policy.parameters.at("names").find("network");
  ASSERT_NE(text, nullptr);
  EXPECT_EQ(text->as_string(), "module.network");
}

TEST_F(ConfigTest, NamesABaselineFromItsOwnDirectoryOn) {
  LoadedConfig loaded = read("baseline = \"known.json\"\n");
  EXPECT_TRUE(loaded.diagnostics.empty());
  EXPECT_EQ(baseline_path(loaded.config), "known.json");
  loaded.config.path = "infra/.plumbline.hcl";
  EXPECT_EQ(baseline_path(loaded.config), "infra/known.json");
  EXPECT_EQ(baseline_path(read("profile = \"a\"\n").config), "");
}

TEST_F(ConfigTest, ReadsEnvironmentsWithTheirInputs) {
  const LoadedConfig loaded = read(R"(
environment "prod" {
  root      = "infra"
  var_files = ["prod.tfvars"]
  workspace = "prod"
  variables = { size = 3, name = "web" }
}
)");
  EXPECT_TRUE(loaded.diagnostics.empty());
  ASSERT_EQ(loaded.config.environments.size(), 1u);
  const Environment& environment = loaded.config.environments[0];
  EXPECT_EQ(environment.name, "prod");
  EXPECT_EQ(environment.root, "infra");
  EXPECT_EQ(environment.var_files, std::vector<std::string>{"prod.tfvars"});
  EXPECT_EQ(environment.workspace, "prod");
  const std::vector<std::pair<std::string, std::string>> expected = {{"name", "web"},
                                                                     {"size", "3"}};
  EXPECT_EQ(environment.variables, expected);
}

TEST_F(ConfigTest, NamesWhatItDoesNotKnowAndWhatWasMeant) {
  const LoadedConfig loaded = read("profil = \"strict\"\n");
  ASSERT_EQ(loaded.diagnostics.all().size(), 1u);
  const diagnostics::Diagnostic& diagnostic = loaded.diagnostics.all()[0];
  EXPECT_EQ(diagnostic.id, diagnostics::kInvalidConfig);
  EXPECT_EQ(diagnostic.remedy, "Did you mean \"profile\"?");
}

TEST_F(ConfigTest, SaysWhichSeveritiesThereAre) {
  const LoadedConfig loaded = read("rule \"x\" {\n  severity = \"huge\"\n}\n");
  ASSERT_EQ(loaded.diagnostics.all().size(), 1u);
  EXPECT_EQ(loaded.diagnostics.all()[0].summary, "Unknown severity \"huge\"");
}

TEST_F(ConfigTest, SaysWhatTypeAnArgumentHas) {
  const LoadedConfig loaded = read("profile = [\"a\"]\n");
  ASSERT_EQ(loaded.diagnostics.all().size(), 1u);
  EXPECT_EQ(loaded.diagnostics.all()[0].summary, "Wrong type for profile");
  EXPECT_EQ(loaded.config.profile, "aws-web");
}

TEST_F(ConfigTest, AConfigThatIsNamedMustExist) {
  const source::MemoryFileSystem file_system;
  const LoadedConfig loaded = load(file_system, files_, "mine.hcl", arena_);
  ASSERT_EQ(loaded.diagnostics.all().size(), 1u);
  EXPECT_EQ(loaded.diagnostics.all()[0].id, diagnostics::kUnreadable);
}

TEST(Find, TakesTheNearestConfigUpToTheRepository) {
  source::MemoryFileSystem file_system;
  file_system.add("a/b/main.tf", "");
  file_system.add("a/.plumbline.hcl", "");
  const std::string repository = file_system.canonical(".");
  EXPECT_EQ(find(file_system, "a/b", repository), "a/.plumbline.hcl");
  EXPECT_EQ(find(file_system, "a/b/main.tf", repository), "a/.plumbline.hcl");
  EXPECT_EQ(find(file_system, ".", repository), "");
  EXPECT_EQ(find(file_system, "a/b", file_system.canonical("a/b")), "");
}

TEST(Matches, StarsStandForAnyText) {
  EXPECT_TRUE(matches("*", ""));
  EXPECT_TRUE(matches("*", "anything"));
  EXPECT_TRUE(matches("log-*", "log-group-never-expires"));
  EXPECT_TRUE(matches("*-in-*-subnet", "service-in-public-subnet"));
  EXPECT_TRUE(matches("exact", "exact"));
  EXPECT_FALSE(matches("exact", "exactly"));
  EXPECT_FALSE(matches("log-*", "catalog-x"));
  EXPECT_FALSE(matches("*-in-*-subnet", "service-in-public-subnets"));
  EXPECT_FALSE(matches("", "a"));
}

TEST(Severity, NamesReadBack) {
  for (const Severity severity :
       {Severity::info, Severity::low, Severity::medium, Severity::high, Severity::critical}) {
    EXPECT_EQ(parse_severity(name(severity)), severity);
  }
  EXPECT_FALSE(parse_severity("severe"));
}

TEST_F(ConfigTest, ReadsWhatSuppressionsMustSay) {
  const LoadedConfig loaded = read(
      "suppressions {\n  require      = [\"reason\", \"until\"]\n  longest_days = 180\n"
      "  never        = [\"bucket-*\"]\n}\n");
  EXPECT_TRUE(loaded.diagnostics.empty());
  const SuppressionDemands& demands = loaded.config.suppressions;
  EXPECT_TRUE(demands.reason && demands.until && !demands.owner);
  EXPECT_EQ(demands.longest_days, 180u);
  EXPECT_EQ(demands.never, std::vector<std::string>{"bucket-*"});
}

TEST_F(ConfigTest, SaysWhatSuppressionsCannotBeAskedFor) {
  const std::pair<const char*, const char*> rows[] = {
      {"require = [\"name\"]", "A suppression has no \"name\""},
      {"longest_days = 0", "Wrong value for longest_days"},
      {"longest_days = 1.5", "Wrong value for longest_days"},
      {"longest = 1", "Unknown argument \"longest\""},
  };
  for (const auto& [line, summary] : rows) {
    const LoadedConfig loaded = read(std::string("suppressions {\n  ") + line + "\n}\n");
    ASSERT_EQ(loaded.diagnostics.count(), 1u) << line;
    EXPECT_EQ(loaded.diagnostics.all()[0].summary, summary);
  }
}

TEST_F(ConfigTest, SaysWhatIsSetTwice) {
  const std::pair<const char*, const char*> rows[] = {
      {"profile = \"a\"\nprofile = \"b\"\n", "\"profile\" is set twice"},
      {"rule \"x\" {\n  enabled = true\n  enabled = false\n}\n", "\"enabled\" is set twice"},
      {"rule \"x\" {}\nrule \"*\" {}\nrule \"x\" {}\n", "Rule \"x\" is set twice"},
  };
  for (const auto& [text, summary] : rows) {
    const LoadedConfig loaded = read(text);
    ASSERT_EQ(loaded.diagnostics.count(), 1u) << text;
    EXPECT_EQ(loaded.diagnostics.all()[0].summary, summary);
    EXPECT_EQ(loaded.diagnostics.all()[0].related.size(), 1u);
  }
}

}  // namespace
}  // namespace config
