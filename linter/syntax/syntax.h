// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "source/arena.h"
#include "source/source.h"

// Text -> typed trees with exact ranges. The shapes are those of HashiCorp's hclsyntax (hcl
// v2.23), and HCL's JSON profile yields the same ones. Nothing is evaluated here.
namespace syntax {

enum class ExpressionKind : uint8_t {
  literal,
  template_,           // "a${b}c", heredocs
  template_join,       // %{ for }: the strings of a tuple, joined
  traversal,           // var.a[0].b
  relative_traversal,  // (expression).b
  index,               // collection[key] with a key that is no literal
  splat,               // source.*.a, source[*].a
  splat_item,          // the element at hand, inside a splat's `each`
  call,
  conditional,
  binary,
  unary,
  parentheses,
  tuple,
  object,
  for_,
};

// The base of all expressions; `as<T>` goes from a kind to its struct. Lives in its tree's arena.
struct Expression {
  ExpressionKind kind;
  source::Range range;

  template <class T>
  [[nodiscard]] const T& as() const {
    return static_cast<const T&>(*this);
  }
};

enum class LiteralKind : uint8_t { null, boolean, number, string };

struct Literal : Expression {
  LiteralKind literal;
  bool boolean = false;
  // A number as it is written, or a string decoded and in normal form NFC.
  std::string_view text;
};

// Parts are string literals, interpolated expressions, and for directives conditionals (of
// templates) and template joins, already stripped and unindented as the markers ask.
struct Template : Expression {
  std::span<const Expression* const> parts;
  // Just one interpolation and nothing else: "${x}" is x itself, of any type.
  bool wraps_one = false;
  bool heredoc = false;
};

enum class StepKind : uint8_t { attribute, index_string, index_number };

struct Step {
  StepKind kind;
  std::string_view text;  // a name, a key, or a number as it is written
  source::Range range;    // with its dot or brackets
};

struct Traversal : Expression {
  std::string_view root;
  source::Range root_range;
  std::span<const Step> steps;
};

struct RelativeTraversal : Expression {
  const Expression* source;
  std::span<const Step> steps;
};

struct Index : Expression {
  const Expression* collection;
  const Expression* key;
  source::Range brackets;
};

// `each` is evaluated once per element; its innermost source is a splat_item.
struct Splat : Expression {
  const Expression* source;
  const Expression* each;
  source::Range marker;  // ".*" or "[*]"
};

struct Call : Expression {
  std::string_view name;  // with its namespaces: "provider::aws::arn_parse"
  source::Range name_range;
  std::span<const Expression* const> arguments;
  bool expand_final = false;  // f(a, b...)
};

struct Conditional : Expression {
  const Expression* condition;
  const Expression* if_true;
  const Expression* if_false;
};

enum class BinaryOperator : uint8_t {
  or_,
  and_,
  equal,
  not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  add,
  subtract,
  multiply,
  divide,
  modulo,
};

struct Binary : Expression {
  BinaryOperator op;
  const Expression* left;
  const Expression* right;
};

enum class UnaryOperator : uint8_t { negate, not_ };

struct Unary : Expression {
  UnaryOperator op;
  const Expression* operand;
};

struct Parentheses : Expression {
  const Expression* inner;
};

struct Tuple : Expression {
  std::span<const Expression* const> elements;
};

// A bare name as key is already a string literal; any other key is evaluated.
struct ObjectItem {
  const Expression* key;
  const Expression* value;
};

struct Object : Expression {
  std::span<const ObjectItem> items;
};

struct For : Expression {
  std::string_view key_name;  // empty: only a value name is given
  std::string_view value_name;
  const Expression* collection;
  const Expression* key = nullptr;  // set: the result is an object
  const Expression* value;
  const Expression* condition = nullptr;
  bool grouping = false;  // { for ... : k => v... }
};

struct TemplateJoin : Expression {
  const Expression* tuple;
};

struct Attribute {
  std::string_view name;
  source::Range name_range;
  const Expression* value = nullptr;
  source::Range range;
};

struct Label {
  std::string_view text;
  source::Range range;  // with its quotes
};

struct Body;

struct Block {
  std::string_view type;
  source::Range type_range;
  std::span<const Label> labels;
  const Body* body = nullptr;
  source::Range header;  // from the type to the last label
  source::Range range;   // from the type to the closing brace
};

// Attributes and blocks in the order of the text, duplicates included.
struct Body {
  std::span<const Attribute> attributes;
  std::span<const Block> blocks;
  source::Range range;
  // From JSON: everything stands under `attributes` until `content` tells blocks apart.
  bool json = false;
};

struct Comment {
  source::Range range;  // with its marker, without the line's end
};

// One file's tree and what is wrong with the file. Movable; views stay valid.
struct Tree {
  source::FileId file = source::kNoFile;
  source::Arena arena;
  const Body* body = nullptr;  // never null after parsing: a broken file keeps its whole blocks
  std::span<const Comment> comments;
  diagnostics::Diagnostics diagnostics;
};

// Parses a file as HCL, or as HCL's JSON profile if its name ends in ".json". Never fails: what
// is wrong stands in the tree's diagnostics (id syntax-error). O(size) for whole files.
Tree parse(source::FileId file, const source::Files& files);

// The same for many files, on up to `jobs` threads where there is enough to share; in the order
// of `ids`.
std::vector<Tree> parse_all(std::span<const source::FileId> ids, const source::Files& files,
                            unsigned jobs);

struct ExpressionTree {
  source::Arena arena;
  const Expression* root = nullptr;  // null if the text is no expression
  diagnostics::Diagnostics diagnostics;
};

// The whole text of a file as one expression (newlines are white space only inside brackets, as in
// HCL).
ExpressionTree parse_expression(source::FileId file, const source::Files& files);
// The whole text of a file as a template, as templatefile() reads it.
ExpressionTree parse_template(source::FileId file, const source::Files& files);

// Whether what was typed so far, line by line, may be the beginning of an expression that goes on:
// a bracket, heredoc or template sequence is open, none is closed that is not, and the last line
// is not blank, which asks for an answer. As `terraform console` 1.11 decides. O(size).
bool may_continue(std::string_view lines);

// A kind of block that a body may hold, with the names of its labels.
struct BlockSpec {
  std::string_view type;
  uint32_t label_count = 0;
};

// The body with the blocks named in `specs` told apart from attributes: itself for native
// syntax, for JSON a new body in `arena` as HCL's JSON profile defines it (objects and arrays of
// objects become blocks, object keys become labels, "//" is a comment). Wrong shapes are
// diagnostics.
const Body& content(const Body& body, std::span<const BlockSpec> specs, source::Arena& arena,
                    diagnostics::Diagnostics& diagnostics);

// The tree as an indented text, one node a line, for --print=syntax and tests.
std::string print(const Body& body, const source::Files& files);
std::string print(const Expression& expression, const source::Files& files);

// How deep expressions and blocks may nest; deeper is a diagnostic, never a stack overflow.
inline constexpr uint32_t kMaxDepth = 500;

}  // namespace syntax
