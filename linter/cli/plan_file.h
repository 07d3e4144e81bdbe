// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdio>
#include <functional>
#include <memory>
#include <string>

#include "terraform/planned_values.h"

namespace cli {

// Hands the file of a plan to `read`, which says what is wrong with it. False, and said on stderr,
// if it cannot be opened or is no plan.
bool read_plan_file(const std::string& path, const std::function<std::string(std::FILE*)>& read);

// What the plan in a file knows; null, and said on stderr, if that cannot be read.
std::shared_ptr<const terraform::PlannedValues> planned_values(const std::string& path,
                                                               terraform::PlanPart part);

}  // namespace cli
