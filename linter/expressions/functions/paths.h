// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// Paths as text, as Go's filepath package treats them on Unix; nothing is read.
namespace expressions::paths {

// Without ".", "..", and repeated slashes as far as the text allows; "." for nothing.
std::string clean(std::string_view path);
// Both as one path, cleaned; an empty one adds nothing.
std::string join(std::string_view directory, std::string_view path);
// The last part; "." for nothing.
std::string base(std::string_view path);
// All but the last part, cleaned.
std::string directory(std::string_view path);
// The way from a cleaned directory to a cleaned path, both absolute or both relative.
std::string relative(std::string_view from, std::string_view to);

// Whether a path matches a glob: ? and * within one part, ** for any number of parts, [a-z]
// classes and {a,b} alternatives. O(parts^2) beside the length of parts.
bool matches(std::string_view pattern, std::string_view path);
// Whether the glob is one: its brackets and braces are closed, and its alternatives are not too
// many.
bool is_glob(std::string_view pattern);

}  // namespace expressions::paths
