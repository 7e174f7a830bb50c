package io.github.rabbitlambda.local.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            java.lang.NoClassDefFoundError  | com/example/Orders                                    | com.example.Orders
            java.lang.NoClassDefFoundError  | Lcom/example/Orders;                                  | com.example.Orders
            java.lang.NoClassDefFoundError  | [[Lcom/example/Orders$Line;                           | com.example.Orders$Line
            java.lang.NoClassDefFoundError  | Error loading class com.example.Handler: org/lib/Base | org.lib.Base
            java.lang.NoClassDefFoundError  | Orders                                                | Orders
            a.b.BatchFailedException        | (2 records): java.lang.NoClassDefFoundError: com/example/Orders: all stops | com.example.Orders
            """)
    void namesTheClassThatIsMissing(String type, String message, String missing) {
        assertThat(new Outcome.Failed(type, message).startProblem()).contains("the function's jar lacks " + missing
                + ": put all dependencies into one jar, for example with maven-shade-plugin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            java.lang.NoClassDefFoundError      | Could not initialize class com.example.Orders
            java.lang.ClassNotFoundException    | com.example.Orders
            java.lang.IllegalStateException     | no database
            """)
    void takesOtherErrorsForTheBatchs(String type, String message) {
        assertThat(new Outcome.Failed(type, message).startProblem()).isEmpty();
    }

    @Test
    void takesTheWordOfLambdasClientThatAHandlerCannotRun() {
        assertThat(new Outcome.Failed("Runtime.BadFunctionCode", "no\nmethod").startProblem()).contains("no method");
    }
}
