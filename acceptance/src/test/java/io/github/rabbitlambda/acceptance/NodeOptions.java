package io.github.rabbitlambda.acceptance;

import static org.awaitility.Awaitility.await;

import java.lang.module.ModuleDescriptor.Version;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import com.rabbitmq.http.client.Client;

/** The options of a stack whose broker is a node of this machine: an older one is not asked for what came with 4.3. */
public final class NodeOptions {
    private static final Version FOUR_THREE = Version.parse("4.3");

    private NodeOptions() {}

    public static Map<String, String> of(Client management, Map<String, String> options) {
        Map<String, String> all = new LinkedHashMap<>(options);
        if (!isFourThree(management)) {
            all.putIfAbsent("retryDelay", "0");
            all.putIfAbsent("shardExchange", "consistent-hash");
        }
        return all;
    }

    /** Whether the node is RabbitMQ 4.3 or later. While it starts its management API may answer with status 500. */
    public static boolean isFourThree(Client management) {
        String version = await().atMost(Duration.ofSeconds(60)).ignoreExceptions()
                .until(() -> management.getOverview().getServerVersion(), Objects::nonNull);
        return Version.parse(version).compareTo(FOUR_THREE) >= 0;
    }
}
