// SPDX-License-Identifier: Apache-2.0
// All that a pipeline file says, whether a pipeline uses it or not, each text once. Exported:
// read_texts. Tested in tests/pipelines/read_test.cc.
#include "pipelines/structure.h"

namespace pipelines {

namespace {

// The scalars below a node, in the order of the text; what aliases stand for is met where it is
// written. The parser bounds how deep nodes nest.
void collect(const YamlNode& node, std::vector<Site>& scalars) {
  if (node.kind == YamlKind::scalar) {
    Site& site = scalars.emplace_back();
    site.node = &node;
    site.key = node.key;
  }
  for (const YamlNode* item : node.items) collect(*item, scalars);
  for (const syntax::YamlEntry& entry : node.entries) collect(*entry.value, scalars);
}

}  // namespace

void read_texts(Reader& reader) {
  static constexpr std::string_view kKeys[] = {"name", "text"};
  Site root;
  root.node = reader.file().tree.root;
  const uint32_t node = reader.add_node("bitbucket_file", "file", root);
  for (const syntax::YamlEntry& entry : root.node->entries) {
    if (entry.key->text == "pipelines") reader.file().nodes[node].range = entry.key->range;
  }
  reader.add(node, "path", reader.string(reader.file().path));
  std::vector<Site> scalars;
  collect(*root.node, scalars);
  std::vector<Value> texts;
  std::vector<source::Range> places;
  for (const Site& scalar : scalars) {
    if (reader.full()) break;
    const Value name = scalar.key == nullptr ? Value::null(values::Type::string())
                                             : reader.string(scalar.key->text);
    const Value members[] = {name, reader.string(scalar.node->text)};
    texts.push_back(Value::object(kKeys, members, reader.arena()));
    places.push_back(reader.place(scalar));
  }
  reader.add(node, "texts", Value::tuple(texts, reader.arena()), root);
  reader.file().nodes[node].attributes.back().elements = std::move(places);
}

}  // namespace pipelines
