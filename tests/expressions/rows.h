// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fstream>
#include <string>
#include <vector>

// Tables of `expression ---> answer`; an expression may take several lines, # begins a comment.
namespace expressions {

struct Row {
  std::string expression;
  std::string expected;
};

inline std::vector<Row> read_rows(const std::string& path) {
  constexpr std::string_view kArrow = " ---> ";
  std::ifstream file(path);
  std::vector<Row> rows;
  std::string expression;
  for (std::string line; std::getline(file, line);) {
    if (expression.empty() && (line.empty() || line.starts_with('#'))) continue;
    const size_t arrow = line.rfind(kArrow);
    expression += line.substr(0, arrow);
    if (arrow == std::string::npos) {
      expression += '\n';
      continue;
    }
    rows.push_back({expression, line.substr(arrow + kArrow.size())});
    expression.clear();
  }
  return rows;
}

}  // namespace expressions
