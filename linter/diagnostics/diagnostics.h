// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "source/source.h"

// What is said about what was read: problems with their place, and how they are shown.
namespace diagnostics {

enum class Severity : uint8_t { error, warning, note };

// The built-in rules under which a diagnostic is reported as a finding.
inline constexpr std::string_view kSyntaxError = "syntax-error";
inline constexpr std::string_view kInvalidConfiguration = "invalid-configuration";
inline constexpr std::string_view kInvalidPipeline = "invalid-pipeline";
// Not the input's fault but ours or the machine's: a bound was reached, a file cannot be read.
inline constexpr std::string_view kLimitReached = "limit-reached";
inline constexpr std::string_view kUnreadable = "unreadable";
// A rule file or the configuration of Plumbline itself is wrong.
inline constexpr std::string_view kInvalidRule = "invalid-rule";
inline constexpr std::string_view kInvalidConfig = "invalid-config";

struct Related {
  source::Range range;
  std::string message;
};

struct Diagnostic {
  Severity severity = Severity::error;
  std::string_view id;          // one of the constants above
  std::string_view label = {};  // shown instead of the severity's own word; may be empty
  std::string summary;          // what is wrong: a capital first, no full stop
  std::string detail;           // what was expected and why, in sentences; may be empty
  std::string remedy;           // how to mend it, one sentence; may be empty
  source::Range subject;        // the tight place; unknown where there is none
  std::vector<Related> related;
};

// More than these are counted and left out; the last one says so.
inline constexpr size_t kMaxDiagnostics = 10'000;

// Collected in the order of discovery; `sorted` gives the order of reports.
class Diagnostics {
 public:
  // While one lives and is not `certain`, errors are added as notes: the code that they are about
  // may never be reached. The innermost one counts.
  class Certainty {
   public:
    Certainty(Diagnostics& diagnostics, bool certain)
        : diagnostics_(diagnostics), before_(diagnostics.certain_) {
      diagnostics_.certain_ = certain;
    }
    ~Certainty() { diagnostics_.certain_ = before_; }
    Certainty(const Certainty&) = delete;
    Certainty& operator=(const Certainty&) = delete;

   private:
    Diagnostics& diagnostics_;
    bool before_;
  };

  // What is returned may be changed until the next one is added.
  Diagnostic& add(Diagnostic diagnostic);
  Diagnostic& error(std::string_view id, source::Range subject, std::string summary,
                    std::string detail = {});
  void append(Diagnostics other);
  // Makes notes of the errors for which `predicate` holds.
  template <class Predicate>
  void lower_if(const Predicate& predicate) {
    for (Diagnostic& diagnostic : all_) {
      if (diagnostic.severity == Severity::error && predicate(diagnostic)) {
        diagnostic.severity = Severity::note;
      }
    }
  }
  // Leaves out those for which `predicate` holds.
  template <class Predicate>
  void drop_if(const Predicate& predicate) {
    std::erase_if(all_, predicate);
  }
  [[nodiscard]] bool has_errors() const;
  [[nodiscard]] bool empty() const { return all_.empty(); }
  // How many were added, those left out counted.
  [[nodiscard]] size_t count() const { return all_.size() + left_out_; }
  [[nodiscard]] bool certain() const { return certain_; }
  [[nodiscard]] std::span<const Diagnostic> all() const { return all_; }

 private:
  std::vector<Diagnostic> all_;
  Diagnostic last_left_out_;
  size_t left_out_ = 0;
  bool certain_ = true;
};

// By file, place, severity and text; equal ones once.
std::vector<Diagnostic> sorted(std::span<const Diagnostic> all, const source::Files& files);

struct RenderOptions {
  bool color = false;
  uint32_t width = 100;  // columns for wrapped text
};

// As rustc prints it: severity and summary, `--> file:line:column`, the line with carets under
// the subject, related places, then detail and remedy wrapped. Control characters of the file never
// reach the terminal. Ends with a newline.
std::string render(const Diagnostic& diagnostic, const source::Files& files,
                   const RenderOptions& options);
// Only the excerpt: the line(s) of `range` with line numbers and carets.
std::string render_excerpt(const source::Range& range, const source::Files& files,
                           const RenderOptions& options);

// The candidate that a user most likely meant by `name`; nothing where none is near
// (edit distance with transpositions, at most a third of the length). O(candidates * length^2).
std::optional<std::string_view> suggest(std::string_view name,
                                        std::span<const std::string_view> candidates);

}  // namespace diagnostics
