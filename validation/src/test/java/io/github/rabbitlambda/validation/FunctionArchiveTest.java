package io.github.rabbitlambda.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionArchiveTest {
    private static final String PREFIX = TestHandlers.class.getName() + "$";
    private static final int JAVA = 21;
    @TempDir
    private Path directory;

    private List<String> problems(String handler) throws IOException {
        return FunctionArchive.of(all().in(directory)).problems(PREFIX + handler, JAVA);
    }

    private static TestArchive all() throws IOException {
        return new TestArchive().with(TestHandlers.class).with(TestHandlers.class.getDeclaredClasses());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Base", "Base::handleRequest", "Derived", "ThroughInterface", "Plain::handle",
            "Plain::enough", "OnlyStatic::handle", "UsesPlain"})
    void takesHandlersThatLambdaCanRun(String handler) throws IOException {
        assertThat(problems(handler)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Plain | class {} is no handler: it must implement RequestStreamHandler or RequestHandler, or the handler must name one of its methods ({}::method)
            Plain::handel | class {} has no public method handel; it has enough(String, String, String), handle(List, Context), tooMuch(String, String, String, String)
            Plain::hidden | class {} has no public method hidden; it has enough(String, String, String), handle(List, Context), tooMuch(String, String, String, String)
            Plain:: | class {} has no public method without a name; it has enough(String, String, String), handle(List, Context), tooMuch(String, String, String, String)
            Nothing::handle | class {} has no public method handle; it has no public methods
            Plain::tooMuch | method tooMuch of class {} has more than 3 parameters: Lambda calls none such
            Derived::handle | leave ::handle out: the class is a handler itself
            Abstract | class {} is abstract: the handler must name a class that can be constructed
            Interface | class {} is abstract: the handler must name a class that can be constructed
            Inner | class {} is an inner class: make it static
            NotPublic | class {} is not public: Lambda constructs public classes only
            WithContext | class {} has no public constructor without parameters: Lambda needs one
            PrivateConstructor::handleRequest | class {} has no public constructor without parameters: Lambda needs one
            """)
    void refusesHandlersThatLambdaCannotRun(String handler, String problem) throws IOException {
        String name = PREFIX + handler.replaceFirst("::.*", "");
        assertThat(problems(handler)).containsExactly(problem.replace("{}", name));
    }

    @Test
    void refusesAHandlerThatTheArchiveLacks() throws IOException {
        Path jar = new TestArchive().with(TestHandlers.Base.class).in(directory);

        assertThat(FunctionArchive.of(jar).problems("com.example.Orders::handle", JAVA)).containsExactly(
                "handler must name a class in " + jar
                        + " (it has no com.example.Orders; the form is package.Class or package.Class::method)");
        String slashes = (PREFIX + "Base").replace('.', '/');
        assertThat(FunctionArchive.of(jar).problems(slashes, JAVA)).singleElement().asString()
                .contains("it has no " + slashes);
    }

    @Test
    void namesAClassThatTheHandlerNeedsAndTheArchiveLacks() throws IOException {
        FunctionArchive withoutBase = FunctionArchive
                .of(new TestArchive().with(TestHandlers.Derived.class).in(directory));
        assertThat(withoutBase.problems(PREFIX + "Derived", JAVA)).containsExactly(lacks("Base"));

        FunctionArchive withoutPlain = FunctionArchive.of(
                new TestArchive().with(TestHandlers.Base.class, TestHandlers.UsesPlain.class).in(directory));
        assertThat(withoutPlain.problems(PREFIX + "UsesPlain", JAVA)).containsExactly(lacks("Plain"));
    }

    private static String lacks(String name) {
        return "the function's jar lacks " + PREFIX + name
                + ": put all dependencies into one jar, for example with maven-shade-plugin";
    }

    @Test
    void findsClassesInLibraries() throws IOException {
        byte[] library = new TestArchive().with(TestHandlers.Base.class).bytes();
        FunctionArchive archive = FunctionArchive.of(new TestArchive().with(TestHandlers.Derived.class)
                .with("lib/base.jar", library).in(directory));

        assertThat(archive.contains(PREFIX + "Base")).isTrue();
        assertThat(archive.contains(PREFIX + "Plain")).isFalse();
        assertThat(archive.problems(PREFIX + "Derived", JAVA)).isEmpty();
        assertThat(archive.problems(PREFIX + "Base", JAVA)).isEmpty();
    }

    @Test
    void ignoresLibrariesElsewhere() throws IOException {
        byte[] library = new TestArchive().with(TestHandlers.Base.class).bytes();
        FunctionArchive archive = FunctionArchive
                .of(new TestArchive().with("lib/deeper/base.jar", library).in(directory));

        assertThat(archive.contains(PREFIX + "Base")).isFalse();
    }

    // a damaged upload or a full disk is told in a sentence, not with a stack trace
    @Test
    void refusesDamagedClassesThatTheHandlerNeeds() throws IOException {
        Path empty = new TestArchive().with("com/example/Orders.class", new byte[0]).in(directory);
        assertThat(FunctionArchive.of(empty).problems("com.example.Orders", JAVA))
                .containsExactly("com/example/Orders.class in " + empty + " can't be read: build it again");

        byte[] half = Arrays.copyOf(TestArchive.classFile(TestHandlers.Base.class), 40);
        String base = (PREFIX + "Base").replace('.', '/');
        Path damaged = new TestArchive().with(TestHandlers.Derived.class).with(base + ".class", half).in(directory);
        assertThat(FunctionArchive.of(damaged).problems(PREFIX + "Derived", JAVA))
                .containsExactly(base + ".class in " + damaged + " can't be read: build it again");
    }

    private static byte[] ofJava(int java) throws IOException {
        byte[] classFile = TestArchive.classFile(TestHandlers.Base.class);
        classFile[7] = (byte) (44 + java);
        return classFile;
    }

    private Path newer(int java) throws IOException {
        return all().with("com/example/Newer.class", ofJava(java)).in(directory);
    }

    @Test
    void refusesClassesNewerThanTheRuntime() throws IOException {
        assertThat(FunctionArchive.of(newer(25)).problems(PREFIX + "Base", 25)).isEmpty();
        Path jar = newer(26);
        assertThat(FunctionArchive.of(jar).problems(PREFIX + "Base", 25)).containsExactly(
                "class files must be of Java 25 or older, as the runtime is (" + jar
                        + " has 1 newer, such as com/example/Newer.class of Java 26): compile with release 25");
    }

    @Test
    void refusesNewerClassesInLibraries() throws IOException {
        byte[] library = new TestArchive().with("com/example/Newer.class", ofJava(26)).bytes();
        Path jar = all().with("lib/newer.jar", library).in(directory);
        assertThat(FunctionArchive.of(jar).problems(PREFIX + "Base", 25)).singleElement().asString()
                .contains("1 newer, such as com/example/Newer.class of Java 26");
    }

    @Test
    void leavesOutWhatAnOlderRuntimeSkips() throws IOException {
        FunctionArchive archive = FunctionArchive.of(all().with("META-INF/versions/26/A.class", ofJava(26))
                .with("module-info.class", ofJava(26)).with("NoClass.class", new byte[8])
                .with("Empty.class", new byte[0]).in(directory));

        assertThat(archive.problems(PREFIX + "Base", 25)).isEmpty();
    }

    @Test
    void refusesMoreThan250Megabytes() throws IOException {
        Path jar = all().with("large.bin", new byte[262_144_001]).in(directory);
        assertThat(FunctionArchive.of(jar).problems(PREFIX + "Base", JAVA)).singleElement().asString().matches(
                "the function's package must have at most 262144000 bytes unpacked \\(.*orders.jar has 2621\\d+\\): Lambda's limit of 250 MB");
        FunctionArchive archive = FunctionArchive.of(jar);
        assertThat(archive.sizeProblem(262_144_000)).isEmpty();
        assertThat(archive.sizeProblem(262_144_001)).isPresent();
    }

    @Test
    void refusesWhatIsNoArchive() throws IOException {
        Path text = Files.writeString(directory.resolve("text.jar"), "text");
        Path missing = directory.resolve("missing.jar");
        assertRefused(text, "text.jar is no jar: zip END header not found)");
        assertRefused(missing, "missing.jar is not there: build it first, for example with mvn package)");
        assertRefused(directory, " is a directory: pack it first, for example with mvn package)");
        assertRefused(new TestArchive().in(directory), "orders.jar is empty: build it again)");
    }

    private static void assertRefused(Path path, String end) {
        assertThatIllegalArgumentException().isThrownBy(() -> FunctionArchive.of(path))
                .withMessageStartingWith("archive must be a jar or zip file (").withMessageEndingWith(end);
    }
}
