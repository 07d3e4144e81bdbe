// SPDX-License-Identifier: Apache-2.0
// Terragrunt runs Terraform in a copy of a directory, beside files that it generates (`generate`)
// or copies from elsewhere (`source` of `terraform`, hooks). Nothing of its language is evaluated:
// of a source that is not written out, what comes after its last interpolation is enough to find
// the directory. Exports Terragrunt. Tested in tests/terraform/module_places_test.cc.
#include "terraform/terragrunt.h"

#include <algorithm>

#include "terraform/body_reader.h"

namespace terraform {

namespace {

using syntax::Block;
using syntax::Expression;

// What generated text may add to a module that is referred to by name.
constexpr std::string_view kDeclaring[] = {"variable", "locals", "data", "resource", "module"};

// Whether a `generate` block puts something there that may be referred to: its text says so, or is
// read or made elsewhere.
bool declares(const syntax::Body& generate, const source::Files& texts) {
  const Expression* contents = find_expression(generate, "contents");
  if (!contents) return false;
  const bool written = contents->kind == syntax::ExpressionKind::literal ||
                       contents->kind == syntax::ExpressionKind::template_;
  const std::string_view text = texts.text(contents->range);
  return !written || std::ranges::any_of(kDeclaring, [text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

// The directory in a source: the last text in it, without what revision of it; empty if there is
// none.
std::string_view path_of(std::string_view source) {
  const size_t end = source.rfind('"');
  if (end == std::string_view::npos || end == 0) return {};
  source = source.substr(0, end);
  source.remove_prefix(source.rfind('"') + 1);
  return source.substr(0, source.find('?'));
}

bool is_unit(std::string_view path) { return source::base_name(path) == "terragrunt.hcl"; }

bool is_local(std::string_view path) {
  return path.starts_with("./") || path.starts_with("../") || path.starts_with('/') ||
         path == "." || path == "..";
}

// The end of a path that is only known by its end: "/modules/app".
std::string tail_of(std::string_view path) {
  if (const size_t end = path.rfind('}'); end != std::string_view::npos) {
    path.remove_prefix(end + 1);
  } else if (const size_t root = path.rfind("//"); root != std::string_view::npos) {
    path.remove_prefix(root);
  }
  std::string tail = source::join_path("/", path);
  return tail == "/" ? std::string() : tail;
}

}  // namespace

void Terragrunt::add(const std::string& path, const syntax::Tree& file,
                     const source::Files& texts) {
  File added{.path = path, .directory = source::parent_path(files_.canonical(path)), .source = {}};
  for (const Block& block : file.body->blocks) {
    if (block.type == "generate") added.declares |= declares(*block.body, texts);
    if (block.type == "include") added.includes = true;
    if (block.type != "terraform") continue;
    if (const Expression* source = find_expression(*block.body, "source")) {
      added.has_source = true;
      added.source = texts.text(source->range);
    }
    // Hooks copy files, too.
    added.declares |= std::ranges::any_of(
        block.body->blocks, [](const Block& nested) { return nested.type == "before_hook"; });
  }
  added.declares |= std::ranges::any_of(
      file.body->attributes, [](const auto& attribute) { return attribute.name == "generate"; });
  all_.push_back(std::move(added));
}

// Its own files, or those of a file above it or of one that stands apart to be included.
bool Terragrunt::may_declare(const File& file) const {
  if (file.declares || (file.includes && declares_apart_)) return true;
  if (!file.includes) return false;
  for (std::string above = file.directory;; above = source::parent_path(above)) {
    if (declaring_.contains(above)) return true;
    if (above == source::parent_path(above)) return false;
  }
}

void Terragrunt::finish(std::span<const source::TerraformDirectory> directories) {
  std::set<std::string> places;
  for (const source::TerraformDirectory& directory : directories) {
    places.insert(files_.canonical(directory.path));
  }
  for (const File& file : all_) {
    if (!file.declares) continue;
    declares_apart_ |= !is_unit(file.path);
    declaring_.insert(file.directory);
  }
  std::map<std::string, std::string, std::less<>> tails;  // -> by which file
  for (const File& file : all_) {
    const bool declared = may_declare(file);
    const std::string_view path = path_of(file.source);
    const bool is_written = is_local(path) && path.find("${") == std::string_view::npos &&
                            file.source.starts_with('"' + std::string(path));
    const std::string target = is_written ? source::join_path(file.directory, path) : "";
    const bool has_source = file.has_source && target != file.directory;
    if (is_unit(file.path) && (declared || has_source)) {
      completed_.emplace(file.directory, file.path);
    }
    // What stands beside it is put into the copy of its source.
    const bool has_files = is_unit(file.path) && places.contains(file.directory);
    if (!has_source || !(declared || has_files)) continue;
    if (is_written) {
      completed_.emplace(target, file.path);
    } else {
      tails.emplace(tail_of(path), file.path);
    }
  }
  for (const std::string& place : places) {
    for (size_t slash = 0; slash != std::string::npos; slash = place.find('/', slash + 1)) {
      const auto found = tails.find(std::string_view(place).substr(slash));
      if (found != tails.end()) completed_.emplace(place, found->second);
    }
    // Of a source of which nothing is told, any may be meant.
    if (const auto any = tails.find(""); any != tails.end()) {
      completed_.emplace(place, any->second);
    }
  }
}

const std::string& Terragrunt::completing(std::string_view directory) const {
  static const std::string nothing;
  const auto found = completed_.find(directory);
  return found == completed_.end() ? nothing : found->second;
}

}  // namespace terraform
