package io.github.rabbitlambda.reachability.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.rabbitlambda.reachability.template.Resource;

/** What an expression of a template means, as far as that is known before deployment. */
public sealed interface Value {

    record Text(String text) implements Value {}

    /** A resource of these templates: {@code Ref} has the attribute {@code Ref}. */
    record Reference(Resource resource, String attribute) implements Value {
        // Of these types Ref is the id, and so is the attribute.
        private static final Map<String, String> IDS = Map.of("AWS::EC2::SecurityGroup", "GroupId", "AWS::EC2::Subnet",
                "SubnetId", "AWS::EC2::VPC", "VpcId", "AWS::EC2::RouteTable", "RouteTableId",
                "AWS::EC2::InternetGateway",
                "InternetGatewayId", "AWS::EC2::NatGateway", "NatGatewayId", "AWS::EC2::NetworkAcl", "Id",
                "AWS::EC2::VPCEndpoint", "Id", "AWS::SecretsManager::Secret", "Id");
        private static final List<String> IDENTITIES = List.of("Ref", "Arn", "DefaultSecurityGroup",
                "DefaultNetworkAcl");

        public Reference {
            attribute = attribute.equals(IDS.get(resource.type())) ? "Ref" : attribute;
        }

        /** Whether two references that differ name two things. What a custom resource returns may be anything. */
        boolean isIdentity() {
            return !resource.isCustom() && IDENTITIES.contains(attribute);
        }
    }

    /** Text of which some pieces are not known; at least one piece is not a {@link Text}. */
    record Joined(List<Value> parts) implements Value {}

    record Items(List<Value> items) implements Value {}

    record Fields(Map<String, Value> fields) implements Value {
        public Value get(String name) {
            return fields.getOrDefault(name, MISSING);
        }
    }

    /**
     * A value that exists but isn't known.
     *
     * @param name two unknown values of the same name are equal
     * @param reason what it is, and what the user can do about it
     */
    record Opaque(String name, UnknownReason reason) implements Value {}

    /** Not given, null or {@code AWS::NoValue}. */
    record Missing() implements Value {}

    Missing MISSING = new Missing();
    Fields NO_FIELDS = new Fields(Map.of());

    static Opaque unknown(String what, String remedy) {
        return new Opaque("${" + what + "}", UnknownReason.of(what, remedy));
    }

    /** The value of an intrinsic function whose arguments are not those that CloudFormation documents. */
    static Opaque unreadable(String function) {
        return unknown("`" + function + "` as it is written here", "write it as CloudFormation documents it");
    }

    default boolean isMissing() {
        return this instanceof Missing || this instanceof Items(List<Value> items) && items.isEmpty();
    }

    /** A boolean, in any of the spellings that templates use; the preset if the value is missing. */
    default Answer asFlag(boolean preset) {
        if (this instanceof Missing) {
            return Answer.of(preset);
        }
        return this instanceof Text(String text)
                ? switch (text.strip().toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "on" -> Answer.YES;
                    case "false", "no", "off" -> Answer.NO;
                    default -> Answer.maybe("`" + text + "`, which is neither true nor false,", "write true or false");
                }
                : Answer.maybe(unknownReason());
    }

    default Optional<String> asText() {
        return this instanceof Text(String text) ? Optional.of(text.strip()) : Optional.empty();
    }

    default Optional<Integer> asNumber() {
        return asText().filter(text -> text.matches("-?\\d{1,9}(\\.0+)?"))
                .map(text -> Integer.valueOf(text.replaceAll("\\.0+$", "")));
    }

    /** The items of a list; empty if the value is missing, one item if it is no list. */
    default List<Value> asItems() {
        if (this instanceof Items(List<Value> items)) {
            return items;
        }
        return this instanceof Missing ? List.of() : List.of(this);
    }

    default Fields asFields() {
        return this instanceof Fields fields ? fields : NO_FIELDS;
    }

    /** Why a value can't be read further. */
    default UnknownReason unknownReason() {
        if (this instanceof Opaque(String name, UnknownReason reason)) {
            return reason;
        }
        List<Value> parts = this instanceof Joined(List<Value> pieces) ? pieces : List.of();
        return parts.stream().filter(Opaque.class::isInstance).findFirst().map(Value::unknownReason)
                .orElseGet(this::notFollowed);
    }

    private UnknownReason notFollowed() {
        return UnknownReason.of(isMissing() ? "what is not given" : "`" + show() + "`",
                "write the value itself or a reference that this check can follow");
    }

    /** Whether two values name the same thing. */
    default Answer sameAs(Value other) {
        if (key().equals(other.key())) {
            return Answer.YES;
        }
        if (isComparable() && other.isComparable()) {
            return Answer.of(this instanceof Text a && other instanceof Text b && a.text().equals(b.text()));
        }
        return Answer.maybe((isComparable() ? other : this).unknownReason());
    }

    // A literal id is known to differ from a resource of the templates: that one has its id only after deployment.
    private boolean isComparable() {
        return this instanceof Text || this instanceof Missing
                || this instanceof Reference reference && reference.isIdentity();
    }

    /** The value for sentences: as its template writes it, with references as {@code ${Id}} or {@code ${Id.Attribute}}. */
    default String show() {
        return switch (this) {
            case Text(String text) -> text;
            case Reference(Resource resource, String attribute) ->
                "${" + resource.id() + (attribute.equals("Ref") ? "" : "." + attribute) + "}";
            case Joined(List<Value> parts) -> parts.stream().map(Value::show).collect(Collectors.joining());
            case Items(List<Value> items) ->
                items.stream().map(Value::show).collect(Collectors.joining(", ", "[", "]"));
            case Fields(Map<String, Value> fields) -> fields.keySet().toString();
            case Opaque(String name, UnknownReason reason) -> name;
            case Missing missing -> "nothing";
        };
    }

    /** Equal for two values that are the same thing. Unlike {@link #show} it differs between templates. */
    default String key() {
        return switch (this) {
            case Text(String text) -> "'" + text + "'";
            case Reference(Resource resource, String attribute) ->
                System.identityHashCode(resource.template()) + "/" + resource.id() + "." + attribute;
            case Joined(List<Value> parts) -> parts.stream().map(Value::key).collect(Collectors.joining("+"));
            case Items(List<Value> items) -> items.stream().map(Value::key).toList().toString();
            case Fields(Map<String, Value> fields) -> {
                Map<String, String> keys = new LinkedHashMap<>();
                fields.forEach((name, value) -> keys.put(name, value.key()));
                yield keys.toString();
            }
            case Opaque(String name, UnknownReason reason) -> "?" + name;
            case Missing missing -> "-";
        };
    }

    /** Every reference in this value, at any depth. */
    default List<Reference> references() {
        return switch (this) {
            case Reference reference -> List.of(reference);
            case Joined(List<Value> parts) -> parts.stream().flatMap(part -> part.references().stream()).toList();
            case Items(List<Value> items) -> items.stream().flatMap(item -> item.references().stream()).toList();
            case Fields(Map<String, Value> fields) ->
                fields.values().stream().flatMap(field -> field.references().stream()).toList();
            case Text text -> List.of();
            case Opaque opaque -> List.of();
            case Missing missing -> List.of();
        };
    }
}
