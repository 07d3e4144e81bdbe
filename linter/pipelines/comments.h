// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pipelines/pipelines.h"
#include "syntax/syntax.h"

namespace pipelines {

// A file's comments that speak to Plumbline, and its keys with what they hold as the blocks and
// attributes that such comments stand at. No body if there are none.
syntax::Tree read_comments(const File& file, const source::Files& files);

}  // namespace pipelines
