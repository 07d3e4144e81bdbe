// SPDX-License-Identifier: Apache-2.0
// Address ranges: reading, printing, comparing, and which of them are not public.
// Exported: cidr.h. Tested by tests/expressions/functions/network.txt and cidr_test.cc.
#include "expressions/functions/cidr.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <iterator>
#include <vector>

namespace expressions::cidr {

namespace {

// Ranges that no router of the Internet carries. Source: IANA IPv4 and IPv6 Special-Purpose
// Address Registries (entries that are not globally reachable) and the multicast and reserved
// spaces of RFC 5771, RFC 1112 and RFC 4291; as of November 2026.
constexpr std::string_view kNotPublic[] = {
    "0.0.0.0/8",        // RFC 791: this network
    "10.0.0.0/8",       // RFC 1918: private
    "100.64.0.0/10",    // RFC 6598: carriers' shared space
    "127.0.0.0/8",      // RFC 1122: loopback
    "169.254.0.0/16",   // RFC 3927: link local
    "172.16.0.0/12",    // RFC 1918: private
    "192.0.0.0/24",     // RFC 6890: protocol assignments
    "192.0.2.0/24",     // RFC 5737: documentation
    "192.168.0.0/16",   // RFC 1918: private
    "198.18.0.0/15",    // RFC 2544: benchmarks
    "198.51.100.0/24",  // RFC 5737: documentation
    "203.0.113.0/24",   // RFC 5737: documentation
    "224.0.0.0/4",      // RFC 5771: multicast
    "240.0.0.0/4",      // RFC 1112: reserved, with the broadcast address
    "::/128",           // RFC 4291: unspecified
    "::1/128",          // RFC 4291: loopback
    "100::/64",         // RFC 6666: discard
    "2001:2::/48",      // RFC 5180: benchmarks
    "2001:db8::/32",    // RFC 3849: documentation
    "3fff::/20",        // RFC 9637: documentation
    "5f00::/16",        // RFC 9602: segment routing
    "fc00::/7",         // RFC 4193: unique local
    "fe80::/10",        // RFC 4291: link local
    "ff00::/8",         // RFC 4291: multicast
};

constexpr unsigned kWidthOf4 = 32;
constexpr unsigned kWidthOf6 = 128;
constexpr size_t kGroups = 8;  // of 16 bits in an IPv6 address
constexpr Bits kMappedPrefix = 0xFFFF;

// A number of one to `digits` digits of a base, at most `limit`.
std::optional<unsigned> small_number(std::string_view text, int base, unsigned limit) {
  if (text.empty()) return std::nullopt;
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && value <= limit ? std::optional(value) : std::nullopt;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
    parts.push_back(text.substr(0, at));
    text.remove_prefix(at + 1);
  }
  parts.push_back(text);
  return parts;
}

std::optional<Bits> parse_4(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, '.');
  if (parts.size() != 4) return std::nullopt;
  Bits bits = 0;
  for (const std::string_view part : parts) {
    const std::optional<unsigned> number = small_number(part, 10, 255);
    if (!number) return std::nullopt;
    bits = bits << 8 | *number;
  }
  return bits;
}

// Groups of 16 bits, separated by colons; the last may be an IPv4 address, which is two groups.
std::optional<std::vector<unsigned>> parse_groups(std::string_view text) {
  std::vector<unsigned> groups;
  if (text.empty()) return groups;
  const std::vector<std::string_view> parts = split(text, ':');
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i + 1 == parts.size() && parts[i].find('.') != std::string_view::npos) {
      const std::optional<Bits> last = parse_4(parts[i]);
      if (!last) return std::nullopt;
      groups.push_back(static_cast<unsigned>(*last >> 16));
      groups.push_back(static_cast<unsigned>(*last & 0xFFFF));
      continue;
    }
    const std::optional<unsigned> group = small_number(parts[i], 16, 0xFFFF);
    if (!group || parts[i].size() > 4) return std::nullopt;
    groups.push_back(*group);
  }
  return groups;
}

std::optional<Bits> parse_6(std::string_view text) {
  const size_t gap = text.find("::");
  const bool has_gap = gap != std::string_view::npos;
  const auto head = parse_groups(text.substr(0, gap));
  const auto tail = has_gap ? parse_groups(text.substr(gap + 2)) : std::vector<unsigned>();
  if (!head || !tail) return std::nullopt;
  const size_t count = head->size() + tail->size();
  if (has_gap ? count >= kGroups : count != kGroups) return std::nullopt;
  std::array<unsigned, kGroups> groups{};
  std::ranges::copy(*head, groups.begin());
  std::ranges::copy_backward(*tail, groups.end());
  Bits bits = 0;
  for (const unsigned group : groups) bits = bits << 16 | group;
  return bits;
}

std::string print_4(Bits bits) {
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) {
    text += std::to_string(static_cast<unsigned>(bits >> shift & 0xFF));
    if (shift > 0) text += '.';
  }
  return text;
}

// The longest run of at least two zero groups, the first of equals; none if begin == end.
struct Run {
  size_t begin = 0, end = 0;
};

Run longest_zero_run(const std::array<unsigned, kGroups>& groups) {
  Run best;
  for (size_t begin = 0; begin < kGroups; ++begin) {
    size_t end = begin;
    while (end < kGroups && groups[end] == 0) ++end;
    if (end - begin >= 2 && end - begin > best.end - best.begin) best = {begin, end};
  }
  return best;
}

std::string print_6(Bits bits) {
  std::array<unsigned, kGroups> groups{};
  for (size_t i = 0; i < kGroups; ++i) {
    groups[i] = static_cast<unsigned>(bits >> (16 * (kGroups - 1 - i)) & 0xFFFF);
  }
  const Run gap = longest_zero_run(groups);
  std::string text;
  for (size_t i = 0; i < kGroups; ++i) {
    if (gap.end > gap.begin && i == gap.begin) {
      text += "::";
      i = gap.end - 1;
      continue;
    }
    if (!text.empty() && !text.ends_with(':')) text += ':';
    char group[8];
    const auto [end, error] = std::to_chars(group, std::end(group), groups[i], 16);
    text.append(group, end);
  }
  return text;
}

}  // namespace

Bits host_mask(unsigned length, unsigned width) {
  const unsigned host = width - length;
  return host >= kWidthOf6 ? ~Bits{0} : (Bits{1} << host) - 1;
}

bool is_mapped(const Network& network) {
  return network.width == kWidthOf6 && network.bits >> kWidthOf4 == kMappedPrefix;
}

std::optional<Network> parse(std::string_view text) {
  const size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view address = text.substr(0, slash);
  Network network;
  std::optional<Bits> bits = parse_4(address);
  if (!bits) {
    bits = parse_6(address);
    network.width = kWidthOf6;
  }
  const std::optional<unsigned> length = small_number(text.substr(slash + 1), 10, network.width);
  if (!bits || !length) return std::nullopt;
  network.length = *length;
  network.bits = *bits & ~host_mask(*length, network.width);
  return network;
}

std::string print_address(Bits bits, unsigned width) {
  const bool four = width == kWidthOf4 || bits >> kWidthOf4 == kMappedPrefix;
  return four ? print_4(bits) : print_6(bits);
}

std::string print(const Network& network) {
  constexpr unsigned kBefore4 = kWidthOf6 - kWidthOf4;
  const unsigned shown =
      is_mapped(network) ? std::max(network.length, kBefore4) - kBefore4 : network.length;
  return print_address(network.bits, network.width) + "/" + std::to_string(shown);
}

bool contains(const Network& outer, const Network& inner) {
  return outer.width == inner.width && outer.length <= inner.length &&
         (inner.bits & ~host_mask(outer.length, outer.width)) == outer.bits;
}

bool is_public(const Network& network) {
  if (is_mapped(network) && network.length >= kWidthOf6 - kWidthOf4) {
    return is_public({.bits = network.bits & 0xFFFFFFFF,
                      .width = kWidthOf4,
                      .length = network.length - (kWidthOf6 - kWidthOf4)});
  }
  return std::ranges::none_of(
      kNotPublic, [&](std::string_view range) { return contains(*parse(range), network); });
}

}  // namespace expressions::cidr
