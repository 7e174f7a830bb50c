package io.github.rabbitlambda.acceptance.rehearsal.aws;

/** Parts of ARNs. */
public final class Arns {
    private Arns() {}

    /** The name in a function's name or ARN, without version and alias. */
    public static String functionName(String nameOrArn) {
        String[] parts = nameOrArn.split(":");
        return parts.length > 6 ? parts[6] : parts[0];
    }

    public static String last(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
