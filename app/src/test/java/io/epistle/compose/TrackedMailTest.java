package io.epistle.compose;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.epistle.event.Struct;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.Optional;

/// A whole mail of which clicks and openings are known, to the byte: its links are sealed under a
/// key, and the same mail composed twice is the same.
final class TrackedMailTest {
    private static final LinkSeal SEAL =
            new LinkSeal("0123456789abcdef0123456789abcdef".getBytes(UTF_8));

    private static final String SEALED =
            "AZM3Fv7IT1oPhmtYqOsbgG7w3SLfIxFYI3vIMUPAUWZoJKZhk73LasvDWExpybe7kZyc3wuwSp294o9iYTHmx11lz9VE";

    private static Content composed(String template) {
        ComposeInput input = Letters.input(Struct.empty());
        MessageLinks links =
                new MessageLinks(
                        input.links().unsubscribe(),
                        input.links().preferences(),
                        (link, target) ->
                                "https://shop.example/e/c/"
                                        + SEAL.text(new LinkToken(input.sendId(), link, target)),
                        Optional.of(URI.create("https://shop.example/e/o/abc")));
        ComposeInput tracked =
                new ComposeInput(
                        input.sendId(),
                        input.template(),
                        input.now(),
                        input.zone(),
                        input.person(),
                        input.to(),
                        input.purposes(),
                        input.segments(),
                        input.picks(),
                        input.catalogue(),
                        input.campaign(),
                        input.from(),
                        input.subject(),
                        links,
                        input.event());
        return Letters.message(Letters.composer(template).compose(tracked)).content();
    }

    @Test
    void itsHtmlAndTextAreAlwaysTheSame() {
        Content content =
                composed(
                        """
                        <html><body>
                        <p><a href="https://shop.example/?q=1&amp;r=%C3%A4">Shop</a></p>
                        <p><a href="{{ links.unsubscribe }}">Leave</a></p>
                        </body></html>
                        """);

        assertThat(content.html())
                .isEqualTo(
                        """
                        <html><body>
                        <p><a href="https://shop.example/e/c/%1$s">Shop</a></p>
                        <p><a href="https://shop.example/e/u?t=1ef58a5b&amp;v=1">Leave</a></p>
                        <img src="https://shop.example/e/o/abc" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0;"></body></html>
                        """
                                .formatted(SEALED));
        assertThat(content.text())
                .contains("https://shop.example/e/c/" + SEALED)
                .doesNotContain("/e/o/");
    }

    @Test
    void theImageStandsAtTheEndOfThePageHoweverThatEnds() {
        assertThat(composed("<p>x</p>").html())
                .matches("(?s)<p>x</p><img [^>]*/e/o/abc\"[^>]*>\\n");
        assertThat(composed("<BODY>x</bodY >\n</html>").html())
                .matches("(?s)<BODY>x<img [^>]*alt=\"\"[^>]*></bodY >\\n</html>\\n");
        assertThat(composed("<p>x</p>").text()).isEqualTo("x\n");
    }
}
