package io.github.rabbitlambda.doctor.reader;

import java.util.Optional;

/** Where connections come from: tests have a server of their own. */
@FunctionalInterface
interface ConnectionSource {
    /** @throws UnreadableAccount if no Region or no credentials can be had */
    Connection open(Optional<String> region, Optional<String> profile);
}
