package io.github.rabbitlambda.doctor.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

import io.github.rabbitlambda.doctor.snapshot.Call;
import io.github.rabbitlambda.doctor.snapshot.Seen;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

class FailureTest {
    private static SdkException service(String code, String message) {
        return AwsServiceException.builder().message("the SDK's words (Request ID: 1)")
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build()).build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            may not                                                                            | may not
            KMS refused (Service: AWSKMS; Status Code: 400; Request ID: 1; Proxy: null) to answer | KMS refused to answer
            may not (RequestId: 1-2)                                                           | may not
            may not. Encoded authorization failure message: bM4a0Zq1                            | may not.
            """)
    void keepsTheServicesWordsWithoutIds(String message, String kept) {
        assertThat(Failure.of(Call.GET_ROLE, service("AccessDenied", message)))
                .isEqualTo(new Seen.Unread<>(Call.GET_ROLE, "AccessDenied", kept));
    }

    @Test
    void joinsLines() {
        assertThat(Failure.of(Call.GET_ROLE, service("AccessDenied", "may\n  not\r\n")))
                .isEqualTo(new Seen.Unread<>(Call.GET_ROLE, "AccessDenied", "may not"));
    }

    @ParameterizedTest
    @CsvSource({"ResourceNotFoundException", "NotFoundException", "NoSuchEntity"})
    void tellsWhatDoesNotExist(String code) {
        assertThat(Failure.of(Call.GET_ROLE, service(code, ""))).isEqualTo(new Seen.Absent<>(Call.GET_ROLE));
    }

    @Test
    void keepsAnErrorThatNamesNothing() {
        assertThat(Failure.of(Call.GET_ROLE, service(null, null))).isEqualTo(new Seen.Unread<>(Call.GET_ROLE, "", ""));
    }

    private static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(client(new UnknownHostException("iam.nowhere.example")),
                        "no address is known for iam.nowhere.example"),
                Arguments.of(client(new ConnectException("refused")), "no connection"),
                Arguments.of(client(new SocketTimeoutException("read")), "no answer in time"),
                Arguments.of(ApiCallTimeoutException.create(60_000), "no answer in time"),
                Arguments.of(ApiCallAttemptTimeoutException.create(15_000), "no answer in time"),
                Arguments.of(new IllegalStateException("quotes hunter2"), "the answer could not be read"),
                Arguments.of(client(new IllegalStateException("Unrecognized token 'hunter2'")),
                        "the answer could not be read"));
    }

    private static SdkException client(Exception cause) {
        return SdkClientException.builder().message("quotes hunter2").cause(cause).build();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysInItsOwnWordsThatNoServiceAnswered(RuntimeException failure, String reason) {
        assertThat(Failure.of(Call.GET_ROLE, failure)).isEqualTo(new Seen.Unread<>(Call.GET_ROLE, "NoAnswer", reason));
    }
}
