// SPDX-License-Identifier: Apache-2.0
// Evaluates expressions as `plumbline console` does. Exported: PlumblineAnswers.
#include <deque>

#include "property/answers.h"
#include "terraform/repository_files.h"
#include "terraform/terraform.h"

namespace property {

namespace {

constexpr std::string_view kUnknown = "(known after apply)";

}  // namespace

std::string_view Answer::kind() const {
  if (failed) return "error";
  if (text == kUnknown) return "unknown";
  return text.find(kUnknown) == std::string::npos ? "known" : "partly unknown";
}

struct PlumblineAnswers::State {
  explicit State(const std::string& prelude)
      : repository(file_system, prelude),
        loader(repository, files, 1),
        configuration(loader.load(prelude)),
        evaluation(terraform::evaluate(configuration, {.workspace = "default"},
                                       terraform::Purpose::console, loader)),
        access(loader, prelude) {}

  source::DiskFileSystem file_system;
  source::ConfinedFileSystem repository;
  source::Files files;
  terraform::Loader loader;
  terraform::Configuration configuration;
  terraform::Evaluation evaluation;
  terraform::RepositoryFiles access;
  std::deque<syntax::ExpressionTree> trees;
};

PlumblineAnswers::PlumblineAnswers(const std::string& prelude)
    : state_(std::make_unique<State>(prelude)) {}
PlumblineAnswers::~PlumblineAnswers() = default;

Answer PlumblineAnswers::answer(const std::string& expression) {
  State& state = *state_;
  const source::FileId file = state.files.add("expression", expression + "\n");
  state.trees.push_back(syntax::parse_expression(file, state.files));
  diagnostics::Diagnostics problems = state.trees.back().diagnostics;
  const size_t before = state.evaluation.diagnostics().all().size();
  values::Value value;
  if (state.trees.back().root != nullptr) {
    expressions::Context context{.arena = state.evaluation.arena(),
                                 .origins = state.evaluation.origins(),
                                 .diagnostics = problems,
                                 .files = &state.access};
    state.evaluation.check_references(*state.trees.back().root);
    value = expressions::evaluate(*state.trees.back().root, state.evaluation.root_scope(), context);
  }
  std::vector<diagnostics::Diagnostic> all(problems.all().begin(), problems.all().end());
  const auto references = state.evaluation.diagnostics().all().subspan(before);
  all.insert(all.end(), references.begin(), references.end());
  for (const diagnostics::Diagnostic& problem : all) {
    if (problem.severity != diagnostics::Severity::error) continue;
    return {.failed = true, .text = problem.summary + ": " + problem.detail};
  }
  const std::string printed =
      values::print(values::Value::tuple({&value, 1}, state.evaluation.arena()));
  constexpr std::string_view kOpen = "[\n  ";
  constexpr std::string_view kClose = ",\n]";
  return {.failed = false,
          .text = printed.substr(kOpen.size(), printed.size() - kOpen.size() - kClose.size())};
}

}  // namespace property
