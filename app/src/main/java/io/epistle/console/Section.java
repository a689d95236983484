package io.epistle.console;

/// The parts of the console that the navigation leads to.
public enum Section {
    /// What happened and what needs someone.
    HOME(Links.HOME, Icon.HOME, 'h'),
    /// Facts as they arrive.
    LIVE(Links.LIVE, Icon.LIVE, 'l'),
    /// Everyone.
    PEOPLE(Links.PEOPLE, Icon.PEOPLE, 'p'),
    /// Groups by rule.
    SEGMENTS(Links.SEGMENTS, Icon.SEGMENTS, 's'),
    /// What was sent, and what came of it.
    CAMPAIGNS(Links.CAMPAIGNS, Icon.CAMPAIGNS, 'c'),
    /// What mails are made of.
    TEMPLATES(Links.TEMPLATES, Icon.TEMPLATES, 't'),
    /// Mails as received.
    MAILBOX(Links.MAILBOX, Icon.MAILBOX, 'm'),
    /// Input that was set aside.
    QUARANTINE(Links.QUARANTINE, Icon.ALERT, 'q'),
    /// What an operator must know.
    ALERTS(Links.ALERTS, Icon.BELL, 'a');

    private final String link;
    private final Icon icon;
    private final char key;

    Section(String link, Icon icon, char key) {
        this.link = link;
        this.icon = icon;
        this.key = key;
    }

    /// Where it begins.
    public String link() {
        return link;
    }

    /// Its drawing.
    public Icon icon() {
        return icon;
    }

    /// The key that leads there after `g`.
    public char key() {
        return key;
    }

    /// The key of its name in [Texts].
    public String text() {
        return "section." + name().toLowerCase(java.util.Locale.ROOT);
    }
}
