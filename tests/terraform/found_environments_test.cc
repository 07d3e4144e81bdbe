// SPDX-License-Identifier: Apache-2.0
//
// Which environments the names of variable files tell of.
#include "terraform/found_environments.h"

#include <gtest/gtest.h>

namespace terraform {
namespace {

using Texts = std::vector<std::pair<const char*, const char*>>;  // path and text

// "prod: env/common.tfvars env/prod.tfvars", an environment a line.
std::string found(const Texts& texts, const char* root = "net",
                  Reach reach = Reach::below_and_beside) {
  source::MemoryFileSystem file_system;
  file_system.add(source::join_path(root, "main.tf"), "variable \"size\" {}\n");
  for (const auto& [path, text] : texts) file_system.add(path, text);
  source::Files files;
  Loader loader(file_system, files, 1);
  std::string result;
  const FoundEnvironments found = find_environments(loader, loader.load(root), reach);
  for (const FoundEnvironment& environment : found.all) {
    result += environment.name + ":";
    for (const std::string& file : environment.var_files) result += " " + file;
    result += "\n";
  }
  constexpr const char* kWhy[] = {"broken", "unreadable", "foreign"};
  for (const UnusableFile& file : found.unusable) {
    result += kWhy[static_cast<size_t>(file.why)] + (" " + file.path) + ": ";
    result += (file.environment.empty() ? "all" : file.environment) + "\n";
  }
  return result;
}

constexpr const char* kSize = "size = 1\n";

struct Row {
  const char* name;
  Texts texts;
  const char* found;
};
class FoundEnvironments : public testing::TestWithParam<Row> {};
TEST_P(FoundEnvironments, AreThoseOfTheirFiles) {
  EXPECT_EQ(found(GetParam().texts), GetParam().found);
}

// flat table: variable files and the environments that they make.
const Row kRows[] = {
    {"InTheRoot",
     {{"net/dev.tfvars", kSize}, {"net/prod.tfvars.json", "{\"size\": 1}"}},
     "dev: net/dev.tfvars\nprod: net/prod.tfvars.json\n"},
    {"NotWhatTerraformReadsByItself",
     {{"net/terraform.tfvars", kSize}, {"net/more.auto.tfvars", kSize}},
     ""},
    {"InADirectoryBelow",
     {{"net/env/dev.tfvars", kSize}, {"net/env/prod.tfvars", kSize}},
     "dev: net/env/dev.tfvars\nprod: net/env/prod.tfvars\n"},
    {"InADirectoryBeside", {{"environments/dev.tfvars", kSize}}, "dev: environments/dev.tfvars\n"},
    {"InADirectoryOfTheirName",
     {{"net/vars/dev/terraform.tfvars", kSize}, {"net/vars/dev/alarms.tfvars", kSize}},
     "dev: net/vars/dev/terraform.tfvars net/vars/dev/alarms.tfvars\n"},
    {"NamesWithTerraformInThem",
     {{"net/terraform.dev.tfvars", kSize},
      {"net/env/prod.terraform.tfvars", kSize},
      {"net/env/test.auto.tfvars", kSize}},
     "dev: net/terraform.dev.tfvars\nprod: net/env/prod.terraform.tfvars\n"
     "test: net/env/test.auto.tfvars\n"},
    {"CommonFilesComeFirst",
     {{"net/env/common.tfvars", kSize}, {"net/env/a.tfvars", kSize}, {"net/env/z.tfvars", kSize}},
     "a: net/env/common.tfvars net/env/a.tfvars\nz: net/env/common.tfvars net/env/z.tfvars\n"},
    {"CommonFilesAloneAreNoEnvironment", {{"net/common.tfvars", kSize}}, ""},
    {"NotThoseWithAFileThatDoesNotParse",
     {{"net/env/dev.tfvars", kSize},
      {"net/env/prod.tfvars", "size = 2\nenc = \n"},
      {"net/vars/live/a.tfvars", kSize},
      {"net/vars/live/b.tfvars", "enc = \n"}},
     "dev: net/env/dev.tfvars\nbroken net/env/prod.tfvars: prod\n"
     "broken net/vars/live/b.tfvars: live\n"},
    {"NoneWhereACommonFileDoesNotParse",
     {{"net/env/dev.tfvars", kSize}, {"net/env/common.tfvars", "size = \n"}},
     "broken net/env/common.tfvars: all\n"},
    {"NotThoseThatGiveNothingBesideOthersThatDo",
     {{"net/env/dev.tfvars", kSize},
      {"net/env/prod.tfvars", "sise = 1\n"},
      {"net/vars/test.tfvars", "sise = 1\n"}},
     "dev: net/env/dev.tfvars\nforeign net/env/prod.tfvars: prod\n"},
    {"NotSettingsOfABackend",
     {{"net/env/dev.tfvars", kSize}, {"net/env/dev-backend.tfvars", "bucket = \"b\"\n"}},
     "dev: net/env/dev.tfvars\n"},
    {"NotTheFilesOfOtherRoots",
     {{"environments/prod/main.tf", ""}, {"environments/prod/prod.tfvars", kSize}},
     ""},
    {"NotTheFilesOfModulesBelow",
     {{"net/config/main.tf", ""}, {"net/config/dev.tfvars", kSize}},
     ""},
    {"NotSamples",
     {{"net/example.tfvars", kSize},
      {"net/terraform.template.tfvars", kSize},
      {"net/dev.auto.example.tfvars", kSize},
      {"net/env/dev/sample.tfvars", kSize}},
     ""},
    {"NotFilesThatAreNoVariables", {{"net/env/dev.yaml", kSize}, {"net/env/README.md", ""}}, ""},
};
INSTANTIATE_TEST_SUITE_P(Terraform, FoundEnvironments, testing::ValuesIn(kRows),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(FoundEnvironment, BesideIsLookedForOnlyWhereAskedFor) {
  const Texts texts = {{"env/dev.tfvars", kSize}};
  EXPECT_EQ(found(texts, "net", Reach::below), "");
  EXPECT_EQ(found(texts, ".", Reach::below), "dev: env/dev.tfvars\n");
}

}  // namespace
}  // namespace terraform
