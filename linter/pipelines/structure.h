// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pipelines/reader.h"

// The parts of a pipeline file, each read by a function of its own. Not for other rooms.
namespace pipelines {

// What the whole file says.
struct Whole {
  Site root;
  Members members, options, clone;
  std::set<std::string_view> services;  // that are defined
  std::optional<uint32_t> image;        // the root's
};

// What a step stands in.
struct Around {
  uint32_t pipeline = 0;
  std::string_view branch;  // that it is of; empty: any
  std::string address;      // of the stage, else of the pipeline
  std::optional<uint32_t> stage;
  Site deployment, trigger, condition;  // the stage's
  uint32_t parallel = 0;                // number of the group in its pipeline; 0: in none
  bool fail_fast = false;
  bool final = false;
};

// A step as far as it matters to its pipeline.
struct StepHead {
  uint32_t node = 0;
  std::optional<uint32_t> stage;
  Site site, deployment;  // its own
  bool manual = false;
  uint32_t parallel = 0;
};

StepHead read_step(Reader& reader, const Whole& whole, const Site& step, const Around& around,
                   uint32_t position);
// The image of a step, a service or the file; `owner` is "step" or "service", or empty.
uint32_t read_image(Reader& reader, const Site& image, const std::string& address,
                    std::string_view owner, uint32_t owner_node);
void read_services(Reader& reader, const Site& services);
// What Bitbucket tells a step of the place that it stands in; empty where that is not known.
struct StepVariables {
  std::string_view branch, deployment;
};

// The script of a step: its lines, pipes and commands. `name` is "script" or "after-script".
void read_script(Reader& reader, const Site& script, std::string_view name, uint32_t step,
                 const StepVariables& variables, std::vector<uint32_t>& pipes);
void read_pipelines(Reader& reader, const Whole& whole);
// The file itself, with all texts in it.
void read_texts(Reader& reader);
// What Bitbucket rejects of a pipeline as a whole.
void check_steps(Reader& reader, const std::vector<StepHead>& steps, bool custom);
// The variables that a custom pipeline asks for.
Value read_variables(Reader& reader, const Site& variables);

// A text in which variables may stand, as a value: what they stand for is not known.
Value expanded(Reader& reader, std::string_view text, std::set<std::string>* names = nullptr);

}  // namespace pipelines
