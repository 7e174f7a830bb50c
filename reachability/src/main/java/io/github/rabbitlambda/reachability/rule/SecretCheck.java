package io.github.rabbitlambda.reachability.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.reachability.iam.BrokerUsers;
import io.github.rabbitlambda.reachability.iam.Credentials;
import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.EventSourceMapping;
import io.github.rabbitlambda.reachability.rule.Report.Failure;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.template.Template;
import io.github.rabbitlambda.reachability.template.Tree;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;
import io.github.rabbitlambda.reachability.verdict.Fix;

/** R17: whether the mapping's secret holds a user name and password that the broker knows. */
final class SecretCheck {
    private final Deployment deployment;
    private final EventSourceMapping mapping;
    private final Broker broker;
    private final Report report;

    SecretCheck(Deployment deployment, EventSourceMapping mapping, Broker broker, Report report) {
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
        Optional<ResolvedResource> secret = mapping.secret();
        if (secret.isEmpty()) {
            report.require("R17", mayBeSecret(uri), "the credentials of `" + mapping.id() + "`", () -> notSecret(uri));
            return;
        }
        Credentials credentials = Credentials.of(secret.get());
        report.require("R17", credentials.usable(), "the value of secret `" + secret.get().id() + "`",
                () -> new Failure(mapping.subject()
                        + " cannot log in: secret `" + secret.get().id() + "` " + credentials.problem()
                        + ". Its value must be a JSON object with the strings username and password.",
                        fix(secret.get())));
        if (credentials.usable().isYes()) {
            report.require("R17", new BrokerUsers(deployment, broker, secret.get(), credentials).known(),
                    "the user of secret `" + secret.get().id() + "`",
                    () -> otherUser(secret.get()));
        }
    }

    private static Answer mayBeSecret(Value uri) {
        String shown = uri.show();
        Answer opaque = Answer.assuming(
                "`" + shown + "` is the ARN of a secret that holds username and password of a user of the broker");
        return switch (uri) {
            case Value.Text(String text) -> Answer.of(text.matches("arn:[^:]*:secretsmanager:.+")).and(opaque);
            case Value.Reference(Resource resource, String attribute) -> Answer.of(resource.isCustom()).and(opaque);
            case Value.Joined joined ->
                Answer.of(!shown.startsWith("arn:") || shown.matches("arn:([^:]*:secretsmanager:|[^:]*$).*")
                        || shown.matches("arn:\\$.*")).and(opaque);
            default -> opaque;
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
        List<Tree> rest = new ArrayList<>(
                mapping.resource().declared().properties().asMapping().entry("SourceAccessConfigurations")
                        .map(Tree::asItems).orElse(List.of()).stream()
                        .filter(item -> item.asMapping().entry("Type").flatMap(Tree::asText)
                                .filter("BASIC_AUTH"::equals).isEmpty())
                        .toList());
        rest.addFirst(Tree.mapping("Type", "BASIC_AUTH", "URI", repair.expression(secret.ref())));
        return repair.set(mapping.resource(), "SourceAccessConfigurations", new Tree.Sequence(rest)).done();
    }

    private static List<Fix> fix(ResolvedResource secret) {
        Template template = secret.template();
        return new Repair(template, "Let " + secret.id() + " generate username and password")
                .remove(secret, "SecretString").set(secret, "GenerateSecretString",
                        Tree.mapping("SecretStringTemplate", "{\"username\":\"consumer\"}", "GenerateStringKey",
                                "password", "ExcludePunctuation", "true"))
                .done();
    }

    private Failure otherUser(ResolvedResource secret) {
        return new Failure(mapping.subject() + " cannot log in: the user of secret `" + secret.id()
                + "` is not a user of broker `" + broker.id()
                + "`, whose Users name another. Take username and password of the broker's user from that secret by dynamic references.",
                new Repair(broker.resource().template(),
                        "Take the user of " + broker.id() + " from " + secret.id())
                        .set(broker.resource(), "Users", Tree.list(Tree.mapping("Username", resolve(secret, "username"),
                                "Password", resolve(secret, "password"))))
                        .done());
    }

    private static Tree resolve(ResolvedResource secret, String key) {
        return Tree.mapping("Fn::Sub", "{{resolve:secretsmanager:${" + secret.id() + "}:SecretString:" + key + "}}");
    }
}
