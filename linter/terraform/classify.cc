// SPDX-License-Identifier: Apache-2.0
// Tells roots, called modules and libraries apart. Exports classify. Tested in
// tests/terraform/load_test.cc.
#include "terraform/classify.h"

namespace terraform {

DirectoryKind classify(const Module& module, bool has_var_files, bool declared, bool called) {
  if (declared || module.backend || has_var_files) return DirectoryKind::root;
  // Old modules configure providers although others call them.
  if (called) return DirectoryKind::called;
  return module.providers.empty() ? DirectoryKind::library : DirectoryKind::root;
}

}  // namespace terraform
