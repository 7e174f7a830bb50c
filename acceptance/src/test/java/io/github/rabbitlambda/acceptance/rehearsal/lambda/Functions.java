package io.github.rabbitlambda.acceptance.rehearsal.lambda;

import io.github.rabbitlambda.acceptance.rehearsal.stack.Refused;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Lambda's functions with their versions and aliases. A function's process lives until its code or settings change. */
public final class Functions implements AutoCloseable {
    private final FunctionCommands commands;
    private final Map<String, FunctionVersion> latest = new ConcurrentHashMap<>();
    /** By name and version. */
    private final Map<String, FunctionVersion> published = new ConcurrentHashMap<>();
    /** By name and alias; the value is a version. */
    private final Map<String, String> aliases = new ConcurrentHashMap<>();
    private final Map<String, Integer> counters = new ConcurrentHashMap<>();
    private final Map<String, FunctionProcess> processes = new ConcurrentHashMap<>();

    public Functions(FunctionCommands commands) {
        this.commands = commands;
    }

    public void put(FunctionVersion function) {
        latest.put(function.name(), function);
        close(function.name());
    }

    public void remove(String name) {
        latest.remove(name);
        close(name);
    }

    private void close(String name) {
        Optional.ofNullable(processes.remove(name)).ifPresent(FunctionProcess::close);
    }

    public String publish(String name) {
        int number = counters.merge(name, 1, Integer::sum);
        published.put(name + ":" + number, existing(name));
        return String.valueOf(number);
    }

    public void removeVersion(String name, String version) {
        published.remove(name + ":" + version);
    }

    public void putAlias(String name, String alias, String version) {
        aliases.put(name + ":" + alias, version);
    }

    public void removeAlias(String name, String alias) {
        aliases.remove(name + ":" + alias);
    }

    public boolean hasAlias(String name, String alias) {
        return aliases.containsKey(name + ":" + alias);
    }

    /** The function that a name or an ARN, with a version or alias or without, stands for. */
    public Optional<FunctionVersion> find(String nameOrArn) {
        String[] parts = nameOrArn.split(":");
        String name = parts.length > 6 ? parts[6] : parts[0];
        String qualifier = parts.length > 7 ? parts[7] : "";
        if (qualifier.isEmpty() || qualifier.equals("$LATEST")) {
            return Optional.ofNullable(latest.get(name));
        }
        String version = aliases.getOrDefault(name + ":" + qualifier, qualifier);
        return Optional.ofNullable(published.get(name + ":" + version)).filter(found -> latest.containsKey(name));
    }

    private FunctionVersion existing(String name) {
        return find(name).orElseThrow(() -> new Refused("Function not found: " + name));
    }

    /** Invokes what runs under $LATEST; versions are invoked by mappings, each with a process of its own. */
    public FunctionAnswer invoke(FunctionVersion function, byte[] event) throws InterruptedException {
        FunctionProcess process = processes.computeIfAbsent(function.name(), name -> commands.process(function));
        return process.invoke(event);
    }

    /** What is left, in words. */
    public List<String> left() {
        Map<String, String> left = new LinkedHashMap<>();
        latest.keySet().forEach(name -> left.put(name, "function " + name));
        return List.copyOf(left.values());
    }

    @Override
    public void close() {
        processes.values().forEach(FunctionProcess::close);
    }
}
