// SPDX-License-Identifier: Apache-2.0
// Takes addresses apart; a key may hold anything, also quotes and brackets. Exported: without_keys,
// module_of. Tested in tests/terraform/.

#include "terraform/address.h"

namespace terraform {

std::string without_keys(std::string_view address) {
  std::string result;
  bool key = false;
  bool quoted = false;
  for (size_t i = 0; i < address.size(); ++i) {
    const char c = address[i];
    if (quoted && c == '\\') {
      ++i;
    } else if (key && c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == '[') {
      key = true;
    } else if (!quoted && c == ']') {
      key = false;
    } else if (!key) {
      result += c;
    }
  }
  return result;
}

std::string_view module_of(std::string_view address) {
  constexpr std::string_view kModule = "module.";
  size_t end = 0;  // of the modules
  for (size_t at = 0; address.substr(at).starts_with(kModule);) {
    at += kModule.size();
    bool key = false, quoted = false;
    for (; at < address.size() && (key || address[at] != '.'); ++at) {
      const char c = address[at];
      if (quoted && c == '\\') {
        ++at;
      } else if (key && c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '[' || c == ']')) {
        key = c == '[';
      }
    }
    // A module that nothing follows is what the address is of.
    if (at >= address.size()) break;
    end = at++;
  }
  return address.substr(0, end);
}

}  // namespace terraform
