// SPDX-License-Identifier: Apache-2.0
//
// Reads .git as far as it tells the commit, the branch and the remote (gitrepository-layout(5),
// git-config(1)). Exports everything in revision.h. Tested in tests/source/revision_test.cc.
#include "source/revision.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace source {
namespace {

constexpr std::string_view kBranches = "refs/heads/";
// A reference may name another one; git follows as many.
constexpr int kMaxSymbolicRefs = 5;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

// The next line without its end; `rest` is what stands behind it.
std::string_view take_line(std::string_view& rest) {
  const size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return trimmed(line);
}

// SHA-1 or SHA-256.
bool is_commit(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

// As git-check-ref-format(1) has it, as far as it matters for a path.
bool is_reference(std::string_view name) {
  return name.starts_with("refs/") && name.find("..") == std::string_view::npos &&
         std::ranges::none_of(name, [](char c) {
           return static_cast<unsigned char>(c) <= ' ' || c == '\\' || c == '\x7f';
         });
}

std::string read_text(const FileSystem& files, const std::string& path) {
  const auto text = files.read(path);
  return text.ok() ? text.value() : std::string();
}

std::string packed_commit(std::string_view packed, std::string_view reference) {
  while (!packed.empty()) {
    const std::string_view line = take_line(packed);
    const size_t space = line.find(' ');
    if (space == std::string_view::npos || line.substr(space + 1) != reference) continue;
    if (is_commit(line.substr(0, space))) return std::string(line.substr(0, space));
  }
  return {};
}

void read_head(const FileSystem& files, const std::string& git, Revision& revision) {
  std::string name = "HEAD";
  for (int step = 0; step < kMaxSymbolicRefs; ++step) {
    const std::string text = read_text(files, git + "/" + name);
    const std::string_view content = trimmed(text);
    if (is_commit(content)) revision.commit = content;
    if (content.empty()) {
      revision.commit = packed_commit(read_text(files, git + "/packed-refs"), name);
    }
    if (!content.starts_with("ref:")) return;
    name = trimmed(content.substr(4));
    if (!is_reference(name)) return;
    if (name.starts_with(kBranches)) revision.branch = name.substr(kBranches.size());
  }
}

// The value of a line `url = …`; nothing for another line.
std::optional<std::string> url_of(std::string_view line) {
  const size_t equals = line.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  std::string key(trimmed(line.substr(0, equals)));
  std::ranges::transform(key, key.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  if (key != "url") return std::nullopt;
  std::string_view value = trimmed(line.substr(equals + 1));
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
    value = value.substr(1, value.size() - 2);
  }
  return std::string(value);
}

// The URL of `origin`, else that of the only remote there is.
std::string remote_of(std::string_view config) {
  std::vector<std::string> urls;
  std::string_view section;
  while (!config.empty()) {
    const std::string_view line = take_line(config);
    if (line.starts_with('[')) section = line;
    if (!section.starts_with("[remote \"")) continue;
    const std::optional<std::string> url = url_of(line);
    if (!url) continue;
    if (section.starts_with("[remote \"origin\"]")) return *url;
    urls.push_back(*url);
  }
  return urls.size() == 1 ? urls.front() : std::string();
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

Revision read_revision(const FileSystem& files, std::string_view directory) {
  Revision revision;
  const std::string git = join_path(directory, ".git");
  if (files.kind(git) != EntryKind::directory) return revision;
  read_head(files, git, revision);
  revision.repository = public_url(remote_of(read_text(files, git + "/config")));
  return revision;
}

}  // namespace source
