package io.github.rabbitlambda.local;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What picocli could not read, in the words of this command. */
final class WrongArgument {
    private WrongArgument() {}

    static String sentence(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (wrong.getArgSpec() instanceof OptionSpec option && wrong.getValue() != null) {
            return expected(option)
                    .map(expected -> "%s must be %s (given \"%s\")".formatted(option.longestName(), expected,
                            wrong.getValue()))
                    .orElse(String.valueOf(wrong.getMessage()));
        }
        return String.valueOf(wrong.getMessage());
    }

    private static Optional<String> expected(ArgSpec option) {
        if (option.type() == boolean.class || option.type() == Boolean.class) {
            return Optional.of("given without a value");
        }
        if (option.type().isEnum()) {
            return Optional.of(option.paramLabel().replace("|", " or "));
        }
        return isNumber(option) ? Optional.of(number(option)) : Optional.empty();
    }

    private static String unmatched(UnmatchedArgumentException unmatched) {
        String first = unmatched.getUnmatched().getFirst();
        if (!first.startsWith("-")) {
            return "\"%s\" belongs to no option".formatted(first);
        }
        List<String> similar = unmatched.getSuggestions().stream().filter(name -> name.startsWith("--")).limit(2)
                .toList();
        return "there is no option %s".formatted(first.split("=", 2)[0])
                + (similar.isEmpty() ? "" : ": did you mean %s?".formatted(String.join(" or ", similar)));
    }

    private static boolean isNumber(ArgSpec option) {
        return option.type().isPrimitive() || Number.class.isAssignableFrom(option.type());
    }

    private static String number(ArgSpec option) {
        String kind = option.type() == BigDecimal.class ? "a number" : "a whole number";
        return switch (option.paramLabel()) {
            case "SECONDS" -> kind + " of seconds, such as 5";
            case "MB" -> kind + " of MB, such as 512";
            default -> kind;
        };
    }
}
