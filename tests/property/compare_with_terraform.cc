// SPDX-License-Identifier: Apache-2.0
// Random expressions, answered by Plumbline and by the terraform on the PATH: prints where they do
// not agree, each case made small. A developer's tool; tests need no terraform.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <map>

#include "property/agreement.h"

namespace {

using property::Disagreement;
using property::Expression;

constexpr size_t kBatch = 1000;
constexpr const char* kFolder = PLUMBLINE_SOURCE_DIR "/tests/property";

struct Options {
  uint64_t seed = 1;
  size_t count = 1000;
  bool print = false;
};

void print_row(const Disagreement& row) {
  std::printf("%s\n  plumbline: %s%s\n  terraform: %s\n\n", text_of(row.expression).c_str(),
              row.plumbline.failed ? "error: " : "", row.plumbline.text.c_str(),
              row.terraform.text.c_str());
}

// The rows by what they are a disagreement about, the most frequent first.
void print_by_kind(const std::vector<Disagreement>& rows) {
  std::map<std::string, std::vector<const Disagreement*>> kinds;
  for (const Disagreement& row : rows) {
    kinds[row.expression.production + "  [plumbline " + std::string(row.plumbline.kind()) +
          ", terraform " + std::string(row.terraform.kind()) + "]"]
        .push_back(&row);
  }
  std::vector<std::pair<size_t, std::string>> order;
  for (const auto& [kind, of] : kinds) order.emplace_back(of.size(), kind);
  std::sort(order.rbegin(), order.rend());
  constexpr size_t kShown = 3;
  for (const auto& [count, kind] : order) {
    std::printf("## %zu x %s\n", count, kind.c_str());
    for (size_t i = 0; i < std::min(count, kShown); ++i) print_row(*kinds[kind][i]);
  }
}

int compare(const Options& options) {
  const std::string prelude = std::string(kFolder) + "/prelude";
  property::Grower grower(property::read_productions(std::string(kFolder) + "/productions.txt"),
                          options.seed);
  if (!options.print && !property::has_terraform()) {
    std::printf("There is no terraform 1.11 on the PATH to compare with.\n");
    return 0;
  }
  const property::TerraformAnswers terraform(prelude);
  std::vector<Disagreement> all;
  std::map<std::string_view, size_t> kinds;
  for (size_t done = 0; done < options.count; done += kBatch) {
    property::PlumblineAnswers plumbline(prelude);
    std::vector<Expression> expressions;
    for (size_t i = done; i < std::min(options.count, done + kBatch); ++i) {
      expressions.push_back(grower.grow());
      const property::Answer answer = plumbline.answer(text_of(expressions.back()));
      ++kinds[answer.kind()];
      if (!options.print) continue;
      std::printf("%s\n  ---> %s%s\n", text_of(expressions.back()).c_str(),
                  answer.failed ? "error: " : "", answer.text.c_str());
    }
    if (options.print) continue;
    auto found = disagreements(expressions, plumbline, terraform);
    shrink(found, plumbline, terraform);
    all.insert(all.end(), found.begin(), found.end());
  }
  print_by_kind(all);
  for (const auto& [kind, count] : kinds) {
    std::printf("%zu %s; ", count, std::string(kind).c_str());
  }
  std::printf("seed %llu: %zu of %zu disagree\n", static_cast<unsigned long long>(options.seed),
              all.size(), options.count);
  return all.empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Compares Plumbline's answers to random expressions with Terraform's.");
  app.add_option("--seed", options.seed, "Where the random numbers begin")->capture_default_str();
  app.add_option("--count", options.count, "How many expressions")->capture_default_str();
  app.add_flag("--print", options.print, "Print expressions and answers; compare nothing");
  CLI11_PARSE(app, argc, argv);
  return compare(options);
}
