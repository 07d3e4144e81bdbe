// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "source/source.h"
#include "syntax/syntax.h"

namespace terraform {

// What Terragrunt's files of a repository do to directories with Terraform: which of them are not
// complete before it has run. Paths in it are canonical.
class Terragrunt {
 public:
  explicit Terragrunt(const source::FileSystem& files) : files_(files) {}

  // A file that may be Terragrunt's, at a path as it is shown to the user.
  void add(const std::string& path, const syntax::Tree& file, const source::Files& texts);
  // When all are added: works out what they do to these directories.
  void finish(std::span<const source::TerraformDirectory> directories);
  // The file that has something put beside the files of a directory, as shown; empty if none does.
  [[nodiscard]] const std::string& completing(std::string_view directory) const;

 private:
  struct File {
    std::string path;       // as shown
    std::string directory;  // canonical
    bool declares = false;  // has files put there that may declare something
    bool includes = false;  // takes in what other files say
    bool has_source = false;
    std::string source;  // of the Terraform, as written
  };
  [[nodiscard]] bool may_declare(const File& file) const;

  const source::FileSystem& files_;
  std::vector<File> all_;
  std::set<std::string> declaring_;  // directories of files that declare
  bool declares_apart_ = false;      // whether one does that stands apart, to be included
  std::map<std::string, std::string, std::less<>> completed_;  // directory -> by which file
};

}  // namespace terraform
