package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.validation.NearName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of all options, as users write them after {@code -c} or in cdk.json.
 */
public final class OptionNames {
    public static final List<String> ALL = List.of("profile", "functionJar", "handler", "functionArn", "memorySize",
            "timeout", "environment", "listenerConcurrency", "brokerArn", "brokerEndpoint", "brokerSecretArn",
            "brokerAdministratorSecretArn", "brokerSecretKeyArn", "brokerSecurityGroups", "brokerSubnets",
            "engineVersion", "instanceType", "deploymentMode",
            "autoMinorVersionUpgrade", "availabilityZones", "vpcId", "subnetIds", "vpcLookup", "vpcCidr", "queueName",
            "virtualHost", "shards", "shardExchange", "deliveryLimit", "consumerPermissions", "rotationDays",
            "retryDelay", "retryDelayLimit", "batchSize",
            "batchWindow", "filters", "failureQueue", "retainFailures", "idempotency", "verify", "observe",
            "existingEndpoints", "replaceBroker", "terminationProtection", "stage", "tags", "permissionsBoundary",
            "kmsKeyArn", "alarmTopicArn");

    /** What people write who know other tools. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(Map.entry("env", "stage"),
            Map.entry("envName", "stage"), Map.entry("environmentName", "stage"), Map.entry("vhost", "virtualHost"),
            Map.entry("class", "handler"), Map.entry("subnets", "subnetIds"), Map.entry("lambdaArn", "functionArn"),
            Map.entry("secretArn", "brokerSecretArn"), Map.entry("securityGroups", "brokerSecurityGroups"),
            Map.entry("adminSecretArn", "brokerAdministratorSecretArn"),
            Map.entry("brokerAdminSecretArn", "brokerAdministratorSecretArn"),
            Map.entry("permissions", "consumerPermissions"),
            Map.entry("rotation", "rotationDays"), Map.entry("rotateAfterDays", "rotationDays"),
            Map.entry("cidr", "vpcCidr"), Map.entry("prefix", "stage"), Map.entry("kmsKey", "kmsKeyArn"),
            Map.entry("maxBatchingWindow", "batchWindow"), Map.entry("maximumBatchingWindowInSeconds", "batchWindow"));

    private OptionNames() {}

    /** Every option that is read must be listed, because misspellings and documentation are checked by the list. */
    static String listed(String name) {
        if (!ALL.contains(name)) {
            throw new IllegalArgumentException("an option must be one of " + ALL + " (given " + name + ")");
        }
        return name;
    }

    /** The context also holds the CDK's own keys and other programs', so only names that resemble an option are refused. */
    static List<String> misspelt(Collection<String> keys) {
        return keys.stream().filter(key -> !ALL.contains(key) && !isCdks(key)).map(OptionNames::problem)
                .flatMap(Optional::stream).toList();
    }

    /** https://docs.aws.amazon.com/cdk/v2/guide/context.html: flags and cached look-ups have a colon or a slash. */
    private static boolean isCdks(String key) {
        return key.contains(":") || key.contains("/") || key.startsWith("cdk-") || key.startsWith("aws-");
    }

    private static Optional<String> problem(String key) {
        return Optional.ofNullable(SYNONYMS.get(key)).or(() -> NearName.ofPart(key, ALL))
                .map(near -> "there is no option %s (did you mean %s?): the CDK would ignore it".formatted(key, near));
    }
}
