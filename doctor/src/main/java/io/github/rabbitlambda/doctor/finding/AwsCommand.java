package io.github.rabbitlambda.doctor.finding;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands of the AWS CLI, to be pasted into a shell. */
final class AwsCommand {
    private static final String NEEDS_NO_QUOTES = "[A-Za-z0-9_./:=,@+-]+";

    private AwsCommand() {}

    static String in(String region, String... words) {
        return Stream.of(Stream.of("aws"), Arrays.stream(words), Stream.of("--region", region)).flatMap(part -> part)
                .map(AwsCommand::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches(NEEDS_NO_QUOTES) ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
