// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "source/source.h"
#include "terraform/terraform.h"

namespace terraform {

// Appends the evaluation as one JSON document, as `terraform show -json` has a plan: resources
// with `values` (what is unknown left out, null in lists) and `unknown` (true where it is), root
// outputs, and what Terraform would reject. Sensitive values are written out, as Terraform does.
void write_eval_json(const Evaluation& evaluation, const source::Files& files, std::string& out);

}  // namespace terraform
