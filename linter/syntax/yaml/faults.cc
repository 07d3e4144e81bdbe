// SPDX-License-Identifier: Apache-2.0
// Places and words for what is no YAML. Exported: YamlOffsets, add_yaml_fault, add_depth_fault.
// Tested in tests/syntax/yaml/.
#include "syntax/yaml/faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace syntax {

YamlOffsets::YamlOffsets(std::string_view original, source::FileId file, source::Arena& arena)
    : original_(original), file_(file) {
  constexpr std::string_view kByteOrderMark = "\uFEFF";
  while (original.substr(mark_).starts_with(kByteOrderMark)) mark_ += kByteOrderMark.size();
  const std::string_view given = original.substr(mark_);
  const bool has_properties =
      given.find("- &") != std::string_view::npos || given.find("- !") != std::string_view::npos;
  if (given.find('\r') == std::string_view::npos && !has_properties) {
    text_ = arena.copy(given);
    return;
  }
  std::string lines(given);
  remove_carriage_returns(lines);
  if (has_properties) indent_block_texts(lines);
  text_ = arena.copy(std::string_view(lines));
  std::ptrdiff_t sum = 0;
  for (Shift& shift : shifts_) shift.by = sum += shift.by;
}

// Every line break that YAML knows as a line feed: yaml-cpp takes a lone carriage return for text.
void YamlOffsets::remove_carriage_returns(std::string& lines) {
  std::string kept;
  kept.reserve(lines.size());
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool pair = lines[i] == '\r' && i + 1 < lines.size() && lines[i + 1] == '\n';
    if (pair) {
      shifts_.push_back({kept.size() + 1, 1});
    } else {
      kept += lines[i] == '\r' ? '\n' : lines[i];
    }
  }
  lines = std::move(kept);
}

namespace {

std::string_view line_at(std::string_view text, size_t at) {
  return text.substr(at, std::min(text.find('\n', at), text.size()) - at);
}

// The columns of the last dash and of what follows it, if that is an anchor or a tag before a block
// text: "- &a |-".
struct BlockText {
  size_t dash = 0, properties = 0;
};

std::optional<BlockText> block_text_in(std::string_view line) {
  size_t at = line.find_first_not_of(' ');
  BlockText found;
  bool any = false;
  while (at != std::string_view::npos && line.substr(at).starts_with("- ")) {
    found.dash = at;
    at = line.find_first_not_of(' ', at + 1);
    any = true;
  }
  if (!any || at == std::string_view::npos || (line[at] != '&' && line[at] != '!')) {
    return std::nullopt;
  }
  found.properties = at;
  while (at != std::string_view::npos && (line[at] == '&' || line[at] == '!')) {
    at = line.find_first_not_of(' ', std::min(line.find(' ', at), line.size()));
  }
  const bool block = at != std::string_view::npos && (line[at] == '|' || line[at] == '>') &&
                     line.substr(at).find_first_of("123456789") == std::string_view::npos;
  return block ? std::optional(found) : std::nullopt;
}

}  // namespace

void YamlOffsets::indent_block_texts(std::string& lines) {
  std::vector<Shift> before = std::move(shifts_);
  shifts_.clear();
  std::string wide;
  auto next = before.begin();
  std::optional<BlockText> block;
  size_t added = 0, indented = 0;  // of the block at hand
  for (size_t at = 0; at < lines.size();) {
    const std::string_view line = line_at(lines, at);
    const size_t blanks = line.find_first_not_of(' ');
    if (block && blanks != std::string_view::npos && blanks <= block->dash) block.reset();
    if (block && blanks != std::string_view::npos) {
      if (indented == 0) indented = blanks;
      const size_t wanted = block->properties + 1;
      const size_t more = indented < wanted ? wanted - indented : 0;
      wide.append(more, ' ');
      added += more;
      if (more > 0) shifts_.push_back({wide.size(), -static_cast<std::ptrdiff_t>(more)});
    } else if (!block) {
      block = block_text_in(line);
      indented = 0;
    }
    const size_t end = std::min(at + line.size() + 1, lines.size());
    wide += std::string_view(lines).substr(at, end - at);
    for (; next != before.end() && next->from <= end; ++next) {
      shifts_.push_back({next->from + added, next->by});
    }
    at = end;
  }
  lines = std::move(wide);
}

uint32_t YamlOffsets::in_file(size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto after = std::ranges::upper_bound(shifts_, offset, {}, &Shift::from);
  const std::ptrdiff_t by = after == shifts_.begin() ? 0 : std::prev(after)->by;
  const std::ptrdiff_t place = static_cast<std::ptrdiff_t>(mark_ + offset) + by;
  return static_cast<uint32_t>(
      std::clamp<std::ptrdiff_t>(place, 0, static_cast<std::ptrdiff_t>(original_.size())));
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
