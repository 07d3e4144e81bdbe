// SPDX-License-Identifier: Apache-2.0
// The table of functions: the families' tables in one, sorted by name, and its index, made once.
// Exported: find_function, all_functions and their twins for rules (functions.h).
// Tested by tests/expressions/functions/answers_test.cc.
#include <algorithm>
#include <initializer_list>
#include <unordered_map>

#include "expressions/functions/families.h"

namespace expressions {

namespace {

using Table = std::vector<const Function*>;

Table make_table(std::initializer_list<std::span<const Function>> families) {
  Table table;
  for (const std::span<const Function> family : families) {
    for (const Function& function : family) table.push_back(&function);
  }
  std::sort(table.begin(), table.end(),
            [](const Function* a, const Function* b) { return a->name < b->name; });
  return table;
}

using Index = std::unordered_map<std::string_view, const Function*>;

Index make_index(const Table& table) {
  Index index;
  for (const Function* function : table) index.emplace(function->name, function);
  return index;
}

const Table& terraform_table() {
  static const Table table = make_table({
      affix_functions(),    boolean_functions(),  csv_functions(),      date_functions(),
      encoding_functions(), file_functions(),     format_functions(),   hash_functions(),
      list_functions(),     lookup_functions(),   map_functions(),      network_functions(),
      numeric_functions(),  regex_functions(),    sequence_functions(), set_functions(),
      string_functions(),   template_functions(), type_functions(),
  });
  return table;
}

const Table& rule_table() {
  static const Table table = make_table({address_range_functions()});
  return table;
}

const Function* find(const Index& index, std::string_view name) {
  const auto found = index.find(name);
  return found == index.end() ? nullptr : found->second;
}

}  // namespace

const Function* find_function(std::string_view name) {
  constexpr std::string_view kCore = "core::";
  if (name.starts_with(kCore)) name.remove_prefix(kCore.size());
  static const Index index = make_index(terraform_table());
  return find(index, name);
}

std::span<const Function* const> all_functions() { return terraform_table(); }

const Function* find_rule_function(std::string_view name) {
  static const Index index = make_index(rule_table());
  return find(index, name);
}

std::span<const Function* const> all_rule_functions() { return rule_table(); }

}  // namespace expressions
