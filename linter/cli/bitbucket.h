// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "publish/http.h"
#include "publish/publish.h"

// Where a report goes, from options and from the variables that Bitbucket sets in a step
// ("Variables and secrets", Bitbucket's documentation, 2026).
namespace cli {

struct BitbucketOptions {
  std::string repository;  // WORKSPACE/SLUG; empty: the step's, as are the others
  std::string commit;
  std::string report_id = "plumbline";
  std::string title = "Plumbline";
  std::string api_url;
  std::string proxy;
  std::string dry_run;  // directory; empty: it is no dry run
  bool build_status = false;
  unsigned timeout = 30;  // seconds, of one request
};

void add_bitbucket_options(CLI::App& command, BitbucketOptions& options);

struct Destination {
  publish::Target target;
  publish::HttpOptions http;
};

// Nothing, with a message on stderr that names the option or the variable, if something is missing
// or wrong.
std::optional<Destination> destination_of(const BitbucketOptions& options);

}  // namespace cli
