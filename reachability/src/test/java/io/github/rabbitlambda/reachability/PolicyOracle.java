package io.github.rabbitlambda.reachability;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.github.rabbitlambda.reachability.RandomPolicies.Policy;
import io.github.rabbitlambda.reachability.RandomPolicies.Statement;
import io.github.rabbitlambda.reachability.RandomPolicies.When;

/**
 * The answer by brute force: decides every call of a mapping in every world, in which nothing is unknown, by the words of
 * AWS's evaluation logic. Written independently of the checks: it shares only {@link RandomPolicies} with the code under
 * test.
 */
final class PolicyOracle {
    static final String OWN_ACCOUNT = "the stack's account is the one";
    static final String SOURCE = "Lambda sends `aws:SourceAccount`";
    static final String STAR = "includes the Lambda service";

    /** Whether a mapping connects in a world, which tells of everything that was asked whether it is so. */
    record Outcome(Map<String, Boolean> world, boolean connects) {}

    /** A call by the Lambda service (to assume the role, or through an endpoint) or by the role. */
    private record Call(Who who, String action, String resource) {}

    private enum Who {
        TRUSTED_SERVICE, SERVICE, ROLE
    }

    private static final class Undecided extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String question;

        Undecided(String question) {
            super(question, null, false, false);
            this.question = question;
        }
    }

    private final RandomPolicies policies;
    private final Map<String, Boolean> world;

    private PolicyOracle(RandomPolicies policies, Map<String, Boolean> world) {
        this.policies = policies;
        this.world = world;
    }

    static List<Outcome> ask(RandomPolicies policies) {
        List<Outcome> outcomes = new ArrayList<>();
        explore(policies, Map.of(), outcomes);
        return outcomes;
    }

    private static void explore(RandomPolicies policies, Map<String, Boolean> world, List<Outcome> outcomes) {
        try {
            outcomes.add(new Outcome(world, new PolicyOracle(policies, world).connects()));
        } catch (Undecided undecided) {
            for (boolean answer : new boolean[]{true, false}) {
                Map<String, Boolean> further = new TreeMap<>(world);
                further.put(undecided.question, answer);
                explore(policies, further, outcomes);
            }
        }
    }

    private boolean is(String question) {
        if (!world.containsKey(question)) {
            throw new Undecided(question);
        }
        return world.get(question);
    }

    private <T> Optional<T> chosen(When<T> when) {
        return when.condition().isEmpty() || is(when.condition()) ? when.holds() : when.fails();
    }

    private <T> List<T> chosen(List<When<T>> list) {
        return list.stream().flatMap(when -> chosen(when).stream()).toList();
    }

    private List<Statement> statements(Optional<When<Policy>> policy) {
        return policy.flatMap(this::chosen).map(found -> chosen(found.statements())).orElse(List.of());
    }

    private boolean connects() {
        Call assume = new Call(Who.TRUSTED_SERVICE, "sts:AssumeRole", "");
        List<Statement> trust = statements(Optional.of(policies.trust));
        return one(trust, "Allow", assume) && !one(trust, "Deny", assume)
                && passes(policies.stsEndpoint, "sts:AssumeRole")
                && passes(policies.lambdaEndpoint, "lambda:InvokeFunction")
                && secretsEndpoint() && mayCall("mq:DescribeBroker", "@broker") && readsSecret() && decrypts()
                && interfaces();
    }

    private boolean passes(Optional<When<Policy>> endpoint, String action) {
        if (endpoint.isEmpty() || chosen(endpoint.get()).isEmpty()) {
            return true;
        }
        List<Statement> statements = statements(endpoint);
        Call call = new Call(Who.SERVICE, action, "internal");
        return one(statements, "Allow", call) && !one(statements, "Deny", call);
    }

    private boolean secretsEndpoint() {
        Optional<When<Policy>> endpoint = policies.secretsEndpoint;
        Call call = new Call(Who.ROLE, "secretsmanager:GetSecretValue", "@secret");
        return endpoint.isEmpty() || chosen(endpoint.get()).isEmpty()
                || one(statements(endpoint), "Allow", call) && !one(statements(endpoint), "Deny", call);
    }

    private List<Statement> ofRole() {
        List<Statement> all = new ArrayList<>(statements(policies.attached));
        policies.inline.forEach(policy -> all.addAll(statements(Optional.of(policy))));
        return all;
    }

    private boolean limited(Call call) {
        return policies.boundary.isPresent() && !one(statements(policies.boundary), "Allow", call);
    }

    private boolean forbidden(Call call) {
        return one(ofRole(), "Deny", call) || one(statements(policies.boundary), "Deny", call);
    }

    private boolean mayCall(String action, String resource) {
        Call call = new Call(Who.ROLE, action, resource);
        return !forbidden(call) && one(ofRole(), "Allow", call) && !limited(call);
    }

    private boolean readsSecret() {
        Call call = new Call(Who.ROLE, "secretsmanager:GetSecretValue", "@secret");
        return mayCall(call, statements(policies.secretPolicy), true);
    }

    private boolean decrypts() {
        if (policies.keyed.isEmpty() || !policies.keyed.get().isEmpty() && !is(policies.keyed.get())) {
            return true;
        }
        Call call = new Call(Who.ROLE, "kms:Decrypt", "@key");
        boolean preset = policies.keyPolicy.flatMap(this::chosen).isEmpty();
        List<Statement> statements = statements(policies.keyPolicy);
        boolean toAccount = preset || statements.stream().anyMatch(statement -> applies(statement, "Allow", call)
                && PolicyMatch.namesAccount(chosen(statement.principal().get()).get(), this::is));
        return mayCall(call, statements, toAccount);
    }

    /** @param byRole whether the policies of the role count */
    private boolean mayCall(Call call, List<Statement> onResource, boolean byRole) {
        boolean granted = onResource.stream().anyMatch(statement -> applies(statement, "Allow", call)
                && !PolicyMatch.namesAccount(chosen(statement.principal().get()).get(), this::is));
        return !forbidden(call) && !one(onResource, "Deny", call)
                && (byRole && one(ofRole(), "Allow", call) && !limited(call)
                        || granted && (!limited(call) || is("a session passes the boundary")));
    }

    private boolean interfaces() {
        for (String action : List.of("Subnets", "Vpcs", "SecurityGroups", "NetworkInterfaces")) {
            if (!mayCall("ec2:Describe" + action, "everything")) {
                return false;
            }
        }
        return mayCall("ec2:CreateNetworkInterface", "@interface")
                && mayCall("ec2:DeleteNetworkInterface", "@interface")
                && mayCall("ec2:CreateNetworkInterface", "@subnet") && mayCall("ec2:CreateNetworkInterface", "@group");
    }

    private boolean one(List<Statement> statements, String effect, Call call) {
        return statements.stream().anyMatch(statement -> applies(statement, effect, call));
    }

    private boolean applies(Statement statement, String effect, Call call) {
        return chosen(statement.effect()).get().equals(effect)
                && chosen(statement.actions()).stream()
                        .anyMatch(action -> PolicyMatch.action(action, call.action())) != statement.notAction()
                && (call.resource().isEmpty() || coversResource(statement, effect, call))
                && statement.principal().map(principal -> names(chosen(principal).get(), call.who())).orElse(true)
                && statement.condition().flatMap(this::chosen).map(condition -> holds(condition, call)).orElse(true);
    }

    private boolean coversResource(Statement statement, String effect, Call call) {
        List<String> resources = chosen(statement.resources());
        if (call.resource().equals("internal")) {
            return coversInternal(resources, statement.notResource(), effect);
        }
        return resources.stream().anyMatch(
                resource -> PolicyMatch.resource(resource, call.resource(), this::is)) != statement.notResource();
    }

    // The guide asks for Resource "*". What else covers the resource of Lambda's own call isn't known.
    private boolean coversInternal(List<String> resources, boolean opposite, String effect) {
        boolean certain = resources.isEmpty() || resources.contains("*");
        if (certain || !opposite && effect.equals("Allow")) {
            return resources.contains("*") != opposite;
        }
        return is("internal " + resources) != opposite;
    }

    private boolean names(String principal, Who who) {
        return who == Who.ROLE
                ? PolicyMatch.namesRole(principal, this::is)
                : principal.equals("*") || principal.equals("Service lambda.amazonaws.com")
                        || principal.equals("AWS *") && is(STAR);
    }

    private boolean holds(String condition, Call call) {
        String[] words = condition.split(" ");
        return new PolicyCondition(words[0], words[2], call.who() == Who.ROLE
                ? PolicyCondition.ofRole(words[1], call.action())
                : PolicyCondition.ofService(words[1], call.who() == Who.TRUSTED_SERVICE), this::is).holds();
    }
}
