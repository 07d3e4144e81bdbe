// SPDX-License-Identifier: Apache-2.0
// Logarithm and power with Go's roundings: the same series, in the same order of operations.
// log is fdlibm's method (Sun Microsystems 1993); exp reduces by a power of two, then sums
// Taylor's series of a sixteenth and squares four times; pow multiplies whole powers by squaring.
// Exported: float64.h. Tested by tests/expressions/functions/numeric.txt.
#include "expressions/functions/float64.h"

#include <cmath>
#include <cstdint>
#include <iterator>
#include <limits>

namespace expressions::float64 {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

double exp(double x) {
  constexpr double kOverflow = 7.09782712893384e+02;
  constexpr double kLog2E = 1.4426950408889634073599246810018920;
  constexpr double kLn2Upper = 0.69314718055966295651160180568695068359375;
  constexpr double kLn2Lower = 0.28235290563031577122588448175013436025525412068e-12;
  // 1/n! from 1/9! down to 1/2!, then 1.
  constexpr double kSeries[] = {2.4801587301587301587e-5,
                                1.9841269841269841270e-4,
                                1.3888888888888888889e-3,
                                8.3333333333333333333e-3,
                                4.1666666666666666667e-2,
                                1.6666666666666666667e-1,
                                0.5,
                                1.0};
  if (std::isnan(x) || x == kInfinity) return x;
  if (x == -kInfinity) return 0;
  if (x > kOverflow) return kInfinity;
  const double exponent = std::nearbyint(kLog2E * x);
  double rest = std::fma(-exponent, kLn2Upper, x);
  rest = std::fma(-exponent, kLn2Lower, rest);
  rest *= 0.0625;
  double sum = kSeries[0];
  for (size_t i = 1; i < std::size(kSeries); ++i) sum = std::fma(sum, rest, kSeries[i]);
  // sum is now exp(rest) - 1 over rest; (1 + y)^2 - 1 = y * (y + 2).
  double grown = rest * sum;
  for (int i = 0; i < 3; ++i) grown *= grown + 2.0;
  const double result = std::fma(grown + 2.0, grown, 1.0);
  return std::ldexp(result, static_cast<int>(exponent));
}

bool is_odd(double x) { return std::fmod(x, 2) != 0 && std::floor(x) == x; }

// The cases of pow that need no computation: whether it is one, and its result.
bool pow_special(double x, double y, double& result) {
  if (y == 0 || x == 1) return result = 1, true;
  if (y == 1) return result = x, true;
  if (x == 0) {
    const double signed_zero = std::signbit(x) && is_odd(y) ? -0.0 : 0.0;
    return result = y < 0 ? std::copysign(kInfinity, signed_zero) : signed_zero, true;
  }
  if (std::isinf(y)) {
    if (x == -1) return result = 1, true;
    return result = (std::fabs(x) < 1) == (y > 0) ? 0 : kInfinity, true;
  }
  if (std::isinf(x)) {
    if (x < 0) return result = pow(1 / x, -y), true;
    return result = y < 0 ? 0 : kInfinity, true;
  }
  if (y == 0.5) return result = std::sqrt(x), true;
  if (y == -0.5) return result = 1 / std::sqrt(x), true;
  return false;
}

}  // namespace

double log(double x) {
  constexpr double kLn2High = 6.93147180369123816490e-01;
  constexpr double kLn2Low = 1.90821492927058770002e-10;
  constexpr double kOdd[] = {1.479819860511658591e-01, 1.818357216161805012e-01,
                             2.857142874366239149e-01, 6.666666666666735130e-01};
  constexpr double kEven[] = {1.531383769920937332e-01, 2.222219843214978396e-01,
                              3.999999999940941908e-01};
  if (std::isnan(x) || x == kInfinity) return x;
  if (x < 0) return kNan;
  if (x == 0) return -kInfinity;
  int exponent = std::numeric_limits<double>::min_exponent - 1;
  // Of a denormal number Go's assembly for amd64 takes the bits as if it were none.
  const bool denormal = x < std::numeric_limits<double>::min();
  double fraction = denormal ? 0.5 + std::ldexp(x, -exponent - 1) : std::frexp(x, &exponent);
  if (fraction < std::sqrt(2.0) / 2) {
    fraction *= 2;
    --exponent;
  }
  const double f = fraction - 1;
  const double k = exponent;
  const double s = f / (2 + f);
  const double s2 = s * s;
  const double s4 = s2 * s2;
  double odd = kOdd[0];
  for (size_t i = 1; i < std::size(kOdd); ++i) odd = odd * s4 + kOdd[i];
  double even = kEven[0];
  for (size_t i = 1; i < std::size(kEven); ++i) even = even * s4 + kEven[i];
  const double series = s2 * odd + s4 * even;
  const double half_square = 0.5 * f * f;
  return k * kLn2High - ((half_square - (s * (half_square + series) + k * kLn2Low)) - f);
}

double pow(double x, double y) {
  if (std::isnan(x) || std::isnan(y)) return kNan;
  double result = 0;
  if (pow_special(x, y, result)) return result;
  double whole = 0;
  double fraction = std::modf(std::fabs(y), &whole);
  if (fraction != 0 && x < 0) return kNan;
  if (whole >= 0x1p63) {
    if (x == -1) return 1;
    return (std::fabs(x) < 1) == (y > 0) ? 0 : kInfinity;
  }
  if (fraction > 0.5) {
    fraction -= 1;
    whole += 1;
  }
  double mantissa = fraction != 0 ? exp(fraction * log(x)) : 1.0;
  int64_t exponent = 0;
  int square_exponent = 0;
  double square = std::frexp(x, &square_exponent);
  for (auto bits = static_cast<int64_t>(whole); bits != 0; bits >>= 1) {
    // So far out that the result can only be zero or infinite.
    if (square_exponent < -4096 || square_exponent > 4096) {
      exponent += square_exponent;
      break;
    }
    if ((bits & 1) != 0) {
      mantissa *= square;
      exponent += square_exponent;
    }
    square *= square;
    square_exponent *= 2;
    if (square < 0.5) {
      square += square;
      --square_exponent;
    }
  }
  if (y < 0) {
    mantissa = 1 / mantissa;
    exponent = -exponent;
  }
  return std::ldexp(mantissa, static_cast<int>(exponent));
}

}  // namespace expressions::float64
