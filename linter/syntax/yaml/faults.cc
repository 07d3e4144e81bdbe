// SPDX-License-Identifier: Apache-2.0
// Places and words for what is no YAML. Exported: YamlOffsets, add_yaml_fault, add_depth_fault.
// Tested in tests/syntax/yaml/.
#include "syntax/yaml/faults.h"

#include <fmt/format.h>

#include <algorithm>

namespace syntax {

YamlOffsets::YamlOffsets(std::string_view original, source::FileId file, source::Arena& arena)
    : original_(original), file_(file) {
  constexpr std::string_view kByteOrderMark = "\uFEFF";
  while (original.substr(mark_).starts_with(kByteOrderMark)) mark_ += kByteOrderMark.size();
  const std::string_view given = original.substr(mark_);
  if (given.find('\r') == std::string_view::npos) {
    text_ = arena.copy(given);
    return;
  }
  // Every line break that YAML knows as a line feed: yaml-cpp takes a lone carriage return for
  // text.
  std::string lines;
  lines.reserve(given.size());
  for (size_t i = 0; i < given.size(); ++i) {
    const bool pair = given[i] == '\r' && i + 1 < given.size() && given[i + 1] == '\n';
    if (pair) {
      removed_.push_back(lines.size());
    } else {
      lines += given[i] == '\r' ? '\n' : given[i];
    }
  }
  text_ = arena.copy(std::string_view(lines));
}

uint32_t YamlOffsets::in_file(size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto before = std::ranges::lower_bound(removed_, offset) - removed_.begin();
  return static_cast<uint32_t>(mark_ + offset + static_cast<size_t>(before));
}

source::Range YamlOffsets::range(size_t begin, size_t end) const {
  return {file_, in_file(begin), in_file(end)};
}

std::string_view YamlOffsets::from(uint32_t original) const {
  return original_.substr(std::min<size_t>(original, original_.size()));
}

namespace {

struct Fault {
  std::string_view message;  // as yaml-cpp's begins
  std::string_view summary;
  std::string_view detail;
};

// flat table: yaml-cpp's messages, and what people did who met them.
constexpr Fault kFaults[] = {
    {"end of map not found", "This does not belong to what stands above it",
     "A mapping stands here in which every line is `key: value`, indented alike. Often a line is "
     "indented by another number of blanks, or a dash is missing."},
    {"end of sequence not found", "This does not belong to the list above it",
     "Every item of a list begins with a dash, indented alike. Often a dash is missing, or a line "
     "is indented by another number of blanks."},
    {"end of map flow not found", "A brace is not closed", "A \"}\" is missing."},
    {"end of sequence flow not found", "A bracket is not closed", "A \"]\" is missing."},
    {"illegal flow end", "A bracket is closed that was not opened", ""},
    {"illegal tab", "A tab stands where the indentation is", "YAML is indented with blanks only."},
    {"illegal map value", "A colon is not expected here",
     "A text that contains \": \" is written in quotation marks; or a key is indented otherwise "
     "than those beside it."},
    {"illegal map key", "A key is not expected here", ""},
    {"illegal block entry", "A dash is not expected here",
     "A list stands alone, or on the lines below its key."},
    {"the referenced anchor is not defined", "An alias of an anchor that is not there",
     "The anchor, `&name`, must stand above the alias. A text that begins with \"*\" is written "
     "in quotation marks."},
    {"alias not found after *", "A \"*\" without the name of an anchor",
     "A text that begins with \"*\" is written in quotation marks."},
    {"anchor not found after &", "A \"&\" without a name",
     "A text that begins with \"&\" is written in quotation marks."},
    {"illegal character found while scanning alias", "This is no name of an anchor",
     "A text that begins with \"*\" is written in quotation marks."},
    {"illegal EOF in scalar", "A quotation mark is not closed", ""},
    {"illegal document indicator in scalar", "A quotation mark is not closed", ""},
    {"unknown escape character", "An escape that YAML does not know",
     "In double quotation marks a backslash is written twice; single ones take it as it is."},
    {"unknown token", "This begins with a character that YAML keeps for itself",
     "A text that begins with `@`, a backtick, `%`, `|`, `>`, or a bracket is written in quotation "
     "marks."},
};

}  // namespace

void add_yaml_fault(std::string_view message, int position, const YamlOffsets& offsets,
                    diagnostics::Diagnostics& diagnostics) {
  const std::string_view text = offsets.text();
  size_t begin = std::min(static_cast<size_t>(std::max(position, 0)), text.size());
  // What is missing at the end is missing behind the last text.
  while (begin > 0 && begin == text.size() && text.substr(0, begin).ends_with('\n')) --begin;
  const size_t blank = std::min(text.find_first_of(" \t\n", begin), text.size());
  const source::Range place =
      offsets.range(begin, std::max(blank, std::min(begin + 1, text.size())));
  const auto* known = std::ranges::find_if(
      kFaults, [message](const Fault& fault) { return message.starts_with(fault.message); });
  if (known == std::end(kFaults)) {
    diagnostics.error(diagnostics::kSyntaxError, place, "This is no YAML",
                      fmt::format("The parser says: {}.", message));
    return;
  }
  diagnostics.error(diagnostics::kSyntaxError, place, std::string(known->summary),
                    std::string(known->detail));
}

void add_depth_fault(int position, const YamlOffsets& offsets,
                     diagnostics::Diagnostics& diagnostics) {
  const auto at = static_cast<size_t>(std::max(position, 0));
  diagnostics.error(diagnostics::kLimitReached, offsets.range(at, at + 1),
                    "Lists and mappings are nested too deep", "About 500 levels are read.");
}

}  // namespace syntax
