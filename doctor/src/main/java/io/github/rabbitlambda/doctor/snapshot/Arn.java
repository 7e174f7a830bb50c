package io.github.rabbitlambda.doctor.snapshot;

import java.util.Optional;

/**
 * An Amazon Resource Name (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html).
 *
 * @param resource what follows the account, such as {@code function:orders:live}
 */
public record Arn(String partition, String service, String region, String account, String resource) {

    public static Optional<Arn> parse(String text) {
        String[] parts = text.split(":", 6);
        return parts.length == 6 && parts[0].equals("arn")
                ? Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]))
                : Optional.empty();
    }

    /** The last part of a resource that has a path, or parts with colons: a role's name, a broker's id. */
    public String lastPart() {
        return resource.substring(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1);
    }

    /** A function's ARN without its alias or version. */
    public Arn unqualified() {
        String[] parts = resource.split(":");
        return new Arn(partition, service, region, account,
                service.equals("lambda") && parts.length > 2 ? parts[0] + ":" + parts[1] : resource);
    }

    @Override
    public String toString() {
        return String.join(":", "arn", partition, service, region, account, resource);
    }
}
