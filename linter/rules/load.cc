// SPDX-License-Identifier: Apache-2.0
// Finds what rule files define and parses it when asked for. Exported: the class RuleSet. Tested
// in tests/rules/.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "config/read.h"
#include "expressions/expressions.h"
#include "rules/built_in.h"
#include "rules/state.h"
#include "rules/type_check.h"
#include "syntax/packed.h"

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

using Names = std::vector<std::pair<DefinitionKind, std::string_view>>;

// `names` takes what the file defines.
void add_file(RuleSet::State& state, std::string path, std::string text, Names& names) {
  const std::string_view file = state.texts.emplace_back(path);
  const source::FileId id = state.files->add(std::move(path), std::move(text));
  syntax::Tree& tree = state.trees.emplace_back(syntax::parse(id, *state.files));
  config::append_as(kInvalidRule, tree.diagnostics, state.diagnostics);
  for (const syntax::Block& block : tree.body->blocks) {
    const std::optional<DefinitionKind> kind = kind_of(block.type);
    if (!kind || block.labels.size() != 1) {
      state.diagnostics.error(kInvalidRule, block.header, "Unknown block in a rule file",
                              "A rule file holds rule, function, parameter and profile blocks, "
                              "each with one label.");
      continue;
    }
    const std::string_view name = block.labels[0].text;
    const auto first = state.definitions.find({*kind, name});
    // The file that a built-in definition was made from takes its place.
    const bool same_file = first != state.definitions.end() && first->second.built_in &&
                           file.ends_with(first->second.file);
    if (first != state.definitions.end() && !same_file) {
      state.diagnostics.error(kInvalidRule, block.header,
                              fmt::format("{} \"{}\" is defined twice", block.type, name),
                              fmt::format("It is defined in {} too.", first->second.file));
      continue;
    }
    const std::vector<std::string_view> since = words_of(block, "since");
    state.define({.kind = *kind,
                  .name = name,
                  .file = file,
                  .text = {},
                  .packed = {},
                  .block = &block,
                  .tree = &tree},
                 {.name = name,
                  .file = file,
                  .targets = words_of(block, "target"),
                  .formerly = words_of(block, "formerly"),
                  .since = since.empty() ? std::string_view() : since.front()});
    names.emplace_back(*kind, name);
  }
}

void read_file(RuleSet::State& state, const source::FileSystem& file_system,
               const std::string& path, Names& names) {
  source::Result<std::string> text = file_system.read(path);
  if (text.ok()) return add_file(state, path, std::move(text.value()), names);
  state.diagnostics.error(diagnostics::kUnreadable, {}, fmt::format("Cannot read {}", path),
                          text.error());
}

void add_files_below(RuleSet::State& state, const source::FileSystem& file_system,
                     const std::string& directory, Names& names) {
  source::Result<std::vector<source::Entry>> entries = file_system.list(directory);
  if (!entries.ok()) {
    state.diagnostics.error(diagnostics::kUnreadable, {},
                            fmt::format("Cannot read rules in {}", directory), entries.error());
    return;
  }
  for (const source::Entry& entry : entries.value()) {
    const std::string path = source::join_path(directory, entry.name);
    if (entry.kind == source::EntryKind::directory) {
      add_files_below(state, file_system, path, names);
    } else if (entry.name.ends_with(".hcl")) {
      read_file(state, file_system, path, names);
    }
  }
}

// What is read from a definition when it is first asked for; null pointer if there is no such
// definition or it is broken.
template <class Known, class Read>
auto read_once(Known& known, RuleSet::State& state, DefinitionKind kind, std::string_view name,
               Read read) -> const typename Known::mapped_type::value_type* {
  auto found = known.find(name);
  if (found == known.end()) {
    if (state.block(kind, name) == nullptr) return nullptr;
    const Definition& definition = state.definitions.at({kind, name});
    found = known.emplace(definition.name, read(definition)).first;
  }
  return found->second ? &*found->second : nullptr;
}

// The functions that lead from one back to itself, by way of each other; empty if none do.
std::vector<std::string_view> cycle_through(RuleSet::State& state, std::string_view start) {
  std::vector<std::string_view> open = {start};
  std::map<std::string_view, std::string_view> called_by;
  while (!open.empty()) {
    const std::string_view name = open.back();
    open.pop_back();
    const HclFunction* function = state.function(name);
    if (function == nullptr) continue;
    for (const syntax::Call* call : expressions::calls(*function->result)) {
      if (!called_by.emplace(call->name, function->name).second) continue;
      open.push_back(call->name);
    }
  }
  std::vector<std::string_view> cycle;
  for (auto at = called_by.find(start); at != called_by.end(); at = called_by.find(at->second)) {
    cycle.insert(cycle.begin(), at->second);
    if (at->second == start) return cycle;
  }
  return {};
}

}  // namespace

bool RuleSet::State::read_all(std::span<const std::pair<DefinitionKind, std::string_view>> names) {
  std::set<std::string_view> in_cycles;
  for (const auto& [kind, name] : names) {
    if (kind == DefinitionKind::parameter) parameter(name);
    if (kind != DefinitionKind::function || function(name) == nullptr) continue;
    const std::vector<std::string_view> cycle = cycle_through(*this, name);
    if (cycle.empty() || in_cycles.contains(name)) continue;
    in_cycles.insert(cycle.begin(), cycle.end());
    diagnostics.error(kInvalidRule, block(kind, name)->header,
                      fmt::format("Function \"{}\" calls itself", name),
                      fmt::format("Functions of rules do not recurse: {}() -> {}().",
                                  fmt::join(cycle, "() -> "), name));
  }
  return in_cycles.empty();
}

void RuleSet::State::define(Definition definition, RuleHead head) {
  if (definition.kind == DefinitionKind::rule) {
    if (definitions.contains({definition.kind, definition.name})) {
      std::erase_if(heads, [&head](const RuleHead& other) { return other.name == head.name; });
    }
    heads.insert(std::ranges::lower_bound(heads, head.name, {}, &RuleHead::name), std::move(head));
  }
  // What was read of a definition that this one takes the place of is no longer so.
  rules.erase(definition.name);
  functions_read.erase(definition.name);
  parameters.erase(definition.name);
  profiles.erase(definition.name);
  definitions.insert_or_assign({definition.kind, definition.name}, definition);
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
    if (definition.packed.empty()) {
      definition.tree = &trees.emplace_back(syntax::parse(id, *files));
      config::append_as(kInvalidRule, definition.tree->diagnostics, diagnostics);
    } else {
      syntax::Tree& tree = trees.emplace_back();
      tree.file = id;
      tree.body =
          &syntax::unpack(definition.packed, definition.text, id, definition.line - 1, tree.arena);
      definition.tree = &tree;
    }
    const auto blocks = definition.tree->body->blocks;
    if (blocks.size() == 1) definition.block = &blocks[0];
  }
  return definition.block;
}

const HclFunction* RuleSet::State::function(std::string_view name) {
  return read_once(
      functions_read, *this, DefinitionKind::function, name,
      [this](const Definition& at) { return read_function(*at.block, arena, diagnostics); });
}

const Parameter* RuleSet::State::parameter(std::string_view name) {
  return read_once(
      parameters, *this, DefinitionKind::parameter, name,
      [this](const Definition& at) { return read_parameter(*at.block, arena, diagnostics); });
}

RuleSet::RuleSet(source::Files& files) : state_(std::make_unique<State>(files)) {}
RuleSet::RuleSet(RuleSet&&) noexcept = default;
RuleSet::~RuleSet() = default;

void RuleSet::add_built_in(Examples examples) {
  const auto words = [](std::string_view rest) {
    std::vector<std::string_view> result;
    while (!rest.empty()) {
      const size_t space = std::min(rest.find(' '), rest.size());
      result.push_back(rest.substr(0, space));
      rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    return result;
  };
  for (const BuiltIn& built_in : built_in_rules()) {
    state_->define({.kind = built_in.kind,
                    .name = built_in.name,
                    .file = built_in.file,
                    .text = examples == Examples::included ? built_in.whole : built_in.text,
                    .packed = examples == Examples::included ? std::string_view() : built_in.packed,
                    .line = built_in.line,
                    .built_in = true},
                   {.name = built_in.name,
                    .file = built_in.file,
                    .targets = words(built_in.targets),
                    .formerly = words(built_in.formerly),
                    .since = built_in.since,
                    .built_in = true});
  }
  state_->check_former_names();
}

void RuleSet::add_path(const source::FileSystem& file_system, std::string_view path) {
  Names names;
  if (file_system.kind(path) == source::EntryKind::file) {
    read_file(*state_, file_system, std::string(path), names);
  } else {
    add_files_below(*state_, file_system, std::string(path), names);
  }
  const bool callable = state_->read_all(names);
  const TypeNames types;
  std::vector<std::string_view> rule_names, functions;
  for (const auto& [kind, name] : names) {
    if (kind == DefinitionKind::rule && rule(name) != nullptr) {
      types.check_targets(*state_->block(kind, name), state_->diagnostics);
      rule_names.push_back(name);
    }
    if (kind == DefinitionKind::function) functions.push_back(name);
    if (kind == DefinitionKind::profile) profile(name);
  }
  state_->check_former_names();
  // What is wrong with a rule whatever it judges is said before it judges.
  if (!callable) return;
  for (std::string_view name :
       check_types(*this, rule_names, functions, types, state_->diagnostics)) {
    state_->rules[name].reset();
  }
}

std::span<const RuleHead> RuleSet::heads() const { return state_->heads; }

std::vector<FunctionHead> RuleSet::functions() const {
  std::vector<FunctionHead> heads;
  for (const auto& [key, definition] : state_->definitions) {
    if (key.first != DefinitionKind::function) continue;
    const syntax::Block* block = definition.block;
    heads.push_back({definition.name, definition.file, block ? block->header : source::Range(),
                     definition.built_in});
  }
  return heads;
}

const Rule* RuleSet::rule(std::string_view name) {
  State& state = *state_;
  return read_once(state.rules, state, DefinitionKind::rule, name, [&](const Definition& at) {
    return read_rule(*at.block, at.file, state.arena, state.diagnostics);
  });
}

std::optional<config::Policy> RuleSet::profile(std::string_view name) {
  State& state = *state_;
  const config::Policy* policy =
      read_once(state.profiles, state, DefinitionKind::profile, name, [&](const Definition& at) {
        return std::optional(config::read_policy(*at.block->body, state.arena, state.diagnostics));
      });
  return policy == nullptr ? std::nullopt : std::optional(*policy);
}

bool RuleSet::is_own_profile(std::string_view name) const {
  const auto found = state_->definitions.find({DefinitionKind::profile, name});
  return found != state_->definitions.end() && !found->second.built_in;
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
