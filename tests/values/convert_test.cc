// SPDX-License-Identifier: Apache-2.0
// Conversions against what Terraform 1.11.4 makes of the same values: tolist(), toset(), tomap(),
// tostring() and their like, and variables with type constraints.
#include "values/convert.h"

#include "support.h"
#include "values/unknown.h"

namespace values {
namespace {

struct Row {
  std::string_view given;   // JSON
  std::string_view wanted;  // a type
  std::string_view type;    // of the result
  std::string_view result;  // JSON
};

struct WrongRow {
  std::string_view given;
  std::string_view wanted;
  std::string_view error;
  std::string_view path = "";
};

class ConvertTest : public ValuesTest {
 protected:
  void check(std::initializer_list<Row> rows) {
    for (const Row& row : rows) {
      const Conversion result = convert(json(row.given), type(row.wanted), arena);
      EXPECT_TRUE(result.ok) << row.given << " to " << row.wanted << ": " << result.error;
      EXPECT_EQ(type_of(result.value), row.type) << row.given << " to " << row.wanted;
      EXPECT_EQ(to_json(result.value), row.result) << row.given << " to " << row.wanted;
    }
  }
  void check_fails(std::initializer_list<WrongRow> rows) {
    for (const WrongRow& row : rows) {
      const Conversion result = convert(json(row.given), type(row.wanted), arena);
      EXPECT_FALSE(result.ok) << row.given << " to " << row.wanted;
      EXPECT_EQ(result.error, row.error) << row.given << " to " << row.wanted;
      EXPECT_EQ(result.path, row.path) << row.given << " to " << row.wanted;
    }
  }
  Value converted(const Value& value, std::string_view wanted) {
    const Conversion result = convert(value, type(wanted), arena);
    EXPECT_TRUE(result.ok) << result.error;
    return result.value;
  }
};

TEST_F(ConvertTest, ConvertsPrimitives) {
  check({
      {"1.50", "string", "string", R"("1.5")"},
      {"true", "string", "string", R"("true")"},
      {R"("true")", "bool", "bool", "true"},
      {R"("1")", "bool", "bool", "true"},
      {R"("0")", "bool", "bool", "false"},
      {R"("1.50")", "number", "number", "1.5"},
      {R"("1e5")", "number", "number", "100000"},
      {"null", "string", "string", "null"},
      {"1", "any", "number", "1"},
  });
}

TEST_F(ConvertTest, SaysWhichPrimitiveIsRequired) {
  check_fails({
      {R"("a")", "number", "a number is required"},
      {R"("")", "number", "a number is required"},
      {R"("yes")", "bool", "a bool is required"},
      {R"("TRUE")", "bool", R"(a bool is required; to convert from string, use lowercase "true")"},
      {"1", "bool", "bool required"},
      {"true", "number", "number required"},
      {"[1]", "string", "string required"},
      {"{}", "number", "number required"},
  });
}

TEST_F(ConvertTest, MakesListsOfTuples) {
  check({
      {R"([1,"a",true])", "list(any)", "list(string)", R"(["1","a","true"])"},
      {R"([[1],["a"]])", "list(any)", "list(tuple([string]))", R"([["1"],["a"]])"},
      {R"([[1],["a","b"]])", "list(any)", "list(list(string))", R"([["1"],["a","b"]])"},
      {R"([{"a":1},{"a":"x"}])", "list(any)", "list(object({a=string}))",
       R"([{"a":"1"},{"a":"x"}])"},
      {"[]", "list(any)", "list(any)", "[]"},
      {"[]", "list(string)", "list(string)", "[]"},
      {"[null]", "list(any)", "list(any)", "[null]"},
      {"[null,1]", "list(any)", "list(number)", "[null,1]"},
      {"null", "list(any)", "list(any)", "null"},
      {"[[],[1]]", "list(any)", "list(list(number))", "[[],[1]]"},
      {R"([{},{"a":1}])", "list(any)", "list(map(number))", R"([{},{"a":1}])"},
      {"[[1,2],[3,4],[5]]", "list(any)", "list(list(number))", "[[1,2],[3,4],[5]]"},
      {R"([true,"x",null,1.5])", "list(any)", "list(string)", R"(["true","x",null,"1.5"])"},
      {R"([{"a":null},{"a":1}])", "list(any)", "list(object({a=number}))",
       R"([{"a":null},{"a":1}])"},
      {R"([[[1]],[["a"]]])", "list(any)", "list(tuple([tuple([string])]))", R"([[["1"]],[["a"]]])"},
      {"[1,2]", "list(string)", "list(string)", R"(["1","2"])"},
  });
}

TEST_F(ConvertTest, MakesSetsOfTuples) {
  check({
      {R"([1,"1",true])", "set(any)", "set(string)", R"(["1","true"])"},
      {"[[1],[1]]", "set(any)", "set(tuple([number]))", "[[1]]"},
      {R"([null,"a"])", "set(any)", "set(string)", R"(["a",null])"},
      {R"([{"a":1},{"a":"1"}])", "set(any)", "set(object({a=string}))", R"([{"a":"1"}])"},
      {R"([{"a":1,"b":2},{"a":"1"}])", "set(any)", "set(map(string))",
       R"([{"a":"1","b":"2"},{"a":"1"}])"},
      {"[2,1,2]", "set(number)", "set(number)", "[1,2]"},
      {"[]", "set(string)", "set(string)", "[]"},
  });
}

TEST_F(ConvertTest, MakesMapsOfObjects) {
  check({
      {R"({"a":1,"b":"x"})", "map(any)", "map(string)", R"({"a":"1","b":"x"})"},
      {R"({"a":{"x":1},"b":{"x":"1"}})", "map(any)", "map(object({x=string}))",
       R"({"a":{"x":"1"},"b":{"x":"1"}})"},
      {R"({"a":{"x":1},"b":{"y":"1"}})", "map(any)", "map(map(string))",
       R"({"a":{"x":"1"},"b":{"y":"1"}})"},
      {R"({"a":[1],"b":["x","y"]})", "map(any)", "map(list(string))",
       R"({"a":["1"],"b":["x","y"]})"},
      {"{}", "map(any)", "map(any)", "{}"},
      {R"({"a":[],"b":[1]})", "map(any)", "map(list(number))", R"({"a":[],"b":[1]})"},
      {R"({"a":null,"b":1})", "map(any)", "map(number)", R"({"a":null,"b":1})"},
  });
}

TEST_F(ConvertTest, SaysWhatKeepsACollectionFromBeing) {
  check_fails({
      {"[1,true]", "list(any)", "all list elements must have the same type"},
      {"[1,true]", "set(any)", "all set elements must have the same type"},
      {R"({"a":1,"b":true})", "map(any)", "all map elements must have the same type"},
      {R"([{"a":1},[1]])", "list(any)", "all list elements must have the same type"},
      {R"(["a"])", "map(string)", "map of string required"},
      {R"("a")", "list(any)", "list of any single type required"},
      {R"({"a":1})", "list(any)", "list of any single type required"},
      {R"({"a":1})", "set(string)", "set of string required"},
      {R"(["a",[]])", "list(string)", "element 1: string required"},
      {R"({"a":[]})", "map(string)", R"(element "a": string required)"},
      {R"(["1","a"])", "list(number)", "a number is required", "[1]"},
      {R"({"k":"a"})", "map(number)", "a number is required", R"(["k"])"},
  });
}

TEST_F(ConvertTest, ConvertsObjectsAttributeByAttribute) {
  check({
      {R"({"a":1,"b":2})", "object({a=string})", "object({a=string})", R"({"a":"1"})"},
      {R"({"a":"1"})", "object({a=number,b=optional(string)})", "object({a=number,b=string})",
       R"({"a":1,"b":null})"},
      {R"({"a":{"b":"1","c":2}})", "object({a=object({b=number,d=optional(list(any))})})",
       "object({a=object({b=number,d=list(any)})})", R"({"a":{"b":1,"d":null}})"},
      {R"([{"a":1},{"b":2}])", "list(object({a=optional(string),b=optional(number)}))",
       "list(object({a=string,b=number}))", R"([{"a":"1","b":null},{"a":null,"b":2}])"},
      {R"({"x":{"a":1}})", "map(object({a=optional(string)}))", "map(object({a=string}))",
       R"({"x":{"a":"1"}})"},
      {R"({"a":[1,"x"]})", "object({a=any})", "object({a=tuple([number,string])})",
       R"({"a":[1,"x"]})"},
      {R"([1,"2"])", "tuple([string,number])", "tuple([string,number])", R"(["1",2])"},
      {"null", "object({a=optional(string)})", "object({a=string})", "null"},
  });
}

// The defaults of variables with these types, as jsonencode(var.x) has them.
TEST_F(ConvertTest, ConvertsWhatVariablesAreGiven) {
  check({
      {R"([{"n":"1"},{"s":true,"l":[1,"x"],"z":1}])",
       "list(object({n=optional(number),s=optional(string),l=optional(list(string))}))",
       "list(object({l=list(string),n=number,s=string}))",
       R"([{"l":null,"n":1,"s":null},{"l":["1","x"],"n":null,"s":"true"}])"},
      {R"({"x":[1],"y":["a","b"]})", "map(any)", "map(list(string))",
       R"({"x":["1"],"y":["a","b"]})"},
      {R"({"a":[1,"x"],"b":[1,"2"]})",
       "object({a=any,b=tuple([string,number]),c=optional(object({d=number}))})",
       "object({a=tuple([number,string]),b=tuple([string,number]),c=object({d=number})})",
       R"({"a":[1,"x"],"b":["1",2],"c":null})"},
      {"{}", "map(object({k=optional(bool)}))", "map(object({k=bool}))", "{}"},
  });
}

TEST_F(ConvertTest, SaysWhichAttributeIsWrong) {
  check_fails({
      {R"({"a":[{"k":[]}]})", "object({a=list(map(string))})",
       R"(attribute "a": element 0: element "k": string required)"},
      {R"({"a":{"b":"x"}})", "object({a=object({b=number})})", "a number is required", ".a.b"},
      {"{}", "object({a=string})", R"(attribute "a" is required)"},
      {"{}", "object({a=string,b=string})", R"(attributes "a" and "b" are required)"},
      {"{}", "object({a=string,b=string,c=string})",
       R"(attributes "a", "b", and "c" are required)"},
      {R"({"a":[]})", "object({a=string})", R"(attribute "a": string required)"},
      {R"({"a":{"b":[]}})", "object({a=object({b=number})})",
       R"(attribute "a": attribute "b": number required)"},
      {R"({"a":"x"})", "object({a=number})", "a number is required", ".a"},
      {R"({"a":[{"b":"x"}]})", "object({a=list(object({b=number}))})", "a number is required",
       ".a[0].b"},
      {"[1]", "tuple([string,number])", "tuple required"},
      {R"("a")", "object({a=string})", "object required"},
  });
}

TEST_F(ConvertTest, MakesObjectsOfMaps) {
  const Value map = converted(json(R"({"a":1,"b":2,"c":3})"), "map(number)");
  const Value object = converted(map, "object({a=string,b=number,d=optional(list(string))})");
  EXPECT_EQ(to_json(object), R"({"a":"1","b":2,"d":null})");
  const Conversion missing = convert(map, type("object({z=string})"), arena);
  EXPECT_EQ(missing.error, R"(map has no element for required attribute "z")");
  const Conversion unfit = convert(map, type("object({a=optional(list(string))})"), arena);
  EXPECT_EQ(unfit.error,
            R"(map element type is incompatible with attribute "a": list of string required)");
}

TEST_F(ConvertTest, ConvertsBetweenCollections) {
  const Value set = converted(json(R"(["b","a"])"), "set(string)");
  EXPECT_EQ(to_json(converted(set, "list(string)")), R"(["a","b"])");
  const Value list = converted(json(R"(["2","1","2"])"), "list(string)");
  EXPECT_EQ(to_json(converted(list, "set(number)")), "[1,2]");
  EXPECT_EQ(to_json(converted(list, "list(any)")), R"(["2","1","2"])");
  const Value map = converted(json(R"({"a":"1"})"), "map(string)");
  EXPECT_EQ(to_json(converted(map, "map(number)")), R"({"a":1})");
  EXPECT_EQ(convert(map, type("list(string)"), arena).error, "list of string required");
  EXPECT_EQ(convert(list, type("list(list(string))"), arena).error,
            "incorrect list element type: list of string required");
}

TEST_F(ConvertTest, DoesNothingWhereTheTypeIsRight) {
  const Value list = converted(json(R"(["a","b"])"), "list(string)");
  const Type wanted = type("list(string)");
  const size_t used = arena.used();
  const Conversion result = convert(list, wanted, arena);
  EXPECT_EQ(arena.used(), used);
  EXPECT_EQ(result.value.elements().data(), list.elements().data());
}

TEST_F(ConvertTest, KeepsMarksAndOrigins) {
  const Value secret = json(R"("1")").with_marks(Marks::sensitive).with_origins(OriginSet{3});
  const Value number = converted(secret, "number");
  EXPECT_EQ(number.marks(), Marks::sensitive);
  EXPECT_EQ(number.origins(), OriginSet{3});
  const Value list = converted(Value::tuple({&secret, 1}, arena), "list(number)");
  EXPECT_EQ(list.marks(), Marks::none);
  EXPECT_EQ(list.elements()[0].marks(), Marks::sensitive);
  const Value set = converted(Value::tuple({&secret, 1}, arena), "set(number)");
  EXPECT_EQ(set.marks(), Marks::sensitive);
}

TEST_F(ConvertTest, ConvertsUnknownsByType) {
  EXPECT_EQ(type_of(converted(unknown("string"), "number")), "number");
  EXPECT_EQ(type_of(converted(unknown("any"), "list(string)")), "list(string)");
  EXPECT_EQ(type_of(converted(unknown("string"), "any")), "string");
  EXPECT_EQ(type_of(converted(unknown("tuple([number,string])"), "list(any)")), "list(string)");
  EXPECT_EQ(type_of(converted(unknown("object({a=number})"), "object({a=optional(string)})")),
            "object({a=string})");
  EXPECT_EQ(convert(unknown("bool"), type("number"), arena).error, "number required");
}

TEST_F(ConvertTest, KnowsTheLengthOfWhatAnUnknownBecomes) {
  const LengthRange map = length_range(converted(unknown("object({a=number})"), "map(string)"));
  EXPECT_EQ(map.minimum, 1u);
  EXPECT_EQ(map.maximum, 1u);
  const LengthRange set = length_range(converted(unknown("tuple([string,string])"), "set(string)"));
  EXPECT_EQ(set.minimum, 1u);
  EXPECT_EQ(set.maximum, 2u);
  const Value not_null = refined(unknown("tuple([string,string])"), {.not_null = true}, arena);
  const Value list = converted(not_null, "list(string)");
  ASSERT_TRUE(list.is_known());
  EXPECT_EQ(list.elements().size(), 2u);
  EXPECT_TRUE(list.elements()[0].is_unknown());
}

TEST_F(ConvertTest, KeepsUnknownsWhereTheyStand) {
  const std::vector<Value> members = {json("1"), unknown("string")};
  const Value list = converted(Value::tuple(members, arena), "list(string)");
  EXPECT_EQ(list.elements()[0].as_string(), "1");
  EXPECT_TRUE(list.elements()[1].is_unknown());
  const Value untyped = unknown("any");
  const Value of_any = converted(Value::tuple({&untyped, 1}, arena), "list(string)");
  EXPECT_EQ(type_of(of_any.elements()[0]), "string");
}

TEST_F(ConvertTest, CannotTellTheLengthOfASetWithUnknowns) {
  const std::vector<Value> members = {json(R"("a")"), unknown("string")};
  const Value set = converted(Value::tuple(members, arena), "set(string)");
  const Value list = converted(set, "list(string)");
  EXPECT_TRUE(list.is_unknown());
  EXPECT_EQ(type_of(list), "list(string)");
  const Sketch* sketch = list.unknown_data().sketch;
  ASSERT_TRUE(sketch != nullptr && sketch->kind == SketchKind::elements);
  const auto& elements = static_cast<const ElementsSketch*>(sketch)->elements;
  EXPECT_FALSE(elements[0].optional);
  EXPECT_TRUE(elements[1].optional);
}

TEST_F(ConvertTest, ConvertsTheChoicesOfAnUnknown) {
  const std::vector<Value> values = {json(R"("1")"), json(R"("2")"), json(R"("x")")};
  const Choices choices{{SketchKind::choices}, values};
  const Value number = converted(with_sketch(unknown("string"), &choices, arena), "number");
  const auto* kept = static_cast<const Choices*>(number.unknown_data().sketch);
  ASSERT_EQ(kept->values.size(), 2u);
  EXPECT_EQ(print(kept->values[1]), "2");
}

}  // namespace
}  // namespace values
