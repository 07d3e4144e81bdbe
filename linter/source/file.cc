// SPDX-License-Identifier: Apache-2.0
//
// One file's text and its lines, and the table of all files of a run.
// Exports File and Files. Tested in tests/source/file_test.cc.
#include <algorithm>
#include <cstring>

#include "source/source.h"

namespace source {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool continues_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

File::File(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {
  const std::string_view all = text_;
  line_starts_.push_back(all.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0);
  for (size_t end = all.find('\n'); end != std::string_view::npos; end = all.find('\n', end + 1)) {
    line_starts_.push_back(static_cast<uint32_t>(end + 1));
  }
}

Position File::position(uint32_t offset) const {
  offset = std::min(offset, static_cast<uint32_t>(text_.size()));
  const auto next = std::upper_bound(line_starts_.begin() + 1, line_starts_.end(), offset);
  const uint32_t start = std::min(*(next - 1), offset);
  const std::string_view before = text().substr(start, offset - start);
  const auto continuations = std::count_if(before.begin(), before.end(), continues_code_point);
  return {
      .line = static_cast<uint32_t>(next - line_starts_.begin()),
      .column = static_cast<uint32_t>(before.size() + 1) - static_cast<uint32_t>(continuations)};
}

std::string_view File::line(uint32_t number) const {
  if (number == 0 || number > line_starts_.size()) return {};
  std::string_view line = text().substr(line_starts_[number - 1]);
  const size_t end = line.find('\n');
  if (end == std::string_view::npos) return line;
  line = line.substr(0, end);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

uint32_t File::line_start(uint32_t number) const {
  if (number == 0 || number > line_starts_.size()) return static_cast<uint32_t>(text_.size());
  return line_starts_[number - 1];
}

FileId Files::add(std::string path, std::string text) {
  files_.emplace_back(std::move(path), std::move(text));
  return static_cast<FileId>(files_.size() - 1);
}

std::string_view Files::text(const Range& range) const {
  if (!range.known()) return {};
  const std::string_view all = (*this)[range.file].text();
  const size_t begin = std::min<size_t>(range.begin, all.size());
  return all.substr(begin, range.end > begin ? range.end - begin : 0);
}

}  // namespace source
