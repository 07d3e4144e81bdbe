// SPDX-License-Identifier: Apache-2.0
//
// Pictures as they are written. Their samples were looked at in a browser, in Graphviz and in
// Mermaid.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/drawing/label.h"
#include "report/drawing/sample.h"
#include "report/sample.h"

namespace drawing {
namespace {

using report::testing::expect_expected;
using testing::Project;
using testing::sample;

TEST(Formats, SayWhatTheSamplesSay) {
  const Picture picture = sample().picture();
  expect_expected("drawing/sample.svg", to_svg(picture));
  expect_expected("drawing/sample.dot", to_dot(picture));
  expect_expected("drawing/sample.mmd", to_mermaid(picture));
  expect_expected("drawing/sample.json", to_json(picture));
}

// Every member of the sample has its name in the document that describes them.
TEST(Formats, DescribeTheMembersOfJson) {
  std::ostringstream docs;
  docs << std::ifstream(PLUMBLINE_SOURCE_DIR "/docs/graph.md").rdbuf();
  std::vector<nlohmann::json> open = {nlohmann::json::parse(to_json(sample().picture()))};
  while (!open.empty()) {
    const nlohmann::json at = open.back();
    open.pop_back();
    for (const auto& item : at.items()) {
      if (at.is_object()) {
        const bool described = docs.str().find("`" + item.key() + "`") != std::string::npos ||
                               docs.str().find("`" + item.key() + "[]`") != std::string::npos;
        EXPECT_TRUE(described) << item.key();
      }
      if (item.value().is_structured()) open.push_back(item.value());
    }
  }
}

// What strangers may write into keys of instances and names of directories.
constexpr std::string_view kHostile =
    "</text><script>alert(1)</script>\"'&<!--]]>`${x}\\N\\l#quot;%%{init}%%]]\n\x07\x1b[31m"
    "\xe2\x80\xae\xef\xbf\xbe\xff;end";

Picture hostile() {
  Picture picture;
  const std::string text(kHostile);
  picture.tiers = {"One"};
  picture.roots.push_back({text, text, 0});
  picture.groups.push_back({});
  picture.groups.push_back({.address = text, .title = text, .place = {text, 1}});
  for (const size_t group : {size_t{0}, size_t{1}}) {
    picture.nodes.push_back({.group = group,
                             .type = text,
                             .address = text,
                             .module = text,
                             .name = text,
                             .instances = {text, text},
                             .tier = 1,
                             .place = {text, 2}});
  }
  picture.links.push_back({.from = 0, .to = 1, .arguments = {{text, text}}});
  return picture;
}

// Empty if every tag is closed in turn and every entity is one that XML or we ourselves know.
std::string wrong_with_xml(const std::string& text) {
  std::vector<std::string> open;
  for (size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = std::string_view(text).substr(i);
    if (static_cast<unsigned char>(rest[0]) < 0x20 && rest[0] != '\n') return "a control character";
    if (rest[0] == '&') {
      const std::string_view entity = rest.substr(0, rest.find(';') + 1);
      const auto known = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&#10;"};
      if (std::ranges::find(known, entity) == known.end())
        return "an entity at " + text.substr(i, 9);
    }
    if (rest[0] != '<') continue;
    const std::string tag(rest.substr(1, rest.find('>') - 1));
    std::string name = tag.substr(0, tag.find(' '));
    if (name[0] == '/') {
      if (open.empty() || open.back() != name.substr(1)) return "a stray " + name;
      open.pop_back();
    } else if (!tag.ends_with("/")) {
      if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos) return name;
      open.push_back(name);
    }
  }
  return open.empty() ? "" : "not closed: " + open.back();
}

TEST(Svg, IsWellFormedWhateverNamesSay) {
  const std::string svg = to_svg(hostile());
  EXPECT_EQ(wrong_with_xml(svg), "");
  EXPECT_EQ(svg.find("<script"), std::string::npos);
  EXPECT_EQ(svg.find("\xe2\x80\xae"), std::string::npos);
  EXPECT_EQ(svg.find("\xef\xbf\xbe"), std::string::npos);
}

TEST(Svg, OfTheSampleIsWellFormedAndForEveryone) {
  const std::string svg = to_svg(sample().picture());
  EXPECT_EQ(wrong_with_xml(svg), "");
  EXPECT_NE(svg.find("role=\"img\" aria-label=\"Resource graph of Current directory: "),
            std::string::npos);
  EXPECT_NE(svg.find("prefers-color-scheme:dark"), std::string::npos);
  // Self-contained: nothing is fetched and nothing runs.
  for (const char* reference : {"href", "url(", "@import", "<script"}) {
    EXPECT_EQ(svg.find(reference), std::string::npos) << reference;
  }
}

TEST(Svg, HasIdsThatSayWhatTheyAreOf) {
  const std::string svg = to_svg(sample().picture(), "audit");
  EXPECT_NE(svg.find("id=\"audit-node-module.net.aws_subnet.this\""), std::string::npos);
  EXPECT_NE(svg.find("id=\"audit-group-module.net\""), std::string::npos);
}

TEST(Svg, TellsTheWholeAddressAndPlaceWhereTheLabelIsShort) {
  const std::string name = "a_very_long_name_that_no_box_has_room_for_at_all";
  const std::string svg =
      to_svg(Project("resource \"terraform_data\" \"" + name + "\" {}\n").picture());
  EXPECT_NE(svg.find("<title>terraform_data." + name + "&#10;main.tf:1"), std::string::npos);
  EXPECT_NE(svg.find(">a_very_long_na…room_for_at_all<"), std::string::npos);
}

// The text between unescaped quotes; nothing if a quote is left open.
std::vector<std::string> quoted_parts(const std::string& text) {
  std::vector<std::string> parts;
  for (size_t i = text.find('"'); i != std::string::npos; i = text.find('"', i + 1)) {
    std::string part;
    for (++i; i < text.size() && text[i] != '"'; ++i) {
      if (text[i] == '\\') part += text[i++];
      part += text[i];
    }
    if (i >= text.size()) return {};
    parts.push_back(part);
  }
  return parts;
}

TEST(Dot, QuotesWhateverNamesSay) {
  const std::string dot = to_dot(hostile());
  const std::vector<std::string> parts = quoted_parts(dot);
  // The summary, the group's title, label and tooltip of two nodes, the link's tooltip.
  ASSERT_EQ(parts.size(), 7u) << dot;
  for (const std::string& part : parts) {
    EXPECT_NE(part.find("</text><script>alert(1)</script>\\\"'&"), std::string::npos);
    EXPECT_NE(part.find("\\\\N\\\\l"), std::string::npos);
  }
}

TEST(Mermaid, EscapesWhateverNamesSay) {
  const std::string mermaid = to_mermaid(hostile());
  for (const std::string& part : quoted_parts(mermaid)) {
    const std::string label = part.substr(0, part.find("<br>"));
    EXPECT_EQ(label.find_first_of("<>&`{}[]()\\%"), std::string::npos) << label;
    EXPECT_NE(label.find("#60;#47;text#62;"), std::string::npos);
    EXPECT_NE(label.find("#35;quot#59;"), std::string::npos);
  }
  EXPECT_EQ(quoted_parts(mermaid).size(), 3u);
}

TEST(Json, OfAGraphIsJsonWhateverNamesSay) {
  const nlohmann::json json = nlohmann::json::parse(to_json(hostile()));
  EXPECT_EQ(json["roots"][0]["nodes"].size(), 2u);
}

TEST(Formats, ShowNoValue) {
  const Picture picture = Project(
                              "variable \"secret\" {\n  sensitive = true\n"
                              "  default = \"hunter2\"\n}\n"
                              "resource \"terraform_data\" \"a\" {\n  input = var.secret\n}\n"
                              "resource \"terraform_data\" \"b\" {\n"
                              "  for_each = toset([var.secret])\n"
                              "  input = terraform_data.a.output\n}\n")
                              .picture({.instances = true});
  EXPECT_EQ(picture.links.size(), 1u);
  for (const auto& write : {to_dot, to_mermaid, to_json}) {
    EXPECT_EQ(write(picture).find("hunter2"), std::string::npos);
  }
  EXPECT_EQ(to_svg(picture).find("hunter2"), std::string::npos);
}

TEST(Labels, LoseTheirMiddleWhereTheyAreTooLong) {
  EXPECT_EQ(shortened("abcdefgh", 8), "abcdefgh");
  EXPECT_EQ(shortened("abcdefghi", 8), "abc…fghi");
  EXPECT_EQ(shortened("", 8), "");
  // Wide characters count twice.
  EXPECT_EQ(shortened("日本語日本語", 8), "日…本語");
}

TEST(Labels, MakeIdsThatDifferWhereTextsDo) {
  EXPECT_EQ(id_of("module.a.aws_x.b"), "module.a.aws_x.b");
  EXPECT_EQ(id_of("b[\"k\"]"), "b:5b:22k:22:5d");
  EXPECT_NE(id_of("a:20"), id_of("a "));
}

}  // namespace
}  // namespace drawing
