// SPDX-License-Identifier: Apache-2.0
//
// plumbline init as somebody meets it who has a repository already: what it writes, what it says,
// and what it does not touch.
#include <gtest/gtest.h>

#include "end_to_end/program.h"
#include "source/git_sample.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

using end_to_end::ProgramResult;
using end_to_end::run_program;
using end_to_end::text_of;

class Init : public testing::Test {
 protected:
  Init() {
    sample_.write("live/main.tf",
                  "terraform {\n  backend \"s3\" {}\n}\n"
                  "resource \"aws_ebs_volume\" \"data\" {\n  availability_zone = "
                  "\"eu-central-1a\"\n  size = 20\n}\n");
  }
  ProgramResult init(const std::string& arguments = "") const { return run("init " + arguments); }
  ProgramResult run(const std::string& arguments) const {
    return run_program(arguments, sample_.root());
  }
  std::string text(const std::string& name) const { return text_of(sample_.at(name)); }
  bool has(const std::string& name) const {
    return fs::exists(fs::symlink_status(sample_.at(name)));
  }
  void set_remote(const std::string& url) const {
    std::ofstream(sample_.at(".git/config"), std::ios::app)
        << "[remote \"origin\"]\n\turl = " << url << "\n";
  }

  source_test::GitSample sample_;
};

TEST_F(Init, WritesWhatThereIsNotAndSaysSo) {
  set_remote("git@bitbucket.org:team/shop.git");
  const ProgramResult result = init("--baseline");
  EXPECT_EQ(result.exit_code, 0) << result.errors;
  EXPECT_EQ(result.output,
            ".plumbline.hcl: written, with profile aws-web.\n"
            ".plumbline-baseline.json: written, with 1 accepted finding.\n"
            ".pre-commit-config.yaml: written, with the hook.\n"
            "bitbucket-pipelines.yml: written, with a step that judges pull requests.\n"
            "\nNext:\n"
            "  plumbline check                  shows what is found, and not accepted\n"
            "  git add --all                    stages this, as the hook judges what is staged\n"
            "  pre-commit install               has git run the hook before each commit\n");
  EXPECT_NE(text(".plumbline.hcl").find("\nbaseline = \".plumbline-baseline.json\"\n"),
            std::string::npos);
  EXPECT_NE(text(".plumbline-baseline.json").find("aws_ebs_volume.data"), std::string::npos);
  // What was written is heeded, finds nothing in itself, and lets the first commit pass.
  EXPECT_EQ(run("check").exit_code, 0) << run("check").output;
  sample_.add_all();
  EXPECT_EQ(run("check --staged --quiet").output, "");
}

TEST_F(Init, ChangesNothingTheSecondTime) {
  set_remote("https://bitbucket.org/team/shop");
  init("--baseline");
  const char* names[] = {".plumbline.hcl", ".plumbline-baseline.json", ".pre-commit-config.yaml",
                         "bitbucket-pipelines.yml"};
  std::vector<std::string> texts;
  for (const char* name : names) texts.push_back(text(name));
  sample_.write("live/more.tf", "resource \"aws_ebs_volume\" \"more\" {\n  size = 20\n}\n");
  for (const char* arguments : {"--baseline", "", "--profile aws-web"}) {
    const ProgramResult again = init(arguments);
    EXPECT_EQ(again.exit_code, 0);
    EXPECT_NE(again.output.find("\nNothing is changed.\n"), std::string::npos) << again.output;
    for (size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(text(names[i]), texts[i]);
  }
  const std::string other = init("--profile lq3-production").output;
  EXPECT_NE(other.find("it is there already, with profile \"aws-web\""), std::string::npos)
      << other;
}

TEST_F(Init, TakesABaselineInLater) {
  const std::string first = init().output;
  EXPECT_NE(first.find("  plumbline init --baseline "), std::string::npos) << first;
  EXPECT_EQ(run("check").exit_code, 1);
  const std::string second = init("--baseline").output;
  EXPECT_NE(second.find(".plumbline.hcl: the baseline was added; the rest stays"),
            std::string::npos)
      << second;
  EXPECT_EQ(run("check").exit_code, 0);
}

TEST_F(Init, ShowsWhatItWouldDo) {
  sample_.write(".pre-commit-config.yaml", "repos:\n- repo: a\n  hooks:\n  - id: x\n");
  const ProgramResult result = init("--dry-run --baseline");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_NE(result.output.find(".plumbline.hcl: would be written, with profile aws-web.\n  + # "),
            std::string::npos)
      << result.output;
  EXPECT_NE(result.output.find("  + baseline = \".plumbline-baseline.json\"\n"), std::string::npos);
  EXPECT_NE(result.output.find("  + - repo: local\n  +   hooks:\n"), std::string::npos)
      << result.output;
  EXPECT_NE(result.output.find("would be written, with 1 accepted finding"), std::string::npos);
  EXPECT_FALSE(has(".plumbline.hcl"));
  EXPECT_FALSE(has(".plumbline-baseline.json"));
  EXPECT_EQ(text(".pre-commit-config.yaml"), "repos:\n- repo: a\n  hooks:\n  - id: x\n");
}

TEST_F(Init, WritesNoPipelineWhereNobodyWouldRunIt) {
  set_remote("git@github.com:team/bitbucket.org.git");
  EXPECT_EQ(init().output.find("bitbucket"), std::string::npos);
  EXPECT_FALSE(has("bitbucket-pipelines.yml"));
}

TEST_F(Init, SaysWhatToPutIntoAPipelineThatIsThere) {
  const std::string before =
      "pipelines:\n  pull-requests:\n    '**':\n    - step:\n        script: [make]\n";
  sample_.write("bitbucket-pipelines.yml", before);
  const ProgramResult result = init();
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_NE(result.output.find("To be added by hand:\n\n    - step:\n        name: Plumbline\n"),
            std::string::npos)
      << result.output;
  EXPECT_EQ(text("bitbucket-pipelines.yml"), before);
}

TEST_F(Init, OfWhatIsNoRepositoryWritesTheConfigAlone) {
  sample_.remove(".git/HEAD");
  fs::remove_all(sample_.at(".git"));
  const ProgramResult result = init();
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_NE(result.output.find("This is no git repository, so there is neither hook nor step"),
            std::string::npos)
      << result.output;
  EXPECT_EQ(result.output.find("pre-commit install"), std::string::npos);
  EXPECT_TRUE(has(".plumbline.hcl"));
  EXPECT_FALSE(has(".pre-commit-config.yaml"));
}

TEST_F(Init, OfADirectoryBelowTheTopWritesNothingAboveIt) {
  const ProgramResult result = init("live");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_NE(result.output.find("belong at the top of the repository: `plumbline init " +
                               sample_.root() + "`"),
            std::string::npos)
      << result.output;
  EXPECT_TRUE(has("live/.plumbline.hcl"));
  EXPECT_FALSE(has(".pre-commit-config.yaml"));
}

TEST_F(Init, WritesThroughNoLink) {
  const source_test::GitSample other;
  other.write("hooks.yaml", "repos:\n- repo: a\n  hooks:\n  - id: x\n");
  for (const std::string& target : {other.at("hooks.yaml"), std::string("own.yaml")}) {
    sample_.write("own.yaml", "repos:\n- repo: a\n  hooks:\n  - id: x\n");
    fs::remove(sample_.at(".pre-commit-config.yaml"));
    sample_.link(target, ".pre-commit-config.yaml");
    const std::string said = init().output;
    EXPECT_NE(said.find("To be added by hand"), std::string::npos) << said;
    EXPECT_NE(said.find("id: plumbline"), std::string::npos) << said;
    EXPECT_EQ(text_of(other.at("hooks.yaml")), "repos:\n- repo: a\n  hooks:\n  - id: x\n");
    EXPECT_EQ(text("own.yaml"), "repos:\n- repo: a\n  hooks:\n  - id: x\n");
  }
  // Links that lead nowhere would make a file there.
  for (const char* name : {".plumbline.hcl", ".plumbline-baseline.json"}) {
    fs::remove(sample_.at(name));
    sample_.link(other.at("made"), name);
    init("--baseline");
    EXPECT_FALSE(fs::exists(other.at("made"))) << name;
  }
}

TEST_F(Init, MakesNoBaselineOfWhatItCannotJudge) {
  sample_.write(".plumbline.hcl", "nosuch = 1\n");
  const ProgramResult result = init("--baseline");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_NE(result.errors.find("nosuch"), std::string::npos) << result.errors;
  EXPECT_FALSE(has(".pre-commit-config.yaml"));
  EXPECT_FALSE(has(".plumbline-baseline.json"));
}

TEST_F(Init, SaysWhatCannotBeAccepted) {
  sample_.write("live/broken.tf", "resource {{\n");
  const ProgramResult result = init("--baseline");
  EXPECT_NE(result.output.find("and without 1 that cannot be accepted"), std::string::npos)
      << result.output;
}

TEST_F(Init, RefusesWhatIsNotThere) {
  EXPECT_EQ(init("nowhere").exit_code, 2);
  const ProgramResult profile = init("--profile nobody");
  EXPECT_EQ(profile.exit_code, 2);
  EXPECT_NE(profile.errors.find("there is no profile \"nobody\"; profiles are aws-web"),
            std::string::npos)
      << profile.errors;
}

}  // namespace
}  // namespace cli
