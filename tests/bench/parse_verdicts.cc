// SPDX-License-Identifier: Apache-2.0
//
// Says of each file whether we accept its syntax: names on standard input, one a line;
// `accept NAME` or `reject NAME` on standard output, why on standard error. The twin of
// go/parse, which asks HashiCorp's parser; `diff` tells where they disagree.

#include <cstdio>
#include <iostream>
#include <string>

#include "syntax/syntax.h"

int main() {
  const source::DiskFileSystem disk;
  for (std::string name; std::getline(std::cin, name);) {
    source::Files files;
    source::Result<std::string> text = disk.read(name);
    if (!text.ok()) {
      std::fprintf(stderr, "%s\n", text.error().c_str());
      return 2;
    }
    const source::FileId file = files.add(name, std::move(text.value()));
    const syntax::Tree tree = syntax::parse(file, files);
    std::printf("%s %s\n", tree.diagnostics.has_errors() ? "reject" : "accept", name.c_str());
    for (const diagnostics::Diagnostic& diagnostic : tree.diagnostics.all()) {
      const source::Position place = files[file].position(diagnostic.subject.begin);
      std::fprintf(stderr, "%s:%u,%u: %s: %s\n", name.c_str(), place.line, place.column,
                   diagnostic.summary.c_str(), diagnostic.detail.c_str());
    }
  }
  return 0;
}
