package io.github.rabbitlambda.doctor.reader;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Account;
import io.github.rabbitlambda.doctor.snapshot.Call;

/** Reads a mapping's function and its role, with every policy as it is. */
final class FunctionReader {
    private final Asking asking;

    FunctionReader(Asking asking) {
        this.asking = asking;
    }

    void read(JsonNode mapping) {
        Branches.sideBySide(
                () -> asking.ask(Call.GET_FUNCTION_CONFIGURATION, "FunctionName", mapping.path("FunctionArn").asText())
                        .known().map(Account::roleName).filter(name -> !name.isEmpty()).ifPresent(this::role),
                () -> asking.ask(Call.GET_FUNCTION_CONCURRENCY, "FunctionName", Account.functionArn(mapping)));
    }

    private void role(String name) {
        Branches.sideBySide(
                () -> asking.ask(Call.GET_ROLE, "RoleName", name).known()
                        .map(role -> role.at("/Role/PermissionsBoundary/PermissionsBoundaryArn").asText())
                        .filter(arn -> !arn.isEmpty()).ifPresent(this::policy),
                () -> asking.ask(Call.LIST_ROLE_POLICIES, "RoleName", name).known()
                        .ifPresent(inline -> Branches.forEach(inline.path("PolicyNames"), policy -> asking
                                .ask(Call.GET_ROLE_POLICY, "RoleName", name, "PolicyName", policy.asText()))),
                () -> asking.ask(Call.LIST_ATTACHED_ROLE_POLICIES, "RoleName", name).known()
                        .ifPresent(attached -> Branches.forEach(attached.path("AttachedPolicies"),
                                policy -> policy(policy.path("PolicyArn").asText()))));
    }

    private void policy(String arn) {
        asking.ask(Call.GET_POLICY, "PolicyArn", arn).known()
                .map(policy -> policy.at("/Policy/DefaultVersionId").asText())
                .ifPresent(version -> asking.ask(Call.GET_POLICY_VERSION, "PolicyArn", arn, "VersionId", version));
    }
}
