package io.github.rabbitlambda.doctor.reader;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.reader.FakeFaults.Fault;
import io.github.rabbitlambda.doctor.reader.WireForm.Reply;
import io.github.rabbitlambda.doctor.snapshot.Answer;
import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import io.github.rabbitlambda.doctor.snapshot.Snapshot;

/** The answers that a snapshot holds, as replies of the services. */
final class FakeAnswers {
    private final Snapshot snapshot;
    private volatile int pageSize = Integer.MAX_VALUE;
    private volatile boolean unknownMembers;
    private volatile Optional<JsonNode> secret = Optional.empty();

    FakeAnswers(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    void split(int itemsOfAPage) {
        pageSize = itemsOfAPage;
    }

    void addUnknownMembers() {
        unknownMembers = true;
    }

    void useSecret(String value) {
        secret = Optional.of(FakeSecret.text(value));
    }

    Reply to(FakeRequest request) {
        Call call = request.call();
        return switch (seen(request)) {
            case Seen.Known<JsonNode>(JsonNode output) ->
                WireForm.of(call.service()).answer(call, output(request, output), unknownMembers);
            case Seen.Absent<JsonNode> absent -> FakeFaults.missing(call).by(call);
            case Seen.Unread<JsonNode>(Call of, String code, String message) -> new Fault(403, code, message).by(call);
        };
    }

    private Seen<JsonNode> seen(FakeRequest request) {
        return snapshot.answers().stream()
                .filter(answer -> answer.call() == request.call() && answer.input().equals(request.input()))
                .map(Answer::seen).findFirst().orElseGet(() -> unheld(request));
    }

    /** What a snapshot whose answers were asked for in other ways holds of what a request wants. */
    private Seen<JsonNode> unheld(FakeRequest request) {
        Call call = request.call();
        if (call.list().isEmpty()) {
            return new Seen.Absent<>(call);
        }
        return snapshot.unread(call).filter(unread -> !isNotAsked(unread)).orElseGet(() -> found(request).as(call));
    }

    private static boolean isNotAsked(Seen<JsonNode> seen) {
        return seen.unread().map(Seen.Unread::code).filter(Seen.NOT_ASKED::equals).isPresent();
    }

    private Listed found(FakeRequest request) {
        return new Listed(request.call().service().equals("ec2")
                ? snapshot.listed(request.call()).stream().filter(item -> Ec2Filters.match(request.input(), item))
                        .toList()
                : List.of());
    }

    private JsonNode output(FakeRequest request, JsonNode output) {
        AnswerModel model = AnswerModel.of(request.call());
        if (request.call() == Call.GET_SECRET_VALUE) {
            return secret.orElseGet(() -> FakeSecret.of(output));
        }
        return request.call().list().filter(list -> model.hasPages())
                .<JsonNode>map(list -> page(request, output, list, model))
                .orElse(output);
    }

    /** A part of the list that a call answers, with a token for the next part. */
    private ObjectNode page(FakeRequest request, JsonNode output, String list, AnswerModel model) {
        List<JsonNode> items = output.path(list).valueStream().toList();
        int start = request.page().map(Integer::parseInt).orElse(0);
        int end = (int) Math.min(items.size(), (long) start + pageSize);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode part = page.putArray(list);
        items.subList(start, end).forEach(part::add);
        model.addToken(page, end < items.size() ? Optional.of(String.valueOf(end)) : Optional.empty());
        return page;
    }
}
