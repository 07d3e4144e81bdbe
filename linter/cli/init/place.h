// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "source/source.h"

// Files of the directory that `plumbline init` is given: nothing else is written, and nothing by
// way of a symbolic link.
namespace cli::init {

// A file as it is before anything is written.
struct Place {
  std::string name;                      // from the directory on
  std::string path;                      // as the program reaches it
  std::optional<std::string> text = {};  // nothing: it is not there
  std::string trouble = {};              // why it cannot be written, a clause; empty: it can
};

Place look_at(const source::FileSystem& files, const std::string& directory,
              const std::string& name);

// Writes a place's new text: a file that was not there is made, one that was is replaced at once.
// False, with a message on stderr, if it cannot, or if it is not as it was looked at.
bool write_to(const Place& place, const std::string& text);

}  // namespace cli::init
