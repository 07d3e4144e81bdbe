// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/report.h"

// Formats that other tools read; docs/formats.md says which.
namespace report {

// Test results: a case for each finding, and for each rule that found nothing.
std::string to_junit(const Result& result);
// Files with the errors in them.
std::string to_checkstyle(const Result& result);
// GitLab's Code Quality report.
std::string to_gitlab(const Result& result);
// Commands of a GitHub workflow that show findings in the diff.
std::string to_github(const Result& result);
// Reviewdog's diagnostics.
std::string to_rdjson(const Result& result);
// For spreadsheets.
std::string to_csv(const Result& result);
// For a comment to a pull request.
std::string to_markdown(const Result& result);

}  // namespace report
