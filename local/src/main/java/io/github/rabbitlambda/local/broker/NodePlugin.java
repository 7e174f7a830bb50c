package io.github.rabbitlambda.local.broker;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plugin of RabbitMQ that a node enables.
 *
 * @param settings
 *            its lines of the node's configuration
 */
record NodePlugin(String name, List<String> settings) {
    private static final List<NodePlugin> ALWAYS = List.of(new NodePlugin("rabbitmq_management", List.of()),
            new NodePlugin("rabbitmq_consistent_hash_exchange", List.of()));

    NodePlugin {
        settings = List.copyOf(settings);
    }

    /** The content of the file that lists the enabled plugins: those of every node, and more. */
    static String enabled(List<NodePlugin> more) {
        return Stream.concat(ALWAYS.stream(), more.stream()).map(NodePlugin::name)
                .collect(Collectors.joining(",", "[", "].\n"));
    }

    /** The settings of all plugins, each with a line end. */
    static String settings(List<NodePlugin> plugins) {
        return plugins.stream().flatMap(plugin -> plugin.settings().stream()).map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
