package io.github.rabbitlambda.reachability.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.Deployment;
import io.github.rabbitlambda.reachability.value.Scenario;
import io.github.rabbitlambda.reachability.value.UnknownReason;
import io.github.rabbitlambda.reachability.value.Value;

class PolicyConditionsTest {
    private static final Arns ARNS = new Arns(
            new Deployment(List.of(), Scenario.of(Map.of(), Optional.of("eu-west-1"))));
    private static final Value ROLE = new Value.Text("arn:aws:iam::123456789012:role/r");
    private static final Value FUNCTION = new Value.Text("arn:aws:lambda:eu-west-1:123456789012:function:f");
    private static final Value ACCOUNT = new Value.Opaque("${AWS::AccountId}", UnknownReason.of("the account", ""));
    private static final Value HIDDEN = new Value.Opaque("${Hidden}", UnknownReason.of("parameter `Hidden`", ""));

    private static Value condition(String operator, String key, Value value) {
        return new Value.Fields(Map.of(operator, new Value.Fields(Map.of(key, value))));
    }

    private static Answer hold(Value condition, String caller) {
        String action = caller.equals("key") ? "kms:Decrypt" : "secretsmanager:GetSecretValue";
        return PolicyConditions.hold(condition, new CallContext(new Call(switch (caller) {
            case "lambda" -> new Caller.LambdaService();
            case "trust" -> new Caller.LambdaFor(FUNCTION);
            case "holder" -> new Caller.Holder(ROLE);
            case "somebody" -> new Caller.SomeRole();
            default -> new Caller.Role(ROLE, Caller.Naming.EITHER);
        }, action, Value.MISSING), ARNS));
    }

    @ParameterizedTest
    @CsvSource({"lambda,Bool,aws:PrincipalIsAWSService,true,YES", "lambda,Bool,aws:PrincipalIsAWSService,false,NO",
            "role,Bool,aws:PrincipalIsAWSService,true,NO", "role,Bool,aws:PrincipalIsAWSService,false,YES",
            "holder,Bool,aws:PrincipalIsAWSService,true,NO", "somebody,Bool,aws:PrincipalIsAWSService,true,MAYBE",
            "lambda,Null,aws:PrincipalIsAWSService,true,NO", "lambda,Null,aws:PrincipalIsAWSService,false,YES",
            "lambda,StringEquals,aws:PrincipalServiceName,lambda.amazonaws.com,YES",
            "role,Bool,aws:SecureTransport,true,YES", "role,BoolIfExists,aws:SecureTransport,false,NO",
            "trust,Bool,aws:SecureTransport,FALSE,NO",
            "key,StringEquals,kms:ViaService,secretsmanager.eu-west-1.amazonaws.com,YES",
            "key,StringEquals,kms:ViaService,secretsmanager.us-east-1.amazonaws.com,NO",
            "key,StringLike,kms:ViaService,secretsmanager.*.amazonaws.com,YES",
            "key,StringEquals,kms:ViaService,secretsmanager.*.amazonaws.com,NO",
            "key,StringNotEquals,kms:ViaService,s3.eu-west-1.amazonaws.com,YES",
            "role,StringEquals,kms:ViaService,secretsmanager.eu-west-1.amazonaws.com,NO",
            "key,StringEquals,kms:CallerAccount,123456789012,YES", "role,StringEquals,kms:CallerAccount,1,MAYBE",
            "lambda,StringEquals,aws:SourceAccount,123456789012,NO",
            "lambda,StringEqualsIfExists,aws:SourceAccount,123456789012,YES",
            "lambda,Null,aws:SourceAccount,true,YES", "lambda,StringNotEquals,aws:SourceAccount,123456789012,YES",
            "lambda,NumericEquals,aws:SourceAccount,1,MAYBE", "lambda,StringEquals,aws:PrincipalOrgID,o-1,NO",
            "trust,StringEquals,aws:PrincipalOrgID,o-1,NO", "trust,StringEquals,aws:SourceOrgID,o-1,MAYBE",
            "lambda,StringEquals,aws:SourceVpc,vpc-1,MAYBE", "role,StringEquals,aws:SourceAccount,123456789012,MAYBE",
            "role,ArnEquals,aws:PrincipalArn,arn:aws:iam::123456789012:role/r,YES",
            "role,ArnNotEquals,aws:PrincipalArn,arn:aws:iam::123456789012:role/r,NO",
            "holder,ArnLike,aws:PrincipalArn,arn:aws:iam::*:role/s*,NO",
            "role,StringEqualsIgnoreCase,aws:PrincipalArn,ARN:aws:iam::123456789012:role/R,YES",
            "role,ForAnyValue:StringEquals,aws:PrincipalArn,arn:aws:iam::123456789012:role/r,MAYBE",
            "role,StringLike,aws:PrincipalArn,arn:aws:iam::${aws:PrincipalAccount}:role/r,MAYBE",
            "role,StringLike,aws:PrincipalArn,arn:aws:iam::${aws:PrincipalAccount}:role/s,NO"})
    void decides(String caller, String operator, String key, String value, Answer.Truth truth) {
        assertThat(hold(condition(operator, key, new Value.Text(value)), caller).truth()).isEqualTo(truth);
    }

    @Test
    void knowsTheAccountOfTheStack() {
        Value own = condition("StringEquals", "aws:PrincipalAccount", ACCOUNT);
        assertThat(hold(own, "role")).isEqualTo(Answer.YES);
        assertThat(hold(own, "holder")).isEqualTo(Answer.YES);
        assertThat(hold(condition("StringEquals", "aws:PrincipalAccount", new Value.Text("123456789012")), "role")
                .assumptions())
                .containsExactly("the stack's account is the one that a policy names (123456789012)");
        assertThat(hold(condition("StringNotEquals", "aws:PrincipalAccount", new Value.Text("123456789012")), "role")
                .isMaybe()).isTrue();
    }

    @Test
    void assumesThatLambdaNamesTheFunctionAsItsSource() {
        assertThat(hold(condition("StringEquals", "aws:SourceAccount", ACCOUNT), "trust").assumptions())
                .containsExactly("Lambda sends `aws:SourceAccount` when it assumes the function's role");
        assertThat(hold(condition("ArnLike", "AWS:SourceArn", FUNCTION), "trust").assumptions())
                .containsExactly("Lambda sends `AWS:SourceArn` when it assumes the function's role");
    }

    @ParameterizedTest
    @CsvSource({"ArnLike,arn:aws:lambda:*:*:function:g,MAYBE", "ArnLikeIfExists,arn:aws:lambda:*:*:function:f,YES",
            "ArnLikeIfExists,arn:aws:lambda:*:*:function:g,MAYBE", "ArnNotLike,arn:aws:lambda:*:*:function:g,YES",
            "ArnNotLike,arn:aws:lambda:*:*:function:f,MAYBE", "Null,true,MAYBE", "Null,false,MAYBE"})
    void doesNotRelyOnTheSourceThatLambdaNames(String operator, String value, Answer.Truth truth) {
        Answer answer = hold(condition(operator, "aws:SourceArn", new Value.Text(value)), "trust");
        assertThat(answer.truth()).isEqualTo(truth);
        assertThat(answer.assumptions()).isEmpty();
    }

    @Test
    void isUnknownWhereTheConditionIs() {
        assertThat(hold(HIDDEN, "role").reasons()).extracting(UnknownReason::what)
                .containsExactly("parameter `Hidden`");
        assertThat(hold(new Value.Fields(Map.of("StringEquals", HIDDEN)), "role").isMaybe()).isTrue();
        assertThat(hold(condition("Bool", "aws:PrincipalIsAWSService", HIDDEN), "role").isMaybe()).isTrue();
        assertThat(hold(condition("Null", "aws:PrincipalArn", HIDDEN), "role").isMaybe()).isTrue();
        assertThat(hold(condition("StringEquals", "kms:ViaService", HIDDEN), "key").isMaybe()).isTrue();
    }

    @Test
    void holdsWithoutAnyCondition() {
        assertThat(hold(Value.MISSING, "role")).isEqualTo(Answer.YES);
        assertThat(hold(Value.NO_FIELDS, "role")).isEqualTo(Answer.YES);
    }

    @Test
    void needsEveryKeyAndOneOfItsValues() {
        Value names = new Value.Items(List.of(new Value.Text("o"), ROLE));
        Value both = new Value.Fields(Map.of("StringEquals", new Value.Fields(
                Map.of("aws:PrincipalArn", names, "aws:PrincipalIsAWSService", new Value.Text("true")))));
        assertThat(hold(condition("StringEquals", "aws:PrincipalArn", names), "role").isYes()).isTrue();
        assertThat(hold(both, "role").isNo()).isTrue();
    }
}
