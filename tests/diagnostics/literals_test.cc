// SPDX-License-Identifier: Apache-2.0
//
// What of a part of a file that holds a secret is a text, and what only names or refers.
#include "diagnostics/literals.h"

#include <gtest/gtest.h>

namespace diagnostics {
namespace {

struct Case {
  std::string text;
  std::string shown;
};

void check(std::span<const Case> cases, std::string_view path) {
  for (const Case& one : cases) {
    EXPECT_EQ(masked(one.text, literals_in(one.text, path)), one.shown);
  }
}

TEST(Literals, OfHclAreTheTextsBetweenQuotesAndInHeredocs) {
  const Case cases[] = {
      {"p = \"a b\"", "p = \"***\""},
      {"p = \"a\\\"b\" # \"c\"", "p = \"****\" # \"c\""},
      {"p = local.x[0]", "p = local.x[0]"},
      {"p = \"x${var.a}y$${b}\"", "p = \"*${var.a}******\""},
      {"p = \"${f(\"a\", { b = \"c\" })}d\"", "p = \"${f(\"*\", { b = \"*\" })}*\""},
      {"p = \"%{ if var.a }b%{ endif }\"", "p = \"%{ if var.a }*%{ endif }\""},
      {"{ \"A\" = \"b\", (\"c\" == \"d\") = 1 }", "{ \"A\" = \"*\", (\"*\" == \"*\") = 1 }"},
      {"p = <<-E\n  a ${var.b}\n  c\n  E\nq = \"d\"",
       "p = <<-E\n  **${var.b}\n  *\n  E\nq = \"*\""},
      {"p = 1 << 2", "p = 1 << 2"},
      {"p = \"never closed", "p = \"************"}};
  check(cases, "main.tf");
}

TEST(Literals, OfJsonAreNoNamesOfMembers) {
  const Case cases[] = {{"{\"a\": {\"b\" : \"c\"}, \"d\": [\"e\", \"#f\"]}",
                         "{\"a\": {\"b\" : \"*\"}, \"d\": [\"*\", \"**\"]}"}};
  check(cases, "main.tf.json");
}

TEST(Literals, OfYamlAreTheWordsButForWhatNamesAndRefers) {
  const Case cases[] = {
      {"docker login -u x -p aB1", "docker login -u * -p ***"},
      {"aws configure set region x login", "aws configure set ****** * *****"},
      {"mysql -paB1 --password=c", "mysql -p*** --password=*"},
      {"- &a export A=b C=$D/e F=$G", "- &a export A=* C=$D** F=$G"},
      {"echo aB1 | docker login --password-stdin", "echo *** | docker login --password-stdin"},
      {"variables: {A: b, C: $D, E: \"${F}g\"}", "variables: {A: *, C: $D, E: \"${F}*\"}"},
      {"variables: # why not\n  A: b c # d\n  E:\n    - f",
       "variables: # why not\n  A: * * # *\n  E:\n    - *"},
      {"\"a # b\"", "\"a # *\""},
      {"step: *deploy", "step: *deploy"},
      {"- |\n  *deploy", "- |\n  *******"},
      {"- |\n  make all\n  hunter2\n  hunter2 x", "- |\n  make ***\n  *******\n  ******* *"},
      {"-----BEGIN RSA\nabc==\nabc=\n-----END RSA", "-----BEGIN RSA\n*****\n****\n-----END RSA"}};
  check(cases, "bitbucket-pipelines.yml");
  check(cases, "x.yaml");
}

// Recursion and rescans are bounded, so that no text makes it slow or deep.
TEST(Literals, TextsMadeToBeDeepAreReadAll) {
  for (const std::string_view part : {"\"${", "${", "<<A\n", "\"", "\\", "{", "${\"\n", "# ", "$",
                                      "-", "&a ", "${<<A\n", "\"${<<A\n"}) {
    std::string text;
    while (text.size() < 200'000) text += part;
    for (const char* path : {"a.tf", "a.json", "a.yml"}) {
      EXPECT_LE(literals_in(text, path).size(), text.size());
      EXPECT_LE(literals_in("a = <<E\n" + text, path).size(), text.size());
      EXPECT_LE(literals_in(std::string(100'000, 'a') + "' # # " + text, path).size(), text.size());
    }
  }
}

}  // namespace
}  // namespace diagnostics
