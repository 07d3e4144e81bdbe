// SPDX-License-Identifier: Apache-2.0
// What roots' backends are given beside their blocks. Exported: configure_backends. Tested in
// tests/run/backend_configs_test.cc.

#include "graph/backend_configs.h"

#include <algorithm>
#include <map>

#include "pipelines/terraform_init.h"
#include "run/stages.h"
#include "terraform/backend.h"
#include "values/inspect.h"

namespace run {

namespace {

using graph::BackendConfig;
using pipelines::TerraformInit;
using values::Value;

class BackendReader {
 public:
  BackendReader(Run& run, const source::FileSystem& repository)
      : run_(run), repository_(repository) {
    for (Pipeline& pipeline : run.pipelines) {
      for (TerraformInit& init : pipelines::terraform_inits(*pipeline.file)) {
        inits_.push_back(std::move(init));
      }
    }
  }

  std::vector<BackendConfig> configs_of(const terraform::Configuration& root, bool complete) {
    configs_.clear();
    for (const TerraformInit& init : inits_) {
      const bool here = init.directory == root.directory;
      const bool says_more = !init.settings.empty() || init.open != nullptr;
      // What is initialised nobody knows where may be this root, if it needs more.
      if (here ? says_more || complete : !init.directory && says_more && !complete) {
        add(here ? config_of(init) : unknown());
      }
    }
    if (configs_.empty() && !complete) add_files(root.directory);
    if (configs_.size() > graph::kMaxBackendConfigs) configs_ = {unknown()};
    return std::move(configs_);
  }

 private:
  static constexpr values::Reason kElsewhere{
      values::ReasonKind::external, "what -backend-config gives", {}};

  BackendConfig unknown() {
    return {"what is not known", Value::object({}, {}, run_.arena), &kElsewhere};
  }

  void add(const BackendConfig& config) {
    const auto same = [&config](const BackendConfig& other) {
      return (config.open == nullptr) == (other.open == nullptr) &&
             values::identical(config.arguments, other.arguments);
    };
    if (std::ranges::none_of(configs_, same)) configs_.push_back(config);
  }

  BackendConfig config_of(const TerraformInit& init) {
    std::map<std::string_view, Value> arguments;
    BackendConfig config{{}, Value(), init.open};
    for (const pipelines::BackendSetting& setting : init.settings) {
      add_name(setting, config.name);
      if (!setting.key.empty()) {
        arguments[setting.key] = of_command_line(setting.value);
        continue;
      }
      const std::string path = source::join_path(*init.directory, setting.value.as_string());
      const Value* file = file_arguments(path);
      if (file == nullptr) {
        config.open = missing(path);
        continue;
      }
      for (size_t i = 0; i < file->keys().size(); ++i) {
        arguments[file->keys()[i]] = file->elements()[i];
      }
    }
    std::vector<std::string_view> names;
    std::vector<Value> members;
    for (const auto& [name, value] : arguments) {
      names.push_back(run_.arena.copy(name));
      members.push_back(value);
    }
    config.arguments = Value::object(names, members, run_.arena);
    if (config.name.empty()) config.name = "its block alone";
    return config;
  }

  static void add_name(const pipelines::BackendSetting& setting, std::string& name) {
    if (!name.empty()) name += ", ";
    if (!setting.key.empty()) name += setting.key + "=";
    name += values::is_text(setting.value) ? setting.value.as_string() : "...";
  }

  // Terraform converts what an argument takes; a word for truth is no bucket's name.
  static Value of_command_line(const Value& value) {
    if (!values::is_text(value)) return value;
    if (value.as_string() == "true") return Value::boolean(true);
    return value.as_string() == "false" ? Value::boolean(false) : value;
  }

  const values::Reason* missing(const std::string& path) {
    return run_.arena.make<values::Reason>(
        values::ReasonKind::file, run_.arena.copy(std::string_view(path)), source::Range());
  }

  // Null if there is no such file in the repository, or it is none of Terraform.
  const Value* file_arguments(const std::string& path) {
    const auto [entry, fresh] = files_.try_emplace(path);
    std::optional<Value>& value = entry->second;
    if (!fresh) return value ? &*value : nullptr;
    auto text = repository_.read(path);
    if (!text.ok()) return nullptr;
    const source::FileId id = run_.files.add(path, std::move(text.value()));
    const syntax::Tree& tree = run_.backend_files.emplace_back(syntax::parse(id, run_.files));
    if (tree.diagnostics.empty()) {
      value = terraform::backend_file_arguments(*tree.body, run_.arena);
    }
    return value ? &*value : nullptr;
  }

  void add_files(const std::string& directory) {
    const auto entries = repository_.list(directory);
    if (!entries.ok()) return;
    for (const source::Entry& entry : entries.value()) {
      const std::string path = source::join_path(directory, entry.name);
      if (entry.kind == source::EntryKind::file) add_file(path);
      if (entry.kind != source::EntryKind::directory || entry.name.starts_with('.')) continue;
      const auto below = repository_.list(path);
      if (!below.ok()) continue;
      for (const source::Entry& inner : below.value()) {
        if (inner.kind == source::EntryKind::file) add_file(source::join_path(path, inner.name));
      }
    }
  }

  void add_file(const std::string& path) {
    if (!path.ends_with(".tfbackend")) return;
    if (const Value* file = file_arguments(path)) add({path, *file, nullptr});
  }

  Run& run_;
  const source::FileSystem& repository_;
  std::vector<TerraformInit> inits_;
  std::map<std::string, std::optional<Value>> files_;
  std::vector<BackendConfig> configs_;
};

}  // namespace

void configure_backends(Run& run, std::span<const Environment> environments,
                        const source::FileSystem& repository) {
  std::optional<BackendReader> reader;
  for (const Environment& environment : environments) {
    const terraform::Configuration& root = *environment.configuration;
    if (root.root == nullptr || root.root->backend == nullptr) continue;
    if (root.root->backend->type == "cloud") continue;
    if (!reader) reader.emplace(run, repository);
    const terraform::Evaluation& evaluation = *environment.evaluation;
    const bool complete =
        graph::is_complete_backend(terraform::backend_type(*root.root->backend),
                                   evaluation.backend_arguments(), evaluation.schemas());
    graph::set_backend_configs(*environment.graph, reader->configs_of(root, complete));
  }
}

}  // namespace run
