// SPDX-License-Identifier: Apache-2.0
// Reads `terraform init` among the commands of steps, as Terraform 1.11 reads its command line.
// Exported: terraform_inits. Tested in tests/pipelines/terraform_init_test.cc.
#include "pipelines/terraform_init.h"

#include <algorithm>

#include "values/inspect.h"
#include "values/unknown.h"

namespace pipelines {

namespace {

using values::SketchKind;
using values::Type;

constexpr std::string_view kPrograms[] = {"terraform", "tofu"};

// What a text surely begins with.
std::string_view beginning_of(const Value& text) {
  if (values::is_text(text)) return text.as_string();
  const auto* parts = values::sketch_of<values::Parts>(text, SketchKind::parts);
  if (parts == nullptr || parts->pieces.empty()) return {};
  return values::is_text(parts->pieces[0]) ? parts->pieces[0].as_string() : std::string_view();
}

std::vector<Value> members_of(const Value& list, bool& complete) {
  std::vector<Value> result;
  if (const auto* sketch = values::sketch_of<values::ElementsSketch>(list, SketchKind::elements)) {
    for (const values::SketchElement& element : sketch->elements) {
      if (element.optional) complete = false;
      if (!element.optional) result.push_back(element.value);
    }
  } else if (values::is_sequence(list)) {
    result.assign(list.elements().begin(), list.elements().end());
  } else {
    complete = false;
  }
  return result;
}

// "-name=value" or "--name=value" -> "value", where that much is known.
std::optional<std::string_view> value_of_option(std::string_view word, std::string_view name) {
  if (!word.starts_with('-')) return std::nullopt;
  word.remove_prefix(word.starts_with("--") ? 2 : 1);
  if (!word.starts_with(name) || !word.substr(name.size()).starts_with('=')) return std::nullopt;
  return word.substr(name.size() + 1);
}

class InitReader {
 public:
  InitReader(File& file, const Value& command) : file_(file), command_(command) {}

  std::optional<TerraformInit> read() {
    const Value name = values::member_of(command_, "name");
    if (!values::is_text(name) ||
        std::ranges::find(kPrograms, name.as_string()) == std::end(kPrograms)) {
      return std::nullopt;
    }
    bool complete = true;
    words_ = members_of(values::member_of(command_, "words"), complete);
    if (!find_subcommand()) return std::nullopt;
    if (!complete) add_open(values::member_of(command_, "words"));
    find_directory();
    for (; at_ < words_.size(); ++at_) {
      if (!read_option()) return std::nullopt;
    }
    return std::move(init_);
  }

 private:
  // Moves behind `init`; what stands before it says where.
  bool find_subcommand() {
    for (at_ = 1; at_ < words_.size(); ++at_) {
      const std::string_view word = beginning_of(words_[at_]);
      if (!word.starts_with('-')) break;
      if (value_of_option(word, "chdir")) chdir_ = &words_[at_];
    }
    const bool found =
        at_ < words_.size() && values::is_text(words_[at_]) && words_[at_].as_string() == "init";
    ++at_;
    return found;
  }

  void find_directory() {
    const Value directory = values::member_of(command_, "directory");
    if (!values::is_text(directory)) return;
    if (chdir_ != nullptr && !values::is_text(*chdir_)) return;
    std::string path = source::join_path(source::parent_path(file_.path), directory.as_string());
    if (chdir_ != nullptr) {
      path = source::join_path(path, *value_of_option(chdir_->as_string(), "chdir"));
    }
    init_.directory = std::move(path);
  }

  // Whether the command still is one that asks the backend.
  bool read_option() {
    const Value& word = words_[at_];
    const std::string_view text = beginning_of(word);
    if (const auto backend = value_of_option(text, "backend")) {
      return *backend != "false" && *backend != "0";
    }
    const bool next = (text == "-backend-config" || text == "--backend-config") &&
                      values::is_text(word) && at_ + 1 < words_.size();
    if (next) {
      ++at_;
      add(words_[at_], beginning_of(words_[at_]));
    } else if (const auto given = value_of_option(text, "backend-config")) {
      add(word, *given);
    } else if (text.empty() && word.is_unknown()) {
      add_open(word);
    }
    return true;
  }

  // As Terraform tells them apart: what holds "=" is no file.
  void add(const Value& word, std::string_view given) {
    const size_t equals = given.find('=');
    const bool known = values::is_text(word);
    if (equals == std::string_view::npos) {
      if (!known) return add_open(word);
      init_.settings.push_back({{}, word_of(given)});
      return;
    }
    const Value value = known ? word_of(given.substr(equals + 1)) : unknown_like(word);
    init_.settings.push_back({std::string(given.substr(0, equals)), value});
  }

  Value word_of(std::string_view text) { return Value::string(text, file_.arena); }
  Value unknown_like(const Value& word) {
    return values::make_unknown(Type::string(), nullptr, nullptr, word.unknown_data().reasons,
                                file_.arena);
  }
  void add_open(const Value& value) {
    const auto reasons = values::all_reasons(value, file_.arena);
    static constexpr values::Reason kOptions{
        values::ReasonKind::external, "what else -backend-config gives", {}};
    if (init_.open == nullptr) init_.open = reasons.empty() ? &kOptions : reasons.front();
  }

  File& file_;
  const Value& command_;
  std::vector<Value> words_;
  size_t at_ = 0;
  const Value* chdir_ = nullptr;
  TerraformInit init_;
};

bool same(const TerraformInit& a, const TerraformInit& b) {
  const auto same_setting = [](const BackendSetting& one, const BackendSetting& other) {
    const bool texts = values::is_text(one.value) && values::is_text(other.value);
    return one.key == other.key && (texts ? one.value.as_string() == other.value.as_string()
                                          : one.value.is_unknown() && other.value.is_unknown());
  };
  return a.directory == b.directory && a.open == b.open &&
         std::ranges::equal(a.settings, b.settings, same_setting);
}

}  // namespace

std::vector<TerraformInit> terraform_inits(File& file) {
  std::vector<TerraformInit> inits;
  for (const Node& node : file.nodes) {
    const Attribute* commands =
        node.type == "bitbucket_step" ? node.attribute("commands") : nullptr;
    if (commands == nullptr) continue;
    bool complete = true;  // of what nobody can follow, nothing is said
    for (const Value& command : members_of(commands->value, complete)) {
      auto init = InitReader(file, command).read();
      if (!init) continue;
      const bool known = std::ranges::any_of(
          inits, [&](const TerraformInit& other) { return same(*init, other); });
      if (!known) inits.push_back(std::move(*init));
    }
  }
  return inits;
}

}  // namespace pipelines
