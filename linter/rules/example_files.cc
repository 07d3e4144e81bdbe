// SPDX-License-Identifier: Apache-2.0
// Terraform in a block of a rule file -> graph. Exported: example_text, example_policy, graph_of,
// add_errors. Tested in tests/rules/ by examples and answers.

#include "rules/example_files.h"

#include <fmt/format.h>

#include "config/read.h"

namespace rules {

namespace {

void blank(std::string& text, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    if (text[i] != '\n') text[i] = ' ';
  }
}

// The file's text with everything but the body blanked.
std::string only_body(std::string_view file_text, const syntax::Body& body) {
  std::string text(file_text.substr(0, body.range.end - 1));
  blank(text, 0, body.range.begin + 1);
  return text;
}

}  // namespace

ExampleText example_text(const syntax::Body& body, const source::File& rule_file) {
  ExampleText text{.body = &body, .main = only_body(rule_file.text(), body), .others = {}};
  for (const syntax::Block& block : body.blocks) {
    if (block.type != "file" || block.labels.size() != 1) continue;
    text.others.emplace_back(block.labels[0].text, only_body(rule_file.text(), *block.body));
    blank(text.main, block.range.begin, block.range.end);
  }
  for (const syntax::Attribute& attribute : body.attributes) {
    blank(text.main, attribute.range.begin, attribute.range.end);
  }
  return text;
}

config::Policy example_policy(const syntax::Body& body, values::Arena& arena,
                              diagnostics::Diagnostics& diagnostics) {
  config::Policy policy;
  config::BodyReader reader(body, diagnostics::kInvalidRule, arena, diagnostics);
  for (auto& [name, value] : reader.members("parameters")) {
    policy.parameter_ranges[name] = reader.range("parameters");
    policy.parameters[std::move(name)] = value;
  }
  return policy;
}

namespace {

// A root is what keeps a state of its own; all else is there to be called.
void add_root(const std::string& directory, ExampleGraph& example) {
  ExampleRoot root;
  root.configuration = std::make_unique<terraform::Configuration>(example.loader->load(directory));
  if (root.configuration->root == nullptr || root.configuration->root->backend == nullptr) return;
  root.evaluation = std::make_unique<terraform::Evaluation>(
      terraform::evaluate(*root.configuration, {}, terraform::Purpose::check, *example.loader));
  root.graph = std::make_unique<graph::Graph>(*root.evaluation, example.graphs.get());
  example.graphs->push_back(root.graph.get());
  example.further.push_back(std::move(root));
}

}  // namespace

ExampleGraph graph_of(const Variant& variant, source::Files& files) {
  ExampleGraph result;
  result.loader = std::make_unique<terraform::Loader>(variant.files, files, 1);
  result.configuration =
      std::make_unique<terraform::Configuration>(result.loader->load(variant.root));
  if (result.configuration->root != nullptr) {
    result.diagnostics.append(result.configuration->root->diagnostics);
  }
  result.evaluation = std::make_unique<terraform::Evaluation>(
      terraform::evaluate(*result.configuration, {}, terraform::Purpose::check, *result.loader));
  result.diagnostics.append(result.evaluation->diagnostics());
  result.graphs = std::make_unique<graph::Graphs>();
  result.graph = std::make_unique<graph::Graph>(*result.evaluation, result.graphs.get());
  result.graphs->push_back(result.graph.get());
  for (const std::string& directory : variant.further) add_root(directory, result);
  return result;
}

source::Range in_rule_file(const source::Range& range, source::FileId rule_file,
                           const source::Files& files) {
  if (!range.known() || !source::is_inside("example", files[range.file].path())) return range;
  return {rule_file, range.begin, range.end};
}

void add_errors(const diagnostics::Diagnostics& diagnostics, source::FileId rule_file,
                const source::Files& files, std::vector<Failure>& failures) {
  for (const diagnostics::Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity != diagnostics::Severity::error) continue;
    failures.push_back({in_rule_file(diagnostic.subject, rule_file, files),
                        fmt::format("{}. {}", diagnostic.summary, diagnostic.detail)});
  }
}

}  // namespace rules
