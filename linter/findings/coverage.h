// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "findings/findings.h"
#include "findings/place.h"
#include "findings/suppressions.h"

namespace findings {

// Which comments suppress what, and which of them suppress nothing.
class Coverage {
 public:
  explicit Coverage(const Suppressions& suppressions);

  // The first suppression that covers a failed verdict: at its place, its node, or a call that its
  // module hangs on; at an attribute, also where its value came from. Null if there is none.
  const Suppression* covering(const Judged& judged, const rules::Verdict& verdict,
                              const ShownPlace& shown);
  // The same for what Terraform would reject.
  const Suppression* covering(std::string_view rule, const source::Range& range);
  // A verdict that is not decided: what may suppress it may be needed.
  void leave_open(const Judged& judged, const rules::Verdict& verdict);

  // What was suppressed without need, as diagnostics (suppression-unused). Of rules that were not
  // judged at all, of what is not decided, and of blocks without an instance nothing is said.
  [[nodiscard]] std::vector<diagnostics::Diagnostic> unused(
      std::span<const Judged> judged, std::span<const std::string_view> judged_rules) const;

 private:
  // What became of each name or pattern of a suppression.
  struct Use {
    bool used = false;
    bool open = false;
  };
  std::vector<uint32_t> at(const Judged& judged, const rules::Verdict& verdict,
                           const ShownPlace& shown) const;
  const Suppression* use(std::span<const uint32_t> indexes, std::string_view rule);
  void add_around(const source::Range& place, bool attributes_only,
                  std::vector<uint32_t>& found) const;
  [[nodiscard]] bool is_needless(size_t suppression, size_t name, std::span<const Judged> judged,
                                 std::span<const std::string_view> judged_rules) const;

  const Suppressions& suppressions_;
  std::vector<std::vector<Use>> uses_;  // as the rules of suppressions
  std::set<std::string, std::less<>> open_rules_;
};

}  // namespace findings
