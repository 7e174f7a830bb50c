package io.github.rabbitlambda.doctor.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import io.github.rabbitlambda.doctor.Healthy;
import io.github.rabbitlambda.doctor.finding.Finding.Level;

/** What is just enough for a finding, or just isn't: then there is no level. */
record Boundary(String name, Healthy account, String id, Optional<Level> level) {
    static Boundary found(String name, Healthy account, String id, Level level) {
        return new Boundary(name, account, id, Optional.of(level));
    }

    static Boundary notFound(String name, Healthy account, String id) {
        return new Boundary(name, account, id, Optional.empty());
    }

    void check() {
        List<Finding> findings = Checks.ofMapping(account.live(), account.mapping());
        assertThat(findings.stream().filter(finding -> finding.id().equals(id)).map(Finding::level).findFirst())
                .as(name).isEqualTo(level);
    }

    @Override
    public String toString() {
        return name + ": " + id + level.map(found -> " " + found).orElse(" not found");
    }
}
