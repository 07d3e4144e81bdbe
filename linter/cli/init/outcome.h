// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/init/edits.h"
#include "cli/init/place.h"

namespace cli::init {

// What becomes of one file.
struct FileOutcome {
  enum class Kind : uint8_t {
    writes,   // it is made
    adds,     // it gets lines more
    stays,    // it has all already
    by_hand,  // it stays, and somebody has to put the lines in
  };
  Place place = {};
  Kind kind = Kind::stays;
  std::string what = {};   // what is put in, or the reason: a clause
  std::string text = {};   // the whole file as it is to be
  std::string lines = {};  // those that are new
};

// What becomes of a file that would be written whole if it were not there.
FileOutcome outcome_of(Place place, std::string new_text, Edit edit, std::string what);

// "name: written, with …", and the lines where they are to be seen.
std::string describe(const FileOutcome& outcome, bool dry_run);

}  // namespace cli::init
