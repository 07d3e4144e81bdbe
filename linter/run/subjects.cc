// SPDX-License-Identifier: Apache-2.0
// Paths in which there is nothing to judge: who names one is mistaken about it, or about what was
// judged. Exported: report_without_subject, is_without_subject. Tested in
// tests/run/subjects_test.cc.

#include "run/subjects.h"

#include <algorithm>
#include <optional>

namespace run {

namespace {

// Whether a file was read: Terraform, a pipeline, a variable file, or what those read.
bool is_read(const Run& run, const std::string& path) {
  const std::string name = source::join_path(".", path);
  const auto is_any = [&run](const auto& predicate) {
    for (size_t i = 0; i < run.files.size(); ++i) {
      if (predicate(run.files[static_cast<source::FileId>(i)].path())) return true;
    }
    return false;
  };
  if (name.ends_with(".tfvars") || name.ends_with(".tfvars.json")) return true;
  if (is_any([&](const std::string& read) { return source::join_path(".", read) == name; })) {
    return true;
  }
  const std::string place = run.file_system.canonical(path);
  return is_any([&](const std::string& read) { return run.file_system.canonical(read) == place; });
}

bool holds_subjects(const Run& run, const std::string& directory) {
  const std::string place = run.file_system.canonical(directory);
  const auto is_in_it = [&](const std::string& path) {
    return source::is_inside(place, run.file_system.canonical(path));
  };
  return std::ranges::any_of(run.discovery.directories, is_in_it,
                             &source::TerraformDirectory::path) ||
         std::ranges::any_of(run.pipelines, [&](const Pipeline& pipeline) {
           return is_in_it(pipeline.configuration.directory);
         });
}

}  // namespace

std::vector<std::string> report_without_subject(Run& run) {
  std::vector<std::string> without_subject;
  if (run.options.inputs.plan) return without_subject;
  std::vector<std::string> paths = run.options.paths;
  if (paths.empty()) paths.emplace_back(".");
  for (const std::string& path : paths) {
    const std::optional<source::EntryKind> kind = run.file_system.kind(path);
    if (!kind) continue;  // which is said already
    if (kind == source::EntryKind::directory ? holds_subjects(run, path) : is_read(run, path)) {
      continue;
    }
    without_subject.push_back(path);
    run.diagnostics
        .error(diagnostics::kUnreadable, {}, "There is no Terraform and no pipeline in " + path)
        .severity = diagnostics::Severity::warning;
  }
  return without_subject;
}

bool is_without_subject(const Run& run, const std::vector<std::string>& without_subject) {
  return !without_subject.empty() &&
         without_subject.size() == std::max<size_t>(run.options.paths.size(), 1);
}

}  // namespace run
