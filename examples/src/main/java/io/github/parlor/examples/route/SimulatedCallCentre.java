package io.github.parlor.examples.route;

import io.github.parlor.bounds.Bounds;
import io.github.parlor.bounds.InvalidValueException;
import io.github.parlor.dispatch.RouterFactory;
import io.github.parlor.dispatch.Ticket;
import io.github.parlor.examples.csv.CsvLine;
import io.github.parlor.examples.log.Failures;
import io.github.parlor.examples.log.Lines;
import io.github.parlor.examples.log.UnreadableInputException;
import io.github.parlor.id.ConversationId;
import io.github.parlor.id.SessionId;
import io.github.parlor.people.Agent;
import io.github.parlor.people.AgentStatus;
import io.github.parlor.people.Target;
import io.github.parlor.routing.QueueReplay;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The calls of the simulation, read from a file and played through a router. Immutable. */
public final class SimulatedCallCentre {
    /** Most agents. */
    public static final int MAX_AGENTS = 10_000;

    /** Most calls at once by one agent. */
    public static final int MAX_CONCURRENCY = Agent.MAX_CAPACITY_UNITS / Agent.UNITS_PER_SESSION;

    private final List<SimulatedCall> calls;

    /**
     * A call and when the router let it start.
     *
     * @param call which
     * @param at when, by the clock of its day
     */
    public record Start(SimulatedCall call, LocalTime at) {
        /** Returns how long the caller waited. */
        public Duration waited() {
            return Duration.between(call.started(), at);
        }
    }

    /** Makes a call centre of calls in the order of their file. */
    public SimulatedCallCentre(List<SimulatedCall> calls) {
        this.calls = List.copyOf(calls);
    }

    /**
     * Reads a CSV file, plain or gzip.
     *
     * @throws UnreadableInputException if the file, its header or one of its lines cannot be read
     */
    public static SimulatedCallCentre read(Path path) throws UnreadableInputException {
        try (InputStream bytes = Files.newInputStream(path);
                Lines lines = Lines.of(bytes, StandardCharsets.ISO_8859_1)) {
            return new SimulatedCallCentre(read(path, lines));
        } catch (UnreadableInputException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableInputException(path + ": " + Failures.describe(e), e);
        }
    }

    private static List<SimulatedCall> read(Path path, Lines lines) throws IOException {
        List<SimulatedCall> calls = new ArrayList<>();
        int number = 1;
        try {
            String header = lines.next();
            var columns = new SimulatedCall.Columns(CsvLine.split(header == null ? "" : header));
            for (String line = lines.next(); line != null; line = lines.next()) {
                number++;
                calls.add(columns.read(CsvLine.split(line)));
            }
        } catch (InvalidValueException e) {
            throw new UnreadableInputException(path + ": line " + number + ": " + e.getMessage(), e);
        }
        return calls;
    }

    /** Returns the calls in the order of the file. */
    public List<SimulatedCall> calls() {
        return calls;
    }

    /**
     * Plays each day on its own and returns a start for every call, in the order of the file. Everybody works until the
     * last call of the day is served; a start past midnight shows the clock of the day after.
     *
     * @param agents how many, 1 to {@value #MAX_AGENTS}
     * @param concurrency how many calls each serves at once, 1 to {@value #MAX_CONCURRENCY}
     */
    public List<Start> play(RouterFactory router, int agents, int concurrency) {
        Bounds.range("agents", agents, 1, MAX_AGENTS);
        Bounds.range("concurrency", concurrency, 1, MAX_CONCURRENCY);
        Map<SessionId, Instant> starts = new HashMap<>();
        IntStream.range(0, calls.size())
                .boxed()
                .collect(Collectors.groupingBy(i -> calls.get(i).date()))
                .forEach((date, rows) -> log(date, rows, agents, concurrency)
                        .run(router)
                        .forEach(start -> starts.put(start.session(), start.at())));
        return IntStream.range(0, calls.size())
                .mapToObj(i -> start(calls.get(i), Bounds.present("start", starts.get(session(i)))))
                .toList();
    }

    private QueueReplay log(LocalDate date, List<Integer> rows, int agents, int concurrency) {
        QueueReplay log = new QueueReplay();
        for (int i = 1; i <= agents; i++) {
            log.staff(
                    date.atStartOfDay().toInstant(ZoneOffset.UTC),
                    Agent.of("agent-" + i).withSessions(concurrency),
                    AgentStatus.AVAILABLE);
        }
        for (int row : rows) {
            SimulatedCall call = calls.get(row);
            Instant at = date.atTime(call.started()).toInstant(ZoneOffset.UTC);
            log.arrive(
                    at,
                    new Ticket(session(row), Target.ANYONE, at, Duration.ZERO, Agent.UNITS_PER_SESSION, null),
                    call.handling());
        }
        return log;
    }

    private static Start start(SimulatedCall call, Instant at) {
        return new Start(call, at.atOffset(ZoneOffset.UTC).toLocalTime());
    }

    private static SessionId session(int row) {
        return new SessionId(new ConversationId("row-" + row), 1);
    }
}
