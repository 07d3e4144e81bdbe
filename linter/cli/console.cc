// SPDX-License-Identifier: Apache-2.0
// plumbline console: answers expressions as `terraform console -plan` does, without a state.
// Exported: add_console. Tested end to end in tests/cli/console_test.cc.

#include <cstdio>
#include <deque>
#include <memory>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/line_reader.h"
#include "cli/root.h"
#include "expressions/expressions.h"
#include "terraform/repository_files.h"
#include "terraform/terraform.h"

namespace cli {

namespace {

constexpr const char* kPrompt = "> ";
constexpr const char* kContinuationPrompt = ": ";
constexpr std::string_view kTypeFunction = "type";
constexpr std::string_view kHelp =
    "Type an expression and press Enter to see its value. The names of the root module's\n"
    "variables, locals, resources, data sources and modules may be used, and all functions;\n"
    "what only a plan against real infrastructure would tell is (known after apply).\n"
    "type(EXPRESSION) shows the type of a value.\n"
    "\n"
    "An expression goes on in the next line while a bracket or a heredoc is open; an empty\n"
    "line ends it. To leave, type \"exit\" or press Control-D.\n";

struct ConsoleOptions {
  std::string directory = ".";
  std::string color = "auto";
  InputOptions inputs;
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) + 1 - begin);
}

// What is inside of parentheses and of templates that are nothing but one interpolation.
const syntax::Expression& unwrapped(const syntax::Expression& expression) {
  if (expression.kind == syntax::ExpressionKind::parentheses) {
    return unwrapped(*expression.as<syntax::Parentheses>().inner);
  }
  if (expression.kind != syntax::ExpressionKind::template_) return expression;
  const auto& text = expression.as<syntax::Template>();
  return text.wraps_one ? unwrapped(*text.parts.front()) : expression;
}

// The argument of an entry that is a call of type(); else null.
const syntax::Expression* argument_of_type(const syntax::Expression& entry) {
  const syntax::Expression& inner = unwrapped(entry);
  if (inner.kind != syntax::ExpressionKind::call) return nullptr;
  const auto& call = inner.as<syntax::Call>();
  const bool found = call.name == kTypeFunction && call.arguments.size() == 1 && !call.expand_final;
  return found ? call.arguments.front() : nullptr;
}

// The root module's names, and what is wrong with type() where it is part of an expression.
class ConsoleScope final : public expressions::Scope {
 public:
  explicit ConsoleScope(const expressions::Scope& root) : root_(root) {}

  std::optional<Resolved> resolve(const syntax::Traversal& traversal,
                                  expressions::Context& context) const override {
    return root_.resolve(traversal, context);
  }
  std::optional<values::Value> call(const syntax::Call& call,
                                    std::span<const values::Value> arguments,
                                    expressions::Context& context) const override {
    if (call.name != kTypeFunction) return root_.call(call, arguments, context);
    context.diagnostics.error(diagnostics::kInvalidConfiguration, call.range,
                              "Invalid use of the function type",
                              "It takes one argument and cannot be part of an expression.");
    return values::Value::unknown(values::Type::dynamic(), context.arena);
  }

 private:
  const expressions::Scope& root_;
};

// One root module and the entries about it.
class Session {
 public:
  Session(Root& root, const terraform::Evaluation& evaluation, bool color)
      : root_(root),
        evaluation_(evaluation),
        files_(root.loader, root.configuration.directory),
        scope_(evaluation.root_scope()) {
    render_.color = color;
  }

  // What is wrong with the configuration itself.
  void report_configuration() {
    if (!report(diagnostics::sorted(evaluation_.diagnostics().all(), root_.files))) return;
    report({{diagnostics::Diagnostic{
        .severity = diagnostics::Severity::warning,
        .id = diagnostics::kInvalidConfiguration,
        .summary = "Some values are unknown because of the problems above",
        .detail = {},
        .remedy = {},
        .subject = {},
        .related = {}}}});
  }

  // Prints the value of an entry, or what is wrong with it. False if it is wrong.
  bool answer(std::string entry) {
    const source::FileId file = root_.files.add("<console-input>", std::move(entry) + "\n");
    trees_.push_back(syntax::parse_expression(file, root_.files));
    const syntax::ExpressionTree& tree = trees_.back();
    if (report(tree.diagnostics.all()) || tree.root == nullptr) return false;
    const syntax::Expression* argument = argument_of_type(*tree.root);
    const std::optional<values::Value> value = evaluate(argument ? *argument : *tree.root);
    if (!value) return false;
    return write_output(
        "-", (argument ? values::print(value->type(evaluation_.arena())) : values::print(*value)) +
                 "\n");
  }

 private:
  // Nothing, with a report, if it is wrong.
  std::optional<values::Value> evaluate(const syntax::Expression& expression) {
    diagnostics::Diagnostics problems;
    expressions::Context context{.arena = evaluation_.arena(),
                                 .origins = evaluation_.origins(),
                                 .diagnostics = problems,
                                 .files = &files_,
                                 .patterns = &evaluation_.patterns()};
    const size_t before = evaluation_.diagnostics().all().size();
    evaluation_.check_references(expression);
    const values::Value value = expressions::evaluate(expression, scope_, context);
    const bool wrong_reference = report(evaluation_.diagnostics().all().subspan(before));
    if (report(problems.all()) || wrong_reference) return std::nullopt;
    return value;
  }

  // Whether there is an error among them.
  bool report(std::span<const diagnostics::Diagnostic> problems) {
    bool wrong = false;
    for (const diagnostics::Diagnostic& problem : problems) {
      wrong = wrong || problem.severity == diagnostics::Severity::error;
      std::fputs(diagnostics::render(problem, root_.files, render_).c_str(), stderr);
    }
    return wrong;
  }

  Root& root_;
  const terraform::Evaluation& evaluation_;
  terraform::RepositoryFiles files_;
  ConsoleScope scope_;
  diagnostics::RenderOptions render_;
  std::deque<syntax::ExpressionTree> trees_;  // values may refer to them
};

// The next entry, which may take several lines; nothing at the end of the input.
std::optional<std::string> read_entry(LineReader& lines) {
  std::optional<std::string> entry = lines.next(kPrompt);
  while (entry && syntax::may_continue(*entry)) {
    const std::optional<std::string> line = lines.next(kContinuationPrompt);
    if (!line) break;
    *entry += '\n' + *line;
  }
  return entry;
}

int console(const ConsoleOptions& options) {
  terraform::Inputs inputs;
  if (!read_inputs(options.inputs, inputs)) return kCouldNotRun;
  const auto root = Root::open(options.directory, options.inputs);
  if (root == nullptr) return kCouldNotRun;
  const terraform::Evaluation evaluation =
      terraform::evaluate(root->configuration, inputs, terraform::Purpose::console, root->loader);
  LineReader lines;
  Session session(*root, evaluation, wants_color(options.color));
  session.report_configuration();
  bool all_right = true;
  while (std::optional<std::string> entry = read_entry(lines)) {
    const std::string_view word = trimmed(*entry);
    if (word == "exit") break;
    if (word.empty() || word == "help") {
      write_output("-", word.empty() ? "\n" : std::string(kHelp));
    } else {
      all_right = session.answer(std::move(*entry)) && all_right;
    }
  }
  return all_right || lines.is_terminal() ? kClean : kFindings;
}

}  // namespace

void add_console(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ConsoleOptions>();
  CLI::App* command = app.add_subcommand("console", "Evaluate expressions as they are typed");
  command->add_option("directory", options->directory, "Root module")->capture_default_str();
  add_input_options(*command, options->inputs);
  add_color(command, options->color);
  command->callback(
      [options, &chosen] { chosen.command = [options] { return console(*options); }; });
}

}  // namespace cli
