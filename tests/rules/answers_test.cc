// SPDX-License-Identifier: Apache-2.0
//
// Known answers of functions: the value is worked out on the graph of the Terraform beside it.
#include <gtest/gtest.h>

#include "rules/testing.h"

namespace rules {
namespace {

using testing::Bench;

// The function takes up lines 1 to 4, so that the answer begins on line 5.
constexpr std::string_view kFunction = R"(function "sizes" {
  params = [type]
  result = [for thing in resources(type) : thing.size * param.size.unit]

)";
constexpr std::string_view kAfter = R"(}
parameter "size.unit" {
  type    = number
  default = 1
}
)";

// What the runner complains of, one a line; "" if the answer is as it says.
std::string complaints(const std::string& answer) {
  Bench bench(std::string(kFunction) + answer + std::string(kAfter));
  EXPECT_EQ(bench.rule_problems(), "");
  std::string text;
  for (const AnswerResult& result : run_answers(bench.rules(), "sizes", bench.files())) {
    for (const Failure& failure : result.failures) {
      text += bench.place(failure.range) + failure.text + "\n";
    }
  }
  return text;
}

struct Row {
  const char* name;
  const char* answer;
  const char* complaints;
};
class Answers : public ::testing::TestWithParam<Row> {};

TEST_P(Answers, AreHeldAgainstWhatTheyAre) {
  EXPECT_EQ(complaints(GetParam().answer), GetParam().complaints);
}

// flat table: an answer and what the runner says of it.
const Row kAnswers[] = {
    {"AValue", R"(answer "two" {
  value = sizes("nobody_thing")
  is    = [1, 2]
  resource "nobody_thing" "a" {
    size = 1
  }
  resource "nobody_thing" "b" {
    size = 2
  }
}
)",
     ""},
    {"AnotherValue", R"(answer "one" {
  value = sizes("nobody_thing")
  is    = [2]
  resource "nobody_thing" "a" {
    size = 1
  }
}
)",
     "rules/test.hcl:5: it is [1], not [2]\n"},
    {"AResourceByItsName", R"(answer "a name" {
  value = { it = address(nobody_thing.a), its = data.nobody_thing.b, all = resources("nobody_thing") }
  is    = { it = "nobody_thing.a", its = data.nobody_thing.b, all = [nobody_thing.a] }
  resource "nobody_thing" "a" {
    size = data.nobody_thing.b.size
  }
  data "nobody_thing" "b" {}
}
)",
     ""},
    {"InstancesByTheirKeys", R"(answer "keys" {
  value = [nobody_thing.a["x"], nobody_thing.b[1], nobody_thing.none]
  is    = [address(nobody_thing.a["x"]) == "" ? null : nobody_thing.a["x"], nobody_thing.b[1], null]
  resource "nobody_thing" "a" {
    for_each = { x = 1, y = 2 }
  }
  resource "nobody_thing" "b" {
    count = 2
  }
  resource "nobody_thing" "none" {
    count = 0
  }
}
)",
     ""},
    {"AddressesThatAreKeys", R"(answer "keys" {
  value = { for thing in resources("nobody_thing") : address(thing) => thing.size }
  is    = { "nobody_thing.a" = 1 }
  resource "nobody_thing" "a" {
    size = 1
  }
}
)",
     ""},
    {"WhatIsUnknownByWhatWouldDecide", R"(answer "an input" {
  value = sizes("nobody_thing")
  is    = [undecided("var.size"), 2]
  variable "size" {}
  resource "nobody_thing" "a" {
    size = var.size
  }
  resource "nobody_thing" "b" {
    size = 2
  }
}
)",
     ""},
    {"WhatIsUnknownForAnotherReason", R"(answer "an input" {
  value = sizes("nobody_thing")
  is    = [undecided("var.height")]
  variable "size" {}
  resource "nobody_thing" "a" {
    size = var.size
  }
}
)",
     "rules/test.hcl:5: it is [undecided(\"var.size\")], not [undecided(\"var.height\")]\n"},
    {"WhatIsComputedByItsResource", R"(answer "an id" {
  value = nobody_thing.a.other
  is    = undecided("aws_vpc.v.id")
  resource "nobody_thing" "a" {
    other = aws_vpc.v.id
  }
  resource "aws_vpc" "v" {}
}
)",
     ""},
    {"ItsOwnParameters", R"(answer "a unit" {
  parameters = { "size.unit" = 10 }
  value = sizes("nobody_thing")
  is    = [10]
  resource "nobody_thing" "a" {
    size = 1
  }
}
)",
     ""},
    {"AnErrorInTheValue", R"(answer "no such function" {
  value = size("nobody_thing")
  is    = []
}
)",
     "rules/test.hcl:6: Call to unknown function. There is no function named \"size\".\n"},
    {"AnErrorInTheTerraform", R"(answer "wrong" {
  value = sizes("nobody_thing")
  is    = [undecided("size")]
  resource "nobody_thing" "a" {
    size = local.nowhere
  }
}
)",
     "rules/test.hcl:9: Reference to undeclared local value. A local value with the name "
     "\"nowhere\" has not been declared.\n"},
    {"AnotherValueWhenWrittenOtherwise", R"(answer "one" {
  value = length(regexall("a$", address(nobody_thing.a)))
  is    = 1
  resource "nobody_thing" "a" {}
}
)",
     "rules/test.hcl:5: under count, it is 0, not 1\n"
     "rules/test.hcl:5: under for_each, it is 0, not 1\n"},
};
INSTANTIATE_TEST_SUITE_P(Runner, Answers, ::testing::ValuesIn(kAnswers),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(Answers, AreWholeOrAnErrorOfTheRuleFile) {
  Bench bench(R"(function "f" {
  result = 1
  answer "no is" {
    value = f()
  }
  answer "more" {
    value = f()
    is    = 1
    when  = true
  }
}
)");
  EXPECT_EQ(bench.rule_problems(),
            "rules/test.hcl:3: An answer is not whole | An answer has one label, a value to work "
            "out, and what it is.\n"
            "rules/test.hcl:9: An answer has no argument \"when\" | It has value, is, "
            "parameters and pipeline.\n");
}

}  // namespace
}  // namespace rules
