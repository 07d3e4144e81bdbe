// SPDX-License-Identifier: Apache-2.0
//
// Trees as indented text, one node a line: its kind, what it holds, and [begin, end) in bytes.
// Exported: print. Tested in tests/syntax, which compare this text.

#include <cstdio>
#include <string>

#include "syntax/syntax.h"

namespace syntax {
namespace {

constexpr std::string_view kBinaryOperators[] = {"||", "&&", "==", "!=", "<", "<=", ">",
                                                 ">=", "+",  "-",  "*",  "/", "%"};

class Printer {
 public:
  std::string take() { return std::move(out_); }

  void body(const Body& body) {
    for (const Attribute& attribute : body.attributes) {
      line("attribute " + std::string(attribute.name), attribute.range);
      child(attribute.value);
    }
    for (const Block& block : body.blocks) {
      std::string header = "block " + std::string(block.type);
      for (const Label& label : block.labels) header += " " + quoted(label.text);
      line(header, block.range);
      ++indent_;
      this->body(*block.body);
      --indent_;
    }
  }

  // flat switch: one case for each kind of expression
  void expression(const Expression& node) {
    switch (node.kind) {
      case ExpressionKind::literal:
        return line(literal(node.as<Literal>()), node.range);
      case ExpressionKind::template_:
        line(std::string(node.as<Template>().heredoc ? "heredoc" : "template") +
                 (node.as<Template>().wraps_one ? " wraps one" : ""),
             node.range);
        for (const Expression* part : node.as<Template>().parts) child(part);
        return;
      case ExpressionKind::template_join:
        line("template join", node.range);
        return child(node.as<TemplateJoin>().tuple);
      case ExpressionKind::traversal:
        return line("traversal " + std::string(node.as<Traversal>().root) +
                        steps(node.as<Traversal>().steps),
                    node.range);
      case ExpressionKind::relative_traversal:
        line("relative traversal" + steps(node.as<RelativeTraversal>().steps), node.range);
        return child(node.as<RelativeTraversal>().source);
      case ExpressionKind::index:
        line("index", node.range);
        child(node.as<Index>().collection);
        return child(node.as<Index>().key);
      case ExpressionKind::splat:
        line("splat", node.range);
        child(node.as<Splat>().source);
        return child(node.as<Splat>().each);
      case ExpressionKind::splat_item:
        return line("item", node.range);
      case ExpressionKind::call:
        line("call " + std::string(node.as<Call>().name) +
                 (node.as<Call>().expand_final ? " ..." : ""),
             node.range);
        for (const Expression* argument : node.as<Call>().arguments) child(argument);
        return;
      case ExpressionKind::conditional:
        line("conditional", node.range);
        child(node.as<Conditional>().condition);
        child(node.as<Conditional>().if_true);
        return child(node.as<Conditional>().if_false);
      case ExpressionKind::binary:
        line("binary " + std::string(kBinaryOperators[static_cast<size_t>(node.as<Binary>().op)]),
             node.range);
        child(node.as<Binary>().left);
        return child(node.as<Binary>().right);
      case ExpressionKind::unary:
        line(node.as<Unary>().op == UnaryOperator::negate ? "unary -" : "unary !", node.range);
        return child(node.as<Unary>().operand);
      case ExpressionKind::parentheses:
        line("parentheses", node.range);
        return child(node.as<Parentheses>().inner);
      case ExpressionKind::tuple:
        line("tuple", node.range);
        for (const Expression* element : node.as<Tuple>().elements) child(element);
        return;
      case ExpressionKind::object:
        line("object", node.range);
        for (const ObjectItem& item : node.as<Object>().items) {
          child(item.key);
          child(item.value);
        }
        return;
      case ExpressionKind::for_:
        return for_expression(node.as<For>());
    }
  }

 private:
  void line(const std::string& what, const source::Range& range) {
    out_.append(2 * indent_, ' ');
    out_ += what + " [" + std::to_string(range.begin) + ", " + std::to_string(range.end) + ")\n";
  }

  void child(const Expression* node) {
    ++indent_;
    expression(*node);
    --indent_;
  }

  void for_expression(const For& node) {
    std::string names(node.key_name);
    if (!names.empty()) names += ", ";
    line("for " + names + std::string(node.value_name) + (node.grouping ? " ..." : ""), node.range);
    child(node.collection);
    if (node.key) child(node.key);
    child(node.value);
    if (node.condition) child(node.condition);
  }

  static std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '\n') {
        out += "\\n";
      } else if (c == '"' || c == '\\') {
        out += {'\\', c};
      } else if (byte < 0x20 || byte == 0x7F) {
        char code[8];
        std::snprintf(code, sizeof code, "\\u%04x", byte);
        out += code;
      } else {
        out += c;
      }
    }
    return out + "\"";
  }

  static std::string literal(const Literal& node) {
    switch (node.literal) {
      case LiteralKind::null:
        return "null";
      case LiteralKind::boolean:
        return node.boolean ? "true" : "false";
      case LiteralKind::number:
        return "number " + std::string(node.text);
      case LiteralKind::string:
        return "string " + quoted(node.text);
    }
    return {};
  }

  static std::string steps(std::span<const Step> steps) {
    std::string out;
    for (const Step& step : steps) {
      if (step.kind == StepKind::attribute) out += "." + std::string(step.text);
      if (step.kind == StepKind::index_string) out += "[" + quoted(step.text) + "]";
      if (step.kind == StepKind::index_number) out += "[" + std::string(step.text) + "]";
    }
    return out;
  }

  std::string out_;
  size_t indent_ = 0;
};

}  // namespace

std::string print(const Body& body, const source::Files&) {
  Printer printer;
  printer.body(body);
  return printer.take();
}

std::string print(const Expression& expression, const source::Files&) {
  Printer printer;
  printer.expression(expression);
  return printer.take();
}

}  // namespace syntax
