// SPDX-License-Identifier: Apache-2.0
// Changes conditions in one place each. Exported: mutants_of. Tested in
// tests/rules/mutants_test.cc.

#include "rules/mutants.h"

#include <fmt/format.h>

#include <algorithm>

namespace rules {

namespace {

using syntax::BinaryOperator;
using syntax::Expression;
using syntax::ExpressionKind;

struct Exchange {
  BinaryOperator op;
  std::string_view written, becomes;
};

// flat table: an operator and the one that it is easily mistaken for.
constexpr Exchange kExchanges[] = {
    {BinaryOperator::or_, "||", "&&"},    {BinaryOperator::and_, "&&", "||"},
    {BinaryOperator::equal, "==", "!="},  {BinaryOperator::not_equal, "!=", "=="},
    {BinaryOperator::less, "<", "<="},    {BinaryOperator::less_or_equal, "<=", "<"},
    {BinaryOperator::greater, ">", ">="}, {BinaryOperator::greater_or_equal, ">=", ">"},
    {BinaryOperator::add, "+", "-"},      {BinaryOperator::subtract, "-", "+"},
    {BinaryOperator::multiply, "*", "/"}, {BinaryOperator::divide, "/", "*"},
    {BinaryOperator::modulo, "%", "*"},
};

constexpr std::pair<std::string_view, std::string_view> kFunctions[] = {
    {"alltrue", "anytrue"}, {"anytrue", "alltrue"}, {"max", "min"}, {"min", "max"}};

class Mutator {
 public:
  explicit Mutator(std::string_view file_text) : file_text_(file_text) {}

  std::vector<Mutant> all(const Expression& expression) {
    visit(expression);
    std::ranges::stable_sort(mutants_, {}, [](const Mutant& mutant) { return mutant.range.begin; });
    return std::move(mutants_);
  }

 private:
  [[nodiscard]] std::string text_of(const source::Range& range) const {
    return std::string(file_text_.substr(range.begin, range.end - range.begin));
  }
  // As a message shows it: in one line, and not too long.
  [[nodiscard]] std::string shown(const source::Range& range) const {
    std::string text;
    for (char c : text_of(range)) {
      const bool space = c == '\n' || c == ' ';
      if (!space || !text.ends_with(' ')) text += space ? ' ' : c;
    }
    constexpr size_t kLongest = 60;
    return text.size() <= kLongest ? text : text.substr(0, kLongest - 3) + "...";
  }

  void replace(const source::Range& range, std::string text, std::string change) {
    mutants_.push_back({range, std::move(text), std::move(change)});
  }
  // Only `kept` of a whole stays.
  void keep(const Expression& whole, const Expression& kept, const source::Range& left_out) {
    replace(whole.range, text_of(kept.range), fmt::format("`{}` is left out", shown(left_out)));
  }

  void visit(const Expression& expression) {
    switch (expression.kind) {
      case ExpressionKind::binary:
        return visit_binary(expression.as<syntax::Binary>());
      case ExpressionKind::unary:
        return visit_unary(expression.as<syntax::Unary>());
      case ExpressionKind::conditional:
        return visit_conditional(expression.as<syntax::Conditional>());
      case ExpressionKind::call:
        return visit_call(expression.as<syntax::Call>());
      case ExpressionKind::for_:
        return visit_for(expression.as<syntax::For>());
      case ExpressionKind::literal:
        return visit_literal(expression.as<syntax::Literal>());
      case ExpressionKind::parentheses:
        return visit(*expression.as<syntax::Parentheses>().inner);
      case ExpressionKind::tuple:
        for (const Expression* element : expression.as<syntax::Tuple>().elements) visit(*element);
        return;
      case ExpressionKind::index:
        visit(*expression.as<syntax::Index>().collection);
        return;
      case ExpressionKind::relative_traversal:
        return visit(*expression.as<syntax::RelativeTraversal>().source);
      case ExpressionKind::splat:
        return visit(*expression.as<syntax::Splat>().source);
      default:  // texts, names and objects are not what conditions decide by
        return;
    }
  }

  void visit_binary(const syntax::Binary& binary) {
    const auto& exchange = *std::ranges::find(kExchanges, binary.op, &Exchange::op);
    const source::Range gap{binary.range.file, binary.left->range.end, binary.right->range.begin};
    const size_t at = text_of(gap).find(exchange.written);
    if (at != std::string::npos) {
      const auto begin = static_cast<uint32_t>(gap.begin + at);
      const auto end = static_cast<uint32_t>(begin + exchange.written.size());
      replace({gap.file, begin, end}, std::string(exchange.becomes),
              fmt::format("`{}` becomes `{}`", exchange.written, exchange.becomes));
    }
    if (binary.op == BinaryOperator::and_ || binary.op == BinaryOperator::or_) {
      keep(binary, *binary.left, binary.right->range);
      keep(binary, *binary.right, binary.left->range);
    }
    if (binary.op == BinaryOperator::equal || binary.op == BinaryOperator::not_equal) {
      change_text(*binary.left);
      change_text(*binary.right);
    }
    visit(*binary.left);
    visit(*binary.right);
  }

  // A text that something is compared with.
  void change_text(const Expression& expression) {
    if (expression.kind != ExpressionKind::literal) return;
    if (expression.as<syntax::Literal>().literal != syntax::LiteralKind::string) return;
    replace(expression.range, "\"another text\"",
            fmt::format("`{}` becomes another text", shown(expression.range)));
  }

  void visit_unary(const syntax::Unary& unary) {
    if (unary.op == syntax::UnaryOperator::not_) {
      replace(unary.range, text_of(unary.operand->range),
              fmt::format("`{}` is not negated", shown(unary.operand->range)));
    }
    visit(*unary.operand);
  }

  void visit_conditional(const syntax::Conditional& conditional) {
    for (const Expression* branch : {conditional.if_true, conditional.if_false}) {
      replace(conditional.range, text_of(branch->range),
              fmt::format("`{}` is always taken", shown(branch->range)));
    }
    visit(*conditional.condition);
    visit(*conditional.if_true);
    visit(*conditional.if_false);
  }

  void visit_call(const syntax::Call& call) {
    for (const auto& [name, becomes] : kFunctions) {
      if (call.name != name) continue;
      replace(call.name_range, std::string(becomes),
              fmt::format("`{}` becomes `{}`", name, becomes));
    }
    for (const Expression* argument : call.arguments) visit(*argument);
  }

  void visit_for(const syntax::For& loop) {
    visit(*loop.collection);
    visit(*loop.value);
    if (loop.condition == nullptr) return;
    replace(loop.condition->range, "true",
            fmt::format("`if {}` is left out", shown(loop.condition->range)));
    visit(*loop.condition);
  }

  void visit_literal(const syntax::Literal& literal) {
    if (literal.literal == syntax::LiteralKind::boolean) {
      const std::string_view other = literal.boolean ? "false" : "true";
      replace(literal.range, std::string(other),
              fmt::format("`{}` becomes `{}`", text_of(literal.range), other));
    }
    if (literal.literal == syntax::LiteralKind::number) {
      replace(literal.range, fmt::format("({} + 1)", text_of(literal.range)),
              fmt::format("`{0}` becomes `{0} + 1`", text_of(literal.range)));
    }
  }

  std::string_view file_text_;
  std::vector<Mutant> mutants_;
};

}  // namespace

std::vector<Mutant> mutants_of(const Expression& expression, std::string_view file_text) {
  return Mutator(file_text).all(expression);
}

}  // namespace rules
