package io.github.rabbitlambda.acceptance.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others get for a POM. */
class InstalledArtifactTest {
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>([^<$]+)</version>\\s*<scope>(\\w+)</scope>");

    /** A POM with a parent or a property that stays here can't be read without this project. */
    @ParameterizedTest
    @EnumSource
    void needsNoParentAndNamesEveryVersion(InstalledArtifact artifact) throws IOException {
        String pom = artifact.pom();
        assertThat(pom).doesNotContain("<parent>", "<properties>", "<scope>test</scope>", "<build>", "<profiles>")
                .doesNotContainPattern("\\$\\{(?!project\\.version})");
        assertThat(count(pom, Pattern.compile("<dependency>"))).isEqualTo(
                artifact == InstalledArtifact.BOM ? 3 : count(pom, DEPENDENCY));
    }

    /** Maven Central refuses an artifact that lacks one: https://central.sonatype.org/publish/requirements/ */
    @ParameterizedTest
    @EnumSource
    void hasWhatMavenCentralAsksFor(InstalledArtifact artifact) throws IOException {
        assertThat(artifact.pom()).contains("<name>rabbitlambda ", "<description>", "<licenses>", "<developers>", "<scm ", "<developerConnection>",
                "<url>https://github.com/rabbitlambda/rabbitlambda</url>");
    }

    /** A handler that is compiled against a client of AWS by accident fails where that client is left out. */
    @Test
    void theListenerBringsAwsClientsAtRunTimeOnly() throws IOException {
        List<String> dependencies = DEPENDENCY.matcher(InstalledArtifact.FUNCTION.pom()).results()
                .map(match -> match.group(2) + " " + match.group(4)).toList();
        assertThat(dependencies).containsExactlyInAnyOrder("aws-lambda-java-core compile", "sqs runtime", "s3 runtime",
                "dynamodb runtime", "url-connection-client runtime", "slf4j-api runtime",
                "aws-lambda-java-events provided", "jspecify provided");
    }

    private static long count(String text, Pattern pattern) {
        return pattern.matcher(text).results().count();
    }
}
