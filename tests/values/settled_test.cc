// SPDX-License-Identifier: Apache-2.0
#include "values/settled.h"

#include <gtest/gtest.h>

#include "values/unknown.h"
#include "values/values.h"

namespace values {
namespace {

class Settled : public ::testing::Test {
 protected:
  Value choice_of(std::span<const Value> values) {
    const auto* sketch = arena_.make<Choices>(Sketch{SketchKind::choices}, arena_.copy(values));
    return make_unknown(Type::string(), nullptr, sketch, {}, arena_);
  }
  Value text(std::string_view text) { return Value::string(text, arena_); }

  Arena arena_;
};

TEST_F(Settled, WhatCanBeJustOneValueIsReplacedAtAnyDepth) {
  const Value one[] = {text("a")}, two[] = {text("a"), text("b")};
  const Value inner[] = {choice_of(one), text("c")};
  const std::string_view keys[] = {"list"};
  const Value members[] = {Value::tuple(inner, arena_)};
  EXPECT_EQ(to_json(settled_throughout(Value::object(keys, members, arena_), arena_)),
            R"({"list":["a","c"]})");
  EXPECT_TRUE(settled_throughout(choice_of(two), arena_).is_unknown());
}

TEST_F(Settled, ElementsOfWhatIsNotKnownAreSettledToo) {
  const Value one[] = {text("a")};
  const SketchElement elements[] = {{.key = {}, .value = choice_of(one), .optional = true}};
  const Value list = make_unknown(
      Type::list(Type::string(), arena_), nullptr,
      elements_sketch(arena_.copy(std::span<const SketchElement>(elements)), arena_), {}, arena_);
  const Value settled = settled_throughout(list, arena_);
  ASSERT_TRUE(settled.is_unknown());
  const auto* sketch = static_cast<const ElementsSketch*>(settled.unknown_data().sketch);
  ASSERT_EQ(sketch->elements.size(), 1U);
  EXPECT_TRUE(sketch->elements[0].value.is_known());
  EXPECT_TRUE(sketch->elements[0].optional);
}

TEST_F(Settled, MarksAndOriginsStay) {
  OriginTable origins;
  const OriginSet bucket = origins.of({NodeId{1}, "bucket"});
  const Value one[] = {text("a").with_origins(bucket)};
  const Value settled = settled_throughout(choice_of(one).with_marks(Marks::sensitive), arena_);
  EXPECT_EQ(settled.marks(), Marks::sensitive);
  EXPECT_EQ(settled.origins(), bucket);
}

}  // namespace
}  // namespace values
