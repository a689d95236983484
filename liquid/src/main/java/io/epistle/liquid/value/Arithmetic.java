package io.epistle.liquid.value;

import io.epistle.liquid.LiquidFault;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/// Numbers as the reference calculates: whole numbers are exact and of any size and divide down to
/// whole numbers; as soon as a decimal takes part, the calculation runs in decimal digits.
public final class Arithmetic {
    /// Digits of a decimal quotient before it becomes a double; twice what a double can tell apart.
    private static final MathContext QUOTIENT = MathContext.DECIMAL128;

    /// Bits past which a whole number is refused, so that repeated multiplication ends.
    static final int BITS_MAX = 4096;

    private static final int WHOLE_DIGITS = 20;
    private static final double DIGITS_PER_BIT = Math.log10(2);

    private Arithmetic() {}

    /// `a + b`.
    public static NumberValue add(NumberValue a, NumberValue b) {
        if (a instanceof Whole x && b instanceof Whole y) {
            long sum = x.number() + y.number();
            boolean overflow = ((x.number() ^ sum) & (y.number() ^ sum)) < 0;
            return overflow ? bounded(big(a).add(big(b))) : Whole.of(sum);
        }
        if (wholes(a, b)) {
            return bounded(big(a).add(big(b)));
        }
        return finite(a, b)
                ? sum(exact(a).add(exact(b)), approximate(a), approximate(b))
                : new Decimal(approximate(a) + approximate(b));
    }

    /// The sum of all numbers, rounded once.
    public static NumberValue sum(List<NumberValue> numbers) {
        NumberValue whole = Whole.ZERO;
        BigDecimal fraction = BigDecimal.ZERO;
        boolean decimal = false;
        for (NumberValue number : numbers) {
            if (!finite(number)) {
                return numbers.stream().reduce(Whole.ZERO, Arithmetic::add);
            }
            if (number instanceof Decimal) {
                fraction = fraction.add(number.exact());
                decimal = true;
            } else {
                whole = add(whole, number);
            }
        }
        return decimal ? new Decimal(fraction.add(whole.exact()).doubleValue()) : whole;
    }

    /// `a - b`.
    public static NumberValue subtract(NumberValue a, NumberValue b) {
        if (a instanceof Whole x && b instanceof Whole y) {
            long difference = x.number() - y.number();
            boolean overflow = ((x.number() ^ y.number()) & (x.number() ^ difference)) < 0;
            return overflow ? bounded(big(a).subtract(big(b))) : Whole.of(difference);
        }
        if (wholes(a, b)) {
            return bounded(big(a).subtract(big(b)));
        }
        return finite(a, b)
                ? sum(exact(a).subtract(exact(b)), approximate(a), -approximate(b))
                : new Decimal(approximate(a) - approximate(b));
    }

    /// `a * b`.
    public static NumberValue multiply(NumberValue a, NumberValue b) {
        if (a instanceof Whole x && b instanceof Whole y) {
            long high = Math.multiplyHigh(x.number(), y.number());
            long low = x.number() * y.number();
            boolean fits = (high == 0 && low >= 0) || (high == -1 && low < 0);
            return fits ? Whole.of(low) : bounded(big(a).multiply(big(b)));
        }
        if (wholes(a, b)) {
            return bounded(big(a).multiply(big(b)));
        }
        double approximate = approximate(a) * approximate(b);
        return finite(a, b)
                ? decimal(exact(a).multiply(exact(b)), approximate)
                : new Decimal(approximate);
    }

    /// `a / b`: towards negative infinity between whole numbers, decimal otherwise, where zero
    /// divides into infinity.
    ///
    /// @throws LiquidFault where both are whole and `b` is zero
    public static NumberValue divide(NumberValue a, NumberValue b) {
        if (!wholes(a, b)) {
            double approximate = approximate(a) / approximate(b);
            return finite(a, b) && !isZero(b)
                    ? decimal(exact(a).divide(exact(b), QUOTIENT), approximate)
                    : new Decimal(approximate);
        }
        requireDivisor(b);
        if (a instanceof Whole x && b instanceof Whole y && y.number() != -1) {
            return Whole.of(Math.floorDiv(x.number(), y.number()));
        }
        return Whole.of(floorDivide(big(a), big(b)));
    }

    /// The remainder of `a / b` with the sign of `b`.
    ///
    /// @throws LiquidFault where `b` is zero
    public static NumberValue modulo(NumberValue a, NumberValue b) {
        requireDivisor(b);
        if (a instanceof Whole x && b instanceof Whole y) {
            return Whole.of(Math.floorMod(x.number(), y.number()));
        }
        if (wholes(a, b)) {
            return Whole.of(big(a).subtract(floorDivide(big(a), big(b)).multiply(big(b))));
        }
        if (!finite(a, b)) {
            return new Decimal(approximate(a) % approximate(b));
        }
        BigDecimal divisor = exact(b);
        BigDecimal remainder = exact(a).remainder(divisor);
        boolean opposite = remainder.signum() != 0 && remainder.signum() != divisor.signum();
        return decimal(opposite ? remainder.add(divisor) : remainder, 0);
    }

    /// `a` without its sign.
    public static NumberValue abs(NumberValue a) {
        return switch (a) {
            case Whole whole ->
                    whole.number() == Long.MIN_VALUE
                            ? Whole.of(big(a).negate())
                            : Whole.of(Math.abs(whole.number()));
            case BigWhole whole -> Whole.of(whole.number().abs());
            case Decimal decimal -> new Decimal(Math.abs(decimal.number()));
        };
    }

    /// `a` with `digits` after the point, halves away from zero. Whole numbers stay as they are for
    /// zero or more digits; a decimal becomes whole for zero or fewer.
    public static NumberValue round(NumberValue a, int digits) {
        return switch (a) {
            case Decimal decimal -> {
                if (digits > 0 && !Double.isFinite(decimal.number())) {
                    yield a;
                }
                BigDecimal rounded = exact(a).setScale(digits, RoundingMode.HALF_UP);
                yield digits > 0
                        ? decimal(rounded, decimal.number())
                        : Whole.of(rounded.toBigInteger());
            }
            case Whole whole -> digits >= 0 ? a : roundWhole(a, digits);
            case BigWhole whole -> digits >= 0 ? a : roundWhole(a, digits);
        };
    }

    /// `a` as a whole number, in the given direction.
    public static NumberValue toWhole(NumberValue a, RoundingMode direction) {
        return a instanceof Decimal ? Whole.of(exact(a).setScale(0, direction).toBigInteger()) : a;
    }

    /// Below zero, zero or above zero as `a` is less than, equal to or more than `b`.
    public static int compare(NumberValue a, NumberValue b) {
        if (a instanceof Whole x && b instanceof Whole y) {
            return Long.compare(x.number(), y.number());
        }
        if (a instanceof Decimal x && b instanceof Decimal y) {
            return x.number() == y.number() ? 0 : Double.compare(x.number(), y.number());
        }
        return finite(a, b)
                ? exact(a).compareTo(exact(b))
                : Double.compare(approximate(a), approximate(b));
    }

    /// Decimal digits a calculation with this number runs over, zeros before and behind the point
    /// included, as they are written out: `1.7e308` has 309, `4.9e-324` has 325. No more than 20
    /// for numbers of 64 bits.
    static long digits(NumberValue number) {
        return switch (number) {
            case Whole _ -> WHOLE_DIGITS;
            case BigWhole whole -> (long) (whole.number().bitLength() * DIGITS_PER_BIT) + 1;
            case Decimal decimal -> {
                int exponent = Math.getExponent(decimal.number());
                yield WHOLE_DIGITS + (long) (Math.abs(exponent) * DIGITS_PER_BIT);
            }
        };
    }

    /// Counts a calculation with two numbers; call it before one that may be of any size.
    public static void charge(NumberValue a, NumberValue b, Meter meter) {
        if (!(a instanceof Whole && b instanceof Whole)) {
            meter.chargeDigits(digits(a) + digits(b));
        }
    }

    private static NumberValue roundWhole(NumberValue a, int digits) {
        BigDecimal rounded = exact(a).setScale(digits, RoundingMode.HALF_UP);
        return Whole.of(rounded.toBigInteger());
    }

    private static boolean wholes(NumberValue a, NumberValue b) {
        return !(a instanceof Decimal) && !(b instanceof Decimal);
    }

    private static void requireDivisor(NumberValue b) {
        if (isZero(b)) {
            throw new LiquidFault("divided by 0");
        }
    }

    private static boolean isZero(NumberValue number) {
        return switch (number) {
            case Whole whole -> whole.number() == 0;
            case BigWhole _ -> false;
            case Decimal decimal -> decimal.number() == 0;
        };
    }

    private static boolean finite(NumberValue a, NumberValue b) {
        return finite(a) && finite(b);
    }

    private static boolean finite(NumberValue number) {
        return !(number instanceof Decimal decimal) || Double.isFinite(decimal.number());
    }

    private static double approximate(NumberValue number) {
        return number instanceof Decimal decimal ? decimal.number() : number.exact().doubleValue();
    }

    private static BigInteger floorDivide(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        boolean below = parts[1].signum() != 0 && parts[1].signum() != b.signum();
        return below ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static BigInteger big(NumberValue number) {
        return switch (number) {
            case Whole whole -> BigInteger.valueOf(whole.number());
            case BigWhole whole -> whole.number();
            case Decimal decimal -> exact(decimal).toBigInteger();
        };
    }

    private static NumberValue bounded(BigInteger number) {
        if (number.bitLength() > BITS_MAX) {
            throw new LiquidFault("the number is too large");
        }
        return Whole.of(number);
    }

    /// A sum; only two zeros can add up to one below zero.
    private static NumberValue sum(BigDecimal exact, double a, double b) {
        return decimal(exact, a == 0 && b == 0 ? a + b : 0);
    }

    /// Exact digits know no zero below zero, so its sign comes from a calculation with doubles.
    private static NumberValue decimal(BigDecimal exact, double approximate) {
        return new Decimal(
                exact.signum() == 0 ? Math.copySign(0, approximate) : exact.doubleValue());
    }

    private static BigDecimal exact(NumberValue number) {
        if (number instanceof Decimal decimal && !Double.isFinite(decimal.number())) {
            String found =
                    Double.isNaN(decimal.number())
                            ? "'NaN' (Not a Number)"
                            : "'" + Texts.decimal(decimal.number()) + "'";
            throw new LiquidFault("the number is not finite", "Computation results in " + found);
        }
        return number.exact();
    }
}
