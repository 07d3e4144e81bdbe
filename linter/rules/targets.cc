// SPDX-License-Identifier: Apache-2.0
// Whether there are the types that rules look at. Exported: TypeNames. Tested in
// tests/rules/load_test.cc.

#include <fmt/format.h>

#include <algorithm>

#include "graph/graph.h"
#include "graph/node_types.h"
#include "rules/state.h"

namespace rules {

using graph::kDataPrefix;

namespace {

const syntax::Attribute* target_of(const syntax::Block& rule) {
  const auto& attributes = rule.body->attributes;
  const auto target = std::ranges::find(attributes, "target", &syntax::Attribute::name);
  return target == attributes.end() ? nullptr : &*target;
}

std::span<const syntax::Expression* const> elements_of(const syntax::Attribute& target) {
  if (target.value->kind == syntax::ExpressionKind::tuple) {
    return target.value->as<syntax::Tuple>().elements;
  }
  return std::span(&target.value, 1);
}

}  // namespace

TypeNames::TypeNames() : names_(graph::node_types()) {
  schema::Schemas schemas;
  for (const std::string_view type : schemas.type_names(schema::Mode::managed)) {
    names_.push_back(type);
  }
  for (const std::string_view type : schemas.type_names(schema::Mode::data)) {
    names_.push_back(texts_.emplace_back(fmt::format("{}{}", kDataPrefix, type)));
  }
  std::ranges::sort(names_);
}

bool TypeNames::has_provider_of(std::string_view type) const {
  const size_t start = type.starts_with(kDataPrefix) ? kDataPrefix.size() : 0;
  std::string prefix(type.substr(0, type.find('_', start)));
  prefix += '_';
  const auto first = std::ranges::lower_bound(names_, prefix);
  return first != names_.end() && first->starts_with(prefix);
}

TypeNames::Absence TypeNames::absence_of(std::string_view type) const {
  if (is_pattern(type)) return {};  // of which providers there are no schemas cannot be told
  if (std::ranges::binary_search(names_, type)) return {};
  const auto near = diagnostics::suggest(type, names_);
  return {near || has_provider_of(type), near.value_or("")};
}

void TypeNames::check_targets(const syntax::Block& rule,
                              diagnostics::Diagnostics& diagnostics) const {
  const std::vector<std::string_view> targets = words_of(rule, "target");
  for (size_t i = 0; i < targets.size(); ++i) {
    const auto [absent, near] = absence_of(targets[i]);
    if (!absent) continue;
    diagnostics::Diagnostic& diagnostic = diagnostics.error(
        diagnostics::kInvalidRule, elements_of(*target_of(rule))[i]->range,
        fmt::format("There is no type \"{}\"", targets[i]),
        "A rule looks at resources, at data sources as data.TYPE, or at what else the files "
        "declare, as terraform_output.");
    if (!near.empty()) diagnostic.remedy = fmt::format("Did you mean \"{}\"?", near);
  }
}

}  // namespace rules
