package io.github.rabbitlambda.function;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import io.github.rabbitlambda.function.message.Message;

/**
 * Makes the ledger's keys of one batch's messages: broker, queue and the user's key.
 *
 * <p>
 * Two messages with the same ledger key count as one, and the second is skipped. So a key that can't tell messages
 * apart is no key. Different brokers, queues and keys never make the same ledger key: a bar in the first two is escaped,
 * and so is what UTF-8 can't encode. Safe for use by several threads.
 */
final class IdempotencyKeys {
    private static final char REPLACEMENT = '\ufffd';
    private static final Pattern ALL_ZERO_GUID = Pattern
            .compile("[{(]?0{8}-?0{4}-?0{4}-?0{4}-?0{12}[})]?");
    /** Letters, marks and symbols that show nothing, beside white space, control and format characters. */
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}\\u034f\\u115f\\u1160\\u17b4\\u17b5"
            + "\\u180b-\\u180f\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0\\x{e0100}-\\x{e01ef}]*+");

    private final UserCode userCode;
    private final String broker;
    private final Invocation invocation;
    private final AtomicBoolean hasWarned = new AtomicBoolean();

    /**
     * @param broker
     *            its ARN, empty if the event has none
     */
    IdempotencyKeys(UserCode userCode, Optional<String> broker, Invocation invocation) {
        this.userCode = userCode;
        this.broker = escaped(broker.orElse(""), true);
        this.invocation = invocation;
    }

    /** Empty for a message without a key. Throws what user code throws. */
    Optional<String> ledgerKey(Message message) {
        Optional<String> given = Objects.requireNonNull(userCode.idempotencyKey(message),
                "idempotencyKey returned null; expected an Optional, which is empty for a message without a key");
        if (given.isEmpty() || !identifies(given.get())) {
            return Optional.empty();
        }
        String key = given.get();
        if (ALL_ZERO_GUID.matcher(key).matches() && hasWarned.compareAndSet(false, true)) {
            invocation.log().allZeroKey(message);
        }
        return Optional.of(broker + "|" + escaped(message.queue().toString(), true) + "|" + escaped(key, false));
    }

    /**
     * False for a key that shows nothing, and for one with U+FFFD: its bytes were no UTF-8, and different bytes have
     * become the same character.
     */
    private static boolean identifies(String key) {
        return key.indexOf(REPLACEMENT) < 0 && !BLANK.matcher(key).matches();
    }

    /** Half of a surrogate pair is written in hexadecimal digits: encoded as it is, each half would become "?". */
    private static String escaped(String text, boolean escapesBars) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (character == '\\' || character == '|' && escapesBars) {
                escaped.append('\\').appendCodePoint(character);
            } else if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                escaped.append("\\u").append(Integer.toHexString(character));
            } else {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }
}
