package io.github.rabbitlambda.doctor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command of the AWS CLI, quoted for a POSIX shell. A word that begins with a dollar sign is a variable of the shell.
 *
 * @param region empty for a service that has none, such as IAM
 */
public record CommandLine(String region, List<String> words, String variable, List<CommandLine> further) {
    private static final String NEEDS_NO_QUOTES = "[A-Za-z0-9_./:=,@+-]+";
    private static final String HARMLESS_IN_DOUBLE_QUOTES = "[^\"$`\\\\!]*";

    CommandLine(String region, String... words) {
        this(region, Stream.concat(Stream.of("aws"), Stream.of(words)).toList(), "", List.of());
    }

    /** The text of a command with these words after aws. */
    public static String of(String region, String... words) {
        return new CommandLine(region, words).text();
    }

    CommandLine with(String option, String... values) {
        List<String> all = new ArrayList<>(words);
        all.add(option);
        all.addAll(List.of(values));
        return new CommandLine(region, List.copyOf(all), variable, further);
    }

    /** The command with its output in a variable. */
    CommandLine into(String name) {
        return new CommandLine(region, words, name, further);
    }

    CommandLine then(CommandLine next) {
        return new CommandLine(region, words, variable, Stream.concat(further.stream(), Stream.of(next)).toList());
    }

    public String text() {
        String own = Stream.concat(words.stream(), region.isEmpty() ? Stream.of() : Stream.of("--region", region))
                .map(CommandLine::quoted).collect(Collectors.joining(" "));
        return Stream.concat(Stream.of(variable.isEmpty() ? own : variable + "=$(" + own + ")"),
                further.stream().map(CommandLine::text)).collect(Collectors.joining(" && "));
    }

    /** In double quotes only where nothing in them means something to a shell, or a variable has to. */
    private static String quoted(String word) {
        if (word.matches(NEEDS_NO_QUOTES)) {
            return word;
        }
        return word.contains("$GROUP") || word.contains("'") && word.matches(HARMLESS_IN_DOUBLE_QUOTES)
                ? '"' + word + '"'
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
