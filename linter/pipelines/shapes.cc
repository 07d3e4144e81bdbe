// SPDX-License-Identifier: Apache-2.0
// Holds what is written against what Bitbucket takes. Exported: Reader::members. What is not in the
// table is nobody's business unless it looks like what is. Tested in
// tests/pipelines/invalid_test.cc.
#include <fmt/format.h>

#include <algorithm>

#include "pipelines/facts.h"
#include "pipelines/reader.h"

namespace pipelines {

namespace {

bool is_truth_word(std::string_view text) {
  constexpr std::string_view kWords[] = {"true", "false", "yes", "no", "on", "off"};
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return std::ranges::find(kWords, lower) != std::end(kWords);
}

// Keys that hold anchors for others to use are not meant as anything else.
bool holds_anchors(const YamlNode& node) {
  std::vector<const YamlNode*> open{&node};
  while (!open.empty()) {
    const YamlNode& next = *open.back();
    open.pop_back();
    if (!next.anchor.empty() && next.kind != YamlKind::alias) return true;
    open.insert(open.end(), next.items.begin(), next.items.end());
    for (const syntax::YamlEntry& entry : next.entries) open.push_back(entry.value);
  }
  return false;
}

std::string_view kind_of(const Site& site) {
  if (site.is(YamlKind::sequence)) return "a list";
  return site.is(YamlKind::mapping) ? "a mapping" : site.given() ? "a text" : "nothing";
}

}  // namespace

Members Reader::members(const Site& mapping, std::string_view object) {
  Members result;
  if (!mapping.is(YamlKind::mapping)) return result;
  for (const syntax::YamlMember& member :
       syntax::yaml_members(*mapping.node, arena(), file_.diagnostics)) {
    if (member.key->kind != YamlKind::scalar) continue;
    result.all.push_back(
        {member.key->text, follow(*member.value, mapping, member.key, member.merged)});
  }
  const std::vector<KnownKey> known = known_keys(object);
  if (known.empty()) return result;
  for (const Member& member : result.all) {
    const auto key = std::ranges::find(known, member.name, &KnownKey::key);
    if (key == known.end()) {
      check_unknown(member, object, result);
    } else {
      check_member(member, key->shape, key->limits);
    }
  }
  return result;
}

void Reader::check_unknown(const Member& member, std::string_view object, const Members& members) {
  std::vector<std::string_view> names;
  for (const KnownKey& key : known_keys(object)) {
    if (!members.has(key.key)) names.push_back(key.key);
  }
  const auto near = diagnostics::suggest(member.name, names);
  if (!near || holds_anchors(*member.value.node)) return;
  wrong(member.value.key->range, fmt::format("There is no key \"{}\" here", member.name),
        "Bitbucket does not know it here.")
      .remedy = fmt::format("Did you mean \"{}\"?", *near);
}

void Reader::check_list(const Member& member, std::string_view limits) {
  const Site& site = member.value;
  if (site.given() && !site.is(YamlKind::sequence)) {
    wrong(site.node->range, fmt::format("\"{}\" takes a list", member.name),
          fmt::format("Here is {}: each item of a list stands on a line of its own, after a dash.",
                      kind_of(site)));
    return;
  }
  const size_t size = site.given() ? items(site).size() : 0;
  const std::vector<std::string_view> bounds = split_at_commas(limits);
  if (!bounds.empty() && size < *whole_number(bounds[0])) {
    wrong(place(site), fmt::format("\"{}\" is empty", member.name),
          "It has at least one item, or is left out.");
  }
  if (bounds.size() > 1 && size > *whole_number(bounds[1])) {
    wrong(place(site), fmt::format("\"{}\" has more than {} items", member.name, bounds[1]));
  }
}

void Reader::check_member(const Member& member, std::string_view shape, std::string_view limits) {
  const Site& site = member.value;
  if (shape == "list") return check_list(member, limits);
  if (shape == "any" || !site.given()) return;
  const auto expect = [&](std::string_view what) -> diagnostics::Diagnostic& {
    return wrong(site.node->range, fmt::format("\"{}\" takes {}", member.name, what),
                 fmt::format("Here is {}.", site.is(YamlKind::scalar)
                                                ? fmt::format("\"{}\"", site.node->text)
                                                : std::string(kind_of(site))));
  };
  const bool scalar = site.is(YamlKind::scalar);
  if (shape == "mapping" && !site.is(YamlKind::mapping)) expect("a mapping");
  if (shape == "text" && !scalar) expect("a text");
  if (shape == "truth" && !(scalar && is_truth_word(site.node->text))) expect("true or false");
  if (shape == "number") {
    const auto number = scalar ? whole_number(site.node->text) : std::nullopt;
    if (!number || *number < *whole_number(limits)) {
      expect(fmt::format("a whole number from {} on", limits));
    }
  }
  if (shape != "choice") return;
  const std::vector<std::string_view> choices = split_at_commas(limits);
  if (scalar && std::ranges::find(choices, site.node->text) != choices.end()) return;
  diagnostics::Diagnostic& said = expect(fmt::format("one of {}", fmt::join(choices, ", ")));
  const auto near = scalar ? diagnostics::suggest(site.node->text, choices) : std::nullopt;
  if (near) said.remedy = fmt::format("Did you mean \"{}\"?", *near);
}

}  // namespace pipelines
