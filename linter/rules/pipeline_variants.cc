// SPDX-License-Identifier: Apache-2.0
// Writes the pipelines of examples otherwise: steps behind an anchor, merged from one, in a stage,
// and in a parallel group. Exported: pipeline_variants_of. Tested in tests/rules/examples_test.cc
// and by every example with a pipeline.

#include <fmt/format.h>

#include <algorithm>

#include "rules/variants.h"
#include "syntax/yaml/yaml.h"

namespace rules {

namespace {

using syntax::YamlEntry;
using syntax::YamlKind;
using syntax::YamlNode;

struct Edit {
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string text;
};

// A step that stands as an item of its own, `- step: ...`, in blocks and without an anchor.
struct StandingStep {
  const YamlNode* item = nullptr;
  const YamlNode* step = nullptr;
  bool in_group = false;  // a stage or a parallel group
};

bool has_aliases(const YamlNode& node) {
  std::vector<const YamlNode*> open{&node};
  while (!open.empty()) {
    const YamlNode& next = *open.back();
    open.pop_back();
    if (next.kind == YamlKind::alias) return true;
    open.insert(open.end(), next.items.begin(), next.items.end());
    for (const YamlEntry& entry : next.entries) open.push_back(entry.value);
  }
  return false;
}

class PipelineWriter {
 public:
  explicit PipelineWriter(const ExampleText& example)
      : example_(example),
        text_(example.pipeline),
        tree_(syntax::parse_yaml(text_, source::kNoFile)) {
    if (tree_.root == nullptr || tree_.root->kind != YamlKind::mapping) return;
    for (const YamlEntry& entry : tree_.root->entries) {
      if (entry.key->text == "pipelines") find_steps(*entry.value, false);
    }
  }

  std::vector<Variant> all() {
    add_moved("with steps behind anchors", "*moved_{}");
    add_moved("with steps merged from anchors", "<<: *moved_{}");
    add_wrapped("with steps in stages", "stage:", "name: moved_{}");
    add_wrapped("with steps in parallel groups", "parallel:", "");
    return std::move(variants_);
  }

 private:
  void find_steps(const YamlNode& node, bool in_group) {
    for (const YamlNode* item : node.items) {
      if (item->kind == YamlKind::mapping && !item->flow && item->entries.size() == 1) {
        const YamlEntry& entry = item->entries[0];
        const bool plain = entry.value->kind == YamlKind::mapping && !entry.value->flow &&
                           entry.value->anchor.empty();
        if (entry.key->text == "step" && plain) {
          steps_.push_back({item, entry.value, in_group});
          continue;
        }
      }
      find_steps(*item, true);
    }
    for (const YamlEntry& entry : node.entries) find_steps(*entry.value, in_group);
  }

  [[nodiscard]] std::string_view written(const YamlNode& node) const {
    return text_.substr(node.range.begin, node.range.end - node.range.begin);
  }
  [[nodiscard]] size_t column(const YamlNode& node) const {
    const size_t line = text_.rfind('\n', node.range.begin);
    return node.range.begin - (line == std::string_view::npos ? 0 : line + 1);
  }

  void add(std::string_view name, std::string head, std::vector<Edit> edits) {
    if (edits.empty()) return;
    std::string text(text_);
    std::ranges::stable_sort(edits, std::greater<>(), &Edit::begin);
    for (const Edit& edit : edits) text.replace(edit.begin, edit.end - edit.begin, edit.text);
    ExampleText changed = example_;
    changed.pipeline = head + text;
    variants_.push_back(as_it_is(changed));
    variants_.back().name = name;
  }

  // Steps are defined at the top of the file, where what they refer to is not.
  void add_moved(std::string_view name, fmt::format_string<size_t&> reference) {
    std::string head = "moved:\n";
    std::vector<Edit> edits;
    for (const StandingStep& standing : steps_) {
      const size_t indented = column(*standing.step);
      if (indented < 4 || has_aliases(*standing.step)) continue;
      size_t number = edits.size();
      head += fmt::format("  - &moved_{}\n{}{}\n", number, std::string(indented, ' '),
                          written(*standing.step));
      edits.push_back(
          {standing.step->range.begin, standing.step->range.end, fmt::format(reference, number)});
    }
    add(name, std::move(head), std::move(edits));
  }

  [[nodiscard]] static bool may_be_wrapped(const YamlNode& step, bool in_stage) {
    return std::ranges::none_of(step.entries, [&](const YamlEntry& entry) {
      return entry.merges ||
             (in_stage && (entry.key->text == "condition" || entry.key->text == "trigger"));
    });
  }

  void add_wrapped(std::string_view name, std::string_view key, std::string_view named) {
    std::vector<Edit> edits;
    for (const StandingStep& standing : steps_) {
      const bool stage = !named.empty();
      if (standing.in_group || !may_be_wrapped(*standing.step, stage)) continue;
      const std::string blanks(column(*standing.item) + 2, ' ');
      std::string text = fmt::format("{}\n{}", key, blanks);
      if (stage) text += fmt::format("name: moved_{}\n{}", edits.size(), blanks);
      text += "steps:\n" + blanks + "  - ";
      for (const char c : written(*standing.item)) {
        text += c;
        if (c == '\n') text += "      ";
      }
      edits.push_back({standing.item->range.begin, standing.item->range.end, std::move(text)});
    }
    const size_t before = variants_.size();
    add(name, {}, std::move(edits));
    if (variants_.size() > before && !named.empty()) {
      variants_.back().wrapped = ".stage \"moved_";
    }
  }

  const ExampleText& example_;
  std::string_view text_;
  syntax::YamlTree tree_;
  std::vector<StandingStep> steps_;
  std::vector<Variant> variants_;
};

}  // namespace

std::vector<Variant> pipeline_variants_of(const ExampleText& example) {
  if (example.pipeline.empty()) return {};
  return PipelineWriter(example).all();
}

}  // namespace rules
