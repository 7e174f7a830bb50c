package io.github.rabbitlambda.function.message;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.rabbitlambda.function.message.Tree.Digits;
import io.github.rabbitlambda.function.message.Tree.Elements;
import io.github.rabbitlambda.function.message.Tree.Members;
import io.github.rabbitlambda.function.message.Tree.Null;
import io.github.rabbitlambda.function.message.Tree.Text;
import io.github.rabbitlambda.function.message.Tree.Truth;

/**
 * What an event means, told independently of the decoder: from Jackson's reading of it, with the dates of java.time and
 * GregorianCalendar, and java.math's numbers. It gives the lines that {@link Telling} gives for a batch.
 */
final class Oracle {
    private static final Pattern DATE = Pattern.compile("(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
            + " ([1-9][0-9]?), ([0-9]{4}|[1-9][0-9]{0,8}), ([1-9]|1[012]):([0-5][0-9]):([0-5][0-9])[ \u202f]([AP])M");
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private Oracle() {}

    /** A line for the event and one for each delivery, or nothing when the event is to be refused. */
    static Optional<List<String>> tell(byte[] event) {
        try {
            return Tree.parse(event) instanceof Members top ? tell(top) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> tell(Members event) {
        List<Tree> maps = event.members().stream().filter(m -> m.getKey().equals("rmqMessagesByQueue"))
                .map(Map.Entry::getValue).toList();
        if (maps.isEmpty() || !maps.stream().allMatch(Members.class::isInstance)) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        lines.add("arn " + (event.last("eventSourceArn").orElse(Null.NULL) instanceof Text(String arn) ? arn : null));
        for (Tree map : maps) {
            ((Members) map).members().forEach(queue -> queue(queue.getKey(), queue.getValue(), lines));
        }
        return Optional.of(lines);
    }

    private static void queue(String key, Tree value, List<String> lines) {
        String[] reversed = new StringBuilder(key).reverse().toString().split("::", 2);
        String[] parts = reversed.length == 1
                ? new String[]{key, "/"}
                : new String[]{new StringBuilder(reversed[1]).reverse().toString(),
                        new StringBuilder(reversed[0]).reverse().toString()};
        String queue = "queue " + parts[0] + " on " + parts[1] + " ";
        switch (value) {
            case Elements records -> records.elements().forEach(record -> lines.add(queue + record(record)));
            default -> lines.add(queue + "undecodable " + value);
        }
    }

    private static String record(Tree record) {
        try {
            return record instanceof Members members ? message(members) : "undecodable " + record;
        } catch (IllegalArgumentException | ArithmeticException e) {
            return "undecodable " + record;
        }
    }

    private static String message(Members record) {
        for (Map.Entry<String, Tree> member : record.members()) {
            switch (member.getKey()) {
                case "data" -> data(member.getValue());
                case "basicProperties" -> properties(member.getValue());
                default -> {
                }
            }
        }
        return "redelivered " + redelivered(record.last("redelivered").orElse(Null.NULL)) + " body "
                + HexFormat.of().formatHex(data(record.last("data").orElse(Null.NULL))) + " "
                + properties(record.last("basicProperties").orElse(Null.NULL));
    }

    private static byte[] data(Tree data) {
        return Base64.getDecoder().decode(text(data));
    }

    private static boolean redelivered(Tree redelivered) {
        return switch (redelivered) {
            case Truth(boolean truth) -> truth;
            case Null none -> false;
            default -> true;
        };
    }

    private static Map<String, String> properties(Tree tree) {
        Map<String, String> properties = new TreeMap<>();
        if (tree != Null.NULL) {
            members(tree).forEach(property -> property(property.getKey(), property.getValue(), properties));
        }
        return properties;
    }

    private static void property(String name, Tree value, Map<String, String> properties) {
        if (!Telling.PROPERTIES.contains(name)) {
            return;
        }
        properties.remove(name);
        properties.remove("unreadable " + name);
        if (name.equals("headers")) {
            headers(value).ifPresent(headers -> properties.put(name, headers));
        } else if (value != Null.NULL) {
            try {
                properties.put(name, property(name, value));
            } catch (IllegalArgumentException | ArithmeticException e) {
                properties.put("unreadable " + name, value.toString());
            }
        }
    }

    private static String property(String name, Tree value) {
        return switch (name) {
            case "deliveryMode", "priority" -> whole(value, BigDecimal.valueOf(255));
            case "bodySize" -> whole(value, MOST);
            case "expiration" -> expiration(value);
            case "timestamp" -> date(text(value)).orElseThrow(IllegalArgumentException::new).toString();
            default -> text(value);
        };
    }

    private static String whole(Tree value, BigDecimal most) {
        if (!(value instanceof Digits(String digits)) || digits.length() > 100) {
            throw new IllegalArgumentException();
        }
        BigDecimal number = new BigDecimal(digits);
        if (number.signum() < 0 || number.compareTo(most) > 0) {
            throw new IllegalArgumentException();
        }
        return Long.toString(number.longValueExact());
    }

    private static String expiration(Tree value) {
        if (!(value instanceof Text(String text))) {
            return whole(value, MOST);
        }
        if (!text.matches("\\+?[0-9]+") || new BigInteger(text).bitLength() > 63) {
            throw new IllegalArgumentException();
        }
        return new BigInteger(text).toString();
    }

    static Optional<Instant> date(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.matches() || Integer.parseInt(date.group(3)) == 0) {
            return Optional.empty();
        }
        String months = "JanFebMarAprMayJunJulAugSepOctNovDec";
        int hour = Integer.parseInt(date.group(4)) % 12 + (date.group(7).equals("P") ? 12 : 0);
        try {
            return Optional.of(instant(Integer.parseInt(date.group(3)), months.indexOf(date.group(1)) / 3 + 1,
                    Integer.parseInt(date.group(2)),
                    LocalTime.of(hour, Integer.parseInt(date.group(5)), Integer.parseInt(date.group(6)))));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Gson writes dates of GregorianCalendar, which counts as java.time does from 15 October 1582 on. */
    private static Instant instant(int year, int month, int day, LocalTime time) {
        if (year > 1582) {
            return LocalDate.of(year, month, day).atTime(time).toInstant(ZoneOffset.UTC);
        }
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        calendar.clear();
        calendar.setLenient(false);
        calendar.set(year, month - 1, day, time.getHour(), time.getMinute(), time.getSecond());
        return calendar.toInstant();
    }

    private static Optional<String> headers(Tree value) {
        if (value == Null.NULL || value instanceof Elements(List<Tree> elements) && elements.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> headers = table(members(value), 1);
        return headers.isEmpty() ? Optional.empty() : Optional.of(headers.toString());
    }

    private static Map<String, String> table(List<Map.Entry<String, Tree>> members, int depth) {
        if (depth > 100) {
            throw new IllegalArgumentException();
        }
        Map<String, String> table = new TreeMap<>();
        members.forEach(member -> table.put(member.getKey(), header(member.getValue(), depth + 1)));
        return table;
    }

    private static String header(Tree value, int depth) {
        return switch (value) {
            case Members(List<Map.Entry<String, Tree>> members) -> {
                Map<String, String> table = table(members, depth);
                yield longString(members).orElse("table " + table);
            }
            case Elements(List<Tree> elements) -> array(elements, depth);
            case Text(String text) -> date(text).map(date -> "timestamp " + date).orElseGet(
                    () -> "string " + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)));
            case Digits(String digits) -> number(digits);
            case Truth(boolean truth) -> "flag " + truth;
            case Null none -> "nothing";
        };
    }

    private static String array(List<Tree> elements, int depth) {
        if (depth > 100) {
            throw new IllegalArgumentException();
        }
        return elements.stream().map(element -> header(element, depth + 1)).toList().toString();
    }

    private static String number(String digits) {
        if (digits.length() > 1000) {
            throw new IllegalArgumentException();
        }
        boolean whole = digits.matches("-?[0-9]+") && new BigInteger(digits).bitLength() < 64;
        return whole ? "whole " + new BigInteger(digits) : "decimal " + new BigDecimal(digits);
    }

    private static Optional<String> longString(List<Map.Entry<String, Tree>> members) {
        Map<String, Tree> byName = new LinkedHashMap<>();
        members.forEach(member -> byName.put(member.getKey(), member.getValue()));
        if (byName.size() != 1 || !(byName.get("bytes") instanceof Elements(List<Tree> elements))
                || !elements.stream().allMatch(Oracle::isByte)) {
            return Optional.empty();
        }
        return Optional.of("string " + elements.stream()
                .map(e -> HexFormat.of().toHexDigits((byte) Integer.parseInt(((Digits) e).digits())))
                .collect(Collectors.joining()));
    }

    private static boolean isByte(Tree tree) {
        return tree instanceof Digits(String digits) && digits.matches("-?[0-9]{1,3}")
                && Integer.parseInt(digits) >= -128 && Integer.parseInt(digits) <= 255;
    }

    private static List<Map.Entry<String, Tree>> members(Tree tree) {
        if (tree instanceof Members(List<Map.Entry<String, Tree>> members)) {
            return members;
        }
        throw new IllegalArgumentException();
    }

    private static String text(Tree tree) {
        if (tree instanceof Text(String text)) {
            return text;
        }
        throw new IllegalArgumentException();
    }
}
