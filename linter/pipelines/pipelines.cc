// SPDX-License-Identifier: Apache-2.0
// A pipeline file from bytes to nodes. Exported: read, is_pipeline_text. Tested in
// tests/pipelines/.
#include "pipelines/pipelines.h"

#include <fmt/format.h>

#include <algorithm>

#include "pipelines/structure.h"

namespace pipelines {

namespace {

constexpr std::string_view kSections[] = {"branches", "custom", "default", "pull-requests", "tags"};

bool has_section(const syntax::YamlTree& tree) {
  if (tree.root == nullptr || tree.root->kind != YamlKind::mapping) return false;
  for (const syntax::YamlEntry& entry : tree.root->entries) {
    if (entry.key->text != "pipelines" || entry.value->kind != YamlKind::mapping) continue;
    return std::ranges::any_of(entry.value->entries, [](const syntax::YamlEntry& section) {
      return std::ranges::find(kSections, section.key->text) != std::end(kSections);
    });
  }
  return false;
}

void read_definitions(Reader& reader, Whole& whole) {
  const Members definitions = reader.members(whole.members.at("definitions"), "definitions");
  const Site& services = definitions.at("services");
  read_services(reader, services);
  for (const Member& service : reader.members(services, "").all) {
    whole.services.insert(service.name);
  }
  for (const Member& cache : reader.members(definitions.at("caches"), "").all) {
    if (cache.value.is(YamlKind::mapping)) {
      static_cast<void>(reader.members(cache.value, "cache"));
    } else if (!cache.value.given()) {
      reader.wrong(reader.place(cache.value), fmt::format("Cache \"{}\" has no path", cache.name));
    }
  }
}

void read_whole(Reader& reader) {
  Whole whole;
  whole.root.node = reader.file().tree.root;
  if (!whole.root.is(YamlKind::mapping)) {
    reader.wrong(whole.root.node->range, "This is no pipeline file",
                 "It is a mapping with `pipelines`.");
    return;
  }
  read_texts(reader);
  whole.members = reader.members(whole.root, "root");
  whole.options = reader.members(whole.members.at("options"), "options");
  whole.clone = reader.members(whole.members.at("clone"), "clone");
  const Site& image = whole.members.at("image");
  if (image.given()) whole.image = read_image(reader, image, "image", "", 0);
  read_definitions(reader, whole);
  read_pipelines(reader, whole);
  reader.sort_attributes();
}

}  // namespace

bool is_pipeline_text(std::string_view text) {
  const bool may_be = text.starts_with("pipelines:") ||
                      text.find("\npipelines:") != std::string_view::npos ||
                      text.find("\npipelines :") != std::string_view::npos;
  if (!may_be || text.size() > kMaxFileBytes) return false;
  return has_section(syntax::parse_yaml(text, source::kNoFile));
}

std::unique_ptr<File> read(const std::string& path, const source::FileSystem& repository,
                           source::Files& files, diagnostics::Diagnostics& unreadable) {
  auto text = repository.read(path);
  if (!text.ok()) {
    unreadable.error(diagnostics::kUnreadable, {}, text.error());
    return nullptr;
  }
  auto file = std::make_unique<File>();
  file->path = path;
  file->id = files.add(path, std::move(text.value()));
  const std::string_view whole = files[file->id].text();
  if (whole.size() > kMaxFileBytes) {
    file->diagnostics.error(
        diagnostics::kLimitReached, {file->id, 0, 0}, "The pipeline file is too large",
        fmt::format("Pipeline files of up to {} MiB are read.", kMaxFileBytes >> 20));
    return file;
  }
  file->tree = syntax::parse_yaml(whole, file->id);
  file->diagnostics.append(std::move(file->tree.diagnostics));
  syntax::check_yaml_keys(file->tree, file->diagnostics);
  if (file->tree.root == nullptr) {
    if (file->diagnostics.empty()) {
      file->diagnostics.error(diagnostics::kInvalidPipeline, {file->id, 0, 0},
                              "The pipeline file is empty");
    }
    return file;
  }
  Reader reader(*file, repository, files);
  read_whole(reader);
  return file;
}

}  // namespace pipelines
