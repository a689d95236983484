package io.epistle.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Links wrapped for clicks, against what the reader of pages sees before and after.
final class TrackedLinksTest {
    private static final MessageLinks PLAIN = Letters.links("ada@example.com");
    private static final MessageLinks LINKS =
            new MessageLinks(
                    PLAIN.unsubscribe(),
                    PLAIN.preferences(),
                    (_, target) -> wrapped(target),
                    Optional.empty());

    private static final List<String> PIECES =
            List.of(
                    "<a ",
                    "<A\n",
                    "</a>",
                    "<",
                    "</",
                    "<?",
                    "<abbr ",
                    "<b>",
                    "<img ",
                    "<p>",
                    "href=",
                    "HREF =",
                    "href",
                    "'https://shop.example/?a=1&amp;b=2'",
                    "\"http://x.example/&quot;'\"",
                    "https://bare.example/x",
                    "\"mailto:a@b.example\"",
                    "\"#top\"",
                    "''",
                    "data-href=",
                    "class=\"a > b\"",
                    "title='<a href=\"https://no.example\">'",
                    ">",
                    "/>",
                    " ",
                    "\n",
                    "text",
                    "=",
                    "/",
                    "\"",
                    "'",
                    "&lt;",
                    "é");

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            textBlock =
                    """
                    <a href="https://s.example/?a=1&amp;b=2">x</a>  => <a href="w:https://s.example/?a=1&amp;b=2">x</a>
                    <A class=b HREF = 'http://s.example'>x</A>      => <A class=b HREF = "w:http://s.example">x</A>
                    <a href=https://s.example/x>x</a>               => <a href="w:https://s.example/x">x</a>
                    <a title="a>b" href="https://s.example">x</a>   => <a title="a>b" href="w:https://s.example">x</a>
                    <a href="mailto:a@s.example">x</a>              => <a href="mailto:a@s.example">x</a>
                    <abbr href="https://s.example">x</abbr>         => <abbr href="https://s.example">x</abbr>
                    <a data-href="https://s.example">x</a>          => <a data-href="https://s.example">x</a>
                    <!--[if mso]><a href="https://s.example"><![endif]--> => <!--[if mso]><a href="w:https://s.example"><![endif]-->
                    <a href="https://s.example                      => <a href="https://s.example
                    """)
    void everyLinkToElsewhereIsWrappedHoweverItIsWritten(String page, String wrapped) {
        assertThat(TrackedLinks.in(page, LINKS)).isEqualTo(wrapped);
    }

    @Test
    void theReaderOfPagesSeesTheSameButForTheTargets() {
        Random random = new Random(5);
        int touched = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder page = new StringBuilder();
            for (int piece = random.nextInt(16); piece > 0; piece--) {
                page.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            page.append("'\">");

            String wrapped = TrackedLinks.in(page.toString(), LINKS);

            List<HtmlToken> expected = expected(HtmlReader.read(page.toString()));
            assertThat(HtmlReader.read(wrapped)).as(page.toString()).isEqualTo(expected);
            touched += wrapped.contentEquals(page) ? 0 : 1;
        }
        assertThat(touched).isGreaterThan(1_000);
    }

    private static List<HtmlToken> expected(List<HtmlToken> tokens) {
        List<HtmlToken> expected = new ArrayList<>();
        for (HtmlToken token : tokens) {
            expected.add(
                    token instanceof HtmlToken.Open(String name, var attributes) && name.equals("a")
                            ? new HtmlToken.Open(
                                    name,
                                    attributes.stream().map(TrackedLinksTest::expected).toList())
                            : token);
        }
        return expected;
    }

    private static HtmlToken.Attribute expected(HtmlToken.Attribute attribute) {
        boolean leadsOut = attribute.value().matches("(?is)https?://.*");
        return attribute.name().equals("href") && leadsOut
                ? new HtmlToken.Attribute("href", wrapped(attribute.value()))
                : attribute;
    }

    private static String wrapped(String target) {
        return "w:" + target;
    }
}
