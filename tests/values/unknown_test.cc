// SPDX-License-Identifier: Apache-2.0
// Unknown values: what narrows them, what they carry, what they came from.
#include "values/unknown.h"

#include "support.h"
#include "values/origins.h"

namespace values {
namespace {

class UnknownTest : public ValuesTest {
 protected:
  Number number(std::string_view text) { return *Number::parse(text, arena); }
  Reason reason(std::string_view subject) { return {ReasonKind::variable, subject, {}}; }
  Value symbol(uint32_t node, std::string_view attribute) {
    return unknown_symbol(Type::string(), NodeId{node}, attribute,
                          {ReasonKind::apply, attribute, {}}, arena);
  }
  std::vector<std::string_view> subjects(const Value& value) {
    std::vector<std::string_view> subjects;
    for (const Reason* reason : all_reasons(value, arena)) subjects.push_back(reason->subject);
    return subjects;
  }
  OriginTable origins;
};

using Subjects = std::vector<std::string_view>;

TEST_F(UnknownTest, AddsRefinementsThatBothHold) {
  const Value once = refined(unknown("number"), {.minimum = number("1")}, arena);
  const Value twice =
      refined(once, {.not_null = true, .minimum = number("0"), .maximum = number("5")}, arena);
  const Refinement& both = *twice.unknown_data().refinement;
  EXPECT_TRUE(both.not_null);
  EXPECT_EQ(both.minimum, number("1"));
  EXPECT_EQ(both.maximum, number("5"));
  const Value prefixed = refined(unknown("string"), {.prefix = "ab"}, arena);
  EXPECT_EQ(refined(prefixed, {.prefix = "abc"}, arena).unknown_data().refinement->prefix, "abc");
  EXPECT_EQ(refined(prefixed, {.prefix = "a"}, arena).unknown_data().refinement->prefix, "ab");
}

TEST_F(UnknownTest, BecomesKnownWhereOnlyOneValueIsLeft) {
  const Value five = refined(
      unknown("number"), {.not_null = true, .minimum = number("5"), .maximum = number("5")}, arena);
  EXPECT_EQ(print(five), "5");
  const Refinement none{.not_null = true, .length_maximum = 0};
  EXPECT_EQ(print(refined(unknown("list(string)"), none, arena)), "tolist([])");
  EXPECT_EQ(print(refined(unknown("map(string)"), none, arena)), "tomap({})");
  const Refinement two{.not_null = true, .length_minimum = 2, .length_maximum = 2};
  EXPECT_EQ(refined(unknown("list(string)"), two, arena).elements().size(), 2u);
  EXPECT_TRUE(refined(unknown("set(string)"), two, arena).is_unknown());
  EXPECT_TRUE(refined(unknown("list(string)"), {.length_maximum = 0}, arena).is_unknown());
}

TEST_F(UnknownTest, KeepsMarksAndOriginsWhenChanged) {
  const Value marked = unknown("string").with_marks(Marks::sensitive).with_origins(OriginSet{1});
  for (const Value& value :
       {refined(marked, {.not_null = true}, arena), with_type(marked, Type::number(), arena),
        with_sketch(marked, nullptr, arena)}) {
    EXPECT_EQ(value.marks(), Marks::sensitive);
    EXPECT_EQ(value.origins(), OriginSet{1});
  }
}

TEST_F(UnknownTest, DoesNotRefineWhatHasNoType) {
  const Value value = refined(unknown("any"), {.not_null = true}, arena);
  EXPECT_FALSE(definitely_not_null(value));
}

TEST_F(UnknownTest, KnowsWhatCannotBeNull) {
  EXPECT_TRUE(definitely_not_null(json("1")));
  EXPECT_FALSE(definitely_not_null(json("null")));
  EXPECT_FALSE(definitely_not_null(unknown("string")));
  EXPECT_TRUE(definitely_not_null(refined(unknown("string"), {.not_null = true}, arena)));
}

TEST_F(UnknownTest, KnowsLengthsAsFarAsTheyGo) {
  const auto range = [](const Value& value) {
    const LengthRange found = length_range(value);
    return std::pair(found.minimum, found.maximum);
  };
  EXPECT_EQ(range(json("[1,2]")), std::pair(uint64_t{2}, uint64_t{2}));
  EXPECT_EQ(range(unknown("list(string)")), std::pair(uint64_t{0}, UINT64_MAX));
  EXPECT_EQ(range(unknown("tuple([string,string])")), std::pair(uint64_t{2}, uint64_t{2}));
  const std::vector<Value> two = {json(R"("a")"), unknown("string")};
  EXPECT_EQ(range(Value::set(Type::string(), two, arena)), std::pair(uint64_t{0}, UINT64_MAX));
  EXPECT_EQ(range(Value::set(Type::string(), {&two[1], 1}, arena)),
            std::pair(uint64_t{1}, uint64_t{1}));
}

TEST_F(UnknownTest, GathersReasonsOnceAndInOrder) {
  const std::vector<Value> members = {unknown_because(Type::string(), reason("var.b"), arena),
                                      json("1"),
                                      unknown_because(Type::string(), reason("var.a"), arena),
                                      unknown_because(Type::number(), reason("var.b"), arena)};
  EXPECT_EQ(subjects(Value::tuple(members, arena)), (Subjects{"var.b", "var.a"}));
  EXPECT_EQ(subjects(json("[1]")), Subjects{});
}

TEST_F(UnknownTest, TakesOneMissingInputForOneReasonWhereverItIsMissed) {
  const auto at = [this](ReasonKind kind, uint32_t place) {
    const Reason reason{kind, "x", {source::FileId{0}, place, place + 1}};
    return unknown_because(Type::string(), reason, arena);
  };
  const std::vector<Value> inputs = {at(ReasonKind::module, 1), at(ReasonKind::module, 2)};
  EXPECT_EQ(subjects(Value::tuple(inputs, arena)).size(), 1u);
  const std::vector<Value> errors = {at(ReasonKind::invalid, 1), at(ReasonKind::invalid, 2)};
  EXPECT_EQ(subjects(Value::tuple(errors, arena)).size(), 2u);
}

TEST_F(UnknownTest, AChoiceHangsOnWhatChoosesAndNotOnWhatItMayBe) {
  const std::vector<Value> branches = {unknown_because(Type::string(), reason("var.b"), arena),
                                       json(R"("c")")};
  const Choices choices{{SketchKind::choices}, branches};
  const Value choice =
      with_sketch(unknown_because(Type::string(), reason("var.a"), arena), &choices, arena);
  EXPECT_EQ(subjects(choice), Subjects{"var.a"});
  EXPECT_EQ(subjects(Value::tuple({&choice, 1}, arena)), Subjects{"var.a"});
  // Where nothing chooses, what it may be is all there is to say.
  EXPECT_EQ(subjects(with_sketch(unknown("string"), &choices, arena)), Subjects{"var.b"});
}

// An object of which every attribute is unknown for a reason of its own.
class UnknownAttributes final : public AttributeSource {
 public:
  explicit UnknownAttributes(Arena& arena) : arena_(arena) {}
  [[nodiscard]] Type type() const override {
    const ObjectAttribute attributes[] = {{"arn", Type::string()}, {"id", Type::string()}};
    return Type::object(attributes, arena_);
  }
  [[nodiscard]] Value attribute(std::string_view name) const override {
    return unknown_because(Type::string(), {ReasonKind::apply, name, {}}, arena_);
  }

 private:
  Arena& arena_;
};

TEST_F(UnknownTest, AnObjectAsAWholeIsAReasonOnlyWhereThereIsNoOther) {
  const UnknownAttributes source(arena);
  const Value object = Value::object(&source);
  const std::vector<Value> with_another = {object,
                                           unknown_because(Type::string(), reason("var.a"), arena)};
  EXPECT_EQ(subjects(unknown_from(Type::string(), with_another, origins, arena)),
            Subjects{"var.a"});
  EXPECT_EQ(subjects(unknown_from(Type::string(), {&object, 1}, origins, arena)),
            (Subjects{"arn", "id"}));
}

TEST_F(UnknownTest, KeepsNoMoreReasonsThanItMay) {
  std::vector<Value> members;
  for (char name = 'a'; name < 'z'; ++name) {
    const std::string_view subject = arena.copy(std::string_view(&name, 1));
    members.push_back(unknown_because(Type::string(), reason(subject), arena));
  }
  EXPECT_EQ(subjects(Value::tuple(members, arena)).size(), kMaxReasons);
}

TEST_F(UnknownTest, UnitesWhatItsInputsCarry) {
  const OriginSet origin = origins.of({NodeId{7}, "bucket"});
  const std::vector<Value> inputs = {
      symbol(1, "id"), unknown_because(Type::string(), reason("var.a"), arena),
      json(R"(["x"])").with_marks(Marks::sensitive).with_origins(origin), symbol(1, "id")};
  const Value result = unknown_from(Type::boolean(), inputs, origins, arena);
  EXPECT_EQ(type_of(result), "bool");
  EXPECT_EQ(subjects(result), (Subjects{"id", "var.a"}));
  EXPECT_EQ(result.marks(), Marks::sensitive);
  EXPECT_EQ(result.origins(), origin);
  const Sketch* sketch = result.unknown_data().sketch;
  ASSERT_TRUE(sketch != nullptr && sketch->kind == SketchKind::mentioned);
  EXPECT_EQ(static_cast<const Mentioned*>(sketch)->symbols.size(), 1u);
}

TEST_F(UnknownTest, MentionsSymbolsThatStandInSketches) {
  const std::vector<Value> pieces = {json(R"("a-")"), symbol(2, "arn")};
  const Parts parts{{SketchKind::parts}, pieces};
  const Value text = with_sketch(unknown("string"), &parts, arena);
  const Document document{{SketchKind::document}, Value::tuple({&text, 1}, arena)};
  const Value value = with_sketch(unknown("string"), &document, arena);
  const Value result = unknown_from(Type::string(), {&value, 1}, origins, arena);
  const auto* mentioned = static_cast<const Mentioned*>(result.unknown_data().sketch);
  ASSERT_NE(mentioned, nullptr);
  EXPECT_EQ(mentioned->symbols[0]->attribute, "arn");
  EXPECT_EQ(unknown_from(Type::string(), {&pieces[0], 1}, origins, arena).unknown_data().sketch,
            nullptr);
}

TEST_F(UnknownTest, LooksOnceIntoWhatIsShared) {
  Value value = unknown_because(Type::string(), reason("var.a"), arena);
  for (int i = 0; i < 200; ++i) {
    const std::vector<Value> twice = {value, value};
    value = Value::tuple(twice, arena);
  }
  EXPECT_EQ(subjects(value), Subjects{"var.a"});
  EXPECT_FALSE(value.is_wholly_known());
}

}  // namespace
}  // namespace values
