# Facts of Cloudflare, as functions without parameters. Each says where it is from, and when it was read.

function "cloudflare_ranges" {
  summary = "The address ranges that Cloudflare publishes"
  # https://www.cloudflare.com/ips-v4 and ips-v6; 2026-11-25.
  result = [
    "173.245.48.0/20", "103.21.244.0/22", "103.22.200.0/22", "103.31.4.0/22", "141.101.64.0/18",
    "108.162.192.0/18", "190.93.240.0/20", "188.114.96.0/20", "197.234.240.0/22", "198.41.128.0/17",
    "162.158.0.0/15", "104.16.0.0/13", "104.24.0.0/14", "172.64.0.0/13", "131.0.72.0/22",
    "2400:cb00::/32", "2606:4700::/32", "2803:f800::/32", "2405:b500::/32", "2405:8100::/32",
    "2a06:98c0::/29", "2c0f:f248::/32",
  ]

  answer "fifteen of IPv4, seven of IPv6, all public" {
    value = [length(cloudflare_ranges()), length([for range in cloudflare_ranges() : range if strcontains(range, ":")]), alltrue([for range in cloudflare_ranges() : cidr_is_public(range)])]
    is    = [22, 7, true]
  }
}

function "cloudflare_retired_ranges" {
  summary = "Address ranges that Cloudflare published once and has given up, whole or in part"
  # The history at the end of https://www.cloudflare.com/ips: 8 April 2021 and June 2017; 2026-11-26.
  result = ["104.16.0.0/12", "104.28.0.0/14", "199.27.128.0/21"]

  answer "none is published now" {
    value = [for range in cloudflare_retired_ranges() : anytrue([for published in cloudflare_ranges() : cidr_contains(published, range)])]
    is    = [false, false, false]
  }
}
