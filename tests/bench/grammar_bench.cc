// SPDX-License-Identifier: Apache-2.0
//
// How fast our grammar is against another tree-sitter grammar of HCL, on the same files in one run:
//
//   find DIR -name '*.tf' | grammar_bench OTHER.so
//
// OTHER.so is a shared library with `tree_sitter_hcl`, generated for ABI 14. Each grammar parses
// all files five times, in turns; the best of each counts. Reads all files before it starts.

#include <dlfcn.h>
#include <tree_sitter/api.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

extern "C" const TSLanguage* tree_sitter_hcl(void);

namespace {

constexpr int kRounds = 5;

struct Contender {
  std::string name;
  const TSLanguage* language;
  double best_seconds = 1e300;
  size_t files_with_errors = 0;
};

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

void parse_all(Contender& contender, const std::vector<std::string>& texts) {
  const std::unique_ptr<TSParser, void (*)(TSParser*)> parser(ts_parser_new(), ts_parser_delete);
  ts_parser_set_language(parser.get(), contender.language);
  contender.files_with_errors = 0;
  const double begin = cpu_seconds();
  for (const std::string& text : texts) {
    TSTree* tree = ts_parser_parse_string(parser.get(), nullptr, text.data(),
                                          static_cast<uint32_t>(text.size()));
    if (ts_node_has_error(ts_tree_root_node(tree))) ++contender.files_with_errors;
    ts_tree_delete(tree);
  }
  contender.best_seconds = std::min(contender.best_seconds, cpu_seconds() - begin);
}

const TSLanguage* load(const char* path) {
  void* library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) return nullptr;
  auto* language = reinterpret_cast<const TSLanguage* (*)()>(dlsym(library, "tree_sitter_hcl"));
  return language ? language() : nullptr;
}

std::vector<std::string> read_files(std::istream& names) {
  std::vector<std::string> texts;
  for (std::string name; std::getline(names, name);) {
    std::stringstream text;
    text << std::ifstream(name, std::ios::binary).rdbuf();
    texts.push_back(text.str());
  }
  return texts;
}

}  // namespace

int main(int argc, char** argv) {
  const TSLanguage* other = argc == 2 ? load(argv[1]) : nullptr;
  if (!other) {
    std::fprintf(stderr,
                 "usage: grammar_bench OTHER.so < FILE_NAMES (a library with tree_sitter_hcl)\n");
    return 2;
  }
  const std::vector<std::string> texts = read_files(std::cin);
  size_t bytes = 0;
  for (const std::string& text : texts) bytes += text.size();
  Contender contenders[] = {{"ours", tree_sitter_hcl()}, {argv[1], other}};
  for (int round = 0; round < kRounds; ++round) {
    for (Contender& contender : contenders) parse_all(contender, texts);
  }
  std::printf("%zu files, %.1f MB\n", texts.size(), static_cast<double>(bytes) / 1e6);
  for (const Contender& contender : contenders) {
    std::printf("%-24s %6.2f MB/s, errors in %zu files\n", contender.name.c_str(),
                static_cast<double>(bytes) / 1e6 / contender.best_seconds,
                contender.files_with_errors);
  }
  std::printf("ratio %.2f\n", contenders[1].best_seconds / contenders[0].best_seconds);
  return 0;
}
