// SPDX-License-Identifier: Apache-2.0
//
// The commands of a shell text.
#include "pipelines/shell.h"

#include <gtest/gtest.h>

namespace {

using pipelines::PieceKind;
using pipelines::ShellCommand;
using pipelines::ShellItem;
using pipelines::ShellWord;

std::string shown(const ShellWord& word) {
  std::string text;
  for (const pipelines::ShellPiece& piece : word.pieces) {
    if (piece.kind == PieceKind::literal) {
      text += piece.text;
    } else {
      text += piece.name.empty() ? "<...>" : "<" + piece.name + ">";
    }
  }
  return text;
}

// A line a command: assignments, words in brackets, files; "?" if it may not be run, "~" if what it
// answers is ignored, "<n" if it reads what the n-th writes.
std::string commands(std::string_view text) {
  std::string out;
  for (const ShellCommand& command : pipelines::read_shell(text)) {
    if (command.item == ShellItem::enter) out += "(\n";
    if (command.item == ShellItem::leave) out += ")\n";
    if (command.item == ShellItem::lost) out += "lost\n";
    if (command.item == ShellItem::loop) out += "for";
    if (command.item != ShellItem::command && command.item != ShellItem::loop) continue;
    for (const auto& [name, word] : command.assignments) out += name + "=" + shown(word) + " ";
    for (const ShellWord& word : command.words) out += "[" + shown(word) + "]";
    for (const ShellWord& word : command.writes) out += ">" + shown(word);
    for (const ShellWord& word : command.reads) out += "<" + shown(word);
    if (command.has_here) out += "<<" + command.here_text;
    if (command.conditional) out += "?";
    if (command.tolerated) out += "~";
    if (command.reads_output_of >= 0) out += "<" + std::to_string(command.reads_output_of);
    out += "\n";
  }
  return out;
}

TEST(Shell, SplitsWords) {
  EXPECT_EQ(commands("echo a  b\\ c 'd e'\"f g\" # h"), "[echo][a][b c][d ef g]\n");
  EXPECT_EQ(commands("echo $A ${B} \"${C:-x}y\" ${D%.*} $1 $ a#b"),
            "[echo][<A>][<B>][<C>y][<D>][<1>][$][a#b]\n");
  EXPECT_EQ(commands("a \\\n  b\nc"), "[a][b]\n[c]\n");
  EXPECT_EQ(commands("A=b C=\"$D\" e --f=g"), "A=b C=<D> [e][--f=g]\n");
  EXPECT_EQ(commands("A+=b"), "A=<A>b \n");
  EXPECT_EQ(commands(""), "");
  EXPECT_EQ(commands("'open"), "[open]\n");
}

TEST(Shell, SplitsLists) {
  EXPECT_EQ(commands("a && b; c & d"), "[a]\n[b]\n[c]\n[d]\n");
  EXPECT_EQ(commands("a || b\nc"), "[a]\n[b]?\n[c]\n");
  EXPECT_EQ(commands("a || true"), "[a]~\n[true]?\n");
  EXPECT_EQ(commands("[ -n \"$X\" ] && a"), "[[][-n][<X>][]]\n[a]?\n");
  EXPECT_EQ(commands("a | b | c"), "[a]\n[b]<0\n[c]<1\n");
  EXPECT_EQ(commands("! a"), "[a]\n");
}

TEST(Shell, KnowsWhatMayNotBeRun) {
  EXPECT_EQ(commands("if a; then b; elif c; then d; else e; fi; f"),
            "[a]~\n[b]?\n[c]~\n[d]?\n[e]?\n[f]\n");
  EXPECT_EQ(commands("for v in 18 20; do a $v; done\nb"), "for[v][18][20]~\n[a][<v>]?\n[b]\n");
  EXPECT_EQ(commands("while a; do b; done"), "[a]~\n[b]?\n");
  EXPECT_EQ(commands("case $A in\n  x|y) b ;;\n  (*) c; d ;;\nesac\ne"), "[b]?\n[c]?\n[d]?\n[e]\n");
  EXPECT_EQ(commands("f() { a; b; }\nfunction g { c; }\nd"), "[a]?\n[b]?\n[c]?\n[d]\n");
  EXPECT_EQ(commands("{ a; b; }; c"), "[a]\n[b]\n[c]\n");
}

TEST(Shell, FollowsSubstitutions) {
  EXPECT_EQ(commands("A=$(b c | d) e"), "(\n[b][c]\n[d]<1\n)\nA=<...> [e]\n");
  EXPECT_EQ(commands("echo \"$(a \"$(b)\")\""), "(\n(\n[b]\n)\n[a][<...>]\n)\n[echo][<...>]\n");
  EXPECT_EQ(commands("echo `a b` $((1 + 2))"), "(\n[a][b]\n)\n[echo][<...>][<...>]\n");
  EXPECT_EQ(commands("(cd x; a)\nb"), "(\n[cd][x]\n[a]\n)\n[b]\n");
  EXPECT_EQ(commands("bash <(curl x)"), "(\n[curl][x]\n)\n[bash][<...>]\n");
}

TEST(Shell, ReadsListsOfWordsAsOneValue) {
  EXPECT_EQ(commands("A=(x \"y z\" $B) c"), "A=<...> [c]\n");
  EXPECT_EQ(commands("A=($( \\\n  b --c \\\n));\nd"), "(\n[b][--c]\n)\nA=<...> \n[d]\n");
  EXPECT_EQ(commands("export A+=(\n  x # y)\n  z\n)\nb"), "[export][A+=<...>]\n[b]\n");
  EXPECT_EQ(commands("A=(b=(c)"), "A=<...> \n");
  EXPECT_EQ(commands("A=\"\"(b)"), "A= \n(\n[b]\n)\n");
}

TEST(Shell, ReadsRedirections) {
  EXPECT_EQ(commands("a > b 2>&1 < c 2> /dev/null"), "[a]>b>/dev/null<c\n");
  EXPECT_EQ(commands("echo 2 &> all"), "[echo][2]>all\n");
  EXPECT_EQ(commands("cat <<EOF > x\na $B\nEOF\nc"), "[cat]>x<<a $B\n\n[c]\n");
  EXPECT_EQ(commands("cat <<-'EOF'\n\ta\n\tEOF\nc <<< d"), "[cat]<<a\n\n[c]<<d\n");
}

TEST(Shell, IsBounded) {
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "$(";
  EXPECT_NE(commands("echo " + deep).find("lost"), std::string::npos);
  std::string blocks;
  for (int i = 0; i < 1000; ++i) blocks += "if ";
  EXPECT_NE(commands(blocks + "a").find("lost"), std::string::npos);
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "a\n";
  EXPECT_LE(pipelines::read_shell(many).size(), pipelines::kMaxShellCommands + 2);
}

}  // namespace
