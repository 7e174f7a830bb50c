package io.github.rabbitlambda.infra.options;

import java.util.Set;

/**
 * All options of the app, read once from the CDK context. An option is refused here if AWS or RabbitMQ would refuse it
 * at deployment, or would accept it and never deliver a message.
 *
 * @param verify
 *            what a deployment waits for
 */
public record Options(Profile profile, ListenerOptions listener, BrokerOptions broker, QueueOptions queues,
        MappingOptions mapping,
        Parking parking, Verification verify, Set<Feature> features, Jars jars) {

    public static Options from(Context context, Jars jars) {
        Profile profile = Profile.from(context);
        ListenerOptions listener = ListenerOptions.from(context, jars.sample());
        Set<Feature> features = Feature.enabledIn(context, profile, listener);
        BrokerOptions broker = BrokerOptions.from(context);
        return new Options(profile, listener, broker,
                QueueOptions.from(context, broker, features.contains(Feature.OBSERVATION)),
                MappingOptions.from(context),
                Parking.from(context, profile), Verification.from(context, listener), features, jars);
    }

    public boolean has(Feature feature) {
        return features.contains(feature);
    }
}
