package io.github.rabbitlambda.reachability.iam;

import java.util.List;

import io.github.rabbitlambda.reachability.value.Answer;
import io.github.rabbitlambda.reachability.value.UnknownReason;

/**
 * What the statements of policies say about a call.
 *
 * @param allowed whether a statement allows it
 * @param spared whether no statement denies it
 */
public record Decision(Answer allowed, Answer spared) {

    public static Decision of(List<Statement> statements, Call call, Arns arns) {
        return new Decision(Answer.any(statements.stream().map(statement -> statement.allows(call, arns)).toList()),
                Answer.all(statements.stream().map(statement -> not(statement.denies(call, arns))).toList()));
    }

    static Decision unknown(UnknownReason reason) {
        return new Decision(Answer.maybe(reason), Answer.maybe(reason));
    }

    /** Whether the call passes if nothing else decides about it. */
    public Answer permits() {
        return allowed.and(spared);
    }

    /** The opposite of an answer. That of an assumption isn't known: nobody would assume it. */
    static Answer not(Answer answer) {
        return answer.isYes() && !answer.assumptions().isEmpty()
                ? Answer.maybe("whether " + String.join(" and ", answer.assumptions()),
                        "write the policy so that it doesn't matter")
                : answer.not();
    }
}
