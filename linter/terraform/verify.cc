// SPDX-License-Identifier: Apache-2.0
// Holds the evaluation of a source against a plan of it. Exports what its header declares. Tested
// in tests/terraform/verify_test.cc.
#include "terraform/verify.h"

#include <algorithm>

#include "terraform/address.h"
#include "terraform/resource_shape.h"
#include "values/inspect.h"

namespace terraform {

namespace {

using values::is_keyed;
using values::is_sequence;
using values::Kind;
using values::member_of;

// Whether both are texts that hold the same JSON: providers write documents in a form of their own.
bool same_document(const Value& a, const Value& b, values::Arena& arena) {
  const auto is_document = [](const Value& value) {
    return value.is_known() && value.kind() == Kind::string &&
           (value.as_string().starts_with('{') || value.as_string().starts_with('['));
  };
  if (!is_document(a) || !is_document(b)) return false;
  const auto first = values::from_json(a.as_string(), arena);
  const auto second = values::from_json(b.as_string(), arena);
  return first.ok() && second.ok() &&
         values::to_json(first.value()) == values::to_json(second.value());
}

std::string shown(const Value& value) {
  if (value.all_marks() != values::Marks::none) return "(sensitive value)";
  return value.is_unknown() ? "(known after apply)" : values::to_json(value);
}

}  // namespace

uint64_t Comparison::count(Difference::Kind kind) const {
  return static_cast<uint64_t>(std::ranges::count(differences, kind, &Difference::kind));
}

uint64_t Comparison::contradictions() const {
  return differences.size() - count(Difference::Kind::unknown);
}

PlanComparison::PlanComparison(const Evaluation& evaluation)
    : evaluation_(evaluation), seen_(evaluation.resources().size()) {
  for (const ResourceInstance& instance : evaluation.resources()) {
    if (instance.conditional) conditional_.insert(without_keys(instance.address));
  }
}

void PlanComparison::add(Difference::Kind kind, const std::string& path, const Value& plan,
                         const Value& source) {
  const bool hidden = source.all_marks() != values::Marks::none;
  result_.differences.push_back({.kind = kind,
                                 .address = address_,
                                 .path = path,
                                 .plan = shown(hidden ? source : plan),
                                 .source = shown(source)});
}

void PlanComparison::compare(const PlannedChange& change) {
  if (change.after.is_null() && !any_true(change.after_unknown)) return;
  ++result_.instances;
  address_ = change.address;
  const auto resources = evaluation_.resources();
  const auto found =
      std::ranges::lower_bound(resources, change.address, {}, &ResourceInstance::address);
  if (found == resources.end() || found->address != change.address) {
    const bool may_exist = conditional_.contains(without_keys(change.address));
    add(may_exist ? Difference::Kind::unknown : Difference::Kind::missing, "", {}, {});
    return;
  }
  seen_[static_cast<size_t>(found - resources.begin())] = true;
  const Shape shape{found->schema, {}};
  std::vector<std::string_view> names = shape.attribute_names();
  if (found->schema) {
    for (const schema::NestedBlock& nested : found->schema->blocks) names.push_back(nested.name);
  }
  for (const std::string_view name : names) {
    compare(std::string(name), member_of(change.after, name), flags_of(change.after_unknown, name),
            evaluation_.planned(found->id, name));
  }
}

void PlanComparison::compare(const std::string& path, const Value& plan, const Value& unknown,
                             const Value& given) {
  const Value source = given.materialized(arena_);
  if (is_true(unknown)) {
    if (source.is_unknown()) {
      ++result_.unknown_in_both;
    } else {
      add(Difference::Kind::invented, path, Value::unknown({}, arena_), source);
    }
  } else if (source.is_unknown()) {
    add(Difference::Kind::unknown, path, plan, source);
  } else if (source.is_known() && source.kind() == Kind::set && is_sequence(plan)) {
    compare_set(path, plan, unknown, source);
  } else if ((is_keyed(plan) && is_keyed(source)) || (is_sequence(plan) && is_sequence(source))) {
    compare_members(path, plan, unknown, source);
  } else if (values::to_json(plan) == values::to_json(source) ||
             same_document(plan, source, arena_)) {
    ++result_.equal;
  } else {
    add(Difference::Kind::value, path, plan, source);
  }
}

void PlanComparison::compare_members(const std::string& path, const Value& plan,
                                     const Value& unknown, const Value& source) {
  if (is_sequence(plan)) {
    const size_t length = source.elements().size();
    if (plan.elements().size() != length) return add(Difference::Kind::value, path, plan, source);
    for (size_t i = 0; i < length; ++i) {
      compare(path + '[' + std::to_string(i) + ']', plan.elements()[i], flags_of(unknown, i),
              source.elements()[i]);
    }
    if (length == 0) ++result_.equal;
    return;
  }
  for (size_t i = 0; i < source.keys().size(); ++i) {
    const std::string_view key = source.keys()[i];
    compare(path + '.' + std::string(key), member_of(plan, key), flags_of(unknown, key),
            source.elements()[i]);
  }
  for (size_t i = 0; i < plan.keys().size(); ++i) {
    if (source.find(plan.keys()[i]) || plan.elements()[i].is_null()) continue;
    add(Difference::Kind::value, path + '.' + std::string(plan.keys()[i]), plan.elements()[i], {});
  }
  if (source.keys().empty() && plan.keys().empty()) ++result_.equal;
}

// The order of a set means nothing: each element of the plan is compared with the one it has most
// in common with.
void PlanComparison::compare_set(const std::string& path, const Value& plan, const Value& unknown,
                                 const Value& source) {
  if (plan.elements().size() != source.elements().size()) {
    return add(Difference::Kind::value, path, plan, source);
  }
  std::vector<size_t> left(source.elements().size());
  for (size_t i = 0; i < left.size(); ++i) left[i] = i;
  if (left.empty()) ++result_.equal;
  for (size_t i = 0; i < plan.elements().size(); ++i) {
    Comparison best;
    size_t chosen = 0;
    for (size_t j = 0; j < left.size(); ++j) {
      Comparison before = std::exchange(result_, {});
      compare(path + '[' + std::to_string(i) + ']', plan.elements()[i], flags_of(unknown, i),
              source.elements()[left[j]]);
      Comparison tried = std::exchange(result_, std::move(before));
      const bool better =
          j == 0 || tried.differences.size() < best.differences.size() ||
          (tried.differences.size() == best.differences.size() && tried.equal > best.equal);
      if (!better) continue;
      best = std::move(tried);
      chosen = j;
      if (best.differences.empty()) break;
    }
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(chosen));
    result_.equal += best.equal;
    result_.unknown_in_both += best.unknown_in_both;
    std::ranges::move(best.differences, std::back_inserter(result_.differences));
  }
}

Comparison PlanComparison::finish() {
  for (size_t i = 0; i < seen_.size(); ++i) {
    const ResourceInstance& instance = evaluation_.resources()[i];
    // A data source that the plan reads shows up elsewhere in it, one that may not exist perhaps.
    const bool expected = instance.resource->mode == schema::Mode::managed && !instance.conditional;
    if (seen_[i] || !expected) continue;
    address_ = instance.address;
    add(Difference::Kind::extra, "", {}, {});
  }
  return std::move(result_);
}

}  // namespace terraform
