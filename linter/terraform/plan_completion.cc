// SPDX-License-Identifier: Apache-2.0
// Completes what the source tells with what a plan of it knows. Exports completed_by_plan. Tested
// in tests/terraform/planned_values_test.cc.
#include "terraform/plan_completion.h"

#include <algorithm>

#include "terraform/plan.h"
#include "terraform/planned_values.h"
#include "terraform/resource_shape.h"
#include "values/inspect.h"

namespace terraform {

namespace {

using values::Arena;
using values::is_keyed;
using values::is_sequence;
using values::Kind;
using values::member_of;
using values::member_type;
using values::Type;

// Whether a value is as good as none to the older SDK, which most providers are built with.
bool is_zero(const Value& value) {
  if (!value.is_known()) return value.is_null();
  switch (value.kind()) {
    case Kind::boolean:
      return !value.as_boolean();
    case Kind::number:
      return value.as_number().to_int64() == 0;
    case Kind::string:
      return value.as_string().empty();
    default:
      return value.attribute_source() == nullptr && value.elements().empty();
  }
}

// One value of the source beside what the plan says of it.
class PlanCompletion {
 public:
  explicit PlanCompletion(Evaluator& evaluator) : evaluator_(evaluator) {}

  Value completed(const Value& source, const Value& plan, const Value& unknown, Type type) {
    if (is_true(unknown) || source.is_wholly_known()) return source;
    if (!any_true(unknown) && source.is_unknown()) return known(source, plan, type);
    if (source.is_unknown()) return partly_known(source, plan, unknown, type);
    if (is_keyed(source)) return members(source, plan, unknown, type);
    if (!is_sequence(source) || !is_sequence(plan)) return source;
    return type.kind() == Kind::set ? set(source, plan, unknown, type)
                                    : list(source, plan, unknown, type);
  }

  // The plan's value where the source gives nothing: blocks as tuples, as rules see them.
  Value added(const Value& plan, const Value& unknown, const Value& source,
              const std::optional<Shape::Nested>& nested, Type type) {
    const bool tuples = nested && (nested->nesting == schema::Nesting::list ||
                                   nested->nesting == schema::Nesting::set);
    if (any_true(unknown) || plan.is_null()) return source;
    if (!tuples || !is_sequence(plan)) return known(source, plan, type);
    std::vector<Value> elements;
    const Type element = type.is_collection() ? type.element() : Type();
    for (const Value& each : plan.elements()) elements.push_back(known(source, each, element));
    return Value::tuple(elements, evaluator_.arena);
  }

 private:
  Value known(const Value& source, const Value& plan, Type type) {
    const auto converted = values::convert(plan, type, evaluator_.arena);
    if (!converted.ok) return source;
    return converted.value.with_marks(source.marks()).with_origins(source.origins());
  }

  // Of a value that the source does not know at all, what the plan knows.
  Value partly_known(const Value& source, const Value& plan, const Value& unknown, Type type) {
    if (!is_keyed(plan) && !is_sequence(plan)) return source;
    const auto part = [&](const Value& inside, const Value& flags, Type of) {
      const Value open =
          values::unknown_from(of, {&source, 1}, evaluator_.origins, evaluator_.arena);
      return completed(open, inside, flags, of);
    };
    std::vector<Value> parts;
    Value whole;
    if (is_sequence(plan)) {
      const Type element = type.is_collection() ? type.element() : Type();
      for (size_t i = 0; i < plan.elements().size(); ++i) {
        parts.push_back(part(plan.elements()[i], flags_of(unknown, i), element));
      }
      whole = Value::tuple(parts, evaluator_.arena);
    } else {
      const std::vector<std::string_view> names = names_of(plan, unknown, type);
      for (const std::string_view name : names) {
        parts.push_back(
            part(member_of(plan, name), flags_of(unknown, name), member_type(type, name)));
      }
      whole = Value::object(names, parts, evaluator_.arena);
    }
    const auto converted = values::convert(whole, type, evaluator_.arena);
    return converted.ok ? converted.value.with_marks(source.marks()) : source;
  }

  static std::vector<std::string_view> names_of(const Value& plan, const Value& unknown,
                                                Type type) {
    std::vector<std::string_view> names;
    if (type.kind() == Kind::object) {
      for (const values::ObjectAttribute& attribute : type.attributes()) {
        names.push_back(attribute.name);
      }
      return names;
    }
    names.assign(plan.keys().begin(), plan.keys().end());
    if (is_keyed(unknown)) names.insert(names.end(), unknown.keys().begin(), unknown.keys().end());
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  }

  Value members(const Value& source, const Value& plan, const Value& unknown, Type type) {
    std::vector<Value> completed_members;
    for (size_t i = 0; i < source.keys().size(); ++i) {
      const std::string_view name = source.keys()[i];
      completed_members.push_back(completed(source.elements()[i], member_of(plan, name),
                                            flags_of(unknown, name), member_type(type, name)));
    }
    return like(source, completed_members);
  }

  Value list(const Value& source, const Value& plan, const Value& unknown, Type type) {
    if (source.elements().size() != plan.elements().size()) return source;
    const Type element = type.is_collection() ? type.element() : Type();
    std::vector<Value> elements;
    for (size_t i = 0; i < source.elements().size(); ++i) {
      elements.push_back(
          completed(source.elements()[i], plan.elements()[i], flags_of(unknown, i), element));
    }
    return like(source, elements);
  }

  // An element of the plan is the one of the source that agrees with it, if only one does.
  Value set(const Value& source, const Value& plan, const Value& unknown, Type type) {
    std::vector<Value> elements;
    for (const Value& element : source.elements()) {
      size_t found = plan.elements().size();
      size_t agreeing = 0;
      for (size_t i = 0; i < plan.elements().size(); ++i) {
        if (!agree(element, plan.elements()[i], flags_of(unknown, i))) continue;
        found = i;
        ++agreeing;
      }
      elements.push_back(agreeing == 1 ? completed(element, plan.elements()[found],
                                                   flags_of(unknown, found), type.element())
                                       : element);
    }
    return like(source, elements);
  }

  // Whether nothing that both know differs.
  bool agree(const Value& source, const Value& plan, const Value& unknown) {
    if (is_true(unknown) || source.is_unknown()) return true;
    if (source.is_null() || plan.is_null()) return is_zero(source) && is_zero(plan);
    if (is_keyed(source) && is_keyed(plan)) {
      for (size_t i = 0; i < source.keys().size(); ++i) {
        const std::string_view name = source.keys()[i];
        if (!agree(source.elements()[i], member_of(plan, name), flags_of(unknown, name))) {
          return false;
        }
      }
      return true;
    }
    if (is_sequence(source) && is_sequence(plan) && !source.is_wholly_known()) {
      return source.elements().size() == plan.elements().size();
    }
    return values::to_json(source) == values::to_json(plan);
  }

  // A value of the same kind and type with other elements.
  Value like(const Value& source, std::span<const Value> elements) {
    Arena& arena = evaluator_.arena;
    const auto made = [&]() -> Value {
      switch (source.kind()) {
        case Kind::list:
          return Value::list(source.element_type(), elements, arena);
        case Kind::set:
          return Value::set(source.element_type(), elements, arena);
        case Kind::map:
          return Value::map(source.element_type(), source.keys(), elements, arena);
        case Kind::object:
          return Value::object(source.keys(), elements, arena);
        default:
          return Value::tuple(elements, arena);
      }
    };
    return made().with_marks(source.marks()).with_origins(source.origins());
  }

  Evaluator& evaluator_;
};

}  // namespace

Value completed_by_plan(Evaluator& evaluator, NodeId node, std::string_view name,
                        const Value& value, View view) {
  const auto& plan = evaluator.inputs.plan;
  const PlannedValues::Instance* instance =
      plan ? plan->find(evaluator.instance_of(node).address) : nullptr;
  if (!instance) return value;
  const Shape shape{evaluator.content(node).schema, {}};
  const Value said = member_of(instance->values, name);
  const Value unknown = flags_of(instance->unknown, name);
  const Value source = value.materialized(evaluator.arena);
  PlanCompletion completion(evaluator);
  if (view == View::judged && evaluator.given_name(node, name).empty()) {
    return completion.added(said, unknown, value, shape.nested(name), shape.type(name));
  }
  return completion.completed(source, said, unknown, shape.type(name));
}

}  // namespace terraform
