// SPDX-License-Identifier: Apache-2.0
// Reads `module` blocks: where the module comes from, and the meta-arguments. What is left are the
// module's variables. Exports read_module_call. Tested in tests/terraform/load_test.cc.
#include "terraform/module_calls.h"

#include <algorithm>
#include <array>

#include "terraform/body_reader.h"
#include "terraform/meta_arguments.h"
#include "terraform/static_expression.h"

namespace terraform {

namespace {

using expressions::Context;
using syntax::Expression;

constexpr std::array<std::string_view, 6> kMetaArguments = {"count",     "depends_on", "for_each",
                                                            "providers", "source",     "version"};
constexpr ArgumentSpec kCallArguments[] = {{"source", true}, {"version"},    {"count"},
                                           {"for_each"},     {"depends_on"}, {"providers"}};
constexpr BodySpec kCallSpec{kCallArguments, {}, true};

bool is_local(std::string_view source) {
  return source.starts_with("./") || source.starts_with("../") || source == "." || source == "..";
}

void read_source(const syntax::Body& body, std::string_view parent_directory, ModuleCall& call,
                 Context& context) {
  const Expression* source = find_expression(body, "source");
  if (!source) return;
  call.source_range = source->range;
  call.source = constant_string(*source, context).value_or("");
  if (is_local(call.source)) {
    call.directory = source::join_path(parent_directory, call.source);
  }
  const std::string_view installed = ".terraform/modules/";
  call.vendored = call.directory.empty() || call.directory.find(installed) != std::string::npos;
}

void read_providers(const Expression& expression, ModuleCall& call, Context& context) {
  if (expression.kind != syntax::ExpressionKind::object) {
    report(context, expression.range, "Invalid expression", "A static map expression is required.");
    return;
  }
  for (const syntax::ObjectItem& item : expression.as<syntax::Object>().items) {
    const auto child = read_provider_reference(*item.key, context);
    const auto here = read_provider_reference(*item.value, context);
    if (child && here) call.providers.emplace_back(*child, *here);
  }
}

void report_blocks(const syntax::Body& body, Context& context) {
  for (const syntax::Block& block : body.blocks) {
    report(context, block.type_range, "Unsupported block type",
           "Blocks of type \"" + std::string(block.type) + "\" are not expected here.");
  }
}

}  // namespace

bool is_call_meta_argument(std::string_view name) {
  return std::ranges::find(kMetaArguments, name) != kMetaArguments.end();
}

ModuleCall read_module_call(const syntax::Block& block, std::string_view parent_directory,
                            Context& context) {
  ModuleCall call;
  call.name = block.labels[0].text;
  call.block = &block;
  check_name("module instance", block.labels[0], context);
  const syntax::Body& body = read_body(*block.body, kCallSpec, block.header, context);
  call.body = &body;
  report_blocks(body, context);
  read_source(body, parent_directory, call, context);
  if (const Expression* version = find_expression(body, "version")) {
    call.version = constant_string(*version, context).value_or("");
  }
  check_repetition(body, context);
  call.count = find_expression(body, "count");
  call.for_each = find_expression(body, "for_each");
  if (const Expression* providers = find_expression(body, "providers")) {
    read_providers(*providers, call, context);
  }
  call.depends_on = read_depends_on(body, context);
  return call;
}

}  // namespace terraform
