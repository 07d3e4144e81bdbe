// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// Reads a page as strictly as XML is read, but for the texts of style and script.
namespace audit::testing {

struct Element {
  std::string tag;
  std::map<std::string, std::string> attributes;  // as they are written
  std::string text;                               // that stands in it itself, as it is written
  size_t depth = 0;
};

struct Markup {
  std::vector<Element> elements;      // in the order in which they begin
  std::vector<std::string> problems;  // empty: it is well-formed
};

class MarkupReader {
 public:
  explicit MarkupReader(std::string_view text) : rest_(text) {}

  Markup read() {
    constexpr std::string_view kType = "<!DOCTYPE html>";
    if (rest_.starts_with(kType)) rest_.remove_prefix(kType.size());
    while (!rest_.empty() && markup_.problems.size() < 20) {
      if (rest_.front() == '<') {
        read_tag();
      } else {
        read_text(rest_.substr(0, rest_.find('<')));
      }
    }
    for (const size_t index : open_) problem("<" + markup_.elements[index].tag + "> stays open");
    return std::move(markup_);
  }

 private:
  void problem(std::string what) { markup_.problems.push_back(std::move(what)); }

  void check_text(std::string_view text) {
    static const std::set<std::string_view> kEntities = {"amp", "lt",  "gt", "quot",
                                                         "#39", "#10", "#9", "#13"};
    for (size_t at = 0; (at = text.find('&', at)) != std::string_view::npos; ++at) {
      const size_t end = text.find(';', at);
      if (end == std::string_view::npos || !kEntities.contains(text.substr(at + 1, end - at - 1))) {
        problem("& is no entity: " + std::string(text.substr(at, 20)));
      }
    }
    for (const char c : text) {
      if (static_cast<unsigned char>(c) < ' ' && c != '\n') problem("a control character");
    }
  }

  void read_text(std::string_view text) {
    check_text(text);
    if (!open_.empty()) markup_.elements[open_.back()].text += text;
    rest_.remove_prefix(text.size());
  }

  void read_tag() {
    const size_t end = rest_.find('>');
    if (end == std::string_view::npos) {
      problem("a tag does not end");
      rest_ = {};
      return;
    }
    std::string_view tag = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    if (tag.starts_with('/')) return close(tag.substr(1));
    const bool empty = tag.ends_with('/');
    if (empty) tag.remove_suffix(1);
    Element element;
    element.tag = tag.substr(0, tag.find_first_of(" /"));
    element.depth = open_.size();
    tag.remove_prefix(element.tag.size());
    read_attributes(tag, element);
    markup_.elements.push_back(element);
    if (empty) return;
    open_.push_back(markup_.elements.size() - 1);
    if (element.tag == "style" || element.tag == "script") skip_to_end(element.tag);
  }

  void read_attributes(std::string_view tag, Element& element) {
    while (true) {
      tag.remove_prefix(std::min(tag.find_first_not_of(' '), tag.size()));
      if (tag.empty()) return;
      const size_t equals = tag.find("=\"");
      const size_t end = equals == std::string_view::npos ? equals : tag.find('"', equals + 2);
      if (end == std::string_view::npos) return problem("an attribute: " + std::string(tag));
      const std::string name(tag.substr(0, equals));
      const std::string_view value = tag.substr(equals + 2, end - equals - 2);
      if (name.find_first_of("\"'<>/ ") != std::string::npos) problem("the name " + name);
      check_text(value);
      if (!element.attributes.emplace(name, value).second) problem("twice " + name);
      tag.remove_prefix(end + 1);
    }
  }

  void skip_to_end(const std::string& tag) {
    const size_t end = std::min(rest_.find("</" + tag), rest_.size());
    markup_.elements[open_.back()].text = rest_.substr(0, end);
    rest_.remove_prefix(end);
  }

  void close(std::string_view tag) {
    if (open_.empty() || markup_.elements[open_.back()].tag != tag) {
      return problem("</" + std::string(tag) + "> closes nothing");
    }
    open_.pop_back();
  }

  std::string_view rest_;
  Markup markup_;
  std::vector<size_t> open_;
};

inline Markup read_markup(std::string_view text) { return MarkupReader(text).read(); }

// What must hold of every page: it is well-formed, no id stands twice, every link within it leads
// somewhere, headings go down step by step, tables have a caption, and nothing is loaded.
inline std::vector<std::string> problems_of(std::string_view page) {
  Markup markup = read_markup(page);
  std::vector<std::string> problems = std::move(markup.problems);
  std::set<std::string> ids;
  for (const Element& element : markup.elements) {
    const auto id = element.attributes.find("id");
    if (id != element.attributes.end() && !ids.insert(id->second).second) {
      problems.push_back("twice the id " + id->second);
    }
  }
  size_t level = 0;
  for (const Element& element : markup.elements) {
    for (const auto& [name, value] : element.attributes) {
      if (name == "href" && (!value.starts_with('#') || !ids.contains(value.substr(1)))) {
        problems.push_back("a link to " + value);
      }
      if (name == "src" || name == "style" || name.starts_with("on")) {
        problems.push_back("the attribute " + name);
      }
      if (name == "aria-labelledby" && !ids.contains(value)) problems.push_back("label " + value);
    }
    if (element.tag == "link" || element.tag == "img" || element.tag == "iframe") {
      problems.push_back("the element " + element.tag);
    }
    if (element.tag == "th" && !element.attributes.contains("scope")) problems.push_back("a th");
    if (element.tag.size() != 2 || element.tag[0] != 'h' || element.tag[1] < '1' ||
        element.tag[1] > '6') {
      continue;
    }
    const auto next = static_cast<size_t>(element.tag[1] - '0');
    if (next > level + 1) problems.push_back("a heading skips a level before " + element.tag);
    level = next;
  }
  const auto count = [&markup](std::string_view tag) {
    return std::ranges::count(markup.elements, tag, &Element::tag);
  };
  if (count("table") != count("caption")) problems.emplace_back("a table without a caption");
  for (const char* one : {"head", "h1", "main"}) {
    if (count(one) != 1) problems.push_back(std::string("not one ") + one);
  }
  return problems;
}

// The text of the first element with an attribute, that in elements within it included.
inline std::string text_of(const Markup& markup, const std::string& attribute,
                           const std::string& value) {
  std::string text;
  for (size_t i = 0; i < markup.elements.size(); ++i) {
    const auto found = markup.elements[i].attributes.find(attribute);
    if (found == markup.elements[i].attributes.end() || found->second != value) continue;
    text = markup.elements[i].text;
    for (size_t k = i + 1; k < markup.elements.size(); ++k) {
      if (markup.elements[k].depth <= markup.elements[i].depth) break;
      text += " " + markup.elements[k].text;
    }
    break;
  }
  return text;
}

}  // namespace audit::testing
