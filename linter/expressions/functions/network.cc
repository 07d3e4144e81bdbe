// SPDX-License-Identifier: Apache-2.0
// Functions of address ranges: cidrhost, cidrnetmask, cidrsubnet, cidrsubnets; and for rules
// cidr_contains, cidr_is_public and cidrs_that_overlap.
// Exported: network_functions, address_range_functions. Tested by
// tests/expressions/functions/network.txt and cidr_test.cc.
#include <algorithm>
#include <tuple>
#include <vector>

#include "expressions/functions/cidr.h"
#include "expressions/functions/families.h"

namespace expressions {

using cidr::Bits;
using cidr::Network;

namespace {

constexpr Parameter kHost[] = {{.name = "prefix", .type = ParameterType::string},
                               {.name = "hostnum", .type = ParameterType::number}};
constexpr Parameter kPrefix[] = {{.name = "prefix", .type = ParameterType::string}};
constexpr Parameter kSubnet[] = {{.name = "prefix", .type = ParameterType::string},
                                 {.name = "newbits", .type = ParameterType::number},
                                 {.name = "netnum", .type = ParameterType::number}};
constexpr Parameter kNewBits = {.name = "newbits", .type = ParameterType::number};
constexpr Parameter kContains[] = {{.name = "outer", .type = ParameterType::string},
                                   {.name = "inner", .type = ParameterType::string}};
constexpr Parameter kRanges[] = {{.name = "cidrs", .type = ParameterType::list_of_string}};
constexpr Parameter kRange[] = {{.name = "cidr", .type = ParameterType::string}};

std::optional<Network> network(FunctionCall& call, size_t index) {
  const std::optional<Network> parsed = cidr::parse(text(call, index));
  if (!parsed) {
    call.fail(static_cast<int>(index), "an address range such as \"10.0.0.0/16\" is required");
  }
  return parsed;
}

// A whole number of any size; magnitudes beyond 128 bits are cut to the largest, and told.
struct BigInteger {
  bool negative = false;
  Bits magnitude = 0;
  bool huge = false;
};

std::optional<BigInteger> big_integer(FunctionCall& call, size_t index) {
  const Number number = call.arguments[index].as_number();
  if (!number.is_integer()) {
    call.fail(static_cast<int>(index), "a whole number is required");
    return std::nullopt;
  }
  constexpr Bits kMost = ~Bits{0};
  BigInteger result{.negative = number.sign() < 0, .magnitude = 0, .huge = false};
  for (const char digit : number.to_string()) {
    if (digit == '-') continue;
    const auto value = static_cast<unsigned>(digit - '0');
    const bool overflows = result.magnitude > (kMost - value) / 10;
    result.magnitude = overflows ? kMost : result.magnitude * 10 + value;
    if (overflows) result.huge = true;
    if (overflows) break;
  }
  return result;
}

// Terraform holds only the lower half of a number against the numbers that there are.
uint64_t lower_half(Bits bits) { return static_cast<uint64_t>(bits); }

Value cidrhost(FunctionCall& call) {
  const std::optional<BigInteger> number = big_integer(call, 1);
  if (!number) return {};
  const std::optional<Network> base = network(call, 0);
  if (!base) return {};
  const Bits last = cidr::host_mask(base->length, base->width);
  // Negative numbers count from the end: -1 is the last host.
  const Bits distance = number->negative ? number->magnitude - 1 : number->magnitude;
  const auto counted = static_cast<int64_t>(lower_half(distance));
  const bool beyond =
      number->negative ? distance > last : counted > 0 && static_cast<Bits>(counted) > last;
  if (beyond || number->huge || distance > cidr::host_mask(0, base->width)) {
    return call.fail(
        1, "a prefix of " + std::to_string(base->length) + " bits has no host of this number");
  }
  const Bits host = number->negative ? last - distance : distance;
  // Terraform takes an IPv4 address in IPv6 for one of 32 bits, and counts from the wrong end.
  const unsigned shift = cidr::is_mapped(*base) ? 96 : 0;
  return string_result(call, cidr::print_address(base->bits | host << shift, base->width));
}

Value cidrnetmask(FunctionCall& call) {
  const std::optional<Network> base = network(call, 0);
  if (!base) return {};
  if (base->width != 32 && !cidr::is_mapped(*base)) {
    return call.fail(0, "an IPv6 range has no netmask");
  }
  const Bits all = cidr::host_mask(0, base->width);
  const Bits mask = all & ~cidr::host_mask(base->length, base->width);
  return string_result(call, cidr::print_address(mask, base->width));
}

Value cidrsubnet(FunctionCall& call) {
  const std::optional<int64_t> new_bits = whole_number(call, 1);
  if (!new_bits) return {};
  const std::optional<BigInteger> number = big_integer(call, 2);
  if (!number) return {};
  const std::optional<Network> base = network(call, 0);
  if (!base) return {};
  constexpr int64_t kWidest = 128;
  const int64_t length = int64_t{base->length} + std::min(*new_bits, kWidest + 1);
  if (length > int64_t{base->width}) {
    return call.fail(1, "a prefix of " + std::to_string(base->length) +
                            " bits cannot be extended by " + std::to_string(*new_bits));
  }
  const bool narrow = *new_bits >= 0 && *new_bits < 64;
  const Bits most = narrow ? (Bits{1} << *new_bits) - 1 : Bits{UINT64_MAX};
  const bool fits = length == kWidest || number->magnitude >> std::max<int64_t>(length, 0) == 0;
  if (lower_half(number->magnitude) > most || number->huge || !fits) {
    return call.fail(
        2, "an extension by " + std::to_string(*new_bits) + " bits has no subnet of this number");
  }
  // Terraform does not refuse a prefix shorter than nothing: Go has no such mask, and prints this.
  if (length < 0) return string_result(call, "<nil>");
  Network subnet{.bits = base->bits, .width = base->width, .length = static_cast<unsigned>(length)};
  const unsigned shift = subnet.width - subnet.length;
  const Bits offset = shift >= 128 ? 0 : number->magnitude << shift;
  // A negative number is or-ed as Go's big integers do it, and loses its sign when printed.
  subnet.bits = number->negative ? ((offset - 1) & ~base->bits) + 1 : base->bits | offset;
  return string_result(call, cidr::print(subnet));
}

// The next network of a length behind an address; nothing if the addresses are used up or it
// begins outside of `base`. Go takes the address of an IPv4 one in IPv6 for one of 32 bits, which
// no mask of 128 fits.
std::optional<Network> next_subnet(const Network& base, Bits last, unsigned length) {
  const Bits all = cidr::host_mask(0, base.width);
  const Bits begin = ((last | cidr::host_mask(length, base.width)) + 1) & all;
  const Network subnet{.bits = begin, .width = base.width, .length = length};
  const bool inside = (begin & ~cidr::host_mask(base.length, base.width)) == base.bits;
  return begin != 0 && inside && !cidr::is_mapped(subnet) ? std::optional(subnet) : std::nullopt;
}

Value cidrsubnets(FunctionCall& call) {
  const std::optional<Network> base = network(call, 0);
  if (!base) return {};
  std::vector<std::string> subnets;
  Bits last = (base->bits - 1) & cidr::host_mask(0, base->width);
  for (size_t i = 1; i < call.arguments.size(); ++i) {
    const auto place = static_cast<int>(i);
    const std::optional<int64_t> new_bits = whole_number(call, i);
    if (!new_bits) return {};
    if (*new_bits < 1 || *new_bits > 32) {
      return call.fail(place, "a prefix can be extended by 1 to 32 bits");
    }
    const unsigned length = base->length + static_cast<unsigned>(*new_bits);
    if (length > base->width)
      return call.fail(place, "the prefix would be longer than the address");
    const std::optional<Network> next = next_subnet(*base, last, length);
    if (!next) return call.fail(place, "the range has no room left for this subnet");
    subnets.push_back(cidr::print(*next));
    last = next->bits | cidr::host_mask(length, base->width);
  }
  return string_list_result(call, subnets);
}

Value cidr_contains(FunctionCall& call) {
  const std::optional<Network> outer = network(call, 0);
  if (!outer) return {};
  const std::optional<Network> inner = network(call, 1);
  if (!inner) return {};
  return Value::boolean(cidr::contains(*outer, *inner));
}

// Ranges are within each other or apart: sorted, one that overlaps has the nearest wider one before
// it that is still open.
Value cidrs_that_overlap(FunctionCall& call) {
  struct Range {
    Network network;
    std::string_view text;
    bool overlaps = false;
  };
  std::vector<Range> ranges;
  for (const Value& element : call.arguments[0].elements()) {
    const bool is_text = element.is_known() && element.kind() == Kind::string;
    const std::optional<Network> network =
        is_text ? cidr::parse(element.as_string()) : std::nullopt;
    if (!network) return call.fail(0, "address ranges such as \"10.0.0.0/16\" are required");
    ranges.push_back({*network, element.as_string()});
  }
  std::ranges::stable_sort(ranges, [](const Range& a, const Range& b) {
    return std::tie(a.network.width, a.network.bits, a.network.length) <
           std::tie(b.network.width, b.network.bits, b.network.length);
  });
  std::vector<Range*> open;  // each within the one before
  for (Range& range : ranges) {
    while (!open.empty() && !cidr::contains(open.back()->network, range.network)) open.pop_back();
    if (!open.empty()) open.back()->overlaps = range.overlaps = true;
    open.push_back(&range);
  }
  std::vector<std::string_view> texts;
  for (const Range& range : ranges) {
    if (range.overlaps) texts.push_back(range.text);
  }
  return string_list_result(call, texts);
}

Value cidr_is_public(FunctionCall& call) {
  const std::optional<Network> range = network(call, 0);
  if (!range) return {};
  return Value::boolean(cidr::is_public(*range));
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "cidrhost",
     .summary = "The address of a host of an address range, by its number.",
     .parameters = kHost,
     .result_type = returns_string,
     .evaluate = cidrhost},
    {.name = "cidrnetmask",
     .summary = "The netmask of an IPv4 address range.",
     .parameters = kPrefix,
     .result_type = returns_string,
     .evaluate = cidrnetmask},
    {.name = "cidrsubnet",
     .summary =
         "A subnet of an address range, by the bits that its prefix is longer and its number.",
     .parameters = kSubnet,
     .result_type = returns_string,
     .evaluate = cidrsubnet},
    {.name = "cidrsubnets",
     .summary = "Subnets of an address range one after the other, each by the bits of its prefix.",
     .parameters = kPrefix,
     .variadic = &kNewBits,
     .result_type = returns_list_of_string,
     .evaluate = cidrsubnets},
};

constexpr Function kRuleFunctions[] = {
    {.name = "cidr_contains",
     .summary = "Whether every address of the second range is one of the first.",
     .parameters = kContains,
     .result_type = returns_boolean,
     .evaluate = cidr_contains},
    {.name = "cidr_is_public",
     .summary = "Whether an address range reaches beyond what is private, local or reserved.",
     .parameters = kRange,
     .result_type = returns_boolean,
     .evaluate = cidr_is_public},
    {.name = "cidrs_that_overlap",
     .summary =
         "Those of these address ranges that have an address in common with another of them.",
     .parameters = kRanges,
     .result_type = returns_list_of_string,
     .evaluate = cidrs_that_overlap},
};

}  // namespace

std::span<const Function> network_functions() { return kFunctions; }

std::span<const Function> address_range_functions() { return kRuleFunctions; }

}  // namespace expressions
