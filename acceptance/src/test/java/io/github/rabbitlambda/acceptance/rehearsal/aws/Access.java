package io.github.rabbitlambda.acceptance.rehearsal.aws;

import java.util.Map;

/** A call that IAM decides about; the context holds condition keys. */
public record Access(String action, String resource, Map<String, String> context) {

    public static Access to(String action, String resource) {
        return new Access(action, resource, Map.of());
    }

    /** The value of a condition key; every call of a function is encrypted. */
    public String value(String key) {
        return key.equals("aws:SecureTransport") ? "true" : context.getOrDefault(key, "");
    }

    public Access with(String key, String value) {
        return new Access(action, resource, Map.of(key, value));
    }
}
