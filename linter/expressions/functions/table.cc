// SPDX-License-Identifier: Apache-2.0
// The table of functions: the families' tables in one, sorted by name, made once.
// Exported: find_function, all_functions and their twins for rules (functions.h).
// Tested by tests/expressions/functions/answers_test.cc.
#include <algorithm>
#include <initializer_list>

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

const Function* find(const Table& table, std::string_view name) {
  const auto found =
      std::lower_bound(table.begin(), table.end(), name,
                       [](const Function* entry, std::string_view n) { return entry->name < n; });
  return found != table.end() && (*found)->name == name ? *found : nullptr;
}

}  // namespace

const Function* find_function(std::string_view name) {
  constexpr std::string_view kCore = "core::";
  if (name.starts_with(kCore)) name.remove_prefix(kCore.size());
  return find(terraform_table(), name);
}

std::span<const Function* const> all_functions() { return terraform_table(); }

const Function* find_rule_function(std::string_view name) { return find(rule_table(), name); }

std::span<const Function* const> all_rule_functions() { return rule_table(); }

}  // namespace expressions
