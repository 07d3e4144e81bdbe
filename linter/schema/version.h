// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace schema {

// The numbers of "5.100.0"; a pre-release suffix does not count, missing numbers are 0.
using VersionNumbers = std::array<uint32_t, 3>;
VersionNumbers version_numbers(std::string_view version);

// Whether a version constraint as Terraform writes it (">= 5.0, < 6.0", "~> 5.31", "5.100.0")
// allows a version. An empty one allows all; a part that is none allows all as well.
// https://developer.hashicorp.com/terraform/language/expressions/version-constraints
bool allows(std::string_view constraint, std::string_view version);
// Whether Terraform can read the text as a constraint.
bool is_constraint(std::string_view text);
// The one version that a constraint allows; empty if it allows others.
std::string_view exact_version(std::string_view constraint);

}  // namespace schema
