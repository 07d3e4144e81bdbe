// SPDX-License-Identifier: Apache-2.0
// Which table answers for a provider and a version.
#include <gtest/gtest.h>

#include <algorithm>

#include "schema/schema.h"

namespace {

using schema::Mode;
using schema::Provider;
using schema::Schemas;

std::string chosen(std::string_view source, std::string_view version) {
  Schemas schemas;
  const std::optional<Provider> provider = schemas.provider(source, version);
  if (!provider) return "none";
  return std::string(provider->version) + (provider->exact ? " exact" : "");
}

TEST(Provider, OfAKnownVersionIsExact) {
  EXPECT_EQ(chosen("hashicorp/aws", "5.100.0"), "5.100.0 exact");
  EXPECT_EQ(chosen("hashicorp/aws", "6.25.0"), "6.25.0 exact");
}

TEST(Provider, OfAnUnknownVersionIsTheNewestOfTheSameMajorVersion) {
  EXPECT_EQ(chosen("hashicorp/aws", "5.31.0"), "5.100.0");
  EXPECT_EQ(chosen("hashicorp/aws", "6.99.1"), "6.25.0");
  EXPECT_EQ(chosen("cloudflare/cloudflare", "4.0.0"), "4.52.0");
  EXPECT_EQ(chosen("cloudflare/cloudflare", "5.14.0-beta1"), "5.14.0");
}

TEST(Provider, OfAnotherMajorVersionOrOfNoneIsTheNewest) {
  EXPECT_EQ(chosen("hashicorp/aws", "3.74.0"), "6.25.0");
  EXPECT_EQ(chosen("hashicorp/aws", ""), "6.25.0");
  EXPECT_EQ(chosen("hashicorp/helm", "not a version"), "3.1.1");
}

TEST(Provider, MayBeNamedWithItsRegistry) {
  EXPECT_EQ(chosen("registry.terraform.io/hashicorp/random", "3.7.2"), "3.7.2 exact");
  EXPECT_EQ(chosen("terraform.io/builtin/terraform", ""), "1.11.4");
  EXPECT_EQ(chosen("example.com/hashicorp/random", ""), "none");
}

TEST(Provider, ThatIsNotKnownIsNone) {
  EXPECT_EQ(chosen("hashicorp/azurerm", "4.0.0"), "none");
  EXPECT_EQ(chosen("", ""), "none");
}

TEST(Provider, TellsAsManyTypesAsItsSourceHas) {
  Schemas schemas;
  const Provider aws5 = *schemas.provider("hashicorp/aws", "5.100.0");
  EXPECT_EQ(schemas.type_names(aws5, Mode::managed).size(), 1526U);
  EXPECT_EQ(schemas.type_names(aws5, Mode::data).size(), 608U);
  EXPECT_EQ(schemas.type_names(aws5, Mode::ephemeral).size(), 7U);
  const Provider aws6 = *schemas.provider("hashicorp/aws", "6.25.0");
  EXPECT_EQ(schemas.type_names(aws6, Mode::managed).size(), 1581U);
  EXPECT_EQ(schemas.type_names(aws6, Mode::data).size(), 630U);
  EXPECT_TRUE(schemas.type_names(aws6, Mode::ephemeral).empty());
  const std::vector<std::string_view> names = schemas.type_names(aws5, Mode::managed);
  EXPECT_TRUE(std::ranges::is_sorted(names));
}

TEST(Provider, HasNoTypeThatItsSourceLacks) {
  Schemas schemas;
  const Provider aws = *schemas.provider("hashicorp/aws", "5.100.0");
  EXPECT_EQ(schemas.find(aws, Mode::managed, "aws_no_such_thing"), nullptr);
  EXPECT_EQ(schemas.find(aws, Mode::managed, ""), nullptr);
  EXPECT_EQ(schemas.find(aws, Mode::managed, "zzz"), nullptr);
  EXPECT_EQ(schemas.find(aws, Mode::ephemeral, "aws_vpc"), nullptr);
  EXPECT_EQ(schemas.find(aws, Mode::managed, "aws_vpc"),
            schemas.find(aws, Mode::managed, "aws_vpc"));
}

TEST(Provider, HasABlockOfItsOwn) {
  Schemas schemas;
  const Provider aws = *schemas.provider("hashicorp/aws", "5.100.0");
  const schema::Block* config = schemas.find(aws, Mode::provider, "aws");
  ASSERT_NE(config, nullptr);
  EXPECT_NE(config->attribute("region"), nullptr);
  EXPECT_NE(config->nested("default_tags"), nullptr);
}

}  // namespace
