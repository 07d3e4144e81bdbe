// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

// The layout of the table in the binary, which the build tool writes and the room reads where it
// lies. Everything is a record of 32-bit words in the byte order of the machine; records refer to
// each other by index, so that nothing is relocated or parsed at start-up. Names are indexes of
// texts; whatever is looked up by name is sorted by its bytes.
namespace schema::table {

constexpr uint32_t kMagic = 0x504c5354;

// `count` records from word `first` of the table on (in a record: from record `first` on).
struct Extent {
  uint32_t first = 0;
  uint32_t count = 0;
};

enum AttributeFlag : uint16_t {
  kRequired = 1,
  kOptional = 2,
  kComputed = 4,
  kSensitive = 8,
  kDeprecated = 16,
  kWriteOnly = 32,
  kBlockSyntax = 64,
};
struct Attribute {
  uint32_t name = 0;
  uint16_t type = 0;
  uint16_t flags = 0;
};

struct Nested {
  uint32_t name = 0;
  uint32_t block = 0;
  uint16_t minimum = 0;
  uint16_t maximum = 0;
  uint16_t nesting = 0;  // schema::Nesting
  uint16_t reserved = 0;
};

enum BlockFlag : uint16_t { kBlockDeprecated = 1, kBlockAny = 2 };
// Equal blocks are one record, wherever they occur.
struct Block {
  uint32_t first_attribute = 0;
  uint32_t first_nested = 0;
  uint16_t attributes = 0;
  uint16_t nested = 0;
  uint16_t flags = 0;
  uint16_t reserved = 0;
};

// Equal types are one record. Members of a type have smaller indexes than the type itself.
struct Type {
  uint16_t kind = 0;     // values::Kind; no tuples
  uint16_t element = 0;  // of a list, set or map: index of a type
  Extent members{};      // of an object
};
struct Member {
  uint32_t name = 0;
  uint16_t type = 0;
  uint16_t optional = 0;
};

constexpr uint32_t kModes = 3;  // managed, data, ephemeral, in the order of schema::Mode
struct Provider {
  uint32_t source = 0;
  uint32_t version = 0;
  uint32_t config = 0;  // the provider's own block
  uint32_t facts = 0;   // 1: its defaults were learnt, so the rules of thumb hold as well
  Extent entries[kModes]{};
  Extent defaults{};  // DefaultOwner, sorted by type
};
struct Entry {
  uint32_t name = 0;
  uint32_t block = 0;
};

struct DefaultOwner {
  uint32_t type = 0;
  Extent rows{};  // Default, sorted by path
};
struct Default {
  uint32_t path = 0;
  uint32_t planned = 0;  // schema::Planned
  uint32_t value = 0;    // JSON text
  Extent variations{};
};
struct Variation {
  uint32_t argument = 0;
  uint32_t equals = 0;
  uint32_t planned = 0;
  uint32_t value = 0;   // JSON text
  uint32_t copies = 0;  // an argument
};
struct Identity {
  uint32_t type = 0;
  uint32_t adopts_existing = 0;
  Extent attributes{};         // names
  Extent synonyms{};           // groups
  Extent distinct_elements{};  // names
};

struct Fact {
  uint32_t key = 0;  // "region/eu-west-1/partition"
  uint32_t value = 0;
};

struct Header {
  uint32_t magic = kMagic;
  uint32_t words = 0;  // of the whole table
  Extent text_starts;  // one more than there are texts
  Extent text_bytes;   // in words
  Extent types;
  Extent members{};
  Extent blocks;
  Extent attributes{};
  Extent nested;
  Extent providers;
  Extent entries;
  Extent default_owners;
  Extent defaults{};
  Extent variations{};
  Extent identities;
  Extent names;             // word each: lists of names
  Extent groups;            // Extent each, into names
  Extent facts;             // sorted by key
  Extent service_defaults;  // which of default_owners tell what services do
};

// Records of one kind, copied out of the words one by one.
template <class Record>
class Rows {
  static_assert(sizeof(Record) % sizeof(uint32_t) == 0);

 public:
  Rows(const uint32_t* words, Extent extent) : first_(words + extent.first), size_(extent.count) {}
  [[nodiscard]] uint32_t size() const { return size_; }
  Record operator[](uint32_t index) const {
    Record record;
    std::memcpy(static_cast<void*>(&record), first_ + index * (sizeof(Record) / sizeof(uint32_t)),
                sizeof(Record));
    return record;
  }

 private:
  const uint32_t* first_;
  uint32_t size_;
};

// Reads a table. Cheap to make and to copy: it only knows where the table lies.
class Reader {
 public:
  explicit Reader(const uint32_t* words) : words_(words) {
    std::memcpy(static_cast<void*>(&header_), words, sizeof(header_));
  }

  [[nodiscard]] std::string_view text(uint32_t index) const {
    const uint32_t* starts = words_ + header_.text_starts.first;
    const char* bytes = reinterpret_cast<const char*>(words_ + header_.text_bytes.first);
    return {bytes + starts[index], starts[index + 1] - starts[index]};
  }
  template <class Record>
  [[nodiscard]] Rows<Record> rows(Extent Header::*section) const {
    return Rows<Record>(words_, header_.*section);
  }
  [[nodiscard]] const Header& header() const { return header_; }

  // The index, within `range`, of the first record whose name is not before `name`; the end of
  // the range if there is none. The range must be sorted by name.
  template <class Record>
  [[nodiscard]] uint32_t lower_bound(const Rows<Record>& rows, Extent range,
                                     uint32_t Record::*name_of, std::string_view name) const {
    uint32_t low = range.first;
    uint32_t high = range.first + range.count;
    while (low < high) {
      const uint32_t middle = low + (high - low) / 2;
      if (text(rows[middle].*name_of) < name) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
  // The index of the record of that name, if there is one.
  template <class Record>
  [[nodiscard]] std::optional<uint32_t> find(const Rows<Record>& rows, Extent range,
                                             uint32_t Record::*name_of,
                                             std::string_view name) const {
    const uint32_t index = lower_bound(rows, range, name_of, name);
    if (index == range.first + range.count || text(rows[index].*name_of) != name) {
      return std::nullopt;
    }
    return index;
  }

 private:
  const uint32_t* words_;
  Header header_;
};

}  // namespace schema::table
