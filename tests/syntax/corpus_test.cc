// SPDX-License-Identifier: Apache-2.0
//
// The grammar's corpus (grammars/hcl/test/corpus, in tree-sitter's own format), and whether the
// committed parser is what the tree-sitter CLI makes of grammar.js, where that CLI is installed.

#include <gtest/gtest.h>
#include <tree_sitter/api.h>
#include <unistd.h>

#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

extern "C" const TSLanguage* tree_sitter_hcl(void);

namespace {

namespace fs = std::filesystem;

const fs::path kGrammar = fs::path(PLUMBLINE_SOURCE_DIR) / "grammars/hcl";

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

struct Case {
  std::string name;
  bool wants_error = false;
  std::string text;
  std::string tree;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::stringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool is_rule(const std::string& line, char c) {
  return line.size() >= 3 && line.find_first_not_of(c) == std::string::npos;
}

// A header between two lines of =, the text, a line of -, the tree.
std::vector<Case> cases_of(const std::string& file) {
  std::vector<Case> cases;
  const std::vector<std::string> lines = lines_of(file);
  bool in_tree = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (is_rule(lines[i], '=')) {
      Case next;
      for (++i; i < lines.size() && !is_rule(lines[i], '='); ++i) {
        if (lines[i] == ":error") next.wants_error = true;
        if (next.name.empty()) next.name = lines[i];
      }
      cases.push_back(next);
      in_tree = false;
    } else if (is_rule(lines[i], '-')) {
      in_tree = true;
    } else if (!cases.empty()) {
      (in_tree ? cases.back().tree : cases.back().text) += lines[i] + "\n";
    }
  }
  // One empty line after the header and one before the rule belong to the format.
  for (Case& one : cases) {
    if (one.text.starts_with("\n")) one.text.erase(0, 1);
    if (one.text.ends_with("\n")) one.text.pop_back();
  }
  return cases;
}

// With single spaces and without the names of fields.
std::string plain(const std::string& tree) {
  std::stringstream in(tree);
  std::string out;
  for (std::string word; in >> word;) {
    if (word.back() == ':') continue;
    if (!out.empty() && word != ")") out += ' ';
    out += word;
  }
  return out;
}

struct Parse {
  std::string tree;
  bool has_error = false;
};

Parse parse(const std::string& text) {
  const std::unique_ptr<TSParser, void (*)(TSParser*)> parser(ts_parser_new(), ts_parser_delete);
  EXPECT_TRUE(ts_parser_set_language(parser.get(), tree_sitter_hcl()));
  const std::unique_ptr<TSTree, void (*)(TSTree*)> tree(
      ts_parser_parse_string(parser.get(), nullptr, text.data(),
                             static_cast<uint32_t>(text.size())),
      ts_tree_delete);
  const TSNode root = ts_tree_root_node(tree.get());
  const std::unique_ptr<char, void (*)(void*)> printed(ts_node_string(root), std::free);
  return {printed.get(), ts_node_has_error(root)};
}

TEST(Grammar, GivesTheTreesOfItsCorpus) {
  size_t count = 0;
  for (const fs::directory_entry& file : fs::directory_iterator(kGrammar / "test/corpus")) {
    for (const Case& one : cases_of(read(file.path()))) {
      SCOPED_TRACE(one.name);
      const Parse parsed = parse(one.text);
      EXPECT_EQ(parsed.has_error, one.wants_error);
      if (!one.wants_error) {
        EXPECT_EQ(plain(parsed.tree), plain(one.tree));
      }
      ++count;
    }
  }
  EXPECT_GE(count, 37u);
}

std::string output_of(const std::string& command) {
  std::string out;
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen((command + " 2>/dev/null").c_str(), "r"),
                                                   pclose);
  for (int c = pipe ? std::fgetc(pipe.get()) : EOF; c != EOF; c = std::fgetc(pipe.get())) {
    out += static_cast<char>(c);
  }
  return out;
}

TEST(Grammar, CommittedParserIsWhatTheCliMakesOfTheGrammar) {
  const char* home = std::getenv("HOME");
  const std::string path = "PATH=\"$PATH:" + std::string(home ? home : "") + "/.cargo/bin\" ";
  if (!output_of(path + "tree-sitter --version").starts_with("tree-sitter 0.22.6")) {
    GTEST_SKIP() << "the tree-sitter CLI 0.22.6 is not installed";
  }
  const fs::path work =
      fs::path(testing::TempDir()) / ("grammar_hcl_" + std::to_string(::getpid()));
  fs::create_directories(work);
  for (const char* file : {"grammar.js", "identifier_characters.js"}) {
    fs::copy_file(kGrammar / file, work / file, fs::copy_options::overwrite_existing);
  }
  output_of("cd '" + work.string() + "' && " + path +
            "tree-sitter generate --abi 14 --no-bindings");
  for (const char* file : {"src/parser.c", "src/grammar.json", "src/node-types.json"}) {
    EXPECT_TRUE(read(work / file) == read(kGrammar / file)) << file << " is not up to date";
  }
  fs::remove_all(work);
}

}  // namespace
