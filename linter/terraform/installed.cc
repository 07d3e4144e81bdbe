// SPDX-License-Identifier: Apache-2.0
// Reads what `terraform init` leaves behind: the manifest of installed modules and the lock file
// of providers. Both are machine-written: what does not look as it should is passed over. Exports
// read_installed_modules and read_locked_versions. Tested in tests/terraform/load_test.cc.
#include "terraform/installed.h"

#include "terraform/body_reader.h"
#include "values/values.h"

namespace terraform {

namespace {

std::string_view text_member(const values::Value& object, std::string_view key) {
  if (object.kind() != values::Kind::object || !object.is_known()) return {};
  const values::Value* member = object.find(key);
  if (!member || !member->is_known() || member->kind() != values::Kind::string) return {};
  return member->as_string();
}

}  // namespace

TextMap read_installed_modules(const source::FileSystem& files, std::string_view root) {
  TextMap installed;
  const auto text = files.read(source::join_path(root, ".terraform/modules/modules.json"));
  if (!text.ok()) return installed;
  source::Arena arena;
  const auto manifest = values::from_json(text.value(), arena);
  if (!manifest.ok() || manifest.value().kind() != values::Kind::object) return installed;
  const values::Value* modules = manifest.value().find("Modules");
  if (!modules || modules->kind() != values::Kind::tuple) return installed;
  for (const values::Value& module : modules->elements()) {
    const std::string_view key = text_member(module, "Key");
    const std::string_view directory = text_member(module, "Dir");
    if (key.empty() || directory.empty()) continue;
    installed.emplace(key, source::join_path(root, directory));
  }
  return installed;
}

TextMap read_locked_versions(const syntax::Body& lock_file) {
  constexpr std::string_view kPublicRegistry = "registry.terraform.io/";
  TextMap versions;
  for (const syntax::Block& block : lock_file.blocks) {
    if (block.type != "provider" || block.labels.size() != 1) continue;
    std::string_view source = block.labels[0].text;
    if (source.starts_with(kPublicRegistry)) source.remove_prefix(kPublicRegistry.size());
    const syntax::Expression* version = find_expression(*block.body, "version");
    if (version && version->kind == syntax::ExpressionKind::literal) {
      versions.emplace(source, version->as<syntax::Literal>().text);
    }
  }
  return versions;
}

}  // namespace terraform
