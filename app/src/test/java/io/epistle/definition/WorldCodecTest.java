package io.epistle.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.epistle.event.ByteReader.MalformedBytes;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

final class WorldCodecTest {
    private final WorldCodec codec = new WorldCodec();

    @Test
    void aWorldComesBackWhole() {
        World world = world();

        World back = codec.decode(codec.encode(world));

        assertThat(back).isEqualTo(world);
        assertThat(back.document("segment", "b").orElseThrow().root().mark())
                .isEqualTo(new Mark(5, 1));
    }

    @Test
    void theGoldenFileIsStillReadAndWritten() throws IOException {
        byte[] golden = golden("world-1.hex");

        assertThat(codec.decode(golden)).isEqualTo(world());
        assertThat(codec.encode(world())).isEqualTo(golden);
    }

    @Test
    void everyCutOffWorldIsRefused() {
        byte[] bytes = codec.encode(world());

        for (int length = 0; length < bytes.length; length++) {
            byte[] torn = Arrays.copyOf(bytes, length);
            assertThatExceptionOfType(MalformedBytes.class).isThrownBy(() -> codec.decode(torn));
        }
        assertThatExceptionOfType(MalformedBytes.class)
                .isThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Test
    void flippedBytesAreRefusedOrAnotherWorldButNeverAnotherFailure() {
        byte[] bytes = codec.encode(world());
        Random random = new Random(5);
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] flipped = bytes.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                codec.decode(flipped);
            } catch (MalformedBytes _) {
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 4_999);
    }

    @Test
    void aNewerFormatIsRefusedByName() {
        byte[] bytes = codec.encode(world());
        bytes[0] = 2;

        assertThatExceptionOfType(MalformedBytes.class)
                .isThrownBy(() -> codec.decode(bytes))
                .withMessage(
                        "found a World of format 2, expected 1: it was written by a newer program");
    }

    private static World world() {
        TreeMap<String, String> files =
                new TreeMap<>(Map.of("p.html", "<p>\u00E9</p>", "q.html", ""));
        String text =
                Samples.segment("a", "everyone")
                        + "---\n"
                        + Samples.segment("b", "in segment a")
                        + "---\nkind: campaign\nid: picks\naudience: b\nhtml: p.html\n";
        Reading reading = Samples.read(Workspace.of("all.yaml", text, files));
        assertThat(reading.problems()).isEmpty();
        return new World(
                7,
                Instant.parse("2011-09-30T08:00:00.123Z"),
                ZoneId.of("Europe/London"),
                reading.documents().stream()
                        .map(d -> d.versioned(3, d.id().equals("a") ? 2 : 3))
                        .toList(),
                new TreeMap<>(
                        Map.of(
                                "rfm.monetary",
                                new Cuts(
                                        List.of(
                                                new BigDecimal("-1.50"),
                                                new BigDecimal("0"),
                                                new BigDecimal("123456789012345678901.25"))),
                                "empty",
                                new Cuts(List.of()))));
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = WorldCodecTest.class.getResourceAsStream(name)) {
            assertThat(in).as("golden file " + name).isNotNull();
            String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        }
    }
}
