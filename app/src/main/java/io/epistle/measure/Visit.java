package io.epistle.measure;

import java.time.Duration;
import java.util.Optional;

/// What a request for a link or an image of a mail shows of who is behind it. Nothing of it is
/// stored.
///
/// @param head whether it asks for headers alone
/// @param agent what it calls itself; empty where it says nothing
/// @param prefetch whether it says that nobody asked for it yet
public record Visit(boolean head, String agent, boolean prefetch) {
    /// More of what a request calls itself is not looked at.
    private static final int AGENT_LENGTH_MAX = 512;

    /// Nobody reads a mail and finds a link in it sooner after the receiving server took it.
    static final Duration SOONEST = Duration.ofSeconds(5);

    public Visit {
        agent = agent.strip();
        agent = agent.substring(0, Math.min(agent.length(), AGENT_LENGTH_MAX));
    }

    /// Who is behind a visit, and why that is thought.
    ///
    /// @param reason a word for reports, such as `head`; the name of a known agent behind `agent:`;
    ///   empty for people
    record Told(Traffic traffic, String reason) {
        private static Told machine(String reason) {
            return new Told(Traffic.MACHINE, reason);
        }
    }

    /// Who follows a link.
    ///
    /// @param since how long ago the receiving server took the mail; absent where the clock stands
    Told click(Optional<Duration> since) {
        return told(since);
    }

    /// Who loads the image that tells of an opening. Apple's mail program loads all images when a
    /// mail arrives, read or not, and calls itself `Mozilla/5.0` and no more; Gmail's and Yahoo's
    /// proxies load them mostly when somebody reads.
    ///
    /// @param since how long ago the receiving server took the mail; absent where the clock stands
    Told open(Optional<Duration> since) {
        if (agent.equals("Mozilla/5.0")) {
            return Told.machine("apple_mail_privacy");
        }
        Told told = told(since);
        return KnownAgents.isMailProxy(agent) && told.traffic() != Traffic.MACHINE
                ? new Told(Traffic.UNKNOWN, "image_proxy")
                : told;
    }

    private Told told(Optional<Duration> since) {
        if (head) {
            return Told.machine("head");
        }
        if (prefetch) {
            return Told.machine("prefetch");
        }
        if (agent.isEmpty()) {
            return Told.machine("no_agent");
        }
        Optional<String> known = KnownAgents.machine(agent);
        if (known.isPresent()) {
            return Told.machine("agent:" + known.get());
        }
        if (since.filter(span -> span.compareTo(SOONEST) < 0).isPresent()) {
            return Told.machine("too_soon");
        }
        return KnownAgents.isBrowser(agent)
                ? new Told(Traffic.HUMAN, "")
                : new Told(Traffic.UNKNOWN, "unfamiliar_agent");
    }
}
