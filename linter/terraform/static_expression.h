// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expressions/expressions.h"
#include "syntax/syntax.h"

// Expressions that Terraform reads before it computes values: flags, sources, references.
namespace terraform {

// A boolean that refers to nothing; nothing if it is none (reported).
std::optional<bool> constant_bool(const syntax::Expression& expression,
                                  expressions::Context& context);
// A string literal, as `source` and `version` demand; nothing if it is none (reported).
std::optional<std::string> constant_string(const syntax::Expression& expression,
                                           expressions::Context& context);

// What stands in brackets; one expression without brackets is an error, reported, and nothing.
std::vector<const syntax::Expression*> list_items(const syntax::Expression& expression,
                                                  expressions::Context& context);
// A reference that is read, not evaluated; JSON writes it as a string. Null if it is none.
const syntax::Traversal* as_reference(const syntax::Expression& expression,
                                      expressions::Arena& arena);
// `tags["Name"]` as its path is written in a value: tags["Name"], ingress[0].cidr_blocks.
std::string path_text(std::string_view root, std::span<const syntax::Step> steps);

// Whether HCL takes the text as a name.
bool is_identifier(std::string_view text);

}  // namespace terraform
