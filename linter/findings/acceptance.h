// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "findings/baseline.h"
#include "findings/moves.h"

namespace findings {

// What a run knows that decides whether an entry of a baseline is still needed.
struct Judgeable {
  bool complete = false;                     // nothing kept the run from judging its roots in full
  bool whole = false;                        // and they are all there are in the repository
  std::set<std::string, std::less<>> roots;  // that were judged: paths in the repository
  std::set<std::string, std::less<>> rules;  // that were judged
  std::set<std::string, std::less<>> known_rules;  // that there are
  // Root and address, without keys: of modules that are not installed, and with a rule, of what is
  // undecided.
  std::set<std::pair<std::string, std::string>> missing;
  std::set<std::tuple<std::string, std::string, std::string>> undecided;
};

// Holds a baseline against what fails: by fingerprint, following moves.
class Acceptance {
 public:
  // `moves` by root, as its path in the repository.
  Acceptance(std::span<const BaselineEntry> entries,
             const std::map<std::string, std::vector<Move>, std::less<>>& moves);

  // Whether a failure is accepted, which makes the entries that say so needed.
  bool accepts(std::string_view fingerprint);

  // Entries that nothing fails for, and that are not known to be without need.
  [[nodiscard]] std::vector<BaselineEntry> kept(const Judgeable& judgeable) const;
  // Entries that are without need: what they accepted was mended, or is gone.
  [[nodiscard]] std::vector<BaselineEntry> unneeded(const Judgeable& judgeable) const;

 private:
  void add(std::string fingerprint, size_t entry);
  // `moves` are sorted by what they move.
  void add_moved(size_t entry, std::span<const Move> moves);

  [[nodiscard]] bool is_unneeded(size_t entry, const Judgeable& judgeable) const;

  std::span<const BaselineEntry> entries_;
  std::vector<std::vector<std::string>> addresses_;  // of each entry: its own, and where moves lead
  std::vector<bool> needed_;
  std::map<std::string, std::vector<size_t>, std::less<>> by_fingerprint_;
};

}  // namespace findings
