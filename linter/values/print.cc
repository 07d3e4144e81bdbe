// SPDX-License-Identifier: Apache-2.0
// Values as `terraform console` shows them.
// Exported: print. Tested in tests/values/print_test.cc.
#include <fmt/format.h>

#include <algorithm>
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

}  // namespace

std::string print(const Value& value) { return print_at(value, 0); }

}  // namespace values
