package io.github.rabbitlambda.doctor.reader;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.rabbitlambda.doctor.snapshot.Answer;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * Asks an account: every question once, and a few side by side. Instances are thread-safe.
 * <p>
 * Calls run on platform threads, since the HTTP client would pin virtual ones; those who wait for answers are virtual.
 */
final class Asking implements AutoCloseable {
    /** So that an account that others use too is not throttled. */
    static final int SIDE_BY_SIDE = 8;

    private record Question(Call call, Map<String, String> input) {}

    private final String region;
    private final Requests requests;
    private final Progress progress;
    private final ExecutorService calls = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    private final Map<Question, CompletableFuture<Seen<JsonNode>>> answers = new HashMap<>();
    private int answered;

    Asking(String region, Requests requests, Progress progress) {
        this.region = region;
        this.requests = requests;
        this.progress = progress;
    }

    String region() {
        return region;
    }

    /** Waits for the answer to a call with this input: names and values in turn. */
    Seen<JsonNode> ask(Call call, String... input) {
        Question question = question(call, input);
        return ask(question, () -> requests.pages(call, question.input()));
    }

    Seen<JsonNode> ask(Call call, Supplier<Iterable<? extends SdkPojo>> pages, String... input) {
        return ask(question(call, input), pages);
    }

    Listed list(Call call, String... input) {
        return Listed.of(call, ask(call, input));
    }

    /** Security groups by their ids, if there are any. */
    Listed groups(Set<String> ids) {
        return ids.isEmpty()
                ? new Listed(List.of())
                : list(Call.DESCRIBE_SECURITY_GROUPS, "group-id", String.join(",", ids));
    }

    Requests requests() {
        return requests;
    }

    private static Question question(Call call, String... input) {
        Map<String, String> named = new TreeMap<>();
        for (int i = 0; i < input.length; i += 2) {
            named.put(input[i], input[i + 1]);
        }
        return new Question(call, named);
    }

    private Seen<JsonNode> ask(Question question, Supplier<Iterable<? extends SdkPojo>> pages) {
        return submitted(question, pages).join();
    }

    private synchronized CompletableFuture<Seen<JsonNode>> submitted(Question question,
            Supplier<Iterable<? extends SdkPojo>> pages) {
        return answers.computeIfAbsent(question,
                missing -> CompletableFuture.supplyAsync(() -> answer(question.call(), pages), calls)
                        .whenComplete((answer, failed) -> report()));
    }

    private synchronized void report() {
        answered++;
        progress.answered(region, answered, answers.size());
    }

    private static Seen<JsonNode> answer(Call call, Supplier<Iterable<? extends SdkPojo>> pages) {
        try {
            return new Seen.Known<>(output(call, pages.get()));
        } catch (RuntimeException failed) {
            return Failure.of(call, failed);
        }
    }

    private static JsonNode output(Call call, Iterable<? extends SdkPojo> pages) {
        return call == Call.GET_SECRET_VALUE
                ? SecretForm.of((GetSecretValueResponse) pages.iterator().next())
                : AnswerJson.of(call, pages);
    }

    /** Asks for what the snapshot will not hold as it is. */
    Seen<JsonNode> lookUp(Call call, String... input) {
        return CompletableFuture
                .supplyAsync(() -> answer(call, () -> requests.pages(call, question(call, input).input())), calls)
                .join();
    }

    /** Adds to the snapshot what of other answers is about the subject. */
    synchronized Seen<JsonNode> keep(Call call, Seen<JsonNode> part, String... input) {
        answers.put(question(call, input), CompletableFuture.completedFuture(part));
        return part;
    }

    /** All answers so far, by call and input. */
    synchronized List<Answer> answers() {
        List<Answer> all = new ArrayList<>();
        answers.forEach((question, seen) -> all.add(new Answer(question.call(), question.input(), seen.join())));
        all.sort(Comparator.comparing(Answer::call).thenComparing(answer -> answer.input().toString()));
        return all;
    }

    @Override
    public void close() {
        calls.shutdownNow();
    }
}
