package io.epistle.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.epistle.event.ByteReader.MalformedBytes;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

class FactCodecTest {
    @Test
    void whatIsEncodedIsDecodedEqual() {
        for (int seed = 0; seed < 2_000; seed++) {
            List<Fact> facts = new RandomFacts(seed).facts(6);

            List<Fact> decoded = FactCodec.decode(FactCodec.encode(facts));

            assertThat(decoded).as("seed %d", seed).isEqualTo(facts);
        }
    }

    @Test
    void theFirstVersionIsReadForEver() {
        List<Fact> facts = List.of(goldenFact());

        assertThat(HexFormat.of().formatHex(FactCodec.encode(facts))).isEqualTo(GOLDEN_PIECE);
        assertThat(FactCodec.decode(HexFormat.of().parseHex(GOLDEN_PIECE))).isEqualTo(facts);
    }

    private static final String GOLDEN_PIECE =
            "010001d20f8087ce90944b000002110c6f726465723a353336333635050101053137383530030705063533363336350a0601070400096f776e206669656c64010d04040200ff0b05063835313233410e030c0804040205fa0110050e556e69746564204b696e67646f6d00";

    private static Fact goldenFact() {
        Instant at = Instant.parse("2010-12-01T08:26:00Z");
        return new Fact(
                1_001,
                0,
                new Event(
                        "import.orders",
                        "order:536365",
                        EventType.TRACK,
                        "Order Completed",
                        List.of(new Identifier(Identifier.USER_ID, "17850")),
                        at,
                        at,
                        Trust.IMPORTED,
                        Struct.builder()
                                .put("order_id", "536365")
                                .put("total", Value.of(new BigDecimal("15.30")))
                                .put(
                                        "products",
                                        Value.of(
                                                List.of(
                                                        Struct.builder()
                                                                .put("product_id", "85123A")
                                                                .put("quantity", 6)
                                                                .put(
                                                                        "price",
                                                                        Value.of(
                                                                                new BigDecimal(
                                                                                        "2.55")))
                                                                .put("own field", Value.TRUE)
                                                                .build())))
                                .build(),
                        Struct.of("country", Value.of("United Kingdom")),
                        Struct.empty()));
    }

    @Test
    void aTornPieceIsFoundAtEveryByte() {
        byte[] plain = FactCodec.encode(List.of(goldenFact()));
        byte[] deflated = FactCodec.encode(new RandomFacts(7).facts(40));
        for (byte[] piece : List.of(plain, deflated)) {
            for (int length = 0; length < piece.length; length++) {
                byte[] torn = Arrays.copyOf(piece, length);

                assertThatThrownBy(() -> FactCodec.decode(torn)).isInstanceOf(MalformedBytes.class);
            }
        }
    }

    @Test
    void aFlippedByteNeverEscapesAsAnotherFailure() {
        Random random = new Random(11);
        for (int round = 0; round < 5_000; round++) {
            byte[] piece = FactCodec.encode(new RandomFacts(round % 50).facts(3));
            piece[random.nextInt(piece.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(FactCodec.decode(piece)).isNotNull();
            } catch (MalformedBytes found) {
                assertThat(found.getMessage()).startsWith("found");
            }
        }
    }

    @Test
    void aPieceOfANewerVersionIsRefused() {
        byte[] piece = FactCodec.encode(List.of(goldenFact()));
        piece[0] = FactCodec.VERSION + 1;

        assertThatThrownBy(() -> FactCodec.decode(piece))
                .hasMessageContaining("version 2, expected 1");
    }
}
