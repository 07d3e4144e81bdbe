// SPDX-License-Identifier: Apache-2.0

#include "rules/built_in.h"

#include <gtest/gtest.h>

#include <string>

#include "syntax/packed.h"

namespace {

TEST(BuiltIn, TheTreeOfEachDefinitionIsThatOfItsText) {
  ASSERT_GT(rules::built_in_rules().size(), 100u);
  for (const rules::BuiltIn& built_in : rules::built_in_rules()) {
    source::Files files;
    const source::FileId id = files.add(std::string(built_in.file), std::string(built_in.text));
    const syntax::Tree parsed = syntax::parse(id, files);
    source::Arena arena;
    const syntax::Body& unpacked = syntax::unpack(built_in.packed, built_in.text, id, 0, arena);
    EXPECT_EQ(syntax::print(unpacked, files), syntax::print(*parsed.body, files)) << built_in.name;
  }
}

}  // namespace
