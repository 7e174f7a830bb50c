package io.github.rabbitlambda.doctor;

/**
 * Starts {@link Command} on a Java that can run it, and says on an older one what is needed. The build compiles this class
 * for Java 8; it must not use anything newer.
 */
final class Start {
    /** The exit status of a Java that is too old; it means nothing else. */
    static final int OLD_JAVA = 5;
    private static final int NEEDED = 21;

    private Start() {}

    public static void main(String[] arguments) {
        int version = featureVersion(System.getProperty("java.specification.version"));
        if (version < NEEDED) {
            System.err.println("doctor: needs Java " + NEEDED + " or newer, this is " + version + " ("
                    + System.getProperty("java.home") + ")");
            System.exit(OLD_JAVA);
        }
        Command.main(arguments);
    }

    /** 8 for "1.8", 17 for "17". */
    static int featureVersion(String specification) {
        return Integer.parseInt(specification.startsWith("1.") ? specification.substring(2) : specification);
    }
}
