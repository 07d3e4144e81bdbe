// SPDX-License-Identifier: Apache-2.0
// Reads .plumbline.hcl: attributes and blocks are constant expressions, evaluated by the one
// evaluator with no names in scope. Exported: everything in config.h but the bodies' decoding,
// which is read.cc's. Tested in tests/config/.

#include "config/config.h"

#include <fmt/format.h>

#include <array>

#include "config/read.h"

namespace config {

namespace {

constexpr std::array<std::string_view, 5> kSeverities = {"info", "low", "medium", "high",
                                                         "critical"};

}  // namespace

std::string_view name(Severity severity) { return kSeverities[static_cast<size_t>(severity)]; }

std::optional<Severity> parse_severity(std::string_view text) {
  for (size_t i = 0; i < kSeverities.size(); ++i) {
    if (kSeverities[i] == text) return static_cast<Severity>(i);
  }
  return std::nullopt;
}

bool matches(std::string_view pattern, std::string_view name) {
  // Greedy with one point of return: linear in practice, quadratic at worst.
  size_t p = 0, n = 0;
  size_t star = std::string_view::npos, resume = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = n;
    } else if (p < pattern.size() && pattern[p] == name[n]) {
      ++p;
      ++n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::string find(const source::FileSystem& file_system, std::string_view start,
                 std::string_view repository) {
  if (repository.empty()) return {};
  std::string directory(start);
  if (file_system.kind(start) == source::EntryKind::file) directory = source::parent_path(start);
  for (;;) {
    std::string path = source::join_path(directory, ".plumbline.hcl");
    if (file_system.kind(path) == source::EntryKind::file &&
        source::is_inside(repository, file_system.canonical(path))) {
      return path;
    }
    const std::string canonical = file_system.canonical(directory);
    if (canonical == repository || !source::is_inside(repository, canonical)) return {};
    directory = source::join_path(directory, "..");
  }
}

LoadedConfig load(const source::FileSystem& file_system, source::Files& files,
                  const std::string& path, values::Arena& arena) {
  LoadedConfig loaded;
  if (path.empty()) return loaded;
  source::Result<std::string> text = file_system.read(path);
  if (!text.ok()) {
    loaded.diagnostics.error(diagnostics::kUnreadable, {},
                             fmt::format("Cannot read the config {}", path), text.error());
    return loaded;
  }
  const source::FileId file = files.add(path, std::move(text.value()));
  const auto tree = std::make_shared<const syntax::Tree>(syntax::parse(file, files));
  append_as(diagnostics::kInvalidConfig, tree->diagnostics, loaded.diagnostics);
  loaded.config = read_config(*tree->body, arena, loaded.diagnostics);
  loaded.config.policy.tree = tree;
  loaded.config.path = path;
  return loaded;
}

std::string baseline_path(const Config& config) {
  if (config.baseline.empty()) return {};
  return source::join_path(source::parent_path(config.path), config.baseline);
}

}  // namespace config
