// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace audit {

// Writes HTML that is well-formed XML as well: every element is closed, every text escaped.
class Html {
 public:
  using Attribute = std::pair<std::string_view, std::string_view>;
  using Attributes = std::initializer_list<Attribute>;

  // An element that is closed when this goes.
  class Scope {
   public:
    Scope(Html& html, std::string_view tag) : html_(html), tag_(tag) {}
    ~Scope() { html_.close(tag_); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Html& html_;
    std::string_view tag_;
  };

  // Tags and names of attributes are literals; values are any text.
  [[nodiscard]] Scope in(std::string_view tag, Attributes attributes = {});
  // An element that holds a text.
  void leaf(std::string_view tag, std::string_view text, Attributes attributes = {});
  // An element that holds nothing: meta, input.
  void alone(std::string_view tag, Attributes attributes);
  // Printable text; lines stay lines.
  void text(std::string_view text);
  // Markup of our own, as it is.
  void raw(std::string_view markup) { text_ += markup; }

  std::string take() { return std::move(text_); }

 private:
  void open(std::string_view tag, Attributes attributes, std::string_view end);
  void close(std::string_view tag);

  std::string text_;
};

}  // namespace audit
