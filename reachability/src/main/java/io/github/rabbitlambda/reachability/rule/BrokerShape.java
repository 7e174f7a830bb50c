package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.rabbitlambda.reachability.network.AvailabilityZones;
import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Engine;
import io.github.rabbitlambda.reachability.network.SecurityGroups;
import io.github.rabbitlambda.reachability.network.Subnet;
import io.github.rabbitlambda.reachability.rule.Report.Failure;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.Value;

/** R2 to R4: whether the broker can be made with the subnets and groups that it is given. */
final class BrokerShape {
    private final Broker broker;
    private final Engine engine;
    private final boolean mapped;
    private final Report report;
    private final Deployment deployment;

    /**
     * @param mapped whether there is a mapping already
     */
    BrokerShape(Broker broker, Engine engine, boolean mapped, Deployment deployment, Report report) {
        this.mapped = mapped;
        this.broker = broker;
        this.engine = engine;
        this.deployment = deployment;
        this.report = report;
    }

    void check() {
        publicGroups();
        deploymentMode();
        authentication();
        if (engine == Engine.ACTIVEMQ || !broker.isPublic().isYes()) {
            oneVpc();
        }
    }

    // Broker with [publiclyAccessible] set to true does not support specifying [securityGroups]:
    // https://github.com/cloudposse/terraform-aws-mq-broker/issues/42
    private void publicGroups() {
        if (engine == Engine.RABBITMQ && !broker.groups().isEmpty()) {
            report.require("R2", broker.isPublic().not(), "PubliclyAccessible of `" + broker.id() + "`",
                    () -> new Failure(
                            "Broker `" + broker.id()
                                    + "` cannot be created: it is publicly accessible and names SecurityGroups ("
                                    + broker.groupNames()
                                    + "), which Amazon MQ refuses for RabbitMQ. Remove SecurityGroups, or set PubliclyAccessible to false.",
                            new Repair(broker.resource().template(), "Remove SecurityGroups from " + broker.id())
                                    .remove(broker.resource(), "SecurityGroups").done()));
        }
    }

    private void deploymentMode() {
        Value mode = broker.resource().get("DeploymentMode");
        int count = broker.subnets().size();
        if (!(mode instanceof Value.Text(String text))) {
            report.unknown("R3", "DeploymentMode of `" + broker.id() + "`", mode.unknownReason());
            return;
        }
        if (broker.resource().get("SubnetIds") instanceof Value.Opaque list) {
            report.unknown("R3", "the subnets of `" + broker.id() + "`", list.reason());
            return;
        }
        switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "SINGLE_INSTANCE" -> single(count);
            case "ACTIVE_STANDBY_MULTI_AZ" -> standby(count);
            case "CLUSTER_MULTI_AZ" -> cluster();
            default -> wrongMode(text);
        }
        if (count > 1) {
            report.require("R3", AvailabilityZones.distinct(broker.subnets()),
                    "the availability zones of the broker's subnets",
                    () -> Failure.of(
                            "Broker `" + broker.id() + "` cannot be created: its subnets "
                                    + Subnet.show(broker.subnets())
                                    + " must be in different availability zones, and two are in the same. Choose one subnet a zone."));
        }
    }

    private void single(int count) {
        if (count > 1) {
            Tree first = broker.resource().declared().properties().asMapping().entry("SubnetIds").map(Tree::asItems)
                    .orElse(List.of()).getFirst();
            report.fail("R3",
                    new Failure("Broker `" + broker.id()
                            + "` cannot be created: a SINGLE_INSTANCE broker takes exactly one subnet, and it names "
                            + count + " (" + names() + "). Keep one subnet, or set DeploymentMode to CLUSTER_MULTI_AZ.",
                            new Repair(broker.resource().template(), "Keep one subnet of " + broker.id())
                                    .set(broker.resource(), "SubnetIds", Tree.list(first)).done()));
        }
    }

    private void standby(int count) {
        if (engine == Engine.RABBITMQ) {
            wrongMode("ACTIVE_STANDBY_MULTI_AZ");
        } else if (count != 2 && count != 0) {
            report.fail("R3", Failure.of("Broker `" + broker.id()
                    + "` cannot be created: an ACTIVE_STANDBY_MULTI_AZ broker takes exactly two subnets, and it names "
                    + count + " (" + names() + "). Name two subnets in different availability zones."));
        }
    }

    private void cluster() {
        if (engine == Engine.ACTIVEMQ) {
            wrongMode("CLUSTER_MULTI_AZ");
        }
    }

    private void wrongMode(String mode) {
        String allowed = engine == Engine.RABBITMQ
                ? "SINGLE_INSTANCE or CLUSTER_MULTI_AZ"
                : "SINGLE_INSTANCE or ACTIVE_STANDBY_MULTI_AZ";
        report.fail("R3", new Failure(
                "Broker `" + broker.id() + "` cannot be created: " + engine.title() + " has no deployment mode " + mode
                        + ". Set DeploymentMode to " + allowed + ".",
                new Repair(broker.resource().template(), "Set DeploymentMode of " + broker.id())
                        .set(broker.resource(), "DeploymentMode",
                                Tree.text(engine == Engine.RABBITMQ && broker.subnets().size() != 1
                                        ? "CLUSTER_MULTI_AZ"
                                        : "SINGLE_INSTANCE"))
                        .done()));
    }

    private String names() {
        return String.join(", ", broker.subnets().stream().map(Subnet::name).toList());
    }

    private void oneVpc() {
        List<Subnet> subnets = broker.subnets();
        List<Answer> together = new ArrayList<>();
        if (subnets.isEmpty()) {
            return;
        }
        Value vpc = subnets.getFirst().vpc();
        subnets.forEach(subnet -> together.add(subnet.vpc().sameAs(vpc)));
        for (Value group : broker.groups()) {
            deployment.find(group, SecurityGroups.TYPE)
                    .ifPresent(resource -> together.add(resource.get("VpcId").sameAs(vpc)));
            if (SecurityGroups.isDefaultOfVpc(group)) {
                together.add(new Value.Reference(((Value.Reference) group).resource(), "Ref").sameAs(vpc));
            }
        }
        report.require("R4", Answer.all(together),
                "whether the subnets and groups of `" + broker.id() + "` are in one VPC",
                () -> Failure.of("Broker `" + broker.id()
                        + "` cannot be created: its subnets (" + names() + ") and security groups ("
                        + broker.groupNames()
                        + ") are not in one VPC. Use subnets and groups of the same VPC."));
    }

    // R18, of the broker: a mapping knows user name and password only.
    private void authentication() {
        Value strategy = broker.resource().get("AuthenticationStrategy");
        Answer simple = strategy.isMissing()
                ? Answer.YES
                : strategy.asText().map(text -> Answer.of(text.equalsIgnoreCase("SIMPLE")))
                        .orElseGet(() -> Answer.maybe(strategy.unknownReason()));
        if (simple.isNo() && !mapped) {
            simple = Answer.maybe("the user that a mapping would log in as", "set AuthenticationStrategy to SIMPLE");
        }
        report.require("R18", simple, "AuthenticationStrategy of `" + broker.id() + "`",
                () -> new Failure("A mapping on broker `" + broker.id() + "`"
                        + " cannot log in: the broker has the AuthenticationStrategy " + strategy.show()
                        + ", and a mapping logs in with user name and password only. Set AuthenticationStrategy to SIMPLE.",
                        new Repair(broker.resource().template(),
                                "Set AuthenticationStrategy of " + broker.id() + " to SIMPLE")
                                .set(broker.resource(), "AuthenticationStrategy", Tree.text("SIMPLE")).done()));
    }
}
