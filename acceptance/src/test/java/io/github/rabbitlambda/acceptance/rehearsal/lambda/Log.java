package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.aws.Access;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Account;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Iam;
import io.github.rabbitlambda.acceptance.rehearsal.stack.Json;
import io.github.rabbitlambda.acceptance.rehearsal.aws.Things;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What functions print, in the log groups that exist. */
public final class Log {
    private static final int SHOWN = 100;
    private static final String TYPE = "AWS::Logs::LogGroup";
    private final Things things;
    private final Iam iam;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    public Log(Things things, Iam iam) {
        this.things = things;
        this.iam = iam;
    }

    /** A late line makes a deleted log group again if the role allows that. */
    public void line(FunctionVersion function, String line) {
        lines.add(function.name() + " " + line);
        String group = function.logGroup();
        if (things.find(TYPE, group).isEmpty() && iam.allows(function.roleArn(),
                Access.to("logs:CreateLogGroup", Account.arn("logs", "log-group:" + group)))) {
            things.put(TYPE, group, Json.object());
        }
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** What our own functions said last. */
    public List<String> lastMessages() {
        List<String> messages = lines.stream().filter(line -> line.contains("\"message\"")).toList();
        return messages.subList(Math.max(0, messages.size() - SHOWN), messages.size());
    }
}
