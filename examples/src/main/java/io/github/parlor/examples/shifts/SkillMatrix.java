package io.github.parlor.examples.shifts;

import io.github.parlor.examples.log.Call;
import io.github.parlor.examples.log.CallLog;
import io.github.parlor.examples.log.Noted;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Who can do what and how long it takes, by the calls that were served: those of a known server whose service took time.
 * Immutable.
 */
public final class SkillMatrix {
    /** A type is a skill of an agent with more than one in so many of the agent's calls: above 2 %. */
    private static final int ONE_IN = 50;

    private final SortedMap<String, SortedMap<String, Long>> callsByServer;
    private final Map<String, Duration> medianByType;

    private SkillMatrix(SortedMap<String, SortedMap<String, Long>> callsByServer, Map<String, Duration> medianByType) {
        this.callsByServer = callsByServer;
        this.medianByType = medianByType;
    }

    /** Counts the served calls of all these logs together. */
    public static SkillMatrix of(Collection<CallLog> logs) {
        return new SkillMatrix(
                served(logs)
                        .collect(Collectors.groupingBy(
                                served -> served.service().server(),
                                TreeMap::new,
                                Collectors.groupingBy(Served::type, TreeMap::new, Collectors.counting()))),
                served(logs)
                        .collect(Collectors.groupingBy(
                                Served::type, Collectors.collectingAndThen(Collectors.toList(), SkillMatrix::median))));
    }

    /** Returns whoever served a call, in the order of their names. */
    public Set<String> servers() {
        return callsByServer.keySet();
    }

    /** Returns how many calls of each type somebody served; empty for somebody unknown. */
    public SortedMap<String, Long> calls(String server) {
        return callsByServer.getOrDefault(server, new TreeMap<>());
    }

    /** Returns the types that make up more than 2 % of the calls of this server. */
    public Set<String> skills(String server) {
        SortedMap<String, Long> calls = calls(server);
        long all = calls.values().stream().mapToLong(Long::longValue).sum();
        Set<String> skills = new TreeSet<>();
        calls.forEach((type, count) -> {
            if (count * ONE_IN > all) {
                skills.add(type);
            }
        });
        return skills;
    }

    /** Returns the median service time of a type; zero if nobody served it, so that nobody has the skill either. */
    public Duration medianService(String type) {
        return medianByType.getOrDefault(type, Duration.ZERO);
    }

    private static Duration median(Collection<Served> calls) {
        double[] seconds = calls.stream()
                .mapToDouble(call -> call.service().measured().toMillis() / 1_000.0)
                .toArray();
        return Duration.ofMillis(Math.round(1_000 * Median.withDefaults().evaluate(seconds)));
    }

    private static Stream<Served> served(Collection<CallLog> logs) {
        return logs.stream().flatMap(log -> log.calls().stream()).flatMap(Served::of);
    }

    /** A call that a known server spent time on. */
    record Served(Call call, Call.Service service) {
        static Stream<Served> of(Call call) {
            Call.Service service = call.service();
            return service == null
                            || service.server().equals(Noted.NO_SERVER)
                            || service.measured().isZero()
                    ? Stream.empty()
                    : Stream.of(new Served(call, service));
        }

        String type() {
            return call.type();
        }
    }
}
