// SPDX-License-Identifier: Apache-2.0
//
// What Bitbucket rejects, and what is wrong otherwise, is said where it is.
#include <gtest/gtest.h>

#include <algorithm>

#include "pipelines/facts.h"
#include "pipelines/testing.h"

namespace {

using pipelines_test::ReadFile;

std::string step(const std::string& lines) {
  return "pipelines:\n  default:\n    - step:\n        script: [echo]\n" + lines;
}

TEST(InvalidPipelines, SayWhatAStepCannotHold) {
  const std::pair<const char*, const char*> kCases[] = {
      {"        size: 3x\n",
       "5:15 \"size\" takes one of 1x, 2x, 4x, 8x, 16x, 32x (Did you mean "
       "\"1x\"?)\n"},
      {"        trigger: manuel\n",
       "5:18 \"trigger\" takes one of automatic, manual (Did you mean \"manual\"?)\n"},
      {"        max-time: soon\n", "5:19 \"max-time\" takes a whole number from 1 on\n"},
      {"        deploymnet: production\n",
       "5:9 There is no key \"deploymnet\" here (Did you mean \"deployment\"?)\n"},
      {"        something: else\n", ""},
      {"        caches: []\n", "5:9 \"caches\" is empty\n"},
      {"        caches: node\n", "5:17 \"caches\" takes a list\n"},
      {"        services: [a, a, a, a, a, docker]\n",
       "5:9 \"services\" has more than 5 items\n5:20 There is no service \"a\"\n"
       "5:23 There is no service \"a\"\n5:26 There is no service \"a\"\n"
       "5:29 There is no service \"a\"\n5:32 There is no service \"a\"\n"},
      {"        condition: {changesets: {includePaths: [a], excludePaths: [b]}}\n",
       "5:21 \"changesets\" takes either \"includePaths\" or \"excludePaths\"\n"},
      {"        oidc: {audiences: [a]}\n", ""},
      {"      image: x\n",
       "5:7 \"image\" stands beside the step, not in it (Indent it, and what follows, by two more "
       "blanks.)\n"},
  };
  for (const auto& [lines, expected] : kCases) {
    EXPECT_EQ(ReadFile(step(lines)).problems(), expected) << lines;
  }
}

TEST(InvalidPipelines, SayWhatScriptsCannotHold) {
  const std::pair<const char*, const char*> kCases[] = {
      {"pipelines:\n  default:\n    - step:\n        name: x\n", "3:7 The step has no script\n"},
      {"pipelines:\n  default:\n    - step:\n        script: []\n", "4:9 \"script\" is empty\n"},
      {"pipelines:\n  default:\n    - step:\n        script:\n          - echo \"a\": b\n",
       "5:13 This is no command: it reads as a mapping (Put the command in quotation marks.)\n"},
      {"pipelines:\n  default:\n    - step:\n        script:\n          -\n          - a\n",
       "5:11 An item of the script is empty\n"},
      {"pipelines:\n  default:\n    - step:\n      script:\n        - a\n",
       "4:7 \"script\" stands beside the step, not in it (Indent it, and what follows, by two more "
       "blanks.)\n"},
      {"pipelines:\n  default:\n    - step:\n", "3:7 The step is empty\n"},
  };
  for (const auto& [text, expected] : kCases) EXPECT_EQ(ReadFile(text).problems(), expected);
  // What stands beside an empty step is judged all the same.
  const ReadFile beside(kCases[4].first);
  EXPECT_EQ(beside.attribute("pipelines.default.step 1", "script"), "tolist([\n  \"a\",\n])");
}

TEST(InvalidPipelines, SayWhatPipelinesCannotHold) {
  const std::pair<const char*, const char*> kCases[] = {
      {"pipelines:\n", "1:1 There are no pipelines\n"},
      {"image: x\n", "1:1 There are no pipelines\n"},
      {"- a\n", "1:1 This is no pipeline file\n"},
      {"# none\n", "1:1 The pipeline file is empty\n"},
      {"pipelines:\n  branch:\n    main:\n      - step: {script: [a]}\n",
       "2:3 There is no key \"branch\" here (Did you mean \"branches\"?)\n"},
      {"pipelines:\n  live:\n    - step: {script: [a]}\n", ""},
      {"pipelines:\n  tags:\n    - step: {script: [a]}\n", "3:5 \"tags\" takes a mapping\n"},
      {"pipelines:\n  default:\n    - step: {script: [a], trigger: manual}\n",
       "3:7 The first step cannot be manual\n"},
      {"pipelines:\n  default:\n    - step: {script: [a], deployment: test}\n"
       "    - step: {script: [a], deployment: test}\n",
       "4:27 Deployment \"test\" occurs twice in one pipeline\n"},
      {"pipelines:\n  default:\n    - stage:\n        deployment: test\n        steps:\n"
       "          - step: {script: [a]}\n          - step: {script: [b]}\n",
       ""},
      {"pipelines:\n  custom:\n    x:\n      - step: {script: [a]}\n"
       "      - variables: [{name: A, allowed-values: [b]}]\n",
       "5:9 \"variables\" must come first\n5:31 \"allowed-values\" without a \"default\"\n"},
      {"pipelines:\n  custom:\n    x:\n      - variables: [{name: A, default: c, "
       "allowed-values: [b]}]\n      - step: {script: [a]}\n",
       "4:31 The default is none of the allowed values\n"},
      {"definitions:\n  services:\n    db: {memory: 64}\npipelines:\n  default:\n"
       "    - step: {script: [a]}\n",
       "3:5 Service \"db\" has no image\n3:18 \"memory\" takes a whole number from 128 on\n"},
      {"pipelines:\n  default: [{step: {script: [a]}}]\n  default: [{step: {script: [a]}}]\n",
       "3:3 The key \"default\" is given twice\n"},
      {"pipelines:\n  branches:\n    main:\n", "3:5 The pipeline has no steps\n"},
  };
  for (const auto& [text, expected] : kCases) {
    EXPECT_EQ(ReadFile(text).problems(), expected) << text;
  }
}

TEST(InvalidPipelines, CountSteps) {
  std::string text = "pipelines:\n  default:\n";
  for (int i = 0; i < 101; ++i) text += "    - step: {script: [a]}\n";
  EXPECT_EQ(ReadFile(text).problems(), "103:7 The pipeline has more than 100 steps\n");
}

TEST(InvalidPipelines, AreBounded) {
  std::string text = "x: &x\n";
  for (int i = 0; i < 600; ++i) text += "  - step: {script: [a]}\n";
  text += "pipelines:\n  branches:\n";
  for (int i = 0; i < 200; ++i) text += "    b" + std::to_string(i) + ": *x\n";
  const ReadFile read(text);
  EXPECT_LE(read.file->nodes.size(), pipelines::kMaxNodes);
  EXPECT_TRUE(std::ranges::any_of(read.file->diagnostics.all(), [](const auto& diagnostic) {
    return diagnostic.id == diagnostics::kLimitReached;
  }));
}

TEST(Facts, AreSorted) {
  for (const char* object : {"step", "stage", "pipelines", "image", "artifacts", "upload"}) {
    const auto keys = pipelines::known_keys(object);
    EXPECT_FALSE(keys.empty()) << object;
    EXPECT_TRUE(std::ranges::is_sorted(keys, {}, &pipelines::KnownKey::key));
  }
  EXPECT_TRUE(pipelines::known_keys("").empty());
}

}  // namespace
