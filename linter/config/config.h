// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "source/source.h"
#include "syntax/syntax.h"
#include "values/values.h"

// What a team decides: .plumbline.hcl. Profiles say the same things and are read by the same code.
namespace config {

// How bad a finding is. "Fails at high" means high and critical.
enum class Severity : uint8_t { info, low, medium, high, critical };
std::string_view name(Severity severity);
std::optional<Severity> parse_severity(std::string_view text);

struct RuleSetting {
  std::string rules;  // a rule's name, or a pattern with *
  std::optional<bool> enabled;
  std::optional<Severity> severity;
  source::Range range;
};

// One set of inputs of a root, judged as an environment of its own.
struct Environment {
  std::string name;
  std::string root;                    // relative to the config's directory
  std::vector<std::string> var_files;  // relative to the root
  std::vector<std::pair<std::string, std::string>> variables;
  std::string workspace = {};  // empty: not named
};

// A profile or a config: the later layer wins, setting by setting.
struct Policy {
  std::string summary;
  std::vector<RuleSetting> rules;  // in order; later ones win
  std::map<std::string, values::Value, std::less<>> parameters;
  std::map<std::string, source::Range, std::less<>> parameter_ranges;
  std::shared_ptr<const syntax::Tree> tree = {};  // of a config: texts of its parameters lie there
};

// What a comment in the Terraform that suppresses a rule must say.
struct SuppressionDemands {
  bool reason = false, owner = false, until = false;
  std::optional<uint32_t> longest_days;  // that it may hold from today on
  std::vector<std::string> never;        // names and patterns of rules that no comment suppresses
  source::Range never_range;
};

struct Config {
  std::string path;  // of the file; empty if there is none
  std::string profile = "aws-web";
  source::Range profile_range;
  std::string rules_version;  // of the rule set: later built-in rules are off; empty: none is
  source::Range rules_version_range;
  Policy policy;
  std::vector<std::string> roots;  // directories declared as roots
  std::vector<Environment> environments;
  SuppressionDemands suppressions;
  std::optional<Severity> fail_on;
  std::string
      baseline;  // file of accepted findings, relative to the config's directory; may be empty
  source::Range baseline_range;
};

struct LoadedConfig {
  Config config;
  diagnostics::Diagnostics diagnostics;  // id invalid-config
};

// The nearest .plumbline.hcl at or above `start` (a file or directory), no higher than
// `repository` (canonical); empty if there is none, or no repository. What a link leads to outside
// of the repository is none.
std::string find(const source::FileSystem& file_system, std::string_view start,
                 std::string_view repository);

// The config of that path; the defaults where it is empty. Values live in `arena`.
LoadedConfig load(const source::FileSystem& file_system, source::Files& files,
                  const std::string& path, values::Arena& arena);

// The baseline's path as the run sees it; empty if the config names none.
std::string baseline_path(const Config& config);

// A profile's policy: a summary, `rule` blocks and `parameters`, as the config has them.
Policy read_policy(const syntax::Body& body, values::Arena& arena,
                   diagnostics::Diagnostics& diagnostics);

// Whether a name matches a pattern in which * stands for any text.
bool matches(std::string_view pattern, std::string_view name);

}  // namespace config
