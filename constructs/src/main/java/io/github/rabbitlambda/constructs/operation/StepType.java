package io.github.rabbitlambda.constructs.operation;

/**
 * What a step of a deployment does. The function {@code Steps} chooses its handler by the resource type.
 */
public enum StepType {
    CHANGE_GUARD("Custom::ChangeGuard"), DEFAULT_NETWORK("Custom::DefaultNetwork"), TOPOLOGY(
            "Custom::Topology"), EVENT_SOURCE_CLEANUP("Custom::EventSourceCleanup"), VERIFICATION(
                    "Custom::Verification"), EMPTY_BUCKET("Custom::EmptyBucket");

    private final String resourceType;

    StepType(String resourceType) {
        this.resourceType = resourceType;
    }

    String resourceType() {
        return resourceType;
    }
}
