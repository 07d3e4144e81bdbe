// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "terraform/print.h"
#include "terraform/terraform.h"

// Configurations written as text in tests, and what was made of them.
namespace terraform::testing {

struct TextFile {
  std::string path;
  std::string text;
};

// A repository in memory with its root at "." (or another directory), loaded and evaluated.
class Repository {
 public:
  explicit Repository(std::vector<TextFile> files) {
    for (TextFile& file : files) file_system_.add(file.path, std::move(file.text));
    loader_ = std::make_unique<Loader>(file_system_, files_, 1);
  }
  // One file, main.tf.
  explicit Repository(std::string text) : Repository({TextFile{"main.tf", std::move(text)}}) {}

  Loader& loader() { return *loader_; }

  const Evaluation& evaluate(const Inputs& inputs = {}, Purpose purpose = Purpose::eval,
                             std::string_view directory = ".") {
    configuration_ = loader_->load(directory);
    evaluation_.emplace(terraform::evaluate(configuration_, inputs, purpose, *loader_));
    return *evaluation_;
  }

  // As a module that is published for others to call.
  const Evaluation& evaluate_library() {
    configuration_ = loader_->load(".");
    configuration_.kind = DirectoryKind::library;
    evaluation_.emplace(terraform::evaluate(configuration_, {}, Purpose::check, *loader_));
    return *evaluation_;
  }

  const Evaluation& evaluation() {
    if (!evaluation_) evaluate();
    return *evaluation_;
  }

  // A root output as JSON; "unknown" if it is not wholly known, "" if there is none.
  std::string output(std::string_view name) {
    for (const OutputValue& output : evaluation().outputs()) {
      if (output.name == name) return text(output.value);
    }
    return "";
  }

  std::string planned(std::string_view address, std::string_view attribute) {
    return text(evaluation().planned(node(address), attribute));
  }
  std::string judged(std::string_view address, std::string_view attribute) {
    return text(evaluation().judged(node(address), attribute));
  }

  NodeId node(std::string_view address) {
    for (const ResourceInstance& resource : evaluation().resources()) {
      if (resource.address == address) return resource.id;
    }
    return values::kNoNode;
  }

  // Addresses of all resource instances, one a line.
  std::string addresses() {
    std::string lines;
    for (const ResourceInstance& resource : evaluation().resources()) {
      lines += resource.address + (resource.conditional ? " ?\n" : "\n");
    }
    return lines;
  }

  // What was reported, one problem a line: "main.tf:3: Unsupported argument".
  std::string problems() { return problems(evaluation().diagnostics()); }
  std::string problems(const diagnostics::Diagnostics& diagnostics) {
    return lines_of(diagnostics, diagnostics::Severity::note);
  }
  // The same without warnings and notes.
  std::string errors(const diagnostics::Diagnostics& diagnostics) {
    return lines_of(diagnostics, diagnostics::Severity::error);
  }

  std::string place(const source::Range& range) {
    if (!range.known()) return "";
    const source::File& file = files_[range.file];
    return file.path() + ':' + std::to_string(file.position(range.begin).line) + ": ";
  }

  // A value as JSON, or what kind of unknown it is: "unknown variable var.x".
  std::string text(const Value& value) {
    const Value whole = value.materialized(evaluation().arena());
    if (whole.is_wholly_known()) return values::to_json(whole);
    std::string text = "unknown";
    for (const values::Reason* reason : values::all_reasons(whole, evaluation().arena())) {
      text += ' ' + std::string(name_of(reason->kind)) + ' ' + std::string(reason->subject);
    }
    return text;
  }

 private:
  std::string lines_of(const diagnostics::Diagnostics& diagnostics, diagnostics::Severity least) {
    std::string lines;
    for (const auto& problem : diagnostics::sorted(diagnostics.all(), files_)) {
      if (problem.severity <= least) lines += place(problem.subject) + problem.summary + '\n';
    }
    return lines;
  }

  static std::string_view name_of(values::ReasonKind kind) {
    constexpr std::string_view kNames[] = {"variable",      "apply", "data",     "module",
                                           "file",          "count", "external", "invalid",
                                           "not-supported", "plan"};
    return kNames[static_cast<size_t>(kind)];
  }

  source::MemoryFileSystem file_system_;
  source::Files files_;
  std::unique_ptr<Loader> loader_;
  Configuration configuration_;
  std::optional<Evaluation> evaluation_;
};

}  // namespace terraform::testing
