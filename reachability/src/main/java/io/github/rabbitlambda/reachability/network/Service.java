package io.github.rabbitlambda.reachability.network;

import java.util.List;

/** The AWS services that a mapping calls from the broker's subnets. */
public enum Service {
    STS("sts", "STS", "assume its role"), SECRETS_MANAGER("secretsmanager", "Secrets Manager",
            "read its credentials"), LAMBDA("lambda", "Lambda", "invoke its function");

    private final String id;
    private final String title;
    private final String purpose;

    Service(String id, String title, String purpose) {
        this.id = id;
        this.title = title;
        this.purpose = purpose;
    }

    /** The service's name in the names of its endpoints. */
    public String id() {
        return id;
    }

    /** The service's name in sentences. */
    public String title() {
        return title;
    }

    /** What the mapping calls the service for: to "assume its role". */
    public String purpose() {
        return purpose;
    }

    /** What the mapping calls the services for: to "assume its role or invoke its function". */
    public static String purposes(List<Service> services) {
        return TextList.or(services.stream().map(Service::purpose).toList());
    }
}
