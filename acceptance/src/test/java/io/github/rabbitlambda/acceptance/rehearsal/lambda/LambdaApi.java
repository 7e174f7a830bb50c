package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.aws.Access;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Call;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Reply;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Service;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Lambda as functions call it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html">Lambda's operations</a>
 */
public record LambdaApi(Functions functions, Mappings mappings) implements Service {
    private static final String FUNCTIONS = "/2015-03-31/functions/";
    private static final String MAPPINGS = "/2015-03-31/event-source-mappings";

    @Override
    public Access access(Call call) {
        if (call.path().startsWith(FUNCTIONS)) {
            return Access.to(isInvoke(call) ? "lambda:InvokeFunction" : "lambda:GetFunction", arn(call));
        }
        Optional<Mapping> mapping = mappings.find(uuid(call));
        String action = switch (call.method()) {
            case "GET" -> uuid(call).isEmpty() ? "lambda:ListEventSourceMappings" : "lambda:GetEventSourceMapping";
            case "DELETE" -> "lambda:DeleteEventSourceMapping";
            default -> throw new UnsupportedOperationException("the rehearsal must know " + call.method() + " "
                    + call.path() + " (it doesn't): add it to LambdaApi");
        };
        return uuid(call).isEmpty()
                ? Access.to(action, "*")
                : Access.to(action, Account.arn("lambda", "event-source-mapping:" + uuid(call)))
                        .with("lambda:FunctionArn", mapping.map(Mapping::functionArn).orElse(""));
    }

    private static boolean isInvoke(Call call) {
        return call.path().endsWith("/invocations");
    }

    /** As the caller names it, which policies are compared with; a name is completed. */
    private static String arn(Call call) {
        String name = URLDecoder.decode(call.path().substring(FUNCTIONS.length()), StandardCharsets.UTF_8)
                .split("/")[0];
        return name.startsWith("arn:") ? name : Account.arn("lambda", "function:" + name);
    }

    private static String uuid(Call call) {
        return call.path().length() <= MAPPINGS.length() + 1 ? "" : call.path().substring(MAPPINGS.length() + 1);
    }

    @Override
    public Reply answer(Call call) throws Exception {
        if (call.path().startsWith(FUNCTIONS)) {
            Optional<FunctionVersion> function = functions.find(arn(call));
            return function.isEmpty() ? notFound() : isInvoke(call) ? invoke(call, function.get()) : active();
        }
        return uuid(call).isEmpty() ? list() : mapping(call);
    }

    private Reply invoke(Call call, FunctionVersion function) throws InterruptedException {
        FunctionAnswer answer = functions.invoke(function, call.body());
        return new Reply(200,
                answer.isError()
                        ? Map.of("Content-Type", "application/json", "X-Amz-Function-Error", "Unhandled")
                        : Map.of("Content-Type", "application/json"),
                answer.payload());
    }

    private static Reply active() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("Configuration", Json.object("State", "Active", "LastUpdateStatus", "Successful"));
        return Reply.json(200, answer);
    }

    private Reply list() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        mappings.all().forEach(mapping -> all.add(mapping.json()));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("EventSourceMappings", all);
        return Reply.json(200, answer);
    }

    private Reply mapping(Call call) {
        Optional<Mapping> found = mappings.find(uuid(call));
        if (found.isEmpty()) {
            return notFound();
        }
        if (call.method().equals("DELETE")) {
            mappings.delete(uuid(call));
        }
        return Reply.json(call.method().equals("DELETE") ? 202 : 200, found.get().json());
    }

    private static Reply notFound() {
        return Reply.error(404, "ResourceNotFoundException", "The resource you requested does not exist.");
    }
}
