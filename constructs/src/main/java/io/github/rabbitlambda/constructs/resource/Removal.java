package io.github.rabbitlambda.constructs.resource;

import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnResource;
import software.constructs.Construct;

/**
 * What CloudFormation does with the old one of a resource that it replaces. The stack's deletion is another matter.
 */
final class Removal {
    private Removal() {}

    /** The old one stays: nothing makes its content again. */
    static void keepReplaced(Construct construct) {
        ((CfnResource) construct.getNode().getDefaultChild()).getCfnOptions()
                .setUpdateReplacePolicy(CfnDeletionPolicy.RETAIN);
    }
}
