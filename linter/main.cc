// SPDX-License-Identifier: Apache-2.0
// The only place that reads the clock: today's date, which --date overrides.

#include <ctime>
#include <exception>
#include <string>

#include "cli/cli.h"
#include "heap.h"

int main(int argc, char** argv) {
  prepare_heap();
  const std::time_t now = std::time(nullptr);
  char today[16] = "";
  std::tm parts{};
  if (gmtime_r(&now, &parts) != nullptr) std::strftime(today, sizeof today, "%Y-%m-%d", &parts);
  try {
    return cli::run(argc, argv, today);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "plumbline: internal error: %s\n", error.what());
    return cli::kCouldNotRun;
  }
}
