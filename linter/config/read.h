// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/config.h"

// Decoding of bodies that hold constants, shared by the config, profiles and rules.
namespace config {

// The config that a body says; what is wrong in it is a diagnostic, the rest is kept.
Config read_config(const syntax::Body& body, values::Arena& arena,
                   diagnostics::Diagnostics& diagnostics);

// Appends what was said about the user's Terraform alike, as problems of the config or of a rule.
void append_as(std::string_view id, const diagnostics::Diagnostics& problems,
               diagnostics::Diagnostics& diagnostics);

// Reads one body's attributes by name and reports those nobody asked for. All values are copied.
class BodyReader {
 public:
  BodyReader(const syntax::Body& body, std::string_view id, values::Arena& arena,
             diagnostics::Diagnostics& diagnostics);

  // The expression of an attribute, evaluated by somebody else; null if it is absent.
  const syntax::Expression* expression(std::string_view name);
  // Constants; the fallback where the attribute is absent or of another type (a diagnostic).
  std::string text(std::string_view name, std::string fallback = {});
  std::vector<std::string> texts(std::string_view name);
  std::optional<bool> boolean(std::string_view name);
  // A whole number from 1 on.
  std::optional<uint32_t> count(std::string_view name);
  std::optional<Severity> severity(std::string_view name);
  // A constant object's members in order of their names; empty if it is absent.
  std::vector<std::pair<std::string, values::Value>> members(std::string_view name);
  // Any constant; null of dynamic type if it is absent.
  values::Value constant(std::string_view name);
  [[nodiscard]] source::Range range(std::string_view name) const;
  // Marks a kind of block as known.
  std::vector<const syntax::Block*> blocks(std::string_view type);
  // A diagnostic for every attribute and block that was not asked for, with the nearest name.
  void finish();

 private:
  const syntax::Attribute* find(std::string_view name) const;
  values::Value converted(std::string_view name, values::Type type);

  const syntax::Body& body_;
  std::string_view id_;
  values::Arena& arena_;
  diagnostics::Diagnostics& diagnostics_;
  std::vector<std::string_view> attributes_;
  std::vector<std::string_view> blocks_;
};

}  // namespace config
