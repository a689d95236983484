package io.epistle.console;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.Locale;

/// Numbers, money and times as people read them: the one place that formats. Not for machines.
public final class Figures {
    /// Below this a p value says no more than that it is small.
    private static final double P_SHOWN_MIN = 0.001;

    /// Amounts from here on are shown without pennies.
    private static final BigDecimal WHOLE_FROM = BigDecimal.valueOf(10_000);

    private static final int KIBIBYTE = 1_024;

    /// Kilobytes from here on are shown as megabytes.
    private static final int MEGABYTES_FROM = 10 * KIBIBYTE;

    private static final int DAYS_SHOWN_AS_WEEKS = 14;
    private static final int DAYS_SHOWN_AS_MONTHS = 60;
    private static final int DAYS_A_MONTH = 30;
    private static final int DAYS_SHOWN_AS_YEARS = 730;
    private static final int DAYS_A_YEAR = 365;

    private final Texts texts;
    private final Locale locale;
    private final ZoneId zone;
    private final Instant now;

    /// Formats for a language, a zone and a moment that "ago" counts from.
    public Figures(Texts texts, ZoneId zone, Instant now) {
        this.texts = texts;
        this.locale = texts.locale();
        this.zone = zone;
        this.now = now;
    }

    /// A count with separators, such as `5,942`.
    public String count(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /// A number as given, with separators and at most `digits` behind the point.
    public String number(double number, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(digits);
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        return format.format(number);
    }

    /// An exact number with separators and all its digits.
    public String number(BigDecimal number) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(Math.max(0, number.scale()));
        return format.format(number);
    }

    /// A share as a percentage: `0.0423` is `4.2%`. Shares that are not zero never look like it.
    public String percent(double share) {
        if (share > 0 && share < 0.001) {
            return texts.say("figure.percent.below", percentage(0.001, 1));
        }
        return percentage(share, share == 0 || Math.abs(share) >= 0.1 ? 0 : 1);
    }

    /// A share as a percentage with one digit behind the point.
    public String rate(double share) {
        return percentage(share, 1);
    }

    /// `part` of `whole` as a percentage; of nothing it is 0.
    public String percent(long part, long whole) {
        return percent(whole == 0 ? 0 : (double) part / whole);
    }

    private String percentage(double share, int digits) {
        NumberFormat format = NumberFormat.getPercentInstance(locale);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(share);
    }

    /// A difference of shares in percentage points with its sign, such as `+1.3`.
    public String points(double difference) {
        String number = number(Math.abs(100 * difference), 1);
        return difference == 0 ? number : (difference > 0 ? "+" : "\u2212") + number;
    }

    /// An interval of shares, such as `2.9% to 5.6%`.
    public String range(Interval interval) {
        return texts.say("figure.range", rate(interval.low()), rate(interval.high()));
    }

    /// A p value: three digits, or that it is below 0.001.
    public String chance(double p) {
        if (p < P_SHOWN_MIN) {
            return texts.say("figure.p.below", number(P_SHOWN_MIN, 3));
        }
        return number(p, 3);
    }

    /// Money with its currency's sign, if it has a currency; large sums without pennies.
    public String money(Money money) {
        if (money.currency().equals(Money.NO_CURRENCY)) {
            return number(money.amount());
        }
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        Currency currency;
        try {
            currency = Currency.getInstance(money.currency());
        } catch (IllegalArgumentException notIso) {
            return number(money.amount()) + " " + money.currency();
        }
        format.setCurrency(currency);
        int digits =
                money.amount().abs().compareTo(WHOLE_FROM) >= 0
                        ? 0
                        : Math.max(0, currency.getDefaultFractionDigits());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        return format.format(money.amount());
    }

    /// A change from one count to another, such as `+12%`; a change from nothing is said in words.
    public String change(double from, double to) {
        if (from == to) {
            return texts.say("figure.change.none");
        }
        if (from == 0) {
            return texts.say("figure.change.new");
        }
        double share = (to - from) / Math.abs(from);
        return (share > 0 ? "+" : "\u2212") + percent(Math.abs(share));
    }

    /// A size in bytes, such as `24 kB`.
    public String bytes(long bytes) {
        if (bytes < KIBIBYTE) {
            return texts.say("figure.bytes", count(bytes));
        }
        double kilobytes = (double) bytes / KIBIBYTE;
        return kilobytes < MEGABYTES_FROM
                ? texts.say("figure.kilobytes", count(Math.round(kilobytes)))
                : texts.say("figure.megabytes", count(Math.round(kilobytes / KIBIBYTE)));
    }

    /// A date and time, such as `30 Sep 2011, 14:05`.
    public String time(Instant instant) {
        return format("figure.time.pattern", instant);
    }

    /// A date and time to the second, such as `30 Sep 2011, 14:05:09`.
    public String exact(Instant instant) {
        return format("figure.exact.pattern", instant);
    }

    /// A time of day, such as `14:05`.
    public String clock(Instant instant) {
        return format("figure.clock.pattern", instant);
    }

    /// A time of day to the second, such as `14:05:09`.
    public String second(Instant instant) {
        return format("figure.second.pattern", instant);
    }

    /// A date, such as `30 Sep 2011`.
    public String date(Instant instant) {
        return format("figure.date.pattern", instant);
    }

    /// A date, such as `30 Sep 2011`.
    public String date(LocalDate day) {
        return DateTimeFormatter.ofPattern(texts.say("figure.date.pattern"), locale).format(day);
    }

    /// A date with its weekday, in words where it is near: `Today`, `Yesterday`, `Friday, 30
    /// September 2011`.
    public String day(LocalDate day) {
        LocalDate today = today();
        if (day.equals(today)) {
            return texts.say("figure.today");
        }
        if (day.equals(today.minusDays(1))) {
            return texts.say("figure.yesterday");
        }
        return DateTimeFormatter.ofPattern(texts.say("figure.day.pattern"), locale).format(day);
    }

    /// The day that an instant falls on in the account's zone.
    public LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /// How far an instant lies from now: `3 days ago`, `in 2 weeks`, `just now`.
    public String away(Instant instant) {
        boolean past = !instant.isAfter(now);
        Duration distance = past ? Duration.between(instant, now) : Duration.between(now, instant);
        if (distance.compareTo(Duration.ofMinutes(1)) < 0) {
            return texts.say(past ? "figure.just" : "figure.soon");
        }
        return texts.say(past ? "figure.ago" : "figure.in", span(distance));
    }

    /// A length of time in its largest fitting unit, such as `3 days`.
    public String span(Duration length) {
        if (length.compareTo(Duration.ofHours(1)) < 0) {
            return texts.say("figure.minutes", length.toMinutes());
        }
        if (length.compareTo(Duration.ofDays(1)) < 0) {
            return texts.say("figure.hours", length.toHours());
        }
        long days = length.toDays();
        if (days < DAYS_SHOWN_AS_WEEKS) {
            return texts.say("figure.days", days);
        }
        if (days < DAYS_SHOWN_AS_MONTHS) {
            return texts.say("figure.weeks", days / 7);
        }
        return days < DAYS_SHOWN_AS_YEARS
                ? texts.say("figure.months", days / DAYS_A_MONTH)
                : texts.say("figure.years", days / DAYS_A_YEAR);
    }

    /// A length of time as [#span] tells it, or in seconds where it is below a minute.
    public String length(Duration length) {
        return length.compareTo(Duration.ofMinutes(1)) < 0
                ? texts.say("figure.seconds", length.toSeconds())
                : span(length);
    }

    /// An instant for machines, to the second, for the attribute `datetime`.
    public String machine(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, zone);
    }

    private String format(String patternKey, Instant instant) {
        return DateTimeFormatter.ofPattern(texts.say(patternKey), locale)
                .format(ZonedDateTime.ofInstant(instant, zone));
    }
}
