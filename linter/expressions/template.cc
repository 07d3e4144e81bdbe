// SPDX-License-Identifier: Apache-2.0

// Templates: quoted texts with interpolations, heredocs and template directives. Exports
// evaluate_template and evaluate_template_join. Tested by tests/expressions/template.txt.
#include <string>
#include <vector>

#include "expressions/evaluation.h"
#include "expressions/sketches.h"

namespace expressions {

namespace {

constexpr const char* kSummary = "Invalid template interpolation value";

// The pieces of a text in the making. While all are known they are joined as they come; from the
// first unknown one on they are kept apart.
class TextBuilder {
 public:
  TextBuilder(source::Range range, Context& context) : range_(range), context_(context) {}

  void add(const Value& piece) {
    marks_ = marks_ | piece.marks();
    if (piece.origins() != OriginSet::none) {
      origins_ = context_.origins.unite(origins_, piece.origins());
    }
    known_ = known_ && piece.is_known();
    if (piece.is_known()) {
      const std::string_view text = primitive_text(piece, context_.arena);
      too_long_ = too_long_ || (size_ += text.size()) > kMaxStringBytes;
      const Value as_text = piece.kind() == Kind::string
                                ? piece.without_marks()
                                : Value::string(text, context_.arena).with_origins(piece.origins());
      pieces_.push_back(as_text);
    } else {
      pieces_.push_back(piece.without_marks());
    }
  }

  Value finish() {
    if (too_long_) return too_long();
    if (!known_) return text_of_pieces(pieces_, context_).with_marks(marks_);
    if (pieces_.size() == 1) return pieces_.front().with_marks(marks_);
    const Value text = Value::string(context_.arena.make<std::string_view>(joined()));
    if (!spend(context_, range_, work_of_making(text))) {
      return invalid_value(context_, range_, "Template is too large");
    }
    return text.with_marks(marks_).with_origins(origins_);
  }

 private:
  std::string_view joined() {
    std::span<char> buffer = context_.arena.make_span<char>(size_);
    size_t used = 0;
    for (const Value& piece : pieces_) used += piece.as_string().copy(&buffer[used], size_ - used);
    return values::normalized({buffer.data(), used}, context_.arena);
  }

  Value too_long() {
    context_.diagnostics.error(
        diagnostics::kLimitReached, range_, "Template is too large",
        "A text may have at most " + std::to_string(kMaxStringBytes) + " bytes.");
    return invalid_value(context_, range_, "Template is too large");
  }

  source::Range range_;
  Context& context_;
  std::vector<Value> pieces_;
  size_t size_ = 0;
  Marks marks_ = Marks::none;
  OriginSet origins_ = OriginSet::none;
  bool known_ = true;
  bool too_long_ = false;
};

// Whether a value can stand in a text.
bool is_piece(const Value& piece) {
  return piece.is_unknown() || (piece.is_known() && piece.kind() < Kind::list);
}

// The same; if it cannot, it is an error, reported here.
bool check_piece(const Value& piece, source::Range range, Context& context) {
  if (piece.is_null()) {
    invalid(context, range, kSummary,
            "The result of this expression is null, which cannot be part of a text.",
            "Give it a default with coalesce(), or leave the text out where it is null.");
    return false;
  }
  if (is_piece(piece)) return true;
  const values::Conversion converted = values::convert(piece, Type::string(), context.arena);
  invalid(context, range, kSummary, "This value cannot be part of a text: " + converted.error + ".",
          "Write it as JSON with jsonencode(), or join its elements with join().");
  return false;
}

Value invalid_text(Context& context, source::Range range) {
  const Value text = invalid_value(context, range, kSummary, Type::string());
  return values::refined(text, not_null(), context.arena);
}

}  // namespace

Value evaluate_template(const syntax::Template& text, const Scope& scope, Context& context) {
  if (text.wraps_one) return evaluate(*text.parts.front(), scope, context);
  const size_t before = failures(context);
  TextBuilder builder(text.range, context);
  if (text.parts.empty()) return Value::string(std::string_view(), context.arena);
  Marks marks = Marks::none;
  for (const syntax::Expression* part : text.parts) {
    const Value piece = evaluate(*part, scope, context);
    const bool fits = failures(context) == before && check_piece(piece, part->range, context);
    if (fits) builder.add(piece);
    if (!piece.is_null()) marks = marks | piece.marks();
  }
  if (failures(context) != before) return invalid_text(context, text.range).with_marks(marks);
  return builder.finish();
}

Value evaluate_template_join(const syntax::TemplateJoin& join, const Scope& scope,
                             Context& context) {
  const size_t before = failures(context);
  const Value tuple = evaluate(*join.tuple, scope, context);
  if (failures(context) != before) return invalid_text(context, join.range);
  if (!tuple.is_known()) {
    const Value text =
        values::unknown_from(Type::string(), {&tuple, 1}, context.origins, context.arena);
    return text.without_marks();
  }
  TextBuilder builder(join.range, context);
  if (tuple.elements().empty()) {
    return carrying(Value::string(std::string_view(), context.arena), tuple, context);
  }
  bool known = true;
  for (const Value& piece : tuple.elements()) {
    // Behind an unknown piece Terraform looks at nothing any more.
    const bool fits = known ? check_piece(piece, join.range, context) : is_piece(piece);
    if (fits) builder.add(piece);
    if (failures(context) != before) break;
    known = known && piece.is_known();
  }
  if (failures(context) != before) return invalid_text(context, join.range);
  return carrying(forgetful(builder.finish(), context), tuple, context);
}

}  // namespace expressions
