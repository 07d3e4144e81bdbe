// SPDX-License-Identifier: Apache-2.0
// Values as handles: content, types, marks, identity, order of sets.
#include "values/value.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "values/unknown.h"

namespace values {
namespace {

// An object with one attribute that counts how often it is asked for.
class CountingSource final : public AttributeSource {
 public:
  explicit CountingSource(Arena& arena) : value_(Value::string("a", arena)) {
    const ObjectAttribute attribute{"name", Type::string()};
    type_ = Type::object({&attribute, 1}, arena);
  }
  Type type() const override { return type_; }
  Value attribute(std::string_view name) const override {
    ++asked;
    return name == "name" ? value_ : Value();
  }
  mutable int asked = 0;

 private:
  Value value_;
  Type type_;
};

class ValueTest : public testing::Test {
 protected:
  Value text(std::string_view text) { return Value::string(text, arena); }
  Value number(std::string_view text) { return Value::number(*Number::parse(text, arena)); }
  Value strings(std::vector<Value> values) { return Value::list(Type::string(), values, arena); }
  Value set_of(Type type, std::vector<Value> values) { return Value::set(type, values, arena); }
  std::string type_of(const Value& value) { return type_expression(value.type(arena)); }
  Value object(std::vector<std::string_view> keys, std::vector<Value> values) {
    return Value::object(keys, values, arena);
  }
  Arena arena;
};

TEST_F(ValueTest, IsNullOfDynamicByDefault) {
  EXPECT_TRUE(Value().is_null());
  EXPECT_EQ(type_of(Value()), "any");
  EXPECT_TRUE(identical(Value(), Value::null(Type::dynamic())));
}

TEST_F(ValueTest, HoldsPrimitives) {
  EXPECT_TRUE(Value::boolean(true).as_boolean());
  EXPECT_EQ(text("x").as_string(), "x");
  EXPECT_EQ(number("12").as_number(), Number(12));
  EXPECT_EQ(number("1.5").as_number().to_string(), "1.5");
  EXPECT_EQ(Value::number(Number(2)).as_number().precision(), 64u);
  EXPECT_EQ(number("2").as_number().precision(), 512u);
}

TEST_F(ValueTest, KnowsItsType) {
  EXPECT_EQ(type_of(strings({text("a")})), "list(string)");
  EXPECT_EQ(type_of(object({"b", "a"}, {number("1"), Value()})), "object({a=any,b=number})");
  EXPECT_EQ(type_of(Value::tuple({}, arena)), "tuple([])");
  EXPECT_EQ(type_of(Value::null(Type::map(Type::boolean(), arena))), "map(bool)");
  EXPECT_EQ(type_of(Value::unknown(Type::number(), arena)), "number");
  for (const Value& value : {strings({text("a")}), object({"a"}, {number("1")}), Value(),
                             Value::unknown(Type::set(Type::number(), arena), arena)}) {
    EXPECT_TRUE(value.has_type(value.type(arena)));
    EXPECT_FALSE(value.has_type(Type::boolean()));
  }
}

TEST_F(ValueTest, FindsAttributesByName) {
  const Value value = object({"b", "a", "b"}, {number("1"), number("2"), number("3")});
  ASSERT_NE(value.find("b"), nullptr);
  EXPECT_EQ(value.find("b")->as_number(), Number(3));
  EXPECT_EQ(value.keys().size(), 2u);
  EXPECT_EQ(value.find("c"), nullptr);
}

TEST_F(ValueTest, CopiesWithoutTheArena) {
  const Value value = object({"a"}, {strings({text("x")})});
  const size_t used = arena.used();
  const Value copy = value.with_marks(Marks::sensitive).with_origins(OriginSet{1});
  EXPECT_EQ(arena.used(), used);
  EXPECT_TRUE(identical(copy, value));
}

TEST_F(ValueTest, KnowsWhetherAllInItIsKnown) {
  const Value unknown = Value::unknown(Type::string(), arena);
  EXPECT_TRUE(strings({text("a"), Value::null(Type::string())}).is_wholly_known());
  EXPECT_FALSE(strings({text("a"), unknown}).is_wholly_known());
  EXPECT_FALSE(object({"a"}, {strings({unknown})}).is_wholly_known());
  EXPECT_TRUE(strings({unknown}).is_known());
}

TEST_F(ValueTest, GathersMarksOfWhatIsInIt) {
  const Value nested = object({"a"}, {strings({text("s").with_marks(Marks::sensitive)})});
  EXPECT_EQ(nested.marks(), Marks::none);
  EXPECT_EQ(nested.all_marks(), Marks::sensitive);
  EXPECT_EQ(nested.without_all_marks(arena).all_marks(), Marks::none);
  EXPECT_TRUE(identical(nested, nested.without_all_marks(arena)));
}

TEST_F(ValueTest, WorksOutAttributesOnDemand) {
  const CountingSource source(arena);
  const Value value = Value::object(&source);
  EXPECT_EQ(source.asked, 0);
  EXPECT_EQ(type_of(value), "object({name=string})");
  EXPECT_EQ(source.asked, 0);
  EXPECT_EQ(value.materialized(arena).find("name")->as_string(), "a");
  EXPECT_TRUE(identical(value, object({"name"}, {text("a")})));
  EXPECT_TRUE(identical(object({"name"}, {text("a")}), value));
  EXPECT_FALSE(identical(object({"name"}, {text("b")}), value));
}

TEST_F(ValueTest, DoesNotWorkOutAttributesToBuildAList) {
  const CountingSource source(arena);
  const Value element = Value::object(&source);
  const Value list = Value::tuple({&element, 1}, arena);
  EXPECT_EQ(source.asked, 0);
  EXPECT_TRUE(list.is_wholly_known());
  EXPECT_EQ(source.asked, 1);
}

TEST_F(ValueTest, TellsValuesApart) {
  EXPECT_TRUE(identical(number("1.0"), number("1")));
  EXPECT_FALSE(identical(number("1"), text("1")));
  EXPECT_FALSE(identical(strings({text("a")}), strings({text("b")})));
  EXPECT_FALSE(identical(Value::null(Type::string()), Value::null(Type::number())));
  EXPECT_FALSE(
      identical(Value::list(Type::string(), {}, arena), Value::list(Type::number(), {}, arena)));
  const Value unknown = Value::unknown(Type::string(), arena);
  EXPECT_TRUE(identical(unknown, Value::unknown(Type::string(), arena)));
  EXPECT_FALSE(identical(unknown, Value::unknown(Type::number(), arena)));
  EXPECT_FALSE(identical(unknown, refined(unknown, {.not_null = true}, arena)));
  EXPECT_FALSE(identical(unknown, text("a")));
}

TEST_F(ValueTest, HashesIdenticalValuesAlike) {
  EXPECT_EQ(hash(object({"a", "b"}, {number("1"), text("x")})),
            hash(object({"b", "a"}, {text("x"), number("1.0")})));
  EXPECT_NE(hash(text("a")), hash(text("b")));
}

TEST_F(ValueTest, OrdersASetOfPrimitives) {
  EXPECT_EQ(print(set_of(Type::string(), {text("b"), text("a"), text("b"), text("B")})),
            "toset([\n  \"B\",\n  \"a\",\n  \"b\",\n])");
  EXPECT_EQ(print(set_of(Type::number(), {number("10"), number("9"), number("9.0"), number("-1")})),
            "toset([\n  -1,\n  9,\n  10,\n])");
  EXPECT_EQ(print(set_of(Type::boolean(), {Value::boolean(true), Value::boolean(false)})),
            "toset([\n  false,\n  true,\n])");
}

TEST_F(ValueTest, PutsUnknownAndNullAtTheEndOfASet) {
  const Value unknown = Value::unknown(Type::string(), arena);
  const Value null = Value::null(Type::string());
  const Value set = set_of(Type::string(), {null, unknown, text("a"), unknown, null});
  ASSERT_EQ(set.elements().size(), 4u);
  EXPECT_EQ(set.elements()[0].as_string(), "a");
  EXPECT_TRUE(set.elements()[1].is_unknown());
  EXPECT_TRUE(set.elements()[2].is_unknown());
  EXPECT_TRUE(set.elements()[3].is_null());
}

TEST_F(ValueTest, MovesMarksFromElementsToTheirSet) {
  const Value set = set_of(Type::string(), {text("a").with_marks(Marks::sensitive), text("a")});
  EXPECT_EQ(set.elements().size(), 1u);
  EXPECT_EQ(set.marks(), Marks::sensitive);
  EXPECT_EQ(set.elements()[0].marks(), Marks::none);
}

// toset([{a=2,b="x"},{a=10,b="x"},{a=2,b="x"},{a=1.5,b="y"}]): ordered by text, so 10 before 2.
TEST_F(ValueTest, OrdersASetOfObjectsByTheirText) {
  std::vector<Value> objects;
  for (std::string_view a : {"2", "10", "2", "1.5"}) objects.push_back(object({"a"}, {number(a)}));
  const Value set = set_of(objects[0].type(arena), objects);
  ASSERT_EQ(set.elements().size(), 3u);
  EXPECT_EQ(print(*set.elements()[0].find("a")), "1.5");
  EXPECT_EQ(print(*set.elements()[1].find("a")), "10");
  EXPECT_EQ(print(*set.elements()[2].find("a")), "2");
}

}  // namespace
}  // namespace values
