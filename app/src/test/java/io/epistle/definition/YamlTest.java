package io.epistle.definition;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

final class YamlTest {

    @Test
    void everyValueKnowsItsPlace() {
        Node.Mapping root = mapping("a: 1\nb:\n  - x\n  - {c: 'y', d: \"z\"}\n");

        Node.Sequence list = (Node.Sequence) value(root, "b");
        Node.Mapping inner = (Node.Mapping) list.items().get(1);
        assertThat(root.mark()).isEqualTo(new Mark(1, 1));
        assertThat(root.entry("b").orElseThrow().key().mark()).isEqualTo(new Mark(2, 1));
        assertThat(value(root, "a").mark()).isEqualTo(new Mark(1, 4));
        assertThat(list.mark()).isEqualTo(new Mark(3, 3));
        assertThat(list.items().getFirst().mark()).isEqualTo(new Mark(3, 5));
        assertThat(inner.mark()).isEqualTo(new Mark(4, 5));
        assertThat(value(inner, "d").mark()).isEqualTo(new Mark(4, 17));
    }

    @Test
    void aCharacterOutsideTheBasicPlaneIsOneColumn() {
        Node.Mapping root = mapping("{\"\uD83D\uDE00\": x}\n");

        assertThat(root.entries().getFirst().value().mark()).isEqualTo(new Mark(1, 7));
    }

    @Test
    void windowsAndOldMacLineBreaksCountAsOne() {
        for (String lineBreak : List.of("\n", "\r\n", "\r")) {
            String text = String.join(lineBreak, "a: 1", "b: |", "  x", "  y", "c: 3", "");
            Source source = Source.split("f", text).getFirst();

            Node.Mapping root = (Node.Mapping) read(source);

            assertThat(value(root, "c").mark()).isEqualTo(new Mark(5, 4));
            assertThat(((Node.Scalar) value(root, "b")).text()).isEqualTo("x\ny\n");
        }
    }

    @Test
    void aByteOrderMarkShiftsNothing() {
        Node.Mapping root = mapping("\uFEFFa: 1\n");

        assertThat(root.entry("a")).isPresent();
        assertThat(value(root, "a").mark()).isEqualTo(new Mark(1, 4));
    }

    @Test
    void aPlaceInABlockIsAPlaceInTheFile() {
        Node.Scalar rule =
                (Node.Scalar) value(mapping("x: 1\nrule: |\n    did a\n      and b\n"), "rule");

        assertThat(rule.text()).isEqualTo("did a\n  and b\n");
        assertThat(rule.at(1, 1)).isEqualTo(new Mark(3, 5));
        assertThat(rule.at(2, 7)).isEqualTo(new Mark(4, 11));
    }

    @Test
    void aPlaceInABlockThatBeginsWithBlankOrDeeperLinesIsExactToo() {
        Node.Scalar rule =
                (Node.Scalar) value(mapping("rule: |2-\n\n     did a\n   or b\n"), "rule");

        assertThat(rule.text()).isEqualTo("\n   did a\n or b");
        assertThat(rule.at(2, 4)).isEqualTo(new Mark(3, 6));
        assertThat(rule.at(3, 2)).isEqualTo(new Mark(4, 4));
    }

    @Test
    void aPlaceInAQuotedTextIsBehindItsQuote() {
        Node.Scalar rule = (Node.Scalar) value(mapping("rule: 'did a'\n"), "rule");

        assertThat(rule.at(1, 5)).isEqualTo(new Mark(1, 12));
    }

    @Test
    void aPlaceInAFoldedTextIsWhereItBegins() {
        Node.Scalar rule = (Node.Scalar) value(mapping("rule: >\n  did a\n  or b\n"), "rule");

        assertThat(rule.text()).isEqualTo("did a or b\n");
        assertThat(rule.at(1, 7)).isEqualTo(new Mark(1, 7));
    }

    @Test
    void anAnchorMayBeUsedAgain() {
        Node.Mapping root = mapping("a: &x [1, 2]\nb: *x\n");

        assertThat(value(root, "b")).isSameAs(value(root, "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &x [*x]", "a: &x {b: *x}", "a: *x"})
    void aValueThatContainsItselfOrNothingIsAProblem(String text) {
        assertThat(problems(text))
                .singleElement()
                .asString()
                .contains(
                        "found the alias *x, expected one whose anchor &x names a value complete");
    }

    @Test
    void aliasesThatMultiplyAreStoppedEarly() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 30; level++) {
            String before = "*a" + (level - 1);
            bomb.append(
                    "a%d: &a%d [%s]\n".formatted(level, level, (before + ", ").repeat(9) + before));
        }

        List<String> problems = problems(bomb.toString());

        assertThat(problems)
                .containsExactly(
                        "f:5:25: found more than 50,000 values, aliases included, expected at most"
                                + " that many in one definition");
    }

    @Test
    void valuesWithinValuesAreStoppedAtTheirBound() {
        assertThat(problems("[".repeat(Yaml.DEPTH_MAX) + "]".repeat(Yaml.DEPTH_MAX))).isEmpty();
        assertThat(problems("[".repeat(100_000)))
                .containsExactly(
                        "f:1:33: found a value 33 levels deep, expected at most 32 levels");
    }

    @Test
    void aHugeTextIsNotParsed() {
        assertThat(problems("a: " + "x".repeat(Source.CHARACTERS_MAX)))
                .containsExactly(
                        "f: found 1,000,004 characters, expected at most 1,000,000 in one file");
    }

    @Test
    void aKeyTwiceIsAProblemAtTheSecond() {
        assertThat(problems("a: 1\nb: 2\na: 3\n"))
                .containsExactly(
                        "f:3:1: found the key \"a\" a second time, expected each key once");
    }

    @Test
    void aTagIsAProblem() {
        assertThat(problems("a: !!binary eA==\n"))
                .containsExactly(
                        "f:1:4: found the tag tag:yaml.org,2002:binary, expected a value without a"
                                + " tag");
    }

    @Test
    void whatIsNotYamlIsSaidInWordsOfOurs() {
        assertThat(problems("a:\n\tb: 1\n"))
                .singleElement()
                .asString()
                .startsWith("f:2:1: found a tab, expected spaces");
        assertThat(problems("a: b: c\n"))
                .singleElement()
                .asString()
                .startsWith("f:1:5: found a colon inside a text");
        assertThat(problems("a: 1\n b: 2\n"))
                .singleElement()
                .asString()
                .startsWith("f:2:3: found a colon inside a text");
        assertThat(problems("- a\nb: 1\n"))
                .singleElement()
                .asString()
                .startsWith("f:2:1: found something that does not line up");
        assertThat(problems("a: 1\nbcd\n"))
                .singleElement()
                .asString()
                .contains("found a line without a colon");
        assertThat(problems("a: \"b\n")).singleElement().asString().startsWith("f:2:1: found");
        assertThat(problems("a: 1\nb: x\u0007y\n"))
                .containsExactly("f:2:5: found the character U+0007, expected printable text");
        assertThat(problems("a: 1\n...\nb: 2\n"))
                .containsExactly(
                        "f:3:1: found something after the end of the definition, expected ---"
                                + " before the next one");
        assertThat(problems("? [a]\n: b\n"))
                .containsExactly("f:1:3: found a list as a key, expected a word");
    }

    @Test
    void aPlaceInATextThatIsNotWrittenAsItReadsIsWhereTheScalarBegins() {
        Mark begin = new Mark(1, 4);

        for (String written :
                List.of(
                        "'single ''quoted'' x'",
                        "''''",
                        "\"\\u00e9\\t x\"",
                        "\"a \\\"b\\\" x\"",
                        "\"a\n  b x\"",
                        "'a\n  b x'",
                        "a\n  b x",
                        "\"a\\\n  b x\"",
                        "\"a\\n x\"")) {
            Node.Scalar scalar = (Node.Scalar) value(mapping("a: " + written + "\n"), "a");
            int column = scalar.text().lines().findFirst().orElseThrow().length();
            assertThat(scalar.at(1, column)).as(written).isEqualTo(begin);
        }
    }

    /// The oracle looks for the one x in the file.
    @Test
    void aPlaceInATextThatIsWrittenAsItReadsIsExact() {
        for (String written :
                List.of(
                        "it is x  # not xx",
                        "'it is \"x\"'",
                        "\"it's x\"",
                        "\"\uD83D\uDE00 x\"",
                        "\uD83D\uDE00 {{ x }}   ",
                        "'  x  '",
                        "|\n  a\n   \\t'' x")) {
            String file = "a: " + written + "\n";
            Node.Scalar scalar = (Node.Scalar) value(mapping(file), "a");
            assertThat(scalar.at(markOfX(scalar.text()).line(), markOfX(scalar.text()).column()))
                    .as(written)
                    .isEqualTo(markOfX(file));
        }
    }

    private static Mark markOfX(String text) {
        String before = text.substring(0, text.indexOf('x'));
        int begin = before.lastIndexOf('\n') + 1;
        return new Mark(
                1 + (int) before.chars().filter(it -> it == '\n').count(),
                1 + before.codePointCount(begin, before.length()));
    }

    @Test
    void whateverIsTypedEndsInAValueOrAProblem() {
        Random random = new Random(7);
        String alphabet = "ab:- \n\t\"'[]{},&*!|>#%@`\\~?.0\uFEFF\u00E9";
        int values = 0;
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            for (int index = 0; index < length; index++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            for (Source source : Source.split("f", text.toString())) {
                Problems problems = new Problems();

                boolean read = Yaml.read(source, problems).isPresent();

                assertThat(read).as(text.toString()).isEqualTo(problems.count() == 0);
                values += read ? 1 : 0;
            }
        }
        assertThat(values).isBetween(1_000, 19_000);
    }

    private static Node value(Node.Mapping mapping, String key) {
        return mapping.entry(key).orElseThrow().value();
    }

    private static Node.Mapping mapping(String text) {
        return (Node.Mapping) read(Source.split("f", text).getFirst());
    }

    private static Node read(Source source) {
        Problems problems = new Problems();
        Node node = Yaml.read(source, problems).orElseThrow();
        assertThat(problems.sorted()).isEmpty();
        return node;
    }

    private static List<String> problems(String text) {
        Problems problems = new Problems();
        Yaml.read(new Source("f", 1, text.endsWith("\n") ? text : text + "\n"), problems);
        return problems.sorted().stream().map(Problem::toString).toList();
    }
}
