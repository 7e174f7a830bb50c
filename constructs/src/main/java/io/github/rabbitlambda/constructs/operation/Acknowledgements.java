package io.github.rabbitlambda.constructs.operation;

import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Findings of cdk-nag and other checks that we accept, each on the construct that has it and with the reason.
 */
public final class Acknowledgements {
    private Acknowledgements() {}

    /** For a wildcard in an ARN of {@link FunctionRole#arn}. */
    public static void addForArn(Construct construct, String service, String resource, String reason) {
        add(construct, "AwsSolutions-IAM5[Resource::"
                + String.join(":", "arn", "<AWS::Partition>", service, "<AWS::Region>", "<AWS::AccountId>", resource)
                + "]", reason);
    }

    /** For a wildcard at the end of the ARN of one resource, and for no other. */
    public static void addForWildcard(Construct construct, IConstruct resource, String ending, String reason) {
        CfnElement element = (CfnElement) Objects.requireNonNull(resource.getNode().getDefaultChild());
        String id = (String) Stack.of(resource).resolve(element.getLogicalId());
        add(construct, "AwsSolutions-IAM5[Resource::<" + id + ".Arn>" + ending + "]", reason);
    }

    /**
     * Writes the metadata itself, because {@code Validations.acknowledge} takes no ids with {@code ::} in them, which
     * the ids of single IAM findings have.
     */
    public static void add(Construct construct, String rule, String reason) {
        construct.getNode().addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, Map.of(rule, reason));
    }
}
