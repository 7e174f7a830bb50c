package io.github.rabbitlambda.doctor.reader;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.snapshot.Call;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** The members of an answer as the SDK's model has them. */
record AnswerModel(Map<String, SdkField<?>> members) {
    private static final Map<String, String> PACKAGES = Map.of("lambda", "lambda", "iam", "iam", "mq", "mq", "ec2",
            "ec2",
            "secretsmanager", "secretsmanager", "kms", "kms", "cloudwatch", "cloudwatch");
    private static final List<String> TOKENS = List.of("NextMarker", "NextToken", "Marker");

    static AnswerModel of(Call call) {
        String name = SdkPojo.class.getPackageName().replace(".core", ".services.") + PACKAGES.get(call.service())
                + ".model."
                + call.operation() + "Response";
        try {
            return of((SdkPojo) Class.forName(name).getMethod("builder").invoke(null));
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("the SDK has no " + name, missing);
        }
    }

    static AnswerModel of(SdkPojo pojo) {
        return new AnswerModel(
                pojo.sdkFields().stream().collect(Collectors.toMap(SdkField::memberName, Function.identity())));
    }

    /** @throws IllegalArgumentException if a snapshot has what no answer can have */
    SdkField<?> member(String name) {
        return Optional.<SdkField<?>>ofNullable(members.get(name)).orElseThrow(() -> new IllegalArgumentException(
                "the snapshot has " + name + ", the SDK knows only " + members.keySet()));
    }

    /** Adds the token of the next page, by the name that this answer has for it. */
    void addToken(ObjectNode page, Optional<String> token) {
        if (members.containsKey("IsTruncated")) {
            page.put("IsTruncated", token.isPresent());
        }
        token.ifPresent(
                text -> page.put(TOKENS.stream().filter(members::containsKey).findFirst().orElseThrow(), text));
    }

    boolean hasPages() {
        return TOKENS.stream().anyMatch(members::containsKey);
    }

    /** Calls back for each member of a JSON object, with the model of the member. */
    void forEach(JsonNode object, Member then) {
        object.properties().forEach(entry -> then.accept(member(entry.getKey()), entry.getValue()));
    }

    /** One member of an answer. */
    @FunctionalInterface
    interface Member {
        void accept(SdkField<?> field, JsonNode value);
    }
}
