// SPDX-License-Identifier: Apache-2.0
// count and for_each: which instances a block has. Exports Evaluator::expansion. Tested in
// tests/terraform/expansion_test.cc.
#include <algorithm>

#include "terraform/evaluator.h"
#include "terraform/planned_values.h"
#include "values/inspect.h"

namespace terraform {

namespace {

using syntax::Expression;
using values::Kind;
using values::Marks;
using values::SketchElement;

constexpr std::string_view kCountInvalid = "Invalid count argument";
constexpr std::string_view kForEachInvalid = "Invalid for_each argument";

// Works out one expansion.
class Expander {
 public:
  Expander(Evaluator& evaluator, const ModuleScope& scope, const std::string& address)
      : evaluator_(evaluator), scope_(scope), address_(address) {}

  // Where there is no source, only the plan tells; of a module without resources it does not.
  Expansion as_planned(const Expression* for_each) {
    const auto keys = evaluator_.inputs.plan->keys(address_);
    if (!keys) return once();
    const bool repeats =
        std::ranges::any_of(*keys, [](const InstanceKey& key) { return key != InstanceKey(); });
    if (!repeats) return keys->empty() ? std::move(expansion_) : once();
    expansion_.repeats =
        keys->front().kind == InstanceKey::Kind::text ? Repeats::for_each : Repeats::count;
    const Reason reason{ReasonKind::plan, evaluator_.arena.copy(std::string_view(address_)), {}};
    const Value untold = values::unknown_because(values::Type::dynamic(), reason, evaluator_.arena);
    const Value over = for_each ? evaluator_.evaluate(*for_each, scope_) : untold;
    for (const InstanceKey& key : *keys) {
      const Value member = values::member_of(over, key.text);
      add_planned({}, key, member.is_null() ? untold : member);
    }
    return std::move(expansion_);
  }

  // Stands for all instances, however many there are.
  Expansion validated(Repeats repeats, Range range) {
    Instance& instance = expansion_.instances.emplace_back();
    instance.key.kind = InstanceKey::Kind::any;
    expansion_.repeats = instance.repetition.repeats = repeats;
    const values::Type key =
        repeats == Repeats::count ? values::Type::number() : values::Type::string();
    instance.repetition.key = values::refined(evaluator_.unknown_to_validation(range, key),
                                              {.not_null = true}, evaluator_.arena);
    instance.repetition.value = evaluator_.unknown_to_validation(range);
    return std::move(expansion_);
  }

  Expansion once() {
    if (has_room({})) expansion_.instances.push_back({});
    return std::move(expansion_);
  }

  Expansion count(const Expression& expression) {
    expansion_.repeats = Repeats::count;
    const Value given = evaluator_.evaluate(expression, scope_);
    if (given.has_marks(Marks::ephemeral)) {
      return wrong(expression, kCountInvalid,
                   "The given \"count\" is derived from an ephemeral value, which means that "
                   "Terraform cannot persist it between plan/apply rounds.");
    }
    if (given.is_null()) {
      return wrong(expression, kCountInvalid,
                   "The given \"count\" argument value is null. An integer is required.");
    }
    const auto number = values::convert(given, values::Type::number(), evaluator_.arena);
    if (!number.ok) {
      return wrong(expression, kCountInvalid,
                   "The given \"count\" argument value is unsuitable: " + number.error + '.');
    }
    if (number.value.is_unknown()) return unknown_count(expression, number.value);
    const auto length = number.value.as_number().to_int64();
    if (!length || *length < 0) {
      return wrong(expression, kCountInvalid,
                   length ? "The given \"count\" argument value is unsuitable: must be greater "
                            "than or equal to zero."
                          : "The given \"count\" argument value is unsuitable: a whole number is "
                            "required.");
    }
    add_counted(expression, static_cast<uint64_t>(*length));
    return std::move(expansion_);
  }

  Expansion for_each(const Expression& expression) {
    expansion_.repeats = Repeats::for_each;
    const Value given = evaluator_.evaluate(expression, scope_);
    if (given.has_marks(Marks::sensitive | Marks::ephemeral)) {
      return wrong(expression, kForEachInvalid,
                   "Sensitive values, or values derived from sensitive values, cannot be used as "
                   "for_each arguments. If used, the sensitive value could be exposed as a "
                   "resource instance key.");
    }
    if (given.is_null()) {
      return wrong(expression, kForEachInvalid,
                   "The given \"for_each\" argument value is unsuitable: the given \"for_each\" "
                   "argument value is null. A map, or set of strings is allowed.");
    }
    const bool fits = given.kind() == Kind::map || given.kind() == Kind::object ||
                      given.kind() == Kind::set || given.kind() == Kind::dynamic;
    if (!fits) {
      return wrong(expression, kForEachInvalid,
                   "The given \"for_each\" argument value is unsuitable: the \"for_each\" "
                   "argument must be a map, or set of strings, and you have provided a value of "
                   "type " +
                       values::friendly_name(given.type(evaluator_.arena)) + '.');
    }
    if (given.is_unknown()) return unknown_for_each(expression, given);
    if (given.kind() == Kind::set) return over_set(expression, given);
    const Value object = given.materialized(evaluator_.arena);
    for (size_t i = 0; i < object.keys().size() && has_room(expression.range); ++i) {
      add_keyed(object.keys()[i], object.elements()[i], false);
    }
    return std::move(expansion_);
  }

 private:
  // After an error: the block stands once, unknown in all that depends on its key.
  Expansion wrong(const Expression& expression, std::string_view summary, std::string detail) {
    evaluator_.report_once(expression.range, std::string(summary), std::move(detail));
    return any(evaluator_.invalid(expression.range, summary));
  }

  bool has_room(Range range) {
    if (evaluator_.instance_count + expansion_.instances.size() < kMaxInstances) return true;
    evaluator_.report_limit(range, "Too many instances",
                            "A configuration may have " + std::to_string(kMaxInstances) +
                                " module and resource instances.");
    return false;
  }

  void add_counted(const Expression& expression, uint64_t length) {
    for (uint64_t i = 0; i < length && has_room(expression.range); ++i) add_numbered(i);
  }

  void add_numbered(uint64_t number, bool conditional = false) {
    const Value index = Value::number(static_cast<int64_t>(number));
    expansion_.instances.push_back(
        {{InstanceKey::Kind::number, number, {}}, {Repeats::count, index, {}}, conditional});
  }

  void add_keyed(std::string_view key, const Value& value, bool conditional) {
    const Value key_value = Value::string(key, evaluator_.arena);
    expansion_.instances.push_back({{InstanceKey::Kind::text, 0, key_value.as_string()},
                                    {Repeats::for_each, key_value, value},
                                    conditional});
  }

  Expansion over_set(const Expression& expression, const Value& set) {
    const values::Type element = set.element_type();
    if (element.kind() != Kind::string && element.kind() != Kind::dynamic) {
      return wrong(expression, "Invalid for_each set argument",
                   "The given \"for_each\" argument value is unsuitable: \"for_each\" supports "
                   "maps and sets of strings, but you have provided a set containing type " +
                       values::friendly_name(element) + '.');
    }
    for (const Value& member : set.elements()) {
      if (member.is_null()) {
        return wrong(expression, "Invalid for_each set argument",
                     "The given \"for_each\" argument value is unsuitable: \"for_each\" sets must "
                     "not contain null values.");
      }
    }
    if (!set.is_wholly_known()) {
      const Value unknown = values::unknown_from(set.type(evaluator_.arena), {&set, 1},
                                                 evaluator_.origins, evaluator_.arena);
      if (auto known = planned(expression, unknown)) return std::move(*known);
      report_unknown(expression, set, "for_each");
      add_members(expression, set);
      return any(unknown);
    }
    add_members(expression, set);
    return std::move(expansion_);
  }

  void add_members(const Expression& expression, const Value& set) {
    for (const Value& member : set.elements()) {
      if (member.is_known() && has_room(expression.range)) {
        add_keyed(member.as_string(), member, false);
      }
    }
  }

  // The instances that a plan has of what the source does not tell; nothing if there is no plan, or
  // it does not tell either.
  std::optional<Expansion> planned(const Expression& expression, const Value& given) {
    if (!evaluator_.inputs.plan) return std::nullopt;
    const auto keys = evaluator_.inputs.plan->keys(address_);
    if (!keys) return std::nullopt;
    for (const InstanceKey& key : *keys) {
      add_planned(expression.range, key, member(given, key.text));
    }
    return std::move(expansion_);
  }

  void add_planned(Range range, const InstanceKey& key, const Value& value) {
    if (!has_room(range)) return;
    if (key.kind == InstanceKey::Kind::number) add_numbered(key.number);
    if (key.kind == InstanceKey::Kind::text) add_keyed(key.text, value, false);
  }

  // What is known of a member of an unknown map or set.
  Value member(const Value& given, std::string_view key) {
    using values::ElementsSketch;
    if (given.kind() == Kind::set) return Value::string(key, evaluator_.arena);
    if (const auto* sketch =
            values::sketch_of<ElementsSketch>(given, values::SketchKind::elements)) {
      for (const SketchElement& element : sketch->elements) {
        if (values::is_text(element.key) && element.key.as_string() == key) return element.value;
      }
    }
    return values::unknown_from(values::Type::dynamic(), {&given, 1}, evaluator_.origins,
                                evaluator_.arena);
  }

  Expansion unknown_count(const Expression& expression, const Value& number) {
    if (auto known = planned(expression, number)) return std::move(*known);
    report_unknown(expression, number, "count");
    const auto counts = possible_counts(number);
    if (!counts) return any(number);
    for (uint64_t i = 0; i < counts->second && has_room(expression.range); ++i) {
      add_numbered(i, i >= counts->first);
    }
    expansion_.unknown = number;
    return std::move(expansion_);
  }

  // The least and the largest of the counts that are possible (`var.on ? 1 : 0`), where they are
  // known: instances beyond the least may not exist.
  static std::optional<std::pair<uint64_t, uint64_t>> possible_counts(const Value& number) {
    const auto* choices = values::sketch_of<values::Choices>(number, values::SketchKind::choices);
    if (choices == nullptr) return std::nullopt;
    std::optional<std::pair<uint64_t, uint64_t>> result;
    for (const Value& choice : choices->values) {
      if (!choice.is_known() || choice.is_null()) return std::nullopt;
      const auto count = choice.as_number().to_int64();
      if (!count || *count < 0) return std::nullopt;
      const auto instances = static_cast<uint64_t>(*count);
      result = result ? std::pair(std::min(result->first, instances),
                                  std::max(result->second, instances))
                      : std::pair(instances, instances);
    }
    return result;
  }

  // Elements whose keys are known are instances of their own, be it that they may not exist.
  Expansion unknown_for_each(const Expression& expression, const Value& given) {
    if (auto known = planned(expression, given)) return std::move(*known);
    report_unknown(expression, given, "for_each");
    const values::Sketch* sketch = given.unknown_data().sketch;
    if (!sketch || sketch->kind != values::SketchKind::elements) return any(given);
    std::vector<const SketchElement*> others;
    for (const SketchElement& element :
         static_cast<const values::ElementsSketch*>(sketch)->elements) {
      const Value& key = given.kind() == Kind::set ? element.value : element.key;
      if (key.is_known() && key.kind() == Kind::string && !element.many &&
          has_room(expression.range)) {
        add_keyed(key.as_string(), element.value, element.optional);
      } else {
        others.push_back(&element);
      }
    }
    if (others.size() == 1) return any(given, others[0]);
    if (!others.empty()) return any(given);
    expansion_.unknown = given;
    return std::move(expansion_);
  }

  // One instance that stands for any number.
  Expansion any(const Value& unknown, const SketchElement* element = nullptr) {
    values::Arena& arena = evaluator_.arena;
    Instance instance{{InstanceKey::Kind::any, 0, {}}, {expansion_.repeats, {}, {}}, true};
    const values::Type key_type =
        expansion_.repeats == Repeats::count ? values::Type::number() : values::Type::string();
    instance.repetition.key =
        values::unknown_from(key_type, {&unknown, 1}, evaluator_.origins, arena);
    instance.repetition.value = element
                                    ? element->value
                                    : values::unknown_from(values::Type::dynamic(), {&unknown, 1},
                                                           evaluator_.origins, arena);
    expansion_.instances.push_back(instance);
    expansion_.unknown = unknown;
    return std::move(expansion_);
  }

  // Terraform refuses what only an apply can tell, the first time: later it is known. What it would
  // know and Plumbline does not is no fault of the configuration.
  void report_unknown(const Expression& expression, const Value& unknown, std::string name) {
    for (const Reason* reason : values::all_reasons(unknown, evaluator_.arena)) {
      if (reason->kind != ReasonKind::apply) return;
    }
    evaluator_.report_once(
        expression.range, "Invalid " + name + " argument",
        "The \"" + name +
            "\" value depends on resource attributes that cannot be determined until "
            "apply, so Terraform cannot predict how many instances will be created.",
        evaluator_.purpose == Purpose::eval ? diagnostics::Severity::error
                                            : diagnostics::Severity::note);
  }

  Evaluator& evaluator_;
  const ModuleScope& scope_;
  const std::string& address_;
  Expansion expansion_;
};

}  // namespace

Expansion Evaluator::expansion(const Expression* count, const Expression* for_each,
                               const ModuleScope& scope, const std::string& address) {
  Expander expander(*this, scope, address);
  if (plan_alone) return expander.as_planned(for_each);
  if (walk == Walk::validate && count) return expander.validated(Repeats::count, count->range);
  if (walk == Walk::validate && for_each) {
    return expander.validated(Repeats::for_each, for_each->range);
  }
  if (count) return expander.count(*count);
  return for_each ? expander.for_each(*for_each) : expander.once();
}

}  // namespace terraform
