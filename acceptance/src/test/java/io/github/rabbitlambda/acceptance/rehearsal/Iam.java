package io.github.rabbitlambda.acceptance.rehearsal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;

/** Roles and their policies, which each call of a function is checked against. */
final class Iam {
    private record Policy(List<PolicyStatement> statements, long since) {}

    private final Map<String, Map<String, Policy>> policiesOfRoles = new ConcurrentHashMap<>();
    private volatile Duration delay = Duration.ZERO;

    /** How long a policy has no effect after it was written: IAM is eventually consistent. */
    void delayPolicies(Duration time) {
        delay = time;
    }

    void createRole(String name) {
        policiesOfRoles.put(name, new ConcurrentHashMap<>());
    }

    void deleteRole(String name) {
        policiesOfRoles.remove(name);
    }

    boolean hasRole(String arn) {
        return policiesOfRoles.containsKey(nameOf(arn));
    }

    List<String> left() {
        return policiesOfRoles.keySet().stream().map(name -> "role " + name).toList();
    }

    void put(String role, String policy, JsonNode document) {
        Map<String, Policy> policies = policiesOfRoles.get(role);
        if (policies == null) {
            throw new Refused("The role with name " + role + " cannot be found.");
        }
        policies.put(policy, new Policy(PolicyStatement.of(document), System.nanoTime()));
    }

    void remove(String role, String policy) {
        policiesOfRoles.getOrDefault(role, new ConcurrentHashMap<>()).remove(policy);
    }

    /** Whether the identity policies of a role allow a call now. */
    boolean allows(String roleArn, Access access) {
        List<PolicyStatement> covering = policiesOfRoles.getOrDefault(nameOf(roleArn), Map.of()).values().stream()
                .filter(policy -> System.nanoTime() - policy.since() >= delay.toNanos())
                .flatMap(policy -> policy.statements().stream()).filter(statement -> statement.covers(access))
                .toList();
        return !covering.isEmpty() && covering.stream().noneMatch(PolicyStatement::isDeny);
    }

    void check(String roleArn, Access access) {
        if (!allows(roleArn, access)) {
            throw new Refused(denial(roleArn, access));
        }
    }

    static String denial(String roleArn, Access access) {
        return "User: %s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
                .formatted(roleArn, access.action(), access.resource(), access.action());
    }

    static String nameOf(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
