// SPDX-License-Identifier: Apache-2.0
// YAML -> tree: yaml-cpp's events, to which the text that they come from is added. Exported:
// parse_yaml. What yaml-cpp throws is caught here. Tested in tests/syntax/yaml/ and, by what
// yamldecode() makes of trees, by tests/expressions/functions/yaml.txt.
#include "syntax/yaml/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/anchor.h>
#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <istream>
#include <map>
#include <streambuf>

#include "syntax/yaml/faults.h"
#include "syntax/yaml/written.h"

namespace syntax {

namespace {

// A text as a stream, without a copy of it.
class TextBuffer final : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // NOLINT(*-const-cast): only read
    setg(begin, begin, begin + text.size());
  }
};

// Thrown to stop yaml-cpp's parser.
struct Stopped {};

// Builds the tree of the first document from its events.
class YamlBuilder final : public YAML::EventHandler {
 public:
  YamlBuilder(YamlTree& tree, const YamlOffsets& offsets) : tree_(tree), offsets_(offsets) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (tree_.root == nullptr) return;
    const uint32_t begin = at(mark);
    const bool marked = tree_.text.substr(begin).starts_with("---");
    tree_.diagnostics.error(
        diagnostics::kSyntaxError, offsets_.range(begin, begin + 1),
        marked ? "There is more than one document" : "This does not belong to what stands above it",
        marked ? "A file holds one document: what follows \"---\" is not read."
               : "What stands above is a whole document.");
    throw Stopped{};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    YamlNode& node = start(YamlKind::null, mark, std::string(kYamlPlain));
    const std::string_view written = tree_.text.substr(content_);
    const size_t word = written.starts_with('~') ? 1 : written.starts_with("null") ? 4 : 0;
    node.range = offsets_.range(content_, content_ + word);
    if (word == 0 && !open_.empty()) {
      const Open& parent = open_.back();
      if (parent.key != nullptr) {
        node.range.begin = node.range.end = parent.key->range.end;
      } else if (parent.node->kind == YamlKind::sequence && !parent.node->flow) {
        node.range = dash_before(content_);
      }
    }
    add(node, anchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& text) override {
    YamlNode& node = start(YamlKind::scalar, mark, tag);
    const std::string_view written = tree_.text.substr(content_);
    node.style = style_of(written);
    node.text = tree_.arena.copy(std::string_view(with_kept_breaks(written, text)));
    const size_t size = size_of_scalar(written, node.style, node.text);
    node.range = offsets_.range(content_, content_ + std::min(size, written.size()));
    if (size > written.size()) {
      tree_.diagnostics.error(diagnostics::kSyntaxError, offsets_.range(content_, content_ + 1),
                              "A quotation mark is not closed");
      throw Stopped{};
    }
    add(node, anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    YamlNode& node = start(YamlKind::alias, mark, std::string(kYamlPlain));
    const std::string_view written = tree_.text.substr(content_);
    const size_t end = std::min(written.find_first_of(" \t\n,]}"), written.size());
    node.range = offsets_.range(content_, content_ + end);
    node.anchor = written.substr(std::min<size_t>(1, end), end - std::min<size_t>(1, end));
    const auto found = anchors_.find(anchor);
    if (found != anchors_.end()) {
      node.target = found->second;
      node.size = node.target->size;
    } else {
      tree_.diagnostics.error(diagnostics::kSyntaxError, node.range,
                              "An alias stands within what it refers to",
                              "What it stands for would have no end.");
    }
    add(node, 0);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(YamlKind::sequence, mark, tag, anchor, style);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(YamlKind::mapping, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  // A collection whose end has not come yet.
  struct Open {
    YamlNode* node = nullptr;
    YAML::anchor_t anchor = 0;
    std::vector<const YamlNode*> items;
    std::vector<YamlEntry> entries;
    const YamlNode* key = nullptr;  // whose value comes next
    uint64_t size = 1;
  };

  [[nodiscard]] uint32_t at(const YAML::Mark& mark) const {
    return static_cast<uint32_t>(
        std::min(static_cast<size_t>(std::max(mark.pos, 0)), tree_.text.size()));
  }

  // A node that begins at a mark; `content_` is where it does without its properties.
  YamlNode& start(YamlKind kind, const YAML::Mark& mark, const std::string& tag) {
    YamlNode& node = *tree_.arena.make<YamlNode>();
    const uint32_t begin = at(mark);
    const std::string_view written = tree_.text.substr(begin);
    content_ = begin + static_cast<uint32_t>(size_of_properties(written));
    node.kind = kind;
    node.tag = tag == kYamlPlain    ? kYamlPlain
               : tag == kYamlQuoted ? kYamlQuoted
                                    : tree_.arena.copy(std::string_view(tag));
    node.properties = written.substr(0, content_ - begin);
    const size_t name = node.properties.find('&');
    if (name != std::string_view::npos) {
      const size_t end =
          std::min(node.properties.find_first_of(" \t\n", name), node.properties.size());
      node.anchor = node.properties.substr(name + 1, end - name - 1);
      node.anchor_range = offsets_.range(begin + static_cast<uint32_t>(name), begin + end);
    }
    return node;
  }

  void open(YamlKind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            YAML::EmitterStyle::value style) {
    YamlNode& node = start(kind, mark, tag);
    node.flow = style == YAML::EmitterStyle::Flow;
    node.range = offsets_.range(content_, content_);
    Open& opened = open_.emplace_back();
    opened.node = &node;
    opened.anchor = anchor;
  }

  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    YamlNode& node = *done.node;
    node.items = tree_.arena.copy(done.items);
    node.entries = tree_.arena.copy(done.entries);
    node.size = done.size;
    uint32_t end = node.range.begin;
    if (!done.items.empty()) end = done.items.back()->range.end;
    if (!done.entries.empty()) {
      end = std::max(done.entries.back().key->range.end, done.entries.back().value->range.end);
    }
    node.range.end =
        std::max(node.flow ? end_of_flow(node.range.begin, end) : end, node.range.begin);
    add(node, done.anchor);
  }

  // The dash of an item that holds nothing: the mark is where the next text begins.
  [[nodiscard]] source::Range dash_before(uint32_t place) const {
    const std::string_view before = tree_.text.substr(0, place);
    const size_t last = before.find_last_not_of(" \t\n");
    const bool dash = last != std::string_view::npos && before[last] == '-';
    return dash ? offsets_.range(last, last + 1) : offsets_.range(place, place);
  }

  // Behind the bracket that closes a collection whose last member ends at `end`.
  [[nodiscard]] uint32_t end_of_flow(uint32_t begin, uint32_t end) const {
    const std::string_view rest = offsets_.from(std::max(end, begin + 1));
    const size_t blanks = size_of_blanks(rest, true);
    const bool closes = blanks < rest.size() && (rest[blanks] == ']' || rest[blanks] == '}');
    return std::max(end, begin + 1) + (closes ? static_cast<uint32_t>(blanks) + 1 : 0);
  }

  void add(YamlNode& node, YAML::anchor_t anchor) {
    if (anchor != 0) anchors_[anchor] = &node;
    if (open_.empty()) {
      tree_.root = &node;
      return;
    }
    Open& parent = open_.back();
    if (parent.node->kind == YamlKind::sequence) {
      parent.items.push_back(&node);
    } else if (parent.key == nullptr) {
      parent.key = &node;
      return;
    } else {
      const YamlNode& key = *parent.key;
      const bool merges = key.kind == YamlKind::scalar && key.text == "<<" &&
                          (key.tag == kYamlPlain || key.tag == kYamlQuoted);
      node.key = &key;
      parent.entries.push_back({&key, &node, merges});
      parent.key = nullptr;
    }
    parent.size += node.size;
    if (parent.size <= kMaxYamlSize) return;
    tree_.diagnostics.error(
        diagnostics::kLimitReached, node.range, "The document is too large",
        fmt::format("With its aliases written out it has more than {} values.", kMaxYamlSize));
    throw Stopped{};
  }

  YamlTree& tree_;
  const YamlOffsets& offsets_;
  uint32_t content_ = 0;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, const YamlNode*> anchors_;
};

// Whether nothing but comments stands before a "...".
bool ends_before_it_begins(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos || line[first] == '#') continue;
    return line == "...";
  }
  return false;
}

void read_documents(YamlTree& tree, const YamlOffsets& offsets) {
  TextBuffer buffer(tree.text);
  std::istream stream(&buffer);
  YamlBuilder builder(tree, offsets);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) return;
    parser.HandleNextDocument(builder);
    return;
  } catch (const Stopped&) {
    return;
  } catch (const YAML::DeepRecursion& exception) {
    add_depth_fault(exception.mark.pos, offsets, tree.diagnostics);
  } catch (const YAML::Exception& exception) {
    add_yaml_fault(exception.msg, exception.mark.pos, offsets, tree.diagnostics);
  }
  tree.root = nullptr;  // what was read is not the document
}

}  // namespace

YamlTree parse_yaml(std::string_view text, source::FileId file) {
  YamlTree tree;
  const YamlOffsets offsets(text, file, tree.arena);
  tree.text = offsets.text();
  // yaml-cpp takes such a text for UTF-16 or UTF-32, and so counts otherwise.
  const size_t zero = tree.text.find('\0');
  if (zero != std::string_view::npos || text.starts_with("\xFE\xFF") ||
      text.starts_with("\xFF\xFE")) {
    const size_t place = zero == std::string_view::npos ? 0 : zero;
    tree.diagnostics.error(diagnostics::kSyntaxError, offsets.range(place, place),
                           "This is no UTF-8 text", "YAML is read as UTF-8, without zero bytes.");
    return tree;
  }
  if (!ends_before_it_begins(tree.text)) read_documents(tree, offsets);
  return tree;
}

}  // namespace syntax
