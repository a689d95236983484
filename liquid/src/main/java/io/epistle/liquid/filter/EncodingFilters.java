package io.epistle.liquid.filter;

import io.epistle.liquid.LiquidFault;
import io.epistle.liquid.value.Nil;
import io.epistle.liquid.value.Text;
import io.epistle.liquid.value.Value;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Filters for URLs and Base64.
final class EncodingFilters {
    private static final String HEX = "0123456789ABCDEF";

    private EncodingFilters() {}

    static List<FilterDefinition> definitions() {
        return List.of(
                FilterDefinition.of("url_encode", 0, EncodingFilters::urlEncode),
                FilterDefinition.of("url_decode", 0, EncodingFilters::urlDecode),
                FilterDefinition.of("base64_encode", 0, EncodingFilters::base64Encode),
                FilterDefinition.of("base64_decode", 0, EncodingFilters::base64Decode),
                FilterDefinition.of("base64_url_safe_encode", 0, EncodingFilters::base64UrlEncode),
                FilterDefinition.of("base64_url_safe_decode", 0, EncodingFilters::base64UrlDecode));
    }

    private static Value urlEncode(Value input, Arguments arguments, FilterContext context) {
        if (input instanceof Nil) {
            return input;
        }
        String text = context.text(input);
        context.chargeText(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            if (unreserved((char) b)) {
                out.append((char) b);
            } else if (b == ' ') {
                out.append('+');
            } else {
                out.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
            }
        }
        context.requireLength(out.length());
        return Text.plain(out.toString());
    }

    private static boolean unreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    private static Value urlDecode(Value input, Arguments arguments, FilterContext context) {
        if (input instanceof Nil) {
            return input;
        }
        String text = context.text(input);
        context.chargeText(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (bytes[i] == '%' && high >= 0 && low >= 0) {
                out[length++] = (byte) ((high << 4) | low);
                i += 2;
            } else {
                out[length++] = bytes[i] == '+' ? (byte) ' ' : bytes[i];
            }
        }
        return text(Arrays.copyOf(out, length), "url_decode");
    }

    private static Value base64Encode(Value input, Arguments arguments, FilterContext context) {
        return encoded(Base64.getEncoder(), input, context);
    }

    private static Value base64UrlEncode(Value input, Arguments arguments, FilterContext context) {
        return encoded(Base64.getUrlEncoder(), input, context);
    }

    private static Value encoded(Base64.Encoder encoder, Value input, FilterContext context) {
        String encoded =
                encoder.encodeToString(context.text(input).getBytes(StandardCharsets.UTF_8));
        context.requireLength(encoded.length());
        return Text.plain(encoded);
    }

    private static Value base64Decode(Value input, Arguments arguments, FilterContext context) {
        return decoded(context.text(input), "base64_decode");
    }

    /// Padding may be left out whole, and both alphabets are read.
    private static Value base64UrlDecode(Value input, Arguments arguments, FilterContext context) {
        String text = context.text(input).replace('-', '+').replace('_', '/');
        boolean padded = text.endsWith("=") || text.length() % 4 == 0;
        return decoded(
                padded ? text : text + "=".repeat(4 - text.length() % 4), "base64_url_safe_decode");
    }

    /// Only what encoding gives is Base64: whole groups, and no bits left over.
    private static Value decoded(String text, String filter) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException unreadable) {
            throw notBase64(filter);
        }
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw notBase64(filter);
        }
        return text(bytes, filter);
    }

    private static LiquidFault notBase64(String filter) {
        return new LiquidFault(
                filter + " was given text that is not Base64",
                "invalid base64 provided to " + filter);
    }

    private static Value text(byte[] bytes, String filter) {
        try {
            return Text.plain(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notText) {
            throw new LiquidFault(
                    filter + " does not give text in UTF-8", "invalid byte sequence in UTF-8");
        }
    }
}
