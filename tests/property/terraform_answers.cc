// SPDX-License-Identifier: Apache-2.0
// Asks the real Terraform. Exported: TerraformAnswers, has_terraform.
#include <algorithm>
#include <cstdlib>
#include <map>

#include "end_to_end/program.h"
#include "property/answers.h"

namespace property {

namespace {

namespace fs = std::filesystem;
using end_to_end::ScratchDirectory;
using end_to_end::text_of;

// Stands before the answer of a number in the list that is printed.
std::string marker(size_t number) { return "@" + std::to_string(number); }

// One run of terraform over some of the expressions.
struct Run {
  std::map<size_t, std::string> errors;  // by number
  std::map<size_t, std::string> values;  // empty if there are errors
};

// The errors of terraform's report, each told to the expression in whose file it is.
void read_errors(const std::string& report, Run& run) {
  constexpr std::string_view kError = "Error: ";
  constexpr std::string_view kPlace = "\n  on e";
  for (size_t at = report.find(kError); at != std::string::npos;) {
    const size_t next = report.find(kError, at + kError.size());
    const std::string error = report.substr(at, next - at);
    at = next;
    const size_t place = error.find(kPlace);
    if (place == std::string::npos) continue;
    run.errors.emplace(std::strtoull(error.c_str() + place + kPlace.size(), nullptr, 10), error);
  }
}

// Terraform's bugs are its own: what it crashes on has no answer.
Answer failure(const std::string& report) {
  bool crashed = false;
  for (const char* sign : {"TERRAFORM CRASH", "panic in function"}) {
    crashed = crashed || report.find(sign) != std::string::npos;
  }
  return {.failed = true, .text = report, .crashed = crashed};
}

void read_values(const std::string& printed, std::span<const size_t> numbers, Run& run) {
  size_t at = 0;
  for (size_t i = 0; i < numbers.size(); ++i) {
    const std::string begin = "  \"" + marker(numbers[i]) + "\",\n  ";
    const std::string end =
        i + 1 < numbers.size() ? ",\n  \"" + marker(numbers[i + 1]) + "\",\n" : ",\n]";
    const size_t from = printed.find(begin, at);
    if (from == std::string::npos) return;
    const size_t to = printed.find(end, from);
    if (to == std::string::npos) return;
    run.values[numbers[i]] = printed.substr(from + begin.size(), to - from - begin.size());
    at = to;
  }
}

Run run_terraform(const ScratchDirectory& scratch, std::span<const size_t> numbers) {
  std::string query = "[";
  for (const size_t number : numbers) {
    query += "\"" + marker(number) + "\", local.e" + std::to_string(number) + ", ";
  }
  scratch.write("query", query + "]\n");
  const std::string command = "cd '" + scratch.path() +
                              "' && env -u TF_CLI_CONFIG_FILE terraform console -plan -no-color "
                              "<query >printed 2>report";
  Run run;
  const int status = std::system(command.c_str());
  read_errors(text_of(scratch.path() + "/report"), run);
  if (run.errors.empty() && status == 0) {
    read_values(text_of(scratch.path() + "/printed"), numbers, run);
  }
  return run;
}

class Asking {
 public:
  Asking(const std::string& prelude, std::span<const std::string> expressions)
      : scratch_("property"), expressions_(expressions) {
    for (const auto& entry : fs::directory_iterator(prelude)) {
      fs::copy_file(entry.path(), scratch_.path() / entry.path().filename());
    }
    answers_.resize(expressions.size());
  }

  void ask(std::vector<size_t> numbers) {
    for (const size_t number : numbers) {
      const std::string name = "e" + std::to_string(number);
      scratch_.write(name + ".tf", "locals {\n" + name + " = " + expressions_[number] + "\n}\n");
    }
    while (!numbers.empty()) {
      const Run run = run_terraform(scratch_, numbers);
      for (const auto& [number, error] : run.errors) answers_[number] = failure(error);
      for (const auto& [number, value] : run.values)
        answers_[number] = {.failed = false, .text = value};
      const size_t before = numbers.size();
      std::erase_if(numbers, [&](size_t number) {
        if (!run.errors.contains(number) && !run.values.contains(number)) return false;
        forget(number);
        return true;
      });
      if (numbers.size() == before) return ask_in_halves(numbers);
    }
  }

  std::vector<Answer> take() { return std::move(answers_); }

 private:
  void forget(size_t number) const {
    fs::remove(scratch_.path() + "/e" + std::to_string(number) + ".tf");
  }

  // Nothing can be told of all together: of one alone, that it fails.
  void ask_in_halves(const std::vector<size_t>& numbers) {
    for (const size_t number : numbers) forget(number);
    if (numbers.size() == 1) {
      const std::string report = text_of(scratch_.path() + "/report");
      answers_[numbers[0]] = failure(report);
      return;
    }
    const auto middle = numbers.begin() + static_cast<ptrdiff_t>(numbers.size() / 2);
    ask({numbers.begin(), middle});
    ask({middle, numbers.end()});
  }

  ScratchDirectory scratch_;
  std::span<const std::string> expressions_;
  std::vector<Answer> answers_;
};

}  // namespace

bool has_terraform() {
  return std::system("terraform version 2>/dev/null | grep -q '^Terraform v1[.]11[.]'") == 0;
}

std::vector<Answer> TerraformAnswers::answers(std::span<const std::string> expressions) const {
  Asking asking(prelude_, expressions);
  std::vector<size_t> numbers(expressions.size());
  for (size_t i = 0; i < numbers.size(); ++i) numbers[i] = i;
  asking.ask(numbers);
  return asking.take();
}

}  // namespace property
