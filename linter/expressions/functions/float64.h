// SPDX-License-Identifier: Apache-2.0
#pragma once

// log and pow to the last bit as Terraform (Go on amd64) computes them: the C library's may differ
// in it, and the digits are shown.
namespace expressions::float64 {

// The natural logarithm.
double log(double x);
// x to the power of y.
double pow(double x, double y);

}  // namespace expressions::float64
