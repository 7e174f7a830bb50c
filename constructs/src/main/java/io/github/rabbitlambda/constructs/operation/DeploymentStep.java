package io.github.rabbitlambda.constructs.operation;

import java.util.Map;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.RemovalPolicy;
import software.constructs.Construct;

/**
 * A step of a deployment that CloudFormation does not know by itself: a custom resource that one of our functions
 * handles.
 */
public final class DeploymentStep extends Construct {
    private final CustomResource resource;

    /** CloudFormation resolves the {@code properties}, and runs the step again when any of them changes. */
    DeploymentStep(Construct scope, String id, StepType type, String serviceToken, Map<String, Object> properties) {
        super(scope, id);
        resource = CustomResource.Builder.create(this, "Resource").serviceToken(serviceToken)
                .resourceType(type.resourceType()).properties(properties).removalPolicy(RemovalPolicy.DESTROY).build();
        // tells the connectivity check that the step only reads the resources that its properties name
        state("reachability:changes", "nothing");
    }

    /** Tells the connectivity check that the step makes the users of the secrets that its properties name. */
    public void stateThatItMakesUsers() {
        state("reachability:makes", "users");
    }

    private void state(String key, String value) {
        ((CfnResource) resource.getNode().getDefaultChild()).addMetadata(key, value);
    }

    /** A value that the handler returned. */
    public String text(String attribute) {
        return resource.getAttString(attribute);
    }
}
