// SPDX-License-Identifier: Apache-2.0
// Holds given values against what their schema says of them. Exports check_given_values. Tested in
// tests/terraform/given_values_test.cc.
#include "terraform/given_values.h"

#include <algorithm>

#include "terraform/body_reader.h"
#include "terraform/older_sdk.h"

namespace terraform {

namespace {

using diagnostics::Severity;
using values::Kind;
using values::Marks;

// In a map or an object a null is as good as nothing (validateConfigNulls of the SDK).
bool holds_null_element(const Value& value) {
  if (!value.is_known() || value.is_null() || value.kind() < Kind::list ||
      value.attribute_source() != nullptr) {
    return false;
  }
  const bool keyed = value.kind() == Kind::map || value.kind() == Kind::object;
  return std::ranges::any_of(value.elements(), [keyed](const Value& element) {
    return (!keyed && element.is_null()) || holds_null_element(element);
  });
}

class GivenValues {
 public:
  GivenValues(Evaluator& evaluator, NodeId node)
      : evaluator_(evaluator), node_(node), content_(evaluator.content(node)) {}

  void check(std::string_view name, const Value& value) {
    const schema::Attribute* attribute = content_.schema->attribute(name);
    if (attribute != nullptr && attribute->computed && !attribute->optional) {
      return report(name, "Value for unconfigurable attribute",
                    "What \"" + std::string(name) +
                        "\" is, the provider alone decides, so that it cannot be given a value.",
                    by_schema());
    }
    if (is_of_older_sdk(content_.schema) && holds_null_element(value)) {
      report(name, "Null value found in list",
             "Null values are not allowed for this attribute value.", by_schema());
    }
    const bool ephemeral = (value.all_marks() & Marks::ephemeral) != Marks::none;
    // Not every source of schemas tells write-only arguments, but all have this end.
    const bool kept = attribute != nullptr && !attribute->write_only && !name.ends_with("_wo");
    if (ephemeral && kept) {
      report(name, "Invalid use of ephemeral value",
             "Ephemeral values are not valid in resource arguments, because resource instances "
             "must persist between Terraform phases.",
             Severity::error);
    }
  }

 private:
  [[nodiscard]] Severity by_schema() const {
    return content_.provider && content_.provider->exact ? Severity::error : Severity::note;
  }

  void report(std::string_view name, std::string summary, std::string detail, Severity severity) {
    const syntax::Attribute* argument = find_attribute(*content_.body, name);
    const Range range = argument != nullptr ? argument->value->range
                                            : evaluator_.instance_of(node_).resource->block->header;
    evaluator_.report_once(range, std::move(summary), std::move(detail), severity);
  }

  Evaluator& evaluator_;
  NodeId node_;
  const ResourceContent& content_;
};

}  // namespace

void check_given_values(Evaluator& evaluator, NodeId node) {
  const ResourceContent& content = evaluator.content(node);
  if (content.schema == nullptr || content.schema->any || evaluator.plan_alone) return;
  const auto certain = evaluator.certainty(node);
  GivenValues given(evaluator, node);
  for (const std::string_view name : evaluator.given_names(node)) {
    const Value value = evaluator.configured(node, name);
    if (!value.is_null()) given.check(name, value);
  }
}

}  // namespace terraform
