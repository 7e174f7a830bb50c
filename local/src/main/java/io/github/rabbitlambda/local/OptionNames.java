package io.github.rabbitlambda.local;

import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.rabbitlambda.local.broker.BrokerUri;

/**
 * The options that set the settings' fields. A settings record starts its message with the name of the field
 * ({@code size must be between 1 and 10000}); the user reads the option's name there
 * ({@code --batch-size must be between 1 and 10000}).
 */
final class OptionNames {
    private static final Pattern FIELD = Pattern.compile("^(\\w+)(?= (?:must|may|goes with) )");
    private static final Map<String, String> OPTIONS = Map.ofEntries(
            Map.entry("archive", "--function"),
            Map.entry("certificateAuthority", "--ca"),
            Map.entry("environment", "--env"),
            Map.entry("filter", "--filter"),
            Map.entry("filters", "--filter"),
            Map.entry("handler", "--handler"),
            Map.entry("memoryMegabytes", "--memory"),
            Map.entry("port", "the port in --broker"),
            Map.entry("prefetch", "--prefetch"),
            Map.entry("publish", "--publish"),
            Map.entry("queue", "--queue"),
            Map.entry("size", "--batch-size"),
            Map.entry("stopAfter", "--max-messages"),
            Map.entry("timeout", "--timeout"),
            Map.entry("uri", "--broker"),
            Map.entry("window", "--batch-window"));

    private OptionNames() {}

    /** The message with the option's name in place of the field's; other messages stay as they are. */
    static String replaceFieldName(String message) {
        Matcher field = FIELD.matcher(message);
        if (!field.find()) {
            return message;
        }
        return field.replaceFirst(OPTIONS.getOrDefault(field.group(), field.group()))
                .replace(BrokerUri.FORM, BrokerUri.FORM + ", \"embedded\" or \"rabbitmq\"");
    }

    /** Makes settings; a refusal names the option. */
    static <T> T naming(Supplier<T> settings) {
        try {
            return settings.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(replaceFieldName(String.valueOf(e.getMessage())), e);
        }
    }
}
