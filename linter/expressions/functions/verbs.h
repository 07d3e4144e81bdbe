// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "values/number.h"

// The format strings of format() and formatlist(): reading verbs, and writing numbers as Go's fmt
// does.
namespace expressions {

// One piece of a format string: literal text, or a verb with its flags.
struct Verb {
  std::string_view literal;  // set: text to copy; else the rest holds
  char mode = 0;             // the letter; 0 for literals
  size_t argument = 0;       // from 0
  bool zero = false, sharp = false, plus = false, minus = false, space = false;
  std::optional<int64_t> width, precision;
};

struct Format {
  std::vector<Verb> verbs;
  size_t used = 0;    // arguments that it uses, from the first on
  std::string error;  // set: the format string is wrong
};

// Widths and precisions beyond this are refused.
inline constexpr int64_t kMaxFormatWidth = 1'000'000;

Format parse_format(std::string_view format);

// The text padded to the verb's width, counted in grapheme clusters.
std::string padded(const Verb& verb, std::string text);
// A whole number as %b, %d, %o, %x, %X.
std::string format_integer(const Verb& verb, values::Number number);
// A number as %e, %E, %f, %g, %G.
std::string format_float(const Verb& verb, values::Number number);
// As %v: the shortest digits that read back the same, with an exponent where it is large.
std::string shortest_text(values::Number number);

}  // namespace expressions
