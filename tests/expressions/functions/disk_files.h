// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>

#include "expressions/expressions.h"

// The files of a folder on disk, as functions see them in tests: what leads out of it is refused.
namespace expressions {

class DiskFiles final : public FileAccess {
 public:
  explicit DiskFiles(std::string root) : root_(std::move(root)) {}
  Text read(std::string_view path) override;
  bool exists(std::string_view path) override;
  std::vector<std::string> walk(std::string_view directory) override;
  const syntax::ExpressionTree* parse_template(std::string_view path) override;
  const syntax::ExpressionTree* parse_template_text(std::string_view text) override;
  std::string absolute(std::string_view path) override;

 private:
  void walk_into(std::vector<std::string>& found, const std::string& directory,
                 const std::string& prefix);

  std::string root_;
  source::DiskFileSystem disk_;
  source::Files files_;
  std::map<std::string, std::string, std::less<>> texts_;
  std::vector<std::unique_ptr<syntax::ExpressionTree>> trees_;
};

}  // namespace expressions
