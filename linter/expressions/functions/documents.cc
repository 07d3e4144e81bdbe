// SPDX-License-Identifier: Apache-2.0
// JSON texts with unknown pieces: as jsonencode() makes them, and as heredocs and templates spell
// them. The latter are read with a mark in place of each unknown piece.
// Exported: documents.h. Tested by tests/expressions/functions/sketches_test.cc.
#include "expressions/functions/documents.h"

#include <algorithm>

#include "expressions/functions/families.h"
#include "expressions/functions/members.h"
#include "expressions/sketches.h"

namespace expressions {

namespace {

// An unknown piece's mark: its number between two noncharacters, which no text holds.
constexpr std::string_view kMarkBegin = "\uFDD0";
constexpr char kInString = 's';  // after the number: the piece is part of a string
constexpr std::string_view kMarkEnd = "\uFDD1";

// Objects for maps, tuples for lists and sets, as JSON reads back; unknowns stay as they are.
Value as_decoded(const Value& value, Arena& arena) {
  if (!value.is_known()) return value;
  const Value whole = value.materialized(arena);
  const bool keyed = is_mapping(whole.kind());
  if (!keyed && !is_sequence(whole.kind())) return value;
  std::vector<Value> elements;
  for (const Value& element : whole.elements()) elements.push_back(as_decoded(element, arena));
  const Value decoded =
      keyed ? Value::object(whole.keys(), elements, arena) : Value::tuple(elements, arena);
  return decoded.with_marks(value.marks()).with_origins(value.origins());
}

// Whether a literal piece ends within a JSON string, if it begins within one.
bool ends_in_string(std::string_view literal, bool in_string) {
  for (size_t i = 0; i < literal.size(); ++i) {
    if (literal[i] == '\\' && in_string) {
      ++i;
    } else if (literal[i] == '"') {
      in_string = !in_string;
    }
  }
  return in_string;
}

// The text with marks for unknown pieces; one that is no part of a JSON string becomes one.
std::string marked_text(std::span<const Value> pieces) {
  std::string text;
  bool in_string = false;
  for (size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].is_known()) {
      text += pieces[i].as_string();
      in_string = ends_in_string(pieces[i].as_string(), in_string);
      continue;
    }
    std::string mark(kMarkBegin);
    mark += std::to_string(i);
    if (in_string) mark += kInString;
    mark += kMarkEnd;
    text += in_string ? mark : "\"" + mark + "\"";
  }
  return text;
}

// Puts the unknown pieces back in place of their marks.
class Restorer {
 public:
  Restorer(std::span<const Value> pieces, Arena& arena) : pieces_(pieces), arena_(arena) {}

  Value restore(const Value& value) {
    if (!value.is_known()) return value;
    if (value.kind() == Kind::string) return restore_string(value);
    if (!is_sequence(value.kind()) && !is_mapping(value.kind())) return value;
    std::vector<Value> elements;
    for (const Value& element : value.elements()) elements.push_back(restore(element));
    if (!is_mapping(value.kind())) return Value::tuple(elements, arena_);
    const auto is_open = [](std::string_view key) {
      return key.find(kMarkBegin) != std::string_view::npos;
    };
    if (std::ranges::any_of(value.keys(), is_open)) return with_open_keys(value.keys(), elements);
    return Value::object(value.keys(), elements, arena_);
  }

 private:
  // An object with keys that are not known: of its members only these.
  Value with_open_keys(std::span<const std::string_view> keys, std::span<const Value> values) {
    std::vector<values::SketchElement> members;
    std::vector<const values::Reason*> reasons;
    for (size_t i = 0; i < keys.size(); ++i) {
      members.push_back(
          {.key = restore_string(Value::string(keys[i], arena_)), .value = values[i]});
      if (members.back().key.is_unknown()) {
        values::add_reasons(members.back().key.unknown_data().reasons, reasons);
      }
    }
    return values::make_unknown(Type::dynamic(), nullptr,
                                values::elements_sketch(arena_.copy(members), arena_),
                                arena_.copy(reasons), arena_);
  }

  Value restore_string(const Value& value) {
    std::string_view rest = value.as_string();
    if (rest.find(kMarkBegin) == std::string_view::npos) return value;
    std::vector<Value> found;
    while (!rest.empty()) {
      const size_t begin = std::min(rest.find(kMarkBegin), rest.size());
      if (begin > 0) found.push_back(Value::string(rest.substr(0, begin), arena_));
      rest.remove_prefix(begin);
      if (rest.empty()) break;
      const size_t end = rest.find(kMarkEnd);
      const std::string number(rest.substr(kMarkBegin.size(), end - kMarkBegin.size()));
      const Value& piece = pieces_[std::stoul(number)];
      if (!number.ends_with(kInString)) return standing_alone(piece);
      const bool is_string = piece.kind() == Kind::string;
      found.push_back(is_string ? piece : values::with_type(piece, Type::string(), arena_));
      rest.remove_prefix(end + kMarkEnd.size());
    }
    return found.size() == 1 ? found.front() : string_of_pieces(found);
  }

  // What a piece outside of JSON strings stands for: text is JSON there, of whatever type.
  Value standing_alone(const Value& piece) {
    if (piece.kind() != Kind::string) return piece;
    if (const std::optional<Value> content = content_of_document(piece, arena_)) return *content;
    return values::make_unknown(Type::dynamic(), nullptr, nullptr, piece.unknown_data().reasons,
                                arena_)
        .with_marks(piece.marks())
        .with_origins(piece.origins());
  }

  Value string_of_pieces(std::span<const Value> pieces) {
    const auto* sketch =
        arena_.make<values::Parts>(values::Sketch{values::SketchKind::parts}, arena_.copy(pieces));
    std::vector<const values::Reason*> reasons;
    for (const Value& piece : pieces) {
      if (!piece.is_unknown()) continue;
      for (const values::Reason* reason : piece.unknown_data().reasons) reasons.push_back(reason);
    }
    if (reasons.size() > values::kMaxReasons) reasons.resize(values::kMaxReasons);
    return values::make_unknown(Type::string(), nullptr, sketch, arena_.copy(reasons), arena_);
  }

  std::span<const Value> pieces_;
  Arena& arena_;
};

}  // namespace

const values::Sketch* document_of(const Value& value, Arena& arena) {
  return arena.make<values::Document>(values::Sketch{values::SketchKind::document}, value);
}

std::optional<Value> content_of_document(const Value& text, Arena& arena) {
  if (const auto* document = sketch_of<values::Document>(text, values::SketchKind::document)) {
    return as_decoded(document->value, arena);
  }
  const values::Parts* parts = parts_of(text);
  if (parts == nullptr) return std::nullopt;
  for (const Value& piece : parts->pieces) {
    const bool marked =
        piece.is_known() && piece.as_string().find(kMarkBegin) != std::string_view::npos;
    if (marked) return std::nullopt;
  }
  const source::Result<Value> decoded =
      values::from_json(arena.copy(marked_text(parts->pieces)), arena);
  if (!decoded.ok()) return std::nullopt;
  Restorer restorer(parts->pieces, arena);
  const Value restored = restorer.restore(decoded.value());
  return restored;
}

}  // namespace expressions
