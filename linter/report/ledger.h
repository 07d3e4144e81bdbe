// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "report/report.h"

namespace report {

// A rule that is on, whether it looked at anything or not.
struct LedgerRule {
  std::string_view name;
  config::Severity severity{};
  std::span<const std::string> clauses;
};

struct LedgerInput {
  const Result& result;  // gathered of `judged`
  std::span<const findings::Judged> judged;
  std::span<const LedgerRule> rules;  // sorted by name
};

// Takes a text piece by piece.
using Sink = std::function<void(std::string_view)>;

// Accounts for everything: each node with each rule's verdict, each rule, each clause. One JSON
// document, `schema_version` "1", a line for each node, never whole in memory. Described in
// docs/ledger.md.
void write_ledger(const LedgerInput& input, const Sink& sink);

}  // namespace report
