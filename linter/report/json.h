// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "findings/findings.h"

// What the documents of this room have in common.
namespace report {

// File, line and column of a range; nothing for an unknown one.
void add_place(nlohmann::ordered_json& json, const source::Range& range,
               const source::Files& files);

nlohmann::ordered_json summary_json(const findings::Report& report);

}  // namespace report
