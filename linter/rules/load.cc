// SPDX-License-Identifier: Apache-2.0
// Finds what rule files define and parses it when asked for. Exported: the class RuleSet. Tested
// in tests/rules/.

#include <fmt/format.h>

#include <algorithm>

#include "config/read.h"
#include "rules/built_in.h"
#include "rules/state.h"

namespace rules {

using diagnostics::kInvalidRule;

namespace {

std::optional<DefinitionKind> kind_of(std::string_view block_type) {
  if (block_type == "rule") return DefinitionKind::rule;
  if (block_type == "function") return DefinitionKind::function;
  if (block_type == "parameter") return DefinitionKind::parameter;
  if (block_type == "profile") return DefinitionKind::profile;
  return std::nullopt;
}

// The word or words of a rule's `target`, read without evaluating.
std::vector<std::string_view> targets_of(const syntax::Block& block) {
  std::vector<std::string_view> result;
  const auto add = [&result](const syntax::Expression& expression) {
    if (expression.kind != syntax::ExpressionKind::literal) return;
    const auto& literal = expression.as<syntax::Literal>();
    if (literal.literal == syntax::LiteralKind::string) result.push_back(literal.text);
  };
  for (const syntax::Attribute& attribute : block.body->attributes) {
    if (attribute.name != "target") continue;
    if (attribute.value->kind != syntax::ExpressionKind::tuple) {
      add(*attribute.value);
      continue;
    }
    for (const syntax::Expression* element : attribute.value->as<syntax::Tuple>().elements) {
      add(*element);
    }
  }
  return result;
}

void add_file(RuleSet::State& state, std::string path, std::string text) {
  const std::string_view file = state.texts.emplace_back(path);
  const source::FileId id = state.files->add(std::move(path), std::move(text));
  syntax::Tree& tree = state.trees.emplace_back(syntax::parse(id, *state.files));
  state.diagnostics.append(tree.diagnostics);
  for (const syntax::Block& block : tree.body->blocks) {
    const std::optional<DefinitionKind> kind = kind_of(block.type);
    if (!kind || block.labels.size() != 1) {
      state.diagnostics.error(kInvalidRule, block.header, "Unknown block in a rule file",
                              "A rule file holds rule, function, parameter and profile blocks, "
                              "each with one label.");
      continue;
    }
    const std::string_view name = block.labels[0].text;
    if (state.definitions.contains({*kind, name})) {
      state.diagnostics.error(kInvalidRule, block.header,
                              fmt::format("{} \"{}\" is defined twice", block.type, name));
      continue;
    }
    state.define(
        {.kind = *kind, .name = name, .file = file, .text = {}, .block = &block, .tree = &tree},
        targets_of(block), false);
  }
}

void add_files_below(RuleSet::State& state, const source::FileSystem& file_system,
                     const std::string& directory) {
  source::Result<std::vector<source::Entry>> entries = file_system.list(directory);
  if (!entries.ok()) {
    state.diagnostics.error(diagnostics::kUnreadable, {},
                            fmt::format("Cannot read rules in {}", directory), entries.error());
    return;
  }
  for (const source::Entry& entry : entries.value()) {
    const std::string path = source::join_path(directory, entry.name);
    if (entry.kind == source::EntryKind::directory) {
      add_files_below(state, file_system, path);
    } else if (entry.name.ends_with(".hcl")) {
      source::Result<std::string> text = file_system.read(path);
      if (text.ok()) {
        add_file(state, path, std::move(text.value()));
      } else {
        state.diagnostics.error(diagnostics::kUnreadable, {}, fmt::format("Cannot read {}", path),
                                text.error());
      }
    }
  }
}

}  // namespace

void RuleSet::State::define(Definition definition, std::vector<std::string_view> targets,
                            bool built_in) {
  if (definition.kind == DefinitionKind::rule) {
    const auto at = std::ranges::lower_bound(heads, definition.name, {}, &RuleHead::name);
    heads.insert(at, {definition.name, definition.file, std::move(targets), built_in});
  }
  definitions[{definition.kind, definition.name}] = definition;
}

const syntax::Block* RuleSet::State::block(DefinitionKind kind, std::string_view name) {
  const auto found = definitions.find({kind, name});
  if (found == definitions.end()) return nullptr;
  Definition& definition = found->second;
  if (definition.block == nullptr && definition.tree == nullptr) {
    // Line numbers stay those of the file.
    std::string text(definition.line - 1, '\n');
    text += definition.text;
    const source::FileId id = files->add(std::string(definition.file), std::move(text));
    definition.tree = &trees.emplace_back(syntax::parse(id, *files));
    diagnostics.append(definition.tree->diagnostics);
    const auto blocks = definition.tree->body->blocks;
    if (blocks.size() == 1) definition.block = &blocks[0];
  }
  return definition.block;
}

const HclFunction* RuleSet::State::function(std::string_view name) {
  const auto known = functions.find(name);
  if (known != functions.end()) return &known->second;
  const syntax::Block* definition = block(DefinitionKind::function, name);
  if (definition == nullptr) return nullptr;
  HclFunction function{.name = definition->labels[0].text, .parameters = {}};
  config::BodyReader body(*definition->body, kInvalidRule, arena, diagnostics);
  const syntax::Expression* parameters = body.expression("params");
  if (parameters != nullptr && parameters->kind == syntax::ExpressionKind::tuple) {
    for (const syntax::Expression* element : parameters->as<syntax::Tuple>().elements) {
      if (element->kind == syntax::ExpressionKind::traversal) {
        function.parameters.push_back(element->as<syntax::Traversal>().root);
      }
    }
  }
  function.result = body.expression("result");
  body.text("summary");
  body.finish();
  if (function.result == nullptr) {
    diagnostics.error(kInvalidRule, definition->header,
                      fmt::format("Function \"{}\" has no result", name));
    return nullptr;
  }
  return &functions.emplace(function.name, std::move(function)).first->second;
}

const Parameter* RuleSet::State::parameter(std::string_view name) {
  const auto known = parameters.find(name);
  if (known != parameters.end()) return &known->second;
  const syntax::Block* definition = block(DefinitionKind::parameter, name);
  if (definition == nullptr) return nullptr;
  Parameter parameter{
      .name = definition->labels[0].text, .type = {}, .default_value = {}, .summary = {}};
  config::BodyReader body(*definition->body, kInvalidRule, arena, diagnostics);
  values::OriginTable origins;
  expressions::Context context{.arena = arena, .origins = origins, .diagnostics = diagnostics};
  if (const syntax::Expression* type = body.expression("type")) {
    parameter.type = expressions::type_constraint(*type, context).type;
  }
  const values::Conversion conversion =
      values::convert(body.constant("default"), parameter.type, arena);
  if (conversion.ok) {
    parameter.default_value = conversion.value;
  } else {
    diagnostics.error(kInvalidRule, body.range("default"),
                      fmt::format("The default of \"{}\" is not of its type", name),
                      conversion.error + ".");
  }
  parameter.summary = body.text("summary");
  body.finish();
  return &parameters.emplace(parameter.name, std::move(parameter)).first->second;
}

RuleSet::RuleSet(source::Files& files) : state_(std::make_unique<State>(files)) {}
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet::~RuleSet() = default;

void RuleSet::add_built_in() {
  for (const BuiltIn& built_in : built_in_rules()) {
    std::vector<std::string_view> targets;
    std::string_view rest = built_in.targets;
    while (!rest.empty()) {
      const size_t space = std::min(rest.find(' '), rest.size());
      targets.push_back(rest.substr(0, space));
      rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    state_->define({.kind = built_in.kind,
                    .name = built_in.name,
                    .file = built_in.file,
                    .text = built_in.text,
                    .line = built_in.line},
                   std::move(targets), true);
  }
}

void RuleSet::add_directory(const source::FileSystem& file_system, std::string_view directory) {
  add_files_below(*state_, file_system, std::string(directory));
}

std::span<const RuleHead> RuleSet::heads() const { return state_->heads; }

const Rule* RuleSet::rule(std::string_view name) {
  const auto known = state_->rules.find(name);
  if (known != state_->rules.end()) return &known->second;
  const syntax::Block* block = state_->block(DefinitionKind::rule, name);
  if (block == nullptr) return nullptr;
  const Definition& definition = state_->definitions.at({DefinitionKind::rule, name});
  std::optional<Rule> rule = read_rule(*block, definition.file, state_->arena, state_->diagnostics);
  if (!rule) return nullptr;
  return &state_->rules.emplace(definition.name, std::move(*rule)).first->second;
}

std::optional<config::Policy> RuleSet::profile(std::string_view name) {
  const syntax::Block* block = state_->block(DefinitionKind::profile, name);
  if (block == nullptr) return std::nullopt;
  return config::read_policy(*block->body, state_->arena, state_->diagnostics);
}

namespace {

std::vector<std::string_view> names_of(const RuleSet::State& state, DefinitionKind kind) {
  std::vector<std::string_view> names;
  for (const auto& [key, definition] : state.definitions) {
    if (key.first == kind) names.push_back(key.second);
  }
  return names;
}

}  // namespace

std::vector<std::string_view> RuleSet::profile_names() const {
  return names_of(*state_, DefinitionKind::profile);
}

std::vector<std::string_view> RuleSet::parameter_names() const {
  return names_of(*state_, DefinitionKind::parameter);
}

const diagnostics::Diagnostics& RuleSet::diagnostics() const { return state_->diagnostics; }

}  // namespace rules
