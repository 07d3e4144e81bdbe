// SPDX-License-Identifier: Apache-2.0
//
// From the concrete tree to the typed one: expressions but for references (build_postfix.cc) and
// templates (build_template.cc). Shapes and ranges are hclsyntax's.
// Tested in tests/syntax/expression_test.cc.

#include "syntax/hcl/text.h"
#include "syntax/hcl/tree_builder.h"

namespace syntax {
namespace {

struct OperatorName {
  std::string_view text;
  BinaryOperator op;
};

// flat table: the binary operators
constexpr OperatorName kBinaryOperators[] = {
    {"||", BinaryOperator::or_},     {"&&", BinaryOperator::and_},
    {"==", BinaryOperator::equal},   {"!=", BinaryOperator::not_equal},
    {"<", BinaryOperator::less},     {"<=", BinaryOperator::less_or_equal},
    {">", BinaryOperator::greater},  {">=", BinaryOperator::greater_or_equal},
    {"+", BinaryOperator::add},      {"-", BinaryOperator::subtract},
    {"*", BinaryOperator::multiply}, {"/", BinaryOperator::divide},
    {"%", BinaryOperator::modulo},
};

BinaryOperator binary_operator(std::string_view text) {
  for (const OperatorName& entry : kBinaryOperators) {
    if (entry.text == text) return entry.op;
  }
  return BinaryOperator::or_;
}

}  // namespace

const Expression* TreeBuilder::nested(uint32_t depth) { return expression(depth + 1); }

// flat switch: one line for each kind of expression
const Expression* TreeBuilder::expression(uint32_t depth) {
  if (!enter_depth(depth)) return make_literal(LiteralKind::null, range(), {});
  switch (kind()) {
    case NodeKind::number:
      return number();
    case NodeKind::string:
      return string();
    case NodeKind::identifier:
      return word();
    case NodeKind::reference:
    case NodeKind::get_attribute:
    case NodeKind::legacy_index:
    case NodeKind::index:
    case NodeKind::attribute_splat:
    case NodeKind::full_splat:
      return postfix(depth);
    case NodeKind::template_:
    case NodeKind::heredoc:
    case NodeKind::bare_template:
      return template_(depth);
    case NodeKind::tuple:
      return tuple(depth);
    case NodeKind::object:
      return object(depth);
    case NodeKind::for_tuple:
    case NodeKind::for_object:
      return for_expression(depth);
    case NodeKind::function_call:
      return call(depth);
    case NodeKind::parentheses:
      return parentheses(depth);
    case NodeKind::unary:
      return unary(depth);
    case NodeKind::binary:
      return binary(depth);
    case NodeKind::conditional:
      return conditional(depth);
    default:
      fail_at(range().begin);
      return make_literal(LiteralKind::null, range(), {});
  }
}

Literal* TreeBuilder::make_literal(LiteralKind kind, const source::Range& range,
                                   std::string_view text) {
  Literal* literal = arena_.make<Literal>();
  literal->kind = ExpressionKind::literal;
  literal->range = range;
  literal->literal = kind;
  literal->text = kind == LiteralKind::string ? normalised(text, arena_) : text;
  return literal;
}

// A word alone: `true`, `false` and `null` are values, any other word a name in scope.
const Expression* TreeBuilder::word() {
  const std::string_view name = text();
  if (name == "null") return make_literal(LiteralKind::null, range(), name);
  if (name == "true" || name == "false") {
    Literal* literal = make_literal(LiteralKind::boolean, range(), name);
    literal->boolean = name == "true";
    return literal;
  }
  Traversal* traversal = arena_.make<Traversal>();
  traversal->kind = ExpressionKind::traversal;
  traversal->range = traversal->root_range = range();
  traversal->root = name;
  return traversal;
}

const Expression* TreeBuilder::number() {
  if (!is_number(text())) fail_at(range().begin);
  return make_literal(LiteralKind::number, range(), text());
}

const Expression* TreeBuilder::string() {
  return make_literal(LiteralKind::string, range(), string_text());
}

// The text of the string at the cursor, one token.
std::string_view TreeBuilder::string_text() {
  const std::string_view quoted = text();
  return literal_text(quoted.substr(1, quoted.size() - 2), true);
}

// Decodes text out of the file, and finds what HCL refuses in it.
std::string_view TreeBuilder::literal_text(std::string_view text, bool quoted) {
  const auto begin = static_cast<uint32_t>(text.data() - place_.text.data());
  if (quoted) {
    const std::optional<EscapeProblem> problem = find_bad_escape(text);
    if (problem) fail_at(begin + static_cast<uint32_t>(problem->begin));
  }
  if (!ascii_) {
    const std::optional<size_t> bad = find_bad_utf8(text);
    if (bad) fail_at(begin + static_cast<uint32_t>(*bad));
  }
  return decode(text, quoted, arena_);
}

const Expression* TreeBuilder::parentheses(uint32_t depth) {
  Parentheses* result = arena_.make<Parentheses>();
  result->kind = ExpressionKind::parentheses;
  result->range = range();
  const NewlineMode mode(newlines_matter_, false);
  Children children(*this);
  children.next();
  children.next();
  result->inner = nested(depth);
  return result;
}

const Expression* TreeBuilder::unary(uint32_t depth) {
  Unary* result = arena_.make<Unary>();
  result->kind = ExpressionKind::unary;
  result->range = range();
  Children children(*this);
  children.next();
  result->op = text() == "-" ? UnaryOperator::negate : UnaryOperator::not_;
  children.next();
  result->operand = nested(depth);
  return result;
}

const Expression* TreeBuilder::binary(uint32_t depth) {
  Binary* result = arena_.make<Binary>();
  result->kind = ExpressionKind::binary;
  result->range = range();
  Children children(*this);
  children.next();
  result->left = nested(depth);
  children.next();
  result->op = binary_operator(text());
  children.next();
  result->right = nested(depth);
  return result;
}

const Expression* TreeBuilder::conditional(uint32_t depth) {
  Conditional* result = arena_.make<Conditional>();
  result->kind = ExpressionKind::conditional;
  result->range = range();
  Children children(*this);
  children.next();
  result->condition = nested(depth);
  children.next();
  children.next();
  result->if_true = nested(depth);
  children.next();
  children.next();
  result->if_false = nested(depth);
  return result;
}

// As in HCL, `[for` and `{for` always begin a for expression, so nothing else may look like one.
void TreeBuilder::refuse_for() {
  if (text().starts_with("for.")) fail_at(range().begin);
}

const Expression* TreeBuilder::tuple(uint32_t depth) {
  Tuple* result = arena_.make<Tuple>();
  result->kind = ExpressionKind::tuple;
  result->range = range();
  std::vector<const Expression*> elements;
  const NewlineMode mode(newlines_matter_, false);
  Children children(*this);
  while (children.next()) {
    if (!ts_node_is_named(node())) continue;
    if (elements.empty()) refuse_for();
    elements.push_back(nested(depth));
  }
  result->elements = arena_.copy(elements);
  return result;
}

const Expression* TreeBuilder::object(uint32_t depth) {
  Object* result = arena_.make<Object>();
  result->kind = ExpressionKind::object;
  result->range = range();
  std::vector<ObjectItem> items;
  const NewlineMode mode(newlines_matter_, false);
  Children children(*this);
  while (children.next()) {
    if (kind() != NodeKind::element) continue;
    if (items.empty()) refuse_for();
    items.push_back(element(depth));
  }
  result->items = arena_.copy(items);
  return result;
}

ObjectItem TreeBuilder::element(uint32_t depth) {
  ObjectItem result{};
  const NewlineMode mode(newlines_matter_, true);
  Children children(*this);
  children.next();
  result.key = object_key(depth);
  children.next();
  children.next();
  result.value = nested(depth);
  return result;
}

const Expression* TreeBuilder::object_key(uint32_t depth) {
  if (kind() != NodeKind::identifier) return nested(depth);
  return make_literal(LiteralKind::string, range(), text());
}

const Expression* TreeBuilder::for_expression(uint32_t depth) {
  For* result = arena_.make<For>();
  result->kind = ExpressionKind::for_;
  result->range = range();
  const bool makes_object = kind() == NodeKind::for_object;
  const NewlineMode mode(newlines_matter_, false);
  Children children(*this);
  bool after_if = false;
  while (children.next()) {
    const NodeKind child = kind();
    if (child == NodeKind::for_intro) {
      for_intro(*result, depth);
    } else if (child == NodeKind::ellipsis) {
      result->grouping = true;
    } else if (child == NodeKind::if_keyword) {
      after_if = true;
    } else if (ts_node_is_named(node())) {
      const Expression*& slot = after_if                       ? result->condition
                                : makes_object && !result->key ? result->key
                                                               : result->value;
      slot = nested(depth);
    }
  }
  return result;
}

void TreeBuilder::for_intro(For& result, uint32_t depth) {
  Children children(*this);
  children.next();  // for
  children.next();
  result.value_name = text();
  children.next();
  if (text() == ",") {
    children.next();
    result.key_name = result.value_name;
    result.value_name = text();
    children.next();
  }
  children.next();  // past `in`
  result.collection = nested(depth);
}

const Expression* TreeBuilder::call(uint32_t depth) {
  Call* result = arena_.make<Call>();
  result->kind = ExpressionKind::call;
  result->range = range();
  Children children(*this);
  children.next();
  result->name = kind() == NodeKind::scoped_name ? scoped_name() : text();
  result->name_range = range();
  children.next();  // (
  const NewlineMode mode(newlines_matter_, false);
  std::vector<const Expression*> arguments;
  while (children.next()) {
    if (kind() == NodeKind::ellipsis) result->expand_final = true;
    if (ts_node_is_named(node())) arguments.push_back(nested(depth));
  }
  result->arguments = arena_.copy(arguments);
  return result;
}

// A function's name with its namespaces, free of the white space that may stand between.
std::string_view TreeBuilder::scoped_name() {
  std::string name;
  Children children(*this);
  while (children.next()) name += text();
  return arena_.copy(name);
}

}  // namespace syntax
