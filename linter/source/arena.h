// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace source {

// A bump allocator for trees and values: what it makes lives as long as it does and is never
// destroyed one by one, so only trivially destructible types may stand in it. Not thread-safe:
// each thread and each stage has its own.
class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  Arena(Arena&& other) noexcept { *this = std::move(other); }
  Arena& operator=(Arena&& other) noexcept {
    blocks_ = std::exchange(other.blocks_, {});
    next_ = std::exchange(other.next_, nullptr);
    left_ = std::exchange(other.left_, 0);
    used_ = std::exchange(other.used_, 0);
    return *this;
  }

  // Bytes handed out so far; the memory limit is checked against it.
  [[nodiscard]] size_t used() const { return used_; }

  void* allocate(size_t size, size_t alignment) {
    const size_t padding = (alignment - reinterpret_cast<uintptr_t>(next_) % alignment) % alignment;
    if (padding + size > left_) return allocate_in_new_block(size, alignment);
    void* result = next_ + padding;
    next_ += padding + size;
    left_ -= padding + size;
    used_ += padding + size;
    return result;
  }

  template <class T, class... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  // A value-initialised array of `count` elements.
  template <class T>
  std::span<T> make_span(size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (count == 0) return {};
    T* first = static_cast<T*>(allocate(sizeof(T) * count, alignof(T)));
    std::uninitialized_value_construct_n(first, count);
    return {first, count};
  }

  // A copy of `items` that lives in the arena.
  template <class T>
  std::span<T> copy(std::span<const T> items) {
    std::span<T> result = make_span<T>(items.size());
    for (size_t i = 0; i < items.size(); ++i) result[i] = items[i];
    return result;
  }
  template <class T>
  std::span<T> copy(const std::vector<T>& items) {
    return copy(std::span<const T>(items));
  }

  // A copy of `text` that lives in the arena.
  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    char* first = static_cast<char*>(allocate(text.size(), 1));
    std::memcpy(first, text.data(), text.size());
    return {first, text.size()};
  }

 private:
  void* allocate_in_new_block(size_t size, size_t alignment) {
    size_t block_size = kFirstBlock << (blocks_.size() < 8 ? blocks_.size() : 8);
    if (block_size < size + alignment) block_size = size + alignment;
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block_size));
    next_ = blocks_.back().get();
    left_ = block_size;
    return allocate(size, alignment);
  }

  static constexpr size_t kFirstBlock = 4096;
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::byte* next_ = nullptr;
  size_t left_ = 0;
  size_t used_ = 0;
};

}  // namespace source
