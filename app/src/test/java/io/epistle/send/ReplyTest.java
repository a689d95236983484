package io.epistle.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

final class ReplyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "451 | 4.7.1 Greylisted, try again in 5 minutes | 300",
                "450 | 4.2.0 <a@b.example>: Recipient address rejected: Greylisted for 300 seconds"
                        + " | 300",
                "421 | Too many connections, retry after 90s | 90",
                "421 | Come back in about 2 hours | 7200",
                "451 | Please try again in 60 | 60",
                "452 | 4.2.2 Over quota | ",
                "421 | Service closing | ",
                "451 | try again in 0 seconds | ",
                "451 | try again in 99999 hours | ",
                "451 | see rule 7 in 2023 policy | "
            })
    void howLongToWaitIsReadFromTheText(int code, String text, Long seconds) {
        Reply reply = Reply.of(code, text);

        assertThat(reply.retryAfter().map(Duration::toSeconds).orElse(null)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2.0.0 Ok: queued as 4XyZ123abc | 4XyZ123abc",
                "OK id=1rABCd-0001x2-3Y | 1rABCd-0001x2-3Y",
                "2.6.0 <x@y.example> [InternalId=77] Queued mail for delivery | ''",
                "Ok queued as <abc.def@relay.example> | abc.def@relay.example",
                "OK | ''"
            })
    void theQueueIdIsReadFromTheUsualForms(String text, String queueId) {
        assertThat(Reply.of(250, text).queueId()).isEqualTo(queueId);
    }

    @Test
    void theEnhancedCodeCountsWhereItsClassAgrees() {
        assertThat(Reply.of(550, "5.1.1 unknown").enhanced()).contains(new EnhancedCode(5, 1, 1));
        assertThat(Reply.of(550, "5.7.26").enhanced()).contains(new EnhancedCode(5, 7, 26));
        assertThat(Reply.of(450, "5.1.1 unknown").enhanced()).isEmpty();
        assertThat(Reply.of(550, "User 5.1.1 unknown").enhanced()).isEmpty();
        assertThat(Reply.of(550, "5.1.1234 x").enhanced()).isEmpty();
        assertThat(new EnhancedCode(4, 2, 2)).hasToString("4.2.2");
    }

    @Test
    void aReplyHasACodeAndALine() {
        assertThatThrownBy(() -> new Reply(100, List.of("x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reply(250, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new Reply(250, List.of("one", "two"))).hasToString("250 one two");
    }
}
