// SPDX-License-Identifier: Apache-2.0
//
// Any text as an expression, evaluated under both semantics beside known, unknown, sensitive and
// sketched values: no crash, no hang, ranges inside the text, and the same answer twice.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "expressions/evaluated.h"
#include "expressions/pattern_cache.h"

namespace {

using expressions::Semantics;
using expressions::Workbench;
using values::Value;

// Names as modules have them. `local` is made by the evaluator itself, so that values share parts.
void add_names(Workbench& bench) {
  Value local = bench.evaluate(R"({
    zones = ["a", "b", "c"], tags = { Name = "x", Owner = "y" }, port = 443, none = null,
    subnets = { a = { cidr = "10.0.0.0/24", public = true }, b = { cidr = "10.0.1.0/24", public = false } },
    some = toset(["x", terraform_data.x.id]), text = "é-${terraform_data.x.id}", list = tolist([1, 2.5, 1e30]),
    later = jsonencode({ a = terraform_data.x.output }), secret = sensitive({ a = ["s"] }),
  })");
  bench.scope.values["local"] = local;
  bench.scope.values["any"] = Value::unknown(values::Type::dynamic(), bench.arena);
}

void check_diagnostics(const Workbench& bench) {
  for (const diagnostics::Diagnostic& diagnostic : bench.diagnostics.all()) {
    const source::Range& range = diagnostic.subject;
    if (!range.known() || range.begin > range.end) std::abort();
    if (range.end > bench.files[range.file].text().size()) std::abort();
  }
}

// With a budget of its own, and no pattern compiled yet: neither is to depend on what came before.
Value evaluate_afresh(Workbench& bench, const syntax::Expression& expression) {
  expressions::PatternCache patterns;
  bench.context.patterns = &patterns;
  bench.context.budget = 200'000;
  const Value value = expressions::evaluate(expression, bench.scope, bench.context);
  bench.context.patterns = nullptr;
  return value;
}

void evaluate(Workbench& bench, const syntax::Expression& expression, Semantics semantics) {
  bench.context.semantics = semantics;
  const Value first = evaluate_afresh(bench, expression);
  const bool failed = bench.diagnostics.has_errors();
  check_diagnostics(bench);
  bench.diagnostics = {};
  const Value second = evaluate_afresh(bench, expression);
  if (bench.diagnostics.has_errors() != failed || !values::identical(first, second)) std::abort();
  if (values::hash(first) != values::hash(second)) std::abort();
  bench.diagnostics = {};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Workbench bench;
  add_names(bench);
  const source::FileId file =
      bench.files.add("fuzz.tf", std::string(reinterpret_cast<const char*>(data), size));
  const syntax::ExpressionTree tree = syntax::parse_expression(file, bench.files);
  if (tree.root == nullptr) return -1;  // the parser has its own target: not worth a place
  bench.diagnostics = {};
  evaluate(bench, *tree.root, Semantics::plan);
  evaluate(bench, *tree.root, Semantics::rules);
  return 0;
}
