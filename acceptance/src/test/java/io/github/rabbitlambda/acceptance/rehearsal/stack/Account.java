package io.github.rabbitlambda.acceptance.rehearsal.stack;

import java.util.UUID;

/** The account and Region in which stacks are rehearsed. */
public final class Account {
    public static final String ID = "123456789012";
    public static final String REGION = "us-east-1";

    private Account() {}

    public static String arn(String service, String resource) {
        return String.join(":", "arn", "aws", service, REGION, ID, resource);
    }

    /** An id as EC2 makes them. */
    public static String newId(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().replace("-", "").substring(0, 17);
    }

    /** A name as CloudFormation makes it for a resource without one. */
    public static String newName(String logicalId) {
        String start = logicalId.length() > 40 ? logicalId.substring(0, 40) : logicalId;
        return start + "-" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }
}
