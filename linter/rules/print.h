// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "rules/rules.h"

namespace rules {

// "pass", "fail", "undecided", "not applicable".
std::string_view name(Outcome outcome);

// Verdicts as text, one a line, for --print=verdicts and tests.
std::string print(const CheckResult& result, const graph::Graph& graph);

}  // namespace rules
