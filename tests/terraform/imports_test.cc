// SPDX-License-Identifier: Apache-2.0
// Import blocks. Expected problems and ids are those of `terraform plan`, version 1.11.4.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

constexpr const char* kDeclared =
    "resource \"terraform_data\" \"one\" {\n  input = 1\n}\n"
    "resource \"terraform_data\" \"many\" {\n  count = 2\n}\n"
    "variable \"given\" {\n  default = \"g\"\n}\n"
    "variable \"asked\" {}\n"
    "module \"m\" {\n  source = \"./m\"\n}\n"
    "module \"absent\" {\n  source = \"registry/absent/x\"\n}\n";

std::vector<TextFile> files_of(const std::string& text) {
  return {{"main.tf", text + kDeclared}, {"m/main.tf", "resource \"terraform_data\" \"in\" {}\n"}};
}

std::string problems_of(const std::string& text, Purpose purpose = Purpose::check) {
  Repository repository(files_of(text));
  repository.evaluate({}, purpose);
  return repository.errors(repository.evaluation().diagnostics());
}

std::string import(const std::string& to, const std::string& id) {
  return "import {\n  to = " + to + "\n  id = " + id + "\n}\n";
}

// The planned id of an instance under an import block.
std::string id_of(const std::string& text, const std::string& address) {
  Repository repository(files_of(text));
  repository.evaluate({}, Purpose::check);
  return repository.planned(address, "id");
}

TEST(Imports, PlanTheIdThatTheyGive) {
  EXPECT_EQ(id_of(import("terraform_data.one", "\"x\""), "terraform_data.one"), "\"x\"");
  EXPECT_EQ(id_of(import("terraform_data.one", "5"), "terraform_data.one"), "\"5\"");
  EXPECT_EQ(id_of(import("terraform_data.one", "var.given"), "terraform_data.one"), "\"g\"");
  EXPECT_EQ(id_of(import("terraform_data.one", "sensitive(\"x\")"), "terraform_data.one"), "\"x\"");
  EXPECT_EQ(id_of(import("module.m.terraform_data.in", "\"x\""), "module.m.terraform_data.in"),
            "\"x\"");
}

TEST(Imports, PlanTheIdOfOneInstanceOnly) {
  const std::string text = import("terraform_data.many[0]", "\"x\"");
  EXPECT_EQ(id_of(text, "terraform_data.many[0]"), "\"x\"");
  EXPECT_EQ(id_of(text, "terraform_data.many[1]"), "unknown apply terraform_data.many[1].id");
}

TEST(Imports, RepeatForWhatTheyAreGiven) {
  const auto text = [](const std::string& given) {
    return "import {\n  for_each = " + given +
           "\n  to = terraform_data.keyed[each.key]\n  id = each.value\n}\n"
           "resource \"terraform_data\" \"keyed\" {\n  for_each = toset([\"a\", \"b\"])\n}\n";
  };
  EXPECT_EQ(id_of(text("{ b = \"x\" }"), "terraform_data.keyed[\"b\"]"), "\"x\"");
  EXPECT_EQ(id_of(text("toset([\"b\"])"), "terraform_data.keyed[\"b\"]"), "\"b\"");
  EXPECT_EQ(id_of(text("{ b = \"x\" }"), "terraform_data.keyed[\"a\"]"),
            "unknown apply terraform_data.keyed[\"a\"].id");
}

TEST(Imports, DoNotWaitForWhatTheyRepeatFor) {
  EXPECT_EQ(problems_of("import {\n  for_each = toset([terraform_data.one.id])\n"
                        "  to = terraform_data.many[each.key]\n  id = each.key\n}\n"),
            "");
}

TEST(Imports, LeaveAnIdUnknownThatIsNotGiven) {
  EXPECT_EQ(problems_of(import("terraform_data.one", "var.asked")), "");
  EXPECT_EQ(id_of(import("terraform_data.one", "var.asked"), "terraform_data.one"),
            "unknown apply terraform_data.one.id");
}

TEST(Imports, AreReadFromJson) {
  Repository repository(
      {TextFile{"main.tf.json", R"({"import": {"to": "terraform_data.a", "id": "x"},
                              "resource": {"terraform_data": {"a": {}}}})"}});
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.planned("terraform_data.a", "id"), "\"x\"");
}

TEST(Imports, HaveAnIdThatTellsSomething) {
  const char* kInvalid = "main.tf:3: Invalid import id argument\n";
  EXPECT_EQ(problems_of(import("terraform_data.one", "\"\"")), kInvalid);
  EXPECT_EQ(problems_of(import("terraform_data.one", "null")), kInvalid);
  EXPECT_EQ(problems_of(import("terraform_data.one", "terraform_data.one.input")), kInvalid);
  EXPECT_EQ(problems_of(import("terraform_data.one", "[1]")), "main.tf:3: Incorrect value type\n");
}

TEST(Imports, MayHaveAnIdThatAnApplyTells) {
  const std::string text = import("terraform_data.many[0]", "terraform_data.one.id");
  EXPECT_EQ(problems_of(text), "");
  EXPECT_NE(problems_of(text, Purpose::eval).find("main.tf:3: Invalid import id argument"),
            std::string::npos);
}

TEST(Imports, AreIntoWhatIsDeclared) {
  const char* kNone = "main.tf:2: Configuration for import target does not exist\n";
  EXPECT_EQ(problems_of(import("terraform_data.b", "\"x\"")), kNone);
  EXPECT_EQ(problems_of(import("module.m.terraform_data.b", "\"x\"")), kNone);
  EXPECT_EQ(problems_of(import("module.absent.terraform_data.b", "\"x\"")), "");
  EXPECT_EQ(problems_of(import("module.nosuch.terraform_data.b", "\"x\"")), kNone);
  EXPECT_EQ(problems_of(import("terraform_data.many[2]", "\"x\"")), kNone);
  EXPECT_EQ(problems_of(import("terraform_data.many", "\"x\"")),
            "main.tf:2: Invalid import 'to' expression\n");
}

TEST(Imports, NameManagedResources) {
  EXPECT_EQ(problems_of(import("data.terraform_remote_state.b", "\"x\"")),
            "main.tf:2: Invalid import address\n");
  EXPECT_EQ(problems_of(import("module.m", "\"x\"")), "main.tf:2: Invalid import address\n");
  EXPECT_EQ(problems_of(import("\"terraform_data.one\"", "\"x\"")),
            "main.tf:2: Invalid expression\n");
}

TEST(Imports, HaveTheirArgumentsAndNoOthers) {
  EXPECT_EQ(problems_of("import {\n  id = \"x\"\n}\n"), "main.tf:1: Missing required argument\n");
  EXPECT_EQ(problems_of("import {\n  to = terraform_data.one\n}\n"),
            "main.tf:1: Missing required argument\n");
  EXPECT_EQ(problems_of("import {\n  to = terraform_data.one\n  id = 1\n  count = 1\n}\n"),
            "main.tf:4: Unsupported argument\n");
  EXPECT_EQ(
      problems_of("import {\n  to = terraform_data.one\n  id = 1\n  provider = terraform\n}\n"),
      "main.tf:4: Invalid import provider argument\n");
}

TEST(Imports, MayNameAnIdentityForALaterTerraform) {
  EXPECT_EQ(problems_of("import {\n  to = terraform_data.one\n  identity = { id = \"x\" }\n}\n"),
            "");
}

TEST(Imports, AreOnePerInstance) {
  EXPECT_EQ(problems_of(import("terraform_data.one", "1") + import("terraform_data.one", "2")),
            "main.tf:6: Duplicate import configuration for \"terraform_data.one\"\n");
  EXPECT_EQ(
      problems_of(import("terraform_data.many[0]", "1") + import("terraform_data.many[1]", "2")),
      "");
}

TEST(Imports, StandInTheRoot) {
  Repository repository({{"main.tf", "module \"m\" {\n  source = \"./m\"\n}\n"},
                         {"m/main.tf", import("terraform_data.a", "\"x\"") +
                                           "resource \"terraform_data\" \"a\" {}\n"}});
  EXPECT_EQ(repository.problems(), "m/main.tf:1: Invalid import configuration\n");
}

}  // namespace
}  // namespace terraform::testing
