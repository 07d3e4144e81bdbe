// SPDX-License-Identifier: Apache-2.0
// Examples as they are shown. Exported: shown, judge. Tested in tests/rules/describe_test.cc.

#include <algorithm>

#include "rules/describe.h"
#include "rules/library.h"
#include "rules/state.h"
#include "values/json.h"

namespace rules {

namespace {

constexpr std::string_view kShownPipeline = "bitbucket-pipelines.yml";

// Marks are for the runner.
bool is_mark(std::string_view comment) {
  return comment.starts_with("# finding") || comment.starts_with("# undecided");
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    line.remove_suffix(line.size() - (line.find_last_not_of(' ') + 1));
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// The text without common indentation, spaces at the ends of lines, and empty lines in a row or at
// the ends.
std::string tidy(std::string_view text) {
  const std::vector<std::string_view> lines = lines_of(text);
  size_t indent = std::string_view::npos;
  for (std::string_view line : lines) indent = std::min(indent, line.find_first_not_of(' '));
  std::string result;
  bool gap = false;
  for (std::string_view line : lines) {
    if (line.empty()) {
      gap = !result.empty();
      continue;
    }
    if (gap) result += '\n';
    gap = false;
    result += line.substr(indent);
    result += '\n';
  }
  return result;
}

// What stands in texts that are no HCL is no comment of the rule file.
void blank_raw_marks(std::string& file, const source::Range& raw) {
  for (size_t at = raw.begin; at < raw.end; ++at) {
    if (!is_mark(std::string_view(file).substr(at))) continue;
    for (; at < raw.end && file[at] != '\n'; ++at) file[at] = ' ';
  }
}

}  // namespace

ShownExample shown(RuleSet& rules, const Rule& rule, const Example& example,
                   const source::Files& files) {
  const syntax::Tree& tree = *rules.state().definitions.at({DefinitionKind::rule, rule.name}).tree;
  const ExampleText text = example_text(*example.block->body, files[tree.file]);
  const auto without_marks = [&](std::string file) {
    for (const source::Range& raw : text.raw) {
      if (raw.end > file.size()) continue;
      blank_raw_marks(file, raw);
    }
    for (const syntax::Comment& comment : tree.comments) {
      if (comment.range.end > file.size() || !is_mark(files.text(comment.range))) continue;
      std::fill(file.begin() + comment.range.begin, file.begin() + comment.range.end, ' ');
    }
    return tidy(file);
  };
  ShownExample result{.example = &example, .files = {}, .parameters = {}};
  result.files.emplace_back("main.tf", without_marks(text.main));
  for (const auto& [path, other] : text.others) {
    result.files.emplace_back(path, without_marks(other));
  }
  if (!text.pipeline.empty()) {
    result.files.emplace_back(kShownPipeline, without_marks(text.pipeline));
  }
  diagnostics::Diagnostics diagnostics;
  for (const auto& [name, value] :
       example_policy(*example.block->body, rules.state().arena, diagnostics).parameters) {
    result.parameters.emplace_back(name, values::to_json(value));
  }
  return result;
}

JudgedExample judge(RuleSet& rules, const Rule& rule, const ShownExample& example,
                    source::Files& files) {
  Variant variant{.name = {}, .files = {}, .root = ".", .prefix = {}, .key = {}, .repeated = {}};
  for (const auto& [path, text] : example.files) {
    variant.files.add(path, text);
    if (path == kShownPipeline) variant.pipeline = path;
  }
  JudgedExample result;
  result.graph = graph_of(variant, files);
  Policies policies;
  diagnostics::Diagnostics diagnostics;
  policies.config = example_policy(*example.example->block->body, rules.state().arena, diagnostics);
  policies.config.rules = {{.rules = "*", .enabled = false, .severity = {}, .range = {}},
                           {.rules = rule.name, .enabled = true, .severity = {}, .range = {}}};
  result.checked = check(rules, *result.graph.graph, policies);
  return result;
}

}  // namespace rules
