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
    private static final Caller LAMBDA = new Caller.LambdaService();
    private static final Caller HOLDER = new Caller.Holder();
    private static final Caller ROLE = new Caller.Role(new Value.Text("arn:aws:iam::123456789012:role/r"),
            new Arns(new Deployment(List.of(), Scenario.of(Map.of(), Optional.empty()))));
    private static final Value ACCOUNT = new Value.Opaque("${AWS::AccountId}", UnknownReason.of("the account", ""));

    private static Value condition(String operator, String key, Value value) {
        return new Value.Fields(Map.of(operator, new Value.Fields(Map.of(key, value))));
    }

    private static Caller caller(String name) {
        return switch (name) {
            case "lambda" -> LAMBDA;
            case "role" -> ROLE;
            default -> HOLDER;
        };
    }

    @ParameterizedTest
    @CsvSource({"lambda,Bool,aws:PrincipalIsAWSService,true,YES", "lambda,Bool,aws:PrincipalIsAWSService,false,NO",
            "role,Bool,aws:PrincipalIsAWSService,true,NO", "role,Bool,aws:PrincipalIsAWSService,false,YES",
            "holder,Bool,aws:PrincipalIsAWSService,true,MAYBE", "lambda,Null,aws:PrincipalIsAWSService,true,MAYBE",
            "role,StringEquals,kms:ViaService,secretsmanager.eu-west-1.amazonaws.com,YES",
            "role,StringEquals,kms:ViaService,s3.eu-west-1.amazonaws.com,NO",
            "role,StringNotEquals,kms:ViaService,s3.eu-west-1.amazonaws.com,MAYBE",
            "lambda,StringEquals,aws:SourceAccount,123456789012,NO",
            "lambda,StringEqualsIfExists,aws:SourceAccount,123456789012,MAYBE",
            "lambda,Null,aws:SourceAccount,true,MAYBE", "lambda,StringNotEquals,aws:SourceAccount,123456789012,MAYBE",
            "lambda,StringEquals,aws:SourceVpc,vpc-1,MAYBE", "role,StringEquals,aws:SourceAccount,123456789012,MAYBE",
            "role,StringEquals,aws:PrincipalAccount,123456789012,MAYBE"})
    void decidesAnAllow(String caller, String operator, String key, String value, Answer.Truth truth) {
        assertThat(
                PolicyConditions.hold(condition(operator, key, new Value.Text(value)), caller(caller), false).truth())
                .isEqualTo(truth);
    }

    @Test
    void appliesANegatedDenyToAServiceWithoutTheKey() {
        Value other = condition("StringNotEquals", "aws:PrincipalOrgID", new Value.Text("o-1"));
        assertThat(PolicyConditions.hold(other, LAMBDA, true).isYes()).isTrue();
    }

    @Test
    void knowsTheAccountOfTheStack() {
        Value own = condition("StringEquals", "aws:PrincipalAccount", ACCOUNT);
        assertThat(PolicyConditions.hold(own, ROLE, false).isYes()).isTrue();
        assertThat(PolicyConditions.hold(own, HOLDER, false).isMaybe()).isTrue();
        assertThat(
                PolicyConditions.hold(condition("StringLike", "aws:PrincipalAccount", ACCOUNT), ROLE, false).isMaybe())
                .isTrue();
    }

    @Test
    void isUnknownWhereTheConditionIs() {
        assertThat(PolicyConditions.hold(ACCOUNT, ROLE, false).isMaybe()).isTrue();
        assertThat(PolicyConditions.hold(Value.NO_FIELDS, ROLE, false).reasons()).singleElement()
                .satisfies(reason -> assertThat(reason.what()).startsWith("the policy condition"));
        assertThat(
                PolicyConditions.hold(condition("Bool", "aws:PrincipalIsAWSService", ACCOUNT), ROLE, false).isMaybe())
                .isTrue();
        assertThat(PolicyConditions.hold(Value.MISSING, ROLE, false).isYes()).isTrue();
    }
}
