// SPDX-License-Identifier: Apache-2.0
// Reads a provider's reduced schema (data/README.md tells the format) into the table.
// Exports read_schema and body_of. Tested by tests/schema/table_test.cc and known_facts_test.cc.
#include "schema/build_tool/read_schema.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "schema/schema.h"

namespace schema::build {
namespace {

using nlohmann::json;

constexpr int kDeepest = 40;  // a block deeper than this refers to itself

const json* member(const json* object, std::string_view name) {
  if (object == nullptr) return nullptr;
  const json::const_iterator found = object->find(name);
  return found == object->end() ? nullptr : &*found;
}

bool is_true(const json& object, std::string_view name) {
  const json* value = member(&object, name);
  return value != nullptr && value->get<bool>();
}

uint16_t nesting_of(const std::string& name) {
  static const std::map<std::string, Nesting> kNames{{"single", Nesting::single},
                                                     {"list", Nesting::list},
                                                     {"set", Nesting::set},
                                                     {"map", Nesting::map},
                                                     {"group", Nesting::group}};
  return static_cast<uint16_t>(kNames.at(name));
}

uint16_t flags_of(const std::string& letters) {
  uint16_t flags = 0;
  for (const char letter : letters) {
    switch (letter) {
      case 'r':
        flags |= table::kRequired;
        break;
      case 'o':
        flags |= table::kOptional;
        break;
      case 'c':
        flags |= table::kComputed;
        break;
      case 's':
        flags |= table::kSensitive;
        break;
      case 'd':
        flags |= table::kDeprecated;
        break;
      case 'w':
        flags |= table::kWriteOnly;
        break;
      default:
        throw std::runtime_error("unknown flag in " + letters);
    }
  }
  return flags;
}

// A list or set of objects.
bool is_collection_of_objects(const json& type) {
  return type.is_array() && (type[0] == "list" || type[0] == "set") && type[1].is_array() &&
         type[1][0] == "object";
}

// Reads one resource type at a time; `type_` and `complete_type_` are its tops, for refs.
class SchemaReader {
 public:
  SchemaReader(TableBuilder& builder) : builder_(builder) {}

  uint32_t type_block(const json& type, const json* complete) {
    type_ = &type;
    complete_type_ = complete;
    return block(type, complete, false, 0);
  }

 private:
  uint32_t block(const json& body, const json* complete, bool any, int depth) {
    if (depth > kDeepest) return builder_.block(table::kBlockAny, {}, {});
    const auto key = std::tuple(&body, complete, any);
    if (const auto known = blocks_.find(key); known != blocks_.end()) return known->second;
    std::vector<table::Attribute> attributes;
    if (const json* all = member(&body, "attributes")) {
      const json* theirs = member(complete, "attributes");
      for (const auto& [name, value] : all->items()) {
        attributes.push_back(attribute(name, value, member(theirs, name)));
      }
    }
    std::vector<table::Nested> nested;
    if (const json* all = member(&body, "blocks")) {
      const json* theirs = member(complete, "blocks");
      for (const auto& [name, value] : all->items()) {
        nested.push_back(nested_block(name, value, member(theirs, name), any, depth));
      }
    }
    uint16_t flags = 0;
    if (is_true(body, "deprecated")) flags |= table::kBlockDeprecated;
    if (any) flags |= table::kBlockAny;
    return blocks_[key] = builder_.block(flags, attributes, nested);
  }

  table::Attribute attribute(const std::string& name, const json& value, const json* complete) {
    uint16_t flags = flags_of(value.at("flags"));
    if (complete != nullptr) {
      constexpr uint16_t kLent = table::kSensitive | table::kDeprecated | table::kWriteOnly;
      flags = static_cast<uint16_t>(flags | (flags_of(complete->at("flags")) & kLent));
    }
    const bool unknown_type = is_true(value, "type_unknown") && complete != nullptr;
    const json& type = unknown_type ? complete->at("type") : value.at("type");
    const json* nested = member(&value, "nested");
    if (nested == nullptr && is_collection_of_objects(type)) flags |= table::kBlockSyntax;
    return {builder_.text(name), this->type(type, nested, is_true(value, "nested_unknown")), flags};
  }

  // `within_any`: in a block whose contents were dropped, and so are lent.
  table::Nested nested_block(const std::string& name, const json& value, const json* complete,
                             bool within_any, int depth) {
    const bool any = is_true(value, "any");
    const json* told = any ? complete : &value;
    table::Nested result{.name = builder_.text(name)};
    if (told == nullptr) {
      result.nesting = static_cast<uint16_t>(Nesting::list);
      result.block = builder_.block(table::kBlockAny, {}, {});
      return result;
    }
    result.nesting = nesting_of(told->at("nesting"));
    result.minimum = told->value<uint16_t>("min", 0);
    result.maximum = told->value<uint16_t>("max", 0);
    const json* theirs = complete == nullptr ? nullptr : &body_of(*complete, *complete_type_);
    // What was dropped is looked up in the other schema alone, under its own top.
    const json& body = any ? *theirs : body_of(value, *type_);
    const json* const own_type = std::exchange(type_, any ? complete_type_ : type_);
    result.block = block(body, any ? nullptr : theirs, any || within_any, depth + 1);
    type_ = own_type;
    return result;
  }

  // `nested`: flags of the members of a nested attribute type, or null. `lenient`: whether it is
  // one cannot be told, so nothing in it is demanded.
  uint16_t type(const json& type, const json* nested, bool lenient) {
    static const std::map<std::string, values::Kind> kKinds{
        {"dynamic", values::Kind::dynamic}, {"bool", values::Kind::boolean},
        {"number", values::Kind::number},   {"string", values::Kind::string},
        {"list", values::Kind::list},       {"set", values::Kind::set},
        {"map", values::Kind::map}};
    if (type.is_string()) return builder_.type({.kind = kind(kKinds.at(type))});
    if (type.at(0) == "object") return object_type(type.at(1), nested, lenient);
    const uint16_t element = this->type(type.at(1), nested, lenient);
    return builder_.type({.kind = kind(kKinds.at(type.at(0))), .element = element});
  }

  uint16_t object_type(const json& members, const json* nested, bool lenient) {
    std::vector<table::Member> result;
    for (const auto& [name, type] : members.items()) {
      const json* inner = member(nested, name);
      const bool optional = lenient || (inner != nullptr && inner->at("flags") != "r");
      result.push_back({builder_.text(name), this->type(type, member(inner, "nested"), lenient),
                        optional ? uint16_t{1} : uint16_t{0}});
    }
    return builder_.object_type(result);
  }

  static uint16_t kind(values::Kind kind) { return static_cast<uint16_t>(kind); }

  TableBuilder& builder_;
  const json* type_ = nullptr;
  const json* complete_type_ = nullptr;
  std::map<std::tuple<const json*, const json*, bool>, uint32_t> blocks_;
};

}  // namespace

const json& body_of(const json& block, const json& type) {
  const json* ref = member(&block, "ref");
  if (ref == nullptr) return block;
  const json* body = &type;
  std::string_view rest = ref->get_ref<const std::string&>();
  while (!rest.empty()) {
    const std::string_view name = rest.substr(0, rest.find('.'));
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    body = &body_of(body->at("blocks").at(std::string(name)), type);
  }
  return *body;
}

table::Provider read_schema(const json& root, const json* complete, TableBuilder& builder) {
  static constexpr std::string_view kModeNames[] = {"resources", "data", "ephemeral"};
  SchemaReader reader(builder);
  table::Provider provider;
  provider.source = builder.text(root.at("provider").get<std::string>());
  provider.version = builder.text(root.at("version").get<std::string>());
  provider.config =
      reader.type_block(root.at("provider_config"), member(complete, "provider_config"));
  for (uint32_t mode = 0; mode < table::kModes; ++mode) {
    std::vector<table::Entry> entries;
    const json* types = member(&root, kModeNames[mode]);
    const json* theirs = member(complete, kModeNames[mode]);
    if (types == nullptr) continue;
    for (const auto& [name, type] : types->items()) {
      entries.push_back({builder.text(name), reader.type_block(type, member(theirs, name))});
    }
    provider.entries[mode] = builder.entries(entries);
  }
  return provider;
}

}  // namespace schema::build
