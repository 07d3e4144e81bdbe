// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "terraform/evaluator.h"
#include "terraform/resource_shape.h"

namespace terraform {

// Reads the values of a body's arguments: only what is given, converted to its type; blocks as
// tuples of objects as sparse (nesting map: an object by label, single: one object).
class BodyValues {
 public:
  // `arguments`, if not null, collects where each argument is written.
  explicit BodyValues(Evaluator& evaluator, std::vector<Argument>* arguments = nullptr)
      : evaluator_(evaluator), arguments_(arguments) {}

  // Those of a resource instance; looks at the references in what its dynamic blocks generate.
  BodyValues(Evaluator& evaluator, NodeId node)
      : evaluator_(evaluator), arguments_(nullptr), node_(node) {}

  // One argument or all blocks of a name; null where nothing is given, or null is.
  Value argument(const syntax::Body& body, const Shape& shape, std::string_view name,
                 const expressions::Scope& scope, const std::string& path = {});
  // The whole body as a sparse object.
  Value object(const syntax::Body& given, const Shape& shape, const expressions::Scope& scope,
               const std::string& path);

 private:
  struct Blocks;
  Value attribute(const syntax::Attribute& attribute, const Shape& shape,
                  const expressions::Scope& scope, const std::string& path);
  Value blocks(const syntax::Body& body, const Shape& shape, std::string_view name,
               const expressions::Scope& scope, const std::string& path);
  void add_block(const syntax::Block& block, Blocks& blocks, const expressions::Scope& scope);
  void add_dynamic(const syntax::Block& block, Blocks& blocks, const expressions::Scope& scope);
  Value joined(const Blocks& blocks);

  Evaluator& evaluator_;
  std::vector<Argument>* arguments_;
  NodeId node_ = values::kNoNode;
  std::vector<std::string_view> iterators_;  // of the dynamic blocks around
};

}  // namespace terraform
