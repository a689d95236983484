package io.epistle.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

final class PlainTextTest {

    @Test
    void aMailReadsLikeOneThatAPersonTyped() {
        String html =
                """
                <!DOCTYPE html><html><head><title>Picks</title><style>p { color: red }</style></head>
                <body>
                <div style="display: none">Preheader &zwnj;&nbsp;</div>
                <!--[if mso]><p>Outlook only</p><![endif]-->
                <h1>Hello   Zo&euml;,</h1>
                <p>we picked <b>three</b> things for&nbsp;you:<br>have a look.</p>
                <ul><li>A <a href="https://shop.example/tin?a=1&amp;b=2">cake tin</a></li>
                <li>A lantern<ol><li>red</li><li>green</li></ol></li></ul>
                <table><tr><th>Item</th><th>Price</th></tr><tr><td>Tin</td><td>&pound;4.95</td></tr></table>
                <blockquote><p>Lovely!</p><p>Came quickly.</p></blockquote>
                <p><a href="https://shop.example/"><img src="x.png" alt="Shop now"></a></p>
                <hr>
                <p>Write to <a href="mailto:help@shop.example?subject=x">help@shop.example</a> or
                <a href="tel:+441234">call us</a>. <a href="#top">Up</a></p>
                <script>alert("<p>no</p>")</script>
                </body></html>
                """;

        String text = PlainText.of(html);

        assertThat(text)
                .isEqualTo(
                        """
                        Hello Zoë,
                        ==========

                        we picked three things for you:
                        have a look.

                        - A cake tin (https://shop.example/tin?a=1&b=2)
                        - A lantern
                          1. red
                          2. green

                        Item | Price
                        Tin | £4.95

                        > Lovely!
                        >
                        > Came quickly.

                        Shop now (https://shop.example/)

                        --------------------

                        Write to help@shop.example or call us (+441234). Up
                        """);
    }

    @Test
    void layoutTablesAreReadCellAfterCell() {
        String html =
                """
                <table role="presentation"><tr>
                  <td><table role="presentation"><tr><td><p>Tin</p><p>&pound;5</p></td></tr></table></td>
                  <td><p>Lantern</p><p>&pound;7</p></td>
                </tr><tr><td>Shop</td><td></td><td>Help</td></tr></table>
                """;

        String text = PlainText.of(html);

        assertThat(text)
                .isEqualTo(
                        """
                        Tin

                        £5

                        Lantern

                        £7

                        Shop
                        Help
                        """);
    }

    @Test
    void aLinkThatShowsItsOwnAddressIsNotRepeated() {
        assertThat(PlainText.of("<a href='https://Shop.example/'>shop.example</a>"))
                .isEqualTo("shop.example\n");
        assertThat(PlainText.of("see <a href='https://shop.example/x'></a>!"))
                .isEqualTo("see https://shop.example/x!\n");
        assertThat(
                        PlainText.of(
                                "<a href='https://shop.example/x'><div>Big</div><div>offer</div></a>now"))
                .isEqualTo("Big\noffer (https://shop.example/x)\nnow\n");
    }

    @Test
    void preformattedTextKeepsItsSpaces() {
        assertThat(PlainText.of("<p>code</p><pre>a  b\n  c</pre>d"))
                .isEqualTo("code\n\na  b\n  c\n\nd\n");
    }

    @Test
    void aPageWithoutTextGivesNone() {
        assertThat(PlainText.of("")).isEmpty();
        assertThat(PlainText.of("<img src=x><br><table><tr><td>&nbsp;</td></tr></table>"))
                .isEmpty();
        assertThat(new Content("<img src=x>", PlainText.of("<img src=x>")).text()).isEmpty();
    }

    @Test
    void everyVisibleWordComesThroughOnceAndInOrderAndNoHiddenOne() {
        for (int seed = 0; seed < 5_000; seed++) {
            RandomPage page = new RandomPage(seed);
            page.element(0);

            String text = PlainText.of(page.html.toString());

            List<String> words =
                    text.lines()
                            .flatMap(line -> List.of(line.split(" ")).stream())
                            .filter(word -> word.startsWith("w") || word.startsWith("h"))
                            .toList();
            assertThat(words).as("seed %d: %s", seed, page.html).isEqualTo(page.visible);
        }
    }

    @Test
    void anythingIsAcceptedAndTheTextIsTidy() {
        Random random = new Random(13);
        List<String> shreds =
                List.of(
                        "<",
                        ">",
                        "</",
                        "<a href=",
                        "\"",
                        "'",
                        "<td>",
                        "</td>",
                        "<table>",
                        "</table>",
                        "<tr>",
                        "</tr>",
                        "<ul>",
                        "</ul>",
                        "<ol>",
                        "<li>",
                        "</li>",
                        "<blockquote>",
                        "</blockquote>",
                        "<pre>",
                        "</pre>",
                        "<h1>",
                        "</h1>",
                        "<!--",
                        "-->",
                        "<![",
                        "<?",
                        "<script>",
                        "</script>",
                        "<p hidden>",
                        "</p>",
                        "<br>",
                        "&amp;",
                        "&#x1F381;",
                        "&#99999999999;",
                        "&#xD800;",
                        "&nosuch;",
                        "&",
                        "&copy",
                        "word",
                        " ",
                        "\n",
                        "\uD83C",
                        "\u0000",
                        "</a>",
                        "<a>",
                        "=",
                        "/");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder html = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                html.append(shreds.get(random.nextInt(shreds.size())));
            }

            String text = PlainText.of(html.toString());

            assertThat(text).as(html.toString()).doesNotContain("\n\n\n", " \n", "\r", "\u0000");
            assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
        }
    }

    @Test
    void deepNestingCostsNoMoreThanItsLength() {
        for (String tag :
                List.of("table><tr><td", "ul><li", "blockquote", "div", "a href=x", "h1", "b")) {
            String html = ("<" + tag + ">x").repeat(20_000);

            assertThat(PlainText.of(html).length()).isLessThan(20 * html.length());
        }
    }

    /// A page of nested elements, with the words that show, in order.
    private static final class RandomPage {

        private static final List<String> TAGS =
                List.of(
                        "p",
                        "div",
                        "b",
                        "span",
                        "h1",
                        "h2",
                        "h3",
                        "ul",
                        "ol",
                        "li",
                        "blockquote",
                        "td",
                        "center",
                        "section",
                        "table",
                        "tr",
                        "em",
                        "font");

        private final StringBuilder html = new StringBuilder();
        private final List<String> visible = new ArrayList<>();
        private final Random random;
        private int words;

        private RandomPage(int seed) {
            this.random = new Random(seed);
        }

        private void element(int depth) {
            for (int i = random.nextInt(5); i >= 0; i--) {
                switch (depth > 6 ? 0 : random.nextInt(8)) {
                    case 0, 1 -> word();
                    case 2 ->
                            html.append("<p style='color:red; DISPLAY : none'><p>h")
                                    .append(words++)
                                    .append(" </p></p>");
                    case 3 ->
                            html.append("<!-- <p>h")
                                    .append(words++)
                                    .append("</p> --><style>h1{}</style>");
                    case 4 -> html.append("<br/>\n");
                    case 5 -> table(depth);
                    default -> {
                        String tag = TAGS.get(random.nextInt(7));
                        html.append('<').append(tag).append(" class=\"a>b\">");
                        element(depth + 1);
                        html.append("</").append(tag).append('>');
                    }
                }
            }
        }

        private void table(int depth) {
            html.append(random.nextBoolean() ? "<table>" : "<table role=presentation>");
            for (int rows = random.nextInt(3); rows > 0; rows--) {
                html.append("<tr>");
                for (int cells = random.nextInt(3); cells > 0; cells--) {
                    html.append("<td>");
                    element(depth + 1);
                    html.append(random.nextInt(4) == 0 ? "" : "</td>");
                }
                html.append(random.nextInt(4) == 0 ? "" : "</tr>");
            }
            html.append("</table>");
        }

        private void word() {
            String word = "w" + words++;
            visible.add(word);
            html.append(' ').append(word).append(' ');
        }
    }
}
