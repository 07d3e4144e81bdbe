// SPDX-License-Identifier: Apache-2.0
// Terraform in a block of a rule file -> graph. Exported: example_text, example_policy, graph_of,
// add_errors. Tested in tests/rules/ by examples and answers.

#include "rules/example_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "config/read.h"
#include "pipelines/pipelines.h"
#include "terraform/environments.h"

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

// The lines between the markers of a heredoc; unknown if it is none.
source::Range heredoc_body(const syntax::Attribute& attribute, std::string_view file_text) {
  const source::Range& range = attribute.value->range;
  std::string_view text = file_text.substr(range.begin, range.end - range.begin);
  if (!text.starts_with("<<")) return {};
  if (text.ends_with('\n')) text.remove_suffix(1);
  const size_t first = text.find('\n'), last = text.rfind('\n');
  if (first == std::string_view::npos) return {};
  return {range.file, range.begin + static_cast<uint32_t>(first) + 1,
          range.begin + static_cast<uint32_t>(last) + 1};
}

// The file's text with everything but a range blanked.
std::string only_range(std::string_view file_text, const source::Range& range) {
  std::string text(file_text.substr(0, range.end));
  blank(text, 0, range.begin);
  return text;
}

// The heredoc of an argument, at its offsets in the rule file; empty if there is none.
std::string raw_text(const syntax::Body& body, std::string_view name, std::string_view file_text,
                     ExampleText& text) {
  const auto found = std::ranges::find(body.attributes, name, &syntax::Attribute::name);
  if (found == body.attributes.end()) return {};
  const source::Range range = heredoc_body(*found, file_text);
  if (!range.known()) return {};
  text.raw.push_back(range);
  return only_range(file_text, range);
}

}  // namespace

ExampleText example_text(const syntax::Body& body, const source::File& rule_file) {
  ExampleText text{.body = &body,
                   .main = only_body(rule_file.text(), body),
                   .others = {},
                   .pipeline = {},
                   .raw = {}};
  text.pipeline = raw_text(body, "pipeline", rule_file.text(), text);
  for (const syntax::Block& block : body.blocks) {
    if (block.type != "file" || block.labels.size() != 1) continue;
    std::string raw = raw_text(*block.body, "text", rule_file.text(), text);
    text.others.emplace_back(block.labels[0].text,
                             raw.empty() ? only_body(rule_file.text(), *block.body) : raw);
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

// What the graph of an example's pipeline stands on.
struct ExampleGraph::Pipeline {
  explicit Pipeline(terraform::Loader& loader) : environments(loader) {}
  terraform::Environments environments;
  terraform::Module nothing;
  terraform::Configuration configuration, terraform_configuration;
  terraform::Inputs inputs;
  std::unique_ptr<pipelines::File> file;
  std::unique_ptr<terraform::Evaluation> evaluation;
  std::unique_ptr<graph::Graph> terraform;
  graph::Graphs all;
};

ExampleGraph::ExampleGraph() = default;
ExampleGraph::ExampleGraph(ExampleGraph&&) noexcept = default;
ExampleGraph& ExampleGraph::operator=(ExampleGraph&&) noexcept = default;
ExampleGraph::~ExampleGraph() = default;

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

// The pipeline is judged; the example's Terraform is what it can reach.
void add_pipeline(const Variant& variant, source::Files& files, ExampleGraph& example) {
  example.pipeline = std::make_unique<ExampleGraph::Pipeline>(*example.loader);
  ExampleGraph::Pipeline& pipeline = *example.pipeline;
  pipeline.file = pipelines::read(variant.pipeline, variant.files, files, example.diagnostics);
  if (pipeline.file == nullptr) return;
  example.diagnostics.append(pipeline.file->diagnostics);
  pipeline.configuration.directory = variant.pipeline;
  pipeline.configuration.kind = terraform::DirectoryKind::pipeline;
  pipeline.configuration.root = &pipeline.nothing;
  pipeline.terraform_configuration = example.loader->load(variant.root);
  pipeline.environments.add(pipeline.terraform_configuration, pipeline.inputs);
  pipeline.terraform =
      std::make_unique<graph::Graph>(pipeline.environments.evaluation(0), &pipeline.all);
  pipeline.all = {pipeline.terraform.get()};
  pipeline.evaluation = std::make_unique<terraform::Evaluation>(
      terraform::evaluate(pipeline.configuration, pipeline.inputs, terraform::Purpose::check,
                          *example.loader, &pipeline.environments));
  example.further.clear();
  example.graphs->clear();
  example.graph =
      std::make_unique<graph::Graph>(*pipeline.evaluation, *pipeline.file, &pipeline.all);
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
  if (!variant.pipeline.empty()) add_pipeline(variant, files, result);
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
