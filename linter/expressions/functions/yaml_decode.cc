// SPDX-License-Identifier: Apache-2.0
// YAML in: yaml-cpp's events make the values.
// Exported: yaml::decode. Tested by tests/expressions/functions/yaml.txt.
#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "expressions/functions/families.h"
#include "expressions/functions/yaml.h"
#include "expressions/functions/yaml_scalar.h"

namespace expressions::yaml {

namespace {

// Builds one value from the events of one document.
class Builder final : public YAML::EventHandler {
 public:
  Builder(std::string_view text, Arena& arena) : text_(text), arena_(arena) {}

  [[nodiscard]] const std::optional<Value>& result() const { return result_; }

  void OnDocumentStart(const YAML::Mark&) override {
    if (result_) throw Wrong{"there is more than one document"};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const bool in_flow = !open_.empty() && !open_.back().mapping && open_.back().flow;
    if (in_flow && from(mark).starts_with(',')) throw Wrong{"a value is missing before a comma"};
    add({.value = Value::null(Type::dynamic())}, anchor);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    const bool is_key = !open_.empty() && open_.back().mapping && !open_.back().key;
    if (is_key && text == "<<" && (tag == kPlain || tag == kQuoted)) {
      open_.back().key = text;
      open_.back().merging = true;
      return;
    }
    if (from(mark).starts_with("! ")) throw Wrong{"the tag ! is not supported"};
    const std::string_view written = without_properties(from(mark));
    const std::string whole = with_kept_breaks(written, text);
    add({.value = scalar(tag, whole, style_of(written), arena_)}, anchor);
  }
  void OnAlias(const YAML::Mark&, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end()) throw Wrong{"an alias stands within what it refers to"};
    add(found->second, 0);
  }

  void OnSequenceStart(const YAML::Mark&, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(tag, "seq", anchor, false);
    open_.back().flow = style == YAML::EmitterStyle::Flow;
  }
  void OnMapStart(const YAML::Mark&, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(tag, "map", anchor, true);
  }
  void OnSequenceEnd() override {
    const Open done = close();
    add({.value = Value::tuple(done.elements, arena_), .size = done.size}, done.anchor);
  }
  void OnMapEnd() override {
    const Open done = close();
    std::vector<std::string_view> keys;
    for (const std::string& key : done.keys) keys.push_back(arena_.copy(std::string_view(key)));
    add({.value = Value::object(keys, done.elements, arena_), .size = done.size}, done.anchor);
  }

 private:
  // A value and how many nodes it has, aliases written out.
  struct Node {
    Value value;
    uint64_t size = 1;
  };

  // A collection whose end has not come yet.
  struct Open {
    bool mapping = false;
    bool flow = false;  // of sequences: in brackets
    YAML::anchor_t anchor = 0;
    std::vector<Value> elements;
    std::vector<std::string> keys;
    std::optional<std::string> key;  // whose value comes next
    bool merging = false;            // that value is merged in, under "<<"
    uint64_t size = 1;
  };

  [[nodiscard]] std::string_view from(const YAML::Mark& mark) const {
    return text_.substr(std::min(static_cast<size_t>(mark.pos), text_.size()));
  }

  void open(const std::string& tag, std::string_view name, YAML::anchor_t anchor, bool mapping) {
    const bool fits = tag == kPlain || tag == std::string(kStandard) + std::string(name);
    if (!fits) throw Wrong{"the tag " + tag + " is not supported"};
    Open collection;
    collection.mapping = mapping;
    collection.anchor = anchor;
    open_.push_back(std::move(collection));
  }

  Open close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    return done;
  }

  void add(const Node& node, YAML::anchor_t anchor) {
    if (anchor != 0) anchors_[anchor] = node;
    if (open_.empty()) {
      result_ = node.value;
      return;
    }
    Open& parent = open_.back();
    if (parent.mapping && !parent.key) {
      parent.key = key_of(node.value);
      return;
    }
    parent.size += node.size;
    if (parent.size > kMaxElements) throw Wrong{"the document has more than a million values"};
    if (parent.merging) {
      merge(parent, node.value);
    } else {
      if (parent.mapping) parent.keys.push_back(*parent.key);
      parent.elements.push_back(node.value);
    }
    parent.key.reset();
    parent.merging = false;
  }

  std::string key_of(const Value& value) {
    const bool collection = is_sequence(value.kind()) || is_mapping(value.kind());
    if (value.is_null() || collection) throw Wrong{"a key must be a string"};
    return std::string(convert(value, Type::string(), arena_).value.as_string());
  }

  static void merge(Open& parent, const Value& value) {
    if (!value.is_known() || !is_mapping(value.kind())) throw Wrong{"only mappings can be merged"};
    for (size_t i = 0; i < value.keys().size(); ++i) {
      parent.keys.emplace_back(value.keys()[i]);
      parent.elements.push_back(value.elements()[i]);
    }
  }

  std::string_view text_;
  Arena& arena_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Node> anchors_;
  std::optional<Value> result_;
};

// Every line break that YAML knows as a line feed: yaml-cpp takes a lone carriage return for text.
std::string with_line_feeds(std::string_view text) {
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (!pair) result += text[i] == '\r' ? '\n' : text[i];
  }
  return result;
}

// Whether nothing but comments stands before a "...".
bool ends_before_it_begins(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || line[first] == '#') continue;
    return line == "..." || line == "...\r";
  }
  return false;
}

}  // namespace

source::Result<Value> decode(std::string_view text, Arena& arena) {
  using Result = source::Result<Value>;
  while (text.starts_with("\uFEFF")) text.remove_prefix(std::string_view("\uFEFF").size());
  if (ends_before_it_begins(text)) return Result::failure("there is no document before its end");
  const std::string lines = with_line_feeds(text);
  std::istringstream stream{lines};
  Builder builder(lines, arena);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder) || !builder.result()) {
      return Result::failure("there is no document");
    }
    parser.HandleNextDocument(builder);
  } catch (const Wrong& wrong) {
    return Result::failure(wrong.why);
  } catch (const YAML::Exception& exception) {
    return Result::failure("line " + std::to_string(exception.mark.line + 1) + ": " +
                           exception.msg);
  }
  return *builder.result();
}

}  // namespace expressions::yaml
