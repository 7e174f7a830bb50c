package io.github.rabbitlambda.constructs.resource;

import java.util.Optional;
import software.amazon.awscdk.Fn;

/**
 * What clients of a broker must know of it, whether it is new or exists already.
 */
public interface ConsumedBroker {
    String name();

    String id();

    String arn();

    /** amqps://host:5671. */
    String amqpEndpoint();

    /**
     * On the host of the endpoint, amqps://host:5671. Amazon MQ's attribute ConsoleURLs is in the schema only, and in no
     * documentation.
     */
    default String console() {
        return "https://" + Fn.select(0, Fn.split(":", Fn.select(1, Fn.split("//", amqpEndpoint()))));
    }

    /** The address of the metrics for Prometheus, if the broker has them. */
    Optional<String> metrics();

    /** A change of it makes a deployment declare everything again; empty where it is not known. */
    String engineVersion();
}
