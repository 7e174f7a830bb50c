package io.github.rabbitlambda.doctor.reader;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import io.github.rabbitlambda.doctor.snapshot.Snapshot;

/**
 * Asks an account about a mapping, a function or a broker, and makes a snapshot of the answers. A part that may not be read is
 * kept as that, and the rest is read. Instances are immutable and thread-safe.
 */
public final class AccountReader {
    private final ConnectionSource source;
    private final Clock clock;
    private final Optional<String> region;
    private final Optional<String> profile;
    private final boolean checkSecret;
    private final Progress progress;

    /** With the credentials and the Region that the AWS CLI would use. */
    public AccountReader() {
        this(Connection::open, Clock.systemUTC());
    }

    AccountReader(ConnectionSource source, Clock clock) {
        this(source, clock, Optional.empty(), Optional.empty(), false, (where, answers, asked) -> {});
    }

    private AccountReader(ConnectionSource source, Clock clock, Optional<String> region, Optional<String> profile,
            boolean checkSecret, Progress progress) {
        this.source = source;
        this.clock = clock;
        this.region = region;
        this.profile = profile;
        this.checkSecret = checkSecret;
        this.progress = progress;
    }

    public AccountReader inRegion(String name) {
        return new AccountReader(source, clock, Optional.of(name), profile, checkSecret, progress);
    }

    public AccountReader withProfile(String name) {
        return new AccountReader(source, clock, region, Optional.of(name), checkSecret, progress);
    }

    /** Also reads the value of the secret, to say whether Lambda can use it. The value is not kept. */
    public AccountReader checkingSecret() {
        return new AccountReader(source, clock, region, profile, true, progress);
    }

    public AccountReader reporting(Progress to) {
        return new AccountReader(source, clock, region, profile, checkSecret, to);
    }

    /** @throws UnreadableAccount if there is no such subject, or the account can't be asked at all */
    public Snapshot read(String given) {
        String subject = Subject.spelled(given);
        Subject parsed = Subject.parse(subject);
        try (Connection connection = source.open(regionFor(subject), profile);
                Asking asking = new Asking(connection.region(), connection.requests(), progress)) {
            new SnapshotReader(asking, checkSecret, clock.instant()).read(parsed);
            return new Snapshot(clock.instant().truncatedTo(ChronoUnit.SECONDS), subject, connection.region(),
                    asking.answers());
        }
    }

    private Optional<String> regionFor(String subject) {
        Optional<String> named = Subject.region(subject);
        if (named.isPresent() && region.isPresent() && !named.equals(region)) {
            throw new UnreadableAccount("--region must be the Region of the subject, " + named.get() + " (given "
                    + region.get() + "); leave it out");
        }
        return named.or(() -> region);
    }
}
