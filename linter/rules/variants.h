// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "source/source.h"
#include "syntax/syntax.h"

// Examples written otherwise. What a rule says of a configuration must not hang on how it is
// written, so the verdicts on each variant must be those on the example.
namespace rules {

// An example as files: main.tf, in which everything stands at the offsets of the rule file, and
// those that it names. Paths are relative to its directory.
struct ExampleText {
  const syntax::Body* body = nullptr;  // of the example's block
  std::string main;
  std::vector<std::pair<std::string, std::string>> others;
  std::string pipeline;            // its pipeline file, at the same offsets; empty: none
  std::vector<source::Range> raw;  // in the rule file: texts that are no HCL
};

struct Variant {
  std::string_view name;  // "in a child module"
  source::MemoryFileSystem files;
  std::string root;    // the directory that is judged
  std::string prefix;  // what addresses begin with that began with nothing: "module.example."
  std::string key;     // what the repeated resources have behind their address: "[0]"
  std::vector<std::string> repeated;      // their addresses in the example
  std::vector<std::string> own = {};      // what it added itself: "module.example", "module.moved"
  std::vector<std::string> further = {};  // directories of the files that the example names
  std::string pipeline = {};  // path of the pipeline file that is judged; empty: Terraform is
  std::string wrapped = {};   // what stands in addresses from here to the next quotation mark, too
};

// A way of handing constants to where they are used.
struct Moving {
  std::string_view name;  // "with constants in locals"
  std::string (*reference)(size_t number);
  // Declares what the references name, in main.tf or in files of its own.
  std::string (*declare)(std::span<const std::string_view> values, ExampleText& example);
  std::vector<std::string_view> own = {};  // addresses of what it declares
  bool texts_only = false;                 // it holds texts, no other values
};

// The example as it is, and all variants that it allows. Files are those of `rule_file`.
Variant as_it_is(const ExampleText& example);
std::vector<Variant> variants_of(const ExampleText& example, const source::File& rule_file);
// The example with its steps written otherwise; empty if it has no pipeline.
std::vector<Variant> pipeline_variants_of(const ExampleText& example);

// Where an example's pipeline file is.
inline constexpr std::string_view kExamplePipeline = "example/bitbucket-pipelines.yml";

// The example with its constants moved; nothing if it has none.
std::optional<Variant> moved(const ExampleText& example, const source::File& rule_file,
                             const Moving& moving);

// A variant's address as the example has it.
std::string original_address(const Variant& variant, std::string_view address);
// A text of a variant in which addresses stand, as the example has them.
std::string original_text(const Variant& variant, std::string text);

}  // namespace rules
