// SPDX-License-Identifier: Apache-2.0
// Tells the blocks of a JSON body apart from its attributes, as HCL's JSON profile defines it:
// objects and arrays of objects become blocks, object keys become labels, "//" is a comment. A
// native body is what it is. Exports content. Tested in tests/syntax/content_test.cc.
#include <algorithm>
#include <vector>

#include "syntax/syntax.h"

namespace syntax {

namespace {

constexpr std::string_view kComment = "//";

std::string_view key_text(const ObjectItem& item) {
  return item.key->kind == ExpressionKind::literal ? item.key->as<Literal>().text
                                                   : std::string_view();
}

bool is_null(const Expression& expression) {
  return expression.kind == ExpressionKind::literal &&
         expression.as<Literal>().literal == LiteralKind::null;
}

class BlockReader {
 public:
  BlockReader(source::Arena& arena, diagnostics::Diagnostics& diagnostics)
      : arena_(arena), diagnostics_(diagnostics) {}

  void read(const Attribute& attribute, const BlockSpec& spec) {
    Block block{};
    block.type = attribute.name;
    block.type_range = block.header = attribute.name_range;
    read(*attribute.value, spec.label_count, block);
  }

  std::vector<Block> blocks() { return std::move(blocks_); }

 private:
  // `left` labels are still to come; each level may be an array.
  void read(const Expression& value, uint32_t left, Block& block) {
    if (is_null(value)) return;
    if (value.kind == ExpressionKind::tuple) {
      for (const Expression* element : value.as<Tuple>().elements) read(*element, left, block);
      return;
    }
    if (value.kind != ExpressionKind::object) {
      diagnostics_.error(diagnostics::kInvalidConfiguration, value.range,
                         "Incorrect JSON value type",
                         "Either a JSON object or a JSON array of objects is required here.");
      return;
    }
    if (left == 0) {
      add(value.as<Object>(), block);
      return;
    }
    for (const ObjectItem& item : value.as<Object>().items) {
      const source::Range header = block.header;
      labels_.push_back({key_text(item), item.key->range});
      block.header = item.key->range;
      read(*item.value, left - 1, block);
      block.header = header;
      labels_.pop_back();
    }
  }

  void add(const Object& object, Block block) {
    std::vector<Attribute> attributes;
    for (const ObjectItem& item : object.items) {
      if (key_text(item) == kComment) continue;
      attributes.push_back({key_text(item), item.key->range, item.value,
                            source::join(item.key->range, item.value->range)});
    }
    block.labels = arena_.copy(labels_);
    block.range = object.range;
    block.body = arena_.make<Body>(Body{arena_.copy(attributes), {}, object.range, /*json=*/true});
    blocks_.push_back(block);
  }

  source::Arena& arena_;
  diagnostics::Diagnostics& diagnostics_;
  std::vector<Label> labels_;
  std::vector<Block> blocks_;
};

}  // namespace

const Body& content(const Body& body, std::span<const BlockSpec> specs, source::Arena& arena,
                    diagnostics::Diagnostics& diagnostics) {
  if (!body.json) return body;
  BlockReader reader(arena, diagnostics);
  std::vector<Attribute> attributes;
  for (const Attribute& attribute : body.attributes) {
    if (attribute.name == kComment) continue;
    const auto spec = std::ranges::find(specs, attribute.name, &BlockSpec::type);
    if (spec == specs.end()) {
      attributes.push_back(attribute);
    } else {
      reader.read(attribute, *spec);
    }
  }
  return *arena.make<Body>(
      Body{arena.copy(attributes), arena.copy(reader.blocks()), body.range, /*json=*/true});
}

}  // namespace syntax
