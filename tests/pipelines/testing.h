// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "pipelines/pipelines.h"

// What the tests of this folder read pipelines with.
namespace pipelines_test {

struct ReadFile {
  source::MemoryFileSystem repository;
  source::Files files;
  diagnostics::Diagnostics unreadable;
  std::unique_ptr<pipelines::File> file;

  explicit ReadFile(std::string text, std::string script = {}) {
    repository.add("bitbucket-pipelines.yml", std::move(text));
    if (!script.empty()) repository.add("deploy.sh", std::move(script));
    file = pipelines::read("bitbucket-pipelines.yml", repository, files, unreadable);
  }

  // Each diagnostic as "line:column summary", in the order of the file.
  [[nodiscard]] std::string problems() const {
    std::string out;
    for (const auto& diagnostic : diagnostics::sorted(file->diagnostics.all(), files)) {
      const source::Position at = files[file->id].position(diagnostic.subject.begin);
      out += std::to_string(at.line) + ":" + std::to_string(at.column) + " " + diagnostic.summary;
      if (!diagnostic.remedy.empty()) out += " (" + diagnostic.remedy + ")";
      out += "\n";
    }
    return out;
  }

  [[nodiscard]] const pipelines::Node* node(const std::string& address) const {
    for (const pipelines::Node& node : file->nodes) {
      if (node.address == address) return &node;
    }
    return nullptr;
  }

  // An attribute as it is printed; "-> address, address" if it leads to nodes.
  [[nodiscard]] std::string attribute(const std::string& address, const std::string& name) const {
    const pipelines::Node* found = node(address);
    if (found == nullptr) return "no node";
    const pipelines::Attribute* attribute = found->attribute(name);
    if (attribute == nullptr) return "no attribute";
    if (attribute->leads == pipelines::Leads::nowhere) return values::print(attribute->value);
    std::string out = "->";
    for (const uint32_t index : attribute->nodes) out += " " + file->nodes[index].address;
    return out;
  }

  [[nodiscard]] std::string text(const source::Range& range) const {
    return std::string(files.text(range));
  }
};

}  // namespace pipelines_test
