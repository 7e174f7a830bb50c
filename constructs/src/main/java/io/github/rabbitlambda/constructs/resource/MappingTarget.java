package io.github.rabbitlambda.constructs.resource;

/**
 * The function that mappings invoke: as it is, or by an alias whose name the mappings choose.
 */
@FunctionalInterface
public interface MappingTarget {
    Resolved resolve(String aliasName);

    /**
     * @param functionArn
     *            of the function, version or alias
     * @param version
     *            changes with the code that runs, where that is known
     */
    record Resolved(String functionArn, String version) {}
}
