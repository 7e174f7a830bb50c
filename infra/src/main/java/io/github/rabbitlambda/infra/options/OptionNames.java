package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.Collection;
import java.util.List;

/**
 * The names of all options, as users write them after {@code -c} or in cdk.json.
 */
public final class OptionNames {
    public static final List<String> ALL = List.of("profile", "functionJar", "handler", "memorySize", "timeout",
            "environment",
            "listenerConcurrency", "engineVersion", "instanceType", "deploymentMode", "autoMinorVersionUpgrade",
            "availabilityZones", "queueName", "virtualHost", "shards", "shardExchange", "deliveryLimit", "retryDelay",
            "retryDelayLimit", "batchSize", "batchWindow",
            "filters", "failureQueue", "retainFailures", "idempotency", "verify", "observe", "existingEndpoints",
            "replaceBroker", "terminationProtection");

    private OptionNames() {}

    /** Every option that is read must be listed, because misspellings and documentation are checked by the list. */
    static String listed(String name) {
        if (!ALL.contains(name)) {
            throw new IllegalArgumentException("an option must be one of " + ALL + " (given " + name + ")");
        }
        return name;
    }

    /** The context also holds the CDK's own keys, so only names that resemble an option are refused. */
    static void refuseMisspelt(Collection<String> keys) {
        keys.forEach(OptionNames::refuseMisspelt);
    }

    private static void refuseMisspelt(String key) {
        ALL.stream().filter(name -> isMisspelling(key, name)).findFirst().ifPresent(name -> {
            throw Refusal.of("the option " + name, "spelt " + name, key, "CDK ignores any other spelling");
        });
    }

    private static boolean isMisspelling(String key, String name) {
        return !name.equals(key) && name.equalsIgnoreCase(key.replaceAll("[-_]", ""));
    }
}
