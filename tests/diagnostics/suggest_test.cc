// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "diagnostics/diagnostics.h"

namespace diagnostics {
namespace {

std::string suggestion(std::string_view name, std::vector<std::string_view> candidates) {
  return std::string(suggest(name, candidates).value_or("nothing"));
}

TEST(Suggest, FindsTheNearestName) {
  EXPECT_EQ(suggestion("availabilty_zone", {"availability_zones", "availability_zone", "ami"}),
            "availability_zone");
  EXPECT_EQ(suggestion("cidr_blocks", {"cidr_block", "ipv6_cidr_blocks"}), "cidr_block");
}

TEST(Suggest, TakesASwapOfNeighboursForOneMistake) {
  EXPECT_EQ(suggestion("nmae", {"name"}), "name");
  EXPECT_EQ(suggestion("it", {"ti"}), "ti");
}

TEST(Suggest, DoesNotMindCase) { EXPECT_EQ(suggestion("VPCID", {"vpcid", "vpc_id"}), "vpcid"); }

TEST(Suggest, SaysNothingWhereNothingIsNear) {
  EXPECT_EQ(suggestion("subnet", {"bucket", "vpc"}), "nothing");
  EXPECT_EQ(suggestion("abcdef", {"abcxyz"}), "nothing") << "three of six letters differ";
  EXPECT_EQ(suggestion("abcdef", {"abcdxy"}), "abcdxy") << "two of six letters differ";
  EXPECT_EQ(suggestion("", {"a"}), "nothing");
  EXPECT_EQ(suggestion("name", {}), "nothing");
}

TEST(Suggest, DoesNotDependOnTheOrderOfCandidates) {
  EXPECT_EQ(suggestion("tag", {"tax", "tab"}), "tab");
  EXPECT_EQ(suggestion("tag", {"tab", "tax"}), "tab");
}

TEST(Suggest, DoesNotTryNamesThatNobodyMistypes) {
  const std::string huge(100'000, 'x');
  EXPECT_EQ(suggestion(huge, {huge}), "nothing");
}

}  // namespace
}  // namespace diagnostics
