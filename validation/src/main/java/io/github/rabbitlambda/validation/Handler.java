package io.github.rabbitlambda.validation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Type;

/**
 * Whether Lambda's Java runtime can run a handler, from class files alone. The sentences are those of the local command,
 * which asks the virtual machine instead.
 *
 * <p>What can't be seen without running code: a class that only the code of a method needs.
 */
final class Handler {
    private static final int MOST_PARAMETERS = 3;
    private static final int LISTED_METHODS = 5;
    private static final String HANDLER_METHOD = "handleRequest";
    /** What Lambda's Java runtimes hold beside the JDK; the events are not among it. */
    private static final String RUNTIME = "com/amazonaws/services/lambda/runtime/";
    private static final String EVENTS = RUNTIME + "events/";
    private static final Set<String> INTERFACES = Set.of(RUNTIME + "RequestHandler", RUNTIME + "RequestStreamHandler");

    private final String className;
    private final ClassOutline outline;
    private final Function<String, Optional<ClassOutline>> classes;
    private final Map<String, Optional<ClassOutline>> supertypes = new LinkedHashMap<>();

    private Handler(String className, ClassOutline outline, Function<String, Optional<ClassOutline>> classes) {
        this.className = className;
        this.outline = outline;
        this.classes = classes;
        collectSupertypes(outline);
    }

    /**
     * Why the runtime can't run the handler, and what to do; empty if nothing speaks against it.
     *
     * @param classes
     *            the package's classes by their names with slashes
     */
    static Optional<String> problem(String handler, ClassOutline outline,
            Function<String, Optional<ClassOutline>> classes) {
        int colons = handler.lastIndexOf("::");
        Handler check = new Handler(colons < 0 ? handler : handler.substring(0, colons), outline, classes);
        return check.missingClass().or(() -> colons < 0
                ? check.interfaceProblem().or(check::constructorProblem)
                : check.methodProblem(handler.substring(colons + 2)));
    }

    private void collectSupertypes(ClassOutline type) {
        for (String name : type.supertypes()) {
            if (!supertypes.containsKey(name)) {
                Optional<ClassOutline> supertype = classes.apply(name);
                supertypes.put(name, supertype);
                supertype.ifPresent(this::collectSupertypes);
            }
        }
    }

    private Optional<String> missingClass() {
        Set<String> named = new HashSet<>(supertypes.keySet());
        // of interfaces the virtual machine loads less
        for (Optional<ClassOutline> type = Optional.of(outline); type.isPresent(); type = superclass(type.get())) {
            named.addAll(type.get().namedTypes());
        }
        return named.stream().sorted().filter(type -> !isAtHand(type)).findFirst()
                .map(type -> ("the function's jar lacks "
                        + "%s: put all dependencies into one jar, for example with maven-shade-plugin")
                        .formatted(type.replace('/', '.')));
    }

    private Optional<ClassOutline> superclass(ClassOutline type) {
        return type.superclass().flatMap(name -> supertypes.getOrDefault(name, Optional.empty()));
    }

    private boolean isAtHand(String type) {
        return type.startsWith(RUNTIME) && !type.startsWith(EVENTS) || type.startsWith("java/")
                || classes.apply(type).isPresent()
                || ClassLoader.getPlatformClassLoader().getResource(type + ".class") != null;
    }

    private Stream<ClassOutline> outlines() {
        return Stream.concat(Stream.of(outline), supertypes.values().stream().flatMap(Optional::stream));
    }

    private Optional<String> interfaceProblem() {
        return implementsHandler()
                ? Optional.empty()
                : Optional.of(
                        "class %s is no handler: it must implement RequestStreamHandler or RequestHandler, or the handler must name one of its methods (%s::method)"
                                .formatted(className, className));
    }

    private boolean implementsHandler() {
        return supertypes.keySet().stream().anyMatch(INTERFACES::contains);
    }

    /** A handler's other methods are no entry points: a listener's handle(Batch, Context), for example. */
    private Optional<String> methodProblem(String name) {
        if (implementsHandler() && !name.equals(HANDLER_METHOD)) {
            return Optional.of("leave ::%s out: the class is a handler itself".formatted(name));
        }
        if (implementsHandler()) {
            return constructorProblem();
        }
        List<ClassOutline.Method> named = methods().stream().filter(method -> method.name().equals(name)).toList();
        if (named.isEmpty()) {
            return Optional.of("class %s has no public method %s; it has %s".formatted(className,
                    name.isEmpty() ? "without a name" : name, methodList()));
        }
        if (named.stream().allMatch(method -> method.parameterCount() > MOST_PARAMETERS)) {
            return Optional.of("method %s of class %s has more than %d parameters: Lambda calls none such"
                    .formatted(name, className, MOST_PARAMETERS));
        }
        return named.stream().allMatch(ClassOutline.Method::isStatic) ? Optional.empty() : constructorProblem();
    }

    private List<ClassOutline.Method> methods() {
        return outlines().flatMap(type -> type.publicMethods().stream()).toList();
    }

    private String methodList() {
        List<String> methods = methods().stream().map(Handler::signature).distinct().sorted().toList();
        if (methods.isEmpty()) {
            return "no public methods";
        }
        return methods.stream().limit(LISTED_METHODS).collect(Collectors.joining(", "))
                + (methods.size() > LISTED_METHODS ? ", …" : "");
    }

    private static String signature(ClassOutline.Method method) {
        List<String> parameters = new ArrayList<>();
        for (Type type : Type.getArgumentTypes(method.descriptor())) {
            parameters.add(type.getClassName().replaceFirst("^.*[.$]", ""));
        }
        return method.name() + "(" + String.join(", ", parameters) + ")";
    }

    private Optional<String> constructorProblem() {
        if (outline.isAbstract()) {
            return Optional.of("class %s is abstract: the handler must name a class that can be constructed"
                    .formatted(className));
        }
        if (outline.isInner()) {
            return Optional.of("class %s is an inner class: make it static".formatted(className));
        }
        if (!outline.isPublic()) {
            return Optional.of("class %s is not public: Lambda constructs public classes only".formatted(className));
        }
        return outline.isConstructible()
                ? Optional.empty()
                : Optional.of("class %s has no public constructor without parameters: Lambda needs one"
                        .formatted(className));
    }
}
