// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "source/source.h"

// What must not be shown: secrets that stand in files and in what is said about them.
namespace diagnostics {

// Bytes [begin, end) of a text.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

// The parts of a text that look like secrets, in order and apart from each other: what begins like
// a token of a vendor, what is written down for a name such as `db_password`, a password in a URL,
// a private key. What only refers to a secret is none. O(length).
std::vector<Span> secrets_in(std::string_view text);

// The text with a * for each character of what looks like a secret, so that columns stay.
std::string without_secrets(std::string_view text);
// The same of spans that are known.
std::string masked(std::string_view text, std::span<const Span> spans);

// The secrets of the files of one run. Each file is searched once, when it is first asked for.
class Secrets {
 public:
  // What stands at `known` is secret, whatever it looks like: what is given to an argument that the
  // provider calls sensitive.
  explicit Secrets(const source::Files& files, std::span<const source::Range> known = {});
  // Of a whole file.
  std::span<const Span> of(source::FileId file);
  // Of bytes [begin, end) of a file, counted from `begin`.
  std::vector<Span> of(source::FileId file, uint32_t begin, uint32_t end);

 private:
  const source::Files& files_;
  std::map<source::FileId, std::vector<source::Range>> known_;
  std::map<source::FileId, std::vector<Span>> spans_;
};

// As in diagnostics.h, with what the caller knows of secrets.
std::string render(const Diagnostic& diagnostic, const source::Files& files,
                   const RenderOptions& options, Secrets& secrets);

}  // namespace diagnostics
