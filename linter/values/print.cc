// SPDX-License-Identifier: Apache-2.0
// Values and types as `terraform console` shows them.
// Exported: print. Tested in tests/values/print_test.cc.
#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "values/nested.h"
#include "values/strings.h"

namespace values {
namespace {

std::string print_at(const Value& value, size_t indent);

std::string print_null(const Value& value) {
  Arena unused;
  const Type type = value.type(unused);
  switch (type.kind()) {
    case Kind::dynamic:
      return "null";
    case Kind::boolean:
      return "tobool(null)";
    case Kind::number:
      return "tonumber(null)";
    case Kind::string:
      return "tostring(null)";
    case Kind::list:
      return fmt::format("tolist(null) /* of {} */", friendly_name(type.element()));
    case Kind::set:
      return fmt::format("toset(null) /* of {} */", friendly_name(type.element()));
    case Kind::map:
      return fmt::format("tomap(null) /* of {} */", friendly_name(type.element()));
    case Kind::tuple:
    case Kind::object:
      break;
  }
  return fmt::format("null /* {} */", friendly_name(type));
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  lines.push_back(text);
  return lines;
}

std::string_view trimmed(std::string_view line) {
  constexpr std::string_view kSpace = " \t\r\v\f";
  const size_t begin = line.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(kSpace) + 1 - begin);
}

std::string print_string(std::string_view text, size_t indent) {
  const std::vector<std::string_view> lines = lines_of(text);
  if (lines.size() == 1) return quoted(text);
  std::string delimiter = "EOT";
  while (std::ranges::find(lines, delimiter, trimmed) != lines.end()) delimiter += "_";
  const std::string margin = fmt::format("\n{:{}}", "", indent);
  std::string printed = indent > 0 ? "<<-" : "<<";
  printed += delimiter;
  for (std::string_view line : lines) printed.append(margin).append(line);
  return printed.append(margin).append(delimiter);
}

std::string print_sequence(const Value& value, size_t indent) {
  std::string printed = "[";
  all_nested(value, [&](const Value& element) {
    printed.append("\n").append(indent + 2, ' ').append(print_at(element, indent + 2)).append(",");
    return true;
  });
  if (printed.size() > 1) printed.append("\n").append(indent, ' ');
  return printed.append("]");
}

std::string print_mapping(const Value& value, size_t indent) {
  Arena made;
  const Value known = value.materialized(made);
  std::string printed = "{";
  for (size_t i = 0; i < known.keys().size(); ++i) {
    printed.append("\n").append(indent + 2, ' ');
    printed.append(print_string(known.keys()[i], indent + 2)).append(" = ");
    printed.append(print_at(known.elements()[i], indent + 2));
  }
  if (printed.size() > 1) printed.append("\n").append(indent, ' ');
  return printed.append("}");
}

std::string print_at(const Value& value, size_t indent) {
  if (value.is_unknown()) return "(known after apply)";
  if (value.has_marks(Marks::sensitive)) return "(sensitive value)";
  if (value.has_marks(Marks::ephemeral)) return "(ephemeral value)";
  if (value.is_null()) return print_null(value);
  switch (value.kind()) {
    case Kind::dynamic:
      return "null";
    case Kind::boolean:
      return value.as_boolean() ? "true" : "false";
    case Kind::number:
      return value.as_number().to_string();
    case Kind::string:
      return print_string(value.as_string(), indent);
    case Kind::list:
      return fmt::format("tolist({})", print_sequence(value, indent));
    case Kind::set:
      return fmt::format("toset({})", print_sequence(value, indent));
    case Kind::map:
      return fmt::format("tomap({})", print_mapping(value, indent));
    case Kind::tuple:
      return print_sequence(value, indent);
    case Kind::object:
      return print_mapping(value, indent);
  }
  return {};
}

constexpr size_t kTypeIndent = 4;

std::string print_type(Type type, size_t indent);

// `open`, each member on a line of its own, `close`.
std::string print_members(std::string open, const char* close, std::span<const std::string> members,
                          size_t indent) {
  std::string printed = std::move(open);
  for (const std::string& member : members) {
    printed.append("\n").append(indent + kTypeIndent, ' ').append(member).append(",");
  }
  if (!members.empty()) printed.append("\n").append(indent, ' ');
  return printed.append(close);
}

std::string print_collection_type(const char* name, Type type, size_t indent) {
  const bool structural = type.element().is_structural();
  const std::string element = print_type(type.element(), indent + (structural ? kTypeIndent : 0));
  if (!structural) return fmt::format("{}({})", name, element);
  return print_members(fmt::format("{}(", name), ")", {&element, 1}, indent);
}

std::string print_type(Type type, size_t indent) {
  std::vector<std::string> members;
  switch (type.kind()) {
    case Kind::list:
      return print_collection_type("list", type, indent);
    case Kind::set:
      return print_collection_type("set", type, indent);
    case Kind::map:
      return print_collection_type("map", type, indent);
    case Kind::tuple:
      for (const Type element : type.elements()) {
        members.push_back(print_type(element, indent + kTypeIndent));
      }
      return print_members("tuple([", "])", members, indent);
    case Kind::object:
      for (const ObjectAttribute& attribute : type.attributes()) {
        members.push_back(fmt::format("{}: {}", attribute.name,
                                      print_type(attribute.type, indent + kTypeIndent)));
      }
      return print_members("object({", "})", members, indent);
    default:
      return friendly_name(type);
  }
}

}  // namespace

std::string print(Type type) { return print_type(type, 0); }

std::string print(const Value& value) { return print_at(value, 0); }

}  // namespace values
