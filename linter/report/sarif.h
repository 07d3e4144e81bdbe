// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/report.h"

namespace report {

struct SarifOptions {
  // What is written beside findings.
  bool suppressed = true;
  bool accepted = true;
  bool open = false;  // what is undecided
  bool pass = false;  // these two, if the result's details have them
  bool not_applicable = false;
  bool notes = false;    // remarks that may not apply, as notifications
  bool complete = true;  // whether the run judged all that it was to judge
};

// SARIF 2.1.0 (OASIS, with its errata 01), within the limits of GitHub's code scanning. Described
// in docs/sarif.md.
std::string to_sarif(const Result& result, const SarifOptions& options);

}  // namespace report
