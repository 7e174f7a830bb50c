package io.github.rabbitlambda.infra.options;

import io.github.rabbitlambda.constructs.options.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where everything must be that a stack uses: where the stack goes, or, while that is unknown, where the first of them is.
 */
enum Location {
    REGION("Region", "a stack is in one Region, and what it uses too", Target::region,
            arn -> Optional.of(arn.region()).filter(region -> !region.isEmpty())),
    /** https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html */
    ACCOUNT("account", "Lambda reads a broker of its own account only, and IAM takes boundaries of that account",
            Target::account, Location::boundAccount);

    private final String name;
    private final String reason;
    private final Function<Target, String> ofTarget;
    private final Function<Arn, Optional<String>> ofArn;

    Location(String name, String reason, Function<Target, String> ofTarget, Function<Arn, Optional<String>> ofArn) {
        this.name = name;
        this.reason = reason;
        this.ofTarget = ofTarget;
        this.ofArn = ofArn;
    }

    /** Keys and topics may be another account's, whose policy then allows it. */
    private static Optional<String> boundAccount(Arn arn) {
        return switch (arn.kind()) {
            case KEY, SECRET_KEY, TOPIC -> Optional.empty();
            case BROKER, SECRET, ADMINISTRATOR_SECRET, FUNCTION, POLICY ->
                Optional.of(arn.account()).filter(id -> !id.equals("aws"));
        };
    }

    static void checkAll(Context context) {
        List<Arn> arns = Stream.of(Arn.Kind.values()).map(kind -> Arn.read(context, kind)).flatMap(Optional::stream)
                .toList();
        Stream.of(values()).forEach(location -> location.check(context, arns));
    }

    private void check(Context context, List<Arn> arns) {
        List<Arn> bound = arns.stream().filter(arn -> ofArn.apply(arn).isPresent()).toList();
        context.target().map(target -> new Place("the CDK's command line", ofTarget.apply(target)))
                .or(() -> bound.stream().findFirst().map(this::place))
                .ifPresent(place -> bound.forEach(arn -> context.check(() -> require(place, arn))));
    }

    private Place place(Arn arn) {
        return new Place(arn.kind().option(), ofArn.apply(arn).orElseThrow());
    }

    private void require(Place place, Arn arn) {
        if (!place(arn).id().equals(place.id())) {
            throw Refusal.of(arn.kind().option(),
                    "in the %s of %s, which is %s".formatted(name, place.owner(), place.id()), arn.text(), reason);
        }
    }

    private record Place(String owner, String id) {}
}
