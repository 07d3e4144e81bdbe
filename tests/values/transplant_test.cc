// SPDX-License-Identifier: Apache-2.0
#include "values/transplant.h"

#include <gtest/gtest.h>

#include <array>

namespace values {
namespace {

class TransplantTest : public testing::Test {
 protected:
  Value symbol(uint32_t node, std::string_view attribute) {
    return unknown_symbol(Type::string(), NodeId{node}, attribute,
                          {ReasonKind::apply, "aws_x.y.id", {}}, here_);
  }

  // The origins of a value and of all in it as "node.attribute", in the second table.
  std::string origins(const Value& value) {
    std::string text;
    for (const Origin& origin : all_origins(value, there_origins_)) {
      text += std::to_string(static_cast<uint32_t>(origin.node)) + '.';
      text += std::string(origin.attribute) + ' ';
    }
    return text;
  }

  Arena here_, there_;
  OriginTable here_origins_, there_origins_;
  Transplant transplant_{here_origins_, there_origins_, there_, "net: ", [](NodeId node) {
                           return NodeId{static_cast<uint32_t>(node) + 100};
                         }};
};

TEST_F(TransplantTest, RenumbersOriginsAndSymbols) {
  const Value name =
      Value::string("logs", here_)
          .with_origins(here_origins_.unite(here_origins_.of({NodeId{1}, "bucket"}),
                                            here_origins_.of({NodeId{2}, "bucket"})));
  EXPECT_EQ(origins(transplant_(name)), "101.bucket 102.bucket ");
  EXPECT_EQ(transplant_(name).as_string(), "logs");
  EXPECT_EQ(origins(transplant_(symbol(3, "id"))), "103.id ");
}

TEST_F(TransplantTest, ReachesIntoCollectionsAndSketches) {
  const Value elements[] = {symbol(1, "id"), Value::string("x", here_)};
  const Value list = Value::tuple(elements, here_);
  EXPECT_EQ(origins(transplant_(list)), "101.id ");
  const Sketch* sketches[] = {
      here_.make<Parts>(Sketch{SketchKind::parts}, std::span<const Value>(elements)),
      here_.make<Document>(Sketch{SketchKind::document}, list),
      here_.make<Choices>(Sketch{SketchKind::choices}, std::span<const Value>(elements)),
  };
  for (const Sketch* sketch : sketches) {
    const Value value = make_unknown(Type::string(), nullptr, sketch, {}, here_);
    EXPECT_EQ(origins(transplant_(value)), "101.id ");
  }
  const SketchElement element[] = {{.key = {}, .value = symbol(5, "id"), .optional = true}};
  const Value unknown =
      make_unknown(Type::dynamic(), nullptr,
                   here_.make<ElementsSketch>(Sketch{SketchKind::elements},
                                              std::span<const SketchElement>(element)),
                   {}, here_);
  EXPECT_EQ(origins(transplant_(unknown)), "105.id ");
}

TEST_F(TransplantTest, SaysWhereReasonsComeFrom) {
  const Value value = transplant_(symbol(1, "id"));
  ASSERT_EQ(value.unknown_data().reasons.size(), 1u);
  EXPECT_EQ(value.unknown_data().reasons[0]->subject, "net: aws_x.y.id");
}

TEST_F(TransplantTest, KeepsWhatHasNoOriginsAsItIs) {
  const Value elements[] = {Value::string("a", here_), Value::string("b", here_)};
  const Value list = Value::tuple(elements, here_).with_marks(Marks::sensitive);
  const Value moved = transplant_(list);
  EXPECT_EQ(moved.elements().data(), list.elements().data());
  EXPECT_TRUE(moved.has_marks(Marks::sensitive));
}

TEST_F(TransplantTest, MakesWhatStandsInSeveralPlacesOnce) {
  Value value = Value::tuple(std::array{symbol(1, "id")}, here_);
  for (int i = 0; i < 60; ++i) value = Value::tuple(std::array{value, value}, here_);
  const Value moved = transplant_(value);
  EXPECT_EQ(moved.elements()[0].elements().data(), moved.elements()[1].elements().data());
}

TEST_F(TransplantTest, DoesNotFollowWhatIsNestedTooDeeply) {
  const auto nested = [this](uint32_t depth) {
    Value value = symbol(1, "id");
    for (uint32_t i = 0; i < depth; ++i) value = Value::tuple(std::array{value}, here_);
    return value;
  };
  const Value deep = nested(100'000);
  const Value moved = transplant_(deep);
  ASSERT_TRUE(moved.is_unknown());
  EXPECT_EQ(moved.unknown_data().reasons[0]->subject, "net: a value that is nested this deeply");
  EXPECT_EQ(origins(transplant_(deep.elements()[0])), "");
  EXPECT_EQ(origins(transplant_(nested(Transplant::kMaxDepth - 1))), "101.id ");
}

}  // namespace
}  // namespace values
