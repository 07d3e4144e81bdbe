// SPDX-License-Identifier: Apache-2.0
// What came into the language after the version that is answered for, and what OpenTofu adds to it.
// Exports is_of_later_language. Tested in tests/terraform/later_language_test.cc.
#include "terraform/later_language.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace terraform {

namespace {

// Read on 2026-11-26 in https://developer.hashicorp.com/terraform/language (block reference,
// release notes of 1.12 to 1.14) and https://opentofu.org/docs/language (1.7 to 1.11).
constexpr std::string_view kBlocks[] = {
    "action",          // Terraform 1.14
    "action_trigger",  // Terraform 1.14, in lifecycle
    "encryption",      // OpenTofu 1.7, in terraform
    "list",            // Terraform 1.14
};
constexpr std::string_view kArguments[] = {
    "deprecated",  // OpenTofu 1.10, of variables and outputs
    "enabled",     // OpenTofu 1.11, in lifecycle
    "for_each",    // OpenTofu 1.9, of provider blocks
    "identity",    // Terraform 1.12, of import blocks
};

bool speaks_of(const diagnostics::Diagnostic& problem, std::string_view before,
               std::string_view name) {
  return problem.detail.starts_with(std::string(before) + '"' + std::string(name) + '"');
}

}  // namespace

bool is_of_later_language(const diagnostics::Diagnostic& problem) {
  const auto names_one = [&problem](std::string_view before, const auto& names) {
    return std::ranges::any_of(
        names, [&](std::string_view name) { return speaks_of(problem, before, name); });
  };
  if (problem.summary == "Unsupported block type") return names_one("Blocks of type ", kBlocks);
  return problem.summary == "Unsupported argument" && names_one("An argument named ", kArguments);
}

}  // namespace terraform
