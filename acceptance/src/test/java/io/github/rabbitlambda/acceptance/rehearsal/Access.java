package io.github.rabbitlambda.acceptance.rehearsal;

import java.util.Map;

/** A call that IAM decides about; the context holds condition keys. */
record Access(String action, String resource, Map<String, String> context) {

    static Access to(String action, String resource) {
        return new Access(action, resource, Map.of());
    }

    Access with(String key, String value) {
        return new Access(action, resource, Map.of(key, value));
    }
}
