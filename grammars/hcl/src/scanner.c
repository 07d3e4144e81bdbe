// SPDX-License-Identifier: Apache-2.0
// The external scanner: newlines that mean something, strings, the text of templates, heredocs.
//
// Which token may stand at a place is the parser's knowledge (`valid`), so quoted templates need
// no state however deep they nest. The state is the stack of open heredocs: their end markers, and
// whether the text goes on at the start of a line. Its size is bounded by tree-sitter's buffer of
// 1,024 bytes; a heredoc that does not fit is not recognised, hence an error and never a misreading.

#include "tree_sitter/parser.h"

#include <stdlib.h>
#include <string.h>

enum Token {
  NEWLINE,
  STRING,
  QUOTE_START,
  QUOTE_END,
  QUOTED_LITERAL,
  HEREDOC_START,
  HEREDOC_END,
  HEREDOC_LITERAL,
  INTERPOLATION_START,
  DIRECTIVE_START,
  EXPRESSION_MARK,
  TEMPLATE_MARK,
  BARE_LITERAL,
  ERROR_SENTINEL
};

// Each open heredoc is [start of line: 0 or 1][marker, UTF-8][its length], the innermost last.
enum { kCapacity = TREE_SITTER_SERIALIZATION_BUFFER_SIZE, kLongestMarker = 255 };

typedef struct {
  unsigned size;
  unsigned char stack[kCapacity];
} Scanner;

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }
static void skip(TSLexer *lexer) { lexer->advance(lexer, true); }

static bool accept(TSLexer *lexer, enum Token token) {
  lexer->mark_end(lexer);
  lexer->result_symbol = (TSSymbol)token;
  return true;
}

// --- the stack of open heredocs -------------------------------------------------------------

static const unsigned char *marker(const Scanner *scanner, unsigned *length) {
  *length = scanner->stack[scanner->size - 1];
  return scanner->stack + scanner->size - 1 - *length;
}

static unsigned char *at_line_start(Scanner *scanner) {
  unsigned length;
  return (unsigned char *)marker(scanner, &length) - 1;
}

static void pop_heredoc(Scanner *scanner) {
  scanner->size -= scanner->stack[scanner->size - 1] + 2u;
}

// The UTF-8 bytes of a character; 0 for what is none.
static unsigned encode(int32_t character, unsigned char *out) {
  uint32_t c = (uint32_t)character;
  if (character <= 0 || c > 0x10FFFF) return 0;
  if (c < 0x80) {
    out[0] = (unsigned char)c;
    return 1;
  }
  unsigned length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (unsigned i = length - 1; i > 0; i--, c >>= 6) out[i] = (unsigned char)(0x80 | (c & 0x3F));
  out[0] = (unsigned char)((0xF00 >> length) | c);
  return length;
}

// --- text -----------------------------------------------------------------------------------

// Unicode's White_Space but for line feeds, which end a heredoc's line.
static bool is_space(int32_t c) {
  return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

// At the first of one or more `$` or `%`: passes them, and a `{` that they escape (`$${`). True
// if they are a single one before `{`: a template sequence starts, and the lexer is at its `{`.
static bool pass_signs(TSLexer *lexer) {
  int32_t sign = lexer->lookahead;
  unsigned signs = 0;
  for (; lexer->lookahead == sign; signs++) advance(lexer);
  if (lexer->lookahead != '{') return false;
  if (signs == 1) return true;
  advance(lexer);
  return false;
}

// At the `{` of a template sequence whose sign was `sign`.
static bool sequence_start(TSLexer *lexer, int32_t sign) {
  advance(lexer);
  if (lexer->lookahead == '~') advance(lexer);
  return accept(lexer, sign == '$' ? INTERPOLATION_START : DIRECTIVE_START);
}

static bool literal(TSLexer *lexer, enum Token token) {
  lexer->result_symbol = (TSSymbol)token;  // its end was marked before
  return true;
}

// After the opening quote, or after a template sequence: the rest of a quoted template's text.
static bool scan_quoted(TSLexer *lexer) {
  for (bool any = false;; any = true) {
    int32_t c = lexer->lookahead;
    if (c == '\n' || c == '\r' || lexer->eof(lexer)) return false;
    if (c == '"') {
      if (any) return accept(lexer, QUOTED_LITERAL);
      advance(lexer);
      return accept(lexer, QUOTE_END);
    }
    if (c == '$' || c == '%') {
      lexer->mark_end(lexer);
      if (pass_signs(lexer)) return any ? literal(lexer, QUOTED_LITERAL) : sequence_start(lexer, c);
      continue;
    }
    if (c == '\\') {
      advance(lexer);
      if (lexer->lookahead == '\n' || lexer->lookahead == '\r' || lexer->eof(lexer)) return false;
    }
    advance(lexer);
  }
}

// At a quote: the whole string if it has no template sequence, else just the quote.
static bool scan_string(TSLexer *lexer, const bool *valid) {
  advance(lexer);
  lexer->mark_end(lexer);
  for (;;) {
    int32_t c = lexer->lookahead;
    if (c == '\n' || c == '\r' || lexer->eof(lexer)) return false;
    if (c == '$' || c == '%') {
      if (!pass_signs(lexer)) continue;
      return valid[QUOTE_START] && literal(lexer, QUOTE_START);
    }
    if (c == '\\') {
      advance(lexer);
      if (lexer->lookahead == '\n' || lexer->lookahead == '\r' || lexer->eof(lexer)) return false;
    }
    advance(lexer);
    if (c == '"') return valid[STRING] && accept(lexer, STRING);
  }
}

// Anywhere in a bare template: text up to a template sequence or the end. As in HCL, a carriage
// return that ends no line makes literal text of all that follows it.
static bool scan_bare(TSLexer *lexer) {
  bool any = false;
  for (bool escaped = false; !lexer->eof(lexer); any = true) {
    int32_t c = lexer->lookahead;
    if (!escaped && (c == '$' || c == '%')) {
      lexer->mark_end(lexer);
      if (pass_signs(lexer)) return any ? literal(lexer, BARE_LITERAL) : sequence_start(lexer, c);
      continue;
    }
    advance(lexer);
    if (c == '\r' && lexer->lookahead != '\n') escaped = true;
  }
  return any && accept(lexer, BARE_LITERAL);
}

// --- heredocs -------------------------------------------------------------------------------

static bool is_ascii_name(int32_t c, bool first) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') return true;
  return !first && ((c >= '0' && c <= '9') || c == '-');
}

// At `<`: `<<MARKER` or `<<-MARKER` and the end of the line.
static bool scan_heredoc_start(Scanner *scanner, TSLexer *lexer) {
  for (int i = 0; i < 2; i++) {
    if (lexer->lookahead != '<') return false;
    advance(lexer);
  }
  if (lexer->lookahead == '-') advance(lexer);
  unsigned char text[kLongestMarker + 4];
  unsigned length = 0;
  for (;;) {
    int32_t c = lexer->lookahead;
    if (c == '\n' || c == '\r') break;
    // Not the whole of Unicode's identifiers, but what can never stand in one.
    if (c < 0x80 && !is_ascii_name(c, length == 0)) return false;
    length += encode(c, text + length);
    if (length > kLongestMarker) return false;
    advance(lexer);
  }
  if (lexer->lookahead == '\r') advance(lexer);
  if (lexer->lookahead != '\n' || length == 0 || scanner->size + length + 2 > kCapacity) return false;
  advance(lexer);
  scanner->stack[scanner->size++] = 1;
  memcpy(scanner->stack + scanner->size, text, length);
  scanner->size += length;
  scanner->stack[scanner->size++] = (unsigned char)length;
  return accept(lexer, HEREDOC_START);
}

enum Line { kText, kEndMarker, kBroken };

// At the start of a line: passes the end marker between white space, up to the newline, or as much
// of that as stands there. `passed` tells of anything passed; `mark` marks the end of it all.
static enum Line pass_end_marker(const Scanner *scanner, TSLexer *lexer, bool mark, bool *passed) {
  unsigned length;
  const unsigned char *text = marker(scanner, &length);
  for (; is_space(lexer->lookahead); *passed = true) advance(lexer);
  for (unsigned i = 0; i < length; *passed = true) {
    unsigned char bytes[4];
    unsigned count = encode(lexer->lookahead, bytes);
    if (count == 0 || count > length - i || memcmp(bytes, text + i, count) != 0) return kText;
    i += count;
    advance(lexer);
  }
  while (is_space(lexer->lookahead)) advance(lexer);
  if (mark) lexer->mark_end(lexer);
  if (lexer->lookahead == '\r') {
    advance(lexer);
    return lexer->lookahead == '\n' ? kEndMarker : kBroken;
  }
  return lexer->lookahead == '\n' ? kEndMarker : kText;
}

// At the end marker: the text before it is a token of its own, and comes first.
static bool heredoc_ends(Scanner *scanner, TSLexer *lexer, bool text_before) {
  if (text_before) {
    *at_line_start(scanner) = 1;
    return literal(lexer, HEREDOC_LITERAL);
  }
  pop_heredoc(scanner);
  return literal(lexer, HEREDOC_END);
}

// Inside a heredoc: its end marker, a template sequence, or text up to one of these.
static bool scan_heredoc(Scanner *scanner, TSLexer *lexer) {
  bool line_start = *at_line_start(scanner) != 0;
  for (bool any = false;;) {
    if (line_start) {
      lexer->mark_end(lexer);
      bool text_before = any;
      enum Line line = pass_end_marker(scanner, lexer, !text_before, &any);
      if (line == kBroken) return false;
      if (line == kEndMarker) return heredoc_ends(scanner, lexer, text_before);
    }
    int32_t c = lexer->lookahead;
    line_start = c == '\n';
    if (lexer->eof(lexer)) return false;
    if (c == '$' || c == '%') {
      lexer->mark_end(lexer);
      if (pass_signs(lexer)) {
        *at_line_start(scanner) = 0;
        return any ? literal(lexer, HEREDOC_LITERAL) : sequence_start(lexer, c);
      }
    } else {
      advance(lexer);
      if (c == '\r' && lexer->lookahead != '\n') return false;
    }
    any = true;
  }
}

// --- what tree-sitter calls -----------------------------------------------------------------

void *tree_sitter_hcl_external_scanner_create(void) { return calloc(1, sizeof(Scanner)); }

void tree_sitter_hcl_external_scanner_destroy(void *payload) { free(payload); }

unsigned tree_sitter_hcl_external_scanner_serialize(void *payload, char *buffer) {
  const Scanner *scanner = payload;
  if (scanner->size) memcpy(buffer, scanner->stack, scanner->size);
  return scanner->size;
}

void tree_sitter_hcl_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  Scanner *scanner = payload;
  scanner->size = length;
  if (length) memcpy(scanner->stack, buffer, length);
}

bool tree_sitter_hcl_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  Scanner *scanner = payload;
  if (valid[ERROR_SENTINEL]) return false;  // after a syntax error, when every token is offered
  if (valid[QUOTED_LITERAL]) return scan_quoted(lexer);
  if (valid[BARE_LITERAL]) return scan_bare(lexer);
  if (valid[HEREDOC_LITERAL]) return scan_heredoc(scanner, lexer);

  if (valid[EXPRESSION_MARK] && (lexer->lookahead == 1 || lexer->lookahead == 2)) {
    enum Token mark = lexer->lookahead == 1 ? EXPRESSION_MARK : TEMPLATE_MARK;
    advance(lexer);
    return accept(lexer, mark);
  }
  while (lexer->lookahead == ' ' || lexer->lookahead == '\t' ||
         (!valid[NEWLINE] && (lexer->lookahead == '\n' || lexer->lookahead == '\r'))) {
    skip(lexer);
  }
  if (valid[NEWLINE]) {
    if (lexer->lookahead == '\r') skip(lexer);
    if (lexer->lookahead == '\n') {
      advance(lexer);
      return accept(lexer, NEWLINE);
    }
    if (lexer->eof(lexer)) return accept(lexer, NEWLINE);
  }
  if (lexer->lookahead == '"' && valid[STRING]) return scan_string(lexer, valid);
  if (lexer->lookahead == '<' && valid[HEREDOC_START]) return scan_heredoc_start(scanner, lexer);
  return false;
}
