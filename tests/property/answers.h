// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What Plumbline and Terraform answer to expressions in the configuration of prelude/.
namespace property {

struct Answer {
  bool failed = false;
  std::string text;  // the value as the console prints it within a list, or what is wrong with it
  bool crashed = false;  // Terraform did, so that nobody knows what it would say

  // Answers agree if both fail or both print the same.
  [[nodiscard]] bool agrees(const Answer& other) const {
    if (crashed || other.crashed) return true;
    return failed == other.failed && (failed || text == other.text);
  }
  // "error", "unknown", "partly unknown" or "known".
  [[nodiscard]] std::string_view kind() const;
};

class PlumblineAnswers {
 public:
  // `prelude` is the directory with the configuration.
  explicit PlumblineAnswers(const std::string& prelude);
  ~PlumblineAnswers();
  Answer answer(const std::string& expression);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Whether there is a terraform 1.11 on the PATH.
bool has_terraform();

class TerraformAnswers {
 public:
  explicit TerraformAnswers(std::string prelude) : prelude_(std::move(prelude)) {}
  // One answer for each, in order, by as few runs of `terraform console` as their errors allow:
  // each expression becomes a local value, those that are wrong are told by their lines and taken
  // out, and the rest is printed as one list.
  [[nodiscard]] std::vector<Answer> answers(std::span<const std::string> expressions) const;

 private:
  std::string prelude_;
};

}  // namespace property
