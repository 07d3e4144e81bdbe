// SPDX-License-Identifier: Apache-2.0
// Takes values from one evaluation into another. Exported: Transplant. Tested in
// tests/values/transplant_test.cc.
#include "values/transplant.h"

#include <algorithm>

namespace values {

// An object whose attributes are worked out by the first evaluation.
class Transplant::Source final : public AttributeSource {
 public:
  Source(const AttributeSource& source, Transplant& transplant)
      : source_(source), transplant_(transplant) {}
  [[nodiscard]] Type type() const override { return source_.type(); }
  [[nodiscard]] bool is_open() const override { return source_.is_open(); }
  [[nodiscard]] Value attribute(std::string_view name) const override {
    return transplant_(source_.attribute(name));
  }

 private:
  const AttributeSource& source_;
  Transplant& transplant_;
};

Value Transplant::operator()(const Value& value) {
  const Value result = moved(value);
  if (!too_deep_ || depth_ > 0) return result;
  too_deep_ = false;
  made_.clear();  // it has parts that are not what they should be
  const std::string subject = prefix_ + "a value that is nested this deeply";
  const Reason reason{ReasonKind::not_supported, arena_.copy(std::string_view(subject)), {}};
  return unknown_because(Type::dynamic(), reason, arena_).with_marks(value.all_marks());
}

Value Transplant::moved(const Value& value) {
  if (depth_ == kMaxDepth) {
    too_deep_ = true;
    return Value::unknown(Type::dynamic(), arena_);
  }
  ++depth_;
  const Value result =
      contents(value).with_marks(value.marks()).with_origins(origins(value.origins()));
  --depth_;
  return result;
}

// The value without regard to its own marks and origins.
Value Transplant::contents(const Value& value) {
  if (value.is_null()) return value;
  const void* content = nullptr;
  if (value.is_unknown()) {
    content = &value.unknown_data();
  } else if (value.attribute_source() != nullptr) {
    content = value.attribute_source();
  } else if (value.kind() >= Kind::list) {
    const bool plain = !value.has_sources() && !value.may_have_origins() && value.is_wholly_known();
    if (plain || value.elements().empty()) return value;
    content = value.elements().data();
  } else {
    return value;
  }
  if (const auto made = made_.find(content); made != made_.end()) return made->second;
  Value result;
  if (value.is_unknown()) {
    result = unknown(value.unknown_data());
  } else if (const AttributeSource* source = value.attribute_source()) {
    sources_.push_back(std::make_unique<Source>(*source, *this));
    result = Value::object(sources_.back().get());
  } else {
    result = collection(value);
  }
  made_.emplace(content, result);
  return result;
}

Value Transplant::collection(const Value& value) {
  const std::span<const Value> elements = all(value.elements());
  switch (value.kind()) {
    case Kind::list:
      return Value::list(value.element_type(), elements, arena_);
    case Kind::set:
      return Value::set(value.element_type(), elements, arena_);
    case Kind::map:
      return Value::map(value.element_type(), value.keys(), elements, arena_);
    case Kind::object:
      return Value::object(value.keys(), elements, arena_);
    default:
      return Value::tuple(elements, arena_);
  }
}

Value Transplant::unknown(const UnknownData& data) {
  std::vector<const Reason*> reasons;
  for (const Reason* because : data.reasons) reasons.push_back(reason(because));
  return make_unknown(data.type, data.refinement, sketch(data.sketch), arena_.copy(reasons),
                      arena_);
}

std::span<const Value> Transplant::all(std::span<const Value> values) {
  std::vector<Value> result;
  result.reserve(values.size());
  for (const Value& value : values) result.push_back(moved(value));
  return arena_.copy(result);
}

const Symbol* Transplant::symbol(const Symbol& symbol) {
  return arena_.make<Symbol>(Sketch{SketchKind::symbol}, renumber_(symbol.node), symbol.attribute);
}

const Sketch* Transplant::sketch(const Sketch* sketch) {
  if (sketch == nullptr) return nullptr;
  switch (sketch->kind) {
    case SketchKind::symbol:
      return symbol(*static_cast<const Symbol*>(sketch));
    case SketchKind::parts:
      return arena_.make<Parts>(Sketch{SketchKind::parts},
                                all(static_cast<const Parts*>(sketch)->pieces));
    case SketchKind::document:
      return arena_.make<Document>(Sketch{SketchKind::document},
                                   moved(static_cast<const Document*>(sketch)->value));
    case SketchKind::choices:
      return arena_.make<Choices>(Sketch{SketchKind::choices},
                                  all(static_cast<const Choices*>(sketch)->values));
    case SketchKind::elements: {
      const std::span<SketchElement> elements =
          arena_.copy(static_cast<const ElementsSketch*>(sketch)->elements);
      for (SketchElement& element : elements) {
        element.key = moved(element.key);
        element.value = moved(element.value);
      }
      return arena_.make<ElementsSketch>(Sketch{SketchKind::elements},
                                         std::span<const SketchElement>(elements));
    }
    case SketchKind::mentioned: {
      std::vector<const Symbol*> symbols;
      for (const Symbol* one : static_cast<const Mentioned*>(sketch)->symbols) {
        symbols.push_back(symbol(*one));
      }
      return arena_.make<Mentioned>(Sketch{SketchKind::mentioned},
                                    std::span<const Symbol* const>(arena_.copy(symbols)));
    }
  }
  return nullptr;
}

OriginSet Transplant::origins(OriginSet set) {
  if (set == OriginSet::none) return set;
  const auto [entry, fresh] = origins_.emplace(set, OriginSet::none);
  if (!fresh) return entry->second;
  std::vector<OriginSet> sets;
  for (const Origin& origin : from_.members(set)) {
    sets.push_back(to_.of({renumber_(origin.node), origin.attribute}));
  }
  // By halves: the table keeps every set there ever was.
  while (sets.size() > 1) {
    const size_t half = (sets.size() + 1) / 2;
    for (size_t i = half; i < sets.size(); ++i) sets[i - half] = to_.unite(sets[i - half], sets[i]);
    sets.resize(half);
  }
  return origins_[set] = sets.empty() ? OriginSet::none : sets.front();
}

const Reason* Transplant::reason(const Reason* reason) {
  const Reason*& made = reasons_[reason];
  if (made == nullptr) {
    const std::string subject = prefix_ + std::string(reason->subject);
    made = arena_.make<Reason>(reason->kind, arena_.copy(std::string_view(subject)), reason->range);
  }
  return made;
}

}  // namespace values
