package io.github.rabbitlambda.acceptance.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A project that somebody makes from docs/install.md alone, with every command as it is written there. */
@Timeout(900)
class InstallGuideTest {
    private static final String LISTENER = "<artifactId>rabbitlambda-listener</artifactId>\n";
    private static final String STRICT = "<version>3.14.1</version>\n<configuration><showWarnings>true</showWarnings>"
            + "<compilerArgs><arg>-Xlint:all</arg><arg>-Werror</arg></compilerArgs></configuration>";

    @TempDir
    Path directory;

    static OutsideProject orders(Path directory) throws IOException {
        GuidePage install = GuidePage.named("install.md");
        GuidePage listener = GuidePage.named("listener.md");
        String orders = "src/main/java/com/example/Orders.java";
        return OutsideProject.in(directory).with("pom.xml", install.file("pom.xml")).with(orders, install.file(orders))
                .with("src/main/java/com/example/OrderListener.java", inPackage(listener.javaClass("OrderListener")))
                .with("src/test/java/com/example/OrderListenerTest.java",
                        inPackage(listener.javaClass("OrderListenerTest")));
    }

    private static String inPackage(String code) {
        return "package com.example;\n\n" + code;
    }

    @Test
    void buildsTestsAndTriesAHandlerAsThePageSays() throws Exception {
        GuidePage page = GuidePage.named("install.md");
        OutsideProject project = orders(directory);
        for (String command : page.commands("A project of your own")) {
            project.run(command);
        }
        assertThat(Files.readString(project.file("target/surefire-reports/com.example.OrderListenerTest.txt")))
                .contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0");
        String output = "";
        for (String command : page.commands("Try it on your machine")) {
            output = project.run(command);
        }
        assertThat(output).contains("1 bytes, after 3 attempts: java.lang.IllegalArgumentException: an order must not be empty",
                "received 2 (0 redelivered), acknowledged 2 (1 parked), failed 0");
        assertThat(megabytes(project)).isCloseTo(megabytes("everything"), within(0.1));
    }

    /** Its compiler has every warning on, and takes each for an error. */
    @Test
    void compilesAndTestsAHandlerWithoutAnyClientOfAws() throws Exception {
        OutsideProject project = orders(directory);
        String pom = GuidePage.named("install.md").file("pom.xml");
        String exclusions = GuidePage.named("listener.md").find(Pattern.compile("(?s)(<exclusions>.*?</exclusions>)"),
                "exclusions");
        project.with("pom.xml", pom.replace(LISTENER, LISTENER + exclusions).replace("<version>3.14.1</version>", STRICT));
        project.run("mvn -q package");
        assertThat(megabytes(project)).isCloseTo(megabytes("no AWS client"), within(0.1));
    }

    private static double megabytes(OutsideProject project) throws IOException {
        return Files.size(project.file("target/orders.jar")) / 1e6;
    }

    /** As the listener's page has it in its table. */
    private static double megabytes(String row) throws IOException {
        return Double.parseDouble(GuidePage.named("listener.md")
                .find(Pattern.compile("\\| " + row + " \\|.*\\| ([\\d.]+) \\|"), "a size for " + row));
    }
}
