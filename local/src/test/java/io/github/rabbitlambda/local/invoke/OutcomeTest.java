package io.github.rabbitlambda.local.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shop/Orders                                   | shop/Orders
            Lshop/Orders;                                 | shop/Orders
            [[Lshop/Orders$Line;                          | shop/Orders$Line
            Error loading class shop.order$Handler: a/Base | a/Base
            Orders                                        | Orders
            """)
    void namesTheClassThatIsMissing(String message, String missing) {
        String sentence = "the function's jar lacks " + missing.replace('/', '.')
                + ": put all dependencies into one jar, for example with maven-shade-plugin";
        String type = NoClassDefFoundError.class.getName();
        assertThat(new Outcome.Failed(type, message).startProblem()).contains(sentence);
        assertThat(new Outcome.Failed("BatchFailedException", "2 records: %s: %s: it stops".formatted(type, message))
                .startProblem()).contains(sentence);
    }

    // the listener catches the error and lets the batch come back
    @Test
    void namesTheClassThatTheListenerMisses() {
        assertThat(new Outcome.Failed("io.github.rabbitlambda.function.BatchFailedException",
                "the whole batch comes back (2 records, 0 processed): the function is broken: its code can't be loaded or "
                        + "memory ran out; the jar lacks shop.Orders$Line: put all dependencies into one jar, e.g. with "
                        + "maven-shade-plugin")
                .startProblem())
                .contains(
                        "the function's jar lacks shop.Orders$Line: put all dependencies into one jar, for example with "
                                + "maven-shade-plugin");
    }

    @Test
    void takesOtherErrorsForTheBatchs() {
        assertThat(failed(new NoClassDefFoundError("Could not initialize class Orders")).startProblem()).isEmpty();
        assertThat(failed(new ClassNotFoundException("Orders")).startProblem()).isEmpty();
        assertThat(failed(new IllegalStateException("no database")).startProblem()).isEmpty();
    }

    private static Outcome.Failed failed(Throwable error) {
        return new Outcome.Failed(error.getClass().getName(), error.getMessage());
    }

    @Test
    void takesTheWordOfLambdasClientThatAHandlerCannotRun() {
        assertThat(new Outcome.Failed("Runtime.BadFunctionCode", "no\nmethod").startProblem()).contains("no method");
    }
}
