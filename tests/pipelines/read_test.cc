// SPDX-License-Identifier: Apache-2.0
//
// Pipelines as nodes: what there are, what holds for each, and where it is written.
#include <gtest/gtest.h>

#include "pipelines/testing.h"

namespace {

using pipelines_test::ReadFile;

constexpr const char* kFile = R"(
image: node:20
options:
  max-time: 30
definitions:
  services:
    redis:
      image: redis:7
      variables:
        A: b
  steps:
    - step: &build
        name: Build
        oidc: true
        script:
          - npm ci
        artifacts:
          - dist/**
pipelines:
  default:
    - step: *build
  branches:
    main:
      - step: *build
      - parallel:
          fail-fast: true
          steps:
            - step:
                name: Test
                image:
                  name: registry.example.com:5000/team/app:1.2@sha256:abc
                services: [redis, docker]
                script:
                  - npm test
            - step:
                script: [npm run lint]
      - stage:
          name: Release
          deployment: production
          trigger: manual
          steps:
            - step:
                <<: *build
                name: Deploy
                caches: [node]
                script:
                  - pipe: atlassian/aws-ecs-deploy:1.6.0
                    variables:
                      CLUSTER: web-$NAME
                  - echo done
    'release/*':
      - step: *build
  custom:
    again:
      - variables:
          - name: VERSION
            default: a
            allowed-values: [a, b]
      - step: {script: [echo $VERSION], max-time: 5, size: 2x}
)";

TEST(Pipelines, AreNodesWithAddressesWithoutNumbers) {
  const ReadFile read(kFile);
  EXPECT_EQ(read.problems(), "");
  std::string addresses;
  for (const pipelines::Node& node : read.file->nodes) addresses += node.address + "\n";
  EXPECT_EQ(addresses,
            "file\n"
            "image\n"
            "definitions.services.redis\n"
            "definitions.services.redis.image\n"
            "pipelines.default\n"
            "pipelines.default.step \"Build\"\n"
            "pipelines.branches.main\n"
            "pipelines.branches.main.step \"Build\"\n"
            "pipelines.branches.main.step \"Test\"\n"
            "pipelines.branches.main.step \"Test\".image\n"
            "pipelines.branches.main.step 3\n"
            "pipelines.branches.main.stage \"Release\"\n"
            "pipelines.branches.main.stage \"Release\".step \"Deploy\"\n"
            "pipelines.branches.main.stage \"Release\".step \"Deploy\".pipe "
            "atlassian/aws-ecs-deploy\n"
            "pipelines.branches.\"release/*\"\n"
            "pipelines.branches.\"release/*\".step \"Build\"\n"
            "pipelines.custom.again\n"
            "pipelines.custom.again.step 1\n");
}

TEST(Pipelines, HaveAllTextsOfTheirFileOnceUsedOrNot) {
  const ReadFile read(R"(definitions:
  steps:
    - step: &unused
        script:
          - &line echo a
  more: ["b c", *line]
pipelines:
  default:
    - step:
        script:
          - *line
          - 'd'
)");
  const pipelines::Attribute* texts = read.node("file")->attribute("texts");
  ASSERT_NE(texts, nullptr);
  std::string shown;
  for (size_t i = 0; i < texts->value.elements().size(); ++i) {
    const values::Value& text = texts->value.elements()[i];
    shown += values::print(*text.find("name")) + " " + values::print(*text.find("text")) + " at " +
             read.text(texts->elements[i]) + "\n";
  }
  EXPECT_EQ(shown,
            "tostring(null) \"echo a\" at echo a\n"
            "tostring(null) \"b c\" at \"b c\"\n"
            "tostring(null) \"d\" at 'd'\n");
  EXPECT_EQ(read.attribute("file", "path"), "\"bitbucket-pipelines.yml\"");
}

TEST(Pipelines, KnowWhatHoldsForAStep) {
  const ReadFile read(kFile);
  const std::string deploy = "pipelines.branches.main.stage \"Release\".step \"Deploy\"";
  EXPECT_EQ(read.attribute(deploy, "deployment"), "\"production\"");
  EXPECT_EQ(read.attribute(deploy, "trigger"), "\"manual\"");
  EXPECT_EQ(read.attribute(deploy, "oidc"), "true");
  EXPECT_EQ(read.attribute(deploy, "image"), "-> image");
  EXPECT_EQ(read.attribute(deploy, "max_time"), "30");
  EXPECT_EQ(read.attribute(deploy, "stage"), "-> pipelines.branches.main.stage \"Release\"");
  EXPECT_EQ(read.attribute(deploy, "pipeline"), "-> pipelines.branches.main");
  EXPECT_EQ(read.attribute(deploy, "script"), "tolist([\n  \"echo done\",\n])");
  EXPECT_EQ(read.attribute(deploy + ".pipe atlassian/aws-ecs-deploy", "version"), "\"1.6.0\"");
  EXPECT_EQ(read.attribute(deploy + ".pipe atlassian/aws-ecs-deploy", "mentioned_variables"),
            "tolist([\n  \"NAME\",\n])");
  const std::string test = "pipelines.branches.main.step \"Test\"";
  EXPECT_EQ(read.attribute(test, "parallel"), "1");
  EXPECT_EQ(read.attribute(test, "fail_fast"), "true");
  EXPECT_EQ(read.attribute(test, "docker"), "true");
  EXPECT_EQ(read.attribute(test, "position"), "2");
  EXPECT_EQ(read.attribute(test + ".image", "name"), "\"registry.example.com:5000/team/app\"");
  EXPECT_EQ(read.attribute(test + ".image", "tag"), "\"1.2\"");
  EXPECT_EQ(read.attribute(test + ".image", "digest"), "\"sha256:abc\"");
  EXPECT_EQ(read.attribute("pipelines.custom.again.step 1", "max_time"), "5");
  EXPECT_EQ(read.attribute("pipelines.branches.main", "stages"),
            "-> pipelines.branches.main.stage \"Release\"");
}

TEST(Pipelines, StandWhereTheirAnchorIsAndKnowWhereTheyAreUsed) {
  const ReadFile read(kFile);
  const pipelines::Node* first = read.node("pipelines.default.step \"Build\"");
  const pipelines::Node* second = read.node("pipelines.branches.\"release/*\".step \"Build\"");
  ASSERT_NE(first, nullptr);
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(first->range, second->range);
  EXPECT_EQ(read.text(first->range), "step: &build");
  EXPECT_EQ(first->uses, second->uses);
  ASSERT_EQ(first->uses.size(), 4u);
  EXPECT_EQ(read.text(first->uses[0]), "*build");
  const std::string deploy = "pipelines.branches.main.stage \"Release\".step \"Deploy\"";
  EXPECT_EQ(read.text(read.node(deploy)->attribute("oidc")->range), "oidc: true");
  EXPECT_EQ(read.text(read.node(deploy)->attribute("deployment")->range), "deployment: production");
}

TEST(Pipelines, ReadsWhatIsWrittenOddly) {
  const ReadFile read(
      "lines: &lines\n  - a\n  - b\n"
      "pipelines:\n"
      "  default:\n"
      "  - step:\n"
      "      script: *lines\n"
      "  - step:\n"
      "      image : x\n"
      "      script:\n"
      "      - *lines\n"
      "      - c\n");
  EXPECT_EQ(read.problems(), "");
  EXPECT_EQ(read.attribute("pipelines.default.step 1", "script"),
            "tolist([\n  \"a\",\n  \"b\",\n])");
  EXPECT_EQ(read.attribute("pipelines.default.step 2", "script"),
            "tolist([\n  \"a\",\n  \"b\",\n  \"c\",\n])");
}

TEST(Pipelines, AreFoundByTheirText) {
  EXPECT_TRUE(pipelines::is_pipeline_text("image: x\npipelines:\n  default:\n    - step: {}\n"));
  EXPECT_FALSE(pipelines::is_pipeline_text("pipelines:\n  - name: a\n"));
  EXPECT_FALSE(pipelines::is_pipeline_text("a:\n  pipelines:\n    default: []\n"));
  EXPECT_FALSE(pipelines::is_pipeline_text("pipelines: [\n"));
  EXPECT_FALSE(pipelines::is_pipeline_text(""));
}

}  // namespace
