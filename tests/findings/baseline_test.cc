// SPDX-License-Identifier: Apache-2.0
//
// Files of accepted findings: how they are written, what is wrong with one, and what one accepts.
#include "findings/baseline.h"

#include <gtest/gtest.h>

#include "findings/acceptance.h"
#include "findings/testing.h"

namespace findings {
namespace {

using testing::Repository;
using testing::Texts;

BaselineEntry entry(std::string root, std::string address, std::string fingerprint) {
  return {.fingerprint = std::move(fingerprint),
          .rule = "too-small",
          .root = std::move(root),
          .address = std::move(address),
          .attribute = "size",
          .message = "It is too small."};
}

TEST(Baseline, IsWrittenInOrderAndEachEntryOnce) {
  EXPECT_EQ(baseline_text({entry("b", "x.y", "2"), entry("a", "x.z", "3"), entry("a", "x.y", "1"),
                           entry("b", "x.y", "2")}),
            R"({
  "schema_version": "1",
  "findings": [
    {
      "rule": "too-small",
      "root": "a",
      "address": "x.y",
      "attribute": "size",
      "message": "It is too small.",
      "fingerprint": "1"
    },
    {
      "rule": "too-small",
      "root": "a",
      "address": "x.z",
      "attribute": "size",
      "message": "It is too small.",
      "fingerprint": "3"
    },
    {
      "rule": "too-small",
      "root": "b",
      "address": "x.y",
      "attribute": "size",
      "message": "It is too small.",
      "fingerprint": "2"
    }
  ]
}
)");
}

// "known.json:3: what is wrong"; the number of entries if nothing is.
std::string read(std::string text) {
  source::MemoryFileSystem file_system;
  source::Files files;
  file_system.add("known.json", std::move(text));
  const LoadedBaseline loaded = read_baseline(file_system, files, "known.json");
  if (loaded.diagnostics.empty()) return std::to_string(loaded.baseline.entries.size());
  const diagnostics::Diagnostic& first = loaded.diagnostics.all()[0];
  EXPECT_NE(first.remedy, "");
  const source::File& file = files[first.subject.file];
  return file.path() + ":" + std::to_string(file.position(first.subject.begin).line) + ": " +
         first.summary;
}

TEST(Baseline, ReadsWhatItWrites) {
  EXPECT_EQ(read(baseline_text({entry("b", "x.y", "2"), entry("a", "x.z", "3")})), "2");
  EXPECT_EQ(read(baseline_text({})), "0");
}

TEST(Baseline, SaysWhereItIsMalformed) {
  const std::string whole = baseline_text({entry("a", "x.{\"", "1"), entry("b", "x.y", "2")});
  const auto without = [&whole](const std::string& part, const std::string& other) {
    std::string text = whole;
    return text.replace(text.rfind(part), part.size(), other);
  };
  EXPECT_EQ(read(without("\"rule\"", "rule")), "known.json:13: The baseline is no JSON");
  EXPECT_EQ(read(without("\"rule\"", "\"name\"")),
            "known.json:12: An entry of the baseline has no \"rule\"");
  EXPECT_EQ(read(without("\"1\",\n  \"findings\"", "\"2\",\n  \"findings\"")),
            "known.json:1: The baseline is of another version");
  EXPECT_EQ(read(without("\"findings\"", "\"found\"")),
            "known.json:1: The baseline has no list of findings");
  EXPECT_EQ(read(""), "known.json:1: The baseline is no JSON");
  EXPECT_EQ(read("[]"), "known.json:1: The baseline has no list of findings");
  EXPECT_EQ(read("{\"schema_version\": \"1\", \"findings\": [1]}"),
            "known.json:1: An entry of the baseline has no \"fingerprint\"");
}

constexpr const char* kSmall = "resource \"nobody_thing\" \"a\" {\n  size = 1\n}\n";
constexpr const char* kModule =
    "variable \"size\" {\n  default = 1\n}\nresource \"nobody_thing\" \"a\" {\n"
    "  size = var.size\n}\n";

// What a baseline of the first repository leaves of the second's findings and needs no more:
// "+nobody_thing.a" reported, "=nobody_thing.a" accepted, "-nobody_thing.a" an entry.
std::string held_against(const Texts& before, const Texts& now) {
  Repository first(before), second(now);
  const Baseline baseline{first.judge().gather_baseline({}, true).baseline};
  const Report report = second.judge().gather_baseline(baseline, false);
  std::string text;
  for (const Finding& finding : report.findings) {
    for (const std::string& instance : finding.instances) text += "+" + instance + "\n";
  }
  for (const BaselineEntry& kept : report.baseline) text += "=" + kept.address + "\n";
  for (const BaselineEntry& unneeded : report.unneeded) text += "-" + unneeded.address + "\n";
  return text;
}

TEST(Acceptance, IsOfWhatIsKnownAndNotOfWhatIsNew) {
  const std::string more =
      std::string(kSmall) + "resource \"nobody_thing\" \"b\" {\n  size = 1\n}\n";
  EXPECT_EQ(held_against({{"main.tf", kSmall}}, {{"main.tf", kSmall}}), "=nobody_thing.a\n");
  EXPECT_EQ(held_against({{"main.tf", kSmall}}, {{"main.tf", more}}),
            "+nobody_thing.b\n=nobody_thing.a\n");
  EXPECT_EQ(held_against({{"main.tf", more}}, {{"main.tf", kSmall}}),
            "=nobody_thing.a\n-nobody_thing.b\n");
  EXPECT_EQ(held_against({{"main.tf", kSmall}}, {}), "-nobody_thing.a\n");
}

TEST(Acceptance, OfOneCallOfAModuleIsNoneOfAnother) {
  const std::string x = "module \"x\" {\n  source = \"./m\"\n}\n";
  const std::string a = "module \"a\" {\n  source = \"./m\"\n}\n";
  EXPECT_EQ(held_against({{"m/main.tf", kModule}, {"main.tf", x}},
                         {{"m/main.tf", kModule}, {"main.tf", a + x}}),
            "+module.a.nobody_thing.a\n=module.x.nobody_thing.a\n");
  // Nor are they one entry, though they are one finding.
  EXPECT_EQ(held_against({{"m/main.tf", kModule}, {"main.tf", a + x}},
                         {{"m/main.tf", kModule}, {"main.tf", a + x}}),
            "=module.a.nobody_thing.a\n=module.x.nobody_thing.a\n");
}

TEST(Moves, AreOfWholeNamesAndOfWhatIsInAModule) {
  const std::tuple<const char*, Move, const char*> rows[] = {
      {"x.a", {"x.a", "x.b"}, "x.b"},
      {"x.ab", {"x.a", "x.b"}, ""},
      {"module.m.x.a", {"module.m", "module.n"}, "module.n.x.a"},
      {"module.mm.x.a", {"module.m", "module.n"}, ""},
      {"x.a", {"module.m", "module.n"}, ""},
  };
  for (const auto& [address, move, moved] : rows) EXPECT_EQ(moved_address(address, move), moved);
}

TEST(Acceptance, FollowsMovesOfTheResourceThatAFindingPointsAt) {
  const std::string vpc = "resource \"aws_vpc\" \"v\" {}\nresource \"aws_subnet\" ";
  const std::string rest = " {\n  vpc_id = aws_vpc.v.id\n}\n";
  const char* rules =
      "rule \"r\" {\n  target = \"aws_vpc\"\n"
      "  for_each = linking(self, \"aws_subnet\", \"vpc_id\")\n  condition = false\n"
      "  error_message = \"x\"\n  at = argument(each.value, \"vpc_id\")\n}\n";
  Repository first(Texts{{"main.tf", vpc + "\"a\"" + rest}}, rules);
  Repository second(Texts{{"main.tf", vpc + "\"b\"" + rest +
                                          "moved {\n  from = aws_subnet.a\n"
                                          "  to   = aws_subnet.b\n}\n"}},
                    rules);
  const Baseline baseline{first.judge().gather_baseline({}, true).baseline};
  ASSERT_EQ(baseline.entries.size(), 1u);
  const Report report = second.judge().gather_baseline(baseline, false);
  EXPECT_TRUE(report.findings.empty());
  ASSERT_EQ(report.baseline.size(), 1u);
  EXPECT_EQ(report.baseline[0].attribute, "aws_subnet.b.vpc_id");
}

TEST(Acceptance, FollowsWhatWasMoved) {
  const std::string b = "resource \"nobody_thing\" \"b\" {\n  size = 1\n}\n";
  const std::string c = "resource \"nobody_thing\" \"c\" {\n  size = 1\n}\n";
  const std::string a_to_b = "moved {\n  from = nobody_thing.a\n  to   = nobody_thing.b\n}\n";
  const std::string b_to_c = "moved {\n  from = nobody_thing.b\n  to   = nobody_thing.c\n}\n";
  EXPECT_EQ(held_against({{"main.tf", kSmall}}, {{"main.tf", b}}),
            "+nobody_thing.b\n-nobody_thing.a\n");
  EXPECT_EQ(held_against({{"main.tf", kSmall}}, {{"main.tf", b + a_to_b}}), "=nobody_thing.b\n");
  EXPECT_EQ(held_against({{"main.tf", kSmall}}, {{"main.tf", c + b_to_c + a_to_b}}),
            "=nobody_thing.c\n");
  // Moves in a circle end; Terraform refuses them.
  EXPECT_EQ(
      held_against({{"main.tf", kSmall}}, {{"main.tf", b + a_to_b +
                                                           "moved {\n  from = nobody_thing.b\n"
                                                           "  to   = nobody_thing.a\n}\n"}}),
      "+main.tf\n=nobody_thing.b\n");
}

TEST(Acceptance, FollowsMovesOfModulesAndOfKeysAndWithinModules) {
  const std::string call = "module \"n\" {\n  source = \"./m\"\n}\n";
  const std::string other = "module \"m\" {\n  source = \"./m\"\n}\n";
  EXPECT_EQ(held_against({{"m/main.tf", kModule}, {"main.tf", other}},
                         {{"m/main.tf", kModule},
                          {"main.tf", call + "moved {\n  from = module.m\n  to = module.n\n}\n"}}),
            "=module.n.nobody_thing.a\n");
  EXPECT_EQ(held_against({{"main.tf", kSmall}},
                         {{"m/main.tf", kModule},
                          {"main.tf", call + "moved {\n  from = nobody_thing.a[0]\n"
                                             "  to = module.n[\"k\"].nobody_thing.a\n}\n"}}),
            "=module.n.nobody_thing.a\n");
  EXPECT_EQ(held_against({{"m/main.tf", kModule}, {"main.tf", call}},
                         {{"m/main.tf",
                           "resource \"nobody_thing\" \"b\" {\n  size = 1\n}\nmoved {\n"
                           "  from = nobody_thing.a\n  to = nobody_thing.b\n}\n"},
                          {"main.tf", call}}),
            "=module.n.nobody_thing.b\n");
  EXPECT_EQ(held_against({{"main.tf", kSmall}},
                         {{"main.tf.json",
                           R"({"resource": {"nobody_thing": {"b": {"size": 1}}},)"
                           R"("moved": {"from": "nobody_thing.a", "to": "nobody_thing.b"}})"}}),
            "=nobody_thing.b\n");
}

TEST(Acceptance, KeepsWhatIsUndecidedOrNotInstalled) {
  EXPECT_EQ(
      held_against({{"main.tf", kSmall}},
                   {{"main.tf",
                     "variable \"v\" {}\nresource \"nobody_thing\" \"b\" {\n  size = var.v\n}\n"
                     "moved {\n  from = nobody_thing.a\n  to = nobody_thing.b\n}\n"}}),
      "=nobody_thing.a\n");
  EXPECT_EQ(
      held_against({{"m/main.tf", kModule}, {"main.tf", "module \"m\" {\n  source = \"./m\"\n}\n"}},
                   {{"main.tf", "module \"m\" {\n  source = \"x/m/y\"\n}\n"}}),
      "=module.m.nobody_thing.a\n");
}

TEST(Acceptance, IsOfWhatTerraformRejectsAndNeverOfWhatDoesNotParse) {
  EXPECT_EQ(held_against({{"main.tf", "locals {\n  a = local.b\n}\n"}},
                         {{"main.tf", "\nlocals {\n  a = local.b\n}\n"}}),
            "=main.tf\n");
  EXPECT_EQ(
      held_against({{"main.tf", "locals {\n  a = \n}\n"}}, {{"main.tf", "locals {\n  a = \n}\n"}}),
      "+main.tf\n");
}

}  // namespace
}  // namespace findings
