package io.github.rabbitlambda.infra.options;

import java.util.Set;

/**
 * All options of the app, read once from the CDK context. An option is refused here if AWS or RabbitMQ would refuse it
 * at deployment, or would accept it and never deliver a message.
 *
 * @param verify
 *            what a deployment waits for
 */
public record Options(ListenerOptions listener, BrokerOptions broker, QueueOptions queues, MappingOptions mapping,
        Parking parking, Verification verify, Set<Feature> features, Jars jars) {

    public static Options from(Context context, Jars jars) {
        ListenerOptions listener = ListenerOptions.from(context, jars.sample());
        return new Options(listener, BrokerOptions.from(context), QueueOptions.from(context),
                MappingOptions.from(context), Parking.from(context), Verification.from(context, listener),
                Feature.enabledIn(context, listener), jars);
    }

    public boolean has(Feature feature) {
        return features.contains(feature);
    }
}
