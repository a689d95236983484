package io.epistle.bench;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/// An answer as people and programs read it.
///
/// @param question what was asked
/// @param machine what it ran on
/// @param answer what came out
record Report(Question question, Machine machine, Answer answer) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// For a terminal, line by line.
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(question.words());
        lines.add("  machine  " + machine.words());
        lines.add("  data     " + answer.data());
        lines.add("  method   " + answer.method());
        answer.figures()
                .forEach((name, spread) -> lines.add("  %-24s %s".formatted(name, spread.words())));
        answer.ratios()
                .forEach((name, spread) ->
                        lines.add("  %-24s %s".formatted("ratio to " + name, spread.words())));
        return lines;
    }

    /// `{"question", "figures": {name: median}, "ratios": {limit or peer: median}}`, with machine,
    /// data, method and the spread of each beside.
    String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("question", question.name());
        json.put("machine", machine.words());
        json.put("data", answer.data());
        json.put("method", answer.method());
        ObjectNode figures = json.putObject("figures");
        answer.figures().forEach((name, spread) -> figures.put(name, spread.median()));
        ObjectNode ratios = json.putObject("ratios");
        answer.ratios().forEach((name, spread) -> ratios.put(name, spread.median()));
        ObjectNode spreads = json.putObject("spreads");
        answer.figures().forEach((name, spread) -> put(spreads.putObject(name), spread));
        answer.ratios().forEach((name, spread) -> put(spreads.putObject("ratio " + name), spread));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    private static void put(ObjectNode json, Spread spread) {
        json.put("lowest", spread.lowest());
        json.put("highest", spread.highest());
        json.put("runs", spread.runs());
    }
}
