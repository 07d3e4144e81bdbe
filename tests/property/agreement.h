// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "property/answers.h"
#include "property/grow.h"

// Where the two do not agree.
namespace property {

struct Disagreement {
  Expression expression;
  Answer plumbline;
  Answer terraform;
};

// Those of the expressions that the two answer differently.
std::vector<Disagreement> disagreements(std::span<const Expression> expressions,
                                        PlumblineAnswers& plumbline,
                                        const TerraformAnswers& terraform);

// Each made smaller, part by part, while the two still disagree in the same way.
void shrink(std::vector<Disagreement>& found, PlumblineAnswers& plumbline,
            const TerraformAnswers& terraform);

}  // namespace property
