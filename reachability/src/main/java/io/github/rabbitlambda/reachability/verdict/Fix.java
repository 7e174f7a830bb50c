package io.github.rabbitlambda.reachability.verdict;

import java.util.List;

import io.github.rabbitlambda.reachability.template.JsonPatch;
import io.github.rabbitlambda.reachability.template.JsonReader;
import io.github.rabbitlambda.reachability.template.Tree;

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
    public record Change(String operation, String pointer, String json) {
        private static final String APPENDED = "/-";

        /** The change as it is applied to a template. */
        public JsonPatch patch() {
            return new JsonPatch(operation, pointer, json.isEmpty() ? Tree.empty() : JsonReader.read(json));
        }

        /** Whether the result depends on which of two changes comes first. */
        boolean collidesWith(Change other) {
            boolean same = pointer.equals(other.pointer);
            boolean inside = (pointer + "/").startsWith(other.pointer + "/")
                    || (other.pointer + "/").startsWith(pointer + "/");
            return inside && !(same && (pointer.endsWith(APPENDED) || equals(other)));
        }
    }

    public Fix {
        changes = List.copyOf(changes);
    }

    /** Whether the result depends on which of two fixes is applied first. */
    public boolean collidesWith(Fix other) {
        return template.equals(other.template) && changes.stream()
                .anyMatch(change -> other.changes.stream().anyMatch(change::collidesWith));
    }
}
