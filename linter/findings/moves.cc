// SPDX-License-Identifier: Apache-2.0
// Reads `moved` blocks: Terraform's own account of which address a resource had before. Exported:
// moves_of, moved_address. Tested in tests/findings/baseline_test.cc.

#include "findings/moves.h"

#include <algorithm>
#include <set>

#include "findings/place.h"

namespace findings {

namespace {

// What an address stands for in its module: `module.net`, `aws_x.y`; empty if it is none.
std::string address_of(const syntax::Expression& expression) {
  if (expression.kind == syntax::ExpressionKind::literal) {  // in JSON
    const auto& literal = expression.as<syntax::Literal>();
    return literal.literal == syntax::LiteralKind::string ? without_keys(literal.text)
                                                          : std::string();
  }
  if (expression.kind != syntax::ExpressionKind::traversal) return {};
  const auto& traversal = expression.as<syntax::Traversal>();
  std::string address(traversal.root);
  for (const syntax::Step& step : traversal.steps) {
    if (step.kind == syntax::StepKind::attribute) address.append(".").append(step.text);
  }
  return address;
}

std::string argument(const syntax::Body& body, std::string_view name) {
  const auto attribute = std::ranges::find(body.attributes, name, &syntax::Attribute::name);
  return attribute == body.attributes.end() ? std::string() : address_of(*attribute->value);
}

// The moves that a module's own files say, as it sees them itself.
std::vector<Move> moves_in(const terraform::Module& module, terraform::Loader& loader) {
  static constexpr syntax::BlockSpec kMoved[] = {{"moved", 0}};
  std::vector<Move> moves;
  for (const source::FileId file : module.files) {
    const syntax::Tree* tree = loader.tree(loader.files()[file].path());
    if (tree == nullptr) continue;
    source::Arena arena;
    diagnostics::Diagnostics ignored;  // said when the module was read
    for (const syntax::Block& block : syntax::content(*tree->body, kMoved, arena, ignored).blocks) {
      if (block.type != "moved") continue;
      Move move{argument(*block.body, "from"), argument(*block.body, "to")};
      if (!move.from.empty() && !move.to.empty()) moves.push_back(std::move(move));
    }
  }
  return moves;
}

}  // namespace

std::vector<Move> moves_of(const terraform::Evaluation& evaluation, terraform::Loader& loader) {
  std::map<const terraform::Module*, std::vector<Move>> by_module;
  std::set<std::pair<std::string, const terraform::Module*>> seen;
  std::vector<Move> moves;
  for (const terraform::ModuleInstance& instance : evaluation.modules()) {
    const std::string address = without_keys(instance.address);
    if (!seen.emplace(address, instance.module).second) continue;
    const auto known = by_module.find(instance.module);
    const std::vector<Move>& said =
        known != by_module.end()
            ? known->second
            : by_module.emplace(instance.module, moves_in(*instance.module, loader)).first->second;
    const std::string prefix = address.empty() ? "" : address + ".";
    for (const Move& move : said) moves.push_back({prefix + move.from, prefix + move.to});
  }
  return moves;
}

std::string moved_address(std::string_view address, const Move& move) {
  if (!address.starts_with(move.from)) return {};
  const std::string_view rest = address.substr(move.from.size());
  if (!rest.empty() && rest[0] != '.') return {};
  return move.to + std::string(rest);
}

}  // namespace findings
