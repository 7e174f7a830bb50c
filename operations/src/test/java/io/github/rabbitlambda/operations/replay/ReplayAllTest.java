package io.github.rabbitlambda.operations.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.GetResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import io.github.rabbitlambda.operations.AwsService.Answer;
import io.github.rabbitlambda.operations.AwsService.Request;
import io.github.rabbitlambda.operations.Invocation;
import io.github.rabbitlambda.operations.RemoteTasks;

/** What the command of the stack does: it invokes again until the answer says that it is done, or that nothing moved. */
class ReplayAllTest extends ReplayFixture {
    private static final Map<String, Object> ALL = Map.of("source", "parked", "all", true);
    private static final int MESSAGES = 500;

    // what the broker confirmed before the crash is in both queues, and arrives twice; nothing is lost
    @Test
    void losesNothingWhenARunEndsInTheMiddle() throws Exception {
        IntStream.range(0, MESSAGES).forEach(i -> park(parked("m-" + i, "b", NOW)));
        aws.on(RemoteTasks.INVOKE, confirmsAndBreaksAt(20));
        assertThatThrownBy(() -> replay(ALL)).hasMessage("the function ended after the broker confirmed");
        assertThat(depth()).as("ten of each invocation before were deleted").isEqualTo(MESSAGES - 19 * 10);

        aws.on(RemoteTasks.INVOKE, new RemoteTasks(stage.tasks()));
        List<Map<String, Object>> answers = untilDone(ALL);

        assertThat(answers.getLast()).containsEntry("done", true).containsEntry("left", 0L);
        List<String> arrived = arrived();
        assertThat(new HashSet<>(arrived)).hasSize(MESSAGES);
        assertThat(arrived).hasSize(MESSAGES + 10);
    }

    @Test
    void goesOnInTheNextInvocationWhenTheTimeIsUp() throws Exception {
        IntStream.range(0, 3).forEach(i -> park(parked("m-" + i, "b", NOW)));

        assertThat(replay(ALL, new Invocation(119_999))).containsEntry("replayed", 0).containsEntry("done", false);
        assertThat(untilDone(ALL)).hasSize(1).last().satisfies(last -> assertThat(last).containsEntry("replayed", 3));
    }

    @Test
    void isNotDoneWhileSomeCanNotBePutBackAndEndsWithoutProgress() {
        park(parked("m-1", "b", NOW));
        park("not json");

        List<Map<String, Object>> answers = untilDone(ALL);

        assertThat(answers).extracting(answer -> answer.get("replayed")).containsExactly(1, 0);
        assertThat(answers.getLast()).containsEntry("done", false).containsEntry("left", 1L);
    }

    // an interrupted run holds its messages for up to 15 minutes
    @Test
    void isNotDoneWhileAnotherRunHoldsMessages() {
        park(parked("m-1", "b", NOW));
        sqs.receiveMessage(request -> request.queueUrl(url).visibilityTimeout(900));

        assertThat(replay(ALL)).containsEntry("replayed", 0).containsEntry("left", 1L).containsEntry("done", false);
    }

    @Test
    void putsBackTheOneOfAnIdAndLeavesTheOthers() throws Exception {
        IntStream.range(0, 30).forEach(i -> park(parked("m-" + i, "b", NOW)));

        assertThat(replay(Map.of("source", "parked", "messageIds", List.of("m-17")))).containsEntry("replayed", 1)
                .containsEntry("left", 29L).containsEntry("done", true);

        assertThat(arrived()).containsExactly("m-17");
        assertThat(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)).isEqualTo("0");
    }

    @Test
    void putsBackByTheIdInSqs() throws Exception {
        String id = park(parked("m-1", "b", NOW));
        park(parked("m-2", "b", NOW));

        assertThat(replay(Map.of("source", "parked", "messageIds", List.of(id)))).containsEntry("replayed", 1);
        assertThat(arrived()).containsExactly("m-1");
    }

    @Test
    void choosesByAgeWithBothEnds() throws Exception {
        for (int age : List.of(59, 60, 61)) {
            park(parked("m-" + age, "b", NOW.minusSeconds(age)));
        }

        assertThat(untilDone(Map.of("source", "parked", "all", true, "minAgeSeconds", 60))).last()
                .satisfies(last -> assertThat(last).containsEntry("done", true).containsEntry("left", 1L));
        assertThat(arrived()).containsExactlyInAnyOrder("m-60", "m-61");
        park(parked("m-60", "b", NOW.minusSeconds(60)));
        park(parked("m-61", "b", NOW.minusSeconds(61)));
        assertThat(replay(Map.of("source", "parked", "maxAgeSeconds", 60))).containsEntry("replayed", 2);
        assertThat(arrived()).containsExactlyInAnyOrder("m-59", "m-60");
    }

    // the clocks of the listener and of this function differ
    @Test
    void takesWhatIsDatedIntoTheFutureForNew() throws Exception {
        park(parked("m-1", "b", NOW.plusSeconds(5)));

        assertThat(replay(Map.of("source", "parked", "minAgeSeconds", 1))).containsEntry("replayed", 0);
        assertThat(replay(Map.of("source", "parked", "maxAgeSeconds", 1))).containsEntry("replayed", 1);
        assertThat(arrived()).containsExactly("m-1");
    }

    @Test
    void leavesWhatHasNoAgeWhereAnAgeIsAskedFor() {
        park(parked("m-1", "b", NOW).replace(NOW.toString(), "yesterday"));

        assertThat(replay(Map.of("source", "parked", "minAgeSeconds", 1))).containsEntry("replayed", 0);
        assertThat(replay(Map.of("source", "parked", "maxAgeSeconds", 999_999))).containsEntry("replayed", 0);
        assertThat(replay(ALL)).containsEntry("replayed", 1);
    }

    /** As the shell does; a bound keeps a mistake from running for ever. */
    private List<Map<String, Object>> untilDone(Map<String, Object> event) {
        List<Map<String, Object>> answers = new ArrayList<>();
        do {
            answers.add(replay(event));
            assertThat(answers).hasSizeLessThan(20);
        } while (Boolean.FALSE.equals(answers.getLast().get("done"))
                && !Integer.valueOf(0).equals(answers.getLast().get("replayed")));
        return answers;
    }

    private Function<Request, Answer> confirmsAndBreaksAt(int call) {
        RemoteTasks tasks = new RemoteTasks(stage.tasks());
        AtomicInteger calls = new AtomicInteger();
        return request -> {
            Answer answer = tasks.apply(request);
            return calls.incrementAndGet() < call
                    ? answer
                    : Answer.functionError("the function ended after the broker confirmed");
        };
    }

    private long depth() {
        return Long.parseLong(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Long.parseLong(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    private List<String> arrived() throws Exception {
        List<String> ids = new ArrayList<>();
        for (GetResponse message = channel.basicGet("orders", true); message != null; message = channel
                .basicGet("orders", true)) {
            ids.add(id(message));
        }
        return ids;
    }
}
