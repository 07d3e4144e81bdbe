// SPDX-License-Identifier: Apache-2.0
//
// Trees as bytes and back. What a node holds is said once (`members`), and both directions follow
// it. Numbers are seven bits a byte, the lowest first; places are differences to the last one;
// names and texts are places in the source, or bytes of their own where they stand nowhere in it.
// Exported: pack, unpack. Tested in tests/syntax/packed_test.cc.

#include "syntax/packed.h"

#include <functional>
#include <type_traits>

namespace syntax {
namespace {

// A T that an archive reads from or writes into.
template <class Archive, class T>
using Member = std::conditional_t<Archive::kPacks, const T, T>;

// flat table: what each kind of node holds
// clang-format off
template <class A> void members(A& a, Member<A, Literal>& node) { a(node.literal, node.boolean, node.text); }
template <class A> void members(A& a, Member<A, Template>& node) { a(node.parts, node.wraps_one, node.heredoc); }
template <class A> void members(A& a, Member<A, TemplateJoin>& node) { a(node.tuple); }
template <class A> void members(A& a, Member<A, Traversal>& node) { a(node.root, node.root_range, node.steps); }
template <class A> void members(A& a, Member<A, RelativeTraversal>& node) { a(node.source, node.steps); }
template <class A> void members(A& a, Member<A, Index>& node) { a(node.collection, node.key, node.brackets); }
template <class A> void members(A& a, Member<A, Splat>& node) { a(node.source, node.each, node.marker); }
template <class A> void members(A&, Member<A, Expression>&) {}  // the item of a splat
template <class A> void members(A& a, Member<A, Call>& node) { a(node.name, node.name_range, node.arguments, node.expand_final); }
template <class A> void members(A& a, Member<A, Conditional>& node) { a(node.condition, node.if_true, node.if_false); }
template <class A> void members(A& a, Member<A, Binary>& node) { a(node.op, node.left, node.right); }
template <class A> void members(A& a, Member<A, Unary>& node) { a(node.op, node.operand); }
template <class A> void members(A& a, Member<A, Parentheses>& node) { a(node.inner); }
template <class A> void members(A& a, Member<A, Tuple>& node) { a(node.elements); }
template <class A> void members(A& a, Member<A, Object>& node) { a(node.items); }
template <class A> void members(A& a, Member<A, For>& node) { a(node.key_name, node.value_name, node.collection, node.key, node.value, node.condition, node.grouping); }
template <class A> void members(A& a, Member<A, Step>& step) { a(step.kind, step.text, step.range); }
template <class A> void members(A& a, Member<A, ObjectItem>& item) { a(item.key, item.value); }
template <class A> void members(A& a, Member<A, Label>& label) { a(label.range, label.text); }
template <class A> void members(A& a, Member<A, Attribute>& attribute) { a(attribute.range, attribute.name, attribute.name_range, attribute.value); }
template <class A> void members(A& a, Member<A, Block>& block) { a(block.range, block.type, block.type_range, block.header, block.labels, block.body); }
template <class A> void members(A& a, Member<A, Body>& body) { a(body.range, body.attributes, body.blocks, body.json); }
// clang-format on

// flat switch: calls `work` with the struct of a kind as its template argument
template <class Work>
auto with_node_type(ExpressionKind kind, Work work) {
  switch (kind) {
    case ExpressionKind::literal:
      return work.template operator()<Literal>();
    case ExpressionKind::template_:
      return work.template operator()<Template>();
    case ExpressionKind::template_join:
      return work.template operator()<TemplateJoin>();
    case ExpressionKind::traversal:
      return work.template operator()<Traversal>();
    case ExpressionKind::relative_traversal:
      return work.template operator()<RelativeTraversal>();
    case ExpressionKind::index:
      return work.template operator()<Index>();
    case ExpressionKind::splat:
      return work.template operator()<Splat>();
    case ExpressionKind::call:
      return work.template operator()<Call>();
    case ExpressionKind::conditional:
      return work.template operator()<Conditional>();
    case ExpressionKind::binary:
      return work.template operator()<Binary>();
    case ExpressionKind::unary:
      return work.template operator()<Unary>();
    case ExpressionKind::parentheses:
      return work.template operator()<Parentheses>();
    case ExpressionKind::tuple:
      return work.template operator()<Tuple>();
    case ExpressionKind::object:
      return work.template operator()<Object>();
    case ExpressionKind::for_:
      return work.template operator()<For>();
    case ExpressionKind::splat_item:
      break;
  }
  return work.template operator()<Expression>();
}

constexpr uint8_t kNoExpression = 0xFF;

class Packer {
 public:
  static constexpr bool kPacks = true;

  explicit Packer(std::string_view text) : text_(text) {}
  std::string take() { return std::move(bytes_); }

  template <class... T>
  void operator()(const T&... items) {
    (put(items), ...);
  }

 private:
  template <class T>
  requires std::is_enum_v<T> || std::is_same_v<T, bool>
  void put(const T& value) { bytes_ += static_cast<char>(value); }

  void put(std::string_view text) {
    const std::less_equal<> before;
    const bool in_source = before(text_.data(), text.data()) &&
                           before(text.data() + text.size(), text_.data() + text_.size());
    put_number(text.size() << 1 | (in_source ? 1 : 0));
    if (in_source) {
      put_difference(static_cast<uint32_t>(text.data() - text_.data()));
    } else {
      bytes_ += text;
    }
  }

  void put(const source::Range& range) {
    put_number(range.known() ? range.end - range.begin + 1 : 0);
    if (range.known()) put_difference(range.begin);
  }

  void put(const Expression* node) {
    if (node == nullptr) {
      bytes_ += static_cast<char>(kNoExpression);
      return;
    }
    put(node->kind);
    put(node->range);
    with_node_type(node->kind, [&]<class T>() { members(*this, node->as<T>()); });
  }

  void put(const Body* body) { members(*this, *body); }

  template <class T>
  void put(const std::span<T>& items) {
    put_number(items.size());
    for (const T& item : items) {
      if constexpr (std::is_pointer_v<T>) {
        put(item);
      } else {
        members(*this, item);
      }
    }
  }

  void put_number(uint64_t number) {
    for (; number >= 0x80; number >>= 7) bytes_ += static_cast<char>(number | 0x80);
    bytes_ += static_cast<char>(number);
  }

  // Small ones of either sign become small numbers.
  void put_difference(uint32_t place) {
    const int64_t difference = int64_t{place} - last_;
    put_number(static_cast<uint64_t>(difference) << 1 ^ static_cast<uint64_t>(difference >> 63));
    last_ = place;
  }

  std::string_view text_;
  int64_t last_ = 0;  // place
  std::string bytes_;
};

class Unpacker {
 public:
  static constexpr bool kPacks = false;

  Unpacker(std::string_view bytes, std::string_view text, source::FileId file, uint32_t begin,
           source::Arena& arena)
      : next_(bytes.data()), text_(text), file_(file), begin_(begin), arena_(arena) {}

  template <class... T>
  void operator()(T&... items) {
    (get(items), ...);
  }

 private:
  template <class T>
  requires std::is_enum_v<T> || std::is_same_v<T, bool>
  void get(T& value) { value = static_cast<T>(*next_++); }

  void get(std::string_view& text) {
    const uint64_t number = get_number();
    const size_t size = number >> 1;
    if ((number & 1) != 0) {
      text = text_.substr(get_place(), size);
    } else {
      text = {next_, size};
      next_ += size;
    }
  }

  void get(source::Range& range) {
    const auto size = static_cast<uint32_t>(get_number());
    if (size == 0) return;
    const uint32_t begin = begin_ + get_place();
    range = {file_, begin, begin + size - 1};
  }

  void get(const Expression*& node) {
    const auto kind = static_cast<uint8_t>(*next_++);
    if (kind == kNoExpression) return;
    source::Range range;
    get(range);
    node = with_node_type(static_cast<ExpressionKind>(kind), [&]<class T>() {
      return make<T>(static_cast<ExpressionKind>(kind), range);
    });
  }

  template <class T>
  const Expression* make(ExpressionKind kind, const source::Range& range) {
    T* made = arena_.make<T>();
    made->kind = kind;
    made->range = range;
    members(*this, *made);
    return made;
  }

  void get(const Body*& body) {
    Body* made = arena_.make<Body>();
    members(*this, *made);
    body = made;
  }

  template <class T>
  void get(std::span<const T>& items) {
    const std::span<T> made = arena_.make_span<T>(get_number());
    for (T& item : made) {
      if constexpr (std::is_pointer_v<T>) {
        get(item);
      } else {
        members(*this, item);
      }
    }
    items = made;
  }

  uint64_t get_number() {
    uint64_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<uint8_t>(*next_++);
      number |= uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return number;
    }
  }

  uint32_t get_place() {
    const uint64_t number = get_number();
    last_ += static_cast<int64_t>(number >> 1 ^ (0 - (number & 1)));
    return static_cast<uint32_t>(last_);
  }

  const char* next_;
  std::string_view text_;
  int64_t last_ = 0;  // place
  source::FileId file_;
  uint32_t begin_;
  source::Arena& arena_;
};

}  // namespace

std::string pack(const Body& body, std::string_view text) {
  Packer packer(text);
  members(packer, body);
  return packer.take();
}

const Body& unpack(std::string_view bytes, std::string_view text, source::FileId file,
                   uint32_t begin, source::Arena& arena) {
  Unpacker unpacker(bytes, text, file, begin, arena);
  Body* body = arena.make<Body>();
  members(unpacker, *body);
  return *body;
}

}  // namespace syntax
