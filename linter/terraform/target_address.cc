// SPDX-License-Identifier: Apache-2.0
// Reads the addresses that `moved`, `removed` and `import` blocks name. Exports read_target. Tested
// in tests/terraform/moves_test.cc.
#include "terraform/target_address.h"

#include <algorithm>
#include <array>

#include "terraform/body_reader.h"
#include "terraform/static_expression.h"

namespace terraform {

namespace {

using expressions::Context;
using syntax::Step;
using syntax::StepKind;
using syntax::Traversal;

// Names that stand for values, so that they need "resource." before them where they are types.
constexpr std::array<std::string_view, 10> kReserved = {
    "arg", "count", "each", "lazy", "local", "path", "self", "template", "terraform", "var"};

// Takes a reference apart from its beginning.
class TargetReader {
 public:
  TargetReader(const Traversal& reference, Context& context)
      : reference_(reference), context_(context) {}

  std::optional<TargetAddress> read() {
    while (at_name("module") && left() > 0) {
      const std::string_view name = name_after();
      if (name.empty()) {
        return wrong("Invalid address operator",
                     "Prefix \"module.\" must be followed by a module name.");
      }
      if (!target_.name.empty()) target_.module = whole_module();
      target_.name = name;
      target_.key = take_key();
    }
    if (left() == 0) return target_;
    if (!target_.name.empty()) target_.module = whole_module();
    return resource();
  }

 private:
  // How many names and keys are left, the root included.
  [[nodiscard]] size_t left() const { return reference_.steps.size() + 1 - next_; }
  [[nodiscard]] std::string_view name_at(size_t place) const {
    if (place == 0) return reference_.root;
    if (place > reference_.steps.size()) return {};
    const Step& step = reference_.steps[place - 1];
    return step.kind == StepKind::attribute ? step.text : std::string_view();
  }
  [[nodiscard]] bool at_name(std::string_view name) const { return name_at(next_) == name; }

  // The name behind the word at hand; both are passed over. Empty: there is none.
  std::string_view name_after() {
    next_ += 2;
    return name_at(next_ - 1);
  }

  std::string take_key() {
    if (left() == 0 || next_ == 0) return {};
    if (reference_.steps[next_ - 1].kind == StepKind::attribute) return {};
    return path_text("", reference_.steps.subspan(next_++ - 1, 1));
  }

  [[nodiscard]] std::string whole_module() const {
    return (target_.module.empty() ? "" : target_.module + '.') + target_.local() + target_.key;
  }

  std::optional<TargetAddress> resource() {
    const std::string_view first = name_at(next_);
    if (first == "data" || first == "resource" || first == "ephemeral") {
      if (first == "data") target_.mode = schema::Mode::data;
      ++next_;
    } else if (std::ranges::find(kReserved, first) != kReserved.end()) {
      return wrong("Invalid address",
                   "The keyword \"" + std::string(first) +
                       "\" is reserved and cannot be used to target a resource address. If you are "
                       "targeting a resource type that uses a reserved keyword, please prefix your "
                       "address with \"resource.\".");
    }
    target_.type = left() < 2 ? std::string_view() : name_at(next_);
    target_.name = left() < 2 ? std::string_view() : name_at(next_ + 1);
    if (target_.type.empty() || target_.name.empty()) {
      return wrong("Invalid address",
                   "Resource specification must include a resource type and name.");
    }
    next_ += 2;
    target_.key = take_key();
    if (left() == 0) return target_;
    return wrong("Invalid address", target_.key.empty()
                                        ? "Resource instance key must be given in square brackets."
                                        : "Unexpected extra operators after address.");
  }

  std::optional<TargetAddress> wrong(std::string summary, std::string detail) {
    report(context_, reference_.range, std::move(summary), std::move(detail));
    return std::nullopt;
  }

  const Traversal& reference_;
  Context& context_;
  size_t next_ = 0;  // 0: the root, 1: the first step
  TargetAddress target_;
};

}  // namespace

std::string TargetAddress::local() const {
  if (is_module()) return "module." + std::string(name);
  const std::string address = std::string(type) + '.' + std::string(name);
  return mode == schema::Mode::data ? "data." + address : address;
}

std::optional<TargetAddress> read_target(const Traversal& reference, Context& context) {
  return TargetReader(reference, context).read();
}

std::optional<TargetAddress> read_target(const syntax::Expression& expression, bool json,
                                         Context& context) {
  const bool may_be_text = json || expression.kind == syntax::ExpressionKind::traversal;
  const Traversal* reference = may_be_text ? as_reference(expression, context.arena) : nullptr;
  if (reference) return read_target(*reference, context);
  report(context, expression.range, "Invalid expression",
         "A single static variable reference is required: only attribute access and indexing with "
         "constant keys. No calculations, function calls, template expressions, etc are allowed "
         "here.");
  return std::nullopt;
}

}  // namespace terraform
