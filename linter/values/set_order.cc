// SPDX-License-Identifier: Apache-2.0
// Which of some values are the same member of a set, and in which order go-cty lists them.
// Exported: set_members, for Value::set alone. Tested in tests/values/value_test.cc.
#include "values/set_order.h"

#include <algorithm>
#include <string>

#include "values/nested.h"
#include "values/strings.h"

namespace values {
namespace {

void append_key(const Value& value, std::string& key);

void append_nested(const Value& value, char open, char close, std::string& key) {
  key += open;
  size_t index = 0;
  all_nested(value, [&](const Value& element) {
    if (value.kind() == Kind::map) key += quoted(value.keys()[index++]) + ":";
    append_key(element, key);
    key += ';';
    return true;
  });
  key += close;
}

// The text by which go-cty orders compound values; different values may share one.
void append_key(const Value& value, std::string& key) {
  if (value.is_unknown()) {
    key += '?';
  } else if (value.is_null()) {
    key += '~';
  } else {
    switch (value.kind()) {
      case Kind::dynamic:
        break;
      case Kind::boolean:
        key += value.as_boolean() ? 'T' : 'F';
        break;
      case Kind::number:
        key += value.as_number().to_short_string();
        break;
      case Kind::string:
        key += quoted(value.as_string());
        break;
      case Kind::list:
      case Kind::set:
        append_nested(value, '[', ']', key);
        break;
      case Kind::map:
        append_nested(value, '{', '}', key);
        break;
      case Kind::tuple:
      case Kind::object:
        append_nested(value, '<', '>', key);
        break;
    }
  }
}

struct Member {
  Value value;
  std::string key;  // of a known compound value
};

Member member_of(const Value& value) {
  Member member{value, {}};
  if (value.is_known() && value.kind() >= Kind::list) append_key(value, member.key);
  return member;
}

int rank(const Value& value) { return value.is_known() ? 0 : value.is_unknown() ? 1 : 2; }

bool comes_before(const Member& a, const Member& b) {
  if (rank(a.value) != rank(b.value)) return rank(a.value) < rank(b.value);
  if (!a.value.is_known()) return false;
  if (a.value.kind() != b.value.kind()) return a.value.kind() < b.value.kind();
  switch (a.value.kind()) {
    case Kind::boolean:
      return a.value.as_boolean() < b.value.as_boolean();
    case Kind::number:
      return a.value.as_number() < b.value.as_number();
    case Kind::string:
      return a.value.as_string() < b.value.as_string();
    default:
      return a.key < b.key;
  }
}

// An unknown equals nothing, not even itself.
bool same_member(const Value& a, const Value& b) {
  return a.is_wholly_known() && b.is_wholly_known() && identical(a, b);
}

}  // namespace

std::vector<Value> set_members(std::span<const Value> values) {
  std::vector<Member> sorted;
  sorted.reserve(values.size());
  for (const Value& value : values) sorted.push_back(member_of(value));
  std::ranges::stable_sort(sorted, comes_before);
  std::vector<Value> members;
  members.reserve(sorted.size());
  size_t group = 0;  // where in `members` the values begin that sort like the current one
  for (size_t i = 0; i < sorted.size(); ++i) {
    if (i > 0 && comes_before(sorted[i - 1], sorted[i])) group = members.size();
    // Only numbers can differ in order and yet be equal.
    const size_t first = sorted[i].value.kind() == Kind::number && group > 0 ? group - 1 : group;
    const bool known_already =
        std::any_of(members.begin() + static_cast<ptrdiff_t>(first), members.end(),
                    [&](const Value& member) { return same_member(member, sorted[i].value); });
    if (!known_already) members.push_back(sorted[i].value);
  }
  return members;
}

}  // namespace values
