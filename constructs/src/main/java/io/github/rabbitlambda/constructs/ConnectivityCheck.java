package io.github.rabbitlambda.constructs;

import io.github.rabbitlambda.reachability.verdict.Finding;
import io.github.rabbitlambda.reachability.verdict.Finding.Level;
import io.github.rabbitlambda.reachability.Reachability;
import io.github.rabbitlambda.reachability.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.IPolicyValidationContext;
import software.amazon.awscdk.IPolicyValidationPlugin;
import software.amazon.awscdk.PolicyValidationPluginReport;
import software.amazon.awscdk.PolicyViolatingResource;
import software.amazon.awscdk.PolicyViolation;

/**
 * Refuses to synthesise a stack whose mapping would be created and would never read. A question that the templates
 * can't answer is a warning. So is whatever a mapping would miss on a broker without one, because other clients may
 * read that broker.
 */
public final class ConnectivityCheck implements IPolicyValidationPlugin {

    @Override
    public String getName() {
        return "Reachability";
    }

    @Override
    public PolicyValidationPluginReport validate(IPolicyValidationContext context) {
        Collection<PolicyViolation> violations = StackGroups.templatePaths(context).stream()
                .flatMap(ConnectivityCheck::verdicts).flatMap(ConnectivityCheck::violations)
                .collect(Collectors.toMap(ConnectivityCheck::words, violation -> violation, ConnectivityCheck::joined,
                        LinkedHashMap::new))
                .values();
        return PolicyValidationPluginReport.builder().violations(List.copyOf(violations))
                .success(violations.stream().noneMatch(violation -> "error".equals(violation.getSeverity()))).build();
    }

    /** What is said of several mappings in the same words is said once: shards differ in their queue alone. */
    private static List<String> words(PolicyViolation violation) {
        return List.of(violation.getRuleName(), String.valueOf(violation.getSeverity()), violation.getDescription());
    }

    private static PolicyViolation joined(PolicyViolation first, PolicyViolation second) {
        return PolicyViolation.builder().ruleName(first.getRuleName()).severity(first.getSeverity())
                .description(first.getDescription()).violatingResources(Stream.of(first, second)
                        .flatMap(violation -> violation.getViolatingResources().stream()).toList())
                .build();
    }

    private static Stream<Verdict> verdicts(List<String> paths) {
        Map<String, String> templates = new LinkedHashMap<>();
        paths.forEach(path -> templates.put(path, read(path)));
        return Reachability.ofTexts(templates).verdicts().stream();
    }

    private static Stream<PolicyViolation> violations(Verdict verdict) {
        return Stream.concat(
                verdict.findings(Level.FAILS).stream()
                        .map(finding -> violation(verdict, finding, verdict.hypothetical() ? "warning" : "error")),
                verdict.findings(Level.UNKNOWN).stream().map(finding -> violation(verdict, finding, "warning")));
    }

    private static PolicyViolation violation(Verdict verdict, Finding finding, String severity) {
        PolicyViolatingResource mapping = PolicyViolatingResource.builder().resourceLogicalId(verdict.id())
                .templatePath(verdict.template()).locations(List.of()).build();
        return PolicyViolation.builder().ruleName("Reachability-" + finding.rule()).severity(severity)
                .description(verdict.kind() + ": " + finding.sentence()).violatingResources(List.of(mapping)).build();
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException("the template that CDK wrote can't be read: " + path, e);
        }
    }
}
