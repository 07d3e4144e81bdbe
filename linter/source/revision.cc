// SPDX-License-Identifier: Apache-2.0
//
// What of a remote's address anybody may see. Exports public_url; GitRepository::revision is in
// git.cc. Tested in tests/source/revision_test.cc.
#include "source/revision.h"

#include <algorithm>

namespace source {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

}  // namespace

std::string public_url(std::string_view url) {
  url = trimmed(url);
  const size_t colon = url.find(':');
  if (colon == std::string_view::npos || colon < 2) return {};
  std::string_view scheme = "ssh";
  std::string_view authority, path;
  if (url.substr(colon).starts_with("://")) {
    scheme = url.substr(0, colon);
    const std::string_view rest = url.substr(colon + 3);
    const size_t slash = std::min(rest.find('/'), rest.size());
    authority = rest.substr(0, slash);
    path = rest.substr(slash);
  } else {
    authority = url.substr(0, colon);
    path = url.substr(colon + 1);
    const bool is_path = authority.find('/') != std::string_view::npos;
    if (is_path || path.empty() || path.starts_with(':')) return {};
  }
  const bool on_network = scheme == "https" || scheme == "http" || scheme == "ssh" ||
                          scheme == "git" || scheme == "git+ssh";
  authority = authority.substr(authority.rfind('@') + 1);
  path = path.substr(0, path.find_first_of("?#"));
  // A password with a slash or an at sign would make the host end too late or too early.
  const bool odd = path.find_first_of("@ ") != std::string_view::npos;
  if (!on_network || authority.empty() || odd) return {};
  return std::string(scheme) + "://" + std::string(authority) + (path.starts_with('/') ? "" : "/") +
         std::string(path);
}

}  // namespace source
