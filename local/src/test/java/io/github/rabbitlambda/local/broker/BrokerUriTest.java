package io.github.rabbitlambda.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerUriTest {
    @Test
    void readsEveryPiece() {
        assertThat(BrokerUri.parse("amqps://me:p%40ss%2Fword@broker.example:5673/my%2Fhost"))
                .isEqualTo(new BrokerUri(true, "broker.example", 5673, "me", "p@ss/word", "my/host"));
    }

    @ParameterizedTest
    @CsvSource({"amqp://h, 5672", "amqps://h, 5671", "amqp://h:1, 1"})
    void takesThePortFromTheSchemeUnlessGiven(String uri, int port) {
        assertThat(BrokerUri.parse(uri).port()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource({"amqp://h, /", "amqp://h/, /", "amqp://h/%2F, /", "amqp://h/a, a", "amqp://h/%2Fa, /a"})
    void takesTheVirtualHostFromThePath(String uri, String virtualHost) {
        assertThat(BrokerUri.parse(uri).virtualHost()).isEqualTo(virtualHost);
    }

    @ParameterizedTest
    @CsvSource({"amqp://my_host:1, my_host", "amqp://u:p@[::1]:5673/v, [::1]", "AMQP://h, h"})
    void takesAnyHost(String uri, String host) {
        assertThat(BrokerUri.parse(uri).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65536, 99999})
    void refusesPortsOutOfRange(int port) {
        assertThatIllegalArgumentException().isThrownBy(() -> BrokerUri.parse("amqp://h:" + port))
                .withMessage("port must be between 1 and 65535 (given %d)", port);
    }

    @Test
    void keepsAPlusInThePassword() {
        assertThat(BrokerUri.parse("amqp://u:a+b@h").password()).isEqualTo("a+b");
    }

    @Test
    void leavesThePasswordEmptyWhereThereIsNone() {
        assertThat(BrokerUri.parse("amqp://u@h").password()).isEmpty();
        assertThat(BrokerUri.parse("amqp://h").user()).isEqualTo("guest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://u:secret@h", "h:5672", "", "amqp://u:sec#ret@h", "amqp://u:sec ret@h",
            "amqp:u:secret@h"})
    void refusesOtherTextsWithoutRepeatingAPassword(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> BrokerUri.parse(text))
                .withMessageStartingWith("uri must be amqp://user:password@host:port/virtual-host")
                .withMessageNotContaining("sec");
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqp://u:12/34@h:5672/v", "amqp://u:12#34@h", "amqp://u:12?34@h", "amqp://u:12/3?4@h",
            "amqp://u:pw@h/v#x"})
    void refusesAPasswordThatIsNotEscaped(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> BrokerUri.parse(text)).withMessage(
                "uri must be amqp://user:password@host:port/virtual-host or amqps://… (a part of it stands before an @ or after a #: "
                        + "in a password, the characters @ / # ? % are written %40 %2F %23 %3F %25; or leave the password out and set BROKER_PASSWORD)");
    }

    @ParameterizedTest
    @CsvSource({"amqp://u:p/w@h, it has no host and port", "amqp://u:p#w@h, it has no host and port",
            "amqp://u:p?w@h, it has no host and port", "amqp://u:p%w@h, it is not a URI"})
    void saysHowAPasswordIsEscaped(String text, String reason) {
        assertThatIllegalArgumentException().isThrownBy(() -> BrokerUri.parse(text)).withMessage(
                "uri must be amqp://user:password@host:port/virtual-host or amqps://… (" + reason
                        + ": in a password, the characters @ / # ? % are written %40 %2F %23 %3F %25; or leave the password out and set BROKER_PASSWORD)");
    }

    @Test
    void takesAnAtSignInThePasswordSinceTheLastOneEndsIt() {
        assertThat(BrokerUri.parse("amqp://u:p@w@h:1").password()).isEqualTo("p@w");
        assertThat(BrokerUri.parse("amqp://u:p@w@h:1").host()).isEqualTo("h");
    }

    @ParameterizedTest
    @CsvSource({"amqp://u:p@h?heartbeat=5, heartbeat",
            "'amqps://u:p@h/v?cacertfile=/a.pem&verify=verify_peer', 'cacertfile, verify'",
            "amqp://h?, ''"})
    void refusesOptionsByTheirNames(String text, String names) {
        assertThatIllegalArgumentException().isThrownBy(() -> BrokerUri.parse(text))
                .withMessage("uri must have nothing after ? (given: %s): there are no such options here", names);
    }

    @Test
    void masksThePassword() {
        assertThat(BrokerUri.parse("amqp://me:secret@h/v")).hasToString("amqp://h:5672 as me, virtual host v");
        assertThat(BrokerUri.masked("Unknown option: 'amqp://me:sec:re@t@h/v'"))
                .isEqualTo("Unknown option: 'amqp://me:***@h/v'");
        assertThat(BrokerUri.masked("Unmatched argument at index 2: 'amqp://user:sec ret@h'"))
                .isEqualTo("Unmatched argument at index 2: 'amqp://user:***@h'");
        assertThat(BrokerUri.masked("amqp://me@h and amqp://h")).isEqualTo("amqp://me@h and amqp://h");
    }
}
