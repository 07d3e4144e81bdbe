// SPDX-License-Identifier: Apache-2.0
// The manual page. Exported: manual_page. Tested in tests/cli/completion_test.cc.

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "cli/completion/declarations.h"

namespace cli::completion {

namespace {

// Text in which nothing is a request, an escape or a hyphen where a minus is meant.
std::string roff(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '-') {
      result += "\\-";
    } else if (c == '\\') {
      result += "\\e";
    } else {
      result += c;
    }
  }
  if (!result.empty() && (result[0] == '.' || result[0] == '\'')) result.insert(0, "\\&");
  return result;
}

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

// "\fB\-\-format\fR \fIWORD\fR".
std::string term_of(const Argument& argument) {
  std::string text;
  for (const std::string& name : argument.names) {
    text += fmt::format("{}\\fB{}\\fR", text.empty() ? "" : ", ", roff(name));
  }
  if (argument.takes == Takes::nothing) return text;
  return fmt::format("{}{}\\fI{}\\fR", text, text.empty() ? "" : " ", roff(argument.value));
}

std::string entry_of(const Argument& argument) {
  std::string text = fmt::format(".TP\n{}\n{}\n", term_of(argument), roff(argument.description));
  if (!argument.choices.empty()) {
    text += fmt::format(".br\n{} {}.\n", argument.many ? "By commas, of" : "One of",
                        roff(fmt::format("{}", fmt::join(argument.choices, ", "))));
  }
  return text;
}

std::string synopsis_of(const Command& command) {
  std::string text =
      fmt::format("\\fBplumbline {}\\fR [\\fIOPTION\\fR...]", roff(name_of(command)));
  for (const Argument& argument : command.positionals) {
    const std::string name =
        fmt::format("\\fI{}\\fR{}", roff(upper(argument.value)), argument.many ? "..." : "");
    text += argument.required ? " " + name : " [" + name + "]";
  }
  return text;
}

std::string section_of(const Command& command) {
  std::string text = fmt::format(".SS {}\n{}\n.PP\n{}.\n", roff(name_of(command)),
                                 synopsis_of(command), roff(command.description));
  for (const Argument& argument : command.positionals) text += entry_of(argument);
  for (const Argument& option : command.options) text += entry_of(option);
  return text;
}

constexpr std::string_view kRest = R"(.SH EXIT STATUS
.TP
0
All is well.
.TP
1
There are findings at or above the severity of
.BR \-\-fail\-on .
.TP
2
Not all of the work could be done: wrong usage, an input that cannot be read, a bound that was
reached. What was found is said nevertheless.
.SH ENVIRONMENT
.TP
.BR TF_VAR_ \fINAME\fR
The value of a variable, as for Terraform.
.TP
.B NO_COLOR
Colours no output, if it is set to anything.
.TP
.BR FORCE_COLOR ", " CLICOLOR_FORCE
Colours it, if one of them is set to anything but 0, where it is no terminal, too.
.TP
.B GIT_INDEX_FILE
The index that
.B \-\-staged
reads, as git names it to its hooks.
.SH FILES
.TP
.I .plumbline.hcl
What a repository wants judged, and how.
)";

}  // namespace

std::string manual_page(const Command& program, std::string_view version) {
  std::string text = fmt::format(
      ".TH PLUMBLINE 1 \"\" \"plumbline {}\" \"User Commands\"\n.SH NAME\n"
      "plumbline \\- linter for Terraform and Bitbucket pipelines\n.SH SYNOPSIS\n"
      "\\fBplumbline\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR...]\n.SH DESCRIPTION\n{}\n",
      roff(version), roff(program.description));
  text += ".SH OPTIONS\n";
  for (const Argument& option : program.options) text += entry_of(option);
  text += ".SH COMMANDS\n";
  for (const Command* command : all_of(program)) {
    if (!command->words.empty()) text += section_of(*command);
  }
  return text + std::string(kRest);
}

}  // namespace cli::completion
