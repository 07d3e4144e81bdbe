// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "findings/findings.h"
#include "findings/place.h"

// What nobody who reads a report may learn from it.
namespace findings {

// Adds where the value that a verdict is about is written, if the rule is about a secret or the
// provider calls the argument sensitive.
void add_secret_places(const Judged& judged, const rules::Verdict& verdict, const ShownPlace& shown,
                       const source::Files& files, Report& report);

// Adds the places of findings at which the value of a sensitive variable is written.
void add_sensitive_places(std::span<const Judged> judged, const source::Files& files,
                          Report& report);

// Hides what looks like a secret in all that the report says.
void redact(Report& report);

}  // namespace findings
