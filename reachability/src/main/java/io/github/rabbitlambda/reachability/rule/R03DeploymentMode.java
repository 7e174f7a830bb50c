package io.github.rabbitlambda.reachability.rule;

import java.util.List;
import java.util.Locale;

import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.network.AvailabilityZones;
import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Engine;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Value;

/** Whether the engine has the deployment mode, and the mode the number of subnets. */
final class R03DeploymentMode {
    static final Rule RULE = new Rule("R3",
            "`SINGLE_INSTANCE` takes one subnet; `ACTIVE_STANDBY_MULTI_AZ` is for ActiveMQ and takes two; `CLUSTER_MULTI_AZ` is for RabbitMQ and takes one or more. Several subnets are in different availability zones.",
            Rule.BROKER);
    private static final String SINGLE = "SINGLE_INSTANCE";
    private static final String STANDBY = "ACTIVE_STANDBY_MULTI_AZ";
    private static final String CLUSTER = "CLUSTER_MULTI_AZ";

    private final Broker broker;
    private final Engine engine;
    private final Report report;

    R03DeploymentMode(Broker broker, Engine engine, Report report) {
        this.broker = broker;
        this.engine = engine;
        this.report = report;
    }

    void check() {
        Value mode = broker.resource().get("DeploymentMode");
        if (!(mode instanceof Value.Text(String text))) {
            report.unknown(RULE, "DeploymentMode of `" + broker.id() + "`", mode.unknownReason());
            return;
        }
        if (broker.resource().get("SubnetIds") instanceof Value.Opaque list) {
            report.unknown(RULE, "the subnets of `" + broker.id() + "`", list.reason());
            return;
        }
        mode(text);
        if (broker.subnets().size() > 1) {
            report.require(RULE, AvailabilityZones.distinct(broker.subnets()),
                    "the availability zones of the broker's subnets", this::oneZone);
        }
    }

    private void mode(String mode) {
        int count = broker.subnets().size();
        switch (mode.strip().toUpperCase(Locale.ROOT)) {
            case SINGLE -> single(count);
            case STANDBY -> standby(count);
            case CLUSTER -> cluster();
            default -> wrongMode(mode);
        }
    }

    private void single(int count) {
        if (count > 1) {
            Tree first = broker.resource().declared().properties().asMapping().entry("SubnetIds").map(Tree::asItems)
                    .orElse(List.of()).getFirst();
            report.fail(RULE, new Failure("Broker `" + broker.id()
                    + "` cannot be created: a SINGLE_INSTANCE broker takes exactly one subnet, and it names "
                    + count + " (" + broker.subnetNames()
                    + "). Keep one subnet, or set DeploymentMode to CLUSTER_MULTI_AZ.",
                    new Repair(broker.resource().template(), "Keep one subnet of " + broker.id())
                            .set(broker.resource(), "SubnetIds", Tree.list(first)).fixes()));
        }
    }

    private void standby(int count) {
        if (engine == Engine.RABBITMQ) {
            wrongMode(STANDBY);
        } else if (count != 2 && count != 0) {
            report.fail(RULE, Failure.of("Broker `" + broker.id()
                    + "` cannot be created: an ACTIVE_STANDBY_MULTI_AZ broker takes exactly two subnets, and it names "
                    + count + " (" + broker.subnetNames() + "). Name two subnets in different availability zones."));
        }
    }

    private void cluster() {
        if (engine == Engine.ACTIVEMQ) {
            wrongMode(CLUSTER);
        }
    }

    private void wrongMode(String mode) {
        String allowed = switch (engine) {
            case RABBITMQ -> "SINGLE_INSTANCE or CLUSTER_MULTI_AZ";
            case ACTIVEMQ -> "SINGLE_INSTANCE or ACTIVE_STANDBY_MULTI_AZ";
        };
        boolean cluster = engine == Engine.RABBITMQ && broker.subnets().size() != 1;
        report.fail(RULE, new Failure(
                "Broker `" + broker.id() + "` cannot be created: " + engine.title() + " has no deployment mode " + mode
                        + ". Set DeploymentMode to " + allowed + ".",
                new Repair(broker.resource().template(), "Set DeploymentMode of " + broker.id())
                        .set(broker.resource(), "DeploymentMode", Tree.text(cluster ? CLUSTER : SINGLE)).fixes()));
    }

    private Failure oneZone() {
        return Failure.of("Broker `" + broker.id() + "` cannot be created: its subnets "
                + Subnet.show(broker.subnets())
                + " must be in different availability zones, and two are in the same. Choose one subnet a zone.");
    }
}
