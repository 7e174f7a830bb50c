package io.github.rabbitlambda.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTest {
    private static final int CLASS_FILES_OF_JAVA_8 = 52;

    @ParameterizedTest
    @CsvSource({"1.8, 8", "9, 9", "17, 17", "21, 21", "25, 25"})
    void readsTheVersionsOfOldAndNewJavas(String specification, int version) {
        assertThat(Start.featureVersion(specification)).isEqualTo(version);
    }

    /** Otherwise an old Java prints an UnsupportedClassVersionError instead of the sentence. */
    @Test
    void isCompiledForJava8() throws IOException {
        try (DataInputStream in = new DataInputStream(Start.class.getResourceAsStream("Start.class"))) {
            in.readInt();
            in.readUnsignedShort();
            assertThat(in.readUnsignedShort()).isEqualTo(CLASS_FILES_OF_JAVA_8);
        }
    }
}
