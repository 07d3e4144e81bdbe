// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "expressions/expressions.h"
#include "syntax/syntax.h"

// Bodies held against what may stand in them: HCL's decoding of a body by a schema.
namespace terraform {

struct ArgumentSpec {
  std::string_view name;
  bool required = false;
};

// A block type and the names of its labels.
struct BlockTypeSpec {
  std::string_view type;
  std::span<const std::string_view> labels = {};
};

struct BodySpec {
  std::span<const ArgumentSpec> arguments;
  std::span<const BlockTypeSpec> blocks;
  bool open = false;  // what is not listed belongs to somebody else (a provider)
};

// The body with the blocks that the spec lists told apart (JSON), blocks of native syntax that an
// override merged into a JSON body kept.
const syntax::Body& content_of(const syntax::Body& body, std::span<const syntax::BlockSpec> blocks,
                               expressions::Arena& arena, diagnostics::Diagnostics& diagnostics);

// The body of a block as its spec sees it. What does not belong there is reported: missing and
// unsupported arguments, unsupported blocks, wrong numbers of labels.
const syntax::Body& read_body(const syntax::Body& body, const BodySpec& spec, source::Range header,
                              expressions::Context& context);

// The argument of a body; null if it is not given.
const syntax::Attribute* find_attribute(const syntax::Body& body, std::string_view name);
const syntax::Expression* find_expression(const syntax::Body& body, std::string_view name);
// The first block of a type; null if there is none.
const syntax::Block* find_block(const syntax::Body& body, std::string_view type);

// Reports the arguments that a body of native syntax, or a block in it, sets more than once.
void report_redefined(const syntax::Body& body, expressions::Context& context);

void report(expressions::Context& context, source::Range range, std::string summary,
            std::string detail = {});
// The same, with the place of what was there first.
void report_duplicate(expressions::Context& context, source::Range range, source::Range earlier,
                      std::string summary, std::string detail);
// " Did you mean "x"?", or nothing where no candidate is near.
std::string did_you_mean(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace terraform
