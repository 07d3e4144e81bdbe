// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

// Findings as formats for other tools want them: one row each, with its place in the repository.
namespace report {

enum class State : uint8_t { reported, suppressed, accepted };

struct Row {
  const findings::Finding* finding = nullptr;
  State state = State::reported;
  std::string justification;  // of what is suppressed
  std::string id;             // the fingerprint, numbered where findings before have the same
  std::string path;           // from the repository's top; may be empty
  bool outside = false;       // the path is a mere name: the file is not in the repository
  source::Position begin;     // the file's beginning where the place is not known
  source::Position end;
  bool placed = false;
  std::string text;  // message and detail in one line
};

// What is reported, then what is suppressed, then what is known.
std::vector<Row> rows_of(const Result& result);

// What else is to be said of a finding, a line each: what was expected, its instances, the
// environments it occurs in, its clauses. May be empty.
std::string scope_of(const findings::Finding& finding);
// What is to be listed where rows have no state: what is reported and, if that is asked for, what
// is known, whose text says so.
std::vector<Row> listed_rows(const Result& result);

}  // namespace report
