// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"

namespace graph::testing {

// A graph of Terraform text, and questions to it.
class GraphTest : public ::testing::Test {
 protected:
  void add(std::string_view path, std::string text) { file_system_.add(path, std::move(text)); }
  void build(std::string text) {
    add("main.tf", std::move(text));
    loader_ = std::make_unique<terraform::Loader>(file_system_, files_, 1);
    configuration_ = loader_->load(".");
    evaluation_ = std::make_unique<terraform::Evaluation>(
        terraform::evaluate(configuration_, {}, terraform::Purpose::check, *loader_));
    graph_ = std::make_unique<Graph>(*evaluation_);
  }

  expressions::Context context() {
    return {.arena = evaluation_->arena(),
            .origins = evaluation_->origins(),
            .diagnostics = diagnostics_,
            .semantics = expressions::Semantics::rules,
            .relations = graph_.get()};
  }

  NodeId find(std::string_view address) const {
    for (const Node& node : graph_->nodes()) {
      if (node.address == address) return node.id;
    }
    return values::kNoNode;
  }

  // Addresses of a list of nodes: "?" for what cannot be resolved, a trailing "~" for optional.
  std::string shown(const Value& list) const {
    std::string text;
    const auto add = [&](const Value& value, bool optional) {
      const NodeId node = Graph::node_of(value);
      if (!text.empty()) text += ", ";
      text += node == values::kNoNode ? "?" : std::string(graph_->node(node).address);
      if (optional) text += "~";
    };
    if (list.is_known()) {
      for (const Value& value : list.elements()) add(value, false);
      return text;
    }
    const values::Sketch* sketch = list.unknown_data().sketch;
    if (sketch == nullptr || sketch->kind != values::SketchKind::elements) return "unknown";
    for (const auto& element : static_cast<const values::ElementsSketch*>(sketch)->elements) {
      add(element.value, element.optional);
    }
    return text;
  }

  // An attribute of a node as rules read it, printed.
  std::string attribute(std::string_view address, std::string_view name) {
    return values::print(graph_->value(find(address)).attribute_source()->attribute(name));
  }

  std::string linked(std::string_view address, std::string_view attribute,
                     std::vector<std::string_view> types) {
    expressions::Context asked = context();
    return shown(graph_->linked(
        graph_->value(find(address)).attribute_source()->attribute(attribute), types, asked));
  }

  std::string linking(std::string_view address, std::string_view type, std::string_view path) {
    expressions::Context asked = context();
    return shown(graph_->linking(find(address), type, path, asked));
  }

  source::MemoryFileSystem file_system_;
  source::Files files_;
  std::unique_ptr<terraform::Loader> loader_;
  terraform::Configuration configuration_;
  std::unique_ptr<terraform::Evaluation> evaluation_;
  std::unique_ptr<Graph> graph_;
  diagnostics::Diagnostics diagnostics_;
};

}  // namespace graph::testing
