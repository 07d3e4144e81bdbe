// SPDX-License-Identifier: Apache-2.0
// Collects the comments that suppress rules, and says which of them have no effect, and why.
// Exported: read_suppressions. Tested in tests/findings/suppressions_test.cc.

#include "findings/suppressions.h"

#include <fmt/format.h>

#include <algorithm>

#include "findings/built_in_rules.h"
#include "findings/date.h"
#include "findings/suppression_comment.h"

namespace findings {

namespace {

using diagnostics::Diagnostic;

class SuppressionReader {
 public:
  SuppressionReader(const source::Files& files, const SuppressionTerms& terms)
      : files_(files),
        terms_(terms),
        today_(parse_date(terms.date).value_or(std::chrono::sys_days())) {
    result_.never = terms.demands->never;
    names_.assign(terms.rules.begin(), terms.rules.end());
    for (const BuiltInRule& rule : kBuiltInRules) names_.push_back(rule.name);
  }

  // False once there are too many.
  bool add(const syntax::Tree& tree, const source::Range& comment) {
    const size_t problems = result_.diagnostics.count();
    const auto said = read_suppression_comment(comment, files_, result_.diagnostics);
    if (!said) return true;
    if (result_.all.size() == kMaxSuppressions) {
      result_.diagnostics.error(
          diagnostics::kLimitReached, said->range, "Too many suppressions",
          fmt::format("One run heeds {}; those from here on have no effect.", kMaxSuppressions));
      return false;
    }
    Suppression suppression;
    suppression.comment = said->range;
    suppression.target = suppression_target(tree, comment, files_);
    if (!suppression.target.range.known()) {
      malformed(said->range, "A suppression stands at nothing").remedy =
          "Put it right above the block, attribute or module call, or at the end of its first "
          "line.";
    }
    check_demands(*said);
    bool holds = check_date(*said);
    if (result_.diagnostics.count() != problems) holds = false;
    // Of names that stand for no rule, the others still hold.
    keep_rules(*said, suppression.rules);
    if (!holds || suppression.rules.empty()) return true;
    const auto text = [](const std::optional<CommentWord>& word) {
      return word ? word->text : std::string();
    };
    suppression.until = text(said->until);
    suppression.owner = text(said->owner);
    suppression.reason = text(said->reason);
    result_.by_file[said->range.file].push_back(static_cast<uint32_t>(result_.all.size()));
    result_.all.push_back(std::move(suppression));
    return true;
  }

  Suppressions finish() { return std::move(result_); }

 private:
  Diagnostic& malformed(const source::Range& range, std::string summary, std::string detail = {}) {
    return result_.diagnostics.error(kSuppressionMalformed, range, std::move(summary),
                                     std::move(detail));
  }

  void check_demands(const SuppressionComment& said) {
    const config::SuppressionDemands& demands = *terms_.demands;
    const std::tuple<bool, bool, std::string_view> rows[] = {
        {demands.reason, said.reason.has_value(), "reason"},
        {demands.owner, said.owner.has_value(), "owner"},
        {demands.until || demands.longest_days, said.until.has_value(), "until"}};
    for (const auto& [demanded, given, name] : rows) {
      if (!demanded || given) continue;
      malformed(said.range, fmt::format("A suppression has no \"{}\"", name),
                "The config demands it.");
    }
  }

  // Whether it is in force; what has ended, and what is no date, is not.
  bool check_date(const SuppressionComment& said) {
    if (!said.until) return true;
    const auto until = parse_date(said.until->text);
    if (!until) {
      malformed(said.until->range, fmt::format("\"{}\" is no date", said.until->text),
                "A date is YYYY-MM-DD.");
      return false;
    }
    if (*until < today_) {
      Diagnostic& diagnostic =
          result_.diagnostics.error(kSuppressionExpired, said.range,
                                    fmt::format("A suppression has ended on {}", said.until->text));
      diagnostic.detail = described(said);
      diagnostic.remedy = "Mend what it suppressed, or decide again until when it may stay.";
      return false;
    }
    const auto days = terms_.demands->longest_days;
    if (days && *until > today_ + std::chrono::days(*days)) {
      malformed(said.until->range, fmt::format("A suppression may hold for {} days", *days),
                fmt::format("The config allows no date after {}.",
                            date_text(today_ + std::chrono::days(*days))));
      return false;
    }
    return true;
  }

  static std::string described(const SuppressionComment& said) {
    std::string text;
    if (said.owner) text += fmt::format("Its owner is {}. ", said.owner->text);
    if (said.reason) text += fmt::format("Its reason was: {}", said.reason->text);
    while (text.ends_with(' ')) text.pop_back();
    return text;
  }

  // Keeps the names and patterns that may suppress something.
  void keep_rules(const SuppressionComment& said, std::vector<std::string>& rules) {
    for (const CommentWord& word : said.rules) {
      bool known = false, allowed = false;
      const std::string pattern = name_of_today(word);
      for (const std::string_view name : names_) {
        if (!config::matches(pattern, name)) continue;
        known = true;
        allowed = allowed || !is_never_suppressed(name, result_.never);
      }
      if (allowed) rules.push_back(pattern);
      if (!known) report_unknown(word);
      if (known && !allowed) {
        result_.diagnostics.error(kSuppressionForbidden, word.range,
                                  fmt::format("\"{}\" may not be suppressed", word.text));
      }
    }
  }

  // The word, or what the rule is called today that was called so.
  std::string name_of_today(const CommentWord& word) {
    const std::string_view name =
        terms_.rule_set == nullptr ? std::string_view() : terms_.rule_set->current_name(word.text);
    if (name.empty() || name == word.text) return word.text;
    malformed(word.range, fmt::format("Rule \"{}\" is called \"{}\" today", word.text, name))
        .severity = diagnostics::Severity::warning;
    return std::string(name);
  }

  void report_unknown(const CommentWord& word) {
    Diagnostic& diagnostic =
        malformed(word.range, fmt::format("There is no rule \"{}\"", word.text));
    if (const auto near = diagnostics::suggest(word.text, names_)) {
      diagnostic.remedy = fmt::format("Did you mean \"{}\"?", *near);
    }
  }

  const source::Files& files_;
  const SuppressionTerms& terms_;
  const std::chrono::sys_days today_;
  std::vector<std::string_view> names_;
  Suppressions result_;
};

}  // namespace

bool is_never_suppressed(std::string_view rule, std::span<const std::string> never) {
  const BuiltInRule* built_in = built_in_rule(rule);
  if (built_in != nullptr && !built_in->suppressible) return true;
  return std::ranges::any_of(
      never, [rule](const std::string& pattern) { return config::matches(pattern, rule); });
}

Suppressions read_suppressions(std::span<const syntax::Tree* const> trees,
                               const source::Files& files, const SuppressionTerms& terms) {
  SuppressionReader reader(files, terms);
  for (const syntax::Tree* tree : trees) {
    std::vector<source::Range> marked;
    for (const syntax::Comment& comment : tree->comments) {
      const bool is_marked = files.text(comment.range).find("plumbline:") != std::string_view::npos;
      if (is_marked) marked.push_back(comment.range);
    }
    std::ranges::sort(marked, {}, &source::Range::begin);
    for (const source::Range& comment : marked) {
      if (!reader.add(*tree, comment)) return reader.finish();
    }
  }
  return reader.finish();
}

}  // namespace findings
