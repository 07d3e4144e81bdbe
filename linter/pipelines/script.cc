// SPDX-License-Identifier: Apache-2.0
// The script of a step: its lines, its pipes, and the commands in it. All items share one shell, so
// they are read as one text; each command is placed where it is written. Exported: read_script.
// Tested in tests/pipelines/commands_test.cc.
#include <fmt/format.h>

#include <algorithm>

#include "pipelines/shell_run.h"
#include "pipelines/structure.h"

namespace pipelines {

namespace {

using values::Type;

// Lines of several items as one text, and the way back.
class ScriptText {
 public:
  explicit ScriptText(const source::Files& files) : files_(files) {}

  void add(const YamlNode& item) {
    parts_.push_back({static_cast<uint32_t>(text_.size()), &item});
    text_ += item.text;
    if (!text_.ends_with('\n')) text_ += '\n';
  }

  [[nodiscard]] const std::string& text() const { return text_; }

  [[nodiscard]] source::Range place(uint32_t begin, uint32_t end) const {
    const auto after = std::ranges::upper_bound(parts_, begin, {}, &Part::begin);
    if (after == parts_.begin()) return {};
    const Part& part = *std::prev(after);
    const YamlNode& item = *part.item;
    const uint32_t size = static_cast<uint32_t>(item.text.size());
    const uint32_t first = std::min(begin - part.begin, size);
    const uint32_t last = std::min(std::max(end, begin) - part.begin, size);
    const std::string_view written = files_.text(item.range);
    const size_t verbatim = written.find(item.text);
    if (item.style != syntax::YamlStyle::block && verbatim != std::string_view::npos) {
      const auto start = item.range.begin + static_cast<uint32_t>(verbatim);
      return {item.range.file, start + first, start + last};
    }
    if (!written.starts_with('|')) return item.range;
    const auto from = in_block(item, written, first), to = in_block(item, written, last);
    return from && to ? source::Range{item.range.file, *from, *to} : item.range;
  }

 private:
  struct Part {
    uint32_t begin;  // in the text
    const YamlNode* item;
  };

  // Where an offset in the text of a literal block stands in the file: each line is written as it
  // is, behind its indentation.
  static std::optional<uint32_t> in_block(const YamlNode& item, std::string_view written,
                                          uint32_t offset) {
    const std::string_view before = item.text.substr(0, offset);
    const auto lines = static_cast<size_t>(std::ranges::count(before, '\n'));
    size_t start = 0;
    for (size_t i = 0; i <= lines; ++i) {
      start = written.find('\n', start);
      if (start == std::string_view::npos) return std::nullopt;
      ++start;
    }
    const size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    const std::string_view line =
        item.text.substr(line_start, item.text.find('\n', line_start) - line_start);
    const std::string_view there = written.substr(start, written.find('\n', start) - start);
    const size_t indented = there.find(line);
    if (indented == std::string_view::npos) return std::nullopt;
    return item.range.begin + static_cast<uint32_t>(start + indented + (offset - line_start));
  }

  const source::Files& files_;
  std::string text_;
  std::vector<Part> parts_;
};

void add_pipe(Reader& reader, const Site& site, const Members& item, bool after, uint32_t step,
              std::vector<uint32_t>& pipes) {
  if (reader.full()) return;
  const Site& id = item.at("pipe");
  std::string_view name = reader.text(id);
  constexpr std::string_view kImage = "docker://";
  const bool image = name.starts_with(kImage);
  if (image) name.remove_prefix(kImage.size());
  const size_t slash = name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/');
  const size_t colon = std::min(name.find(':', slash), name.size());
  const std::string_view version = name.substr(std::min(colon + 1, name.size()));
  const std::string address =
      fmt::format("{}.pipe {}", reader.file().nodes[step].address, name.substr(0, colon));
  Site placed = site;
  placed.node = id.node;
  const uint32_t node = reader.add_node("bitbucket_pipe", address, placed);
  reader.file().nodes[node].range = reader.place(id);
  pipes.push_back(node);
  reader.add(node, "name", expanded(reader, name.substr(0, colon)), id);
  reader.add(node, "version",
             version.empty() ? Value::null(Type::string()) : expanded(reader, version), id);
  reader.add(node, "image", Value::boolean(image), id);
  reader.add(node, "after_script", Value::boolean(after));
  reader.add_node_link(node, "step", step);
  const Site& given = item.at("variables");
  std::vector<std::string_view> names;
  std::vector<Value> values;
  std::set<std::string> mentioned;
  for (const Member& variable : reader.members(given, "").all) {
    names.push_back(variable.name);
    std::vector<Value> texts;
    for (const std::string_view text : reader.texts(variable.value)) {
      texts.push_back(expanded(reader, text, &mentioned));
    }
    const bool one = !variable.value.is(YamlKind::sequence);
    values.push_back(one ? texts.empty() ? Value::null(Type::string()) : texts[0]
                         : Value::tuple(texts, reader.arena()));
  }
  reader.add(node, "variables", Value::object(names, values, reader.arena()), given);
  const std::vector<std::string_view> variables(mentioned.begin(), mentioned.end());
  reader.add(node, "mentioned_variables", reader.list_of(variables), given);
}

// What is neither a command nor a pipe.
void check_item(Reader& reader, const Site& item) {
  if (item.is(YamlKind::mapping)) {
    diagnostics::Diagnostic& said =
        reader.wrong(item.node->range, "This is no command: it reads as a mapping",
                     "A text that contains \": \" is one only in quotation marks or in a block.");
    said.remedy = "Put the command in quotation marks.";
  } else if (item.is(YamlKind::null)) {
    reader.wrong(item.node->range, "An item of the script is empty");
  } else if (item.is(YamlKind::sequence)) {
    reader.wrong(item.node->range, "This is no command: it reads as a list",
                 "A text that begins with \"[\" is one only in quotation marks or in a block.");
  }
}

// Whether an environment is called in variables as it is in the file.
bool is_plain(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

Attribute commands_of(Reader& reader, const Site& script, const ScriptText& text,
                      const StepVariables& variables) {
  const auto key = std::make_tuple(script.node, variables.branch, variables.deployment);
  const auto known = reader.known_commands().find(key);
  if (known != reader.known_commands().end()) return known->second;
  Attribute commands;
  ShellRun run(reader, source::parent_path(reader.file().path));
  run.set_from_outside("BITBUCKET_CLONE_DIR", kCloneDirectory);
  if (is_plain(variables.deployment)) {
    run.set_from_outside("BITBUCKET_DEPLOYMENT_ENVIRONMENT", variables.deployment);
  }
  if (!variables.branch.empty()) run.set_from_outside("BITBUCKET_BRANCH", variables.branch);
  const std::string_view kept = reader.arena().copy(std::string_view(text.text()));
  run.run({.text = kept,
           .place = [&text](uint32_t begin, uint32_t end) { return text.place(begin, end); },
           .file = {}});
  commands.value = run.commands();
  commands.elements = run.places();
  commands.written = script.node;
  commands.range = reader.place(script);
  if (script.node != nullptr) reader.known_commands().emplace(key, commands);
  return commands;
}

}  // namespace

void read_script(Reader& reader, const Site& script, std::string_view name, uint32_t step,
                 const StepVariables& variables, std::vector<uint32_t>& pipes) {
  const bool after = name == "after-script";
  ScriptText text(reader.files());
  std::vector<std::string_view> lines;
  std::vector<source::Range> places;
  for (const Site& item : reader.items(script)) {
    const Members members = item.is(YamlKind::mapping) ? reader.members(item, "") : Members();
    if (item.is(YamlKind::scalar)) {
      lines.push_back(reader.text(item));
      places.push_back(item.node->range);
      text.add(*item.node);
    } else if (members.has("pipe")) {
      static_cast<void>(reader.members(item, "pipe"));
      add_pipe(reader, item, members, after, step, pipes);
    } else if (!members.has("agent")) {
      check_item(reader, item);
    }
  }
  reader.add(step, after ? "after_script" : "script", reader.list_of(lines), script);
  std::vector<Attribute>& attributes = reader.file().nodes[step].attributes;
  attributes.back().elements = std::move(places);
  Attribute commands = commands_of(reader, script, text, variables);
  commands.name = after ? "after_commands" : "commands";
  attributes.push_back(std::move(commands));
}

}  // namespace pipelines
