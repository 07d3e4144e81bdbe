// SPDX-License-Identifier: Apache-2.0
// csvdecode, by RFC 4180 as Go's encoding/csv reads it: quotes only around whole fields, empty
// lines skipped, "\r\n" read as "\n".
// Exported: csv_functions. Tested by tests/expressions/functions/encoding.txt.
#include <algorithm>

#include "expressions/functions/families.h"

namespace expressions {

namespace {

constexpr Parameter kString[] = {{.name = "str", .type = ParameterType::string}};

using Record = std::vector<std::string>;

// Reads one record after the other. After a fault there are no more.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : text_(with_plain_line_ends(text)), rest_(text_) {}

  // Nothing at the end of the text, and where it is wrong.
  std::optional<Record> next() {
    while (!rest_.empty() && line() == "") skip_line();
    if (rest_.empty()) return std::nullopt;
    Record record;
    while (true) {
      const std::optional<std::string> field =
          rest_.starts_with('"') ? quoted_field() : plain_field();
      if (!field) return std::nullopt;
      record.push_back(*field);
      if (!rest_.starts_with(',')) break;
      rest_.remove_prefix(1);
    }
    skip_line();
    return record;
  }

  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  static std::string with_plain_line_ends(std::string_view text) {
    if (text.ends_with('\r')) text.remove_suffix(1);
    std::string result;
    for (size_t i = 0; i < text.size(); ++i) {
      if (!text.substr(i).starts_with("\r\n")) result += text[i];
    }
    return result;
  }

  // The rest of the line, without its end.
  [[nodiscard]] std::string_view line() const { return rest_.substr(0, rest_.find('\n')); }

  void skip_line() {
    const size_t end = rest_.find('\n');
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
  }

  std::optional<std::string> fail(std::string why) {
    error_ = std::move(why);
    rest_ = {};
    return std::nullopt;
  }

  std::optional<std::string> plain_field() {
    const std::string_view text = line();
    const std::string_view field = text.substr(0, text.find(','));
    if (field.find('"') != std::string_view::npos) return fail("a quote stands within a field");
    rest_.remove_prefix(field.size());
    return std::string(field);
  }

  std::optional<std::string> quoted_field() {
    rest_.remove_prefix(1);
    std::string field;
    while (true) {
      const size_t quote = rest_.find('"');
      if (quote == std::string_view::npos) return fail("a quoted field does not end");
      field += rest_.substr(0, quote);
      rest_.remove_prefix(quote + 1);
      if (!rest_.starts_with('"')) break;
      field += '"';
      rest_.remove_prefix(1);
    }
    if (!line().empty() && !rest_.starts_with(',')) return fail("text follows a quoted field");
    return field;
  }

  std::string text_;
  std::string_view rest_;
  std::string error_;
};

// The header: names that become attributes, each but once. The call fails where there is none.
Record header(FunctionCall& call, CsvReader& reader) {
  const std::optional<Record> names = reader.next();
  if (!names) {
    call.fail(reader.error().empty() ? "there is no header line" : reader.error());
    return {};
  }
  Record sorted = *names;
  std::ranges::sort(sorted);
  if (std::ranges::adjacent_find(sorted) != sorted.end()) {
    call.fail("two columns have the same name");
  }
  return *names;
}

Type row_type(const Record& names, Arena& arena) {
  std::vector<values::ObjectAttribute> attributes;
  for (const std::string& name : names) {
    attributes.push_back({.name = arena.copy(std::string_view(name)), .type = Type::string()});
  }
  return Type::object(attributes, arena);
}

Type csvdecode_type(FunctionCall& call) {
  if (!call.arguments[0].is_known()) return Type::dynamic();
  CsvReader reader(text(call, 0));
  const Record names = header(call, reader);
  return Type::list(row_type(names, call.arena()), call.arena());
}

Value csvdecode(FunctionCall& call) {
  CsvReader reader(text(call, 0));
  const Record names = header(call, reader);
  std::vector<std::string_view> keys;
  for (const std::string& name : names) keys.push_back(call.arena().copy(std::string_view(name)));
  std::vector<Value> rows;
  while (const std::optional<Record> record = reader.next()) {
    if (record->size() != names.size()) {
      return call.fail("a line has another number of fields than the header");
    }
    if (rows.size() == kMaxElements) return call.fail("there are more than a million lines");
    std::vector<Value> fields;
    for (const std::string& field : *record) fields.push_back(string_result(call, field));
    rows.push_back(Value::object(keys, fields, call.arena()));
  }
  if (!reader.error().empty()) return call.fail(reader.error());
  return Value::list(call.result.element(), rows, call.arena());
}

// flat table: one entry a function.
constexpr Function kFunctions[] = {
    {.name = "csvdecode",
     .summary = "A list of objects, one for each line of a CSV text below its header.",
     .parameters = kString,
     .result_type = csvdecode_type,
     .evaluate = csvdecode},
};

}  // namespace

std::span<const Function> csv_functions() { return kFunctions; }

}  // namespace expressions
