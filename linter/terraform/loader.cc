// SPDX-License-Identifier: Apache-2.0
// Reads and parses directories, each once, and makes modules and configurations of them: the
// static half of the room. Exports Loader. Tested in tests/terraform/load_test.cc.
#include <algorithm>
#include <deque>
#include <optional>
#include <set>

#include "syntax/packed.h"
#include "terraform/classify.h"
#include "terraform/configuration.h"
#include "terraform/installed.h"
#include "terraform/known_modules.h"
#include "terraform/module.h"
#include "terraform/submodules.h"
#include "terraform/terragrunt.h"

namespace terraform {

namespace {

bool is_automatic(std::string_view name) {
  return name.ends_with(".auto.tfvars") || name.ends_with(".auto.tfvars.json");
}

// In the order in which Terraform reads them.
std::vector<std::string> automatic_var_files(const source::TerraformDirectory& directory) {
  std::vector<std::string> paths;
  for (const std::string_view name : {"terraform.tfvars", "terraform.tfvars.json"}) {
    if (std::ranges::find(directory.inputs, name) != directory.inputs.end()) {
      paths.push_back(source::join_path(directory.path, name));
    }
  }
  for (const std::string& name : directory.inputs) {
    if (is_automatic(name)) paths.push_back(source::join_path(directory.path, name));
  }
  return paths;
}

}  // namespace

std::string Configuration::directory_of(const ModuleCall& call, std::string_view path) const {
  if (!call.directory.empty()) return call.directory;
  const auto installed = installed_modules.find(path);
  return installed == installed_modules.end() ? std::string() : installed->second;
}

struct Loader::State {
  const source::FileSystem& file_system;
  source::Files& files;
  unsigned jobs;
  source::Arena arena;  // merged bodies, converted defaults
  values::OriginTable origins;
  ParsedFiles trees;
  ParsedFiles of_other_state;
  std::map<std::string, std::string, std::less<>> unreadable;            // path -> why
  std::map<std::string, std::unique_ptr<Module>, std::less<>> modules;   // null: no such directory
  std::map<std::string, syntax::ExpressionTree, std::less<>> templates;  // by path
  std::map<std::string, syntax::ExpressionTree, std::less<>> template_texts;    // by text
  std::map<std::pair<std::string, std::string>, syntax::ExpressionTree> texts;  // by name and text
  std::deque<syntax::ExpressionTree> json_types;
  std::map<std::string, Module, std::less<>> known_modules;  // by their address in the registry
  std::string repository = ".";
  std::optional<std::vector<std::string>> submodules;  // canonical
  std::optional<Terragrunt> terragrunt;

  void parse(std::span<const std::string> paths) { parse(paths, file_system); }
  void parse(std::span<const std::string> paths, const source::FileSystem& from);
  bool is_unchanged(const std::string& path, std::string_view text) const;
  std::unique_ptr<Module> read(const source::TerraformDirectory& directory);
  void merge(const ModuleFiles& module_files, Module& module);
  const Module* add(const source::TerraformDirectory& directory);
  Configuration configure(const source::TerraformDirectory& directory, const Module& module);
};

bool Loader::State::is_unchanged(const std::string& path, std::string_view text) const {
  const auto other = of_other_state.find(path);
  return other != of_other_state.end() && files[other->second->file].text() == text;
}

// Parses those of the paths that are not yet parsed, together.
void Loader::State::parse(std::span<const std::string> paths, const source::FileSystem& from) {
  std::vector<std::string> new_paths;
  std::vector<source::FileId> ids;
  for (const std::string& path : paths) {
    if (trees.contains(path) || unreadable.contains(path)) continue;
    auto text = from.read(path);
    if (!text.ok()) {
      unreadable.emplace(path, text.error());
      continue;
    }
    if (is_unchanged(path, text.value())) {
      trees.emplace(path, of_other_state[path]);
      continue;
    }
    new_paths.push_back(path);
    ids.push_back(files.add(path, std::move(text.value())));
  }
  std::vector<syntax::Tree> parsed = syntax::parse_all(ids, files, jobs);
  for (size_t i = 0; i < parsed.size(); ++i) {
    trees.emplace(new_paths[i], std::make_shared<const syntax::Tree>(std::move(parsed[i])));
  }
}

std::unique_ptr<Module> Loader::State::read(const source::TerraformDirectory& directory) {
  auto module = std::make_unique<Module>();
  module->directory = directory.path;
  std::vector<std::string> paths;
  for (const std::string& name : directory.files) {
    paths.push_back(source::join_path(directory.path, name));
  }
  parse(paths);

  ModuleFiles module_files;
  for (const std::string& path : paths) {
    const auto tree = trees.find(path);
    if (tree == trees.end()) {
      module->diagnostics.error(diagnostics::kUnreadable, {}, unreadable[path]);
      continue;
    }
    module->files.push_back(tree->second->file);
    module->diagnostics.append(tree->second->diagnostics);
    auto& group =
        is_override_file(source::base_name(path)) ? module_files.overrides : module_files.primary;
    group.push_back(tree->second.get());
  }
  merge(module_files, *module);
  return module;
}

void Loader::State::merge(const ModuleFiles& module_files, Module& module) {
  expressions::Context context{
      .arena = arena, .origins = origins, .diagnostics = module.diagnostics};
  ReadContext read_context{context, files, json_types};
  read_module(module_files, module, read_context);
}

const Module* Loader::State::add(const source::TerraformDirectory& directory) {
  const auto known = modules.find(directory.path);
  if (known != modules.end()) return known->second.get();
  return modules.emplace(directory.path, read(directory)).first->second.get();
}

Configuration Loader::State::configure(const source::TerraformDirectory& directory,
                                       const Module& module) {
  Configuration configuration;
  configuration.directory = directory.path;
  configuration.root = &module;
  configuration.automatic_var_files = automatic_var_files(directory);
  configuration.installed_modules = read_installed_modules(file_system, directory.path);
  const std::string lock_file = source::join_path(directory.path, ".terraform.lock.hcl");
  if (file_system.kind(lock_file) == source::EntryKind::file) {
    parse({&lock_file, 1});
    const auto tree = trees.find(lock_file);
    if (tree != trees.end()) {
      configuration.locked_versions = read_locked_versions(*tree->second->body);
    }
  }
  return configuration;
}

Loader::Loader(const source::FileSystem& file_system, source::Files& files, unsigned jobs)
    : state_(new State{
          file_system, files, jobs, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, ".", {}, {}}) {}
Loader::~Loader() = default;

void Loader::reuse(ParsedFiles parsed) { state_->of_other_state = std::move(parsed); }
ParsedFiles Loader::parsed() const { return state_->trees; }

std::vector<Configuration> Loader::load_all(const source::Discovery& discovery,
                                            std::span<const std::string> declared_roots) {
  state_->repository = discovery.repository;
  std::vector<std::string> paths;
  for (const source::TerraformDirectory& directory : discovery.directories) {
    for (const std::string& name : directory.files) {
      paths.push_back(source::join_path(directory.path, name));
    }
  }
  state_->parse(paths);

  std::set<std::string, std::less<>> called;
  for (const source::TerraformDirectory& directory : discovery.directories) {
    for (const auto& [name, call] : state_->add(directory)->calls) {
      if (call.directory != directory.path) called.insert(call.directory);
    }
  }
  std::vector<Configuration> configurations;
  for (const source::TerraformDirectory& directory : discovery.directories) {
    if (directory.files.empty()) continue;
    const Module& module = *state_->add(directory);
    const bool declared = std::ranges::find(declared_roots, directory.path) != declared_roots.end();
    configurations.push_back(state_->configure(directory, module));
    const bool is_called = called.contains(directory.path);
    configurations.back().kind =
        directory.lends_all && !declared
            ? DirectoryKind::called
            : classify(module, !directory.inputs.empty(), declared, is_called);
  }
  return configurations;
}

Configuration Loader::load(std::string_view directory) {
  const auto listed =
      source::terraform_directory(state_->file_system, source::join_path(".", directory));
  if (!listed.ok()) {
    Configuration missing;
    missing.directory = source::join_path(".", directory);
    return missing;
  }
  return state_->configure(listed.value(), *state_->add(listed.value()));
}

void Loader::read_named(std::span<const std::string> paths, const source::FileSystem& everything) {
  state_->parse(paths, everything);
}

const Module* Loader::module(std::string_view directory) {
  const auto known = state_->modules.find(directory);
  if (known != state_->modules.end()) return known->second.get();
  const auto listed = source::terraform_directory(state_->file_system, directory);
  if (listed.ok()) return state_->add(listed.value());
  state_->modules.emplace(directory, nullptr);
  return nullptr;
}

const Module* Loader::known_module(std::string_view source) {
  const std::string address = registry_address(source);
  const auto known = state_->known_modules.find(address);
  if (known != state_->known_modules.end()) return &known->second;
  const std::optional<KnownText> text = known_module_text(address);
  if (!text) return nullptr;
  const source::FileId file = state_->files.add("<" + address + ">", std::string(text->text));
  auto tree = std::make_shared<syntax::Tree>();
  tree->file = file;
  tree->body = &syntax::unpack(text->tree, state_->files[file].text(), file, 0, tree->arena);
  state_->trees.emplace(state_->files[file].path(), tree);
  Module& module = state_->known_modules[address];
  module.directory = address;
  module.known_only = true;
  module.files = {file};
  state_->merge({.primary = {tree.get()}, .overrides = {}}, module);
  return &module;
}

const std::string& Loader::terragrunt_of(std::string_view directory) {
  if (!state_->terragrunt) {
    const source::Discovery all = source::discover(state_->file_system, {&state_->repository, 1});
    state_->terragrunt.emplace(state_->file_system);
    for (const std::string& path : all.hcl_files) {
      if (const syntax::Tree* file = tree(path)) state_->terragrunt->add(path, *file, files());
    }
    state_->terragrunt->finish(all.directories);
  }
  return state_->terragrunt->completing(state_->file_system.canonical(directory));
}

std::string Loader::missing_submodule(std::string_view directory) {
  const source::FileSystem& from = state_->file_system;
  if (!state_->submodules) state_->submodules = read_submodules(from, state_->repository);
  const std::string place = from.canonical(directory);
  for (const std::string& submodule : *state_->submodules) {
    if (!source::is_inside(submodule, place)) continue;
    const auto entries = from.list(submodule);
    if (entries.ok() && !entries.value().empty()) continue;
    return source::relative_path(from.canonical("."), submodule);
  }
  return {};
}

bool Loader::is_known_module(source::FileId file) const {
  return std::ranges::any_of(state_->known_modules, [file](const auto& known) {
    return known.second.files.front() == file;
  });
}

const syntax::Tree* Loader::tree(std::string_view path) {
  const std::string key(path);
  state_->parse({&key, 1});
  const auto tree = state_->trees.find(path);
  return tree == state_->trees.end() ? nullptr : tree->second.get();
}

const syntax::ExpressionTree* Loader::parse_template(std::string_view path) {
  const auto known = state_->templates.find(path);
  if (known != state_->templates.end()) return &known->second;
  auto text = state_->file_system.read(path);
  if (!text.ok()) return nullptr;
  const source::FileId file = state_->files.add(std::string(path), std::move(text.value()));
  auto tree = syntax::parse_template(file, state_->files);
  return &state_->templates.emplace(path, std::move(tree)).first->second;
}

const syntax::ExpressionTree& Loader::parse_template_text(std::string_view text) {
  const auto known = state_->template_texts.find(text);
  if (known != state_->template_texts.end()) return known->second;
  const source::FileId file = state_->files.add("<template>", std::string(text));
  auto tree = syntax::parse_template(file, state_->files);
  return state_->template_texts.emplace(text, std::move(tree)).first->second;
}

const syntax::ExpressionTree& Loader::parse_text(const std::string& name, const std::string& text) {
  const auto known = state_->texts.find({name, text});
  if (known != state_->texts.end()) return known->second;
  const source::FileId file = state_->files.add(name, text);
  auto tree = syntax::parse_expression(file, state_->files);
  return state_->texts.emplace(std::pair(name, text), std::move(tree)).first->second;
}

const source::Files& Loader::files() const { return state_->files; }
const source::FileSystem& Loader::file_system() const { return state_->file_system; }

}  // namespace terraform
