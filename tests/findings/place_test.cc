// SPDX-License-Identifier: Apache-2.0
//
// Where a finding points, and the steps from there back to where its value was written.
#include "findings/place.h"

#include <gtest/gtest.h>

#include "findings/testing.h"

namespace findings {
namespace {

using testing::Repository;
using testing::Texts;

constexpr const char* kSized =
    "variable \"size\" {}\nresource \"nobody_thing\" \"a\" {\n"
    "  size = var.size\n}\n";
constexpr const char* kManifest =
    R"({"Modules":[{"Key":"","Source":"","Dir":"."},)"
    R"({"Key":"net","Source":"registry.terraform.io/x/net/y","Dir":".terraform/modules/net"},)"
    R"({"Key":"net.deep","Source":"registry.terraform.io/x/deep/y",)"
    R"("Dir":".terraform/modules/net.deep"}]})";

struct Row {
  const char* name;
  Texts texts;
  const char* place;  // and each step, a line each
};
class Places : public ::testing::TestWithParam<Row> {};

TEST_P(Places, ShowTheArgumentAndTheWayOfItsValue) {
  Repository repository(GetParam().texts);
  const Finding finding = repository.judge().finding();
  std::string shown = repository.place(finding.range) + "\n";
  for (const RelatedPlace& step : finding.related) {
    shown += step.message + ": " + repository.place(step.range) + "\n";
  }
  EXPECT_EQ(shown, GetParam().place) << finding.message;
}

// flat table: a repository and the place of its finding.
const Row kRows[] = {
    {"ALiteral",
     {{"main.tf", "resource \"nobody_thing\" \"a\" {\n  size = 1\n}\n"}},
     "main.tf:2: size = 1\n"},
    {"ABlockWithoutTheArgument",
     {{"main.tf", "\nresource \"nobody_thing\" \"a\" {\n  name = \"x\"\n}\n"}},
     "main.tf:2: resource \"nobody_thing\" \"a\"\n"},
    {"AnArgumentWrittenAsNull",
     {{"main.tf",
       "resource \"nobody_thing\" \"a\" {\n  size = local.none\n}\n"
       "locals {\n  none = null\n}\n"}},
     "main.tf:2: size = local.none\n"
     "local.none: main.tf:5: none = null\n"},
    {"ADefault",
     {{"main.tf", kSized},
      {"more.tf", "locals {\n  a = 1\n}\n"},
      {"override.tf", "variable \"size\" {\n  default = 1\n}\n"}},
     "main.tf:3: size = var.size\n"
     "default of var.size: override.tf:2: 1\n"},
    {"AVariableFile",
     {{"main.tf", kSized}, {"terraform.tfvars", "# sizes\nsize = 2\n"}},
     "main.tf:3: size = var.size\n"
     "var.size of terraform.tfvars: terraform.tfvars:2: size = 2\n"},
    {"AChildModule",
     {{"m/main.tf", kSized},
      {"main.tf",
       "locals {\n  size = 1\n}\nmodule \"m\" {\n  source = \"./m\"\n"
       "  size   = local.size + 1\n}\n"}},
     "m/main.tf:3: size = var.size\n"
     "var.size of module.m: main.tf:6: size   = local.size + 1\n"
     "local.size: main.tf:2: size = 1\n"},
    {"ThroughTwoModules",
     {{"m/main.tf", kSized},
      {"n/main.tf",
       "variable \"small\" {}\nmodule \"m\" {\n  source = \"../m\"\n  size   = var.small\n}\n"},
      {"main.tf",
       "variable \"smallest\" {\n  default = 1\n}\nmodule \"n\" {\n  source = \"./n\"\n"
       "  small  = var.smallest\n}\n"}},
     "m/main.tf:3: size = var.size\n"
     "var.size of module.n.module.m: n/main.tf:4: size   = var.small\n"
     "var.small of module.n: main.tf:6: small  = var.smallest\n"
     "default of var.smallest: main.tf:2: 1\n"},
    {"AnOutputOfAModule",
     {{"m/main.tf", "output \"size\" {\n  value = 2\n}\n"},
      {"main.tf",
       "module \"m\" {\n  source = \"./m\"\n}\nresource \"nobody_thing\" \"a\" {\n"
       "  size = module.m.size\n}\n"}},
     "main.tf:5: size = module.m.size\n"
     "module.m.size: m/main.tf:2: 2\n"},
    {"AnElementOfForEach",
     {{"main.tf",
       "resource \"nobody_thing\" \"a\" {\n  for_each = { x = 1 }\n"
       "  size     = each.value\n}\n"}},
     "main.tf:3: size     = each.value\n"
     "each.value: main.tf:2: { x = 1 }\n"},
    {"AnInstalledModule",
     {{".terraform/modules/modules.json", kManifest},
      {".terraform/modules/net/main.tf", kSized},
      {"main.tf", "module \"net\" {\n  source = \"x/net/y\"\n  size   = 1\n}\n"}},
     "main.tf:1: module \"net\"\n"
     "module.net.nobody_thing.a is written here: .terraform/modules/net/main.tf:3: size = "
     "var.size\n"
     "var.size of module.net: main.tf:3: size   = 1\n"},
    {"AnInstalledModuleInAnInstalledModule",
     {{".terraform/modules/modules.json", kManifest},
      {".terraform/modules/net/main.tf",
       "module \"deep\" {\n  source = \"x/deep/y\"\n  size   = 1\n}\n"},
      {".terraform/modules/net.deep/main.tf", kSized},
      {"main.tf", "module \"net\" {\n  source = \"x/net/y\"\n}\n"}},
     "main.tf:1: module \"net\"\n"
     "module.net.module.deep.nobody_thing.a is written here: "
     ".terraform/modules/net.deep/main.tf:3: size = var.size\n"
     "var.size of module.net.module.deep: .terraform/modules/net/main.tf:3: size   = 1\n"},
    {"AnInstalledModuleInAModuleOfTheRepository",
     {{".terraform/modules/modules.json",
       R"({"Modules":[{"Key":"own.net","Source":"x/net/y","Dir":".terraform/modules/own.net"}]})"},
      {".terraform/modules/own.net/main.tf", kSized},
      {"own/main.tf", "module \"net\" {\n  source = \"x/net/y\"\n  size   = 1\n}\n"},
      {"main.tf", "module \"own\" {\n  source = \"./own\"\n}\n"}},
     "own/main.tf:1: module \"net\"\n"
     "module.own.module.net.nobody_thing.a is written here: "
     ".terraform/modules/own.net/main.tf:3: size = var.size\n"
     "var.size of module.own.module.net: own/main.tf:3: size   = 1\n"},
};
INSTANTIATE_TEST_SUITE_P(Findings, Places, ::testing::ValuesIn(kRows),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(Undecided, InAnInstalledModulePointsToTheCallToo) {
  Repository repository(Texts{{".terraform/modules/modules.json", kManifest},
                              {".terraform/modules/net/main.tf", kSized},
                              {"main.tf",
                               "variable \"v\" {}\nmodule \"net\" {\n  source = \"x/net/y\"\n"
                               "  size   = var.v\n}\n"}});
  const Report report = repository.judge().gather();
  ASSERT_EQ(report.undecided.size(), 1u);
  EXPECT_EQ(repository.place(report.undecided[0].range), "main.tf:2: module \"net\"");
}

TEST(Addresses, LoseTheirKeysWhateverStandsInThem) {
  const std::pair<const char*, const char*> rows[] = {
      {"aws_x.y", "aws_x.y"},
      {"aws_x.y[0]", "aws_x.y"},
      {"module.a[\"b\"].aws_x.y[*]", "module.a.aws_x.y"},
      {R"(aws_x.y["a]b"])", "aws_x.y"},
      {R"(aws_x.y["a\"]b"].z)", "aws_x.y.z"},
      {"", ""},
  };
  for (const auto& [address, expected] : rows) EXPECT_EQ(without_keys(address), expected);
}

}  // namespace
}  // namespace findings
