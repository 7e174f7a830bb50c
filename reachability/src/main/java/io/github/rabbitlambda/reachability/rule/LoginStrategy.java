package io.github.rabbitlambda.reachability.rule;

import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Value;

/** Whether the broker takes user name and password, all that a mapping can log in with. */
final class LoginStrategy {
    private static final String STRATEGY = "AuthenticationStrategy";

    private final Broker broker;
    private final boolean mapped;

    /**
     * @param mapped whether there is a mapping already
     */
    LoginStrategy(Broker broker, boolean mapped) {
        this.broker = broker;
        this.mapped = mapped;
    }

    void require(Rule rule, Report report) {
        Value strategy = broker.resource().get(STRATEGY);
        Answer simple = strategy.isMissing()
                ? Answer.YES
                : strategy.asText().map(text -> Answer.of(text.equalsIgnoreCase("SIMPLE")))
                        .orElseGet(() -> Answer.maybe(strategy.unknownReason()));
        if (simple.isNo() && !mapped) {
            simple = Answer.maybe("the user that a mapping would log in as", "set AuthenticationStrategy to SIMPLE");
        }
        report.require(rule, simple, "AuthenticationStrategy of `" + broker.id() + "`", () -> notSimple(strategy));
    }

    private Failure notSimple(Value strategy) {
        return new Failure("A mapping on broker `" + broker.id() + "`"
                + " cannot log in: the broker has the AuthenticationStrategy " + strategy.show()
                + ", and a mapping logs in with user name and password only. Set AuthenticationStrategy to SIMPLE.",
                new Repair(broker.resource().template(),
                        "Set AuthenticationStrategy of " + broker.id() + " to SIMPLE")
                        .set(broker.resource(), STRATEGY, Tree.text("SIMPLE")).fixes());
    }
}
