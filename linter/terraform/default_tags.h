// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "terraform/completion.h"
#include "terraform/evaluator.h"

namespace terraform {

// The default tags of the provider configuration that a resource uses; null if there are none.
Value default_tags(Evaluator& evaluator, NodeId node);

// `tags_all` of a resource: its provider's default tags with its own laid over them. Nothing if
// there are no tags at all: then the tables say what the provider plans. To rules, a tag of which
// only the key is known is a tag.
std::optional<Value> all_tags(Evaluator& evaluator, NodeId node, View view);

}  // namespace terraform
