// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/rules.h"

// What a rule set holds, for the files of this room.
namespace rules {

enum class DefinitionKind : uint8_t { rule, function, parameter, profile };

// One top-level block of a rule file, parsed or yet to be.
struct Definition {
  DefinitionKind kind{};
  std::string_view name;
  std::string_view file;
  std::string_view text;                 // if it is not parsed yet
  std::string_view packed;               // its tree where that is compiled in, else empty
  uint32_t line = 1;                     // where `text` begins in `file`
  const syntax::Block* block = nullptr;  // set once it is parsed
  const syntax::Tree* tree = nullptr;    // that the block belongs to
  bool built_in = false;
};

struct HclFunction {
  std::string_view name;
  std::vector<std::string_view> parameters;
  std::string summary;
  const syntax::Expression* result = nullptr;
  std::vector<Answer> answers;  // empty in the embedded form
};

struct Parameter {
  std::string_view name;
  values::Type type;
  Value default_value;
  std::string summary;
};

struct RuleSet::State {
  explicit State(source::Files& the_files) : files(&the_files) {}

  // The block of a definition, parsed now if it was not; null if there is none or it is broken.
  const syntax::Block* block(DefinitionKind kind, std::string_view name);
  const HclFunction* function(std::string_view name);
  const Parameter* parameter(std::string_view name);
  void define(Definition definition, RuleHead head);
  // Says of former names added since the last time which are claimed twice or still in use.
  void check_former_names();
  // Reads everything that a directory defined, so that what is wrong is said at once, also of what
  // nothing uses yet. False if functions call themselves.
  bool read_all(std::span<const std::pair<DefinitionKind, std::string_view>> names);

  source::Files* files;
  values::Arena arena;
  diagnostics::Diagnostics diagnostics;
  std::deque<syntax::Tree> trees;
  std::deque<std::string> texts;
  std::map<std::pair<DefinitionKind, std::string_view>, Definition> definitions;
  std::vector<RuleHead> heads;
  std::map<std::string_view, std::string_view> former_names;  // -> the name of today
  // What was read; nothing for what cannot be used, so that it is said once.
  std::map<std::string_view, std::optional<Rule>> rules;
  std::unordered_map<std::string_view, std::optional<HclFunction>> functions_read;
  std::map<std::string_view, std::optional<Parameter>> parameters;
  std::map<std::string_view, std::optional<config::Policy>> profiles;
};

// The text or texts of an argument (`target`, `formerly`, `since`), read without evaluating: they
// are needed before rules are. Empty if there is none or anything else stands there.
std::vector<std::string_view> words_of(const syntax::Block& rule, std::string_view argument);

// Whether a target stands for all types that match it: `aws_*`.
inline bool is_pattern(std::string_view target) {
  return target.find('*') != std::string_view::npos;
}

// All types that a rule can look at, as far as schemas tell (targets.cc). Making it costs
// milliseconds: it is for rules that are not built in.
class TypeNames {
 public:
  TypeNames();
  // Whether nobody has a type. One of a provider without a schema may exist, unless its name is
  // nearly that of another.
  struct Absence {
    bool absent = false;
    std::string_view near;  // what was meant, if that can be told
  };
  [[nodiscard]] Absence absence_of(std::string_view type) const;
  // Reports targets that do not exist.
  void check_targets(const syntax::Block& rule, diagnostics::Diagnostics& diagnostics) const;

 private:
  [[nodiscard]] bool has_provider_of(std::string_view type) const;

  std::deque<std::string> texts_;
  std::vector<std::string_view> names_;  // sorted
};

// A rule from its block; what is wrong is a diagnostic, and nothing comes back if it cannot be
// used.
std::optional<Rule> read_rule(const syntax::Block& block, std::string_view file,
                              values::Arena& arena, diagnostics::Diagnostics& diagnostics);

// A function and a parameter from their blocks, in the same way (definitions.cc).
std::optional<HclFunction> read_function(const syntax::Block& block, values::Arena& arena,
                                         diagnostics::Diagnostics& diagnostics);
std::optional<Parameter> read_parameter(const syntax::Block& block, values::Arena& arena,
                                        diagnostics::Diagnostics& diagnostics);

// Parameters of one run: name -> value, converted to its declared type.
class ParameterValues {
 public:
  ParameterValues(RuleSet& rules, const Policies& policies, diagnostics::Diagnostics& diagnostics);
  // Null pointer if no such parameter is declared.
  const Value* find(std::string_view name);

 private:
  RuleSet& rules_;
  const Policies& policies_;
  diagnostics::Diagnostics& diagnostics_;
  std::map<std::string, Value, std::less<>> values_;
};

}  // namespace rules
