// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/yaml/yaml.h"

// Where yaml-cpp's offsets stand in the file, and what its exceptions mean; not for other rooms.
namespace syntax {

// A text as yaml-cpp can read it, and the way back: without its byte order mark and carriage
// returns before line feeds, and with block texts of lists that have an anchor or a tag (`- &a |`)
// indented deeper, since it takes what stands below the anchor for the end of such a text.
class YamlOffsets {
 public:
  YamlOffsets(std::string_view original, source::FileId file, source::Arena& arena);

  [[nodiscard]] std::string_view text() const { return text_; }
  // Of offsets in `text()`.
  [[nodiscard]] source::Range range(size_t begin, size_t end) const;
  // The original text from an offset in it.
  [[nodiscard]] std::string_view from(uint32_t original) const;

 private:
  [[nodiscard]] uint32_t in_file(size_t offset) const;

  std::string_view original_;
  std::string_view text_;
  source::FileId file_;
  size_t mark_ = 0;  // bytes of the byte order mark
  // From an offset in `text_` on: by how much the original is ahead, all in all.
  struct Shift {
    size_t from;
    std::ptrdiff_t by;
  };
  void remove_carriage_returns(std::string& lines);
  void indent_block_texts(std::string& lines);

  std::vector<Shift> shifts_;
};

// What yaml-cpp says is wrong, in the words of people who write pipelines.
void add_yaml_fault(std::string_view message, int position, const YamlOffsets& offsets,
                    diagnostics::Diagnostics& diagnostics);
void add_depth_fault(int position, const YamlOffsets& offsets,
                     diagnostics::Diagnostics& diagnostics);

}  // namespace syntax
