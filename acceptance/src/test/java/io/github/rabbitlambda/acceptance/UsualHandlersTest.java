package io.github.rabbitlambda.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.rabbitlambda.local.broker.NeedsRabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMq;
import io.github.rabbitlambda.local.broker.RabbitMqNode;
import io.github.rabbitlambda.local.invoke.FunctionSettings;
import io.github.rabbitlambda.local.invoke.FunctionSettings.RuntimeClient;
import io.github.rabbitlambda.local.invoke.LambdaFunction;

import com.rabbitmq.client.GetResponse;

/**
 * What happens when the handlers that people usually write get the poison drill's messages: one blocks the queue or has
 * good messages dead-lettered, the other loses messages silently. {@link ThisListenerTest} has the same messages for this
 * project's listener.
 */
@NeedsRabbitMq
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class UsualHandlersTest {
    /** Forty batches; in four of them a poison message, one of each kind, comes after 50 good messages and before 49. */
    private static final int FROM = 50;
    private static final int TO = 4050;
    private static final int MESSAGES = TO - FROM;
    private static final int DELIVERY_LIMIT = 20;
    private static final int ENOUGH_FAILURES = 50;

    @TempDir
    Path directory;

    private final RabbitMqNode node = RabbitMq.node();

    @Test
    void theUsualHandlerBlocksAClassicQueue() throws Exception {
        assertBlocked("classic", classic());
    }

    /** There a batch that is returned does not count against the delivery limit. */
    @Test
    @NeedsRabbitMq(from = "4.3")
    void theUsualHandlerBlocksAQuorumQueueInSpiteOfItsDeliveryLimit() throws Exception {
        assertBlocked("quorum", DrillQueue.declare(node, DELIVERY_LIMIT));
    }

    private void assertBlocked(String kind, DrillQueue queue) throws Exception {
        PromptMapping mapping = run(UsualHandler.class, queue);

        assertThat(mapping.failedSizes()).hasSize(ENOUGH_FAILURES).containsOnly(100);
        assertThat(mapping.failedRedelivered().subList(1, ENOUGH_FAILURES)).containsOnly(100L);
        assertThat(processed()).isEqualTo(ids(FROM, 500));
        for (String id : ids(450, 500)) {
            assertThat(Collections.frequency(ledger(), id)).as(id).isEqualTo(ENOUGH_FAILURES);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> RabbitMq.ready(node, queue.name()) == MESSAGES - 400);
        assertThat(queue.deadLettered()).isZero();
        print(kind, "usual", "the same 100 came back %d times in a row, %d others wait behind them".formatted(
                ENOUGH_FAILURES, MESSAGES - 500));
    }

    @Test
    @NeedsRabbitMq(before = "4.3")
    void theUsualHandlerHasGoodMessagesOfAQuorumQueueDeadLettered() throws Exception {
        DrillQueue queue = DrillQueue.declare(node, DELIVERY_LIMIT);
        long started = System.nanoTime();
        PromptMapping mapping = run(UsualHandler.class, queue);

        // the message that succeeds at the third attempt fails its batch twice
        assertThat(mapping.failedSizes()).hasSize(3 * (DELIVERY_LIMIT + 1) + 2).containsOnly(100);
        await().atMost(Duration.ofSeconds(30)).until(() -> queue.deadLettered() == 300);
        assertThat(RabbitMq.ready(node, queue.name())).isZero();
        assertThat(deadLetters(queue)).isEqualTo(ids(450, 550, 1450, 1550, 2450, 2550));
        // which of the other messages were processed depends on the order in which the broker returns a batch
        assertThat(ids(450, 550, 1450, 1550, 2450, 2550)).containsAll(missing());
        print("quorum", "usual",
                "297 good ones dead-lettered with 3 poison ones, %d of them never processed, %d processed again, in %.1f s"
                        .formatted(missing().size(), ledger().size() - processed().size(),
                                (System.nanoTime() - started) / 1e9));
    }

    @Test
    void theCatchAllHandlerLosesFailedMessagesOfAQuorumQueue() throws Exception {
        DrillQueue quorum = DrillQueue.declare(node, DELIVERY_LIMIT);
        assertThat(run(CatchAllHandler.class, quorum).failedSizes()).isEmpty();
        assertLost("quorum", quorum);
    }

    @Test
    void theCatchAllHandlerLosesFailedMessagesOfAClassicQueue() throws Exception {
        DrillQueue classic = classic();
        assertThat(run(CatchAllHandler.class, classic).failedSizes()).isEmpty();
        assertLost("classic", classic);
    }

    private void assertLost(String kind, DrillQueue queue) throws IOException {
        assertThat(missing()).containsExactly("3500");
        assertThat(processed()).hasSize(MESSAGES - 4);
        assertThat(RabbitMq.ready(node, queue.name())).isZero();
        assertThat(queue.deadLettered()).isZero();
        print(kind, "catch-all", "4 acknowledged and gone, one of which would have worked at its third attempt");
    }

    private void print(String kind, String handler, String outcome) throws IOException {
        System.out.printf(
                "usual handlers: %s handler, %s queue of RabbitMQ %s: %d messages, %d processed at least once: %s%n",
                handler, kind, node.version(), MESSAGES, processed().size(), outcome);
    }

    private PromptMapping run(Class<?> handler, DrillQueue queue) throws Exception {
        queue.publish(FROM, TO);
        Path archive = FunctionArchive.write(directory, FunctionArchive.FUNCTION_JAR, handler, PoisonRecords.class,
                Poison.class, Ledger.class);
        FunctionSettings settings = new FunctionSettings(archive, handler.getName(), null, Duration.ofSeconds(60), 512,
                Map.of("LEDGER", directory.resolve("ledger").toString()), RuntimeClient.NATIVE);
        try (LambdaFunction function = new LambdaFunction(settings, line -> {})) {
            assertThat(function.start()).isNull();
            PromptMapping mapping = new PromptMapping(queue, MESSAGES, function, ENOUGH_FAILURES);
            mapping.run();
            return mapping;
        }
    }

    /** A classic queue without a delivery limit; its dead-letter queue stays empty. */
    private DrillQueue classic() {
        String deadLetters = RabbitMq.declare(node, Map.of("x-queue-type", "classic"));
        return new DrillQueue(node, RabbitMq.declare(node, Map.of("x-queue-type", "classic", "x-dead-letter-exchange",
                "", "x-dead-letter-routing-key", deadLetters)), deadLetters);
    }

    private List<String> ledger() throws IOException {
        return Ledger.read(directory.resolve("ledger"));
    }

    private Set<String> processed() throws IOException {
        return new HashSet<>(ledger());
    }

    /** The good messages that were never processed. */
    private Set<String> missing() throws IOException {
        Set<String> processed = processed();
        return Poison.among(TO, true).stream().filter(id -> id >= FROM).map(String::valueOf)
                .filter(id -> !processed.contains(id)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> deadLetters(DrillQueue queue) {
        Set<String> ids = new TreeSet<>();
        RabbitMq.with(queue.node(), channel -> {
            for (GetResponse got = channel.basicGet(queue.deadLetters(), true); got != null; got = channel
                    .basicGet(queue.deadLetters(), true)) {
                ids.add(got.getProps().getMessageId());
            }
        });
        return ids;
    }

    /** The ids of ranges: each pair of bounds is the first number of a range and the number after its last. */
    private static Set<String> ids(int... bounds) {
        return IntStream.range(0, bounds.length / 2)
                .flatMap(i -> IntStream.range(bounds[2 * i], bounds[2 * i + 1])).mapToObj(String::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
