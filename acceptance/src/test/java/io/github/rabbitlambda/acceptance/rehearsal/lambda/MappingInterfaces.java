package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.github.rabbitlambda.acceptance.rehearsal.aws.Access;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Arns;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Broker;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Iam;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Interfaces;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Pace;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;

/**
 * The network interfaces of mappings on private brokers. They outlive their mapping, and stay for ever if the listener's
 * role is gone by then.
 */
public final class MappingInterfaces {
    private static final Duration DELETING = Duration.ofSeconds(20);
    private static final String NAME = "AWS Lambda VPC ENI-armq-%s-%s-%s";

    private final Interfaces interfaces;
    private final Iam iam;
    private final Pace pace;
    private volatile Duration life = Duration.ofMinutes(5);

    public MappingInterfaces(Interfaces interfaces, Iam iam, Pace pace) {
        this.interfaces = interfaces;
        this.iam = iam;
        this.pace = pace;
    }

    /** How long an interface lives after its mapping. */
    public void keepFor(Duration time) {
        life = time;
    }

    void create(Mapping mapping, Broker broker) {
        if (!broker.isPublic()) {
            interfaces.create(name(mapping), broker.properties().path("SubnetIds"),
                    broker.properties().path("SecurityGroups"));
        }
    }

    private static String name(Mapping mapping) {
        return NAME.formatted(Account.ID, mapping.uuid(), Arns.last(mapping.brokerArn()));
    }

    /** Ends a mapping after a while, and its interfaces later; what it returns is done with the mapping. */
    CompletableFuture<Void> endOf(Mapping mapping, String role, Runnable removal) {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                pace.pause(DELETING);
                removal.run();
                gone.complete(null);
                pace.pause(life);
                remove(mapping, role);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return gone;
    }

    private void remove(Mapping mapping, String role) {
        if (iam.allows(role,
                Access.to("ec2:DeleteNetworkInterface", Account.arn("ec2", "network-interface/any")))) {
            interfaces.delete(name(mapping));
        }
    }
}
