package io.github.rabbitlambda.reachability.rule;

import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.RabbitMqOffer;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Value;

/** Whether Amazon MQ creates a RabbitMQ broker of this version on this instance. */
final class R23BrokerVersion {
    static final Rule RULE = new Rule("R23",
            "RabbitMQ 3.13 runs on mq.m5 and mq.m7g, later versions on mq.m7g only; both need automatic minor version upgrades.",
            "https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/broker-instance-types.html");
    private static final String INSTANCE = "HostInstanceType";
    private static final String VERSION = "EngineVersion";
    private static final String UPGRADES = "AutoMinorVersionUpgrade";

    private final Broker broker;
    private final Report report;

    R23BrokerVersion(Broker broker, Report report) {
        this.broker = broker;
        this.report = report;
    }

    void check() {
        Value instance = broker.resource().get(INSTANCE);
        if (!instance.isMissing()) {
            report.require(RULE, isOffered(instance), INSTANCE + " of `" + broker.id() + "`", this::notOffered);
        }
        report.require(RULE, broker.resource().flag(UPGRADES, true).or(mayLackUpgrades()),
                UPGRADES + " of `" + broker.id() + "`", this::withoutUpgrades);
    }

    private Answer isOffered(Value instance) {
        if (!(instance instanceof Value.Text(String type))) {
            return unseen(instance);
        }
        if (!RabbitMqOffer.isOffered(type)) {
            return Answer.NO;
        }
        return RabbitMqOffer.runsEveryVersion(type) ? Answer.YES : isOld(broker.resource().get(VERSION));
    }

    private Answer isOld(Value version) {
        return version instanceof Value.Text(String text)
                ? Answer.of(!RabbitMqOffer.needsNewInstance(text))
                : unseen(version);
    }

    private Answer mayLackUpgrades() {
        Value version = broker.resource().get(VERSION);
        return version instanceof Value.Text(String text)
                ? Answer.of(!RabbitMqOffer.needsMinorUpgrades(text))
                : version.isMissing() ? Answer.NO : Answer.maybe(version.unknownReason());
    }

    private Answer unseen(Value value) {
        return value.unknownReason().openParameters().isEmpty()
                ? Answer.assuming("Amazon MQ offers the version and the instance type of broker `" + broker.id() + "`")
                : Answer.maybe(value.unknownReason());
    }

    private Failure notOffered() {
        Value version = broker.resource().get(VERSION);
        return new Failure("Broker `" + broker.id() + "` cannot be created: Amazon MQ does not offer "
                + broker.resource().get(INSTANCE).show() + " for RabbitMQ"
                + (version.isMissing() ? "" : " " + version.show())
                + ". Set HostInstanceType to an mq.m7g size such as mq.m7g.medium.",
                new Repair(broker.resource().template(), "Set HostInstanceType of " + broker.id())
                        .set(broker.resource(), INSTANCE, Tree.text("mq.m7g.medium")).fixes());
    }

    private Failure withoutUpgrades() {
        return new Failure("Broker `" + broker.id()
                + "` cannot be created: AutoMinorVersionUpgrade is false, and Amazon MQ refuses that for RabbitMQ 3.13 and later. Set AutoMinorVersionUpgrade to true.",
                new Repair(broker.resource().template(), "Set AutoMinorVersionUpgrade of " + broker.id() + " to true")
                        .set(broker.resource(), UPGRADES, Tree.text("true")).fixes());
    }
}
