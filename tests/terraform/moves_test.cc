// SPDX-License-Identifier: Apache-2.0
// Moved and removed blocks. Expected problems are those of `terraform plan`, version 1.11.4.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

constexpr const char* kDeclared =
    "resource \"terraform_data\" \"one\" {}\n"
    "resource \"terraform_data\" \"many\" {\n  count = 2\n}\n"
    "resource \"terraform_data\" \"none\" {\n  count = 0\n}\n"
    "resource \"terraform_data\" \"some\" {\n  count = var.size\n}\n"
    "variable \"size\" {\n  type = number\n}\n"
    "module \"m\" {\n  source = \"./m\"\n}\n"
    "module \"counted\" {\n  source = \"./m\"\n  count = 1\n}\n";

std::string problems_of(const std::string& text) {
  Repository repository(
      {{"main.tf", text + kDeclared}, {"m/main.tf", "resource \"terraform_data\" \"in\" {}\n"}});
  repository.evaluate({}, Purpose::check);
  return repository.problems();
}

std::string moved(const std::string& from, const std::string& to) {
  return "moved {\n  from = " + from + "\n  to = " + to + "\n}\n";
}

std::string move_of(const std::string& from, const std::string& to) {
  return problems_of(moved(from, to));
}

std::string removed(const std::string& from, const std::string& rest = "") {
  return "removed {\n  from = " + from + "\n" + rest + "}\n";
}

TEST(Moves, AreFromWhatIsNotThereAnyMore) {
  EXPECT_EQ(move_of("terraform_data.gone", "terraform_data.one"), "");
  EXPECT_EQ(move_of("terraform_data.many", "terraform_data.many[0]"), "");
  EXPECT_EQ(move_of("terraform_data.many[2]", "terraform_data.one"), "");
  EXPECT_EQ(move_of("module.counted.terraform_data.in", "terraform_data.one"), "");
  EXPECT_EQ(move_of("module.counted", "module.counted[0]"), "");
  EXPECT_EQ(move_of("module.gone", "module.m"), "");
}

TEST(Moves, AreNotFromWhatIsStillDeclared) {
  const char* kStill = "main.tf:1: Moved object still exists\n";
  EXPECT_EQ(move_of("terraform_data.one", "terraform_data.b"), kStill);
  EXPECT_EQ(move_of("terraform_data.none", "terraform_data.b"), kStill);
  EXPECT_EQ(move_of("terraform_data.many[1]", "terraform_data.b"), kStill);
  EXPECT_EQ(move_of("module.m", "module.b"), kStill);
  EXPECT_EQ(move_of("module.m.terraform_data.in", "terraform_data.b"), kStill);
  EXPECT_EQ(move_of("module.counted[0].terraform_data.in", "terraform_data.b"), kStill);
  EXPECT_EQ(move_of("module.counted[0]", "module.b[0]"), kStill);
}

TEST(Moves, AreNotJudgedByInstancesThatMayNotExist) {
  EXPECT_EQ(move_of("terraform_data.some[0]", "terraform_data.b"), "");
}

TEST(Moves, LeadFromOnePlaceToAnother) {
  EXPECT_EQ(move_of("terraform_data.a", "terraform_data.a"),
            "main.tf:1: Redundant move statement\n");
  const auto two = [](const char* a, const char* b, const char* c, const char* d) {
    return problems_of(moved(a, b) + moved(c, d));
  };
  EXPECT_EQ(two("terraform_data.a", "terraform_data.b", "terraform_data.a", "terraform_data.b"),
            "");
  EXPECT_EQ(two("terraform_data.a", "terraform_data.b", "terraform_data.b", "terraform_data.c"),
            "");
  EXPECT_EQ(
      two("terraform_data.a", "terraform_data.b[0]", "terraform_data.a", "terraform_data.b[1]"),
      "main.tf:5: Ambiguous move statements\n");
  EXPECT_EQ(two("terraform_data.a", "terraform_data.c", "terraform_data.b", "terraform_data.c"),
            "main.tf:5: Ambiguous move statements\n");
  EXPECT_EQ(two("terraform_data.a", "terraform_data.b", "terraform_data.b", "terraform_data.a"),
            "main.tf:1: Cyclic dependency in move statements\n");
}

TEST(Moves, NameAddresses) {
  const char* kInvalid = "main.tf:2: Invalid address\n";
  EXPECT_EQ(move_of("var.a", "terraform_data.b"), kInvalid);
  EXPECT_EQ(move_of("resource.var.a", "terraform_data.b"), "");
  EXPECT_EQ(move_of("terraform_data", "terraform_data.b"), kInvalid);
  EXPECT_EQ(move_of("terraform_data.a.b", "terraform_data.b"), kInvalid);
  EXPECT_EQ(move_of("terraform_data.a[0].b", "terraform_data.b"), kInvalid);
  EXPECT_EQ(move_of("module.a.b", "terraform_data.b"), kInvalid);
  EXPECT_EQ(move_of("module", "module.b"), "main.tf:2: Invalid address operator\n");
  EXPECT_EQ(move_of("\"terraform_data.a\"", "terraform_data.b"), "main.tf:2: Invalid expression\n");
  EXPECT_EQ(move_of("terraform_data.a[each.key]", "terraform_data.b"),
            "main.tf:2: Invalid expression\n");
  EXPECT_EQ(move_of("module.a", "terraform_data.b"), "main.tf:1: Invalid \"moved\" addresses\n");
}

TEST(Moves, HaveTwoEndsAndNothingElse) {
  EXPECT_EQ(problems_of("moved {\n  from = terraform_data.a\n}\n"),
            "main.tf:1: Missing required argument\n");
  EXPECT_EQ(
      problems_of("moved {\n  from = terraform_data.a\n  to = terraform_data.b\n  x = 1\n}\n"),
      "main.tf:4: Unsupported argument\n");
}

TEST(Moves, AreReadFromJson) {
  Repository repository(
      {TextFile{"main.tf.json", R"({"moved": {"from": "terraform_data.a", "to": "terraform_data.b"},
                              "resource": {"terraform_data": {"a": {}}}})"}});
  EXPECT_EQ(repository.problems(), "main.tf.json:1: Moved object still exists\n");
}

TEST(Removals, AreOfWhatIsNotDeclaredAnyMore) {
  EXPECT_EQ(problems_of(removed("terraform_data.gone") + removed("module.gone")), "");
  EXPECT_EQ(problems_of(removed("terraform_data.one")),
            "main.tf:4: Removed resource still exists\n");
  EXPECT_EQ(problems_of(removed("module.m.terraform_data.in")),
            "m/main.tf:1: Removed resource still exists\n");
  EXPECT_EQ(problems_of(removed("module.m")), "main.tf:17: Removed module still exists\n");
}

TEST(Removals, NameWholeModulesAndManagedResources) {
  EXPECT_EQ(problems_of(removed("terraform_data.a[0]")),
            "main.tf:2: Resource instance keys not allowed\n");
  EXPECT_EQ(problems_of(removed("module.a[0]")), "main.tf:2: Module instance keys not allowed\n");
  EXPECT_EQ(problems_of(removed("module.a[0].terraform_data.a")),
            "main.tf:2: Module instance keys not allowed\n");
  EXPECT_EQ(problems_of(removed("data.x.y")), "main.tf:2: Data source address not allowed\n");
  EXPECT_EQ(problems_of("removed {}\n"), "main.tf:1: Missing required argument\n");
}

TEST(Removals, SayWhetherToDestroy) {
  const auto lifecycle = [](const std::string& content) {
    return problems_of(removed("terraform_data.a", "  lifecycle {\n" + content + "\n  }\n"));
  };
  EXPECT_EQ(lifecycle("destroy = false"), "");
  EXPECT_EQ(lifecycle("destroy = \"x\""), "main.tf:4: Unsuitable value type\n");
  EXPECT_EQ(lifecycle("destroy = null"), "main.tf:4: Unsuitable value type\n");
  EXPECT_EQ(lifecycle("x = 1"), "main.tf:4: Unsupported argument\n");
}

TEST(Removals, RunProvisionersOnlyWhenTheyDestroy) {
  const auto provisioner = [](const std::string& content) {
    return problems_of(
        removed("terraform_data.a", "  provisioner \"local-exec\" {\n" + content + "\n  }\n"));
  };
  EXPECT_EQ(provisioner("command = self.id\n    when = destroy"), "");
  EXPECT_EQ(provisioner("command = self.id"), "main.tf:3: Invalid provisioner block\n");
}

}  // namespace
}  // namespace terraform::testing
