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
  if (file.declares) return true;
  return file.includes && std::ranges::any_of(all_, [&file](const File& other) {
           const bool apart = source::base_name(other.path) != "terragrunt.hcl";
           return other.declares && (apart || source::is_inside(other.directory, file.directory));
         });
}

void Terragrunt::finish(std::span<const source::TerraformDirectory> directories) {
  std::vector<std::string> places;
  for (const source::TerraformDirectory& directory : directories) {
    places.push_back(files_.canonical(directory.path));
  }
  for (const File& file : all_) {
    const bool is_unit = source::base_name(file.path) == "terragrunt.hcl";
    const bool has_files = std::ranges::find(places, file.directory) != places.end();
    const bool declared = may_declare(file);
    const std::string_view path = path_of(file.source);
    const bool is_written = is_local(path) && path.find("${") == std::string_view::npos &&
                            file.source.starts_with('"' + std::string(path));
    const std::string target = is_written ? source::join_path(file.directory, path) : "";
    const bool has_source = file.has_source && target != file.directory;
    if (is_unit && (declared || has_source)) completed_.emplace(file.directory, file.path);
    // What stands beside it is put into the copy of its source.
    if (!has_source || (!declared && !(is_unit && has_files))) continue;
    if (is_written) {
      completed_.emplace(target, file.path);
      continue;
    }
    const std::string tail = tail_of(path);
    for (const std::string& place : places) {
      if (place.ends_with(tail)) completed_.emplace(place, file.path);
    }
  }
}

const std::string& Terragrunt::completing(std::string_view directory) const {
  static const std::string nothing;
  const auto found = completed_.find(directory);
  return found == completed_.end() ? nothing : found->second;
}

}  // namespace terraform
