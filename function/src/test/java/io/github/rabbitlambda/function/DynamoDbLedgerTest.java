package io.github.rabbitlambda.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.github.rabbitlambda.function.Ledger.ClaimResult;
import io.github.rabbitlambda.function.Ledger.Claim;
import io.github.rabbitlambda.function.testing.TestContext;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DynamoDbLedgerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(62);

    private static DynamoDbServer server;

    private final Deadline deadline = new Deadline(TestContext.frozen(Duration.ofSeconds(60)),
            Duration.ofSeconds(1));

    @BeforeAll
    static void start() {
        server = new DynamoDbServer();
        server.createTable("messages");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void grantsAMessageOnce() {
        Ledger ledger = ledgerAt(NOW);

        assertThat(ledger.claim(new Claim("once", "a"), deadline)).isEqualTo(ClaimResult.GRANTED);
        assertThat(ledger.claim(new Claim("once", "b"), deadline)).isEqualTo(ClaimResult.IN_PROGRESS);
        ledger.done(new Claim("once", "a"));
        assertThat(ledger.claim(new Claim("once", "c"), deadline)).isEqualTo(ClaimResult.DONE);
    }

    @Test
    void grantsAClaimThatWasSentTwice() {
        Ledger ledger = ledgerAt(NOW);

        assertThat(ledger.claim(new Claim("sent twice", "a"), deadline)).isEqualTo(ClaimResult.GRANTED);
        assertThat(ledger.claim(new Claim("sent twice", "a"), deadline)).isEqualTo(ClaimResult.GRANTED);
    }

    @Test
    void grantsAReleasedMessage() {
        Ledger ledger = ledgerAt(NOW);
        ledger.claim(new Claim("released", "a"), deadline);

        ledger.release(new Claim("released", "a"));

        assertThat(ledger.claim(new Claim("released", "b"), deadline)).isEqualTo(ClaimResult.GRANTED);
    }

    @Test
    void releasesOnlyItsOwnClaim() {
        Ledger ledger = ledgerAt(NOW);
        ledger.claim(new Claim("other", "a"), deadline);

        ledger.release(new Claim("other", "b"));

        assertThat(ledger.claim(new Claim("other", "c"), deadline)).isEqualTo(ClaimResult.IN_PROGRESS);
    }

    @Test
    void grantsAMessageWhoseLeaseIsOver() {
        ledgerAt(NOW).claim(new Claim("lease", "a"), deadline);

        assertThat(ledgerAt(NOW.plus(LEASE)).claim(new Claim("lease", "b"), deadline))
                .isEqualTo(ClaimResult.IN_PROGRESS);
        assertThat(ledgerAt(NOW.plus(LEASE).plusMillis(1)).claim(new Claim("lease", "b"), deadline))
                .isEqualTo(ClaimResult.GRANTED);
    }

    @Test
    void grantsADoneMessageAfterItsExpiry() {
        Ledger ledger = ledgerAt(NOW);
        ledger.claim(new Claim("expiry", "a"), deadline);
        ledger.done(new Claim("expiry", "a"));
        Instant expiry = NOW.plus(Duration.ofHours(2));

        assertThat(ledgerAt(expiry).claim(new Claim("expiry", "b"), deadline)).isEqualTo(ClaimResult.DONE);
        assertThat(ledgerAt(expiry.plusSeconds(1)).claim(new Claim("expiry", "b"), deadline))
                .isEqualTo(ClaimResult.GRANTED);
    }

    @Test
    void acceptsKeysLongerThanDynamoDbAllows() {
        Ledger ledger = ledgerAt(NOW);
        String key = "\u00e9".repeat(5_000);

        assertThat(ledger.claim(new Claim(key, "a"), deadline)).isEqualTo(ClaimResult.GRANTED);
        ledger.done(new Claim(key, "a"));
        assertThat(ledger.claim(new Claim(key, "b"), deadline)).isEqualTo(ClaimResult.DONE);
        assertThat(ledger.claim(new Claim(key + "x", "c"), deadline)).isEqualTo(ClaimResult.GRANTED);
    }

    /** DynamoDB takes keys of up to 2,048 bytes; a longer one is replaced by its hash. */
    @Test
    void tellsApartKeysOnBothSidesOfTheLimit() {
        Ledger ledger = ledgerAt(NOW);

        for (String key : List.of("k".repeat(2_047), "k".repeat(2_048), "k".repeat(2_049), "\u00e9".repeat(1_024),
                "\u00e9".repeat(1_024) + "k", "k".repeat(2_049) + "x", "y" + "k".repeat(2_049))) {
            assertThat(ledger.claim(new Claim(key, "a"), deadline)).isEqualTo(ClaimResult.GRANTED);
            ledger.done(new Claim(key, "a"));
            assertThat(ledger.claim(new Claim(key, "b"), deadline)).isEqualTo(ClaimResult.DONE);
        }
    }

    @Test
    void grantsOneOfManySimultaneousClaims() throws Exception {
        Ledger ledger = ledgerAt(NOW);
        List<Callable<ClaimResult>> claims = IntStream.range(0, 20)
                .<Callable<ClaimResult>>mapToObj(i -> () -> ledger.claim(new Claim("race", "t" + i), deadline))
                .toList();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<ClaimResult> results = threads.invokeAll(claims).stream().map(Future::resultNow)
                    .toList();
            assertThat(results).containsOnlyOnce(ClaimResult.GRANTED).filteredOn(ClaimResult.IN_PROGRESS::equals)
                    .hasSize(19);
        }
    }

    @Test
    void throwsWhenTheTableIsMissing() {
        Ledger ledger = ledger("no-such-table", NOW);

        assertThatThrownBy(() -> ledger.claim(new Claim("x", "a"), deadline)).isInstanceOf(LedgerException.class)
                .hasMessageStartingWith("DynamoDB fails for the table no-such-table: ");
        assertThatThrownBy(() -> ledger.done(new Claim("x", "a"))).isInstanceOf(LedgerException.class);
        assertThatThrownBy(() -> ledger.release(new Claim("x", "a"))).isInstanceOf(LedgerException.class);
    }

    @Test
    void releasingAnUnclaimedMessageDoesNothing() {
        assertThatCode(() -> ledgerAt(NOW).release(new Claim("never claimed", "a"))).doesNotThrowAnyException();
    }

    private static Ledger ledgerAt(Instant now) {
        return ledger("messages", now);
    }

    private static Ledger ledger(String table, Instant now) {
        Settings settings = Settings.of(Map.of("LISTENER_IDEMPOTENCY_TABLE", table, "LISTENER_IDEMPOTENCY_HOURS", "2"));
        return new DynamoDbLedger(server.client(), settings, Clock.fixed(now, ZoneOffset.UTC));
    }
}
