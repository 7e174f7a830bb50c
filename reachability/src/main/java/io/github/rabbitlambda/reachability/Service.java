package io.github.rabbitlambda.reachability;

/** The AWS services that a mapping calls from the broker's subnets. */
enum Service {
    STS("sts", "STS", "assume its role"), SECRETS_MANAGER("secretsmanager", "Secrets Manager",
            "read its credentials"), LAMBDA("lambda", "Lambda", "invoke its function");

    final String id;
    final String title;
    final String purpose;

    Service(String id, String title, String purpose) {
        this.id = id;
        this.title = title;
        this.purpose = purpose;
    }
}
