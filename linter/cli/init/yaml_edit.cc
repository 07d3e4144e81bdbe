// SPDX-License-Identifier: Apache-2.0
// Adds to YAML files of others: lines are put in, and the file is read again to see that nothing
// else has changed. Exported: add_hook, add_step, everything in yaml_edit.h. Tested in
// tests/cli/init_edits_test.cc.

#include "cli/init/yaml_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "cli/init/edits.h"

namespace cli::init {

using syntax::YamlKind;
using syntax::YamlNode;
using syntax::YamlTree;

namespace {

std::string spaces(size_t count) { return std::string(count, ' '); }

bool is_same(const YamlNode& a, const YamlNode& b) {
  if (a.kind != b.kind || a.style != b.style || a.flow != b.flow || a.text != b.text ||
      a.tag != b.tag || a.anchor != b.anchor || a.items.size() != b.items.size() ||
      a.entries.size() != b.entries.size()) {
    return false;
  }
  for (size_t i = 0; i < a.items.size(); ++i) {
    if (!is_same(*a.items[i], *b.items[i])) return false;
  }
  for (size_t i = 0; i < a.entries.size(); ++i) {
    if (!is_same(*a.entries[i].key, *b.entries[i].key)) return false;
    if (!is_same(*a.entries[i].value, *b.entries[i].value)) return false;
  }
  return true;
}

// The value of a member that a mapping itself has; null if there is none.
const YamlNode* member(const YamlNode* mapping, std::string_view name) {
  if (mapping == nullptr || mapping->kind != YamlKind::mapping) return nullptr;
  for (const syntax::YamlEntry& entry : mapping->entries) {
    if (entry.key->text == name) return &syntax::yaml_target(*entry.value);
  }
  return nullptr;
}

// Whether some text in a tree holds one of the words. Aliases are passed over: what they stand for
// is written somewhere.
bool mentions(const YamlNode& node, std::span<const std::string_view> words) {
  if (node.kind == YamlKind::scalar) {
    return std::ranges::any_of(words, [&node](std::string_view word) {
      return node.text.find(word) != std::string_view::npos;
    });
  }
  const auto in = [words](const YamlNode* below) { return mentions(*below, words); };
  return std::ranges::any_of(node.items, in) ||
         std::ranges::any_of(node.entries, [&in](const syntax::YamlEntry& entry) {
           return in(entry.key) || in(entry.value);
         });
}

size_t line_begin(std::string_view text, size_t at) {
  const size_t end = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return end == std::string_view::npos ? 0 : end + 1;
}

size_t column_of(std::string_view text, size_t at) { return at - line_begin(text, at); }

// The columns of an item that is a mapping of its own lines; nothing for another.
std::optional<ListStyle> style_of(std::string_view text, const YamlNode& item) {
  if (item.kind != YamlKind::mapping || item.flow) return std::nullopt;
  const size_t begin = line_begin(text, item.range.begin);
  const size_t dash = text.find_first_not_of(' ', begin);
  if (dash >= item.range.begin || text[dash] != '-') return std::nullopt;
  return ListStyle{.dash = dash - begin, .key = column_of(text, item.range.begin)};
}

// Behind the last line of what stands at `at` and deeper than `column`, comments included.
size_t block_end(std::string_view text, size_t at, size_t column) {
  size_t line = line_begin(text, at);
  size_t end = line;
  for (bool first = true; line < text.size(); first = false) {
    const size_t next = std::min(text.find('\n', line), text.size() - 1) + 1;
    const size_t content = text.find_first_not_of(" \t\r\n", line);
    const bool blank = content == std::string_view::npos || content >= next;
    if (!blank) {
      if (!first && content - line <= column) break;
      end = next;
    }
    line = next;
  }
  return end;
}

// Whether a pre-commit config runs plumbline, by a hook of ours or of its own.
bool has_hook(const YamlNode& config, const YamlNode* repos) {
  static constexpr std::string_view kWords[] = {"plumbline check"};
  if (mentions(config, kWords)) return true;
  if (repos == nullptr) return false;
  return std::ranges::any_of(repos->items, [](const YamlNode* repo) {
    const YamlNode* hooks = member(&syntax::yaml_target(*repo), "hooks");
    return hooks != nullptr && std::ranges::any_of(hooks->items, [](const YamlNode* hook) {
             const YamlNode* id = member(&syntax::yaml_target(*hook), "id");
             return id != nullptr && id->text.starts_with("plumbline");
           });
  });
}

// The text of a file whose lines end alike, with line feeds alone; nothing for another.
std::optional<std::string> with_line_feeds(const std::string& text) {
  std::string plain;
  std::ranges::copy_if(text, std::back_inserter(plain), [](char c) { return c != '\r'; });
  if (plain.size() == text.size()) return plain;
  std::string back;
  for (const char c : plain) back += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return back == text ? std::optional(plain) : std::nullopt;
}

// A text on its way: without carriage returns, which come back at the end.
struct Editing {
  std::string text;
  bool carriage_returns = false;
  YamlTree tree;
};

// Nothing, with the reason in `edit`, for what cannot be edited.
std::optional<Editing> begin_edit(const std::string& text, Edit& edit) {
  std::optional<std::string> plain = with_line_feeds(text);
  if (!plain || plain->starts_with("\xEF\xBB\xBF")) {
    edit.why = plain ? "it begins with a byte order mark" : "its lines end in different ways";
    return std::nullopt;
  }
  Editing editing;
  editing.carriage_returns = plain->size() != text.size();
  editing.text = std::move(*plain);
  editing.tree = syntax::parse_yaml(editing.text, source::FileId{});
  if (editing.tree.diagnostics.has_errors() || editing.tree.root == nullptr) {
    edit.why = editing.tree.diagnostics.has_errors() ? "it is no valid YAML" : "it is empty";
    return std::nullopt;
  }
  return editing;
}

// Puts lines in at an offset, if that adds to what stands at `path` and changes nothing else.
void finish_edit(const Editing& editing, size_t at, std::string lines,
                 std::span<const std::string_view> path, Edit& edit) {
  std::string text = editing.text;
  const bool open = at > 0 && text[at - 1] != '\n';
  text.insert(at, (open ? "\n" : "") + lines);
  const YamlTree after = syntax::parse_yaml(text, source::FileId{});
  const bool as_meant = !after.diagnostics.has_errors() && after.root != nullptr &&
                        is_extended(*editing.tree.root, *after.root, path);
  if (!as_meant) {
    edit.why = "its lines are written in a way that leaves no place to add to";
    return;
  }
  edit.kind = Edit::Kind::adds;
  edit.lines = std::move(lines);
  for (const char c : text) {
    if (c == '\n' && editing.carriage_returns) edit.text += '\r';
    edit.text += c;
  }
}

}  // namespace

bool is_extended(const YamlNode& before, const YamlNode& after,
                 std::span<const std::string_view> path) {
  if (before.kind != after.kind || before.flow != after.flow) return false;
  // An alias would mean more than before.
  if (!before.anchor.empty() || !after.anchor.empty()) return false;
  const size_t more = path.empty() ? 1 : 0;
  const bool mapping = before.kind == YamlKind::mapping;
  if (!mapping && (before.kind != YamlKind::sequence || !path.empty())) return false;
  if (after.entries.size() != before.entries.size() + (mapping ? more : 0) ||
      after.items.size() != before.items.size() + (mapping ? 0 : more)) {
    return false;
  }
  for (size_t i = 0; i < before.items.size(); ++i) {
    if (!is_same(*before.items[i], *after.items[i])) return false;
  }
  for (size_t i = 0; i < before.entries.size(); ++i) {
    const syntax::YamlEntry &one = before.entries[i], &other = after.entries[i];
    if (!is_same(*one.key, *other.key)) return false;
    const bool on_path = !path.empty() && one.key->text == path.front();
    if (on_path ? !is_extended(*one.value, *other.value, path.subspan(1))
                : !is_same(*one.value, *other.value)) {
      return false;
    }
  }
  return true;
}

// As .ci/package calls it.
constexpr std::string_view kWheel = "plumbline-linter";

std::string hook_lines(const HookStyle& style, std::string_view version) {
  const auto dash = [](const ListStyle& list) {
    return spaces(list.dash) + "-" + spaces(list.key - list.dash - 1);
  };
  std::string text = dash(style.repositories) + "repo: local\n" + spaces(style.repositories.key) +
                     "hooks:\n" + dash(style.hooks) + "id: plumbline\n";
  for (const std::string& line :
       {std::string("name: plumbline"), std::string("language: python"),
        fmt::format("additional_dependencies: [{}=={}]", kWheel, version),
        std::string("entry: plumbline check --staged --quiet"),
        std::string("pass_filenames: false"), std::string("always_run: true")}) {
    text += spaces(style.hooks.key) + line + "\n";
  }
  return text;
}

std::string step_item(size_t column, std::string_view version) {
  const std::pair<size_t, std::string> lines[] = {
      {0, "- step:"},
      {4, "name: Plumbline"},
      {4, "image: python:3.12-slim"},
      {4, "script:"},
      {6, fmt::format("- pip install --quiet {}=={}", kWheel, version)},
      {6, "- plumbline publish bitbucket"}};
  std::string text;
  for (const auto& [indent, line] : lines) text += spaces(column + indent) + line + "\n";
  return text;
}

std::string step_lines(size_t column, std::string_view version) {
  return spaces(column) + "pull-requests:\n" + spaces(column + 2) + "'**':\n" +
         step_item(column + 4, version);
}

Edit add_hook(const std::string& config, std::string_view version) {
  Edit edit;
  edit.lines = hook_lines({}, version);
  const std::optional<Editing> editing = begin_edit(config, edit);
  if (!editing) return edit;
  const YamlNode* repos = member(editing->tree.root, "repos");
  if (has_hook(*editing->tree.root, repos)) {
    edit.kind = Edit::Kind::there;
    return edit;
  }
  if (repos == nullptr || repos->kind != YamlKind::sequence || repos->flow ||
      repos->items.empty()) {
    edit.why = "it has no list of repos, one below the other";
    return edit;
  }
  const YamlNode& last = *repos->items.back();
  const std::optional<ListStyle> style = style_of(editing->text, last);
  if (!style) {
    edit.why = "its last repo is not written on lines of its own";
    return edit;
  }
  HookStyle hook{.repositories = *style, .hooks = {.dash = style->key + 2, .key = style->key + 4}};
  const YamlNode* hooks = member(&last, "hooks");
  if (hooks != nullptr && !hooks->items.empty()) {
    hook.hooks = style_of(editing->text, *hooks->items.front()).value_or(hook.hooks);
  }
  static constexpr std::string_view kPath[] = {"repos"};
  finish_edit(*editing, block_end(editing->text, last.range.begin, style->dash),
              hook_lines(hook, version), kPath, edit);
  return edit;
}

Edit add_step(const std::string& pipelines, std::string_view version) {
  Edit edit;
  edit.lines = step_lines(2, version);
  const std::optional<Editing> editing = begin_edit(pipelines, edit);
  if (!editing) return edit;
  static constexpr std::string_view kWords[] = {"plumbline check", "plumbline publish"};
  if (mentions(*editing->tree.root, kWords)) {
    edit.kind = Edit::Kind::there;
    return edit;
  }
  const YamlNode* all = member(editing->tree.root, "pipelines");
  if (all == nullptr || all->kind != YamlKind::mapping || all->flow || all->entries.empty()) {
    edit.why = "it has no pipelines, one below the other";
    return edit;
  }
  if (member(all, "pull-requests") != nullptr) {
    edit.lines = step_item(0, version);
    edit.why = "where it belongs among what pull requests run already is yours to say";
    return edit;
  }
  const size_t column = column_of(editing->text, all->range.begin);
  static constexpr std::string_view kPath[] = {"pipelines"};
  finish_edit(*editing, block_end(editing->text, all->range.begin, std::max<size_t>(column, 1) - 1),
              step_lines(column, version), kPath, edit);
  return edit;
}

}  // namespace cli::init
