// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "source/source.h"

// Findings that were accepted, in a file.
namespace findings {

// What a finding is known by over time, and what people read of it.
struct BaselineEntry {
  std::string fingerprint;
  std::string rule;
  std::string root;       // path in the repository; empty for what belongs to a file
  std::string address;    // without keys of instances, or the file
  std::string attribute;  // as a finding has it; may be empty
  std::string message;
};

struct Baseline {
  std::vector<BaselineEntry> entries;  // by root, address, attribute, rule, fingerprint
};

struct LoadedBaseline {
  Baseline baseline;
  diagnostics::Diagnostics diagnostics;  // invalid-config and unreadable, at their place
};

LoadedBaseline read_baseline(const source::FileSystem& file_system, source::Files& files,
                             const std::string& path);

// The file's text: JSON, an entry a block of lines, in order, each fingerprint once.
std::string baseline_text(std::vector<BaselineEntry> entries);

}  // namespace findings
