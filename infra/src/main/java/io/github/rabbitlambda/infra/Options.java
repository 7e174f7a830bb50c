package io.github.rabbitlambda.infra;

import java.util.List;
import software.constructs.Node;

/**
 * Everything that a user may choose, read once from the CDK context and refused here where AWS or RabbitMQ would refuse
 * it at deployment or, worse, accept it and never deliver a message.
 *
 * @param verify
 *            what the deployment waits for
 * @param observe
 *            whether the queues' depth is read every five minutes: RabbitMQ 4 has no metrics of single queues
 * @param existingEndpoints
 *            whether the default VPC already has endpoints for the three services
 */
record Options(ListenerOptions listener, BrokerOptions broker, QueueOptions queues, MappingOptions mapping,
        FailureOptions failures, Verification verify, boolean observe, boolean existingEndpoints,
        Jars jars) {

    static final List<String> NAMES = List.of("functionJar", "handler", "memorySize", "timeout", "environment",
            "listenerConcurrency", "engineVersion", "instanceType", "deploymentMode", "autoMinorVersionUpgrade",
            "availabilityZones", "queueName", "virtualHost", "shards", "deliveryLimit", "batchSize", "batchWindow",
            "filters", "failureQueue", "retainFailures", "verify", "observe", "existingEndpoints");

    static Options of(Node node) {
        return of(Context.of(node), Jars.built());
    }

    static Options of(Context context, Jars jars) {
        ListenerOptions listener = ListenerOptions.of(context);
        return new Options(listener, BrokerOptions.of(context), QueueOptions.of(context), MappingOptions.of(context),
                FailureOptions.of(context), Verification.of(context, listener), context.flag("observe", true),
                context.flag("existingEndpoints", false), jars);
    }
}
