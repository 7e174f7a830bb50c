package io.github.rabbitlambda.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void isThePomsVersion() throws Exception {
        String version = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of("pom.xml").toFile())
                .getElementsByTagName("version").item(0).getTextContent();

        assertThat(version).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(new Version().getVersion()).containsExactly("rabbitlambda local " + version);
    }
}
