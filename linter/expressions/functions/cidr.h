// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Address ranges as Terraform's cidr functions read and print them.
namespace expressions::cidr {

__extension__ using Bits = unsigned __int128;

// A network: `bits` of an address of `width` bits (32 or 128), of which the first `length` count.
// Bits after them are zero.
struct Network {
  Bits bits = 0;
  unsigned width = 32;
  unsigned length = 0;

  friend bool operator==(const Network&, const Network&) = default;
};

// "10.0.0.0/8" or "fd00::/8". Bits after the length are cleared; decimal parts may begin with
// zeros. Nothing for other text.
std::optional<Network> parse(std::string_view text);
// An address, as Go prints it: IPv6 shortened, IPv4 in IPv6 as IPv4.
std::string print_address(Bits bits, unsigned width);
std::string print(const Network& network);

// The bits after the first `length` of an address of `width` bits.
Bits host_mask(unsigned length, unsigned width);
// Whether an address stands for an IPv4 one ("::ffff:10.0.0.1").
bool is_mapped(const Network& network);
// Whether every address of `inner` is one of `outer`.
bool contains(const Network& outer, const Network& inner);
// Whether some address of the network can be routed on the Internet.
bool is_public(const Network& network);

}  // namespace expressions::cidr
