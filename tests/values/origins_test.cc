// SPDX-License-Identifier: Apache-2.0
// Sets of resource attributes that values were read from.
#include "values/origins.h"

#include "support.h"

namespace values {
namespace {

class OriginsTest : public ValuesTest {
 protected:
  const Origin bucket{NodeId{1}, "bucket"};
  const Origin role{NodeId{2}, "arn"};
  OriginTable table;
};

TEST_F(OriginsTest, GivesEqualSetsEqualNumbers) {
  const OriginSet both = table.unite(table.of(bucket), table.of(role));
  EXPECT_EQ(both, table.unite(table.of(role), table.of(bucket)));
  EXPECT_EQ(both, table.unite(both, table.of(bucket)));
  EXPECT_EQ(table.of(bucket), table.of(bucket));
  EXPECT_NE(table.of(bucket), table.of(role));
}

TEST_F(OriginsTest, TakesNoneForTheEmptySet) {
  EXPECT_TRUE(table.members(OriginSet::none).empty());
  EXPECT_EQ(table.unite(OriginSet::none, table.of(role)), table.of(role));
  EXPECT_EQ(table.unite(table.of(role), OriginSet::none), table.of(role));
}

TEST_F(OriginsTest, ListsMembersInOrder) {
  const OriginSet both = table.unite(table.of(role), table.of(bucket));
  const std::span<const Origin> members = table.members(both);
  EXPECT_EQ(std::vector<Origin>(members.begin(), members.end()), (std::vector{bucket, role}));
}

TEST_F(OriginsTest, FindsOriginsAndSymbolsInAValue) {
  const Value known = json(R"("x")").with_origins(table.of(role));
  const Value symbol =
      unknown_symbol(Type::string(), bucket.node, "bucket", {ReasonKind::apply, "", {}}, arena);
  const std::vector<Value> members = {symbol, json("1"), known, known};
  EXPECT_EQ(all_origins(Value::tuple(members, arena), table), (std::vector{bucket, role}));
  EXPECT_TRUE(all_origins(json("[1]"), table).empty());
}

TEST(OriginTable, UnitesManyPairsWithoutMixingThemUp) {
  OriginTable table;
  std::vector<OriginSet> single;
  for (uint32_t i = 0; i < 20; ++i) single.push_back(table.of({NodeId{i}, "id"}));
  for (uint32_t i = 0; i < 20; ++i) {
    for (uint32_t j = 0; j < 20; ++j) {
      const std::span<const Origin> members = table.members(table.unite(single[i], single[j]));
      ASSERT_EQ(members.size(), i == j ? 1u : 2u);
      EXPECT_EQ(members.front().node, NodeId{std::min(i, j)});
      EXPECT_EQ(members.back().node, NodeId{std::max(i, j)});
    }
  }
}

}  // namespace
}  // namespace values
