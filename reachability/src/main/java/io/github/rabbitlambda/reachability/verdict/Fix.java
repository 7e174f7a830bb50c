package io.github.rabbitlambda.reachability.verdict;

import java.util.List;

/**
 * A repair of a template, as operations of JSON Patch (RFC 6902) on the template as it was written; {@code add} on an
 * existing member replaces it.
 *
 * @param template the name under which the template was given
 * @param summary the same in words
 * @param changes empty for a plan of Terraform, whose configuration isn't what the check reads
 */
public record Fix(String template, String summary, List<Change> changes) {

    /**
     * One operation.
     *
     * @param operation add, replace or remove
     * @param pointer a JSON Pointer (RFC 6901)
     * @param json the value as JSON text; empty for remove
     */
    public record Change(String operation, String pointer, String json) {}

    public Fix {
        changes = List.copyOf(changes);
    }
}
