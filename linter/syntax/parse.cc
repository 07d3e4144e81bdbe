// SPDX-License-Identifier: Apache-2.0
//
// The door of the room: a file goes to the reader of its syntax, many files go to threads.
// Exported: parse, parse_all, parse_expression, parse_template. Tested in tests/syntax.

#include <algorithm>
#include <atomic>
#include <thread>

#include "syntax/hcl/read_hcl.h"
#include "syntax/json/read_json.h"
#include "syntax/syntax.h"

namespace syntax {
namespace {

// Less text than this is not worth a thread's start.
constexpr size_t kBytesPerThread = 64u << 10;

constexpr std::string_view kJsonEnding = ".json";

}  // namespace

Tree parse(source::FileId file, const source::Files& files) {
  Tree tree;
  tree.file = file;
  if (files[file].path().ends_with(kJsonEnding)) {
    read_json(files, tree);
  } else {
    read_hcl(files, tree);
  }
  return tree;
}

std::vector<Tree> parse_all(std::span<const source::FileId> ids, const source::Files& files,
                            unsigned jobs) {
  std::vector<Tree> trees(ids.size());
  size_t bytes = 0;
  for (source::FileId id : ids) bytes += files[id].text().size();
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i = next++; i < ids.size(); i = next++) trees[i] = parse(ids[i], files);
  };
  const size_t helpers = std::min({bytes / kBytesPerThread, ids.size(), size_t{jobs}});
  std::vector<std::jthread> threads;
  for (size_t i = 1; i < helpers; ++i) threads.emplace_back(work);
  work();
  threads.clear();  // waits for them
  return trees;
}

ExpressionTree parse_expression(source::FileId file, const source::Files& files) {
  return read_hcl_text(file, files, TextForm::expression);
}

ExpressionTree parse_template(source::FileId file, const source::Files& files) {
  return read_hcl_text(file, files, TextForm::template_);
}

}  // namespace syntax
