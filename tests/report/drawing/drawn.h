// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "report/drawing/drawing.h"

// Graphs of Terraform text and of fixtures, as pictures.
namespace drawing::testing {

// One root and all that was made of it.
class Project {
 public:
  // Files by name; the root is main.tf's directory.
  explicit Project(const std::vector<std::pair<std::string, std::string>>& texts) {
    for (const auto& [path, text] : texts) memory_.add(path, text);
    load(memory_, ".");
  }
  explicit Project(const std::string& text) : Project({{"main.tf", text}}) {}
  // A directory of the project.
  static std::unique_ptr<Project> of_directory(const std::string& directory) {
    auto drawn = std::unique_ptr<Project>(new Project());
    drawn->load(drawn->disk_, PLUMBLINE_SOURCE_DIR "/" + directory);
    return drawn;
  }

  [[nodiscard]] Picture picture(const Options& options = {}) const { return make(options).picture; }
  [[nodiscard]] Drawn make(const Options& options = {}) const {
    const Subject subject{graph_.get(), {}};
    return make_picture({&subject, 1}, files_, options);
  }
  [[nodiscard]] const graph::Graph& graph() const { return *graph_; }
  [[nodiscard]] const source::Files& files() const { return files_; }

 private:
  Project() = default;
  void load(const source::FileSystem& file_system, const std::string& directory) {
    loader_ = std::make_unique<terraform::Loader>(file_system, files_, 1);
    configuration_ = loader_->load(directory);
    evaluation_ = std::make_unique<terraform::Evaluation>(
        terraform::evaluate(configuration_, {}, terraform::Purpose::check, *loader_));
    graph_ = std::make_unique<graph::Graph>(*evaluation_);
  }

  source::MemoryFileSystem memory_;
  source::DiskFileSystem disk_;
  source::Files files_;
  std::unique_ptr<terraform::Loader> loader_;
  terraform::Configuration configuration_;
  std::unique_ptr<terraform::Evaluation> evaluation_;
  std::unique_ptr<graph::Graph> graph_;
};

// "type.name" of each node that is shown.
inline std::vector<std::string> addresses(const Picture& picture) {
  std::vector<std::string> result;
  for (const Node& node : picture.nodes) result.push_back(node.address);
  return result;
}

}  // namespace drawing::testing
