// SPDX-License-Identifier: Apache-2.0
// JSON that passed through a provider's structures. Exports records. Tested in
// tests/terraform/given_form_test.cc.
#include "terraform/record_form.h"

#include <algorithm>
#include <map>
#include <vector>

#include "values/inspect.h"

namespace terraform {

namespace {

using values::Kind;
using values::Value;

std::string lowered(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return result;
}

class Records {
 public:
  Records(std::string_view sorted_arrays, std::string_view members, values::Arena& arena)
      : sorted_(sorted_arrays), arena_(arena) {
    while (!members.empty()) {
      const std::string_view path = members.substr(0, members.find(','));
      members.remove_prefix(std::min(members.size(), path.size() + 1));
      const bool drops_zero = path.ends_with('?');
      const std::string_view whole = drops_zero ? path.substr(0, path.size() - 1) : path;
      members_.emplace(lowered(whole), Member{whole.substr(whole.rfind('.') + 1), drops_zero});
    }
  }

  Value array(const Value& array, const std::string& path, bool sorted) {
    std::vector<Value> elements;
    for (const Value& element : array.elements()) {
      const Value kept = value(element, path);
      if (kept.kind() != Kind::object || !kept.elements().empty()) elements.push_back(kept);
    }
    if (sorted) std::ranges::stable_sort(elements, {}, name_of);
    return Value::tuple(elements, arena_);
  }

 private:
  struct Member {
    std::string_view name;
    bool drops_zero = false;
  };

  static bool is_zero(const Value& value) {
    const std::string json = values::to_json(value);
    return json == "0" || json == "\"\"";
  }

  static std::string_view name_of(const Value& record) {
    const Value name = values::member_of(record, "name");
    return values::is_text(name) ? name.as_string() : std::string_view();
  }

  Value value(const Value& given, const std::string& path) {
    if (!given.is_known()) return given;
    if (given.kind() == Kind::tuple) return array(given, path, is_sorted(path));
    return given.kind() == Kind::object ? object(given, path) : given;
  }

  Value object(const Value& given, const std::string& path) {
    std::map<std::string_view, Value> kept;
    for (size_t i = 0; i < given.keys().size(); ++i) {
      const std::string_view key = given.keys()[i];
      const std::string below = path.empty() ? lowered(key) : path + '.' + lowered(key);
      const bool any = members_.contains(path + ".*");
      const auto member = members_.find(below);
      if (given.elements()[i].is_null() || (!any && member == members_.end())) continue;
      if (!any && member->second.drops_zero && is_zero(given.elements()[i])) continue;
      kept.insert_or_assign(any ? key : member->second.name, value(given.elements()[i], below));
    }
    std::vector<std::string_view> names;
    std::vector<Value> values;
    for (const auto& [name, member] : kept) {
      names.push_back(name);
      values.push_back(member);
    }
    return Value::object(names, values, arena_);
  }

  [[nodiscard]] bool is_sorted(std::string_view path) const {
    for (std::string_view rest = sorted_; !rest.empty();) {
      const std::string_view name = rest.substr(0, rest.find(','));
      if (name == path) return true;
      rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    }
    return false;
  }

  std::string_view sorted_;
  std::map<std::string, Member, std::less<>> members_;  // by path in small letters
  values::Arena& arena_;
};

}  // namespace

std::string records(const std::string& json, std::string_view sorted_arrays,
                    std::string_view members, values::Arena& arena) {
  const auto parsed = values::from_json(json, arena);
  const bool array = parsed.ok() && parsed.value().is_known() &&
                     parsed.value().kind() == Kind::tuple &&
                     std::ranges::all_of(parsed.value().elements(), [](const Value& element) {
                       return element.is_known() && element.kind() == Kind::object;
                     });
  if (!array) return json;
  return values::to_json(Records(sorted_arrays, members, arena).array(parsed.value(), "", true));
}

}  // namespace terraform
