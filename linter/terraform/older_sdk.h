// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "terraform/evaluator.h"

// What the older SDK (hashicorp/terraform-plugin-sdk), which most providers are built with, makes
// of values in every plan, whatever the provider.
namespace terraform {

// A zero value of an argument that it also computes is as good as none.
bool counts_as_unset(const schema::Attribute& attribute, const Value& value);

// Whether a type is built with it: it adds an `id` that can seemingly be set.
bool is_of_older_sdk(const schema::Block* block);

// To it an empty set or map is none where there was none before; in an element of a set it is kept.
bool is_empty_collection(const Value& value);

// It plans a list, set or map of primitives of which an element is unknown as unknown as a whole.
// For rules its elements stay, in a sketch.
Value unknown_as_a_whole(const Value& value, values::Type type, Evaluator& evaluator);

// It drops members of a map that are null.
Value without_null_members(const Value& map, values::Arena& arena);

}  // namespace terraform
