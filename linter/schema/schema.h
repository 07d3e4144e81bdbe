// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "values/values.h"

// What providers' resource types look like: attributes, blocks, planned defaults, identities.
// The facts are data (schema/data/, with source and date), reduced at build time to a table in
// the binary; what a run touches is decoded on first use.
namespace schema {

enum class Mode : uint8_t { managed, data, ephemeral, provider };
enum class Nesting : uint8_t { single, list, set, map, group };

struct Block;

struct Attribute {
  std::string_view name;
  // Members of a nested attribute type that may be left out are optional() in it, so that
  // conversion to it fills them with null.
  values::Type type;
  bool required = false;
  bool optional = false;
  bool computed = false;
  bool sensitive = false;
  bool deprecated = false;
  bool write_only = false;
  // A list or set of objects that may also be written as blocks (attributes-as-blocks).
  bool block_syntax = false;
};

struct NestedBlock {
  std::string_view name;
  Nesting nesting = Nesting::list;
  uint32_t minimum = 0;
  uint32_t maximum = 0;  // 0: no limit
  const Block* block = nullptr;
};

// Attributes and blocks of a resource type or of a block in it, each sorted by name.
struct Block {
  std::span<const Attribute> attributes;
  std::span<const NestedBlock> blocks;
  bool deprecated = false;
  bool any = false;  // contents not fully known: accept what is not listed, too
  // The object type of its values (Terraform's implied type): attributes, without optional(), and
  // blocks by their nesting; dynamic where any, and for lists and maps of blocks in which some type
  // is dynamic, since these become tuples and objects.
  values::Type type;

  [[nodiscard]] const Attribute* attribute(std::string_view name) const;  // O(log n); null: none
  [[nodiscard]] const NestedBlock* nested(std::string_view name) const;   // O(log n); null: none
};

enum class Planned : uint8_t { value, null, unknown, no_fact };

// Another default under a condition on an argument of the same block.
struct Variation {
  std::string_view argument;  // empty: no argument of the block is set
  std::string_view equals;    // the argument's value as text; empty: set at all
  Planned planned = Planned::no_fact;
  values::Value value;      // if planned is value and it copies nothing
  std::string_view copies;  // if planned is value: the argument whose value it takes
};

// What a plan of a new resource holds for an argument that is left out.
struct PlannedDefault {
  Planned planned = Planned::no_fact;
  values::Value value;   // if planned is value
  bool by_rule = false;  // no fact of this path: what the facts of other paths have in common
  // The first whose condition holds counts; if that cannot be told, the default is unknown.
  std::span<const Variation> variations;
};

// One provider at one version.
struct Provider {
  std::string_view source;   // "hashicorp/aws"
  std::string_view version;  // "5.100.0"
  bool exact = false;        // the version asked for is this one: what is not here does not exist
  uint32_t index = 0;        // internal
};

// How nodes of a type are told apart and named by others (architecture facts G0, as data).
struct Identity {
  // Attributes that stand for the object itself: a reference through any of them means it.
  std::span<const std::string_view> attributes;
  // Groups of attributes that always hold the same text (a bucket's id and bucket), each sorted.
  std::span<const std::span<const std::string_view>> synonyms;
  bool adopts_existing =
      false;  // several resources may manage one object (default VPC and the like)
  // Attributes that are lists of distinct elements (zone names of a region).
  std::span<const std::string_view> distinct_elements;
};

// The tables, and what a run has decoded of them. Not thread-safe: one a root.
class Schemas {
 public:
  Schemas();
  ~Schemas();
  Schemas(Schemas&&) noexcept;

  // The table for a provider: that of the given version if there is one, else the newest of the
  // same major version, else the newest. Nothing if the provider is not known at all.
  std::optional<Provider> provider(std::string_view source, std::string_view version = {});
  // The newest table of a version that the constraint allows, else that of the nearest version.
  // Never exact, unless the constraint allows one version only.
  std::optional<Provider> provider_within(std::string_view source, std::string_view constraint);
  // All tables, one for each provider and version.
  [[nodiscard]] std::vector<Provider> providers() const;
  // Null if the provider has no such type; of Mode::provider the provider's own block, whatever the
  // type. O(log types), and decoding once.
  const Block* find(const Provider& provider, Mode mode, std::string_view type);
  // Type names, sorted, for suggestions.
  std::vector<std::string_view> type_names(const Provider& provider, Mode mode);
  // The same of all providers and versions, each name once.
  std::vector<std::string_view> type_names(Mode mode);

  // Of a managed resource. Path as "name", "health_check[].interval"; a block as a whole by its
  // name. A provider's facts are of one version; at another they hold where both have the same
  // argument.
  PlannedDefault planned_default(const Provider& provider, std::string_view type,
                                 std::string_view path);
  // What the service does when it is not told (rule semantics only): a curated table. Values are of
  // the types that their JSON has.
  PlannedDefault service_default(std::string_view type, std::string_view path);
  // A single fact (data/facts.tsv), as region/eu-west-1/partition; empty if there is none.
  // O(log facts).
  [[nodiscard]] std::string_view fact(std::string_view subject, std::string_view name,
                                      std::string_view attribute) const;
  // Identity of a type; of an unlisted one: `id` and `arn` stand for it, nothing is synonymous.
  const Identity& identity(std::string_view type);
  // The canonical one of synonymous attributes (a bucket's `bucket` is its `id`).
  std::string_view canonical_attribute(std::string_view type, std::string_view attribute);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace schema
