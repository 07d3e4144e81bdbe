// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as YAML and as a pipeline file, whose steps may run it as a script: no crash, ranges
// inside the text, keys and aliases in the order of the text, and the same answer twice.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "pipelines/pipelines.h"

namespace {

void check(const source::Range& range, const source::Files& files) {
  if (!range.known()) return;
  if (range.begin > range.end || range.end > files[range.file].text().size()) std::abort();
}

void check(const diagnostics::Diagnostics& diagnostics, const source::Files& files) {
  for (const diagnostics::Diagnostic& diagnostic : diagnostics.all()) {
    check(diagnostic.subject, files);
    for (const diagnostics::Related& related : diagnostic.related) check(related.range, files);
  }
}

void check(const syntax::YamlTree& tree, const source::Files& files) {
  std::vector<const syntax::YamlNode*> open;
  if (tree.root != nullptr) open.push_back(tree.root);
  while (!open.empty()) {
    const syntax::YamlNode& node = *open.back();
    open.pop_back();
    check(node.range, files);
    check(node.anchor_range, files);
    if (node.kind == syntax::YamlKind::alias && node.target == nullptr) std::abort();
    open.insert(open.end(), node.items.begin(), node.items.end());
    for (const syntax::YamlEntry& entry : node.entries) {
      open.push_back(entry.key);
      open.push_back(entry.value);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  source::MemoryFileSystem repository;
  repository.add("bitbucket-pipelines.yml", text);
  repository.add("deploy.sh", text);
  source::Files files;
  diagnostics::Diagnostics unreadable;
  const auto file = pipelines::read("bitbucket-pipelines.yml", repository, files, unreadable);
  if (file == nullptr) std::abort();
  check(file->diagnostics, files);
  const bool whole = !file->diagnostics.has_errors();
  if (whole) check(file->tree, files);
  for (const pipelines::Node& node : file->nodes) {
    check(node.range, files);
    for (const source::Range& use : node.uses) check(use, files);
    for (const pipelines::Attribute& attribute : node.attributes) {
      check(attribute.range, files);
      for (const source::Range& element : attribute.elements) check(element, files);
      for (const uint32_t index : attribute.nodes) {
        if (index >= file->nodes.size()) std::abort();
      }
    }
  }
  static_cast<void>(pipelines::is_pipeline_text(text));
  return 0;
}
