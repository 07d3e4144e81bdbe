// SPDX-License-Identifier: Apache-2.0

// source[*].name and source.*.name. Exports evaluate_splat. Tested by
// tests/expressions/splat.txt.
#include <algorithm>
#include <string>

#include "expressions/evaluation.h"
#include "expressions/sketches.h"

namespace expressions {

namespace {

// Puts an element into the context for as long as `each` is evaluated over it.
class ItemGuard {
 public:
  ItemGuard(const Value& item, Context& context) : context_(context), outer_(context.splat_item) {
    context.splat_item = &item;
  }
  ~ItemGuard() { context_.splat_item = outer_; }
  ItemGuard(const ItemGuard&) = delete;
  ItemGuard& operator=(const ItemGuard&) = delete;

 private:
  Context& context_;
  const Value* outer_;
};

Value evaluate_each(const syntax::Splat& splat, const Value& item, const Scope& scope,
                    Context& context) {
  const ItemGuard guard(item, context);
  return evaluate(*splat.each, scope, context);
}

bool is_sequence(Kind kind) {
  return kind == Kind::list || kind == Kind::set || kind == Kind::tuple;
}

// The elements that a sketch tells of, each with `each` applied; errors are not Terraform's to
// report and drop the element's value to an unknown.
Value with_mapped_elements(const Value& unknown, const Value& source, const syntax::Splat& splat,
                           const Scope& scope, Context& context) {
  const auto elements = sketched_elements(source, context);
  if (!elements) return unknown;
  const std::span<SketchElement> mapped = context.arena.copy(*elements);
  for (SketchElement& element : mapped) {
    if (!spend(context, splat.range, 1)) return unknown;
    const ItemGuard guard(element.value, context);
    Attempt each = attempt(*splat.each, scope, context);
    // Places of a list stay, keys of a map do not.
    if (element.key.kind() != Kind::number) element.key = Value();
    element.value = each.value;
  }
  return with_elements(unknown, mapped, context);
}

// The type of the result for a source of unknown elements: `each` is evaluated over an unknown of
// each element type.
Type result_type(const Type& source, const syntax::Splat& splat, const Scope& scope,
                 Context& context) {
  const auto each_type = [&](Type element) {
    const Value item = Value::unknown(element, context.arena);
    return evaluate_each(splat, item, scope, context).type(context.arena);
  };
  if (source.is_collection()) return Type::list(each_type(source.element()), context.arena);
  std::vector<Type> types;
  for (const Type& element : source.elements()) types.push_back(each_type(element));
  return Type::tuple(types, context.arena);
}

Value splat_of_unknown(const syntax::Splat& splat, const Value& source, const Scope& scope,
                       Context& context) {
  if (source.kind() == Kind::dynamic) {
    const Value unknown =
        values::unknown_from(Type::dynamic(), {&source, 1}, context.origins, context.arena);
    return with_mapped_elements(unknown, source, splat, scope, context);
  }
  const Type source_type = source.type(context.arena);
  const Type type = result_type(source_type, splat, scope, context);
  values::Refinement refinement = not_null();
  if (type.kind() == Kind::list && source_type.is_collection()) {
    const values::LengthRange length = values::length_range(source);
    refinement.length_minimum = length.minimum;
    refinement.length_maximum = length.maximum;
  }
  const Value unknown = values::unknown_from(type, {&source, 1}, context.origins, context.arena);
  return values::refined(with_mapped_elements(unknown, source, splat, scope, context), refinement,
                         context.arena);
}

// A single value that may turn out to be null: no element or one.
Value splat_of_maybe_null(const syntax::Splat& splat, const Value& source, const Scope& scope,
                          Context& context) {
  const std::span<SketchElement> one = context.arena.make_span<SketchElement>(1);
  one[0].value = evaluate_each(splat, source, scope, context);
  one[0].optional = true;
  const Value unknown =
      values::unknown_from(Type::dynamic(), {&source, 1}, context.origins, context.arena);
  return with_elements(unknown, one, context);
}

// What is left of a splat in which an element is wrong: an unknown, of the type that it still has.
Value invalid_splat(const syntax::Splat& splat, const Value& source, const Scope& scope,
                    Context& context) {
  diagnostics::Diagnostics dropped;
  Context quiet = with_diagnostics(context, dropped);
  const Type type = result_type(source.type(context.arena), splat, scope, quiet);
  return invalid_value(context, splat.range, "Invalid splat", type).with_marks(source.marks());
}

Value splat_of_single(const syntax::Splat& splat, const Value& source, const Scope& scope,
                      Context& context) {
  // To rules what is made of pieces is a text, whatever Terraform knows of its type.
  const bool text = context.semantics == Semantics::rules && parts_of(source) != nullptr;
  if (source.kind() == Kind::dynamic && !text) {
    return splat_of_unknown(splat, source, scope, context);
  }
  if (source.is_unknown() && equality(source, Value(), context) != Ternary::no) {
    return splat_of_maybe_null(splat, source, scope, context);
  }
  const size_t before = failures(context);
  const Value item = evaluate_each(splat, source, scope, context);
  if (failures(context) != before) {
    const Value one = source.without_marks();
    return invalid_splat(splat, Value::tuple({&one, 1}, context.arena), scope, context)
        .with_marks(source.marks());
  }
  return Value::tuple({&item, 1}, context.arena).with_marks(source.marks());
}

// The results for the elements of a list or set as a list. Those without a type take that of the
// others. A tuple where they are of several types, on which Terraform crashes.
Value list_of(std::span<Value> results, Arena& arena) {
  Type common;
  for (const Value& result : results) {
    if (common.kind() == Kind::dynamic) common = result.type(arena);
    if (result.kind() != Kind::dynamic && !result.has_type(common)) {
      return Value::tuple(results, arena);
    }
  }
  for (Value& result : results) {
    if (result.kind() != Kind::dynamic) continue;
    result = result.is_unknown() ? values::with_type(result, common, arena)
                                 : Value::null(common).with_marks(result.marks());
  }
  return Value::list(common, results, arena);
}

Value splat_of_known(const syntax::Splat& splat, const Value& source, const Scope& scope,
                     Context& context) {
  const size_t before = failures(context);
  const std::span<const Value> items = source.elements();
  if (!spend(context, splat.range, items.size())) {
    return invalid_value(context, splat.range, "Splat makes too many values");
  }
  const std::span<Value> results = context.arena.make_span<Value>(items.size());
  for (size_t i = 0; i < items.size() && failures(context) == before; ++i) {
    const Value item = carrying(items[i], source.without_marks(), context);
    results[i] = evaluate_each(splat, item, scope, context);
  }
  if (failures(context) != before) return invalid_splat(splat, source, scope, context);
  Value result;
  if (source.kind() == Kind::tuple) {
    result = Value::tuple(results, context.arena);
  } else if (!results.empty()) {
    result = list_of(results, context.arena);
  } else {
    const Type type = result_type(source.type(context.arena), splat, scope, context);
    result = Value::list(type.element(), results, context.arena);
  }
  return result.with_marks(source.marks());
}

Value splat_of_null(const syntax::Splat& splat, const Value& source, Context& context) {
  if (!is_sequence(source.kind()) || context.semantics == Semantics::rules) {
    return Value::tuple({}, context.arena).with_marks(source.marks());
  }
  return invalid(context, splat.source->range, "Splat of null value",
                 "A list, set or tuple that is null has no elements to go through.");
}

}  // namespace

Value evaluate_splat(const syntax::Splat& splat, const Scope& scope, Context& context) {
  const size_t before = failures(context);
  const Value source = evaluate(*splat.source, scope, context);
  if (failures(context) != before) return invalid_value(context, splat.range, "Invalid splat");
  if (source.is_null()) return splat_of_null(splat, source, context);
  if (!is_sequence(source.kind())) return splat_of_single(splat, source, scope, context);
  if (source.is_unknown()) return splat_of_unknown(splat, source, scope, context);
  return splat_of_known(splat, source, scope, context);
}

}  // namespace expressions
