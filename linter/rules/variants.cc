// SPDX-License-Identifier: Apache-2.0
// Writes examples otherwise: constants in locals, variables, outputs, arguments of modules and JSON
// documents, blocks as dynamic ones, resources under count and for_each, and all of it in a child
// module that is called once, counted, or for each. Meta-arguments, labels and sources stay as they
// are. Exported: as_it_is, variants_of, moved, original_address, original_text. Tested in
// tests/rules/examples_test.cc, answers_test.cc and by every example of every rule.

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
    const std::string directory = source::parent_path(source::join_path(kDirectory, path));
    const bool known = std::ranges::find(variant.further, directory) != variant.further.end();
    if (!known && directory != kDirectory) variant.further.push_back(directory);
  }
  if (!example.pipeline.empty()) {
    variant.pipeline = kExamplePipeline;
    variant.files.add(variant.pipeline, example.pipeline);
  }
  return variant;
}

// One declaration a value.
template <class Write>
std::string declared(std::span<const std::string_view> values, Write write) {
  std::string text = "\n";
  for (size_t i = 0; i < values.size(); ++i) text += write(i, values[i]);
  return text;
}

std::string declare_locals(std::span<const std::string_view> values, ExampleText&) {
  return declared(values, [](size_t i, std::string_view value) {
    return fmt::format("locals {{\n  moved_{} = {}\n}}\n", i, value);
  });
}

std::string declare_variables(std::span<const std::string_view> values, ExampleText&) {
  return declared(values, [](size_t i, std::string_view value) {
    return fmt::format("variable \"moved_{}\" {{\n  default = {}\n}}\n", i, value);
  });
}

std::string declare_outputs(std::span<const std::string_view> values, ExampleText& example) {
  example.others.emplace_back(
      "moved/main.tf", declared(values, [](size_t i, std::string_view value) {
        return fmt::format("output \"moved_{}\" {{\n  value = {}\n}}\n", i, value);
      }));
  return "\nmodule \"moved\" {\n  source = \"./moved\"\n}\n";
}

// The document as a whole is not known before apply; its other parts are to be known all the same.
std::string declare_document(std::span<const std::string_view> values, ExampleText&) {
  return "\nresource \"terraform_data\" \"moved\" {}\n"
         "\nlocals {\n  moved = jsondecode(jsonencode({\n    id = terraform_data.moved.id" +
         declared(values,
                  [](size_t i, std::string_view value) {
                    return fmt::format("    moved_{} = {}\n", i, value);
                  }) +
         "  }))\n}\n";
}

// flat table: the ways of handing constants on.
const Moving kMovings[] = {
    {"with constants in locals", [](size_t i) { return fmt::format("local.moved_{}", i); },
     declare_locals},
    {"with constants in variables", [](size_t i) { return fmt::format("var.moved_{}", i); },
     declare_variables},
    {"with constants in outputs of a module",
     [](size_t i) { return fmt::format("module.moved.moved_{}", i); },
     declare_outputs,
     {"module.moved"}},
    {"with constants in a JSON document",
     [](size_t i) { return fmt::format("local.moved.moved_{}", i); },
     declare_document,
     {"terraform_data.moved"}},
};

class Writer {
 public:
  Writer(const ExampleText& example, const source::File& rule_file)
      : example_(example), text_(rule_file.text()) {}

  std::vector<Variant> all() {
    for (const Moving& moving : kMovings) {
      if (std::optional<Variant> variant = moved(moving)) variants_.push_back(std::move(*variant));
    }
    add_dynamic();
    add_repeated("under count", "count = 1", "[0]");
    add_repeated("under for_each", "for_each = toset([\"one\"])", "[\"one\"]");
    add_called("in a child module", example_.main, "", "");
    add_called("in a child module under count", example_.main, "  count = 1\n", "[0]");
    add_called("in a child module under for_each", example_.main, "  for_each = toset([\"one\"])\n",
               "[\"one\"]");
    add_arguments();
    return std::move(variants_);
  }

  std::optional<Variant> moved(const Moving& moving) const {
    std::vector<Edit> edits;
    std::vector<std::string_view> values;
    for (const syntax::Attribute* attribute : constants_of(*example_.body)) {
      const source::Range& range = attribute->value->range;
      if (moving.texts_only && !text_of(range).starts_with('"')) continue;
      edits.push_back({range.begin, range.end, moving.reference(edits.size())});
      values.push_back(text_of(range));
    }
    if (edits.empty()) return std::nullopt;
    ExampleText example = example_;
    const std::string declarations = moving.declare(values, example);
    Variant variant = with_main(example, edited(example.main, std::move(edits)) + declarations);
    variant.name = moving.name;
    variant.own.assign(moving.own.begin(), moving.own.end());
    return variant;
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

  // Nested blocks, written as dynamic ones of one element each.
  void add_dynamic_edits(const Body& body, bool top, std::vector<Edit>& edits) const {
    for (const Block& block : body.blocks) {
      const bool written = block.type != "dynamic" && block.labels.empty();
      if (!written || (top && terraform::is_meta_block(block.type))) continue;
      edits.push_back({block.range.begin, block.body->range.begin,
                       fmt::format("dynamic \"{}\" {{\nfor_each = [true]\ncontent ", block.type)});
      add_dynamic_edits(*block.body, false, edits);
      edits.push_back({block.range.end, block.range.end, "\n}"});
    }
  }

  void add_dynamic() {
    std::vector<Edit> edits;
    for (const Block& block : example_.body->blocks) {
      if (is_resource(block)) add_dynamic_edits(*block.body, true, edits);
    }
    if (!edits.empty()) add("with dynamic blocks", edited(example_.main, std::move(edits)));
  }

  // The constants as arguments of the child module that all of it is moved into.
  void add_arguments() {
    std::string main = example_.main, arguments;
    std::vector<Edit> edits;
    for (const syntax::Attribute* attribute : constants_of(*example_.body)) {
      const source::Range& range = attribute->value->range;
      const std::string name = fmt::format("moved_{}", edits.size());
      arguments += fmt::format("  {} = {}\n", name, text_of(range));
      edits.push_back({range.begin, range.end, "var." + name});
    }
    if (edits.empty()) return;
    const size_t count = edits.size();
    main = edited(std::move(main), std::move(edits)) + "\n";
    for (size_t i = 0; i < count; ++i) main += fmt::format("variable \"moved_{}\" {{}}\n", i);
    add_called("with constants as arguments of a module", std::move(main), arguments, "");
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

  // What counts in a root alone: where it keeps its state.
  [[nodiscard]] std::string backends() const {
    std::string text;
    for (const Block& block : example_.body->blocks) {
      if (block.type != "terraform") continue;
      for (const Block& inner : block.body->blocks) {
        if (inner.type != "backend" && inner.type != "cloud") continue;
        text += fmt::format("terraform {{\n{}\n}}\n", text_of(inner.range));
      }
    }
    return text;
  }

  // The example as a module; its root hands on the variables that have no default.
  void add_called(std::string_view name, std::string main, std::string_view arguments,
                  std::string_view key) {
    const bool has_inputs = std::ranges::any_of(example_.others, [](const auto& file) {
      return file.first.ends_with(".tfvars") || file.first.ends_with(".tfvars.json");
    });
    if (has_inputs || parameters_name_addresses()) return;
    std::string declarations = backends(),
                call = "module \"example\" {\n  source = \"../example\"\n";
    call += arguments;
    for (const Block& block : example_.body->blocks) {
      if (block.type != "variable" || block.labels.size() != 1) continue;
      const bool has_default =
          std::ranges::find(block.body->attributes, "default", &syntax::Attribute::name) !=
          block.body->attributes.end();
      if (has_default) continue;
      declarations += fmt::format("{}\n", text_of(block.range));
      call += fmt::format("  {0} = var.{0}\n", block.labels[0].text);
    }
    Variant& variant = add(name, std::move(main));
    variant.root = "caller";
    variant.files.add("caller/main.tf", declarations + call + "}\n");
    variant.prefix = fmt::format("module.example{}.", key);
    variant.own.push_back(fmt::format("module.example{}", key));
  }

  const ExampleText& example_;
  std::string_view text_;  // of the rule file, whose offsets are the example's
  std::vector<Variant> variants_;
};

}  // namespace

Variant as_it_is(const ExampleText& example) { return with_main(example, example.main); }

std::vector<Variant> variants_of(const ExampleText& example, const source::File& rule_file) {
  std::vector<Variant> variants = pipeline_variants_of(example);
  const auto is_terraform = [](const Block& block) { return block.type != "file"; };
  if (!variants.empty() && std::ranges::none_of(example.body->blocks, is_terraform)) {
    return variants;
  }
  for (Variant& variant : Writer(example, rule_file).all()) variants.push_back(std::move(variant));
  return variants;
}

std::optional<Variant> moved(const ExampleText& example, const source::File& rule_file,
                             const Moving& moving) {
  return Writer(example, rule_file).moved(moving);
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
  const size_t around =
      variant.wrapped.empty() ? std::string_view::npos : address.find(variant.wrapped);
  if (around != std::string_view::npos) {
    const size_t end = address.find('"', around + variant.wrapped.size());
    return fmt::format("{}{}", address.substr(0, around),
                       address.substr(std::min(end, address.size() - 1) + 1));
  }
  if (address.starts_with(variant.prefix)) address.remove_prefix(variant.prefix.size());
  if (!address.ends_with(variant.key)) return std::string(address);
  const std::string_view without = address.substr(0, address.size() - variant.key.size());
  const bool repeated = std::ranges::find(variant.repeated, without) != variant.repeated.end();
  return std::string(repeated ? without : address);
}

}  // namespace rules
