// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "publish/publish.h"

// The JSON that Bitbucket is told.
namespace publish {

using Json = nlohmann::ordered_json;

enum class ReportState : uint8_t { pending, done };

// The report, of which `shown` annotations are there.
Json report_json(const Publication& publication, ReportState state, size_t shown);

// One for each finding that is to be shown, the worst first.
std::vector<Json> annotations_of(const Publication& publication);

Json build_status_json(const Publication& publication);

// The last word on the report, of which `shown` annotations are there.
Request closing(const Publication& publication, size_t shown);

}  // namespace publish
