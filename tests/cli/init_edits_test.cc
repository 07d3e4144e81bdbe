// SPDX-License-Identifier: Apache-2.0
//
// What `plumbline init` puts into files that are there: its own lines, and nothing else changes.
#include <gtest/gtest.h>

#include "cli/init/edits.h"
#include "config/config.h"

namespace cli::init {
namespace {

constexpr const char* kVersion = "1.2.3";

std::string hook(const Edit& edit) {
  return edit.kind == Edit::Kind::adds ? edit.text : "not added: " + edit.why;
}

TEST(Hook, IsAddedBehindTheLastRepositoryWhateverStandsAround) {
  EXPECT_EQ(hook(add_hook(R"(# What runs before a commit.
default_stages: [commit]
repos:
  - repo: https://example.com/tools   # ours
    rev: v1
    hooks:
      - id: tidy
        args: [--all]
        # - not this one
  # and no more

ci:
  autofix: false
)",
                          kVersion)),
            R"(# What runs before a commit.
default_stages: [commit]
repos:
  - repo: https://example.com/tools   # ours
    rev: v1
    hooks:
      - id: tidy
        args: [--all]
        # - not this one
  - repo: local
    hooks:
      - id: plumbline
        name: plumbline
        language: python
        additional_dependencies: [plumbline-linter==1.2.3]
        entry: plumbline check --staged --quiet
        pass_filenames: false
        always_run: true
  # and no more

ci:
  autofix: false
)");
}

TEST(Hook, IsIndentedAsItsNeighboursAre) {
  const std::pair<const char*, const char*> rows[] = {
      // As `pre-commit sample-config` did for long.
      {"repos:\n-   repo: a\n    hooks:\n    -   id: x\n",
       "-   repo: local\n    hooks:\n    -   id: plumbline\n        name: plumbline\n"},
      {"repos:\n  - repo: a\n    hooks:\n    - id: x",
       "\n  - repo: local\n    hooks:\n    - id: plumbline\n      name: plumbline\n"},
      {"repos:\n- repo: a\n  hooks:\n  - id: x\n    args: [\n  ]\n",
       "- repo: local\n  hooks:\n  - id: plumbline\n    name: plumbline\n"},
      {"repos:\n  - repo: a\n    hooks: [{id: x}]\n",
       "  - repo: local\n    hooks:\n      - id: plumbline\n        name: plumbline\n"},
      {"repos:\n  - hooks:\n      - id: x\n        entry: |\n          a\n\n          b\n    repo: "
       "a\n",
       "  - repo: local\n    hooks:\n      - id: plumbline\n        name: plumbline\n"},
  };
  for (const auto& [before, added] : rows) {
    const Edit edit = add_hook(before, kVersion);
    EXPECT_TRUE(hook(edit).starts_with(std::string(before) + added)) << hook(edit);
  }
}

TEST(Hook, KeepsCarriageReturns) {
  const Edit edit = add_hook("repos:\r\n- repo: a\r\n  hooks:\r\n  - id: x\r\n", kVersion);
  EXPECT_TRUE(hook(edit).starts_with(
      "repos:\r\n- repo: a\r\n  hooks:\r\n  - id: x\r\n- repo: local\r\n  hooks:\r\n"))
      << hook(edit);
  for (size_t at = 0; (at = edit.text.find('\n', at)) != std::string::npos; ++at) {
    EXPECT_EQ(edit.text[at - 1], '\r');
  }
}

TEST(Hook, IsNotAddedTwice) {
  const Edit edit = add_hook("repos:\n- repo: a\n  hooks:\n  - id: x\n", kVersion);
  EXPECT_EQ(add_hook(edit.text, kVersion).kind, Edit::Kind::there);
  EXPECT_EQ(add_hook(hook_file_text(kVersion), kVersion).kind, Edit::Kind::there);
  for (const char* own : {"repos: [{repo: b, hooks: [{id: plumbline-system}]}]\n",
                          "repos:\n- repo: local\n  hooks:\n  - id: terraform\n"
                          "    entry: bin/plumbline check --staged\n"}) {
    EXPECT_EQ(add_hook(own, kVersion).kind, Edit::Kind::there) << own;
  }
  EXPECT_EQ(
      add_hook("repos:\n- repo: git://host/plumbline-docs\n  hooks:\n  - id: x\n", kVersion).kind,
      Edit::Kind::adds);
}

TEST(Hook, IsLeftToPeopleWhereLinesCannotBeAddedSafely) {
  const std::pair<const char*, const char*> rows[] = {
      {"repos: []\n", "no list of repos"},
      {"repos:\n", "no list of repos"},
      {"- repo: a\n  hooks:\n  - id: x\n", "no list of repos"},
      {"repos: &all\n- repo: a\n  hooks: []\nother: *all\n", "leaves no place"},
      {"repos: [{repo: a, hooks: [{id: x}]}]\n", "no list of repos"},
      {"repos:\n- {repo: a, hooks: [{id: x}]}\n", "not written on lines of its own"},
      {"repos:\n- repo: a\n  hooks:\n  - id: x\n    args: [\n]\n", "leaves no place"},
      {"repos:\n- repo: a\r\n  hooks:\n  - id: x\n", "end in different ways"},
      {"\xEF\xBB\xBFrepos:\n- repo: a\n  hooks:\n  - id: x\n", "byte order mark"},
      {"repos: [\n", "no valid YAML"},
      {"# nothing\n", "empty"},
      {"", "empty"},
  };
  for (const auto& [text, why] : rows) {
    const Edit edit = add_hook(text, kVersion);
    EXPECT_EQ(edit.kind, Edit::Kind::by_hand) << text << edit.text;
    EXPECT_NE(edit.why.find(why), std::string::npos) << text << edit.why;
    EXPECT_NE(edit.lines.find("id: plumbline"), std::string::npos);
  }
}

TEST(Step, IsAddedWherePullRequestsRunNothing) {
  EXPECT_EQ(hook(add_step(R"(image: node:20
pipelines:
  default: &build
    - step:
        script:
          - make
  # releases
  tags:
    'v*': *build
definitions:
  caches: {a: b}
)",
                          kVersion)),
            R"(image: node:20
pipelines:
  default: &build
    - step:
        script:
          - make
  # releases
  tags:
    'v*': *build
  pull-requests:
    '**':
      - step:
          name: Plumbline
          image: python:3.12-slim
          script:
            - pip install --quiet plumbline-linter==1.2.3
            - plumbline publish bitbucket
definitions:
  caches: {a: b}
)");
}

TEST(Step, IsLeftToPeopleWherePullRequestsRunSomething) {
  const Edit edit = add_step(
      "pipelines:\n  pull-requests:\n    '**':\n    - step:\n        script: [make]\n", kVersion);
  EXPECT_EQ(edit.kind, Edit::Kind::by_hand);
  EXPECT_TRUE(edit.lines.starts_with("- step:\n    name: Plumbline\n")) << edit.lines;
  EXPECT_EQ(add_step("pipelines: {default: [{step: {script: [make]}}]}\n", kVersion).kind,
            Edit::Kind::by_hand);
  EXPECT_EQ(add_step("definitions:\n  caches: {}\n", kVersion).kind, Edit::Kind::by_hand);
}

TEST(Step, IsNotAddedTwice) {
  EXPECT_EQ(add_step(pipeline_file_text(kVersion), kVersion).kind, Edit::Kind::there);
  EXPECT_EQ(add_step("pipelines:\n  default:\n  - step:\n      script:\n"
                     "      - plumbline check --strict\n",
                     kVersion)
                .kind,
            Edit::Kind::there);
}

// What a config says, its diagnostics first.
config::LoadedConfig read(const std::string& text, source::Files& files, values::Arena& arena) {
  source::MemoryFileSystem file_system;
  file_system.add(".plumbline.hcl", text);
  return config::load(file_system, files, ".plumbline.hcl", arena);
}

TEST(Config, IsReadWithoutAComplaintHoweverMuchOfItIsChosen) {
  source::Files files;
  values::Arena arena;
  const std::string text = config_text("lq3-production", "0.1", "");
  const config::LoadedConfig plain = read(text, files, arena);
  EXPECT_TRUE(plain.diagnostics.empty());
  EXPECT_EQ(plain.config.profile, "lq3-production");
  EXPECT_EQ(plain.config.rules_version, "0.1");
  EXPECT_EQ(plain.config.baseline, "");
  EXPECT_EQ(read(config_text("a", "0.1", "b.json"), files, arena).config.baseline, "b.json");
  // What is commented out is a line of HCL behind the mark; a sentence is none.
  std::string chosen;
  bool in_block = false;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const bool opens = line.starts_with("# ") && line.ends_with("{");
    const bool sets = line.starts_with("# ") && line.find(" = ") != std::string::npos;
    in_block = in_block || opens;
    chosen += (in_block || sets ? line.substr(2) : line) + "\n";
    if (line == "# }") in_block = false;
  }
  const config::LoadedConfig all = read(chosen, files, arena);
  EXPECT_TRUE(all.diagnostics.empty()) << chosen;
  EXPECT_EQ(all.config.baseline, kBaselineFile);
  EXPECT_EQ(all.config.fail_on, config::Severity::medium);
  EXPECT_EQ(all.config.roots, std::vector<std::string>{"infra"});
  EXPECT_EQ(all.config.environments.size(), 1u);
  EXPECT_EQ(all.config.policy.rules.size(), 1u);
  EXPECT_EQ(all.config.suppressions.longest_days, 180u);
}

TEST(Config, GetsABaselineOnALineOfItsOwn) {
  const std::pair<std::string, std::string> rows[] = {
      {"# Ours\n\nprofile = \"a\"\n", "# Ours\n\nbaseline = \"b.json\"\nprofile = \"a\"\n"},
      {"", "baseline = \"b.json\"\n"},
      {"# Ours", "# Ours\nbaseline = \"b.json\"\n"},
      {"/* all\nof this */\nprofile = \"a\"\n",
       "baseline = \"b.json\"\n/* all\nof this */\nprofile = \"a\"\n"},
      {"rule \"a\" {\n}\n", "baseline = \"b.json\"\nrule \"a\" {\n}\n"},
  };
  for (const auto& [before, after] : rows) {
    EXPECT_EQ(hook(add_baseline(before, "b.json")), after);
  }
  const std::string ours = config_text("aws-web", "0.1", "");
  EXPECT_EQ(hook(add_baseline(ours, kBaselineFile)), config_text("aws-web", "0.1", kBaselineFile));
}

TEST(Config, KeepsTheBaselineItNames) {
  EXPECT_EQ(add_baseline("baseline = \"mine.json\"\n", "b.json").kind, Edit::Kind::there);
}

TEST(Config, IsLeftToPeopleWhereALineWouldSaySomethingElse) {
  for (const char* text : {"profile = \n", "what = 1\n", "profile = \"a\n"}) {
    const Edit edit = add_baseline(text, "b.json");
    EXPECT_EQ(edit.kind, Edit::Kind::by_hand) << edit.text;
    EXPECT_EQ(edit.lines, "baseline = \"b.json\"\n");
    EXPECT_FALSE(edit.why.empty());
  }
}

}  // namespace
}  // namespace cli::init
