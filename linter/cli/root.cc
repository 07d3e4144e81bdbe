// SPDX-License-Identifier: Apache-2.0
// Opens a directory for the commands that look at one root module. Exported: Root. Tested end to
// end in tests/cli/.

#include "cli/root.h"

#include <cstdio>

namespace cli {

Root::Root(const std::string& directory, const InputOptions& inputs)
    : repository(file_system, source::discover(file_system, {&directory, 1}).repository),
      loader(repository, files, 1) {
  loader.read_named(inputs.var_files, file_system);
  configuration = loader.load(directory);
}

std::unique_ptr<Root> Root::open(const std::string& directory, const InputOptions& inputs) {
  auto root = std::make_unique<Root>(directory, inputs);
  if (root->configuration.root != nullptr) return root;
  std::fprintf(stderr, "plumbline: cannot read the directory %s\n", directory.c_str());
  return nullptr;
}

}  // namespace cli
