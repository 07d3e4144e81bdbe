// SPDX-License-Identifier: Apache-2.0
// Modules whose files are not where they are called from: not there, empty, in a submodule of git
// that is not checked out, or completed by Terragrunt.
#include <gtest/gtest.h>

#include "terraform/testing.h"

namespace terraform::testing {
namespace {

using Texts = std::vector<std::string>;

constexpr const char* kCall =
    "module \"m\" {\n  source = \"./net/vpc\"\n  a      = 1\n  b      = 2\n}\n"
    "output \"o\" {\n  value = module.m.x\n}\n";

std::string absence_of(Repository& repository) {
  std::string text;
  for (const MissingModule& missing : repository.evaluation().missing_modules()) {
    text += missing.address + ' ' + std::to_string(static_cast<int>(missing.absence)) + ' ' +
            missing.submodule + '\n';
  }
  return text;
}

TEST(ModulePlaces, ADirectoryThatIsNotThereIsRefusedOnce) {
  Repository repository(kCall);
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.problems(), "main.tf:2: Unreadable module directory\n");
  EXPECT_EQ(repository.output("o"), "unknown invalid Unreadable module directory");
  EXPECT_EQ(absence_of(repository), "module.m 2 \n");
}

// `terraform validate` 1.11.4 says "Unsupported argument" of each, and accepts a call without any.
TEST(ModulePlaces, ADirectoryWithoutTerraformIsRefusedOnce) {
  Repository repository({{"main.tf", kCall}, {"net/vpc/README.md", ""}});
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.problems(), "main.tf:2: Empty module directory\n");
  EXPECT_EQ(repository.output("o"), "unknown invalid Empty module directory");
  Repository read({{"main.tf",
                    "module \"m\" {\n  source = \"./vpc\"\n}\n"
                    "output \"o\" {\n  value = [module.m.x, module.m.y]\n}\n"},
                   {"vpc/README.md", ""}});
  read.evaluate({}, Purpose::check);
  EXPECT_EQ(read.problems(), "main.tf:2: Empty module directory\n");
  Repository unused(
      {{"main.tf", "module \"m\" {\n  source = \"./vpc\"\n}\n"}, {"vpc/README.md", ""}});
  unused.evaluate({}, Purpose::check);
  EXPECT_EQ(unused.problems(), "");
}

TEST(ModulePlaces, InASubmoduleThatIsNotCheckedOutTheyAreNotInstalled) {
  const std::string modules = "[submodule \"x\"]\n\tpath = net\n\turl = https://x/net.git\n";
  Repository repository({{"main.tf", kCall}, {".gitmodules", modules}});
  repository.evaluate({}, Purpose::check);
  EXPECT_EQ(repository.problems(), "");
  EXPECT_EQ(repository.output("o"), "unknown module module.m");
  EXPECT_EQ(absence_of(repository), "module.m 1 net\n");
  // It is checked out, and that directory is not in it.
  Repository checked_out({{"main.tf", kCall}, {".gitmodules", modules}, {"net/README.md", "text"}});
  checked_out.evaluate({}, Purpose::check);
  EXPECT_EQ(checked_out.problems(), "main.tf:2: Unreadable module directory\n");
  // Terraform knows nothing of submodules.
  repository.evaluate();
  EXPECT_EQ(repository.problems(), "main.tf:2: Unreadable module directory\n");
}

// What is said of the directory "app", whose main.tf refers to what is not declared.
std::string completed(std::vector<TextFile> files) {
  files.push_back({"app/main.tf",
                   "output \"o\" {\n  value = \"${var.size}-${local.x}-${data.aws_y.z.id}\"\n}\n"});
  Repository repository(std::move(files));
  const Evaluation& evaluation = repository.evaluate({}, Purpose::check, "app");
  std::string text;
  for (const diagnostics::Diagnostic& problem : evaluation.diagnostics().all()) {
    text += problem.severity == diagnostics::Severity::note ? "note " : "";
    text += problem.summary + '\n';
  }
  const std::string output = repository.output("o");
  return text + (output.find("Terragrunt") == std::string::npos ? "" : output);
}

constexpr const char* kRefused =
    "Reference to undeclared input variable\n"
    "Reference to undeclared local value\n"
    "Reference to undeclared resource\n";

std::string added_by(const std::string& file) {
  return "note What Terragrunt adds to app is not there\nunknown external what Terragrunt adds "
         "by " +
         file;
}

TEST(Terragrunt, WhatItGeneratesBesideADirectoryIsUnknown) {
  const std::string generate = "generate \"vars\" {\n  path = \"v.tf\"\n  contents = ";
  const std::string by_file = generate + "file(\"v.tf\")\n}\n";
  EXPECT_EQ(completed({}), kRefused);
  EXPECT_EQ(completed({{"app/terragrunt.hcl", by_file}}), added_by("app/terragrunt.hcl"));
  EXPECT_EQ(completed({{"app/terragrunt.hcl", generate + "\"variable size {}\"\n}\n"}}),
            added_by("app/terragrunt.hcl"));
  EXPECT_EQ(completed({{"app/terragrunt.hcl", "include {\n  path = find_in_parent_folders()\n}\n"},
                       {"terragrunt.hcl", by_file}}),
            added_by("app/terragrunt.hcl"));
  // What is written out declares nothing that could be referred to.
  EXPECT_EQ(completed({{"app/terragrunt.hcl", generate + "\"provider aws {}\"\n}\n"}}), kRefused);
  EXPECT_EQ(completed({{"app/terragrunt.hcl", "inputs = { size = 1 }\n"}}), kRefused);
  EXPECT_EQ(completed({{"other/terragrunt.hcl", by_file}}), kRefused);
}

TEST(Terragrunt, WhatItAddsToASourceIsUnknown) {
  const auto unit = [](const std::string& source) {
    return "terraform {\n  source = \"" + source + "\"\n}\ninclude {\n  path = \"../..\"\n}\n";
  };
  const TextFile parent{"live/terragrunt.hcl",
                        "generate \"vars\" {\n  contents = file(\"v.tf\")\n}\n"};
  for (const char* source : {"../..//app", "../../app?ref=1", "${get_repo_root()}//app",
                             "${dirname(find_in_parent_folders(\"a.hcl\"))}/../app",
                             "./${local.x}/app", "git::https://x/y.git//app"}) {
    EXPECT_EQ(completed({parent, {"live/dev/terragrunt.hcl", unit(source)}}),
              added_by("live/dev/terragrunt.hcl"))
        << source;
  }
  EXPECT_EQ(completed({parent, {"live/dev/terragrunt.hcl", unit("../../other")}}), kRefused);
  // Which directory is meant is not told.
  EXPECT_EQ(completed({parent,
                       {"live/dev/terragrunt.hcl",
                        "terraform {\n  source = local.app\n}\ninclude {}\n"}}),
            added_by("live/dev/terragrunt.hcl"));
  // Nothing is added to it.
  EXPECT_EQ(completed({{"live/dev/terragrunt.hcl", unit("../..//app")}}), kRefused);
  // What stands beside the unit is.
  EXPECT_EQ(completed({{"live/dev/terragrunt.hcl", unit("../..//app")}, {"live/dev/v.tf", ""}}),
            added_by("live/dev/terragrunt.hcl"));
  // What comes from elsewhere is put beside the unit's own files.
  EXPECT_EQ(completed({{"app/terragrunt.hcl", unit("git::https://x/y.git//net")}}),
            added_by("app/terragrunt.hcl"));
}

TEST(LentFiles, MakeNoRootOfTheDirectoryThatLendsThem) {
  source::MemoryFileSystem file_system;
  file_system.add("lent/main.tf", "terraform {\n  backend \"s3\" {}\n}\n");
  source::Files files;
  const auto kind = [&](bool lends_all, const Texts& declared) {
    Loader loader(file_system, files, 1);
    source::Discovery discovery = source::discover(file_system, Texts{"lent"});
    discovery.directories[0].lends_all = lends_all;
    return loader.load_all(discovery, declared)[0].kind;
  };
  EXPECT_EQ(kind(false, {}), DirectoryKind::root);
  EXPECT_EQ(kind(true, {}), DirectoryKind::called);
  EXPECT_EQ(kind(true, {"lent"}), DirectoryKind::root);
}

}  // namespace
}  // namespace terraform::testing
