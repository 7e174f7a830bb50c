package io.github.rabbitlambda.reachability.rule;

import java.util.Optional;

import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Engine;

/** The engine decides the port, which {@link R08BrokerIngress} and {@link R09BrokerEgress} ask for. */
final class R07BrokerPort {
    static final Rule RULE = new Rule("R7", "The broker's port is 5671 for RabbitMQ and 61617 for ActiveMQ.",
            Rule.GUIDE);

    private final Broker broker;
    private final Report report;

    R07BrokerPort(Broker broker, Report report) {
        this.broker = broker;
        this.report = report;
    }

    Optional<Engine> engine() {
        Optional<Engine> engine = broker.engine();
        if (engine.isEmpty()) {
            report.unknown(RULE, "EngineType of `" + broker.id() + "`",
                    broker.resource().get("EngineType").unknownReason());
        }
        return engine;
    }
}
