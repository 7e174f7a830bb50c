package io.github.rabbitlambda.reachability.network;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.template.Resource;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.ResolvedResource;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

/** An event source mapping on a broker, or on something that may be one. */
public record EventSourceMapping(ResolvedResource resource, Deployment deployment) {
    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final Set<String> TO_FUNCTION = Set.of("AWS::Lambda::Alias", "AWS::Lambda::Version");

    public String id() {
        return resource.id();
    }

    public String subject() {
        return "Mapping `" + id() + "`";
    }

    public Value source() {
        return resource.get("EventSourceArn");
    }

    /** The broker that the mapping reads, if these templates hold it. */
    public Optional<ResolvedResource> broker() {
        Value source = source();
        Optional<ResolvedResource> whole = source instanceof Value.Reference(Resource resource, String attribute)
                && resource.type().equals(Broker.TYPE)
                        ? Optional.of(deployment.resolved(resource))
                        : Optional.empty();
        return whole
                .or(() -> source.show().startsWith("arn:") && source.show().contains(":mq:")
                        ? source.references().stream()
                                .filter(reference -> reference.resource().type().equals(Broker.TYPE)
                                        && reference.attribute().equals("Ref"))
                                .findFirst().map(reference -> deployment.resolved(reference.resource()))
                        : Optional.empty())
                .filter(found -> !found.present().isNo());
    }

    /** Whether this may be a mapping of an Amazon MQ broker. */
    public boolean mayReadBroker() {
        if (broker().isPresent()) {
            return true;
        }
        if (source() instanceof Value.Reference(Resource resource, String attribute)) {
            return resource.type().equals(Broker.TYPE);
        }
        boolean queues = !resource.get("Queues").isMissing() || configurations("BASIC_AUTH").size() > 0;
        if (source().isMissing()) {
            return resource.declared().isGenerated() || queues && resource.get("SelfManagedEventSource").isMissing();
        }
        String shown = source().show();
        return shown.startsWith("arn:")
                ? shown.matches("arn:[^:]*:mq:.*") || queues && !shown.matches("arn:[^:]*:[a-z]+:.*")
                : queues;
    }

    public List<Value.Fields> configurations(String type) {
        return resource.items("SourceAccessConfigurations").stream().map(Value::asFields)
                .filter(fields -> fields.get("Type").asText().filter(type::equalsIgnoreCase).isPresent()).toList();
    }

    /** The URI of the mapping's credentials; missing if there is none. */
    public Value uri() {
        return configurations("BASIC_AUTH").stream().map(fields -> fields.get("URI")).findFirst().orElse(Value.MISSING);
    }

    public Optional<ResolvedResource> secret() {
        return secret(uri());
    }

    private Optional<ResolvedResource> secret(Value uri) {
        return deployment.find(uri, "AWS::SecretsManager::Secret")
                .or(() -> deployment.find(uri, "AWS::SecretsManager::SecretTargetAttachment")
                        .flatMap(attachment -> secret(attachment.get("SecretId"))));
    }

    public Value secretArn() {
        return secret().map(ResolvedResource::ref).orElse(uri());
    }

    public Optional<ResolvedResource> function() {
        return function(resource.get("FunctionName"));
    }

    private Optional<ResolvedResource> function(Value name) {
        Optional<ResolvedResource> named = name.references().stream().map(Value.Reference::resource)
                .filter(resource -> resource.type().equals(FUNCTION) || TO_FUNCTION.contains(resource.type()))
                .findFirst().map(deployment::resolved).filter(found -> !found.present().isNo());
        Optional<ResolvedResource> byName = named.isPresent()
                ? named
                : deployment.ofType(FUNCTION).stream()
                        .filter(function -> !function.get("FunctionName").isMissing()
                                && function.get("FunctionName").key().equals(name.key()))
                        .findFirst();
        return byName.flatMap(found -> TO_FUNCTION.contains(found.type())
                ? function(found.get("FunctionName"))
                : Optional.of(found));
    }

    public Optional<ResolvedResource> role() {
        return function().map(function -> function.get("Role"))
                .flatMap(role -> role instanceof Value.Reference(Resource resource, String attribute)
                        && resource.type().equals("AWS::IAM::Role")
                                ? Optional.of(deployment.resolved(resource)).filter(found -> !found.present().isNo())
                                : Optional.empty());
    }

    public UnknownReason unseenRole() {
        Optional<ResolvedResource> function = function();
        UnknownReason reason = function.map(found -> found.get("Role")).orElse(resource.get("FunctionName"))
                .unknownReason();
        String what = function.isPresent()
                ? ", the role of function `" + function.get().id() + "`,"
                : ", the mapping's function,";
        return new UnknownReason(reason.what() + what, "check it with the template that declares it",
                reason.openParameters());
    }
}
