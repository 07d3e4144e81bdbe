// SPDX-License-Identifier: Apache-2.0
// The predicates of address ranges that only rules have.
#include <gtest/gtest.h>

#include "expressions/evaluated.h"

namespace expressions {

namespace {

std::string answer(const std::string& expression) {
  Workbench bench;
  bench.context.semantics = Semantics::rules;
  return bench.answer(expression);
}

TEST(CidrContains, IsTrueOfARangeWithinAnother) {
  EXPECT_EQ(answer(R"(cidr_contains("10.0.0.0/8", "10.1.0.0/16"))"), "true");
  EXPECT_EQ(answer(R"(cidr_contains("10.0.0.0/8", "10.0.0.0/8"))"), "true");
  EXPECT_EQ(answer(R"(cidr_contains("0.0.0.0/0", "1.2.3.4/32"))"), "true");
  EXPECT_EQ(answer(R"(cidr_contains("fd00::/8", "fd12::/16"))"), "true");
}

TEST(CidrContains, IsFalseOfAWiderOneAndOfTheOtherFamily) {
  EXPECT_EQ(answer(R"(cidr_contains("10.1.0.0/16", "10.0.0.0/8"))"), "false");
  EXPECT_EQ(answer(R"(cidr_contains("10.0.0.0/8", "11.0.0.0/16"))"), "false");
  EXPECT_EQ(answer(R"(cidr_contains("::/0", "10.0.0.0/8"))"), "false");
}

TEST(CidrsThatOverlap, AreThoseWithinOthersAndThoseAroundThem) {
  EXPECT_EQ(
      answer(
          R"(cidrs_that_overlap(["10.2.0.0/16", "10.0.0.0/16", "10.0.1.0/24", "10.0.1.128/25"]))"),
      R"(["10.0.0.0/16","10.0.1.0/24","10.0.1.128/25"])");
  EXPECT_EQ(answer(R"(cidrs_that_overlap(["10.0.0.0/24", "10.0.1.0/24", "10.0.0.0/24"]))"),
            R"(["10.0.0.0/24","10.0.0.0/24"])");
  EXPECT_EQ(
      answer(R"(cidrs_that_overlap(["10.0.0.0/16", "10.0.1.0/24", "10.0.2.0/24", "10.1.0.0/16"]))"),
      R"(["10.0.0.0/16","10.0.1.0/24","10.0.2.0/24"])");
}

TEST(CidrsThatOverlap, AreNoneWhereAllAreApartOrOfTwoFamilies) {
  EXPECT_EQ(answer(R"(cidrs_that_overlap(["10.0.0.0/24", "10.0.1.0/24", "::/0"]))"), "[]");
  EXPECT_EQ(answer("cidrs_that_overlap([])"), "[]");
  EXPECT_EQ(answer(R"(cidrs_that_overlap(["10.0.0.0"]))"), "error: Invalid function argument");
}

TEST(CidrIsPublic, IsFalseWithinPrivateLocalAndReservedRanges) {
  for (const char* range :
       {"10.1.2.0/24", "172.31.0.0/16", "192.168.0.0/16", "100.64.1.0/24", "127.0.0.1/32",
        "169.254.169.254/32", "fc00::/7", "fe80::1/128", "::1/128", "::ffff:10.0.0.0/104"}) {
    EXPECT_EQ(answer("cidr_is_public(\"" + std::string(range) + "\")"), "false") << range;
  }
}

TEST(CidrIsPublic, IsTrueOfWhatReachesBeyondThem) {
  for (const char* range :
       {"0.0.0.0/0", "::/0", "8.8.8.8/32", "172.0.0.0/8", "10.0.0.0/7", "2001:4860::/32"}) {
    EXPECT_EQ(answer("cidr_is_public(\"" + std::string(range) + "\")"), "true") << range;
  }
}

TEST(CidrFunctions, AreUnknownToTheUsersCode) {
  Workbench bench;
  EXPECT_EQ(bench.answer(R"(cidr_is_public("10.0.0.0/8"))"), "error: Call to unknown function");
}

}  // namespace

}  // namespace expressions
