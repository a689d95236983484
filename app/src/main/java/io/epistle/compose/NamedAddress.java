package io.epistle.compose;

/// An address with the name shown beside it, as in `From` and `To` (RFC 5322 `mailbox`).
///
/// @param name what the reader sees; one line, empty where there is none. Line breaks and control
///   characters become spaces, so that text from a profile cannot start a header of its own; text
///   over {@value #NAME_CODE_POINTS_MAX} code points is cut
/// @param address where it goes
public record NamedAddress(String name, EmailAddress address) {

    /// Longest name in code points; no mail program shows more.
    public static final int NAME_CODE_POINTS_MAX = 200;

    /// Brings the name to one line within the bound.
    public NamedAddress {
        name = HeaderText.singleLine(name, NAME_CODE_POINTS_MAX);
    }

    /// The address alone, without a name.
    public static NamedAddress of(EmailAddress address) {
        return new NamedAddress("", address);
    }

    /// The address read from `local@domain`, with a name.
    ///
    /// @throws IllegalArgumentException when the text is not an address
    public static NamedAddress of(String name, String address) {
        return new NamedAddress(name, EmailAddress.of(address));
    }
}
