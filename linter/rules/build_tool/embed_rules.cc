// SPDX-License-Identifier: Apache-2.0
// Build tool: rules/ -> built_in.cc, a table of the top-level blocks: as they are, and with their
// examples blanked (lines kept, so that ranges stay those of the files), with the tree of that.
// Usage: embed_rules RULES_DIRECTORY OUTPUT.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "source/source.h"
#include "syntax/packed.h"
#include "syntax/syntax.h"

namespace {

constexpr std::string_view kKinds[] = {"rule", "function", "parameter", "profile"};
constexpr std::string_view kExamples[] = {"pass", "fail", "undecided", "answer"};

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

// The block's text, examples reduced to their line breaks.
std::string text_without_examples(const syntax::Block& block, std::string_view file_text) {
  std::string text;
  uint32_t at = block.range.begin;
  for (const syntax::Block& inner : block.body->blocks) {
    if (block.type == "profile" || !is_one_of(kExamples, inner.type)) continue;
    text += file_text.substr(at, inner.range.begin - at);
    const std::string_view example =
        file_text.substr(inner.range.begin, inner.range.end - inner.range.begin);
    text.append(static_cast<size_t>(std::ranges::count(example, '\n')), '\n');
    at = inner.range.end;
  }
  text += file_text.substr(at, block.range.end - at);
  text += '\n';
  return text;
}

// The text or texts of an argument of a rule, separated by spaces.
std::string words_of(const syntax::Block& block, std::string_view name) {
  std::string words;
  const auto add = [&words](const syntax::Expression& expression) {
    if (expression.kind != syntax::ExpressionKind::literal) return;
    if (!words.empty()) words += ' ';
    words += expression.as<syntax::Literal>().text;
  };
  for (const syntax::Attribute& attribute : block.body->attributes) {
    if (block.type != "rule" || attribute.name != name) continue;
    if (attribute.value->kind != syntax::ExpressionKind::tuple) {
      add(*attribute.value);
      continue;
    }
    for (const auto* element : attribute.value->as<syntax::Tuple>().elements) add(*element);
  }
  return words;
}

// Raw strings are limited in length by compilers; adjacent ones are joined. As views they know how
// long they are: compilers give up counting megabytes.
std::string raw_string(std::string_view text) {
  constexpr size_t kPiece = 12000;
  std::string result;
  for (size_t at = 0; at < text.size(); at += kPiece) {
    result += "R\"~hcl~(";
    result += text.substr(at, kPiece);
    result += ")~hcl~\"sv ";
  }
  return result;
}

// Bytes that are no text.
std::string escaped_string(std::string_view bytes) {
  constexpr size_t kPiece = 12000;
  std::string result;
  for (size_t at = 0; at < bytes.size(); at += kPiece) {
    result += '"';
    for (const char byte : bytes.substr(at, kPiece)) {
      const auto code = static_cast<unsigned char>(byte);
      result += '\\';
      for (const int shift : {6, 3, 0}) result += static_cast<char>('0' + (code >> shift & 7));
    }
    result += "\"sv ";
  }
  return result;
}

// The tree of a block's text.
std::string packed(const std::string& text, const std::string& shown) {
  source::Files files;
  const source::FileId id = files.add(shown, text);
  return syntax::pack(*syntax::parse(id, files).body, files[id].text());
}

struct Output {
  std::string rows;
  bool ok = true;
};

void add_file(const std::filesystem::path& path, const std::string& shown, Output& output) {
  std::ifstream stream(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  source::Files files;
  const source::FileId id = files.add(shown, std::move(text));
  const syntax::Tree tree = syntax::parse(id, files);
  for (const diagnostics::Diagnostic& diagnostic : tree.diagnostics.all()) {
    std::cerr << diagnostics::render(diagnostic, files, {});
    output.ok = false;
  }
  for (const syntax::Block& block : tree.body->blocks) {
    if (!is_one_of(kKinds, block.type) || block.labels.size() != 1) {
      std::cerr << shown << ": unknown block " << block.type << '\n';
      output.ok = false;
      continue;
    }
    const uint32_t line = files[id].position(block.range.begin).line;
    const std::string_view text = files[id].text();
    const std::string whole(text.substr(block.range.begin, block.range.end - block.range.begin));
    const std::string without_examples = text_without_examples(block, text);
    output.rows +=
        "    {DefinitionKind::" + std::string(block.type) + ", \"" +
        std::string(block.labels[0].text) + "\", \"" + shown + "\", " + std::to_string(line) +
        ", \"" + words_of(block, "target") + "\", \"" + words_of(block, "formerly") + "\", \"" +
        words_of(block, "since") + "\",\n" + raw_string(without_examples) + ",\n" +
        escaped_string(packed(without_examples, shown)) + ",\n" + raw_string(whole + "\n") + "},\n";
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::filesystem::path root = argv[1];
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() == ".hcl") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  Output output;
  for (const std::filesystem::path& path : paths) {
    add_file(path, "rules/" + path.lexically_relative(root).generic_string(), output);
  }
  if (!output.ok) return 1;
  std::ofstream stream(argv[2], std::ios::binary);
  stream
      << "// Made by embed_rules from rules/. Not to be edited.\n"
         "#include \"rules/built_in.h\"\n\nnamespace rules {\n\nnamespace {\n\n"
         "using namespace std::string_view_literals;\n\n"
         "constexpr BuiltIn kBuiltIn[] = {\n    {},\n"
      << output.rows
      << "};\n\n}  // namespace\n\n"
         "std::span<const BuiltIn> built_in_rules() { return std::span(kBuiltIn).subspan(1); }\n\n"
         "}  // namespace rules\n";
  return stream ? 0 : 1;
}
