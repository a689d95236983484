package io.epistle.console;

/// The console's drawings: one path each, 24 by 24, drawn with a stroke.
public enum Icon {
    /// The page Home.
    HOME("M4 11.5 12 4l8 7.5M6 10v9h4.5v-5h3v5H18v-9"),
    /// Facts as they arrive: a pulse.
    LIVE("M2.500 12h4.500l3-7.500 4.500 15 3-7.500h4"),
    /// People.
    PEOPLE(
            "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c.4-3.6 3-5.5 6.5-5.5s6.100 1.900"
                + " 6.500 5.500M16 4.300a3.500 3.500 0 0 1 0 6.400M18 14.900c2 .8 3.200 2.500 3.500"
                + " 5.100"),
    /// Segments: two circles that overlap.
    SEGMENTS("M9 18A6 6 0 1 0 9 6a6 6 0 0 0 0 12ZM15 18a6 6 0 1 0 0-12 6 6 0 0 0 0 12Z"),
    /// Campaigns: a paper plane.
    CAMPAIGNS("M21 3 10.500 13.500M21 3l-6.500 18-4-7.500L3 9.500 21 3Z"),
    /// Templates: a page with a head and two columns.
    TEMPLATES("M4.500 4h15v16h-15zM4.500 9h15M12 9v11"),
    /// The mailbox, and any mail.
    MAILBOX("M3.500 6h17v12.500h-17zM4 6.500l8 6.500 8-6.500"),
    /// Searching.
    SEARCH("M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13ZM15.500 15.500 20.500 20.500"),
    /// An order.
    ORDER("M5 8h14l-1 12H6L5 8ZM9 8V6.500a3 3 0 0 1 6 0V8"),
    /// Something given back.
    REFUND("M9 14 4.500 9.500 9 5M5 9.500h9a5 5 0 0 1 0 10h-3"),
    /// Yes.
    YES("M5 12.500 10 17.500 19.500 7"),
    /// No.
    NO("M6 6l12 12M18 6 6 18"),
    /// A click.
    CLICK("M9 3.500v3M4.500 5 6.500 7M3.500 10h3M10 10l10 3.500-4.500 2-2 4.500L10 10Z"),
    /// Something looked at.
    VIEW(
            "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500"
                    + " 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z"),
    /// Something learnt about a person.
    TRAIT("M4 5h16v14H4zM8 10h3M8 14h8M14.500 10H16"),
    /// Any other fact.
    FACT("M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z"),
    /// A look inside.
    MORE("M9 5.500 15.500 12 9 18.500"),
    /// Something that needs someone.
    ALERT("M12 4 2.500 20h19L12 4ZM12 10v5M12 17.200v.300"),
    /// Alerts: a bell.
    BELL("M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 2h-15l1.500-2ZM10 21h4"),
    /// Something said for information.
    NOTE("M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 11v5.500M12 7.500v.300");

    private final String path;

    Icon(String path) {
        this.path = path;
    }

    /// The attribute `d` of the path.
    public String path() {
        return path;
    }
}
