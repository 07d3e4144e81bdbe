// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

// Which state of a repository was read.
namespace source {

// As GitRepository::revision tells it; each may be empty.
struct Revision {
  std::string commit;      // hexadecimal
  std::string branch;      // that is checked out; empty: none
  std::string repository;  // URL of the remote `origin`, or of the only one: without credentials
};

// A remote's URL as anybody may see it: without user, password, query and fragment; `host:path` as
// ssh://host/path. Empty for what is no address on a network, such as a path.
std::string public_url(std::string_view url);

}  // namespace source
