package io.github.rabbitlambda.reachability.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.rabbitlambda.reachability.network.Broker;
import io.github.rabbitlambda.reachability.network.Engine;
import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.Value;

/** Whether a secret's user is among the users that a broker is created with. */
public final class BrokerUsers {
    private static final Pattern DYNAMIC = Pattern
            .compile("\\{\\{resolve:secretsmanager:(.+?):SecretString:([^:}]*)(:[^}]*)?}}");

    private final Deployment deployment;
    private final Broker broker;
    private final ResolvedResource secret;
    private final Credentials credentials;

    public BrokerUsers(Deployment deployment, Broker broker, ResolvedResource secret, Credentials credentials) {
        this.deployment = deployment;
        this.broker = broker;
        this.secret = secret;
        this.credentials = credentials;
    }

    /**
     * Whether they are, or the user may be one that was made elsewhere: CloudFormation makes a RabbitMQ broker's first user
     * only, and takes all users of an ActiveMQ broker.
     */
    public Answer includeSecretsUser() {
        List<Value> users = broker.resource().items("Users");
        if (users.isEmpty()) {
            return Answer.maybe("the users of broker `" + broker.id() + "`, which names none,",
                    "give the broker Users that take their values from the secret");
        }
        Answer named = Answer.any(users.stream().map(this::hasSecretsName).toList());
        Answer among = Answer.any(users.stream().map(user -> hasSecretsName(user).and(hasSecretsPassword(user)))
                .toList());
        if (among.isYes() || named.isYes() || !broker.engine().equals(Optional.of(Engine.RABBITMQ))
                || users.stream().anyMatch(user -> !(user instanceof Value.Fields))) {
            return among.isNo() && mayBeAddedElsewhere() ? changedElsewhere() : among;
        }
        if (named.reasons().stream().anyMatch(reason -> !reason.openParameters().isEmpty())) {
            return named;
        }
        return isMadeByCustomResource() ? Answer.YES : madeElsewhere();
    }

    private boolean isMadeByCustomResource() {
        return receiving(secret).filter(Resource::isStatedToMakeUsers)
                .anyMatch(maker -> receiving(broker.resource()).anyMatch(maker::equals));
    }

    private Answer madeElsewhere() {
        return Answer.assuming("the user of secret `" + secret.id() + "` is made on broker `" + broker.id()
                + "` after the deployment, with the password in the secret; the broker's template makes another user only");
    }

    private Answer changedElsewhere() {
        return Answer.maybe("what a custom resource does with secret `" + secret.id() + "`",
                "take the user of the mapping from the broker's Users");
    }

    private Answer hasSecretsName(Value user) {
        return user instanceof Value.Fields fields
                ? isSecrets(fields.get("Username"), "username", credentials.username())
                : Answer.maybe(user.unknownReason());
    }

    private Answer hasSecretsPassword(Value user) {
        return user instanceof Value.Fields fields
                ? isSecrets(fields.get("Password"), "password", credentials.password())
                : Answer.maybe(user.unknownReason());
    }

    private Answer isSecrets(Value given, String key, Value held) {
        Optional<Answer> dynamic = dynamicReference(given, key);
        if (dynamic.isPresent()) {
            return dynamic.get();
        }
        if (held.isMissing()) {
            return Answer.assuming("the " + key + " in secret `" + secret.id() + "` is the broker's");
        }
        if (given.key().equals(held.key())) {
            return Answer.YES;
        }
        if (Credentials.isGenerated(held)) {
            return given.isMissing() || given instanceof Value.Text ? Answer.NO : Answer.maybe(given.unknownReason());
        }
        return given.sameAs(held);
    }

    /** Whether a dynamic reference means this secret and this key; empty if the value is no dynamic reference. */
    private Optional<Answer> dynamicReference(Value given, String key) {
        Matcher matcher = DYNAMIC.matcher(given.show());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String target = matcher.group(1);
        List<Value.Reference> references = new ArrayList<>(given.references());
        boolean named = references.stream().anyMatch(this::isSecret)
                || !secret.get("Name").isMissing() && target.equals(secret.get("Name").show());
        if (named) {
            return Optional.of(Answer.of(matcher.group(2).equals(key)));
        }
        Optional<ResolvedResource> other = references.stream()
                .filter(reference -> reference.resource().type().equals("AWS::SecretsManager::Secret"))
                .map(reference -> deployment.resolved(reference.resource())).findFirst();
        return Optional.of(other.map(found -> isInOther(found, matcher.group(2), key))
                .orElseGet(() -> Answer.maybe("the secret `" + target + "` that the broker's user comes from",
                        "name the secret by Ref")));
    }

    /** Whether another secret holds under its key what this one holds under another. What is generated is like nothing else. */
    private Answer isInOther(ResolvedResource other, String givenKey, String key) {
        Credentials others = Credentials.of(other);
        Value given = others.get(givenKey);
        Value held = credentials.get(key);
        if (Credentials.isGenerated(given) || Credentials.isGenerated(held)) {
            return Answer.NO;
        }
        if (given.isMissing() && others.usable().isMaybe()) {
            return others.usable();
        }
        return given.isMissing() || held.isMissing()
                ? Answer.maybe("the " + givenKey + " in secret `" + other.id() + "`", "write it in the template")
                : given.sameAs(held);
    }

    private boolean isSecret(Value.Reference reference) {
        return reference.resource().equals(secret.declared())
                || deployment.find(reference, "AWS::SecretsManager::SecretTargetAttachment")
                        .filter(attachment -> attachment.get("SecretId").key().equals(secret.ref().key())).isPresent();
    }

    // A custom resource that receives the secret may add its user through the broker's management API.
    private boolean mayBeAddedElsewhere() {
        return receiving(secret).findAny().isPresent();
    }

    private Stream<Resource> receiving(ResolvedResource received) {
        return deployment.customResources().stream().filter(custom -> custom.properties().references().stream()
                .anyMatch(reference -> reference.resource().equals(received.declared())))
                .map(ResolvedResource::declared);
    }
}
