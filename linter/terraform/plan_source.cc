// SPDX-License-Identifier: Apache-2.0
// Writes the configuration of a plan as files in JSON syntax. Exports plan_source. Tested in
// tests/terraform/plan_alone_test.cc.
#include "terraform/plan_source.h"

#include <algorithm>
#include <map>
#include <set>

#include "values/inspect.h"

namespace terraform {

namespace {

using values::Arena;
using values::is_keyed;
using values::is_sequence;
using values::Kind;
using values::member_of;
using values::Value;

std::string_view text_of(const Value& object, std::string_view name) {
  const Value found = member_of(object, name);
  return values::is_text(found) ? found.as_string() : std::string_view();
}

// Members of an object, one after the other.
class ObjectBuilder {
 public:
  explicit ObjectBuilder(Arena& arena) : arena_(arena) {}
  void add(std::string_view name, const Value& value) {
    names_.push_back(arena_.copy(name));
    values_.push_back(value);
  }
  void add(std::string_view name, std::string_view text) { add(name, Value::string(text, arena_)); }
  [[nodiscard]] bool empty() const { return names_.empty(); }
  Value value() { return Value::object(names_, values_, arena_); }

 private:
  Arena& arena_;
  std::vector<std::string_view> names_;
  std::vector<Value> values_;
};

class SourceWriter {
 public:
  using Files = std::vector<std::pair<std::string, std::string>>;
  SourceWriter(const Value& configuration, Arena& arena)
      : providers_(member_of(configuration, "provider_config")), arena_(arena) {}

  // A module and all that it calls.
  void module(const Value& module, const std::string& directory) {
    ObjectBuilder file(arena_);
    ObjectBuilder calls(arena_);
    const Value called = member_of(module, "module_calls");
    for_members(called, [&](std::string_view name, const Value& call) {
      const std::string local = "modules/" + std::string(name);
      this->module(member_of(call, "module"), directory.empty() ? local : directory + '/' + local);
    });
    find_repeated(module);
    add_resources(member_of(module, "resources"), file);
    for_members(called, [&](std::string_view name, const Value& call) {
      calls.add(name, call_of(call, "./modules/" + std::string(name)));
    });
    if (!calls.empty()) file.add("module", calls.value());
    add_named("variable", member_of(module, "variables"), file, [&](const Value& variable) {
      ObjectBuilder body(arena_);
      if (const Value* value = variable.find("default")) body.add("default", literal(*value));
      if (is_true(variable, "sensitive")) body.add("sensitive", Value::boolean(true));
      return body.value();
    });
    add_named("output", member_of(module, "outputs"), file, [&](const Value& output) {
      ObjectBuilder body(arena_);
      body.add("value", expression(member_of(output, "expression")));
      if (is_true(output, "sensitive")) body.add("sensitive", Value::boolean(true));
      return body.value();
    });
    const std::string path = directory.empty() ? "main.tf.json" : directory + "/main.tf.json";
    files.emplace_back(path, values::to_json(file.value(), {.escape_html = false, .indent = 2}));
  }

  Files files;

 private:
  template <class Visit>
  static void for_members(const Value& object, const Visit& visit) {
    if (!is_keyed(object)) return;
    for (size_t i = 0; i < object.keys().size(); ++i) visit(object.keys()[i], object.elements()[i]);
  }

  static bool is_true(const Value& object, std::string_view name) {
    const Value found = member_of(object, name);
    return found.is_known() && found.kind() == Kind::boolean && found.as_boolean();
  }

  // Blocks of one type with a label each.
  template <class Body>
  void add_named(std::string_view type, const Value& of, ObjectBuilder& file, const Body& body) {
    ObjectBuilder blocks(arena_);
    for_members(of, [&](std::string_view name, const Value& each) {
      blocks.add(name, is_keyed(each) ? body(each) : Value::object({}, {}, arena_));
    });
    if (!blocks.empty()) file.add(type, blocks.value());
  }

  // Resources and data sources by type and name, and the providers that they need.
  void add_resources(const Value& resources, ObjectBuilder& file) {
    using ByType = std::map<std::string_view, ObjectBuilder>;
    ByType managed, data;
    std::map<std::string_view, Value> required;
    if (!is_sequence(resources)) return;
    for (const Value& resource : resources.elements()) {
      ByType& table = text_of(resource, "mode") == "data" ? data : managed;
      auto [entry, fresh] = table.try_emplace(text_of(resource, "type"), arena_);
      entry->second.add(text_of(resource, "name"), body_of(resource, required));
    }
    for (auto [type, table] : {std::pair{"resource", &managed}, std::pair{"data", &data}}) {
      ObjectBuilder types(arena_);
      for (auto& [name, blocks] : *table) types.add(name, blocks.value());
      if (!types.empty()) file.add(type, types.value());
    }
    ObjectBuilder providers(arena_);
    for (const auto& [name, provider] : required) providers.add(name, provider);
    ObjectBuilder settings(arena_);
    settings.add("required_providers", providers.value());
    file.add("terraform", settings.value());
  }

  Value body_of(const Value& resource, std::map<std::string_view, Value>& required) {
    ObjectBuilder body(arena_);
    for_members(member_of(resource, "expressions"), [&](std::string_view name, const Value& given) {
      body.add(name, argument(given));
    });
    add_for_each(resource, body);
    const Value provider = member_of(providers_, text_of(resource, "provider_config_key"));
    if (!is_keyed(provider)) return body.value();
    const std::string_view name = text_of(provider, "name");
    const std::string_view alias = text_of(provider, "alias");
    body.add("provider",
             alias.empty() ? std::string(name) : std::string(name) + '.' + std::string(alias));
    ObjectBuilder requirement(arena_);
    requirement.add("source", text_of(provider, "full_name"));
    const std::string_view version = text_of(provider, "version_constraint");
    if (!version.empty()) requirement.add("version", version);
    required.emplace(name, requirement.value());
    return body.value();
  }

  // What a block repeats over, where that is the instances of another one: each.value is one.
  void add_for_each(const Value& block, ObjectBuilder& body) {
    const Value listed = member_of(member_of(block, "for_each_expression"), "references");
    if (!is_sequence(listed)) return;
    std::set<std::string_view> over;
    for (const Value& text : listed.elements()) {
      if (values::is_text(text) && repeated_.contains(text.as_string())) {
        over.insert(text.as_string());
      }
    }
    if (over.size() == 1) body.add("for_each", "${" + std::string(*over.begin()) + '}');
  }

  static bool is_expression(const Value& given) {
    if (!is_keyed(given)) return false;
    return std::ranges::all_of(given.keys(), [](std::string_view key) {
      return key == "constant_value" || key == "references";
    });
  }

  // An argument, or blocks of arguments, of a resource.
  Value argument(const Value& given) {
    if (is_expression(given)) {
      ObjectBuilder made(arena_);
      if (const Value* constant = given.find("constant_value")) {
        made.add("constant", literal(*constant));
      } else {
        made.add("references", references(given));
      }
      return made.value();
    }
    if (is_sequence(given)) {
      std::vector<Value> blocks;
      for (const Value& block : given.elements()) blocks.push_back(argument(block));
      return Value::tuple(blocks, arena_);
    }
    ObjectBuilder block(arena_);
    for_members(given, [&](std::string_view name, const Value& inside) {
      block.add(name, argument(inside));
    });
    return block.value();
  }

  // What an expression refers to, as templates; only the whole of each reference: a plan also lists
  // what leads to it ("aws_vpc.v.id", "aws_vpc.v"). An index that is no literal is not told: from
  // what repeats as the block itself does, most likely the same key picks.
  Value references(const Value& expression) {
    const Value listed = member_of(expression, "references");
    std::vector<std::string_view> texts;
    if (is_sequence(listed)) {
      for (const Value& text : listed.elements()) {
        if (values::is_text(text)) texts.push_back(text.as_string());
      }
    }
    const bool by_key = std::ranges::find(texts, "each.key") != texts.end();
    const bool by_index = std::ranges::find(texts, "count.index") != texts.end();
    std::vector<Value> templates;
    for (const std::string_view text : texts) {
      const auto leads = [text](std::string_view other) { return leads_to(text, other); };
      if (std::ranges::any_of(texts, leads)) continue;
      std::string whole(text);
      if (repeated_.contains(text) && by_key != by_index) {
        whole += by_key ? "[each.key]" : "[count.index]";
      }
      templates.push_back(Value::string("${" + whole + '}', arena_));
    }
    return Value::tuple(templates, arena_);
  }

  static bool leads_to(std::string_view prefix, std::string_view text) {
    return text.size() > prefix.size() && text.starts_with(prefix) &&
           (text[prefix.size()] == '.' || text[prefix.size()] == '[');
  }

  // Addresses in a module of what has count or for_each.
  void find_repeated(const Value& module) {
    repeated_.clear();
    const Value resources = member_of(module, "resources");
    if (is_sequence(resources)) {
      for (const Value& resource : resources.elements()) {
        if (repeats(resource)) repeated_.insert(text_of(resource, "address"));
      }
    }
  }

  static bool repeats(const Value& block) {
    return !member_of(block, "count_expression").is_null() ||
           !member_of(block, "for_each_expression").is_null();
  }

  // An expression as the argument of a module or the value of an output: what it refers to stands
  // for it; of several, all do.
  Value expression(const Value& given) {
    if (const Value* constant = is_keyed(given) ? given.find("constant_value") : nullptr) {
      return literal(*constant);
    }
    const Value all = references(given);
    return all.elements().size() == 1 ? all.elements()[0] : all;
  }

  Value call_of(const Value& call, std::string_view source) {
    ObjectBuilder body(arena_);
    for_members(member_of(call, "expressions"), [&](std::string_view name, const Value& given) {
      body.add(name, expression(given));
    });
    body.add("source", source);
    add_for_each(call, body);
    return body.value();
  }

  // The same value with what would be a template in JSON syntax written as plain text.
  Value literal(const Value& value) {
    if (values::is_text(value)) return Value::string(escaped(value.as_string()), arena_);
    if (is_sequence(value)) {
      std::vector<Value> elements;
      for (const Value& element : value.elements()) elements.push_back(literal(element));
      return Value::tuple(elements, arena_);
    }
    if (!is_keyed(value)) return value;
    ObjectBuilder members(arena_);
    for_members(value, [&](std::string_view name, const Value& member) {
      members.add(escaped(name), literal(member));
    });
    return members.value();
  }

  static std::string escaped(std::string_view text) {
    std::string plain;
    for (size_t i = 0; i < text.size(); ++i) {
      const bool marker = (text[i] == '$' || text[i] == '%') && text.substr(i + 1, 1) == "{";
      plain += text[i];
      if (marker) plain += text[i];
    }
    return plain;
  }

  Value providers_;
  std::set<std::string_view> repeated_;  // of the module that is being written
  Arena& arena_;
};

}  // namespace

std::vector<std::pair<std::string, std::string>> plan_source(const Value& configuration,
                                                             Arena& arena) {
  SourceWriter writer(configuration, arena);
  writer.module(member_of(configuration, "root_module"), "");
  return std::move(writer.files);
}

}  // namespace terraform
