package io.github.rabbitlambda.doctor.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.rabbitlambda.doctor.reader.Metric.Source;
import io.github.rabbitlambda.doctor.snapshot.Call;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

class MetricTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:02:30Z");

    @ParameterizedTest
    @CsvSource({"2026-11-27T12:02:30Z, 2026-11-27T12:05:00Z", "2026-11-27T12:04:59.999Z, 2026-11-27T12:05:00Z",
            "2026-11-27T12:05:00Z, 2026-11-27T12:10:00Z"})
    void asksForThreeHoursUpToTheEndOfTheRunningPeriod(Instant now, Instant end) {
        GetMetricDataRequest request = Metric.request("orders", List.of(Source.BROKER), now);

        assertThat(request.endTime()).isEqualTo(end);
        assertThat(request.startTime()).isEqualTo(end.minusSeconds(3 * 60 * 60));
        assertThat(request.scanBy()).isEqualTo(ScanBy.TIMESTAMP_DESCENDING);
    }

    /** CloudWatch refuses others: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html */
    @ParameterizedTest
    @EnumSource
    void givesIdsThatCloudWatchAccepts(Source source) {
        assertThat(Metric.request("orders", List.of(source), NOW).metricDataQueries()).extracting(MetricDataQuery::id)
                .doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z][A-Za-z0-9_]*"));
    }

    @Test
    void asksForTheMetricsThatTheHealthyAccountHas() {
        for (String subject : List.of(Fixture.FUNCTION, Fixture.BROKER)) {
            List<String> held = Fixture.HEALTHY.snapshot().seen(Call.GET_METRIC_DATA, "Subject", subject).known()
                    .orElseThrow().path("MetricDataResults").findValuesAsText("Id");
            Source source = subject.equals(Fixture.FUNCTION) ? Source.FUNCTION : Source.BROKER;

            assertThat(Metric.request(subject, List.of(source), NOW).metricDataQueries())
                    .extracting(MetricDataQuery::id).containsExactlyInAnyOrderElementsOf(held);
        }
    }

    @Test
    void namesTheFunctionOrTheBroker() {
        MetricDataQuery errors = Metric.request("pay", List.of(Source.FUNCTION), NOW).metricDataQueries().get(1);
        MetricDataQuery ready = Metric.request("orders", List.of(Source.BROKER), NOW).metricDataQueries().getFirst();

        assertThat(errors.metricStat().toString()).contains("AWS/Lambda", "MetricName=Errors", "Name=FunctionName",
                "Value=pay", "Period=300", "Stat=Sum");
        assertThat(ready.metricStat().toString()).contains("AWS/AmazonMQ", "MetricName=MessageReadyCount",
                "Name=Broker",
                "Value=orders", "Period=300", "Stat=Maximum");
    }
}
