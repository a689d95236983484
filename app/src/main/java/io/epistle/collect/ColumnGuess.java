package io.epistle.collect;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds a file's columns: by the mapping, else by the names in the header, else, where several
/// names fit, by what the cells look like.
final class ColumnGuess {
    /// A header may be wider; a sentence may not.
    private static final int NAMES_SHOWN_MAX = 40;

    /// So many cells that look wrong, and none that looks right, are another column and no typing
    /// errors.
    private static final int SAID_MIN = 20;

    private final String file;
    private final ImportKind kind;
    private final List<String> header;
    private final List<List<String>> sample;
    private final Mapping mapping;

    /// @param file its name, for sentences
    /// @param sample the cells of some rows
    ColumnGuess(
            String file,
            ImportKind kind,
            List<String> header,
            List<List<String>> sample,
            Mapping mapping) {
        this.file = file;
        this.kind = kind;
        this.header = header;
        this.sample = sample;
        this.mapping = mapping;
    }

    /// The columns found, by field; optional ones may be missing.
    ///
    /// @throws ImportRefused where a required one is missing, or several fit
    SortedMap<String, ChosenColumn> choose() throws ImportRefused {
        SortedMap<String, ChosenColumn> chosen = new TreeMap<>();
        for (WantedColumn wanted : kind.columns()) {
            Optional<ChosenColumn> column = choose(wanted);
            column.ifPresent(found -> chosen.put(wanted.field(), found));
        }
        List<String> missing =
                kind.columns().stream()
                        .filter(wanted -> wanted.required() && !chosen.containsKey(wanted.field()))
                        .map(WantedColumn::field)
                        .toList();
        if (!missing.isEmpty()) {
            throw new ImportRefused(
                    "%s has %s; for %s the %s of %s missing: name them under columns: {%s: ...} in a mapping file (docs/reference/mapping.md) and give it with --mapping"
                            .formatted(
                                    file,
                                    columns(),
                                    kind.id(),
                                    missing.size() == 1 ? "column" : "columns",
                                    String.join(", ", missing)
                                            + (missing.size() == 1 ? " is" : " are"),
                                    missing.getFirst()));
        }
        return chosen;
    }

    /// How many fields the names in a header fit: what tells one separator from another.
    static int fitting(ImportKind kind, List<String> header, Mapping mapping) {
        int fitting = 0;
        for (WantedColumn wanted : kind.columns()) {
            String named = mapping.columns().get(wanted.field());
            boolean fits =
                    named == null
                            ? header.stream().anyMatch(name -> isSynonym(wanted, name))
                            : header.stream().anyMatch(name -> name.strip().equals(named.strip()));
            fitting += fits ? 1 : 0;
        }
        return fitting;
    }

    private static boolean isSynonym(WantedColumn wanted, String name) {
        String plain = WantedColumn.plain(name);
        return wanted.synonyms().stream().anyMatch(group -> group.contains(plain));
    }

    private Optional<ChosenColumn> choose(WantedColumn wanted) throws ImportRefused {
        String named = mapping.columns().get(wanted.field());
        if (named != null) {
            return Optional.of(given(wanted, named));
        }
        for (List<String> group : wanted.synonyms()) {
            List<Integer> candidates = candidates(wanted, group);
            if (!candidates.isEmpty()) {
                return Optional.of(one(wanted, candidates));
            }
        }
        return Optional.empty();
    }

    private ChosenColumn given(WantedColumn wanted, String named) throws ImportRefused {
        List<Integer> equal = new ArrayList<>();
        for (int index = 0; index < header.size(); index++) {
            if (header.get(index).strip().equals(named.strip())) {
                equal.add(index);
            }
        }
        if (equal.size() != 1) {
            throw new ImportRefused(
                    "%s has %s column \"%s\", which the mapping names for %s: it has %s"
                            .formatted(
                                    file,
                                    equal.isEmpty() ? "no" : "more than one",
                                    named,
                                    wanted.field(),
                                    columns()));
        }
        return new ChosenColumn(wanted.field(), equal.getFirst(), named.strip(), true);
    }

    private List<Integer> candidates(WantedColumn wanted, List<String> group) {
        List<Integer> candidates = new ArrayList<>();
        for (int index = 0; index < header.size(); index++) {
            String plain = WantedColumn.plain(header.get(index));
            if (group.contains(plain) && !isTaken(index) && fitsHere(wanted, plain)) {
                candidates.add(index);
            }
        }
        return candidates;
    }

    /// Whether the mapping gives the column to another field.
    private boolean isTaken(int index) {
        return mapping.columns().containsValue(header.get(index).strip());
    }

    /// `Name` is the order's number in Shopify's exports, whose other columns are of the line item,
    /// and the product's name elsewhere.
    private boolean fitsHere(WantedColumn wanted, String plain) {
        if (!plain.equals("name")) {
            return true;
        }
        boolean shopify =
                header.stream().anyMatch(name -> WantedColumn.plain(name).startsWith("lineitem"));
        return shopify == wanted.field().equals(OrderField.INVOICE.field());
    }

    private ChosenColumn one(WantedColumn wanted, List<Integer> candidates) throws ImportRefused {
        List<Integer> convincing =
                candidates.stream().filter(index -> share(wanted, index) >= 0.5).toList();
        if (candidates.size() > 1 && convincing.size() != 1) {
            throw new ImportRefused(
                    "%s has several columns that could be the %s (%s): name one under columns: {%s: ...} in a mapping file (docs/reference/mapping.md) and give it with --mapping"
                            .formatted(
                                    file,
                                    wanted.field(),
                                    String.join(
                                            ", ", candidates.stream().map(header::get).toList()),
                                    wanted.field()));
        }
        int index = candidates.size() > 1 ? convincing.getFirst() : candidates.getFirst();
        if (wanted.required() && said(index) >= SAID_MIN && share(wanted, index) == 0) {
            throw new ImportRefused(
                    "%s has a column \"%s\", but nothing in its first %d rows can be read as the %s: say how it is written (decimal, date_order) or name another under columns: {%s: ...} in a mapping file (docs/reference/mapping.md) and give it with --mapping"
                            .formatted(
                                    file,
                                    header.get(index).strip(),
                                    sample.size(),
                                    wanted.field(),
                                    wanted.field()));
        }
        return new ChosenColumn(wanted.field(), index, header.get(index).strip(), false);
    }

    /// The cells of a column that are not blank.
    private int said(int index) {
        return (int)
                sample.stream().filter(cells -> !CellText.text(cells.get(index)).isEmpty()).count();
    }

    /// The part of the cells that look right, blank ones aside; 1 where all are blank.
    private double share(WantedColumn wanted, int index) {
        TimeReader times = new TimeReader(ZoneOffset.UTC);
        long right =
                sample.stream()
                        .map(cells -> CellText.text(cells.get(index)))
                        .filter(text -> !text.isEmpty() && looksRight(wanted.check(), text, times))
                        .count();
        int said = said(index);
        return said == 0 ? 1 : (double) right / said;
    }

    private boolean looksRight(WantedColumn.CellCheck check, String text, TimeReader times) {
        return switch (check) {
            case TEXT -> true;
            case NUMBER -> Amount.read(text, mapping.decimalComma().orElse(false)) != null;
            case TIME -> !times.read(text).equals(TimeReadings.UNREADABLE);
            case EMAIL -> text.indexOf('@') > 0;
        };
    }

    private String columns() {
        return switch (header.size()) {
            case 0 -> "no header line that can be read";
            case 1 -> "only one column, " + shown(header);
            default -> "the columns " + shown(header);
        };
    }

    private static String shown(List<String> names) {
        String all =
                String.join(
                        ", ",
                        names.stream()
                                .limit(NAMES_SHOWN_MAX)
                                .map(name -> name.length() > 60 ? name.substring(0, 60) : name)
                                .map(name -> name.strip().replaceAll("\\p{Cntrl}", "?"))
                                .toList());
        return names.size() > NAMES_SHOWN_MAX
                ? all + " and %d more".formatted(names.size() - NAMES_SHOWN_MAX)
                : all;
    }
}
