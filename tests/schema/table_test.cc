// SPDX-License-Identifier: Apache-2.0
// The table in the binary against the data that it was made from, and its size and speed.
#include "schema/table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "schema/schema.h"

extern "C" const uint32_t plumbline_schema_table[];

namespace {

using nlohmann::json;
using schema::Attribute;
using schema::Block;
using schema::Mode;
using schema::NestedBlock;
using schema::Schemas;

const std::string kProviders = PLUMBLINE_SOURCE_DIR "/linter/schema/data/providers/";
constexpr std::pair<const char*, Mode> kModes[] = {
    {"resources", Mode::managed}, {"data", Mode::data}, {"ephemeral", Mode::ephemeral}};
constexpr size_t kBlocksOfAws = 51560;  // every ref followed; 8 of them ephemeral

json read_source(const std::string& name) {
  std::ifstream file(kProviders + name, std::ios::binary);
  return json::parse(file);
}

// The type in cty's JSON syntax, without what is optional in it.
json cty_json(values::Type type) {
  switch (type.kind()) {
    case values::Kind::boolean:
      return "bool";
    case values::Kind::number:
      return "number";
    case values::Kind::string:
      return "string";
    case values::Kind::list:
      return json::array({"list", cty_json(type.element())});
    case values::Kind::set:
      return json::array({"set", cty_json(type.element())});
    case values::Kind::map:
      return json::array({"map", cty_json(type.element())});
    case values::Kind::object:
      break;
    default:
      return "dynamic";
  }
  json members = json::object();
  for (const values::ObjectAttribute& member : type.attributes()) {
    members[std::string(member.name)] = cty_json(member.type);
  }
  return json::array({"object", members});
}

std::string letters(const Attribute& attribute) {
  std::string flags;
  if (attribute.required) flags += 'r';
  if (attribute.optional) flags += 'o';
  if (attribute.computed) flags += 'c';
  if (attribute.sensitive) flags += 's';
  if (attribute.deprecated) flags += 'd';
  if (attribute.write_only) flags += 'w';
  return flags;
}

// Compares blocks with their source, whose refs this walk follows by its own means.
class Comparison {
 public:
  explicit Comparison(const json& type) : type_(type) {}

  void compare(const json& body, const Block& block, const std::string& path) {
    if (body.contains("ref")) return compare(target(body.at("ref")), block, path);
    static const json kNone = json::object();
    const json& attributes = body.contains("attributes") ? body.at("attributes") : kNone;
    const json& blocks = body.contains("blocks") ? body.at("blocks") : kNone;
    ASSERT_EQ(attributes.size(), block.attributes.size()) << path;
    ASSERT_EQ(blocks.size(), block.blocks.size()) << path;
    for (const auto& [name, value] : attributes.items()) {
      compare(value, block.attribute(name), path + "." + name);
    }
    for (const auto& [name, value] : blocks.items()) {
      const NestedBlock* nested = block.nested(name);
      ASSERT_NE(nested, nullptr) << path << "." << name;
      compare_nesting(value, *nested, path + "." + name);
      compare(value, *nested->block, path + "." + name);
      ++blocks_seen;
    }
  }

  size_t attributes_seen = 0;
  size_t blocks_seen = 0;

 private:
  void compare(const json& value, const Attribute* attribute, const std::string& path) {
    ASSERT_NE(attribute, nullptr) << path;
    EXPECT_EQ(value.at("flags").get_ref<const std::string&>(), letters(*attribute)) << path;
    if (checked_.insert(&value).second) {
      EXPECT_EQ(value.at("type"), cty_json(attribute->type)) << path;
    }
    ++attributes_seen;
  }

  static void compare_nesting(const json& value, const NestedBlock& nested,
                              const std::string& path) {
    constexpr const char* kNames[] = {"single", "list", "set", "map", "group"};
    EXPECT_EQ(value.at("nesting"), kNames[static_cast<size_t>(nested.nesting)]) << path;
    EXPECT_EQ(value.value("min", 0U), nested.minimum) << path;
    EXPECT_EQ(value.value("max", 0U), nested.maximum) << path;
  }

  const json& target(const std::string& ref) {
    const json* body = &type_;
    for (size_t start = 0; start <= ref.size();) {
      const size_t end = std::min(ref.find('.', start), ref.size());
      body = &body->at("blocks").at(ref.substr(start, end - start));
      start = end + 1;
    }
    return *body;
  }

  const json& type_;
  std::unordered_set<const json*> checked_;
};

TEST(Table, EqualsItsSourceForAllOfTheRealAwsSchema) {
  const json source = read_source("aws-5.100.0.json");
  Schemas schemas;
  const schema::Provider aws = *schemas.provider("hashicorp/aws", "5.100.0");
  size_t attributes = 0;
  size_t blocks = 0;
  for (const auto& [section, mode] : kModes) {
    for (const auto& [name, type] : source.at(section).items()) {
      const Block* block = schemas.find(aws, mode, name);
      ASSERT_NE(block, nullptr) << name;
      Comparison comparison(type);
      comparison.compare(type, *block, name);
      attributes += comparison.attributes_seen;
      blocks += comparison.blocks_seen + 1;
    }
  }
  std::printf("aws 5.100.0: %zu blocks, %zu attributes compared\n", blocks, attributes);
  EXPECT_EQ(blocks, kBlocksOfAws);
}

// Every block that can be reached, each once.
void walk(const Block& block, std::unordered_set<const Block*>& seen) {
  if (!seen.insert(&block).second) return;
  EXPECT_TRUE(std::ranges::is_sorted(block.attributes, {}, &Attribute::name));
  EXPECT_TRUE(std::ranges::is_sorted(block.blocks, {}, &NestedBlock::name));
  if (!block.any) {
    EXPECT_EQ(block.type.attributes().size(), block.attributes.size() + block.blocks.size());
  }
  for (const Attribute& attribute : block.attributes) {
    EXPECT_FALSE(values::type_expression(attribute.type).empty());
    EXPECT_TRUE(attribute.required || attribute.optional || attribute.computed);
  }
  for (const NestedBlock& nested : block.blocks) walk(*nested.block, seen);
}

TEST(Table, DecodesEveryTypeOfEveryProvider) {
  Schemas schemas;
  std::unordered_set<const Block*> seen;
  size_t types = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kProviders)) {
    const json source = read_source(entry.path().filename());
    const std::string name = source.at("provider");
    const std::optional<schema::Provider> provider =
        schemas.provider(name, source.at("version").get<std::string>());
    ASSERT_TRUE(provider && provider->exact) << entry.path();
    walk(*schemas.find(*provider, Mode::provider, ""), seen);
    for (const auto& [section, mode] : kModes) {
      const std::vector<std::string_view> names = schemas.type_names(*provider, mode);
      EXPECT_EQ(names.size(), source.contains(section) ? source.at(section).size() : 0);
      for (const std::string_view type : names) {
        EXPECT_TRUE(source.at(section).contains(type)) << type;
        const Block* block = schemas.find(*provider, mode, type);
        ASSERT_NE(block, nullptr) << type;
        walk(*block, seen);
        ++types;
      }
    }
  }
  EXPECT_EQ(types, 5602U);
  const schema::table::Reader table(plumbline_schema_table);
  EXPECT_EQ(table.header().providers.count, 20U);
  EXPECT_EQ(seen.size(), table.header().blocks.count);
}

TEST(Table, StaysSmall) {
  const schema::table::Reader table(plumbline_schema_table);
  EXPECT_EQ(table.header().magic, schema::table::kMagic);
  EXPECT_LT(table.header().words * sizeof(uint32_t), 2'500'000U);
}

// The types of a usual configuration; nothing of them has been decoded before.
TEST(Table, GivesThirtyTypesInWellUnderAMillisecond) {
  constexpr const char* kTypes[] = {"aws_vpc",
                                    "aws_subnet",
                                    "aws_route_table",
                                    "aws_route",
                                    "aws_route_table_association",
                                    "aws_internet_gateway",
                                    "aws_nat_gateway",
                                    "aws_eip",
                                    "aws_security_group",
                                    "aws_security_group_rule",
                                    "aws_lb",
                                    "aws_lb_listener",
                                    "aws_lb_target_group",
                                    "aws_ecs_cluster",
                                    "aws_ecs_service",
                                    "aws_ecs_task_definition",
                                    "aws_iam_role",
                                    "aws_iam_policy",
                                    "aws_iam_role_policy_attachment",
                                    "aws_rds_cluster",
                                    "aws_rds_cluster_instance",
                                    "aws_db_subnet_group",
                                    "aws_elasticache_replication_group",
                                    "aws_elasticache_subnet_group",
                                    "aws_s3_bucket",
                                    "aws_s3_bucket_versioning",
                                    "aws_s3_bucket_lifecycle_configuration",
                                    "aws_cloudwatch_log_group",
                                    "aws_kms_key",
                                    "aws_sns_topic"};
  std::chrono::nanoseconds best = std::chrono::seconds(1);
  for (int run = 0; run < 5; ++run) {
    const auto start = std::chrono::steady_clock::now();
    Schemas schemas;
    const schema::Provider aws = *schemas.provider("hashicorp/aws", "5.100.0");
    for (const char* type : kTypes) ASSERT_NE(schemas.find(aws, Mode::managed, type), nullptr);
    const auto took = std::chrono::steady_clock::now() - start;
    std::printf("thirty types: %.1f us\n", std::chrono::duration<double, std::micro>(took).count());
    best = std::min<std::chrono::nanoseconds>(best, took);
  }
  EXPECT_LT(best, std::chrono::milliseconds(20));  // generous: sanitizers, a busy machine
}

}  // namespace
