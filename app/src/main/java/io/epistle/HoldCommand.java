package io.epistle;

import io.epistle.send.Hold;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

import java.util.Optional;

/// `epistle hold`: stops all sending at once, and lets it go on.
final class HoldCommand implements Command {
    private final Terminal terminal;
    private final Folders folders;

    HoldCommand(Terminal terminal, Folders folders) {
        this.terminal = terminal;
        this.folders = folders;
    }

    @Override
    public Beside beside() {
        return Beside.SERVED;
    }

    @Override
    public CommandSpec spec() {
        return named("hold", "Stops all sending at once, until it is released.")
                .addPositional(
                        PositionalParamSpec.builder()
                                .paramLabel("REASON")
                                .type(String.class)
                                .arity("0..1")
                                .description("why, for whoever finds sending held")
                                .build())
                .addOption(
                        OptionSpec.builder("--release").description("lets sending go on").build())
                .addOption(Command.dataOption());
    }

    @Override
    public int run(ParseResult given) {
        String reason = given.matchedPositionalValue(0, "");
        try (Folders.Opened opened = folders.openKnown(Command.data(given))) {
            Engine engine = opened.engine();
            if (given.hasMatchedOption("--release")) {
                Optional<Hold> held = engine.writer.apply(Hold::release);
                terminal.say(
                        held.map(hold ->
                                        "Sending is released; it was %s."
                                                .formatted(SendingSaid.of(hold)))
                                .orElse("Sending was not held."));
                terminal.say(SendingSaid.mode(engine.store));
            } else {
                Hold hold = engine.writer.apply(turn -> Hold.place(turn, reason));
                terminal.say(
                        "Sending is %s. Let it go on with: epistle hold --release"
                                .formatted(SendingSaid.of(hold)));
            }
            return 0;
        }
    }
}
