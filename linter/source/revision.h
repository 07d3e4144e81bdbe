// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "source/source.h"

// Which state of a repository was read.
namespace source {

// What git's own files tell; each may be empty.
struct Revision {
  std::string commit;      // hexadecimal
  std::string branch;      // that is checked out; empty: none
  std::string repository;  // URL of the remote `origin`, or of the only one: without credentials
};

// Of the repository at `directory`, read without running git. Nothing is read of a worktree or a
// submodule, whose files lie elsewhere.
Revision read_revision(const FileSystem& files, std::string_view directory);

// A remote's URL as anybody may see it: without user, password, query and fragment; `host:path` as
// ssh://host/path. Empty for what is no address on a network, such as a path.
std::string public_url(std::string_view url);

}  // namespace source
