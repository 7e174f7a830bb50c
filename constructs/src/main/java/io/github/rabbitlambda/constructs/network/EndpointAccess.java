package io.github.rabbitlambda.constructs.network;

import io.github.rabbitlambda.constructs.operation.RotationActions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * The policies of endpoints that restrict who calls what. Lambda's service may always do what a mapping needs; which role reads
 * and rotates which secret is added until synthesis.
 */
public final class EndpointAccess {
    private final PolicyDocument sts = document(service("sts:AssumeRole"));
    private final PolicyDocument secrets = new PolicyDocument();
    private final PolicyDocument lambda = document(service("lambda:InvokeFunction"));
    private final Map<String, PolicyStatement> readers = new LinkedHashMap<>();
    private final Map<PolicyStatement, Set<IPrincipal>> named = new HashMap<>();
    private final IGrantable account = new AnyPrincipal()
            .withConditions(Map.of("StringEquals", Map.of("aws:PrincipalAccount", Aws.ACCOUNT_ID)));

    /** Every role of the account that its own policies allow: for roles that are made later, or in another stack. */
    public IGrantable account() {
        return account;
    }

    /** The guide requires Resource "*" for both services that Lambda calls as itself. */
    private static PolicyStatement service(String action) {
        return PolicyStatement.Builder.create().principals(List.of(new ServicePrincipal("lambda.amazonaws.com")))
                .actions(List.of(action)).resources(List.of("*")).build();
    }

    private static PolicyDocument document(PolicyStatement statement) {
        return PolicyDocument.Builder.create().statements(List.of(statement)).build();
    }

    /** Lets the roles read the secret. */
    public EndpointAccess letRead(ISecret secret, IGrantable... roles) {
        PolicyStatement statement = readers.computeIfAbsent(secret.getSecretArn(), this::reading);
        Stream.of(roles).forEach(role -> name(statement, role));
        return this;
    }

    /** The CDK would repeat a principal. */
    private void name(PolicyStatement statement, IGrantable role) {
        IPrincipal principal = role.getGrantPrincipal();
        if (named.computeIfAbsent(statement, key -> new HashSet<>()).add(principal)) {
            statement.addPrincipals(principal);
        }
    }

    private PolicyStatement reading(String secretArn) {
        PolicyStatement statement = PolicyStatement.Builder.create().actions(List.of(RotationActions.READ))
                .resources(List.of(secretArn)).build();
        secrets.addStatements(statement);
        return statement;
    }

    /** Lets the role read every secret that is named so far. */
    public void letReadAll(IGrantable role) {
        readers.values().forEach(statement -> name(statement, role));
    }

    /** Lets the role write the secrets, and stop and start mappings; which mappings, its own policy says. */
    public EndpointAccess letRotate(List<ISecret> rotated, IGrantable role) {
        secrets.addStatements(statement(role, RotationActions.WRITE,
                rotated.stream().map(ISecret::getSecretArn).toList()),
                statement(role, List.of(RotationActions.RANDOM_PASSWORD), List.of("*")));
        lambda.addStatements(statement(role,
                List.of(RotationActions.LIST_MAPPINGS, RotationActions.UPDATE_MAPPING),
                List.of("*")));
        return this;
    }

    private static PolicyStatement statement(IGrantable role, List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create().principals(List.of(role.getGrantPrincipal())).actions(actions)
                .resources(resources).build();
    }

    PolicyDocument sts() {
        return sts;
    }

    PolicyDocument secrets() {
        return secrets;
    }

    PolicyDocument lambda() {
        return lambda;
    }

    List<String> problems() {
        return readers.values().stream().allMatch(PolicyStatement::getHasPrincipal)
                ? List.of()
                : List.of(
                        "restrictedTo must name a role that reads the secret, or admit must (given none): EC2 refuses an"
                                + " endpoint's policy without a principal");
    }
}
