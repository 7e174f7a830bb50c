package io.github.rabbitlambda.doctor.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.finding.Check.Basis;
import io.github.rabbitlambda.doctor.finding.Finding.Level;
import io.github.rabbitlambda.doctor.snapshot.Account;

/** Whether the function exists and can be invoked. */
final class FunctionAvailability implements MappingCheck {
    private static final String STATES = "https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html";
    static final Check GONE = new Check("D13", Basis.FACT,
            "The function doesn't exist, or not in the version or alias that the mapping invokes.",
            "https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html");
    static final Check NOT_ACTIVE = new Check("D14", Basis.FACT,
            "The function's State isn't Active, so invocations fail.", STATES);
    static final Check RESERVED_NONE = new Check("D15", Basis.FACT,
            "The function has a reserved concurrency of 0: every invocation is throttled.",
            "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html");
    static final Check ROLE_GONE = new Check("D49", Basis.FACT,
            "The function's role doesn't exist, so Lambda can neither read for it nor invoke it.",
            "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html");
    static final Check UPDATE = new Check("D45", Basis.SIGN,
            "The function's last update failed or is in progress: invocations use the code and settings before it.",
            STATES);

    @Override
    public List<Check> checks() {
        return List.of(GONE, NOT_ACTIVE, RESERVED_NONE, UPDATE, ROLE_GONE);
    }

    @Override
    public List<Finding> findings(LiveMapping mapping) {
        LiveFunction function = mapping.function();
        if (function.seen().isAbsent()) {
            return List.of(GONE.cause("Function " + mapping.functionArn() + " doesn't exist.",
                    "Deploy the function, version or alias again, or give the mapping another function.",
                    show(mapping), mapping.command("lambda", "update-event-source-mapping", "--uuid", mapping.uuid(),
                            "--function-name", "NAME")));
        }
        List<Finding> findings = new ArrayList<>();
        function.configuration().ifPresent(configuration -> {
            state(mapping, configuration).ifPresent(findings::add);
            update(mapping, configuration).ifPresent(findings::add);
        });
        if (mapping.role().isAbsent()) {
            function.configuration().ifPresent(configuration -> findings.add(roleGone(mapping, configuration)));
        }
        function.reserved().filter(reserved -> reserved == 0).ifPresent(none -> findings.add(reservedNone(mapping)));
        return findings;
    }

    private static Optional<Finding> state(LiveMapping mapping, JsonNode configuration) {
        String fact = told(mapping, configuration, "State", "StateReason");
        return switch (configuration.path("State").asText()) {
            case "Active", "" -> Optional.empty();
            case "Pending" -> Optional.of(NOT_ACTIVE.finding(Level.WAIT, fact,
                    "Wait until it is Active: until then every invocation fails.", show(mapping)));
            case "Inactive" -> Optional.of(NOT_ACTIVE.suspect(fact,
                    "Lambda makes an idle function Active again with the next invocation, which fails. If it stays Inactive, mend what the reason names and deploy the function again.",
                    show(mapping)));
            default -> Optional.of(NOT_ACTIVE.cause(fact, "Mend what the reason names, and deploy the function again.",
                    show(mapping)));
        };
    }

    private static Optional<Finding> update(LiveMapping mapping, JsonNode configuration) {
        String fact = told(mapping, configuration, "LastUpdateStatus", "LastUpdateStatusReason");
        return switch (configuration.path("LastUpdateStatus").asText()) {
            case "Failed" -> Optional.of(UPDATE.finding(Level.WARNING, fact,
                    "Mend what the reason names, and deploy again: until then the former code runs.", show(mapping)));
            case "InProgress" -> Optional.of(UPDATE.note(fact, "Wait: until it is done the former code runs.",
                    show(mapping)));
            default -> Optional.empty();
        };
    }

    private static String told(LiveMapping mapping, JsonNode configuration, String member, String reason) {
        return "Function " + mapping.functionArn() + " has the " + member + " " + configuration.path(member).asText()
                + (configuration.path(reason).asText().isEmpty() ? "." : ": " + configuration.path(reason).asText());
    }

    private static Finding reservedNone(LiveMapping mapping) {
        return RESERVED_NONE.cause("Function " + mapping.function().name() + " has a reserved concurrency of 0.",
                "Somebody stopped the function this way. Remove the reservation, or reserve at least one for each of its mappings.",
                mapping.command("lambda", "delete-function-concurrency", "--function-name", mapping.function().name()));
    }

    private static Finding roleGone(LiveMapping mapping, JsonNode configuration) {
        String role = configuration.path("Role").asText();
        return ROLE_GONE.cause("Role " + role + " of function " + mapping.function().name() + " doesn't exist.",
                "Make the role again and then update the function with it, or give the function another role.",
                mapping.command("iam", "get-role", "--role-name", Account.roleName(configuration)),
                mapping.command("lambda", "update-function-configuration", "--function-name",
                        mapping.function().name(), "--role", role));
    }

    private static String show(LiveMapping mapping) {
        return mapping.command("lambda", "get-function-configuration", "--function-name", mapping.functionArn(),
                "--query", "[State,StateReason,LastUpdateStatus,LastUpdateStatusReason]");
    }
}
