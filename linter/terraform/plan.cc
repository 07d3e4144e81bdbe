// SPDX-License-Identifier: Apache-2.0
// Reads plans as `terraform show -json` writes them. Exports read_plan. Tested in
// tests/terraform/verify_test.cc.
#include "terraform/plan.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "values/inspect.h"

namespace terraform {

namespace {

using values::Arena;
using values::member_of;
using values::Value;

// Makes one value of the events of the parser.
class ValueBuilder {
 public:
  explicit ValueBuilder(Arena& arena) : arena_(arena) {}

  // Which members are left out: null ones; or what a flag that is not set says as well.
  enum class Drops : uint8_t { nothing, nulls, unset_flags };
  void drop(Drops drops) { drops_ = drops; }

  [[nodiscard]] size_t depth() const { return levels_.size(); }
  [[nodiscard]] const Value& value() const { return value_; }
  // A member, already read, of the object that is being read.
  [[nodiscard]] Value member(std::string_view name) const {
    const Level& level = levels_.back();
    const auto found = std::ranges::find(level.keys, name);
    const auto index = static_cast<size_t>(found - level.keys.begin());
    return index < level.values.size() ? level.values[index] : Value();
  }

  void start(bool object) { levels_.push_back({.object = object, .keys = {}, .values = {}}); }
  void key(std::string_view key) { levels_.back().keys.push_back(kept(key)); }
  void drop_key() { levels_.back().keys.pop_back(); }
  void add(const Value& value) {
    if (levels_.empty()) {
      value_ = value;
    } else if (levels_.back().object && is_dropped(value)) {
      drop_key();
    } else {
      levels_.back().values.push_back(value);
    }
  }
  void end() {
    const Level level = std::move(levels_.back());
    levels_.pop_back();
    add(level.object ? Value::object(level.keys, level.values, arena_)
                     : Value::tuple(level.values, arena_));
  }

 private:
  [[nodiscard]] bool is_dropped(const Value& value) const {
    if (drops_ == Drops::unset_flags && value.is_known()) {
      return value.kind() >= values::Kind::list
                 ? value.elements().empty()
                 : value.kind() == values::Kind::boolean && !value.as_boolean();
    }
    return drops_ != Drops::nothing && value.is_null();
  }

  // Names of attributes come back with every resource: each is kept once.
  std::string_view kept(std::string_view key) {
    const auto found = names_.find(key);
    if (found != names_.end()) return *found;
    return *names_.insert(values::normalized(arena_.copy(key), arena_)).first;
  }

  struct Level {
    bool object = false;
    std::vector<std::string_view> keys;
    std::vector<Value> values;
  };
  Arena& arena_;
  std::vector<Level> levels_;
  std::unordered_set<std::string_view> names_;
  Drops drops_ = Drops::nulls;
  Value value_;
};

// What is handed on of a plan.
enum class Piece : uint8_t { none, variable, change, data, configuration };

// Whether a member of a piece is looked at. `level`: 1 for those of the piece itself.
bool is_wanted(Piece piece, size_t level, std::string_view key) {
  const auto one_of = [key](std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, key) != names.end();
  };
  switch (piece) {
    case Piece::variable:
      return level > 1 || key == "value";
    case Piece::change:
      if (level == 1) return one_of({"address", "mode", "type", "change"});
      return level > 2 || one_of({"after", "after_unknown", "after_sensitive"});
    case Piece::data:
      return level > 1 || one_of({"address", "mode", "type", "values", "sensitive_values"});
    case Piece::configuration:
      return true;
    case Piece::none:
      break;
  }
  return false;
}

// Whether a member of a piece says of others what holds of them.
bool holds_flags(std::string_view key) {
  return key == "after_unknown" || key == "after_sensitive" || key == "sensitive_values";
}

// Follows the parser down to the pieces and builds only those, and of them only what is wanted.
class PlanReader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  PlanReader(const PlanVisitor& visitor, Arena* keep) : visitor_(visitor), keep_(keep) { renew(); }

  [[nodiscard]] const std::string& error() const { return error_; }

  bool null() override {
    return scalar([] { return Value(); });
  }
  bool boolean(bool value) override {
    return scalar([value] { return Value::boolean(value); });
  }
  bool number_integer(number_integer_t value) override {
    return scalar([value] { return Value::number(value); });
  }
  bool number_unsigned(number_unsigned_t value) override {
    return scalar([&] { return number(std::to_string(value)); });
  }
  bool number_float(number_float_t, const std::string& text) override {
    return scalar([&] { return number(text); });
  }
  bool string(std::string& text) override {
    return scalar([&] { return Value::string(values::normalized(text, *arena_), *arena_); });
  }
  bool binary(nlohmann::json::binary_t&) override { return false; }

  bool start_object(size_t) override { return start(true); }
  bool start_array(size_t) override { return start(false); }
  bool key(std::string& name) override {
    if (unwanted_ > 0) return true;
    if (piece_ == Piece::none) {
      around_.back().key = name;
      return true;
    }
    if (is_wanted(piece_, builder_->depth(), name) && !(name == "values" && is_managed())) {
      builder_->key(name);
      // Where what is told of a resource stands in its piece.
      const size_t level = piece_ == Piece::change ? 2 : piece_ == Piece::data ? 1 : 0;
      if (builder_->depth() == level) {
        builder_->drop(holds_flags(name) ? ValueBuilder::Drops::unset_flags
                                         : ValueBuilder::Drops::nulls);
      }
    } else {
      skip_next_ = true;
    }
    return true;
  }
  bool end_object() override { return end(); }
  bool end_array() override { return end(); }
  // Of the byte that does not fit, from 1; 0: it is JSON.
  [[nodiscard]] size_t error_position() const { return error_position_; }
  bool parse_error(size_t position, const std::string& /*token*/,
                   const nlohmann::json::exception& /*problem*/) override {
    error_position_ = std::max<size_t>(position, 1);
    return false;
  }

 private:
  // An object or array around the place, above any piece.
  struct Around {
    bool object = false;
    std::string key;  // of the member that is being read; of an array: its own
  };

  [[nodiscard]] Piece piece_here() const {
    if (around_.empty()) return Piece::none;
    const std::string& section = around_[0].key;
    if (around_.size() == 1) {
      const bool wanted = section == "configuration" && visitor_.configuration;
      return wanted ? Piece::configuration : Piece::none;
    }
    if (around_.size() == 2 && section == "variables") {
      return visitor_.variable ? Piece::variable : Piece::none;
    }
    if (around_.size() == 2 && section == "resource_changes") {
      return visitor_.resource ? Piece::change : Piece::none;
    }
    const bool in_state = visitor_.data && around_.size() > 3 && section == "prior_state" &&
                          around_[1].key == "values" && around_[2].key == "root_module";
    const bool listed = !around_.back().object && around_.back().key == "resources";
    return in_state && listed ? Piece::data : Piece::none;
  }

  // Whether what is being read of the prior state is no data source.
  [[nodiscard]] bool is_managed() const {
    if (piece_ != Piece::data || builder_->depth() != 1) return false;
    const Value mode = builder_->member("mode");
    return values::is_text(mode) && mode.as_string() != "data";
  }

  bool start(bool object) {
    if (++depth_ > values::kMaxJsonDepth) {
      error_ = "nested deeper than " + std::to_string(values::kMaxJsonDepth) + " levels";
      return false;
    }
    if (unwanted_ > 0 || std::exchange(skip_next_, false)) {
      ++unwanted_;
      return true;
    }
    if (piece_ == Piece::none) {
      piece_ = piece_here();
      if (piece_ == Piece::variable) variable_ = around_.back().key;
      const bool of_resource = piece_ == Piece::change || piece_ == Piece::data;
      builder_->drop(of_resource ? ValueBuilder::Drops::nulls : ValueBuilder::Drops::nothing);
    }
    if (piece_ != Piece::none) {
      builder_->start(object);
    } else {
      around_.push_back({object, around_.empty() || object ? "" : around_.back().key});
    }
    return true;
  }

  bool end() {
    --depth_;
    if (unwanted_ > 0) {
      --unwanted_;
      return true;
    }
    if (piece_ == Piece::none) {
      around_.pop_back();
      return true;
    }
    builder_->end();
    if (builder_->depth() > 0) return true;
    deliver(builder_->value());
    piece_ = Piece::none;
    if (!keep_) renew();
    return true;
  }

  template <class Make>
  bool scalar(const Make& make) {
    if (unwanted_ == 0 && !std::exchange(skip_next_, false) && piece_ != Piece::none) {
      builder_->add(make());
    }
    return true;
  }

  Value number(const std::string& text) {
    const auto parsed = values::Number::parse(text, *arena_);
    return parsed ? Value::number(*parsed) : Value();
  }

  void deliver(const Value& value) {
    if (piece_ == Piece::configuration) return visitor_.configuration(value);
    if (piece_ == Piece::variable) {
      visitor_.variable(variable_, member_of(value, "value"));
      return;
    }
    const std::string mode = text(value, "mode");
    if (piece_ == Piece::data) {
      if (mode != "data") return;
      visitor_.data({.address = text(value, "address"),
                     .type = text(value, "type"),
                     .values = member_of(value, "values"),
                     .sensitive = member_of(value, "sensitive_values")});
      return;
    }
    const Value change = member_of(value, "change");
    if (change.is_null()) return;
    visitor_.resource({.address = text(value, "address"),
                       .mode = mode,
                       .type = text(value, "type"),
                       .after = member_of(change, "after"),
                       .after_unknown = member_of(change, "after_unknown"),
                       .after_sensitive = member_of(change, "after_sensitive")});
  }

  static std::string text(const Value& object, std::string_view name) {
    const Value found = member_of(object, name);
    return values::is_text(found) ? std::string(found.as_string()) : std::string();
  }

  void renew() {
    builder_.reset();
    if (!keep_) own_ = std::make_unique<Arena>();
    arena_ = keep_ ? keep_ : own_.get();
    builder_ = std::make_unique<ValueBuilder>(*arena_);
  }

  const PlanVisitor& visitor_;
  Arena* keep_;
  std::unique_ptr<Arena> own_;  // of the piece that is being built, if none is kept
  Arena* arena_ = nullptr;
  std::unique_ptr<ValueBuilder> builder_;
  std::vector<Around> around_;
  Piece piece_ = Piece::none;  // that is being built
  bool skip_next_ = false;     // the value that comes next is not wanted
  uint32_t unwanted_ = 0;      // objects and arrays, not wanted, that are open
  uint32_t depth_ = 0;
  std::string variable_;
  std::string error_;
  size_t error_position_ = 0;
};

// Says at which line and column a file stops being JSON.
std::string no_json(std::FILE* file, size_t position) {
  if (std::fseek(file, 0, SEEK_SET) != 0) return "byte " + std::to_string(position) + " is no JSON";
  size_t line = 1, column = 1;
  int byte = std::fgetc(file);
  for (size_t at = 1; at < position && byte != EOF; ++at, byte = std::fgetc(file)) {
    const bool further = (static_cast<unsigned>(byte) & 0xC0u) == 0x80;  // of one character
    column = byte == '\n' ? 1 : column + (further ? 0 : 1);
    line += byte == '\n' ? 1 : 0;
  }
  const std::string place = "line " + std::to_string(line) + ", column " + std::to_string(column);
  return byte == EOF ? "it ends too early, at " + place : place + " is no JSON";
}

}  // namespace

source::Result<bool> read_plan(std::FILE* file, const PlanVisitor& visitor, Arena* keep) {
  PlanReader reader(visitor, keep);
  if (nlohmann::json::sax_parse(file, &reader)) return true;
  if (reader.error_position() > 0) {
    return source::Result<bool>::failure(no_json(file, reader.error_position()));
  }
  const std::string error = reader.error().empty() ? "this is no plan" : reader.error();
  return source::Result<bool>::failure(error);
}

bool is_true(const Value& flags) {
  return flags.is_known() && flags.kind() == values::Kind::boolean && flags.as_boolean();
}

bool any_true(const Value& flags) {
  if (!flags.is_known() || flags.kind() < values::Kind::list) return is_true(flags);
  return std::ranges::any_of(flags.elements(), any_true);
}

Value flags_of(const Value& flags, std::string_view member) {
  return is_true(flags) ? flags : member_of(flags, member);
}

Value flags_of(const Value& flags, size_t element) {
  if (is_true(flags)) return flags;
  const bool listed = flags.is_known() && flags.kind() == values::Kind::tuple;
  return listed && element < flags.elements().size() ? flags.elements()[element] : Value();
}

}  // namespace terraform
