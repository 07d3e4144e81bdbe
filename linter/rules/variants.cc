// SPDX-License-Identifier: Apache-2.0
// Writes examples otherwise: constants in locals and in variables, resources under count and
// for_each, and all of it in a child module that is called once, counted, or for each. Meta-
// arguments, labels and sources stay as they are. Exported: as_it_is, variants_of,
// original_address, original_text. Tested in tests/rules/examples_test.cc, answers_test.cc and by
// every example of every rule.

#include "rules/variants.h"

#include <fmt/format.h>

#include <algorithm>

#include "expressions/expressions.h"
#include "terraform/meta_arguments.h"

namespace rules {

namespace {

using syntax::Block;
using syntax::Body;

constexpr std::string_view kDirectory = "example";

// A piece of text that takes the place of another.
struct Edit {
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string text;
};

std::string edited(std::string text, std::vector<Edit> edits) {
  std::ranges::stable_sort(edits, std::greater<>(), &Edit::begin);
  for (const Edit& edit : edits) text.replace(edit.begin, edit.end - edit.begin, edit.text);
  return text;
}

bool is_resource(const Block& block) {
  return (block.type == "resource" || block.type == "data") && block.labels.size() == 2;
}

bool is_heredoc(const syntax::Expression& expression) {
  return expression.kind == syntax::ExpressionKind::template_ &&
         expression.as<syntax::Template>().heredoc;
}

// The constant arguments of a resource, at any depth.
void add_constants(const Body& body, bool top, std::vector<const syntax::Attribute*>& found) {
  for (const syntax::Attribute& attribute : body.attributes) {
    if (top && terraform::is_meta_argument(attribute.name)) continue;
    if (!expressions::references(*attribute.value).empty()) continue;
    if (!expressions::calls(*attribute.value).empty()) continue;
    if (is_heredoc(*attribute.value)) continue;  // its last line is the attribute's end
    found.push_back(&attribute);
  }
  for (const Block& block : body.blocks) {
    if (top && terraform::is_meta_block(block.type)) continue;
    if (block.type != "dynamic") {
      add_constants(*block.body, false, found);
      continue;
    }
    for (const Block& content : block.body->blocks) add_constants(*content.body, false, found);
  }
}

std::vector<const syntax::Attribute*> constants_of(const Body& body) {
  std::vector<const syntax::Attribute*> found;
  for (const Block& block : body.blocks) {
    if (is_resource(block)) add_constants(*block.body, true, found);
  }
  return found;
}

// Every expression of a body, at any depth.
void add_expressions(const Body& body, std::vector<const syntax::Expression*>& found) {
  for (const syntax::Attribute& attribute : body.attributes) found.push_back(attribute.value);
  for (const Block& block : body.blocks) add_expressions(*block.body, found);
}

// "aws_vpc.a", "data.aws_vpc.a".
std::string local_address(const Block& block) {
  return fmt::format("{}{}.{}", block.type == "data" ? "data." : "", block.labels[0].text,
                     block.labels[1].text);
}

// The example with another main.tf.
Variant with_main(const ExampleText& example, std::string main) {
  Variant variant;
  variant.root = kDirectory;
  variant.files.add(source::join_path(kDirectory, "main.tf"), std::move(main));
  for (const auto& [path, text] : example.others) {
    variant.files.add(source::join_path(kDirectory, path), text);
  }
  return variant;
}

class Writer {
 public:
  Writer(const ExampleText& example, const source::File& rule_file)
      : example_(example), text_(rule_file.text()) {}

  std::vector<Variant> all() {
    add_moved("with constants in locals", [](size_t number, std::string_view value) {
      return std::pair(fmt::format("local.moved_{}", number),
                       fmt::format("locals {{\n  moved_{} = {}\n}}\n", number, value));
    });
    add_moved("with constants in variables", [](size_t number, std::string_view value) {
      return std::pair(
          fmt::format("var.moved_{}", number),
          fmt::format("variable \"moved_{}\" {{\n  default = {}\n}}\n", number, value));
    });
    add_repeated("under count", "count = 1", "[0]");
    add_repeated("under for_each", "for_each = toset([\"one\"])", "[\"one\"]");
    add_called("in a child module", "", "");
    add_called("in a child module under count", "count = 1", "[0]");
    add_called("in a child module under for_each", "for_each = toset([\"one\"])", "[\"one\"]");
    return std::move(variants_);
  }

 private:
  std::string_view text_of(const source::Range& range) const {
    return text_.substr(range.begin, range.end - range.begin);
  }

  Variant& add(std::string_view name, std::string main) {
    variants_.push_back(with_main(example_, std::move(main)));
    variants_.back().name = name;
    return variants_.back();
  }

  template <class Write>
  void add_moved(std::string_view name, Write write) {
    std::vector<Edit> edits;
    std::string declarations = "\n";
    for (const syntax::Attribute* attribute : constants_of(*example_.body)) {
      const source::Range& range = attribute->value->range;
      const auto [reference, declaration] = write(edits.size(), text_of(range));
      edits.push_back({range.begin, range.end, reference});
      declarations += declaration;
    }
    if (!edits.empty()) add(name, edited(example_.main, std::move(edits)) + declarations);
  }

  void add_repeated(std::string_view name, std::string_view meta, std::string_view key) {
    std::vector<Edit> edits;
    std::vector<std::string> addresses;
    for (const Block& block : example_.body->blocks) {
      if (!is_resource(block)) continue;
      const bool repeated = std::ranges::any_of(block.body->attributes, [](const auto& attribute) {
        return attribute.name == "count" || attribute.name == "for_each";
      });
      if (repeated) continue;
      addresses.push_back(local_address(block));
      const uint32_t inside = block.body->range.begin + 1, end = block.body->range.end - 1;
      edits.push_back({inside, inside, fmt::format("\n{}\n", meta)});
      edits.push_back({end, end, "\n"});
    }
    std::vector<const syntax::Expression*> expressions;
    for (const Block& block : example_.body->blocks) {
      if (block.type != "file") add_expressions(*block.body, expressions);
    }
    for (const syntax::Expression* expression : expressions) {
      for (const syntax::Traversal* reference : expressions::references(*expression)) {
        const size_t steps = reference->root == "data" ? 2 : 1;
        if (reference->steps.size() < steps) continue;
        const uint32_t end = reference->steps[steps - 1].range.end;
        const std::string_view written =
            text_.substr(reference->range.begin, end - reference->range.begin);
        if (std::ranges::find(addresses, written) == addresses.end()) continue;
        edits.push_back({end, end, std::string(key)});
      }
    }
    if (addresses.empty()) return;
    Variant& variant = add(name, edited(example_.main, std::move(edits)));
    variant.key = key;
    variant.repeated = std::move(addresses);
  }

  // Whether the example's parameters speak of its resources by their addresses, which a module
  // around them changes.
  [[nodiscard]] bool parameters_name_addresses() const {
    const auto& attributes = example_.body->attributes;
    const auto given = std::ranges::find(attributes, "parameters", &syntax::Attribute::name);
    if (given == attributes.end()) return false;
    return std::ranges::any_of(example_.body->blocks, [&](const Block& block) {
      const std::string type = is_resource(block) ? fmt::format("{}.", block.labels[0].text) : "";
      return !type.empty() && text_of(given->range).find(type) != std::string_view::npos;
    });
  }

  // The example as a module; its root hands on the variables that have no default.
  void add_called(std::string_view name, std::string_view meta, std::string_view key) {
    const bool has_inputs = std::ranges::any_of(example_.others, [](const auto& file) {
      return file.first.ends_with(".tfvars") || file.first.ends_with(".tfvars.json");
    });
    if (has_inputs || parameters_name_addresses()) return;
    std::string declarations, call = "module \"example\" {\n  source = \"../example\"\n";
    if (!meta.empty()) call += fmt::format("  {}\n", meta);
    for (const Block& block : example_.body->blocks) {
      if (block.type != "variable" || block.labels.size() != 1) continue;
      const bool has_default =
          std::ranges::find(block.body->attributes, "default", &syntax::Attribute::name) !=
          block.body->attributes.end();
      if (has_default) continue;
      declarations += fmt::format("{}\n", text_of(block.range));
      call += fmt::format("  {0} = var.{0}\n", block.labels[0].text);
    }
    Variant& variant = add(name, example_.main);
    variant.root = "caller";
    variant.files.add("caller/main.tf", declarations + call + "}\n");
    variant.prefix = fmt::format("module.example{}.", key);
  }

  const ExampleText& example_;
  std::string_view text_;  // of the rule file, whose offsets are the example's
  std::vector<Variant> variants_;
};

}  // namespace

Variant as_it_is(const ExampleText& example) { return with_main(example, example.main); }

std::vector<Variant> variants_of(const ExampleText& example, const source::File& rule_file) {
  return Writer(example, rule_file).all();
}

std::string original_text(const Variant& variant, std::string text) {
  const auto replace_all = [&text](std::string_view from, std::string_view to) {
    for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
      text.replace(at, from.size(), to);
      at += to.size();
    }
  };
  if (!variant.prefix.empty()) replace_all(variant.prefix, "");
  for (const std::string& address : variant.repeated) replace_all(address + variant.key, address);
  return text;
}

std::string original_address(const Variant& variant, std::string_view address) {
  if (address.starts_with(variant.prefix)) address.remove_prefix(variant.prefix.size());
  if (!address.ends_with(variant.key)) return std::string(address);
  const std::string_view without = address.substr(0, address.size() - variant.key.size());
  const bool repeated = std::ranges::find(variant.repeated, without) != variant.repeated.end();
  return std::string(repeated ? without : address);
}

}  // namespace rules
