// SPDX-License-Identifier: Apache-2.0
// Policy documents: statements of other documents, own ones, and those that replace others of the
// same Sid. Exports policy_document and policy_text. Tested in
// tests/terraform/data_sources_test.cc.
#include "terraform/policy_document.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <vector>

#include "expressions/functions/documents.h"
#include "terraform/policy_statement.h"
#include "values/inspect.h"

namespace terraform {

namespace {

using values::Arena;
using values::is_text;
using values::Kind;
using values::member_of;
using values::sketch_of;
using values::SketchElement;
using values::SketchKind;
using values::Value;

constexpr auto kOrder = std::to_array<std::string_view>(
    {"Version", "Id", "Sid", "Effect", "Action", "NotAction", "Resource", "NotResource",
     "Principal", "NotPrincipal", "Condition", "Statement"});

std::string_view text_or_empty(const Value& value) {
  return is_text(value) ? value.as_string() : std::string_view();
}

// A document on the way.
struct Draft {
  Value version, id;
  std::vector<SketchElement> statements;

  // What the provider does with a further document: its statements replace those of the same Sid.
  void merge(const Draft& other) {
    if (!other.id.is_null() && (other.id.is_unknown() || !text_or_empty(other.id).empty())) {
      id = other.id;
    }
    const bool newer = text_or_empty(other.version) > text_or_empty(version);
    if (version.is_null() || other.version.is_unknown() || newer) version = other.version;
    for (const SketchElement& statement : other.statements) {
      const std::string_view sid = text_or_empty(member_of(statement.value, "Sid"));
      const auto same = std::ranges::find_if(statements, [&](const SketchElement& known) {
        return !sid.empty() && text_or_empty(member_of(known.value, "Sid")) == sid;
      });
      if (same == statements.end()) {
        statements.push_back(statement);
      } else if (!statement.optional) {
        *same = statement;
      } else {
        same->optional = true;  // either may be it
        statements.push_back(statement);
      }
    }
  }
};

// Any number of statements of which nothing is known but why.
SketchElement unknown_statements(const Value& unknown, Arena& arena) {
  return {.key = {},
          .value = values::make_unknown(values::Type::dynamic(), nullptr, nullptr,
                                        values::all_reasons(unknown, arena), arena),
          .optional = true,
          .many = true};
}

class DocumentReader {
 public:
  explicit DocumentReader(Arena& arena) : arena_(arena) {}

  PolicyDocument read(const PolicyArguments& arguments) {
    Draft merged;
    std::set<std::string_view> sids;
    for (const Value& source : arguments.sources) {
      const Draft draft = from_text(source);
      for (const SketchElement& statement : draft.statements) unique(statement, sids);
      merged.merge(draft);
    }
    const bool duplicate_of_sources = !duplicate_.empty();
    merged.merge(own(arguments));
    for (const Value& override_document : arguments.overrides) {
      const Draft draft = from_text(override_document);
      // What an unknown document replaces cannot be told.
      const bool unknown = std::ranges::any_of(draft.statements, &SketchElement::many);
      for (SketchElement& statement : merged.statements) statement.optional |= unknown;
      merged.merge(draft);
    }
    return {finished(merged), std::move(error_), duplicate_, duplicate_of_sources};
  }

 private:
  Draft own(const PolicyArguments& arguments) {
    Draft draft;
    const bool versioned = !arguments.version.is_null();
    draft.version =
        versioned ? arguments.version : Value::string(std::string_view("2012-10-17"), arena_);
    draft.id = arguments.id;
    PolicyStatementReader reader(text_or_empty(draft.version) != "2008-10-17", arena_);
    std::set<std::string_view> sids;
    const Value& given = arguments.statements;
    if (const auto* sketch = sketch_of<values::ElementsSketch>(given, SketchKind::elements)) {
      for (SketchElement element : sketch->elements) {
        element.value = reader.from_arguments(element.value);
        draft.statements.push_back(element);
        unique(element, sids);
      }
    } else if (given.is_unknown()) {
      draft.statements.push_back(unknown_statements(given, arena_));
    } else if (!given.is_null()) {
      for (const Value& block : given.elements()) {
        draft.statements.push_back({.key = {}, .value = reader.from_arguments(block)});
        unique(draft.statements.back(), sids);
      }
    }
    refuse(reader.error());
    return draft;
  }

  Draft from_text(const Value& text) {
    if (text.is_unknown()) {
      if (const auto content = expressions::content_of_document(text, arena_)) {
        return from_value(*content);
      }
      Draft draft;
      draft.statements.push_back(unknown_statements(text, arena_));
      return draft;
    }
    if (text_or_empty(text).empty()) return {};
    const auto parsed = values::from_json(text.as_string(), arena_);
    if (parsed.ok()) return from_value(parsed.value());
    refuse(parsed.error());
    return {};
  }

  Draft from_value(const Value& document) {
    Draft draft;
    draft.version = member_of(document, "Version");
    draft.id = member_of(document, "Id");
    PolicyStatementReader reader(true, arena_);
    const Value statements = member_of(document, "Statement");
    if (const auto* sketch = sketch_of<values::ElementsSketch>(statements, SketchKind::elements)) {
      draft.statements.assign(sketch->elements.begin(), sketch->elements.end());
    } else if (statements.is_unknown()) {
      draft.statements.push_back(unknown_statements(statements, arena_));
    } else if (statements.is_known() && statements.kind() == Kind::object) {
      refuse("cannot take an object for the list of statements");
    } else if (!statements.is_null() && statements.kind() >= Kind::list) {
      for (const Value& statement : statements.elements()) {
        draft.statements.push_back({.key = {}, .value = reader.from_json(statement)});
      }
    }
    return draft;
  }

  // Of statements that may not be there, perhaps only one ever is.
  void unique(const SketchElement& statement, std::set<std::string_view>& sids) {
    if (statement.optional || statement.many) return;
    const std::string_view sid = text_or_empty(member_of(statement.value, "Sid"));
    if (sid.empty() || sids.insert(sid).second) return;
    if (error_.empty()) duplicate_ = sid;
    refuse("duplicate Sid (" + std::string(sid) +
           "). Remove the Sid or ensure that Sids are unique.");
  }

  void refuse(std::string error) {
    if (error_.empty()) error_ = std::move(error);
  }

  Value finished(const Draft& draft) {
    std::vector<std::string_view> names{"Version"};
    std::vector<Value> members{draft.version};
    if (draft.id.is_unknown() || !text_or_empty(draft.id).empty()) {
      names.emplace_back("Id");
      members.push_back(draft.id);
    }
    if (!draft.statements.empty()) {
      names.emplace_back("Statement");
      members.push_back(list_of(draft.statements));
    }
    return Value::object(names, members, arena_);
  }

  Value list_of(std::span<const SketchElement> statements) {
    std::vector<Value> elements;
    for (const SketchElement& statement : statements) elements.push_back(statement.value);
    const bool definite = std::ranges::none_of(statements, &SketchElement::optional);
    const Value tuple = Value::tuple(elements, arena_);
    if (definite) return tuple;
    return values::make_unknown(values::Type::list(values::Type::dynamic(), arena_), nullptr,
                                values::elements_sketch(arena_.copy(statements), arena_),
                                values::all_reasons(tuple, arena_), arena_);
  }

  Arena& arena_;
  std::string error_;
  std::string_view duplicate_;
};

}  // namespace

PolicyDocument policy_document(const PolicyArguments& arguments, Arena& arena) {
  return DocumentReader(arena).read(arguments);
}

std::string policy_text(const Value& document, bool indented) {
  return values::to_json(document,
                         {.escape_html = true, .indent = indented ? 2U : 0U, .first = kOrder});
}

}  // namespace terraform
