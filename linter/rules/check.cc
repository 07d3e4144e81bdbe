// SPDX-License-Identifier: Apache-2.0
// Holds rules against nodes. Exported: check, check_rule. Tested in tests/rules/ and by every
// example of every rule.

#include <fmt/format.h>

#include <algorithm>

#include "graph/graph.h"
#include "rules/library.h"
#include "rules/state.h"
#include "values/inspect.h"

namespace rules {

using expressions::Context;
using graph::Graph;

namespace {

// What went wrong in rules: each error once, however many nodes it was met at.
class RuleErrors {
 public:
  void add(const Rule& rule, const graph::Node& node, const diagnostics::Diagnostic& diagnostic) {
    const auto same = [&](const Error& error) {
      return error.rule == &rule && error.diagnostic.subject == diagnostic.subject &&
             error.diagnostic.summary == diagnostic.summary;
    };
    const auto known = std::ranges::find_if(errors_, same);
    if (known == errors_.end()) {
      errors_.push_back({&rule, node.address, 0, diagnostic});
    } else {
      ++known->more;
    }
  }

  void report(diagnostics::Diagnostics& diagnostics) {
    for (Error& error : errors_) {
      const std::string others = error.more == 0   ? ""
                                 : error.more == 1 ? " and one more"
                                                   : fmt::format(" and {} more", error.more);
      error.diagnostic.id = diagnostics::kInvalidRule;
      error.diagnostic.detail = fmt::format("In rule {}, judging {}{}. {}", error.rule->name,
                                            error.address, others, error.diagnostic.detail);
      diagnostics.add(std::move(error.diagnostic));
    }
  }

 private:
  struct Error {
    const Rule* rule;
    std::string_view address;
    size_t more;  // nodes beside that one
    diagnostics::Diagnostic diagnostic;
  };
  std::vector<Error> errors_;
};

// What all verdicts of one run need.
struct Bench {
  const Graph& graph;
  Library& library;
  Messages messages;
  RuleErrors& errors;

  Context context(diagnostics::Diagnostics& diagnostics) const {
    return rule_context(graph, diagnostics);
  }
};

enum class Answer : uint8_t { yes, no, unknown, wrong };

Answer answer_of(const Value& value) {
  if (value.is_unknown()) return Answer::unknown;
  if (value.is_null() || value.kind() != values::Kind::boolean) return Answer::wrong;
  return value.as_boolean() ? Answer::yes : Answer::no;
}

// One verdict at work.
class Judgement {
 public:
  Judgement(const Bench& bench, const Rule& rule, config::Severity severity, NodeId node)
      : bench_(bench), rule_(rule) {
    verdict_.rule = &rule;
    verdict_.severity = severity;
    verdict_.node = node;
  }

  // `each` is null of dynamic unless the rule has for_each; `doubt` is what an element that may be
  // absent hangs on, else known.
  Verdict judge(const Value& each, const Value& doubt, const Value& when) {
    const RuleScope::Name names[] = {{"self", bench_.graph.value(verdict_.node)}, {"each", each}};
    const RuleScope scope(bench_.library, std::span(names).first(each.is_null() ? 1 : 2));
    Context context = bench_.context(diagnostics_);
    const Value condition = expressions::evaluate(*rule_.condition, scope, context);
    decide(condition, doubt, when, context);
    if (verdict_.outcome == Outcome::fail || verdict_.outcome == Outcome::undecided) {
      locate(each, scope, context);
    }
    if (verdict_.outcome == Outcome::fail || bench_.messages == Messages::of_all) {
      const std::string message = text_of(*rule_.error_message, scope, context);
      if (verdict_.outcome == Outcome::fail) verdict_.message = message;
    }
    if (verdict_.outcome == Outcome::fail && rule_.secret != nullptr) {
      add_secrets(expressions::evaluate(*rule_.secret, scope, context));
    }
    if (verdict_.outcome == Outcome::pass && rule_.note != nullptr) {
      const Value note = expressions::evaluate(*rule_.note, scope, context);
      if (!note.is_null()) verdict_.message = message_text(note, bench_.graph);
    }
    report_errors();
    return std::move(verdict_);
  }

  // Without looking at the condition: `when` or for_each could not be worked out.
  Verdict undecided_because(const Value& value) {
    verdict_.outcome = Outcome::undecided;
    add_reasons(value);
    point_to_node();
    report_errors();
    return std::move(verdict_);
  }

  diagnostics::Diagnostics& diagnostics() { return diagnostics_; }
  void set_element(std::string element) { verdict_.element = std::move(element); }

 private:
  void add_reasons(const Value& value) {
    values::add_reasons(values::all_reasons(value, bench_.graph.evaluation().arena()),
                        verdict_.reasons);
  }

  // What the node's existence hangs on.
  void add_doubts() {
    const graph::Node& node = bench_.graph.node(verdict_.node);
    if (!node.conditional) return;
    values::add_reasons(node.doubts, verdict_.reasons);
    if (!verdict_.reasons.empty()) return;
    verdict_.reasons.push_back(bench_.graph.evaluation().arena().make<values::Reason>(
        values::ReasonKind::count, node.address, node.range));
  }

  void decide(const Value& condition, const Value& doubt, const Value& when, Context& context) {
    const Answer answer = answer_of(condition);
    if (answer == Answer::wrong) {
      rule_error(rule_.condition->range, "A condition must be true or false",
                 fmt::format("It is {}.", values::print(condition)), context);
    }
    const bool applies = answer_of(when) == Answer::yes;
    const bool exists = !doubt.is_unknown() && !bench_.graph.node(verdict_.node).conditional;
    if (answer == Answer::yes) {
      verdict_.outcome = Outcome::pass;
    } else if (answer == Answer::no && applies && exists) {
      verdict_.outcome = Outcome::fail;
    } else {
      verdict_.outcome = Outcome::undecided;
      add_reasons(condition);
      add_reasons(when);
      if (answer == Answer::no) {
        add_reasons(doubt);
        add_doubts();
      }
    }
  }

  std::string text_of(const syntax::Expression& message, const RuleScope& scope, Context& context) {
    const Value value = expressions::evaluate(message, scope, context);
    const values::Conversion text = values::convert(value, values::Type::string(), context.arena);
    if (!text.ok || text.value.is_null()) {
      rule_error(message.range, "An error_message must be a text",
                 fmt::format("It is {}.", values::print(value)), context);
      return {};
    }
    return message_text(text.value, bench_.graph);
  }

  void locate(const Value& each, const RuleScope& scope, Context& context) {
    Place place = place_of(rule_, verdict_.node, each, bench_.graph, scope, context);
    verdict_.place_node = place.node;
    verdict_.path = std::move(place.path);
    verdict_.range = place.range;
  }

  // Texts, and those in lists and objects. What is not known in full has no text to be hidden by.
  void add_secrets(const Value& secret) {
    const bool none = secret.is_null() || answer_of(secret) == Answer::no;
    if (none) return;
    if (!verdict_.secrets) verdict_.secrets.emplace();
    if (values::is_text(secret)) verdict_.secrets->emplace_back(secret.as_string());
    if (!values::is_keyed(secret) && !values::is_sequence(secret)) return;
    for (const Value& element : secret.elements()) add_secrets(element);
  }

  void point_to_node() {
    verdict_.place_node = verdict_.node;
    verdict_.range = bench_.graph.node(verdict_.node).range;
  }

  // What went wrong in the rule makes the verdict undecided, and is said apart, once.
  void report_errors() {
    if (!diagnostics_.has_errors()) return;
    if (verdict_.outcome == Outcome::pass) point_to_node();
    verdict_.outcome = Outcome::undecided;
    verdict_.message.clear();
    verdict_.reasons.clear();
    const diagnostics::Diagnostic& first = diagnostics_.all().front();
    verdict_.rule_error = first.summary;
    for (const diagnostics::Diagnostic& diagnostic : diagnostics_.all()) {
      bench_.errors.add(rule_, bench_.graph.node(verdict_.node), diagnostic);
    }
  }

  const Bench& bench_;
  const Rule& rule_;
  Verdict verdict_;
  diagnostics::Diagnostics diagnostics_;
};

// The members of a for_each with their keys: indexes of lists, keys of maps.
std::vector<values::SketchElement> elements_of(const Value& collection) {
  std::vector<values::SketchElement> result;
  if (collection.is_known() && collection.kind() >= values::Kind::list &&
      collection.attribute_source() == nullptr) {
    const bool keyed = !collection.keys().empty();
    for (size_t i = 0; i < collection.elements().size(); ++i) {
      const Value key =
          keyed ? Value::string(&collection.keys()[i]) : Value::number(static_cast<int64_t>(i));
      result.push_back({.key = key, .value = collection.elements()[i]});
    }
    return result;
  }
  if (!collection.is_unknown()) return result;
  const values::Sketch* sketch = collection.unknown_data().sketch;
  if (sketch == nullptr || sketch->kind != values::SketchKind::elements) return result;
  const auto elements = static_cast<const values::ElementsSketch*>(sketch)->elements;
  for (size_t i = 0; i < elements.size(); ++i) {
    values::SketchElement element = elements[i];
    if (element.key.is_null()) element.key = Value::number(static_cast<int64_t>(i));
    result.push_back(element);
  }
  return result;
}

// What is unknown may be one.
bool is_collection(const Value& value) {
  if (value.kind() == values::Kind::dynamic) return value.is_unknown();
  return value.kind() >= values::Kind::list && (value.is_unknown() || !value.attribute_source());
}

std::string element_text(const Value& key) {
  if (!key.is_known()) return "*";
  return key.kind() == values::Kind::number ? key.as_number().to_string()
                                            : std::string(key.as_string());
}

Verdict not_applicable(const Rule& rule, config::Severity severity, NodeId node) {
  Verdict verdict;
  verdict.rule = &rule;
  verdict.severity = severity;
  verdict.node = node;
  verdict.outcome = Outcome::not_applicable;
  return verdict;
}

void judge_elements(const Bench& bench, const Rule& rule, config::Severity severity, NodeId node,
                    const Value& when, std::vector<Verdict>& verdicts) {
  Judgement whole(bench, rule, severity, node);
  const RuleScope::Name names[] = {{"self", bench.graph.value(node)}};
  const RuleScope scope(bench.library, names);
  Context context = bench.context(whole.diagnostics());
  const Value collection = expressions::evaluate(*rule.for_each, scope, context);
  const std::vector<values::SketchElement> elements = elements_of(collection);
  if (!collection.is_null() && !is_collection(collection)) {
    rule_error(rule.for_each->range, "A for_each must be a list, a set, a map or an object",
               fmt::format("It is {}.", values::print(collection)), context);
  }
  if (whole.diagnostics().has_errors() || (elements.empty() && collection.is_unknown())) {
    verdicts.push_back(whole.undecided_because(collection));
    return;
  }
  for (const values::SketchElement& element : elements) {
    Judgement judgement(bench, rule, severity, node);
    judgement.set_element(element_text(element.key));
    verdicts.push_back(judgement.judge(each_of(element.key, element.value, context.arena),
                                       element.optional ? collection : Value(), when));
  }
  if (elements.empty()) {
    verdicts.push_back(not_applicable(rule, severity, node));
  }
}

void judge_node(const Bench& bench, const Rule& rule, config::Severity severity, NodeId node,
                std::vector<Verdict>& verdicts) {
  Judgement judgement(bench, rule, severity, node);
  Value when = Value::boolean(true);
  if (rule.when != nullptr) {
    const RuleScope::Name names[] = {{"self", bench.graph.value(node)}};
    const RuleScope scope(bench.library, names);
    Context context = bench.context(judgement.diagnostics());
    when = expressions::evaluate(*rule.when, scope, context);
    if (answer_of(when) == Answer::wrong) {
      rule_error(rule.when->range, "A `when` must be true or false",
                 fmt::format("It is {}.", values::print(when)), context);
    }
    if (judgement.diagnostics().has_errors()) {
      verdicts.push_back(judgement.undecided_because(when));
      return;
    }
  }
  if (answer_of(when) == Answer::no) {
    verdicts.push_back(not_applicable(rule, severity, node));
  } else if (rule.for_each != nullptr) {
    judge_elements(bench, rule, severity, node, when, verdicts);
  } else {
    verdicts.push_back(judgement.judge(Value(), Value(), when));
  }
}

}  // namespace

Value each_of(const Value& key, const Value& value, values::Arena& arena) {
  static constexpr std::string_view kKeys[] = {"key", "value"};
  const Value members[] = {key, value};
  return Value::object(kKeys, members, arena);
}

CheckResult check(RuleSet& rules, const Graph& graph, const Policies& policies) {
  return check(rules, graph, policies, Messages::of_findings);
}

namespace {

// The types in a graph that a target means: itself, or those of resources (of data sources, if it
// begins with "data.") that match its pattern.
std::vector<std::string_view> types_of(std::string_view target, const Graph& graph) {
  if (!is_pattern(target)) {
    if (graph.of_type(target).empty()) return {};
    return {target};
  }
  const graph::NodeKind kind =
      target.starts_with(graph::kDataPrefix) ? graph::NodeKind::data : graph::NodeKind::resource;
  std::vector<std::string_view> types = graph.types();
  std::erase_if(types, [&](std::string_view type) {
    return graph.node(graph.of_type(type).front()).kind != kind || !config::matches(target, type);
  });
  return types;
}

void judge_rule(const Bench& bench, const Rule& rule, config::Severity severity,
                std::vector<Verdict>& verdicts) {
  for (const std::string& target : rule.targets) {
    for (std::string_view type : types_of(target, bench.graph)) {
      for (NodeId node : bench.graph.of_type(type)) {
        if (bench.graph.node(node).known_only) continue;
        judge_node(bench, rule, severity, node, verdicts);
      }
    }
  }
}

}  // namespace

CheckResult check(RuleSet& rules, const Graph& graph, const Policies& policies, Messages messages) {
  CheckResult result;
  ParameterValues parameters(rules, policies, result.diagnostics);
  GraphFunctions functions(graph);
  Library library(rules, functions, parameters);
  RuleErrors errors;
  const Bench bench{graph, library, messages, errors};
  for (const RuleHead& head : rules.heads()) {
    const auto present = [&graph](std::string_view target) {
      return is_pattern(target) || !graph.of_type(target).empty();
    };
    if (!severity_in(policies, head, nullptr)) continue;
    if (std::ranges::none_of(head.targets, present)) continue;
    const Rule* rule = rules.rule(head.name);
    if (rule == nullptr) continue;
    judge_rule(bench, *rule, *severity_in(policies, head, rule), result.verdicts);
  }
  errors.report(result.diagnostics);
  return result;
}

CheckResult check_rule(RuleSet& rules, const Rule& rule, const Graph& graph,
                       const Policies& policies) {
  CheckResult result;
  ParameterValues parameters(rules, policies, result.diagnostics);
  GraphFunctions functions(graph);
  Library library(rules, functions, parameters);
  RuleErrors errors;
  judge_rule({graph, library, Messages::of_findings, errors}, rule, rule.severity, result.verdicts);
  errors.report(result.diagnostics);
  return result;
}

}  // namespace rules
