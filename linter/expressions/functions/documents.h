// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "expressions/functions.h"

// JSON texts that are unknown only in parts.
namespace expressions {

// The sketch of the JSON text of a value in which unknowns stand.
const values::Sketch* document_of(const Value& value, Arena& arena);

// What jsondecode() gives of an unknown text, with unknowns where the text has unknown pieces: of
// the JSON of a value that value, of a text in pieces what the pieces spell. Nothing if that is
// not known or no JSON.
std::optional<Value> content_of_document(const Value& text, Arena& arena);

}  // namespace expressions
