// SPDX-License-Identifier: Apache-2.0
// Reads the words of a comment that suppresses rules. Exported: read_suppression_comment. Tested
// in tests/findings/suppression_comment_test.cc.

#include "findings/suppression_comment.h"

#include <fmt/format.h>

#include "findings/built_in_rules.h"

namespace findings {

namespace {

constexpr std::string_view kMark = "plumbline:";
constexpr std::string_view kBlank = " \t\r\n";
constexpr std::string_view kForm =
    "A suppression is `plumbline:ignore RULE[, RULE] until=YYYY-MM-DD owner=NAME reason=\"TEXT\"`.";

// What stands between a comment's marker and its end, as offsets into its text.
std::pair<size_t, size_t> inside(std::string_view text) {
  size_t begin = text.starts_with('#') ? 1 : 2;
  size_t end = text.size();
  if (text.starts_with("/*") && text.ends_with("*/")) end -= 2;
  begin = std::min(text.find_first_not_of(kBlank, begin), end);
  while (end > begin && kBlank.find(text[end - 1]) != std::string_view::npos) --end;
  return {begin, end};
}

class CommentReader {
 public:
  CommentReader(const source::Range& comment, const source::Files& files,
                diagnostics::Diagnostics& diagnostics)
      : comment_(comment), diagnostics_(diagnostics) {
    const std::string_view all = files.text(comment);
    const auto [begin, end] = inside(all);
    text_ = all.substr(0, end);
    at_ = begin;
  }

  std::optional<SuppressionComment> read() {
    if (!text_.substr(at_).starts_with(kMark)) return std::nullopt;
    result_.range = range(at_, text_.size());
    at_ += kMark.size();
    const CommentWord word = plain_word();
    if (word.text != "ignore") {
      report(word.range, fmt::format("Unknown word \"plumbline:{}\" in a comment", word.text))
          .remedy = "Did you mean \"plumbline:ignore\"?";
      return std::nullopt;
    }
    while (skip_blanks()) argument_or_rule();
    if (result_.rules.empty()) report(result_.range, "A suppression names no rule");
    return std::move(result_);
  }

 private:
  source::Range range(size_t begin, size_t end) const {
    return {comment_.file, comment_.begin + static_cast<uint32_t>(begin),
            comment_.begin + static_cast<uint32_t>(end)};
  }

  diagnostics::Diagnostic& report(const source::Range& where, std::string summary) {
    return diagnostics_.error(kSuppressionMalformed, where, std::move(summary), std::string(kForm));
  }

  // False at the end.
  bool skip_blanks() {
    at_ = std::min(text_.find_first_not_of(kBlank, at_), text_.size());
    return at_ < text_.size();
  }

  bool is_at(char c) const { return at_ < text_.size() && text_[at_] == c; }

  CommentWord plain_word() { return word_up_to(" \t\r\n,=\""); }

  CommentWord word_up_to(std::string_view ends) {
    const size_t begin = at_;
    at_ = std::min(text_.find_first_of(ends, at_), text_.size());
    return {std::string(text_.substr(begin, at_ - begin)), range(begin, at_)};
  }

  // Behind an opening quote: up to the closing one, of which \" is none.
  CommentWord quoted() {
    const size_t begin = at_++;
    CommentWord word;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      word.text += text_[at_++];
    }
    const bool closed = is_at('"');
    if (closed) ++at_;
    word.range = range(begin, at_);
    if (!closed) report(word.range, "A text in a suppression has no closing quote");
    return word;
  }

  void argument_or_rule() {
    const size_t begin = at_;
    CommentWord word = plain_word();
    if (is_at('=')) {
      ++at_;
      take_argument(word, is_at('"') ? quoted() : word_up_to(kBlank));
      return;
    }
    if (word.text.empty()) {  // a comma or a quote that belongs to nothing
      ++at_;
      report(range(begin, at_), "A suppression is not well formed");
      return;
    }
    if (!result_.rules.empty() && !comma_) {
      diagnostics::Diagnostic& diagnostic =
          report(word.range, fmt::format("Unknown word \"{}\" in a suppression", word.text));
      diagnostic.remedy = "Separate rules by commas, and write other text as reason=\"…\".";
      return;
    }
    result_.rules.push_back(std::move(word));
    skip_blanks();
    comma_ = is_at(',');
    if (comma_) ++at_;
    if (comma_ && !skip_blanks()) report(result_.range, "A suppression ends in a comma");
  }

  void take_argument(const CommentWord& name, CommentWord value) {
    static constexpr std::string_view kNames[] = {"until", "owner", "reason"};
    std::optional<CommentWord>* const places[] = {&result_.until, &result_.owner, &result_.reason};
    comma_ = false;
    for (size_t i = 0; i < std::size(kNames); ++i) {
      if (name.text != kNames[i]) continue;
      if (*places[i]) {
        report(name.range, fmt::format("A suppression has \"{}\" twice", name.text));
      } else if (value.text.empty()) {
        report(name.range, fmt::format("\"{}\" of a suppression is empty", name.text));
      }
      *places[i] = std::move(value);
      return;
    }
    diagnostics::Diagnostic& diagnostic =
        report(name.range, fmt::format("Unknown word \"{}\" in a suppression", name.text));
    if (const auto near = diagnostics::suggest(name.text, kNames)) {
      diagnostic.remedy = fmt::format("Did you mean \"{}\"?", *near);
    }
  }

  const source::Range comment_;
  diagnostics::Diagnostics& diagnostics_;
  std::string_view text_;  // of the comment up to its end mark
  size_t at_ = 0;
  bool comma_ = false;  // the last rule was followed by one
  SuppressionComment result_;
};

}  // namespace

std::optional<SuppressionComment> read_suppression_comment(const source::Range& comment,
                                                           const source::Files& files,
                                                           diagnostics::Diagnostics& diagnostics) {
  return CommentReader(comment, files, diagnostics).read();
}

}  // namespace findings
