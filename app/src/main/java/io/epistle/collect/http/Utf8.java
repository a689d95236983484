package io.epistle.collect.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Texts as they travel.
final class Utf8 {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private Utf8() {}

    /// The text of bytes, without a byte order mark.
    ///
    /// @throws Refused where they are not UTF-8 to the last byte
    static String text(byte[] bytes) throws Refused {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException broken) {
            throw Refused.malformed("body", "bytes that are not UTF-8", "UTF-8");
        }
    }

    /// How many bytes a text has.
    static int bytes(String text) {
        int bytes = text.length();
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (letter >= 0x80) {
                // Each half of a surrogate pair stands for two of its four bytes.
                bytes += letter >= 0x800 && !Character.isSurrogate(letter) ? 2 : 1;
            }
        }
        return bytes;
    }
}
