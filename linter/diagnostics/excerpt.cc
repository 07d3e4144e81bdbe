// SPDX-License-Identifier: Apache-2.0
//
// Draws lines of a file with marks under them, as rustc does:
//
//     3 |   count = var.n          2 | / locals {
//       |           ^^^^^ label    3 | |   a = 1
//                                4 | | }
//                                  | |_^ label
//
// Exports everything in excerpt.h. Tested in tests/diagnostics/render_test.cc.
#include "diagnostics/excerpt.h"

#include <algorithm>

#include "diagnostics/line_view.h"

namespace diagnostics {
namespace {

// Of a mark over many lines, this many are shown from its beginning, and the last.
constexpr uint32_t kShownLines = 4;
constexpr uint32_t kLeastColumns = 20;

uint32_t first_line(const source::Range& range, const source::File& file) {
  return file.position(range.begin).line;
}

// The line of the last byte, so that a range up to a line's end does not touch the next line.
uint32_t last_line(const source::Range& range, const source::File& file) {
  return file.position(std::max(range.begin, range.end > 0 ? range.end - 1 : 0)).line;
}

// Where an offset stands in a line, the end of the line at most.
size_t byte_in_line(uint32_t offset, uint32_t line, const source::File& file) {
  const uint32_t start = file.line_start(line);
  return std::min<size_t>(offset > start ? offset - start : 0, file.line(line).size());
}

class Drawing {
 public:
  Drawing(source::FileId id, const source::Files& files, uint32_t margin,
          const RenderOptions& options, Secrets& secrets)
      : id_(id),
        file_(files[id]),
        secrets_(secrets),
        margin_(margin),
        width_(std::max(options.width, margin + 5 + kLeastColumns) - margin - 5),
        paint_(options.color) {}

  void draw_lines(std::span<const Mark> marks);
  void draw_span(const Mark& mark);
  std::string finish() { return std::move(text_); }

 private:
  LineView view(uint32_t line, const source::Range& focus) const {
    const std::string_view text = file_.line(line);
    const uint32_t start = file_.line_start(line);
    const auto end = start + static_cast<uint32_t>(text.size());
    return {text, secrets_.of(id_, start, end), byte_in_line(focus.begin, line, file_), width_};
  }
  void add_source_line(uint32_t number, const std::string& art, const LineView& line);
  void add_gap(const std::string& art);
  void add_row(const std::string& marks, const Mark& mark);
  void draw_marks_of(uint32_t line, std::span<const Mark> marks);
  void draw_beginning(const Mark& mark, uint32_t line);
  void draw_end(const Mark& mark, uint32_t line);
  [[nodiscard]] std::string margin_of(std::string_view number) const {
    return std::string(margin_ - std::min<size_t>(margin_, number.size()), ' ') +
           std::string(number) + " |";
  }

  source::FileId id_;
  const source::File& file_;
  Secrets& secrets_;
  uint32_t margin_;
  uint32_t width_;
  Paint paint_;
  std::string text_;
};

// A line of the file. `art` is what is drawn before it, painted, with a space in front.
void Drawing::add_source_line(uint32_t number, const std::string& art, const LineView& line) {
  text_ += paint_(Style::frame, margin_of(std::to_string(number))) + art;
  if (!line.text().empty()) text_ += " " + line.text();
  text_ += '\n';
}

// Lines that are left out. `art` goes on through them.
void Drawing::add_gap(const std::string& art) {
  text_ += paint_(Style::frame, "...");
  if (!art.empty()) text_ += std::string(margin_, ' ') + art;
  text_ += '\n';
}

// A row under a line: `marks` begins right after the margin's bar.
void Drawing::add_row(const std::string& marks, const Mark& mark) {
  text_ += paint_(Style::frame, margin_of("")) + paint_(mark.style, marks);
  if (!mark.label.empty())
    text_ += " " + paint_(mark.style, printable(without_secrets(mark.label)));
  text_ += '\n';
}

void Drawing::draw_lines(std::span<const Mark> marks) {
  std::vector<uint32_t> lines;
  for (const Mark& mark : marks) lines.push_back(first_line(mark.range, file_));
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  uint32_t previous = lines.front();
  for (const uint32_t line : lines) {
    // A single line between two says more than dots.
    if (line == previous + 2) add_source_line(line - 1, "", view(line - 1, {}));
    if (line > previous + 2) add_gap("");
    draw_marks_of(line, marks);
    previous = line;
  }
}

void Drawing::draw_marks_of(uint32_t line, std::span<const Mark> marks) {
  const auto on_line = [&](const Mark& mark) { return first_line(mark.range, file_) == line; };
  const auto first = std::find_if(marks.begin(), marks.end(), on_line);
  const LineView shown = view(line, first->range);
  add_source_line(line, "", shown);
  for (auto mark = first; mark != marks.end(); ++mark) {
    if (!on_line(*mark)) continue;
    const auto [begin, end] = shown.columns(byte_in_line(mark->range.begin, line, file_),
                                            byte_in_line(mark->range.end, line, file_));
    add_row(std::string(begin + 1, ' ') + std::string(end - begin, mark->underline), *mark);
  }
}

void Drawing::draw_span(const Mark& mark) {
  const uint32_t first = first_line(mark.range, file_);
  const uint32_t last = last_line(mark.range, file_);
  const std::string bar = " " + paint_(mark.style, "|");
  draw_beginning(mark, first);
  uint32_t next = first + 1;
  for (; next < last && next < first + kShownLines; ++next) {
    add_source_line(next, bar, view(next, {}));
  }
  if (next + 1 == last) add_source_line(next, bar, view(next, {}));
  if (next + 1 < last) add_gap(paint_(mark.style, "|"));
  draw_end(mark, last);
}

// The first line: a slash where the mark begins with the line's text, else an arm to its place.
void Drawing::draw_beginning(const Mark& mark, uint32_t line) {
  const size_t begin = byte_in_line(mark.range.begin, line, file_);
  const LineView shown = view(line, mark.range);
  const bool leads =
      file_.line(line).substr(0, begin).find_first_not_of(" \t") == std::string_view::npos;
  add_source_line(line, leads ? " " + paint_(mark.style, "/") : "  ", shown);
  if (leads) return;
  Mark unlabelled = mark;
  unlabelled.label.clear();
  add_row("  " + std::string(shown.columns(begin, begin).begin + 1, '_') + mark.underline,
          unlabelled);
}

void Drawing::draw_end(const Mark& mark, uint32_t line) {
  const size_t end = byte_in_line(mark.range.end, line, file_);
  const source::Range focus{mark.range.file, mark.range.end, mark.range.end};
  const LineView shown = view(line, focus);
  add_source_line(line, " " + paint_(mark.style, "|"), shown);
  const uint32_t last = shown.columns(end > 0 ? end - 1 : 0, end).end - 1;
  add_row(" |" + std::string(last + 1, '_') + mark.underline, mark);
}

}  // namespace

bool spans_lines(const source::Range& range, const source::Files& files) {
  const source::File& file = files[range.file];
  return first_line(range, file) != last_line(range, file);
}

uint32_t margin_of(std::span<const Mark> marks, const source::Files& files) {
  uint32_t largest = 0;
  for (const Mark& mark : marks) {
    largest = std::max(largest, last_line(mark.range, files[mark.range.file]));
  }
  return static_cast<uint32_t>(std::to_string(largest).size());
}

std::string excerpt(std::span<const Mark> marks, uint32_t margin, const source::Files& files,
                    const RenderOptions& options, Secrets& secrets) {
  if (marks.empty()) return {};
  Drawing drawing(marks.front().range.file, files, margin, options, secrets);
  if (spans_lines(marks.front().range, files)) {
    drawing.draw_span(marks.front());
  } else {
    drawing.draw_lines(marks);
  }
  return drawing.finish();
}

}  // namespace diagnostics
