package io.github.rabbitlambda.local.publish;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import com.rabbitmq.client.AMQP.BasicProperties;

/**
 * The messages of all {@code --publish}. A source that is a saved event has its records' properties; any other source
 * is the body of one message, which gets the given content type and headers.
 */
public final class OwnMessages {
    /** The source that means standard input. */
    public static final String STANDARD_INPUT = "-";
    private static final int PERSISTENT = 2;

    private OwnMessages() {}

    /**
     * Reads the messages in the order of their sources.
     *
     * @param sources
     *            each a file, {@code -} for standard input, or a text
     * @param headers
     *            each {@code name=value}
     * @throws IllegalArgumentException
     *             if a source or a header can't be read
     */
    public static List<Publication> read(List<String> sources, @Nullable String contentType, List<String> headers,
            InputStream standardInput) {
        Optional<BasicProperties> given = given(contentType, headers);
        requireStandardInputOnce(sources);
        List<Publication> messages = new ArrayList<>();
        boolean hasPlainMessage = false;
        for (String argument : sources) {
            Source source = Source.of(argument, standardInput);
            List<Publication> records = SavedEvent.read(source);
            hasPlainMessage |= records.isEmpty();
            messages.addAll(records.isEmpty()
                    ? List.of(new Publication(given.orElse(properties().build()), source.content()))
                    : records);
        }
        if (given.isPresent() && !hasPlainMessage) {
            throw new IllegalArgumentException(sources.isEmpty()
                    ? "--content-type and --header may be given with --publish only (given: without it)"
                    : "--content-type and --header may be given with a file or text that is one message (given: saved events only, which have properties of their own)");
        }
        return List.copyOf(messages);
    }

    private static void requireStandardInputOnce(List<String> sources) {
        long count = sources.stream().filter(STANDARD_INPUT::equals).count();
        if (count > 1) {
            throw new IllegalArgumentException(
                    "publish may be - (standard input) once (given %d times)".formatted(count));
        }
    }

    private static Optional<BasicProperties> given(@Nullable String contentType, List<String> headers) {
        if (contentType == null && headers.isEmpty()) {
            return Optional.empty();
        }
        if (contentType != null && !SavedProperties.isShort(contentType)) {
            throw new IllegalArgumentException("--content-type must have at most 255 bytes (given \"%.40s…\")"
                    .formatted(contentType));
        }
        BasicProperties.Builder properties = properties().contentType(contentType);
        Map<String, Object> table = HeaderOption.table(headers);
        return Optional.of(table.isEmpty() ? properties.build() : properties.headers(table).build());
    }

    private static BasicProperties.Builder properties() {
        return new BasicProperties.Builder().deliveryMode(PERSISTENT);
    }
}
