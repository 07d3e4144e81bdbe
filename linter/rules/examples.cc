// SPDX-License-Identifier: Apache-2.0
// Runs the examples of a rule: Terraform text, through the whole pipeline, in memory. Exported:
// run_examples. Findings must stand on exactly the lines marked `# finding` (`# finding: text`
// also asks for the message), undecided verdicts on those marked `# undecided`. Tested in
// tests/rules/.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "config/read.h"
#include "rules/library.h"
#include "rules/state.h"

namespace rules {

namespace {

struct Mark {
  uint32_t line = 0;
  std::string text;  // what the message must hold; may be empty
};

// An example as files: those that it names, and main.tf for the rest. Every file begins with as
// many empty lines as stand before its text in the rule file, so line numbers are the rule file's.
struct ExampleFiles {
  source::MemoryFileSystem file_system;
  config::Policy policy;
  std::vector<Mark> findings;
  std::vector<Mark> undecided;
};

void blank(std::string& text, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    if (text[i] != '\n') text[i] = ' ';
  }
}

// The file's text with everything but the body blanked.
std::string only_body(std::string_view file_text, const syntax::Body& body) {
  std::string text(file_text.substr(0, body.range.end - 1));
  blank(text, 0, body.range.begin + 1);
  return text;
}

ExampleFiles files_of(const Example& example, const syntax::Tree& tree, const source::Files& files,
                      values::Arena& arena, diagnostics::Diagnostics& diagnostics) {
  ExampleFiles result;
  const source::File& file = files[tree.file];
  const syntax::Body& body = *example.block->body;
  std::string main = only_body(file.text(), body);
  for (const syntax::Block& block : body.blocks) {
    if (block.type != "file" || block.labels.size() != 1) continue;
    result.file_system.add(source::join_path("example", block.labels[0].text),
                           only_body(file.text(), *block.body));
    blank(main, block.range.begin, block.range.end);
  }
  for (const syntax::Attribute& attribute : body.attributes) {
    blank(main, attribute.range.begin, attribute.range.end);
  }
  config::BodyReader reader(body, diagnostics::kInvalidRule, arena, diagnostics);
  for (auto& [name, value] : reader.members("parameters")) {
    result.policy.parameter_ranges[name] = reader.range("parameters");
    result.policy.parameters[std::move(name)] = value;
  }
  result.file_system.add("example/main.tf", std::move(main));
  for (const syntax::Comment& comment : tree.comments) {
    if (comment.range.begin < body.range.begin || comment.range.end > body.range.end) continue;
    const std::string_view text = files.text(comment.range);
    const uint32_t line = file.position(comment.range.begin).line;
    const auto add = [&](std::string_view word, std::vector<Mark>& marks) {
      const std::string mark = fmt::format("# {}", word);
      if (text == mark) marks.push_back({line, {}});
      if (text.starts_with(mark + ": ")) {
        marks.push_back({line, std::string(text.substr(mark.size() + 2))});
      }
    };
    add("finding", result.findings);
    add("undecided", result.undecided);
  }
  return result;
}

// What the pipeline said of one example.
struct Judged {
  std::vector<std::pair<uint32_t, const Verdict*>> fails;
  std::vector<std::pair<uint32_t, const Verdict*>> undecided;
  size_t passes = 0;
};

Judged sort_verdicts(const CheckResult& checked, const source::Files& files) {
  Judged judged;
  for (const Verdict& verdict : checked.verdicts) {
    const uint32_t line =
        verdict.range.known() ? files[verdict.range.file].position(verdict.range.begin).line : 0;
    if (verdict.outcome == Outcome::fail) judged.fails.emplace_back(line, &verdict);
    if (verdict.outcome == Outcome::undecided) judged.undecided.emplace_back(line, &verdict);
    if (verdict.outcome == Outcome::pass) ++judged.passes;
  }
  return judged;
}

std::string why(const Verdict& verdict) {
  if (!verdict.rule_error.empty()) return verdict.rule_error;
  std::string text;
  for (const values::Reason* reason : verdict.reasons) {
    if (!text.empty()) text += ", ";
    text += reason->subject;
  }
  return text;
}

// Marked lines and the lines of verdicts must be the same, both ways.
void compare(std::string_view what, std::span<const Mark> marks,
             std::span<const std::pair<uint32_t, const Verdict*>> verdicts, const std::string& file,
             std::vector<std::string>& failures) {
  std::set<uint32_t> found;
  for (const auto& [line, verdict] : verdicts) {
    found.insert(line);
    const auto mark = std::ranges::find(marks, line, &Mark::line);
    const std::string said = verdict->message.empty() ? why(*verdict) : verdict->message;
    if (mark == marks.end()) {
      failures.push_back(fmt::format("{}:{}: {} that is not marked: {}", file, line, what, said));
    } else if (!mark->text.empty() && said.find(mark->text) == std::string::npos) {
      failures.push_back(
          fmt::format("{}:{}: the message is \"{}\", not \"{}\"", file, line, said, mark->text));
    }
  }
  for (const Mark& mark : marks) {
    if (!found.contains(mark.line)) {
      failures.push_back(fmt::format("{}:{}: no {} here", file, mark.line, what));
    }
  }
}

// Files of the example have the lines of the rule's file, and are said to be that one.
void add_diagnostics(const diagnostics::Diagnostics& diagnostics, const source::Files& files,
                     const Rule& rule, std::vector<std::string>& failures) {
  for (const diagnostics::Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity != diagnostics::Severity::error) continue;
    std::string where;
    if (diagnostic.subject.known()) {
      const source::File& file = files[diagnostic.subject.file];
      const bool ours = source::is_inside("example", file.path());
      where = fmt::format("{}:{}: ", ours ? rule.file : file.path(),
                          file.position(diagnostic.subject.begin).line);
    }
    failures.push_back(fmt::format("{}{}. {}", where, diagnostic.summary, diagnostic.detail));
  }
}

ExampleResult run_example(RuleSet& rules, const Rule& rule, const Example& example,
                          source::Files& files) {
  ExampleResult result{.rule = &rule, .example = &example, .failures = {}};
  RuleSet::State& state = rules.state();
  const Definition& definition = state.definitions.at({DefinitionKind::rule, rule.name});
  diagnostics::Diagnostics diagnostics;
  const ExampleFiles example_files =
      files_of(example, *definition.tree, files, state.arena, diagnostics);
  terraform::Loader loader(example_files.file_system, files, 1);
  const terraform::Configuration configuration = loader.load("example");
  if (configuration.root != nullptr) diagnostics.append(configuration.root->diagnostics);
  const terraform::Evaluation evaluation =
      terraform::evaluate(configuration, {}, terraform::Purpose::check, loader);
  diagnostics.append(evaluation.diagnostics());
  const graph::Graph graph(evaluation);
  Policies policies;
  policies.config = example_files.policy;
  policies.config.rules = {{.rules = "*", .enabled = false, .severity = {}, .range = {}},
                           {.rules = rule.name, .enabled = true, .severity = {}, .range = {}}};
  CheckResult checked = check(rules, graph, policies, Messages::of_all);
  diagnostics.append(checked.diagnostics);
  add_diagnostics(diagnostics, files, rule, result.failures);

  const Judged judged = sort_verdicts(checked, files);
  const std::string& file = rule.file;
  compare("finding", example_files.findings, judged.fails, file, result.failures);
  compare("undecided verdict", example_files.undecided, judged.undecided, file, result.failures);
  const uint32_t line = files[definition.tree->file].position(example.block->range.begin).line;
  const auto missing = [&](std::string_view what) {
    result.failures.push_back(fmt::format("{}:{}: {}", file, line, what));
  };
  if (example.kind == ExampleKind::pass && judged.passes == 0) missing("nothing passed here");
  if (example.kind == ExampleKind::fail && judged.fails.empty()) missing("nothing failed here");
  if (example.kind == ExampleKind::undecided && judged.undecided.empty()) {
    missing("nothing is undecided here");
  }
  return result;
}

}  // namespace

std::vector<ExampleResult> run_examples(RuleSet& rules, std::string_view name,
                                        source::Files& files) {
  std::vector<ExampleResult> results;
  const Rule* rule = rules.rule(name);
  if (rule == nullptr) return results;
  for (const Example& example : rule->examples) {
    results.push_back(run_example(rules, *rule, example, files));
  }
  return results;
}

}  // namespace rules
