// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "findings/findings.h"
#include "report/drawing/picture.h"

// What there was to judge and to judge by, whether anything is wrong with it or not.
namespace report {

// What is to be said of a rule, whatever it found.
struct RuleText {
  std::string name;
  std::string area;  // "network"; empty for a rule of Plumbline itself
  config::Severity severity{};
  std::string summary;
  std::string why;
  std::string remedy;
  std::vector<std::string> clauses;
  std::vector<rules::Standard> standards;
};

// Whether a rule judges; `newer` is off because it came after the version that the config pins.
enum class RuleState : uint8_t { on, off, newer };

struct RuleAccount {
  RuleText text;
  RuleState state = RuleState::on;
  std::array<uint32_t, 6> verdicts{};  // how many, by findings::Standing
  uint32_t library_undecided = 0;      // of the undecided: in libraries
};

struct UnseenResource {
  std::string address;
  source::Range range;  // of its block
};

// One root with one set of inputs, a library, or a pipeline file.
struct SubjectAccount {
  std::string root;
  std::string environment;  // empty: the only one
  terraform::DirectoryKind kind{};
  std::vector<std::string> inputs;  // that were named: files, variables without their values, …
  uint32_t resources = 0;           // managed instances
  std::vector<UnseenResource> unseen;
  std::vector<std::string> missing_modules;  // calls of modules that are not installed
};

// The graph of one root with one set of inputs; no nodes in it: there were too many for a picture.
struct PictureAccount {
  drawing::Picture picture;
  size_t nodes = 0;           // that there are
  bool without_data = false;  // data sources are left out, so that the rest fits
};

struct Account {
  std::vector<RuleAccount> rules;        // that there are, by name
  std::vector<SubjectAccount> subjects;  // in the order of judging
  std::vector<PictureAccount> pictures;  // of roots, or of libraries where there is no root
  size_t more_pictures = 0;              // that there would be
};

}  // namespace report
