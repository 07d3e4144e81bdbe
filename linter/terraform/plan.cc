// SPDX-License-Identifier: Apache-2.0
// Reads plans as `terraform show -json` writes them. Exports read_plan. Tested in
// tests/terraform/plan_test.cc.
#include "terraform/plan.h"

#include <nlohmann/json.hpp>

namespace terraform {

namespace {

using values::Arena;
using values::Value;

// Makes one value of the events of the parser.
class ValueBuilder {
 public:
  explicit ValueBuilder(Arena& arena) : arena_(arena) {}

  [[nodiscard]] bool open() const { return !levels_.empty(); }
  [[nodiscard]] const Value& value() const { return value_; }

  void start(bool object) { levels_.push_back({.object = object, .keys = {}, .values = {}}); }
  void key(std::string_view key) {
    levels_.back().keys.push_back(values::normalized(arena_.copy(key), arena_));
  }
  void add(const Value& value) {
    if (levels_.empty()) {
      value_ = value;
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
  struct Level {
    bool object = false;
    std::vector<std::string_view> keys;
    std::vector<Value> values;
  };
  Arena& arena_;
  std::vector<Level> levels_;
  Value value_;
};

// Follows the parser down to the parts that matter and builds only those: the elements of
// `resource_changes` and the members of `variables`.
class PlanReader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit PlanReader(const PlanVisitor& visitor) : visitor_(visitor) { renew(); }

  [[nodiscard]] const std::string& error() const { return error_; }

  bool null() override { return scalar(Value()); }
  bool boolean(bool value) override { return scalar(Value::boolean(value)); }
  bool number_integer(number_integer_t value) override {
    return building_ ? scalar(Value::number(value)) : true;
  }
  bool number_unsigned(number_unsigned_t value) override {
    return building_ ? number(std::to_string(value)) : true;
  }
  bool number_float(number_float_t, const std::string& text) override {
    return building_ ? number(text) : true;
  }
  bool string(std::string& text) override {
    return building_ ? scalar(Value::string(values::normalized(text, *arena_), *arena_)) : true;
  }
  bool binary(nlohmann::json::binary_t&) override { return false; }

  bool start_object(size_t) override { return start(true); }
  bool start_array(size_t) override { return start(false); }
  bool key(std::string& name) override {
    if (building_) {
      builder_->key(name);
    } else if (depth_ == 1) {
      section_ = name;
    } else if (depth_ == 2 && section_ == "variables") {
      variable_ = name;
    }
    return true;
  }
  bool end_object() override { return end(); }
  bool end_array() override { return end(); }
  bool parse_error(size_t position, const std::string&,
                   const nlohmann::json::exception& problem) override {
    error_ = "byte " + std::to_string(position) + ": " + problem.what();
    return false;
  }

 private:
  bool start(bool object) {
    const bool matters = (section_ == "resource_changes" || section_ == "variables");
    if (!building_ && depth_ == 2 && matters) building_ = true;
    if (building_) builder_->start(object);
    if (++depth_ <= values::kMaxJsonDepth) return true;
    error_ = "nested deeper than " + std::to_string(values::kMaxJsonDepth) + " levels";
    return false;
  }

  bool end() {
    --depth_;
    if (!building_) return true;
    builder_->end();
    if (builder_->open()) return true;
    building_ = false;
    deliver();
    renew();
    return true;
  }

  bool scalar(const Value& value) {
    if (building_) builder_->add(value);
    return true;
  }

  bool number(const std::string& text) {
    const auto parsed = values::Number::parse(text, *arena_);
    return scalar(parsed ? Value::number(*parsed) : Value());
  }

  void deliver() {
    const Value& value = builder_->value();
    if (section_ == "variables") {
      const Value* given = value.find("value");
      if (given && visitor_.variable) visitor_.variable(variable_, *given);
      return;
    }
    const Value* change = value.find("change");
    if (!change || !change->is_known() || change->kind() != values::Kind::object) return;
    PlannedChange planned{.address = text(value, "address"),
                          .mode = text(value, "mode"),
                          .type = text(value, "type"),
                          .after = member(*change, "after"),
                          .after_unknown = member(*change, "after_unknown")};
    if (visitor_.resource) visitor_.resource(planned);
  }

  static Value member(const Value& object, std::string_view name) {
    const Value* found = object.find(name);
    return found ? *found : Value();
  }
  static std::string text(const Value& object, std::string_view name) {
    const Value found = member(object, name);
    const bool is_text = found.is_known() && found.kind() == values::Kind::string;
    return is_text ? std::string(found.as_string()) : std::string();
  }

  void renew() {
    builder_.reset();
    arena_ = std::make_unique<Arena>();
    builder_ = std::make_unique<ValueBuilder>(*arena_);
  }

  const PlanVisitor& visitor_;
  std::unique_ptr<Arena> arena_;  // of the piece that is being built
  std::unique_ptr<ValueBuilder> builder_;
  bool building_ = false;
  uint32_t depth_ = 0;
  std::string section_, variable_;
  std::string error_;
};

}  // namespace

source::Result<bool> read_plan(std::FILE* file, const PlanVisitor& visitor) {
  PlanReader reader(visitor);
  if (nlohmann::json::sax_parse(file, &reader)) return true;
  const std::string error = reader.error().empty() ? "this is no plan" : reader.error();
  return source::Result<bool>::failure(error);
}

}  // namespace terraform
