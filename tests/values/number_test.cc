// SPDX-License-Identifier: Apache-2.0
// Numbers against what `terraform console` 1.11.4 prints for the same expressions.
#include "values/number.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace values {
namespace {

class NumberTest : public testing::Test {
 protected:
  Number written(std::string_view text) {
    const std::optional<Number> number = Number::parse(text, arena);
    EXPECT_TRUE(number.has_value()) << text;
    return number.value_or(Number());
  }
  std::string printed(std::string_view text) { return written(text).to_string(); }
  static std::string text(std::optional<Number> number) {
    return number ? number->to_string() : "nothing";
  }
  Arena arena;
};

constexpr std::string_view kThird =
    "0.33333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333"
    "333333333333333333333333333333333333333333333333333333333333335";

TEST_F(NumberTest, PrintsWhatWasWritten) {
  EXPECT_EQ(printed("0"), "0");
  EXPECT_EQ(printed("42"), "42");
  EXPECT_EQ(printed("1.50"), "1.5");
  EXPECT_EQ(printed("100.000"), "100");
  EXPECT_EQ(printed("0.1"), "0.1");
  EXPECT_EQ(printed("123456789012345678901234567890123456789"),
            "123456789012345678901234567890123456789");
  EXPECT_EQ(printed("-9223372036854775808"), "-9223372036854775808");
  EXPECT_EQ(printed("9223372036854775808"), "9223372036854775808");
  EXPECT_EQ(printed("3.14159265358979323846264338327950288419716939937510582097"),
            "3.14159265358979323846264338327950288419716939937510582097");
}

TEST_F(NumberTest, ReadsExponents) {
  EXPECT_EQ(printed("1e3"), "1000");
  EXPECT_EQ(printed("1e+3"), "1000");
  EXPECT_EQ(printed("1.5e-7"), "0.00000015");
  EXPECT_EQ(printed("1E5"), "100000");
  EXPECT_EQ(printed("1p4"), "16");
  EXPECT_EQ(printed("1e100"), "1" + std::string(100, '0'));
  EXPECT_EQ(printed("1e-2000"), "0." + std::string(1999, '0') + "1");
}

TEST_F(NumberTest, ReadsTheOddFormsThatTonumberTakes) {
  EXPECT_EQ(printed("+5"), "5");
  EXPECT_EQ(printed(".5"), "0.5");
  EXPECT_EQ(printed("5."), "5");
  EXPECT_EQ(printed("007"), "7");
  EXPECT_EQ(printed("-0"), "-0");
  EXPECT_EQ(printed("Inf"), "+Inf");
  EXPECT_EQ(printed("-inf"), "-Inf");
}

TEST_F(NumberTest, RefusesOtherText) {
  for (std::string_view text : {"", " 5", "5 ", "0x10", "0b1", "1_000", "1e", "1e+", "-", ".",
                                "NaN", "-Infinity", "1e+-3", "1.2.3", "one", "1e5x", "INF"}) {
    EXPECT_FALSE(Number::parse(text, arena)) << text;
  }
}

TEST_F(NumberTest, RefusesWhatWouldTakeTooLong) {
  EXPECT_FALSE(Number::parse("1e400000000", arena));
  EXPECT_FALSE(Number::parse("1e-400000000", arena));
  EXPECT_FALSE(Number::parse("1e99999999999999999999", arena));
  EXPECT_FALSE(Number::parse(std::string(1'000'000, '9'), arena));
  Number large = written("1e3000");
  EXPECT_EQ(text(multiply(large, large, arena)), "nothing");
}

TEST_F(NumberTest, SaysHowManyBitsItSpans) {
  EXPECT_EQ(written("12").extent(), 0U);
  EXPECT_EQ(written("1p300").extent(), 301U);
  EXPECT_EQ(written("1p-300").extent(), 300U);
  EXPECT_EQ(written("0e4000").extent(), 0U);
}

TEST_F(NumberTest, AddsAndSubtracts) {
  EXPECT_EQ(text(add(written("1"), written("2"), arena)), "3");
  EXPECT_EQ(text(add(written("0.1"), written("0.2"), arena)), "0.3");
  EXPECT_EQ(text(add(written("9223372036854775807"), written("1"), arena)), "9223372036854775808");
  EXPECT_EQ(text(subtract(written("1"), written("0.9"), arena)),
            "0.1" + std::string(153, '0') + "3");
  EXPECT_EQ(text(subtract(written("9223372036854775808"), written("1"), arena)),
            "9223372036854775807");
  EXPECT_EQ(text(subtract(written("5"), written("5.0"), arena)), "0");
}

TEST_F(NumberTest, RoundsHalvesToEven) {
  const Number large = written("1p512");  // its last bit counts 2
  EXPECT_EQ(add(large, written("1"), arena), large);
  EXPECT_EQ(add(large, written("3"), arena), add(large, written("4"), arena));
}

TEST_F(NumberTest, Multiplies) {
  EXPECT_EQ(text(multiply(written("2.2"), written("3.3"), arena)), "7.26");
  EXPECT_EQ(text(multiply(written("1.1"), written("1.1"), arena)),
            "1.21" + std::string(151, '0') + "1");
  const Number root = Number::from_double(std::sqrt(2.0), arena);
  EXPECT_EQ(text(multiply(root, root, arena)), "2.00000000000000027343234630647693");
  EXPECT_EQ(text(multiply(written("4294967296"), written("4294967296"), arena)),
            "18446744073709551616");
  EXPECT_EQ(text(multiply(written("0"), written("-1"), arena)), "-0");
}

TEST_F(NumberTest, DividesToTheLastOf512Bits) {
  EXPECT_EQ(text(divide(written("7"), written("2"), arena)), "3.5");
  EXPECT_EQ(text(divide(written("6"), written("3"), arena)), "2");
  EXPECT_EQ(text(divide(written("1"), written("3"), arena)), kThird);
  EXPECT_EQ(text(divide(written("1"), written("-3"), arena)), "-" + std::string(kThird));
}

TEST_F(NumberTest, KeepsThePrecisionOfCountedNumbers) {
  EXPECT_EQ(text(divide(Number(2), Number(3), arena)), "0.6666666666666666667");
  EXPECT_EQ(text(divide(Number(1), written("3"), arena)), kThird);
  EXPECT_EQ(Number::from_double(std::sqrt(2.0), arena).to_string(), "1.4142135623730951");
  EXPECT_EQ(Number::from_double(std::ldexp(1.0, 100), arena).to_string(),
            "1267650600228229400000000000000");
  EXPECT_EQ(Number::from_double(217479106019322528.0, arena).to_string(), "217479106019322530");
}

TEST_F(NumberTest, DividesByZeroIntoAnInfinity) {
  EXPECT_EQ(text(divide(written("1"), written("0"), arena)), "+Inf");
  EXPECT_EQ(text(divide(written("-1"), written("0"), arena)), "-Inf");
  EXPECT_EQ(text(divide(written("0"), written("0"), arena)), "nothing");
  EXPECT_EQ(text(divide(written("Inf"), written("Inf"), arena)), "nothing");
  EXPECT_EQ(text(divide(written("1"), written("Inf"), arena)), "0");
}

TEST_F(NumberTest, RefusesWhatInfinitiesLeaveOpen) {
  EXPECT_EQ(text(subtract(written("Inf"), written("Inf"), arena)), "nothing");
  EXPECT_EQ(text(multiply(written("Inf"), written("0"), arena)), "nothing");
  EXPECT_EQ(text(modulo(written("3"), written("Inf"), arena)), "nothing");
  EXPECT_EQ(text(modulo(written("Inf"), written("3"), arena)), "nothing");
  EXPECT_EQ(text(add(written("Inf"), written("1"), arena)), "+Inf");
  EXPECT_EQ(text(multiply(written("Inf"), written("-2"), arena)), "-Inf");
}

TEST_F(NumberTest, TakesTheRemainderWithTheSignOfTheDividend) {
  EXPECT_EQ(text(modulo(written("7"), written("3"), arena)), "1");
  EXPECT_EQ(text(modulo(written("-7"), written("3"), arena)), "-1");
  EXPECT_EQ(text(modulo(written("7"), written("-3"), arena)), "1");
  EXPECT_EQ(text(modulo(written("7.5"), written("2"), arena)), "1.5");
  EXPECT_EQ(text(modulo(written("1"), written("0"), arena)), "1");
  EXPECT_EQ(text(modulo(written("-0"), written("3"), arena)), "-0");
}

TEST_F(NumberTest, NegatesAlsoZero) {
  EXPECT_EQ(negate(written("5"), arena).to_string(), "-5");
  EXPECT_EQ(negate(written("-2.5"), arena).to_string(), "2.5");
  EXPECT_EQ(negate(written("0"), arena).to_string(), "-0");
  EXPECT_EQ(negate(written("-9223372036854775808"), arena).to_string(), "9223372036854775808");
  EXPECT_EQ(negate(written("Inf"), arena).to_string(), "-Inf");
}

TEST_F(NumberTest, RoundsUpAndDown) {
  EXPECT_EQ(floor(written("1.9"), arena).to_string(), "1");
  EXPECT_EQ(floor(written("-1.1"), arena).to_string(), "-2");
  EXPECT_EQ(ceil(written("1.1"), arena).to_string(), "2");
  EXPECT_EQ(ceil(written("-1.9"), arena).to_string(), "-1");
  EXPECT_EQ(ceil(written("-0.5"), arena).to_string(), "0");
  EXPECT_EQ(ceil(written("Inf"), arena).to_string(), "+Inf");
}

TEST_F(NumberTest, ComparesByValue) {
  EXPECT_LT(written("1"), written("1.5"));
  EXPECT_GT(written("-1"), written("-1.5"));
  EXPECT_LT(written("1e100"), written("Inf"));
  EXPECT_LT(written("-Inf"), written("-1e100"));
  EXPECT_EQ(written("1.0"), written("1"));
  EXPECT_EQ(written("Inf"), written("inf"));
  EXPECT_EQ(written("-0"), written("0"));
  EXPECT_EQ(written("0.3"), *add(written("0.1"), written("0.2"), arena));
  EXPECT_NE(written("1.5"), written("1"));
  EXPECT_NE(written("Inf"), written("-Inf"));
}

TEST_F(NumberTest, HoldsFractionsThatPrintAlikeForEqual) {
  EXPECT_EQ(Number::from_double(0.1, arena), written("0.1"));
  EXPECT_EQ(Number::from_double(0.1, arena).hash(), written("0.1").hash());
  EXPECT_EQ(Number(7).hash(), written("7.0").hash());
}

TEST_F(NumberTest, KnowsIntegers) {
  EXPECT_EQ(written("12").to_int64(), 12);
  EXPECT_EQ(written("12.0").to_int64(), 12);
  EXPECT_EQ(written("-9223372036854775808").to_int64(), std::numeric_limits<int64_t>::min());
  EXPECT_FALSE(written("1.5").to_int64());
  EXPECT_FALSE(written("9223372036854775808").to_int64());
  EXPECT_FALSE(written("Inf").to_int64());
  EXPECT_TRUE(written("1e100").is_integer());
  EXPECT_FALSE(written("1e-1").is_integer());
}

TEST_F(NumberTest, GivesTheNearestDouble) {
  EXPECT_EQ(written("0.1").to_double(), 0.1);
  EXPECT_EQ(written("-2.5").to_double(), -2.5);
  EXPECT_EQ(written("1e300").to_double(), 1e300);
  EXPECT_TRUE(std::isinf(written("1e400").to_double()));
}

TEST_F(NumberTest, ReadsIntegersOfOtherBases) {
  EXPECT_EQ(text(Number::parse_integer("ff", 16, arena)), "255");
  EXPECT_EQ(text(Number::parse_integer("-1010", 2, arena)), "-10");
  EXPECT_EQ(text(Number::parse_integer("12", 2, arena)), "nothing");
  EXPECT_EQ(text(Number::parse_integer("", 10, arena)), "nothing");
  EXPECT_EQ(text(Number::parse_integer("ffffffffffffffffffff", 16, arena)),
            "1208925819614629174706175");
}

TEST_F(NumberTest, ShortensToTenDigitsForTheOrderOfSets) {
  EXPECT_EQ(written("12345678901234").to_short_string(), "1.23456789e+13");
  EXPECT_EQ(written("0.00001").to_short_string(), "1e-05");
  EXPECT_EQ(written("1000").to_short_string(), "1000");
  EXPECT_EQ(written("-2.5").to_short_string(), "-2.5");
}

}  // namespace
}  // namespace values
