// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "diagnostics/diagnostics.h"

namespace diagnostics {
namespace {

// One file and a diagnostic to be shown on it.
struct Scene {
  explicit Scene(std::string_view text, std::string path = "main.tf") {
    file = files.add(std::move(path), std::string(text));
    diagnostic.id = kSyntaxError;
    diagnostic.summary = "Missing newline";
  }

  // Where `part` first stands in the file.
  [[nodiscard]] source::Range at(std::string_view part) const {
    const auto begin = static_cast<uint32_t>(files[file].text().find(part));
    return {file, begin, begin + static_cast<uint32_t>(part.size())};
  }
  [[nodiscard]] std::string shown(uint32_t width = 80) const {
    return "\n" + render(diagnostic, files, {.color = false, .width = width});
  }

  source::Files files;
  source::FileId file;
  Diagnostic diagnostic;
};

TEST(Render, ShowsTheLineWithCaretsUnderTheSubject) {
  Scene scene("locals {\n  a = 1 b = 2\n}\n", "envs/prod/main.tf");
  scene.diagnostic.subject = scene.at("b =");
  scene.diagnostic.detail =
      "An argument ends with its line: nothing else would tell where one ends and the next begins.";
  scene.diagnostic.remedy = "Put `b` on a line of its own.";
  EXPECT_EQ(scene.shown(), R"(
error[syntax-error]: Missing newline
 --> envs/prod/main.tf:2:9
  |
2 |   a = 1 b = 2
  |         ^^^
  |
  = note: An argument ends with its line: nothing else would tell where one ends
          and the next begins.
  = help: Put `b` on a line of its own.
)");
}

TEST(Render, ShowsOneCaretForAPlaceBetweenCharacters) {
  Scene scene("a =");
  scene.diagnostic.subject = {scene.file, 3, 3};
  EXPECT_EQ(scene.shown(), R"(
error[syntax-error]: Missing newline
 --> main.tf:1:4
  |
1 | a =
  |    ^
)");
}

TEST(Render, DoesNotReachIntoTheLineAfterALineFeed) {
  Scene scene("a = [\nb\n");
  scene.diagnostic.subject = scene.at("[\n");
  EXPECT_EQ(scene.shown(), R"(
error[syntax-error]: Missing newline
 --> main.tf:1:5
  |
1 | a = [
  |     ^
)");
}

TEST(Render, ShowsAnEmptyFile) {
  Scene scene("");
  scene.diagnostic.subject = {scene.file, 0, 0};
  EXPECT_EQ(scene.shown(), R"(
error[syntax-error]: Missing newline
 --> main.tf:1:1
  |
1 |
  | ^
)");
}

TEST(Render, MeasuresTabsWideAndCombiningCharacters) {
  Scene scene("\ta = \"日本e\u0301\" b\n");
  scene.diagnostic.subject = scene.at("b");
  EXPECT_EQ(scene.shown(),
            "\n"
            "error[syntax-error]: Missing newline\n"
            " --> main.tf:1:13\n"
            "  |\n"
            "1 |     a = \"日本e\u0301\" b\n"
            "  |                 ^\n");
}

TEST(Render, ShowsRelatedPlacesOfTheFileInOneExcerpt) {
  Scene scene("variable \"a\" {}\n\nlocals {\n  x = 1\n  y = 2 }\n\n\n\nvariable \"a\" {}\n");
  scene.diagnostic.severity = Severity::warning;
  scene.diagnostic.subject = {scene.file, 47, 59};
  scene.diagnostic.related = {{scene.at("variable \"a\""), "first declared here"},
                              {scene.at("locals"), "and this between"},
                              {scene.at("y = 2"), "and that"},
                              {{scene.file, 42, 43}, "on one line"}};
  EXPECT_EQ(scene.shown(), R"(
warning[syntax-error]: Missing newline
 --> main.tf:9:1
  |
1 | variable "a" {}
  | ------------ first declared here
2 |
3 | locals {
  | ------ and this between
4 |   x = 1
5 |   y = 2 }
  |   ----- and that
  |         - on one line
...
9 | variable "a" {}
  | ^^^^^^^^^^^^
)");
}

TEST(Render, ShowsRelatedPlacesOfOtherFilesApart) {
  Scene scene(std::string(11, '\n') + "module \"net\" {}");
  scene.diagnostic.subject = scene.at("\"net\"");
  const source::FileId other = scene.files.add("modules/net/main.tf", "variable \"cidr\" {}\n");
  scene.diagnostic.related = {{{other, 0, 15}, "has no default"}, {{}, "Without a place"}};
  scene.diagnostic.remedy = "Set `cidr`";
  EXPECT_EQ(scene.shown(), R"(
error[syntax-error]: Missing newline
  --> main.tf:12:8
   |
12 | module "net" {}
   |        ^^^^^
   |
  ::: modules/net/main.tf:1:1
   |
 1 | variable "cidr" {}
   | --------------- has no default
   |
   = note: Without a place
   = help: Set `cidr`
)");
}

TEST(Render, DrawsABarAlongSeveralLines) {
  Scene scene("locals {\n  a = 1\n}\n");
  scene.diagnostic.subject = {scene.file, 0, 18};
  EXPECT_EQ(scene.shown(), R"(
error[syntax-error]: Missing newline
 --> main.tf:1:1
  |
1 | / locals {
2 | |   a = 1
3 | | }
  | |_^
)");
}

TEST(Render, DrawsAnArmToAMiddleOfALineAndSkipsLines) {
  Scene scene("locals {\n  a = [\n1,\n2,\n3,\n4,\n5,\n6,\n7,\n  ] }\n");
  scene.diagnostic.subject = {scene.file, scene.at("[").begin, scene.at("]").end};
  EXPECT_EQ(scene.shown(), R"(
error[syntax-error]: Missing newline
  --> main.tf:2:7
   |
 2 |     a = [
   |  _______^
 3 | | 1,
 4 | | 2,
 5 | | 3,
...  |
10 | |   ] }
   | |___^
)");
}

TEST(Render, CropsALineAroundTheCaret) {
  Scene scene("{\"a\": " + std::string(2000, 'x') + " HERE " + std::string(2000, 'y') + "}");
  scene.diagnostic.subject = scene.at("HERE");
  EXPECT_EQ(scene.shown(60), R"(
error[syntax-error]: Missing newline
 --> main.tf:1:2008
  |
1 | ...xxxxxxxxxxxxxxxxx HERE yyyyyyyyyyyyyyyyyyyyyyyyy...
  |                      ^^^^
)");
}

TEST(Render, LetsNothingOfAFileReachTheTerminalRaw) {
  const std::string evil = "\x1b]0;title\x07\r\x9B\u202E";
  Scene scene("a = \"" + evil + "\"\n", "dir" + evil + "/main.tf");
  scene.diagnostic.subject = scene.at("a");
  scene.diagnostic.summary = evil;
  scene.diagnostic.detail = evil;
  scene.diagnostic.remedy = evil;
  scene.diagnostic.related = {{scene.at("="), evil}, {{}, evil}};
  const std::string shown = scene.shown();
  for (const char c : shown) EXPECT_TRUE(c == '\n' || c < 0 || c >= ' ') << shown;
  EXPECT_EQ(shown.find("\u202E"), std::string::npos);
  EXPECT_NE(shown.find("␛]0;title␇␍\uFFFD<U+202E>"), std::string::npos) << shown;
}

TEST(Render, SaysWhatHasNoPlace) {
  Scene scene("");
  scene.diagnostic.id = kUnreadable;
  scene.diagnostic.summary = "A file cannot be read";
  scene.diagnostic.detail = "One.\n\nTwo.";
  EXPECT_EQ(scene.shown(), R"(
error[unreadable]: A file cannot be read
  = note: One.

          Two.
)");
}

TEST(Render, PaintsEachPart) {
  Scene scene("a = b");
  scene.diagnostic.subject = scene.at("b");
  scene.diagnostic.remedy = "Declare it";
  const std::string shown = render(scene.diagnostic, scene.files, {.color = true, .width = 80});
  EXPECT_EQ(shown,
            "\x1b[1;91merror[syntax-error]\x1b[0m\x1b[1m: Missing newline\x1b[0m\n"
            " \x1b[1;94m-->\x1b[0m main.tf:1:5\n"
            "  \x1b[1;94m|\x1b[0m\n"
            "\x1b[1;94m1 |\x1b[0m a = b\n"
            "\x1b[1;94m  |\x1b[0m\x1b[1;91m     ^\x1b[0m\n"
            "  \x1b[1;94m|\x1b[0m\n"
            "  \x1b[1;94m=\x1b[0m \x1b[1;96mhelp:\x1b[0m Declare it\n");
}

TEST(Render, IsNotConfusedByRangesBeyondTheFile) {
  Scene scene("a\nb");
  scene.diagnostic.subject = {scene.file, 900, 10};
  EXPECT_EQ(scene.shown(), R"(
error[syntax-error]: Missing newline
 --> main.tf:2:2
  |
2 | b
  |  ^
)");
}

TEST(RenderExcerpt, ShowsTheLinesAlone) {
  const Scene scene("a = 1\nb = 2\n");
  EXPECT_EQ(render_excerpt(scene.at("2"), scene.files, {}), "2 | b = 2\n  |     ^\n");
  EXPECT_EQ(render_excerpt({}, scene.files, {}), "");
}

}  // namespace
}  // namespace diagnostics
