// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "terraform/configuration.h"

// What resources, data sources, outputs and module calls share.
namespace terraform {

// Whether a name in a resource's or data source's body is Terraform's own and not the provider's.
bool is_meta_argument(std::string_view name);
bool is_meta_block(std::string_view type);

// "aws" or "aws.west"; JSON writes it as a string.
std::optional<ProviderReference> read_provider_reference(const syntax::Expression& expression,
                                                         expressions::Context& context);
std::vector<const syntax::Traversal*> read_depends_on(const syntax::Body& body,
                                                      expressions::Context& context);
// The block of a type of which `owner` ("resource") may have one, the first; null if there is none.
// Others are reported.
const syntax::Block* read_only_block(const syntax::Body& body, std::string_view type,
                                     std::string_view owner, expressions::Context& context);
// Reports count beside for_each.
void check_repetition(const syntax::Body& body, expressions::Context& context);
// One block as a condition; one that refers to nothing is reported.
Condition read_condition(const syntax::Block& block, expressions::Context& context);
// The blocks of these types as conditions: validation, precondition, postcondition.
std::vector<Condition> read_conditions(const syntax::Body& body, expressions::Context& context);
// Reports a name that is no identifier, as "Invalid variable name" and the like.
bool check_name(std::string_view kind, const syntax::Label& label, expressions::Context& context);

}  // namespace terraform
