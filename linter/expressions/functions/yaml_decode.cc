// SPDX-License-Identifier: Apache-2.0
// YAML in: values of a tree. Exported: yaml::decode, yaml::scalar_value. Tested by
// tests/expressions/functions/yaml.txt.
#include <algorithm>
#include <map>

#include "expressions/functions/families.h"
#include "expressions/functions/yaml.h"
#include "expressions/functions/yaml_scalar.h"
#include "syntax/yaml/yaml.h"

namespace expressions::yaml {

using syntax::YamlEntry;
using syntax::YamlKind;
using syntax::YamlNode;

namespace {

// Makes the values of a tree's nodes in the order of the text, so that whatever an alias stands
// for has been made.
class Decoder {
 public:
  Decoder(std::string_view text, Arena& arena) : text_(text), arena_(arena) {}

  Value value(const YamlNode& node) {
    const Value made = make(node);
    if (!node.anchor.empty() && node.kind != YamlKind::alias) anchored_[&node] = made;
    return made;
  }

 private:
  Value make(const YamlNode& node) {
    switch (node.kind) {
      case YamlKind::null:
        return Value::null(Type::dynamic());
      case YamlKind::scalar:
        if (node.properties.starts_with("! ")) throw Wrong{"the tag ! is not supported"};
        return scalar(node.tag, std::string(node.text), node.style, arena_);
      case YamlKind::alias:
        return anchored_.at(node.target);
      case YamlKind::sequence:
        return sequence(node);
      case YamlKind::mapping:
        return mapping(node);
    }
    return {};
  }

  static void check_tag(const YamlNode& node, std::string_view name) {
    const bool fits =
        node.tag == syntax::kYamlPlain || node.tag == std::string(kStandard) + std::string(name);
    if (!fits) throw Wrong{"the tag " + std::string(node.tag) + " is not supported"};
  }

  Value sequence(const YamlNode& node) {
    check_tag(node, "seq");
    std::vector<Value> elements;
    for (const YamlNode* item : node.items) {
      const bool missing = node.flow && item->kind == YamlKind::null &&
                           text_.substr(item->range.begin).starts_with(',');
      if (missing) throw Wrong{"a value is missing before a comma"};
      elements.push_back(value(*item));
    }
    return Value::tuple(elements, arena_);
  }

  Value mapping(const YamlNode& node) {
    check_tag(node, "map");
    std::vector<std::string_view> keys;
    std::vector<Value> elements;
    for (const YamlEntry& entry : node.entries) {
      if (!entry.merges) keys.push_back(key_of(value(*entry.key)));
      const Value element = value(*entry.value);
      if (!entry.merges) {
        elements.push_back(element);
        continue;
      }
      if (!element.is_known() || !is_mapping(element.kind())) {
        throw Wrong{"only mappings can be merged"};
      }
      keys.insert(keys.end(), element.keys().begin(), element.keys().end());
      elements.insert(elements.end(), element.elements().begin(), element.elements().end());
    }
    return Value::object(keys, elements, arena_);
  }

  std::string_view key_of(const Value& value) {
    const bool collection = is_sequence(value.kind()) || is_mapping(value.kind());
    if (value.is_null() || collection) throw Wrong{"a key must be a string"};
    return convert(value, Type::string(), arena_).value.as_string();
  }

  std::string_view text_;
  Arena& arena_;
  std::map<const YamlNode*, Value> anchored_;
};

// What is wrong with a document, and in which line.
std::string first_fault(std::string_view text, const diagnostics::Diagnostics& diagnostics) {
  const diagnostics::Diagnostic& fault = diagnostics.all().front();
  const auto line = std::ranges::count(text.substr(0, fault.subject.begin), '\n') + 1;
  return "line " + std::to_string(line) + ": " + fault.summary;
}

}  // namespace

source::Result<Value> decode(std::string_view text, Arena& arena) {
  using Result = source::Result<Value>;
  const syntax::YamlTree tree = syntax::parse_yaml(text, source::kNoFile);
  if (!tree.diagnostics.empty()) return Result::failure(first_fault(text, tree.diagnostics));
  if (tree.root == nullptr) return Result::failure("there is no document");
  try {
    return Decoder(text, arena).value(*tree.root);
  } catch (const Wrong& wrong) {
    return Result::failure(wrong.why);
  }
}

Value scalar_value(const syntax::YamlNode& node, Arena& arena) {
  try {
    return scalar(node.tag, std::string(node.text), node.style, arena);
  } catch (const Wrong&) {
    return {};
  }
}

}  // namespace expressions::yaml
