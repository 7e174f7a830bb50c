package io.github.rabbitlambda.reachability.terraform;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.rabbitlambda.reachability.template.Tree;

/** Values of attributes as expressions of a template: literals, references to other resources, or why they aren't known. */
final class Links {
    static final String SECRET_VERSION = "aws_secretsmanager_secret_version";
    private static final Tree NOTHING = new Tree.Nothing();

    private final Plan plan;
    private final References references;
    private final KnownIds ids;
    private final Adopted adopted;
    private final Set<String> assumptions = new LinkedHashSet<>();

    Links(Plan plan) {
        this.plan = plan;
        this.references = new References(plan);
        this.ids = new KnownIds(plan);
        this.adopted = new Adopted(plan, this);
    }

    Set<String> assumptions() {
        return assumptions;
    }

    /**
     * A reference to an attribute: to the resource that adopts it where it is a default of a VPC, and to the secret where it
     * is the ARN of a version, which is the same.
     */
    Tree reference(Target target) {
        if (target.instance().type().equals(SECRET_VERSION)) {
            return one(target.instance().at("secret_id"), "aws_secretsmanager_secret");
        }
        return adopted.adopter(target).map(CloudFormation::ref).orElseGet(() -> CloudFormation.reference(target));
    }

    void assume(String assumption) {
        assumptions.add(assumption);
    }

    Adopted adopted() {
        return adopted;
    }

    KnownIds ids() {
        return ids;
    }

    /** A value that names no resource. */
    Tree plain(Attribute attribute) {
        if (attribute.isAbsent()) {
            return NOTHING;
        }
        return attribute.isSensitive() || attribute.isUnknown() ? unclear(attribute) : attribute.value();
    }

    /** A value that names a resource of one of these types. */
    Tree one(Attribute attribute, String... types) {
        return attribute.isUnknown() && !attribute.isAbsent()
                ? target(attribute, types).map(this::reference).orElseGet(() -> unclear(attribute))
                : known(attribute, types);
    }

    private Tree known(Attribute attribute, String... types) {
        Tree plain = plain(attribute);
        return plain.asText().flatMap(id -> ids.find(id, types)).map(this::reference).orElse(plain);
    }

    /** The resource that a value names, if it is one of the plan. */
    Optional<Target> target(Attribute attribute, String... types) {
        if (attribute.isKnown()) {
            return attribute.text().flatMap(id -> ids.find(id, types));
        }
        Found found = references.follow(attribute.references(), attribute.owner().scope())
                .only(target -> isOneOf(target, types));
        if (found.targets().size() == 1) {
            assume(attribute, found);
            assumeNot(attribute, found.hidden());
            return Optional.of(found.targets().getFirst());
        }
        return found.targets().isEmpty() ? onlyVpc(attribute, found, types) : Optional.empty();
    }

    // The id of a VPC that is known after the apply only is that of a VPC that the apply makes.
    private Optional<Target> onlyVpc(Attribute attribute, Found found, String... types) {
        List<Instance> made = plan.ofType("aws_vpc").stream().filter(vpc -> vpc.at("id").isUnknown()).toList();
        List<Instance> near = made.size() > 1
                ? made.stream().filter(vpc -> vpc.module().equals(attribute.owner().module())).toList()
                : made;
        if (!List.of(types).equals(List.of("aws_vpc")) || near.size() != 1 || found.hidden().isEmpty()) {
            return Optional.empty();
        }
        assumptions.add(String.join(" and ", found.hidden()) + (attribute.owner().module().isEmpty()
                ? ""
                : " of `" + attribute.owner().module() + "`") + " is `" + near.getFirst().address()
                + "`, the only VPC that the " + (made.size() > 1 ? "module" : "plan") + " makes.");
        return Optional.of(new Target(near.getFirst(), "id"));
    }

    private static boolean isOneOf(Target target, String... types) {
        return types.length == 0 || List.of(types).contains(target.instance().type());
    }

    private void assume(Attribute attribute, Found found) {
        found.guesses().forEach(guess -> assumptions.add(shown(attribute) + (guess.startsWith("all") ? " are " : " is ")
                + guess + "."));
    }

    private void assumeNot(Attribute attribute, List<String> hidden) {
        if (!hidden.isEmpty()) {
            assumptions.add(shown(attribute) + " doesn't take its value from " + String.join(", ", hidden) + ".");
        }
    }

    private static String shown(Attribute attribute) {
        Instance owner = attribute.owner();
        String block = owner.address().substring(0, owner.address().length() - owner.key().length());
        return "`" + attribute.path() + "` of " + (owner.key().isEmpty() ? "" : "each ") + "`" + block + "`";
    }

    /** The items of a list that names resources of one of these types. */
    List<Tree> many(Attribute attribute, String... types) {
        if (attribute.isAbsent()) {
            return List.of();
        }
        if (attribute.isSensitive()) {
            return List.of(unclear(attribute));
        }
        return attribute.isUnknown() ? referred(attribute, types) : items(attribute, types);
    }

    private List<Tree> items(Attribute attribute, String... types) {
        List<Attribute> items = attribute.items();
        long hidden = items.stream().filter(Attribute::isUnknown).count();
        List<Tree> result = new ArrayList<>(
                items.stream().filter(item -> !item.isUnknown()).map(item -> known(item, types)).toList());
        if (hidden > 0) {
            List<Tree> referred = referred(attribute, types);
            result.addAll(referred.size() == hidden ? referred : List.of(unclear(attribute)));
        }
        return result;
    }

    private List<Tree> referred(Attribute attribute, String... types) {
        Found found = references.follow(attribute.references(), attribute.owner().scope())
                .only(target -> isOneOf(target, types));
        List<Tree> items = new ArrayList<>(found.targets().stream().map(this::reference).toList());
        assume(attribute, found);
        if (items.isEmpty() || !found.hidden().isEmpty()) {
            items.add(unclear(attribute));
        }
        return items;
    }

    /** Whether a list was completed by taking all instances of a resource. */
    boolean isGuessed(Attribute attribute) {
        return attribute.isUnknown() && references.follow(attribute.references(), attribute.owner().scope()).guesses()
                .stream().anyMatch(guess -> guess.startsWith("all"));
    }

    Tree unclear(Attribute attribute) {
        return attribute.isSensitive()
                ? new Tree.Unclear(attribute.show() + ", which is sensitive,", "check it by hand")
                : new Tree.Unclear(attribute.show() + ", which is known only after the apply,", remedy(attribute));
    }

    private static String remedy(Attribute attribute) {
        return attribute.references().isEmpty()
                ? "check the state after the apply (terraform show -json)"
                : "refer to the resource by its address alone, or check the state after the apply (terraform show -json)";
    }
}
