// SPDX-License-Identifier: Apache-2.0
// Reads from the references of a configuration what needs what, without working out any value.
// Exports find_dependencies. Tested in tests/terraform/references_test.cc.
#include "terraform/dependencies.h"

#include <set>

#include "terraform/body_reader.h"

namespace terraform {

namespace {

using syntax::Body;
using syntax::Expression;
using syntax::StepKind;
using syntax::Traversal;

class DependencyFinder {
 public:
  explicit DependencyFinder(Evaluator& evaluator) : evaluator_(evaluator) {
    std::set<std::string_view> paths;
    for (const ModuleInstance& instance : evaluator.modules) {
      const std::string& path = evaluator.state_of(instance.id).config_path;
      if (paths.insert(path).second) modules_.push_back(instance.id);
    }
  }

  Dependencies find() {
    for (const ModuleInstanceId id : modules_) declare(id);
    for (const ModuleInstanceId id : modules_) connect(id);
    return std::move(found_);
  }

 private:
  using Key = std::pair<ModuleInstanceId, const void*>;

  void declare(ModuleInstanceId id) {
    const Module& module = evaluator_.module_of(id);
    for (const auto& [name, item] : module.variables)
      add(id, item, "var.", name, item.block->header);
    for (const auto& [name, item] : module.locals) {
      add(id, item, "local.", name, item.attribute->name_range);
    }
    for (const auto& [name, item] : module.outputs) {
      add(id, item, "output.", name, item.block->header);
    }
    for (const auto& [name, item] : module.calls) {
      add(id, item, "module.", name, item.block->header);
    }
    for (const auto& [key, item] : module.resources) {
      add(id, item, std::string(key.first) + '.', key.second, item.block->header);
    }
    for (const auto& [key, item] : module.data) {
      add(id, item, "data." + std::string(key.first) + '.', key.second, item.block->header);
    }
  }

  void add(ModuleInstanceId id, const auto& item, std::string prefix, std::string_view name,
           Range range) {
    numbers_.emplace(Key{id, &item}, static_cast<uint32_t>(found_.items.size()));
    found_.items.push_back({address_of(evaluator_, id, prefix + std::string(name), {}), range, {}});
  }

  void connect(ModuleInstanceId id) {
    const Module& module = evaluator_.module_of(id);
    const ModuleInstance& instance = evaluator_.instance_of(id);
    for (const auto& [name, item] : module.variables) {
      if (!instance.call) continue;
      start(id, item);
      // The argument stands in the caller.
      module_ = instance.parent;
      expression(find_expression(*instance.call->body, name));
    }
    for (const auto& [name, item] : module.locals) {
      start(id, item);
      expression(item.attribute->value);
    }
    for (const auto& [name, item] : module.outputs) {
      start(id, item);
      body(*item.block->body);
    }
    for (const auto& [name, item] : module.calls) {
      start(id, item);
      expression(item.count);
      expression(item.for_each);
    }
    for (const auto* table : {&module.resources, &module.data}) {
      for (const auto& [key, item] : *table) {
        start(id, item);
        body(*item.body);
        for (const Traversal* reference : item.depends_on) this->reference(*reference);
      }
    }
  }

  // What follows is needed by an item; whatever is in a module needs the module's call.
  void start(ModuleInstanceId id, const auto& item) {
    item_ = numbers_.at({id, &item});
    module_ = id;
    const ModuleInstance& instance = evaluator_.instance_of(id);
    if (instance.call) need({representative(instance.parent), instance.call});
  }

  void body(const Body& body) {
    for (const syntax::Attribute& attribute : body.attributes) expression(attribute.value);
    for (const syntax::Block& block : body.blocks) this->body(*block.body);
  }

  void expression(const Expression* expression) {
    if (!expression) return;
    for (const Traversal* found : expressions::references(*expression)) reference(*found);
  }

  void reference(const Traversal& traversal) {
    const Module& module = evaluator_.module_of(module_);
    const auto name = [&](size_t step) {
      return step < traversal.steps.size() ? traversal.steps[step].text : std::string_view();
    };
    if (traversal.root == "var") {
      need_in(module.variables, name(0));
    } else if (traversal.root == "local") {
      need_in(module.locals, name(0));
    } else if (traversal.root == "module") {
      call(traversal, name(0));
    } else if (traversal.root == "data") {
      need_in(module.data, std::pair(name(0), name(1)));
    } else if (traversal.root == "resource") {
      need_in(module.resources, std::pair(name(0), name(1)));
    } else {
      need_in(module.resources, std::pair(traversal.root, name(0)));
    }
  }

  // One output of a module, or all of them if the module is used as a whole.
  void call(const Traversal& traversal, std::string_view name) {
    const auto& calls = evaluator_.module_of(module_).calls;
    const auto found = calls.find(name);
    if (found == calls.end()) return;
    need({module_, &found->second});
    const auto& children = evaluator_.state_of(module_).call_states[&found->second].modules;
    if (children.empty()) return;
    const ModuleInstanceId child = representative(children.front());
    std::string_view output;
    for (const syntax::Step& step : traversal.steps.subspan(1)) {
      if (step.kind != StepKind::attribute) continue;
      output = step.text;
      break;
    }
    for (const auto& [output_name, item] : evaluator_.module_of(child).outputs) {
      if (output.empty() || output == output_name) need({child, &item});
    }
  }

  template <class Table, class Name>
  void need_in(const Table& table, const Name& name) {
    const auto found = table.find(name);
    if (found != table.end()) need({module_, &found->second});
  }

  void need(const Key& key) {
    const auto found = numbers_.find({representative(key.first), key.second});
    if (found != numbers_.end() && found->second != item_) {
      found_.items[item_].needs.push_back(found->second);
    }
  }

  // The first module instance of the same calls.
  ModuleInstanceId representative(ModuleInstanceId id) {
    const std::string& path = evaluator_.state_of(id).config_path;
    const auto [known, fresh] = representatives_.try_emplace(path, id);
    return known->second;
  }

  Evaluator& evaluator_;
  std::vector<ModuleInstanceId> modules_;
  std::map<std::string_view, ModuleInstanceId> representatives_;
  std::map<Key, uint32_t> numbers_;
  Dependencies found_;
  uint32_t item_ = 0;          // whose needs are being found
  ModuleInstanceId module_{};  // where its expressions stand
};

}  // namespace

Dependencies find_dependencies(Evaluator& evaluator) { return DependencyFinder(evaluator).find(); }

}  // namespace terraform
