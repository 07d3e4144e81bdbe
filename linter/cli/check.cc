// SPDX-License-Identifier: Apache-2.0
// plumbline check: the main job. Exported: add_check. Tested end to end in tests/cli/.

#include <cerrno>
#include <cstdio>
#include <memory>
#include <optional>
#include <utility>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/judging.h"
#include "cli/reports.h"
#include "run/run.h"

namespace cli {

namespace {

struct CheckOptions {
  Judging judging;
  OutputOptions output;
  std::string print;
  std::string ledger;  // file; empty: none
};

// A file that is written piece by piece.
class OutputFile {
 public:
  ~OutputFile() { close(); }
  // False, with a message on stderr, as are the others.
  bool open(const std::string& path) {
    path_ = path;
    errno = 0;
    file_ = std::fopen(path.c_str(), "wb");
    return file_ != nullptr || report();
  }
  void write(std::string_view text) {
    ok_ = std::fwrite(text.data(), 1, text.size(), file_) == text.size() && ok_;
  }
  bool close() {
    if (file_ == nullptr) return true;
    ok_ = std::fclose(std::exchange(file_, nullptr)) == 0 && ok_;
    return ok_ || report();
  }

 private:
  bool report() const {
    say_unwritable(path_);
    return false;
  }
  std::string path_;
  std::FILE* file_ = nullptr;
  bool ok_ = true;
};

run::Stage stage_of(std::string_view name) {
  static constexpr std::pair<std::string_view, run::Stage> kStages[] = {
      {"syntax", run::Stage::syntax},
      {"values", run::Stage::values},
      {"graph", run::Stage::graph},
      {"verdicts", run::Stage::verdicts}};
  for (const auto& [stage_name, stage] : kStages) {
    if (name == stage_name) return stage;
  }
  return run::Stage::none;
}

int check(CheckOptions& options) {
  options.output.strict = options.judging.strict;
  const std::optional<std::vector<Output>> outputs = outputs_of(options.output);
  if (!outputs) return kCouldNotRun;
  run::Options& run = options.judging.run;
  run.print = stage_of(options.print);
  ask_for_details(*outputs, options.output, run);
  OutputFile ledger;
  if (!options.ledger.empty()) {
    if (!ledger.open(options.ledger)) return kCouldNotRun;
    run.ledger = [&ledger](std::string_view text) { ledger.write(text); };
  }
  source::Files files;
  const std::optional<run::Outcome> outcome = judge(options.judging, files);
  if (!ledger.close() || !outcome) return kCouldNotRun;
  const int code = exit_code(*outcome, options.judging);
  if (run.print != run::Stage::none) {
    return write_output("-", outcome->printed) ? code : kCouldNotRun;
  }
  return write_outputs(*outputs, *outcome, options.output) ? code : kCouldNotRun;
}

}  // namespace

void add_check(CLI::App& app, Chosen& chosen, const std::string& today) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand("check", "Judge the Terraform of these paths");
  add_output_options(*command, options->output);
  add_judging_options(*command, options->judging, today);
  command->add_option("--print", options->print, "A stage instead of the report")
      ->check(CLI::IsMember({"syntax", "values", "graph", "verdicts"}));
  command->add_option("--ledger", options->ledger,
                      "File to account in for every resource, rule and clause, as JSON");
  command->callback([options, &chosen] { chosen.command = [options] { return check(*options); }; });
}

}  // namespace cli
