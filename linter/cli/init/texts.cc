// SPDX-License-Identifier: Apache-2.0
// Files that are written anew, and the config with one line more. Exported: config_text,
// hook_file_text, pipeline_file_text, add_baseline. Tested in tests/cli/init_edits_test.cc.

#include <fmt/format.h>

#include "cli/init/edits.h"
#include "cli/init/yaml_edit.h"
#include "config/config.h"

namespace cli::init {

namespace {

constexpr std::string_view kConfig =
    R"(# What Plumbline judges in this repository, and how strictly: `plumbline check`.

# "aws-web" is general practice, "lq3-production" the reference architecture;
# `plumbline rules profiles` says what each is, `plumbline rules --profile NAME` lists its rules.
profile = "{}"

# Rules that come with later versions are off until this is raised; `plumbline rules diff` shows what
# they would find.
rules_version = "{}"

# Findings that are accepted, so that only new ones are reported: `plumbline check --extend-baseline`
# takes in what is found now, --update-baseline takes out what was mended.
{}

# The least severity that fails a check: info, low (which is the default), medium, high or critical.
# fail_on = "medium"

# Directories that are applied for themselves, though no backend, provider or variable file says so.
# roots = ["infra"]

# A root that is applied several times, each with inputs of its own.
# environment "prod" {{
#   root      = "infra"
#   var_files = ["prod.tfvars"]
# }}

# A rule, or all of a pattern: switched off, or of another severity.
# rule "ecr-*" {{
#   enabled  = true
#   severity = "low"
# }}

# What a comment that suppresses a finding must say, and how long it may hold.
# suppressions {{
#   require      = ["reason"]
#   longest_days = 180
# }}
)";

std::string baseline_line(std::string_view name) { return fmt::format("baseline = \"{}\"", name); }

// A config as it is read; nothing if it cannot be.
std::optional<config::Config> read(const std::string& text) {
  source::MemoryFileSystem files;
  files.add(".plumbline.hcl", text);
  source::Files sources;
  values::Arena arena;
  config::LoadedConfig loaded = config::load(files, sources, ".plumbline.hcl", arena);
  if (loaded.diagnostics.has_errors()) return std::nullopt;
  // Its values go with the arena.
  loaded.config.policy = {};
  return std::move(loaded.config);
}

// Where the first line begins that is neither empty nor a comment.
size_t first_content(std::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    const std::string_view line = text.substr(at, text.find('\n', at) - at);
    const size_t begin = line.find_first_not_of(" \t\r");
    const bool comment =
        begin != std::string_view::npos && (line[begin] == '#' || line.substr(begin, 2) == "//");
    if (begin != std::string_view::npos && !comment) return at;
    at += line.size() + 1;
  }
  return text.size();
}

}  // namespace

std::string config_text(std::string_view profile, std::string_view rules_version,
                        std::string_view baseline) {
  const std::string line =
      baseline.empty() ? "# " + baseline_line(kBaselineFile) : baseline_line(baseline);
  return fmt::format(fmt::runtime(kConfig), profile, rules_version, line);
}

std::string hook_file_text(std::string_view version) {
  return "repos:\n" + hook_lines({}, version);
}

std::string pipeline_file_text(std::string_view version) {
  return "pipelines:\n" + step_lines(2, version);
}

Edit add_baseline(const std::string& config, std::string_view baseline) {
  Edit edit;
  edit.lines = baseline_line(baseline) + "\n";
  const std::optional<config::Config> before = read(config);
  if (!before) {
    edit.why = "it has errors";
    return edit;
  }
  if (!before->baseline.empty()) {
    edit.kind = Edit::Kind::there;
    return edit;
  }
  edit.text = config;
  const std::string commented = "# " + edit.lines;
  const size_t at = ("\n" + config).find("\n" + commented);
  if (at != std::string::npos) {
    edit.text.replace(at, commented.size(), edit.lines);
  } else {
    const size_t content = first_content(edit.text);
    const bool open = content > 0 && edit.text[content - 1] != '\n';
    edit.text.insert(content, (open ? "\n" : "") + edit.lines);
  }
  // A line within a comment or a text would say nothing, or something else.
  const std::optional<config::Config> after = read(edit.text);
  if (after && after->baseline == baseline && after->profile == before->profile) {
    edit.kind = Edit::Kind::adds;
  } else {
    edit.why = "there is no plain line to put it on";
  }
  return edit;
}

}  // namespace cli::init
