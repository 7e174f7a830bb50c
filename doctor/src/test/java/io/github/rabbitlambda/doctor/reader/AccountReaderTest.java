package io.github.rabbitlambda.doctor.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.rabbitlambda.doctor.snapshot.Snapshot;
import io.github.rabbitlambda.doctor.snapshot.SnapshotFile;

class AccountReaderTest {
    private static final Snapshot HEALTHY = SnapshotFile.read(Path.of("src/test/resources/snapshots/healthy.json"));

    @Test
    void readsWhatTheAccountHolds() {
        try (FakeAccount account = FakeAccount.serving(HEALTHY)) {
            Snapshot read = account.reader().read(HEALTHY.subject());
            try { java.nio.file.Files.writeString(Path.of("target/read.json"), SnapshotFile.text(read)); } catch (java.io.IOException e) {}

            assertThat(SnapshotFile.text(read)).isEqualTo(SnapshotFile.text(HEALTHY));
            assertThat(read).isEqualTo(HEALTHY);
        }
    }
}
