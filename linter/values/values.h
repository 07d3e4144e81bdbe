// SPDX-License-Identifier: Apache-2.0
#pragma once

// Terraform's types and values (go-cty's), and what Plumbline knows of unknown ones beyond
// Terraform. Everything here is immutable data in arenas; nothing is evaluated.
#include "values/convert.h"
#include "values/json.h"
#include "values/number.h"
#include "values/origins.h"
#include "values/strings.h"
#include "values/type.h"
#include "values/unknown.h"
#include "values/value.h"
