// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "terraform/evaluator.h"
#include "terraform/resource_shape.h"

// What Terraform 1.11 rejects of references before it evaluates the expression that they stand in,
// so that neither try() nor a branch that is not taken hides it: what is not declared, is not there
// in such a place, or is no attribute of its type. (Learnt from `terraform validate` and `plan`.)
namespace terraform {

// Where a reference stands, before anything is known of instances.
struct Site {
  const Module* module = nullptr;
  std::string address = {};         // of the module, without keys; empty: the root
  Repeats repeats = Repeats::once;  // of the block around it
  bool may_be_none = false;         // that block may have no instance: count and each are not asked
  const Resource* around = nullptr;      // in whose body, count or for_each it stands
  const Resource* self = nullptr;        // what `self` is there; null: nothing
  std::string_view condition = {};       // "precondition": of `around`
  const syntax::Block* check = nullptr;  // a check block, which may hold a data source of its own
};

Site site_of(const Evaluator& evaluator, const Place& place);

// Whether an instance of the resource surely exists.
bool is_planned(const Evaluator& evaluator, const Resource& resource);

// Reports what is wrong with a reference, once. What it is; empty: nothing.
std::string_view check_reference(Evaluator& evaluator, const Site& site,
                                 const syntax::Traversal& reference);
// The same of all references in an expression.
void check_references(Evaluator& evaluator, const Site& site, const syntax::Expression& expression);

// The modules of the configuration, each once, the root first; also those of which there is no
// instance.
std::vector<Site> module_sites(Evaluator& evaluator);
// All references of all modules, but for those in the content of dynamic blocks, which may generate
// nothing (module_references.cc).
void check_references(Evaluator& evaluator, std::span<const Site> modules);
// Those in the content of a dynamic block that generates something; `iterators` are the names of
// its own and of those around it.
void check_content(Evaluator& evaluator, const Site& site,
                   std::span<const std::string_view> iterators, const syntax::Body& content,
                   const Shape& shape);

}  // namespace terraform
