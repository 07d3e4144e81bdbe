// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "terraform/evaluator.h"

namespace terraform {

// Whether a sparse value holds something at a path ("ingress[0].cidr_blocks").
bool gives(const Value& sparse, std::string_view path);

// Where an argument of a resource instance is written: the longest prefix of the path that is.
std::optional<Argument> find_argument(Evaluator& evaluator, NodeId node, std::string_view path);

// Evaluates without adding to the evaluation's diagnostics: what is wrong has been said.
class Quietly {
 public:
  explicit Quietly(Evaluator& evaluator)
      : evaluator_(evaluator), kept_(std::move(evaluator.diagnostics)) {
    evaluator_.diagnostics = {};
  }
  ~Quietly() { evaluator_.diagnostics = std::move(kept_); }
  Quietly(const Quietly&) = delete;
  Quietly& operator=(const Quietly&) = delete;

 private:
  Evaluator& evaluator_;
  diagnostics::Diagnostics kept_;
};

}  // namespace terraform
