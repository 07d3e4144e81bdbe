// SPDX-License-Identifier: Apache-2.0

// [for k, v in c : value if condition] and { for ... : key => value... }. Exports evaluate_for.
// Tested by tests/expressions/for.txt.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "expressions/evaluation.h"
#include "expressions/sketches.h"

namespace expressions {

namespace {

// The loop's own names before those around it.
class LoopScope final : public Scope {
 public:
  LoopScope(const syntax::For& loop, const Scope& outer) : loop_(loop), outer_(outer) {}

  void set(const Value& key, const Value& value) {
    key_ = key;
    value_ = value;
  }

  std::optional<Resolved> resolve(const syntax::Traversal& traversal,
                                  Context& context) const override {
    if (traversal.root == loop_.value_name) return Resolved{value_, 0};
    if (!loop_.key_name.empty() && traversal.root == loop_.key_name) return Resolved{key_, 0};
    return outer_.resolve(traversal, context);
  }
  std::optional<Value> call(const syntax::Call& call, std::span<const Value> arguments,
                            Context& context) const override {
    return outer_.call(call, arguments, context);
  }
  [[nodiscard]] const Function* function(std::string_view name) const override {
    return outer_.function(name);
  }
  [[nodiscard]] bool allows_functions() const override { return outer_.allows_functions(); }

 private:
  const syntax::For& loop_;
  const Scope& outer_;
  Value key_, value_;
};

Value failed_loop(const syntax::For& loop, Context& context) {
  return invalid_value(context, loop.range, "Invalid 'for' expression");
}

// What `if` says of one element: in, out, or not known; nothing after an error.
struct Inclusion {
  bool failed = false;
  Ternary answer = Ternary::yes;
};

// Elements after an error are still looked at, since a wrong value leaves the result its type, but
// not for ever.
constexpr size_t kMaxErrors = 10;

// One run of a loop over a known collection or over the elements of a sketch.
class Loop {
 public:
  Loop(const syntax::For& loop, const Scope& scope, Context& context)
      : loop_(loop), context_(context), names_(loop, scope), before_(failures(context)) {}

  Value over_known(const Value& collection);
  // `marks` are those of the `if` clause.
  Value over_unknown(const Value& collection, Marks marks);

 private:
  void run(const Value& key, const Value& value);
  Attempt attempt_element(const syntax::Expression& expression);
  void run_sketched(const SketchElement& element);
  void element_error(const syntax::Expression& place, std::string summary, std::string detail);
  Inclusion inclusion();
  std::optional<Value> object_key();
  Value sketched_key();
  void keep(const Value& key, const Value& value, bool optional, bool many);
  void check_duplicates();
  [[nodiscard]] bool failed() const { return failures(context_) != before_; }
  Value finish(const Value& collection);
  Value tuple();
  Value object();
  Value grouped();
  Value unknown(const Value& collection);
  Value unknown_result();

  const syntax::For& loop_;
  Context& context_;
  LoopScope names_;
  size_t before_;
  bool known_ = true;
  Marks marks_ = Marks::none;
  std::vector<SketchElement> results_;
  std::vector<Value> unknown_inputs_;  // conditions and keys that are not known
};

Value error(const syntax::Expression& place, std::string summary, std::string detail,
            Context& context) {
  return invalid(context, place.range, std::move(summary), std::move(detail));
}

// Terraform does not speak of a wrong condition or key once the result is not known anyway.
void Loop::element_error(const syntax::Expression& place, std::string summary, std::string detail) {
  if (known_) error(place, std::move(summary), std::move(detail), context_);
}

Inclusion Loop::inclusion() {
  if (loop_.condition == nullptr) return {};
  const size_t before = failures(context_);
  const Value given = evaluate(*loop_.condition, names_, context_);
  if (failures(context_) != before) return {.failed = true};
  if (given.is_null()) {
    element_error(*loop_.condition, "Invalid 'for' condition", "The `if` clause must not be null.");
    return {.failed = true};
  }
  marks_ = marks_ | given.marks();
  const values::Conversion converted = values::convert(given, Type::boolean(), context_.arena);
  if (!converted.ok) {
    element_error(*loop_.condition, "Invalid 'for' condition",
                  "The `if` clause must be true or false: " + converted.error + ".");
    return {.failed = true};
  }
  if (!converted.value.is_unknown()) return {.answer = ternary(converted.value.as_boolean())};
  unknown_inputs_.push_back(given);
  return {.answer = Ternary::undecided};
}

std::optional<Value> Loop::object_key() {
  const size_t before = failures(context_);
  const Value given = evaluate(*loop_.key, names_, context_);
  if (failures(context_) != before) return std::nullopt;
  if (given.is_null()) {
    element_error(*loop_.key, "Invalid object key",
                  "The key of a `for` expression must not be null.");
    return std::nullopt;
  }
  marks_ = marks_ | given.marks();
  if (given.is_unknown()) {
    unknown_inputs_.push_back(given);
    return given;
  }
  const values::Conversion converted = values::convert(given, Type::string(), context_.arena);
  if (converted.ok) return converted.value;
  element_error(*loop_.key, "Invalid object key",
                "The key of a `for` expression must be a text: " + converted.error + ".");
  return std::nullopt;
}

// The key of an element that may be in: a text, known or not; null if the result has no keys.
Value Loop::sketched_key() {
  if (loop_.key == nullptr) return {};
  const Value given = attempt(*loop_.key, names_, context_).value;
  const values::Conversion converted = values::convert(given, Type::string(), context_.arena);
  if (converted.ok && !converted.value.is_null()) return converted.value;
  return Value::unknown(Type::string(), context_.arena);
}

void Loop::keep(const Value& key, const Value& value, bool optional, bool many) {
  results_.push_back({.key = key, .value = value, .optional = optional, .many = many});
}

// One element of a known collection. What Terraform does not evaluate, since it is not known
// whether the element is in, or under which key, is evaluated for the sketch alone.
void Loop::run(const Value& key, const Value& value) {
  names_.set(key, value);
  const Inclusion included = inclusion();
  if (included.failed) known_ = false;
  if (included.failed || included.answer == Ternary::no) return;
  if (included.answer == Ternary::undecided) {
    known_ = false;
    const Attempt result = attempt(*loop_.value, names_, context_);
    if (!result.failed()) keep(sketched_key(), result.value, true, false);
    return;
  }
  std::optional<Value> result_key = Value();
  if (loop_.key != nullptr) result_key = object_key();
  if (!result_key) known_ = false;
  if (!result_key) return;
  if (result_key->is_unknown()) {
    known_ = false;
    keep(*result_key, attempt(*loop_.value, names_, context_).value, false, false);
    return;
  }
  keep(*result_key, evaluate(*loop_.value, names_, context_), false, false);
}

// One element that a sketch tells of; errors are not Terraform's to report.
// What is wrong with an element that may not be there is said only where rules are held against
// schemas.
Attempt Loop::attempt_element(const syntax::Expression& expression) {
  Attempt result = attempt(expression, names_, context_);
  if (context_.members_found != nullptr) context_.diagnostics.append(result.diagnostics);
  return result;
}

void Loop::run_sketched(const SketchElement& element) {
  names_.set(element.key.is_null() ? Value::unknown(Type::dynamic(), context_.arena) : element.key,
             element.value);
  bool optional = element.optional;
  if (loop_.condition != nullptr) {
    const Attempt condition = attempt_element(*loop_.condition);
    const Value& answer = condition.value;
    const bool decided = !condition.failed() && answer.is_known() && answer.kind() == Kind::boolean;
    if (decided && !answer.as_boolean()) return;
    optional = optional || !decided;
  }
  const Attempt result = attempt_element(*loop_.value);
  keep(sketched_key(), result.value, optional, element.many);
}

Value Loop::over_known(const Value& collection) {
  const Value whole = collection.materialized(context_.arena);
  const std::span<const Value> elements = whole.elements();
  const bool keyed = whole.kind() == Kind::map || whole.kind() == Kind::object;
  const bool set = whole.kind() == Kind::set;
  if (!spend(context_, loop_.range, elements.size())) {
    return invalid_value(context_, loop_.range, "Loop makes too many values");
  }
  results_.reserve(elements.size());
  for (size_t i = 0; i < elements.size(); ++i) {
    if (failures(context_) > before_ + kMaxErrors) return failed_loop(loop_, context_);
    const Value value = carrying(elements[i], collection.without_marks(), context_);
    if (keyed) {
      run(Value::string(&whole.keys()[i]), value);
    } else {
      run(set ? value : Value::number(static_cast<int64_t>(i)), value);
    }
  }
  return finish(collection);
}

Value Loop::over_unknown(const Value& collection, Marks marks) {
  known_ = false;
  marks_ = marks;
  unknown_inputs_.push_back(collection);
  const auto elements = sketched_elements(collection, context_);
  if (!elements) return unknown(collection);
  for (const SketchElement& element : *elements) {
    if (!spend(context_, loop_.range, 1)) break;
    run_sketched(element);
  }
  // Nothing is in where nothing that may be there is; Terraform does not know of what may be there.
  if (results_.empty() && context_.semantics == Semantics::rules) {
    return (loop_.key == nullptr ? tuple() : object()).with_marks(marks_ | collection.marks());
  }
  return unknown(collection);
}

// Terraform does not even know what type it is; to rules a list is one whatever stands in it, so
// that what takes lists takes it.
Value Loop::unknown_result() {
  const bool list = loop_.key == nullptr && context_.semantics == Semantics::rules;
  const Type type = list ? Type::list(Type::dynamic(), context_.arena) : Type::dynamic();
  return bare_unknown(type, unknown_inputs_, context_);
}

Value Loop::unknown(const Value& collection) {
  Value result = unknown_result();
  // Of what has no type yet, Terraform does not even keep the marks.
  if (collection.kind() != Kind::dynamic) result = result.with_marks(marks_ | collection.marks());
  if (loop_.grouping || results_.empty()) return result;  // which elements a group has is not known
  return with_elements(result, context_.arena.copy(results_), context_);
}

// Two elements with one key are an error even where other keys are not known.
void Loop::check_duplicates() {
  if (loop_.key == nullptr || loop_.grouping) return;
  std::vector<std::string_view> keys;
  for (const SketchElement& result : results_) {
    if (!result.optional && result.key.is_known()) keys.push_back(result.key.as_string());
  }
  std::ranges::sort(keys);
  const auto twice = std::ranges::adjacent_find(keys);
  if (twice == keys.end()) return;
  invalid(context_, loop_.key->range, "Duplicate object key",
          "Two elements have the key " + quoted(*twice) + ".",
          "If several elements may share a key, group them with `...` after the value.");
}

Value Loop::finish(const Value& collection) {
  if (!failed()) check_duplicates();
  if (failed() && !known_) {
    return failed_loop(loop_, context_).with_marks(marks_ | collection.marks());
  }
  if (!known_) return unknown(collection);
  Value result = loop_.key == nullptr ? tuple() : loop_.grouping ? grouped() : object();
  return result.with_marks(marks_ | collection.marks());
}

Value Loop::tuple() {
  const std::span<Value> elements = context_.arena.make_span<Value>(results_.size());
  for (size_t i = 0; i < elements.size(); ++i) elements[i] = results_[i].value;
  return Value::tuple(elements, context_.arena);
}

Value Loop::object() {
  const std::span<std::string_view> keys =
      context_.arena.make_span<std::string_view>(results_.size());
  const std::span<Value> members = context_.arena.make_span<Value>(results_.size());
  for (size_t i = 0; i < keys.size(); ++i) {
    keys[i] = results_[i].key.as_string();
    members[i] = results_[i].value;
  }
  return Value::object(keys, members, context_.arena);
}

Value Loop::grouped() {
  std::map<std::string_view, std::vector<Value>> groups;
  for (const SketchElement& result : results_) {
    groups[result.key.as_string()].push_back(result.value);
  }
  const std::span<std::string_view> keys =
      context_.arena.make_span<std::string_view>(groups.size());
  const std::span<Value> members = context_.arena.make_span<Value>(groups.size());
  size_t used = 0;
  for (const auto& [key, group] : groups) {
    keys[used] = key;
    members[used++] = Value::tuple(group, context_.arena);
  }
  return Value::object(keys, members, context_.arena);
}

// The `if` clause is looked at once without any element, as Terraform does: what can never be a
// condition is an error even for an empty collection. Nothing then; else the clause's marks.
std::optional<Marks> check_condition(const syntax::For& loop, const Scope& scope,
                                     Context& context) {
  if (loop.condition == nullptr || context.semantics == Semantics::rules) return Marks::none;
  const size_t before = failures(context);
  LoopScope names(loop, scope);
  names.set(Value::unknown(Type::dynamic(), context.arena),
            Value::unknown(Type::dynamic(), context.arena));
  const Value condition = evaluate(*loop.condition, names, context);
  if (failures(context) != before) return std::nullopt;
  if (condition.is_null()) {
    error(*loop.condition, "Condition is null", "The `if` clause must not be null.", context);
    return std::nullopt;
  }
  const values::Conversion converted = values::convert(condition, Type::boolean(), context.arena);
  if (!converted.ok) {
    error(*loop.condition, "Invalid 'for' condition",
          "The `if` clause must be true or false: " + converted.error + ".", context);
  }
  return converted.ok ? std::optional(condition.marks()) : std::nullopt;
}

}  // namespace

Value evaluate_for(const syntax::For& loop, const Scope& scope, Context& context) {
  const size_t before = failures(context);
  const Value collection = evaluate(*loop.collection, scope, context);
  if (failures(context) != before && !collection.is_known()) return failed_loop(loop, context);
  if (collection.is_null()) {
    return error(*loop.collection, "Iteration over null value",
                 "A `for` expression cannot go through null.", context);
  }
  const bool iterable = collection.kind() >= Kind::list || collection.kind() == Kind::dynamic;
  if (!iterable) {
    return error(*loop.collection, "Iteration over non-iterable value",
                 "A `for` expression cannot go through a " +
                     values::friendly_name(collection.type(context.arena)) + ".",
                 context);
  }
  Loop run(loop, scope, context);
  if (collection.kind() == Kind::dynamic) return run.over_unknown(collection, Marks::none);
  const std::optional<Marks> marks = check_condition(loop, scope, context);
  if (!marks) return failed_loop(loop, context);
  return collection.is_known() ? run.over_known(collection) : run.over_unknown(collection, *marks);
}

}  // namespace expressions
