// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "source/source.h"
#include "syntax/syntax.h"
#include "values/values.h"

// Tree + scope -> value: Terraform's expression language, under two semantics.
namespace expressions {

using values::Arena;
using values::Value;

// Plan: exactly what Terraform knows. Rules: also what sketches know; && and || short-circuit
// and are Kleene; an attribute or index of null, or an absent one of an object, is null.
enum class Semantics : uint8_t { plan, rules };

struct Context;
struct Function;     // functions.h
class PatternCache;  // pattern_cache.h

// Bounds of evaluation. Reaching one is a diagnostic (id limit-reached), and what is evaluated then
// is unknown.
inline constexpr uint32_t kMaxDepth = 1000;
inline constexpr uint64_t kMaxRange = 1024;          // Terraform's own bound of range()
inline constexpr uint64_t kMaxElements = 1'000'000;  // of one value, those at any depth counted
inline constexpr uint64_t kMaxStringBytes = 16u << 20;
inline constexpr size_t kMaxMemory = 1u << 30;  // bytes of the values of one evaluation
// The work of one evaluation: one for each expression, and for the elements and bytes that it reads
// or makes as much as takes the same time, about 100 ns.
inline constexpr size_t kMaxWork = 50'000'000;

// The names that an expression may use. Scopes nest: a `for` or a template puts its variables
// before those around it.
class Scope {
 public:
  virtual ~Scope() = default;

  struct Resolved {
    Value value;
    size_t steps = 0;  // how many of the traversal's steps the reference itself took ("a" of var.a)
  };
  // What the beginning of a traversal refers to; nothing if this scope does not know the root
  // name. A reference that is wrong is a diagnostic in the context and resolves to an unknown.
  virtual std::optional<Resolved> resolve(const syntax::Traversal& traversal,
                                          Context& context) const = 0;
  // Calls a function that this scope adds to the table (rules' HCL functions and graph
  // functions); nothing if it has none of that name. Arguments are evaluated.
  virtual std::optional<Value> call(const syntax::Call& call, std::span<const Value> arguments,
                                    Context& context) const;
  // A function under a name that the table does not have: that of a provider which the module
  // requires ("provider::aws::arn_parse"). Null if there is none.
  [[nodiscard]] virtual const Function* function(std::string_view) const { return nullptr; }
  // Whether functions may be called at all.
  [[nodiscard]] virtual bool allows_functions() const { return true; }
};

// A scope without names, for constant expressions.
const Scope& empty_scope();
// One without names and without functions, for what Terraform reads before anything else: defaults
// of variables and of optional().
const Scope& literal_scope();

// What is known of symbols beyond this room: the identities of the graph.
class SymbolRelations {
 public:
  virtual ~SymbolRelations() = default;
  enum class Answer : uint8_t { equal, unequal, undecided };
  // Whether a symbol equals another value: another symbol, which is not the same attribute of the
  // same node, or a known value.
  [[nodiscard]] virtual Answer relate(const values::Symbol& symbol, const Value& other) const = 0;
};

// What the file functions may read. Paths are as Terraform sees them: relative to the root
// module's directory. Whatever lies outside the repository is refused.
class FileAccess {
 public:
  virtual ~FileAccess() = default;
  enum class Status : uint8_t { found, absent, refused, unreadable };
  struct Text {
    Status status = Status::absent;
    std::string_view text;  // lives as long as the access
    std::string path;       // for messages
  };
  virtual Text read(std::string_view path) = 0;
  virtual bool exists(std::string_view path) = 0;
  // Files below a directory, as paths relative to it, sorted.
  virtual std::vector<std::string> walk(std::string_view directory) = 0;
  // The file parsed as a template, once however often it is asked for; null root if it is no
  // template.
  virtual const syntax::ExpressionTree* parse_template(std::string_view path) = 0;
  // A text parsed as a template, kept as long as the access; null root if it is none, null if
  // that is not supported.
  virtual const syntax::ExpressionTree* parse_template_text(std::string_view) { return nullptr; }
  // The absolute form of a path, for abspath().
  virtual std::string absolute(std::string_view path) = 0;
};

// The template of templatefile() or templatestring() that an expression stands in. No template is
// rendered within one, and from within a string no file is read.
enum class Rendering : uint8_t { none, file, string };

// What one evaluation works with. One thread's.
struct Context {
  Arena& arena;
  values::OriginTable& origins;
  diagnostics::Diagnostics& diagnostics;
  Semantics semantics = Semantics::plan;
  FileAccess* files = nullptr;  // null: file functions answer unknown (not supported)
  // What the file functions do about an absent file: an error as in Terraform, or an unknown.
  bool absent_file_is_unknown = false;
  // Whether, as from Terraform 1.12 on, `&&` and `||` pass over the right operand, errors and all,
  // where the left one decides. Rules always do.
  bool short_circuits = false;
  // Rules only; null: two symbols are equal if they are the same, else undecided.
  const SymbolRelations* relations = nullptr;
  Rendering rendering = Rendering::none;
  const Value* splat_item = nullptr;  // the element at hand inside a splat
  PatternCache* patterns = nullptr;   // null: every use of a pattern compiles it
  // Set where rules are held against what schemas declare: what an object lacks is an error under
  // rule semantics too, and the steps that led to a member are noted here, as the other objects
  // that a step may be taken on need not have it.
  std::vector<source::Range>* members_found = nullptr;
  // Nobody reads what is said of problems, only that there are some: their texts may be left out.
  bool silent = false;
  uint32_t depth = 0;        // of nested evaluation, bounded by kMaxDepth
  size_t budget = kMaxWork;  // what may still be done; 0: it is used up
};

// The value of an expression. Where Terraform reports an error there is a diagnostic (id
// invalid-configuration) and the value is unknown, of dynamic type, with reason invalid.
Value evaluate(const syntax::Expression& expression, const Scope& scope, Context& context);

// Reports that the budget or the memory is used up, if it has not been, and gives false.
bool exhausted(Context& context, source::Range range);

// Takes the work of something from the budget. False where that or the memory is used up; the first
// time with a diagnostic at `range`.
inline bool spend(Context& context, source::Range range, size_t work) {
  if (work >= context.budget || context.arena.used() > kMaxMemory) return exhausted(context, range);
  context.budget -= work;
  return true;
}

// An evaluation whose diagnostics the caller keeps or drops, as the branches of a conditional and
// try() need it. A limit that is reached inside is reported in `context` whatever becomes of them.
struct Attempt {
  Value value;
  diagnostics::Diagnostics diagnostics;
  [[nodiscard]] bool failed() const { return diagnostics.has_errors(); }
};
Attempt attempt(const syntax::Expression& expression, const Scope& scope, Context& context);
// The same without texts, for a caller that drops the diagnostics.
Attempt attempt_silently(const syntax::Expression& expression, const Scope& scope,
                         Context& context);

// The steps of a traversal applied to a value, as `value.a[0]` would be.
Value apply_steps(const Value& value, std::span<const syntax::Step> steps, Context& context);

// References of an expression to names that are not its own (`for` variables are left out), in
// order of the text.
std::vector<const syntax::Traversal*> references(const syntax::Expression& expression);
// The calls in an expression, in order of the text.
std::vector<const syntax::Call*> calls(const syntax::Expression& expression);

// Operators on values, as the expression language has them, under the semantics of the context.
// Results carry marks and origins. Operands of the logical ones are booleans, known or unknown.
Value equals(const Value& a, const Value& b, Context& context);
Value logical_and(const Value& a, const Value& b, Context& context);
Value logical_or(const Value& a, const Value& b, Context& context);
Value logical_not(const Value& value, Context& context);

// A type constraint ("list(object({ a = optional(string, \"x\") }))") read from its expression.
struct TypeConstraint {
  values::Type type;
  // Defaults of optional() members, as an object tree that `with_defaults` applies; null type
  // dynamic if none.
  const struct Defaults* defaults = nullptr;
};
TypeConstraint type_constraint(const syntax::Expression& expression, Context& context);
// A value with the defaults of its type constraint filled in where attributes are null or absent,
// as Terraform does before it converts.
Value with_defaults(const Value& value, const TypeConstraint& constraint, Context& context);

}  // namespace expressions
