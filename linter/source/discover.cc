// SPDX-License-Identifier: Apache-2.0
//
// Walks directories for Terraform and pipeline files. Works with a list of directories still to
// visit, not with recursion, so that no tree is too deep for it.
// Exports terraform_directory and discover. Tested in tests/source/discover_test.cc and, with
// links and unreadable directories, disk_test.cc.
#include <algorithm>
#include <deque>
#include <optional>
#include <set>

#include "source/ignore.h"
#include "source/source.h"

namespace source {
namespace {

constexpr std::string_view kPipelineFiles[] = {"bitbucket-pipelines.yml",
                                               "bitbucket-pipelines.yaml"};

// How many ignored directories one run looks into before it asks git what it keeps of them.
constexpr size_t kMaxLooks = 200;

bool is_pipeline_name(std::string_view name) {
  return std::ranges::find(kPipelineFiles, name) != std::end(kPipelineFiles);
}

bool is_never_entered(std::string_view name) { return name == ".git" || name == ".terraform"; }

bool is_yaml(std::string_view name) { return name.ends_with(".yml") || name.ends_with(".yaml"); }

bool speaks_of_pipelines(std::string_view name) {
  return name.find("pipeline") != std::string_view::npos ||
         name.find("bitbucket") != std::string_view::npos;
}

bool ends_in(std::string_view name, std::string_view suffix) {
  return name.ends_with(suffix) ||
         (name.ends_with(".json") && name.substr(0, name.size() - 5).ends_with(suffix));
}

bool terraform_ignores(std::string_view name) {
  return name.starts_with('.') || name.ends_with('~') ||
         (name.starts_with('#') && name.ends_with('#'));
}

bool is_configuration(std::string_view name, std::string_view suffix) {
  return ends_in(name, suffix) && !terraform_ignores(name);
}

// A file for whose sake a directory is looked into though it is ignored.
bool is_wanted(std::string_view name) {
  return is_configuration(name, ".tf") || is_configuration(name, ".tofu") ||
         (is_yaml(name) && speaks_of_pipelines(name));
}

// Terragrunt's files have any name; those of other programs are known by theirs.
bool may_be_terragrunt(std::string_view name) {
  return name.ends_with(".hcl") && !name.starts_with('.') && !name.ends_with(".pkr.hcl");
}

TerraformDirectory sort_out(std::string path, const std::vector<Entry>& entries) {
  std::vector<std::string> opentofu;
  TerraformDirectory result{.path = std::move(path), .files = {}, .inputs = {}};
  for (const Entry& entry : entries) {
    if (entry.kind != EntryKind::file) continue;
    if (is_configuration(entry.name, ".tf")) result.files.push_back(entry.name);
    if (is_configuration(entry.name, ".tofu")) opentofu.push_back(entry.name);
    if (ends_in(entry.name, ".tfvars")) result.inputs.push_back(entry.name);
  }
  // Terraform does not see OpenTofu's files: they count where there are no others.
  if (result.files.empty()) result.files = std::move(opentofu);
  return result;
}

// The directory and all above it, from the root of the file system down.
std::vector<std::string> line_of(std::string_view directory) {
  std::vector<std::string> line{std::string(directory)};
  while (line.back() != "/") line.push_back(parent_path(line.back()));
  std::reverse(line.begin(), line.end());
  return line;
}

std::string repository_of(const FileSystem& files, const std::string& directory) {
  const std::vector<std::string> line = line_of(directory);
  for (const std::string_view mark : {".git", ".plumbline.hcl"}) {
    const auto holder = std::find_if(line.rbegin(), line.rend(), [&](const std::string& candidate) {
      return files.kind(join_path(candidate, mark)).has_value();
    });
    if (holder != line.rend()) return *holder;
  }
  return directory;
}

class Walk {
 public:
  explicit Walk(const FileSystem& files) : files_(files), current_(files.canonical(".")) {}

  void start_at(const std::string& path);
  Discovery finish();

 private:
  // A directory to visit, by its canonical path.
  struct Visit {
    std::string directory;
    const IgnoreRules* rules;
    bool whole = true;     // also what is below it
    bool ignored = false;  // it is, but for what git keeps all the same
  };

  void look_into(const Visit& visit);
  void keep_directory(const Visit& visit, const IgnoreRules& rules,
                      const std::vector<Entry>& entries);
  [[nodiscard]] bool is_ignored(const Visit& visit, const IgnoreRules& rules,
                                const std::string& name);
  [[nodiscard]] bool may_hold_wanted(const std::string& directory);
  [[nodiscard]] bool holds_kept(const std::string& directory);
  const std::vector<std::string>& kept();
  void note_links(const Visit& visit, const TerraformDirectory& directory,
                  const std::vector<Entry>& entries);
  const IgnoreRules* rules_above(const std::string& directory);
  const IgnoreRules* rules_in(const std::string& directory, const IgnoreRules* above);
  void report(std::string problem) { result_.problems.push_back(std::move(problem)); }

  const FileSystem& files_;
  const std::string current_;
  Discovery result_;
  std::deque<IgnoreRules> rules_;
  std::vector<Visit> pending_;
  std::set<std::string> visited_;                 // directories visited whole
  std::optional<std::vector<std::string>> kept_;  // by git, asked for when something is ignored
  size_t looks_ = 0;                              // into ignored directories
  std::set<std::string> lent_;  // files, canonical, that links of other directories lead to
};

void Walk::start_at(const std::string& path) {
  const auto kind = files_.kind(path);
  if (!kind) {
    report(path + " cannot be read: there is no such file or directory");
    return;
  }
  const std::string place = files_.canonical(path);
  const bool whole = *kind == EntryKind::directory;
  if (!whole && is_yaml(place) && !is_pipeline_name(base_name(place))) {
    result_.yaml_files.push_back(relative_path(current_, place));
  }
  const std::string directory = whole ? place : parent_path(place);
  if (result_.repository.empty()) result_.repository = repository_of(files_, directory);
  pending_.push_back({.directory = directory, .rules = rules_above(directory), .whole = whole});
  while (!pending_.empty()) {
    const Visit next = std::move(pending_.back());
    pending_.pop_back();
    if (visited_.size() == kMaxDirectories) {
      report("More than " + std::to_string(kMaxDirectories) +
             " directories: those left were not looked into");
      pending_.clear();
      return;
    }
    look_into(next);
  }
}

void Walk::look_into(const Visit& visit) {
  if (visited_.contains(visit.directory)) return;
  if (visit.whole) visited_.insert(visit.directory);
  const auto listed = files_.list(relative_path(current_, visit.directory));
  if (!listed.ok()) {
    report(listed.error());
    return;
  }
  const std::vector<Entry>& entries = listed.value();
  const bool has_rules = std::any_of(entries.begin(), entries.end(), [](const Entry& entry) {
    return entry.name == ".gitignore" && entry.kind == EntryKind::file;
  });
  const IgnoreRules* rules = has_rules ? rules_in(visit.directory, visit.rules) : visit.rules;
  keep_directory(visit, *rules, entries);
  if (!visit.whole) return;
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    if (entry->kind != EntryKind::directory || entry->link) continue;
    if (is_never_entered(entry->name)) continue;
    std::string below = join_path(visit.directory, entry->name);
    const bool ignored = visit.ignored || rules->ignores(below, true);
    if (ignored && !holds_kept(below)) continue;
    pending_.push_back({.directory = std::move(below), .rules = rules, .ignored = ignored});
  }
}

bool Walk::is_ignored(const Visit& visit, const IgnoreRules& rules, const std::string& name) {
  const std::string path = join_path(visit.directory, name);
  if (!visit.ignored && !rules.ignores(path, false)) return false;
  return !std::ranges::binary_search(kept(), path);
}

// Whether it is worth while to ask git. Of many directories it is: to ask costs less than to look.
bool Walk::may_hold_wanted(const std::string& directory) {
  std::vector<std::string> open{directory};
  while (!open.empty()) {
    if (looks_++ == kMaxLooks) return true;
    const std::string next = std::move(open.back());
    open.pop_back();
    const auto listed = files_.list(next);
    if (!listed.ok()) continue;
    for (const Entry& entry : listed.value()) {
      if (entry.kind == EntryKind::file && is_wanted(entry.name)) return true;
      const bool below = entry.kind == EntryKind::directory && !entry.link;
      if (below && !is_never_entered(entry.name)) open.push_back(join_path(next, entry.name));
    }
  }
  return false;
}

bool Walk::holds_kept(const std::string& directory) {
  if (!kept_ && !may_hold_wanted(directory)) return false;
  const std::string prefix = directory + '/';
  const auto below = std::ranges::lower_bound(kept(), prefix);
  return below != kept().end() && below->starts_with(prefix);
}

const std::vector<std::string>& Walk::kept() {
  if (!kept_) kept_ = files_.kept_by_git(result_.repository, is_wanted);
  return *kept_;
}

// What a directory links to is lent to it if it has more than that, files or inputs. If it has not,
// it is as good a root as the other.
void Walk::note_links(const Visit& visit, const TerraformDirectory& directory,
                      const std::vector<Entry>& entries) {
  std::vector<std::string> targets;
  for (const Entry& entry : entries) {
    if (!entry.link || !std::ranges::binary_search(directory.files, entry.name)) continue;
    std::string target = files_.canonical(join_path(visit.directory, entry.name));
    if (parent_path(target) != visit.directory) targets.push_back(std::move(target));
  }
  if (targets.size() == directory.files.size() && directory.inputs.empty()) return;
  lent_.insert(targets.begin(), targets.end());
}

// Notes the directory if it holds a Terraform file that git would keep, and its pipeline file. A
// directory that was named by one of its files is kept whatever git ignores.
void Walk::keep_directory(const Visit& visit, const IgnoreRules& rules,
                          const std::vector<Entry>& entries) {
  const auto is_kept = [&](std::string_view name) {
    return !visit.whole || !is_ignored(visit, rules, std::string(name));
  };
  const std::string shown = relative_path(current_, visit.directory);
  TerraformDirectory directory = sort_out(shown, entries);
  note_links(visit, directory, entries);
  if (std::any_of(directory.files.begin(), directory.files.end(), is_kept)) {
    result_.directories.push_back(std::move(directory));
  }
  const bool of_pipelines = speaks_of_pipelines(base_name(shown));
  for (const Entry& entry : entries) {
    if (entry.kind != EntryKind::file) continue;
    if (may_be_terragrunt(entry.name)) result_.hcl_files.push_back(join_path(shown, entry.name));
    const bool by_name = is_pipeline_name(entry.name);
    const bool by_text = visit.whole && (of_pipelines || speaks_of_pipelines(entry.name));
    if (!is_yaml(entry.name) || !(by_name || by_text) || !is_kept(entry.name)) continue;
    auto& files = by_name ? result_.pipeline_files : result_.yaml_files;
    files.push_back(join_path(shown, entry.name));
  }
}

// The rules of the directories from the repository's down to the one above `directory`.
const IgnoreRules* Walk::rules_above(const std::string& directory) {
  const IgnoreRules* rules = &rules_.emplace_back();
  for (const std::string& above : line_of(directory)) {
    if (above == directory) break;
    if (!is_inside(result_.repository, above)) continue;
    if (files_.kind(join_path(above, ".gitignore")) == EntryKind::file) {
      rules = rules_in(above, rules);
    }
  }
  return rules;
}

const IgnoreRules* Walk::rules_in(const std::string& directory, const IgnoreRules* above) {
  const std::string path = relative_path(current_, join_path(directory, ".gitignore"));
  const auto text = files_.read(path);
  if (!text.ok()) {
    report(text.error());
    return above;
  }
  IgnoreRules rules(above, directory, text.value());
  if (rules.pattern_count() > kMaxIgnorePatterns) {
    report(path + " is not heeded: more than " + std::to_string(kMaxIgnorePatterns) +
           " patterns would be in force");
    return above;
  }
  return &rules_.emplace_back(std::move(rules));
}

Discovery Walk::finish() {
  const auto by_path = [](const TerraformDirectory& a, const TerraformDirectory& b) {
    return a.path < b.path;
  };
  const auto same_path = [](const TerraformDirectory& a, const TerraformDirectory& b) {
    return a.path == b.path;
  };
  auto& directories = result_.directories;
  std::sort(directories.begin(), directories.end(), by_path);
  directories.erase(std::unique(directories.begin(), directories.end(), same_path),
                    directories.end());
  for (TerraformDirectory& directory : directories) {
    const std::string place = join_path(current_, directory.path);
    directory.lends_all = !lent_.empty() && directory.inputs.empty() &&
                          std::ranges::all_of(directory.files, [&](const std::string& name) {
                            return lent_.contains(join_path(place, name));
                          });
  }
  for (auto* texts :
       {&result_.pipeline_files, &result_.yaml_files, &result_.hcl_files, &result_.problems}) {
    std::sort(texts->begin(), texts->end());
    texts->erase(std::unique(texts->begin(), texts->end()), texts->end());
  }
  return std::move(result_);
}

}  // namespace

Result<TerraformDirectory> terraform_directory(const FileSystem& files,
                                               std::string_view directory) {
  const auto listed = files.list(directory);
  if (!listed.ok()) return Result<TerraformDirectory>::failure(listed.error());
  return sort_out(std::string(directory), listed.value());
}

Discovery discover(const FileSystem& files, std::span<const std::string> paths) {
  Walk walk(files);
  for (const std::string& path : paths) walk.start_at(path);
  return walk.finish();
}

}  // namespace source
