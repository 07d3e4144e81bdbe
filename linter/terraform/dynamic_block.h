// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "terraform/evaluator.h"

namespace terraform {

// The iterator of a dynamic block: `ingress.key` and `ingress.value`, before the names around it.
class IteratorScope final : public expressions::Scope {
 public:
  IteratorScope(const expressions::Scope& outer, std::string_view name, Value iterator)
      : outer_(outer), name_(name), iterator_(iterator) {}
  std::optional<Resolved> resolve(const syntax::Traversal& traversal,
                                  Context& context) const override;
  [[nodiscard]] const expressions::Function* function(std::string_view name) const override {
    return outer_.function(name);
  }

 private:
  const expressions::Scope& outer_;
  std::string_view name_;
  Value iterator_;
};

// One block that a dynamic block generates, or perhaps generates.
struct Generated {
  Value iterator;  // an object of key and value
  bool optional = false;
  bool many = false;  // any number like it
};

// What a dynamic block generates.
struct Generation {
  std::string_view iterator_name;
  const syntax::Block* content = nullptr;  // null: missing, which is reported
  std::vector<Generated> blocks;
  Value unknown;  // its for_each, if not all of it is known
};

// The name that the content of a dynamic block has for its iterator.
std::string_view iterator_name(const syntax::Block& dynamic, const syntax::Body& body);

Generation generate(const syntax::Block& dynamic, Evaluator& evaluator,
                    const expressions::Scope& scope);

}  // namespace terraform
