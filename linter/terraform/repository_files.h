// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "expressions/expressions.h"
#include "terraform/configuration.h"

namespace terraform {

// The file functions' view of the repository: paths start at the root module's directory.
class RepositoryFiles final : public expressions::FileAccess {
 public:
  RepositoryFiles(Loader& loader, std::string root) : loader_(loader), root_(std::move(root)) {}
  Text read(std::string_view path) override;
  bool exists(std::string_view path) override;
  std::vector<std::string> walk(std::string_view directory) override;
  const syntax::ExpressionTree* parse_template(std::string_view path) override;
  const syntax::ExpressionTree* parse_template_text(std::string_view text) override;
  std::string absolute(std::string_view path) override;

 private:
  Loader& loader_;
  std::string root_;
  std::map<std::string, std::string, std::less<>> texts_;  // by path
};

// `directory` as seen from `base`; both relative to the same directory.
std::string relative_path(std::string_view base, std::string_view directory);

}  // namespace terraform
