// SPDX-License-Identifier: Apache-2.0
//
// How fast expressions are evaluated against HashiCorp's evaluator with Terraform's functions, on
// the same expressions in one run:
//
//   evaluate_bench [GO_EVALUATE]
//
// GO_EVALUATE is the program of go/evaluate; without it only our own times are printed. Both answer
// every expression, and must agree; then they are timed five times, in turns; the best of each
// counts. Times are CPU times, with the making and dropping of all that evaluation needs.

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "expressions/evaluated.h"
#include "expressions/pattern_cache.h"

namespace {

using expressions::Context;
using expressions::Workbench;

constexpr int kRounds = 5;
constexpr double kAtLeastSeconds = 0.1;  // of one measurement
const std::string kFile = PLUMBLINE_SOURCE_DIR "/tests/bench/expressions.hcl";

using Attributes = std::span<const syntax::Attribute>;
using Times = std::map<std::string, double>;  // nanoseconds by name

// The file parsed, and its names evaluated.
struct Expressions {
  Workbench bench;
  source::FileId file{};
  syntax::Tree tree;
  Attributes all, calls;
};

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// The nanoseconds of one run, from enough runs to be measured.
template <class Run>
double measure(Run run) {
  for (size_t runs = 1;; runs *= 2) {
    const double begin = cpu_seconds();
    for (size_t i = 0; i < runs; ++i) run();
    const double spent = cpu_seconds() - begin;
    if (spent >= kAtLeastSeconds) return spent * 1e9 / static_cast<double>(runs);
  }
}

bool prepare(Expressions& expressions) {
  std::ifstream in(kFile, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  Workbench& bench = expressions.bench;
  expressions.file = bench.files.add(kFile, text);
  expressions.tree = syntax::parse(expressions.file, bench.files);
  const auto blocks = expressions.tree.body->blocks;
  if (!expressions.tree.diagnostics.empty() || blocks.size() != 3) return false;
  for (const syntax::Attribute& name : blocks[0].body->attributes) {
    bench.scope.values[std::string(name.name)] =
        evaluate(*name.value, expressions::empty_scope(), bench.context);
  }
  expressions.all = blocks[1].body->attributes;
  expressions.calls = blocks[2].body->attributes;
  return bench.diagnostics.empty();
}

// As an evaluation of a configuration does it: one arena for all, dropped at the end.
void evaluate_all(Attributes attributes, const Workbench& bench) {
  values::Arena arena;
  values::OriginTable origins;
  diagnostics::Diagnostics diagnostics;
  expressions::PatternCache patterns;
  Context context{
      .arena = arena, .origins = origins, .diagnostics = diagnostics, .patterns = &patterns};
  for (const syntax::Attribute& attribute : attributes) {
    expressions::evaluate(*attribute.value, bench.scope, context);
  }
}

// Many evaluations of one expression in one arena: what the expression costs, and no more.
double time_of_one(const syntax::Attribute& attribute, const Workbench& bench) {
  constexpr size_t kRepeats = 1000;
  const std::vector<syntax::Attribute> repeated(kRepeats, attribute);
  return measure([&] { evaluate_all(repeated, bench); }) / static_cast<double>(kRepeats);
}

Times our_times(const Expressions& expressions) {
  Times times;
  const source::Files& files = expressions.bench.files;
  times["parse"] = measure([&] { syntax::parse(expressions.file, files); });
  times["evaluate"] = measure([&] { evaluate_all(expressions.all, expressions.bench); });
  for (const syntax::Attribute& call : expressions.calls) {
    times[std::string(call.name)] = time_of_one(call, expressions.bench);
  }
  return times;
}

std::vector<std::string> lines_of(const std::string& command) {
  std::vector<std::string> lines;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  if (!pipe) return lines;
  std::string text;
  char buffer[4096];
  for (size_t got = 0; (got = fread(buffer, 1, sizeof buffer, pipe.get())) > 0;) {
    text.append(buffer, got);
  }
  for (size_t begin = 0, end = 0; (end = text.find('\n', begin)) != std::string::npos;
       begin = end + 1) {
    lines.push_back(text.substr(begin, end - begin));
  }
  return lines;
}

Times their_times(const std::string& program) {
  Times times;
  for (const std::string& line : lines_of(program + " times " + kFile)) {
    const size_t space = line.find(' ');
    if (space != std::string::npos) times[line.substr(0, space)] = std::stod(line.substr(space));
  }
  return times;
}

// How many answers differ; each is printed.
size_t disagreements(const std::string& program, Expressions& expressions) {
  std::vector<std::string> ours;
  for (const Attributes part : {expressions.all, expressions.calls}) {
    for (const syntax::Attribute& attribute : part) {
      const values::Value value =
          evaluate(*attribute.value, expressions.bench.scope, expressions.bench.context);
      ours.push_back(std::string(attribute.name) + " ---> " + expressions::line_of(value));
    }
  }
  const std::vector<std::string> theirs = lines_of(program + " answers " + kFile);
  size_t differing = ours.size() > theirs.size() ? ours.size() - theirs.size() : 0;
  for (size_t i = 0; i < std::min(ours.size(), theirs.size()); ++i) {
    if (ours[i] == theirs[i]) continue;
    ++differing;
    std::printf("ours:   %s\ntheirs: %s\n", ours[i].c_str(), theirs[i].c_str());
  }
  return differing;
}

void keep_best(Times& best, const Times& times) {
  for (const auto& [name, time] : times) {
    const auto [entry, added] = best.emplace(name, time);
    if (!added) entry->second = std::min(entry->second, time);
  }
}

void print_ratio(const std::string& what, const std::string& name, const Times& ours,
                 const Times& theirs, double per) {
  const double time = ours.at(name) / per;
  std::printf("%-26s %9.0f ns", what.c_str(), time);
  const auto found = theirs.find(name);
  if (found != theirs.end()) {
    std::printf("   HashiCorp %9.0f ns   ratio %6.2f", found->second / per,
                found->second / per / time);
  }
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  const std::string program = argc == 2 ? argv[1] : "";
  Expressions expressions;
  if (argc > 2 || !prepare(expressions)) {
    std::fprintf(stderr, "usage: evaluate_bench [GO_EVALUATE]\n");
    return 2;
  }
  if (!program.empty() && disagreements(program, expressions) > 0) return 1;
  Times ours, theirs;
  for (int round = 0; round < kRounds; ++round) {
    keep_best(ours, our_times(expressions));
    if (!program.empty()) keep_best(theirs, their_times(program));
  }
  const auto count = static_cast<double>(expressions.all.size());
  std::printf("%.0f expressions a second evaluated\n", count * 1e9 / ours["evaluate"]);
  print_ratio("parse one expression", "parse", ours, theirs, count);
  print_ratio("evaluate one expression", "evaluate", ours, theirs, count);
  for (const syntax::Attribute& call : expressions.calls) {
    print_ratio("  a call of " + std::string(call.name), std::string(call.name), ours, theirs, 1);
  }
  return 0;
}
