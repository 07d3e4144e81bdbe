// SPDX-License-Identifier: Apache-2.0
// Reads `moved` blocks and holds them against what is declared, as Terraform does before it plans.
// Exports read_moved and check_moves. Tested in tests/terraform/moves_test.cc.
#include "terraform/moves.h"

#include <algorithm>

#include "terraform/body_reader.h"
#include "terraform/target_address.h"

namespace terraform {

namespace {

using syntax::Block;
using syntax::Body;

constexpr ArgumentSpec kMovedArguments[] = {{"from", true}, {"to", true}};
constexpr BodySpec kMovedSpec{kMovedArguments, {}};

struct Move {
  const Block* block = nullptr;
  TargetAddress from, to;
  // Whether it is of instances, and not of all that a block declares.
  [[nodiscard]] bool of_instances() const { return !from.key.empty() || !to.key.empty(); }
};

// What a block says; nothing if something is wrong with it, which is reported.
std::optional<Move> read(const Block& block, Context& context) {
  const Body& body = read_body(*block.body, kMovedSpec, block.header, context);
  std::optional<TargetAddress> ends[2];
  for (const size_t end : {0u, 1u}) {
    const syntax::Expression* expression = find_expression(body, kMovedArguments[end].name);
    if (expression) ends[end] = read_target(*expression, body.json, context);
  }
  if (!ends[0] || !ends[1]) return std::nullopt;
  if (ends[0]->is_module() != ends[1]->is_module()) {
    report(context, block.header, "Invalid \"moved\" addresses",
           "The \"from\" and \"to\" addresses must either both refer to resources or both refer to "
           "modules.");
    return std::nullopt;
  }
  return Move{&block, *ends[0], *ends[1]};
}

std::string joined(const std::string& module, const std::string& local) {
  return module.empty() || local.empty() ? module + local : module + '.' + local;
}

// The moves of all module instances, in their order.
class MoveCheck {
 public:
  explicit MoveCheck(Evaluator& evaluator) : evaluator_(evaluator) {}

  void check() {
    for (const ModuleInstance& instance : evaluator_.modules) {
      if (instance.conditional) continue;
      for (const Block* block : instance.module->moves) {
        diagnostics::Diagnostics read_before;
        Context context = evaluator_.context_for(read_before);
        if (const auto move = read(*block, context)) check(instance, *move);
      }
    }
    if (!wrong_) report_cycles();
  }

 private:
  struct End {
    std::string other;
    const Block* block = nullptr;
  };

  void check(const ModuleInstance& instance, const Move& move) {
    const std::string from = address(instance, move.from), to = address(instance, move.to);
    if (from == to) {
      return wrong(*move.block, "Redundant move statement",
                   "This statement declares a move from " + from +
                       " to the same address, which is the same as not declaring this move at "
                       "all.");
    }
    if (exists(instance, move)) {
      wrong(*move.block, "Moved object still exists",
            "This statement declares a move from " + from +
                ", but that is still declared. Change the configuration so that it will be "
                "declared as " +
                to + " instead.");
    }
    // A whole block and its only instance are written alike.
    const std::string kind = move.of_instances() ? "" : "[*]";
    const auto [moved, first] = from_.try_emplace(from + kind, End{to + kind, move.block});
    if (!first && moved->second.other != to + kind) {
      wrong(*move.block, "Ambiguous move statements",
            "Another statement declared that " + from +
                " moved to another place. Each object can "
                "move to only one destination.");
    }
    const auto [taken, free] = to_.try_emplace(to + kind, End{from + kind, move.block});
    if (!free && taken->second.other != from + kind) {
      wrong(*move.block, "Ambiguous move statements",
            "Another statement declared that another object moved to " + to +
                ". Each object can have moved from only one source.");
    }
  }

  static std::string address(const ModuleInstance& instance, const TargetAddress& target) {
    return joined(joined(instance.address, target.module), target.local()) + target.key;
  }

  // Whether what has moved surely is still there.
  [[nodiscard]] bool exists(const ModuleInstance& instance, const Move& move) const {
    const std::string from = address(instance, move.from);
    const auto is_it = [&from](const auto& item) {
      return item.address == from && !item.conditional;
    };
    if (move.of_instances()) {
      return move.from.is_module() ? std::ranges::any_of(evaluator_.modules, is_it)
                                   : std::ranges::any_of(evaluator_.resources, is_it);
    }
    const std::string around = joined(instance.address, move.from.module);
    const auto module = std::ranges::find_if(evaluator_.modules, [&around](const auto& item) {
      return item.address == around && !item.conditional;
    });
    if (module == evaluator_.modules.end()) return false;
    const Module& declared = *module->module;
    if (move.from.is_module()) return declared.calls.contains(move.from.name);
    const auto& table = move.from.mode == schema::Mode::data ? declared.data : declared.resources;
    return table.contains({move.from.type, move.from.name});
  }

  // Terraform looks for them where nothing else is wrong.
  void report_cycles() {
    for (const auto& [from, end] : from_) {
      std::string at = end.other;
      for (size_t steps = 0; steps < from_.size() && at != from; ++steps) {
        const auto next = from_.find(at);
        if (next == from_.end()) break;
        at = next->second.other;
      }
      if (at != from) continue;
      return wrong(*end.block, "Cyclic dependency in move statements",
                   "Moves in a cycle have no final location to move objects to. A chain of moves "
                   "must end with an address that is not in any other one.");
    }
  }

  void wrong(const Block& block, std::string summary, std::string detail) {
    wrong_ = true;
    evaluator_.report_once(block.header, std::move(summary), std::move(detail));
  }

  Evaluator& evaluator_;
  std::map<std::string, End> from_, to_;
  bool wrong_ = false;
};

}  // namespace

void read_moved(const Block& block, Context& context) { read(block, context); }

void check_moves(Evaluator& evaluator) { MoveCheck(evaluator).check(); }

}  // namespace terraform
