package io.github.rabbitlambda.acceptance.rehearsal;

import java.util.Map;

/** A call that IAM decides about; the context holds condition keys. */
record Access(String action, String resource, Map<String, String> context) {

    static Access to(String action, String resource) {
        return new Access(action, resource, Map.of());
    }

    /** The value of a condition key; every call of a function is encrypted. */
    String value(String key) {
        return key.equals("aws:SecureTransport") ? "true" : context.getOrDefault(key, "");
    }

    Access with(String key, String value) {
        return new Access(action, resource, Map.of(key, value));
    }
}
