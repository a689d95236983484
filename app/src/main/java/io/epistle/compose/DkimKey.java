package io.epistle.compose;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/// The key with which a domain signs its mail, and where its public half is published. The text
/// form never shows the key.
///
/// @param domain the signing domain, in ASCII; mail passes DMARC when it is that of `From` or one
///   above
/// @param selector names the key under the domain: `selector._domainkey.domain` holds the record
/// @param privateKey RSA, {@value #MODULUS_BITS_MIN} bits or more
public record DkimKey(String domain, String selector, RSAPrivateCrtKey privateKey) {
    /// Shortest modulus; receivers ignore or distrust shorter ones (RFC 8301 section 3.2).
    public static final int MODULUS_BITS_MIN = 2_048;

    private static final String PEM_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String PEM_END = "-----END PRIVATE KEY-----";

    /// Checks the names and the key's length.
    ///
    /// @throws IllegalArgumentException when a name is not one of DNS or the key is too short
    public DkimKey {
        requireName(domain, "domain");
        requireName(selector, "selector");
        int bits = privateKey.getModulus().bitLength();
        if (bits < MODULUS_BITS_MIN) {
            throw new IllegalArgumentException(
                    "a DKIM key has at least " + MODULUS_BITS_MIN + " bits, found " + bits);
        }
    }

    /// Reads a private key as `openssl genpkey -algorithm RSA` writes it (PEM, PKCS #8, not
    /// encrypted).
    ///
    /// @throws IllegalArgumentException when the text is anything else; the message never repeats
    ///   it
    public static DkimKey ofPem(String domain, String selector, String pem) {
        int begin = pem.indexOf(PEM_BEGIN);
        int end = pem.indexOf(PEM_END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(
                    "a DKIM key is a file with the line " + PEM_BEGIN + ", found none");
        }
        String body = pem.substring(begin + PEM_BEGIN.length(), end).replaceAll("\\s", "");
        try {
            PrivateKey key =
                    KeyFactory.getInstance("RSA")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
            if (key instanceof RSAPrivateCrtKey rsa) {
                return new DkimKey(domain, selector, rsa);
            }
            throw new IllegalArgumentException("a DKIM key has its RSA factors, found none");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the DKIM key cannot be read as an RSA key", e);
        }
    }

    /// The name under which the public half must be published as a TXT record.
    public String recordName() {
        return selector + "._domainkey." + domain;
    }

    /// The text of that record (RFC 6376 section 3.6.1).
    public String recordText() {
        BigInteger exponent = privateKey.getPublicExponent();
        try {
            byte[] publicKey =
                    KeyFactory.getInstance("RSA")
                            .generatePublic(new RSAPublicKeySpec(privateKey.getModulus(), exponent))
                            .getEncoded();
            return "v=DKIM1; k=rsa; p=" + Base64.getEncoder().encodeToString(publicKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA, found none", e);
        }
    }

    /// Where the key is published, without the key.
    @Override
    public String toString() {
        return "DkimKey[" + recordName() + "]";
    }

    private static void requireName(String name, String what) {
        boolean dns =
                !name.isEmpty()
                        && name.length() <= 253
                        && name.chars()
                                .allMatch(c ->
                                        c < 128
                                                && (Character.isLetterOrDigit(c)
                                                        || ".-_".indexOf(c) >= 0));
        if (!dns) {
            throw new IllegalArgumentException(
                    "the "
                            + what
                            + " of a DKIM key is a name of DNS, found "
                            + HeaderText.singleLine(name, 253));
        }
    }
}
