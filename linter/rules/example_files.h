// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"
#include "graph/graph.h"
#include "rules/rules.h"
#include "rules/variants.h"

// What examples of rules and answers of functions share: Terraform text in a block of a rule file,
// and its way through the pipeline.
namespace rules {

// The Terraform of an example's body: what stands there but for its arguments and `file` blocks.
// Its argument `pipeline` and that of a file, `text`, are heredocs that are read raw: pipelines,
// scripts. Every file begins with as many empty lines as stand before its text in the rule file, so
// line numbers are the rule file's.
ExampleText example_text(const syntax::Body& body, const source::File& rule_file);

// The parameters that an example sets.
config::Policy example_policy(const syntax::Body& body, values::Arena& arena,
                              diagnostics::Diagnostics& diagnostics);

// A root, evaluated.
struct ExampleRoot {
  std::unique_ptr<terraform::Configuration> configuration;  // the evaluation keeps referring to it
  std::unique_ptr<terraform::Evaluation> evaluation;
  std::unique_ptr<graph::Graph> graph;
};

// An example, evaluated; with further roots, if its files have backends of their own.
struct ExampleGraph {
  ExampleGraph();
  ExampleGraph(ExampleGraph&&) noexcept;
  ExampleGraph& operator=(ExampleGraph&&) noexcept;
  ~ExampleGraph();

  std::unique_ptr<terraform::Loader> loader;
  std::unique_ptr<terraform::Configuration> configuration;  // the evaluation keeps referring to it
  std::unique_ptr<terraform::Evaluation> evaluation;
  struct Pipeline;
  std::unique_ptr<Pipeline> pipeline;   // null: it has none
  std::unique_ptr<graph::Graph> graph;  // of the pipeline, if there is one
  std::vector<ExampleRoot> further;
  std::unique_ptr<graph::Graphs> graphs;  // of all
  diagnostics::Diagnostics diagnostics;
};
ExampleGraph graph_of(const Variant& variant, source::Files& files);

// Where a place of an example's files stands in the rule's file, whose offsets they have.
source::Range in_rule_file(const source::Range& range, source::FileId rule_file,
                           const source::Files& files);

// What went wrong, placed in the rule's file.
void add_errors(const diagnostics::Diagnostics& diagnostics, source::FileId rule_file,
                const source::Files& files, std::vector<Failure>& failures);

}  // namespace rules
