// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "source/source.h"
#include "values/value.h"

// What an unknown value carries: refinements, which Terraform has too and both semantics read;
// a sketch, which plan-mode operations carry along and only rules read; and why it is unknown.
namespace values {

// A node of the graph: an index given out by the evaluation that made the value.
enum class NodeId : uint32_t {};
inline constexpr NodeId kNoNode{UINT32_MAX};

// go-cty's refinements. Absent parts say nothing.
struct Refinement {
  bool not_null = false;
  std::string_view prefix = {};                      // of a string
  std::optional<Number> minimum = {}, maximum = {};  // of a number
  bool minimum_inclusive = true, maximum_inclusive = true;
  uint64_t length_minimum = 0;  // of a collection
  uint64_t length_maximum = UINT64_MAX;
};

enum class ReasonKind : uint8_t {
  variable,       // a variable without a value; subject: its address
  apply,          // the provider decides at apply; subject: the attribute's address
  data_source,    // read at plan time from the provider; subject: its address
  module,         // a module that is not installed; subject: the call's address
  file,           // a file that is missing; subject: its path
  count,          // whether it exists: an unknown count or for_each; subject: its address
  external,       // stands for an object outside the configuration; subject: the text
  invalid,        // the configuration is wrong here; subject: the diagnostic's summary
  not_supported,  // Plumbline does not do this yet; subject: what
  plan,           // a plan without its source does not tell; subject: the address of what
};

struct Reason {
  ReasonKind kind;
  std::string_view subject;
  source::Range range;  // where the unknown comes from, if known
};

enum class SketchKind : uint8_t { symbol, parts, document, elements, choices, mentioned };

struct Sketch {
  SketchKind kind;
};

// Attribute `attribute` of node `node`; a path as "id", "names[0]", "endpoint[0].address".
struct Symbol : Sketch {
  NodeId node;
  std::string_view attribute;
};

// A string of pieces in order: known strings and unknown ones (with sketches of their own).
struct Parts : Sketch {
  std::span<const Value> pieces;
};

// A string that is the JSON text of `value`, in which unknowns stand.
struct Document : Sketch {
  Value value;
};

// One member of an unknown collection.
struct SketchElement {
  Value key;  // of a map's element; null of dynamic for lists and sets
  Value value;
  bool optional = false;  // may be absent
  bool many = false;      // any number like this (only if optional)
};

// "These, and perhaps those": what an unknown collection is made of, in order.
struct ElementsSketch : Sketch {
  std::span<const SketchElement> elements;
};

// One of finitely many values.
struct Choices : Sketch {
  std::span<const Value> values;
};

// A string or number made from these symbols in a way that is not kept.
struct Mentioned : Sketch {
  std::span<const Symbol* const> symbols;
};

struct UnknownData {
  Type type;
  const Refinement* refinement = nullptr;
  const Sketch* sketch = nullptr;
  std::span<const Reason* const> reasons = {};  // distinct; at most kMaxReasons are kept
};

inline constexpr size_t kMaxReasons = 8;

// Makers. What is not given is absent.
Value make_unknown(Type type, const Refinement* refinement, const Sketch* sketch,
                   std::span<const Reason* const> reasons, Arena& arena);
Value unknown_because(Type type, const Reason& reason, Arena& arena);
Value unknown_symbol(Type type, NodeId node, std::string_view attribute, const Reason& reason,
                     Arena& arena);
// The sketch of a collection with these members, which live in the arena.
const Sketch* elements_sketch(std::span<const SketchElement> elements, Arena& arena);
// The same unknown with another sketch or type, or with a refinement added (both hold).
Value with_sketch(const Value& unknown, const Sketch* sketch, Arena& arena);
Value with_type(const Value& unknown, Type type, Arena& arena);
Value refined(const Value& unknown, const Refinement& refinement, Arena& arena);
// What is known of a value's length: exact for known collections, bounds for unknown ones.
struct LengthRange {
  uint64_t minimum = 0;
  uint64_t maximum = UINT64_MAX;
};
LengthRange length_range(const Value& collection);
// Whether the value is certainly not null.
bool definitely_not_null(const Value& value);

// Appends those that are not there yet, up to kMaxReasons.
void add_reasons(std::span<const Reason* const> added, std::vector<const Reason*>& reasons);
// What keeps a value from being known: reasons of it and of everything in it, distinct, in order
// of appearance. Of a choice, what it hangs on; an object whose attributes are worked out on demand
// only where nothing else gives a reason.
std::span<const Reason* const> all_reasons(const Value& value, Arena& arena);
// An unknown of `type` that results from `inputs` in a way that is not kept: their reasons, marks,
// origins united, and the symbols that they mention.
class OriginTable;
Value unknown_from(Type type, std::span<const Value> inputs, OriginTable& origins, Arena& arena);

}  // namespace values
