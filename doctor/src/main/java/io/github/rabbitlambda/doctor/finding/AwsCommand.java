package io.github.rabbitlambda.doctor.finding;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands of the AWS CLI, to be pasted into a shell. */
final class AwsCommand {
    private static final String NEEDS_NO_QUOTES = "[A-Za-z0-9_./:=,@+-]+";
    private static final String HARMLESS_IN_DOUBLE_QUOTES = "[^\"$`\\\\!]*";

    private AwsCommand() {}

    static String in(String region, String... words) {
        return Stream.of(Stream.of("aws"), Arrays.stream(words), Stream.of("--region", region)).flatMap(part -> part)
                .map(AwsCommand::quoted).collect(Collectors.joining(" "));
    }

    /** In double quotes only where nothing in them means something to a shell. */
    private static String quoted(String word) {
        if (word.matches(NEEDS_NO_QUOTES)) {
            return word;
        }
        return word.contains("'") && word.matches(HARMLESS_IN_DOUBLE_QUOTES)
                ? '"' + word + '"'
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
