// SPDX-License-Identifier: Apache-2.0
// Build tool: a file of HCL -> its tree as bytes. Usage: pack_tree INPUT OUTPUT.

#include <cstdio>
#include <fstream>
#include <string>

#include "source/source.h"
#include "syntax/packed.h"
#include "syntax/syntax.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::string path = argv[1];
  auto text = source::DiskFileSystem().read(path);
  if (!text.ok()) {
    std::fprintf(stderr, "%s\n", text.error().c_str());
    return 1;
  }
  source::Files files;
  const source::FileId id = files.add(path, std::move(text.value()));
  const syntax::Tree tree = syntax::parse(id, files);
  for (const diagnostics::Diagnostic& diagnostic : tree.diagnostics.all()) {
    std::fputs(diagnostics::render(diagnostic, files, {}).c_str(), stderr);
  }
  if (!tree.diagnostics.all().empty()) return 1;
  std::ofstream stream(argv[2], std::ios::binary);
  stream << syntax::pack(*tree.body, files[id].text());
  return stream.flush() ? 0 : 1;
}
