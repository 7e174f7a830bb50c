package io.github.rabbitlambda.operations.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.rabbitlambda.operations.Input;
import io.github.rabbitlambda.operations.OperationFailedException;
import io.github.rabbitlambda.operations.PeekRequest;
import io.github.rabbitlambda.operations.ReplaySelection;
import io.github.rabbitlambda.operations.ReplaySelection.Age;
import io.github.rabbitlambda.operations.replay.ReplayRequest.Count;
import io.github.rabbitlambda.operations.replay.ReplayRequest.Peek;
import io.github.rabbitlambda.operations.replay.ReplayRequest.PutBack;
import io.github.rabbitlambda.operations.replay.ReplayRequest.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a tired person types is understood, or refused in one sentence before anything is moved. */
class ReplayRequestTest {
    @Test
    void countsWithoutASource() {
        assertThat(request("{'count-only':true}")).isEqualTo(new Count());
        assertThat(request("{'count-only':false,'source':'parked'}")).isInstanceOf(PutBack.class);
    }

    @Test
    void peeksUpToTheLimits() {
        assertThat(request("{'source':'parked','peek':1}"))
                .isEqualTo(new Peek(Source.PARKED, new PeekRequest(1, 1_000)));
        assertThat(request("{'source':'dead-letter','peek':20,'bodyCharacters':10000}"))
                .isEqualTo(new Peek(Source.DEAD_LETTER, new PeekRequest(20, 10_000)));
        assertThat(request("{'source':'parked','peek':'5','bodyCharacters':0}"))
                .isEqualTo(new Peek(Source.PARKED, new PeekRequest(5, 0)));
    }

    @Test
    void putsAHundredBackIfNothingElseIsSaid() {
        assertThat(selection("{'source':'parked'}")).isEqualTo(new ReplaySelection(100, Optional.empty(), Set.of()));
        assertThat(selection("{'source':'parked','all':false}").count()).isEqualTo(100);
        assertThat(selection("{'source':'parked','count':7,'all':false}").count()).isEqualTo(7);
        assertThat(selection("{'source':'parked','all':true}").count()).isEqualTo(Integer.MAX_VALUE);
        assertThat(selection("{'source':'parked','messageIds':['a','b']}"))
                .isEqualTo(new ReplaySelection(2, Optional.empty(), Set.of("a", "b")));
    }

    @Test
    void readsAgesAndCombinesThemWithAll() {
        assertThat(selection("{'source':'parked','all':true,'minAgeSeconds':60}"))
                .isEqualTo(new ReplaySelection(Integer.MAX_VALUE,
                        Optional.of(new Age(Duration.ofSeconds(60), Optional.empty())), Set.of()));
        assertThat(selection("{'source':'parked','minAgeSeconds':60,'maxAgeSeconds':60}").age())
                .contains(new Age(Duration.ofSeconds(60), Optional.of(Duration.ofSeconds(60))));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            {} | source must be parked or dead-letter (given nothing in event)
            {'source':'Parked'} | source must be parked or dead-letter (given Parked in event)
            {'source':['parked']} | source must be a text (given a list in event)
            {'source':'parked','peak':5} | event must hold only all, bodyCharacters, count, count-only, maxAgeSeconds, messageIds, minAgeSeconds, peek, source (given also peak)
            {'source':'parked','peek':-1} | peek must be a whole number, 1 at least (given -1 in event)
            {'source':'parked','peek':0} | peek must be a whole number, 1 at least (given 0 in event)
            {'source':'parked','peek':21} | peek must be a whole number, 20 at most (given 21 in event)
            {'source':'parked','peek':1.5} | peek must be a whole number, 1 at least (given 1.5 in event)
            {'source':'parked','peek':true} | peek must be a whole number, 1 at least (given true in event)
            {'source':'parked','peek':[5]} | peek must be a text (given a list in event)
            {'peek':5} | source must be parked or dead-letter (given nothing in event)
            {'source':'parked','peek':5,'bodyCharacters':10001} | bodyCharacters must be a whole number, 10000 at most (given 10001 in event)
            {'source':'parked','peek':5,'bodyCharacters':-1} | bodyCharacters must be a whole number, 0 at least (given -1 in event)
            {'source':'parked','bodyCharacters':5} | bodyCharacters must be left out without peek: a replay shows no bodies (given 5 in event)
            {'source':'parked','peek':5,'count':5} | count must be left out with peek, to which it does not apply (given 5 in event)
            {'source':'parked','peek':5,'messageIds':['a']} | messageIds must be left out with peek, to which it does not apply (given a list in event)
            {'source':'parked','count-only':true} | source must be left out with count-only, to which it does not apply (given parked in event)
            {'source':'parked','count-only':'yes'} | count-only must be true or false (given yes in event)
            {'source':'parked','count':0} | count must be a whole number, 1 at least (given 0 in event)
            {'source':'parked','count':5,'all':true} | count must be left out with all: it is the number at which a replay stops (given 5 in event)
            {'source':'parked','all':'perhaps'} | all must be true or false (given perhaps in event)
            {'source':'parked','messageIds':'a'} | messageIds must be a list of texts (given a in event)
            {'source':'parked','messageIds':[7]} | messageIds must be a list of texts (given a list in event)
            {'source':'parked','messageIds':[]} | messageIds must be a list of one id at least, and none of them empty (given a list in event)
            {'source':'parked','messageIds':['a',' ']} | messageIds must be a list of one id at least, and none of them empty (given a list in event)
            {'source':'parked','messageIds':null} | messageIds must be left out or have a value (given nothing in event)
            {'source':'parked','maxAgeSeconds':''} | maxAgeSeconds must be left out or have a value (given  in event)
            {'source':'parked','messageIds':['a'],'maxAgeSeconds':5} | messageIds must be given without minAgeSeconds and maxAgeSeconds: ids select by themselves (given a list in event)
            {'source':'parked','messageIds':['a'],'minAgeSeconds':5} | messageIds must be given without minAgeSeconds and maxAgeSeconds: ids select by themselves (given a list in event)
            {'source':'parked','minAgeSeconds':61,'maxAgeSeconds':60} | maxAgeSeconds must be at least minAgeSeconds, 61 (given 60 in event)
            {'source':'parked','minAgeSeconds':0} | minAgeSeconds must be a whole number, 1 at least (given 0 in event)
            {'source':'parked','maxAgeSeconds':'1h'} | maxAgeSeconds must be a whole number, 1 at least (given 1h in event)
            """)
    void refuses(String event, String sentence) {
        assertThatThrownBy(() -> request(event)).isInstanceOf(OperationFailedException.class).hasMessage(sentence);
    }

    @Test
    void doesNotRepeatALongName() {
        assertThatThrownBy(() -> request("{'" + "x".repeat(201) + "':1}"))
                .hasMessageEndingWith("source (given also a text of 201 characters)");
    }

    @Test
    void isDocumentedWithEveryMember() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "operate.md"));
        String table = guide.substring(guide.indexOf("### Replay"), guide.indexOf("The answer: "));
        assertThat(Pattern.compile("`([^`]+)`").matcher(
                table.lines().filter(line -> line.startsWith("| `")).map(line -> line.split("\\|")[1])
                        .collect(Collectors.joining()))
                .results().map(match -> match.group(1))).containsExactlyInAnyOrderElementsOf(ReplayRequest.MEMBERS);
        assertThat(guide).contains("`peek` takes 1 to 20, and `bodyCharacters` 0 to 10000 (1000 by default");
    }

    private static ReplaySelection selection(String event) {
        return ((PutBack) request(event)).selection();
    }

    private static ReplayRequest request(String event) {
        try {
            return ReplayRequest
                    .of(new Input("event", new ObjectMapper().readValue(event.replace('\'', '"'), Map.class)));
        } catch (IOException notJson) {
            throw new IllegalArgumentException(event, notJson);
        }
    }
}
