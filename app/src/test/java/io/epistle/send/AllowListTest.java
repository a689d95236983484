package io.epistle.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.compose.EmailAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

final class AllowListTest {
    private static boolean holds(String entry, String recipient) {
        return AllowList.of(List.of(AllowList.entry(entry).orElseThrow()))
                .holds(EmailAddress.of(recipient));
    }

    @ParameterizedTest
    @CsvSource({
        "ann@example.com, ann@example.com",
        "Ann@Example.COM, aNN@exaMPLE.com",
        "' ann@example.com ', ann@example.com",
        "@example.com, anybody@EXAMPLE.com",
        "@EXAMPLE.com, o'neill+x@example.com",
        "@bücher.example, ann@xn--bcher-kva.example",
        "@XN--BCHER-KVA.example, ann@BÜCHER.example",
        "ann@bücher.example, Ann@xn--bcher-kva.EXAMPLE",
        "ünal@example.com, ÜNAL@example.com",
    })
    void whoIsMeantGetsMails(String entry, String recipient) {
        assertThat(holds(entry, recipient)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ann@example.com, ann@mail.example.com",
        "ann@example.com, joann@example.com",
        "ann@example.com, ann+x@example.com",
        "@example.com, ann@mail.example.com",
        "@example.com, ann@notexample.com",
        "@example.com, ann@example.com.evil.example",
        "@example.com, ann@example.co",
        "@mail.example.com, ann@example.com",
    })
    void whoIsNotMeantGetsNone(String entry, String recipient) {
        assertThat(holds(entry, recipient)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "ann",
                "example.com",
                "@@example.com",
                "ann@",
                "*@example.com ann@x.y",
                "@*.example.com",
                "@example.com.",
                "@.example.com",
                "@exa mple.com",
                "@192.0.2.1",
                "a\r\nb@example.com"
            })
    void whatIsNeitherAnAddressNorADomainIsNoEntry(String text) {
        assertThat(AllowList.entry(text)).isEmpty();
    }

    @Test
    void aListIsBounded() {
        TreeSet<String> many = new TreeSet<>();
        IntStream.rangeClosed(0, AllowList.ENTRIES_MAX)
                .forEach(number -> many.add("c%d@example.com".formatted(number)));

        assertThatThrownBy(() -> new AllowList(many))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("found 1,001 addresses and domains, expected at most 1,000");
    }
}
