// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "expressions/expressions.h"

// What the files of this room share; not for other rooms.
namespace expressions {

using values::Kind;
using values::Marks;
using values::OriginSet;
using values::Type;

// One function per kind of expression, each in the file of its name.
Value evaluate_template(const syntax::Template& text, const Scope& scope, Context& context);
Value evaluate_template_join(const syntax::TemplateJoin& join, const Scope& scope,
                             Context& context);
Value evaluate_traversal(const syntax::Traversal& traversal, const Scope& scope, Context& context);
Value evaluate_index(const syntax::Index& index, const Scope& scope, Context& context);
Value evaluate_splat(const syntax::Splat& splat, const Scope& scope, Context& context);
Value evaluate_call(const syntax::Call& call, const Scope& scope, Context& context);
Value evaluate_conditional(const syntax::Conditional& conditional, const Scope& scope,
                           Context& context);
Value evaluate_binary(const syntax::Binary& binary, const Scope& scope, Context& context);
Value evaluate_unary(const syntax::Unary& unary, const Scope& scope, Context& context);
Value evaluate_tuple(const syntax::Tuple& tuple, const Scope& scope, Context& context);
Value evaluate_object(const syntax::Object& object, const Scope& scope, Context& context);
Value evaluate_for(const syntax::For& loop, const Scope& scope, Context& context);

// value.name and collection[key]; `range` is the place that an error names.
Value attribute_of(const Value& value, std::string_view name, source::Range range,
                   Context& context);
Value element_of(const Value& collection, const Value& key, source::Range range, Context& context);

// Id of a note that an attempt without texts leaves (attempt_silently) where it reads an element
// that may be absent: then Terraform fails.
inline constexpr std::string_view kMayFail = "may-fail";

// How many diagnostics there are so far, but for those notes: more of them after an evaluation mean
// that it failed.
inline size_t failures(const Context& context) {
  const size_t count = context.diagnostics.count();
  if (!context.silent) return count;
  return count - static_cast<size_t>(std::ranges::count(context.diagnostics.all(), kMayFail,
                                                        &diagnostics::Diagnostic::id));
}

// Reports an error of the configuration and gives the value that stands for it: an unknown of
// dynamic type with reason invalid.
Value invalid(Context& context, source::Range subject, std::string summary, std::string detail,
              std::string remedy = {});
// That value alone, for where the error has been reported; of a type, where that is certain.
Value invalid_value(Context& context, source::Range subject, std::string_view summary,
                    Type type = Type::dynamic());

// The work of going through a value, and of making it from values that are there.
size_t work_of_reading(const Value& value);
size_t work_of_making(const Value& value);

// A result with the marks and origins of what it was made from.
Value carrying(const Value& result, const Value& input, Context& context);
inline Value carrying(const Value& result, const Value& a, const Value& b, Context& context) {
  return carrying(carrying(result, a, context), b, context);
}

// Certainly not null, and nothing else.
inline values::Refinement not_null() {
  values::Refinement refinement;
  refinement.not_null = true;
  return refinement;
}

// An unknown of a type made from inputs, certainly not null.
Value unknown_result(Type type, std::span<const Value> inputs, Context& context);
// An unknown made from inputs whose marks Terraform forgets on the way. Rules keep them.
Value bare_unknown(Type type, std::span<const Value> inputs, Context& context);
// The same of a value that may be unknown.
Value forgetful(const Value& result, const Context& context);

// A name between quotes, for messages.
inline std::string quoted(std::string_view name) { return "\"" + std::string(name) + "\""; }

// The text of a known value of a primitive type, as string conversion has it.
std::string_view primitive_text(const Value& value, Arena& arena);

// Yes, no, or not known.
enum class Ternary : uint8_t { no, yes, undecided };
constexpr Ternary ternary(bool value) { return value ? Ternary::yes : Ternary::no; }

// The same context with diagnostics of its own, for what is evaluated whether its errors count or
// not.
Context with_diagnostics(const Context& context, diagnostics::Diagnostics& own);

// Whether two values are equal; marks are left aside.
Ternary equality(const Value& a, const Value& b, Context& context);

}  // namespace expressions
