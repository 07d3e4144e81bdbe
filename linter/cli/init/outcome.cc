// SPDX-License-Identifier: Apache-2.0
// What becomes of files, and how that is said. Exported: everything in outcome.h. Tested in
// tests/cli/init_test.cc.

#include "cli/init/outcome.h"

#include <fmt/format.h>

namespace cli::init {

namespace {

using Kind = FileOutcome::Kind;

std::string with_margin(std::string_view lines, std::string_view margin) {
  std::string text;
  while (!lines.empty()) {
    const size_t end = std::min(lines.find('\n'), lines.size());
    const std::string_view line = lines.substr(0, end);
    text += line.empty() ? "\n" : fmt::format("{}{}\n", margin, line);
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return text;
}

}  // namespace

FileOutcome outcome_of(Place place, std::string new_text, Edit edit, std::string what) {
  FileOutcome outcome{.place = std::move(place), .what = std::move(what)};
  outcome.lines = std::move(edit.lines);
  if (!outcome.place.text) {
    outcome.kind = Kind::writes;
    outcome.lines = outcome.text = std::move(new_text);
  } else if (edit.kind == Edit::Kind::there) {
    outcome.kind = Kind::stays;
  } else if (edit.kind == Edit::Kind::adds) {
    outcome.kind = Kind::adds;
    outcome.text = std::move(edit.text);
  } else {
    outcome.kind = Kind::by_hand;
    outcome.what = std::move(edit.why);
  }
  const bool touched = outcome.kind == Kind::writes || outcome.kind == Kind::adds;
  if (touched && !outcome.place.trouble.empty()) {
    outcome.kind = Kind::by_hand;
    outcome.what = outcome.place.trouble;
  }
  return outcome;
}

std::string describe(const FileOutcome& outcome, bool dry_run) {
  const std::string& name = outcome.place.name;
  const std::string shown = dry_run ? with_margin(outcome.lines, "  + ") : "";
  switch (outcome.kind) {
    case Kind::writes:
      return fmt::format("{}: {}, with {}.\n{}", name, dry_run ? "would be written" : "written",
                         outcome.what, shown);
    case Kind::adds:
      return fmt::format("{}: {} {} added; the rest stays as it is.\n{}", name, outcome.what,
                         dry_run ? "would be" : "was", shown);
    case Kind::stays:
      return fmt::format("{}: stays as it is: {}.\n", name, outcome.what);
    case Kind::by_hand:
      return fmt::format("{}: stays as it is: {}. To be added by hand:\n\n{}\n", name, outcome.what,
                         with_margin(outcome.lines, "    "));
  }
  return {};
}

}  // namespace cli::init
