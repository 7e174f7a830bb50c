package io.github.rabbitlambda.reachability.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML text into a {@link Tree}, with CloudFormation's short forms of the intrinsic functions
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html). Reads the
 * parser's events, so that it limits depth, and growth by aliases, before it builds anything.
 */
final class YamlReader {
    private static final int MAX_NODES = 500_000;
    private static final int MAX_CHARACTERS = 10_000_000;

    private final Iterator<Event> events;
    private final Map<Anchor, Tree> anchors = new HashMap<>();
    private final Map<Anchor, Integer> sizes = new HashMap<>();
    private int nodes;
    private int depth;

    private YamlReader(Iterator<Event> events) {
        this.events = events;
    }

    static Tree read(String text) {
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(MAX_CHARACTERS).build();
        try {
            YamlReader reader = new YamlReader(new Parse(settings).parseString(text).iterator());
            return reader.document();
        } catch (MarkedYamlEngineException broken) {
            throw new UnreadableTemplate(
                    broken.getProblemMark().map(mark -> "line " + (mark.getLine() + 1) + ": ").orElse("")
                            + broken.getProblem());
        } catch (YamlEngineException broken) {
            throw new UnreadableTemplate(broken.getMessage().lines().findFirst().orElse("not YAML"));
        }
    }

    private Tree document() {
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent) {
                Tree tree = node(event);
                requireOneDocument();
                return tree;
            }
        }
        throw new UnreadableTemplate("it is empty");
    }

    private void requireOneDocument() {
        while (events.hasNext()) {
            if (events.next() instanceof NodeEvent) {
                throw new UnreadableTemplate("more than one YAML document");
            }
        }
    }

    private Tree node(Event event) {
        count(1);
        if (++depth > JsonReader.MAX_DEPTH) {
            throw new UnreadableTemplate("line " + line(event) + ": nested deeper than " + JsonReader.MAX_DEPTH);
        }
        int before = nodes;
        Tree tree = switch (event) {
            case AliasEvent alias -> aliased(alias);
            case ScalarEvent scalar -> ShortForm.expand(tag(scalar.getTag()), YamlScalar.of(scalar));
            case SequenceStartEvent start -> ShortForm.expand(tag(start.getTag()), sequence());
            case MappingStartEvent start -> ShortForm.expand(tag(start.getTag()), mapping());
            default -> throw new UnreadableTemplate("line " + line(event) + ": expected a value");
        };
        if (!(event instanceof AliasEvent) && event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            anchors.put(node.getAnchor().get(), tree);
            sizes.put(node.getAnchor().get(), nodes - before + 1);
        }
        depth--;
        return tree;
    }

    private Tree aliased(AliasEvent alias) {
        Tree tree = anchors.get(alias.getAlias());
        if (tree == null) {
            throw new UnreadableTemplate(
                    "line " + line(alias) + ": alias *" + alias.getAlias() + " names no anchor before it");
        }
        count(sizes.get(alias.getAlias()));
        return tree;
    }

    private Tree sequence() {
        List<Tree> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event));
        }
        return new Tree.Sequence(items);
    }

    private Tree mapping() {
        Map<String, Tree> entries = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            String key = key(event);
            Tree value = node(events.next());
            if (key.equals("<<")) {
                merge(entries, value);
            } else if (entries.put(key, value) != null) {
                entries.put(key, Tree.twice(key));
            }
        }
        return new Tree.Mapping(entries);
    }

    private static void merge(Map<String, Tree> entries, Tree merged) {
        for (Tree source : merged.asItems()) {
            source.asMapping().entries().forEach(entries::putIfAbsent);
        }
    }

    private String key(Event event) {
        return node(event).asText().orElseThrow(
                () -> new UnreadableTemplate("line " + line(event) + ": a key must be a string"));
    }

    private void count(int more) {
        nodes += more;
        if (nodes > MAX_NODES || nodes < 0) {
            throw new UnreadableTemplate("more than " + MAX_NODES + " values once its aliases are followed");
        }
    }

    private static String tag(Optional<String> tag) {
        return tag.filter(name -> name.startsWith("!") && name.length() > 1).map(name -> name.substring(1)).orElse("");
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
