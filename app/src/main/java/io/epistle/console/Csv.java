package io.epistle.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Tables as RFC 4180 writes them, safe to open in a spreadsheet. Pure.
final class Csv {
    /// What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection").
    private static final String FORMULA_STARTS = "=+-@\t\r";

    /// A negative number is a number, not a formula.
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private Csv() {}

    /// One line with its end. A field that a spreadsheet would run is disarmed by an apostrophe in
    /// front.
    static String line(List<String> fields) {
        List<String> written = new ArrayList<>(fields.size());
        fields.forEach(field -> written.add(field(field)));
        return String.join(",", written) + "\r\n";
    }

    private static String field(String field) {
        boolean runs =
                !field.isEmpty()
                        && FORMULA_STARTS.indexOf(field.charAt(0)) >= 0
                        && !NUMBER.matcher(field).matches();
        String safe = runs ? "'" + field : field;
        boolean quotes =
                safe.contains(",")
                        || safe.contains("\"")
                        || safe.contains("\n")
                        || safe.contains("\r");
        return quotes ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
