// SPDX-License-Identifier: Apache-2.0
// Keeps what a plan knows, by address. Exports PlannedValues. Tested in
// tests/terraform/planned_values_test.cc.
#include "terraform/planned_values.h"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "terraform/plan.h"
#include "terraform/plan_source.h"
#include "values/inspect.h"

namespace terraform {

namespace {

using values::Arena;
using values::Kind;

// The same value, with what the plan takes for sensitive marked.
Value with_sensitive(const Value& value, const Value& sensitive, Arena& arena) {
  if (is_true(sensitive)) return value.with_marks(values::Marks::sensitive);
  if (!any_true(sensitive) || !value.is_known() || value.kind() < Kind::list) return value;
  std::vector<Value> elements(value.elements().begin(), value.elements().end());
  for (size_t i = 0; i < elements.size(); ++i) {
    const Value inside = value.kind() == Kind::object ? flags_of(sensitive, value.keys()[i])
                                                      : flags_of(sensitive, i);
    elements[i] = with_sensitive(elements[i], inside, arena);
  }
  return value.kind() == Kind::object ? Value::object(value.keys(), elements, arena)
                                      : Value::tuple(elements, arena);
}

// Where the key that an address has at its end begins; its size if there is none.
size_t key_begin(std::string_view address) {
  if (!address.ends_with(']')) return address.size();
  if (!address.ends_with("\"]")) return std::min(address.rfind('['), address.size());
  // Inside of the quotes, a quote has a backslash before it, and so has a backslash.
  for (size_t quote = address.size() - 2; quote > 1;) {
    quote = address.rfind('"', quote - 1);
    if (quote == std::string_view::npos || quote == 0) break;
    const size_t before = address.find_last_not_of('\\', quote - 1);
    const bool escaped = (quote - before) % 2 == 0;
    if (!escaped) return address[quote - 1] == '[' ? quote - 1 : address.size();
  }
  return address.size();
}

// The key at the end of an address, as `text[...]` writes it.
InstanceKey key_of(std::string_view text, Arena& arena) {
  if (text.size() < 3) return {};
  text = text.substr(1, text.size() - 2);
  if (text[0] != '"') {
    InstanceKey key{InstanceKey::Kind::number, 0, {}};
    std::from_chars(text.data(), text.data() + text.size(), key.number);
    return key;
  }
  const auto decoded = values::from_json(text, arena);
  if (!decoded.ok() || !values::is_text(decoded.value())) return {};
  // Markers of templates are written twice.
  std::string plain;
  for (const char c : decoded.value().as_string()) {
    const bool doubled = c == '{' && plain.size() > 1 && plain.back() == plain[plain.size() - 2] &&
                         (plain.back() == '$' || plain.back() == '%');
    if (doubled) plain.pop_back();
    plain += c;
  }
  return {InstanceKey::Kind::text, 0, arena.copy(std::string_view(plain))};
}

// Where the steps of an address end that are modules: "module.a[0]", "module.a[0].module.b".
std::vector<std::string_view> modules_around(std::string_view address) {
  std::vector<std::string_view> modules;
  size_t begin = 0;
  while (address.substr(begin).starts_with("module.")) {
    size_t end = begin + 7;
    bool quoted = false;
    for (; end < address.size() && (quoted || address[end] != '.'); ++end) {
      if (address[end] == '\\' && quoted) {
        ++end;
      } else if (address[end] == '"') {
        quoted = !quoted;
      }
    }
    if (end >= address.size()) break;
    modules.push_back(address.substr(0, end));
    begin = end + 1;
  }
  return modules;
}

bool less(const InstanceKey& a, const InstanceKey& b) {
  return std::tie(a.kind, a.number, a.text) < std::tie(b.kind, b.number, b.text);
}

}  // namespace

source::Result<std::shared_ptr<const PlannedValues>> PlannedValues::read(std::FILE* file,
                                                                         PlanPart part) {
  using Outcome = source::Result<std::shared_ptr<const PlannedValues>>;
  auto plan = std::make_shared<PlannedValues>();
  Arena& arena = plan->arena_;
  PlanVisitor visitor;
  visitor.variable = [&plan](const std::string& name, const Value& value) {
    plan->variables_.emplace_back(name, value);
  };
  visitor.data = [&](const ReadData& data) {
    plan->add(data.address, {with_sensitive(data.values, data.sensitive, arena), {}});
  };
  const auto take = [&](const PlannedChange& change) {
    plan->add(change.address,
              {with_sensitive(change.after, change.after_sensitive, arena), change.after_unknown});
  };
  if (part != PlanPart::data_sources) visitor.resource = take;
  if (part == PlanPart::values_and_configuration) {
    visitor.configuration = [&plan](const Value& value) { plan->configuration_ = value; };
  }
  const auto result = read_plan(file, visitor, &arena);
  if (!result.ok()) return Outcome::failure(result.error());
  if (part == PlanPart::values_and_configuration && !plan->alone()) {
    return Outcome::failure("it has no configuration");
  }
  for (auto& [address, keys] : plan->keys_) {
    std::ranges::sort(keys, less);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  }
  return Outcome(std::move(plan));
}

std::vector<std::pair<std::string, std::string>> PlannedValues::source() const {
  values::Arena arena;
  return alone() ? plan_source(configuration_, arena)
                 : std::vector<std::pair<std::string, std::string>>();
}

void PlannedValues::add(std::string_view address, const Instance& instance) {
  address = arena_.copy(address);
  instances_[address] = instance;
  if (instance.values.is_null() && !any_true(instance.unknown)) return;
  std::vector<std::string_view> steps = modules_around(address);
  steps.push_back(address);
  for (const std::string_view step : steps) {
    const size_t begin = key_begin(step);
    std::vector<InstanceKey>& keys = keys_[step.substr(0, begin)];
    const InstanceKey key = key_of(step.substr(begin), arena_);
    if (keys.empty() || keys.back() != key) keys.push_back(key);
  }
}

const PlannedValues::Instance* PlannedValues::find(std::string_view address) const {
  const auto found = instances_.find(address);
  return found == instances_.end() ? nullptr : &found->second;
}

std::optional<std::vector<InstanceKey>> PlannedValues::keys(std::string_view address) const {
  const auto found = keys_.find(address);
  if (found != keys_.end()) return found->second;
  const auto modules = modules_around(address);
  const std::string_view own =
      modules.empty() ? address : address.substr(modules.back().size() + 1);
  if (own.starts_with("module.")) return std::nullopt;
  return std::vector<InstanceKey>();
}

}  // namespace terraform
