package io.epistle.compose;

import java.util.HashMap;
import java.util.Map;

/// Resolves `&amp;`, `&#8364;` and `&#x20AC;`: every number, and the 253 names of HTML 4 and XML.
/// What is no reference stays as it stands. A named one counts without its semicolon too, but only
/// those of Latin-1 and not before a letter, digit or `=` (`?a=1&copy=2` is a link's query).
final class CharacterReferences {

    private static final int NAME_LENGTH_MAX = 8;
    private static final int REPLACEMENT = 0xFFFD;
    private static final int LATIN_FIRST = 160;
    private static final int LATIN_LAST = 255;

    /// What the numbers 128 to 159 mean: the characters of Windows-1252, as in browsers.
    private static final String WINDOWS_1252 =
            "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
                + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// The names of the characters 160 to 255, in order.
    private static final String LATIN =
            """
            nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg
            macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo
            frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig
            Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve
            Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN
            szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc
            euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml
            divide oslash ugrave uacute ucirc uuml yacute thorn yuml
            """;

    /// The other names, each with its code point.
    private static final String OTHERS =
            """
            quot=34 amp=38 apos=39 lt=60 gt=62 OElig=338 oelig=339 Scaron=352 scaron=353
            Yuml=376 fnof=402 circ=710 tilde=732 Alpha=913 Beta=914 Gamma=915 Delta=916
            Epsilon=917 Zeta=918 Eta=919 Theta=920 Iota=921 Kappa=922 Lambda=923 Mu=924
            Nu=925 Xi=926 Omicron=927 Pi=928 Rho=929 Sigma=931 Tau=932 Upsilon=933
            Phi=934 Chi=935 Psi=936 Omega=937 alpha=945 beta=946 gamma=947 delta=948
            epsilon=949 zeta=950 eta=951 theta=952 iota=953 kappa=954 lambda=955 mu=956
            nu=957 xi=958 omicron=959 pi=960 rho=961 sigmaf=962 sigma=963 tau=964
            upsilon=965 phi=966 chi=967 psi=968 omega=969 thetasym=977 upsih=978 piv=982
            ensp=8194 emsp=8195 thinsp=8201 zwnj=8204 zwj=8205 lrm=8206 rlm=8207
            ndash=8211 mdash=8212 lsquo=8216 rsquo=8217 sbquo=8218 ldquo=8220 rdquo=8221
            bdquo=8222 dagger=8224 Dagger=8225 bull=8226 hellip=8230 permil=8240
            prime=8242 Prime=8243 lsaquo=8249 rsaquo=8250 oline=8254 frasl=8260
            euro=8364 image=8465 weierp=8472 real=8476 trade=8482 alefsym=8501 larr=8592
            uarr=8593 rarr=8594 darr=8595 harr=8596 crarr=8629 lArr=8656 uArr=8657
            rArr=8658 dArr=8659 hArr=8660 forall=8704 part=8706 exist=8707 empty=8709
            nabla=8711 isin=8712 notin=8713 ni=8715 prod=8719 sum=8721 minus=8722
            lowast=8727 radic=8730 prop=8733 infin=8734 ang=8736 and=8743 or=8744
            cap=8745 cup=8746 int=8747 there4=8756 sim=8764 cong=8773 asymp=8776 ne=8800
            equiv=8801 le=8804 ge=8805 sub=8834 sup=8835 nsub=8836 sube=8838 supe=8839
            oplus=8853 otimes=8855 perp=8869 sdot=8901 lceil=8968 rceil=8969 lfloor=8970
            rfloor=8971 lang=9001 rang=9002 loz=9674 spades=9824 clubs=9827 hearts=9829
            diams=9830
            """;

    private static final Map<String, Integer> NAMED = named();

    private CharacterReferences() {}

    static String resolve(String text) {
        int at = text.indexOf('&');
        if (at < 0) {
            return text;
        }
        StringBuilder resolved = new StringBuilder(text.length());
        int copied = 0;
        while (at >= 0) {
            int end = text.startsWith("#", at + 1) ? numberEnd(text, at) : nameEnd(text, at);
            if (end > at) {
                resolved.append(text, copied, at).appendCodePoint(codePoint(text, at, end));
                copied = end;
            }
            at = text.indexOf('&', Math.max(end, at + 1));
        }
        return resolved.append(text, copied, text.length()).toString();
    }

    private static int codePoint(String text, int at, int end) {
        boolean semicolon = text.charAt(end - 1) == ';';
        String reference = text.substring(at + 1, semicolon ? end - 1 : end);
        return reference.startsWith("#")
                ? numbered(reference.substring(1))
                : NAMED.getOrDefault(reference, REPLACEMENT);
    }

    /// Where the numeric reference at `at` ends; `at` itself when it is none.
    private static int numberEnd(String text, int at) {
        boolean hex = text.regionMatches(true, at + 2, "x", 0, 1);
        int start = at + (hex ? 3 : 2);
        int end = start;
        while (end < text.length() && Character.digit(text.charAt(end), hex ? 16 : 10) >= 0) {
            end++;
        }
        if (end == start) {
            return at;
        }
        return end < text.length() && text.charAt(end) == ';' ? end + 1 : end;
    }

    /// Where the named reference at `at` ends; `at` itself when it is none.
    private static int nameEnd(String text, int at) {
        int end = at + 1;
        while (end < text.length()
                && end - at <= NAME_LENGTH_MAX
                && isAlphanumeric(text.charAt(end))) {
            end++;
        }
        Integer codePoint = NAMED.get(text.substring(at + 1, end));
        if (codePoint == null) {
            return at;
        }
        if (end < text.length() && text.charAt(end) == ';') {
            return end + 1;
        }
        boolean inWord =
                end < text.length()
                        && (isAlphanumeric(text.charAt(end)) || text.charAt(end) == '=');
        return codePoint <= LATIN_LAST && !inWord ? end : at;
    }

    private static int numbered(String digits) {
        boolean hex = digits.startsWith("x") || digits.startsWith("X");
        int radix = hex ? 16 : 10;
        int number = 0;
        for (int i = hex ? 1 : 0; i < digits.length(); i++) {
            number = number * radix + Character.digit(digits.charAt(i), radix);
            if (number > Character.MAX_CODE_POINT) {
                return REPLACEMENT;
            }
        }
        boolean surrogate = number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE;
        if (number == 0 || surrogate) {
            return REPLACEMENT;
        }
        return number >= 128 && number < LATIN_FIRST ? WINDOWS_1252.charAt(number - 128) : number;
    }

    private static Map<String, Integer> named() {
        Map<String, Integer> named = new HashMap<>();
        int codePoint = LATIN_FIRST;
        for (String name : LATIN.strip().split("\\s+")) {
            named.put(name, codePoint++);
        }
        for (String pair : OTHERS.strip().split("\\s+")) {
            int equals = pair.indexOf('=');
            named.put(pair.substring(0, equals), Integer.parseInt(pair.substring(equals + 1)));
        }
        return named;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
