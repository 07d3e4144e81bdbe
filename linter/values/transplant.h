// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "values/values.h"

namespace values {

// Values of one evaluation as values of another: nodes get numbers of their own there, origins
// those of the other's table, reasons say where they come from. What a value is made of stays where
// it is: the first evaluation outlives what is made here. What stands in several places is made
// once; what is nested deeper than kMaxDepth is not followed but unknown. Not thread-safe.
class Transplant {
 public:
  static constexpr uint32_t kMaxDepth = 256;
  using Renumber = std::function<NodeId(NodeId)>;
  // `prefix` is put before the subjects of reasons: "net: ".
  Transplant(const OriginTable& from, OriginTable& to, Arena& arena, std::string prefix,
             Renumber renumber)
      : from_(from),
        to_(to),
        arena_(arena),
        prefix_(std::move(prefix)),
        renumber_(std::move(renumber)) {}

  Value operator()(const Value& value);

 private:
  class Source;
  Value moved(const Value& value);
  Value contents(const Value& value);
  Value collection(const Value& value);
  Value unknown(const UnknownData& data);
  const Sketch* sketch(const Sketch* sketch);
  const Symbol* symbol(const Symbol& symbol);
  std::span<const Value> all(std::span<const Value> values);
  OriginSet origins(OriginSet set);
  const Reason* reason(const Reason* reason);

  const OriginTable& from_;
  OriginTable& to_;
  Arena& arena_;
  std::string prefix_;
  Renumber renumber_;
  uint32_t depth_ = 0;
  bool too_deep_ = false;  // of the value that is being moved
  std::vector<std::unique_ptr<const AttributeSource>> sources_;
  std::map<const void*, Value> made_;  // by content
  std::map<OriginSet, OriginSet> origins_;
  std::map<const Reason*, const Reason*> reasons_;
};

}  // namespace values
