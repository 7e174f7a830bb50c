package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.aws.Access;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Call;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Deployed;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Iam;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Kind;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Made;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Order;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Pace;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Reply;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Service;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;

/** Step Functions: state machines of tasks with Retry and Catch, whose waits are shortened. */
public final class StateMachines implements Service, Kind, AutoCloseable {
    private record Machine(JsonNode definition, String roleArn) {}

    private final Functions functions;
    private final Iam iam;
    private final Pace pace;
    private final Map<String, Machine> machines = new ConcurrentHashMap<>();
    private final ExecutorService executions = Executors.newVirtualThreadPerTaskExecutor();

    public StateMachines(Functions functions, Iam iam, Pace pace) {
        this.functions = functions;
        this.iam = iam;
        this.pace = pace;
    }

    @Override
    public Made create(Order order) {
        String arn = Account.arn("states", "stateMachine:" + order.name("StateMachineName"));
        put(arn, order);
        return Made.of(arn).with("Arn", arn);
    }

    private void put(String arn, Order order) {
        machines.put(arn, new Machine(Json.read(order.text("DefinitionString")), order.text("RoleArn")));
    }

    @Override
    public boolean isReplacedBy(JsonNode before, JsonNode after) {
        return !before.path("StateMachineName").equals(after.path("StateMachineName"));
    }

    @Override
    public Made update(Deployed before, Order order) {
        put(before.physicalId(), order);
        return before.made();
    }

    @Override
    public void delete(Deployed resource) {
        machines.remove(resource.physicalId());
    }

    public List<String> left() {
        return machines.keySet().stream().map(arn -> "state machine " + arn).toList();
    }

    @Override
    public Access access(Call call) {
        return Access.to("states:" + call.target(), call.json().path("stateMachineArn").asText());
    }

    @Override
    public Reply answer(Call call) {
        Machine machine = machines.get(call.json().get("stateMachineArn").textValue());
        if (machine == null) {
            return Reply.error(400, "StateMachineDoesNotExist", "State Machine Does Not Exist");
        }
        JsonNode input = Json.read(call.json().get("input").textValue());
        executions.submit(() -> {
            run(machine, machine.definition().get("StartAt").textValue(), input);
            return null;
        });
        return Reply.json(200, Json.object("executionArn", Account.arn("states", "execution:" + UUID.randomUUID())));
    }

    private void run(Machine machine, String name, JsonNode input) throws InterruptedException {
        JsonNode state = machine.definition().get("States").get(name);
        if (!state.get("Type").textValue().equals("Task")) {
            throw new UnsupportedOperationException("the rehearsal must know the state " + state + " (it doesn't)");
        }
        long started = System.nanoTime();
        JsonNode retry = state.at("/Retry/0");
        FunctionAnswer answer = invoke(machine, state, input);
        for (int attempt = 0; answer.isError() && attempt < retry.path("MaxAttempts").asInt(0); attempt++) {
            pace.pause(Duration.ofSeconds(retry.get("IntervalSeconds").intValue()));
            answer = invoke(machine, state, pace.aged(input, Duration.ofNanos(System.nanoTime() - started)));
        }
        if (answer.isError() && state.has("Catch")) {
            run(machine, state.at("/Catch/0/Next").textValue(),
                    Json.object("Error", "Error", "Cause", answer.text()));
        }
    }

    private FunctionAnswer invoke(Machine machine, JsonNode task, JsonNode input) throws InterruptedException {
        String arn = task.get("Resource").textValue();
        if (!iam.allows(machine.roleArn(), Access.to("lambda:InvokeFunction", arn))) {
            return FunctionAnswer.error("Lambda.AccessDeniedException",
                    Iam.denial(machine.roleArn(), Access.to("lambda:InvokeFunction", arn)));
        }
        FunctionVersion function = functions.find(arn).orElse(null);
        return function == null
                ? FunctionAnswer.error("Lambda.ResourceNotFoundException", "Function not found: " + arn)
                : functions.invoke(function, Json.text(input).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        executions.shutdownNow();
    }
}
