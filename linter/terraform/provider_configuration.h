// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "terraform/evaluator.h"

namespace terraform {

// A provider configuration and the module instance it stands in.
struct Configured {
  const ProviderConfiguration* configuration = nullptr;  // null: there is none
  ModuleInstanceId module = kRootModule;
};

// The configuration that a resource instance uses: its module's own, the one that the calls above
// pass, or that of a caller by the same name.
Configured provider_configuration(const Evaluator& evaluator, NodeId node);

// An argument of that configuration; null if it is not given.
Value provider_argument(Evaluator& evaluator, NodeId node, std::string_view name);

}  // namespace terraform
