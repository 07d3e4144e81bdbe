// SPDX-License-Identifier: Apache-2.0
// Finds environments by the names of variable files, as public repositories have them (read in
// 2026: `-var-file=env/dev.tfvars`, `environments/dev/terraform.tfvars`, `vars/dev.tfvars`,
// `dev.tfvars`, `common.tfvars` before any of them). Exports find_environments. Tested in
// tests/terraform/found_environments_test.cc.
#include "terraform/found_environments.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace terraform {

namespace {

constexpr std::string_view kDirectories[] = {"config",       "configs",   "env",    "environment",
                                             "environments", "envs",      "tfvars", "variables",
                                             "vars",         "workspaces"};
// What every environment is given.
constexpr std::string_view kShared[] = {"all",    "base",    "common", "default",  "defaults",
                                        "global", "globals", "shared", "terraform"};
// What people copy from.
constexpr std::string_view kSamples[] = {"example", "sample", "template"};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

// Whether a part of the name says that it is a sample: `dev.example`.
bool is_sample(std::string_view name) {
  while (!name.empty()) {
    const size_t end = std::min(name.find('.'), name.size());
    if (is_one_of(name.substr(0, end), kSamples)) return true;
    name.remove_prefix(std::min(end + 1, name.size()));
  }
  return false;
}

// The name that a variable file goes by: `prod` of `prod.tfvars`, `terraform.prod.tfvars.json` and
// `prod.auto.tfvars`; nothing for other files.
std::optional<std::string> name_of(std::string_view file) {
  if (file.ends_with(".json")) file.remove_suffix(5);
  if (!file.ends_with(".tfvars")) return std::nullopt;
  file.remove_suffix(7);
  for (const std::string_view ending : {".auto", ".terraform"}) {
    if (file.ends_with(ending)) file.remove_suffix(ending.size());
  }
  if (file.starts_with("terraform.")) file.remove_prefix(10);
  if (file.empty()) return std::nullopt;
  return std::string(file);
}

class EnvironmentFinder {
 public:
  EnvironmentFinder(Loader& loader, const Configuration& root)
      : loader_(loader), root_(root), files_(loader.file_system()) {}

  void look_in_root() {
    for (const source::Entry& entry : list(root_.directory)) {
      const std::string path = source::join_path(root_.directory, entry.name);
      const auto& automatic = root_.automatic_var_files;
      if (std::ranges::find(automatic, path) == automatic.end())
        add_file(path, entry, root_.directory);
    }
  }

  void look_around(const std::string& directory) {
    for (const std::string_view name : kDirectories) {
      const std::string path = source::join_path(directory, name);
      if (path == root_.directory) continue;
      const std::vector<source::Entry> entries = list(path);
      if (has_terraform(entries)) continue;
      for (const source::Entry& entry : entries) {
        const std::string below = source::join_path(path, entry.name);
        if (entry.kind == source::EntryKind::directory) {
          look_in_environment(below, entry.name, path);
        } else {
          add_file(below, entry, path);
        }
      }
    }
  }

  FoundEnvironments finish() {
    FoundEnvironments found;
    for (auto& [name, own] : own_) {
      const auto keeps_it = [&](const UnusableFile& file) {
        return file.environment.empty() || file.environment == name;
      };
      if (std::ranges::any_of(unusable_, keeps_it)) continue;
      FoundEnvironment environment{name, shared_};
      environment.var_files.insert(environment.var_files.end(), own.begin(), own.end());
      found.all.push_back(std::move(environment));
    }
    for (auto& [place, file] : foreign_) {
      if (places_.contains(place) && !own_.contains(file.environment)) {
        unusable_.push_back(std::move(file));
      }
    }
    std::ranges::sort(unusable_, {}, &UnusableFile::path);
    found.unusable = std::move(unusable_);
    return found;
  }

 private:
  std::vector<source::Entry> list(const std::string& directory) const {
    if (files_.kind(directory) != source::EntryKind::directory) return {};
    auto listed = files_.list(directory);
    return listed.ok() ? std::move(listed.value()) : std::vector<source::Entry>();
  }

  static bool has_terraform(std::span<const source::Entry> entries) {
    return std::ranges::any_of(entries, [](const source::Entry& entry) {
      const std::string_view name = entry.name;
      return name.ends_with(".tf") || name.ends_with(".tf.json") || name.ends_with(".tofu");
    });
  }

  // All variable files of a directory that is called as the environment.
  void look_in_environment(const std::string& directory, const std::string& name,
                           const std::string& place) {
    const std::vector<source::Entry> entries = list(directory);
    if (has_terraform(entries)) return;
    for (const bool shared : {true, false}) {  // what is more general comes first
      for (const source::Entry& entry : entries) {
        const auto stem = name_of(entry.name);
        if (!stem || is_sample(*stem) || is_one_of(*stem, kShared) != shared) continue;
        if (entry.kind == source::EntryKind::directory) continue;
        add(source::join_path(directory, entry.name), name, place);
      }
    }
  }

  void add_file(const std::string& path, const source::Entry& entry, const std::string& place) {
    if (entry.kind == source::EntryKind::directory) return;
    if (const auto name = name_of(entry.name)) add(path, *name, place);
  }

  // `place`: the directory whose entries are called as environments.
  void add(const std::string& path, const std::string& name, const std::string& place) {
    if (is_sample(name)) return;
    const bool shared = is_one_of(name, kShared);
    if (const auto why = what_is_wrong(path)) {
      UnusableFile file{*why, shared ? std::string() : name, path};
      if (*why != UnusableFile::Why::foreign) {
        unusable_.push_back(std::move(file));
      } else if (!shared && path.find("backend") == std::string::npos) {
        foreign_.emplace_back(place, std::move(file));
      }
      return;
    }
    places_.insert(place);
    std::vector<std::string>& files = shared ? shared_ : own_[name];
    if (std::ranges::find(files, path) == files.end()) files.push_back(path);
  }

  // Files of that name also hold settings of backends, and variables of other roots.
  std::optional<UnusableFile::Why> what_is_wrong(const std::string& path) const {
    const syntax::Tree* tree = loader_.tree(path);
    if (tree == nullptr) return UnusableFile::Why::unreadable;
    if (tree->diagnostics.has_errors()) return UnusableFile::Why::broken;
    const bool gives_a_variable =
        std::ranges::any_of(tree->body->attributes, [this](const syntax::Attribute& attribute) {
          return root_.root->variables.contains(attribute.name);
        });
    return gives_a_variable ? std::nullopt : std::optional(UnusableFile::Why::foreign);
  }

  Loader& loader_;
  const Configuration& root_;
  const source::FileSystem& files_;
  std::vector<std::string> shared_;
  std::vector<UnusableFile> unusable_;
  std::vector<std::pair<std::string, UnusableFile>> foreign_;  // by place
  std::set<std::string> places_;                               // of files that are taken
  std::map<std::string, std::vector<std::string>> own_;        // by name of the environment
};

}  // namespace

FoundEnvironments find_environments(Loader& loader, const Configuration& root, Reach reach) {
  if (root.root == nullptr) return {};
  EnvironmentFinder finder(loader, root);
  finder.look_in_root();
  finder.look_around(root.directory);
  if (reach == Reach::below_and_beside) {
    finder.look_around(source::join_path(root.directory, ".."));
  }
  return finder.finish();
}

}  // namespace terraform
