// SPDX-License-Identifier: Apache-2.0
//
// Collects diagnostics and puts them in the order of reports.
// Exports Diagnostics and sorted. Tested in tests/diagnostics/diagnostics_test.cc.
#include "diagnostics/diagnostics.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace diagnostics {
namespace {

std::string_view path_of(const source::Range& range, const source::Files& files) {
  return range.known() ? std::string_view(files[range.file].path()) : std::string_view();
}

auto place(const source::Range& range, const source::Files& files) {
  return std::tuple(path_of(range, files), range.begin, range.end);
}

auto text(const Diagnostic& diagnostic) {
  return std::tie(diagnostic.severity, diagnostic.id, diagnostic.summary, diagnostic.detail,
                  diagnostic.remedy);
}

}  // namespace

Diagnostic& Diagnostics::add(Diagnostic diagnostic) {
  const bool ours = diagnostic.id == kLimitReached;
  if (!certain_ && !ours && diagnostic.severity == Severity::error) {
    diagnostic.severity = Severity::note;
  }
  if (all_.size() < kMaxDiagnostics) return all_.emplace_back(std::move(diagnostic));
  if (left_out_++ == 0) {
    all_.push_back({.severity = Severity::error,
                    .id = kLimitReached,
                    .summary = "Too many problems",
                    .detail = "The first " + std::to_string(kMaxDiagnostics) +
                              " are reported, the others are left out.",
                    .remedy = {},
                    .subject = diagnostic.subject,
                    .related = {}});
  }
  return last_left_out_ = std::move(diagnostic);
}

Diagnostic& Diagnostics::error(std::string_view id, source::Range subject, std::string summary,
                               std::string detail) {
  return add({.severity = Severity::error,
              .id = id,
              .summary = std::move(summary),
              .detail = std::move(detail),
              .remedy = {},
              .subject = subject,
              .related = {}});
}

void Diagnostics::append(Diagnostics other) {
  for (Diagnostic& diagnostic : other.all_) add(std::move(diagnostic));
}

bool Diagnostics::has_errors() const {
  return std::any_of(all_.begin(), all_.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::error;
  });
}

std::vector<Diagnostic> sorted(std::span<const Diagnostic> all, const source::Files& files) {
  const auto is_before = [&](const Related& a, const Related& b) {
    return std::tuple(place(a.range, files), std::string_view(a.message)) <
           std::tuple(place(b.range, files), std::string_view(b.message));
  };
  const auto comes_before = [&](const Diagnostic& a, const Diagnostic& b) {
    const auto left = std::tuple(place(a.subject, files), text(a));
    const auto right = std::tuple(place(b.subject, files), text(b));
    if (left != right) return left < right;
    return std::lexicographical_compare(a.related.begin(), a.related.end(), b.related.begin(),
                                        b.related.end(), is_before);
  };
  std::vector<Diagnostic> result(all.begin(), all.end());
  std::stable_sort(result.begin(), result.end(), comes_before);
  const auto last = std::unique(result.begin(), result.end(), [&](const auto& a, const auto& b) {
    return !comes_before(a, b) && !comes_before(b, a);
  });
  result.erase(last, result.end());
  return result;
}

}  // namespace diagnostics
