// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>

#include "cli/cli.h"
#include "run/run.h"

namespace cli {

// Which change is asked about, if one is.
struct ChangeOptions {
  std::string since;  // revision of git
  bool staged = false;
};

void add_change_options(CLI::App& command, ChangeOptions& options);

// What is judged, and what stood before it if only a change is asked about.
struct Sources {
  std::unique_ptr<source::FileSystem> now = std::make_unique<source::DiskFileSystem>();
  std::unique_ptr<source::FileSystem> before;
};

// Says in `run` what the change is. Nothing, with a message on stderr, if git cannot tell.
std::optional<Sources> sources_of(const ChangeOptions& options, run::Options& run);

}  // namespace cli
