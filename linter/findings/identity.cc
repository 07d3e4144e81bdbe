// SPDX-License-Identifier: Apache-2.0
// Fingerprints, paths that mean the same everywhere, and reasons as sentences. Exported:
// fingerprint, in_repository, sentence. Tested in
// tests/findings/gather_test.cc.

#include <fmt/format.h>
#include <xxhash.h>

#include "findings/findings.h"

namespace findings {

using values::ReasonKind;

std::string fingerprint(std::span<const std::string_view> parts) {
  std::string text;
  for (std::string_view part : parts) {
    text += part;
    text += '\0';
  }
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string in_repository(std::string_view path, const Terms& terms) {
  if (terms.repository.empty() || path.empty()) return std::string(path);
  const std::string whole = source::join_path(terms.current, path);
  if (!source::is_inside(terms.repository, whole)) return std::string(path);
  return source::relative_path(terms.repository, whole);
}

std::string sentence(const values::Reason& reason, const source::Files& files) {
  const std::string_view subject = reason.subject;
  switch (reason.kind) {
    case ReasonKind::variable:
      return fmt::format("{} has no value", subject);
    case ReasonKind::apply:
      return fmt::format("{} is known after apply", subject);
    case ReasonKind::data_source:
      return fmt::format("{} is read from the provider", subject);
    case ReasonKind::module:
      return fmt::format("{} is not installed", subject);
    case ReasonKind::file:
      return fmt::format("the file {} is missing", subject);
    case ReasonKind::count:
      return fmt::format("whether {} exists is not known", subject);
    case ReasonKind::external:
      return fmt::format("{} stands outside the configuration", subject);
    case ReasonKind::invalid: {
      if (!reason.range.known()) return fmt::format("the configuration is wrong: {}", subject);
      const source::File& file = files[reason.range.file];
      return fmt::format("{}:{} is wrong: {}", file.path(), file.position(reason.range.begin).line,
                         subject);
    }
    case ReasonKind::not_supported:
      return fmt::format("not supported yet: {}", subject);
    case ReasonKind::plan:
      return fmt::format("the plan does not tell {}; its source would", subject);
  }
  return {};
}

}  // namespace findings
