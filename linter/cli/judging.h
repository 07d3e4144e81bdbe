// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/inputs.h"
#include "cli/sources.h"
#include "run/run.h"

// What every command that judges has in common: what is judged, by which rules, and which exit code
// that makes.
namespace cli {

struct Judging {
  run::Options run;
  InputOptions inputs;
  ChangeOptions change;
  // Least severity that makes exit code 1, else the config's; or `new`, or both: see fails_on_new.
  std::vector<std::string> fail_on;
  bool strict = false;  // what is left open makes it, too
};

// Whether what is known already is listed beside what is new, which alone fails.
bool fails_on_new(const Judging& judging);

// Today, as --date may have it otherwise.
void add_date(CLI::App& command, std::string& date);

// `today` is YYYY-MM-DD.
void add_judging_options(CLI::App& command, Judging& judging, const std::string& today);

// Judges, and writes the baseline if that is asked for. `files` takes every file that was read, and
// must outlive the outcome. Nothing, with a message on stderr, if an option cannot be followed.
std::optional<run::Outcome> judge(const Judging& judging, source::Files& files);

int exit_code(const run::Outcome& outcome, const Judging& judging);

}  // namespace cli
