// SPDX-License-Identifier: Apache-2.0
// Opens plans for the commands that take one. Exports what its header declares. Tested in
// tests/cli/verify_test.cc.

#include "cli/plan_file.h"

#include <cerrno>
#include <cstring>

namespace cli {

namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

bool read_plan_file(const std::string& path, const std::function<std::string(std::FILE*)>& read) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
  if (!file) {
    std::fprintf(stderr, "plumbline: cannot read %s: %s\n", path.c_str(), std::strerror(errno));
    return false;
  }
  const std::string problem = read(file.get());
  if (problem.empty()) return true;
  std::fprintf(stderr, "plumbline: %s is no plan as `terraform show -json` writes it: %s\n",
               path.c_str(), problem.c_str());
  return false;
}

std::shared_ptr<const terraform::PlannedValues> planned_values(const std::string& path,
                                                               terraform::PlanPart part) {
  std::shared_ptr<const terraform::PlannedValues> plan;
  read_plan_file(path, [&](std::FILE* file) {
    const auto result = terraform::PlannedValues::read(file, part);
    if (result.ok()) plan = result.value();
    return result.error();
  });
  return plan;
}

}  // namespace cli
