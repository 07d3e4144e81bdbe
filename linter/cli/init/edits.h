// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// What `plumbline init` puts into files: new ones, and those that are there, of which nothing else
// may change. Pure text; nothing is read or written here.
namespace cli::init {

inline constexpr std::string_view kBaselineFile = ".plumbline-baseline.json";

// A config with that profile and, commented out, what else may be chosen. `baseline`: the accepted
// findings' file; empty: that is commented out, too.
std::string config_text(std::string_view profile, std::string_view rules_version,
                        std::string_view baseline);

// A pre-commit config with nothing but the hook, which installs that version of plumbline.
std::string hook_file_text(std::string_view version);

// A pipeline file with nothing but the step.
std::string pipeline_file_text(std::string_view version);

// What is to become of a text.
struct Edit {
  enum class Kind : uint8_t {
    there,    // it has what was to be added
    adds,     // `text` is the whole with it
    by_hand,  // it cannot be added without a risk to the rest: `why`
  };
  Kind kind = Kind::by_hand;
  std::string text = {};
  std::string lines = {};  // what is added, or is to be added by hand
  std::string why = {};    // a clause: "its repos are no list"
};

// Names the baseline in a config, unless it names one.
Edit add_baseline(const std::string& config, std::string_view baseline);
// Adds the hook behind the last repository of a pre-commit config.
Edit add_hook(const std::string& config, std::string_view version);
// Adds the step as what pull requests run, if they run nothing yet.
Edit add_step(const std::string& pipelines, std::string_view version);

}  // namespace cli::init
