// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace report {

// "1 rule", "2 rules".
inline std::string counted(size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

// Why a finding that fails is not reported, though no comment suppresses it: what is judged is the
// change since `change`, or, where that is empty, a baseline.
inline std::string acceptance(std::string_view change) {
  return change.empty() ? "accepted by the baseline"
                        : fmt::format("as before the change since {}", change);
}

}  // namespace report
