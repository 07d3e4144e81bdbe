// SPDX-License-Identifier: Apache-2.0
// One type for values of many, by go-cty's order of attempts: members of one kind member by
// member, structures as collections, else the most general of the given types.
// Exported: unify. Tested in tests/values/unify_test.cc.
#include <algorithm>
#include <array>

#include "values/type_rules.h"

namespace values {
namespace {

Unified failed() { return {}; }
Unified undecided() { return {true, Type::dynamic(), true}; }
Unified unified(Type type) { return {true, type}; }

// How many of some types are of each kind.
class KindCounts {
 public:
  explicit KindCounts(std::span<const Type> types) : total_(types.size()) {
    for (Type type : types) ++counts_[static_cast<size_t>(type.kind())];
  }
  [[nodiscard]] size_t of(Kind kind) const { return counts_[static_cast<size_t>(kind)]; }
  // Whether there is one of `kind`, and besides these and dynamic ones only `other`.
  [[nodiscard]] bool only(Kind kind, Kind other) const {
    const size_t others = other == kind ? 0 : of(other);
    return of(kind) > 0 && of(kind) + others + of(Kind::dynamic) == total_;
  }
  [[nodiscard]] bool only(Kind kind) const { return only(kind, kind); }

 private:
  size_t total_;
  std::array<size_t, 9> counts_{};
};

std::vector<Type> distinct(std::span<const Type> types) {
  std::vector<Type> kept;
  for (Type type : types) {
    if (std::ranges::find(kept, type) == kept.end()) kept.push_back(type);
  }
  return kept;
}

bool all_convertible(std::span<const Type> types, Type wanted, Safety safety, Arena& arena) {
  return std::ranges::all_of(types,
                             [&](Type type) { return convertible(type, wanted, safety, arena); });
}

Unified unify_collections(std::span<const Type> types, Safety safety, Arena& arena) {
  std::vector<Type> elements;
  for (Type type : types) elements.push_back(type.element());
  const Unified element = unify(elements, safety, arena);
  if (!element.ok) return failed();
  const Kind kind = types[0].kind();
  const Type result = kind == Kind::map   ? Type::map(element.type, arena)
                      : kind == Kind::set ? Type::set(element.type, arena)
                                          : Type::list(element.type, arena);
  return all_convertible(types, result, safety, arena) ? unified(result) : failed();
}

Unified tuples_to_list(std::span<const Type> types, Safety safety, Arena& arena) {
  std::vector<Type> elements;
  for (Type type : types) {
    elements.insert(elements.end(), type.elements().begin(), type.elements().end());
  }
  const Unified element = unify(elements, safety, arena);
  if (!element.ok) return failed();
  const Type list = Type::list(element.type, arena);
  return all_convertible(types, list, safety, arena) ? unified(list) : failed();
}

Unified objects_to_map(std::span<const Type> types, Safety safety, Arena& arena) {
  std::vector<Type> attributes;
  for (Type type : types) {
    for (const ObjectAttribute& attribute : type.attributes()) attributes.push_back(attribute.type);
  }
  const Unified element = unify(attributes, safety, arena);
  if (!element.ok) return failed();
  const Type map = Type::map(element.type, arena);
  return all_convertible(types, map, safety, arena) ? unified(map) : failed();
}

Unified unify_tuples(std::span<const Type> types, Safety safety, Arena& arena) {
  const size_t size = types[0].elements().size();
  const auto same_size = [&](Type type) { return type.elements().size() == size; };
  if (!std::ranges::all_of(types, same_size)) return tuples_to_list(types, safety, arena);
  std::vector<Type> elements;
  for (size_t i = 0; i < size; ++i) {
    std::vector<Type> across;
    for (Type type : types) across.push_back(type.elements()[i]);
    const Unified element = unify(across, safety, arena);
    if (!element.ok) return failed();
    elements.push_back(element.type);
  }
  const Type tuple = Type::tuple(elements, arena);
  if (all_convertible(types, tuple, safety, arena)) return unified(tuple);
  return tuples_to_list(types, safety, arena);
}

Unified unify_objects(std::span<const Type> types, Safety safety, Arena& arena) {
  const std::span<const ObjectAttribute> first = types[0].attributes();
  const auto same_names = [&](Type type) {
    return std::ranges::equal(type.attributes(), first, {}, &ObjectAttribute::name,
                              &ObjectAttribute::name);
  };
  if (!std::ranges::all_of(types, same_names)) return objects_to_map(types, safety, arena);
  std::vector<ObjectAttribute> attributes;
  for (size_t i = 0; i < first.size(); ++i) {
    std::vector<Type> across;
    for (Type type : types) across.push_back(type.attributes()[i].type);
    const Unified attribute = unify(across, safety, arena);
    if (!attribute.ok) return failed();
    attributes.push_back({first[i].name, attribute.type, false});
  }
  const Type object = Type::object(attributes, arena);
  if (all_convertible(types, object, safety, arena)) return unified(object);
  return objects_to_map(types, safety, arena);
}

// Tuples among lists are often lists in disguise, objects among maps maps: unifies once more with
// what they unify to in their place.
Unified unify_disguised(std::span<const Type> types, Kind disguise, Kind collection, Safety safety,
                        Arena& arena) {
  std::vector<Type> structures;
  std::vector<Type> revealed;
  for (Type type : types) {
    (type.kind() == disguise ? structures : revealed).push_back(type);
  }
  const Unified inner = disguise == Kind::tuple ? tuples_to_list(structures, safety, arena)
                                                : objects_to_map(structures, safety, arena);
  if (!inner.ok) return failed();
  revealed.push_back(inner.type);
  const Unified result = unify(revealed, safety, arena);
  return result.ok && result.type.kind() == collection ? result : failed();
}

int generality(Type a, Type b);

// Of members pairwise: 0 also if each side has a more general one.
template <class Members, class TypeOf>
int members_generality(const Members& a, const Members& b, TypeOf type_of) {
  bool a_is_general = false;
  bool b_is_general = false;
  for (size_t i = 0; i < a.size(); ++i) {
    const int order = generality(type_of(a[i]), type_of(b[i]));
    a_is_general |= order < 0;
    b_is_general |= order > 0;
  }
  return static_cast<int>(b_is_general) - static_cast<int>(a_is_general);
}

int structure_generality(Type a, Type b) {
  if (a.kind() == Kind::tuple) {
    if (a.elements().size() != b.elements().size()) return 0;
    return members_generality(a.elements(), b.elements(), [](Type type) { return type; });
  }
  if (!std::ranges::equal(a.attributes(), b.attributes(), {}, &ObjectAttribute::name,
                          &ObjectAttribute::name)) {
    return 0;
  }
  return members_generality(a.attributes(), b.attributes(),
                            [](const ObjectAttribute& attribute) { return attribute.type; });
}

// Negative if the first is more general, positive if the second is, 0 if neither; optimistic, as
// whoever asks tries the conversion.
int generality(Type a, Type b) {
  const Kind left = a.kind();
  const Kind right = b.kind();
  const auto pair = [&](Kind x, Kind y) { return left == x && right == y ? -1 : 1; };
  const auto are = [&](Kind x, Kind y) {
    return (left == x && right == y) || (left == y && right == x);
  };
  if (left == Kind::dynamic || right == Kind::dynamic) {
    return static_cast<int>(left == Kind::dynamic) - static_cast<int>(right == Kind::dynamic);
  }
  if (a.is_primitive() && b.is_primitive()) {
    return static_cast<int>(right == Kind::string) - static_cast<int>(left == Kind::string);
  }
  if (left == right && a.is_collection()) return generality(a.element(), b.element());
  if (left == right && a.is_structural()) return structure_generality(a, b);
  if (are(Kind::list, Kind::set)) return pair(Kind::list, Kind::set);
  if (are(Kind::tuple, Kind::set)) return pair(Kind::tuple, Kind::set);
  if (are(Kind::list, Kind::tuple)) return pair(Kind::list, Kind::tuple);
  if (are(Kind::map, Kind::object)) return pair(Kind::map, Kind::object);
  return 0;
}

// The types with more general ones first, else in their order.
std::vector<Type> most_general_first(std::span<const Type> types) {
  std::vector<std::vector<size_t>> below(types.size());
  std::vector<size_t> above(types.size(), 0);
  for (size_t i = 0; i < types.size(); ++i) {
    for (size_t j = i + 1; j < types.size(); ++j) {
      const int order = generality(types[i], types[j]);
      if (order == 0) continue;
      below[order < 0 ? i : j].push_back(order < 0 ? j : i);
      ++above[order < 0 ? j : i];
    }
  }
  std::vector<size_t> queue;
  for (size_t i = 0; i < types.size(); ++i) {
    if (above[i] == 0) queue.push_back(i);
  }
  std::vector<Type> sorted;
  for (size_t next = 0; next < queue.size(); ++next) {
    sorted.push_back(types[queue[next]]);
    for (size_t j : below[queue[next]]) {
      if (--above[j] == 0) queue.push_back(j);
    }
  }
  return sorted;
}

Unified most_general(std::span<const Type> types, Safety safety, Arena& arena) {
  for (Type candidate : most_general_first(types)) {
    if (all_convertible(types, candidate, safety, arena)) return unified(candidate);
  }
  return failed();
}

}  // namespace

Unified unify(std::span<const Type> all_types, Safety safety, Arena& arena) {
  const std::vector<Type> types = distinct(all_types);
  if (types.empty()) return failed();
  if (types.size() == 1) return unified(types[0]);
  const KindCounts counts(types);
  const bool has_dynamic = counts.of(Kind::dynamic) > 0;
  for (Kind kind : {Kind::map, Kind::list, Kind::set, Kind::object, Kind::tuple}) {
    if (!counts.only(kind)) continue;
    // What becomes of dynamic ones decides which way is taken.
    if (has_dynamic) return undecided();
    if (kind == Kind::object) return unify_objects(types, safety, arena);
    if (kind == Kind::tuple) return unify_tuples(types, safety, arena);
    return unify_collections(types, safety, arena);
  }
  if (counts.only(Kind::map, Kind::object)) {
    const Unified map = unify_disguised(types, Kind::object, Kind::map, safety, arena);
    if (map.ok) return map;
  } else if (counts.only(Kind::list, Kind::tuple)) {
    const Unified list = unify_disguised(types, Kind::tuple, Kind::list, safety, arena);
    if (list.ok) return list;
  } else if (counts.of(Kind::object) > 0 && counts.of(Kind::tuple) > 0) {
    return failed();
  }
  return most_general(types, safety, arena);
}

Unified unify(std::span<const Type> types, Arena& arena) {
  return unify(types, Safety::any, arena);
}

}  // namespace values
