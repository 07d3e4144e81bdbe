// SPDX-License-Identifier: Apache-2.0
// Types: structure, equality, names.
#include "values/type.h"

#include "support.h"

namespace values {
namespace {

class TypeTest : public ValuesTest {};

TEST_F(TypeTest, ComparesByStructure) {
  EXPECT_EQ(type("list(object({a=string}))"), type("list(object({a=string}))"));
  EXPECT_NE(type("list(string)"), type("set(string)"));
  EXPECT_NE(type("object({a=string})"), type("object({a=optional(string)})"));
  EXPECT_NE(type("tuple([string])"), type("tuple([string,string])"));
  EXPECT_NE(type("string"), Type::dynamic());
}

TEST_F(TypeTest, SortsAttributesAndKeepsTheLastOfEqualNames) {
  const std::vector<ObjectAttribute> attributes = {
      {"b", Type::string()}, {"a", Type::number()}, {"b", Type::boolean()}};
  EXPECT_EQ(type_expression(Type::object(attributes, arena)), "object({a=number,b=bool})");
}

TEST_F(TypeTest, FindsAttributes) {
  const Type object = type("object({a=string,c=number})");
  ASSERT_NE(object.attribute("c"), nullptr);
  EXPECT_EQ(object.attribute("c")->type, Type::number());
  EXPECT_EQ(object.attribute("b"), nullptr);
}

TEST_F(TypeTest, WritesTypesAsTheyAreDeclared) {
  for (std::string_view expression :
       {"any", "map(bool)", "tuple([string,list(any)])", "object({a=optional(set(number)),b=any})",
        "object({})", "tuple([])"}) {
    EXPECT_EQ(type_expression(type(expression)), expression);
  }
}

TEST_F(TypeTest, NamesTypesAsMessagesDo) {
  EXPECT_EQ(friendly_name(type("list(map(string))")), "list of map of string");
  EXPECT_EQ(friendly_name(type("object({a=string})")), "object");
  EXPECT_EQ(friendly_name(Type::dynamic()), "dynamic");
  EXPECT_EQ(friendly_name_for_constraint(type("set(any)")), "set of any single type");
  EXPECT_EQ(friendly_name_for_constraint(type("list(list(any))")),
            "list of list of any single type");
  EXPECT_EQ(friendly_name_for_constraint(Type::dynamic()), "any type");
}

TEST_F(TypeTest, KnowsWhetherDynamicOrOptionalStandsInIt) {
  EXPECT_TRUE(type("map(object({a=any}))").has_dynamic());
  EXPECT_FALSE(type("map(object({a=string}))").has_dynamic());
  EXPECT_TRUE(type("list(object({a=optional(string)}))").has_optional());
  EXPECT_EQ(type_expression(type("list(object({a=optional(string)}))").without_optional(arena)),
            "list(object({a=string}))");
}

}  // namespace
}  // namespace values
