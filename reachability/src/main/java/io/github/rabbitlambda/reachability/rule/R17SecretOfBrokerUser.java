package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.fix.Repair;
import io.github.rabbitlambda.reachability.iam.BrokerUsers;
import io.github.rabbitlambda.reachability.iam.Credentials;
import io.github.rabbitlambda.reachability.iam.UnseenValue;
import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** Whether the mapping's secret holds a user name and password that the broker knows. */
final class R17SecretOfBrokerUser {
    static final Rule RULE = new Rule("R17",
            "The URI of `BASIC_AUTH` is a secret. Its value is a JSON object with the strings username and password, which are those of a user of the broker. A RabbitMQ user that neither the template nor a custom resource makes is assumed to be made after the deployment.",
            Rule.GUIDE);
    private static final String ACCESS = "SourceAccessConfigurations";

    private final Deployment deployment;
    private final EventSourceMapping mapping;
    private final Optional<Broker> broker;
    private final Report report;

    /**
     * @param broker the mapping's broker, if these templates hold it
     */
    R17SecretOfBrokerUser(Deployment deployment, EventSourceMapping mapping, Optional<Broker> broker, Report report) {
        this.deployment = deployment;
        this.mapping = mapping;
        this.broker = broker;
        this.report = report;
    }

    void check() {
        Value uri = mapping.uri();
        if (uri.isMissing()) {
            return;
        }
        mapping.secret().ifPresentOrElse(this::check, () -> report.require(RULE, mayBeSecret(uri),
                "the credentials of `" + mapping.id() + "`", () -> notSecret(uri)));
    }

    private void check(ResolvedResource secret) {
        Credentials credentials = Credentials.of(secret);
        report.require(RULE, credentials.usable(), "the value of secret `" + secret.id() + "`",
                () -> new Failure(mapping.subject() + " cannot log in: secret `" + secret.id() + "` "
                        + credentials.problem()
                        + ". Set its value to a JSON object with the strings username and password.",
                        generate(secret)));
        if (credentials.usable().isYes()) {
            broker.ifPresent(found -> report.require(RULE,
                    new BrokerUsers(deployment, found, secret, credentials).includeSecretsUser(),
                    "the user of secret `" + secret.id() + "`", () -> otherUser(secret, found)));
        }
    }

    private static Answer mayBeSecret(Value uri) {
        String shown = uri.show();
        Answer assumed = UnseenValue.assume(uri, "`" + shown
                + "` is the ARN of a secret that holds username and password of a user of the broker, and neither its policy nor its key stops the role");
        return switch (uri) {
            case Value.Text(String text) -> Answer.of(text.matches("arn:[^:]*:secretsmanager:.+")).and(assumed);
            case Value.Reference(Resource resource, String attribute) ->
                Answer.of(resource.isCustom() || resource.type().startsWith("AWS::SecretsManager::")).and(assumed);
            case Value.Joined joined ->
                Answer.of(!shown.startsWith("arn:") || shown.matches("arn:([^:]*:secretsmanager:|[^:]*$).*")
                        || shown.matches("arn:\\$.*")).and(assumed);
            case Value.Opaque opaque -> assumed;
            case Value.Items items -> assumed;
            case Value.Fields fields -> assumed;
            case Value.Missing missing -> assumed;
        };
    }

    private Failure notSecret(Value uri) {
        List<ResolvedResource> secrets = deployment.ofType("AWS::SecretsManager::Secret");
        return new Failure(mapping.subject() + " cannot log in: the URI of its BASIC_AUTH, `" + uri.show()
                + "`, is not the ARN of a Secrets Manager secret. Set it to the secret's ARN.",
                secrets.size() == 1 ? replaceUri(secrets.getFirst()) : List.of());
    }

    private List<Fix> replaceUri(ResolvedResource secret) {
        Repair repair = new Repair(mapping.resource().template(),
                "Give " + mapping.id() + " the secret " + secret.id());
        List<Tree> entries = new ArrayList<>(mapping.resource().declared().properties().asMapping().entry(ACCESS)
                .map(Tree::asItems).orElse(List.of()).stream().filter(item -> !isBasicAuth(item)).toList());
        entries.addFirst(Tree.mapping("Type", "BASIC_AUTH", "URI", repair.expression(secret.ref())));
        return repair.set(mapping.resource(), ACCESS, new Tree.Sequence(entries)).fixes();
    }

    private static boolean isBasicAuth(Tree entry) {
        return entry.asMapping().entry("Type").flatMap(Tree::asText).filter("BASIC_AUTH"::equals).isPresent();
    }

    private static List<Fix> generate(ResolvedResource secret) {
        return new Repair(secret.template(), "Let " + secret.id() + " generate username and password")
                .remove(secret, "SecretString").set(secret, "GenerateSecretString",
                        Tree.mapping("SecretStringTemplate", "{\"username\":\"consumer\"}", "GenerateStringKey",
                                "password", "ExcludePunctuation", "true"))
                .fixes();
    }

    private Failure otherUser(ResolvedResource secret, Broker broker) {
        Tree user = Tree.mapping("Username", reference(secret, "username"), "Password", reference(secret, "password"));
        return new Failure(mapping.subject() + " cannot log in: the user of secret `" + secret.id()
                + "` is not a user of broker `" + broker.id()
                + "`, whose Users name another or give it another password. Take username and password of the broker's user from that secret by dynamic references.",
                new Repair(broker.resource().template(), "Take the user of " + broker.id() + " from " + secret.id())
                        .set(broker.resource(), "Users", Tree.list(user)).fixes());
    }

    private static Tree reference(ResolvedResource secret, String key) {
        return Tree.mapping("Fn::Sub", "{{resolve:secretsmanager:${" + secret.id() + "}:SecretString:" + key + "}}");
    }
}
