// SPDX-License-Identifier: Apache-2.0
//
// What the commands of a step come to, and where they are written.
#include <gtest/gtest.h>

#include "pipelines/testing.h"
#include "values/inspect.h"

namespace {

using pipelines_test::ReadFile;
using values::Value;

std::string pipeline(const std::string& script) {
  return "pipelines:\n  default:\n    - step:\n        script:\n" + script;
}

const pipelines::Attribute& commands(const ReadFile& read) {
  return *read.node("pipelines.default.step 1")->attribute("commands");
}

// The commands that are known; "..." and why, if there may be more.
std::vector<Value> known(const Value& list, std::string& why) {
  std::vector<Value> result;
  const auto* sketch =
      values::sketch_of<values::ElementsSketch>(list, values::SketchKind::elements);
  if (sketch == nullptr) return {list.elements().begin(), list.elements().end()};
  for (const values::SketchElement& element : sketch->elements) {
    if (!element.optional) result.push_back(element.value);
  }
  for (const values::Reason* reason : list.unknown_data().reasons) {
    why += "... " + std::string(reason->subject) + "\n";
  }
  return result;
}

std::string text(const Value& value) {
  if (values::is_text(value)) return std::string(value.as_string());
  if (value.is_null()) return "null";
  if (!value.is_unknown()) return values::print(value);
  std::string out;
  const auto* parts = values::sketch_of<values::Parts>(value, values::SketchKind::parts);
  if (parts != nullptr) {
    for (const Value& piece : parts->pieces) out += text(piece);
    return out;
  }
  for (const values::Reason* reason : value.unknown_data().reasons) {
    out += "<" + std::string(reason->subject) + ">";
  }
  return out;
}

std::string member(const ReadFile& read, std::string_view name) {
  std::string why, out;
  for (const Value& command : known(commands(read).value, why)) {
    const Value value = values::member_of(command, name);
    if (values::is_sequence(value)) {
      for (const Value& word : value.elements()) out += "[" + text(word) + "]";
    } else if (values::is_keyed(value)) {
      for (size_t i = 0; i < value.keys().size(); ++i) {
        out += std::string(value.keys()[i]) + "=" + text(value.elements()[i]) + " ";
      }
    } else {
      out += text(value);
    }
    out += "\n";
  }
  return out + why;
}

TEST(Commands, ShareOneShell) {
  const ReadFile read(
      pipeline("          - export REGION=eu-west-1 NAME=web-$COLOR\n"
               "          - if [ -z \"$X\" ]; then\n"
               "          - aws ecs list-tasks --region $REGION --name \"$NAME\"\n"
               "          - fi\n"
               "          - cd $BITBUCKET_CLONE_DIR/infra && terraform plan\n"));
  EXPECT_EQ(member(read, "words"),
            "[export][REGION=eu-west-1][NAME=web-<$COLOR>]\n"
            "[[][-z][<$X>][]]\n"
            "[aws][ecs][list-tasks][--region][eu-west-1][--name][web-<$COLOR>]\n"
            "[cd][/opt/atlassian/pipelines/agent/build/infra]\n"
            "[terraform][plan]\n");
  EXPECT_EQ(member(read, "conditional"), "false\nfalse\ntrue\nfalse\nfalse\n");
  EXPECT_EQ(member(read, "directory"), ".\n.\n.\n.\ninfra\n");
  EXPECT_EQ(member(read, "variables"), "[COLOR]\n[X]\n[NAME][REGION]\n[BITBUCKET_CLONE_DIR]\n\n");
}

TEST(Commands, KnowTheirEnvironment) {
  const ReadFile read(
      pipeline("          - A=1 one\n"
               "          - A=2\n"
               "          - if x; then A=3; fi\n"
               "          - (B=4; two)\n"
               "          - unset A\n"
               "          - three\n"));
  const std::string outside = "BITBUCKET_CLONE_DIR=/opt/atlassian/pipelines/agent/build ";
  std::string inside = member(read, "environment");
  for (size_t at = inside.find(outside); at != std::string::npos; at = inside.find(outside)) {
    inside.erase(at, outside.size());
  }
  EXPECT_EQ(inside, "A=1 \nA=2 \nA=2 \n\nB=4 \nB=4 \n\n\n");
  EXPECT_EQ(member(read, "assignments"), "A=1 \nA=2 \n\nA=3 \nB=4 \n\n\n\n");
}

TEST(Commands, StandWhereTheyAreWritten) {
  const ReadFile read(
      pipeline("          - one && two\n"
               "          - 'three; four'\n"
               "          - |\n"
               "            five\n"
               "              six \\\n"
               "                x\n"
               "          - >-\n"
               "            seven;\n"
               "            eight\n"
               "          - nine\n"
               "            ten\n"));
  std::string places;
  for (const source::Range& place : commands(read).elements) places += read.text(place) + "|";
  EXPECT_EQ(places,
            "one|two|three|four|five|six \\\n                x|"
            ">-\n            seven;\n            eight|>-\n            seven;\n            eight|"
            "nine\n            ten|");
}

TEST(Commands, FollowScriptsOfTheRepository) {
  const ReadFile read(pipeline("          - export A=1\n          - ./deploy.sh prod\n"
                               "          - source deploy.sh\n          - done_with $B\n"),
                      "#!/bin/sh\nB=$A\naws s3 ls\n");
  EXPECT_EQ(member(read, "words"),
            "[export][A=1]\n[./deploy.sh][prod]\n\n[aws][s3][ls]\n[source][deploy.sh]\n\n"
            "[aws][s3][ls]\n[done_with][1]\n");
  EXPECT_EQ(member(read, "file"),
            "null\nnull\ndeploy.sh\ndeploy.sh\nnull\ndeploy.sh\ndeploy.sh\n"
            "null\n");
  EXPECT_EQ(read.text(commands(read).elements[3]), "aws s3 ls");
}

TEST(Commands, SayWhatTheyCannotFollow) {
  EXPECT_EQ(member(ReadFile(pipeline("          - a\n          - ./absent.sh\n")), "name"),
            "a\nabsent.sh\n... ./absent.sh\n");
  EXPECT_EQ(member(ReadFile(pipeline("          - eval $CMD\n")), "name"),
            "eval\n... a command that a script puts together\n");
  EXPECT_EQ(member(ReadFile(pipeline("          - curl x | bash\n")), "name"),
            "curl\nbash\n... commands that a shell reads\n");
  EXPECT_EQ(member(ReadFile(pipeline("          - $TOOL deploy\n")), "name"),
            "null\n... the command $TOOL\n");
  EXPECT_EQ(member(ReadFile(pipeline("          - bash -ec 'a; b'\n          - sh <<'E'\n"
                                     "          - |\n            sh <<'E'\n            c\n"
                                     "            E\n")),
                   "name"),
            "bash\na\nb\nsh\nsh\nc\n");
  EXPECT_EQ(member(ReadFile(pipeline("          - ./deploy.sh\n"), "./deploy.sh\n"), "name"),
            "deploy.sh\ndeploy.sh\ndeploy.sh\ndeploy.sh\ndeploy.sh\ndeploy.sh\n"
            "... scripts that call each other\n");
}

TEST(Commands, LookThroughWrappers) {
  EXPECT_EQ(member(ReadFile(pipeline("          - sudo -u x env A=1 timeout 5 terraform apply\n")),
                   "words"),
            "[terraform][apply]\n");
  EXPECT_EQ(member(ReadFile(pipeline("          - /usr/bin/aws s3 ls > out\n")), "name"), "aws\n");
  EXPECT_EQ(member(ReadFile(pipeline("          - /usr/bin/aws s3 ls > out\n")), "writes"),
            "[out]\n");
  EXPECT_EQ(member(ReadFile(pipeline("          - aws ecr get-login-password | docker login\n")),
                   "reads_from"),
            "null\naws\n");
  EXPECT_EQ(member(ReadFile(pipeline("          - set +e\n          - a\n          - set -e\n"
                                     "          - b\n")),
                   "tolerated"),
            "false\ntrue\ntrue\nfalse\n");
}

}  // namespace
