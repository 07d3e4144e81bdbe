// SPDX-License-Identifier: Apache-2.0
// Finds the block or attribute that a comment stands at. Exported: suppression_target. Tested in
// tests/findings/suppressions_test.cc.

#include <algorithm>

#include "findings/suppressions.h"

namespace findings {

namespace {

constexpr std::string_view kBlank = " \t\r\f\v";

struct Line {
  uint32_t begin = 0;
  uint32_t end = 0;
};

bool is_comment(std::string_view line) {
  const size_t first = line.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return false;
  return line[first] == '#' || line.substr(first, 2) == "//";
}

// The line that a comment speaks of.
Line line_of(const source::Range& comment, const source::File& file) {
  uint32_t number = file.position(comment.begin).line;
  const uint32_t start = file.line_start(number);
  const std::string_view before = file.text().substr(start, comment.begin - start);
  if (before.find_first_not_of(kBlank) == std::string_view::npos) {
    number = file.position(comment.end).line;
    do {
      ++number;
    } while (number <= file.line_count() && is_comment(file.line(number)));
  }
  const uint32_t begin = file.line_start(number);
  return {begin, begin + static_cast<uint32_t>(file.line(number).size())};
}

// Of attributes or blocks in the order of the text: the first that begins on the line; else null.
template <class T>
const T* beginning_on(std::span<const T> items, const Line& line) {
  const auto first = std::ranges::partition_point(
      items, [&line](const T& item) { return item.range.begin < line.begin; });
  return first != items.end() && first->range.begin < line.end ? &*first : nullptr;
}

// The last item that begins above the line, if it reaches beyond the line's beginning.
template <class T>
const T* around(std::span<const T> items, const Line& line) {
  const auto next = std::ranges::partition_point(
      items, [&line](const T& item) { return item.range.begin < line.begin; });
  if (next == items.begin()) return nullptr;
  const T& last = *std::prev(next);
  return last.range.end > line.begin ? &last : nullptr;
}

}  // namespace

SuppressionTarget suppression_target(const syntax::Tree& tree, const source::Range& comment,
                                     const source::Files& files) {
  const Line line = line_of(comment, files[comment.file]);
  SuppressionTarget target;
  for (const syntax::Body* body = tree.body; body != nullptr;) {
    const syntax::Block* block = beginning_on(body->blocks, line);
    const syntax::Attribute* attribute = beginning_on(body->attributes, line);
    if (!block && !attribute) attribute = around(body->attributes, line);
    if (block) {
      target.range = block->range;
      if (!target.top) target.top = block;
      return target;
    }
    if (attribute) {
      target.range = attribute->range;
      target.attribute = true;
      return target;
    }
    const syntax::Block* outer = around(body->blocks, line);
    if (!target.top) target.top = outer;
    body = outer == nullptr ? nullptr : outer->body;
  }
  return {};
}

}  // namespace findings
