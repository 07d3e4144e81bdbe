// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diagnostics/secrets.h"
#include "report/report.h"
#include "report/sarif.h"

// The parts that a SARIF log is made of.
namespace report::sarif {

using Json = nlohmann::ordered_json;

// The name of the repository's top in URIs.
inline constexpr std::string_view kRoot = "SRCROOT";
// GitHub's bounds ("SARIF support for code scanning"): what goes beyond them is refused or not
// shown.
inline constexpr size_t kMaxResults = 25'000;
inline constexpr size_t kMaxRelated = 100;
inline constexpr size_t kMaxTags = 10;
inline constexpr size_t kMaxDescription = 1024;

// A message as SARIF wants a plain one: it ends with a full stop, and holds no link by chance.
Json message(std::string_view text);
// "error", "warning" or "note".
std::string_view level(config::Severity severity);
// A part of a text: at most so many bytes, of whole characters.
std::string shortened(std::string_view text, size_t limit);
// A descriptor to be: its id, and as its name the same in the way of SARIF
// ("RedisWithoutFailover"), unless that would only repeat it.
Json identified(std::string_view id);
// A path as a relative URI.
std::string encoded(std::string_view path);

// Where things stand in files: URIs from the repository's top, columns in UTF-16 code units, texts
// without secrets.
class Places {
 public:
  explicit Places(const Result& result);
  // With the lines around it, or without.
  enum class Context : uint8_t { left_out, shown };
  // `range` is known.
  Json physical(const source::Range& range, Context around);
  Json location(const source::Range& range, std::string_view text);
  // Of what belongs to a root as a whole: the beginning of one of its files. Null if none was read.
  Json beginning_of(std::string_view root) const;
  // For the order of results: path and offset.
  std::pair<std::string, uint32_t> order(const source::Range& range) const;

 private:
  [[nodiscard]] Json artifact(std::string_view path) const;
  Json snippet(source::FileId file, uint32_t begin, uint32_t end);
  Json context(const source::Range& range, uint32_t first, uint32_t last);

  const Result& result_;
  diagnostics::Secrets secrets_;
};

// The clauses of the architecture and the standards that rules name.
class Taxonomies {
 public:
  explicit Taxonomies(const std::vector<RuleText>& rules);
  [[nodiscard]] Json taxonomies() const;  // null if there are none
  [[nodiscard]] Json supported() const;
  [[nodiscard]] Json relationships(const RuleText& rule) const;

 private:
  struct Taxonomy {
    std::string name;
    std::map<std::string, size_t> index;  // of taxa by id, in order
  };
  [[nodiscard]] Json target(size_t taxonomy, const std::string& id) const;
  std::vector<Taxonomy> all_;
};

// The rules, and their numbers.
class Rules {
 public:
  explicit Rules(const Result& result);
  [[nodiscard]] Json json(const Taxonomies& taxonomies) const;
  // Rule id and number, into a result or a notification's reference.
  void refer(Json& json, std::string_view id_key, std::string_view index_key,
             std::string_view rule) const;
  [[nodiscard]] const std::vector<RuleText>& texts() const { return texts_; }

 private:
  [[nodiscard]] Json descriptor(const RuleText& rule, const Taxonomies& taxonomies) const;
  std::string docs_url_;
  std::vector<RuleText> texts_;
  std::map<std::string, size_t, std::less<>> index_;
};

struct Results {
  Json json;
  size_t left_out = 0;  // beyond GitHub's bound
};
Results results(const Result& result, const SarifOptions& options, const Rules& rules,
                Places& places);

// What was wrong with the files, with the config, and what is missing.
struct Notifications {
  Json descriptors, execution, configuration;
};
Notifications notifications(const Result& result, const SarifOptions& options, const Rules& rules,
                            Places& places, size_t left_out);

}  // namespace report::sarif
