package io.github.rabbitlambda.acceptance;

import java.lang.module.ModuleDescriptor.Version;
import java.util.LinkedHashMap;
import java.util.Map;

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

    /** Whether the node is RabbitMQ 4.3 or later. */
    public static boolean isFourThree(Client management) {
        return Version.parse(management.getOverview().getServerVersion()).compareTo(FOUR_THREE) >= 0;
    }
}
