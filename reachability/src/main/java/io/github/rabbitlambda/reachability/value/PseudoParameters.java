package io.github.rabbitlambda.reachability.value;

/** CloudFormation's pseudo parameters (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html). */
public final class PseudoParameters {
    public static final String REGION = "${AWS::Region}";
    public static final String ACCOUNT = "${AWS::AccountId}";

    private PseudoParameters() {}

    public static Value value(String name, Scenario scenario) {
        return switch (name) {
            case "AWS::NoValue" -> Value.MISSING;
            case "AWS::Region" ->
                scenario.region().<Value>map(Value.Text::new).orElseGet(() -> unknown(name, "give --region"));
            case "AWS::AccountId" -> scenario.account().<Value>map(Value.Text::new)
                    .orElseGet(() -> unknown(name, "it is known at deployment only"));
            case "AWS::Partition" -> new Value.Text(scenario.partition());
            case "AWS::URLSuffix" ->
                new Value.Text(scenario.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com");
            default -> unknown(name, "it is known at deployment only");
        };
    }

    private static Value unknown(String name, String remedy) {
        return new Value.Opaque("${" + name + "}", UnknownReason.of("`" + name + "`", remedy));
    }
}
