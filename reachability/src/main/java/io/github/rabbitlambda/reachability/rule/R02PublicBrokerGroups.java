package io.github.rabbitlambda.reachability.rule;

import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Engine;

/** "Broker with [publiclyAccessible] set to true does not support specifying [securityGroups]". */
final class R02PublicBrokerGroups {
    static final Rule RULE = new Rule("R2", "A public RabbitMQ broker names no security groups.",
            "https://github.com/cloudposse/terraform-aws-mq-broker/issues/42");

    private final Broker broker;
    private final Report report;

    R02PublicBrokerGroups(Broker broker, Report report) {
        this.broker = broker;
        this.report = report;
    }

    void check(Engine engine) {
        if (engine == Engine.RABBITMQ && !broker.groups().isEmpty()) {
            report.require(RULE, broker.isPublic().not(), "PubliclyAccessible of `" + broker.id() + "`",
                    this::namesGroups);
        }
    }

    private Failure namesGroups() {
        return new Failure(
                "Broker `" + broker.id() + "` cannot be created: it is publicly accessible and names SecurityGroups ("
                        + broker.groupNames()
                        + "), which Amazon MQ refuses for RabbitMQ. Remove SecurityGroups, or set PubliclyAccessible to false.",
                new Repair(broker.resource().template(), "Remove SecurityGroups from " + broker.id())
                        .remove(broker.resource(), "SecurityGroups").fixes());
    }
}
