// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "terraform/evaluator.h"

namespace terraform {

// The configuration that a resource instance uses: its module's own, the one that the calls above
// pass, or that of a caller by the same name.
UsedProvider provider_configuration(const Evaluator& evaluator, NodeId node);

// An argument of that configuration; null if it is not given.
Value provider_argument(Evaluator& evaluator, NodeId node, std::string_view name);

// All arguments of a configuration as an object, alias and version left out; blocks that the
// schema lists and the configuration leaves out are empty lists.
Value provider_arguments(Evaluator& evaluator, ModuleInstanceId module,
                         const ProviderConfiguration& configuration);

// Reports what the root gives to resources and module calls but does not declare: configurations
// of providers with an alias. Not where a repository is checked, as what declares them may be
// generated.
void check_provider_configurations(Evaluator& evaluator);

}  // namespace terraform
