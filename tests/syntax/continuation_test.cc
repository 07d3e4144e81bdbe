// SPDX-License-Identifier: Apache-2.0
//
// When a prompt asks for a further line, as `terraform console` 1.11.4 does.
#include <gtest/gtest.h>

#include "syntax/syntax.h"

namespace {

using syntax::may_continue;

TEST(Continuation, WaitsWhileSomethingIsOpen) {
  for (const char* lines : {"[1", "(1 +", "{ # }", "{\n  a = [", "<<E", "<<-E\n  x", "<<E\n${",
                            "\"${", "\"%{ if true", "[\"${\"a\"}\"", "[<<E\nE"}) {
    EXPECT_TRUE(may_continue(lines)) << lines;
  }
}

TEST(Continuation, AnswersWhatIsComplete) {
  for (const char* lines :
       {"1", "1 +", "[1]", "{ a = 1 }", "<<E\nx\nE", "\"${\n1\n}\"", "/* [ */ 1", "\"[\"", "# ["}) {
    EXPECT_FALSE(may_continue(lines)) << lines;
  }
}

TEST(Continuation, AnswersWhatCannotBecomeValid) {
  for (const char* lines : {"]", "{ a = 1 )", "[\n]]", "[1\n\"a", "\"a", "['", "[\xff"}) {
    EXPECT_FALSE(may_continue(lines)) << lines;
  }
}

TEST(Continuation, ABlankLineAsksForAnAnswer) {
  EXPECT_FALSE(may_continue(""));
  EXPECT_FALSE(may_continue("[1,\n"));
  EXPECT_FALSE(may_continue("<<E\n  \t"));
}

}  // namespace
