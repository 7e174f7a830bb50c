package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A row of the table of options that a new user may give: the command line, and what comes of it.
 *
 * @param command
 *            as after {@code npx cdk synth}, with names in braces for files and ARNs
 * @param outcome
 *            the sentences of the refusal; or one that begins with "accepted: " and says why
 */
record OptionRow(String command, List<String> outcome) {
    private static final String ACCEPTED = "accepted: ";
    private static final Map<String, String> PLACES = Map.of("{orders}", TestJars.ORDERS, "{foreign}", TestJars.FOREIGN,
            "{plain}", TestJars.PLAIN, "{newer}", TestJars.NEWER, "{text}", Path.of("pom.xml").toString(),
            "{directory}",
            Path.of("src").toString(), "{broker}",
            "arn:aws:mq:us-east-1:111122223333:broker:orders:b-1234a5b6-78cd-901e-2fa3-b45c6d178190", "{endpoint}",
            "amqps://b-1234a5b6-78cd-901e-2fa3-b45c6d178190.mq.us-east-1.amazonaws.com:5671", "{secret}",
            "arn:aws:secretsmanager:us-east-1:111122223333:secret:broker-AbCdEf", "{4000 letters}", "x".repeat(4000));

    OptionRow {
        outcome = List.copyOf(outcome);
    }

    /** A row begins with a command line; what follows, indented, is its outcome. */
    static List<OptionRow> in(Path file) {
        List<OptionRow> rows = new ArrayList<>();
        List<String> outcome = new ArrayList<>();
        String command = "";
        for (String line : lines(file)) {
            if (line.startsWith("    ")) {
                outcome.add(line.strip());
            } else if (line.startsWith("-c ")) {
                add(rows, command, outcome);
                command = line;
                outcome.clear();
            }
        }
        add(rows, command, outcome);
        return rows;
    }

    private static void add(List<OptionRow> rows, String command, List<String> outcome) {
        if (!command.isEmpty()) {
            rows.add(new OptionRow(command, outcome));
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAccepted() {
        return outcome.size() == 1 && outcome.get(0).startsWith(ACCEPTED);
    }

    /** What is refused, with the names in braces again; empty if nothing is. */
    List<String> refused() {
        try {
            TestOptions.of(context());
            return List.of();
        } catch (Refusal refusal) {
            return refusal.sentences().stream().map(OptionRow::shortened).toList();
        }
    }

    Map<String, String> context() {
        Map<String, String> context = new TreeMap<>();
        for (String option : command.split("(^| )-c ")) {
            if (!option.isEmpty()) {
                String[] parts = option.split("=", 2);
                context.put(parts[0], placed(parts[1]));
            }
        }
        return context;
    }

    private static String placed(String value) {
        String placed = value;
        for (Map.Entry<String, String> place : PLACES.entrySet()) {
            placed = placed.replace(place.getKey(), place.getValue());
        }
        return placed;
    }

    private static String shortened(String sentence) {
        String shortened = sentence;
        for (String name : List.of("{orders}", "{foreign}", "{plain}", "{newer}", "{broker}", "{endpoint}",
                "{secret}")) {
            shortened = shortened.replace(PLACES.get(name), name);
        }
        return shortened;
    }

    @Override
    public String toString() {
        return command;
    }
}
