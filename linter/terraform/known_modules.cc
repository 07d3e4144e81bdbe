// SPDX-License-Identifier: Apache-2.0
// Which modules are known though they are not installed. Exports registry_address and
// known_module_text. Tested in tests/terraform/known_modules_test.cc.
#include "terraform/known_modules.h"

#include <algorithm>
#include <array>

extern "C" {
extern const char plumbline_terraform_aws_modules_vpc[];
extern const char plumbline_terraform_aws_modules_vpc_end[];
extern const char plumbline_terraform_aws_modules_vpc_tree[];
extern const char plumbline_terraform_aws_modules_vpc_tree_end[];
extern const char plumbline_aws_ia_vpc[];
extern const char plumbline_aws_ia_vpc_end[];
extern const char plumbline_aws_ia_vpc_tree[];
extern const char plumbline_aws_ia_vpc_tree_end[];
}

namespace terraform {

namespace {

struct Embedded {
  const char* begin = nullptr;
  const char* end = nullptr;
};

struct KnownModule {
  std::string_view address;
  Embedded text, tree;
};

const KnownModule kKnownModules[] = {
    {"terraform-aws-modules/vpc/aws",
     {plumbline_terraform_aws_modules_vpc, plumbline_terraform_aws_modules_vpc_end},
     {plumbline_terraform_aws_modules_vpc_tree, plumbline_terraform_aws_modules_vpc_tree_end}},
    {"aws-ia/vpc/aws",
     {plumbline_aws_ia_vpc, plumbline_aws_ia_vpc_end},
     {plumbline_aws_ia_vpc_tree, plumbline_aws_ia_vpc_tree_end}},
};

bool remove_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// Up to four parts of "a/b/c", of which a fifth would be left in the last.
std::array<std::string_view, 4> parts_of(std::string_view text) {
  std::array<std::string_view, 4> parts;
  for (std::string_view& part : parts) {
    const size_t slash =
        &part == &parts.back() ? text.size() : std::min(text.find('/'), text.size());
    part = text.substr(0, slash);
    text.remove_prefix(std::min(slash + 1, text.size()));
  }
  return parts;
}

// "github.com/terraform-aws-modules/terraform-aws-vpc.git?ref=v5.0.0"
std::string address_of_repository(std::string_view repository) {
  repository = repository.substr(0, repository.find('?'));
  if (repository.ends_with(".git")) repository.remove_suffix(4);
  if (repository.find("//") != std::string_view::npos) return {};  // a module inside of it
  const auto [owner, name, rest, more] = parts_of(repository);
  std::string_view of_provider = name;
  if (!rest.empty() || !remove_prefix(of_provider, "terraform-")) return {};
  const size_t dash = of_provider.find('-');
  if (dash == std::string_view::npos) return {};
  return std::string(owner) + '/' + std::string(of_provider.substr(dash + 1)) + '/' +
         std::string(of_provider.substr(0, dash));
}

}  // namespace

std::string registry_address(std::string_view source) {
  remove_prefix(source, "git::");
  remove_prefix(source, "https://");
  remove_prefix(source, "ssh://");
  remove_prefix(source, "git@");
  if (remove_prefix(source, "github.com/") || remove_prefix(source, "github.com:")) {
    return address_of_repository(source);
  }
  remove_prefix(source, "registry.terraform.io/");
  const auto [owner, name, provider, more] = parts_of(source);
  const bool complete = !owner.empty() && !name.empty() && !provider.empty() && more.empty();
  const bool local_or_host = owner.find('.') != std::string_view::npos;
  return complete && !local_or_host ? std::string(source) : std::string();
}

std::optional<KnownText> known_module_text(std::string_view registry_address) {
  for (const KnownModule& known : kKnownModules) {
    if (known.address != registry_address) continue;
    return KnownText{.text = {known.text.begin, known.text.end},
                     .tree = {known.tree.begin, known.tree.end}};
  }
  return std::nullopt;
}

}  // namespace terraform
