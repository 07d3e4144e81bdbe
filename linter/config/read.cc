// SPDX-License-Identifier: Apache-2.0
// Bodies of constants -> policies and configs. Exported: BodyReader, read_policy, read_config.
// Tested in tests/config/.

#include "config/read.h"

#include <fmt/format.h>

#include <algorithm>

#include "expressions/expressions.h"

namespace config {

using values::Type;
using values::Value;

BodyReader::BodyReader(const syntax::Body& body, std::string_view id, values::Arena& arena,
                       diagnostics::Diagnostics& diagnostics)
    : body_(body), id_(id), arena_(arena), diagnostics_(diagnostics) {}

void append_as(std::string_view id, const diagnostics::Diagnostics& problems,
               diagnostics::Diagnostics& diagnostics) {
  for (diagnostics::Diagnostic problem : problems.all()) {
    problem.id = id;
    diagnostics.add(std::move(problem));
  }
}

namespace {

void report_twice(std::string_view id, const source::Range& range, const source::Range& first,
                  std::string summary, diagnostics::Diagnostics& diagnostics) {
  diagnostics.error(id, range, std::move(summary)).related.push_back({first, "first set here"});
}

}  // namespace

const syntax::Attribute* BodyReader::find(std::string_view name) const {
  for (const syntax::Attribute& attribute : body_.attributes) {
    if (attribute.name == name) return &attribute;
  }
  return nullptr;
}

const syntax::Expression* BodyReader::expression(std::string_view name) {
  attributes_.push_back(name);
  const syntax::Attribute* attribute = find(name);
  return attribute == nullptr ? nullptr : attribute->value;
}

source::Range BodyReader::range(std::string_view name) const {
  const syntax::Attribute* attribute = find(name);
  return attribute == nullptr ? source::Range{} : attribute->range;
}

Value BodyReader::constant(std::string_view name) {
  const syntax::Expression* expression = this->expression(name);
  if (expression == nullptr) return {};
  values::OriginTable origins;
  diagnostics::Diagnostics problems;
  expressions::Context context{.arena = arena_, .origins = origins, .diagnostics = problems};
  const Value value = expressions::evaluate(*expression, expressions::empty_scope(), context);
  append_as(id_, problems, diagnostics_);
  return value.is_wholly_known() ? value : Value();
}

Value BodyReader::converted(std::string_view name, Type type) {
  const Value value = constant(name);
  if (value.is_null()) return value;
  values::Conversion conversion = values::convert(value, type, arena_);
  if (conversion.ok) return conversion.value;
  diagnostics_.error(
      id_, find(name)->value->range, fmt::format("Wrong type for {}", name),
      fmt::format("Here {} is expected: {}.", values::friendly_name(type), conversion.error));
  return {};
}

std::string BodyReader::text(std::string_view name, std::string fallback) {
  const Value value = converted(name, Type::string());
  return value.is_null() ? std::move(fallback) : std::string(value.as_string());
}

std::vector<std::string> BodyReader::texts(std::string_view name) {
  std::vector<std::string> result;
  const Value value = converted(name, Type::list(Type::string(), arena_));
  if (value.is_null()) return result;
  for (const Value& element : value.elements()) {
    if (element.is_known()) result.emplace_back(element.as_string());
  }
  return result;
}

std::optional<bool> BodyReader::boolean(std::string_view name) {
  const Value value = converted(name, Type::boolean());
  if (value.is_null()) return std::nullopt;
  return value.as_boolean();
}

std::optional<uint32_t> BodyReader::count(std::string_view name) {
  const Value value = converted(name, Type::number());
  if (value.is_null()) return std::nullopt;
  const std::optional<int64_t> number = value.as_number().to_int64();
  if (number && *number >= 1 && *number <= INT32_MAX) return static_cast<uint32_t>(*number);
  diagnostics_.error(id_, find(name)->value->range, fmt::format("Wrong value for {}", name),
                     "Here a whole number from 1 on is expected.");
  return std::nullopt;
}

std::optional<Severity> BodyReader::severity(std::string_view name) {
  const std::string word = text(name);
  if (word.empty()) return std::nullopt;
  std::optional<Severity> severity = parse_severity(word);
  if (!severity) {
    diagnostics_.error(id_, find(name)->value->range, fmt::format("Unknown severity \"{}\"", word),
                       "Severities are info, low, medium, high and critical.");
  }
  return severity;
}

std::vector<std::pair<std::string, Value>> BodyReader::members(std::string_view name) {
  std::vector<std::pair<std::string, Value>> result;
  const Value value = constant(name);
  if (value.is_null()) return result;
  if (value.kind() != values::Kind::object && value.kind() != values::Kind::map) {
    diagnostics_.error(id_, find(name)->value->range, fmt::format("Wrong type for {}", name),
                       "Here an object is expected: { name = value, ... }.");
    return result;
  }
  for (size_t i = 0; i < value.elements().size(); ++i) {
    result.emplace_back(value.keys()[i], value.elements()[i]);
  }
  return result;
}

std::vector<const syntax::Block*> BodyReader::blocks(std::string_view type) {
  blocks_.push_back(type);
  std::vector<const syntax::Block*> result;
  for (const syntax::Block& block : body_.blocks) {
    if (block.type == type) result.push_back(&block);
  }
  return result;
}

void BodyReader::finish() {
  const auto report = [this](std::string_view name, source::Range range, std::string_view what,
                             std::span<const std::string_view> known) {
    if (std::ranges::find(known, name) != known.end()) return;
    diagnostics::Diagnostic& diagnostic =
        diagnostics_.error(id_, range, fmt::format("Unknown {} \"{}\"", what, name));
    if (std::optional<std::string_view> near = diagnostics::suggest(name, known)) {
      diagnostic.remedy = fmt::format("Did you mean \"{}\"?", *near);
    }
  };
  for (const syntax::Attribute& attribute : body_.attributes) {
    report(attribute.name, attribute.name_range, "argument", attributes_);
    const syntax::Attribute* first = find(attribute.name);
    if (first == &attribute) continue;
    report_twice(id_, attribute.name_range, first->name_range,
                 fmt::format("\"{}\" is set twice", attribute.name), diagnostics_);
  }
  for (const syntax::Block& block : body_.blocks) {
    report(block.type, block.type_range, "block", blocks_);
  }
}

namespace {

std::string only_label(const syntax::Block& block, std::string_view what,
                       diagnostics::Diagnostics& diagnostics) {
  if (block.labels.size() == 1) return std::string(block.labels[0].text);
  diagnostics.error(diagnostics::kInvalidConfig, block.header,
                    fmt::format("A {} block takes one label", block.type),
                    fmt::format("The label is {}.", what));
  return {};
}

// `rule` blocks and parameters, asked of a reader that others may ask more.
Policy policy_of(BodyReader& reader, values::Arena& arena, diagnostics::Diagnostics& diagnostics) {
  Policy policy;
  for (const syntax::Block* block : reader.blocks("rule")) {
    RuleSetting setting;
    setting.rules = only_label(*block, "the rule's name, or a pattern with *", diagnostics);
    setting.range = block->header;
    BodyReader body(*block->body, diagnostics::kInvalidConfig, arena, diagnostics);
    setting.enabled = body.boolean("enabled");
    setting.severity = body.severity("severity");
    body.finish();
    const auto first = std::ranges::find(policy.rules, setting.rules, &RuleSetting::rules);
    if (first != policy.rules.end()) {
      report_twice(diagnostics::kInvalidConfig, setting.range, first->range,
                   fmt::format("Rule \"{}\" is set twice", setting.rules), diagnostics);
    }
    if (!setting.rules.empty()) policy.rules.push_back(std::move(setting));
  }
  for (auto& [name, value] : reader.members("parameters")) {
    policy.parameter_ranges[name] = reader.range("parameters");
    policy.parameters[std::move(name)] = value;
  }
  return policy;
}

Environment environment_of(const syntax::Block& block, values::Arena& arena,
                           diagnostics::Diagnostics& diagnostics) {
  Environment environment;
  environment.name = only_label(block, "the environment's name", diagnostics);
  BodyReader body(*block.body, diagnostics::kInvalidConfig, arena, diagnostics);
  environment.root = body.text("root", ".");
  environment.var_files = body.texts("var_files");
  environment.workspace = body.text("workspace", "");
  for (const auto& [name, value] : body.members("variables")) {
    // As on the command line: text stands for itself, anything else is an expression.
    const bool is_text = value.kind() == values::Kind::string && value.is_known();
    environment.variables.emplace_back(
        name, is_text ? std::string(value.as_string()) : values::to_json(value));
  }
  body.finish();
  return environment;
}

// Numbers and dots: "0.1".
std::string version(BodyReader& reader, std::string_view name,
                    diagnostics::Diagnostics& diagnostics) {
  std::string text = reader.text(name);
  if (text.find_first_not_of("0123456789.") == std::string::npos) return text;
  diagnostics.error(diagnostics::kInvalidConfig, reader.range(name),
                    fmt::format("\"{}\" is no version", text),
                    "Versions of the rule set are numbers with dots: \"0.1\".");
  return {};
}

// What the blocks demand together: a second one adds to the first.
void read_demands(const syntax::Block& block, SuppressionDemands& demands, values::Arena& arena,
                  diagnostics::Diagnostics& diagnostics) {
  BodyReader body(*block.body, diagnostics::kInvalidConfig, arena, diagnostics);
  const std::pair<std::string_view, bool*> words[] = {
      {"reason", &demands.reason}, {"owner", &demands.owner}, {"until", &demands.until}};
  for (const std::string& word : body.texts("require")) {
    const auto* known = std::ranges::find(words, word, &std::pair<std::string_view, bool*>::first);
    if (known != std::end(words)) {
      *known->second = true;
      continue;
    }
    diagnostics.error(diagnostics::kInvalidConfig, body.range("require"),
                      fmt::format("A suppression has no \"{}\"", word),
                      "What can be required is \"reason\", \"owner\" and \"until\".");
  }
  if (const auto days = body.count("longest_days")) demands.longest_days = days;
  for (std::string& name : body.texts("never")) {
    demands.never.push_back(std::move(name));
    demands.never_range = body.range("never");
  }
  body.finish();
}

}  // namespace

Policy read_policy(const syntax::Body& body, values::Arena& arena,
                   diagnostics::Diagnostics& diagnostics) {
  BodyReader reader(body, diagnostics::kInvalidConfig, arena, diagnostics);
  Policy policy = policy_of(reader, arena, diagnostics);
  policy.summary = reader.text("summary");
  reader.finish();
  return policy;
}

Config read_config(const syntax::Body& body, values::Arena& arena,
                   diagnostics::Diagnostics& diagnostics) {
  Config config;
  BodyReader reader(body, diagnostics::kInvalidConfig, arena, diagnostics);
  config.profile = reader.text("profile", config.profile);
  config.profile_range = reader.range("profile");
  config.rules_version = version(reader, "rules_version", diagnostics);
  config.rules_version_range = reader.range("rules_version");
  config.roots = reader.texts("roots");
  config.fail_on = reader.severity("fail_on");
  config.baseline = reader.text("baseline");
  config.baseline_range = reader.range("baseline");
  config.policy = policy_of(reader, arena, diagnostics);
  for (const syntax::Block* block : reader.blocks("environment")) {
    config.environments.push_back(environment_of(*block, arena, diagnostics));
  }
  for (const syntax::Block* block : reader.blocks("suppressions")) {
    read_demands(*block, config.suppressions, arena, diagnostics);
  }
  reader.finish();
  return config;
}

}  // namespace config
