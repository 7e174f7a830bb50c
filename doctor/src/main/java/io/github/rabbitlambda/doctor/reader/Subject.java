package io.github.rabbitlambda.doctor.reader;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Arn;

/** What the doctor is asked about, as far as its text tells. */
sealed interface Subject {
    Pattern BROKER_ID = Pattern.compile("b-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    Pattern PART_OF_FUNCTION_ARN = Pattern.compile("(\\d{12}:function:)?[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]+)?");

    record Mapping(String uuid) implements Subject {}

    /** @param text a name with an alias or version, or an ARN */
    record Function(String text) implements Subject {}

    record Broker(String id, Optional<String> arn) implements Subject {}

    /** A name that a function or a broker may have. */
    record Name(String text) implements Subject {}

    /** A subject as AWS spells it: UUIDs are in small letters. */
    static String spelled(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return Account.isUuid(small) || BROKER_ID.matcher(small).matches() ? small : text;
    }

    /** @throws UnreadableAccount if no mapping, function or broker can be meant */
    static Subject parse(String text) {
        Optional<Arn> arn = Arn.parse(text);
        if (Account.isUuid(text)) {
            return new Mapping(text);
        }
        if (BROKER_ID.matcher(text).matches()) {
            return new Broker(text, Optional.empty());
        }
        if (NAME.matcher(text).matches()) {
            return new Name(text);
        }
        return arn.isPresent()
                ? ofArn(arn.get())
                : Optional.of(text).filter(part -> PART_OF_FUNCTION_ARN.matcher(part).matches())
                        .map(Function::new).orElseThrow(() -> refused(text));
    }

    private static Subject ofArn(Arn arn) {
        return switch (arn.service() + ":" + arn.resource().split(":")[0]) {
            case "mq:broker" -> new Broker(arn.lastPart(), Optional.of(arn.toString()));
            case "lambda:function" -> new Function(arn.toString());
            case "lambda:event-source-mapping" -> new Mapping(arn.lastPart());
            default -> throw refused(arn.toString());
        };
    }

    private static UnreadableAccount refused(String text) {
        return new UnreadableAccount("the subject must be a mapping's UUID, a function's name or ARN, or a broker's id,"
                + " name or ARN (given " + text + ")");
    }

    /** The Region that a subject names. */
    static Optional<String> region(String text) {
        return Arn.parse(text).map(Arn::region).filter(region -> !region.isEmpty());
    }
}
