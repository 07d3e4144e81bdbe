// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "expressions/expressions.h"
#include "schema/schema.h"
#include "syntax/syntax.h"

// What `moved`, `removed` and `import` blocks name: a module or a resource, or an instance of one.
namespace terraform {

struct TargetAddress {
  std::string module;     // around it: `module.net["a"]`; empty: the module that names it
  std::string_view type;  // of a resource; empty: it is a module
  std::string_view name;
  std::string key;  // `["a"]` or `[0]`; empty: none
  schema::Mode mode = schema::Mode::managed;

  [[nodiscard]] bool is_module() const { return type.empty(); }
  // Without key and without the module around.
  [[nodiscard]] std::string local() const;
};

// A reference as an address; nothing if it is none, which is reported. `json`: references are
// strings.
std::optional<TargetAddress> read_target(const syntax::Expression& expression, bool json,
                                         expressions::Context& context);
std::optional<TargetAddress> read_target(const syntax::Traversal& reference,
                                         expressions::Context& context);

}  // namespace terraform
