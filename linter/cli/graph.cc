// SPDX-License-Identifier: Apache-2.0
// plumbline graph: the resource graph as a picture, or for programs. Exported: add_graph. Tested
// end to end in tests/cli/.

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "report/drawing/drawing.h"
#include "run/run.h"

namespace cli {

namespace {

struct GraphOptions {
  run::Options run;
  drawing::Options drawing;
  std::string format;  // empty: what the name of the output says, else SVG
  std::string output = "-";
  std::string group = "module";
  InputOptions inputs;
  std::vector<std::string> show;  // kinds of further nodes
  bool no_data = false;
};

struct Format {
  std::string_view name, ending;
  std::string (*write)(const drawing::Picture&);
};

constexpr Format kFormats[] = {
    {"svg", ".svg", [](const drawing::Picture& picture) { return drawing::to_svg(picture); }},
    {"dot", ".dot", drawing::to_dot},
    {"mermaid", ".mmd", drawing::to_mermaid},
    {"json", ".json", drawing::to_json},
};

// SVG where nothing says otherwise; null, with a message on stderr, if the output's name ends in
// what there is no format for.
const Format* format_of(const GraphOptions& options) {
  for (const Format& format : kFormats) {
    if (options.format.empty() ? options.output.ends_with(format.ending)
                               : options.format == format.name) {
      return &format;
    }
  }
  const std::string_view name = source::base_name(options.output);
  if (name.find('.') == std::string_view::npos) return &kFormats[0];
  std::fprintf(stderr,
               "plumbline: there is no format for %s; names end in .svg, .dot, .mmd or .json, or "
               "--format says what it is to be\n",
               options.output.c_str());
  return nullptr;
}

// Says on stderr what Terraform would refuse and what else was wrong on the way, so that the
// picture is nothing but the picture. What else there is to find, `check` says.
void say(run::Outcome& outcome) {
  std::erase_if(outcome.result.report.findings, [](const findings::Finding& finding) {
    return finding.rule != diagnostics::kSyntaxError &&
           finding.rule != diagnostics::kInvalidConfiguration;
  });
  const std::string text = report::to_text(outcome.result, {.quiet = true});
  std::fwrite(text.data(), 1, text.size(), stderr);
}

int graph(GraphOptions& options) {
  if (!read_inputs(options.inputs, options.run.inputs)) return kCouldNotRun;
  const Format* format = format_of(options);
  if (format == nullptr) return kCouldNotRun;
  options.drawing.data = !options.no_data;
  for (const std::string& kind : options.show) {
    options.drawing.others.push_back("terraform_" + kind);
  }
  if (options.group == "tier") options.drawing.grouping = drawing::Grouping::tier;
  if (options.group == "none") options.drawing.grouping = drawing::Grouping::none;
  // A program takes any number.
  if (format->name == "json") options.drawing.max_nodes = static_cast<size_t>(-1);
  const source::DiskFileSystem file_system;
  source::Files files;
  std::string text;
  bool nothing = false;  // is there to draw
  diagnostics::Diagnostics problems;
  options.run.show = [&](std::span<const drawing::Subject> subjects) {
    drawing::Drawn drawn = drawing::make_picture(subjects, files, options.drawing);
    nothing = drawn.picture.nodes.empty();
    if (!drawn.diagnostics.has_errors()) text = format->write(drawn.picture);
    problems.append(std::move(drawn.diagnostics));
  };
  run::Outcome outcome = run::check(file_system, files, options.run);
  say(outcome);
  for (const diagnostics::Diagnostic& problem : problems.all()) {
    std::fputs(diagnostics::render(problem, files, {}).c_str(), stderr);
  }
  if (outcome.refused || (nothing && !outcome.complete)) return kCouldNotRun;
  if (problems.has_errors() || !write_output(options.output, text)) return kCouldNotRun;
  if (!outcome.complete) return kCouldNotRun;
  return outcome.result.report.findings.empty() ? kClean : kFindings;
}

}  // namespace

void add_graph(CLI::App& app, Chosen& chosen, const std::string& today) {
  auto options = std::make_shared<GraphOptions>();
  run::Options& run = options->run;
  drawing::Options& drawing = options->drawing;
  run.date = today;
  run.no_baseline = true;
  CLI::App* command = app.add_subcommand("graph", "Show what refers to what");
  command->add_option("paths", run.paths, "Directories or files; the current directory by default");
  command
      ->add_option("--format", options->format,
                   "svg, dot, mermaid or json; by default what --output ends in, else svg")
      ->check(CLI::IsMember({"svg", "dot", "mermaid", "json"}));
  command->add_option("--output", options->output, "File to write");
  command->add_option("--group", options->group, "By module, tier or none")
      ->capture_default_str()
      ->check(CLI::IsMember({"module", "tier", "none"}));
  command->add_flag("--instances", drawing.instances,
                    "Each instance for itself, not one node a resource");
  command->add_flag("--no-data", options->no_data, "No data sources");
  command->add_flag("--names", drawing.names,
                    "Also links by a text that equals the other's known name: a likely guess");
  one_each(
      command
          ->add_option("--show", options->show,
                       "Further nodes: backend, provider, variable, output, module_call")
          ->check(CLI::IsMember({"backend", "provider", "variable", "output", "module_call"})));
  one_each(command->add_option("--type", drawing.types, "Only types like this (* is any text)"));
  command->add_option("--focus", drawing.focus, "Only what is near this resource or module");
  command->add_option("--depth", drawing.depth, "Links from the focus to what is still near")
      ->capture_default_str()
      ->check(CLI::Range(0, 1000));
  command->add_option("--max-nodes", drawing.max_nodes, "No picture of more nodes")
      ->capture_default_str()
      ->check(CLI::Range(1, 20000));
  not_empty(command->add_option("--config", run.config_path, "Config instead of .plumbline.hcl"));
  add_input_options(*command, options->inputs);
  not_empty(command->add_option("--environment", run.only_environment, "Only this environment"));
  command->callback([options, &chosen] { chosen.command = [options] { return graph(*options); }; });
}

}  // namespace cli
