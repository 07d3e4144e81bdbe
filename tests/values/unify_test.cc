// SPDX-License-Identifier: Apache-2.0
// Unification against the result types of conditionals in Terraform 1.11.4.
#include "support.h"

namespace values {
namespace {

class UnifyTest : public ValuesTest {
 protected:
  std::string unified(std::initializer_list<std::string_view> expressions) {
    std::vector<Type> types;
    for (std::string_view expression : expressions) types.push_back(type(expression));
    const Unified result = unify(types, arena);
    if (!result.ok) return "nothing";
    return result.undecided ? "undecided" : type_expression(result.type);
  }
};

TEST_F(UnifyTest, TakesStringAmongPrimitives) {
  EXPECT_EQ(unified({"number", "string"}), "string");
  EXPECT_EQ(unified({"bool", "string", "number"}), "string");
  EXPECT_EQ(unified({"number", "number"}), "number");
  EXPECT_EQ(unified({"number", "bool"}), "nothing");
  EXPECT_EQ(unified({}), "nothing");
}

TEST_F(UnifyTest, LooksPastDynamic) {
  EXPECT_EQ(unified({"any", "number"}), "number");
  EXPECT_EQ(unified({"any", "any"}), "any");
  EXPECT_EQ(unified({"any", "tuple([number])"}), "undecided");
  EXPECT_EQ(unified({"list(string)", "any"}), "undecided");
  EXPECT_EQ(unified({"object({a=any})", "object({a=tuple([number])})"}), "object({a=any})");
}

TEST_F(UnifyTest, UnifiesTuples) {
  EXPECT_EQ(unified({"tuple([number])", "tuple([string])"}), "tuple([string])");
  EXPECT_EQ(unified({"tuple([number])", "tuple([string,string])"}), "list(string)");
  EXPECT_EQ(unified({"tuple([])", "tuple([string])"}), "list(string)");
  EXPECT_EQ(unified({"tuple([number,string])", "tuple([bool,number])"}), "nothing");
  EXPECT_EQ(unified({"tuple([tuple([number])])", "tuple([tuple([string]),tuple([string])])"}),
            "list(tuple([string]))");
}

TEST_F(UnifyTest, UnifiesObjects) {
  EXPECT_EQ(unified({"object({a=number})", "object({a=string})"}), "object({a=string})");
  EXPECT_EQ(unified({"object({a=number})", "object({b=number})"}), "map(number)");
  EXPECT_EQ(unified({"object({a=number})", "object({b=string})"}), "map(string)");
  EXPECT_EQ(unified({"object({a=number})", "object({b=tuple([number])})"}), "nothing");
  EXPECT_EQ(unified({"object({})", "object({a=number})"}), "map(number)");
  EXPECT_EQ(unified({"tuple([object({a=number})])", "tuple([object({a=number,b=number})])"}),
            "tuple([map(number)])");
}

TEST_F(UnifyTest, SeesCollectionsInStructures) {
  EXPECT_EQ(unified({"list(number)", "tuple([string])"}), "list(string)");
  EXPECT_EQ(unified({"map(number)", "object({b=string})"}), "map(string)");
  EXPECT_EQ(unified({"tuple([])", "list(string)"}), "list(string)");
  EXPECT_EQ(unified({"object({})", "map(number)"}), "map(number)");
}

TEST_F(UnifyTest, UnifiesCollections) {
  EXPECT_EQ(unified({"list(number)", "list(string)"}), "list(string)");
  EXPECT_EQ(unified({"map(bool)", "map(number)"}), "nothing");
  EXPECT_EQ(unified({"set(number)", "tuple([string])"}), "set(number)");
  EXPECT_EQ(unified({"set(number)", "list(string)"}), "list(string)");
}

TEST_F(UnifyTest, RefusesTypesOfUnlikeKinds) {
  EXPECT_EQ(unified({"number", "tuple([number])"}), "nothing");
  EXPECT_EQ(unified({"tuple([number])", "object({a=number})"}), "nothing");
  EXPECT_EQ(unified({"list(string)", "map(string)"}), "nothing");
}

TEST_F(UnifyTest, IsQuickWhereManyTypesAreEqual) {
  const std::vector<Type> types(1'000'000, type("list(object({a=string}))"));
  EXPECT_EQ(unify(types, arena).type, types[0]);
}

}  // namespace
}  // namespace values
