// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/syntax.h"

namespace syntax {

// Reads a file of HCL's JSON profile into `tree`, whose `file` is set. In a broken file everything
// from the first fault on is left out, and the top-level member around it. Strings are templates
// in files named *.tf.json, and literal in all others, which give values to variables.
void read_json(const source::Files& files, Tree& tree);

}  // namespace syntax
