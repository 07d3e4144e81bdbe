// SPDX-License-Identifier: Apache-2.0
// plumbline eval: what Terraform would know of a directory or of expressions. Exported: add_eval.
// Tested end to end in tests/cli/.

#include <fmt/format.h>

#include <cstdio>
#include <deque>
#include <memory>

#include "cli/cli.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/root.h"
#include "expressions/expressions.h"
#include "terraform/eval_json.h"
#include "terraform/print.h"
#include "terraform/repository_files.h"
#include "terraform/terraform.h"

namespace cli {

namespace {

struct EvalOptions {
  std::string directory = ".";
  std::string format = "text";
  std::string expression;
  std::string expression_file;  // one expression a line
  InputOptions inputs;
};

int eval_directory(const EvalOptions& options) {
  terraform::Inputs inputs;
  if (!read_inputs(options.inputs, inputs)) return kCouldNotRun;
  const auto root = Root::open(options.directory, options.inputs);
  if (root == nullptr) return kCouldNotRun;
  const source::Files& files = root->files;
  const terraform::Evaluation evaluation =
      terraform::evaluate(root->configuration, inputs, terraform::Purpose::eval, root->loader);
  std::string text;
  if (options.format == "json") {
    terraform::write_eval_json(evaluation, files, text);
  } else {
    text = terraform::print(evaluation);
    for (const auto& diagnostic : diagnostics::sorted(evaluation.diagnostics().all(), files)) {
      text += diagnostics::render(diagnostic, files, {});
    }
  }
  if (!write_output("-", text)) return kCouldNotRun;
  return evaluation.diagnostics().has_errors() ? kFindings : kClean;
}

// Evaluates expressions in the root module, as its outputs would be.
class Answers {
 public:
  Answers(Root& root, const terraform::Evaluation& evaluation, const std::string& directory)
      : root_(root), evaluation_(evaluation), access_(root.loader, directory) {}

  // Whether an answer was an error.
  [[nodiscard]] bool failed() const { return failed_; }

  // One expression as a line of JSON: its value, that it is unknown, or the error.
  std::string line(std::string text) {
    const source::FileId file = root_.files.add("expression", std::move(text));
    trees_.push_back(syntax::parse_expression(file, root_.files));
    const syntax::ExpressionTree& tree = trees_.back();
    diagnostics::Diagnostics problems;
    problems.append(tree.diagnostics);
    values::Value value;
    if (tree.root != nullptr && !problems.has_errors()) value = evaluate(*tree.root, problems);
    for (const diagnostics::Diagnostic& problem : problems.all()) {
      if (problem.severity != diagnostics::Severity::error) continue;
      return error(problem.detail.empty() ? problem.summary
                                          : problem.summary + ": " + problem.detail);
    }
    if (!value.is_wholly_known()) return "{\"unknown\": true}\n";
    if (values::has_infinity(value)) return error("an infinity has no form in JSON");
    return fmt::format("{{\"value\": {}}}\n", values::to_json(value));
  }

 private:
  values::Value evaluate(const syntax::Expression& expression, diagnostics::Diagnostics& problems) {
    expressions::Context context{.arena = evaluation_.arena(),
                                 .origins = evaluation_.origins(),
                                 .diagnostics = problems,
                                 .files = &access_,
                                 .patterns = &evaluation_.patterns()};
    // Terraform looks at every reference before it evaluates: try() hides no wrong one.
    const size_t before = evaluation_.diagnostics().all().size();
    evaluation_.check_references(expression);
    const values::Value value =
        expressions::evaluate(expression, evaluation_.root_scope(), context);
    for (const auto& problem : evaluation_.diagnostics().all().subspan(before)) {
      problems.add(problem);
    }
    return value;
  }

  std::string error(const std::string& message) {
    failed_ = true;
    return fmt::format("{{\"error\": {}}}\n", values::json_string(message));
  }

  Root& root_;
  const terraform::Evaluation& evaluation_;
  terraform::RepositoryFiles access_;
  bool failed_ = false;
  std::deque<syntax::ExpressionTree> trees_;  // the evaluation remembers what is wrong in them
};

int eval_expressions(const EvalOptions& options) {
  terraform::Inputs inputs;
  if (!read_inputs(options.inputs, inputs)) return kCouldNotRun;
  const auto root = Root::open(options.directory, options.inputs);
  if (root == nullptr) return kCouldNotRun;
  const terraform::Evaluation evaluation =
      terraform::evaluate(root->configuration, inputs, terraform::Purpose::eval, root->loader);
  Answers answers(*root, evaluation, options.directory);
  if (options.expression_file.empty()) {
    if (!write_output("-", answers.line(options.expression))) return kCouldNotRun;
    return answers.failed() ? kFindings : kClean;
  }
  const source::Result<std::string> text = root->file_system.read(options.expression_file);
  if (!text.ok()) {
    std::fprintf(stderr, "plumbline: cannot read %s: %s\n", options.expression_file.c_str(),
                 text.error().c_str());
    return kCouldNotRun;
  }
  std::string lines;
  std::string_view rest = text.value();
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    lines += answers.line(std::string(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (!write_output("-", lines)) return kCouldNotRun;
  return answers.failed() ? kFindings : kClean;
}

}  // namespace

void add_eval(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<EvalOptions>();
  CLI::App* command = app.add_subcommand("eval", "Show what Terraform would know");
  command->add_option("directory", options->directory, "Root module")->capture_default_str();
  command->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
  command->add_option("--expr", options->expression, "An expression instead of a directory");
  command->add_option("--expr-file", options->expression_file, "A file with one expression a line");
  add_input_options(*command, options->inputs);
  command->callback([options, &chosen] {
    chosen.command = [options] {
      const bool expressions = !options->expression.empty() || !options->expression_file.empty();
      return expressions ? eval_expressions(*options) : eval_directory(*options);
    };
  });
}

}  // namespace cli
