// SPDX-License-Identifier: Apache-2.0
// What this program is made of. Exported: version_text. Tested in tests/cli/version_test.cc.

#include "cli/version.h"

#include <fmt/format.h>

#include <map>
#include <vector>

#include "report/words.h"
#include "rules/rules.h"
#include "schema/schema.h"

namespace cli {

namespace {

// "aws 5.100.0 and 6.25.0, helm 2.17.0 and 3.1.1; 13 other providers": those of several versions by
// name.
std::string schemas_text() {
  std::map<std::string, std::vector<std::string_view>> versions;
  const schema::Schemas schemas;
  const std::vector<schema::Provider> providers = schemas.providers();
  for (const schema::Provider& provider : providers) {
    const std::string_view name = provider.source.substr(provider.source.rfind('/') + 1);
    versions[std::string(name)].push_back(provider.version);
  }
  std::string text;
  size_t others = 0;
  for (const auto& [name, of_name] : versions) {
    if (of_name.size() == 1) {
      ++others;
      continue;
    }
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, fmt::join(of_name, " and "));
  }
  return fmt::format("{}; {}", text, report::counted(others, "other provider", "other providers"));
}

}  // namespace

std::string version_text() {
  return fmt::format("plumbline {}\nrules {}\nschemas {}\ncommit {}", PLUMBLINE_VERSION,
                     rules::built_in_version(), schemas_text(), commit());
}

}  // namespace cli
