package io.github.rabbitlambda.reachability.terraform;

import java.util.ArrayList;
import java.util.List;

/** Terraform's addresses and references, such as {@code module.a["x.y"].aws_subnet.b[0].id}, split into steps. */
final class Address {
    private Address() {}

    /** The steps between dots; a dot between brackets is part of a key. */
    static List<String> steps(String address) {
        List<String> steps = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        int depth = 0;
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            quoted ^= c == '"' && address.charAt(Math.max(0, i - 1)) != '\\';
            depth += quoted ? 0 : c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == '.' && !quoted && depth == 0) {
                steps.add(address.substring(start, i));
                start = i + 1;
            }
        }
        steps.add(address.substring(start));
        return steps;
    }

    /** {@code b} of {@code b[0]}. */
    static String name(String step) {
        int bracket = step.indexOf('[');
        return bracket < 0 ? step : step.substring(0, bracket);
    }

    /** {@code [0]} of {@code b[0]}; empty without a key. */
    static String key(String step) {
        return step.substring(name(step).length());
    }

    static String join(String module, String rest) {
        return module.isEmpty() ? rest : module + "." + rest;
    }

    /** The module that calls a module: {@code module.a} of {@code module.a.module.b[0]}. */
    static String parent(String module) {
        List<String> steps = steps(module);
        return String.join(".", steps.subList(0, Math.max(0, steps.size() - 2)));
    }

    static String lastStep(String module) {
        return steps(module).getLast();
    }
}
