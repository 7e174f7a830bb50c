package io.github.rabbitlambda.reachability;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An event source mapping, made for a broker or for something that may be one. */
record Mapping(Part part, World world) {
    static final String TYPE = "AWS::Lambda::EventSourceMapping";
    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final Set<String> TO_FUNCTION = Set.of("AWS::Lambda::Alias", "AWS::Lambda::Version");

    String id() {
        return part.id();
    }

    String subject() {
        return "Mapping `" + id() + "`";
    }

    Value source() {
        return part.get("EventSourceArn");
    }

    /** The broker that the mapping reads, if these templates hold it. */
    Optional<Part> broker() {
        Value source = source();
        Optional<Part> whole = source instanceof Value.Reference(Resource resource, String attribute)
                && resource.type().equals(Broker.TYPE)
                        ? Optional.of(world.part(resource))
                        : Optional.empty();
        return whole
                .or(() -> source.show().startsWith("arn:") && source.show().contains(":mq:")
                        ? source.references().stream()
                                .filter(reference -> reference.resource().type().equals(Broker.TYPE)
                                        && reference.attribute().equals("Ref"))
                                .findFirst().map(reference -> world.part(reference.resource()))
                        : Optional.empty())
                .filter(found -> !found.present().isNo());
    }

    /** Whether this may be a mapping of an Amazon MQ broker. */
    boolean mayReadBroker() {
        if (broker().isPresent()) {
            return true;
        }
        if (source() instanceof Value.Reference(Resource resource, String attribute)) {
            return resource.type().equals(Broker.TYPE);
        }
        if (source().isMissing()) {
            return false;
        }
        String shown = source().show();
        boolean queues = !part.get("Queues").isMissing() || configurations("BASIC_AUTH").size() > 0;
        return shown.startsWith("arn:")
                ? shown.matches("arn:[^:]*:mq:.*") || queues && !shown.matches("arn:[^:]*:[a-z]+:.*")
                : queues;
    }

    List<Value.Fields> configurations(String type) {
        return part.items("SourceAccessConfigurations").stream().map(Part::fields)
                .filter(fields -> Part.text(fields.get("Type")).filter(type::equalsIgnoreCase).isPresent()).toList();
    }

    /** The URI of the mapping's credentials; missing if there is none. */
    Value uri() {
        return configurations("BASIC_AUTH").stream().map(fields -> fields.get("URI")).findFirst().orElse(Value.MISSING);
    }

    Optional<Part> secret() {
        return secret(uri());
    }

    private Optional<Part> secret(Value uri) {
        return world.named(uri, "AWS::SecretsManager::Secret")
                .or(() -> world.named(uri, "AWS::SecretsManager::SecretTargetAttachment")
                        .flatMap(attachment -> secret(attachment.get("SecretId"))));
    }

    Value secretArn() {
        return secret().map(Part::ref).orElse(uri());
    }

    Optional<Part> function() {
        return function(part.get("FunctionName"));
    }

    private Optional<Part> function(Value name) {
        Optional<Part> named = name.references().stream().map(Value.Reference::resource)
                .filter(resource -> resource.type().equals(FUNCTION) || TO_FUNCTION.contains(resource.type()))
                .findFirst().map(world::part).filter(found -> !found.present().isNo());
        Optional<Part> byName = named.isPresent()
                ? named
                : world.of(FUNCTION).stream()
                        .filter(function -> !function.get("FunctionName").isMissing()
                                && function.get("FunctionName").key().equals(name.key()))
                        .findFirst();
        return byName.flatMap(found -> TO_FUNCTION.contains(found.resource().type())
                ? function(found.get("FunctionName"))
                : Optional.of(found));
    }

    Optional<Part> role() {
        return function().map(function -> function.get("Role"))
                .flatMap(role -> role instanceof Value.Reference(Resource resource, String attribute)
                        && resource.type().equals("AWS::IAM::Role")
                                ? Optional.of(world.part(resource)).filter(found -> !found.present().isNo())
                                : Optional.empty());
    }

    Doubt unseenRole() {
        Optional<Part> function = function();
        Doubt doubt = Part.doubt(function.map(found -> found.get("Role")).orElse(part.get("FunctionName")));
        String what = function.isPresent()
                ? ", the role of function `" + function.get().id() + "`,"
                : ", the mapping's function,";
        return new Doubt(doubt.what() + what, "check it with the template that declares it", doubt.needs());
    }
}
