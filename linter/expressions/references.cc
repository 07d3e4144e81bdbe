// SPDX-License-Identifier: Apache-2.0

// Which names an expression refers to and what it calls. Exports references and calls. Tested by
// tests/expressions/references_test.cc.
#include <algorithm>

#include "expressions/expressions.h"

namespace expressions {

namespace {

class Collector {
 public:
  // flat switch: what each kind of expression is made of.
  void visit(const syntax::Expression& expression) {
    using syntax::ExpressionKind;
    switch (expression.kind) {
      case ExpressionKind::literal:
      case ExpressionKind::splat_item:
        return;
      case ExpressionKind::traversal:
        return add(expression.as<syntax::Traversal>());
      case ExpressionKind::template_:
        return visit_all(expression.as<syntax::Template>().parts);
      case ExpressionKind::template_join:
        return visit(*expression.as<syntax::TemplateJoin>().tuple);
      case ExpressionKind::relative_traversal:
        return visit(*expression.as<syntax::RelativeTraversal>().source);
      case ExpressionKind::index:
        visit(*expression.as<syntax::Index>().collection);
        return visit(*expression.as<syntax::Index>().key);
      case ExpressionKind::splat:
        visit(*expression.as<syntax::Splat>().source);
        return visit(*expression.as<syntax::Splat>().each);
      case ExpressionKind::call:
        calls.push_back(&expression.as<syntax::Call>());
        return visit_all(expression.as<syntax::Call>().arguments);
      case ExpressionKind::conditional:
        visit(*expression.as<syntax::Conditional>().condition);
        visit(*expression.as<syntax::Conditional>().if_true);
        return visit(*expression.as<syntax::Conditional>().if_false);
      case ExpressionKind::binary:
        visit(*expression.as<syntax::Binary>().left);
        return visit(*expression.as<syntax::Binary>().right);
      case ExpressionKind::unary:
        return visit(*expression.as<syntax::Unary>().operand);
      case ExpressionKind::parentheses:
        return visit(*expression.as<syntax::Parentheses>().inner);
      case ExpressionKind::tuple:
        return visit_all(expression.as<syntax::Tuple>().elements);
      case ExpressionKind::object:
        return visit_object(expression.as<syntax::Object>());
      case ExpressionKind::for_:
        return visit_for(expression.as<syntax::For>());
    }
  }

  std::vector<const syntax::Traversal*> found;
  std::vector<const syntax::Call*> calls;

 private:
  void add(const syntax::Traversal& traversal) {
    if (std::ranges::find(own_names_, traversal.root) == own_names_.end()) {
      found.push_back(&traversal);
    }
  }

  void visit_all(std::span<const syntax::Expression* const> expressions) {
    for (const syntax::Expression* expression : expressions) visit(*expression);
  }

  void visit_object(const syntax::Object& object) {
    for (const syntax::ObjectItem& item : object.items) {
      visit(*item.key);
      visit(*item.value);
    }
  }

  void visit_for(const syntax::For& loop) {
    visit(*loop.collection);
    const size_t outer = own_names_.size();
    own_names_.push_back(loop.value_name);
    if (!loop.key_name.empty()) own_names_.push_back(loop.key_name);
    if (loop.key != nullptr) visit(*loop.key);
    visit(*loop.value);
    if (loop.condition != nullptr) visit(*loop.condition);
    own_names_.resize(outer);
  }

  std::vector<std::string_view> own_names_;  // of the loops around
};

}  // namespace

std::vector<const syntax::Traversal*> references(const syntax::Expression& expression) {
  Collector collector;
  collector.visit(expression);
  return std::move(collector.found);
}

std::vector<const syntax::Call*> calls(const syntax::Expression& expression) {
  Collector collector;
  collector.visit(expression);
  return std::move(collector.calls);
}

}  // namespace expressions
