// SPDX-License-Identifier: Apache-2.0
// What stands for the objects of a type, and that the data speaks of attributes that exist.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "schema/schema.h"

namespace {

using schema::Identity;
using schema::Mode;
using schema::Schemas;

bool identifies(Schemas& schemas, std::string_view type, std::string_view attribute) {
  return std::ranges::count(schemas.identity(type).attributes, attribute) == 1;
}

TEST(Identity, NamesTheAttributesThatStandForAnObject) {
  Schemas schemas;
  EXPECT_TRUE(identifies(schemas, "aws_s3_bucket", "bucket_regional_domain_name"));
  EXPECT_TRUE(identifies(schemas, "aws_lb_target_group", "arn_suffix"));
  EXPECT_FALSE(identifies(schemas, "aws_lb_target_group", "port"));
}

TEST(Identity, OfATypeThatIsNotListedIsIdAndArn) {
  Schemas schemas;
  EXPECT_TRUE(identifies(schemas, "other_thing", "id"));
  EXPECT_TRUE(identifies(schemas, "other_thing", "arn"));
  EXPECT_TRUE(schemas.identity("other_thing").synonyms.empty());
  EXPECT_FALSE(schemas.identity("other_thing").adopts_existing);
}

TEST(Identity, KnowsWhatAdoptsObjectsThatExist) {
  Schemas schemas;
  const schema::Provider aws = *schemas.provider("hashicorp/aws", "6.25.0");
  for (const std::string_view type : schemas.type_names(aws, Mode::managed)) {
    EXPECT_EQ(schemas.identity(type).adopts_existing, type.starts_with("aws_default_")) << type;
  }
}

TEST(Identity, KnowsListsOfDistinctElements) {
  Schemas schemas;
  const Identity& zones = schemas.identity("aws_availability_zones");
  ASSERT_EQ(zones.distinct_elements.size(), 2U);
  EXPECT_EQ(zones.distinct_elements[0], "names");
  EXPECT_EQ(zones.distinct_elements[1], "zone_ids");
}

TEST(CanonicalAttribute, IsOneForAllSynonyms) {
  Schemas schemas;
  EXPECT_EQ(schemas.canonical_attribute("aws_s3_bucket", "bucket"), "id");
  EXPECT_EQ(schemas.canonical_attribute("aws_s3_bucket", "id"), "id");
  EXPECT_EQ(schemas.canonical_attribute("aws_s3_bucket", "arn"), "arn");
  EXPECT_EQ(schemas.canonical_attribute("aws_iam_role", "name"), "id");
  EXPECT_EQ(schemas.canonical_attribute("aws_lb", "arn"), "id");
  EXPECT_EQ(schemas.canonical_attribute("other_thing", "name"), "name");
}

TEST(Identity, SpeaksOfAttributesThatExist) {
  Schemas schemas;
  const schema::Provider aws = *schemas.provider("hashicorp/aws", "6.25.0");
  std::ifstream file(PLUMBLINE_SOURCE_DIR "/linter/schema/data/identities.tsv");
  std::string line;
  size_t types = 0;
  while (std::getline(file, line)) {
    if (!line.starts_with("aws_")) continue;
    const std::string type = line.substr(0, line.find('\t'));
    const schema::Block* block = schemas.find(aws, Mode::managed, type);
    if (block == nullptr) block = schemas.find(aws, Mode::data, type);
    ASSERT_NE(block, nullptr) << type;
    for (const std::string_view name : schemas.identity(type).attributes) {
      EXPECT_NE(block->attribute(name), nullptr) << type << " " << name;
    }
    for (const std::span<const std::string_view> group : schemas.identity(type).synonyms) {
      EXPECT_GE(group.size(), 2U) << type;
      EXPECT_TRUE(std::ranges::is_sorted(group)) << type;
      // What stands for another object has an attribute of the node's own beside it.
      EXPECT_TRUE(std::ranges::any_of(group, [&](std::string_view name) {
        return identifies(schemas, type, name);
      })) << type;
      for (const std::string_view name : group) {
        EXPECT_NE(block->attribute(name), nullptr) << type << " " << name;
      }
    }
    ++types;
  }
  EXPECT_GT(types, 100U);
}

}  // namespace
