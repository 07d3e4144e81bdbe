// SPDX-License-Identifier: Apache-2.0
// Arguments of resources as far as a plan tells them. Exports what its header declares. Tested in
// tests/terraform/plan_alone_test.cc.
#include "terraform/plan_arguments.h"

#include <algorithm>
#include <set>

#include "terraform/arguments.h"
#include "terraform/body_reader.h"
#include "terraform/meta_arguments.h"
#include "terraform/plan.h"
#include "terraform/planned_values.h"
#include "terraform/resource_shape.h"
#include "values/inspect.h"

namespace terraform {

namespace {

using values::is_keyed;
using values::is_sequence;
using values::Kind;
using values::member_of;
using values::member_type;
using values::Type;

// What the plan says of one value: what it knows, and where it does not.
struct Said {
  Value value;
  Value unknown;
  [[nodiscard]] Said member(std::string_view name) const {
    return {member_of(value, name), flags_of(unknown, name)};
  }
  [[nodiscard]] Said element(size_t index) const {
    const auto elements = is_sequence(value) ? value.elements() : std::span<const Value>();
    return {index < elements.size() ? elements[index] : Value(), flags_of(unknown, index)};
  }
  // Blocks, of whatever nesting: a single one is an object.
  [[nodiscard]] bool nothing() const {
    return !any_true(unknown) &&
           (value.is_null() || (is_sequence(value) && value.elements().empty()));
  }
};

// What the configuration of a plan says of an argument or block: one expression or several that it
// may be, as plan_source.h has them, evaluated.
using Clues = std::vector<Value>;

class PlanArguments {
 public:
  PlanArguments(Evaluator& evaluator, NodeId node)
      : evaluator_(evaluator), arena_(evaluator.arena), node_(node) {
    const auto* instance = evaluator.inputs.plan->find(evaluator.instance_of(node).address);
    if (instance) said_ = {instance->values, instance->unknown};
  }

  std::vector<std::string_view> names() {
    std::set<std::string_view> given;
    for (const syntax::Attribute& written : body().attributes) {
      if (!is_meta_argument(written.name)) given.insert(written.name);
    }
    const Shape shape{evaluator_.content(node_).schema, {}};
    add_names(said_.value, shape, given);
    add_names(said_.unknown, shape, given);
    return {given.begin(), given.end()};
  }

  Value argument(std::string_view name) {
    name_ = name;
    const Shape shape{evaluator_.content(node_).schema, {}};
    return member(shape, name, said_.member(name), clues_of(name));
  }

 private:
  [[nodiscard]] const syntax::Body& body() const {
    return *evaluator_.instance_of(node_).resource->body;
  }

  // Blocks that nobody wrote as such come from dynamic blocks, of which a plan's configuration says
  // nothing; where there is no schema, nobody can tell.
  static void add_names(const Value& object, const Shape& shape,
                        std::set<std::string_view>& names) {
    if (!is_keyed(object)) return;
    for (size_t i = 0; i < object.keys().size(); ++i) {
      const Value& value = object.elements()[i];
      const bool something = any_true(value) || value.kind() >= Kind::list || !shape.closed();
      if (something && shape.nested(object.keys()[i])) names.insert(object.keys()[i]);
    }
  }

  Clues clues_of(std::string_view name) {
    const syntax::Attribute* written = find_attribute(body(), name);
    if (!written || is_meta_argument(name)) return {};
    const Quietly quietly(evaluator_);
    return {evaluator_.evaluate(*written->value, evaluator_.scope_of(node_))};
  }

  static Clues inside(const Clues& clues, std::string_view name) {
    Clues members;
    for (const Value& clue : clues) {
      if (const Value found = member_of(clue, name); !found.is_null()) members.push_back(found);
    }
    return members;
  }

  Value member(const Shape& shape, std::string_view name, const Said& said, const Clues& clues) {
    const auto nested = shape.nested(name);
    if (nested && (!shape.closed() || !is_written_whole(clues))) {
      if (shape.closed() || is_sequence(said.value) || is_keyed(said.value)) {
        return blocks(shape, name, *nested, said, clues);
      }
    }
    if (clues.empty() && shape.closed()) return {};
    return value(said, shape.type(name), candidates(clues));
  }

  // Whether the clue speaks of an expression, not of blocks.
  static bool is_written_whole(const Clues& clues) {
    return std::ranges::any_of(clues, [](const Value& clue) {
      return is_keyed(clue) && (clue.find("references") || clue.find("constant"));
    });
  }

  Value blocks(const Shape& shape, std::string_view name, const Shape::Nested& nested,
               const Said& said, const Clues& clues) {
    if (said.nothing()) return {};
    const Type type = shape.type(name);
    // Though most likely it is left out: a dynamic block over what is not known looks the same.
    if (is_true(said.unknown)) return open(type, candidates(clues));
    const Shape within = shape.inside(name);
    if (is_keyed(said.value)) {
      return object(within, said,
                    clues.size() == 1 && is_sequence(clues[0])
                        ? Clues(clues[0].elements().begin(), clues[0].elements().end())
                        : clues);
    }
    if (!is_sequence(said.value)) return value(said, type, candidates(clues));
    std::vector<Value> elements;
    const size_t count = said.value.elements().size();
    for (size_t i = 0; i < count; ++i) {
      elements.push_back(object(within, said.element(i), of_element(clues, nested, i, count)));
    }
    const bool one =
        nested.nesting == schema::Nesting::single || nested.nesting == schema::Nesting::group;
    return one && count == 1 ? elements[0] : Value::tuple(elements, arena_);
  }

  // The clue of the one block, where blocks are in the order of the text; else that of each.
  static Clues of_element(const Clues& clues, const Shape::Nested& nested, size_t index,
                          size_t count) {
    Clues all;
    for (const Value& clue : clues) {
      if (!is_sequence(clue)) {
        all.push_back(clue);
        continue;
      }
      const bool in_order =
          clue.elements().size() == count && (nested.nesting != schema::Nesting::set || count == 1);
      if (in_order) {
        all.push_back(clue.elements()[index]);
      } else {
        all.insert(all.end(), clue.elements().begin(), clue.elements().end());
      }
    }
    return all;
  }

  // One block, sparse: what is given in it.
  Value object(const Shape& shape, const Said& said, const Clues& clues) {
    std::set<std::string_view> names;
    for (const Value& clue : clues) {
      if (is_keyed(clue)) names.insert(clue.keys().begin(), clue.keys().end());
    }
    add_names(said.value, shape, names);
    add_names(said.unknown, shape, names);
    const bool written_whole = is_written_whole(clues);
    const bool tells = !clues.empty() && !written_whole;
    if (!tells) {
      names.erase("references");
      names.erase("constant");
      for (const Value& each : {said.value, said.unknown}) {
        if (is_keyed(each)) names.insert(each.keys().begin(), each.keys().end());
      }
    }
    std::vector<std::string_view> given;
    std::vector<Value> members;
    for (const std::string_view name : names) {
      const Said part = said.member(name);
      const Value found = tells
                              ? member(shape, name, part, inside(clues, name))
                              : unclear_member(shape, name, part, written_whole ? clues : Clues());
      if (found.is_null()) continue;
      given.push_back(name);
      members.push_back(found);
    }
    return Value::object(given, members, arena_);
  }

  // A member of a block of which no clue tells what is written in it.
  Value unclear_member(const Shape& shape, std::string_view name, const Said& said,
                       const Clues& whole) {
    if (const auto nested = shape.nested(name)) {
      if (shape.closed()) return blocks(shape, name, *nested, said, whole);
    }
    if (said.value.is_null() && !any_true(said.unknown)) return {};
    return value(said, shape.type(name), candidates(whole));
  }

  Value value(const Said& said, Type type, const std::vector<Value>& made_of) {
    if (is_true(said.unknown)) return open(type, made_of);
    if (!any_true(said.unknown)) {
      const auto converted = values::convert(said.value, type, arena_);
      return with_origins(converted.ok ? converted.value : said.value, made_of);
    }
    std::vector<Value> parts;
    if (is_sequence(said.value)) {
      const Type element = type.is_collection() ? type.element() : Type();
      for (size_t i = 0; i < said.value.elements().size(); ++i) {
        parts.push_back(value(said.element(i), element, made_of));
      }
      return typed(Value::tuple(parts, arena_), type);
    }
    std::set<std::string_view> names;
    for (const Value& each : {said.value, said.unknown}) {
      if (is_keyed(each)) names.insert(each.keys().begin(), each.keys().end());
    }
    const std::vector<std::string_view> keys(names.begin(), names.end());
    for (const std::string_view name : keys) {
      parts.push_back(value(said.member(name), member_type(type, name), made_of));
    }
    return typed(Value::object(keys, parts, arena_), type);
  }

  Value typed(const Value& value, Type type) {
    const auto converted = values::convert(value, type, arena_);
    return converted.ok ? converted.value : value;
  }

  // A known value was read from wherever it is found in full, or, as a text, perhaps in part.
  Value with_origins(const Value& value, const std::vector<Value>& made_of) {
    if (value.is_known() && value.kind() >= Kind::list) {
      if (value.kind() != Kind::list && value.kind() != Kind::set) return value;
      std::vector<Value> elements;
      for (const Value& element : value.elements()) {
        elements.push_back(element);
        for (const Value& origin : made_of) {
          if (values::identical(element, origin)) elements.back() = origin;
        }
      }
      return value.kind() == Kind::list ? Value::list(value.element_type(), elements, arena_)
                                        : Value::set(value.element_type(), elements, arena_);
    }
    values::OriginSet origins = value.origins();
    for (const Value& origin : made_of) {
      origins = evaluator_.origins.unite(origins, origin.origins());
    }
    return value.with_origins(origins);
  }

  // What is not known, made of these.
  Value open(Type type, const std::vector<Value>& made_of) {
    std::vector<Value> unknown;
    for (const Value& each : made_of) {
      if (each.is_unknown()) unknown.push_back(each);
    }
    if (unknown.empty()) return not_told(type);
    const bool elements =
        type.is_collection() && type.element().is_primitive() && type.kind() != Kind::map;
    if (elements) return open_elements(type, unknown);
    return one_of(unknown, type);
  }

  // Of several, which one it is, is not told.
  Value one_of(const std::vector<Value>& unknown, Type type) {
    std::vector<Value> fitting;
    for (const Value& each : unknown) {
      const auto converted = values::convert(each, type, arena_);
      if (converted.ok) fitting.push_back(converted.value);
    }
    if (fitting.size() == 1 && unknown.size() == 1) return fitting[0];
    const Value any = values::unknown_from(type, unknown, evaluator_.origins, arena_);
    const auto* sketch = arena_.make<values::Choices>(
        values::Choices{{values::SketchKind::choices}, arena_.copy(fitting)});
    return fitting.size() == unknown.size() ? values::with_sketch(any, sketch, arena_) : any;
  }

  Value not_told(Type type) {
    const ResourceInstance& instance = evaluator_.instance_of(node_);
    const std::string subject = instance.address + '.' + std::string(name_);
    return evaluator_.unknown(ReasonKind::plan, subject, instance.resource->block->header, type);
  }

  // Of several, which of them are elements is not told, if something else takes part as well.
  Value open_elements(Type type, const std::vector<Value>& unknown) {
    std::vector<values::SketchElement> elements;
    for (const Value& each : unknown) {
      const auto converted = values::convert(each, type.element(), arena_);
      elements.push_back({.key = {},
                          .value = converted.ok ? converted.value : each,
                          .optional = others_take_part_});
    }
    return values::with_sketch(values::unknown_from(type, unknown, evaluator_.origins, arena_),
                               values::elements_sketch(arena_.copy(elements), arena_), arena_);
  }

  // What the references stand for: values that were read from resources, each on its own.
  std::vector<Value> candidates(const Clues& clues) {
    std::vector<Value> found;
    others_take_part_ = false;
    for (const Value& clue : clues) add_references(clue, found);
    return found;
  }

  void add_references(const Value& clue, std::vector<Value>& found) {
    if (is_sequence(clue)) {
      for (const Value& each : clue.elements()) add_references(each, found);
      return;
    }
    if (!is_keyed(clue)) return;
    if (const Value* references = clue.find("references")) {
      for (const Value& each : references->elements()) add_candidates(each, found);
      return;
    }
    for (const Value& each : clue.elements()) add_references(each, found);
  }

  void add_candidates(const Value& value, std::vector<Value>& found) {
    if (value.attribute_source() != nullptr) {
      found.push_back(identity_of(value));
    } else if (const auto* sketch =
                   values::sketch_of<values::ElementsSketch>(value, values::SketchKind::elements)) {
      for (const auto& element : sketch->elements) add_candidates(element.value, found);
    } else if (value.is_unknown()) {
      const auto& reasons = value.unknown_data().reasons;
      const bool lost = std::ranges::any_of(
          reasons, [](const Reason* reason) { return reason->kind == ReasonKind::invalid; });
      found.push_back(lost ? not_told(Type()) : value);
    } else if (value.is_known() && value.kind() >= Kind::list) {
      for (const Value& element : value.elements()) add_candidates(element, found);
    } else if (value.origins() != values::OriginSet::none) {
      found.push_back(value);
    } else {
      others_take_part_ = true;
    }
  }

  // A reference to a resource as a whole: most likely it is its identity that is taken of it.
  Value identity_of(const Value& object) {
    const Value id = object.attribute_source()->attribute("id");
    return id.is_null()
               ? values::unknown_from(Type::string(), {&object, 1}, evaluator_.origins, arena_)
               : id;
  }

  Evaluator& evaluator_;
  values::Arena& arena_;
  NodeId node_;
  Said said_;
  std::string_view name_;          // of the argument that is asked for
  bool others_take_part_ = false;  // in the expression whose candidates were looked at last
};

}  // namespace

std::vector<std::string_view> names_given_by_plan(Evaluator& evaluator, NodeId node) {
  return PlanArguments(evaluator, node).names();
}

Value configured_by_plan(Evaluator& evaluator, NodeId node, std::string_view name) {
  return PlanArguments(evaluator, node).argument(name);
}

}  // namespace terraform
