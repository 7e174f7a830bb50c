package io.github.rabbitlambda.doctor.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Lambda writes into StateTransitionReason or LastProcessingResult, as docs/operate.md explains it.
 *
 * @param lookAt empty if all is well
 */
record LambdaText(String text, String means, String lookAt) {

    /** Every text that the checks know, in the order of the page. */
    static List<LambdaText> all() {
        List<LambdaText> all = new ArrayList<>(List.of(
                new LambdaText(DisabledMapping.BY_REQUEST, "somebody, or CloudFormation, asked for the state", ""),
                new LambdaText(ProcessingResult.NOTHING_READ, "nothing has been read yet",
                        "is there a message in the queue, and is it the right queue?"),
                new LambdaText(ProcessingResult.OK, "the last batch succeeded", "")));
        Stream.of(StopCode.values()).map(code -> new LambdaText(code.code(), code.means(), code.lookAt()))
                .forEach(all::add);
        Stream.of(PollerProblem.values())
                .map(problem -> new LambdaText(problem.wording(), problem.means(), problem.lookAt())).forEach(all::add);
        return List.copyOf(all);
    }
}
