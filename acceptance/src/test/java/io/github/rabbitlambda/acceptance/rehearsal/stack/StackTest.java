package io.github.rabbitlambda.acceptance.rehearsal.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

class StackTest {
    private static final String A = "\"A\": {\"Type\": \"T\", \"Properties\": {\"Size\": 1}}";
    private static final String B = "\"B\": {\"Type\": \"T\", \"Properties\": {\"A\": {\"Ref\": \"A\"}}}";

    private final RecordingKind kind = new RecordingKind();
    private final Stack stack = new Stack("name", type -> kind, 1);

    @Test
    void createsDependenciesFirstAndDeletesThemLast() {
        assertThat(stack.create(template(B, A))).isEqualTo(new StackResult("CREATE_COMPLETE", List.of()));
        assertThat(stack.delete()).isEqualTo(new StackResult("DELETE_COMPLETE", List.of()));

        assertThat(kind.calls).containsExactly("create A1", "create B", "delete B-2", "delete A-11");
        assertThat(stack.deployed()).isEmpty();
    }

    @Test
    void choosesAnotherLegalOrderWithAnotherSeed() {
        String c = "\"C\": {\"Type\": \"T\"}";
        Set<List<String>> orders = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            RecordingKind other = new RecordingKind();
            new Stack("name", type -> other, seed).create(template(A, B, c));
            orders.add(other.calls);
        }
        assertThat(orders).containsExactlyInAnyOrder(List.of("create A1", "create B", "create C"),
                List.of("create A1", "create C", "create B"), List.of("create C", "create A1", "create B"));
    }

    @Test
    void deletesEverythingWhenACreationFails() {
        assertThat(stack.create(template(A, fails("B").replace("{}", "{\"Ref\": \"A\"}"))))
                .isEqualTo(new StackResult("ROLLBACK_COMPLETE",
                        List.of("B: fails")));
        assertThat(kind.calls).containsExactly("create A1", "create B", "delete A-11");
    }

    @Test
    void changesInPlaceOnlyWhatHasChanged() {
        stack.create(template(A, B));
        kind.calls.clear();

        assertThat(stack.update(template(A.replace("1", "2"), B)).isSuccess()).isTrue();

        assertThat(kind.calls).containsExactly("update A-12");
    }

    @Test
    void replacesWithWhatRefersToItAndDeletesTheOldOneAfterwards() {
        stack.create(template(A, B));
        kind.calls.clear();

        stack.update(template(A.replace("\"Size\"", "\"Name\": \"n\", \"Size\""), B));

        assertThat(kind.calls).containsExactly("create A1", "update B-2", "delete A-11");
    }

    @Test
    void keepsWhatItsPoliciesRetain() {
        String retained = A.replace("\"Type\"",
                "\"DeletionPolicy\": \"Retain\", \"UpdateReplacePolicy\": \"Retain\", \"Type\"");
        stack.create(template(retained));
        stack.update(template(retained.replace("\"Size\"", "\"Name\": \"n\", \"Size\"")));
        kind.calls.clear();

        assertThat(stack.delete().isSuccess()).isTrue();
        assertThat(kind.calls).isEmpty();
    }

    @Test
    void updatesOnceMoreWithTheFormerPropertiesWhenAnUpdateFails() {
        stack.create(template(A, B));
        kind.calls.clear();

        StackResult result = stack
                .update(template(A.replace("1", "2"), B, fails("C").replace("{}", "{\"Ref\": \"B\"}")));

        assertThat(result).isEqualTo(new StackResult("UPDATE_ROLLBACK_COMPLETE", List.of("C: fails")));
        assertThat(kind.calls).containsExactly("update A-12", "create C", "update A-11");
    }

    @Test
    void deletesTheReplacementWhenAnUpdateFails() {
        stack.create(template(A));
        kind.calls.clear();

        stack.update(template(A.replace("\"Size\"", "\"Name\": \"n\", \"Size\""),
                fails("C").replace("{}", "{\"Ref\": \"A\"}")));

        assertThat(kind.calls).containsExactly("create A1", "create C", "delete A-21");
        assertThat(stack.only("T").physicalId()).isEqualTo("A-1");
    }

    @Test
    void keepsWhatAFailedDeletionNeedsAndGoesOnLater() {
        stack.create(template(A, B.replace("{\"A\"", "{\"Stays\": true, \"A\"")));

        assertThat(stack.delete()).isEqualTo(new StackResult("DELETE_FAILED", List.of("B: stays")));
        assertThat(stack.deployed()).containsOnlyKeys("A", "B");
    }

    @Test
    void refusesACircle() {
        assertThatThrownBy(() -> stack.create(template(A.replace("1", "{\"Ref\": \"B\"}"), B)))
                .hasMessage("circular dependency between [A, B]");
    }

    private static String fails(String id) {
        return "\"" + id + "\": {\"Type\": \"T\", \"Properties\": {\"Fails\": true, \"After\": {}}}";
    }

    private static Template template(String... resources) {
        return new Template(Path.of("none"),
                Json.read("{\"Resources\": {" + String.join(",", resources) + "}}"));
    }
}
