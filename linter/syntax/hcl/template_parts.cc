// SPDX-License-Identifier: Apache-2.0
//
// From a template's parts in a row to its tree: strips white space around `~` markers, takes the
// indentation off `<<-` heredocs, melds literals, nests directives. In the order and with the
// corner cases of hclsyntax: both work on the pieces of text that HCL's lexer makes, so `~}` strips
// to the end of its line and no further. Exported: build_template.
// Tested in tests/syntax/template_test.cc, against terraform's own answers.

#include "syntax/hcl/template_parts.h"

#include <algorithm>
#include <limits>

#include "syntax/hcl/text.h"

namespace syntax {
namespace {

void strip(std::vector<TemplatePart>& parts) {
  for (size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].kind == PartKind::literal) continue;
    if (parts[i].strips_before && i > 0 && parts[i - 1].kind == PartKind::literal) {
      parts[i - 1].text = trim_right(parts[i - 1].text);
    }
    if (parts[i].strips_after && i + 1 < parts.size() && parts[i + 1].kind == PartKind::literal) {
      parts[i + 1].text = trim_left(parts[i + 1].text);
    }
  }
}

// Takes the smallest indentation of any line off all of them. Blank lines do not count.
void unindent(std::vector<TemplatePart>& parts) {
  size_t smallest = std::numeric_limits<size_t>::max();
  std::vector<TemplatePart*> lines;
  bool line_start = true;
  for (TemplatePart& part : parts) {
    const bool is_literal = part.kind == PartKind::literal;
    if (line_start) {
      line_start = false;
      const bool blank = is_literal && part.text.ends_with('\n') && trim_left(part.text).empty();
      if (is_literal && !blank) lines.push_back(&part);
      if (!blank) smallest = std::min(smallest, is_literal ? leading_spaces(part.text) : 0);
    }
    if (is_literal && part.text.ends_with('\n')) line_start = true;
  }
  for (TemplatePart* line : lines) {
    const std::string_view rest = drop_characters(line->text, smallest);
    line->range.begin += static_cast<uint32_t>(line->text.size() - rest.size());
    line->text = rest;
  }
}

// Joins neighbouring literals; texts that are neighbours in memory too are not copied.
void meld(std::vector<TemplatePart>& parts, source::Arena& arena) {
  size_t kept = 0;
  for (size_t i = 0; i < parts.size();) {
    size_t end = i + 1;
    if (parts[i].kind == PartKind::literal) {
      while (end < parts.size() && parts[end].kind == PartKind::literal) ++end;
    }
    TemplatePart part = parts[i];
    bool in_place = true;
    size_t size = part.text.size();
    for (size_t k = i + 1; k < end; ++k) {
      in_place = in_place && parts[k].text.data() == part.text.data() + size;
      size += parts[k].text.size();
    }
    if (in_place && end > i + 1) {
      part.text = {part.text.data(), size};
    } else if (end > i + 1) {
      char* const joined = static_cast<char*>(arena.allocate(size + 1, 1));
      char* out = joined;
      for (size_t k = i; k < end; ++k)
        out = std::copy(parts[k].text.begin(), parts[k].text.end(), out);
      part.text = {joined, size};
    }
    part.range.end = parts[end - 1].range.end;
    parts[kept++] = part;
    i = end;
  }
  parts.resize(kept);
}

// Nests the parts by their directives, as hclsyntax does.
class Nesting {
 public:
  Nesting(std::span<const TemplatePart> parts, source::Arena& arena)
      : parts_(parts), arena_(arena) {}

  // Up to the directive that ends the parts here, or the end.
  std::vector<const Expression*> parts() {
    std::vector<const Expression*> result;
    while (next_ < parts_.size()) {
      const TemplatePart& part = parts_[next_];
      if (part.kind == PartKind::else_ || part.kind == PartKind::endif ||
          part.kind == PartKind::endfor)
        break;
      ++next_;
      if (part.kind == PartKind::literal) result.push_back(literal(part.text, part.range));
      if (part.kind == PartKind::value) result.push_back(part.expression);
      if (part.kind == PartKind::if_) result.push_back(conditional(part));
      if (part.kind == PartKind::for_) result.push_back(join(part));
    }
    return result;
  }

  const Expression* literal(std::string_view text, const source::Range& range) {
    Literal* result = arena_.make<Literal>();
    result->kind = ExpressionKind::literal;
    result->range = range;
    result->literal = LiteralKind::string;
    result->text = normalised(text, arena_);
    return result;
  }

 private:
  [[nodiscard]] const TemplatePart* take_end() {
    return next_ < parts_.size() ? &parts_[next_++] : nullptr;
  }

  // The parts up to the next directive that ends them; one empty text, at `place`, if none.
  const Template* branch(uint32_t place, source::FileId file) {
    std::vector<const Expression*> inner = parts();
    if (inner.empty()) inner.push_back(literal({}, {file, place, place}));
    Template* result = arena_.make<Template>();
    result->kind = ExpressionKind::template_;
    result->range = source::join(inner.front()->range, inner.back()->range);
    result->parts = arena_.copy(inner);
    return result;
  }

  const Expression* conditional(const TemplatePart& open) {
    Conditional* result = arena_.make<Conditional>();
    result->kind = ExpressionKind::conditional;
    result->condition = open.expression;
    result->if_true = branch(open.range.end, open.range.file);
    const TemplatePart* end = take_end();
    if (end && end->kind == PartKind::else_) {
      result->if_false = branch(end->range.end, end->range.file);
      end = take_end();
    } else {
      const source::Range place = end ? end->range : open.range;
      const Expression* empty = literal({}, {place.file, place.begin, place.begin});
      Template* nothing = arena_.make<Template>();
      nothing->kind = ExpressionKind::template_;
      nothing->range = empty->range;
      nothing->parts = arena_.copy(std::vector<const Expression*>{empty});
      result->if_false = nothing;
    }
    result->range = source::join(open.range, end ? end->range : open.range);
    return result;
  }

  const Expression* join(const TemplatePart& open) {
    For* loop = arena_.make<For>();
    loop->kind = ExpressionKind::for_;
    loop->key_name = open.key_name;
    loop->value_name = open.value_name;
    loop->collection = open.expression;
    loop->value = branch(open.range.end, open.range.file);
    const TemplatePart* end = take_end();
    loop->range = source::join(open.range, end ? end->range : open.range);
    TemplateJoin* result = arena_.make<TemplateJoin>();
    result->kind = ExpressionKind::template_join;
    result->range = loop->range;
    result->tuple = loop;
    return result;
  }

  std::span<const TemplatePart> parts_;
  source::Arena& arena_;
  size_t next_ = 0;
};

}  // namespace

const Template* build_template(std::vector<TemplatePart>& parts, const source::Range& range,
                               bool heredoc, bool flush, source::Arena& arena) {
  strip(parts);
  if (flush) unindent(parts);
  meld(parts, arena);
  Nesting nesting(parts, arena);
  std::vector<const Expression*> expressions = nesting.parts();
  if (expressions.empty()) expressions.push_back(nesting.literal({}, range));
  Template* result = arena.make<Template>();
  result->kind = ExpressionKind::template_;
  result->range = range;
  result->parts = arena.copy(expressions);
  result->wraps_one = parts.size() == 1 && parts[0].kind == PartKind::value;
  result->heredoc = heredoc;
  return result;
}

}  // namespace syntax
