package io.epistle.compose;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Signs messages by DKIM (RFC 6376) with `rsa-sha256` and relaxed canonicalization of header and
/// body, which survives what mail servers do to white space.
///
/// Every header that a reader or a program acts upon is covered, both unsubscribe headers among
/// them (RFC 8058 section 4 demands it). Those that a forger could add once more (`From`, `To`,
/// `Subject` and others) are named once more than they occur, so that a second one breaks the
/// signature.
///
/// Signing the same message at the same instant with the same key gives the same bytes. Safe for
/// many threads.
public final class DkimSigner {
    /// Covered and guarded against a second one.
    private static final List<String> GUARDED =
            List.of("from", "to", "subject", "date", "reply-to", "message-id", "content-type");

    /// Covered where present.
    private static final List<String> COVERED =
            List.of(
                    "cc",
                    "mime-version",
                    "content-transfer-encoding",
                    "list-id",
                    "list-unsubscribe",
                    "list-unsubscribe-post",
                    "feedback-id",
                    "precedence");

    private static final int COLUMNS_MAX = 76;

    private final DkimKey key;
    private final Provider provider;

    /// Signs with the JDK's own RSA.
    public DkimSigner(DkimKey key) {
        this(key, jdkProvider());
    }

    /// Signs with the RSA of another provider, such as the Amazon Corretto Crypto Provider.
    public DkimSigner(DkimKey key, Provider provider) {
        this.key = key;
        this.provider = provider;
    }

    /// The message with its signature as the first header.
    ///
    /// @param message as [MimeWriter] gives it: lines end in CRLF
    /// @param at becomes `t=`; the planned instant, so that composing again gives the same bytes
    /// @throws IllegalArgumentException when the message has no `From`
    public byte[] sign(byte[] message, Instant at) {
        int bodyStart = bodyStart(message);
        List<DkimForm.Field> fields = DkimForm.fields(message, bodyStart);
        List<String> names = signedNames(fields);
        String bodyHash = base64(sha256(DkimForm.relaxedBody(message, bodyStart)));
        String unsigned = header(names, at, bodyHash);
        ByteBuilder signed = new ByteBuilder(4_096);
        for (String field : selected(names, fields)) {
            signed.append(field.getBytes(StandardCharsets.UTF_8)).ascii("\r\n");
        }
        // The signature's own header comes last, its value still empty, without CRLF.
        signed.ascii(DkimForm.relaxedField(unsigned));
        String header = unsigned + folded(base64(rsa(signed.toBytes())));
        ByteBuilder out = new ByteBuilder(message.length + header.length() + 2);
        return out.ascii(header).ascii("\r\n").append(message).toBytes();
    }

    /// The header up to `b=`, in folded lines.
    private String header(List<String> names, Instant at, String bodyHash) {
        List<String> tags = new ArrayList<>(List.of("v=1;", "a=rsa-sha256;", "c=relaxed/relaxed;"));
        tags.add("d=" + key.domain() + ";");
        tags.add("s=" + key.selector() + ";");
        tags.add("t=" + at.getEpochSecond() + ";");
        for (int i = 0; i < names.size(); i++) {
            String separator = i + 1 < names.size() ? ":" : ";";
            tags.add((i == 0 ? "h=" : "") + names.get(i) + separator);
        }
        tags.add("bh=" + bodyHash + ";");
        StringBuilder header = new StringBuilder("DKIM-Signature:");
        int column = header.length();
        for (String tag : tags) {
            if (column + 1 + tag.length() > COLUMNS_MAX) {
                header.append("\r\n");
                column = 0;
            }
            header.append(' ').append(tag);
            column += 1 + tag.length();
        }
        return header.append("\r\n b=").toString();
    }

    /// The names for `h=`: each covered header as often as it occurs, the guarded ones once more.
    private static List<String> signedNames(List<DkimForm.Field> fields) {
        List<String> names = new ArrayList<>();
        for (String name : GUARDED) {
            for (long i = occurrences(name, fields); i >= 0; i--) {
                names.add(name);
            }
        }
        for (String name : COVERED) {
            for (long i = occurrences(name, fields); i > 0; i--) {
                names.add(name);
            }
        }
        if (occurrences("from", fields) == 0) {
            throw new IllegalArgumentException("a message to be signed has a From, found none");
        }
        return names;
    }

    private static long occurrences(String name, List<DkimForm.Field> fields) {
        return fields.stream().filter(field -> field.name().equals(name)).count();
    }

    /// The fields that the names stand for: of several with one name the last first, and nothing
    /// where no further one is left (RFC 6376 section 5.4.2).
    private static List<String> selected(List<String> names, List<DkimForm.Field> fields) {
        List<DkimForm.Field> left = new ArrayList<>(fields.reversed());
        List<String> selected = new ArrayList<>();
        for (String name : names) {
            for (int i = 0; i < left.size(); i++) {
                if (left.get(i).name().equals(name)) {
                    selected.add(left.remove(i).relaxed());
                    break;
                }
            }
        }
        return selected;
    }

    /// Where the body starts: behind the first empty line, or at the end where there is none.
    private static int bodyStart(byte[] message) {
        for (int i = 0; i + 3 < message.length; i++) {
            if (message[i] == '\r'
                    && message[i + 1] == '\n'
                    && message[i + 2] == '\r'
                    && message[i + 3] == '\n') {
                return i + 4;
            }
        }
        return message.length;
    }

    private byte[] rsa(byte[] signed) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA", provider);
            signature.initSign(key.privateKey());
            signature.update(signed);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the provider " + provider.getName() + " cannot sign with " + key, e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256, found none", e);
        }
    }

    private static Provider jdkProvider() {
        Provider provider = Security.getProvider("SunRsaSign");
        if (provider == null) {
            throw new IllegalStateException("the JDK signs with SunRsaSign, found none");
        }
        return provider;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /// The signature in lines; the white space inside it does not count.
    private static String folded(String base64) {
        StringBuilder folded = new StringBuilder();
        int room = COLUMNS_MAX - " b=".length();
        for (int i = 0; i < base64.length(); i += room) {
            folded.append(i == 0 ? "" : "\r\n ");
            folded.append(base64, i, Math.min(base64.length(), i + room));
        }
        return folded.toString();
    }
}
