package io.github.rabbitlambda.local;

import java.util.Objects;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version in the jar's manifest, which the build takes from the POM. */
final class JarVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = JarVersion.class.getPackage().getImplementationVersion();
        return new String[]{"rabbitlambda local " + Objects.requireNonNullElse(version, "(not from a jar)")};
    }
}
