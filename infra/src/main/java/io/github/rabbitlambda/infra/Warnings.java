package io.github.rabbitlambda.infra;

import io.github.rabbitlambda.constructs.options.BrokerOptions;
import io.github.rabbitlambda.constructs.options.DeploymentMode;
import io.github.rabbitlambda.infra.options.Options;
import java.util.List;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;

/**
 * Options that can be deployed and deserve a second thought.
 */
final class Warnings {
    private final Annotations annotations;

    Warnings(Stack stack, Options options) {
        annotations = Annotations.of(stack);
        filters(options);
        cluster(options.broker());
    }

    private void filters(Options options) {
        List<String> warnings = options.mapping().filters().stream().flatMap(filter -> filter.warnings().stream())
                .toList();
        if (!warnings.isEmpty()) {
            annotations.addWarningV2("rabbitlambda:filters", String.join("; ", warnings)
                    + ". If Lambda ignores a part, messages are acknowledged or delivered against your intention");
        }
    }

    /** https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-sizing-guidelines.html */
    private void cluster(BrokerOptions broker) {
        if (broker.deploymentMode() == DeploymentMode.CLUSTER_MULTI_AZ
                && broker.instanceType().equals("mq.m7g.medium")) {
            annotations.addWarningV2("rabbitlambda:cluster",
                    "deploymentMode is cluster on mq.m7g.medium, which Amazon MQ's sizing guide calls an instance for"
                            + " testing: take mq.m7g.large or more for production");
        }
    }
}
