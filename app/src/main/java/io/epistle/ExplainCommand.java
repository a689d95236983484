package io.epistle;

import io.epistle.event.Identifier;
import io.epistle.identity.PersonId;
import io.epistle.identity.PersonRecord;
import io.epistle.profile.Person;
import io.epistle.segment.LiveSegment;
import io.epistle.segment.LiveSegments;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/// `epistle explain PERSON [SEGMENT]`: why somebody is in a segment or not, by which facts, and
/// until when.
final class ExplainCommand implements Command {
    private final Terminal terminal;
    private final Folders folders;

    ExplainCommand(Terminal terminal, Folders folders) {
        this.terminal = terminal;
        this.folders = folders;
    }

    @Override
    public Beside beside() {
        return Beside.SERVED;
    }

    @Override
    public CommandSpec spec() {
        return named(
                        "explain",
                        "Tells why a person is in a segment or not, by which facts, and until"
                                + " when.")
                .addPositional(
                        PositionalParamSpec.builder()
                                .index("0")
                                .paramLabel("PERSON")
                                .type(String.class)
                                .arity("1")
                                .description("a user id, an email address, or a person's id")
                                .build())
                .addPositional(
                        PositionalParamSpec.builder()
                                .index("1")
                                .paramLabel("SEGMENT")
                                .type(String.class)
                                .arity("0..1")
                                .description("a segment's id (default: all)")
                                .build())
                .addOption(
                        OptionSpec.builder("--at")
                                .paramLabel("TIME")
                                .type(String.class)
                                .description(
                                        "a past moment, such as 2011-06-01 or 2011-06-01T12:00:00Z"
                                                + " (default: now)")
                                .build())
                .addOption(Command.dataOption());
    }

    @Override
    public int run(ParseResult given) {
        String asked = given.matchedPositionalValue(0, "");
        Optional<String> segment = Optional.ofNullable(given.matchedPositionalValue(1, null));
        Optional<Instant> past = time(given, "--at");
        try (Folders.Opened opened = folders.openKnown(Command.data(given))) {
            Engine engine = opened.engine();
            Instant now = engine.now();
            Instant at = past.orElse(now);
            if (at.isAfter(now)) {
                throw new NotUnderstood(
                        "Found --at %s, which is later than now (%s); name a moment that has passed."
                                .formatted(at, now));
            }
            PersonRecord record =
                    find(engine, asked)
                            .orElseThrow(() ->
                                    new Refusal(
                                            "Found nobody named %s; expected a user id, an email address or a person's id of this store."
                                                    .formatted(asked)));
            Person person = engine.reader.read(engine.store, record);
            for (LiveSegment one : segments(engine.segments(), segment)) {
                terminal.say("%s (%s) at %s".formatted(one.id(), one.definition().name(), at));
                terminal.say(
                        one.program()
                                .explain(person, at)
                                .shown()
                                .stripTrailing()
                                .indent(2)
                                .stripTrailing());
            }
            return 0;
        }
    }

    private static List<LiveSegment> segments(LiveSegments live, Optional<String> asked) {
        if (asked.isEmpty()) {
            return live.segments();
        }
        return List.of(
                live.find(asked.get())
                        .orElseThrow(() ->
                                new Refusal(
                                        "Found no segment %s; %s."
                                                .formatted(
                                                        asked.get(),
                                                        Command.oneOf(
                                                                live.segments().stream()
                                                                        .map(LiveSegment::id)
                                                                        .toList())))));
    }

    /// The person of a user id, an address or a person's id.
    static Optional<PersonRecord> find(Engine engine, String asked) {
        if (asked.matches("[0-9a-f]{32}")) {
            return engine.people.get(engine.store, PersonId.parse(asked));
        }
        if (asked.isEmpty() || asked.length() > Identifier.VALUE_LENGTH_MAX) {
            return Optional.empty();
        }
        return engine.people
                .find(engine.store, new Identifier(Identifier.USER_ID, asked))
                .or(() ->
                        engine.people.find(engine.store, new Identifier(Identifier.EMAIL, asked)));
    }

    /// The moment that an option names; absent where it is not given.
    static Optional<Instant> time(ParseResult given, String option) {
        return Optional.<String>ofNullable(given.matchedOptionValue(option, null))
                .map(text -> time(option, text));
    }

    /// An instant, or the beginning of a day in UTC.
    private static Instant time(String option, String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException notATime) {
            throw new NotUnderstood(
                    "Found %s %s, expected a date such as 2011-09-30 or an instant such as 2011-09-30T12:00:00Z."
                            .formatted(option, text));
        }
    }
}
