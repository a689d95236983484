package io.epistle.send;

import io.epistle.event.Identifier;
import io.epistle.event.Struct;
import io.epistle.privacy.Consent;
import io.epistle.privacy.Consents;
import io.epistle.privacy.MailPreferences;
import io.epistle.privacy.MailTracking;
import io.epistle.privacy.Suppressions;
import io.epistle.privacy.TopicDefinition;
import io.epistle.privacy.TrackingLevel;
import io.epistle.send.Recipients.Recipient;
import io.epistle.store.Rows;
import io.epistle.store.Turn;
import io.epistle.store.Writer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// The preference page of a mail: every choice is a fact on the timeline of whom the mail was sent
/// to, with the mail as its evidence, and in effect before the next claim. What does not change is
/// not told again.
public final class Preferences implements Preferring {
    /// How long a pause lasts.
    public static final Duration PAUSE = Duration.ofDays(30);

    private static final String EVIDENCE = "the preference page of a mail";

    private final Rows rows;
    private final Writer writer;
    private final MailLinks links;
    private final Recipients recipients;
    private final Supplier<List<TopicDefinition>> topics;
    private final Supplier<Instant> clock;

    /// Preferences by the links of `links`.
    ///
    /// @param topics the topics in force
    /// @param clock the moment that a page is shown for
    public Preferences(
            Rows rows,
            Writer writer,
            MailLinks links,
            Recipients recipients,
            Supplier<List<TopicDefinition>> topics,
            Supplier<Instant> clock) {
        this.rows = rows;
        this.writer = writer;
        this.links = links;
        this.recipients = recipients;
        this.topics = topics;
        this.clock = clock;
    }

    private Optional<Recipient> recipient(Rows from, String token) {
        return links.preferences(token).flatMap(sendId -> recipients.find(from, sendId));
    }

    @Override
    public Optional<MailChoices> read(String token) {
        return recipient(rows, token).map(recipient -> choices(recipient, clock.get()));
    }

    @Override
    public Optional<MailChoices> choose(String token, MailChoices.Wish wish) {
        return change(token, (turn, recipient) -> choose(turn, recipient, wish));
    }

    @Override
    public Optional<MailChoices> leave(String token) {
        return change(token, this::leave);
    }

    /// What is no token of ours does not reach the writer.
    private Optional<MailChoices> change(String token, BiConsumer<Turn, Recipient> change) {
        return links.preferences(token)
                .flatMap(sendId ->
                        writer.apply(turn -> {
                            Optional<Recipient> found = recipients.find(turn, sendId);
                            found.ifPresent(recipient -> change.accept(turn, recipient));
                            return recipients
                                    .find(turn, sendId)
                                    .map(after -> choices(after, turn.now()));
                        }));
    }

    private MailChoices choices(Recipient recipient, Instant now) {
        Consents consents = recipient.consents(now);
        MailPreferences preferences = MailPreferences.of(recipient.timeline(), now);
        MailTracking tracking = MailTracking.of(consents);
        return new MailChoices(
                offered().stream()
                        .map(topic ->
                                new MailChoices.Topic(
                                        topic.id(),
                                        topic.name(),
                                        topic.description(),
                                        consents.allow(Consent.MARKETING_EMAIL, topic.id())))
                        .toList(),
                preferences.frequency(),
                preferences.pausedAt(now),
                tracking.links() != TrackingLevel.NONE,
                tracking.opens() != TrackingLevel.NONE);
    }

    /// The topics in force; where there is none, all marketing mail is one.
    private List<TopicDefinition> offered() {
        List<TopicDefinition> defined = topics.get();
        return defined.isEmpty() ? List.of(new TopicDefinition("", "", "")) : defined;
    }

    private void choose(Turn turn, Recipient recipient, MailChoices.Wish wish) {
        MailChoices before = choices(recipient, turn.now());
        if (before.topics().stream().anyMatch(topic -> wish.topics().contains(topic.id()))) {
            join(turn, recipient, before.topics(), wish);
        } else {
            leave(turn, recipient);
        }
        if (wish.links() != before.links()) {
            consent(turn, recipient, wish.links(), Consent.TRACKING, "");
        }
        if (wish.opens() != before.opens()) {
            consent(turn, recipient, wish.opens(), Consent.OPEN_TRACKING, "");
        }
        boolean paused = before.pausedUntil().isPresent();
        if (wish.frequency() != before.frequency() || wish.pause() != paused) {
            Struct.Builder said = Struct.builder().put("frequency", wish.frequency().word());
            if (wish.pause()) {
                Instant until = before.pausedUntil().orElse(turn.now().plus(PAUSE));
                said.put("paused_until", until.toString());
            }
            tell(turn, recipient, MailPreferences.CHANGED, said);
        }
    }

    private void join(
            Turn turn, Recipient recipient, List<MailChoices.Topic> topics, MailChoices.Wish wish) {
        for (MailChoices.Topic topic : topics) {
            boolean wanted = wish.topics().contains(topic.id());
            if (wanted != topic.wanted()) {
                consent(turn, recipient, wanted, Consent.MARKETING_EMAIL, topic.id());
            }
        }
        // Whoever asks for mail again gets it, where nothing else speaks against the address.
        Suppressions.lift(turn, recipient.entry().key().address(), Suppressions.UNSUBSCRIBED);
    }

    /// Whoever wants none of the topics wants nothing else either.
    private void leave(Turn turn, Recipient recipient) {
        Consents consents = Consents.of(recipient.timeline(), turn.now());
        List<String> left = new ArrayList<>(List.of(""));
        topics.get().forEach(topic -> left.add(topic.id()));
        for (String topic : left) {
            if (consents.allow(Consent.MARKETING_EMAIL, topic)) {
                consent(turn, recipient, false, Consent.MARKETING_EMAIL, topic);
            }
        }
        Suppressions.add(turn, recipient.entry().key().address(), Suppressions.UNSUBSCRIBED);
    }

    private void consent(
            Turn turn, Recipient recipient, boolean given, String purpose, String topic) {
        Struct.Builder said = Struct.builder().put("purpose", purpose);
        if (!topic.isEmpty()) {
            said.put("topic", topic);
        }
        recipient.address().ifPresent(address -> said.put(Identifier.EMAIL, address));
        tell(turn, recipient, given ? Consent.GIVEN : Consent.WITHDRAWN, said);
    }

    private void tell(Turn turn, Recipient recipient, String name, Struct.Builder said) {
        recipients.tell(
                turn,
                recipient,
                "preference:" + recipients.nextSequence(turn),
                name,
                turn.now(),
                said.put("evidence", EVIDENCE));
    }
}
