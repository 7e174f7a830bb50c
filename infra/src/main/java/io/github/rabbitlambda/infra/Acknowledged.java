package io.github.rabbitlambda.infra;

import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Findings of cdk-nag that are as they should be, each on the construct that has it and with the reason.
 */
final class Acknowledged {
    private Acknowledged() {}

    /** A wildcard in an ARN of {@link FunctionRole#arn}. */
    static void arn(Construct construct, String service, String resource, String reason) {
        on(construct, "AwsSolutions-IAM5[Resource::"
                + String.join(":", "arn", "<AWS::Partition>", service, "<AWS::Region>", "<AWS::AccountId>", resource)
                + "]", reason);
    }

    /** A wildcard at the end of one resource's ARN: the finding that is named after it, and no other. */
    static void wildcard(Construct construct, IConstruct resource, String ending, String reason) {
        CfnElement element = (CfnElement) Objects.requireNonNull(resource.getNode().getDefaultChild());
        String id = (String) Stack.of(resource).resolve(element.getLogicalId());
        on(construct, "AwsSolutions-IAM5[Resource::<" + id + ".Arn>" + ending + "]", reason);
    }

    /**
     * Written as metadata rather than through {@code Validations.acknowledge}, which takes no ids with {@code ::} in
     * them, and those of single IAM findings have it.
     */
    static void on(Construct construct, String rule, String reason) {
        construct.getNode().addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, Map.of(rule, reason));
    }
}
