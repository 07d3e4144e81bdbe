// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/graph.h"

// What a backend is given beside its block: by the command line, or by files that are made for it.
namespace graph {

// One way of initialising a root.
struct BackendConfig {
  std::string name;  // what tells it from others: "config/live.tfbackend"
  Value arguments;   // an object, or null; those of the block count where it has none
  // Why there may be further ones; null: there are none.
  const values::Reason* open = nullptr;
};

// Whether arguments are all that a type of backend requires.
bool is_complete_backend(std::string_view type, const Value& given, const schema::Schemas& schemas);

// From now on the graph's backend is given these, the block alone if there are none; each makes a
// node. What they hold must outlive the graph, of which nobody has asked anything yet.
void set_backend_configs(const Graph& graph, std::vector<BackendConfig> configs);

inline constexpr size_t kMaxBackendConfigs = 50;

}  // namespace graph
