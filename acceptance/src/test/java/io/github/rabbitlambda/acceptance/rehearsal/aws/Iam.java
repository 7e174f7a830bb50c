package io.github.rabbitlambda.acceptance.rehearsal.aws;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Roles and their policies, which each call of a function is checked against. */
public final class Iam {
    private record Policy(List<PolicyStatement> statements, long since) {}

    /** By the id of the policy of a bucket or queue. */
    private final Map<String, Policy> resourcePolicies = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Policy>> policiesOfRoles = new ConcurrentHashMap<>();
    private volatile Duration delay = Duration.ZERO;

    /** How long a policy has no effect after it was written: IAM is eventually consistent. */
    public void delayPolicies(Duration time) {
        delay = time;
    }

    public void createRole(String name) {
        policiesOfRoles.put(name, new ConcurrentHashMap<>());
    }

    public void deleteRole(String name) {
        policiesOfRoles.remove(name);
    }

    public boolean hasRole(String arn) {
        return policiesOfRoles.containsKey(nameOf(arn));
    }

    public List<String> left() {
        return policiesOfRoles.keySet().stream().map(name -> "role " + name).toList();
    }

    public void put(String role, String policy, JsonNode document) {
        Map<String, Policy> policies = policiesOfRoles.get(role);
        if (policies == null) {
            throw new Refused("The role with name " + role + " cannot be found.");
        }
        policies.put(policy, new Policy(PolicyStatement.of(document), System.nanoTime()));
    }

    public void remove(String role, String policy) {
        policiesOfRoles.getOrDefault(role, new ConcurrentHashMap<>()).remove(policy);
    }

    public void putResourcePolicy(String id, JsonNode document) {
        resourcePolicies.put(id, new Policy(PolicyStatement.of(document), System.nanoTime()));
    }

    public void removeResourcePolicy(String id) {
        resourcePolicies.remove(id);
    }

    /** Whether the policies of a role, or those of a resource for it, allow a call now. */
    public boolean allows(String roleArn, Access access) {
        String name = nameOf(roleArn);
        Stream<PolicyStatement> own = effective(policiesOfRoles.getOrDefault(name, Map.of()));
        Stream<PolicyStatement> others = effective(resourcePolicies).filter(
                statement -> statement.isAbout("arn:aws:iam::" + Account.ID + ":role/" + name));
        List<PolicyStatement> covering = Stream.concat(own, others).filter(statement -> statement.covers(access))
                .toList();
        return !covering.isEmpty() && covering.stream().noneMatch(PolicyStatement::isDeny);
    }

    private Stream<PolicyStatement> effective(Map<String, Policy> policies) {
        return policies.values().stream().filter(policy -> System.nanoTime() - policy.since() >= delay.toNanos())
                .flatMap(policy -> policy.statements().stream());
    }

    public void check(String roleArn, Access access) {
        if (!allows(roleArn, access)) {
            throw new Refused(denial(roleArn, access));
        }
    }

    public static String denial(String roleArn, Access access) {
        return "User: %s is not authorized to perform: %s on resource: %s because no policy allows the %s action"
                .formatted(roleArn, access.action(), access.resource(), access.action());
    }

    public static String nameOf(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
