package io.epistle.liquid.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.liquid.LiquidFault;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;

class ArithmeticTest {

    private static NumberValue number(String text) {
        return text.contains(".")
                ? new Decimal(Double.parseDouble(text))
                : Whole.of(new BigInteger(text));
    }

    @Test
    void wholeNumbersAreExactAtAnySize() {
        var random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            BigInteger a = new BigInteger(1 + random.nextInt(80), random);
            BigInteger b = new BigInteger(1 + random.nextInt(80), random).add(BigInteger.ONE);
            BigInteger x = random.nextBoolean() ? a : a.negate();
            BigInteger y = random.nextBoolean() ? b : b.negate();

            check(Arithmetic.add(Whole.of(x), Whole.of(y)), x.add(y));
            check(Arithmetic.subtract(Whole.of(x), Whole.of(y)), x.subtract(y));
            check(Arithmetic.multiply(Whole.of(x), Whole.of(y)), x.multiply(y));
            BigInteger quotient = floor(x, y);
            check(Arithmetic.divide(Whole.of(x), Whole.of(y)), quotient);
            check(Arithmetic.modulo(Whole.of(x), Whole.of(y)), x.subtract(quotient.multiply(y)));
            assertThat(Integer.signum(Arithmetic.compare(Whole.of(x), Whole.of(y))))
                    .isEqualTo(x.compareTo(y));
        }
    }

    /// The slow way: the largest whole number whose product with `y` does not pass `x`.
    private static BigInteger floor(BigInteger x, BigInteger y) {
        return new BigDecimal(x)
                .divide(new BigDecimal(y), 40, RoundingMode.FLOOR)
                .setScale(0, RoundingMode.FLOOR)
                .toBigInteger();
    }

    private static void check(NumberValue found, BigInteger expected) {
        assertThat(Texts.of(found)).isEqualTo(expected.toString());
    }

    @Test
    void decimalsCalculateInDecimalDigits() {
        assertThat(Texts.of(Arithmetic.add(number("0.1"), number("0.2")))).isEqualTo("0.3");
        assertThat(Texts.of(Arithmetic.subtract(number("10.1"), number("2.2")))).isEqualTo("7.9");
        assertThat(Texts.of(Arithmetic.multiply(number("1.1"), number("3")))).isEqualTo("3.3");
        assertThat(Texts.of(Arithmetic.divide(number("10"), number("3.0"))))
                .isEqualTo("3.3333333333333335");
        assertThat(Texts.of(Arithmetic.modulo(number("-10.5"), number("3")))).isEqualTo("1.5");
    }

    @Test
    void numbersPrintAsInTheReference() {
        assertThat(Texts.of(number("1.0"))).isEqualTo("1.0");
        assertThat(Texts.decimal(1e7)).isEqualTo("10000000.0");
        assertThat(Texts.decimal(123456789012345.6)).isEqualTo("123456789012345.6");
        assertThat(Texts.decimal(1e16)).isEqualTo("1.0e+16");
        assertThat(Texts.decimal(1e100)).isEqualTo("1.0e+100");
        assertThat(Texts.decimal(0.0001)).isEqualTo("0.0001");
        assertThat(Texts.decimal(0.00001)).isEqualTo("1.0e-05");
        assertThat(Texts.decimal(-0.0)).isEqualTo("-0.0");
    }

    @Test
    void halvesRoundAwayFromZero() {
        assertThat(Texts.of(Arithmetic.round(number("2.5"), 0))).isEqualTo("3");
        assertThat(Texts.of(Arithmetic.round(number("-2.5"), 0))).isEqualTo("-3");
        assertThat(Texts.of(Arithmetic.round(number("1.005"), 2))).isEqualTo("1.01");
        assertThat(Texts.of(Arithmetic.round(number("1250"), -2))).isEqualTo("1300");
        assertThat(Texts.of(Arithmetic.round(number("7"), 3))).isEqualTo("7");
    }

    @Test
    void divisionByZeroIsAFault() {
        assertThatThrownBy(() -> Arithmetic.divide(Whole.ONE, Whole.ZERO))
                .isInstanceOf(LiquidFault.class)
                .hasMessage("divided by 0");
        assertThatThrownBy(() -> Arithmetic.modulo(number("1.5"), number("0.0")))
                .isInstanceOf(LiquidFault.class);
    }

    @Test
    void textBecomesANumberByItsLeadingDigits() {
        assertThat(Texts.of(Numbers.lenient("12abc"))).isEqualTo("12");
        assertThat(Texts.of(Numbers.lenient(" -7 "))).isEqualTo("-7");
        assertThat(Texts.of(Numbers.lenient("1_000"))).isEqualTo("1000");
        assertThat(Texts.of(Numbers.lenient("1.5"))).isEqualTo("1.5");
        assertThat(Texts.of(Numbers.lenient("1.5x"))).isEqualTo("1");
        assertThat(Texts.of(Numbers.lenient("x1"))).isEqualTo("0");
        assertThat(Numbers.strictInt(Value.of("0x1f"))).isEqualTo(31);
        assertThat(Numbers.strictInt(Value.of(" 12 "))).isEqualTo(12);
        assertThatThrownBy(() -> Numbers.strictInt(Value.of("12a")))
                .isInstanceOf(LiquidFault.class);
        assertThatThrownBy(() -> Numbers.strictInt(Value.of(2.2))).isInstanceOf(LiquidFault.class);
    }
}
