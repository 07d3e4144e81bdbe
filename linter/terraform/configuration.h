// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostics.h"
#include "expressions/expressions.h"
#include "schema/schema.h"
#include "source/source.h"
#include "syntax/syntax.h"

// What Terraform files say before any value is computed: the static half of the room.
namespace terraform {

// The provider of terraform_data and terraform_remote_state.
inline constexpr std::string_view kBuiltInProvider = "terraform.io/builtin/terraform";

// A validation, precondition or postcondition.
struct Condition {
  const syntax::Block* block = nullptr;
  const syntax::Expression* condition = nullptr;      // null: missing, which is reported
  const syntax::Expression* error_message = nullptr;  // likewise
};

struct Variable {
  std::string_view name;
  const syntax::Block* block = nullptr;
  expressions::TypeConstraint type;  // dynamic if none is given
  bool has_type = false;
  const syntax::Expression* default_value = nullptr;  // null: required
  values::Value converted_default;                    // to `type`; null of dynamic if it is wrong
  bool nullable = true;
  bool sensitive = false;
  bool ephemeral = false;
  std::vector<Condition> validations;
};

struct Local {
  std::string_view name;
  const syntax::Attribute* attribute = nullptr;
};

struct Output {
  std::string_view name;
  const syntax::Block* block = nullptr;
  const syntax::Expression* value = nullptr;
  bool sensitive = false;
  bool ephemeral = false;
  std::vector<Condition> preconditions;
};

// "aws.west": a provider configuration as resources and module calls name it.
struct ProviderReference {
  std::string_view name;   // the local name
  std::string_view alias;  // empty: the default configuration
  friend bool operator==(const ProviderReference&, const ProviderReference&) = default;
};

struct Resource {
  schema::Mode mode = schema::Mode::managed;
  std::string_view type;
  std::string_view name;
  const syntax::Block* block =
      nullptr;  // of the file that declares it; overrides are merged into `body`
  const syntax::Body* body = nullptr;
  const syntax::Expression* count = nullptr;
  const syntax::Expression* for_each = nullptr;
  ProviderReference provider;
  std::string_view provider_source;  // "hashicorp/aws"
  std::vector<const syntax::Traversal*> depends_on;
  std::vector<std::string> ignore_changes;  // attribute paths; "all" for all of them
  std::vector<Condition> conditions;        // pre- and postconditions
};

struct ModuleCall {
  std::string_view name;
  const syntax::Block* block = nullptr;
  const syntax::Body* body = nullptr;
  std::string source;   // as written
  std::string version;  // as written, may be empty
  source::Range source_range;
  const syntax::Expression* count = nullptr;
  const syntax::Expression* for_each = nullptr;
  std::vector<std::pair<ProviderReference, ProviderReference>> providers;  // in the child, here
  std::vector<const syntax::Traversal*> depends_on;
  // Of a local source the directory, relative to the current directory. Empty for others: where
  // they are installed is a root's matter (Configuration::directory_of).
  std::string directory;
  bool vendored = false;  // under .terraform/modules: a finding in it belongs to the call
};

struct ProviderConfiguration {
  ProviderReference reference;
  const syntax::Block* block = nullptr;
};

struct RequiredProvider {
  std::string_view name;  // local name
  std::string source;     // "hashicorp/aws"
  std::string version;    // constraint as written
  std::vector<ProviderReference> configuration_aliases;
};

// One directory's files merged as Terraform merges them. Loaded once however often it is called.
struct Module {
  std::string directory;    // relative to the current directory
  bool known_only = false;  // stands for a module that is not installed: what is known of it
  std::vector<source::FileId> files;
  std::map<std::string_view, Variable> variables;
  std::map<std::string_view, Local> locals;
  std::map<std::string_view, Output> outputs;
  std::map<std::pair<std::string_view, std::string_view>, Resource> resources;  // type, name
  std::map<std::pair<std::string_view, std::string_view>, Resource> data;
  std::map<std::string_view, ModuleCall> calls;
  std::vector<ProviderConfiguration> providers;
  std::vector<RequiredProvider> required_providers;
  std::vector<std::pair<std::string, source::Range>> required_versions;  // of Terraform itself
  const syntax::Block* backend = nullptr;                                // backend or cloud block
  // What declares nothing to refer to; those of checks with their bodies told apart.
  std::vector<const syntax::Block*> checks, imports, moves, removals;
  diagnostics::Diagnostics diagnostics;  // of the files and of their merging
};

enum class DirectoryKind : uint8_t {
  root,      // a backend, cloud or provider block, or var files, or declared in the config
  library,   // neither a root nor called by one
  called,    // judged through those that call it
  pipeline,  // no directory, but a pipeline file, in which there is no Terraform
};

// A root or library and all that it calls.
struct Configuration {
  std::string directory;  // relative to the current directory
  DirectoryKind kind = DirectoryKind::root;
  const Module* root = nullptr;
  // Locked provider versions of .terraform.lock.hcl: source -> version.
  std::map<std::string, std::string, std::less<>> locked_versions;
  // Modules that `terraform init` installed: path of calls ("net.vpc") -> directory, relative to
  // the current directory.
  std::map<std::string, std::string, std::less<>> installed_modules;
  // The var files that Terraform reads by itself: terraform.tfvars(.json), *.auto.tfvars(.json), in
  // its order.
  std::vector<std::string> automatic_var_files;

  // The directory that a call stands for; empty if it is not installed. `path` is that of its
  // module instance without keys, and the call's own name: "net.vpc".
  [[nodiscard]] std::string directory_of(const ModuleCall& call, std::string_view path) const;
};

// Files that were parsed, by path.
using ParsedFiles = std::map<std::string, std::shared_ptr<const syntax::Tree>, std::less<>>;

// Reads, parses and merges. Files are read through `file_system`, kept in `files`, and parsed on up
// to `jobs` threads; every directory once. Its modules outlive all evaluations.
class Loader {
 public:
  Loader(const source::FileSystem& file_system, source::Files& files, unsigned jobs);
  ~Loader();

  // Files of another state of the directories: what stands there unchanged is not parsed again.
  // `files` holds them by the same ids. To be given before anything is loaded.
  void reuse(ParsedFiles parsed);
  // What is parsed so far, for the loader of another state.
  [[nodiscard]] ParsedFiles parsed() const;

  // Every directory of the discovery loaded and classified, in its order; called ones included.
  std::vector<Configuration> load_all(const source::Discovery& discovery,
                                      std::span<const std::string> declared_roots = {});
  // One directory as a root.
  Configuration load(std::string_view directory);
  // Reads files that the user names himself, which may stand where `file_system` shows nothing:
  // `tree` knows them from now on, and nothing else does.
  void read_named(std::span<const std::string> paths, const source::FileSystem& everything);
  // The module of a directory; null if it does not exist.
  const Module* module(std::string_view directory);
  // What is known of a module that is not installed, by its source; null if nothing is.
  const Module* known_module(std::string_view source);
  // What Terragrunt would put beside the files of a directory before Terraform sees them is not
  // there to be read: the file that tells it to, as shown to the user; empty if none does.
  const std::string& terragrunt_of(std::string_view directory);
  // The submodule of git that is not checked out and in which a directory would lie, as shown to
  // the user; empty if there is none.
  std::string missing_submodule(std::string_view directory);
  // Whether a file is the text of such a module, of which nothing is to be reported.
  [[nodiscard]] bool is_known_module(source::FileId file) const;
  // The parsed tree of a file (.tf, .tfvars, their JSON forms), read on first use; null if it
  // cannot be read.
  const syntax::Tree* tree(std::string_view path);
  // A file parsed as a template; null root if it is none, null if it cannot be read.
  const syntax::ExpressionTree* parse_template(std::string_view path);
  // A text that stands in no file parsed as a template, once however often it is asked for.
  const syntax::ExpressionTree& parse_template_text(std::string_view text);
  // An expression that stands in no file, as a -var option gives it; `name` is shown for it.
  const syntax::ExpressionTree& parse_text(const std::string& name, const std::string& text);
  // Files parsed so far, in order, for diagnostics.
  [[nodiscard]] const source::Files& files() const;
  [[nodiscard]] const source::FileSystem& file_system() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace terraform
