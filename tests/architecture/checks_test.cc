// SPDX-License-Identifier: Apache-2.0
//
// Shows of each check that it can fail, and that it lets pass what is right.
#include "architecture/checks.h"

#include <gtest/gtest.h>

namespace architecture {
namespace {

std::string lines(size_t count) {
  std::string result;
  for (size_t i = 0; i < count; ++i) result += "  x;\n";
  return result;
}

std::vector<std::string> headers(std::string_view text) {
  std::vector<std::string> result;
  for (const Piece& piece : find_functions(text)) result.push_back(piece.header);
  return result;
}

TEST(CheckIncludes, RefusesARoomBelow) {
  EXPECT_EQ(check_includes({"linter/syntax/a.cc", "#include \"values/value.h\"\n"}).size(), 1u);
  EXPECT_EQ(check_includes({"linter/syntax/hcl/a.cc", "#include \"elsewhere/a.h\"\n"}).size(), 1u);
}

TEST(CheckIncludes, AllowsRoomsAboveAndTheRoomItself) {
  const std::string text =
      "#include \"source/source.h\"\n#include \"syntax/syntax.h\"\n#include <a/b.h>\n// #include "
      "\"cli/cli.h\"\n";
  EXPECT_EQ(check_includes({"linter/syntax/a.cc", text}), Violations{});
  EXPECT_EQ(check_includes({"linter/main.cc", "#include \"cli/cli.h\"\n"}), Violations{});
}

TEST(CheckLengths, RefusesALongFunction) {
  const std::string long_one = "void f() {\n" + lines(kMaxFunctionLines) + "}\n";
  EXPECT_EQ(check_lengths({"a.cc", long_one}).size(), 1u);
  EXPECT_EQ(check_lengths({"a.cc", "class A {\n " + long_one + "};\n"}).size(), 1u);
  EXPECT_EQ(check_lengths({"a.cc", "// flat table\n" + long_one}).size(), 1u) << "gives no reason";
  EXPECT_EQ(check_lengths({"a.cc", "// flat table: why\n\n" + long_one}).size(), 1u) << "not above";
  EXPECT_EQ(check_lengths({"a.cc", "void f() {\n" + lines(kMaxFunctionLines - 2) + "}\n"}),
            Violations{});
}

TEST(CheckLengths, ExcusesWhatIsSaidToBeFlat) {
  const std::string long_one = "int f() {\n" + lines(kMaxFileLines) + "}\n";
  EXPECT_EQ(check_lengths({"a.cc", "// flat switch: one case a kind,\n// in order\n" + long_one}),
            Violations{});
  EXPECT_EQ(
      check_lengths({"a.cc", "// flat table: facts\nconst T kT[] = {\n" + lines(500) + "};\n"}),
      Violations{});
}

TEST(CheckLengths, RefusesALongFile) {
  EXPECT_EQ(check_lengths({"a.cc", lines(kMaxFileLines + 1)}).size(), 1u);
  EXPECT_EQ(check_lengths({"a.cc", lines(kMaxFileLines)}), Violations{});
}

TEST(FindFunctions, KnowsAFunctionByItsParameters) {
  EXPECT_EQ(
      headers("namespace a {\nstruct B : C {\n  int d() const { return 1; }\n};\nint e = 1;\n}"),
      std::vector<std::string>{"int d() const"});
  EXPECT_EQ(headers("template <class T>\nT f(T t) { if (t) { g(); } else { h(); } }\nvoid i() {}"),
            (std::vector<std::string>{"template <class T> T f(T t)", "void i()"}));
  EXPECT_EQ(headers("A::A(int b) : b_{b}, c_(1) { d(); }\nvoid e() {}"),
            (std::vector<std::string>{"A::A(int b) : b_{b}, c_(1)", "void e()"}));
  EXPECT_EQ(headers("enum class A : int { b };\nusing namespace c;\n#define D {\nvoid e() {}"),
            std::vector<std::string>{"void e()"});
}

TEST(FindFunctions, IsNotMisledByBracesInStrings) {
  EXPECT_EQ(headers("void f() { g(\"}\", '{', R\"x(}})x\", 1'000); /* } */ }  // }\nvoid h() {}"),
            (std::vector<std::string>{"void f()", "void h()"}));
}

TEST(CheckAwsNames, RefusesTheNameOfAType) {
  EXPECT_EQ(check_aws_names({"a.cc", "if (type == \"aws_subnet\") {}"}).size(), 1u);
  EXPECT_EQ(check_aws_names({"a.cc", "// such as aws_subnet\nint paws_up;"}), Violations{});
}

TEST(CheckUnordered, RefusesALoopOverWhatHasNoOrder) {
  const auto check = [](const std::string& text) {
    return check_unordered({"linter/a/a.cc", text}, {}).size();
  };
  EXPECT_EQ(check("std::unordered_map<K, std::vector<V>> seen; for (const auto& [k, v] : seen) {}"),
            1u);
  EXPECT_EQ(check("void f(const std::unordered_set<K>& seen) { for (K k : seen) g(k); }"), 1u);
  EXPECT_EQ(check("std::unordered_set<K> seen; for (auto i = seen.begin(); ; ) {}"), 1u);
  EXPECT_EQ(check("std::unordered_map<K, V> seen; for (K k : sorted_keys) seen.find(k);"), 0u);
}

TEST(CheckUnordered, KnowsTheMembersOfTheRoomsHeaders) {
  const UnorderedMembers members =
      unordered_members({{"linter/a/a.h", "std::unordered_map<K, V> seen_;"}});
  const std::string loop = "for (const auto& item : this->seen_) {}";
  EXPECT_EQ(check_unordered({"linter/a/a.cc", loop}, members).size(), 1u);
  EXPECT_EQ(check_unordered({"linter/b/b.cc", loop}, members).size(), 0u);
}

TEST(CheckFirstLines, WantsTheLicenceAndThePragma) {
  EXPECT_EQ(check_first_lines({"a.cc", "int x;\n"}).size(), 1u);
  EXPECT_EQ(check_first_lines({"a.h", "// SPDX-License-Identifier: Apache-2.0\n"}).size(), 1u);
  EXPECT_EQ(check_first_lines({"a.h", "// SPDX-License-Identifier: Apache-2.0\n#pragma once\n"}),
            Violations{});
}

TEST(CheckRooms, WantsAPublicHeaderAndNoOtherRooms) {
  EXPECT_EQ(check_rooms({"linter/syntax/parse.cc"}).size(), 1u);
  EXPECT_EQ(check_rooms({"linter/utils/utils.h"}).size(), 1u);
  EXPECT_EQ(check_rooms({"linter/main.cc", "linter/syntax/syntax.h"}), Violations{});
}

TEST(CheckTopLevel, HoldsWhatThePlanNames) {
  EXPECT_EQ(check_top_level({"scripts"}).size(), 1u);
  EXPECT_EQ(check_top_level({"linter", "README.md", ".clang-tidy", "build"}), Violations{});
}

TEST(CheckNamedTests, RefusesATestThatIsNotThere) {
  const auto exists = [](const std::string& path) { return path == "tests/graph/"; };
  EXPECT_EQ(check_named_tests({"a.cc", "// Tested in tests/graph/.\n"}, exists), Violations{});
  EXPECT_EQ(check_named_tests({"a.cc", "// Tested in tests/graph/,\n// tests/rules/x_test.cc.\n"},
                              exists),
            Violations{"a.cc: there is no tests/rules/x_test.cc"});
}

TEST(CheckMachinePaths, RefusesPathsOfOneMachine) {
  EXPECT_EQ(check_machine_paths("docs/a.md",
                                "see /wo"
                                "rk/main")
                .size(),
            1u);
  EXPECT_EQ(check_machine_paths("docs/a.md", "see docs/ and teamwork/x"), Violations{});
}

}  // namespace
}  // namespace architecture
