// SPDX-License-Identifier: Apache-2.0
//
// Any text as a repository that goes through the whole of a check with the built-in rules, to both
// reports: no crash, no hang. Lines `-- path --` begin further files (Go's txtar format); what
// stands before the first is main.tf.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "report/report.h"
#include "run/run.h"

namespace {

// Takes the text up to the next line that names a file, and what it names.
struct Section {
  std::string_view text;
  std::string_view next;  // empty: this was the last
};

Section take_section(std::string_view& rest) {
  constexpr std::string_view kOpen = "\n-- ";
  constexpr std::string_view kClose = " --\n";
  const size_t open = rest.find(kOpen);
  const size_t line = open == std::string_view::npos ? open : open + kOpen.size();
  const size_t close = line == std::string_view::npos ? line : rest.find(kClose, line);
  Section section{.text = rest.substr(0, open), .next = {}};
  if (close == std::string_view::npos) {
    section.text = rest;
    rest = {};
    return section;
  }
  section.next = rest.substr(line, close - line);
  rest.remove_prefix(close + kClose.size());
  return section;
}

source::MemoryFileSystem repository(std::string_view text) {
  source::MemoryFileSystem files;
  std::string path = "main.tf";
  while (!path.empty()) {
    const Section section = take_section(text);
    if (path.find('\n') == std::string::npos) files.add(path, std::string(section.text));
    path = section.next;
  }
  return files;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const source::MemoryFileSystem file_system =
      repository({reinterpret_cast<const char*>(data), size});
  source::Files files;
  run::Options options;
  options.profile = "lq3-production";
  options.date = "2026-01-01";
  const run::Outcome outcome = run::check(file_system, files, options);
  const std::string text = report::to_text(outcome.result, {});
  if (text.find('\x1b') != std::string::npos) std::abort();
  if (report::to_json(outcome.result).empty()) std::abort();
  return 0;
}
