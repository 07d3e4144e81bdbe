// SPDX-License-Identifier: Apache-2.0
// plumbline init: config, baseline, hook and pipeline step of a repository. Exported: add_init.
// Tested end to end in tests/cli/init_test.cc.

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <thread>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/init/edits.h"
#include "cli/init/outcome.h"
#include "cli/judging.h"
#include "report/words.h"
#include "run/run.h"
#include "source/git.h"

namespace cli {

namespace {

using init::Edit;
using init::FileOutcome;
using init::Place;
using Kind = FileOutcome::Kind;

struct InitOptions {
  std::string directory = ".";
  std::string profile;  // empty: the default
  std::string date;
  bool baseline = false;
  bool dry_run = false;
};

// Where `init` works, and what it makes of the files there.
class Initialisation {
 public:
  explicit Initialisation(const InitOptions& options) : options_(options) {}
  int run();

 private:
  bool is_possible() const;
  void decide_config();
  bool decide_baseline();
  void decide_hook();
  void decide_step();
  void decide_on_git();
  bool carry_out() const;
  std::string next() const;

  [[nodiscard]] Place look_at(const std::string& name) const {
    return init::look_at(files_, options_.directory, name);
  }
  [[nodiscard]] bool is_to_be(std::string_view name) const {
    const auto known = std::ranges::find(outcomes_, name, [](const FileOutcome& outcome) {
      return std::string_view(outcome.place.name);
    });
    return known != outcomes_.end() && known->kind <= Kind::stays;
  }

  const InitOptions& options_;
  source::DiskFileSystem files_;
  config::Config config_;           // that is there
  std::string profile_, baseline_;  // as they will stand in the config; no baseline: empty
  std::string git_;                 // why there is no hook and no step; empty: there are
  std::vector<FileOutcome> outcomes_;
};

// False, with a message on stderr, for a directory or profile that is none.
bool Initialisation::is_possible() const {
  if (files_.kind(options_.directory) != source::EntryKind::directory) {
    std::fprintf(stderr, "plumbline: there is no directory %s\n", options_.directory.c_str());
    return false;
  }
  source::Files texts;
  rules::RuleSet rules(texts);
  rules.add_built_in();
  const auto names = rules.profile_names();
  if (std::ranges::find(names, profile_) != names.end()) return true;
  std::fprintf(stderr, "plumbline: there is no profile \"%s\"; profiles are %s\n", profile_.c_str(),
               fmt::format("{}", fmt::join(names, ", ")).c_str());
  return false;
}

void Initialisation::decide_config() {
  Place place = look_at(".plumbline.hcl");
  Edit edit{.kind = Edit::Kind::there};
  std::string what = "it is there already";
  if (place.text) {
    source::Files texts;
    values::Arena arena;
    config_ = config::load(files_, texts, place.path, arena).config;
    config_.policy = {};  // its values go with the arena
    baseline_ = config_.baseline;
    if (!options_.profile.empty() && options_.profile != config_.profile) {
      what += fmt::format(", with profile \"{}\"", config_.profile);
    }
    if (options_.baseline && baseline_.empty()) {
      edit = init::add_baseline(*place.text, init::kBaselineFile);
      what = "the baseline";
    }
  } else {
    what = "profile " + profile_;
  }
  if (options_.baseline && baseline_.empty()) baseline_ = init::kBaselineFile;
  std::string text = init::config_text(profile_, std::string(rules::built_in_version()), baseline_);
  outcomes_.push_back(
      init::outcome_of(std::move(place), std::move(text), std::move(edit), std::move(what)));
}

// Judges the directory as the config will have it. False, and said, if that cannot be done in full.
bool Initialisation::decide_baseline() {
  if (!options_.baseline) return true;
  const bool has_config = outcomes_.front().place.text.has_value();
  Place place = look_at(baseline_);
  if (place.text || !place.trouble.empty()) {
    std::string what = place.text
                           ? "it is there already; `plumbline check --extend-baseline` takes "
                             "in what has come since"
                           : place.trouble;
    outcomes_.push_back({.place = std::move(place),
                         .kind = Kind::stays,
                         .what = std::move(what),
                         .text = {},
                         .lines = {}});
    return true;
  }
  run::Options options;
  options.paths = {options_.directory};
  options.date = options_.date;
  options.jobs = std::max(1u, std::thread::hardware_concurrency());
  if (!has_config) options.profile = profile_;
  options.baseline_path = place.path;
  options.extend_baseline = true;
  source::Files texts;
  run::Outcome outcome = run::check(files_, texts, options);
  if (!outcome.complete || !outcome.baseline) {
    std::fputs(report::to_text(outcome.result, {.quiet = true}).c_str(), stderr);
    std::fprintf(stderr, "plumbline: no baseline is made of what cannot be judged in full\n");
    return false;
  }
  const findings::Report& report = outcome.result.report;
  std::string what =
      report::counted(report.accepted.size(), "accepted finding", "accepted findings");
  if (!report.findings.empty()) {
    what += fmt::format(", and without {} that cannot be accepted", report.findings.size());
  }
  Edit edit;
  outcomes_.push_back(init::outcome_of(std::move(place), std::move(*outcome.baseline),
                                       std::move(edit), std::move(what)));
  outcomes_.back().lines.clear();  // nobody reads them here
  return true;
}

void Initialisation::decide_hook() {
  Place place = look_at(".pre-commit-config.yaml");
  Edit edit;
  if (place.text) edit = init::add_hook(*place.text, PLUMBLINE_VERSION);
  const bool there = edit.kind == Edit::Kind::there;
  if (!place.text) edit.lines = init::hook_file_text(PLUMBLINE_VERSION);
  outcomes_.push_back(init::outcome_of(std::move(place), init::hook_file_text(PLUMBLINE_VERSION),
                                       std::move(edit), there ? "it has a hook" : "the hook"));
}

// Only Bitbucket runs the step.
void Initialisation::decide_step() {
  Place place = look_at("bitbucket-pipelines.yml");
  if (!place.text && place.trouble.empty()) {
    const auto repository = source::GitRepository::around(options_.directory);
    if (!repository.ok()) return;
    const std::string remote = repository.value().revision().repository;
    if (remote.find("://bitbucket.org/") == std::string::npos) return;
  }
  Edit edit;
  if (place.text) edit = init::add_step(*place.text, PLUMBLINE_VERSION);
  const bool there = edit.kind == Edit::Kind::there;
  outcomes_.push_back(init::outcome_of(
      std::move(place), init::pipeline_file_text(PLUMBLINE_VERSION), std::move(edit),
      there ? "it has a step" : "a step that judges pull requests"));
}

// Hook and step belong at the top of a repository.
void Initialisation::decide_on_git() {
  const std::vector<std::string> start = {options_.directory};
  const std::string top = source::discover(files_, start).repository;
  if (!files_.kind(source::join_path(top, ".git"))) {
    git_ =
        "This is no git repository, so there is neither hook nor step: `git init`, then the same "
        "again.\n";
  } else if (top != files_.canonical(options_.directory)) {
    git_ = fmt::format("Hook and step belong at the top of the repository: `plumbline init {}`.\n",
                       top);
  } else {
    decide_hook();
    decide_step();
  }
}

bool Initialisation::carry_out() const {
  for (const FileOutcome& outcome : outcomes_) {
    const bool touched = outcome.kind == Kind::writes || outcome.kind == Kind::adds;
    if (touched && !options_.dry_run && !init::write_to(outcome.place, outcome.text)) return false;
    std::fputs(init::describe(outcome, options_.dry_run).c_str(), stdout);
  }
  std::fputs(git_.c_str(), stdout);
  return true;
}

// What is left to do.
std::string Initialisation::next() const {
  const std::string at = options_.directory == "." ? "" : " " + options_.directory;
  std::string text = "\nNext:\n";
  const auto add = [&text](const std::string& command, std::string_view what) {
    text += fmt::format("  {:<32} {}\n", command, what);
  };
  add("plumbline check" + at,
      baseline_.empty() ? "shows what is found today" : "shows what is found, and not accepted");
  if (baseline_.empty())
    add("plumbline init --baseline" + at, "accepts that, so that only what is new is reported");
  if (is_to_be(".pre-commit-config.yaml")) {
    add("git add --all", "stages this, as the hook judges what is staged");
    add("pre-commit install", "has git run the hook before each commit");
  }
  return text;
}

int Initialisation::run() {
  profile_ = options_.profile.empty() ? config::Config().profile : options_.profile;
  if (!is_possible()) return kCouldNotRun;
  decide_config();
  if (!decide_baseline()) return kCouldNotRun;
  decide_on_git();
  if (!carry_out()) return kCouldNotRun;
  const bool nothing = std::ranges::all_of(
      outcomes_, [](const FileOutcome& outcome) { return outcome.kind >= Kind::stays; });
  std::fputs(nothing ? "Nothing is changed.\n" : "", stdout);
  return write_output("-", next()) ? kClean : kCouldNotRun;
}

}  // namespace

void add_init(CLI::App& app, Chosen& chosen, const std::string& today) {
  auto options = std::make_shared<InitOptions>();
  options->date = today;
  CLI::App* command =
      app.add_subcommand("init", "Set a repository up: config, hook and pipeline step");
  command->add_option("directory", options->directory,
                      "The top of a repository; the current directory by default");
  command->add_option("--profile", options->profile, "Profile that a new config names")
      ->type_name("PROFILE");
  command->add_flag("--baseline", options->baseline,
                    "Accept all that is found today, in a file that the config names");
  command->add_flag("--dry-run", options->dry_run, "Show what would be written, and write nothing");
  add_date(*command, options->date);
  command->callback([options, &chosen] {
    chosen.command = [options] { return Initialisation(*options).run(); };
  });
}

}  // namespace cli
