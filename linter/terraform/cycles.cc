// SPDX-License-Identifier: Apache-2.0
// Finds cycles among dependencies with Tarjan's strongly connected components, on a list instead
// of the stack. Exports report_cycles. Tested in tests/terraform/references_test.cc.
#include "terraform/cycles.h"

#include <algorithm>

#include "terraform/dependencies.h"

namespace terraform {

namespace {

class ComponentFinder {
 public:
  explicit ComponentFinder(const Dependencies& dependencies)
      : items_(dependencies.items), marks_(dependencies.items.size()) {}

  // Components of more than one item.
  std::vector<std::vector<uint32_t>> find() {
    for (uint32_t i = 0; i < items_.size(); ++i) {
      if (marks_[i].order == 0) visit(i);
    }
    return std::move(components_);
  }

 private:
  struct Mark {
    uint32_t order = 0;  // of the first visit, from 1
    uint32_t lowest = 0;
    size_t next = 0;  // of its needs, the next one to follow
    bool open = false;
  };

  void visit(uint32_t first) {
    std::vector<uint32_t> path{first};
    enter(first);
    while (!path.empty()) {
      const uint32_t current = path.back();
      Mark& mark = marks_[current];
      if (mark.next < items_[current].needs.size()) {
        const uint32_t needed = items_[current].needs[mark.next++];
        if (marks_[needed].order == 0) {
          enter(needed);
          path.push_back(needed);
        } else if (marks_[needed].open) {
          mark.lowest = std::min(mark.lowest, marks_[needed].order);
        }
        continue;
      }
      path.pop_back();
      if (!path.empty()) {
        marks_[path.back()].lowest = std::min(marks_[path.back()].lowest, mark.lowest);
      }
      if (mark.lowest == mark.order) close(current);
    }
  }

  void enter(uint32_t item) {
    marks_[item].order = marks_[item].lowest = ++order_;
    marks_[item].open = true;
    open_.push_back(item);
  }

  void close(uint32_t item) {
    std::vector<uint32_t> component;
    do {
      component.push_back(open_.back());
      marks_[open_.back()].open = false;
      open_.pop_back();
    } while (component.back() != item);
    if (component.size() > 1) components_.push_back(std::move(component));
  }

  const std::vector<Dependencies::Item>& items_;
  std::vector<Mark> marks_;
  std::vector<uint32_t> open_;
  std::vector<std::vector<uint32_t>> components_;
  uint32_t order_ = 0;
};

constexpr size_t kNamesShown = 8;

}  // namespace

bool report_cycles(Evaluator& evaluator) {
  const Dependencies dependencies = find_dependencies(evaluator);
  auto components = ComponentFinder(dependencies).find();
  for (std::vector<uint32_t>& component : components) {
    std::ranges::sort(component);
    std::string names;
    for (size_t i = 0; i < std::min(component.size(), kNamesShown); ++i) {
      names += (i == 0 ? "" : ", ") + dependencies.items[component[i]].name;
    }
    if (component.size() > kNamesShown) {
      names += " and " + std::to_string(component.size() - kNamesShown) + " more";
    }
    evaluator.report_once(dependencies.items[component.front()].range, "Cycle: " + names,
                          "Each of them needs another to be worked out first.");
  }
  return !components.empty();
}

}  // namespace terraform
