package io.github.rabbitlambda.doctor.report;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.rabbitlambda.doctor.finding.Finding;
import io.github.rabbitlambda.reachability.verdict.JsonReport;

/** A report as JSON. Its members are read by machines: existing ones never change. */
final class JsonForm {
    private static final String FORMAT = "rabbitlambda-diagnosis/1";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonForm() {}

    static String of(Report report) {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT)
                .put("taken", report.snapshot().taken().toString()).put("subject", report.snapshot().subject())
                .put("region", report.snapshot().region()).put("status", report.status());
        ArrayNode diagnoses = root.putArray("diagnoses");
        report.diagnoses().forEach(diagnosis -> write(diagnosis, diagnoses.addObject()));
        ArrayNode unread = root.putArray("unread");
        report.snapshot().unread().forEach(one -> unread.addObject().put("action", one.call().action())
                .put("code", one.code()).put("message", one.message()));
        root.put("notLookedAt", LookedAt.NEVER);
        return written(root) + "\n";
    }

    private static void write(Diagnosis diagnosis, ObjectNode node) {
        node.put("id", diagnosis.id()).put("summary", diagnosis.summary());
        diagnosis.mapping().ifPresent(mapping -> node.put("state", mapping.path("State").asText())
                .put("stateTransitionReason", mapping.path("StateTransitionReason").asText())
                .put("lastProcessingResult", mapping.path("LastProcessingResult").asText())
                .put("eventSourceArn", mapping.path("EventSourceArn").asText())
                .put("functionArn", mapping.path("FunctionArn").asText()));
        ArrayNode findings = node.putArray("findings");
        diagnosis.findings().forEach(finding -> write(finding, findings.addObject()));
        diagnosis.verdict().ifPresent(verdict -> node.set("reachability",
                parsed(JsonReport.of(List.of(verdict))).path("verdicts").path(0)));
    }

    private static void write(Finding finding, ObjectNode node) {
        node.put("id", finding.id()).put("level", finding.level().name()).put("fact", finding.fact()).put("cure",
                finding.cure());
        ArrayNode commands = node.putArray("commands");
        finding.commands().forEach(commands::add);
    }

    private static ObjectNode parsed(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String written(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
